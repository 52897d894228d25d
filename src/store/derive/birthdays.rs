//! Which day of the year a child's birthday is kept on.

use chrono::NaiveDate;

use crate::domain::codes::CelebrateBy;
use crate::domain::lunar::LunarBirthday;

/// The day that is celebrated.
pub(crate) enum Celebration {
    /// By the solar calendar.
    Solar(NaiveDate),
    /// By the lunar calendar.
    Lunar(LunarBirthday),
}

/// A blank `celebrate_by` is lunar when a lunar birthday is given; a calendar without its date falls back to the other.
pub(crate) fn celebration(
    birth_date: Option<NaiveDate>,
    lunar: Option<LunarBirthday>,
    by: Option<CelebrateBy>,
) -> Option<Celebration> {
    let solar = birth_date.map(Celebration::Solar);
    let lunar = lunar.map(Celebration::Lunar);
    match by {
        Some(CelebrateBy::Solar) => solar.or(lunar),
        _ => lunar.or(solar),
    }
}
