//! The record a form changes: as it was when the form was opened, and as the form shows it.

use crate::domain::records::{Id, Meta, Record};
use crate::domain::value::Value;
use crate::store::{AnyRecord, Command, Queries, Result};

/// A record that is changed or corrected; or none yet.
#[derive(Debug, Clone)]
pub(super) struct Kept<R> {
    /// Its id; 0 for a new one.
    pub(super) id: Id,
    /// As it was.
    pub(super) base: Option<R>,
    shown: Option<R>,
}

impl<R> Default for Kept<R> {
    fn default() -> Self {
        Self::of(0)
    }
}

impl<R> Kept<R> {
    /// The record of an id.
    pub(super) const fn of(id: Id) -> Self {
        Self { id, base: None, shown: None }
    }

    /// Nothing is kept yet.
    pub(super) const fn is_new(&self) -> bool {
        self.id == 0
    }
}

impl<R: Record + Into<AnyRecord>> Kept<R> {
    /// Reads it the first time; false when it isn't there, or was voided.
    pub(super) fn read(&mut self, queries: &Queries<'_>) -> Result<bool> {
        if self.id != 0 && self.base.is_none() {
            let stands = |record: &R| {
                let voided = R::COLUMNS.iter().position(|column| *column == "voided_on");
                voided.is_none_or(|at| record.values().get(at).is_none_or(Value::is_null))
            };
            self.base = queries.record::<R>(self.id)?.filter(stands);
            self.shown.clone_from(&self.base);
        }
        Ok(self.id == 0 || self.base.is_some())
    }

    /// What the form's fields hold at first.
    pub(super) fn shown(&self) -> R {
        self.shown.clone().unwrap_or_default()
    }

    /// What the form changes, to be changed.
    pub(super) fn begin(&self) -> R {
        self.base.clone().unwrap_or_default()
    }

    /// What the form began with.
    pub(super) fn any(&self) -> Option<AnyRecord> {
        self.base.clone().map(Into::into)
    }

    /// Begins anew from another version of it.
    pub(super) fn rebase(&mut self, base: &AnyRecord, shown: &AnyRecord) {
        let read = |record: &AnyRecord| {
            let meta: Meta = record.meta();
            (record.kind().table() == R::TABLE)
                .then(|| R::from_values(meta, record.values()).ok())
                .flatten()
        };
        if let (Some(base), Some(shown)) = (read(base), read(shown)) {
            (self.base, self.shown) = (Some(base), Some(shown));
        }
    }

    /// The command that keeps it: added, edited, or corrected where rows are voided and replaced. `None` when nothing differs.
    pub(super) fn command(&self, after: R) -> Option<Command> {
        match &self.base {
            None => Some(Command::add(after)),
            Some(base) if *base == after => None,
            Some(base) if R::COLUMNS.contains(&"voided_on") => {
                Some(Command::Correct { before: base.clone().into(), after: after.into() })
            }
            Some(base) => Some(Command::edit(base.clone(), after)),
        }
    }
}
