//! Another day without writing: temporary tables that stand before the stored ones under the same names.

use chrono::NaiveDate;
use rusqlite::Connection;

use super::super::error::Result;
use super::scorer::{Scorer, Target};
use super::{Rules, ids, state};
use crate::domain::records::Id;

/// What is shadowed. `score_history` is not copied: days after the stored one go to `score_ahead`.
pub(super) const TABLES: [&str; 5] =
    ["child_risk", "visit_due", "triage", "child_birthday", "tally"];

/// Every connection has this table, empty unless a later day is shadowed.
const SCORE_AHEAD: &str = "CREATE TEMP TABLE IF NOT EXISTS score_ahead (
    child_id INTEGER NOT NULL,
    from_day TEXT NOT NULL,
    score INTEGER NOT NULL,
    tier INTEGER NOT NULL,
    scored_tier INTEGER NOT NULL,
    covered INTEGER NOT NULL,
    PRIMARY KEY (child_id, from_day)
) STRICT, WITHOUT ROWID";

/// Lays the table that every connection needs.
pub(in crate::store) fn prepare(conn: &Connection) -> Result<()> {
    conn.execute_batch(SCORE_AHEAD)?;
    Ok(())
}

/// Makes temporary copies of tables, with their indexes, empty; they shadow the stored ones from now on.
pub(super) fn lay_tables(conn: &Connection, tables: &[&str]) -> Result<()> {
    lay_bare(conn, tables)?;
    lay_indexes(conn, tables)
}

/// The tables alone, for filling: an index is made faster of all rows at once than row by row.
pub(super) fn lay_bare(conn: &Connection, tables: &[&str]) -> Result<()> {
    lay_parts(conn, tables, "table")
}

/// Their indexes.
pub(super) fn lay_indexes(conn: &Connection, tables: &[&str]) -> Result<()> {
    lay_parts(conn, tables, "index")
}

fn lay_parts(conn: &Connection, tables: &[&str], part: &str) -> Result<()> {
    for table in tables {
        let mut statement = conn.prepare(
            "SELECT sql FROM main.sqlite_schema
             WHERE tbl_name = ?1 AND type = ?2 AND sql IS NOT NULL",
        )?;
        let texts: Vec<String> = statement
            .query_map([*table, part], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for text in texts {
            let temporary = text.replacen("CREATE TABLE ", "CREATE TEMP TABLE ", 1).replacen(
                "CREATE INDEX ",
                "CREATE INDEX temp.",
                1,
            );
            conn.execute_batch(&temporary)?;
        }
    }
    Ok(())
}

/// Shadows the derived tables with what they say on a day; `anew` where the stored ones go by another calendar.
pub(in crate::store) fn lay(
    conn: &Connection,
    rules: &Rules,
    day: NaiveDate,
    anew: bool,
) -> Result<()> {
    conn.execute_batch("BEGIN")?;
    let laid = lay_tables(conn, &TABLES).and_then(|()| {
        let state = state(conn)?;
        let is_of_rules = !anew && !state.all_dirty;
        let onward = is_of_rules && state.scored_for.is_some_and(|scored| scored <= day);
        if onward { copy_and_move_on(conn, rules, day) } else { compute(conn, rules, day) }
    });
    conn.execute_batch(if laid.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    laid
}

/// Shadows the derived tables with everything computed anew for a day, for comparing.
pub(super) fn lay_recomputed(conn: &Connection, rules: &Rules, day: NaiveDate) -> Result<()> {
    lay_tables(conn, &TABLES)?;
    compute(conn, rules, day)
}

/// A later day: the stored rows, and anew those that time or an unsettled write changes.
fn copy_and_move_on(conn: &Connection, rules: &Rules, day: NaiveDate) -> Result<()> {
    for table in TABLES {
        conn.execute_batch(&format!("INSERT INTO temp.{table} SELECT * FROM main.{table}"))?;
    }
    let mut scorer = Scorer::new(conn, rules, day, Target::Shadow)?;
    for child in ids(conn, "SELECT child_id FROM child_risk WHERE next_change_on <= ?1", &[&day])? {
        scorer.move_on(child)?;
    }
    for child in ids(conn, "SELECT child_id FROM risk_dirty", &[])? {
        scorer.rescore_shadowed(child)?;
    }
    scorer.finish()
}

/// An earlier day, or a rule that changed: everything anew.
pub(super) fn compute(conn: &Connection, rules: &Rules, day: NaiveDate) -> Result<()> {
    let children: Vec<Id> = ids(conn, "SELECT id FROM child ORDER BY id", &[])?;
    let mut scorer = Scorer::new(conn, rules, day, Target::Shadow)?;
    for child in children {
        scorer.rescore_shadowed(child)?;
    }
    scorer.finish()?;
    super::tallies::count_records(conn)
}

/// Takes the shadow away, and that of the records where an earlier day was looked at.
pub(in crate::store) fn drop(conn: &Connection) -> Result<()> {
    // The last first: tables that are referred to were laid before those that refer to them.
    let mut statement = conn.prepare_cached(
        "SELECT name FROM temp.sqlite_schema WHERE type = 'table' AND name <> 'score_ahead'
         ORDER BY rowid DESC",
    )?;
    let laid: Vec<String> =
        statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for table in laid {
        conn.execute_batch(&format!("DROP TABLE temp.{table}"))?;
    }
    conn.execute_batch("DELETE FROM temp.score_ahead")?;
    Ok(())
}
