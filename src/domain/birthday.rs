//! Birthdays coming up: by the sun or the moon, with the age they will be.

use chrono::{Datelike, NaiveDate};

use super::codes::CelebrateBy;
use super::lunar::{LUNAR_YEARS, LunarBirthday, LunarDate, month_days};

/// What is known of a person's birthday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BirthdayInput {
    /// Solar date of birth.
    pub birth_date: Option<NaiveDate>,
    /// Lunar birthday.
    pub lunar: Option<LunarBirthday>,
    /// Which calendar it is kept by; blank = lunar when a lunar birthday is given.
    pub celebrate_by: Option<CelebrateBy>,
}

/// The day, by one calendar or the other, on which a birthday is kept each year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptBirthday {
    /// The solar date of birth.
    Solar(NaiveDate),
    /// The lunar birthday.
    Lunar(LunarBirthday),
}

/// A birthday as it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Birthday {
    /// The day.
    pub date: NaiveDate,
    /// The lunar date it is kept on; `None` for a solar birthday.
    pub lunar: Option<LunarDate>,
    /// The age they will be: years, or lunar years; `None` for a lunar birthday without its year.
    pub age: Option<i32>,
}

/// A leap month that a lunar year didn't have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MissingLeap {
    /// The lunar year.
    pub year: i32,
    /// The leap month that is stated, 1 … 12.
    pub month: u8,
    /// The leap month that the year had, if it had one.
    pub had: Option<u8>,
}

impl BirthdayInput {
    /// How the birthday is kept; `None` when there is none. The calendar wished for is converted to where only the
    /// other one is known with its year; a lunar birthday without a year can only be kept as it is.
    pub fn kept(&self) -> Option<KeptBirthday> {
        let by_lunar = match self.celebrate_by {
            Some(wish) => wish == CelebrateBy::Lunar,
            None => self.lunar.is_some(),
        };
        let born = self.lunar.and_then(|lunar| {
            let LunarBirthday { year, month, leap, day } = lunar;
            LunarDate { year: year?, month, leap, day }.to_solar()
        });
        let as_lunar = || self.lunar_with_year().or_else(|| Some(self.born_by_moon()?.birthday()));
        let as_solar = || self.birth_date.or(born);
        let lunar = || as_lunar().map(KeptBirthday::Lunar);
        let solar = || as_solar().map(KeptBirthday::Solar);
        if by_lunar { lunar().or_else(solar) } else { solar().or_else(lunar) }
    }

    /// The lunar date of the solar date of birth.
    fn born_by_moon(&self) -> Option<LunarDate> {
        LunarDate::of(self.birth_date?)
    }

    /// The lunar birthday; where its year isn't said, with the one that the date of birth gives it.
    fn lunar_with_year(&self) -> Option<LunarBirthday> {
        let lunar = self.lunar?;
        Some(LunarBirthday { year: lunar.year.or_else(|| self.lunar_year(lunar)), ..lunar })
    }

    /// The lunar year in which the lunar birthday lies nearest to the date of birth. The two often differ: by a day that was
    /// counted wrongly, or because 8-15 was written for 八月十五.
    fn lunar_year(&self, lunar: LunarBirthday) -> Option<i32> {
        let birth = self.birth_date?;
        let born = self.born_by_moon()?;
        if (born.month, born.day) == (lunar.month, lunar.day) {
            return Some(born.year);
        }
        let years = (born.year - 1..=born.year + 1).filter_map(|year| {
            let day = lunar.kept_in(year)?.to_solar()?;
            Some(((day - birth).num_days().abs(), year))
        });
        years.min().map(|(_, year)| year)
    }

    /// Where date of birth and lunar birthday are two different days: the day on which the lunar one was (DOMAIN §2.5).
    pub fn other_birth(&self) -> Option<NaiveDate> {
        let (lunar, born) = (self.lunar_with_year()?, self.born_by_moon()?);
        if (born.year, born.month, born.day) == (lunar.year?, lunar.month, lunar.day) {
            return None;
        }
        lunar.kept_in(lunar.year?)?.to_solar().filter(|day| Some(*day) != self.birth_date)
    }

