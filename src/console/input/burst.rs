//! Letters that an input method lets go all at once, told from keys pressed quickly.
//!
//! What an input method releases arrives in one piece, and reads as pinyin. Keys that someone presses arrive one by one; a slow
//! line may bring several together, but hardly ever such as read as syllables. In doubt they are keys: no single letter writes
//! anything by itself.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Fewer letters are no word.
const SHORTEST: usize = 4;

/// The small Latin letter that a key types.
pub fn letter(key: &KeyEvent) -> Option<char> {
    match key {
        KeyEvent {
            code: KeyCode::Char(one @ 'a'..='z'), modifiers: KeyModifiers::NONE, ..
        } => Some(*one),
        _ => None,
    }
}

/// Whether letters that arrived in one piece are what an input method had in hand: syllables of pinyin, the last perhaps only
/// begun.
pub fn is_burst(letters: &str) -> bool {
    let mut rest = letters;
    let mut syllables = 0;
    while let Some(next) = after_syllable(rest) {
        rest = next;
        syllables += 1;
    }
    letters.len() >= SHORTEST
        && syllables > 0
        && (rest.is_empty() || after_initial(rest).is_empty())
}

/// What follows an initial, when the text begins with one.
fn after_initial(text: &str) -> &str {
    let double = ["zh", "ch", "sh"].iter().find_map(|initial| text.strip_prefix(initial));
    double.unwrap_or_else(|| {
        text.strip_prefix(|c| "bpmfdtnlgkhjqxrzcsyw".contains(c)).unwrap_or(text)
    })
}

/// What follows a syllable, when the text begins with one: an initial or none, one to three vowels, n, ng or r where no vowel
/// follows them.
fn after_syllable(text: &str) -> Option<&str> {
    let vowel = |c: char| "aeiouv".contains(c);
    let rest = after_initial(text);
    let vowels = rest.chars().take(3).take_while(|c| vowel(*c)).count();
    let rest = &rest[vowels..];
    if vowels == 0 {
        return None;
    }
    for end in ["ng", "n", "r"] {
        if let Some(after) = rest.strip_prefix(end)
            && !after.starts_with(vowel)
        {
            return Some(after);
        }
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pinyin_in_one_piece_is_a_burst_and_keys_are_not() {
        for released in ["wangxiaoming", "xiaom", "liuzixuan", "zhang", "jike", "yangsiyu", "xian"]
        {
            assert!(is_burst(released), "{released}");
        }
        // Keys of lists and commands that a slow line brings together.
        for keys in
            ["", "a", "gv", "jjj", "jjjv", "jjka", "gcjj", "vcamz", "txjk", "jkjk", "man", "kkkkkk"]
        {
            assert!(!is_burst(keys), "{keys}");
        }
    }
}
