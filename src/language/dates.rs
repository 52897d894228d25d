//! Dates, lunar dates, spans, grades, ages and percentages in words.
//!
//! The day always comes in as a parameter: nothing here asks a clock.

use chrono::{DateTime, Datelike, Local, NaiveDate, NaiveDateTime};

use super::{Arg, Language};
use crate::domain::birthday::{Birthday, MissingLeap};
use crate::domain::day_time::DayTime;
use crate::domain::lunar::{LunarBirthday, LunarDate};
use crate::domain::records::Event;

/// Dates within so many days are written without their year: nobody in an office says the year of last month.
const YEAR_IS_CLEAR: i64 = 183;

/// A moment as this machine's clock showed it; `at` in Unix seconds.
pub fn local(at: i64) -> Option<NaiveDateTime> {
    DateTime::from_timestamp(at, 0).map(|at| at.with_timezone(&Local).naive_local())
}

impl Language {
    /// Today's first line: `今日 2026-11-23 周一 农历十月十五 第13教学周`, `Today Mon 23 Nov 2026  lunar 10/15  school wk 13`.
    /// The week is that of the school term, counted from 1; `None` between terms.
    pub fn header(self, today: NaiveDate, week: Option<u32>) -> String {
        let date = self.full_weekday(today);
        let mut parts = vec![self.with("header-today", &[("date", date.into())])];
        if let Some(lunar) = LunarDate::of(today) {
            parts.push(self.lunar_named(lunar.birthday()));
        }
        if let Some(week) = week {
            parts.push(self.with("header-week", &[("week", week.into())]));
        }
        parts.join(if self.is_zh() { " " } else { "  " })
    }

    /// Whose birthday comes: `王小明 满10岁 公历`, `Luo Junhao turns 15 (lunar 10/22)`. The name comes as it shall stand.
    pub fn birthday(self, name: &str, birthday: &Birthday) -> String {
        let age = birthday.age;
        let lunar = birthday.lunar.map(|date| self.lunar(date.birthday()));
        match (age, lunar) {
            (Some(age), None) => {
                self.with("upcoming-turns-solar", &[("name", name.into()), ("age", age.into())])
            }
            (Some(age), Some(lunar)) => self.with(
                "upcoming-turns-lunar",
                &[("name", name.into()), ("age", age.into()), ("lunar", lunar.into())],
            ),
            (None, None) => self.with("upcoming-no-age", &[("name", name.into())]),
            (None, Some(lunar)) => self
                .with("upcoming-no-age-lunar", &[("name", name.into()), ("lunar", lunar.into())]),
        }
    }

    /// `周三`, `Wed`.
    pub fn weekday(self, date: NaiveDate) -> String {
        self.text(&format!("weekday-{}", date.weekday().number_from_monday()))
    }

    /// `11月`, `Nov`.
    pub fn month(self, date: NaiveDate) -> String {
        self.text(&format!("month-{}", date.month()))
    }

    /// Month and day only: `11-20`, `6 Nov`.
    pub fn short(self, date: NaiveDate) -> String {
        self.dated("date-short", date)
    }

    /// With the weekday, without the year: `11-25 周三`, `Wed 25 Nov`.
    pub fn short_weekday(self, date: NaiveDate) -> String {
        self.dated("date-short-weekday", date)
    }

    /// With its year: `2026-03-01`, `1 Mar 2026`.
    pub fn full(self, date: NaiveDate) -> String {
        self.dated("date-full", date)
    }

    /// Reads what [`Language::full`] wrote.
    pub fn read_full(self, text: &str) -> Option<NaiveDate> {
        let read = |form: &&str| NaiveDate::parse_from_str(text, form).ok();
        let day = ["%Y-%m-%d", "%d %b %Y"].iter().find_map(read);
        day.filter(|day| self.full(*day) == text)
    }

    /// With year and weekday: `2026-11-23 周一`, `Mon 23 Nov 2026`.
    pub fn full_weekday(self, date: NaiveDate) -> String {
        self.dated("date-full-weekday", date)
    }

    /// Month and day where the year is clear, that is within half a year of today; otherwise with its year.
    pub fn near(self, date: NaiveDate, today: NaiveDate) -> String {
        if (date - today).num_days().abs() <= YEAR_IS_CLEAR {
            self.short(date)
        } else {
            self.full(date)
        }
    }

