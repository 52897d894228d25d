//! What somebody had before them when they began to enter something about a child: told when another console has closed the
//! file or decided the case meanwhile, before anything is written over it unseen.

use rusqlite::Connection;

use super::error::{Result, StoreError};
use crate::domain::codes::Status;
use crate::domain::records::Id;
use crate::domain::value::Field as _;

/// How a child's file stood when something about the child began to be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The child.
    pub child: Id,
    /// The file was open, and shall still be.
    pub open: bool,
    /// The newest decision on the case that was known, 0 for none; `None` where decisions don't matter.
    pub decision: Option<Id>,
}

/// What another console did meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overtaken {
    /// It closed the file: the child's about whom something is entered, or the one that is changed.
    Closed,
    /// It decided the child's case.
    Decided,
}

impl Seen {
    /// Fails when the file doesn't stand like this any more. What became of a file merged into another is said by the rules.
    pub(super) fn still_holds(self, conn: &Connection) -> Result<()> {
        let closed = conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM child WHERE id = ?1 AND status = ?2 AND merged_into_id IS NULL)",
            )?
            .query_row(rusqlite::params![self.child, Status::Closed.to_value()], |row| row.get(0))?;
        if self.open && closed {
            return Err(StoreError::Overtaken(Overtaken::Closed));
        }
        if let Some(known) = self.decision
            && newest_decision(conn, self.child)? > known
        {
            return Err(StoreError::Overtaken(Overtaken::Decided));
        }
        Ok(())
    }
}

/// The id of the decision on a child's case that was entered last, 0 for none.
pub(super) fn newest_decision(conn: &Connection, child: Id) -> Result<Id> {
    Ok(conn
        .prepare_cached("SELECT coalesce(max(id), 0) FROM decision WHERE child_id = ?1")?
        .query_row([child], |row| row.get(0))?)
}
