//! What an undo or redo by letter asks before it is done: what is taken back, whose, by whom and when.

use std::collections::BTreeMap;

use super::journal::read_names;
use super::words::{CONSEQUENCES, Words};
use crate::console::action::Action;
use crate::console::screen::{Effect, Message, Screen, Ui};
use crate::console::screens::confirm::Confirm;
use crate::language::Language;
use crate::store::queries::Whose;
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
    ui: &Ui,
) -> Result<Option<Box<dyn Screen>>> {
    let Some(entry) = queries.history_entry(number, CONSEQUENCES)? else { return Ok(None) };
    let mut names = BTreeMap::new();
    read_names(&mut names, std::iter::once(&entry), queries)?;
    let words = Words { ui, names: &names, in_full: false };
    let id = if action == Action::Undo { "undo-ask" } else { "redo-ask" };
    let question = Message::new(id)
        .arg("what", ui.language.command(command))
        .arg("user", ui.language.person(&entry.user))
        .arg("when", words.when(&entry));
    let consequence = words.consequence(&entry, true);
    Ok(Some(Box::new(Confirm::new(question, consequence, vec![Effect::Act(action)]))))
}

/// What people call whom an entry is about.
pub fn called(whose: &Whose, language: Language) -> String {
    if whose.kind == Kind::Event { whose.name.clone() } else { language.person(&whose.name) }
}
