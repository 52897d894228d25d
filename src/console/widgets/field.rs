//! A one-line text field with the real cursor in it, so that an input method's window follows (DESIGN §9.6).

use crossterm::event::{Event, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::backend::crossterm::EventHandler;
use tui_input::{Input, InputRequest};

use super::text;
use super::theme::{Look, Role};

/// One line of text being typed.
#[derive(Debug, Clone, Default)]
pub struct Field {
    input: Input,
}

impl Field {
    /// A field that holds a text, the cursor at its end.
    pub fn new(value: &str) -> Self {
        Self { input: Input::new(text::clean(value).into_owned()) }
    }

    /// What stands in it.
    pub fn value(&self) -> &str {
        self.input.value()
    }

    /// Replaces what stands in it, the cursor at the end.
    pub fn set(&mut self, value: &str) {
        self.input = Input::new(text::clean(value).into_owned());
    }

    /// Takes a key; true when the text changed.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        // Deleting where there is nothing to delete counts as a change to the input itself.
        let before = self.value().to_owned();
        self.input.handle_event(&Event::Key(key));
        self.value() != before
    }

    /// Takes pasted text, its line breaks as spaces; true when the text changed.
    pub fn paste(&mut self, pasted: &str) -> bool {
        let mut changed = false;
        for one in text::clean(pasted).chars() {
            changed |= self.input.handle(InputRequest::InsertChar(one)).is_some();
        }
        changed
    }

    /// True when nothing but spaces stands in it.
    pub fn is_blank(&self) -> bool {
        self.value().trim().is_empty()
    }

    /// Draws the visible part of the text and, when it has the keys, sets the terminal's cursor.
    pub fn draw(&self, frame: &mut Frame, area: Rect, focused: bool, look: Look) {
        let area = area.intersection(frame.area());
        if area.is_empty() {
            return;
        }
        let room = usize::from(area.width).saturating_sub(1).max(1);
        // One that has been left shows how it begins.
        let scroll = if focused { self.input.visual_scroll(room) } else { 0 };
        let shown: String = if focused {
            text::head(skip_columns(self.value(), scroll), area.width.into()).into()
        } else {
            text::cut(self.value(), area.width.into(), look.glyphs).into_owned()
        };
        let style = look.style(if focused { Role::Field } else { Role::Text });
        frame.buffer_mut().set_stringn(area.x, area.y, shown, area.width.into(), style);
        if focused {
            super::paint::bar(frame.buffer_mut(), Rect { height: 1, ..area }, style);
            let column = self.input.visual_cursor().saturating_sub(scroll).min(room);
            let column = u16::try_from(column).unwrap_or(0);
            frame.set_cursor_position((area.x + column.min(area.width - 1), area.y));
        }
    }
}

/// The text after its first `columns` columns; a wide character that begins before them is left out.
fn skip_columns(value: &str, columns: usize) -> &str {
    let mut rest = value;
    let mut skipped = 0;
    while skipped < columns {
        let one = text::head(rest, 2);
        // `head` may give two narrow characters: step over one only.
        let step = one.chars().next().map_or(0, char::len_utf8);
        if step == 0 {
            break;
        }
        skipped += text::width(&rest[..step]);
        rest = &rest[step..];
    }
    rest
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyModifiers};
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use ratatui::layout::Position;

    use super::*;

    fn press(field: &mut Field, code: KeyCode) -> bool {
        field.key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    #[test]
    fn the_cursor_stands_by_columns_not_characters() {
        let mut field = Field::default();
        for one in "王小明a".chars() {
            assert!(press(&mut field, KeyCode::Char(one)));
        }
        let mut terminal = Terminal::new(TestBackend::new(20, 1)).unwrap();
        terminal
            .draw(|frame| field.draw(frame, Rect::new(2, 0, 18, 1), true, Look::default()))
            .unwrap();
        assert_eq!(terminal.get_cursor_position().unwrap(), Position::new(9, 0));
    }

    #[test]
    fn pasted_lines_become_one_without_escapes() {
        let mut field = Field::new("前");
        assert!(field.paste("一\n二\u{1b}[31m三"));
        assert_eq!(field.value(), "前一 二三");
    }

    #[test]
    fn a_long_text_scrolls_with_the_cursor() {
        let field = Field::new("吉克阿依莫吉克阿依莫");
        let mut terminal = Terminal::new(TestBackend::new(7, 1)).unwrap();
        terminal
            .draw(|frame| field.draw(frame, Rect::new(0, 0, 7, 1), true, Look::default()))
            .unwrap();
        assert_eq!(terminal.get_cursor_position().unwrap(), Position::new(6, 0));
    }
}
