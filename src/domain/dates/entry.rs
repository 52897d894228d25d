//! Dates as people type them into a form: 今天, 昨天, 周六, 11.22, 1122, 11-22, +7, fri, 农历八月十五 (SCREENS "Forms").

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::{DateError, parse_date};
use crate::domain::lunar::LunarDate;
use crate::domain::lunar_text::{LunarError, parse_lunar, says_lunar};
use crate::domain::text::fold;

/// Which of several days a short date means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// The newest day not after today: visits, marks.
    Past,
    /// The first day not before today: next dates, tasks, events.
    Future,
    /// To whichever is nearer: an event is planned ahead, or entered a few days after.
    Near,
    /// The first such day not before this one: the end of a range. Words count from today.
    After(NaiveDate),
    /// None: the year is written. A birth lies years back, where no short date leads.
    Whole,
}

const RELATIVE: [(&str, i64); 12] = [
    ("今天", 0),
    ("今日", 0),
    ("today", 0),
    ("昨天", -1),
    ("昨日", -1),
    ("yesterday", -1),
    ("前天", -2),
    ("大前天", -3),
    ("明天", 1),
    ("tomorrow", 1),
    ("后天", 2),
    ("大后天", 3),
];

/// Reads a date typed into a form: every form of [`parse_date`] but serial numbers, and the short ones.
pub fn parse_entry(text: &str, today: NaiveDate, lean: Lean) -> Result<NaiveDate, DateError> {
    let folded = fold(text).to_lowercase();
    let text = folded.as_str();
    if lean == Lean::Whole {
        return whole(text, today);
    }
    if let Some((_, days)) = RELATIVE.iter().find(|(word, _)| *word == text) {
        return later(today, *days);
    }
    if let Some(found) = offset(text, today).or_else(|| weekday(text, today, lean)) {
        return found;
    }
    if says_lunar(text) {
        return lunar(text, today, lean);
    }
    match month_and_day(text) {
        Some((month, day)) => nearest(month, day, today, lean),
        None if text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit()) => {
            Err(DateError::NotADate)
        }
        None => parse_date(text),
    }
}

/// A date with its year; anything shorter, and what is no date at all, wants to be written out.
fn whole(text: &str, today: NaiveDate) -> Result<NaiveDate, DateError> {
    let is_serial = text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit());
    let read = match says_lunar(text) {
        true => lunar(text, today, Lean::Whole),
        false if is_serial => Err(DateError::NotADate),
        false => parse_date(text),
    };
    read.map_err(|error| if error == DateError::NotADate { DateError::Incomplete } else { error })
}

/// `+7`, `-3`, `+2周`, `+2w`, `+1月`, `+1m`.
fn offset(text: &str, today: NaiveDate) -> Option<Result<NaiveDate, DateError>> {
    let (back, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (false, rest),
        ("-", rest) => (true, rest),
        _ => return None,
    };
    let digits = rest.trim_end_matches(|c: char| !c.is_ascii_digit());
    let number: u32 = digits.parse().ok()?;
    let signed = if back { -i64::from(number) } else { i64::from(number) };
    Some(match &rest[digits.len()..] {
        "" | "天" | "日" | "d" => later(today, signed),
        "周" | "星期" | "w" => later(today, signed * 7),
        "月" | "个月" | "m" => {
            let months = Months::new(number);
            let moved = if back {
                today.checked_sub_months(months)
            } else {
                today.checked_add_months(months)
            };
            moved.ok_or(DateError::Impossible)
        }
        _ => return None,
    })
}

