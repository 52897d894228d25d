//! The list of all keys, for the README and the handbook, from the one table.

use std::fmt::Write;

use super::action::{Action, Group};
use super::input::keymap;
use crate::language::Language;

/// All keys with what they do, a Markdown table in the order of the help.
pub fn key_list(language: Language) -> String {
    let mut list = String::new();
    for group in Group::ALL {
        let heading = language.text(group.message_id());
        // Writing into a String can't fail.
        let _ = write!(list, "| {heading} | |\n|---|---|\n");
        for action in Action::ALL.iter().filter(|action| action.group() == group) {
            let keys: Vec<String> =
                keymap::keys_of(*action).iter().map(|keys| format!("`{keys}`")).collect();
            let label = language.text(action.message_id());
            let _ = writeln!(list, "| {} | {label} |", keys.join(" "));
        }
        list.push('\n');
    }
    list
}
