//! The footer: keys with their meanings, as many as fit, and where each was drawn, so that the mouse can press them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::{Look, Role};
use super::{paint, text};

/// One hint: the keys and what they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The key as people read it.
    pub key: String,
    /// What it does, a word.
    pub label: String,
    /// False draws it dimmed.
    pub available: bool,
}

/// Draws the hints on the last lines of the area and returns each drawn one's place, in the same order.
///
/// The hints are cut between two of them; the first ones matter most.
pub fn draw(buffer: &mut Buffer, area: Rect, hints: &[Hint], look: Look) -> Vec<Rect> {
    let mut places = Vec::with_capacity(hints.len());
    let (mut x, mut y) = (0_u16, 0_u16);
    for hint in hints {
        let wide =
            u16::try_from(text::width(&hint.key) + text::width(&hint.label)).unwrap_or(u16::MAX);
        if x > 0 && x.saturating_add(wide) > area.width {
            (x, y) = (0, y + 1);
        }
        if y >= area.height {
            break;
        }
        let begin = x;
        let key = if hint.available { Role::Accent } else { Role::Muted };
        let label = if hint.available { Role::Text } else { Role::Muted };
        x = paint::put(buffer, area, x, y, &hint.key, look, key);
        x = paint::put(buffer, area, x, y, &hint.label, look, label);
        let line = paint::inset(paint::line(area, y), begin);
        places.push(Rect { width: x.saturating_sub(begin), ..line });
        x = x.saturating_add(1);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_are_cut_between_two_and_tell_where_they_stand() {
        let area = Rect::new(0, 0, 14, 1);
        let mut buffer = Buffer::empty(area);
        let hint =
            |key: &str, label: &str| Hint { key: key.into(), label: label.into(), available: true };
        let hints = [hint("1", "走访v"), hint("2", "电话c"), hint("3", "待办a")];
        let places = draw(&mut buffer, area, &hints, Look::default());
        assert_eq!(places, [Rect::new(0, 0, 6, 1), Rect::new(7, 0, 6, 1)]);
    }
}
