//! Days and lunar birthdays out of cells.

use chrono::NaiveDate;

use crate::domain::dates::{DateError, parse_date};
use crate::domain::lunar::LunarBirthday;
use crate::domain::lunar_text::{LunarError, parse_lunar};
use crate::exchange::reason::Reason;
use crate::exchange::table::Cell;

/// Reads a day. One without its year is incomplete: a guess would be another day when the file is brought in later.
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
    fn a_day_without_its_year_is_incomplete() {
        for text in ["11月3日", "１２月５日", "11-22", "3/5", "2.29", "0305", "1105", "5月1号"]
        {
            assert_eq!(date(&Cell::text(text)), Err(Reason::IncompleteDate), "{text}");
        }
        assert_eq!(date(&Cell::Number(11.24)), Err(Reason::IncompleteDate));
        for text in ["3月", "昨天"] {
            assert_eq!(date(&Cell::text(text)), Err(Reason::BadDate), "{text}");
        }
        for text in ["13-1", "11-32"] {
            assert_eq!(date(&Cell::text(text)), Err(Reason::ImpossibleDate), "{text}");
        }
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
