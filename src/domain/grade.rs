//! Grades: reading them as people write them, and how they rise (DOMAIN §1.4, §2.4).

use chrono::NaiveDate;

use super::calendar::school_year;
use super::text::fold;

/// The last grade of compulsory schooling; a grade rises to it at most.
pub const LAST_GRADE: u8 = 9;

/// The grade on a day, of a child that was in `grade` in the school year begun in `of_year`: it rises by itself on
/// 1 September, from kindergarten (0) to 9 at most.
pub fn grade_on(grade: u8, of_year: i32, day: NaiveDate) -> u8 {
    let risen = i32::from(grade) + (school_year(day) - of_year);
    u8::try_from(risen.clamp(0, i32::from(LAST_GRADE))).unwrap_or(LAST_GRADE)
}

/// The same of what is kept of a child: a grade, and the school year that it is of. A grade without one stands as it is; nothing
/// for no grade.
pub fn kept_grade_on(grade: Option<i64>, of_year: Option<i64>, day: NaiveDate) -> Option<i64> {
    let grade = u8::try_from(grade?).ok()?;
    let of_year = of_year.and_then(|year| i32::try_from(year).ok());
    Some(i64::from(of_year.map_or(grade, |year| grade_on(grade, year, day))))
}

/// Reads a grade: `4`, `4年级`, `四年级`, `小四`, `初二`, `八年级`, `G8`, `grade 8`, `幼儿园`, `大班` (0). A class behind it, as in
/// `四年级(2)班` or `初二3班`, is let be. `None` for anything else.
pub fn parse_grade(text: &str) -> Option<u8> {
    split(&fold(text).to_lowercase()).map(|(grade, _)| grade)
}

/// The class behind a grade: `2` of `四年级(2)班` and `三年级2班`. `None` where none is named.
pub fn parse_class(text: &str) -> Option<String> {
    let text = fold(text).to_lowercase();
    let class = without_grade_word(split(&text)?.1).strip_suffix('班')?;
    let class = class.trim_matches(['(', ')', '[', ']', '第']);
    (!class.is_empty()).then(|| class.to_uppercase())
}

/// A grade, and what stands behind its number.
fn split(text: &str) -> Option<(u8, &str)> {
    let kindergarten =
        ["幼儿园", "学前", "大班", "中班", "小班", "托班", "kindergarten", "preschool", "k"];
    if kindergarten.iter().any(|word| text == *word || (word.len() > 1 && text.starts_with(word))) {
        return Some((0, ""));
    }
    for (prefix, most, above) in [("小学", 6, 0), ("初中", 3, 6), ("小", 6, 0), ("初", 3, 6)]
    {
        if let Some(rest) = text.strip_prefix(prefix) {
            let (number, rest) = leading_number(rest)?;
            let within = (1..=most).contains(&number) && is_class(rest);
            // 初中七年级 counts on from grade 1.
            let counts_on = above > 0 && (7..=9).contains(&number) && is_class(rest);
            return if within {
                Some((number + above, rest))
            } else {
                counts_on.then_some((number, rest))
            };
        }
    }
    let text = text.strip_prefix("grade").or_else(|| text.strip_prefix('g')).unwrap_or(text).trim();
    let (number, rest) = leading_number(text)?;
    let rest = rest.strip_prefix(".0").unwrap_or(rest);
    (number <= LAST_GRADE && is_class(rest)).then_some((number, rest))
}

/// A grade's number at the start of a text, in digits or as one Chinese numeral.
fn leading_number(text: &str) -> Option<(u8, &str)> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let number = match "零一二三四五六七八九".chars().position(|numeral| numeral == first)
    {
        Some(number) => u8::try_from(number).ok()?,
        None => u8::try_from(first.to_digit(10)?).ok()?,
    };
    // 10 and above are no grades; 初二3班 is grade 8.
    let goes_on = |next: char| next == '十' || (first.is_ascii_digit() && next.is_ascii_digit());
    (!rest.starts_with(goes_on)).then_some((number, rest))
}

fn without_grade_word(rest: &str) -> &str {
    rest.trim().trim_start_matches("年级").trim_start_matches('年').trim()
}

/// What may stand behind the number: nothing, 年级, and a class.
fn is_class(rest: &str) -> bool {
    let rest = without_grade_word(rest);
    rest.is_empty() || (rest.ends_with('班') && rest.chars().count() <= 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_class_behind_a_grade() {
        for (text, grade, class) in [
            ("三年级2班", 3, Some("2")),
            ("四年级（2）班", 4, Some("2")),
            ("初二3班", 8, Some("3")),
            ("七年级 一班", 7, Some("一")),
            ("3年级a班", 3, Some("A")),
            ("三年级", 3, None),
            ("三班", 3, None),
            ("大班", 0, None),
        ] {
            assert_eq!(
                (parse_grade(text), parse_class(text).as_deref()),
                (Some(grade), class),
                "{text}"
            );
        }
        assert_eq!(parse_class("二班三组"), None);
    }

    #[test]
    fn a_grade_rises_on_1_september_to_9_at_most() {
        assert_eq!(grade_on(4, 2026, day("2027-08-31")), 4);
        assert_eq!(grade_on(4, 2026, day("2027-09-01")), 5);
        assert_eq!(grade_on(0, 2026, day("2027-09-01")), 1);
        assert_eq!(grade_on(8, 2026, day("2028-09-01")), 9);
        assert_eq!(grade_on(9, 2026, day("2040-01-01")), 9);
        assert_eq!(grade_on(4, 2026, day("2026-08-31")), 3);
        assert_eq!(grade_on(1, 2026, day("2020-01-01")), 0);
    }

    #[test]
    fn what_is_kept_rises_where_its_year_is_known() {
        let on = |grade, year| kept_grade_on(grade, year, day("2026-09-10"));
        assert_eq!(on(Some(6), Some(2025)), Some(7));
        assert_eq!(on(Some(6), Some(2026)), Some(6));
        assert_eq!((on(Some(6), None), on(None, Some(2025))), (Some(6), None));
    }

    #[test]
    fn grades_are_read_as_people_write_them() {
        for (text, grade) in [
            ("1", 1),
            ("９", 9),
            ("0", 0),
            ("4.0", 4),
            ("一年级", 1),
            ("6年级", 6),
            ("七年级", 7),
            ("小四", 4),
            ("小学五年级", 5),
            ("初一", 7),
            ("初二", 8),
            ("初三年级", 9),
            ("初中二年级", 8),
            ("初中八年级", 8),
            ("四年", 4),
            ("四年级(2)班", 4),
            ("四年级（2）班", 4),
            ("初二3班", 8),
            ("G8", 8),
            ("grade 8", 8),
            ("幼儿园", 0),
            ("幼儿园大班", 0),
            ("学前班", 0),
            ("Kindergarten", 0),
            (" 三 年级 ", 3),
        ] {
            assert_eq!(parse_grade(text), Some(grade), "{text}");
        }
        for text in
            ["", "10", "十年级", "12", "高一", "初四", "小七", "初", "-1", "4x", "二班级", "年级"]
        {
            assert_eq!(parse_grade(text), None, "{text}");
        }
    }
}
