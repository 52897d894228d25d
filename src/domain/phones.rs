//! Phone numbers as they are kept and compared: one way of writing for whatever a form, a file or an older database has.

use std::borrow::Cow;

use super::names::is_nobody;
use super::text::plain;

/// What stands between two numbers of one field.
const BETWEEN: [char; 8] = ['/', '、', ',', ';', '，', '；', '\n', '|'];

/// Phone numbers as they are kept: plain digits of mobile numbers, several of a field separated by ` / `.
pub fn normal(text: &str) -> Cow<'_, str> {
    // With the country before it, it is longer.
    if text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let shown: String = text.chars().map(plain).collect();
    // A mobile number may be written 138 0000 0000 or 138-0000-0000; in a landline's number the hyphen is its own.
    let mut numbers: Vec<String> = Vec::new();
    for part in shown.split(BETWEEN).map(str::trim).filter(|part| !is_nobody(part)) {
        let apart: Vec<&str> = part.split_whitespace().collect();
        if let Some(number) = mobile(part) {
            numbers.push(number);
        } else if apart.len() > 1 && apart.iter().all(|number| is_whole(number)) {
            numbers
                .extend(apart.iter().map(|one| mobile(one).unwrap_or_else(|| (*one).to_owned())));
        } else {
            numbers.push(part.to_owned());
        }
    }
    Cow::Owned(numbers.join(" / "))
}

/// No number at all, but a word for none: `无`, `N/A`, `无/不详`.
pub fn is_none(text: &str) -> bool {
    is_nobody(text) || text.split(BETWEEN).all(is_nobody)
}

/// The same of a field that is one's own.
pub fn made_normal(phone: String) -> String {
    let changed = match normal(&phone) {
        Cow::Owned(changed) => Some(changed),
        Cow::Borrowed(_) => None,
    };
    changed.unwrap_or(phone)
}

/// The digits of a mobile number, however they are grouped, without the country's; `None` for anything else.
fn mobile(text: &str) -> Option<String> {
    let is_grouped = |c: char| c.is_ascii_digit() || c.is_whitespace() || "-+().".contains(c);
    if !text.chars().all(is_grouped) {
        return None;
    }
    let mut digits: String = text.chars().filter(char::is_ascii_digit).collect();
    for country in ["0086", "86"] {
        if digits.len() == 11 + country.len() && digits.starts_with(country) {
            digits.drain(..country.len());
        }
    }
    (digits.len() == 11 && digits.starts_with('1')).then_some(digits)
}

/// A number that can be rung by itself: no area code or part of one that a blank separates.
fn is_whole(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || c == '-')
        && text.chars().filter(char::is_ascii_digit).count() >= 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_in_one_field() {
        for (text, want) in [
            ("13800000001", "13800000001"),
            ("138 0000 0001", "13800000001"),
            ("138 0000-0001", "13800000001"),
            ("138—0000—0001", "13800000001"),
            ("+86 138 0000 0001", "13800000001"),
            ("008613800000001", "13800000001"),
            ("0086-13800000001", "13800000001"),
            ("１３８００００0001", "13800000001"),
            ("13800000001/13900000002", "13800000001 / 13900000002"),
            ("13800000001 13900000002", "13800000001 / 13900000002"),
            ("028-38810000 138-0000-0001", "028-38810000 / 13800000001"),
            // Half a number is none.
            ("028 38810000", "028 38810000"),
            ("13800000001 139", "13800000001 139"),
            ("13800000001、028-38810000", "13800000001 / 028-38810000"),
            ("1.39E+10", "1.39E+10"),
            (" ", ""),
        ] {
            assert_eq!(normal(text), want, "{text}");
            assert_eq!(normal(want), want, "once is enough");
        }
        // However wide the blank between them is.
        for blank in ["  ", "\u{3000}", "\t", "\u{a0}"] {
            let both = format!("13800000001{blank}13900000002");
            assert_eq!(normal(&both), "13800000001 / 13900000002", "{blank:?}");
        }
    }

    #[test]
    fn digits_alone_are_left_where_they_lie() {
        assert!(matches!(normal("13800000001"), Cow::Borrowed(_)));
    }
}
