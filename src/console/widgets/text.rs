//! Text by columns: measuring, cutting, padding, wrapping, and taking out what must not reach a terminal.
//!
//! A 汉字 takes two columns, a Latin letter one, a combining mark none; characters are counted nowhere.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::theme::Glyphs;

/// How many columns the text takes.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.graphemes(true).map(UnicodeWidthStr::width).sum()
    }
}

/// The text without control characters, escape sequences and invisible direction marks; a line break or tab becomes a space.
///
/// Imported cells can hold anything (DESIGN §9.7); a name must not be able to move the cursor or set the window's title.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(unwanted) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(one) = rest.next() {
        match one {
            '\u{1b}' => skip_sequence(&mut rest),
            // The one-character forms of CSI, OSC and DCS.
            '\u{9b}' => skip_to_final(&mut rest),
            '\u{9d}' | '\u{90}' => skip_string(&mut rest),
            '\n' | '\r' | '\t' => {
                if !kept.ends_with(' ') {
                    kept.push(' ');
                }
            }
            one if unwanted(one) => {}
            one => kept.push(one),
        }
    }
    Cow::Owned(kept)
}

fn unwanted(one: char) -> bool {
    one.is_control()
        || matches!(one, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

type Rest<'a> = std::iter::Peekable<std::str::Chars<'a>>;

fn skip_sequence(rest: &mut Rest) {
    match rest.peek() {
        Some('[') => {
            rest.next();
            skip_to_final(rest);
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            rest.next();
            skip_string(rest);
        }
        // Two-character sequences: ESC c, ESC 7 … A letter of another script is no part of one.
        Some(next) if next.is_ascii() && !next.is_control() => {
            rest.next();
        }
        _ => {}
    }
}

fn skip_to_final(rest: &mut Rest) {
    while let Some(next) = rest.peek() {
        if !next.is_ascii() || next.is_control() {
            return;
        }
        let last = ('\u{40}'..='\u{7e}').contains(next);
        rest.next();
        if last {
            return;
        }
    }
}

fn skip_string(rest: &mut Rest) {
    // An unfinished string must not swallow the whole cell: it ends at the first control character.
    while let Some(next) = rest.peek() {
        if next.is_control() {
            if *next == '\u{1b}' {
                rest.next();
                if rest.peek() == Some(&'\\') {
                    rest.next();
                }
            } else {
                rest.next();
            }
            return;
        }
        rest.next();
    }
}

/// The text cleaned and cut to at most `columns`, with an ellipsis where something is missing.
pub fn cut(text: &str, columns: usize, glyphs: Glyphs) -> String {
    let text = clean(text);
    if width(&text) <= columns {
        return text.into_owned();
    }
    let ellipsis = glyphs.ellipsis();
    let dots = width(ellipsis);
    if columns < dots {
        return head(&text, columns).to_owned();
    }
    format!("{}{ellipsis}", head(&text, columns - dots).trim_end())
}

/// The longest beginning of the text that takes at most `columns`; never half a character.
pub fn head(text: &str, columns: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
        if used > columns {
            return &text[..at];
        }
    }
    text
}

/// Exactly `columns` wide, the text at the left.
pub fn left(text: &str, columns: usize, glyphs: Glyphs) -> String {
    let mut cell = cut(text, columns, glyphs);
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
    let mut line = String::new();
    for (held, part) in parts.iter().enumerate() {
        let part = clean(part.as_ref());
        let gap = if held == 0 { "" } else { separator };
        if width(&line) + width(gap) + width(&part) > columns {
            if held == 0 {
                return (cut(&part, columns, glyphs), 1);
            }
            return (line, held);
        }
        line.push_str(gap);
        line.push_str(&part);
    }
    (line, parts.len())
}

/// Wraps text into lines of at most `columns`: Latin words stay whole where they can, 汉字 break anywhere, and closing
/// punctuation doesn't begin a line. Line breaks of the text are kept.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        wrap_paragraph(&clean(paragraph), columns, &mut lines);
    }
    lines
}

fn wrap_paragraph(text: &str, columns: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    for word in words(text) {
        let space = word.chars().all(char::is_whitespace);
        if width(&line) + width(word) <= columns {
            if !(space && line.is_empty()) {
                line.push_str(word);
            }
            continue;
        }
        if space {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            continue;
        }
        if !line.is_empty() {
            let carried = if closing(word) { take_last(&mut line) } else { String::new() };
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            line = carried;
        }
        // A word wider than the line is broken where it must be.
        for grapheme in word.graphemes(true) {
            if width(&line) + grapheme.width() > columns {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(grapheme);
        }
    }
    lines.push(line.trim_end().to_owned());
}

/// Splits into runs that may not be broken: Latin words, single wide characters, runs of space.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut graphemes = rest.grapheme_indices(true);
        let (_, first) = graphemes.next()?;
        let kind = kind_of(first);
        let end = if kind == Kind::Wide {
            first.len()
        } else {
            graphemes.find(|(_, next)| kind_of(next) != kind).map_or(rest.len(), |(at, _)| at)
        };
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Kind {
    Space,
    Wide,
    Word,
}

fn kind_of(grapheme: &str) -> Kind {
    if grapheme.chars().all(char::is_whitespace) {
        Kind::Space
    } else if grapheme.width() > 1 {
        Kind::Wide
    } else {
        Kind::Word
    }
}

fn closing(word: &str) -> bool {
    word.chars().next().is_some_and(|one| "，。、；：！？）》」』”’,.;:!?)]".contains(one))
}

/// Takes the last grapheme off a line that has more than one.
fn take_last(line: &mut String) -> String {
    match line.grapheme_indices(true).next_back() {
        Some((at, _)) if at > 0 => line.split_off(at),
        _ => String::new(),
    }
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
