//! A month calendar with a mark on the days that have something, Monday first.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::{Look, Role};
use super::{paint, text};

/// A month and what stands on its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// Any day of the month.
    pub of: NaiveDate,
    /// Above the calendar.
    pub title: String,
    /// Short names of the weekdays, Monday first, at most two columns each.
    pub weekdays: [String; 7],
    /// A letter and its meaning by day of the month.
    pub marks: BTreeMap<u32, (char, Role)>,
    /// The program's day, drawn reversed.
    pub today: NaiveDate,
}

/// Columns a calendar takes: seven days of two digits, a mark and a space.
pub const WIDTH: u16 = 28;

/// Draws the month; returns the line after it (at most 8 lines).
pub fn draw(buffer: &mut Buffer, area: Rect, month: &Month, look: Look) -> u16 {
    paint::put(buffer, area, 0, 0, &month.title, look, Role::Header);
    for (x, name) in (0u16..).step_by(4).zip(&month.weekdays) {
        paint::put(buffer, area, x, 1, &text::right(name, 2, look.glyphs), look, Role::Muted);
    }
    let first = month.of - Days::new(u64::from(month.of.day0()));
    let days = (first + Months::new(1)).signed_duration_since(first).num_days();
    let before = first.weekday().num_days_from_monday();
    let mut last = 2;
    for day in 1..=u32::try_from(days).unwrap_or(31) {
        let cell = u16::try_from(before + day - 1).unwrap_or(0);
        let (x, y) = (cell % 7 * 4, 2 + cell / 7);
        last = y;
        let mark = month.marks.get(&day);
        let role = mark.map_or(Role::Text, |(_, role)| *role);
        let shown = format!("{day:>2}{}", mark.map_or(' ', |(mark, _)| *mark));
        paint::put(buffer, area, x, y, &shown, look, role);
        if first.with_day(day) == Some(month.today) && x < area.width {
            let place = paint::inset(paint::line(area, y), x);
            paint::bar(
                buffer,
                Rect { width: place.width.min(2), ..place },
                look.style(Role::Selection),
            );
        }
    }
    last + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_stand_under_their_weekday() {
        let area = Rect::new(0, 0, WIDTH, 8);
        let mut buffer = Buffer::empty(area);
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let weekdays = ["一", "二", "三", "四", "五", "六", "日"].map(str::to_owned);
        let marks = BTreeMap::from([(17, ('v', Role::Ok))]);
        let month = Month { of: today, title: "11月".into(), weekdays, marks, today };
        // November 2026 begins on a Sunday and takes six weeks.
        assert_eq!(draw(&mut buffer, area, &month, Look::default()), 8);
        let row = |y: u16| (0..WIDTH).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        assert!(row(2).ends_with(" 1  "), "{:?}", row(2));
        assert!(row(5).starts_with("16  17v "), "{:?}", row(5));
        assert!(row(6).starts_with("23  24 "), "{:?}", row(6));
    }
}
