//! The one table of keys. The help, the palette, the footer, the mouse and the README's list are made from it; keys of one's
//! own are laid over it in [`super::bindings`].
//!
//! Digits are letters (SCREENS "Keys"): `1` is `v`, so that the morning works with an input method on. No single letter writes
//! anything by itself, it opens something that wants Enter or Ctrl-S: undo, redo and reopening by letter ask first, by Ctrl they
//! act at once.

use std::sync::Arc;

use super::bindings::Keys;
use super::keys::Key;
use crate::console::action::Action;

/// What the top layer does with keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It shows something: keys are actions.
    Browse,
    /// It is typed in: keys are text, but for the few actions that are global.
    Typing,
}

/// One action's keys, the first of which the footer and the help show first.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// What they do.
    pub action: Action,
    /// The written keys; several keys with spaces between are pressed one after another.
    pub keys: &'static [&'static str],
    /// True for a key that means the same while something is typed.
    pub typing: bool,
}

const fn bind(action: Action, keys: &'static [&'static str]) -> Binding {
    Binding { action, keys, typing: false }
}

const fn global(action: Action, keys: &'static [&'static str]) -> Binding {
    Binding { action, keys, typing: true }
}

/// Every binding, in the order of the help.
pub const TABLE: &[Binding] = &[
    bind(Action::Visit, &["1", "v"]),
    bind(Action::Contact, &["2", "c"]),
    bind(Action::Task, &["3", "a"]),
    bind(Action::Match, &["4", "m"]),
    bind(Action::Snooze, &["5", "z"]),
    bind(Action::Handled, &["6", "x"]),
    bind(Action::Fact, &["s"]),
    bind(Action::Incident, &["n"]),
    bind(Action::Attendance, &["b"]),
    bind(Action::Exam, &["r"]),
    bind(Action::Participants, &["w"]),
    bind(Action::Report, &["!"]),
    bind(Action::Open, &["Enter"]),
    bind(Action::New, &["o", "Insert"]),
    bind(Action::Edit, &["e", "ctrl-e"]),
    bind(Action::CloseRecord, &["D", "Delete"]),
    bind(Action::Reopen, &["R"]),
    bind(Action::Merge, &["M"]),
    bind(Action::Undo, &["u", "ctrl-z"]),
    bind(Action::Redo, &["U", "ctrl-r", "ctrl-y"]),
    bind(Action::Copy, &["y"]),
    bind(Action::GoToday, &["F2", "g t"]),
    bind(Action::Triage, &["t", "F4"]),
    bind(Action::GoVisits, &["g v", "F5"]),
    bind(Action::GoChildren, &["g c", "F6"]),
    bind(Action::GoVolunteers, &["g z", "F7"]),
    bind(Action::GoCarers, &["g j"]),
    bind(Action::GoEvents, &["g e"]),
    bind(Action::GoContacts, &["g d"]),
    bind(Action::GoTasks, &["g a"]),
    bind(Action::GoReports, &["g r"]),
    bind(Action::GoUpcoming, &["g u"]),
    bind(Action::GoLoad, &["g l"]),
    bind(Action::GoMonth, &["g m"]),
    bind(Action::GoDuplicates, &["g f"]),
    bind(Action::GoHistory, &["g h"]),
    bind(Action::GoBackups, &["g b"]),
    bind(Action::GoSettings, &["g s", "0"]),
    bind(Action::Find, &["/", "F3"]),
    bind(Action::Back, &["Esc"]),
    bind(Action::Up, &["Up", "k"]),
    bind(Action::Down, &["Down", "j"]),
    bind(Action::PageUp, &["PageUp", "ctrl-b"]),
    bind(Action::PageDown, &["PageDown", "ctrl-f"]),
    bind(Action::HalfUp, &["ctrl-u"]),
    bind(Action::HalfDown, &["ctrl-d"]),
    bind(Action::Top, &["g g", "Home"]),
    bind(Action::Bottom, &["G", "End"]),
    bind(Action::NextPanel, &["Tab"]),
    bind(Action::PrevPanel, &["shift-Tab"]),
    bind(Action::NextTab, &["Right", "l"]),
    bind(Action::PrevTab, &["Left", "h"]),
    bind(Action::Filter, &["7", "f"]),
    bind(Action::Sort, &["8", "S"]),
    bind(Action::Columns, &["9", "C"]),
    bind(Action::Mark, &["ctrl-a"]),
    bind(Action::Import, &["i", "g i"]),
    bind(Action::Export, &["p", "ctrl-o"]),
    global(Action::Save, &["ctrl-s", "F8"]),
    global(Action::Help, &["F1"]),
    bind(Action::Help, &["?"]),
    bind(Action::Palette, &[":", "F10", "ctrl-p"]),
    global(Action::Cover, &["F9"]),
    bind(Action::Look, &["ctrl-t"]),
    global(Action::Language, &["F12"]),
    global(Action::Redraw, &["ctrl-l"]),
    global(Action::Quit, &["ctrl-q", "ctrl-c"]),
    bind(Action::Quit, &["q"]),
];

