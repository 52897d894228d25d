//! Names of people and places on English screens, and the short forms of places.

use super::Language;
use super::readings::{compound_surname, reading};
use crate::domain::reporting::ReportTo;

/// Names of so many characters, without a surname of two that is known, are split after the second: they are double
/// surnames or names of other peoples, of whose two parts the first is most often of two syllables.
const SPLIT_IN_TWO: usize = 4;

impl Language {
    /// A person's name as this language writes it: as recorded in Chinese, in Latin letters in English.
    pub fn person(self, name: &str) -> String {
        if self.is_zh() { name.to_owned() } else { romanised(name) }
    }

    /// A township in a column, without the word for what it is: `瑞峰镇` → `瑞峰`, `Ruifeng`.
    pub fn township(self, name: &str) -> String {
        let short = without_ending(name, &["街道办事处", "街道", "彝族乡", "民族乡", "镇", "乡"]);
        if self.is_zh() { short.to_owned() } else { romanised_place(short) }
    }

    /// A county or district as a whole name: `青神县`; in English without the word for what it is: `Qingshen`.
    pub fn county(self, name: &str) -> String {
        if self.is_zh() {
            name.to_owned()
        } else {
            romanised_place(without_ending(name, &["县", "区"]))
        }
    }

    /// A village in a column: `新桥村`; in English without the word village: `Xinqiao`.
    pub fn village(self, name: &str) -> String {
        if self.is_zh() {
            name.to_owned()
        } else {
            romanised_place(without_ending(name, &["村委会", "社区", "村"]))
        }
    }

    /// Where a child lives, in a column: `西龙新桥村`, `Xilong Xinqiao`.
    pub fn place(self, township: Option<&str>, village: Option<&str>) -> String {
        let parts: Vec<String> = township
            .map(|township| self.township(township))
            .into_iter()
            .chain(village.map(|village| self.village(village)))
            .collect();
        parts.join(if self.is_zh() { "" } else { " " })
    }

    /// A school: as it is written; in English its place in Latin letters and what kind of school it is: `Qingzhu Primary`.
    pub fn school(self, name: &str) -> String {
        if self.is_zh() {
            return name.to_owned();
        }
        for (endings, id) in SCHOOLS {
            let place = without_ending(name, endings);
            if place.len() < name.trim().len() {
                return self.with(id, &[("place", self.township(place).into())]);
            }
        }
        romanised_place(name)
    }

    /// Several names or words after each other: `、` between them in Chinese, `, ` in English.
    pub fn list(self, parts: &[String]) -> String {
        parts.join(if self.is_zh() { "、" } else { ", " })
    }
}

/// To whom a mandatory report was sent, from the kept codes by `;`.
pub fn report_to(language: Language, codes: &str) -> String {
    let known = codes.split(';').filter_map(|code| ReportTo::from_code(code.trim()));
    let words: Vec<String> = known.map(|one| language.code(one)).collect();
    language.list(&words)
}

/// What schools' names end in, the longer endings first, with the message that names their kind.
const SCHOOLS: [(&[&str], &str); 4] = [
    (&["中心小学校", "中心小学", "完全小学", "小学校", "小学"], "school-primary"),
    (&["初级中学校", "初级中学", "中学校", "中学"], "school-middle"),
    (&["幼儿园"], "school-kindergarten"),
    (&["九年一贯制学校", "九年制学校", "学校"], "school-other"),
];

/// The name without the first of these endings that it has; whole when nothing else would be left.
fn without_ending<'a>(name: &'a str, endings: &[&str]) -> &'a str {
    let name = name.trim();
    endings
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .filter(|rest| rest.chars().count() > 1)
        .unwrap_or(name)
}

