//! Taking an entry back from the journal, all of it, when its rows are still as it left them.

use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value as Json};

use super::any::{AnyRecord, Kind};
use super::error::{Later, Result, StoreError};
use super::ids::running_number;
use super::transaction::Writer;
use super::{bulk, journal, rows};
use crate::domain::checks::{Refusal, RefusalReason};
use crate::domain::records::Id;
use crate::domain::value::Value;

/// The entry that an undo means: the one of that number, or the newest that is neither an undo nor undone.
pub(super) fn target(conn: &Connection, number: Option<i64>) -> Result<Id> {
    if let Some(number) = number {
        let base: Id = conn.query_row(
            "SELECT (CAST(county AS INTEGER) * 100 + desk) << 36 FROM office",
            [],
            |row| row.get(0),
        )?;
        let id = base | number;
        let exists: Option<Id> = conn
            .query_row("SELECT id FROM entry WHERE id = ?1", [id], |row| row.get(0))
            .optional()?;
        if exists.is_none() {
            return Err(StoreError::NotFound { kind: "entry", key: number.to_string() });
        }
        if is_undone(conn, id)? {
            return Err(StoreError::AlreadyUndone(number));
        }
        return Ok(id);
    }
    let mut statement =
        conn.prepare_cached("SELECT id FROM entry WHERE undoes IS NULL ORDER BY id DESC")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        if !is_undone(conn, id)? {
            return Ok(id);
        }
    }
    Err(StoreError::NothingToUndo)
}

