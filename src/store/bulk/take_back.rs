//! Takes a long entry back, or brings it back, by whole tables.
//!
//! Only an entry whose rows were each added (or each deleted) once and that nobody has touched since goes this way; what
//! would have to be looked at row by row is left to `undo`.

use std::collections::HashSet;

use rusqlite::Connection;

use super::{LONG, PLAIN, Resting};
use crate::domain::records::Id;
use crate::store::any::Kind;
use crate::store::error::{Result, StoreError};
use crate::store::transaction::Writer;
use crate::store::{journal, undo};

/// So many rows are brought back between two looks at whether to stop.
const PAGE: usize = 1000;

/// Takes an entry back; `false` when it isn't for this way and nothing was done.
pub(in crate::store) fn take_back(
    writer: &mut Writer<'_>,
    entry: Id,
    progress: &mut dyn FnMut(usize) -> bool,
) -> Result<bool> {
    let Some(what) = look(writer.conn(), entry)? else { return Ok(false) };
    super::rest_triggers(writer.conn(), true)?;
    writer.by_hand = true;
    writer.first = Some(what.newest);
    if what.added {
        delete(writer, entry, &what, progress)?;
    } else {
        insert(writer, entry, &what, progress)?;
    }
    writer
        .conn()
        .prepare_cached(
            "INSERT INTO journal_row (entry, tbl, row_id, subject, before, after)
             SELECT ?1, tbl, row_id, subject, after, before FROM journal_row WHERE entry = ?2 ORDER BY id DESC",
        )?
        .execute([writer.entry, entry])?;
    Ok(true)
}

/// What an entry did.
struct What {
    /// True when it added its rows, false when it deleted them.
    added: bool,
    /// How many rows of which kind, in the order in which the entry came to them.
    kinds: Vec<(Kind, usize)>,
    newest: (Kind, Id),
}

/// Looks whether an entry is for this way.
fn look(conn: &Connection, entry: Id) -> Result<Option<What>> {
    let (rows, added, changed, last): (i64, i64, i64, Option<Id>) = conn
        .prepare_cached(
            "SELECT count(*), count(*) FILTER (WHERE before IS NULL),
                    count(*) FILTER (WHERE before IS NOT NULL AND after IS NOT NULL), max(id)
             FROM journal_row WHERE entry = ?1",
        )?
        .query_row([entry], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let is_one_way = changed == 0 && (added == 0 || added == rows);
    let Some(last) =
        last.filter(|_| is_one_way && usize::try_from(rows).is_ok_and(|rows| rows > LONG))
    else {
        return Ok(None);
    };
    // A row that was touched later, by whatever, has a later row in the journal.
    let later = row_ids(conn, "SELECT tbl, row_id FROM journal_row WHERE id > ?1", last)?;
    let mut own = HashSet::new();
    let mut kinds: Vec<(Kind, usize)> = Vec::new();
    let mut newest = None;
    for (kind, id) in
        row_ids(conn, "SELECT tbl, row_id FROM journal_row WHERE entry = ?1 ORDER BY id", entry)?
    {
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, rows)) => *rows += 1,
            None => kinds.push((kind, 1)),
        }
        own.insert((kind, id));
        newest = Some((kind, id));
    }
    let is_whole = i64::try_from(own.len()).is_ok_and(|own| own == rows);
    let is_touched = later.iter().any(|row| own.contains(row));
    let is_plain = kinds.iter().all(|(kind, _)| PLAIN.contains(kind));
    Ok(newest.filter(|_| is_whole && !is_touched && is_plain).map(|newest| What {
        added: added > 0,
        kinds,
        newest,
    }))
}

fn row_ids(conn: &Connection, sql: &str, of: Id) -> Result<Vec<(Kind, Id)>> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([of])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let table = row.get_ref(0)?.as_str().unwrap_or_default();
        let kind = Kind::of_table(table).ok_or_else(|| StoreError::Corrupt(table.to_owned()))?;
        found.push((kind, row.get(1)?));
    }
    Ok(found)
}

/// Deletes the rows that the entry added, table by table, the referring ones first.
fn delete(
    writer: &mut Writer<'_>,
    entry: Id,
    what: &What,
    progress: &mut dyn FnMut(usize) -> bool,
) -> Result<()> {
    let mut done = 0;
    let rows_of = |kind: &Kind| what.kinds.iter().find(|(known, _)| known == kind);
    for (kind, rows) in Kind::ALL.iter().rev().filter_map(rows_of) {
        let table = kind.table();
        // They are back before rows that these refer to go: who refers to one is looked up by an index.
        let mut resting = Resting::default();
        resting.take_for_old(writer.conn(), table, *rows)?;
        let rows = "SELECT row_id FROM journal_row WHERE entry = ?1 AND tbl = ?2";
        let run = |sql: &str| -> Result<usize> {
            Ok(writer.conn().prepare_cached(sql)?.execute(rusqlite::params![entry, table])?)
        };
        if let Some((number, name, phone)) = journal::searched(*kind) {
            run(&format!(
                "INSERT OR IGNORE INTO search_dirty
                 SELECT id, {number}, code, {name}, {phone} FROM {table} WHERE id IN ({rows})"
            ))?;
        }
        if *kind == Kind::Child {
            run(&format!("INSERT OR IGNORE INTO risk_dirty {rows}"))?;
        } else if kind.columns().contains(&"child_id") {
            run(&format!(
                "INSERT OR IGNORE INTO risk_dirty
                 SELECT child_id FROM {table} WHERE id IN ({rows}) AND child_id IS NOT NULL"
            ))?;
        }
        done += run(&format!("DELETE FROM {table} WHERE id IN ({rows})"))?;
        resting.give_back(writer.conn())?;
        if !progress(done) {
            return Err(StoreError::Stopped);
        }
    }
    Ok(())
}

/// Inserts the rows that the entry deleted, the last deleted first, as they were.
fn insert(
    writer: &mut Writer<'_>,
    entry: Id,
    what: &What,
    progress: &mut dyn FnMut(usize) -> bool,
) -> Result<()> {
    let mut resting = Resting::default();
    for (kind, rows) in &what.kinds {
        resting.take_for_new(writer.conn(), kind.table(), *rows)?;
    }
    let mut before_id = i64::MAX;
    let mut done = 0;
    loop {
        let page = undo::journal_rows(writer.conn(), entry, &mut before_id)?;
        if page.is_empty() {
            return resting.give_back(writer.conn());
        }
        for row in page {
            let Some(kept) = &row.before else { continue };
            let values = undo::insert_back(writer.conn(), row.kind, row.row_id, kept, writer.now)?;
            journal::mark_risk(writer.conn(), row.kind, row.row_id, &values)?;
            journal::mark_search(writer.conn(), row.kind, row.row_id, None)?;
            if done % PAGE == 0 && !progress(done) {
                return Err(StoreError::Stopped);
            }
            done += 1;
        }
    }
}
