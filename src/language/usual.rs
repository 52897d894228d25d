//! Usual words of the records on English screens: relations, categories, subjects, where a fact comes from, where one meets. They are kept as they were
//! written in Chinese; a word of this list is worded, anything else stays as it was typed.

use super::{Lang, Language};

/// What is written, and the message that words it.
const WORDS: [(&str, &str); 83] = [
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
    ("特困", "usual-hardship"),
    ("低保边缘", "usual-near-subsistence"),
    ("单亲", "usual-single-parent"),
    ("单亲儿童", "usual-single-parent"),
    ("单亲家庭", "usual-single-parent"),
    ("表姐", "usual-cousin"),
    ("表哥", "usual-cousin"),
    ("养母", "usual-foster-mother"),
    ("养父", "usual-foster-father"),
    ("继母", "usual-stepmother"),
    ("继父", "usual-stepfather"),
    ("婶婶", "usual-aunt"),
    ("小姨", "usual-aunt"),
    ("姨父", "usual-uncle"),
    ("姑父", "usual-uncle"),
    ("家长", "usual-parent"),
    ("父母", "usual-parents"),
    ("校长", "usual-head-teacher"),
    ("村干部", "usual-village-official"),
    ("村支书", "usual-village-official"),
    ("历史", "usual-history"),
    ("物理", "usual-physics"),
    ("化学", "usual-chemistry"),
    ("生物", "usual-biology"),
    ("地理", "usual-geography"),
    ("政治", "usual-politics"),
    ("道德与法治", "usual-politics"),
    ("科学", "usual-science"),
    ("音乐", "usual-music"),
    ("美术", "usual-art"),
    ("体育", "usual-sport"),
    ("信息技术", "usual-computing"),
    ("劳动", "usual-crafts"),
    ("县人民医院", "usual-county-hospital"),
    ("街道文化站", "usual-culture-station"),
    ("县青少年活动中心", "usual-youth-centre"),
];

/// English words that say less than any one of the words they stand for: whoever types one hasn't said which is meant.
const WIDER: [&str; 7] = [
    "usual-grandmother",
    "usual-grandfather",
    "usual-aunt",
    "usual-uncle",
    "usual-brother",
    "usual-sister",
    "usual-cousin",
];

impl Language {
    /// What is kept of a text that stands where usual words are shown as `worded` does: what was kept `before` while it says
    /// that in either language; the word for an English wording that has one; else what was typed.
    pub fn kept_word(
        typed: &str,
        before: Option<&str>,
        worded: fn(Self, &str) -> String,
    ) -> String {
        let says =
            |word: &&str| Lang::ALL.iter().any(|lang| worded(Self::new(*lang), word) == typed);
        let english = Self::new(Lang::En);
        let known = || {
            let is_meant =
                |id: &str| !WIDER.contains(&id) && english.text(id).eq_ignore_ascii_case(typed);
            WORDS.iter().find(|(_, id)| is_meant(id)).map(|(word, _)| *word)
        };
        before.filter(says).or_else(known).unwrap_or(typed).to_owned()
    }

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
            // `吕老师`: what they are, and their surname.
            _ if written.trim().chars().count() > 2 && written.trim().ends_with("老师") => {
                format!("{} {}", self.text("usual-teacher"), self.teacher(written))
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
        let kept = |typed, before| Language::kept_word(typed, before, Language::usual);
        assert_eq!(kept("grandmother", Some("外婆")), "外婆");
        assert_eq!(kept("grandmother", None), "grandmother");
        assert_eq!(kept("外婆", Some("奶奶")), "外婆");
        assert_eq!(kept("Neighbour", Some("奶奶")), "邻居");
        assert_eq!(kept("远房表亲", None), "远房表亲");
        for (word, id) in WORDS {
            assert!(zh.has(id) && en.has(id), "{word}");
        }
    }
}
