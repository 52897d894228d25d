//! One transaction, one journal entry: the frame in which every command writes.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::any::{AnyRecord, Kind};
use super::error::{FieldConflict, Result, StoreError};
use super::execute::is_reported;
use super::ids::{Ids, highest_code};
use super::journal::{self, Change};
use super::merge_fields;
use super::numbers::{Numbers, Ready};
use super::rows;
use crate::domain::checks::{Refusal, RefusalReason};
use crate::domain::codes::Status;
use crate::domain::records::{Id, Meta};
use crate::domain::value::{Field as _, Value};

/// A transaction with its journal entry open.
pub(super) struct Writer<'a> {
    pub(super) tx: Transaction<'a>,
    pub(super) today: NaiveDate,
    pub(super) now: i64,
    /// Who writes.
    pub(super) user: String,
    pub(super) numbers: Numbers,
    /// The entry's full id.
    pub(super) entry: Id,
    /// The triggers rest: journal and marks are written here.
    pub(super) by_hand: bool,
    /// The first record touched.
    pub(super) first: Option<(Kind, Id)>,
}

impl<'a> Writer<'a> {
    /// Begins the entry inside a transaction already begun.
    pub(super) fn begin(
        tx: Transaction<'a>,
        today: NaiveDate,
        now: i64,
        user: &str,
        command: &str,
        undoes: Option<Id>,
    ) -> Result<Self> {
        let mut ids = Ids::load(&tx)?;
        let entry = ids.next_entry();
        tx.prepare_cached(
            "INSERT INTO entry (id, at, day, user, command, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(rusqlite::params![entry, now, today, user, command, undoes])?;
        tx.prepare_cached("UPDATE journal_now SET entry = ?1")?.execute([entry])?;
        Ok(Self {
            tx,
            today,
            now,
            user: user.to_owned(),
            numbers: Numbers::new(ids),
            entry,
            by_hand: false,
            first: None,
        })
    }

    /// Closes the entry; the caller computes what is derived and commits.
    pub(super) fn end(self) -> Result<Transaction<'a>> {
        self.numbers.ids.store(&self.tx)?;
        self.tx.prepare_cached("UPDATE journal_now SET entry = NULL")?.execute([])?;
        Ok(self.tx)
    }

    /// Hands the numbers over to a thread that gives them out ahead of the writing.
    pub(super) fn take_numbers(&mut self) -> Result<Numbers> {
        let blank = Numbers::new(Ids::load(&self.tx)?);
        Ok(std::mem::replace(&mut self.numbers, blank))
    }

    /// The connection inside the transaction.
    pub(super) fn conn(&self) -> &Connection {
        &self.tx
    }

    pub(super) fn touch(&mut self, kind: Kind, id: Id) {
        self.first.get_or_insert((kind, id));
    }

    /// Adds a record and returns its id.
    pub(super) fn add(&mut self, record: &AnyRecord) -> Result<Id> {
        let tx = &self.tx;
        let ready = self
            .numbers
            .ready(record, self.today, |kind, letter| highest_code(tx, kind, letter))?;
        let Ready { kind, meta, values } = &ready;
        rows::insert(&self.tx, kind.table(), kind.columns(), *meta, values, self.now)
            .map_err(|error| constraint(error, *kind, values))?;
        self.touch(*kind, meta.id);
        Ok(meta.id)
    }

    /// Sets columns of a row; `before` is the row as it stands, which is needed where the triggers rest.
    fn change(
        &mut self,
        kind: Kind,
        id: Id,
        changes: &[(&str, Value)],
        before: Option<&AnyRecord>,
    ) -> Result<()> {
        rows::set_columns(&self.tx, kind.table(), id, changes, self.now)?;
        if let Some(before) = before.filter(|_| self.by_hand && !changes.is_empty()) {
            let (old, new) = (before.values(), self.load(kind, id)?.values());
            let differ = || {
                let sides = kind.columns().iter().copied().zip(old.iter().zip(&new));
                sides.filter(|(_, (old, new))| old != new)
            };
            let was = journal::part(differ().map(|(column, (old, _))| (column, old)));
            let is = journal::part(differ().map(|(column, (_, new))| (column, new)));
            let subject = journal::subject(kind, id, &new);
            let change = Change { kind, id, subject, before: Some(&was), after: Some(&is) };
            journal::write(&self.tx, self.entry, &change)?;
            journal::mark_risk(&self.tx, kind, id, &old)?;
            journal::mark_risk(&self.tx, kind, id, &new)?;
            journal::mark_search(&self.tx, kind, id, Some(&old))?;
        }
        self.touch(kind, id);
        Ok(())
    }