/// True when an undo of this entry stands, itself not undone.
pub(super) fn is_undone(conn: &Connection, entry: Id) -> Result<bool> {
    let undos: Vec<Id> = conn
        .prepare_cached("SELECT id FROM entry WHERE undoes = ?1")?
        .query_map([entry], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for undo in undos {
        if !is_undone(conn, undo)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A row of the journal.
pub(super) struct JournalRow {
    pub(super) kind: Kind,
    pub(super) row_id: Id,
    /// The child, volunteer, carer or event that the row belonged to.
    subject: Id,
    pub(super) before: Option<Map<String, Json>>,
    after: Option<Map<String, Json>>,
}

/// Puts every row of the entry back as it was, newest change first.
///
/// A row that others still refer to (the visits of a child whose opening is undone) makes the commit fail.
pub(super) fn take_back(
    writer: &mut Writer<'_>,
    entry: Id,
    progress: &mut dyn FnMut(usize) -> bool,
) -> Result<()> {
    writer.tx.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    if bulk::take_back(writer, entry, progress)? {
        return Ok(());
    }
    let mut after_id = i64::MAX;
    let mut done = 0;
    loop {
        let page = journal_rows(writer.conn(), entry, &mut after_id)?;
        if page.is_empty() {
            break;
        }
        for row in page {
            put_back(writer, entry, &row)?;
            done += 1;
        }
        if !progress(done) {
            return Err(StoreError::Stopped);
        }
    }
    Ok(())
}

/// The children whose closed files hold an open mandatory report, which nobody sees there.
pub(super) fn hidden_reports(conn: &Connection) -> Result<Vec<Id>> {
    let found = conn
        .prepare_cached(
            "SELECT report.child_id FROM report JOIN child ON child.id = report.child_id
             WHERE report.closed_on IS NULL AND child.status = 'closed'",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// Refuses to have put an entry back when that hides an open report in a closed file: the report came after the file was
/// opened again, or the file was closed after the report. Taken back in their order, entries only lead to what once was.
pub(super) fn refuse_hidden_report(
    conn: &Connection,
    entry: Id,
    hidden_before: &[Id],
) -> Result<()> {
    for child in hidden_reports(conn)? {
        if hidden_before.contains(&child) {
            continue;
        }
        let later: Vec<Id> = conn
            .prepare_cached(
                "SELECT DISTINCT entry FROM journal_row JOIN entry ON entry.id = journal_row.entry
                 WHERE subject = ?1 AND entry > ?2 AND tbl IN ('child', 'report') AND undoes IS NULL",
            )?
            .query_map([child, entry], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for entry in later {
            if !is_undone(conn, entry)? {
                let open = Refusal::new("status", RefusalReason::OpenReport);
                return Err(StoreError::refused(open));
            }
        }
    }
    Ok(())
}

/// The next page of an entry's rows, newest first.
pub(super) fn journal_rows(
    conn: &Connection,
    entry: Id,
    before_id: &mut i64,
) -> Result<Vec<JournalRow>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, tbl, row_id, before, after, subject FROM journal_row
         WHERE entry = ?1 AND id < ?2 ORDER BY id DESC LIMIT 1000",
    )?;
    let mut rows = statement.query([entry, *before_id])?;
    let mut page = Vec::new();
    while let Some(row) = rows.next()? {
        *before_id = row.get(0)?;
        let table: String = row.get(1)?;
        let kind = Kind::of_table(&table).ok_or_else(|| StoreError::Corrupt(table.clone()))?;
        let (before, after): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
        page.push(JournalRow {
            kind,
            row_id: row.get(2)?,
            subject: row.get(5)?,
            before: before.as_deref().map(object).transpose()?,
            after: after.as_deref().map(object).transpose()?,
        });
    }
    Ok(page)
}

/// Reads a journal row's JSON.
pub(super) fn object(text: &str) -> Result<Map<String, Json>> {
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt(error.to_string()))
}

pub(super) fn to_value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(yes) => Value::Int(i64::from(*yes)),
        Json::Number(number) => {
            number.as_i64().map_or_else(|| Value::Real(number.as_f64().unwrap_or(0.0)), Value::Int)
        }
        Json::String(text) => Value::Text(text.clone()),
        other => Value::Text(other.to_string()),
    }
}

/// Equal as kept: a whole number in JSON may stand for a real column.
#[expect(clippy::cast_precision_loss, reason = "marks and days are small")]
fn same(kept: &Value, journal: &Value) -> bool {
    match (kept, journal) {
        (Value::Real(_), Value::Int(number)) => *kept == Value::Real(*number as f64),
        _ => kept == journal,
    }
}

/// True when what an entry and a later one wrote of a row has something in common: a column, or the row itself, added or deleted.
fn share(row: &JournalRow, before: Option<&str>, after: Option<&str>) -> Result<bool> {
    let (Some(_), Some(own), Some(_), Some(after)) = (&row.before, &row.after, before, after)
    else {
        return Ok(true);
    };
    Ok(object(after)?.keys().any(|column| own.contains_key(column)))
}

/// The newest standing entry that wrote what an entry wrote of a row. That the row looks as it was left isn't enough: a file
/// closed, opened and closed again isn't to be opened by taking back the first closing, of which the second knows nothing.
fn changed_by(
    writer: &Writer<'_>,
    entry: Id,
    row: &JournalRow,
    now: Option<&AnyRecord>,
) -> Result<Option<Later>> {
    let (conn, table) = (writer.conn(), row.kind.table());
    // A merge may have made it another's meanwhile.
    let whose_now = now.map(|now| journal::subject(row.kind, row.row_id, &now.values()));
    // This undo's own rows stand in the journal already.
    let mut statement = conn.prepare_cached(
        "SELECT later.entry, later.before, later.after FROM journal_row AS later
         WHERE later.subject IN (?5, ?6) AND later.entry > ?1 AND later.entry < ?4 AND later.tbl = ?2 AND later.row_id = ?3
         ORDER BY later.entry DESC",
    )?;
    let values = rusqlite::params![entry, table, row.row_id, writer.entry, row.subject, whose_now];
    let mut rows = statement.query(values)?;
    while let Some(later) = rows.next()? {
        let (before, after): (Option<String>, Option<String>) = (later.get(1)?, later.get(2)?);
        if !share(row, before.as_deref(), after.as_deref())? {
            continue;
        }
        let id = later.get(0)?;
        let (told, undoes) = later_entry(conn, id)?;
        // A later change that was taken back, and its taking back, leave the row as it was.
        if !is_undone(conn, id)? && undoes.is_none_or(|undoes| undoes <= entry) {
            return Ok(Some(told));
        }
    }
    Ok(None)
}

/// Refuses to take an entry back of which a row has been changed again, and says by what.
fn refuse_changed(
    writer: &Writer<'_>,
    entry: Id,
    row: &JournalRow,
    now: Option<&AnyRecord>,
) -> Result<()> {
    let as_left = match (&row.after, now) {
        (None, None) => true,
        (Some(after), Some(now)) => {
            let mut written = row.kind.columns().iter().zip(now.values());
            written.all(|(column, kept)| match (after.get(*column), &row.before) {
                (Some(json), _) => same(&kept, &to_value(json)),
                // Of a new row what is blank isn't noted; of a changed one what stayed.
                (None, before) => before.is_some() || kept.is_null(),
            })
        }
        _ => false,
    };
    let by = changed_by(writer, entry, row, now)?;
    if as_left && by.is_none() {
        return Ok(());
    }
    let conn = writer.conn();
    let code = conn
        .query_row(
            "SELECT code FROM child WHERE id = ?1 UNION ALL SELECT code FROM volunteer WHERE id = ?1
             UNION ALL SELECT code FROM carer WHERE id = ?1 UNION ALL SELECT code FROM event WHERE id = ?1",
            [row.subject],
            |row| row.get(0),
        )
        .optional()?;
    Err(StoreError::ChangedSince {
        table: row.kind.table().to_owned(),
        code: code.unwrap_or_default(),
        by: by.map(Box::new),
    })
}

/// An entry as it is told, and the one it took back.
fn later_entry(conn: &Connection, id: Id) -> Result<(Later, Option<Id>)> {
    let sql = "SELECT command, user, at, undoes FROM entry WHERE id = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([id], |row| {
        let (command, user, at) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok((Later { entry: running_number(id), command, user, at }, row.get(3)?))
    })?)
}

