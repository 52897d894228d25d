//! Which record a row is about. The first of its filled keys decides; what is doubtful is asked about, never guessed: two
//! children must not become one because their names match, nor one child two.

use chrono::NaiveDate;
use foldhash::HashMap;

use crate::domain::records::Id;
use crate::exchange::reason::Reason;
use crate::store::queries::{ChildKey, MergedKey};

/// What a person decided about a doubtful row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It is about the record with this code.
    Same(String),
    /// It is a new one.
    New,
}

/// The decisions by row number.
pub type Decisions = std::collections::HashMap<u32, Decision>;

/// Which record a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// None that is there.
    New,
    /// The one at this place of the index.
    Known(usize),
}

/// A row's answer: a match, or the column and reason for which it is rejected.
pub type Matched = Result<Match, (&'static str, Reason)>;

/// One child in the index: of the database, or planned by an earlier row.
#[derive(Debug, Clone)]
pub struct KnownChild {
    /// Its id; negative for a planned one.
    pub id: Id,
    /// Its code; blank for a planned one that is still to get one.
    pub code: String,
    name: String,
    birth_date: Option<NaiveDate>,
    id_number: Option<String>,
    planned_with_code: bool,
}

/// A row's keys.
#[derive(Debug, Clone, Copy)]
pub struct ChildKeys<'a> {
    /// The code, where filled.
    pub code: Option<&'a str>,
    /// The ID number, where filled.
    pub id_number: Option<&'a str>,
    /// The name.
    pub name: &'a str,
    /// The birth date, where filled.
    pub birth_date: Option<NaiveDate>,
}

/// All children by their keys.
#[derive(Debug, Default)]
pub struct ChildIndex {
    children: Vec<KnownChild>,
    by_code: HashMap<String, usize>,
    by_id_number: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
    /// The names and birth dates of files merged into others, with the places of those.
    former: HashMap<String, Vec<(Option<NaiveDate>, usize)>>,
}

impl ChildIndex {
    /// The index of the database's children.
    pub fn new(keys: Vec<ChildKey>) -> Self {
        let mut index = Self::default();
        for key in keys {
            let ChildKey { id, code, name, birth_date, id_number, .. } = key;
            index.push(KnownChild {
                id,
                code,
                name,
                birth_date,
                id_number,
                planned_with_code: false,
            });
        }
        index
    }

    /// Takes up files that were merged into others: their codes lead to those, their names are asked about.
    pub fn merged(&mut self, keys: Vec<MergedKey>) {
        if keys.is_empty() {
            return;
        }
        let places: HashMap<Id, usize> =
            self.children.iter().enumerate().map(|(at, child)| (child.id, at)).collect();
        for MergedKey { code, name, birth_date, into, .. } in keys {
            if let Some(&at) = places.get(&into) {
                self.by_code.insert(code, at);
                self.former.entry(name).or_default().push((birth_date, at));
            }
        }
    }

    /// The children into which a file of this name and birth date was merged.
    fn formerly(&self, keys: ChildKeys<'_>) -> impl Iterator<Item = usize> {
        let former = self.former.get(keys.name).into_iter().flatten();
        former.filter(move |(birth, _)| *birth == keys.birth_date).map(|(_, at)| *at)
    }

    fn push(&mut self, child: KnownChild) -> usize {
        let at = self.children.len();
        if !child.code.is_empty() {
            self.by_code.insert(child.code.clone(), at);
        }
        if let Some(number) = &child.id_number {
            self.by_id_number.entry(number.clone()).or_default().push(at);
        }
        self.by_name.entry(child.name.clone()).or_default().push(at);
        self.children.push(child);
        at
    }

    /// Adds a child that this import adds.
    pub fn plan(&mut self, id: Id, keys: ChildKeys<'_>) -> usize {
        self.push(KnownChild {
            id,
            code: keys.code.unwrap_or_default().to_owned(),
            name: keys.name.to_owned(),
            birth_date: keys.birth_date,
            id_number: keys.id_number.map(str::to_owned),
            planned_with_code: keys.code.is_some(),
        })
    }

    /// Takes up the keys that a row gave a known child, so that later rows find it by them.
    pub fn learn(&mut self, at: usize, keys: ChildKeys<'_>) {
        let child = &mut self.children[at];
        if child.name != keys.name {
            keys.name.clone_into(&mut child.name);
            self.by_name.entry(keys.name.to_owned()).or_default().push(at);
        }
        if keys.birth_date.is_some() {
            child.birth_date = keys.birth_date;
        }
        if let Some(number) = keys.id_number
            && child.id_number.as_deref() != Some(number)
        {
            child.id_number = Some(number.to_owned());
            self.by_id_number.entry(number.to_owned()).or_default().push(at);
        }
    }