/// A person's name in Latin letters: surname first, read as a surname, then the given name in one word: `Wang Xiaoming`,
/// `Ouyang Min`, `Jike Ayimo`. `ü` is written `yu`, as in passports: the letter itself is two columns wide in some
/// terminals. What is not Chinese stays as it is.
pub fn romanised(name: &str) -> String {
    let name = name.trim();
    let characters: Vec<char> = name.chars().collect();
    if !characters.iter().any(|c| reading(*c, false).is_some()) {
        return name.to_owned();
    }
    let words: Vec<&str> =
        name.split(|c: char| c.is_whitespace() || c == '·' || c == '•').collect();
    if words.len() > 1 {
        // Written with a space or point between its parts: they are the parts.
        let surname = words[0].chars().count() == 1;
        return words
            .iter()
            .enumerate()
            .map(|(place, word)| capital(&joined(word.chars().map(|c| (c, surname && place == 0)))))
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
    }
    let (surname, length) = match compound_surname(name) {
        Some((_, read)) => (read.concat(), 2),
        None if characters.len() >= SPLIT_IN_TWO => {
            (joined(characters[..2].iter().zip([true, false]).map(|(c, surname)| (*c, surname))), 2)
        }
        None => (joined(characters[..1].iter().map(|c| (*c, true))), 1),
    };
    let given = joined(characters[length..].iter().map(|c| (*c, false)));
    if given.is_empty() {
        capital(&surname)
    } else {
        format!("{} {}", capital(&surname), capital(&given))
    }
}

/// By what names are put in order: their readings syllable by syllable, a surname read as one. What is not Chinese stands as it
/// is, in small letters.
pub fn reading_order(name: &str) -> String {
    let mut out = String::with_capacity(name.len() * 2);
    for (place, c) in name.trim().chars().enumerate() {
        match reading(c, place == 0) {
            Some(read) => {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(read);
            }
            None => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// A place in Latin letters, in one word: `Ruifeng`.
pub fn romanised_place(name: &str) -> String {
    capital(&joined(name.trim().chars().map(|c| (c, false))))
}

/// The readings in one word, with an apostrophe before a later syllable that begins with a vowel: `Zi'an`.
fn joined(characters: impl Iterator<Item = (char, bool)>) -> String {
    let mut out = String::new();
    for (c, surname) in characters {
        match reading(c, surname) {
            Some(read) => {
                if !out.is_empty() && read.starts_with(['a', 'e', 'o']) {
                    out.push('\'');
                }
                out.push_str(&printed(read));
            }
            None => out.push(c),
        }
    }
    out
}

/// A reading in plain letters.
fn printed(read: &str) -> String {
    match read {
        "lv" => "lyu".to_owned(),
        _ => read.replace("üe", "ue").replace('ü', "yu").replace('ê', "e"),
    }
}

fn capital(word: &str) -> String {
    let mut characters = word.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().chain(characters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    #[test]
    fn names_are_split_after_the_surname() {
        for (name, latin) in [
            ("王小明", "Wang Xiaoming"),
            ("杨思雨", "Yang Siyu"),
            ("欧阳敏", "Ouyang Min"),
            ("诸葛小亮", "Zhuge Xiaoliang"),
            ("吉克阿依莫", "Jike Ayimo"),
            ("沙马日聪", "Shama Ricong"),
            ("的莫阿木", "Dimo Amu"),
            ("马海燕", "Ma Haiyan"),
            ("单红", "Shan Hong"),
            ("尉迟明", "Yuchi Ming"),
            ("曾子安", "Zeng Zi'an"),
            ("吕小绿", "Lyu Xiaolyu"),
            ("王长青", "Wang Changqing"),
            ("任华", "Ren Hua"),
            ("王", "Wang"),
            ("欧阳", "Ou Yang"),
            ("Tom Brown", "Tom Brown"),
            ("阿依 莫", "Ayi Mo"),
        ] {
            assert_eq!(romanised(name), latin, "{name}");
        }
        assert_eq!(Language::new(Lang::Zh).person("王小明"), "王小明");
    }

    #[test]
    fn places_lose_the_word_for_what_they_are() {
        let (zh, en) = (Language::new(Lang::Zh), Language::new(Lang::En));
        assert_eq!(zh.township("瑞峰镇"), "瑞峰");
        assert_eq!(zh.township("青竹街道"), "青竹");
        assert_eq!(en.township("罗波乡"), "Luobo");
        assert_eq!(zh.township("镇"), "镇");
        assert_eq!(zh.place(Some("西龙镇"), Some("新桥村")), "西龙新桥村");
        assert_eq!(en.place(Some("西龙镇"), Some("新桥村")), "Xilong Xinqiao");
        assert_eq!(en.place(None, Some("河坝村")), "Heba");
    }
}
