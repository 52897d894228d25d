//! What someone wrote in a field, as this language reads it: names in Latin letters, places, usual words. It is kept as it was
//! written and shown so wherever it is to be changed.

use super::Language;
use crate::domain::lunar::LunarBirthday;
use crate::domain::value::{Field, Value};

/// Where a township's name ends, the longer endings first.
const TOWNSHIP_ENDS: [&str; 4] = ["街道办事处", "街道", "镇", "乡"];
/// Where a village's name ends.
const VILLAGE_ENDS: [&str; 3] = ["村委会", "社区", "村"];

impl Language {
    /// The text of a column or of an import heading in this language; `None` where it stands as it was typed.
    pub fn written(self, column: &str, text: &str) -> Option<String> {
        if column == "lunar_birthday" {
            let day = LunarBirthday::from_value(Value::Text(text.to_owned())).ok()?;
            return Some(self.lunar_full(day));
        }
        if self.is_zh() {
            return None;
        }
        Some(match column {
            "name" | "owner" | "user" | "sent_by" | "decided_by" | "guardian_name" => {
                self.person(text)
            }
            "class_teacher" => self.teacher(text),
            "township" => self.township(text),
            "village" => self.village(text),
            "school" => self.school(text),
            "address" | "place" => self.address(text),
            "categories" => {
                let parts = text.split([';', '、']).map(str::trim).filter(|one| !one.is_empty());
                self.list(&parts.map(|one| self.usual(one)).collect::<Vec<_>>())
            }
            "subject" => self.subject(text),
            "carer_relation" | "guardian_relation" | "source" => self.usual(text),
            "with" | "with_whom" => self.spoken_with(text),
            _ => return None,
        })
    }

    /// A teacher's name behind a word that says what they are: `吕老师`, `Lyu`.
    pub fn teacher(self, name: &str) -> String {
        if self.is_zh() {
            return name.to_owned();
        }
        let bare = name.trim().strip_suffix("老师").filter(|bare| !bare.is_empty());
        self.person(bare.unwrap_or(name))
    }

    /// Where someone lives or something is: township, village and group in this language; anything else as it was typed.
    pub fn address(self, text: &str) -> String {
        if self.is_zh() {
            return text.to_owned();
        }
        let known = self.usual(text);
        if known != text {
            return known;
        }
        let (township, rest) = behind(text.trim(), &TOWNSHIP_ENDS);
        let (village, rest) = behind(rest, &VILLAGE_ENDS);
        let group = rest.trim().strip_suffix('组').map(str::trim);
        let group = match group.map(|number| (number, number.parse::<u16>())) {
            Some((_, Ok(number))) => Some(self.with("address-group", &[("number", number.into())])),
            None if rest.trim().is_empty() => Some(String::new()),
            Some(_) | None => None,
        };
        let Some(group) = group else { return text.to_owned() };
        let parts = [
            township.map(|name| self.township(name)).unwrap_or_default(),
            village.map(|name| self.village(name)).unwrap_or_default(),
            group,
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }
}

/// A text's part up to and with the first of these endings, and the rest.
fn behind<'a>(text: &'a str, ends: &[&str]) -> (Option<&'a str>, &'a str) {
    for end in ends {
        // An ending alone is no name.
        let Some(at) = text.find(end).filter(|at| *at > 0) else { continue };
        let (name, rest) = text.split_at(at + end.len());
        return (Some(name), rest);
    }
    (None, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    #[test]
    fn what_was_written_is_read_in_the_screens_language() {
        let (zh, en) = (Language::new(Lang::Zh), Language::new(Lang::En));
        for (column, text, words) in [
            ("name", "王小明", "Wang Xiaoming"),
            ("class_teacher", "吕老师", "Lyu"),
            ("class_teacher", "老师", "Lao Shi"),
            ("township", "瑞峰镇", "Ruifeng"),
            ("address", "青竹街道竹林村", "Qingzhu Zhulin"),
            ("address", "2组", "group 2"),
            ("address", "高台镇茶园村12组", "Gaotai Chayuan group 12"),
            ("address", "校门口右手边", "校门口右手边"),
            ("place", "县人民医院", "county hospital"),
            ("categories", "留守儿童;特困", "left behind, extreme hardship support"),
            ("guardian_relation", "外婆", "grandmother"),
            ("with", "吕老师", "teacher Lyu"),
            ("subject", "物理", "physics"),
            ("lunar_birthday", "2014/08-15", "8/15 of 2014"),
        ] {
            assert_eq!(en.written(column, text).as_deref(), Some(words), "{column} {text}");
        }
        assert_eq!(en.written("note", "王小明"), None);
        assert_eq!(zh.written("name", "王小明"), None);
        assert_eq!(zh.written("lunar_birthday", "2014/08-15").as_deref(), Some("2014年八月十五"));
    }
}