    /// Changes the fields that differ between `before` and `after`, unless someone else changed them meanwhile.
    pub(super) fn edit(&mut self, before: &AnyRecord, after: &AnyRecord) -> Result<Id> {
        let mut wanted = after.values();
        self.numbers.resolve(after.kind(), &mut wanted);
        let (kind, id) = (before.kind(), before.meta().id);
        let current = self.load(kind, id)?;
        let mut changes = Vec::new();
        let mut conflicts = Vec::new();
        let columns = kind.columns().iter();
        let sides = before.values().into_iter().zip(wanted).zip(current.values());
        for (field, ((base, yours), theirs)) in columns.zip(sides) {
            if base == yours || yours == theirs {
                continue;
            }
            if base == theirs {
                changes.push((*field, yours));
            } else {
                conflicts.push(FieldConflict { field, base, yours, theirs });
            }
        }
        if !conflicts.is_empty() {
            return Err(StoreError::Conflict(conflicts));
        }
        let closes = ("status", Status::Closed.to_value());
        if kind == Kind::Child && changes.contains(&closes) && is_reported(self, id)? {
            return Err(StoreError::refused(Refusal::new("status", RefusalReason::OpenReport)));
        }
        let left = merge_fields::left_on(&current, &changes, self.today);
        if let Some(day) = left {
            changes.retain(|(field, _)| *field != "left_on");
            changes.push(("left_on", day));
        }
        let mut result = current.clone();
        for (field, value) in &changes {
            result = result.with(field, value.clone())?;
        }
        refuse(result.check(self.today))?;
        self.change(kind, id, &changes, Some(&current))
            .map_err(|error| constraint(error, kind, &result.values()))?;
        Ok(id)
    }

    /// Sets columns of a row whatever stood there.
    pub(super) fn set(&mut self, kind: Kind, id: Id, changes: &[(&str, Value)]) -> Result<()> {
        let before = self.by_hand.then(|| self.load(kind, id)).transpose()?;
        self.change(kind, id, changes, before.as_ref())
    }

    /// Voids a row as of today and adds its correction.
    pub(super) fn correct(&mut self, before: &AnyRecord, after: &AnyRecord) -> Result<Id> {
        self.void_unchanged(before, after)?;
        let mut fresh = after.clone();
        fresh.set_meta(Meta::default());
        let added = self.add(&fresh)?;
        self.first = Some((before.kind(), added));
        Ok(added)
    }

    /// Voids a row that is about to be corrected, unless someone else changed it meanwhile.
    pub(super) fn void_unchanged(&mut self, before: &AnyRecord, after: &AnyRecord) -> Result<()> {
        let (kind, id) = (before.kind(), before.meta().id);
        let current = self.load(kind, id)?;
        if current.values() != before.values() {
            let columns = kind.columns().iter();
            let sides = before.values().into_iter().zip(after.values()).zip(current.values());
            return Err(StoreError::Conflict(
                columns
                    .zip(sides)
                    .filter(|(_, ((base, _), theirs))| base != theirs)
                    .map(|(field, ((base, yours), theirs))| FieldConflict {
                        field,
                        base,
                        yours,
                        theirs,
                    })
                    .collect(),
            ));
        }
        self.void(kind, id, None)
    }

    /// Voids a row as of today.
    pub(super) fn void(&mut self, kind: Kind, id: Id, reason: Option<&str>) -> Result<()> {
        let current = self.load(kind, id)?;
        if current.value("voided_on").is_none_or(|value| !value.is_null()) {
            return Err(StoreError::refused(Refusal::new("voided_on", RefusalReason::Voided)));
        }
        let mut changes = vec![("voided_on", Value::Text(self.today.to_string()))];
        if let Some(reason) = reason
            && kind.columns().contains(&"void_reason")
        {
            changes.push(("void_reason", Value::Text(reason.to_owned())));
        }
        self.set(kind, id, &changes)
    }

    /// The row as it stands now.
    pub(super) fn load(&self, kind: Kind, id: Id) -> Result<AnyRecord> {
        kind.load(&self.tx, id)?
            .ok_or_else(|| StoreError::NotFound { kind: kind.table(), key: id.to_string() })
    }

    /// The code of a record, where its kind has codes.
    pub(super) fn code_of(&self, kind: Kind, id: Id) -> Result<Option<String>> {
        if kind.code_letter().is_none() {
            return Ok(None);
        }
        let sql = format!("SELECT code FROM {} WHERE id = ?1", kind.table());
        Ok(self.tx.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()?)
    }
}

/// Refuses when something was found.
pub(super) fn refuse(found: Vec<Refusal>) -> Result<()> {
    if found.is_empty() { Ok(()) } else { Err(StoreError::Refused(found)) }
}

/// Says which rule a broken constraint stands for.
pub(super) fn constraint(error: StoreError, kind: Kind, values: &[Value]) -> StoreError {
    let StoreError::Sqlite(rusqlite::Error::SqliteFailure(failure, _)) = &error else {
        return error;
    };
    match failure.extended_code {
        rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE => {
            let place = kind.columns().iter().position(|column| *column == "code");
            let code = match place.and_then(|place| values.get(place)) {
                Some(Value::Text(code)) => code.clone(),
                _ => String::new(),
            };
            StoreError::refused(Refusal::new("code", RefusalReason::Taken(code)))
        }
        rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY => {
            StoreError::refused(Refusal::new("id", RefusalReason::Unknown(String::new())))
        }
        _ => error,
    }
}
