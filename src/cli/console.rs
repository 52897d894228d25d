//! `peiban` alone: the office's console. The first time it asks whose office this is and how to begin.

use std::io::IsTerminal as _;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;

use super::demo;
use super::failure::Said;
use super::session::{Session, variable};
use crate::console::widgets::{Look, Palette, Theme};
use crate::console::{self, Answers, Begin, Clipboard, FirstStart, Options};
use crate::language::Language;
use crate::store::{Context, Store, StoreError};

/// Opens the office's database, or asks how to begin.
pub(super) fn run(session: &Session) -> Result<()> {
    if session.database.exists() {
        // While the database is opened.
        session.language.ready_ahead();
        return open(session.open()?, session);
    }
    if !is_terminal() {
        return Err(StoreError::Missing(session.database.clone()).into());
    }
    let first = FirstStart {
        lang: session.language.lang(),
        look: look(session),
        today: session.context.today,
        // A login name is nobody's name.
        likely: if session.is_user_named { session.context.user.clone() } else { String::new() },
        path: session.database.clone(),
        mouse: session.config.mouse,
        keys: Arc::clone(&session.config.keys),
    };
    console::first_start(first, |answers, progress| {
        let session = session.answered(answers);
        let store = match answers.begin {
            Begin::Demo => {
                let path = session.places.demo();
                let mut tell = |done, total| progress.report(done, total);
                demo::prepared(&demo::Args::usual(), &path, &session, &mut tell)?.store
            }
            Begin::Import | Begin::Empty => session.create(&answers.office)?,
        };
        Ok(options(store, &session))
    })
    .map_err(StoreError::from)?
}

/// Runs the console on an open database.
pub(super) fn open(store: Store, session: &Session) -> Result<()> {
    if !is_terminal() {
        return Err(Said::failure("cli-no-terminal", &[]));
    }
    console::run(options(store, session)).map_err(|error| StoreError::from(error).into())
}

fn options(mut store: Store, session: &Session) -> Options {
    store.look_ahead(session.config.horizon_days);
    let idle = session.config.idle_minutes;
    Options {
        lang: session.language.lang(),
        look: look(session),
        ask_operator: !session.is_user_named,
        clock: Box::new(|| chrono::Local::now().date_naive()),
        opened_at: chrono::Utc::now().timestamp(),
        cover_after: idle
            .map_or(Duration::MAX, |minutes| Duration::from_secs(u64::from(minutes) * 60)),
        mouse: session.config.mouse,
        keys: Arc::clone(&session.config.keys),
        backups: session.config.backups.clone(),
        clipboard: session.config.clipboard.unwrap_or_else(|| Clipboard::detect(variable)),
        store,
    }
}

/// Colours and glyphs; `NO_COLOR` wins over the settings.
fn look(session: &Session) -> Look {
    let theme = if variable("NO_COLOR").is_some() { Theme::Mono } else { session.config.theme };
    let palette = session.config.palette.unwrap_or_else(|| {
        Palette::detect(variable("COLORTERM").as_deref(), variable("TERM").as_deref())
    });
    Look { theme, palette, glyphs: session.config.glyphs }
}

fn is_terminal() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

impl Session {
    /// The session as the answers of the first start make it.
    fn answered(&self, answers: &Answers) -> Self {
        Self {
            language: Language::new(answers.lang),
            context: Context { user: answers.operator.clone(), ..self.context.clone() },
            is_user_named: true,
            ..self.clone()
        }
    }
}