/// What a failing commit leaves without its record: the newest entry that added such a row; `None` where nothing is.
pub(super) fn still_needed(conn: &Connection) -> Result<Option<Later>> {
    let mut statement = conn.prepare("SELECT \"table\", rowid FROM pragma_foreign_key_check")?;
    let mut left = statement.query([])?;
    while let Some(row) = left.next()? {
        let (table, id): (String, Option<Id>) = (row.get(0)?, row.get(1)?);
        let entry: Option<Id> = conn
            .prepare_cached(
                "SELECT max(entry) FROM journal_row WHERE tbl = ?1 AND row_id = ?2 AND after IS NOT NULL",
            )?
            .query_row(rusqlite::params![table, id], |row| row.get(0))?;
        if let Some(entry) = entry {
            return Ok(Some(later_entry(conn, entry)?.0));
        }
    }
    Ok(None)
}

fn put_back(writer: &mut Writer<'_>, entry: Id, row: &JournalRow) -> Result<()> {
    let now = row.kind.load(writer.conn(), row.row_id)?;
    refuse_changed(writer, entry, row, now.as_ref())?;
    match (&row.before, &row.after) {
        (None, Some(_)) => {
            let sql = format!("DELETE FROM {} WHERE id = ?1", row.kind.table());
            writer.conn().prepare_cached(&sql)?.execute([row.row_id])?;
        }
        (Some(before), None) => {
            insert_back(writer.conn(), row.kind, row.row_id, before, writer.now)?;
        }
        (Some(before), Some(_)) => {
            let columns = row.kind.columns();
            let changes: Vec<(&str, Value)> = before
                .iter()
                .filter_map(|(column, json)| {
                    let known = columns.iter().find(|known| **known == column.as_str())?;
                    Some((*known, to_value(json)))
                })
                .collect();
            rows::set_columns(writer.conn(), row.kind.table(), row.row_id, &changes, writer.now)
                .map_err(|error| taken(error, before))?;
        }
        (None, None) => {}
    }
    writer.first.get_or_insert((row.kind, row.row_id));
    Ok(())
}

/// What is said when the code that a row had has been given to another meanwhile.
fn taken(error: StoreError, row: &Map<String, Json>) -> StoreError {
    match &error {
        StoreError::Sqlite(rusqlite::Error::SqliteFailure(failure, _))
            if failure.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE =>
        {
            let code = row.get("code").and_then(Json::as_str).unwrap_or_default().to_owned();
            StoreError::refused(Refusal::new("code", RefusalReason::Taken(code)))
        }
        _ => error,
    }
}

/// Inserts a row as the journal knows it, and returns its values.
pub(super) fn insert_back(
    conn: &Connection,
    kind: Kind,
    id: Id,
    row: &Map<String, Json>,
    now: i64,
) -> Result<Vec<Value>> {
    let value = |column: &str| row.get(column).map_or(Value::Null, to_value);
    let values: Vec<Value> = kind.columns().iter().map(|column| value(column)).collect();
    let columns = [&["id", "version", "updated_at", "entered_on"], kind.columns()].concat();
    let marks = vec!["?"; columns.len()].join(", ");
    let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", kind.table(), columns.join(", "));
    let meta = [Value::Int(id), Value::Int(1), Value::Int(now), value("entered_on")];
    conn.prepare_cached(&sql)?
        .execute(rusqlite::params_from_iter(meta.iter().chain(&values)))
        .map_err(|error| taken(error.into(), row))?;
    Ok(values)
}

/// The running number of the entry that took this one back, if one stands.
pub(super) fn undone_by(conn: &Connection, entry: Id) -> Result<Option<i64>> {
    let undos: Vec<Id> = conn
        .prepare_cached("SELECT id FROM entry WHERE undoes = ?1 ORDER BY id DESC")?
        .query_map([entry], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for undo in undos {
        if !is_undone(conn, undo)? {
            return Ok(Some(running_number(undo)));
        }
    }
    Ok(None)
}
