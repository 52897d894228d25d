//! Keys that are named on the screen, beside a card's fields, in a title, in a message: where each of them stands with the words
//! that say what it does, so that the mouse presses what is written there. The footer knows its own actions.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::console::input::Key;
use crate::console::widgets::text;

/// A named key is at most so many characters long.
const LONGEST: usize = 9;

/// The keys named in an area. `words`: how the language calls the keys that it doesn't write as they are written elsewhere.
pub(super) fn keys(buffer: &Buffer, area: Rect, words: &[(String, Key)]) -> Vec<(Rect, Key)> {
    let area = area.intersection(buffer.area);
    (area.top()..area.bottom()).flat_map(|y| of_line(buffer, area, y, words)).collect()
}

fn of_line(buffer: &Buffer, area: Rect, y: u16, words: &[(String, Key)]) -> Vec<(Rect, Key)> {
    let mut found: Vec<(Rect, Key)> = Vec::new();
    let mut open = false;
    let mut x = area.left();
    // What stands before: a key's name doesn't begin within a word.
    let mut before = " ";
    while x < area.right() {
        let symbol = buffer[(x, y)].symbol();
        let begins = !before.ends_with(|one: char| one.is_ascii_alphanumeric() || one == '-');
        if begins && let Some(key) = named(buffer, area, (x, y), words) {
            found.push((Rect { x, y, width: 0, height: 1 }, key));
            open = true;
        } else if (symbol == " " && before == " ") || symbol == "│" || symbol == "|" {
            open = false;
        }
        let wide = u16::try_from(text::width(symbol)).unwrap_or(1).max(1);
        x = x.saturating_add(wide);
        if open && let Some((place, _)) = found.last_mut() {
            place.width = x.min(area.right()) - place.x;
        }
        before = symbol;
    }
    found
}

/// The key whose name begins at a place.
fn named(buffer: &Buffer, area: Rect, (x, y): (u16, u16), words: &[(String, Key)]) -> Option<Key> {
    let first = buffer[(x, y)].symbol();
    if !first.starts_with(|one: char| one.is_ascii_alphabetic()) {
        let word = words.iter().find(|(word, _)| word.starts_with(first) && first != " ")?;
        let mut at = x;
        for one in word.0.chars() {
            let mut symbol = [0; 4];
            if at >= area.right() || buffer[(at, y)].symbol() != one.encode_utf8(&mut symbol) {
                return None;
            }
            at = at.saturating_add(u16::try_from(text::width(buffer[(at, y)].symbol())).ok()?);
        }
        return Some(word.1);
    }
    let of_name =
        |one: &str| one == "-" || one.starts_with(|one: char| one.is_ascii_alphanumeric());
    let name: String = (x..area.right())
        .map(|x| buffer[(x, y)].symbol())
        .take_while(|one| of_name(one))
        .take(LONGEST + 1)
        .collect();
    // A sentence writes Ctrl-O; a terminal sends ctrl-o.
    let lower = name.starts_with("Ctrl-").then(|| name.to_lowercase());
    let key = Key::parse(lower.as_deref().unwrap_or(&name))?;
    // Names that are words as well, `End` or `Left`, stand in sentences.
    let plain = matches!(name.as_str(), "Enter" | "Esc" | "Tab" | "Space" | "Backspace" | "Delete");
    let by_number = name.len() > 1 && name.starts_with('F');
    (plain || by_number || key.ctrl).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::widgets::{Look, Role, paint};

    fn found(line: &str) -> Vec<(u16, u16, String)> {
        let area = Rect::new(0, 0, 70, 1);
        let mut buffer = Buffer::empty(area);
        paint::put(&mut buffer, area, 0, 0, line, Look::default(), Role::Text);
        let words = [("空格".to_owned(), Key::parse("Space").unwrap())];
        let keys = keys(&buffer, area, &words);
        keys.iter().map(|(place, key)| (place.x, place.right(), key.to_string())).collect()
    }

    fn key(from: u16, to: u16, key: &str) -> (u16, u16, String) {
        (from, to, key.to_owned())
    }

    #[test]
    fn a_key_reaches_from_its_name_to_the_end_of_its_words() {
        assert_eq!(
            found(" ctrl-s F8 保存  Esc 返回，草稿保留"),
            [key(1, 8, "ctrl-s"), key(8, 16, "F8"), key(17, 36, "Esc")]
        );
        assert_eq!(found("空格 取这一格  1-9 取哪一列"), [key(0, 14, "Space")]);
        assert_eq!(
            found("Enter/F8 合并  Ctrl-O 打开"),
            [key(0, 6, "Enter"), key(6, 14, "F8"), key(15, 27, "ctrl-o")]
        );
        assert_eq!(found("F9遮屏"), [key(0, 7, "F9")]);
    }

    #[test]
    fn words_and_codes_are_no_keys() {
        assert_eq!(found("Left behind, End of term, F, V0016, KF8, pre-Tab, Deleted"), []);
    }
}
