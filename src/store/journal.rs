//! The journal as the program writes it itself, for long commands during which the triggers rest: the same rows and the same
//! marks as the triggers of schema.sql would write, at a tenth of the time (a test compares them).

use std::fmt::Write as _;

use chrono::NaiveDate;
use rusqlite::{Connection, Statement};

use super::any::Kind;
use super::error::Result;
use crate::domain::records::Id;
use crate::domain::value::Value;

/// A change of a row.
pub(super) struct Change<'a> {
    pub(super) kind: Kind,
    pub(super) id: Id,
    /// The child, volunteer, carer or event that the row belongs to.
    pub(super) subject: Id,
    pub(super) before: Option<&'a str>,
    pub(super) after: Option<&'a str>,
}

/// The statement that writes a row of the journal.
pub(super) const INSERT: &str = "INSERT INTO journal_row (entry, tbl, row_id, subject, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/// The statement that marks a child.
pub(super) const MARK_RISK: &str = "INSERT OR IGNORE INTO risk_dirty VALUES (?1)";

/// Writes a row of the journal.
pub(super) fn write(conn: &Connection, entry: Id, change: &Change<'_>) -> Result<()> {
    run(&mut *conn.prepare_cached(INSERT)?, entry, change)
}

/// Runs the statement of [`INSERT`].
pub(super) fn run(statement: &mut Statement<'_>, entry: Id, change: &Change<'_>) -> Result<()> {
    let Change { kind, id, subject, before, after } = change;
    statement.execute(rusqlite::params![entry, kind.table(), id, subject, before, after])?;
    Ok(())
}

/// The value of a column among a row's values.
fn value<'v>(kind: Kind, values: &'v [Value], column: &str) -> Option<&'v Value> {
    values.get(kind.columns().iter().position(|known| *known == column)?)
}

fn id_in(kind: Kind, values: &[Value], column: &str) -> Option<Id> {
    match value(kind, values, column) {
        Some(Value::Int(id)) => Some(*id),
        _ => None,
    }
}

/// The child, volunteer, carer or event that a row belongs to.
pub(super) fn subject(kind: Kind, id: Id, values: &[Value]) -> Id {
    let columns: &[&str] = match kind {
        Kind::Carer | Kind::Volunteer | Kind::Child | Kind::Event | Kind::Setting => &[],
        Kind::Participation => &["child_id", "volunteer_id", "event_id"],
        _ => &["child_id"],
    };
    columns.iter().find_map(|column| id_in(kind, values, column)).unwrap_or(id)
}

/// A whole row: what is not blank, and the day of entry.
pub(super) fn whole(kind: Kind, values: &[Value], entered_on: Option<NaiveDate>) -> String {
    let mut text = String::with_capacity(400);
    let filled = kind.columns().iter().zip(values).filter(|(_, value)| !value.is_null());
    for (column, value) in filled {
        put(&mut text, column, value);
    }
    if let Some(day) = entered_on {
        put(&mut text, "entered_on", &Value::Text(day.to_string()));
    }
    closed(text)
}

/// Some columns with their values.
pub(super) fn part<'v>(columns: impl Iterator<Item = (&'v str, &'v Value)>) -> String {
    let mut text = String::new();
    for (column, value) in columns {
        put(&mut text, column, value);
    }
    closed(text)
}

fn closed(mut text: String) -> String {
    if text.is_empty() {
        text.push('{');
    }
    text.push('}');
    text
}

fn put(text: &mut String, column: &str, value: &Value) {
    text.push(if text.is_empty() { '{' } else { ',' });
    let _ = write!(text, "\"{column}\":");
    match value {
        Value::Null => text.push_str("null"),
        Value::Int(number) => {
            let _ = write!(text, "{number}");
        }
        Value::Real(number) => text.push_str(&serde_json::Value::from(*number).to_string()),
        Value::Text(words) if is_plain(words) => {
            text.push('"');
            text.push_str(words);
            text.push('"');
        }
        Value::Text(words) => {
            text.push_str(&serde_json::Value::from(words.as_str()).to_string());
        }
    }
}

/// True when nothing in a text has to be escaped.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\')
}

/// The number under which a kind's records are marked for search, and the columns of their names and phones.
pub(super) fn searched(kind: Kind) -> Option<(u8, &'static str, &'static str)> {
    match kind {
        Kind::Child => Some((0, "name", "NULL")),
        Kind::Volunteer => Some((1, "name", "phone")),
        Kind::Carer => Some((2, "name", "phone")),
        Kind::Event => Some((3, "title", "NULL")),
        _ => None,
    }
}

/// The child whose score a row touches.
pub(super) fn child_of(kind: Kind, id: Id, values: &[Value]) -> Option<Id> {
    match kind {
        Kind::Child => Some(id),
        _ => id_in(kind, values, "child_id"),
    }
}

/// Marks the child whose score a change of this row touches.
pub(super) fn mark_risk(conn: &Connection, kind: Kind, id: Id, values: &[Value]) -> Result<()> {
    if let Some(child) = child_of(kind, id, values) {
        conn.prepare_cached(MARK_RISK)?.execute([child])?;
    }
    Ok(())
}

/// Marks a record whose search terms a change touches, with what they are made of now.
pub(super) fn mark_search(
    conn: &Connection,
    kind: Kind,
    id: Id,
    before: Option<&[Value]>,
) -> Result<()> {
    let Some((number, name, phone)) = searched(kind) else { return Ok(()) };
    let kept = |column| before.and_then(|values| value(kind, values, column));
    conn.prepare_cached("INSERT OR IGNORE INTO search_dirty VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(rusqlite::params![id, number, kept("code"), kept(name), kept(phone)])?;
    Ok(())
}

/// What a new record is looked for by, and its kind's number.
pub(super) fn known(kind: Kind, values: &[Value]) -> Option<(u8, super::derive::terms::Known)> {
    let (number, name, phone) = searched(kind)?;
    let text = |column| match value(kind, values, column) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let (code, name) = (text("code").unwrap_or_default(), text(name).unwrap_or_default());
    Some((number, super::derive::terms::Known { code, name, phone: text(phone) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_blank_is_left_out_of_a_row_and_written_of_a_change() {
        let text = |text: &str| Value::Text(text.to_owned());
        let mut values = vec![Value::Null; Kind::Carer.columns().len()];
        values[0] = text("G0001");
        values[1] = text("王\"秀\"\n英");
        let day = "2026-11-23".parse().ok();
        let wanted = r#"{"code":"G0001","name":"王\"秀\"\n英","entered_on":"2026-11-23"}"#;
        assert_eq!(whole(Kind::Carer, &values, day), wanted);
        let changes = [("phone", Value::Null), ("hours", Value::Real(1.5))];
        let changes = changes.iter().map(|(column, value)| (*column, value));
        assert_eq!(part(changes), r#"{"phone":null,"hours":1.5}"#);
        assert_eq!(part(std::iter::empty()), "{}");
    }
}