    /// The child at a place.
    pub fn get(&self, at: usize) -> &KnownChild {
        &self.children[at]
    }

    /// Every code in use.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.by_code.keys().map(String::as_str)
    }

    /// The place of a code.
    pub fn by_code(&self, code: &str) -> Option<usize> {
        self.by_code.get(code).copied()
    }

    fn list(&self, places: impl IntoIterator<Item = usize>) -> String {
        let codes = places.into_iter().map(|at| match self.children[at].code.as_str() {
            "" => self.children[at].name.as_str(),
            code => code,
        });
        codes.collect::<Vec<_>>().join(", ")
    }

    /// A new child, unless one of these, or one into which a file like it was merged, may be it: then all of them are named.
    fn maybe(&self, keys: ChildKeys<'_>, places: impl Iterator<Item = usize>) -> Matched {
        let mut places: Vec<_> = places.chain(self.formerly(keys)).collect();
        places.sort_unstable();
        places.dedup();
        if places.is_empty() {
            return Ok(Match::New);
        }
        Err(("name", Reason::MaybeSame { codes: self.list(places) }))
    }

    /// Which child a row is about.
    pub fn resolve(&self, keys: ChildKeys<'_>) -> Matched {
        let numbered: &[usize] = keys
            .id_number
            .and_then(|number| self.by_id_number.get(number))
            .map_or(&[], Vec::as_slice);
        let current = |at: &usize| self.children[*at].id_number.as_deref() == keys.id_number;
        let numbered: Vec<usize> = numbered.iter().copied().filter(current).collect();
        let named: Vec<usize> = (self.by_name.get(keys.name).into_iter().flatten().copied())
            .filter(|&at| self.children[at].name == keys.name)
            .collect();
        let born: Vec<usize> = named
            .iter()
            .copied()
            .filter(|&at| self.children[at].birth_date == keys.birth_date)
            .collect();
        if let Some(code) = keys.code {
            return self.by_given_code(code, keys, &numbered, &named, &born);
        }
        if keys.id_number.is_some() {
            return self.by_given_number(keys, &numbered, &named, &born);
        }
        match born[..] {
            [at] => Ok(Match::Known(at)),
            [] => {
                // The same name where one of the two birth dates is blank may be the same child.
                let blank = |at: &usize| {
                    self.children[*at].birth_date.is_none() != keys.birth_date.is_none()
                };
                self.maybe(keys, named.iter().copied().filter(blank))
            }
            _ => Err(("name", Reason::Ambiguous { codes: self.list(born) })),
        }
    }

    fn by_given_code(
        &self,
        code: &str,
        keys: ChildKeys<'_>,
        numbered: &[usize],
        named: &[usize],
        born: &[usize],
    ) -> Matched {
        let found = self.by_code(code);
        let elsewhere = |places: &[usize]| -> Option<usize> {
            places.first().copied().filter(|_| found.is_none_or(|found| !places.contains(&found)))
        };
        let disagree = |at: usize| Reason::KeysDisagree {
            code: code.to_owned(),
            name: found.map(|found| self.children[found].name.clone()).unwrap_or_default(),
            other: self.list([at]),
            other_name: self.children[at].name.clone(),
        };
        if let Some(at) = elsewhere(numbered) {
            return Err(("id_number", disagree(at)));
        }
        // Two rows of one file with codes of their own are two children, whatever they are called.
        let others: Vec<usize> =
            born.iter().copied().filter(|&at| !self.children[at].planned_with_code).collect();
        if keys.birth_date.is_some()
            && let Some(at) = elsewhere(&others)
            && found.is_none_or(|found| !born.contains(&found))
        {
            return Err(("name", disagree(at)));
        }
        let Some(at) = found else {
            // A code that nobody has yet points to nobody, but the name beside it may.
            let likely = |at: &usize| {
                let child = &self.children[*at];
                !child.planned_with_code
                    && (child.birth_date.is_none() || keys.birth_date.is_none())
                    && (child.id_number.is_none() || keys.id_number.is_none())
            };
            return self.maybe(keys, named.iter().copied().filter(likely));
        };
        let child = &self.children[at];
        // A slip in the code, or a list with codes of its own, must not turn one child's file into another's. One that this
        // file adds is said to have a second row.
        if let Some((born, said)) = child.birth_date.zip(keys.birth_date)
            && born != said
            && child.name != keys.name
            && !numbered.contains(&at)
            && !child.planned_with_code
        {
            let (code, name) = (self.list([at]), child.name.clone());
            return Err(("code", Reason::CodeOfAnother { code, name, born }));
        }
        Ok(Match::Known(at))
    }

    fn by_given_number(
        &self,
        keys: ChildKeys<'_>,
        numbered: &[usize],
        named: &[usize],
        born: &[usize],
    ) -> Matched {
        match *numbered {
            [] => {
                let likely = |at: &usize| {
                    let child = &self.children[*at];
                    keys.birth_date.is_some() && born.contains(at)
                        || child.id_number.is_none()
                            && (child.birth_date.is_none() || keys.birth_date.is_none())
                };
                self.maybe(keys, named.iter().copied().filter(likely))
            }
            [at] => {
                if keys.birth_date.is_some()
                    && !born.contains(&at)
                    && let Some(&other) = born.first()
                {
                    let reason = Reason::KeysDisagree {
                        code: self.list([at]),
                        name: self.children[at].name.clone(),
                        other: self.list([other]),
                        other_name: self.children[other].name.clone(),
                    };
                    return Err(("name", reason));
                }
                Ok(Match::Known(at))
            }
            _ => {
                Err(("id_number", Reason::Ambiguous { codes: self.list(numbered.iter().copied()) }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        (!text.is_empty()).then(|| text.parse().unwrap())
    }

    /// code, name, birth, id number
    fn index(rows: &[(&str, &str, &str, &str)]) -> ChildIndex {
        let keys = (1..).zip(rows).map(|(id, (code, name, birth, number))| ChildKey {
            id,
            code: (*code).to_owned(),
            name: (*name).to_owned(),
            birth_date: day(birth),
            id_number: (!number.is_empty()).then(|| (*number).to_owned()),
            carer_id: None,
        });
        ChildIndex::new(keys.collect())
    }

    /// The code that a row leads to, `new`, or the code of the reason.
    fn resolve(index: &ChildIndex, code: &str, name: &str, birth: &str, number: &str) -> String {
        let filled = |text| Some(text).filter(|text: &&str| !text.is_empty());
        let keys = ChildKeys {
            code: filled(code),
            id_number: filled(number),
            name,
            birth_date: day(birth),
        };
        match index.resolve(keys) {
            Ok(Match::New) => "new".to_owned(),
            Ok(Match::Known(at)) => index.get(at).code.clone(),
            Err((_, reason)) => reason.code().to_owned(),
        }
    }

    #[test]
    fn the_first_filled_key_decides() {
        let index = index(&[
            ("C1", "王明", "2014-03-05", "A"),
            ("C2", "李红", "", ""),
            ("C3", "张力", "2013-01-01", ""),
        ]);
        assert_eq!(
            resolve(&index, "C1", "王小明", "", ""),
            "C1",
            "a code decides, the name changes"
        );
        assert_eq!(resolve(&index, "", "王小明", "", "A"), "C1", "an ID number decides");
        assert_eq!(resolve(&index, "", "王明", "2014-03-05", ""), "C1");
        assert_eq!(resolve(&index, "", "李红", "", ""), "C2", "blank equals blank");
        assert_eq!(
            resolve(&index, "", "王明", "2015-01-01", ""),
            "new",
            "another birth date is another child"
        );
        assert_eq!(resolve(&index, "C9", "赵云", "", ""), "new");
    }

    #[test]
    fn what_is_doubtful_is_not_guessed() {
        let index = index(&[
            ("C1", "王明", "2014-03-05", "A"),
            ("C2", "李红", "", ""),
            ("C3", "张力", "2013-01-01", "B"),
            ("C4", "张力", "2013-01-01", ""),
        ]);
        assert_eq!(resolve(&index, "C2", "李红", "", "A"), "keys_disagree", "code and ID number");
        assert_eq!(
            resolve(&index, "C2", "王明", "2014-03-05", ""),
            "keys_disagree",
            "code and name"
        );
        assert_eq!(
            resolve(&index, "C9", "王明", "2014-03-05", ""),
            "keys_disagree",
            "a new code for a known child"
        );
        assert_eq!(
            resolve(&index, "", "王明", "", ""),
            "maybe_same",
            "the row's birth date is blank"
        );
        assert_eq!(resolve(&index, "", "李红", "2012-02-02", ""), "maybe_same", "the record's is");
        assert_eq!(
            resolve(&index, "", "王明", "2014-03-05", "Z"),
            "maybe_same",
            "an unknown ID number"
        );
        assert_eq!(resolve(&index, "", "李红", "2012-02-02", "Z"), "maybe_same");
        assert_eq!(resolve(&index, "", "张力", "2013-01-01", ""), "ambiguous");
        assert_eq!(
            resolve(&index, "C3", "张力", "2013-01-01", ""),
            "C3",
            "a namesake does no harm beside a code"
        );
        assert_eq!(resolve(&index, "", "张力", "2013-01-01", "B"), "C3");
    }

    #[test]
    fn a_code_beside_another_name_and_another_birth_date_is_asked_about() {
        let index = index(&[("C1", "王明", "2014-03-05", "A"), ("C2", "李红", "", "")]);
        let asked = "code_of_another";
        assert_eq!(resolve(&index, "C1", "孙丽丽", "2012-02-02", ""), asked);
        assert_eq!(resolve(&index, "C1", "孙丽丽", "2012-02-02", "Z"), asked);
        assert_eq!(resolve(&index, "C1", "孙丽丽", "2014-03-05", ""), "C1", "a new name");
        assert_eq!(resolve(&index, "C1", "王明", "2012-02-02", ""), "C1", "a new birth date");
        assert_eq!(resolve(&index, "C1", "孙丽丽", "", ""), "C1", "the row has none");
        assert_eq!(resolve(&index, "C2", "孙丽丽", "2012-02-02", ""), "C2", "the file has none");
        assert_eq!(
            resolve(&index, "C1", "孙丽丽", "2012-02-02", "A"),
            "C1",
            "the ID number agrees"
        );
    }

    #[test]
    fn a_new_code_beside_a_known_name_is_asked_about_where_a_birth_date_is_blank() {
        let index = index(&[
            ("C0004", "赵四", "2014-05-06", ""),
            ("C0005", "李红", "", ""),
            ("C0006", "孙丽", "", "A"),
        ]);
        let asked = "maybe_same";
        assert_eq!(resolve(&index, "C0201", "赵四", "", ""), asked, "the row's is blank");
        assert_eq!(resolve(&index, "C0201", "李红", "2014-05-06", ""), asked, "the file's is");
        assert_eq!(resolve(&index, "C0201", "李红", "", ""), asked, "both are");
        assert_eq!(resolve(&index, "C0201", "孙丽", "", "B"), "new", "two ID numbers");
        assert_eq!(resolve(&index, "C0201", "赵四", "2015-05-06", ""), "new", "two birth dates");
        assert_eq!(resolve(&index, "C0004", "李红", "", ""), "C0004", "a known code decides");
    }

    #[test]
    fn every_child_that_may_be_meant_is_named() {
        let index = index(&[
            ("C0008", "张伟", "2014-03-05", ""),
            ("C0009", "李红", "2014-03-05", ""),
            ("C0024", "张伟", "2016-01-02", ""),
        ]);
        let mut keys = ChildKeys { code: None, id_number: None, name: "张伟", birth_date: None };
        let both = Err(("name", Reason::MaybeSame { codes: "C0008, C0024".to_owned() }));
        assert_eq!(index.resolve(keys), both);
        keys.id_number = Some("A");
        assert_eq!(index.resolve(keys), both);
        keys.birth_date = day("2016-01-02");
        let one = Err(("name", Reason::MaybeSame { codes: "C0024".to_owned() }));
        assert_eq!(index.resolve(keys), one);
    }

    #[test]
    fn rows_of_one_file_find_each_other() {
        let mut index = index(&[("C1", "王明", "2014-03-05", "")]);
        let keys = ChildKeys {
            code: Some("C7"),
            id_number: Some("Q"),
            name: "赵云",
            birth_date: day("2012-01-01"),
        };
        index.plan(-1, keys);
        assert_eq!(resolve(&index, "C7", "赵云", "", ""), "C7");
        assert_eq!(
            resolve(&index, "C8", "赵云", "2012-01-01", ""),
            "new",
            "its own code makes it another child"
        );
        assert_eq!(resolve(&index, "C8", "赵云", "", ""), "new", "also without a birth date");
        assert_eq!(resolve(&index, "C8", "赵云", "2012-01-01", "Q"), "keys_disagree");
        index.learn(
            0,
            ChildKeys {
                code: Some("C1"), id_number: Some("R"), name: "王小明", birth_date: None
            },
        );
        assert_eq!(resolve(&index, "", "陈亮", "", "R"), "C1");
        assert_eq!(resolve(&index, "", "王小明", "2014-03-05", ""), "C1");
        assert_eq!(
            resolve(&index, "", "王明", "2014-03-05", ""),
            "new",
            "the old name is no longer its name"
        );
    }
}
