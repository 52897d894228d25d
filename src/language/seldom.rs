//! Which names are usually read as they were typed, and which only have a character that seldom is: 陈 is chén, 沈 hardly ever.

use super::pinyin::{Token, tokens};
use super::readings::usual_readings;

/// Letters that were typed, to tell names that are usually read so from those that only have a character which seldom is.
#[derive(Debug)]
pub struct Usual {
    /// Folded; `None` for what says nothing about a reading: digits, characters.
    letters: Option<String>,
}

impl Usual {
    /// For a text that is folded already.
    pub fn new(wanted: &str) -> Self {
        let is_read = !wanted.is_empty() && wanted.bytes().all(|byte| byte.is_ascii_lowercase());
        Self { letters: is_read.then(|| wanted.to_owned()) }
    }

    /// Whether a name, from its start or from a place `inside` it, begins with the letters in its usual readings or their
    /// initials. True where there are no letters to compare.
    pub fn reads(&self, name: &str, inside: bool) -> bool {
        let Some(letters) = &self.letters else { return true };
        let tokens = tokens(name, usual_readings);
        let mut starts = if inside { 1..tokens.len() } else { 0..tokens.len().min(1) };
        starts.any(|start| {
            let rest = &tokens[start..];
            begins(rest, letters, str::len) || begins(rest, letters, |reading| reading.len().min(1))
        })
    }
}

/// Whether the tokens, of each reading so many bytes as `length` says, begin with the letters.
fn begins(tokens: &[Token], letters: &str, length: fn(&str) -> usize) -> bool {
    let Some((token, rest)) = tokens.split_first() else { return letters.is_empty() };
    let alone = [token.text.as_str()];
    let readings = if token.is_chinese() { &token.readings[..] } else { &alone[..] };
    readings.iter().any(|reading| {
        let reading = reading.get(..length(reading)).unwrap_or(reading);
        reading.starts_with(letters)
            || letters.strip_prefix(reading).is_some_and(|left| begins(rest, left, length))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pinyin::fold_query;

    #[test]
    fn a_usual_reading_is_told_from_a_seldom_one() {
        let reads = |name, typed: &str| Usual::new(&fold_query(typed)).reads(name, false);
        for (name, typed) in [
            ("陈可欣", "chen"),
            ("沈俊杰", "shenj"),
            ("沈俊杰", "sjj"),
            ("李小红", "li"),
            ("单小红", "shanxiaoh"),
            ("曾雨", "z"),
            ("仇英", "qiu"),
            ("解放", "xief"),
            ("查理", "zha"),
            ("区文", "ouw"),
            ("乐山", "yue"),
            ("乐山", "le"),
            ("长明", "chang"),
            ("长明", "zhang"),
            ("尉迟明", "yuchi"),
            ("吕红", "lvhong"),
            ("吕红", "luh"),
            ("吕红", "lyu"),
            ("Jike Ayimo", "jikea"),
            ("王Tom", "wangto"),
            // Characters and digits say nothing about a reading.
            ("沈俊杰", "沈"),
            ("沈俊杰", "c0001"),
        ] {
            assert!(reads(name, typed), "{name} {typed}");
        }
        for (name, typed) in [
            ("沈俊杰", "chen"),
            ("沈俊杰", "cjj"),
            ("任国强", "lin"),
            ("单小红", "dan"),
            ("曾雨", "ceng"),
            ("尉迟明", "wei"),
            ("陈可欣", "chenkexinx"),
            ("", "a"),
        ] {
            assert!(!reads(name, typed), "{name} {typed}");
        }
        // Inside a name it is read as anywhere, and its start doesn't count.
        assert!(Usual::new("dan").reads("王单", true) && Usual::new("yx").reads("王雨欣", true));
        assert!(!Usual::new("wang").reads("王单", true) && !Usual::new("chen").reads("陈沈", true));
    }
}
