//! Names of records by their codes, for the history, which keeps codes.

use rusqlite::OptionalExtension;

use super::Queries;
use crate::store::error::Result;

impl Queries<'_> {
    /// The name or title of the record that has this code; `None` when it is gone.
    ///
    /// # Errors
    /// What the database says.
    pub fn name_of_code(&self, code: &str) -> Result<Option<String>> {
        // Codes may be the office's own, so the letter says nothing; each look-up is one seek in an index.
        Ok(self
            .conn
            .prepare_cached(
                "SELECT name FROM child WHERE code = ?1
                 UNION ALL SELECT name FROM volunteer WHERE code = ?1
                 UNION ALL SELECT name FROM carer WHERE code = ?1
                 UNION ALL SELECT title FROM event WHERE code = ?1 LIMIT 1",
            )?
            .query_row([code], |row| row.get(0))
            .optional()?)
    }
}
