//! How a child's file stands when something about the child begins to be entered.

use super::Queries;
use crate::domain::codes::Status;
use crate::domain::records::{Child, Decision, Id};
use crate::store::error::Result;
use crate::store::rows;
use crate::store::seen::{Seen, newest_decision};

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

    /// The decision on a child's case that was entered last.
    ///
    /// # Errors
    /// What the database says.
    pub fn newest_decision(&self, child: Id) -> Result<Option<Decision>> {
        Ok(rows::select(self.conn, "WHERE child_id = ?1 ORDER BY id DESC LIMIT 1", &[&child])?
            .pop())
    }
}