    /// The leap month of the lunar birthday where the year of birth had none of that number: the lunar year, the month, and the
    /// leap month that the year did have. The birthday is kept in the ordinary month all the same (DOMAIN §2.6).
    pub fn missing_leap(&self) -> Option<MissingLeap> {
        let LunarBirthday { year, month, leap, .. } = self.lunar_with_year()?;
        let year = year.filter(|year| LUNAR_YEARS.contains(year))?;
        let has = |month: u8| month_days(year, month, true).is_some();
        let is_missing = leap && !has(month);
        is_missing.then(|| MissingLeap { year, month, had: (1..=12).find(|month| has(*month)) })
    }

    /// The next birthday on or after a day. The day of birth itself is none.
    pub fn next(&self, from: NaiveDate) -> Option<Birthday> {
        match self.kept()? {
            KeptBirthday::Solar(birth) => next_solar(birth, from),
            KeptBirthday::Lunar(lunar) => next_lunar(lunar, from),
        }
    }

    /// The birthday inside a window, both ends counted; the first where a long one holds two.
    pub fn within(&self, from: NaiveDate, to: NaiveDate) -> Option<Birthday> {
        self.next(from).filter(|birthday| birthday.date <= to)
    }
}

fn next_solar(birth: NaiveDate, from: NaiveDate) -> Option<Birthday> {
    let first = from.year().max(birth.year() + 1);
    (first..=first + 1).find_map(|year| {
        let date = solar_in(birth, year).filter(|date| *date >= from)?;
        Some(Birthday { date, lunar: None, age: Some(year - birth.year()) })
    })
}

/// 29 February is kept on the 28th in common years (TECH §2).
fn solar_in(birth: NaiveDate, year: i32) -> Option<NaiveDate> {
    birth.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
}

fn next_lunar(lunar: LunarBirthday, from: NaiveDate) -> Option<Birthday> {
    let (mut date, mut kept) = lunar.next_kept(from)?;
    if lunar.year.is_some_and(|born| kept.year <= born) {
        kept = lunar.kept_in(lunar.year? + 1)?;
        date = kept.to_solar()?;
    }
    Some(Birthday { date, lunar: Some(kept), age: lunar.year.map(|born| kept.year - born) })
}

/// A day of a window as the key under which solar birthdays kept on it are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SolarKey {
    /// Month of birth.
    pub month: u32,
    /// Day of birth.
    pub day: u32,
    /// The day in the window.
    pub date: NaiveDate,
}

/// A day of a window as the key under which lunar birthdays kept on it are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LunarKey {
    /// Lunar month of birth.
    pub month: u8,
    /// Born in the leap month of that number.
    pub leap: bool,
    /// Lunar day of birth.
    pub day: u8,
    /// The day in the window.
    pub date: NaiveDate,
}

/// The months and days of birth whose birthdays are kept in a window, both ends counted (TECH §2): for looking
/// birthdays up by an index instead of reading every child.
pub fn solar_keys(from: NaiveDate, to: NaiveDate) -> Vec<SolarKey> {
    let mut keys = Vec::new();
    for date in from.iter_days().take_while(|date| *date <= to) {
        keys.push(SolarKey { month: date.month(), day: date.day(), date });
        if (date.month(), date.day()) == (2, 28) && !date.leap_year() {
            keys.push(SolarKey { month: 2, day: 29, date });
        }
    }
    keys
}

