//! Recomputes what is derived and compares: maintained = recomputed.

use std::path::Path;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::super::connection::connect_read;
use super::super::error::{Result, StoreError};
use super::{Rules, search, shadow, state};

/// What the doctor found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// The day the scores stand for.
    pub scored_for: Option<NaiveDate>,
    /// The stored scores go by another school calendar, so that they weren't compared.
    pub other_calendar: bool,
    /// Children whose stored score differs, by code.
    pub scores: Vec<String>,
    /// Children whose stored due day or lead differs, by code.
    pub due_days: Vec<String>,
    /// Children whose place in the triage queue differs, by code.
    pub triage: Vec<String>,
    /// Counts that differ.
    pub tallies: Vec<String>,
    /// Records whose search terms differ, by code.
    pub search_terms: Vec<String>,
    /// What SQLite's own check says; empty when all is well.
    pub integrity: Vec<String>,
    /// Rows that refer to nothing, by table.
    pub dangling: Vec<String>,
}

impl Findings {
    /// True when nothing is wrong.
    pub fn is_healthy(&self) -> bool {
        let lists = [
            &self.scores,
            &self.due_days,
            &self.triage,
            &self.tallies,
            &self.search_terms,
            &self.integrity,
            &self.dangling,
        ];
        lists.iter().all(|list| list.is_empty())
    }
}

/// Room for looking through a whole file: 64 MB.
const CACHE: i64 = -65_536;

fn texts(conn: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare(sql)?;
    let found = statement.query_map([], |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Rows of `columns` in which the stored and the recomputed table differ, as `key`.
fn differing(conn: &Connection, table: &str, key: &str, columns: &str) -> Result<Vec<String>> {
    texts(
        conn,
        &format!(
            "SELECT DISTINCT {key} FROM (
                 SELECT * FROM (SELECT {columns} FROM main.{table} EXCEPT SELECT {columns} FROM temp.{table})
                 UNION ALL
                 SELECT * FROM (SELECT {columns} FROM temp.{table} EXCEPT SELECT {columns} FROM main.{table}))
             ORDER BY 1"
        ),
    )
}

/// The code of a child whose derived row has only its key.
const CODE: &str = "coalesce((SELECT child.code FROM child WHERE child.id = child_id), code)";

/// What SQLite itself says: of the file, and of rows that refer to nothing.
fn whole(conn: &Connection) -> Result<(Vec<String>, Vec<String>)> {
    let mut integrity = texts(conn, "PRAGMA main.integrity_check(20)")?;
    integrity.retain(|line| line != "ok");
    let dangling =
        texts(conn, "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check ORDER BY 1")?;
    Ok((integrity, dangling))
}

/// Examines the database. Writes nothing. SQLite looks through the file on a connection of its own meanwhile, where there is a
/// file.
pub(in crate::store) fn examine(
    conn: &Connection,
    rules: &Rules,
    path: Option<&Path>,
) -> Result<Findings> {
    std::thread::scope(|scope| {
        let beside = path.map(|path| {
            scope.spawn(move || {
                let conn = connect_read(path)?;
                conn.pragma_update(None, "cache_size", CACHE)?;
                whole(&conn)
            })
        });
        let compared = compare(conn, rules);
        let (integrity, dangling) = match beside.map(std::thread::ScopedJoinHandle::join) {
            Some(Ok(found)) => found?,
            Some(Err(_)) => return Err(StoreError::Corrupt("integrity_check".to_owned())),
            None => whole(conn)?,
        };
        // A damaged file can't be computed from either: that it is damaged says more.
        if !integrity.is_empty() && compared.is_err() {
            return Ok(Findings { integrity, dangling, ..Findings::default() });
        }
        Ok(Findings { integrity, dangling, ..compared? })
    })
}

/// Recomputes what is derived and compares it with what is kept.
fn compare(conn: &Connection, rules: &Rules) -> Result<Findings> {
    let state = state(conn)?;
    let mut findings = Findings {
        scored_for: state.scored_for,
        other_calendar: !state.goes_by(rules),
        ..Findings::default()
    };
    if let Some(day) = findings.scored_for.filter(|_| !findings.other_calendar) {
        shadow::drop(conn)?;
        let compared = shadow::lay_recomputed(conn, rules, day).and_then(|()| {
            findings.scores = differing(
                conn,
                "child_risk",
                CODE,
                "code, child_id, active, tier, scored_tier, score, score_high, covered, verify, points, reasons,
                 last_seen, last_visit, next_change_on, stands_since, score_change_on",
            )?;
            findings.due_days = differing(conn, "visit_due", CODE, "code, child_id, due, lead_id")?;
            findings.due_days.extend(differing(
                conn,
                "child_birthday",
                "code",
                "code, child_id, calendar, month, day, leap",
            )?);
            findings.triage = differing(
                conn,
                "triage",
                CODE,
                "code, child_id, tier, score, score_high, last_seen, causes",
            )?;
            findings.tallies = differing(conn, "tally", "what || ' ' || key", "what, key, n")?;
            Ok(())
        });
        shadow::drop(conn)?;
        compared?;
    }
    findings.search_terms = search::wrong(conn)?;
    Ok(findings)
}