/// What a key means where it was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Do this.
    Act(Action),
    /// The beginning of a sequence: what may follow, and what it would do.
    Pending(Vec<(Key, Action)>),
    /// A character of a name that arrived where nothing is typed: look for it.
    Find(char),
    /// Text, or a key of the layer's own.
    Raw(Key),
    /// Nothing.
    Nothing,
}

/// Reads keys by those in force, remembering the beginning of a sequence.
#[derive(Debug, Default)]
pub struct Keymap {
    keys: Arc<Keys>,
    pending: Vec<Key>,
}

impl Keymap {
    /// Reads by these keys.
    pub fn new(keys: Arc<Keys>) -> Self {
        Self { keys, pending: Vec::new() }
    }

    /// Forgets a sequence that was begun.
    pub fn forget(&mut self) {
        self.pending.clear();
    }

    /// What a key means.
    pub fn feed(&mut self, key: Key, mode: Mode) -> Meaning {
        let folded = key.folded();
        self.pending.push(folded);
        let mut following = Vec::new();
        for (action, sequence) in self.keys.in_mode(mode) {
            if sequence == self.pending {
                self.pending.clear();
                return Meaning::Act(action);
            }
            if sequence.len() > self.pending.len() && sequence.starts_with(&self.pending) {
                following.push((sequence[self.pending.len()], action));
            }
        }
        if !following.is_empty() {
            return Meaning::Pending(following);
        }
        let begun = self.pending.len() > 1;
        self.pending.clear();
        match (mode, key.character()) {
            (Mode::Typing, _) => Meaning::Raw(key),
            _ if begun => Meaning::Nothing,
            (Mode::Browse, Some(one)) if !folded_is_ascii(folded) && one.is_alphabetic() => {
                Meaning::Find(one)
            }
            (Mode::Browse, _) => Meaning::Raw(key),
        }
    }
}

fn folded_is_ascii(key: Key) -> bool {
    key.character().is_some_and(|one| one.is_ascii())
}

/// The keys of a written sequence.
pub fn parse(written: &str) -> Vec<Key> {
    written.split(' ').filter_map(Key::parse).collect()
}

