//! Text by columns: measuring, wrapping, and taking out what must not reach a terminal or a page.
//!
//! A 汉字 takes two columns, a Latin letter one, a combining mark none; characters are counted nowhere.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many columns the text takes.
pub fn width(text: &str) -> usize {
    let plain = text.chars().map(|one| plain_width(one).map(usize::from));
    plain
        .sum::<Option<usize>>()
        .unwrap_or_else(|| text.graphemes(true).map(UnicodeWidthStr::width).sum())
}

/// How many columns a character takes that joins with no other; `None` for one that may. Nearly every text is made of plain
/// ones alone, and a screen asks a thousand times.
pub fn plain_width(one: char) -> Option<u16> {
    match one {
        ' '..='~' => Some(1),
        '\u{4e00}'..='\u{9fff}' | '\u{3001}'..='\u{3002}' | '\u{ff01}'..='\u{ff5e}' => Some(2),
        _ => None,
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
