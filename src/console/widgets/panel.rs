//! A panel: a titled rule with its content below, `── 需要关注 14 ── 分/30天 ─────`.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint;
use super::text;
use super::theme::{Look, Role};

/// Draws the rule on the first line of the area and returns the area below it.
///
/// `titles` stand one after another, separated by the rule; `active` marks the panel that has the keys.
pub fn draw<S: AsRef<str>>(
    buffer: &mut Buffer,
    area: Rect,
    titles: &[S],
    active: bool,
    look: Look,
) -> Rect {
    if area.is_empty() {
        return area;
    }
    let rule = look.glyphs.rule();
    let mut x = 0;
    for (at, title) in titles.iter().enumerate() {
        x = paint::put(buffer, area, x, 0, &format!("{rule}{rule} "), look, Role::Header);
        let colour = if active && at == 0 { Role::Accent } else { Role::Header };
        // Two columns stay for the end of the rule, so that a long title doesn't look like content.
        let room = usize::from(area.width.saturating_sub(x).saturating_sub(3));
        let title = text::cut(title.as_ref(), room, look.glyphs);
        x = paint::put(buffer, area, x, 0, &title, look, colour);
        x = paint::put(buffer, area, x, 0, " ", look, Role::Header);
    }
    let rest = rule.repeat(area.width.saturating_sub(x).into());
    paint::put(buffer, area, x, 0, &rest, look, Role::Header);
    paint::below(area, 1)
}

/// Splits an area into a left and a right part with a vertical rule between; `left` is the left part's columns.
pub fn beside(buffer: &mut Buffer, area: Rect, left: u16, look: Look) -> (Rect, Rect) {
    if left + 3 >= area.width {
        return (area, Rect { width: 0, ..area });
    }
    for y in 0..area.height {
        paint::put(buffer, area, left + 1, y, look.glyphs.upright(), look, Role::Header);
    }
    (Rect { width: left, ..area }, paint::inset(area, left + 3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::widgets::Glyphs;

    #[test]
    fn the_rule_fills_the_line_and_holds_the_titles() {
        let area = Rect::new(0, 0, 40, 3);
        let mut buffer = Buffer::empty(area);
        let look = Look { glyphs: Glyphs::Ascii, ..Look::default() };
        let below = draw(&mut buffer, area, &["Needs attention 14", "why"], false, look);
        let row: String = (0..40).map(|x| buffer[(x, 0)].symbol()).collect();
        assert_eq!(row, "-- Needs attention 14 -- why -----------");
        assert_eq!(below, Rect::new(0, 1, 40, 2));
    }
}
