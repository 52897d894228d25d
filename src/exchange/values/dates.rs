//! Days and lunar birthdays out of cells.

use chrono::{Datelike, Months, NaiveDate};

use crate::domain::dates::{DateError, parse_date};
use crate::domain::lunar::LunarBirthday;
use crate::domain::lunar_text::{LunarError, parse_lunar};
use crate::domain::text::fold as folded;
use crate::exchange::reason::Reason;
use crate::exchange::table::Cell;

/// Reads a day.
pub fn date(cell: &Cell) -> Result<NaiveDate, Reason> {
    let read = match cell {
        Cell::Text(text) => parse_date(text),
        // A date cell is checked like its text: a spreadsheet can hold the year 9999.
        cell => parse_date(&cell.shown()),
    };
    read.map_err(|error| match error {
        DateError::Incomplete => Reason::IncompleteDate,
        DateError::Impossible => Reason::ImpossibleDate,
        DateError::NotADate => Reason::BadDate,
    })
}

/// The month and the day of a day written without its year: `11月3日`, `11-3`.
fn month_and_day(cell: &Cell) -> Option<(u32, u32)> {
    let Cell::Text(text) = cell else { return None };
    let text = folded(text);
    let (month, day) = match text.split_once('月') {
        Some((month, day)) => (month, day.strip_suffix(['日', '号']).unwrap_or(day)),
        None => text.split_once(['-', '/', '.'])?,
    };
    let number = |text: &str, bounds: std::ops::RangeInclusive<u32>| {
        let short = (1..=2).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit());
        text.parse().ok().filter(|number| short && bounds.contains(number))
    };
    Some((number(month, 1..=12)?, number(day, 1..=31)?))
}

/// Of how many years a day is sought that not every year has.
const LEAP: i32 = 8;

fn without_year(
    cell: &Cell,
    find: impl Fn(&dyn Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate>,
) -> Result<NaiveDate, Reason> {
    match (date(cell), month_and_day(cell)) {
        (Err(Reason::BadDate), Some((month, day))) => {
            find(&|year| NaiveDate::from_ymd_opt(year, month, day)).ok_or(Reason::ImpossibleDate)
        }
        (read, _) => read,
    }
}

/// Reads a day of something that has happened: without a year it is the newest such day that is not after `today`.
pub fn past_date(cell: &Cell, today: NaiveDate) -> Result<NaiveDate, Reason> {
    without_year(cell, |of| {
        let years = (today.year() - LEAP..=today.year()).rev();
        years.filter_map(of).find(|day| *day <= today)
    })
}

/// Reads a day of something planned: without a year it is the nearest such day from `from` on, within eleven months; else the
/// newest before it, because a list of plans still names what was last month.
pub fn coming_date(cell: &Cell, from: NaiveDate) -> Result<NaiveDate, Reason> {
    let last = from.checked_add_months(Months::new(11)).unwrap_or(from);
    without_year(cell, |of| {
        (from.year()..=from.year() + 1).filter_map(of).find(|day| (from..=last).contains(day))
    })
    .or_else(|_| past_date(cell, from))
}

/// Reads a lunar birthday.
pub fn lunar(cell: &Cell) -> Result<LunarBirthday, Reason> {
    parse_lunar(&cell.shown()).map_err(|error| match error {
        LunarError::Incomplete | LunarError::ZodiacOnly => Reason::IncompleteDate,
        LunarError::Impossible | LunarError::NotLunar => Reason::BadLunar,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_every_type_of_cell() {
        let day = NaiveDate::from_ymd_opt(2014, 3, 5).unwrap();
        for cell in [
            Cell::text("2014年3月5日"),
            Cell::Number(41_703.0),
            Cell::Number(20_140_305.0),
            Cell::Date(day),
        ] {
            assert_eq!(date(&cell), Ok(day), "{cell:?}");
        }
        for cell in [
            Cell::text("2014年3月"),
            Cell::Number(2014.0),
            Cell::Number(2014.3),
            Cell::Number(201_403.0),
        ] {
            assert_eq!(date(&cell), Err(Reason::IncompleteDate), "{cell:?}");
        }
        for cell in [
            Cell::text("5/3/2014"),
            Cell::Bool(true),
            Cell::Number(f64::INFINITY),
            Cell::Number(-3.0),
        ] {
            assert_eq!(date(&cell), Err(Reason::BadDate), "{cell:?}");
        }
    }

    #[test]
    fn a_day_that_the_month_has_not() {
        assert_eq!(date(&Cell::text("2026/9/31")), Err(Reason::ImpossibleDate));
    }

    #[test]
    fn a_day_without_its_year() {
        let today: NaiveDate = "2026-11-22".parse().unwrap();
        let past = |text: &str| past_date(&Cell::text(text), today).map(|day| day.to_string());
        assert_eq!(past("11月3日"), Ok("2026-11-03".to_owned()));
        assert_eq!(past("１２月５日"), Ok("2025-12-05".to_owned()));
        assert_eq!(past("11-22"), Ok("2026-11-22".to_owned()));
        assert_eq!(past("11/23"), Ok("2025-11-23".to_owned()));
        assert_eq!(past("2月29日"), Ok("2024-02-29".to_owned()));
        assert_eq!(past("2月30日"), Err(Reason::ImpossibleDate));
        assert_eq!(past("2014年3月"), Err(Reason::IncompleteDate));
        assert_eq!(past("2014-03-05"), Ok("2014-03-05".to_owned()));
        assert_eq!(past("3月"), Err(Reason::BadDate));
        let coming = |text: &str| coming_date(&Cell::text(text), today).map(|day| day.to_string());
        assert_eq!(coming("12月5日"), Ok("2026-12-05".to_owned()));
        assert_eq!(coming("1-20"), Ok("2027-01-20".to_owned()));
        assert_eq!(coming("11月3日"), Ok("2026-11-03".to_owned()));
        assert_eq!(coming("13月1日"), Err(Reason::BadDate));
    }

    #[test]
    fn a_lunar_birthday() {
        let read = lunar(&Cell::text("农历八月十五")).unwrap();
        assert_eq!((read.year, read.month, read.day, read.leap), (None, 8, 15, false));
        assert_eq!(lunar(&Cell::text("属马")), Err(Reason::IncompleteDate));
        assert_eq!(lunar(&Cell::text("13月1日")), Err(Reason::BadLunar));
    }

    proptest::proptest! {
        #[test]
        fn each_form_gives_back_the_day(days in 0u64..70_000) {
            let day = NaiveDate::from_ymd_opt(1900, 3, 1).unwrap() + chrono::Days::new(days);
            for form in ["%Y-%m-%d", "%Y/%-m/%-d", "%Y.%-m.%-d", "%Y%m%d", "%Y年%-m月%-d日"] {
                proptest::prop_assert_eq!(date(&Cell::text(&day.format(form).to_string())), Ok(day));
            }
        }

        #[test]
        fn any_text_is_answered(text in "\\PC*") {
            let _ = (date(&Cell::text(&text)), lunar(&Cell::text(&text)));
        }
    }
}
