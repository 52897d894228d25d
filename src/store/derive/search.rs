//! Search terms: every way a person or event may be looked for, kept so that a prefix finds it (TECH §1).

use rusqlite::{Connection, OptionalExtension};

use super::super::error::Result;
use crate::domain::records::Id;
use crate::language::pinyin::{Term, code_terms, phone_terms, search_terms};

/// The tables that can be searched, in the order of the number under which `search_term.kind` keeps them.
pub(crate) const SEARCHED: [&str; 4] = ["child", "volunteer", "carer", "event"];

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
    for (id, kind) in marked {
        take_back(conn, id, kind)?;
        put(conn, id, kind)?;
    }
    conn.prepare_cached("DELETE FROM search_dirty")?.execute([])?;
    Ok(())
}

/// Computes the terms of all records, into empty tables.
pub(super) fn rebuild(conn: &Connection) -> Result<()> {
    for (kind, table) in (0..).zip(SEARCHED) {
        let mut statement = conn.prepare(&format!("SELECT id FROM {table}"))?;
        let ids: Vec<Id> =
            statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        for id in ids {
            put(conn, id, kind)?;
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

fn put(conn: &Connection, id: Id, kind: u32) -> Result<()> {
    let Some(terms) = terms_of(conn, id, kind)? else { return Ok(()) };
    let mut insert = conn.prepare_cached(
        "INSERT OR IGNORE INTO search_term (term, rank, kind, record_id) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for term in &terms {
        insert.execute(rusqlite::params![term.text, term.rank, kind, id])?;
    }
    conn.prepare_cached("INSERT INTO search_record (record_id, terms) VALUES (?1, ?2)")?
        .execute(rusqlite::params![id, joined(&terms)])?;
    Ok(())
}

fn take_back(conn: &Connection, id: Id, kind: u32) -> Result<()> {
    let kept: Option<String> = conn
        .prepare_cached("DELETE FROM search_record WHERE record_id = ?1 RETURNING terms")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let mut delete = conn.prepare_cached(
        "DELETE FROM search_term WHERE term = ?1 AND rank = ?2 AND kind = ?3 AND record_id = ?4",
    )?;
    for line in kept.unwrap_or_default().lines() {
        if let Some((rank, term)) = line.split_once('\t') {
            let rank: i64 = rank.parse().unwrap_or(0);
            delete.execute(rusqlite::params![term, rank, kind, id])?;
        }
    }
    Ok(())
}
