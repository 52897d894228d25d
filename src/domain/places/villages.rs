//! The villages that an office knows, by township, and which of them a name means that isn't written whole.

use std::collections::BTreeMap;

use crate::domain::text::fold;

/// What villages' names end in, the longer endings first: the whole ending, what a name ends in that is written whole.
const ENDINGS: [(&str, &str); 8] = [
    ("社区居民委员会", "社区"),
    ("社区居委会", "社区"),
    ("居民委员会", "社区"),
    ("居委会", "社区"),
    ("村民委员会", "村"),
    ("村委会", "村"),
    ("社区", "社区"),
    ("村", "村"),
];

/// Villages and communities by the folded name of their township.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Villages(BTreeMap<String, Vec<Known>>);

/// A name, and what the village is called today.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    name: String,
    now: String,
}

impl Villages {
    /// Adds one; `township` is blank for a village without.
    pub fn add(&mut self, township: &str, village: &str) {
        self.add_former(township, village, village);
    }

    /// Adds a name that a village had before, and the one it has today.
    pub fn add_former(&mut self, township: &str, former: &str, now: &str) {
        let known = self.0.entry(fold(township)).or_default();
        if known.iter().all(|one| one.name != former || one.now != now) {
            known.push(Known { name: former.to_owned(), now: now.to_owned() });
        }
    }

    /// The village of a township that a name means which leaves out what it is (河坝 for 河坝村), or names its committee.
    /// `None` for a whole name, since 河坝村 and 河坝社区 may be two; for one by which the office knows a village; and where
    /// two are meant or none. A village of a former name is meant by that as well.
    pub fn full_name(&self, township: &str, written: &str) -> Option<&str> {
        let name = fold(written);
        let (stem, ending) = parted(&name);
        if ending.is_some_and(|(whole, plain)| whole == plain) {
            return None;
        }
        let known = self.0.get(&fold(township))?;
        if known.iter().any(|one| fold(&one.name) == name) {
            return None;
        }
        let is_meant = |one: &&Known| {
            let one = fold(&one.name);
            let (its_stem, its_ending) = parted(&one);
            let fits = |its: Ending| ending.is_none_or(|(_, plain)| plain == its.1);
            its_stem == stem && its_ending.is_some_and(fits)
        };
        let mut meant = known.iter().filter(is_meant).map(|one| one.now.as_str());
        let found = meant.next()?;
        meant.all(|one| one == found).then_some(found)
    }
}

type Ending = (&'static str, &'static str);

/// A folded name in what it is called and what it is; nothing but an ending is a name.
fn parted(name: &str) -> (&str, Option<Ending>) {
    let part = |ending: &Ending| {
        let stem = name.strip_suffix(ending.0).filter(|stem| !stem.is_empty())?;
        Some((stem, Some(*ending)))
    };
    ENDINGS.iter().find_map(part).unwrap_or((name, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_its_ending_means_the_one_village_that_has_it() {
        let mut known = Villages::default();
        for (township, village) in [
            ("瑞峰镇", "河坝村"),
            ("瑞峰镇", "河坝村"),
            ("瑞峰镇", "新桥社区"),
            ("瑞峰镇", "中坝村"),
            ("瑞峰镇", "中坝社区"),
            ("瑞峰镇", "石坝"),
            ("瑞峰镇", "石坝村"),
            ("瑞峰镇", "村"),
            ("高台镇", "山口村委会"),
            ("", "山口村"),
        ] {
            known.add(township, village);
        }
        let full = |written| known.full_name("瑞峰镇", written);
        for written in ["河坝", " 河　坝", "河坝村委会", "河坝村民委员会"] {
            assert_eq!(full(written), Some("河坝村"), "{written}");
        }
        for written in ["新桥", "新桥居委会", "新桥社区居委会"] {
            assert_eq!(full(written), Some("新桥社区"), "{written}");
        }
        // One of two is named by what its committee is.
        assert_eq!(full("中坝村委会"), Some("中坝村"));
        assert_eq!(full("中坝居委会"), Some("中坝社区"));
        for written in [
            // Whole names, whatever the office knows.
            "河坝村",
            "河坝社区",
            "新桥村",
            "石坝社区",
            // Two are meant, or none, or one that the office calls so.
            "中坝",
            "石坝",
            "河坝居委会",
            "新桥村委会",
            "山口",
            "坝",
            "河",
            "村委会",
            "",
        ] {
            assert_eq!(full(written), None, "{written}");
        }
        assert_eq!(known.full_name("高台镇", "山口"), Some("山口村委会"));
        assert_eq!(known.full_name("", "山口"), Some("山口村"));
        assert_eq!(known.full_name("罗波乡", "山口"), None);
    }

    #[test]
    fn a_former_name_without_its_ending_means_the_village_of_today() {
        let mut known = Villages::default();
        for (former, now) in [
            ("河坝村", "河口村"),
            ("河坝社区", "河口村"),
            ("石坝村", "新桥村"),
            ("中坝村", "山口村"),
            ("中坝社区", "新桥村"),
        ] {
            known.add_former("瑞峰镇", former, now);
        }
        known.add("瑞峰镇", "河口村");
        known.add("瑞峰镇", "石坝社区");
        let full = |written| known.full_name("瑞峰镇", written);
        assert_eq!((full("河坝"), full("河口")), (Some("河口村"), Some("河口村")));
        assert_eq!(full("石坝村委会"), Some("新桥村"));
        // One that is called so today, and one that was; two that were.
        assert_eq!((full("石坝"), full("中坝")), (None, None));
    }
}
