//! Reading lunar birthdays as families say them: 农历八月十五, 腊月二十三, 冬月初八, 闰四月初二 (DOMAIN §2.6).

use super::lunar::{LUNAR_YEARS, LunarBirthday, parse_kept};
use super::text::fold;

/// Why a text is no lunar birthday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LunarError {
    /// Only a zodiac animal: the year is not guessed from it, and there is no day.
    #[error("a zodiac animal alone is no birthday")]
    ZodiacOnly,
    /// A lunar month without a day, or a year without month and day.
    #[error("the lunar date is incomplete")]
    Incomplete,
    /// A month, leap month or day that doesn't exist, or a year out of range.
    #[error("there is no such lunar date")]
    Impossible,
    /// Not a lunar date.
    #[error("not a lunar date")]
    NotLunar,
}

const ZODIAC: &str = "鼠牛虎兔龙蛇马羊猴鸡狗猪龍馬雞豬";
const SAID_BEFORE: [&str; 7] = ["农历", "農曆", "阴历", "陰曆", "旧历", "夏历", "lunar"];

/// Whether a text says of itself that it is lunar.
pub fn says_lunar(text: &str) -> bool {
    let text = fold(text).to_lowercase();
    SAID_BEFORE.iter().any(|word| text.starts_with(word))
        || ["正月", "冬月", "腊月", "臘月", "闰", "閏"].iter().any(|word| text.contains(word))
        || text.contains("月初")
        || text.contains("月廿")
}

