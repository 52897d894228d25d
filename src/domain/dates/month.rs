//! A month as one types it: `9`, `9月`, `2026-9`, `2026年9月`, `202609`.

use chrono::{Datelike, NaiveDate};

use crate::domain::text::fold;

/// The first day of the month that was typed. A month without a year is the newest that has begun by `today`. `None` when no
/// month stands there; a whole day is none.
pub fn parse_month(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let typed = fold(typed);
    let typed = typed.trim_end_matches(['月', '份']);
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|one| one.is_ascii_digit());
        text.parse::<u32>().ok().filter(|_| digits)
    };
    let (year, month) = match typed.split_once(['年', '-', '.', '/']) {
        Some((year, month)) => (number(year).filter(|_| year.len() == 4)?, number(month)?),
        None if typed.len() == 6 && typed.is_ascii() => {
            (number(&typed[..4])?, number(&typed[4..])?)
        }
        None => {
            let month = number(typed).filter(|_| typed.len() <= 2)?;
            let year = today.year() - i32::from(month > today.month());
            (u32::try_from(year).ok()?, month)
        }
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, 1)
        .filter(|day| (2000..2100).contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_with_or_without_its_year() {
        let today = "2026-11-23".parse().unwrap();
        let month = |typed: &str| parse_month(typed, today).map(|day| day.to_string());
        for typed in ["9", "09", "9月", "９月份", "2026-9", "2026年9月", "2026.09", "202609"]
        {
            assert_eq!(month(typed).as_deref(), Some("2026-09-01"), "{typed}");
        }
        assert_eq!(month("12").as_deref(), Some("2025-12-01"));
        assert_eq!(month("11").as_deref(), Some("2026-11-01"));
        for typed in ["", "13", "0", "2026", "2026-9-1", "26-9", "月", "九月"] {
            assert_eq!(month(typed), None, "{typed}");
        }
    }
}
