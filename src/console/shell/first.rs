//! The shell of the first start: the questions over a database in memory, since there is none yet.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;

use super::{Options, Shell};
use crate::console::action::Route;
use crate::console::input::Keys;
use crate::console::screens::import;
use crate::console::screens::welcome::{Answers, Begin, Slot, Welcome};
use crate::console::widgets::Look;
use crate::domain::calendar::SchoolCalendar;
use crate::language::{Lang, Language};
use crate::store::{Context, Office, Result, Store};

/// What the first start needs to know.
#[derive(Debug, Clone)]
pub struct FirstStart {
    /// The words to begin with.
    pub lang: Lang,
    /// Colours and glyphs.
    pub look: Look,
    /// The program's day.
    pub today: NaiveDate,
    /// The operator's name that is most likely right; blank when nobody said one.
    pub likely: String,
    /// Where the office's database will be.
    pub path: PathBuf,
    /// Report mouse events.
    pub mouse: bool,
    /// The keys in force.
    pub keys: Arc<Keys>,
}

impl Shell {
    /// A shell with the questions of the first start, and where the answers will lie. Nothing is written anywhere.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn first(first: FirstStart) -> Result<(Self, Slot)> {
        let office =
            Office { county: String::new(), desk: 1, visits_since: first.today, is_demo: false };
        let context = Context { today: first.today, pinned: true, user: String::new() };
        let options = Options {
            store: Store::in_memory(&office, context, SchoolCalendar::embedded())?,
            lang: first.lang,
            look: first.look,
            ask_operator: false,
            clock: Box::new(move || first.today),
            opened_at: 0,
            // No names stand here yet.
            cover_after: Duration::MAX,
            mouse: first.mouse,
            keys: first.keys,
            backups: None,
            clipboard: super::Clipboard::Terminal,
        };
        let mut shell = Self::new(options);
        let slot = Slot::default();
        let welcome = Welcome::new(&first.likely, first.path, slot.clone());
        shell.layers.push(Box::new(welcome));
        Ok((shell, slot))
    }

    /// Begins as the first start was answered: in its language, and with the choice of the name list's file where that was chosen.
    pub fn begin(&mut self, answers: &Answers) {
        self.ui.language = Language::new(answers.lang);
        if answers.begin == Begin::Import {
            self.go(Route::Import);
            self.layers.push(import::name_list());
        }
    }
}
