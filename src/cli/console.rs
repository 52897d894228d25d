//! `peiban` alone: the office's console. The first time it asks whose office this is.

use std::io::IsTerminal as _;
use std::time::Duration;

use anyhow::Result;

use super::failure::Said;
use super::session::Session;
use super::start::{self, Choice};
use super::{demo, init};
use crate::console::action::Route;
use crate::console::widgets::{Look, Theme};
use crate::console::{self, Options, Shell};
use crate::domain::places;
use crate::store::{Office, Store, StoreError};

/// Opens the office's database, or asks how to begin.
pub(super) fn run(session: Session) -> Result<()> {
    if session.database.exists() {
        let store = session.open()?;
        return open(store, &session, None);
    }
    if !is_terminal() {
        return Err(StoreError::Missing(session.database).into());
    }
    let Some(answers) = start::ask(&session)? else { return Ok(()) };
    let session = Session { is_user_named: true, ..session.of(answers.operator) };
    if answers.choice == Choice::Demo {
        return demo::run(&demo::Args::usual(), &session);
    }
    let store = session.create(&answers.office)?;
    init::say_ready(&session, &answers.office);
    let first = (answers.choice == Choice::Import).then_some(Route::Import);
    open(store, &session, first)
}

/// Runs the console on an open database; `first` is the page it begins with, instead of Today.
pub(super) fn open(store: Store, session: &Session, first: Option<Route>) -> Result<()> {
    if !is_terminal() {
        return Err(Said::new("cli-no-terminal", &[]));
    }
    let office = store.queries().office()?;
    let config = &session.config;
    // Crossterm drops what a modifier set when colours are off; Mono needs none.
    let no_colour = super::session::variable("NO_COLOR").is_some();
    let theme = if no_colour { Theme::Mono } else { config.theme };
    let never = Duration::from_secs(100 * 365 * 24 * 3600);
    let options = Options {
        lang: session.language.lang(),
        look: Look { theme, glyphs: config.glyphs },
        office: name(&office, session),
        ask_operator: !session.is_user_named,
        clock: Box::new(|| chrono::Local::now().date_naive()),
        opened_at: chrono::Utc::now().timestamp(),
        cover_after: config
            .idle_minutes
            .map_or(never, |minutes| Duration::from_secs(u64::from(minutes) * 60)),
        mouse: config.mouse,
        store,
    };
    let mouse = options.mouse;
    let mut shell = Shell::new(options);
    if let Some(route) = first {
        shell.go(route);
    }
    console::run_shell(shell, mouse).map_err(|error| StoreError::from(error).into())
}

fn is_terminal() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

/// The county's name, with the desk where it isn't the first.
fn name(office: &Office, session: &Session) -> String {
    let county = places::county(&office.county);
    let county = county.map_or(office.county.as_str(), |county| county.name);
    let name = session.language.township(county);
    if office.desk == 1 { name } else { format!("{name} {}", office.desk) }
}
