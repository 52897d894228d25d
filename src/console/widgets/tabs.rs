//! A line of tabs, the open one in brackets, and where each was drawn, so that the mouse can open them.

use std::cell::RefCell;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::paint;
use super::theme::{Look, Role};

/// Where the tabs of a page were drawn last.
#[derive(Debug, Default)]
pub struct Tabs {
    places: RefCell<Vec<Rect>>,
}

impl Tabs {
    /// Draws the labels from the line's first column, `gap` columns between them; `open` stands in brackets. Returns the column
    /// after the last.
    pub fn draw<S: AsRef<str>>(
        &self,
        buffer: &mut Buffer,
        line: Rect,
        (labels, open): (&[S], usize),
        gap: u16,
        look: Look,
    ) -> u16 {
        let mut places = self.places.borrow_mut();
        places.clear();
        let (mut x, mut end) = (0, 0);
        for (at, label) in labels.iter().enumerate() {
            let label = label.as_ref();
            let (label, role) = if at == open {
                (format!("[{label}]"), Role::Accent)
            } else {
                (format!(" {label} "), Role::Muted)
            };
            end = paint::put(buffer, line, x, 0, &label, look, role);
            places.push(Rect {
                width: end.saturating_sub(x),
                ..paint::inset(paint::line(line, 0), x)
            });
            x = end.saturating_add(gap);
        }
        end
    }

    /// The tab that was drawn at a place of the terminal.
    pub fn at(&self, column: u16, line: u16) -> Option<usize> {
        let place = Position::new(column, line);
        self.places.borrow().iter().position(|area| area.contains(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_finds_the_tab_that_stands_there() {
        let area = Rect::new(1, 2, 20, 1);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 3));
        let tabs = Tabs::default();
        let end = tabs.draw(&mut buffer, area, (&["走访", "学校"], 1), 0, Look::default());
        assert_eq!(end, 12);
        // ` 走访 [学校]`, from the second column on.
        assert_eq!(
            [1, 6, 7, 12, 13].map(|x| tabs.at(x, 2)),
            [Some(0), Some(0), Some(1), Some(1), None]
        );
        assert_eq!(tabs.at(3, 1), None);
    }
}