/// `周六`, `星期天`, `礼拜五`, `fri`, `friday`; `上周六` and `下周三` are in the week before and after this one.
fn weekday(text: &str, today: NaiveDate, lean: Lean) -> Option<Result<NaiveDate, DateError>> {
    let weeks = [("上", -1), ("下", 1), ("本", 0), ("这", 0)]
        .iter()
        .find_map(|(word, weeks)| Some((text.strip_prefix(word)?, *weeks)));
    let (name, weeks) = weeks.map_or((text, None), |(name, weeks)| (name, Some(weeks)));
    let chinese = ["周", "星期", "礼拜"].iter().find_map(|word| name.strip_prefix(word));
    let wanted = match chinese {
        Some("一" | "1") => Weekday::Mon,
        Some("二" | "2") => Weekday::Tue,
        Some("三" | "3") => Weekday::Wed,
        Some("四" | "4") => Weekday::Thu,
        Some("五" | "5") => Weekday::Fri,
        Some("六" | "6") => Weekday::Sat,
        Some("日" | "天" | "末" | "7") => Weekday::Sun,
        Some(_) => return None,
        None => name.parse().ok()?,
    };
    let wanted = i64::from(wanted.num_days_from_monday());
    let present = i64::from(today.weekday().num_days_from_monday());
    let days = match (weeks, lean) {
        (Some(weeks), _) => wanted - present + 7 * weeks,
        (None, Lean::Past | Lean::After(_) | Lean::Whole) => -(present - wanted).rem_euclid(7),
        (None, Lean::Future | Lean::Near) => (wanted - present).rem_euclid(7),
    };
    Some(later(today, days))
}

/// `11.22`, `11-22`, `11/22`, `1122`, `11月22日`.
fn month_and_day(text: &str) -> Option<(u32, u32)> {
    if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number: u32 = text.parse().ok()?;
        // A year of our time is an incomplete date, not a month and day: there is no month 19 or 20.
        return (number < 1900).then_some((number / 100, number % 100));
    }
    let text = text.strip_suffix(['日', '号']).unwrap_or(text);
    let (month, day) = text.split_once(['月', '.', '-', '/'])?;
    let number = |part: &str| part.parse().ok().filter(|_| part.len() <= 2);
    Some((number(month)?, number(day)?))
}

/// The nearest such day on the side leant to; 29 February may be years away.
fn nearest(month: u32, day: u32, today: NaiveDate, lean: Lean) -> Result<NaiveDate, DateError> {
    let from = if let Lean::After(begin) = lean { begin } else { today };
    let away = |date: &NaiveDate| (*date - from).num_days().abs();
    (from.year() - 8..=from.year() + 8)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .filter(|date| match lean {
            Lean::Past | Lean::Whole => *date <= today,
            Lean::Future => *date >= today,
            Lean::After(begin) => *date >= begin,
            Lean::Near => true,
        })
        .min_by_key(away)
        .ok_or(DateError::Impossible)
}

fn lunar(text: &str, today: NaiveDate, lean: Lean) -> Result<NaiveDate, DateError> {
    let birthday = parse_lunar(text).map_err(|error| match error {
        LunarError::Incomplete => DateError::Incomplete,
        LunarError::Impossible => DateError::Impossible,
        LunarError::ZodiacOnly | LunarError::NotLunar => DateError::NotADate,
    })?;
    let found = match (birthday.year, lean) {
        (Some(year), _) => {
            LunarDate { year, month: birthday.month, leap: birthday.leap, day: birthday.day }
                .to_solar()
        }
        (None, Lean::Past | Lean::After(_)) => birthday.last_kept(today).map(|(date, _)| date),
        (None, Lean::Future | Lean::Near) => birthday.next_kept(today).map(|(date, _)| date),
        (None, Lean::Whole) => return Err(DateError::Incomplete),
    };
    found.ok_or(DateError::Impossible)
}