    /// From when to when an event is: `2026-11-28 周六 09:00-17:00`, `2026-11-28 周六 09:00 - 2026-11-29 周日 17:00`.
    pub fn event_days(self, event: &Event) -> String {
        let time = |time: Option<DayTime>| time.map(|time| format!(" {time}")).unwrap_or_default();
        let first = format!("{}{}", self.full_weekday(event.starts_on), time(event.starts_at));
        match (event.ends_on.filter(|ends| *ends != event.starts_on), event.ends_at) {
            (Some(ends), ends_at) => {
                format!("{first} - {}{}", self.full_weekday(ends), time(ends_at))
            }
            (None, Some(ends_at)) if event.starts_at.is_some() => format!("{first}-{ends_at}"),
            (None, Some(ends_at)) => format!("{first} -{ends_at}"),
            (None, None) => first,
        }
    }

    /// A moment seen from today: `周五17:20` within the last six days, else `11-02 17:20`.
    pub fn moment(self, at: NaiveDateTime, today: NaiveDate) -> String {
        let time: Arg<'_> = at.format("%H:%M").to_string().into();
        if (0..7).contains(&(today - at.date()).num_days()) {
            let weekday = self.weekday(at.date()).into();
            self.with("date-moment", &[("weekday", weekday), ("time", time)])
        } else {
            let date = self.near(at.date(), today).into();
            self.with("date-moment-far", &[("date", date), ("time", time)])
        }
    }

    fn dated(self, id: &str, date: NaiveDate) -> String {
        self.with(
            id,
            &[
                ("year", date.year().to_string().into()),
                ("month", self.month(date).into()),
                ("month2", format!("{:02}", date.month()).into()),
                ("day", date.day().into()),
                ("day2", format!("{:02}", date.day()).into()),
                ("weekday", self.weekday(date).into()),
            ],
        )
    }

    /// Month and day of a lunar date, without its year: `十月廿二`, `闰四月初二`; `10/22`, `leap 4/2`.
    pub fn lunar(self, date: LunarBirthday) -> String {
        let month = self.text(&format!("lunar-month-{}", date.month));
        let day = self.text(&format!("lunar-day-{}", date.day));
        let id = if date.leap { "lunar-date-leap" } else { "lunar-date" };
        self.with(id, &[("month", month.into()), ("day", day.into())])
    }

    /// A lunar date with its year where that is known: `2011年十月廿二`, `10/22 of 2011`.
    pub fn lunar_full(self, date: LunarBirthday) -> String {
        let words = self.lunar(date);
        match date.year {
            Some(year) => self.with(
                "lunar-date-year",
                &[("year", year.to_string().into()), ("date", words.into())],
            ),
            None => words,
        }
    }

    /// A lunar date in words for a reader who sees nothing around it: `十月廿二`, `the 22nd of the 10th lunar month`.
    pub fn lunar_words(self, date: LunarBirthday) -> String {
        if self.is_zh() {
            return self.lunar(date);
        }
        let id = if date.leap { "lunar-words-leap" } else { "lunar-words" };
        self.with(id, &[("month", ordinal(date.month).into()), ("day", ordinal(date.day).into())])
    }

    /// A lunar date that says so: `农历十月廿二`, `lunar 10/22`.
    pub fn lunar_named(self, date: LunarBirthday) -> String {
        self.with("header-lunar", &[("lunar", self.lunar(date).into())])
    }

    /// A leap month that the year of birth didn't have: `2014年没有闰四月，那年闰九月`.
    pub fn missing_leap(self, missing: MissingLeap) -> String {
        let month = |month: u8| self.text(&format!("lunar-month-{month}"));
        let year = missing.year.to_string();
        let mut values = vec![("year", year.into()), ("month", month(missing.month).into())];
        let id = if missing.had.is_some() { "lunar-leap-other" } else { "lunar-leap-none" };
        values.extend(missing.had.map(|had| ("had", month(had).into())));
        self.with(id, &values)
    }

    /// `6天`, `6d`.
    pub fn days(self, days: i64) -> String {
        self.with("span-days", &[("days", days.into())])
    }

    /// How long ago, in whole days: `6天前`, `6d`; `今天` on the day itself; `未见过`, `never` for a child never seen.
    pub fn seen_ago(self, last: Option<NaiveDate>, today: NaiveDate) -> String {
        match last.map(|last| (today - last).num_days()) {
            None => self.text("span-never-seen"),
            Some(0) => self.text("span-ago-today"),
            Some(days) => self.with("span-ago", &[("days", days.into())]),
        }
    }

