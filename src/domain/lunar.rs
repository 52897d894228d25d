//! Lunar dates: birthdays by the farmers' calendar (DOMAIN §2.6).
//!
//! The conversion is a library's, held by a test against the month starts that five libraries agree on, and limited to
//! the years in which it is known to be right.

use std::ops::RangeInclusive;

use chinese_lunisolar_calendar::{LunarMonth, LunisolarDate, LunisolarYear, SolarYear};
use chrono::NaiveDate;

use super::value::{BadValue, Field, Value};

/// The lunar years that are converted.
pub const LUNAR_YEARS: RangeInclusive<i32> = 1901..=2088;

/// A day of the lunar calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LunarDate {
    /// Lunar year, named by the solar year in which it begins.
    pub year: i32,
    /// 1 … 12.
    pub month: u8,
    /// In the leap month of that number.
    pub leap: bool,
    /// 1 … 30.
    pub day: u8,
}

impl LunarDate {
    /// The lunar date of a day; `None` outside [`LUNAR_YEARS`].
    pub fn of(day: NaiveDate) -> Option<Self> {
        let date = LunisolarDate::from_date(day).ok()?;
        let year = i32::from(date.to_lunisolar_year().to_u16());
        let month = date.to_lunar_month();
        let found = Self {
            year,
            month: month.to_u8(),
            leap: month.is_leap_month(),
            day: date.to_lunar_day().to_u8(),
        };
        LUNAR_YEARS.contains(&year).then_some(found)
    }

    /// The day it falls on; `None` where the month or day doesn't exist in its year, or outside [`LUNAR_YEARS`].
    pub fn to_solar(self) -> Option<NaiveDate> {
        let year = u16::try_from(self.year).ok().filter(|_| LUNAR_YEARS.contains(&self.year))?;
        let date = LunisolarDate::from_ymd(year, self.month, self.leap, self.day).ok()?;
        Some(date.to_naive_date())
    }

    /// The birthday that this date is.
    pub fn birthday(self) -> LunarBirthday {
        let Self { year, month, leap, day } = self;
        LunarBirthday { year: Some(year), month, leap, day }
    }
}

/// The number of days of a lunar month; `None` where the year has no such leap month, or outside [`LUNAR_YEARS`].
pub fn month_days(year: i32, month: u8, leap: bool) -> Option<u8> {
    let solar = u16::try_from(year).ok().filter(|_| LUNAR_YEARS.contains(&year))?;
    let year = LunisolarYear::from_solar_year(SolarYear::from_u16(solar)).ok()?;
    year.get_total_days_in_a_month(LunarMonth::from_u8_with_leap(month, leap).ok()?)
}

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

impl LunarBirthday {
    /// The lunar date on which it is kept in a lunar year: a leap-month birthday in the leap month if that year has it,
    /// else in the ordinary month; day 30 of a month of 29 days on the 29th (DOMAIN §2.6).
    pub fn kept_in(self, year: i32) -> Option<LunarDate> {
        let leap = self.leap && month_days(year, self.month, true).is_some();
        let days = month_days(year, self.month, leap)?;
        Some(LunarDate { year, month: self.month, leap, day: self.day.min(days) })
    }

    /// The first day on or after a given one on which it is kept, with its lunar date.
    pub fn next_kept(self, from: NaiveDate) -> Option<(NaiveDate, LunarDate)> {
        let year = LunarDate::of(from)?.year;
        (year..=year + 1).find_map(|year| {
            let date = self.kept_in(year)?;
            Some((date.to_solar().filter(|day| *day >= from)?, date))
        })
    }

    /// The last day on or before a given one on which it is kept, with its lunar date.
    pub fn last_kept(self, until: NaiveDate) -> Option<(NaiveDate, LunarDate)> {
        let year = LunarDate::of(until)?.year;
        (year - 1..=year).rev().find_map(|year| {
            let date = self.kept_in(year)?;
            Some((date.to_solar().filter(|day| *day <= until)?, date))
        })
    }

