//! Whatever someone types or a file holds, the readers answer and never fall over; what they accept, they accept again.

use chrono::{Datelike, Days, NaiveDate};
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::dates::{Lean, parse_date, parse_entry};
use peiban::domain::grade::parse_grade;
use peiban::domain::lunar::LunarDate;
use peiban::domain::lunar_text::{parse_lunar, says_lunar};
use peiban::domain::places::{county, find_counties};
use peiban::domain::resident_id::{masked, parse_resident_id};
use peiban::domain::value::{Field, Value};
use proptest::prelude::*;

use super::case::{TODAY, day};

/// Text made of the signs that dates, grades and lunar birthdays are written with.
fn near_dates() -> impl Strategy<Value = String> {
    let signs: Vec<char> =
        "0123456789０９年月日号闰正冬腊初十廿卅一二三八属马周星期上下今天+-/.:T XxEL、。　农历班级小中".chars().collect();
    proptest::collection::vec(proptest::sample::select(signs), 0..14)
        .prop_map(|signs| signs.into_iter().collect())
}

fn answers(text: &str) -> Result<(), TestCaseError> {
    for lean in [Lean::Past, Lean::Future] {
        if let Ok(found) = parse_entry(text, day(TODAY), lean) {
            prop_assert!((1900..2200).contains(&found.year()), "{text}: {found}");
        }
    }
    if let Ok(found) = parse_date(text) {
        prop_assert_eq!(parse_date(&found.to_string()), Ok(found));
    }
    if let Ok(found) = parse_lunar(text) {
        prop_assert!(found.exists() && found.day > 0);
        let kept = found.to_value();
        prop_assert_eq!(Field::from_value(kept.clone()), Ok(found));
        let Value::Text(kept) = kept else { unreachable!() };
        prop_assert_eq!(parse_lunar(&kept), Ok(found));
    }
    if let Ok(id) = parse_resident_id(text) {
        prop_assert_eq!(id.number.len(), 18);
    }
    prop_assert!(parse_grade(text).is_none_or(|grade| grade <= 9));
    prop_assert_eq!(masked(text).chars().count(), text.chars().count());
    says_lunar(text);
    find_counties(text);
    county("511425").unwrap().township(text);
    SchoolCalendar::parse(text).ok();
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_text_is_answered(text in "\\PC{0,24}") {
        answers(&text)?;
    }

    #[test]
    fn text_near_a_date_is_answered(text in near_dates()) {
        answers(&text)?;
    }

    #[test]
    fn a_day_is_read_from_every_form_it_is_written_in(days in 20_000u64..73_000) {
        let serial = days;
        let on = day("1899-12-30") + Days::new(days);
        let (y, m, d) = (on.year(), on.month(), on.day());
        for text in [
            format!("{y}-{m:02}-{d:02}"),
            format!("{y}/{m}/{d}"),
            format!("{y}.{m}.{d}"),
            format!("{y}{m:02}{d:02}"),
            format!("{y}年{m}月{d}日"),
            format!("{serial}"),
        ] {
            prop_assert_eq!(parse_date(&text), Ok(on), "{}", text);
        }
    }

    #[test]
    fn a_lunar_date_is_read_from_every_form_it_is_written_in(days in 0u64..60_000) {
        let on: NaiveDate = day("1910-01-01") + Days::new(days);
        let lunar = LunarDate::of(on).unwrap();
        let leap = if lunar.leap { "闰" } else { "" };
        let LunarDate { year, month, day: of_month, .. } = lunar;
        for text in [
            format!("{year}年{leap}{month}月{of_month}"),
            format!("农历{year}年{leap}{}月{}", numeral(month), numeral_day(of_month)),
        ] {
            prop_assert_eq!(parse_lunar(&text), Ok(lunar.birthday()), "{}", text);
        }
    }
}

fn numeral(number: u8) -> &'static str {
    ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"]
        [usize::from(number) - 1]
}

fn numeral_day(day: u8) -> String {
    let ones = ["十", "一", "二", "三", "四", "五", "六", "七", "八", "九"][usize::from(day % 10)];
    match day {
        1..=10 => format!("初{ones}"),
        20 => "二十".into(),
        30 => "三十".into(),
        11..=19 => format!("十{ones}"),
        _ => format!("廿{ones}"),
    }
}
