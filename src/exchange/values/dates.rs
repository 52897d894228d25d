//! Days in the forms that offices write: `2014-03-05`, `2014/3/5`, `2014.3.5`, `20140305`, `2014年3月5日`, serial numbers.

use chrono::{Datelike, NaiveDate};

use super::folded;
use crate::exchange::reason::Reason;
use crate::exchange::table::{Cell, serial_day};

/// Years that a date of this work can have.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// Reads a day.
pub fn date(cell: &Cell) -> Result<NaiveDate, Reason> {
    match cell {
        Cell::Date(day) => plausible(*day),
        Cell::Number(number) => date_in_number(*number),
        Cell::Text(text) => date_in_text(text),
        _ => Err(Reason::BadDate),
    }
}

fn plausible(day: NaiveDate) -> Result<NaiveDate, Reason> {
    if YEARS.contains(&day.year()) { Ok(day) } else { Err(Reason::BadDate) }
}

fn day(year: i32, month: u32, day: u32) -> Result<NaiveDate, Reason> {
    NaiveDate::from_ymd_opt(year, month, day).ok_or(Reason::BadDate).and_then(plausible)
}

/// A number may be `20140305`, a year (2014) or year and month (2014.3, 201403) without a day, or a serial number.
fn date_in_number(number: f64) -> Result<NaiveDate, Reason> {
    if (1900.0..2101.0).contains(&number) {
        return Err(Reason::IncompleteDate);
    }
    if number.fract() == 0.0 && (190_000.0..100_000_000.0).contains(&number) {
        return date_in_text(&format!("{number}"));
    }
    serial_day(number).ok_or(Reason::BadDate).and_then(plausible)
}

/// Reads a day from text.
pub fn date_in_text(text: &str) -> Result<NaiveDate, Reason> {
    let trimmed = text.trim();
    // A time of day behind the day, as databases write it.
    let without_time = match trimmed.split_once([' ', 'T', '\u{3000}']) {
        Some((day, time)) if is_time(time) => day,
        _ => trimmed,
    };
    let text = folded(without_time);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits(&text) {
        return match text.len() {
            8 => day(part(&text[..4])?, part(&text[4..6])?, part(&text[6..])?),
            // 201403
            6 if matches!(part::<u32>(&text[4..]), Ok(1..=12))
                && YEARS.contains(&part(&text[..4])?) =>
            {
                Err(Reason::IncompleteDate)
            }
            4 if YEARS.contains(&part(&text)?) => Err(Reason::IncompleteDate),
            5 => serial_day(part(&text)?).ok_or(Reason::BadDate).and_then(plausible),
            _ => Err(Reason::BadDate),
        };
    }
    let mut parts = text.splitn(2, |c: char| !c.is_ascii_digit());
    let year = parts.next().unwrap_or_default();
    let rest = parts.next().unwrap_or_default();
    let separator = text[year.len()..].chars().next().ok_or(Reason::BadDate)?;
    if year.len() != 4 || !YEARS.contains(&part(year)?) {
        return Err(Reason::BadDate);
    }
    let rest = rest.trim_end_matches(['日', '号']);
    let (month, last) = match separator {
        '年' => rest.split_once('月').unwrap_or((rest, "")),
        '-' | '/' | '.' | '。' | '—' | '–' => rest.split_once(separator).unwrap_or((rest, "")),
        _ => return Err(Reason::BadDate),
    };
    let last = last.trim_end_matches(separator);
    if (month.is_empty() || digits(month)) && last.is_empty() {
        let incomplete = month.is_empty() || matches!(part::<u32>(month), Ok(1..=12));
        return Err(if incomplete { Reason::IncompleteDate } else { Reason::BadDate });
    }
    if !digits(month) || !digits(last) || month.len() > 2 || last.len() > 2 {
        return Err(Reason::BadDate);
    }
    day(part(year)?, part(month)?, part(last)?)
}

fn part<T: std::str::FromStr>(digits: &str) -> Result<T, Reason> {
    digits.parse().map_err(|_| Reason::BadDate)
}

fn is_time(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.contains(':')
        && text.chars().all(|c| c.is_ascii_digit() || ":.Z+".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn the_day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2014, 3, 5).unwrap()
    }

    #[test]
    fn every_form_of_an_office() {
        for text in [
            "2014-03-05",
            "2014-3-5",
            "2014/3/5",
            "2014.3.5",
            "2014.03.05",
            "20140305",
            "2014年3月5日",
            "2014年03月05日",
            "2014年3月5号",
            "2014年3月5",
            "2014 年 3 月 5 日",
            "２０１４－０３－０５",
            "2014/3/5 0:00:00",
            "2014-03-05T00:00:00",
            "41703",
            " 2014.3.5 ",
            "2014.3.5.",
        ] {
            assert_eq!(date_in_text(text), Ok(the_day()), "{text}");
        }
        assert_eq!(date(&Cell::Number(41_703.0)), Ok(the_day()));
        assert_eq!(date(&Cell::Number(20_140_305.0)), Ok(the_day()));
        assert_eq!(date(&Cell::Date(the_day())), Ok(the_day()));
    }

    #[test]
    fn a_day_that_is_missing() {
        for text in
            ["2014年3月", "2014-03", "2014.3", "2014年", "2014", "201403", "2014/12", "2014年3月日"]
        {
            assert_eq!(date_in_text(text), Err(Reason::IncompleteDate), "{text}");
        }
        for number in [2014.0, 2014.3, 201_403.0] {
            assert_eq!(date(&Cell::Number(number)), Err(Reason::IncompleteDate), "{number}");
        }
    }

    #[test]
    fn no_day_at_all() {
        for text in [
            "2014-02-30",
            "2014-13-01",
            "14.3.5",
            "5/3/2014",
            "03-05-2014",
            "三月五日",
            "abc",
            "2014-3-5-6",
            "2014年3月5日前",
            "20141305",
            "99999999",
            "2014-",
            "2014-3-",
            "-",
            "2014--5",
            "2014-03-055",
            "3月5日",
            "八月十五",
            "2014,3,5",
        ] {
            assert!(date_in_text(text).is_err(), "{text}");
        }
        assert_eq!(date_in_text("2014-02-30"), Err(Reason::BadDate));
        assert_eq!(date_in_text("5/3/2014"), Err(Reason::BadDate));
        assert_eq!(date(&Cell::Number(f64::INFINITY)), Err(Reason::BadDate));
        assert_eq!(date(&Cell::Bool(true)), Err(Reason::BadDate));
    }

    proptest::proptest! {
        #[test]
        fn each_form_gives_back_the_day(days in 0i64..73_000) {
            let day = NaiveDate::from_ymd_opt(1900, 3, 1).unwrap() + chrono::Days::new(days.unsigned_abs());
            for form in ["%Y-%m-%d", "%Y/%-m/%-d", "%Y.%-m.%-d", "%Y%m%d", "%Y年%-m月%-d日"] {
                proptest::prop_assert_eq!(date_in_text(&day.format(form).to_string()), Ok(day));
            }
        }

        #[test]
        fn any_text_is_answered(text in "\\PC*") {
            let _ = date_in_text(&text);
        }
    }
}