    /// Whether its day exists: in its own year, or in any.
    pub fn exists(self) -> bool {
        match self.year {
            Some(year) => {
                month_days(year, self.month, self.leap).is_some_and(|days| self.day <= days)
            }
            None => (1..=12).contains(&self.month) && self.day <= 30,
        }
    }
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

/// Reads the form in which a lunar birthday is kept.
pub(super) fn parse_kept(text: &str) -> Option<LunarBirthday> {
    let (year, rest) = match text.split_once('/') {
        Some((year, rest)) => (Some(year.parse().ok()?), rest),
        None => (None, text),
    };
    let (rest, leap) = rest.strip_suffix('L').map_or((rest, false), |rest| (rest, true));
    let (month, day) = rest.split_once('-')?;
    Some(LunarBirthday { year, month: month.parse().ok()?, leap, day: day.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn birthday(month: u8, leap: bool, day: u8) -> LunarBirthday {
        LunarBirthday { year: None, month, leap, day }
    }

    #[test]
    fn every_month_start_is_the_one_the_fixture_has() {
        let fixture = include_str!("../../tests/data/lunar_month_starts_1940_2050.tsv");
        let mut rows = 0;
        for line in fixture.lines().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            let date = LunarDate {
                year: fields[0].parse().unwrap(),
                month: fields[1].parse().unwrap(),
                leap: fields[2] == "1",
                day: 1,
            };
            let first = day(fields[3]);
            assert_eq!(date.to_solar(), Some(first), "{line}");
            assert_eq!(LunarDate::of(first), Some(date), "{line}");
            rows += 1;
        }
        assert_eq!(rows, 1372);
    }

    #[test]
    fn there_and_back_over_all_the_years() {
        let mut date = day("1901-02-19");
        while let Some(lunar) = LunarDate::of(date) {
            assert_eq!(lunar.to_solar(), Some(date));
            date = date.succ_opt().unwrap();
        }
        assert_eq!(date, day("2089-02-10"));
    }

    #[test]
    fn a_leap_month_birthday_is_kept_in_the_leap_month_where_there_is_one() {
        // 2020 had a leap fourth month from 05-23; 2026 has none.
        assert_eq!(birthday(4, true, 2).kept_in(2020).unwrap().to_solar(), Some(day("2020-05-24")));
        assert_eq!(
            birthday(4, false, 2).kept_in(2020).unwrap().to_solar(),
            Some(day("2020-04-24"))
        );
        let without = birthday(4, true, 2).kept_in(2026).unwrap();
        assert!(!without.leap);
        assert_eq!(Some(without), birthday(4, false, 2).kept_in(2026));
    }

    #[test]
    fn day_30_of_a_short_month_is_kept_on_the_29th() {
        // The twelfth month of 2025 has 29 days: it ends on 2026-02-16, the day before the New Year.
        let kept = birthday(12, false, 30).kept_in(2025).unwrap();
        assert_eq!((kept.day, kept.to_solar()), (29, Some(day("2026-02-16"))));
    }

    #[test]
    fn next_and_last_go_over_the_new_year() {
        let little_new_year = birthday(12, false, 23);
        let (next, date) = little_new_year.next_kept(day("2026-11-21")).unwrap();
        assert_eq!((next, date.year), (day("2027-01-30"), 2026));
        assert_eq!(little_new_year.next_kept(next).unwrap().0, next);
        let (last, date) = little_new_year.last_kept(day("2026-11-21")).unwrap();
        assert_eq!((last, date.year), (day("2026-02-10"), 2025));
        // New Year 2027 is 02-06 (DOMAIN §2.6), torch festival 2026 is 08-06.
        assert_eq!(
            birthday(1, false, 1).next_kept(day("2026-11-21")).unwrap().0,
            day("2027-02-06")
        );
        assert_eq!(
            birthday(6, false, 24).next_kept(day("2026-01-01")).unwrap().0,
            day("2026-08-06")
        );
    }

    #[test]
    fn kept_form_goes_there_and_back() {
        for (text, value) in [
            ("2014/08-15", LunarBirthday { year: Some(2014), ..birthday(8, false, 15) }),
            ("04-02L", birthday(4, true, 2)),
            ("12-30", birthday(12, false, 30)),
        ] {
            assert_eq!(value.to_value(), Value::Text(text.into()));
            assert_eq!(LunarBirthday::from_value(Value::Text(text.into())), Ok(value));
        }
        assert!(LunarBirthday::from_value(Value::Text("八月十五".into())).is_err());
    }
}
