//! People's names as they are kept and compared: one way of writing for whatever a form, a file or an older database has.

use std::borrow::Cow;

/// What people write between the parts of a Chinese name of another language (`吉克·阿依莫`) where the keyboard has no `·`.
const DOTS: [char; 14] =
    ['·', '\u{387}', '•', '․', '‧', '∙', '⋅', '・', '･', '．', '.', '﹒', '。', '｡'];

/// Words for nobody in the place of a name, and for no number in the place of a phone.
const NOBODY: [&str; 13] = [
    "无",
    "没有",
    "暂无",
    "不详",
    "不明",
    "未知",
    "不知",
    "不知道",
    "不清楚",
    "none",
    "unknown",
    "n/a",
    "nil",
];

/// Is it one of the marks that stand between the parts of a name?
pub fn is_dot(c: char) -> bool {
    DOTS.contains(&c)
}

/// A name as it is kept: no blank between Chinese characters (`王　明` is 王明), elsewhere single ones, and `·` for every mark
/// that stands between Chinese characters.
pub fn normal(text: &str) -> Cow<'_, str> {
    if is_normal(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.trim().chars().peekable();
    while let Some(c) = chars.next() {
        if !is_joint(c) {
            out.push(c);
            continue;
        }
        let mut joint = String::from(c);
        while let Some(more) = chars.next_if(|c| is_joint(*c)) {
            joint.push(more);
        }
        if out.ends_with(is_wide) && chars.peek().copied().is_some_and(is_wide) {
            if joint.contains(is_dot) {
                out.push('·');
            }
            continue;
        }
        for c in joint.chars() {
            match c {
                c if !c.is_whitespace() => out.push(c),
                _ if out.ends_with(' ') => {}
                _ => out.push(' '),
            }
        }
    }
    Cow::Owned(out)
}

/// The same of a name that is one's own.
pub fn made_normal(name: String) -> String {
    let changed = match normal(&name) {
        Cow::Owned(changed) => Some(changed),
        Cow::Borrowed(_) => None,
    };
    changed.unwrap_or(name)
}

/// Does it say that there is nobody, or nothing known: 无, 不详, `/`, `—`?
pub fn is_nobody(text: &str) -> bool {
    let text = text.trim();
    !text.contains(char::is_alphanumeric)
        || NOBODY.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Nothing in it is to be written otherwise. Seen without making anything: a province's list asks it of every name.
fn is_normal(text: &str) -> bool {
    let mut chars = text.chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        if is_joint(c) {
            let (Some(one), Some(other)) = (before, chars.peek().copied()) else { return false };
            let is_between = is_wide(one) && is_wide(other);
            if is_joint(one)
                || is_joint(other)
                || is_between != (c == '·')
                || c.is_whitespace() && c != ' '
            {
                return false;
            }
        }
        before = Some(c);
    }
    true
}

/// A blank or a mark between the parts of a name.
fn is_joint(c: char) -> bool {
    c.is_whitespace() || is_dot(c)
}

/// A character that is written without blanks: a Chinese one, not a full-width letter or digit.
fn is_wide(c: char) -> bool {
    c >= '\u{2e80}' && !matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ') && !is_joint(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_way_of_writing_a_name() {
        for (text, want) in [
            ("胡　小", "胡小"),
            (" 王 小　 明 ", "王小明"),
            ("Anna  Li", "Anna Li"),
            ("André  Émile", "André Émile"),
            ("王明 (大)", "王明 (大)"),
            ("王明　（大）", "王明（大）"),
            ("J. Li", "J. Li"),
            ("O'Neil 王", "O'Neil 王"),
            ("Anna•Li", "Anna•Li"),
            ("吉克.", "吉克."),
            ("王明2.5", "王明2.5"),
            ("", ""),
            ("　", ""),
        ] {
            assert_eq!(normal(text), want, "{text}");
        }
        for dot in ["·", "•", "・", "･", "．", ".", "‧", "∙", "⋅", "﹒", "。", " · ", "··", "　•"]
        {
            assert_eq!(normal(&format!("吉克{dot}阿依莫")), "吉克·阿依莫", "{dot}");
        }
    }

    #[test]
    fn what_is_normal_is_left_where_it_lies() {
        for text in ["王小明", "吉克·阿依莫", "Anna Li", "O'Neil", "Anna•Li"] {
            assert!(matches!(normal(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn words_for_nobody_are_no_names() {
        for text in [
            "无", "没有", "不详", "未知", "—", "——", "/", "／", "-", "？", " 无 ", "N/A", "Unknown",
        ] {
            assert!(is_nobody(text), "{text}");
        }
        for text in ["吴", "无名氏", "王", "Na", "未央", "1"] {
            assert!(!is_nobody(text), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_normal_name_stays(text in "[王明a-c·•. \u{3000}（Ａ]{0,12}") {
            let once = normal(&text).into_owned();
            proptest::prop_assert!(matches!(normal(&once), Cow::Borrowed(_)) || normal(&once) == once);
            proptest::prop_assert_eq!(normal(&once), once.as_str());
        }
    }
}
