//! The table `[keys]` of the settings: keys of one's own, each with the line on which it stands.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::config::{ConfigError, line_at};
use crate::console::action::Action;
use crate::console::input::Keys;
use crate::console::input::bindings::Own;

/// The keys in force by the text of a file that is known to be TOML.
///
/// # Errors
/// An action or a key that there isn't, a key that is taken: with file and line.
pub(super) fn read(text: &str, path: &Path) -> Result<Keys, ConfigError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut own = Vec::new();
    let file = DeTable::parse(text).ok();
    let table = file.as_ref().and_then(|file| match file.get_ref().get("keys")?.get_ref() {
        DeValue::Table(table) => Some(table),
        _ => None,
    });
    for (name, value) in table.into_iter().flatten() {
        let line = line_at(text, name.span().start);
        let written = name.get_ref().as_ref();
        let action = Action::named(written).ok_or_else(|| ConfigError::UnknownAction {
            path: path.to_owned(),
            line,
            action: written.to_owned(),
        })?;
        let keys = written_keys(value, text).ok_or_else(|| ConfigError::NoKey {
            path: path.to_owned(),
            line,
            action: written.to_owned(),
        })?;
        own.push(Own { action, keys });
    }
    own.sort_by_key(|own| own.keys.first().map(|(_, line)| *line));
    Keys::with(&own).map_err(|error| ConfigError::Keys { path: path.to_owned(), error })
}

/// One key or a list of keys, with their lines; `None` for anything else, and for none at all.
fn written_keys(value: &Spanned<DeValue<'_>>, text: &str) -> Option<Vec<(String, usize)>> {
    let one = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
        DeValue::String(key) => Some((key.to_string(), line_at(text, value.span().start))),
        _ => None,
    };
    match value.get_ref() {
        DeValue::Array(list) => {
            list.iter().map(one).collect::<Option<Vec<_>>>().filter(|keys| !keys.is_empty())
        }
        _ => one(value).map(|key| vec![key]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::input::bindings::{Holder, KeyError};

    fn keys(text: &str) -> Result<Keys, ConfigError> {
        read(text, Path::new("config.toml"))
    }

    #[test]
    fn a_key_or_a_list_of_keys_is_read() {
        let text =
            "theme = \"dark\"\n[keys]\nvisit = \"B\"\ngo-children = [\n  \"g k\",\n  \"F6\",\n]\n";
        let keys = keys(text).unwrap();
        assert_eq!(keys.of(Action::Visit), ["B"]);
        assert_eq!(keys.of(Action::GoChildren), ["g k", "F6"]);
        assert_eq!(keys.of(Action::Contact), ["2", "c"]);
    }

    #[test]
    fn whatever_is_wrong_is_named_with_its_line() {
        let unknown = keys("[keys]\nvisits = \"B\"").unwrap_err();
        assert!(
            matches!(&unknown, ConfigError::UnknownAction { line: 2, action, .. } if action == "visits"),
            "{unknown:?}"
        );
        for text in ["[keys]\n\nvisit = 3", "[keys]\n\nvisit = []", "[keys]\n\nvisit = [\"B\", 3]"]
        {
            let wrong = keys(text).unwrap_err();
            assert!(matches!(wrong, ConfigError::NoKey { line: 3, .. }), "{wrong:?}");
        }
        let text = "[keys]\ncopy = \"B\"\nvisit = [\"1\",\n \"B\"]";
        let ConfigError::Keys { error, .. } = keys(text).unwrap_err() else { panic!("no clash") };
        assert_eq!(
            error,
            KeyError::Clash {
                key: "B".into(),
                line: 4,
                action: Action::Visit,
                holder: Holder::Own(Action::Copy, 2)
            }
        );
    }
}