fn later(today: NaiveDate, days: i64) -> Result<NaiveDate, DateError> {
    let far = Days::new(days.unsigned_abs());
    let moved = if days < 0 { today.checked_sub_days(far) } else { today.checked_add_days(far) };
    moved.filter(|date| (1900..2200).contains(&date.year())).ok_or(DateError::Impossible)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Monday.
    const TODAY: &str = "2026-11-23";

    fn read(text: &str, lean: Lean) -> Result<String, DateError> {
        parse_entry(text, TODAY.parse().unwrap(), lean).map(|date| date.to_string())
    }

    #[test]
    fn an_event_may_be_entered_a_few_days_after() {
        assert_eq!(read("1120", Lean::Near).as_deref(), Ok("2026-11-20"));
        assert_eq!(read("1205", Lean::Near).as_deref(), Ok("2026-12-05"));
        assert_eq!(read("0210", Lean::Near).as_deref(), Ok("2027-02-10"));
        assert_eq!(read("周六", Lean::Near).as_deref(), Ok("2026-11-28"));
    }

    #[test]
    fn short_dates_lean_to_the_past_or_the_future() {
        for (text, past, future) in [
            ("今天", "2026-11-23", "2026-11-23"),
            ("昨天", "2026-11-22", "2026-11-22"),
            ("明天", "2026-11-24", "2026-11-24"),
            ("周六", "2026-11-21", "2026-11-28"),
            ("周一", "2026-11-23", "2026-11-23"),
            ("星期天", "2026-11-22", "2026-11-29"),
            ("上周六", "2026-11-21", "2026-11-21"),
            ("下周三", "2026-12-02", "2026-12-02"),
            ("fri", "2026-11-20", "2026-11-27"),
            ("Friday", "2026-11-20", "2026-11-27"),
            ("11.22", "2026-11-22", "2027-11-22"),
            ("1122", "2026-11-22", "2027-11-22"),
            ("11-22", "2026-11-22", "2027-11-22"),
            ("11/28", "2025-11-28", "2026-11-28"),
            ("11月28日", "2025-11-28", "2026-11-28"),
            ("１１．２８", "2025-11-28", "2026-11-28"),
            ("0105", "2026-01-05", "2027-01-05"),
            ("2-29", "2024-02-29", "2028-02-29"),
            ("+7", "2026-11-30", "2026-11-30"),
            ("＋７", "2026-11-30", "2026-11-30"),
            ("-3", "2026-11-20", "2026-11-20"),
            ("+2周", "2026-12-07", "2026-12-07"),
            ("+1月", "2026-12-23", "2026-12-23"),
            ("农历八月十五", "2026-09-25", "2027-09-15"),
            ("腊月二十三", "2026-02-10", "2027-01-30"),
            ("农历2014年八月十五", "2014-09-08", "2014-09-08"),
            ("2014-3-5", "2014-03-05", "2014-03-05"),
            ("2014年3月5日", "2014-03-05", "2014-03-05"),
            ("20140305", "2014-03-05", "2014-03-05"),
        ] {
            assert_eq!(read(text, Lean::Past), Ok(past.into()), "{text}");
            assert_eq!(read(text, Lean::Future), Ok(future.into()), "{text}");
        }
    }

    #[test]
    fn a_birth_date_is_written_out() {
        for text in ["2014-3-5", "2014.03.05", "20140305", "2014年3月5日", "２０１４－３－５"]
        {
            assert_eq!(read(text, Lean::Whole).as_deref(), Ok("2014-03-05"), "{text}");
        }
        assert_eq!(read("农历2014年八月十五", Lean::Whole).as_deref(), Ok("2014-09-08"));
        for text in ["3-5", "0305", "今天", "+7", "周六", "2014-3", "八月十五", "41703", "abc"]
        {
            assert_eq!(read(text, Lean::Whole), Err(DateError::Incomplete), "{text}");
        }
        assert_eq!(read("2014-02-30", Lean::Whole), Err(DateError::Impossible));
    }

    #[test]
    fn what_is_no_date_says_why() {
        for (text, error) in [
            ("13-1", DateError::Impossible),
            ("1332", DateError::Impossible),
            ("2-30", DateError::Impossible),
            ("2014年3月", DateError::Incomplete),
            ("2014", DateError::Incomplete),
            ("农历八月", DateError::Incomplete),
            ("2014-02-30", DateError::Impossible),
            ("", DateError::NotADate),
            ("+", DateError::NotADate),
            ("周八", DateError::NotADate),
            ("41703", DateError::NotADate),
            ("abc", DateError::NotADate),
            ("+9999999", DateError::Impossible),
        ] {
            assert_eq!(read(text, Lean::Past), Err(error), "{text}");
        }
    }
}
