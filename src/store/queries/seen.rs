//! How a child's file stands when something about the child begins to be entered, and who closed it.

use rusqlite::OptionalExtension;

use super::Queries;
use crate::domain::codes::Status;
use crate::domain::records::{Child, Decision, Id};
use crate::store::error::Result;
use crate::store::rows;
use crate::store::seen::{Seen, newest_decision};

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Who.
    pub user: String,
    /// When (Unix seconds).
    pub at: i64,
}

impl Queries<'_> {
    /// How a child's file stands; `None` when there is no such child.
    ///
    /// # Errors
    /// What the database says.
    pub fn seen(&self, child: Id) -> Result<Option<Seen>> {
        let Some(file) = self.record::<Child>(child)? else { return Ok(None) };
        let decision = Some(newest_decision(self.conn, child)?);
        Ok(Some(Seen { child, open: file.status == Status::Active, decision }))
    }

    /// Who closed a child's file last, and when.
    ///
    /// # Errors
    /// What the database says.
    pub fn closed_by(&self, child: Id) -> Result<Option<Done>> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT user, at FROM entry WHERE id = (
                     SELECT max(entry) FROM journal_row
                     WHERE subject = ?1 AND tbl = 'child' AND row_id = ?1 AND json_extract(after, '$.status') = 'closed')",
            )?
            .query_row([child], |row| Ok(Done { user: row.get(0)?, at: row.get(1)? }))
            .optional()?)
    }

    /// The decision on a child's case that was entered last.
    ///
    /// # Errors
    /// What the database says.
    pub fn newest_decision(&self, child: Id) -> Result<Option<Decision>> {
        Ok(rows::select(self.conn, "WHERE child_id = ?1 ORDER BY id DESC LIMIT 1", &[&child])?
            .pop())
    }
}
