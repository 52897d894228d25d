//! What each key does in each kind of field.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Form, FormEvent, Kind};
use crate::console::widgets::field::Field;
use crate::console::widgets::text;

impl Form {
    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> FormEvent {
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let went_on = std::mem::take(&mut self.went_on);
        match key.code {
            // The digit has gone on already: whoever confirms it with Enter stays where that led.
            KeyCode::Enter if went_on => FormEvent::Ignored,
            KeyCode::Char('s') if ctrl => FormEvent::Save,
            KeyCode::F(8) => FormEvent::Save,
            KeyCode::Esc => FormEvent::Leave,
            KeyCode::BackTab => self.moved(false),
            KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => self.moved(false),
            KeyCode::Tab => {
                self.settle();
                self.moved(true)
            }
            KeyCode::Enter => self.enter(),
            KeyCode::Up => self.arrow(false),
            KeyCode::Down => self.arrow(true),
            KeyCode::F(_) => FormEvent::Ignored,
            _ => {
                let event = self.typed_key(key);
                self.follow();
                event
            }
        }
    }

    /// Enter takes what is marked, goes on, and saves at the end.
    fn enter(&mut self) -> FormEvent {
        self.settle();
        if self.go(true) { FormEvent::Moved } else { FormEvent::Save }
    }

    /// A picker takes the marked one of what it offers before it is left: where something was typed, where an arrow has gone
    /// to it, and where it can't stay blank.
    pub(super) fn settle(&mut self) {
        let Some(field) = self.fields.get_mut(self.focus) else { return };
        let by_hand = field.is_by_hand();
        if let Kind::Picker(picker) = &mut field.kind
            && picker.taken().is_none()
            && !picker.is_unmarked(by_hand)
            && picker.take_marked()
        {
            field.error = None;
        }
    }

    fn moved(&mut self, forward: bool) -> FormEvent {
        if self.go(forward) {
            return FormEvent::Moved;
        }
        // Tab goes round.
        let ends = if forward {
            self.fields.iter().position(|field| field.visible)
        } else {
            self.fields.iter().rposition(|field| field.visible)
        };
        match ends {
            Some(at) => {
                self.focus = at;
                self.begun = None;
                FormEvent::Moved
            }
            None => FormEvent::Ignored,
        }
    }

    pub(super) fn arrow(&mut self, down: bool) -> FormEvent {
        if let Some(field) = self.fields.get_mut(self.focus) {
            let by_hand = field.is_by_hand();
            if let Kind::Picker(picker) = &mut field.kind
                && picker.arrow(down, by_hand)
            {
                return FormEvent::Changed;
            }
        }
        self.go(down);
        FormEvent::Moved
    }

