//! The keys in force: the built-in table, with the keys of one's own laid over it, once they are known to clash with nothing.

use std::fmt;

use super::keymap::{self, Mode};
use super::keys::Key;
use crate::console::action::Action;

/// One written sequence of keys and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Bound {
    action: Action,
    written: String,
    sequence: Vec<Key>,
    /// Means the same while something is typed.
    typing: bool,
    /// Where it was set; `None` = built in.
    line: Option<usize>,
}

/// Which keys do what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    bound: Vec<Bound>,
}

/// Keys of one's own for an action; they take the place of all its built-in ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// What they do.
    pub action: Action,
    /// The written keys, each with the line on which it was set.
    pub keys: Vec<(String, usize)>,
}

/// What a key is taken by already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// An action's key of one's own, set on this line.
    Own(Action, usize),
    /// An action's built-in key.
    BuiltIn(Action),
    /// A key that lists or forms use themselves.
    Page,
}

/// Why keys of one's own can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyError {
    /// No key is written like this, or no terminal can tell it from another.
    Unreadable {
        /// As it was written.
        key: String,
        /// Where.
        line: usize,
    },
    /// It is taken already, or begins a sequence that is, or the other way round.
    Clash {
        /// As it was written.
        key: String,
        /// Where.
        line: usize,
        /// What it was to do.
        action: Action,
        /// Who has it.
        holder: Holder,
    },
    /// The action must be reachable while something is typed, where letters are text.
    NotWhileTyping {
        /// The action.
        action: Action,
        /// Where.
        line: usize,
    },
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { key, .. } => write!(f, "no key {key}"),
            Self::Clash { key, action, holder, .. } => {
                write!(f, "{key} for {} is taken by {holder:?}", action.name())
            }
            Self::NotWhileTyping { action, .. } => {
                write!(f, "{} has no key that can be pressed while typing", action.name())
            }
        }
    }
}

/// Keys that pages and forms use themselves, wherever they mean anything.
const OF_PAGES: [&str; 2] = ["Space", "Backspace"];

/// Keys that a form uses for itself, so that nothing else may take them while something is typed.
const OF_FORMS: [&str; 7] = ["F7", "ctrl-a", "ctrl-e", "ctrl-u", "ctrl-w", "ctrl-k", "ctrl-d"];

/// What a terminal sends for other keys as well: Tab, Enter, Esc, Backspace.
const TWINS: [&str; 4] = ["ctrl-i", "ctrl-m", "ctrl-[", "ctrl-h"];

impl Default for Keys {
    /// The built-in keys.
    fn default() -> Self {
        let bound = keymap::TABLE.iter().flat_map(|binding| {
            binding.keys.iter().map(|written| Bound {
                action: binding.action,
                written: (*written).to_owned(),
                sequence: keymap::parse(written),
                typing: binding.typing,
                line: None,
            })
        });
        Self { bound: bound.collect() }
    }
}

impl Keys {
    /// The built-in keys with keys of one's own in the place of those of the same actions.
    ///
    /// # Errors
    /// The first key that can't be read or is taken.
    pub fn with(own: &[Own]) -> Result<Self, KeyError> {
        let mut keys = Self::default();
        for Own { action, keys: wanted } in own {
            let place = keys.bound.iter().position(|bound| bound.action == *action);
            keys.bound.retain(|bound| bound.action != *action);
            let first = place.unwrap_or(keys.bound.len()).min(keys.bound.len());
            for (place, (written, line)) in (first..).zip(wanted) {
                keys.bound.insert(place, Bound::own(*action, written, *line)?);
            }
        }
        for Own { action, keys: wanted } in own {
            let last = wanted.last().map_or(0, |(_, line)| *line);
            if needed_while_typing(*action)
                && !keys.bound.iter().any(|bound| bound.action == *action && bound.typing)
            {
                return Err(KeyError::NotWhileTyping { action: *action, line: last });
            }
        }
        keys.refuse_clashes()?;
        Ok(keys)
    }

    fn refuse_clashes(&self) -> Result<(), KeyError> {
        for (at, bound) in self.bound.iter().enumerate() {
            let Some(line) = bound.line else { continue };
            let clash = |holder| KeyError::Clash {
                key: bound.written.clone(),
                line,
                action: bound.action,
                holder,
            };
            let first = bound.sequence.first().map(ToString::to_string).unwrap_or_default();
            if OF_PAGES.contains(&first.as_str())
                || (bound.typing && OF_FORMS.contains(&first.as_str()))
            {
                return Err(clash(Holder::Page));
            }
            for (other_at, other) in self.bound.iter().enumerate() {
                let same = other.sequence.starts_with(&bound.sequence)
                    || bound.sequence.starts_with(&other.sequence);
                if at == other_at || !same {
                    continue;
                }
                // Of two keys of one's own the later is refused.
                match other.line {
                    None => return Err(clash(Holder::BuiltIn(other.action))),
                    Some(earlier) if (earlier, other_at) < (line, at) => {
                        return Err(clash(Holder::Own(other.action, earlier)));
                    }
                    Some(_) => {}
                }
            }
        }
        Ok(())
    }

    /// The sequences that mean something in a mode.
    pub(super) fn in_mode(&self, mode: Mode) -> impl Iterator<Item = (Action, &[Key])> {
        self.bound
            .iter()
            .filter(move |bound| mode == Mode::Browse || bound.typing)
            .map(|bound| (bound.action, bound.sequence.as_slice()))
    }

    /// The written keys of an action, all of them.
    pub fn of(&self, action: Action) -> Vec<&str> {
        let of_action = self.bound.iter().filter(|bound| bound.action == action);
        of_action.map(|bound| bound.written.as_str()).collect()
    }