/// The lunar months and days whose birthdays are kept in a window, both ends counted.
pub fn lunar_keys(from: NaiveDate, to: NaiveDate) -> Vec<LunarKey> {
    let mut keys = Vec::new();
    let mut date = from;
    // Month by month: what a date is in the other calendar takes long to find.
    while date <= to {
        let Some(lunar) = LunarDate::of(date) else {
            let Some(next) = date.succ_opt() else { break };
            date = next;
            continue;
        };
        let LunarDate { year, month, leap, .. } = lunar;
        let last = month_days(year, month, leap).unwrap_or(lunar.day);
        // Without the leap month, its birthdays are kept in the ordinary one.
        let also_leap = !leap && month_days(year, month, true).is_none();
        for of_month in lunar.day..=last {
            if date > to {
                break;
            }
            let days = if of_month == 29 && last == 29 { 29..=30 } else { of_month..=of_month };
            for day in days {
                keys.push(LunarKey { month, leap, day, date });
                if also_leap {
                    keys.push(LunarKey { month, leap: true, day, date });
                }
            }
            let Some(next) = date.succ_opt() else { return keys };
            date = next;
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn born(text: &str) -> BirthdayInput {
        BirthdayInput { birth_date: Some(day(text)), ..BirthdayInput::default() }
    }

    fn lunar(year: Option<i32>, month: u8, leap: bool, day: u8) -> BirthdayInput {
        let lunar = Some(LunarBirthday { year, month, leap, day });
        BirthdayInput { lunar, ..BirthdayInput::default() }
    }

    #[test]
    fn a_solar_birthday_comes_with_the_age_they_will_be() {
        let next = |birth, from| {
            let birthday = born(birth).next(day(from)).unwrap();
            (birthday.date.to_string(), birthday.age.unwrap())
        };
        assert_eq!(next("2016-11-25", "2026-11-21"), ("2026-11-25".into(), 10));
        assert_eq!(next("2016-11-25", "2026-11-25"), ("2026-11-25".into(), 10));
        assert_eq!(next("2016-11-25", "2026-11-26"), ("2027-11-25".into(), 11));
        assert_eq!(next("2016-01-05", "2026-12-20"), ("2027-01-05".into(), 11));
        // The day of birth itself is no birthday.
        assert_eq!(next("2026-11-25", "2026-11-21"), ("2027-11-25".into(), 1));
    }

    #[test]
    fn the_29th_of_february_is_kept_on_the_28th_in_common_years() {
        let next = |from| born("2012-02-29").next(day(from)).unwrap().date.to_string();
        assert_eq!(next("2027-02-01"), "2027-02-28");
        assert_eq!(next("2028-02-01"), "2028-02-29");
        assert_eq!(next("2027-03-01"), "2028-02-29");
    }

    #[test]
    fn a_lunar_birthday_comes_by_lunar_years() {
        // SCREENS: 罗俊豪 turns 15 on 11-30, lunar 10/22.
        let birthday = lunar(Some(2011), 10, false, 22).next(day("2026-11-21")).unwrap();
        assert_eq!((birthday.date, birthday.age), (day("2026-11-30"), Some(15)));
        assert_eq!(birthday.lunar, Some(LunarDate { year: 2026, month: 10, leap: false, day: 22 }));
        assert_eq!(lunar(None, 10, false, 22).next(day("2026-11-21")).unwrap().age, None);
        // 腊月二十三 of lunar 2026 falls in solar 2027.
        let late = lunar(Some(2015), 12, false, 23).next(day("2026-12-31")).unwrap();
        assert_eq!((late.date, late.age), (day("2027-01-30"), Some(11)));
    }

    #[test]
    fn a_date_of_birth_on_the_lunar_birthday_gives_its_year() {
        // 2016-01-15 was the sixth of the twelfth month of lunar 2015, which comes again on 2027-01-13.
        let sixth = LunarBirthday { year: None, month: 12, leap: false, day: 6 };
        let both = BirthdayInput { lunar: Some(sixth), ..born("2016-01-15") };
        let next = both.next(day("2026-11-23")).unwrap();
        assert_eq!((next.date, next.age), (day("2027-01-13"), Some(11)));
        assert_eq!(both.other_birth(), None);
        // The day after was the seventh: which of the two is wrong can't be known, but the year is the same.
        let other = BirthdayInput { lunar: Some(sixth), ..born("2016-01-16") };
        assert_eq!(other.next(day("2026-11-23")).unwrap().age, Some(11));
        assert_eq!(other.other_birth(), Some(day("2016-01-15")));
    }

    #[test]
    fn a_date_of_birth_beside_the_lunar_birthday_gives_the_nearest_year() {
        // 八月十五 of 2014 was on 2014-09-08, 腊月廿三 of 2014 on 2015-02-11, of 2013 on 2014-01-23.
        for (birth, (month, of_month), other, age) in [
            ("2014-09-08", (8, 15), None, 13),
            ("2014-09-10", (8, 15), Some("2014-09-08"), 13),
            ("2014-08-15", (8, 15), Some("2014-09-08"), 13),
            ("2014-12-23", (12, 23), Some("2015-02-11"), 12),
            ("2014-01-23", (12, 23), None, 13),
            ("2014-01-20", (12, 23), Some("2014-01-23"), 13),
        ] {
            let lunar = LunarBirthday { year: None, month, leap: false, day: of_month };
            let both = BirthdayInput { lunar: Some(lunar), ..born(birth) };
            assert_eq!(both.other_birth(), other.map(day), "{birth}");
            // The next 八月十五 is that of 2027, the next 腊月廿三 that of 2026.
            assert_eq!(both.next(day("2026-11-23")).unwrap().age, Some(age), "{birth}");
        }
        // A year that is said stands, also against the date of birth.
        let said = LunarBirthday { year: Some(2013), month: 8, leap: false, day: 15 };
        let both = BirthdayInput { lunar: Some(said), ..born("2014-09-08") };
        assert_eq!(both.next(day("2026-11-23")).unwrap().age, Some(14));
        assert_eq!(both.other_birth(), Some(day("2013-09-19")));
        // Thirty in a month of 29 days is its last day; without a date of birth there is no year.
        let last = LunarBirthday { year: None, month: 12, leap: false, day: 30 };
        let both = BirthdayInput { lunar: Some(last), ..born("2026-02-16") };
        assert_eq!(both.other_birth(), None);
        assert_eq!(lunar(None, 8, false, 15).next(day("2026-11-23")).unwrap().age, None);
    }

    #[test]
    fn a_leap_month_that_the_year_of_birth_had_not_is_found() {
        // DOMAIN §2.6: 2014 had a leap ninth month, 2012 a leap fourth, 2013 none. 2014-04-30 was 四月初二 of 2014.
        let missing = |birth: &str, month| {
            let lunar = LunarBirthday { year: None, month, leap: true, day: 2 };
            BirthdayInput { lunar: Some(lunar), ..born(birth) }.missing_leap()
        };
        let of = |year, month, had| Some(MissingLeap { year, month, had });
        assert_eq!(missing("2014-04-30", 4), of(2014, 4, Some(9)));
        assert_eq!(missing("2013-05-11", 4), of(2013, 4, None));
        assert_eq!(missing("2014-10-25", 9), None);
        assert_eq!(missing("2012-05-22", 4), None);
        // Without a date of birth there is no year, and nothing is amiss.
        assert_eq!(lunar(None, 4, true, 2).missing_leap(), None);
        assert_eq!(lunar(Some(2014), 4, false, 2).missing_leap(), None);
    }

    #[test]
    fn the_calendar_is_the_one_wished_for() {
        let both = BirthdayInput {
            birth_date: Some(day("2014-03-05")),
            lunar: Some(LunarBirthday { year: None, month: 2, leap: false, day: 5 }),
            celebrate_by: None,
        };
        assert!(matches!(both.kept(), Some(KeptBirthday::Lunar(_))));
        let solar = BirthdayInput { celebrate_by: Some(CelebrateBy::Solar), ..both };
        assert_eq!(solar.kept(), Some(KeptBirthday::Solar(day("2014-03-05"))));
        // 2014-03-05 was the fifth of the second month.
        let derived =
            BirthdayInput { celebrate_by: Some(CelebrateBy::Lunar), ..born("2014-03-05") };
        let fifth = LunarBirthday { year: Some(2014), month: 2, leap: false, day: 5 };
        assert_eq!(derived.kept(), Some(KeptBirthday::Lunar(fifth)));
        assert_eq!(BirthdayInput::default().kept(), None);
    }

    proptest! {
        #[test]
        fn the_keys_of_a_window_find_just_the_birthdays_in_it(
            from in 0u64..20_000, length in 0u64..60, birth in 0u64..20_000,
            month in 1u8..=12, leap: bool, of_month in 1u8..=30,
        ) {
            let from = day("1990-01-01") + chrono::Days::new(from);
            let to = from + chrono::Days::new(length);
            let birth = day("1930-01-01") + chrono::Days::new(birth);
            let found = solar_keys(from, to)
                .into_iter()
                .find(|key| (key.month, key.day) == (birth.month(), birth.day()) && key.date.year() > birth.year())
                .map(|key| key.date);
            let solar = born(&birth.to_string());
            prop_assert_eq!(solar.within(from, to).map(|birthday| birthday.date), found);
            let found = lunar_keys(from, to)
                .into_iter()
                .find(|key| (key.month, key.leap, key.day) == (month, leap, of_month))
                .map(|key| key.date);
            let lunar = lunar(None, month, leap, of_month);
            prop_assert_eq!(lunar.within(from, to).map(|birthday| birthday.date), found);
        }
    }
}
