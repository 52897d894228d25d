//! The townships that an office knows: its county's, and those it added itself; with their villages.

use super::{County, FormerNames, Villages};
use crate::domain::text::fold;

/// The names of townships as an office uses them.
#[derive(Debug, Clone, Default)]
pub struct Townships {
    county: Option<&'static County>,
    own: Vec<String>,
    hidden: Vec<String>,
    former: FormerNames,
    villages: Villages,
}

impl Townships {
    /// The townships of a county, those an office added, and those it no longer wants to be offered.
    pub fn new(county: Option<&'static County>, own: Vec<String>, hidden: Vec<String>) -> Self {
        Self { county, own, hidden, ..Self::default() }
    }

    /// With the names that places had before the office gave them others.
    #[must_use]
    pub fn with_former(self, former: FormerNames) -> Self {
        Self { former, ..self }
    }

    /// With the villages that are known.
    #[must_use]
    pub fn with_villages(self, villages: Villages) -> Self {
        Self { villages, ..self }
    }

    /// The full name that a written one means; `None` when neither the county nor the office knows it, or there is no list to
    /// go by.
    pub fn full_name(&self, written: &str) -> Option<&str> {
        let folded = fold(written);
        let named = |names: &'_ [String]| names.iter().position(|name| fold(name) == folded);
        if let Some(at) = named(&self.own) {
            return self.own.get(at).map(String::as_str);
        }
        // What the office itself called otherwise goes before the county's list, which may be out of date.
        if let Some(now) = self.former.township(written) {
            return Some(now);
        }
        // A hidden one is known still: it stands in records.
        if let Some(at) = named(&self.hidden) {
            return self.hidden.get(at).map(String::as_str);
        }
        let official = self.county.and_then(|county| county.township(written))?;
        Some(self.former.township(official.name).unwrap_or(official.name))
    }

    /// What a village is called today, in its township of today: what the office called otherwise goes before the villages
    /// whose name was written without its ending. Any other stays as written.
    pub fn village<'a>(&'a self, township: &str, written: &'a str) -> &'a str {
        let former = self.former.village(township, written);
        former.or_else(|| self.villages.full_name(township, written)).unwrap_or(written)
    }

    /// True when there is a list by which a name can be unknown.
    pub fn is_listed(&self) -> bool {
        // Of some counties only the name is known.
        self.county.is_some_and(|county| !county.townships.is_empty())
    }

    /// What is offered: the county's, then the office's own, each with a number of its own.
    pub fn offered(&self) -> impl Iterator<Item = (i64, &str)> {
        let official = self.county.map(|county| county.townships.as_slice()).unwrap_or_default();
        let official = official.iter().map(|town| (town.code.parse().unwrap_or(0), town.name));
        // Codes have nine digits; numbers below are the office's own.
        let own = (1..).zip(self.own.iter().map(String::as_str));
        official.chain(own).filter(|(_, name)| !self.hidden.iter().any(|hidden| hidden == name))
    }

    /// The offered one of a number.
    pub fn of_number(&self, number: i64) -> Option<&str> {
        self.offered().find(|(one, _)| *one == number).map(|(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::places::county;

    #[test]
    fn a_former_name_goes_before_the_countys_list_and_after_the_offices_own() {
        use crate::domain::records::Setting;
        use crate::domain::settings::FORMER_NAME;
        let former = |from: &str, to: &str| Setting {
            code: FORMER_NAME.to_owned(),
            value: to.to_owned(),
            reason: Some(from.to_owned()),
            ..Setting::default()
        };
        let names = FormerNames::of(&[former("西龙镇", "新龙街道"), former("老区", "新区")]);
        let known = Townships::new(county("511425"), vec!["老区".to_owned()], Vec::new());
        let known = known.with_former(names);
        assert_eq!(known.full_name("西龙镇"), Some("新龙街道"));
        assert_eq!(known.full_name("西龙"), Some("新龙街道"));
        // Added again after it was renamed.
        assert_eq!(known.full_name("老区"), Some("老区"));
    }

    #[test]
    fn an_offices_own_townships_are_known_and_offered_and_hidden_ones_only_known() {
        let own = vec!["新区".to_owned()];
        let hidden = vec!["西龙镇".to_owned(), "老区".to_owned()];
        let known = Townships::new(county("511425"), own, hidden);
        assert_eq!(known.full_name("新区"), Some("新区"));
        assert_eq!(known.full_name("老区"), Some("老区"));
        assert_eq!(known.full_name("青城镇"), Some("青竹街道"));
        assert_eq!(known.full_name("西龙"), Some("西龙镇"));
        assert_eq!(known.full_name("东区"), None);
        let offered: Vec<&str> = known.offered().map(|(_, name)| name).collect();
        assert_eq!(offered.len(), 7);
        assert!(offered.contains(&"新区") && !offered.contains(&"西龙镇"));
        for (number, name) in known.offered() {
            assert_eq!(known.of_number(number), Some(name));
        }
    }
}
