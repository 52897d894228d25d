//! The mouse: a press selects, a second press on the same place opens, the wheel scrolls.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

/// What the mouse did, and where, in columns and lines of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointer {
    /// The left button was pressed.
    Press(u16, u16),
    /// The left button was pressed again where it had just been pressed.
    Again(u16, u16),
    /// The wheel turned up.
    WheelUp(u16, u16),
    /// The wheel turned down.
    WheelDown(u16, u16),
}

/// Reads mouse events, remembering the last press.
#[derive(Debug, Default)]
pub struct Mouse {
    last: Option<(u16, u16)>,
}

impl Mouse {
    /// What an event means; `None` for moves, releases and other buttons.
    pub fn feed(&mut self, event: MouseEvent) -> Option<Pointer> {
        let place = (event.column, event.row);
        match event.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                if self.last.take() == Some(place) {
                    return Some(Pointer::Again(place.0, place.1));
                }
                self.last = Some(place);
                Some(Pointer::Press(place.0, place.1))
            }
            MouseEventKind::ScrollUp => Some(Pointer::WheelUp(place.0, place.1)),
            MouseEventKind::ScrollDown => Some(Pointer::WheelDown(place.0, place.1)),
            _ => None,
        }
    }

    /// Forgets the last press: a key was pressed since, so the next press is a first one.
    pub fn forget(&mut self) {
        self.last = None;
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyModifiers;

    use super::*;

    #[test]
    fn the_second_press_on_a_place_opens() {
        let mut mouse = Mouse::default();
        let press = |column| MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column,
            row: 3,
            modifiers: KeyModifiers::NONE,
        };
        assert_eq!(mouse.feed(press(1)), Some(Pointer::Press(1, 3)));
        assert_eq!(mouse.feed(press(2)), Some(Pointer::Press(2, 3)));
        assert_eq!(mouse.feed(press(2)), Some(Pointer::Again(2, 3)));
        assert_eq!(mouse.feed(press(2)), Some(Pointer::Press(2, 3)));
    }
}