    fn typed_key(&mut self, key: KeyEvent) -> FormEvent {
        let plain = match key.code {
            KeyCode::Char(one)
                if !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) =>
            {
                Some(text::fold(one))
            }
            _ => None,
        };
        // Letters have no place in a number, and take nothing of it away; the digits of an input method do.
        if plain.is_some_and(|one| !in_number(one)) && self.is_number() {
            return FormEvent::Ignored;
        }
        let begins = self.begun != Some(self.focus);
        self.begun = Some(self.focus);
        if begins {
            self.astray = None;
        }
        let Some(field) = self.fields.get_mut(self.focus) else { return FormEvent::Ignored };
        field.error = None;
        // What was only proposed goes with the first character of something else; what was typed here stays.
        if std::mem::take(&mut field.proposed)
            && plain.is_some()
            && let Kind::Text(line) | Kind::Date(line) = &mut field.kind
        {
            line.set("");
        }
        // A number is one piece: typing over it begins anew.
        if begins
            && plain.is_some()
            && let Kind::Number(line) = &mut field.kind
        {
            line.set("");
        }
        match &mut field.kind {
            Kind::Text(line) | Kind::Date(line) => {
                if line.key(key) {
                    FormEvent::Changed
                } else {
                    FormEvent::Ignored
                }
            }
            Kind::Number(line) => match plain {
                Some(one) => {
                    line.key(KeyEvent::new(KeyCode::Char(one), KeyModifiers::NONE));
                    FormEvent::Changed
                }
                None if line.key(key) => FormEvent::Changed,
                None => FormEvent::Ignored,
            },
            Kind::Choice { options, chosen } => {
                let last = options.len().saturating_sub(1);
                match (key.code, plain) {
                    // The space between words typed in the wrong place is no answer.
                    (_, Some(' ')) if self.astray == Some(self.focus) => FormEvent::Ignored,
                    (_, Some(' ')) | (KeyCode::Right, _) => {
                        *chosen = Some(chosen.map_or(0, |at| if at >= last { 0 } else { at + 1 }));
                        FormEvent::Changed
                    }
                    (KeyCode::Left, _) => {
                        *chosen = Some(chosen.map_or(last, |at| at.checked_sub(1).unwrap_or(last)));
                        FormEvent::Changed
                    }
                    (KeyCode::Backspace | KeyCode::Delete, _) => {
                        *chosen = None;
                        FormEvent::Changed
                    }
                    (_, Some(one)) => match options.iter().position(|option| option.key == one) {
                        Some(at) => {
                            *chosen = Some(at);
                            self.follow();
                            self.went_on = self.go(true);
                            FormEvent::Changed
                        }
                        None => self.stray(key, one),
                    },
                    _ => FormEvent::Ignored,
                }
            }
            Kind::Multi { options, ticked, marked } => {
                let last = options.len().saturating_sub(1);
                match (key.code, plain) {
                    (KeyCode::Right, _) => *marked = (*marked + 1).min(last),
                    (KeyCode::Left, _) => *marked = marked.saturating_sub(1),
                    (_, Some(' ')) => flip(ticked, *marked),
                    (_, Some(one)) => match options.iter().position(|option| option.key == one) {
                        Some(at) => {
                            *marked = at;
                            flip(ticked, at);
                        }
                        None => return self.stray(key, one),
                    },
                    _ => return FormEvent::Ignored,
                }
                FormEvent::Changed
            }
            Kind::Picker(picker) => {
                if let Some(picked) = picker.numbered(plain).cloned() {
                    picker.take(picked);
                    self.went_on = self.go(true);
                    return FormEvent::Changed;
                }
                if picker.key(key) { FormEvent::Search } else { FormEvent::Ignored }
            }
        }
    }

    /// True while the keys go to a number.
    pub(super) fn is_number(&self) -> bool {
        self.fields.get(self.focus).is_some_and(|field| matches!(field.kind, Kind::Number(_)))
    }

    /// A character that is no answer goes to the free text below, and the keys with it.
    fn stray(&mut self, key: KeyEvent, one: char) -> FormEvent {
        // A wrong digit is a slip, and so may be letters that an input method let go.
        if one.is_ascii() {
            if one.is_ascii_alphabetic() {
                self.astray = Some(self.focus);
            }
            return FormEvent::Ignored;
        }
        let Some(line) = self.free_line() else { return FormEvent::Ignored };
        line.key(key);
        FormEvent::Changed
    }

    /// The free text below the focus, focused, its cursor at its end.
    pub(super) fn free_line(&mut self) -> Option<&mut Field> {
        let below = self.fields.iter().enumerate().skip(self.focus + 1);
        let at = below.filter(|(_, field)| field.visible && field.free).map(|(at, _)| at).next()?;
        (self.focus, self.begun) = (at, Some(at));
        let Kind::Text(line) = &mut self.fields.get_mut(at)?.kind else { return None };
        line.key(KeyEvent::new(KeyCode::End, KeyModifiers::NONE));
        Some(line)
    }
}

/// A character of a number.
const fn in_number(one: char) -> bool {
    one.is_ascii_digit() || matches!(one, '.' | '-')
}

pub(super) fn flip(ticked: &mut [bool], at: usize) {
    if let Some(on) = ticked.get_mut(at) {
        *on = !*on;
    }
}
