//! The office as it stood on an earlier day: every record table shadowed by what had been entered by then.
//!
//! The journal knows each row before and after every change, so the present rows are taken back through it to the day.

use chrono::NaiveDate;
use rusqlite::Connection;
use serde_json::{Map, Value as Json};

use super::super::any::Kind;
use super::super::error::Result;
use super::super::undo::{insert_back, object, to_value};
use super::{Rules, shadow};
use crate::domain::records::Id;

/// Shadows records and derived tables with what was known on a day. The connection answers for that day from now on.
/// The rules become those of that day too: what was set later weighed nothing then.
pub(in crate::store) fn lay(conn: &Connection, rules: &mut Rules, day: NaiveDate) -> Result<()> {
    conn.execute_batch("BEGIN")?;
    let laid = lay_records(conn, day).and_then(|()| {
        rules.read_settings(conn, day)?;
        shadow::lay_tables(conn, &shadow::TABLES)?;
        shadow::compute(conn, rules, day)
    });
    conn.execute_batch(if laid.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    laid
}

fn lay_records(conn: &Connection, day: NaiveDate) -> Result<()> {
    for kind in Kind::ALL {
        let table = kind.table();
        shadow::lay_bare(conn, &[table])?;
        conn.execute(
            &format!("INSERT INTO temp.{table} SELECT * FROM main.{table} WHERE entered_on <= ?1"),
            [day],
        )?;
    }
    let mut statement = conn.prepare(
        "SELECT tbl, row_id, before, after FROM journal_row JOIN entry ON entry.id = journal_row.entry
         WHERE entry.day > ?1 ORDER BY journal_row.id DESC",
    )?;
    let mut rows = statement.query([day])?;
    while let Some(row) = rows.next()? {
        let (table, id): (String, Id) = (row.get(0)?, row.get(1)?);
        let Some(kind) = Kind::of_table(&table) else { continue };
        let before: Option<String> = row.get(2)?;
        let inserted = before.is_none();
        let deleted = row.get_ref(3)?.as_str_or_null().is_ok_and(|after| after.is_none());
        let before = before.as_deref().map(object).transpose()?.unwrap_or_default();
        if inserted {
            conn.prepare_cached(&format!("DELETE FROM temp.{table} WHERE id = ?1"))?
                .execute([id])?;
        } else if deleted {
            put(conn, kind, id, &before, day)?;
        } else {
            set(conn, kind, id, &before)?;
        }
    }
    // Rows of a made-up county are not journalled; their days of entry and voiding still tell.
    for kind in Kind::ALL.iter().filter(|kind| kind.is_voided_not_closed()) {
        conn.execute(
            &format!("UPDATE temp.{} SET voided_on = NULL WHERE voided_on > ?1", kind.table()),
            [day],
        )?;
    }
    for kind in Kind::ALL {
        shadow::lay_indexes(conn, &[kind.table()])?;
    }
    Ok(())
}

/// Puts a row back that was deleted after the day, when it had been entered by then.
fn put(
    conn: &Connection,
    kind: Kind,
    id: Id,
    row: &Map<String, Json>,
    day: NaiveDate,
) -> Result<()> {
    let entered = row.get("entered_on").and_then(Json::as_str).unwrap_or_default();
    if entered > day.to_string().as_str() {
        return Ok(());
    }
    // The table's own name means the shadow.
    insert_back(conn, kind, id, row, 0).map(drop)
}

/// Sets the columns that changed after the day back.
fn set(conn: &Connection, kind: Kind, id: Id, before: &Map<String, Json>) -> Result<()> {
    for column in kind.columns() {
        if let Some(json) = before.get(*column) {
            let sql = format!("UPDATE temp.{} SET {column} = ?2 WHERE id = ?1", kind.table());
            conn.prepare_cached(&sql)?.execute(rusqlite::params![id, to_value(json)])?;
        }
    }
    Ok(())
}
