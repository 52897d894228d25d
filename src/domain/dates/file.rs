//! Dates as spreadsheets and text files hold them.

use chrono::{Days, NaiveDate};

use super::DateError;
use crate::domain::text::fold;

/// Years that a date in the office's records can have.
const YEARS: std::ops::Range<i32> = 1900..2200;

/// Reads a date: `2014-03-05`, `2014/3/5`, `2014.3.5`, `20140305`, `2014年3月5日`, an Excel serial number; a time of day behind
/// it is let be. A date of two readings (`05/03/2014`) is none.
pub fn parse_date(text: &str) -> Result<NaiveDate, DateError> {
    let text = fold(without_time(text));
    let text = text.trim_start_matches('\'');
    if text.is_empty() {
        return Err(DateError::NotADate);
    }
    if let Some(number) = text.strip_suffix(".0").or(Some(text)).filter(|text| all_digits(text)) {
        return plain_number(number);
    }
    if let (Some((whole, part)), Ok(serial)) = (text.split_once('.'), text.parse::<f64>())
        && whole.len() == 5
        && all_digits(part)
    {
        return excel_serial(serial).ok_or(DateError::NotADate);
    }
    let marked = text.replace(['年', '月'], "-");
    let marked = marked.strip_suffix(['日', '号']).unwrap_or(&marked);
    let marked = marked.strip_suffix('-').unwrap_or(marked);
    let parts: Vec<&str> = marked.split(['-', '/', '.']).collect();
    if !parts.iter().all(|part| all_digits(part) && part.len() <= 4) {
        return Err(DateError::NotADate);
    }
    let number = |part: &str| part.parse::<u32>().map_err(|_| DateError::NotADate);
    match parts[..] {
        // `11月24日`, `11-24`: the year is missing.
        [month, day] if month.len() <= 2 && is_day_of_year(number(month)?, number(day)?) => {
            Err(DateError::Incomplete)
        }
        // `13-5`, `13月5日`: no year is so short, and no month so long.
        [month, day] if month.len() <= 2 && day.len() <= 2 => Err(DateError::Impossible),
        [year, ..] if year.len() != 4 => Err(DateError::NotADate),
        [_] => Err(DateError::Incomplete),
        [_, month] if (1..=12).contains(&number(month)?) => Err(DateError::Incomplete),
        [_, _] => Err(DateError::Impossible),
        [year, month, day] if month.len() <= 2 && day.len() <= 2 => {
            day_of(number(year)?, number(month)?, number(day)?)
        }
        _ => Err(DateError::NotADate),
    }
}

/// The day of an Excel serial number (1900 system, 1954 … 2099); a time of day is cut off.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between the bounds")]
pub fn excel_serial(serial: f64) -> Option<NaiveDate> {
    // Day 0 is 1899-12-30, since Excel counts a 29 February 1900 that there never was.
    let zero = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    (20_000.0..73_051.0).contains(&serial).then(|| zero + Days::new(serial as u64))
}

/// Cuts off a time: `2014-03-05 00:00:00`, `2014-03-05T00:00:00Z`.
fn without_time(text: &str) -> &str {
    let text = text.trim();
    let Some(at) = text.find(':') else { return text };
    text[..at].rfind([' ', 'T', '\u{3000}']).map_or(text, |space| &text[..space])
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `20140305`, `201403` (incomplete), `2014` (incomplete), `41703` (Excel).
fn plain_number(text: &str) -> Result<NaiveDate, DateError> {
    let number: u32 = text.parse().map_err(|_| DateError::NotADate)?;
    let is_year = |year: u32| i32::try_from(year).is_ok_and(|year| YEARS.contains(&year));
    match text.len() {
        8 => day_of(number / 10_000, number / 100 % 100, number % 100),
        6 if is_year(number / 100) => Err(if (1..=12).contains(&(number % 100)) {
            DateError::Incomplete
        } else {
            DateError::Impossible
        }),
        5 => excel_serial(f64::from(number)).ok_or(DateError::NotADate),
        4 if is_year(number) || is_day_of_year(number / 100, number % 100) => {
            Err(DateError::Incomplete)
        }
        _ => Err(DateError::NotADate),
    }
}

/// Could these be the month and the day of a date without its year?
fn is_day_of_year(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

fn day_of(year: u32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    i32::try_from(year)
        .ok()
        .filter(|year| YEARS.contains(year))
        .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
        .ok_or(DateError::Impossible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_one_day() {
        for text in [
            "2014-03-05",
            "2014/3/5",
            "2014.3.5",
            "20140305",
            "20140305.0",
            "2014年3月5日",
            "2014年03月05",
            "2014年3月5号",
            " 2014-3-5 ",
            "２０１４／３／５",
            "2014。3。5",
            "2014-03-05 00:00:00",
            "2014-03-05T08:30:00Z",
            "2014/3/5 8:30",
            "41703",
            "41703.0",
            "41703.5",
            "'20140305",
            "2014 年 3 月 5 日",
        ] {
            assert_eq!(parse_date(text).map(|d| d.to_string()), Ok("2014-03-05".into()), "{text}");
        }
        assert_eq!(parse_date("2012-02-29").unwrap().to_string(), "2012-02-29");
    }

    #[test]
    fn what_is_no_date_says_why() {
        use DateError::{Impossible, Incomplete, NotADate};
        for (text, error) in [
            ("2014年3月", Incomplete),
            ("2014-03", Incomplete),
            ("2014.3", Incomplete),
            ("201403", Incomplete),
            ("2014年", Incomplete),
            ("2014", Incomplete),
            ("2014-02-29", Impossible),
            ("2014-13-01", Impossible),
            ("2014-13", Impossible),
            ("2014年2月30日", Impossible),
            ("20140231", Impossible),
            ("0014-03-05", Impossible),
            ("", NotADate),
            ("-", NotADate),
            ("05/03/2014", NotADate),
            ("14.3.5", NotADate),
            ("3月5日", Incomplete),
            ("11-24", Incomplete),
            ("0305", Incomplete),
            ("3月", NotADate),
            ("13-1", Impossible),
            ("13月5日", Impossible),
            ("201413", Impossible),
            ("同上", NotADate),
            ("123", NotADate),
            ("99999", NotADate),
            ("1234567890", NotADate),
            ("2014-3-5-1", NotADate),
            ("2014-003-05", NotADate),
            ("八月十五", NotADate),
        ] {
            assert_eq!(parse_date(text), Err(error), "{text}");
        }
    }
}
