//! A box in the middle of the screen: a question, a picker, the help.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::{Look, Role};
use super::{paint, text};

/// A form takes the width of a small terminal, so that no halves of words stand beside it; on a wide one its page is seen.
pub const fn form_width(page: u16) -> u16 {
    if page < 100 { page } else { 80 }
}

/// An area of at most `width` × `height` in the middle of another; smaller where there is less room.
pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
    // A strip of a few columns beside a card would show halves of words.
    let width = if width + 8 > area.width { area.width } else { width };
    let height = height.min(area.height);
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}

/// Clears the area, draws a border with a title, and returns the area inside. Below 5×3 there is no border.
pub fn draw(buffer: &mut Buffer, area: Rect, title: &str, look: Look) -> Rect {
    paint::clear(buffer, area);
    if area.width < 5 || area.height < 3 {
        return area;
    }
    let [top_left, top_right, bottom_left, bottom_right] = look.glyphs.corners();
    let rule = look.glyphs.rule().repeat(usize::from(area.width) - 2);
    let right = area.width - 1;
    let bottom = area.height - 1;
    let mut edge = |x, y, glyph: &str| paint::put(buffer, area, x, y, glyph, look, Role::Header);
    edge(0, 0, &format!("{top_left}{rule}{top_right}"));
    for y in 1..bottom {
        edge(0, y, look.glyphs.upright());
        edge(right, y, look.glyphs.upright());
    }
    edge(0, bottom, &format!("{bottom_left}{rule}{bottom_right}"));
    if !title.is_empty() {
        let title = text::cut(title, usize::from(area.width).saturating_sub(6), look.glyphs);
        paint::put(buffer, area, 2, 0, &format!(" {title} "), look, Role::Accent);
    }
    Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 2 }
}

/// A card that only says something: its lines wrapped, as high as they need.
pub fn message(buffer: &mut Buffer, area: Rect, title: &str, lines: &[String], look: Look) {
    let width = area.width.min(60);
    let inner = usize::from(width.saturating_sub(4)).max(1);
    let wrapped: Vec<String> = lines.iter().flat_map(|line| text::wrap(line, inner)).collect();
    let height = u16::try_from(wrapped.len() + 2).unwrap_or(u16::MAX);
    let inside = draw(buffer, centred(area, width, height), title, look);
    for (y, line) in (0..inside.height).zip(&wrapped) {
        paint::put(buffer, inside, 0, y, line, look, Role::Text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_border_keeps_its_left_edge_over_wide_characters() {
        let screen = Rect::new(0, 0, 20, 5);
        for left in 0..6 {
            let mut buffer = Buffer::empty(screen);
            for y in 0..5 {
                paint::put(
                    &mut buffer,
                    screen,
                    0,
                    y,
                    "王小明李秀英张敏周芳",
                    Look::default(),
                    Role::Text,
                );
            }
            draw(&mut buffer, Rect::new(left, 0, 12, 5), "王", Look::default());
            assert_eq!(buffer[(left, 2)].symbol(), "│");
            // What a terminal shows: a wide symbol hides the cell after it.
            let mut x = 0;
            let mut seen = false;
            while x < 20 {
                seen |= x == left;
                x += u16::try_from(text::width(buffer[(x, 2)].symbol())).unwrap().max(1);
            }
            assert!(seen, "left {left}");
        }
    }

    #[test]
    fn tiny_areas_are_fine() {
        for (width, height) in [(0, 0), (1, 1), (4, 2), (5, 3)] {
            let area = Rect::new(0, 0, width, height);
            let mut buffer = Buffer::empty(area);
            message(&mut buffer, area, "标题", &["一句话".into()], Look::default());
        }
    }
}
