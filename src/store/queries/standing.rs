//! A record of any kind, and the row that stands in the place of a corrected one.

use rusqlite::params;

use super::Queries;
use crate::domain::records::Id;
use crate::domain::value::Value;
use crate::store::any::{AnyRecord, Kind};
use crate::store::error::Result;

/// A row is not followed through more corrections than this.
const CORRECTIONS: usize = 50;

impl Queries<'_> {
    /// The record of an id, of whatever kind.
    ///
    /// # Errors
    /// What the database says.
    pub fn any(&self, kind: Kind, id: Id) -> Result<Option<AnyRecord>> {
        kind.load(self.conn, id)
    }

    /// The row that stands in the place of a row now: itself, or what it was corrected to. `None` when it was voided without
    /// a correction, or replaced by a file that brought several rows about the same child.
    ///
    /// # Errors
    /// What the database says.
    pub fn standing(&self, kind: Kind, id: Id) -> Result<Option<AnyRecord>> {
        let mut id = id;
        for _ in 0..CORRECTIONS {
            let Some(row) = self.any(kind, id)? else { return Ok(None) };
            if row.value("voided_on").is_none_or(|voided| voided == Value::Null) {
                return Ok(Some(row));
            }
            let mut statement = self.conn.prepare_cached(
                "SELECT new.row_id, new.entry FROM journal_row AS old JOIN journal_row AS new
                   ON new.entry = old.entry AND new.tbl = old.tbl AND new.subject = old.subject
                 WHERE old.subject = ?3 AND old.tbl = ?1 AND old.row_id = ?2 AND old.before IS NOT NULL AND old.after IS NOT NULL
                   AND new.before IS NULL
                 ORDER BY old.entry DESC, new.id LIMIT 2",
            )?;
            let subject = match row.value("child_id") {
                Some(Value::Int(child)) => child,
                _ => id,
            };
            let found: Vec<(Id, i64)> = statement
                .query_map(params![kind.table(), id, subject], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?
                .collect::<rusqlite::Result<_>>()?;
            match found[..] {
                [(next, _)] => id = next,
                [(next, entry), (_, earlier)] if entry != earlier => id = next,
                _ => return Ok(None),
            }
        }
        Ok(None)
    }
}
