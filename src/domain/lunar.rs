//! Lunar dates: birthdays by the farmers' calendar (DOMAIN §2.6).

use super::value::{BadValue, Field, Value};

/// A birthday by the lunar calendar: month and day, its leap mark, and the year where it is known.
///
/// Kept as `[YYYY/]MM-DD[L]`, `L` for a leap month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LunarBirthday {
    /// Lunar year, where known.
    pub year: Option<i32>,
    /// 1 … 12.
    pub month: u8,
    /// Born in the leap month of that number.
    pub leap: bool,
    /// 1 … 30.
    pub day: u8,
}

impl Field for LunarBirthday {
    fn to_value(&self) -> Value {
        let year = self.year.map(|year| format!("{year:04}/")).unwrap_or_default();
        let leap = if self.leap { "L" } else { "" };
        Value::Text(format!("{year}{:02}-{:02}{leap}", self.month, self.day))
    }

    fn from_value(value: Value) -> Result<Self, BadValue> {
        let parsed = if let Value::Text(text) = &value { parse_kept(text) } else { None };
        parsed.ok_or(BadValue { value, expected: "lunar birthday" })
    }
}

fn parse_kept(text: &str) -> Option<LunarBirthday> {
    let (year, rest) = match text.split_once('/') {
        Some((year, rest)) => (Some(year.parse().ok()?), rest),
        None => (None, text),
    };
    let (rest, leap) = rest.strip_suffix('L').map_or((rest, false), |rest| (rest, true));
    let (month, day) = rest.split_once('-')?;
    Some(LunarBirthday { year, month: month.parse().ok()?, leap, day: day.parse().ok()? })
}
