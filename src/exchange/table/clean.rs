//! Takes out of a cell what must never reach a terminal: control characters, escape sequences, invisible marks (DESIGN §9.7).

use std::borrow::Cow;

/// The text without control characters, whole escape sequences and invisible direction and joining marks; the flag says
/// whether anything of that kind was there. Line ends and tabs become blanks without a flag: they are ordinary in cells.
pub fn clean(text: &str) -> (Cow<'_, str>, bool) {
    if !text.chars().any(|c| c.is_control() || is_invisible(c)) {
        return (Cow::Borrowed(text), false);
    }
    let mut out = String::with_capacity(text.len());
    let mut found = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{1b}' => {
                found = true;
                skip_sequence(&mut chars);
            }
            '\u{9b}' => {
                found = true;
                skip_control_sequence(&mut chars);
            }
            c if c.is_control() || is_invisible(c) => found = true,
            c => out.push(c),
        }
    }
    (Cow::Owned(out), found)
}

/// Zero-width characters, direction marks and byte-order marks: two names that look the same must be the same.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// After ESC: a control sequence, a string up to its end, or one character.
fn skip_sequence(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    match chars.peek().copied() {
        Some('[') => {
            chars.next();
            skip_control_sequence(chars);
        }
        // A title or a hyperlink, up to BEL or ESC \; without an end, only its opening goes, so that no text is lost.
        Some(']' | 'P' | 'X' | '^' | '_') => {
            chars.next();
            let mut ahead = chars.clone();
            while let Some(c) = ahead.next() {
                if c == '\u{7}' || c == '\u{9c}' {
                    *chars = ahead;
                    return;
                }
                if c == '\u{1b}' && ahead.peek() == Some(&'\\') {
                    ahead.next();
                    *chars = ahead;
                    return;
                }
            }
        }
        Some(c) if ('\u{20}'..='\u{7e}').contains(&c) => {
            chars.next();
        }
        _ => {}
    }
}

/// Parameters and the final letter of a control sequence.
fn skip_control_sequence(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    while chars.next_if(|c| ('\u{20}'..='\u{3f}').contains(c)).is_some() {}
    chars.next_if(|c| ('\u{40}'..='\u{7e}').contains(c));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_left_alone() {
        assert_eq!(clean("王小明 O'Neil"), (Cow::Borrowed("王小明 O'Neil"), false));
        assert_eq!(clean("上午\r\n下午\t晚上"), (Cow::Borrowed("上午 下午 晚上"), false));
    }

    #[test]
    fn escape_sequences_go_whole() {
        assert_eq!(clean("\u{1b}[31m王\u{1b}[0m明"), (Cow::Borrowed("王明"), true));
        assert_eq!(clean("a\u{1b}]0;title\u{7}b"), (Cow::Borrowed("ab"), true));
        assert_eq!(clean("a\u{1b}]8;;x\u{1b}\\b"), (Cow::Borrowed("ab"), true));
        assert_eq!(clean("\u{9b}2J王"), (Cow::Borrowed("王"), true));
    }

    #[test]
    fn an_unfinished_string_loses_only_its_opening() {
        assert_eq!(clean("a\u{1b}]王明"), (Cow::Borrowed("a王明"), true));
    }

    #[test]
    fn invisible_marks_and_bells_go() {
        assert_eq!(clean("王\u{200b}明\u{7}\u{202e}"), (Cow::Borrowed("王明"), true));
    }
}
