//! Names of records by their codes, for the history, which keeps codes.

use rusqlite::OptionalExtension;

use super::Queries;
use crate::store::any::Kind;
use crate::store::error::Result;

impl Queries<'_> {
    /// What the record of this code is, and its name or title; `None` when it is gone.
    ///
    /// # Errors
    /// What the database says.
    pub fn name_of_code(&self, code: &str) -> Result<Option<(Kind, String)>> {
        // Codes may be the office's own, so the letter says nothing; each look-up is one seek in an index.
        let found: Option<(String, String)> = self
            .conn
            .prepare_cached(
                "SELECT 'child', name FROM child WHERE code = ?1
                 UNION ALL SELECT 'volunteer', name FROM volunteer WHERE code = ?1
                 UNION ALL SELECT 'carer', name FROM carer WHERE code = ?1
                 UNION ALL SELECT 'event', title FROM event WHERE code = ?1 LIMIT 1",
            )?
            .query_row([code], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(found.and_then(|(table, name)| Some((Kind::of_table(&table)?, name))))
    }
}
