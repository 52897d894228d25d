//! The names that places had before the office gave them others: an old list still finds them.

use std::collections::BTreeMap;

use crate::domain::records::Setting;
use crate::domain::settings::FORMER_NAME;
use crate::domain::text::fold;

/// What stands between a village and its township where a former name is kept; no place is called so.
const WITHIN: char = '|';

/// Former names and what they mean today.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormerNames {
    /// By the folded former name.
    townships: BTreeMap<String, Named>,
    /// By the folded township of today and the folded former name.
    villages: BTreeMap<(String, String), Named>,
}

/// A name as it was written, and the one of today.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Named {
    former: String,
    now: String,
}

impl FormerNames {
    /// The names out of the office's records of them, in the order in which they were given.
    pub fn of(records: &[Setting]) -> Self {
        let mut names = Self::default();
        for record in records.iter().filter(|record| record.code == FORMER_NAME) {
            let former = record.reason.as_deref().unwrap_or_default();
            match former.split_once(WITHIN) {
                Some((township, village)) => names.give(township, Some(village), &record.value),
                None => names.give(former, None, &record.value),
            }
        }
        names
    }

    /// How the former name of a place is kept: as the reason of a record of [`FORMER_NAME`] whose value is the new name.
    /// `None` for a name that can't be: none at all.
    pub fn kept(township: &str, village: Option<&str>) -> Option<String> {
        let name = village.unwrap_or(township);
        let odd = name.is_empty() || name.contains(WITHIN) || township.contains(WITHIN);
        (!odd).then(|| match village {
            Some(village) => format!("{township}{WITHIN}{village}"),
            None => township.to_owned(),
        })
    }

    /// A place gets another name: whatever meant the old one means the new one. A name given back is no former one any more.
    fn give(&mut self, township: &str, village: Option<&str>, to: &str) {
        let Some(village) = village else {
            for named in self.townships.values_mut().filter(|named| named.now == township) {
                to.clone_into(&mut named.now);
            }
            let named = Named { former: township.to_owned(), now: to.to_owned() };
            self.townships.insert(fold(township), named);
            self.townships.remove(&fold(to));
            // Its villages lie in the township of today.
            let of_it = fold(township);
            let (moved, others) =
                std::mem::take(&mut self.villages).into_iter().partition(|(key, _)| key.0 == of_it);
            self.villages = others;
            let moved: BTreeMap<(String, String), Named> = moved;
            self.villages.extend(moved.into_iter().map(|(key, named)| ((fold(to), key.1), named)));
            return;
        };
        let within = fold(township);
        let of_it = |key: &(String, String)| key.0 == within;
        for (_, named) in self.villages.iter_mut().filter(|(key, _)| of_it(key)) {
            if named.now == village {
                to.clone_into(&mut named.now);
            }
        }
        let named = Named { former: village.to_owned(), now: to.to_owned() };
        self.villages.insert((within.clone(), fold(village)), named);
        self.villages.remove(&(within, fold(to)));
    }

    /// What a township of this former name is called today.
    pub fn township(&self, written: &str) -> Option<&str> {
        self.townships.get(&fold(written)).map(|named| named.now.as_str())
    }

    /// What a village of this former name is called today; `township` is the township's name of today, blank where there is
    /// none.
    pub fn village(&self, township: &str, written: &str) -> Option<&str> {
        self.villages.get(&(fold(township), fold(written))).map(|named| named.now.as_str())
    }

    /// Every former name of a village: the folded township of today, the former name, the one of today.
    pub fn villages(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let all = self.villages.iter();
        all.map(|((township, _), named)| (&**township, &*named.former, &*named.now))
    }

    /// The former names of a place as it is called today.
    pub fn of_place(&self, township: &str, village: Option<&str>) -> Vec<&str> {
        let named = |named: &'_ Named| named.now == village.unwrap_or(township);
        if village.is_none() {
            let all = self.townships.values().filter(|one| named(one));
            return all.map(|one| one.former.as_str()).collect();
        }
        let within = fold(township);
        let of_it = self.villages.iter().filter(|(key, one)| key.0 == within && named(one));
        of_it.map(|(_, one)| one.former.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(places: &[(&str, Option<&str>, &str)]) -> FormerNames {
        let records: Vec<Setting> = places
            .iter()
            .map(|(township, village, to)| Setting {
                code: FORMER_NAME.to_owned(),
                value: (*to).to_owned(),
                reason: FormerNames::kept(township, *village),
                ..Setting::default()
            })
            .collect();
        FormerNames::of(&records)
    }

    #[test]
    fn a_former_name_means_the_newest_one() {
        let names = renamed(&[("瑞丰镇", None, "瑞峰乡"), ("瑞峰乡", None, "瑞峰镇")]);
        assert_eq!(names.township("瑞丰镇"), Some("瑞峰镇"));
        assert_eq!(names.township(" 瑞丰　镇 "), Some("瑞峰镇"));
        assert_eq!(names.township("瑞峰乡"), Some("瑞峰镇"));
        assert_eq!(names.township("瑞峰镇"), None);
        assert_eq!(names.of_place("瑞峰镇", None), ["瑞丰镇", "瑞峰乡"]);
    }

    #[test]
    fn a_name_given_back_is_no_former_one() {
        let names = renamed(&[("东镇", None, "西镇"), ("西镇", None, "东镇")]);
        assert_eq!((names.township("东镇"), names.township("西镇")), (None, Some("东镇")));
    }

    #[test]
    fn a_village_is_looked_for_in_its_township_of_today() {
        let names = renamed(&[
            ("东镇", Some("河坝村"), "河口村"),
            ("东镇", None, "西镇"),
            ("南镇", Some("河坝村"), "石坝村"),
        ]);
        assert_eq!(names.village("西镇", "河坝村"), Some("河口村"));
        assert_eq!(names.village("南镇", "河坝村"), Some("石坝村"));
        assert_eq!(names.village("东镇", "河坝村"), None);
        assert_eq!(names.of_place("西镇", Some("河口村")), ["河坝村"]);
        assert_eq!(FormerNames::kept("", Some("河坝村")).as_deref(), Some("|河坝村"));
        assert_eq!(FormerNames::kept("", None), None);
    }
}
