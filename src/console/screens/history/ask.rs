//! What an undo or redo by letter asks before it is done: what is taken back, whose, by whom and when.

use std::collections::BTreeMap;

use super::journal::read_names;
use super::words::{CONSEQUENCES, Words};
use crate::console::action::Action;
use crate::console::screen::{Effect, Message, Screen, Ui};
use crate::console::screens::confirm::Confirm;
use crate::language::Language;
use crate::store::queries::{HistoryEntry, Whose};
use crate::store::{Kind, Queries, Result};

/// The card before this console's own latest entry (`number`, made by `command`) is taken back by `Action::Undo`, or what undo
/// took is brought back by `Action::Redo`. `None` when the entry is not there.
///
/// # Errors
/// What the store says.
pub fn ask(
    action: Action,
    (number, command): (i64, &str),
    queries: &Queries<'_>,
) -> Result<Option<Box<dyn Screen>>> {
    let Some(entry) = queries.history_entry(number, CONSEQUENCES)? else { return Ok(None) };
    let mut names = BTreeMap::new();
    read_names(&mut names, std::iter::once(&entry), queries)?;
    let id = if action == Action::Undo { "undo-ask" } else { "redo-ask" };
    let asked = Asked { id, number, command: command.to_owned(), entry, back: true };
    Ok(Some(Box::new(asked.card(names, false, vec![Effect::Act(action)]))))
}

/// What is asked before an entry is taken back or brought back.
pub(super) struct Asked {
    /// The question: a language key.
    pub(super) id: &'static str,
    /// The number that the question names.
    pub(super) number: i64,
    /// What is taken back or brought back.
    pub(super) command: String,
    /// Whose consequence is told.
    pub(super) entry: HistoryEntry,
    /// It is taken back, not brought back.
    pub(super) back: bool,
}

impl Asked {
    /// The card, whose yes has these effects; see [`Words`] for the names and what is told in full.
    pub(super) fn card(
        self,
        names: BTreeMap<String, (Kind, String)>,
        in_full: bool,
        yes: Vec<Effect>,
    ) -> Confirm {
        let asked = move |_: &Queries<'_>, ui: &Ui| {
            let words = Words { ui, names: &names, in_full };
            let question = Message::new(self.id)
                .arg("entry", self.number)
                .arg("what", ui.language.command(&self.command))
                .arg("user", ui.language.person(&self.entry.user))
                .arg("when", words.when(&self.entry));
            Ok(Some((question, words.consequence(&self.entry, self.back))))
        };
        Confirm::worded(asked, yes)
    }
}

/// What people call whom an entry is about.
pub fn called(whose: &Whose, language: Language) -> String {
    if whose.kind == Kind::Event { whose.name.clone() } else { language.person(&whose.name) }
}
