//! Search terms: every way a record may be looked for, kept so that a prefix finds it (TECH §1).

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use rusqlite::Connection;

use super::super::error::Result;
use super::super::rows;
use super::terms::{Gathered, Known};
use crate::domain::records::Id;

/// The tables that can be searched, in the order of the number that `search_term.rank` ends in.
pub(crate) const SEARCHED: [&str; 4] = ["child", "volunteer", "carer", "event"];

/// From so many marked records on it matters whether they are most.
const MANY: usize = 50_000;

/// The place of volunteers among [`SEARCHED`].
const VOLUNTEER: u8 = 1;

/// What `search_dirty` says of a record.
struct Marked {
    id: Id,
    kind: u8,
    /// What its kept terms are made of; nothing for a new record.
    kept: Option<Known>,
}

/// Computes the terms of the marked records anew, and the counts of volunteers when one of them is marked.
pub(super) fn settle(conn: &Connection) -> Result<()> {
    let marked = marked(conn)?;
    if marked.is_empty() {
        return Ok(());
    }
    if marked.iter().any(|mark| mark.kind == VOLUNTEER) {
        super::tallies::count_volunteers(conn)?;
    }
    if is_most(conn, marked.len())? {
        // Emptying a table costs nothing, taking single rows out of it does.
        conn.execute("DELETE FROM search_term", [])?;
        return rebuild(conn);
    }
    let mut gathered = Gathered::default();
    for mark in &marked {
        if let Some(known) = &mark.kept {
            gathered.add(mark.id, mark.kind, known);
            flush(&mut gathered, false, |gathered| gathered.delete(conn))?;
        }
    }
    flush(&mut gathered, true, |gathered| gathered.delete(conn))?;
    for mark in &marked {
        let Some(table) = SEARCHED.get(usize::from(mark.kind)) else { continue };
        let sql = format!("{} WHERE id = ?1", selection(table));
        let mut statement = conn.prepare_cached(&sql)?;
        let mut rows = statement.query([mark.id])?;
        if let Some(row) = rows.next()? {
            gathered.add(mark.id, mark.kind, &known(row, 1)?);
            flush(&mut gathered, false, |gathered| gathered.insert(conn))?;
        }
    }
    flush(&mut gathered, true, |gathered| gathered.insert(conn))?;
    conn.prepare_cached("DELETE FROM search_dirty")?.execute([])?;
    Ok(())
}

fn marked(conn: &Connection) -> Result<Vec<Marked>> {
    let mut statement =
        conn.prepare_cached("SELECT record_id, kind, code, name, phone FROM search_dirty")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let code: Option<String> = row.get(2)?;
        let kept = code.is_some().then(|| known(row, 2)).transpose()?;
        found.push(Marked { id: row.get(0)?, kind: row.get(1)?, kept });
    }
    Ok(found)
}

/// Sorts and writes what was gathered, when it is enough or all.
fn flush(
    gathered: &mut Gathered,
    is_all: bool,
    write: impl FnOnce(&Gathered) -> Result<()>,
) -> Result<()> {
    if is_all || gathered.is_full() {
        let mut full = std::mem::take(gathered);
        full.sort();
        write(&full)?;
    }
    Ok(())
}

/// Whether so many marked records are most of those that are there, in an office where it matters.
fn is_most(conn: &Connection, marked: usize) -> Result<bool> {
    if marked < MANY {
        return Ok(false);
    }
    let mut there = 0;
    for table in SEARCHED {
        there += rows::count(conn, table)?;
    }
    Ok(marked * 2 > there)
}

/// Everything by which the records of a table are looked for, behind their ids.
fn selection(table: &str) -> String {
    let (name, phone) = match table {
        "child" => ("name", "NULL"),
        "event" => ("title", "NULL"),
        _ => ("name", "phone"),
    };
    format!("SELECT id, code, {name}, {phone} FROM {table}")
}

fn known(row: &rusqlite::Row<'_>, from: usize) -> Result<Known> {
    Ok(Known { code: row.get(from)?, name: row.get(from + 1)?, phone: row.get(from + 2)? })
}

/// Calls `each` with every record that can be searched.
fn every(conn: &Connection, mut each: impl FnMut(Id, u8, Known) -> Result<()>) -> Result<()> {
    for (kind, table) in (0..).zip(SEARCHED) {
        let mut statement = conn.prepare(&format!("{} ORDER BY id", selection(table)))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(row.get(0)?, kind, known(row, 1)?)?;
        }
    }
    Ok(())
}

/// Computes the terms of all records, into an empty table.
pub(super) fn rebuild(conn: &Connection) -> Result<()> {
    let mut gathered = Gathered::default();
    every(conn, |id, kind, known| {
        gathered.add(id, kind, &known);
        flush(&mut gathered, false, |gathered| gathered.insert(conn))
    })?;
    flush(&mut gathered, true, |gathered| gathered.insert(conn))?;
    super::tallies::count_records(conn)?;
    conn.execute("DELETE FROM search_dirty", [])?;
    Ok(())
}

/// Rows of `search_term` as a number and a sum that doesn't depend on their order.
#[derive(Default, PartialEq, Eq)]
struct Sum {
    rows: u64,
    hashes: u64,
}

impl Sum {
    fn add(&mut self, term: &str, rank: u8, id: Id) {
        let mut hasher = DefaultHasher::new();
        (term, rank, id).hash(&mut hasher);
        self.rows += 1;
        self.hashes = self.hashes.wrapping_add(hasher.finish());
    }
}

/// Records whose kept terms differ from what their names give now, by code.
pub(super) fn wrong(conn: &Connection) -> Result<Vec<String>> {
    let (mut kept, mut wanted) = (Sum::default(), Sum::default());
    let mut statement = conn.prepare("SELECT term, rank, record_id FROM search_term")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        kept.add(row.get_ref(0)?.as_str().unwrap_or_default(), row.get(1)?, row.get(2)?);
    }
    every(conn, |id, kind, known| {
        for_terms(id, kind, &known, |term, rank| wanted.add(term, rank, id));
        Ok(())
    })?;
    if kept == wanted {
        return Ok(Vec::new());
    }
    let mut wrong = Vec::new();
    let mut is_kept = conn.prepare(
        "SELECT EXISTS (SELECT 1 FROM search_term WHERE term = ?1 AND rank = ?2 AND record_id = ?3)",
    )?;
    every(conn, |id, kind, known| {
        let mut terms = Vec::new();
        for_terms(id, kind, &known, |term, rank| terms.push((term.to_owned(), rank)));
        for (term, rank) in terms {
            if !is_kept.query_row(rusqlite::params![term, rank, id], |row| row.get(0))? {
                wrong.push(known.code);
                break;
            }
        }
        Ok(())
    })?;
    if wrong.is_empty() {
        wrong.push(format!("search_term {}/{}", kept.rows, wanted.rows));
    }
    Ok(wrong)
}

/// Calls `each` with the terms of one record.
fn for_terms(id: Id, kind: u8, known: &Known, mut each: impl FnMut(&str, u8)) {
    let mut gathered = Gathered::default();
    gathered.add(id, kind, known);
    for (term, rank, _) in gathered.rows() {
        each(term, rank);
    }
}
