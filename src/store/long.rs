//! Long writing: it gets room and patience, and other consoles can tell who is at it and what is being done.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension};

use super::Store;
use super::any::AnyRecord;
use super::command::Command;
use super::error::Result;
use super::undo;
use crate::domain::records::Id;
use crate::domain::settings::rule;

/// A command that touches more records than this is a long one.
const LONG: usize = 1000;

/// A long command waits so long for another one to end (TECH §4).
const PATIENCE: Duration = Duration::from_secs(30);

/// A mark so many seconds old, while nobody is writing, was left by a program that was killed.
const FORGOTTEN: i64 = 60;

/// Who is writing for long, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtWork {
    /// Who.
    pub user: String,
    /// The command's code, as the journal keeps it.
    pub command: String,
    /// Since when (Unix seconds).
    pub begun_at: i64,
}

/// True for a command that will hold the database for longer than somebody likes to wait.
pub(super) fn is_long(command: &Command, conn: &Connection) -> bool {
    match command {
        Command::Import { steps, .. } => steps.len() > LONG,
        Command::AddAll(records) => {
            let rescores = records.iter().any(rescores);
            records.len() > LONG
                || (rescores && more_than_long(conn, "child", None).unwrap_or(false))
        }
        Command::VoidAll { ids, .. }
        | Command::CloseAll { ids, .. }
        | Command::SettleTasks { ids, .. } => ids.len() > LONG,
        Command::RenamePlace { .. } => more_than_long(conn, "child", None).unwrap_or(false),
        // A rule of the score touches every child.
        Command::Add(record) => {
            rescores(record) && more_than_long(conn, "child", None).unwrap_or(false)
        }
        Command::Undo { entry } => undo::target(conn, *entry)
            .and_then(|entry| {
                let rules: i64 = conn.query_row(
                    "SELECT count(*) FROM journal_row WHERE entry = ?1 AND tbl = 'setting'",
                    [entry],
                    |row| row.get(0),
                )?;
                let of_entry = more_than_long(conn, "journal_row", Some(entry))?;
                Ok(of_entry || (rules > 0 && more_than_long(conn, "child", None)?))
            })
            .unwrap_or(false),
        _ => false,
    }
}

/// True for a setting by which every child is scored anew.
fn rescores(record: &AnyRecord) -> bool {
    let AnyRecord::Setting(setting) = record else { return false };
    rule(&setting.code).is_some_and(|rule| rule.rescores())
}

/// True when a table, or the rows of one entry, are more than a few.
fn more_than_long(conn: &Connection, table: &str, entry: Option<Id>) -> Result<bool> {
    let which = if entry.is_some() { "WHERE entry = ?1" } else { "WHERE ?1 IS NULL" };
    let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {table} {which} LIMIT ?2)");
    let most = i64::try_from(LONG).unwrap_or(i64::MAX) + 1;
    let rows: i64 = conn.query_row(&sql, rusqlite::params![entry, most], |row| row.get(0))?;
    Ok(rows == most)
}

/// Who has laid the mark, if anybody.
fn mark(conn: &Connection) -> Result<Option<AtWork>> {
    Ok(conn
        .prepare_cached("SELECT user, command, begun_at FROM at_work")?
        .query_row([], |row| {
            Ok(AtWork { user: row.get(0)?, command: row.get(1)?, begun_at: row.get(2)? })
        })
        .optional()?)
}

/// Takes the mark away; inside the transaction it goes with the commit.
pub(super) fn unmark(conn: &Connection) -> Result<()> {
    conn.prepare_cached("DELETE FROM at_work")?.execute([])?;
    Ok(())
}

impl Store {
    /// True for a command that will hold the database for longer than somebody likes to wait.
    pub fn is_long(&self, command: &Command) -> bool {
        is_long(command, &self.conn)
    }

    /// How many rows the entry of a number changed.
    ///
    /// # Errors
    /// What the database says.
    pub fn rows_of(&self, number: i64) -> Result<usize> {
        let entry = undo::target(&self.conn, Some(number))?;
        let sql = "SELECT count(*) FROM journal_row WHERE entry = ?1";
        let rows: i64 = self.conn.prepare_cached(sql)?.query_row([entry], |row| row.get(0))?;
        Ok(usize::try_from(rows).unwrap_or_default())
    }

    /// Waits at most so long while another program is writing.
    ///
    /// # Errors
    /// What the database says.
    pub fn set_patience(&mut self, patience: Duration) -> Result<()> {
        self.conn.busy_timeout(patience)?;
        self.patience = patience;
        Ok(())
    }

    /// How long a write waits while another program is writing.
    pub const fn patience(&self) -> Duration {
        self.patience
    }

    /// Who is writing for long right now; `None` also while somebody writes as one does all day.
    ///
    /// # Errors
    /// What the database says.
    pub fn at_work(&self) -> Result<Option<AtWork>> {
        let Some(mark) = mark(&self.conn)? else { return Ok(None) };
        let age = self.now().saturating_sub(mark.begun_at);
        if self.is_read_only() {
            return Ok((age < FORGOTTEN).then_some(mark));
        }
        if self.is_being_written()? {
            return Ok(Some(mark));
        }
        if age >= FORGOTTEN {
            unmark(&self.conn)?;
        }
        Ok(None)
    }

    /// True while another program holds the database for writing.
    ///
    /// # Errors
    /// What the database says.
    pub fn is_being_written(&self) -> Result<bool> {
        self.conn.busy_timeout(Duration::ZERO)?;
        let free = self.conn.execute_batch("BEGIN IMMEDIATE");
        if free.is_ok() {
            self.conn.execute_batch("ROLLBACK")?;
        }
        self.conn.busy_timeout(self.patience)?;
        match free.map_err(super::StoreError::from) {
            Ok(()) => Ok(false),
            Err(super::StoreError::Busy) => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// Gives a long command room and patience, and tells the others.
    pub(super) fn begin_long(&mut self, command: &Command) -> Result<()> {
        self.conn.pragma_update(None, "cache_size", super::connection::SWEEPING)?;
        self.conn.busy_timeout(PATIENCE)?;
        let sql =
            "INSERT OR REPLACE INTO at_work (id, user, command, begun_at) VALUES (1, ?1, ?2, ?3)";
        let mark = rusqlite::params![self.context.user, command.code(), self.now()];
        self.conn.prepare_cached(sql)?.execute(mark)?;
        Ok(())
    }

    /// Takes room and patience back, and the mark where the command came to nothing.
    pub(super) fn end_long(&mut self, marked: bool) -> Result<()> {
        self.conn.busy_timeout(self.patience)?;
        self.conn.pragma_update(None, "cache_size", super::connection::CACHE)?;
        self.conn.execute_batch("PRAGMA shrink_memory")?;
        if marked { unmark(&self.conn) } else { Ok(()) }
    }
}
