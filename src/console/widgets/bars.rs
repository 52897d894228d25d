//! Bars: how full something is against what it can hold — a volunteer's load.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::{Glyphs, Look, Role};
use super::{paint, text};

/// One bar with its label and its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Before the bar.
    pub label: String,
    /// How much there is.
    pub value: u32,
    /// How much there can be; 0 = not known.
    pub full: u32,
    /// After the bar: `2/3`.
    pub tail: String,
    /// The bar's colour.
    pub role: Role,
}

/// A bar of `columns`: its filled and its empty part. Something is never nothing: any value above 0 fills a column.
pub fn bar(value: u32, full: u32, columns: u16, glyphs: Glyphs) -> (String, String) {
    let [on, off] = glyphs.bar();
    let columns = usize::from(columns);
    let share = |value: u32, full: u32| {
        let filled = u64::from(value) * columns as u64 / u64::from(full.max(1));
        usize::try_from(filled).unwrap_or(columns).min(columns)
    };
    let filled = share(value, full).max(usize::from(value > 0).min(columns));
    (on.repeat(filled), off.repeat(columns - filled))
}

/// How many columns each piece of a bar takes, where the longest bar of the page is `most` long: two columns for each one as long
/// as that fits into `columns`, else its share. A piece of any size has a column.
pub fn blocks(pieces: &[u32], most: u32, columns: u16) -> Vec<usize> {
    let (most, columns) = (u64::from(most.max(1)), u64::from(columns));
    let mut left = usize::try_from(columns).unwrap_or(0);
    let each = pieces.iter().map(|piece| {
        let piece = u64::from(*piece);
        let wide = if most * 2 <= columns { piece * 2 } else { piece * columns / most };
        let wide = usize::try_from(wide.max(u64::from(piece > 0))).unwrap_or(left).min(left);
        left -= wide;
        wide
    });
    each.collect()
}

/// Draws bars below one another. Returns the line after the last.
pub fn draw(buffer: &mut Buffer, area: Rect, y: u16, bars: &[Bar], look: Look) -> u16 {
    let widest = |part: fn(&Bar) -> &str| {
        let wide = bars.iter().map(|bar| text::width(part(bar))).max().unwrap_or(0);
        u16::try_from(wide).unwrap_or(area.width)
    };
    let labels = (widest(|bar| &bar.label) + 1).min(area.width / 2);
    let room = area.width.saturating_sub(labels).saturating_sub(widest(|bar| &bar.tail) + 1);
    let mut at = y;
    for one in bars {
        if at >= area.height {
            break;
        }
        let label = text::left(&one.label, usize::from(labels).saturating_sub(1), look.glyphs);
        paint::put(buffer, area, 0, at, &label, look, Role::Text);
        let (on, off) = bar(one.value, one.full, room.min(24), look.glyphs);
        let x = paint::put(buffer, area, labels, at, &on, look, one.role);
        let x = paint::put(buffer, area, x, at, &off, look, Role::Muted);
        paint::put(buffer, area, x + 1, at, &one.tail, look, Role::Text);
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_shows_its_share() {
        assert_eq!(bar(2, 4, 8, Glyphs::Ascii), ("####".into(), "....".into()));
        assert_eq!(bar(9, 4, 4, Glyphs::Ascii), ("####".into(), String::new()));
        assert_eq!(bar(1, 1000, 4, Glyphs::Ascii), ("#".into(), "...".into()));
        assert_eq!(bar(0, 0, 2, Glyphs::Ascii), (String::new(), "..".into()));
    }

    #[test]
    fn pieces_stand_on_one_scale() {
        // Three of four: two columns each.
        assert_eq!(blocks(&[3, 1], 4, 20), [6, 2]);
        // Forty don't fit: half a column each, and one that is there is seen.
        assert_eq!(blocks(&[20, 1, 19], 40, 20), [10, 1, 9]);
        assert_eq!(blocks(&[0, 0], 0, 20), [0, 0]);
        assert_eq!(blocks(&[90], 40, 20), [20]);
    }
}
