//! Which record a row is about, where code or two fields together say it: volunteers, events.

use std::collections::HashMap;

use super::identity::{Match, Matched};
use crate::domain::records::Id;
use crate::exchange::reason::Reason;

/// Records recognised by a code, else by two fields together: volunteers by name and phone, events by title and day.
#[derive(Debug)]
pub struct PairIndex<T> {
    records: Vec<(Id, String, String, Option<T>, bool)>,
    by_code: HashMap<String, usize>,
    by_first: HashMap<String, Vec<usize>>,
    /// Is a second field so damaged that nobody is recognised by it?
    is_damaged: fn(&T) -> bool,
}

impl<T: PartialEq> PairIndex<T> {
    /// The index of records by id, code, first and second field.
    pub fn new(
        records: impl IntoIterator<Item = (Id, String, String, Option<T>)>,
        is_damaged: fn(&T) -> bool,
    ) -> Self {
        let mut index = Self {
            records: Vec::new(),
            by_code: HashMap::new(),
            by_first: HashMap::new(),
            is_damaged,
        };
        for (id, code, first, second) in records {
            index.push(id, &code, &first, second, false);
        }
        index
    }

    fn push(
        &mut self,
        id: Id,
        code: &str,
        first: &str,
        second: Option<T>,
        planned_with_code: bool,
    ) -> usize {
        let at = self.records.len();
        if !code.is_empty() {
            self.by_code.insert(code.to_owned(), at);
        }
        self.by_first.entry(first.to_owned()).or_default().push(at);
        self.records.push((id, code.to_owned(), first.to_owned(), second, planned_with_code));
        at
    }

    /// Adds a record that this import adds.
    pub fn plan(&mut self, id: Id, code: Option<&str>, first: &str, second: Option<T>) -> usize {
        self.push(id, code.unwrap_or_default(), first, second, code.is_some())
    }

    /// Takes up what a row gave a known record, so that later rows find it by that; a blank second field is as it was.
    pub fn learn(&mut self, at: usize, first: &str, second: Option<T>) {
        let record = &mut self.records[at];
        record.3 = second.or(record.3.take());
        if record.2 != first {
            let before = std::mem::replace(&mut record.2, first.to_owned());
            if let Some(of_before) = self.by_first.get_mut(&before) {
                of_before.retain(|other| *other != at);
            }
            self.by_first.entry(first.to_owned()).or_default().push(at);
        }
    }

    /// Id and code of the record at a place.
    pub fn get(&self, at: usize) -> (Id, &str) {
        let (id, code, ..) = &self.records[at];
        (*id, code)
    }

    /// Lets the code of a record that was merged into another lead to that one.
    pub fn merged(&mut self, code: &str, into: Id) {
        if let Some(at) = self.records.iter().position(|record| record.0 == into) {
            self.by_code.insert(code.to_owned(), at);
        }
    }

    /// Every code in use.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.by_code.keys().map(String::as_str)
    }

    /// The place of a code.
    pub fn by_code(&self, code: &str) -> Option<usize> {
        self.by_code.get(code).copied()
    }

    fn says_nothing(&self, second: Option<&T>) -> bool {
        second.is_none_or(self.is_damaged)
    }

    fn shown(&self, at: usize) -> String {
        let (_, code, first, ..) = &self.records[at];
        if code.is_empty() { first.clone() } else { code.clone() }
    }

    /// Which record a row is about; `column` is that of the first field.
    pub fn resolve(
        &self,
        column: &'static str,
        code: Option<&str>,
        first: &str,
        second: Option<&T>,
    ) -> Matched {
        let named = || self.by_first.get(first).into_iter().flatten().copied();
        let equal: Vec<usize> =
            named().filter(|&at| self.records[at].3.as_ref() == second).collect();
        if let Some(code) = code {
            let found = self.by_code(code);
            let other = equal.iter().copied().find(|&at| !self.records[at].4);
            if !self.says_nothing(second)
                && let Some(other) = other
                && found.is_none_or(|found| !equal.contains(&found))
            {
                return Err((
                    column,
                    Reason::KeysDisagree {
                        code: code.to_owned(),
                        name: found.map(|at| self.records[at].2.clone()).unwrap_or_default(),
                        other: self.shown(other),
                        other_name: self.records[other].2.clone(),
                    },
                ));
            }
            return Ok(found.map_or(Match::New, Match::Known));
        }
        match equal[..] {
            [at] => Ok(Match::Known(at)),
            [] => {
                let maybe: Vec<_> = named()
                    .filter(|&at| {
                        self.says_nothing(second) || self.says_nothing(self.records[at].3.as_ref())
                    })
                    .map(|at| self.shown(at))
                    .collect();
                if maybe.is_empty() {
                    return Ok(Match::New);
                }
                Err((column, Reason::MaybeSame { codes: maybe.join(", ") }))
            }
            _ => {
                let codes: Vec<_> = equal.iter().map(|&at| self.shown(at)).collect();
                Err((column, Reason::Ambiguous { codes: codes.join(", ") }))
            }
        }
    }
}