    /// How long ago in the fewest columns: `6天`, `6d`; `从未`, `never`.
    pub fn since(self, last: Option<NaiveDate>, today: NaiveDate) -> String {
        last.map_or_else(|| self.text("span-never"), |last| self.days((today - last).num_days()))
    }

    /// A grade in a column: `初二`, `四年`, `幼儿园`; `G8`, `K`. Nothing for a number that is no grade.
    pub fn grade(self, grade: impl Into<i64>) -> String {
        self.grade_as("grade", grade.into())
    }

    /// A grade in a sentence: `四年级`, `grade 4`. Nothing for a number that is no grade.
    pub fn grade_long(self, grade: impl Into<i64>) -> String {
        self.grade_as("grade-long", grade.into())
    }

    fn grade_as(self, prefix: &str, grade: i64) -> String {
        if (0..=9).contains(&grade) {
            self.text(&format!("{prefix}-{grade}"))
        } else {
            String::new()
        }
    }

    /// Grade and class: `初二(3)班`, `G8 class 3`. A class that already says 班 stands as it is.
    pub fn grade_class(self, grade: Option<i64>, class: Option<&str>) -> String {
        let long = grade
            .map(|grade| if self.is_zh() { self.grade_long(grade) } else { self.grade(grade) });
        match (long, class.map(str::trim).filter(|class| !class.is_empty())) {
            (Some(grade), None) => grade,
            (None, None) => String::new(),
            (None, Some(class)) => class.to_owned(),
            (Some(grade), Some(class)) => {
                let number = class.trim_matches(['(', ')', '（', '）', '班']);
                if number.chars().all(|c| c.is_ascii_alphanumeric()) {
                    self.with("grade-class", &[("grade", grade.into()), ("class", number.into())])
                } else {
                    format!("{grade} {class}")
                }
            }
        }
    }

    /// `9岁`, `9`.
    pub fn age(self, years: impl Into<i64>) -> String {
        self.with("age-years", &[("age", years.into().into())])
    }

    /// A share of 1 as a whole percent, half up: `78%`.
    pub fn percent(self, share: f64) -> String {
        self.with("percent", &[("percent", (share * 100.0).round().into())])
    }
}

/// The change of a score: `+20`, `-6`, `=`; blank when it can't be compared.
pub fn change(points: Option<i64>) -> String {
    match points {
        None => String::new(),
        Some(0) => "=".to_owned(),
        Some(points) => format!("{points:+}"),
    }
}

