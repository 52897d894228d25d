//! What kinds share whose records belong to a child: which one a row is about, and what becomes of it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

use chrono::{Datelike, Days, NaiveDate};

use super::cells::Cells;
use super::plan::{Outcome, changes_with_codes};
use super::planner::{Planner, Seen};
use crate::domain::checks::Check;
use crate::domain::records::{Id, Meta, Record};
use crate::exchange::reason::Reason;
use crate::store::{AnyRecord, Step, StoreError};

/// The records of the children that the file names, read once a child; those of a day once a child and month, because a
/// child's years of attendance are many and a file is mostly about one term.
pub(super) struct OfChildren<R> {
    known: HashMap<(Id, Option<NaiveDate>), Vec<R>>,
}

impl<R: Record> OfChildren<R> {
    /// Nothing read yet.
    pub(super) fn new() -> Self {
        Self { known: HashMap::new() }
    }

    /// All records of a child that are not voided.
    pub(super) fn all(&mut self, child: Id, planner: &Planner<'_>) -> Result<&[R], StoreError> {
        self.read(child, None, planner)
    }

    /// Those of the month in which a day lies.
    pub(super) fn around(
        &mut self,
        child: Id,
        day: NaiveDate,
        planner: &Planner<'_>,
    ) -> Result<&[R], StoreError> {
        self.read(child, day.with_day(1), planner)
    }

    fn read(
        &mut self,
        child: Id,
        month: Option<NaiveDate>,
        planner: &Planner<'_>,
    ) -> Result<&[R], StoreError> {
        Ok(match self.known.entry((child, month)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                // The 31st, where a month has none, lies before the next month's first day all the same.
                let days = month.map(|first| (first, first + Days::new(30)));
                unknown.insert(planner.queries.of_child(child, days)?)
            }
        })
    }
}

/// How a changed record is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// In its place.
    Edit,
    /// The old row is voided, the new one added.
    Correct,
}

/// What a row of one of these kinds says.
pub(super) struct Stated<'a, K> {
    /// The child's code, shown in the preview.
    pub(super) code: String,
    /// The key within its table.
    pub(super) key: K,
    /// The column at which a second row for one record is reported.
    pub(super) column: &'static str,
    /// The import heading of a record's column.
    pub(super) heading: &'a dyn Fn(&'static str) -> &'static str,
    /// How a change is written.
    pub(super) writing: Writing,
}

/// Plans a row whose records there (`same`) were found by its key: adds `new`, or puts the row into the one that is there.
pub(super) fn settle<R, K, C>(
    stated: &Stated<'_, K>,
    same: &[R],
    new: R,
    contents: &C,
    apply: impl Fn(&mut R),
    cells: &mut Cells<'_>,
    planner: &mut Planner<'_>,
) -> Option<(String, Outcome)>
where
    R: Record + Check + Into<AnyRecord>,
    K: Hash,
    C: Hash,
{
    let key = (R::TABLE, &stated.key);
    match planner.seen(&key, contents) {
        Seen::Same => return Some((stated.code.clone(), Outcome::Unchanged)),
        Seen::Other(first) => {
            cells.error(stated.column, Reason::SecondRow { row: first });
            return None;
        }
        Seen::First => {}
    }
    let outcome = match same {
        [] => {
            let mut record = new;
            record.set_meta(Meta::default());
            apply(&mut record);
            cells.check(&record, planner.today, stated.heading);
            if !cells.is_good() {
                return None;
            }
            planner.steps.push(Step::Add(record.into()));
            Outcome::Created
        }
        [before] => {
            let mut after = before.clone();
            apply(&mut after);
            cells.check(&after, planner.today, stated.heading);
            if !cells.is_good() {
                return None;
            }
            if after == *before {
                Outcome::Unchanged
            } else {
                let fields = changes_with_codes(before, &after, stated.heading, planner.queries);
                let (before, after) = (before.clone().into(), after.into());
                planner.steps.push(match stated.writing {
                    Writing::Edit => Step::Edit { before, after },
                    Writing::Correct => Step::Correct { before, after },
                });
                Outcome::Updated(fields)
            }
        }
        several => {
            let codes = format!("{} × {}", several.len(), stated.code);
            cells.error(stated.column, Reason::Ambiguous { codes });
            return None;
        }
    };
    planner.remember(&key, cells.number(), contents);
    Some((stated.code.clone(), outcome))
}