    /// The first written key of an action; empty when it has none.
    pub fn first(&self, action: Action) -> &str {
        let mut of_action = self.bound.iter().filter(|bound| bound.action == action);
        of_action.next().map(|bound| bound.written.as_str()).unwrap_or_default()
    }

    /// The keys of an action as a sentence names them: all of those that save a form, else the first.
    pub fn words(&self, action: Action) -> String {
        let keys = self.of(action);
        let shown = if needed_while_typing(action) { keys.len() } else { keys.len().min(1) };
        keys[..shown].join(" ")
    }

    /// The written keys of an action that are no text, and so can mean it where something is typed too.
    pub fn of_typing(&self, action: Action) -> Vec<&str> {
        let is_text = |written: &&str| written.split(' ').any(|part| part.chars().count() == 1);
        self.of(action).into_iter().filter(|written| !is_text(written)).collect()
    }

    /// The two short keys that the footer shows around a label: `1` 走访 `v`. The second is empty when there is no letter
    /// beside the first.
    pub fn of_footer(&self, action: Action) -> (&str, &str) {
        let keys = self.of(action);
        let first = keys.first().copied().unwrap_or_default();
        let digit = first.len() == 1 && first.starts_with(|one: char| one.is_ascii_digit());
        let letter = keys.get(1).copied().filter(|second| digit && second.len() == 1);
        (first, letter.unwrap_or_default())
    }
}

impl Bound {
    fn own(action: Action, written: &str, line: usize) -> Result<Self, KeyError> {
        let unreadable = || KeyError::Unreadable { key: written.to_owned(), line };
        let mut sequence = Vec::new();
        for part in written.split_whitespace() {
            let key = Key::parse(part).ok_or_else(unreadable)?.folded();
            let typed = key.character();
            // A character of Chinese is looked for; a terminal sends control keys as small letters.
            let odd = typed.is_some_and(|one| !one.is_ascii())
                || (key.ctrl && part.ends_with(|one: char| one.is_ascii_uppercase()));
            if odd || TWINS.contains(&key.to_string().as_str()) {
                return Err(unreadable());
            }
            sequence.push(key);
        }
        let Some(first) = sequence.first() else { return Err(unreadable()) };
        // While typing, characters are text and the arrows move in it.
        let typing =
            needed_while_typing(action) && (first.ctrl || first.alt || is_function(*first));
        let written: Vec<String> = sequence.iter().map(ToString::to_string).collect();
        Ok(Self { action, written: written.join(" "), sequence, typing, line: Some(line) })
    }
}

fn is_function(key: Key) -> bool {
    matches!(key.code, crossterm::event::KeyCode::F(_))
}

/// True for the few actions that mean the same while something is typed.
fn needed_while_typing(action: Action) -> bool {
    keymap::TABLE.iter().any(|binding| binding.action == action && binding.typing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(action: Action, keys: &[(&str, usize)]) -> Own {
        Own { action, keys: keys.iter().map(|(key, line)| ((*key).to_owned(), *line)).collect() }
    }

    #[test]
    fn keys_of_ones_own_take_the_place_of_the_built_in_ones() {
        let keys = Keys::with(&[own(Action::Visit, &[("B", 3), ("ctrl-v", 3)])]).unwrap();
        assert_eq!(keys.of(Action::Visit), ["B", "ctrl-v"]);
        assert_eq!(keys.of_typing(Action::Visit), ["ctrl-v"]);
        assert_eq!(keys.first(Action::Contact), "2");
        // The freed key may be given to another action.
        let swapped =
            [own(Action::Visit, &[("2", 1)]), own(Action::Contact, &[("1", 2), ("v", 2)])];
        let keys = Keys::with(&swapped).unwrap();
        assert_eq!(
            (keys.of_footer(Action::Visit), keys.of_footer(Action::Contact)),
            (("2", ""), ("1", "v"))
        );
    }

    #[test]
    fn a_clash_names_who_has_the_key() {
        let clash = |own: &[Own]| match Keys::with(own).unwrap_err() {
            KeyError::Clash { key, line, action, holder } => (key, line, action, holder),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            clash(&[own(Action::Visit, &[("x", 4)])]),
            ("x".into(), 4, Action::Visit, Holder::BuiltIn(Action::Handled))
        );
        assert_eq!(
            clash(&[own(Action::Visit, &[("B", 4)]), own(Action::Copy, &[("B", 7)])]),
            ("B".into(), 7, Action::Copy, Holder::Own(Action::Visit, 4))
        );
        // Whichever stands first in the file, the later line is the one that is wrong.
        assert_eq!(clash(&[own(Action::Copy, &[("B", 7)]), own(Action::Visit, &[("B", 4)])]).1, 7);
        // `g` begins the sequences that go places.
        let (_, _, _, holder) = clash(&[own(Action::Visit, &[("g", 1)])]);
        assert!(matches!(holder, Holder::BuiltIn(_)));
        assert_eq!(clash(&[own(Action::Visit, &[("Space", 1)])]).3, Holder::Page);
        assert_eq!(clash(&[own(Action::Save, &[("ctrl-a", 1)])]).3, Holder::Page);
    }

    #[test]
    fn keys_that_no_terminal_sends_are_refused() {
        for key in ["", "hello", "王", "ctrl-i", "ctrl-S", "F99x"] {
            let refused = Keys::with(&[own(Action::Visit, &[(key, 2)])]).unwrap_err();
            assert!(matches!(refused, KeyError::Unreadable { line: 2, .. }), "{key}: {refused:?}");
        }
        let refused = Keys::with(&[own(Action::Save, &[("S", 5)])]).unwrap_err();
        assert_eq!(refused, KeyError::NotWhileTyping { action: Action::Save, line: 5 });
    }
}
