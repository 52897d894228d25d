//! The last step to the buffer: cleaned text, clipped to its area. `&str` widgets panic outside the buffer; these never do.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::text;
use super::theme::{Look, Role};

/// A piece of text with what it means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// The text, cleaned when it is drawn.
    pub text: String,
    /// How it is painted.
    pub role: Role,
}

impl Span {
    /// A piece of text with its role.
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role }
    }
}

impl From<String> for Span {
    fn from(text: String) -> Self {
        Self { text, role: Role::Text }
    }
}

impl From<&str> for Span {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

/// Puts text at column `x`, line `y` of the area, cut with an ellipsis at its right edge. Returns the column after it.
pub fn put(
    buffer: &mut Buffer,
    area: Rect,
    x: u16,
    y: u16,
    text: &str,
    look: Look,
    role: Role,
) -> u16 {
    let inside = area.intersection(buffer.area);
    if y >= area.height || x >= area.width {
        return x;
    }
    let room = area.width - x;
    let (column, line) = (area.x.saturating_add(x), area.y.saturating_add(y));
    let shown = text::cut(text, room.into(), look.glyphs);
    let taken = u16::try_from(text::width(&shown)).unwrap_or(room);
    if line < inside.bottom() && line >= inside.top() && column >= inside.left() {
        let visible = inside.right().saturating_sub(column);
        if visible > 0 {
            set(buffer, (column, line), &shown, visible, look.style(role));
        }
    }
    x + taken
}

/// Writes text into a line of the buffer, as far as there is room.
fn set(buffer: &mut Buffer, (column, line): (u16, u16), text: &str, room: u16, style: Style) {
    if text.chars().any(|one| text::plain_width(one).is_none()) {
        buffer.set_stringn(column, line, text, room.into(), style);
        return;
    }
    // What joins with nothing needs no taking apart, which costs more than all else that is drawn.
    let mut x = column;
    for one in text.chars() {
        let wide = text::plain_width(one).unwrap_or(1);
        if x - column + wide > room {
            break;
        }
        buffer[(x, line)].set_char(one).set_style(style);
        if wide == 2 {
            buffer[(x + 1, line)].reset();
        }
        x += wide;
    }
}

/// Puts text so that it ends at the area's right edge.
pub fn put_right(buffer: &mut Buffer, area: Rect, y: u16, text: &str, look: Look, role: Role) {
    let wide = u16::try_from(text::width(&text::clean(text))).unwrap_or(u16::MAX);
    put(buffer, area, area.width.saturating_sub(wide), y, text, look, role);
}

/// Puts pieces of text one after another from column `x`. Returns the column after the last.
pub fn put_spans(
    buffer: &mut Buffer,
    area: Rect,
    x: u16,
    y: u16,
    spans: &[Span],
    look: Look,
) -> u16 {
    spans.iter().fold(x, |x, span| put(buffer, area, x, y, &span.text, look, span.role))
}

/// Wraps text into the area from line `y`; returns the line after it.
pub fn put_wrapped(
    buffer: &mut Buffer,
    area: Rect,
    y: u16,
    content: &str,
    look: Look,
    role: Role,
) -> u16 {
    let mut at = y;
    for line in text::wrap(content, area.width.into()) {
        if at >= area.height {
            break;
        }
        put(buffer, area, 0, at, &line, look, role);
        at += 1;
    }
    at
}

/// Lays a style over whole lines, for selection bars and banners.
pub fn bar(buffer: &mut Buffer, area: Rect, style: Style) {
    let inside = area.intersection(buffer.area);
    if !inside.is_empty() {
        buffer.set_style(inside, style);
    }
}

/// Empties an area before something is drawn over it.
///
/// A wide character that reaches in from the left would swallow the first column, so it is blanked too (DESIGN §9.1).
pub fn clear(buffer: &mut Buffer, area: Rect) {
    let inside = area.intersection(buffer.area);
    for y in inside.top()..inside.bottom() {
        if inside.left() > buffer.area.left()
            && let Some(before) = buffer.cell_mut((inside.left() - 1, y))
            && text::width(before.symbol()) > 1
        {
            before.set_symbol(" ");
        }
        for x in inside.left()..inside.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
}

/// One line of the area, as an area of its own; empty when the area isn't that high.
pub fn line(area: Rect, y: u16) -> Rect {
    if y >= area.height {
        return Rect { height: 0, ..area };
    }
    Rect { y: area.y + y, height: 1, ..area }
}

/// The area without its first `lines` lines.
pub fn below(area: Rect, lines: u16) -> Rect {
    let taken = lines.min(area.height);
    Rect { y: area.y + taken, height: area.height - taken, ..area }
}

/// The area without `left` columns at its left.
pub fn inset(area: Rect, left: u16) -> Rect {
    let taken = left.min(area.width);
    Rect { x: area.x + taken, width: area.width - taken, ..area }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_character_reaching_into_a_cleared_area_is_blanked() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        put(&mut buffer, Rect::new(0, 0, 8, 1), 0, 0, "王小明", Look::default(), Role::Text);
        clear(&mut buffer, Rect::new(3, 0, 3, 1));
        let row: String = buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(text::head(&row, 2), "王");
        assert!(!row.contains('小') && !row.contains('明'));
    }

    #[test]
    fn drawing_outside_the_buffer_does_nothing() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 2));
        put(&mut buffer, Rect::new(10, 10, 5, 5), 0, 0, "王", Look::default(), Role::Text);
        put(&mut buffer, Rect::new(2, 0, 50, 50), 0, 30, "王小明", Look::default(), Role::Text);
        put(&mut buffer, Rect::new(2, 1, 50, 50), 0, 0, "王小明", Look::default(), Role::Text);
        clear(&mut buffer, Rect::new(3, 1, 50, 50));
    }
}
