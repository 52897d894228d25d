//! Reading and writing rows of any record: SQL made from the record's own columns.

use chrono::{Datelike as _, NaiveDate};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, Statement, ToSql};

use super::error::Result;
use crate::domain::records::{Id, Meta, Record};
use crate::domain::value::Value;

/// How many rows a table has.
pub(super) fn count(conn: &Connection, table: &str) -> Result<usize> {
    let rows: i64 =
        conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
    Ok(usize::try_from(rows).unwrap_or_default())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Self::Int(number) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
            Self::Real(number) => ToSqlOutput::Borrowed(ValueRef::Real(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

/// A day to be written: a score writes several, so the plain form is made without the general formatter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day(pub(super) NaiveDate);

impl ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let Ok(year @ 0..=9999) = u32::try_from(self.0.year()) else {
            return Ok(ToSqlOutput::from(self.0.to_string()));
        };
        let mut text = String::with_capacity(10);
        let (month, day) = (self.0.month(), self.0.day());
        let digits = [year / 1000, year / 100, year / 10, year, month / 10, month, day / 10, day];
        for (place, digit) in digits.into_iter().enumerate() {
            if place == 4 || place == 6 {
                text.push('-');
            }
            text.push(char::from_digit(digit % 10, 10).unwrap_or('0'));
        }
        Ok(ToSqlOutput::from(text))
    }
}

impl FromSql for Value {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value {
            ValueRef::Null => Ok(Self::Null),
            ValueRef::Integer(number) => Ok(Self::Int(number)),
            ValueRef::Real(number) => Ok(Self::Real(number)),
            ValueRef::Text(_) => Ok(Self::Text(value.as_str()?.to_owned())),
            ValueRef::Blob(_) => Err(FromSqlError::InvalidType),
        }
    }
}

/// The columns of a record in the order in which [`read_row`] wants them, each behind `prefix`.
pub(super) fn select_list<R: Record>(prefix: &str) -> String {
    let mut list = format!("{prefix}id, {prefix}version, {prefix}entered_on");
    for column in R::COLUMNS {
        list.push_str(", ");
        list.push_str(prefix);
        list.push_str(column);
    }
    list
}

/// Builds a record from a row selected by [`select_list`], which begins at column `from`.
pub(super) fn read_row<R: Record>(row: &Row<'_>, from: usize) -> Result<R> {
    let meta =
        Meta { id: row.get(from)?, version: row.get(from + 1)?, entered_on: row.get(from + 2)? };
    let mut values = Vec::with_capacity(R::COLUMNS.len());
    for index in 0..R::COLUMNS.len() {
        values.push(row.get::<_, Value>(from + 3 + index)?);
    }
    Ok(R::from_values(meta, values)?)
}

/// All records that a condition (and order) selects.
pub(super) fn select<R: Record>(
    conn: &Connection,
    rest: &str,
    params: &[&dyn ToSql],
) -> Result<Vec<R>> {
    let sql = format!("SELECT {} FROM {} {rest}", select_list::<R>(""), R::TABLE);
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read_row(row, 0)?);
    }
    Ok(found)
}

/// The record of an id.
pub(super) fn by_id<R: Record>(conn: &Connection, id: Id) -> Result<Option<R>> {
    Ok(select::<R>(conn, "WHERE id = ?1", &[&id])?.pop())
}

/// The id of a code.
pub(super) fn id_of_code(conn: &Connection, table: &str, code: &str) -> Result<Option<Id>> {
    let sql = format!("SELECT id FROM {table} WHERE code = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([code], |row| row.get(0)).optional()?)
}

/// The statement that inserts a row of a table.
pub(super) fn insertion(table: &str, columns: &[&str]) -> String {
    let mut sql = format!("INSERT INTO {table} (id, version, entered_on, updated_at");
    for column in columns {
        sql.push_str(", ");
        sql.push_str(column);
    }
    sql.push_str(") VALUES (?, ?, ?, ?");
    for _ in columns {
        sql.push_str(", ?");
    }
    sql.push(')');
    sql
}

/// Writes a new row: its own columns with their values, and what every row carries.
pub(super) fn insert(
    conn: &Connection,
    table: &str,
    columns: &[&str],
    meta: Meta,
    values: &[Value],
    now: i64,
) -> Result<()> {
    run_insertion(&mut *conn.prepare_cached(&insertion(table, columns))?, meta, values, now)
}

/// Runs the statement of [`insertion`] for one row.
pub(super) fn run_insertion(
    statement: &mut Statement<'_>,
    meta: Meta,
    values: &[Value],
    now: i64,
) -> Result<()> {
    statement.raw_bind_parameter(1, meta.id)?;
    statement.raw_bind_parameter(2, 1)?;
    statement.raw_bind_parameter(3, meta.entered_on.map(Day))?;
    statement.raw_bind_parameter(4, now)?;
    for (index, value) in values.iter().enumerate() {
        statement.raw_bind_parameter(5 + index, value)?;
    }
    statement.raw_execute()?;
    Ok(())
}

/// Sets some columns of a row and counts its version up.
pub(super) fn set_columns(
    conn: &Connection,
    table: &str,
    id: Id,
    changes: &[(&str, Value)],
    now: i64,
) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let mut sql = format!("UPDATE {table} SET version = version + 1, updated_at = ?1");
    for (index, (column, _)) in changes.iter().enumerate() {
        use std::fmt::Write as _;
        let _ = write!(sql, ", {column} = ?{}", index + 3);
    }
    sql.push_str(" WHERE id = ?2");
    let mut statement = conn.prepare_cached(&sql)?;
    statement.raw_bind_parameter(1, now)?;
    statement.raw_bind_parameter(2, id)?;
    for (index, (_, value)) in changes.iter().enumerate() {
        statement.raw_bind_parameter(index + 3, value)?;
    }
    statement.raw_execute()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_it_is_read() {
        for text in ["2026-11-23", "0987-01-09", "1999-12-31"] {
            let day: NaiveDate = text.parse().unwrap();
            let ToSqlOutput::Owned(written) = Day(day).to_sql().unwrap() else { panic!() };
            assert_eq!(written, rusqlite::types::Value::Text(text.to_owned()));
        }
    }
}
