//! Single entries of the journal, by the number that people see.

use rusqlite::OptionalExtension;

use super::Queries;
use crate::store::error::Result;

impl Queries<'_> {
    /// What the entry of a number did, as its command's code; `None` when there is no such entry.
    ///
    /// # Errors
    /// What the database says.
    pub fn command_of(&self, entry: i64) -> Result<Option<String>> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT command FROM entry
                 WHERE id = (SELECT (CAST(county AS INTEGER) * 100 + desk) << 36 FROM office) | ?1",
            )?
            .query_row([entry], |row| row.get(0))
            .optional()?)
    }
}
