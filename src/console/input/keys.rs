//! One key press: how it is written (`v`, `ctrl-s`, `F8`, `shift-Tab`), read and folded.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::console::widgets::text;

/// A key press, as the terminal sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held.
    pub alt: bool,
}

/// The written names of keys that aren't characters.
const NAMED: [(&str, KeyCode); 15] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("shift-Tab", KeyCode::BackTab),
    ("Space", KeyCode::Char(' ')),
    ("Backspace", KeyCode::Backspace),
    ("Insert", KeyCode::Insert),
    ("Delete", KeyCode::Delete),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// Reads a written key: `v`, `?`, `ctrl-s`, `F8`, `Enter`, `shift-Tab`.
    pub fn parse(written: &str) -> Option<Self> {
        if let Some(rest) = written.strip_prefix("ctrl-").filter(|rest| !rest.is_empty()) {
            return Some(Self { ctrl: true, ..Self::parse(rest)? });
        }
        if let Some(rest) = written.strip_prefix("alt-").filter(|rest| !rest.is_empty()) {
            return Some(Self { alt: true, ..Self::parse(rest)? });
        }
        if let Some((_, code)) = NAMED.iter().find(|(name, _)| *name == written) {
            return Some(Self::plain(*code));
        }
        if written == "Right" {
            return Some(Self::plain(KeyCode::Right));
        }
        if let Some(number) = written.strip_prefix('F').and_then(|number| number.parse().ok()) {
            return Some(Self::plain(KeyCode::F(number)));
        }
        let mut characters = written.chars();
        let one = characters.next()?;
        characters.next().is_none().then_some(Self::plain(KeyCode::Char(one)))
    }

    /// The key of a terminal event; `None` for a release.
    pub fn from_event(event: KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        let code = match event.code {
            KeyCode::Char(one) if ctrl => KeyCode::Char(one.to_ascii_lowercase()),
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            code => code,
        };
        Some(Self { code, ctrl, alt })
    }

    /// The terminal event of the key, for fields and forms.
    pub fn event(self) -> KeyEvent {
        let mut modifiers = KeyModifiers::NONE;
        modifiers.set(KeyModifiers::CONTROL, self.ctrl);
        modifiers.set(KeyModifiers::ALT, self.alt);
        modifiers.set(KeyModifiers::SHIFT, self.code == KeyCode::BackTab);
        KeyEvent::new(self.code, modifiers)
    }

    /// The key with what an input method makes of it folded to ASCII: `？：；！／１ｖ、`.
    #[must_use]
    pub fn folded(self) -> Self {
        match self.code {
            KeyCode::Char(one) => Self { code: KeyCode::Char(text::fold(one)), ..self },
            _ => self,
        }
    }

    /// The character it types, when it types one.
    pub fn character(self) -> Option<char> {
        match self.code {
            KeyCode::Char(one) if !self.ctrl && !self.alt => Some(one),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        if let Some((name, _)) = NAMED.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            KeyCode::Char(one) => write!(f, "{one}"),
            KeyCode::F(number) => write!(f, "F{number}"),
            other => write!(f, "{other:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_written_as_they_are_read() {
        for written in [
            "v",
            "?",
            "-",
            "ctrl-s",
            "F10",
            "Enter",
            "shift-Tab",
            "Space",
            "Right",
            "PageDown",
            "王",
        ] {
            assert_eq!(Key::parse(written).map(|key| key.to_string()).as_deref(), Some(written));
        }
        assert_eq!(Key::parse("nonsense"), None);
        assert_eq!(Key::parse(""), None);
        assert_eq!(Key::parse("ctrl-"), None);
    }

    #[test]
    fn full_width_keys_are_folded_and_names_are_not() {
        let folded = |one| Key::plain(KeyCode::Char(one)).folded().to_string();
        let all: String = "？：；！／１ｖ、王".chars().map(folded).collect();
        assert_eq!(all, "?:;!/1v/王");
    }

    #[test]
    fn events_come_and_go_unchanged() {
        for written in ["v", "G", "ctrl-s", "shift-Tab", "F8"] {
            let key = Key::parse(written).unwrap();
            assert_eq!(Key::from_event(key.event()), Some(key), "{written}");
        }
        let release =
            KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(Key::from_event(release), None);
    }
}
