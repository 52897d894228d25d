//! Reading dates: as files hold them, and as people type them into a form. Answers with codes, never with words.

use chrono::{Months, NaiveDate};

mod entry;
mod file;
mod month;
pub mod plain;

pub use entry::{Lean, parse_entry};
pub use file::{excel_serial, parse_date};
pub use month::parse_month;
pub use plain::plain_day;

/// How many whole years ahead a day lies, when it lies more than one year ahead: so far nothing waits in this work (visits fall
/// due within 60 days, checks are yearly), and the year may be mistyped. `None` for a nearer one.
pub fn years_ahead(day: NaiveDate, today: NaiveDate) -> Option<u32> {
    let in_a_year = today.checked_add_months(Months::new(12))?;
    if day > in_a_year { day.years_since(today) } else { None }
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// A year, or a year and month, without the rest.
    #[error("the date is incomplete")]
    Incomplete,
    /// The form of a date, but there is no such day.
    #[error("there is no such day")]
    Impossible,
    /// Not a date.
    #[error("not a date")]
    NotADate,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_ahead_is_more_than_a_year() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let ahead = |text: &str| years_ahead(day(text), day("2026-11-23"));
        assert_eq!(ahead("2025-01-01"), None);
        assert_eq!(ahead("2027-11-23"), None);
        assert_eq!(ahead("2027-11-24"), Some(1));
        assert_eq!(ahead("2062-11-22"), Some(35));
        assert_eq!(ahead("2062-11-30"), Some(36));
        // Of a leap day's year the year ends on the 28th.
        assert_eq!(years_ahead(day("2029-03-01"), day("2028-02-29")), Some(1));
    }
}
