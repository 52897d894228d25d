//! One transaction, one journal entry: the frame in which every command writes.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::any::{AnyRecord, Kind};
use super::error::{FieldConflict, Result, StoreError};
use super::ids::{Ids, next_code};
use super::rows;
use crate::domain::checks::{Refusal, RefusalReason};
use crate::domain::records::{Id, Meta};
use crate::domain::value::Value;

/// Columns that hold another record's id.
const REFERENCES: &[&str] =
    &["child_id", "carer_id", "volunteer_id", "second_volunteer_id", "leader_id", "event_id"];

/// A transaction with its journal entry open.
pub(super) struct Writer<'a> {
    pub(super) tx: Transaction<'a>,
    pub(super) today: NaiveDate,
    pub(super) now: i64,
    /// Who writes.
    pub(super) user: String,
    ids: Ids,
    /// The entry's full id.
    pub(super) entry: Id,
    /// Ids given to placeholders.
    placeholders: HashMap<Id, Id>,
    /// The next running number of each kind of code, once asked for.
    code_numbers: HashMap<char, i64>,
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
            ids,
            entry,
            placeholders: HashMap::new(),
            code_numbers: HashMap::new(),
            first: None,
        })
    }

    /// Closes the entry; the caller computes what is derived and commits.
    pub(super) fn end(self) -> Result<Transaction<'a>> {
        self.ids.store(&self.tx)?;
        self.tx.prepare_cached("UPDATE journal_now SET entry = NULL")?.execute([])?;
        Ok(self.tx)
    }

    /// The connection inside the transaction.
    pub(super) fn conn(&self) -> &Connection {
        &self.tx
    }

    fn touch(&mut self, kind: Kind, id: Id) {
        self.first.get_or_insert((kind, id));
    }

    /// Adds a record and returns its id.
    pub(super) fn add(&mut self, record: &AnyRecord) -> Result<Id> {
        refuse(record.check(self.today))?;
        let kind = record.kind();
        let placeholder = record.meta().id;
        let id = self.ids.next_record();
        let mut values = record.values();
        self.resolve(kind, &mut values);
        if let Some(letter) = kind.code_letter()
            && let Some(code) = kind.columns().iter().position(|column| *column == "code")
            && values[code] == Value::Text(String::new())
        {
            let given = next_code(&self.tx, &mut self.code_numbers, kind, letter)?;
            values[code] = Value::Text(given);
        }
        // A demo or a test may have been given an earlier day of entry; everything else enters today.
        let entered_on = record.meta().entered_on.or(Some(self.today));
        let meta = Meta { id, version: 1, entered_on };
        rows::insert(&self.tx, kind.table(), kind.columns(), meta, &values, self.now)
            .map_err(|error| constraint(error, kind, &values))?;
        if placeholder < 0 {
            self.placeholders.insert(placeholder, id);
        }
        self.touch(kind, id);
        Ok(id)
    }

    /// Puts real ids where values refer to placeholders.
    fn resolve(&self, kind: Kind, values: &mut [Value]) {
        if self.placeholders.is_empty() {
            return;
        }
        for (column, value) in kind.columns().iter().zip(values) {
            if let Value::Int(id) = value
                && *id < 0
                && REFERENCES.contains(column)
                && let Some(given) = self.placeholders.get(id)
            {
                *value = Value::Int(*given);
            }
        }
    }

    /// Changes the fields that differ between `before` and `after`, unless someone else changed them meanwhile.
    pub(super) fn edit(&mut self, before: &AnyRecord, after: &AnyRecord) -> Result<Id> {
        let mut wanted = after.values();
        self.resolve(after.kind(), &mut wanted);
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
        let mut result = current;
        for (field, value) in &changes {
            result = result.with(field, value.clone())?;
        }
        refuse(result.check(self.today))?;
        rows::set_columns(&self.tx, kind.table(), id, &changes, self.now)
            .map_err(|error| constraint(error, kind, &result.values()))?;
        self.touch(kind, id);
        Ok(id)
    }

    /// Sets columns of a row whatever stood there.
    pub(super) fn set(&mut self, kind: Kind, id: Id, changes: &[(&str, Value)]) -> Result<()> {
        rows::set_columns(&self.tx, kind.table(), id, changes, self.now)?;
        self.touch(kind, id);
        Ok(())
    }

    /// Voids a row as of today and adds its correction.
    pub(super) fn correct(&mut self, before: &AnyRecord, after: &AnyRecord) -> Result<Id> {
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
        self.void(kind, id, None)?;
        let mut fresh = after.clone();
        fresh.set_meta(Meta::default());
        let added = self.add(&fresh)?;
        self.first = Some((kind, added));
        Ok(added)
    }

    /// Voids a row as of today.
    pub(super) fn void(&mut self, kind: Kind, id: Id, reason: Option<&str>) -> Result<()> {
        let current = self.load(kind, id)?;
        if current.value("voided_on").is_none_or(|value| !value.is_null()) {
            return Err(StoreError::refused(Refusal::new("voided_on", RefusalReason::Closed)));
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
fn constraint(error: StoreError, kind: Kind, values: &[Value]) -> StoreError {
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
