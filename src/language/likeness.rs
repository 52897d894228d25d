//! In what two files agree and differ, in words: `姓名同, 生日差一天, 同村; 性别不同`.

use super::Language;
use crate::domain::duplicates::{Likeness, Weighing};

impl Language {
    /// What speaks for two files' being one person; behind it, what speaks against it.
    pub fn weighing(self, weighing: &Weighing) -> String {
        // Most people share the sex, and whoever shares the village shares the township.
        let village = weighing.alike.contains(&Likeness::VillageSame);
        let said = |found: &&Likeness| match found {
            Likeness::SexSame => false,
            Likeness::TownshipSame => !village,
            _ => true,
        };
        let words = |found: &[Likeness]| {
            found.iter().filter(said).map(|one| self.code(*one)).collect::<Vec<_>>().join(", ")
        };
        let (alike, differing) = (words(&weighing.alike), words(&weighing.differing));
        match (alike.is_empty(), differing.is_empty()) {
            (_, true) => self.with("duplicates-weighing", &[("alike", alike.into())]),
            (true, false) => {
                self.with("duplicates-weighing-against", &[("differing", differing.into())])
            }
            (false, false) => self.with(
                "duplicates-weighing-both",
                &[("alike", alike.into()), ("differing", differing.into())],
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::Sex;
    use crate::domain::duplicates::{Person, weigh};
    use crate::language::Lang;

    #[test]
    fn a_weighing_in_words() {
        let person = |sex, birth: &str| Person {
            name: "王小明".into(),
            sex: Some(sex),
            birth_date: birth.parse().ok(),
            township: Some("高台镇".into()),
            village: Some("黄莺岭村".into()),
            ..Person::default()
        };
        let weighing = weigh(&person(Sex::Male, "2014-03-05"), &person(Sex::Female, "2014-03-06"));
        let (zh, en) = (Language::new(Lang::Zh), Language::new(Lang::En));
        assert_eq!(zh.weighing(&weighing), "姓名同, 生日差一天, 同村; 性别不同");
        assert_eq!(en.weighing(&weighing), "same name, born a day apart, same village; other sex");
    }
}
