//! Text by columns: cutting with an ellipsis, padding, joining, and folding what is typed; measuring, wrapping and cleaning are
//! the language layer's, since what is printed needs them too.

use std::borrow::Cow;

use super::theme::Glyphs;
pub use crate::language::columns::{clean, head, plain_width, width, wrap};

/// The text cleaned and cut to at most `columns`, with an ellipsis where something is missing.
pub fn cut(text: &str, columns: usize, glyphs: Glyphs) -> Cow<'_, str> {
    let text = clean(text);
    if width(&text) <= columns {
        return text;
    }
    let ellipsis = glyphs.ellipsis();
    let dots = width(ellipsis);
    if columns < dots {
        return Cow::Owned(head(&text, columns).to_owned());
    }
    Cow::Owned(format!("{}{ellipsis}", head(&text, columns - dots).trim_end()))
}

/// Exactly `columns` wide, the text at the left.
pub fn left(text: &str, columns: usize, glyphs: Glyphs) -> String {
    let mut cell = cut(text, columns, glyphs).into_owned();
    let missing = columns.saturating_sub(width(&cell));
    cell.extend(std::iter::repeat_n(' ', missing));
    cell
}

/// Exactly `columns` wide, the text at the right.
pub fn right(text: &str, columns: usize, glyphs: Glyphs) -> String {
    let cell = cut(text, columns, glyphs);
    let missing = columns.saturating_sub(width(&cell));
    format!("{}{cell}", " ".repeat(missing))
}

/// Joins as many parts as fit whole into `columns`, so that a row of reasons is cut only between reasons; the first part is cut
/// when even it is too wide. Returns the text and how many parts it holds.
pub fn join<S: AsRef<str>>(
    parts: &[S],
    separator: &str,
    columns: usize,
    glyphs: Glyphs,
) -> (String, usize) {
    let (mut line, mut taken) = (String::new(), 0);
    for (held, part) in parts.iter().enumerate() {
        let part = clean(part.as_ref());
        let gap = if held == 0 { "" } else { separator };
        taken += width(gap) + width(&part);
        if taken > columns {
            if held == 0 {
                return (cut(&part, columns, glyphs).into_owned(), 1);
            }
            return (line, held);
        }
        line.push_str(gap);
        line.push_str(&part);
    }
    (line, parts.len())
}

/// Folds what a Chinese input method types into its ASCII form: full-width letters, digits and marks, `。` to a point, `、` to `/`.
///
/// For dates, phones, numbers and key presses; never for names and notes.
pub fn fold(one: char) -> char {
    match one {
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(one).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(one)
        }
        '\u{3000}' => ' ',
        '。' => '.',
        '、' => '/',
        '—' | '–' => '-',
        '“' | '”' => '"',
        one => one,
    }
}

/// [`fold`] for a whole text.
pub fn fold_all(text: &str) -> String {
    text.chars().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_of_five_characters_takes_ten_columns() {
        assert_eq!(width("吉克阿依莫"), 10);
        assert_eq!(left("王小明", 8, Glyphs::Unicode), "王小明  ");
        assert_eq!(right("44", 4, Glyphs::Unicode), "  44");
    }

    #[test]
    fn cutting_never_halves_a_character() {
        assert_eq!(cut("吉克阿依莫", 7, Glyphs::Unicode), "吉克阿…");
        assert_eq!(cut("吉克阿依莫", 8, Glyphs::Ascii), "吉克阿..");
        assert_eq!(cut("吉克阿依莫", 1, Glyphs::Ascii), "");
    }

    #[test]
    fn escape_sequences_are_gone_and_the_name_stays() {
        assert_eq!(clean("\u{1b}[31m王小明\u{1b}[0m"), "王小明");
        assert_eq!(clean("\u{1b}]0;title\u{7}李晓"), "李晓");
        assert_eq!(clean("王\u{9b}2J明"), "王明");
        assert_eq!(clean("一行\r\n二行"), "一行 二行");
        assert_eq!(clean("\u{202e}drow"), "drow");
        assert_eq!(clean("\u{1b}张"), "张");
    }

    #[test]
    fn reasons_are_cut_between_reasons_only() {
        let reasons = ["说不想读了", "出勤78%", "2科不及格"];
        assert_eq!(join(&reasons, "; ", 21, Glyphs::Unicode), ("说不想读了; 出勤78%".into(), 2));
        assert_eq!(join(&reasons, "; ", 6, Glyphs::Unicode), ("说不…".into(), 1));
    }

    #[test]
    fn a_closing_mark_does_not_begin_a_line() {
        assert_eq!(wrap("同桌说她走了。", 12), ["同桌说她走", "了。"]);
        assert_eq!(wrap("keep Latin words whole", 11), ["keep Latin", "words whole"]);
        assert_eq!(wrap("去abc厂", 4), ["去", "abc", "厂"]);
    }

    #[test]
    fn full_width_input_is_folded() {
        assert_eq!(fold_all("？：；！／１ｖ、"), "?:;!/1v/");
        assert_eq!(fold('王'), '王');
    }

    proptest! {
        #[test]
        fn cells_are_exactly_as_wide_as_asked(text in "\\PC{0,20}", columns in 0usize..30) {
            prop_assert_eq!(width(&left(&text, columns, Glyphs::Unicode)), columns);
            prop_assert_eq!(width(&right(&text, columns, Glyphs::Ascii)), columns);
        }

        #[test]
        fn nothing_that_moves_a_cursor_survives(text in any::<String>()) {
            let cleaned = clean(&text).into_owned();
            prop_assert!(!cleaned.chars().any(char::is_control), "{cleaned:?}");
        }

        #[test]
        fn wrapped_lines_fit_and_lose_no_letters(text in "[a-z一-龥 ，。]{0,60}", columns in 4usize..20) {
            let lines = wrap(&text, columns);
            prop_assert!(lines.iter().all(|line| width(line) <= columns), "{lines:?}");
            let all = |text: &str| text.chars().filter(|one| !one.is_whitespace()).collect::<String>();
            prop_assert_eq!(all(&lines.concat()), all(&text));
        }
    }
}
