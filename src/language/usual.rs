//! Usual words of the records on English screens: relations, categories, where a fact comes from. They are kept as they were
//! written in Chinese; a word of this list is worded, anything else stays as it was typed.

use super::Language;

/// What is written, and the message that words it.
const WORDS: [(&str, &str); 47] = [
    ("奶奶", "usual-grandmother"),
    ("祖母", "usual-grandmother"),
    ("外婆", "usual-grandmother"),
    ("外祖母", "usual-grandmother"),
    ("爷爷", "usual-grandfather"),
    ("祖父", "usual-grandfather"),
    ("外公", "usual-grandfather"),
    ("外祖父", "usual-grandfather"),
    ("妈妈", "usual-mother"),
    ("母亲", "usual-mother"),
    ("爸爸", "usual-father"),
    ("父亲", "usual-father"),
    ("姑姑", "usual-aunt"),
    ("姑妈", "usual-aunt"),
    ("姨妈", "usual-aunt"),
    ("伯母", "usual-aunt"),
    ("舅妈", "usual-aunt"),
    ("叔叔", "usual-uncle"),
    ("伯伯", "usual-uncle"),
    ("伯父", "usual-uncle"),
    ("舅舅", "usual-uncle"),
    ("哥哥", "usual-brother"),
    ("姐姐", "usual-sister"),
    ("邻居", "usual-neighbour"),
    ("监护人", "usual-guardian"),
    ("老师", "usual-teacher"),
    ("班主任", "usual-class-teacher"),
    ("村委会", "usual-village-committee"),
    ("村儿童主任", "usual-child-officer"),
    ("困境儿童", "category-difficulty"),
    ("困境", "category-difficulty"),
    ("留守儿童", "category-left-behind"),
    ("农村留守儿童", "category-left-behind"),
    ("留守", "category-left-behind"),
    ("孤儿", "category-orphan"),
    ("事实无人抚养儿童", "category-unsupported"),
    ("失依儿童", "category-lost-dependence"),
    ("重残重病儿童", "category-disabled"),
    ("残疾儿童", "usual-with-disability"),
    ("流动儿童", "usual-migrant"),
    ("低保", "usual-subsistence"),
    ("建档", "usual-file-opened"),
    ("走访", "usual-visit"),
    ("班主任来电", "usual-teacher-rang"),
    ("老师来电", "usual-teacher-rang"),
    ("证件", "usual-papers"),
    ("教育局台账", "usual-ledger"),
];

impl Language {
    /// A usual word in this language; any other text as it was typed.
    pub fn usual(self, written: &str) -> String {
        if self.is_zh() {
            return written.to_owned();
        }
        let known = WORDS.iter().find(|(word, _)| *word == written.trim());
        known.map_or_else(|| written.to_owned(), |(_, id)| self.text(id))
    }

    /// With whom one spoke: a relation and a name, each as this language writes it; anything else as it was typed.
    pub fn spoken_with(self, written: &str) -> String {
        if self.is_zh() {
            return written.to_owned();
        }
        match written.trim().split_once(' ') {
            Some((relation, name)) if self.usual(relation) != relation => {
                format!("{} {}", self.usual(relation), self.person(name))
            }
            _ => self.usual(written),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    #[test]
    fn usual_words_are_worded_and_what_was_typed_stays() {
        let (zh, en) = (Language::new(Lang::Zh), Language::new(Lang::En));
        assert_eq!(zh.usual("奶奶"), "奶奶");
        assert_eq!(en.usual("外婆"), "grandmother");
        assert_eq!(en.usual("留守儿童"), "left behind");
        assert_eq!(en.usual("远房表亲"), "远房表亲");
        assert_eq!(en.spoken_with("奶奶 黄素珍"), "grandmother Huang Suzhen");
        assert_eq!(en.spoken_with("她说明天来"), "她说明天来");
        for (word, id) in WORDS {
            assert!(zh.has(id) && en.has(id), "{word}");
        }
    }
}
