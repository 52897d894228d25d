//! Search terms: every way a person or event may be looked for, kept so that a prefix finds it (TECH §1).

use rusqlite::{Connection, OptionalExtension, Statement};

use super::super::error::Result;
use crate::domain::records::Id;
use crate::language::pinyin::{Term, code_terms, phone_terms, search_terms};

/// The tables that can be searched, in the order of the number under which `search_term.kind` keeps them.
pub(crate) const SEARCHED: [&str; 4] = ["child", "volunteer", "carer", "event"];

/// How many records' terms are sorted together: enough for long sweeps, few enough for an old PC's memory.
const AT_ONCE: usize = 50_000;

/// The place of volunteers among them.
const VOLUNTEER: u32 = 1;

/// Computes the terms of the marked records anew, and the counts of volunteers when one of them is marked.
pub(super) fn settle(conn: &Connection) -> Result<()> {
    let mut statement = conn.prepare_cached("SELECT record_id, kind FROM search_dirty")?;
    let marked: Vec<(Id, u32)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    if marked.is_empty() {
        return Ok(());
    }
    if marked.iter().any(|(_, kind)| *kind == VOLUNTEER) {
        super::tallies::count_volunteers(conn)?;
    }
    if is_most(conn, marked.len())? {
        // Emptying a table costs nothing, taking single rows out of it does.
        conn.execute_batch("DELETE FROM search_term; DELETE FROM search_record;")?;
        return rebuild(conn);
    }
    for part in marked.chunks(AT_ONCE) {
        take_back(conn, part)?;
        put(conn, part)?;
    }
    conn.prepare_cached("DELETE FROM search_dirty")?.execute([])?;
    Ok(())
}

/// Whether so many marked records are most of those kept, in an office where it matters.
fn is_most(conn: &Connection, marked: usize) -> Result<bool> {
    if marked < AT_ONCE {
        return Ok(false);
    }
    let kept: i64 = conn.query_row("SELECT count(*) FROM search_record", [], |row| row.get(0))?;
    Ok(usize::try_from(kept).is_ok_and(|kept| marked * 2 > kept))
}

/// Computes the terms of all records, into empty tables.
pub(super) fn rebuild(conn: &Connection) -> Result<()> {
    for (kind, table) in (0..).zip(SEARCHED) {
        let mut statement = conn.prepare(&format!("SELECT id FROM {table} ORDER BY id"))?;
        let records: Vec<(Id, u32)> = statement
            .query_map([], |row| Ok((row.get(0)?, kind)))?
            .collect::<rusqlite::Result<_>>()?;
        for part in records.chunks(AT_ONCE) {
            put(conn, part)?;
        }
    }
    super::tallies::count_volunteers(conn)?;
    conn.execute("DELETE FROM search_dirty", [])?;
    Ok(())
}

/// The terms of a record; `None` when it is gone.
pub(super) fn terms_of(conn: &Connection, id: Id, kind: u32) -> Result<Option<Vec<Term>>> {
    let Some(table) = SEARCHED.get(kind as usize) else { return Ok(None) };
    let (name, phone) = match *table {
        "child" => ("name", "NULL"),
        "event" => ("title", "NULL"),
        _ => ("name", "phone"),
    };
    let sql = format!("SELECT code, {name}, {phone} FROM {table} WHERE id = ?1");
    let row: Option<(String, String, Option<String>)> = conn
        .prepare_cached(&sql)?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    Ok(row.map(|(code, name, phone)| {
        let mut terms = search_terms(&name);
        terms.extend(code_terms(&code));
        terms.extend(phone.iter().flat_map(|phone| phone_terms(phone)));
        terms.sort_by(|one, other| (&one.text, one.rank).cmp(&(&other.text, other.rank)));
        terms.dedup_by(|one, other| one.text == other.text);
        terms
    }))
}

/// The kept form of a record's terms.
pub(super) fn joined(terms: &[Term]) -> String {
    let mut text = String::new();
    for term in terms {
        use std::fmt::Write as _;
        let _ = writeln!(text, "{}\t{}", term.rank, term.text);
    }
    text
}

/// A row of `search_term`, in the order of its key.
type TermRow = (String, u8, u32, Id);

/// Adds the terms of records. Sorted, so that a hundred thousand names are written in one sweep through the table instead
/// of a million leaps.
fn put(conn: &Connection, records: &[(Id, u32)]) -> Result<()> {
    let mut rows: Vec<TermRow> = Vec::new();
    let mut keep =
        conn.prepare_cached("INSERT INTO search_record (record_id, terms) VALUES (?1, ?2)")?;
    for (id, kind) in records {
        if let Some(terms) = terms_of(conn, *id, *kind)? {
            keep.execute(rusqlite::params![id, joined(&terms)])?;
            rows.extend(terms.into_iter().map(|term| (term.text, term.rank, *kind, *id)));
        }
    }
    rows.sort_unstable();
    let mut parts = rows.chunks_exact(ROWS_A_STATEMENT);
    if parts.len() > 0 {
        insert_rows(&mut *conn.prepare_cached(&insertion(ROWS_A_STATEMENT))?, &mut parts)?;
    }
    let mut rest = parts.remainder().chunks_exact(1);
    insert_rows(&mut *conn.prepare_cached(&insertion(1))?, &mut rest)
}

/// Rows that one statement inserts: starting it costs as much as a row.
const ROWS_A_STATEMENT: usize = 64;

fn insertion(rows: usize) -> String {
    let marks = vec!["(?, ?, ?, ?)"; rows].join(", ");
    format!("INSERT OR IGNORE INTO search_term (term, rank, kind, record_id) VALUES {marks}")
}

fn insert_rows(
    insert: &mut Statement<'_>,
    parts: &mut std::slice::ChunksExact<'_, TermRow>,
) -> Result<()> {
    for part in parts {
        for (place, (term, rank, kind, id)) in part.iter().enumerate() {
            insert.raw_bind_parameter(place * 4 + 1, term)?;
            insert.raw_bind_parameter(place * 4 + 2, rank)?;
            insert.raw_bind_parameter(place * 4 + 3, kind)?;
            insert.raw_bind_parameter(place * 4 + 4, id)?;
        }
        insert.raw_execute()?;
    }
    Ok(())
}

/// Takes the kept terms of records away, in one sweep too.
fn take_back(conn: &Connection, records: &[(Id, u32)]) -> Result<()> {
    let mut rows: Vec<TermRow> = Vec::new();
    let mut forget =
        conn.prepare_cached("DELETE FROM search_record WHERE record_id = ?1 RETURNING terms")?;
    for (id, kind) in records {
        let kept: Option<String> = forget.query_row([id], |row| row.get(0)).optional()?;
        for line in kept.unwrap_or_default().lines() {
            if let Some((rank, term)) = line.split_once('\t') {
                rows.push((term.to_owned(), rank.parse().unwrap_or(0), *kind, *id));
            }
        }
    }
    rows.sort_unstable();
    let mut delete = conn.prepare_cached(
        "DELETE FROM search_term WHERE term = ?1 AND rank = ?2 AND kind = ?3 AND record_id = ?4",
    )?;
    for (term, rank, kind, id) in rows {
        delete.execute(rusqlite::params![term, rank, kind, id])?;
    }
    Ok(())
}
