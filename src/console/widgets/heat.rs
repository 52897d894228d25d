//! A heat strip: one mark a day, a line a month, so that gaps are seen before they are counted.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::{Look, Role};
use super::{paint, text};

/// One day: a mark and its meaning. The mark is a letter, so that the strip reads without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The mark, one column wide.
    pub mark: char,
    /// Its colour.
    pub role: Role,
}

/// One line of the strip.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Strip {
    /// Before the days: the month.
    pub label: String,
    /// The days; `None` where no mark belongs.
    pub days: Vec<Option<Day>>,
    /// After the days: the rate.
    pub tail: String,
}

/// Draws the strips, one a line, their days below one another. Returns the line after the last.
pub fn draw(buffer: &mut Buffer, area: Rect, y: u16, strips: &[Strip], look: Look) -> u16 {
    let widest = |part: fn(&Strip) -> &str| {
        strips.iter().map(|strip| text::width(part(strip))).max().unwrap_or(0)
    };
    let labels = u16::try_from(widest(|strip| &strip.label) + 1).unwrap_or(0);
    let days = strips.iter().map(|strip| strip.days.len()).max().unwrap_or(0);
    let tails = labels.saturating_add(u16::try_from(days + 1).unwrap_or(u16::MAX));
    let mut at = y;
    for strip in strips {
        if at >= area.height {
            break;
        }
        paint::put(buffer, area, 0, at, &strip.label, look, Role::Muted);
        for (x, day) in (labels..area.width).zip(&strip.days) {
            if let Some(day) = day {
                let mut mark = [0; 4];
                paint::put(buffer, area, x, at, day.mark.encode_utf8(&mut mark), look, day.role);
            }
        }
        paint::put(buffer, area, tails, at, &strip.tail, look, Role::Text);
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_stand_below_one_another() {
        let area = Rect::new(0, 0, 20, 2);
        let mut buffer = Buffer::empty(area);
        let day = |mark| Some(Day { mark, role: Role::Ok });
        let strips = [
            Strip { label: "9月".into(), days: vec![day('.'), day('X')], tail: "95".into() },
            Strip {
                label: "10月".into(), days: vec![None, day('.'), day('e')], tail: "90".into()
            },
        ];
        assert_eq!(draw(&mut buffer, area, 0, &strips, Look::default()), 2);
        assert_eq!((buffer[(6, 0)].symbol(), buffer[(6, 1)].symbol()), ("X", "."));
        assert_eq!((buffer[(9, 0)].symbol(), buffer[(9, 1)].symbol()), ("9", "9"));
    }
}