/// The built-in keys of an action, all of them.
pub fn keys_of(action: Action) -> Vec<&'static str> {
    TABLE
        .iter()
        .filter(|binding| binding.action == action)
        .flat_map(|binding| binding.keys)
        .copied()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bindings(mode: Mode) -> impl Iterator<Item = (&'static Binding, &'static str)> {
        TABLE
            .iter()
            .filter(move |binding| mode == Mode::Browse || binding.typing)
            .flat_map(|binding| binding.keys.iter().map(move |written| (binding, *written)))
    }

    fn typed(keys: &str, mode: Mode) -> Meaning {
        let mut keymap = Keymap::default();
        let mut meaning = Meaning::Nothing;
        for key in keys.split(' ') {
            meaning = keymap.feed(Key::parse(key).unwrap(), mode);
        }
        meaning
    }

    #[test]
    fn a_chord_of_three_keys_of_ones_own_can_be_pressed() {
        let own = crate::console::input::bindings::Own {
            action: Action::Visit,
            keys: vec![("g x y".to_owned(), 1)],
        };
        let mut keymap = Keymap::new(Arc::new(Keys::with(&[own]).unwrap()));
        let mut feed = |key| keymap.feed(Key::parse(key).unwrap(), Mode::Browse);
        assert!(matches!(feed("g"), Meaning::Pending(_)));
        let Meaning::Pending(following) = feed("x") else { panic!() };
        assert_eq!(following, [(Key::parse("y").unwrap(), Action::Visit)]);
        assert_eq!(feed("y"), Meaning::Act(Action::Visit));
    }

    #[test]
    fn every_key_can_be_read() {
        for (_, written) in bindings(Mode::Browse) {
            let parsed = parse(written);
            assert_eq!(parsed.len(), written.split(' ').count(), "{written}");
            let again: Vec<String> = parsed.iter().map(ToString::to_string).collect();
            assert_eq!(again.join(" "), written);
        }
    }

    #[test]
    fn no_key_shadows_another() {
        let all: Vec<_> = bindings(Mode::Browse)
            .map(|(binding, written)| (binding.action, parse(written)))
            .collect();
        for (at, (action, keys)) in all.iter().enumerate() {
            for (other, longer) in &all[at + 1..] {
                assert!(
                    !longer.starts_with(keys) && !keys.starts_with(longer),
                    "{keys:?} of {action:?} and {longer:?} of {other:?}"
                );
            }
        }
    }

    #[test]
    fn every_action_has_a_key() {
        for action in Action::ALL {
            assert!(!keys_of(*action).is_empty(), "{action:?}");
        }
    }

    #[test]
    fn every_key_of_the_table_does_what_it_says() {
        for (binding, written) in bindings(Mode::Browse) {
            assert_eq!(typed(written, Mode::Browse), Meaning::Act(binding.action), "{written}");
        }
    }

    #[test]
    fn the_morning_needs_no_letters() {
        let work = [
            Action::Visit,
            Action::Contact,
            Action::Task,
            Action::Match,
            Action::Snooze,
            Action::Handled,
            Action::Report,
            Action::Undo,
            Action::Find,
        ];
        let more = [
            Action::Open,
            Action::New,
            Action::Edit,
            Action::GoToday,
            Action::Triage,
            Action::Help,
            Action::Palette,
        ];
        for action in work.into_iter().chain(more) {
            let reachable = keys_of(action).iter().any(|written| {
                parse(written)
                    .iter()
                    .all(|key| key.ctrl || !key.character().is_some_and(char::is_alphabetic))
            });
            assert!(reachable, "{action:?}");
        }
    }

    #[test]
    fn what_an_input_method_sends_is_understood() {
        assert_eq!(typed("ｖ", Mode::Browse), Meaning::Act(Action::Visit));
        assert_eq!(typed("１", Mode::Browse), Meaning::Act(Action::Visit));
        assert_eq!(typed("、", Mode::Browse), Meaning::Act(Action::Find));
        assert_eq!(typed("？", Mode::Browse), Meaning::Act(Action::Help));
        assert_eq!(typed("：", Mode::Browse), Meaning::Act(Action::Palette));
        assert_eq!(typed("王", Mode::Browse), Meaning::Find('王'));
    }

    #[test]
    fn typing_is_text_but_for_the_global_keys() {
        assert_eq!(typed("v", Mode::Typing), Meaning::Raw(Key::parse("v").unwrap()));
        assert_eq!(typed("王", Mode::Typing), Meaning::Raw(Key::parse("王").unwrap()));
        assert_eq!(typed("ctrl-s", Mode::Typing), Meaning::Act(Action::Save));
        assert_eq!(typed("F9", Mode::Typing), Meaning::Act(Action::Cover));
    }

    #[test]
    fn a_sequence_says_what_may_follow() {
        let Meaning::Pending(following) = typed("g", Mode::Browse) else {
            panic!("g begins a sequence")
        };
        assert!(following.contains(&(Key::parse("c").unwrap(), Action::GoChildren)));
        assert_eq!(typed("g ?", Mode::Browse), Meaning::Nothing);
        assert_eq!(typed("g ? v", Mode::Browse), Meaning::Act(Action::Visit));
    }
}