/// Reads a lunar birthday, with or without its year: `农历八月十五`, `腊月二十三`, `闰四月初二`, `2014年八月十五`,
/// `二〇一四年正月初一`, `8月15`, `2014-08-15`, `8-15`, and the kept form. A zodiac animal before it is let be; the year is never
/// guessed from it.
pub fn parse_lunar(text: &str) -> Result<LunarBirthday, LunarError> {
    let folded = fold(text).to_lowercase();
    if let Some(kept) = parse_kept(&folded.to_uppercase()) {
        return if kept.exists() && kept.day > 0 { Ok(kept) } else { Err(LunarError::Impossible) };
    }
    let mut rest = folded.as_str();
    for word in SAID_BEFORE {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    rest = rest.trim_start_matches([':', '的']);
    let (year, after_year) = year(rest)?;
    let after_zodiac = without_zodiac(after_year);
    if after_zodiac.is_empty() {
        return Err(match (year, after_zodiac.len() < after_year.len()) {
            (_, true) => LunarError::ZodiacOnly,
            (Some(_), false) => LunarError::Incomplete,
            (None, false) => LunarError::NotLunar,
        });
    }
    let birthday = month_and_day(after_zodiac, year)?;
    if birthday.day == 0 || !birthday.exists() {
        return Err(LunarError::Impossible);
    }
    Ok(birthday)
}

/// A leading year of four digits, Chinese or not, with 年 or a separator behind it.
fn year(text: &str) -> Result<(Option<i32>, &str), LunarError> {
    let mut digits = text.char_indices();
    let mut year = 0;
    for _ in 0..4 {
        match digits.next().and_then(|(_, c)| digit(c)) {
            Some(digit) => year = year * 10 + i32::from(digit),
            None => return Ok((None, text)),
        }
    }
    let rest = digits.as_str();
    let rest = rest.strip_prefix(['年', '-', '/', '.']).ok_or(LunarError::NotLunar)?;
    if LUNAR_YEARS.contains(&year) { Ok((Some(year), rest)) } else { Err(LunarError::Impossible) }
}

/// 属马, 马年 or 马 before the date.
fn without_zodiac(text: &str) -> &str {
    let rest = text.strip_prefix(['属', '屬']).unwrap_or(text);
    match rest.strip_prefix(|c| ZODIAC.contains(c)) {
        Some(rest) => rest.strip_prefix('年').unwrap_or(rest).trim_start_matches([',', '/']),
        None => text,
    }
}

fn month_and_day(text: &str, year: Option<i32>) -> Result<LunarBirthday, LunarError> {
    let (leap, text) = text.strip_prefix(['闰', '閏']).map_or((false, text), |rest| (true, rest));
    let parts = text.split_once('月').or_else(|| text.split_once(['-', '/', '.']));
    let Some((month, day)) = parts else { return Err(LunarError::NotLunar) };
    let month = match month {
        "正" => 1,
        "冬" => 11,
        "腊" | "臘" => 12,
        month => number(month).ok_or(LunarError::NotLunar)?,
    };
    let day = day.strip_suffix(['日', '号', '號']).unwrap_or(day);
    if day.is_empty() {
        return Err(LunarError::Incomplete);
    }
    let day = number(day.strip_prefix('初').unwrap_or(day)).ok_or(LunarError::NotLunar)?;
    Ok(LunarBirthday { year, month, leap, day })
}

/// 0 … 99 in digits or Chinese numerals: 8, 08, 八, 十五, 二十三, 廿三, 三十, 卅.
fn number(text: &str) -> Option<u8> {
    if text.chars().all(|c| c.is_ascii_digit()) {
        return text.parse().ok().filter(|number| *number < 100);
    }
    let (tens, ones) = match text.chars().position(|c| matches!(c, '十' | '廿' | '卅')) {
        None => (0, text),
        Some(at) => {
            let mut parts = text.char_indices();
            let (start, sign) = parts.nth(at)?;
            let before = &text[..start];
            let tens = match (sign, before) {
                ('十', "") => 1,
                ('十', before) => single(before)?,
                ('廿', "") => 2,
                ('卅', "") => 3,
                _ => return None,
            };
            (tens, parts.as_str())
        }
    };
    // 廿十 is written for twenty.
    let ones = if ones.is_empty() || ones == "十" { 0 } else { single(ones)? };
    Some(tens * 10 + ones)
}

fn single(text: &str) -> Option<u8> {
    let mut chars = text.chars();
    let found = digit(chars.next()?)?;
    chars.next().is_none().then_some(found)
}

fn digit(c: char) -> Option<u8> {
    match c {
        '〇' | '○' | '零' => Some(0),
        '两' => Some(2),
        _ => "一二三四五六七八九"
            .chars()
            .position(|numeral| numeral == c)
            .and_then(|at| u8::try_from(at + 1).ok())
            .or_else(|| c.to_digit(10).and_then(|digit| u8::try_from(digit).ok())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lunar_birthdays_are_read_as_families_say_them() {
        for (text, year, month, leap, day) in [
            ("农历八月十五", None, 8, false, 15),
            ("八月十五", None, 8, false, 15),
            ("腊月二十三", None, 12, false, 23),
            ("腊月廿三", None, 12, false, 23),
            ("冬月初八", None, 11, false, 8),
            ("十一月初八", None, 11, false, 8),
            ("闰四月初二", None, 4, true, 2),
            ("正月初一", None, 1, false, 1),
            ("正月三十", None, 1, false, 30),
            ("二月二十", None, 2, false, 20),
            ("十月初十", None, 10, false, 10),
            ("2014年八月十五", Some(2014), 8, false, 15),
            ("二〇一四年八月十五", Some(2014), 8, false, 15),
            ("二零一四年闰九月初三", Some(2014), 9, true, 3),
            ("农历2014年8月15日", Some(2014), 8, false, 15),
            ("2014-08-15", Some(2014), 8, false, 15),
            ("农历 8.15", None, 8, false, 15),
            ("８月１５", None, 8, false, 15),
            ("lunar 8/15", None, 8, false, 15),
            ("属马，八月十五", None, 8, false, 15),
            ("08-15", None, 8, false, 15),
            ("2014/08-15", Some(2014), 8, false, 15),
            ("04-02L", None, 4, true, 2),
            ("农历闰4月初2", None, 4, true, 2),
        ] {
            let wanted = LunarBirthday { year, month, leap, day };
            assert_eq!(parse_lunar(text), Ok(wanted), "{text}");
        }
    }

    #[test]
    fn what_is_no_lunar_birthday_is_refused_with_the_reason() {
        for (text, error) in [
            ("属马", LunarError::ZodiacOnly),
            ("马", LunarError::ZodiacOnly),
            ("马年", LunarError::ZodiacOnly),
            ("2014年属马", LunarError::ZodiacOnly),
            ("八月", LunarError::Incomplete),
            ("2014年", LunarError::Incomplete),
            ("2014年八月", LunarError::Incomplete),
            ("十三月初一", LunarError::Impossible),
            ("八月三十一", LunarError::Impossible),
            ("八月初零", LunarError::Impossible),
            ("2014年闰八月初一", LunarError::Impossible),
            ("2025年十二月三十", LunarError::Impossible),
            ("1850年八月十五", LunarError::Impossible),
            ("", LunarError::NotLunar),
            ("虚岁十二", LunarError::NotLunar),
            ("八月节", LunarError::NotLunar),
            ("中秋", LunarError::NotLunar),
        ] {
            assert_eq!(parse_lunar(text), Err(error), "{text}");
        }
    }

    #[test]
    fn what_says_that_it_is_lunar_is_known_for_it() {
        for text in ["农历8.15", "腊月二十三", "八月初二", "闰四月十二", "七月廿二", "Lunar 8/15"]
        {
            assert!(says_lunar(text), "{text}");
        }
        for text in ["2014年8月15日", "8月15", "11-22", "周六"] {
            assert!(!says_lunar(text), "{text}");
        }
    }
}
