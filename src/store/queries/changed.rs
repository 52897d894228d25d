//! Who changed a field last: what two people who have changed the same are told.

use chrono::NaiveDate;

use super::Queries;
use crate::store::any::AnyRecord;
use crate::store::error::Result;
use crate::store::journal::subject;

/// Who made a change, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedBy {
    /// The operator.
    pub user: String,
    /// When (Unix seconds).
    pub at: i64,
    /// The program's day.
    pub day: NaiveDate,
}

impl Queries<'_> {
    /// Who changed a column of a record last, by the journal: a row that was added, also as the correction of another, has all
    /// its columns from there. `None` where it isn't known, as after a change by hand.
    ///
    /// # Errors
    /// What the database says.
    pub fn changed_by(&self, record: &AnyRecord, column: &str) -> Result<Option<ChangedBy>> {
        let (kind, id) = (record.kind(), record.meta().id);
        let mut statement = self.conn.prepare_cached(
            "SELECT user, at, day FROM journal_row JOIN entry ON entry.id = journal_row.entry
             WHERE subject = ?1 AND tbl = ?2 AND row_id = ?3
               AND (before IS NULL OR json_type(before, ?4) IS NOT NULL OR json_type(after, ?4) IS NOT NULL)
             ORDER BY journal_row.entry DESC, journal_row.id DESC LIMIT 1",
        )?;
        let subject = subject(kind, id, &record.values());
        let path = format!("$.{column}");
        let mut rows = statement.query(rusqlite::params![subject, kind.table(), id, path])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(ChangedBy { user: row.get(0)?, at: row.get(1)?, day: row.get(2)? }))
    }
}