/// A number with two decimals at most and without trailing zeros: `41.5`, `60`.
pub fn number(number: f64) -> String {
    let text = format!("{number:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// `1st`, `12th`, `22nd`.
fn ordinal(number: u8) -> String {
    let ending = match (number % 10, number / 10) {
        (_, 1) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    const ZH: Language = Language::new(Lang::Zh);
    const EN: Language = Language::new(Lang::En);

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn lunar(month: u8, leap: bool, day: u8) -> LunarBirthday {
        LunarBirthday { year: None, month, leap, day }
    }

    #[test]
    fn the_first_line_names_the_day_in_three_calendars() {
        let today = day("2026-11-23");
        assert_eq!(ZH.header(today, Some(13)), "今日 2026-11-23 周一 农历十月十五 第13教学周");
        assert_eq!(EN.header(today, Some(13)), "Today Mon 23 Nov 2026  lunar 10/15  school wk 13");
        // The fifth day of the leap sixth month of 2025.
        assert_eq!(ZH.header(day("2025-07-29"), None), "今日 2025-07-29 周二 农历闰六月初五");
    }

    #[test]
    fn birthdays_say_the_calendar_they_are_kept_by() {
        let date = day("2026-11-30");
        let moon = LunarDate::of(date);
        let by_moon = Birthday { date, lunar: moon, age: Some(15) };
        assert_eq!(ZH.birthday("罗俊豪", &by_moon), "罗俊豪 满15岁 农历十月廿二");
        assert_eq!(EN.birthday("Luo Junhao", &by_moon), "Luo Junhao turns 15 (lunar 10/22)");
        let by_sun = Birthday { date, lunar: None, age: Some(10) };
        assert_eq!(ZH.birthday("邓佳怡", &by_sun), "邓佳怡 满10岁 公历");
        let without_year = Birthday { date, lunar: moon, age: None };
        assert_eq!(ZH.birthday("邓佳怡", &without_year), "邓佳怡 农历十月廿二");
    }

    #[test]
    fn dates_are_short_where_the_year_is_clear() {
        let today = day("2026-11-23");
        assert_eq!(ZH.short_weekday(day("2026-11-25")), "11-25 周三");
        assert_eq!(EN.short_weekday(day("2026-12-05")), "Sat 5 Dec");
        assert_eq!(ZH.near(day("2027-01-20"), today), "01-20");
        assert_eq!(EN.near(day("2026-09-21"), today), "21 Sep");
        assert_eq!(ZH.near(day("2026-03-01"), today), "2026-03-01");
        assert_eq!(EN.near(day("2026-03-01"), today), "1 Mar 2026");
    }

    #[test]
    fn moments_name_the_weekday_for_a_week() {
        let friday = day("2026-11-20").and_hms_opt(17, 20, 5).unwrap();
        assert_eq!(ZH.moment(friday, day("2026-11-23")), "周五17:20");
        assert_eq!(EN.moment(friday, day("2026-11-23")), "Fri 17:20");
        assert_eq!(ZH.moment(friday, day("2026-11-27")), "11-20 17:20");
    }

    #[test]
    fn lunar_dates_are_said_as_families_say_them() {
        assert_eq!(ZH.lunar(lunar(10, false, 22)), "十月廿二");
        assert_eq!(ZH.lunar(lunar(4, true, 2)), "闰四月初二");
        assert_eq!(ZH.lunar(lunar(12, false, 23)), "腊月廿三");
        assert_eq!(ZH.lunar(lunar(11, false, 30)), "冬月三十");
        assert_eq!(ZH.lunar(lunar(1, false, 20)), "正月二十");
        assert_eq!(EN.lunar_named(lunar(10, false, 22)), "lunar 10/22");
        assert_eq!(EN.lunar(lunar(4, true, 2)), "leap 4/2");
        assert_eq!(ZH.lunar_words(lunar(10, false, 22)), "十月廿二");
        assert_eq!(EN.lunar_words(lunar(10, false, 22)), "the 22nd of the 10th lunar month");
        assert_eq!(EN.lunar_words(lunar(12, false, 13)), "the 13th of the 12th lunar month");
        assert_eq!(EN.lunar_words(lunar(1, true, 3)), "the 3rd of the leap 1st lunar month");
        let born = LunarBirthday { year: Some(2011), ..lunar(10, false, 22) };
        assert_eq!(ZH.lunar_full(born), "2011年十月廿二");
    }

    #[test]
    fn spans_say_never_rather_than_a_number() {
        let today = day("2026-11-23");
        assert_eq!(ZH.seen_ago(Some(day("2026-11-17")), today), "6天前");
        assert_eq!(ZH.seen_ago(Some(today), today), "今天");
        assert_eq!(ZH.seen_ago(None, today), "未见过");
        assert_eq!(EN.since(Some(day("2026-08-22")), today), "93d");
        assert_eq!(ZH.since(None, today), "从未");
    }

    #[test]
    fn grades_classes_and_ages() {
        assert_eq!(ZH.grade(8_u8), "初二");
        assert_eq!(ZH.grade(4), "四年");
        assert_eq!(EN.grade(0), "K");
        assert_eq!(ZH.grade(10_u8), "");
        assert_eq!(ZH.grade_class(Some(8), Some("3")), "初二(3)班");
        assert_eq!(ZH.grade_class(Some(4), Some("(2)班")), "四年级(2)班");
        assert_eq!(EN.grade_class(Some(8), Some("3")), "G8 class 3");
        assert_eq!(ZH.grade_class(Some(8), Some("实验班")), "初二 实验班");
        assert_eq!(ZH.grade_class(None, None), "");
        assert_eq!(ZH.age(9), "9岁");
    }

    #[test]
    fn numbers_lose_their_empty_decimals() {
        assert_eq!(number(60.0), "60");
        assert_eq!(number(41.5), "41.5");
        assert_eq!(number(-0.001), "0");
        assert_eq!(ZH.percent(0.775), "78%");
        assert_eq!(change(Some(20)), "+20");
        assert_eq!(change(Some(-6)), "-6");
        assert_eq!(change(Some(0)), "=");
        assert_eq!(change(None), "");
    }
}
