//! How someone looks at a list: filters kept under a name, and the chosen columns. They are each operator's own, no records,
//! and stand in no journal.

use rusqlite::OptionalExtension;

use super::Store;
use super::error::Result;

/// Something kept of a list under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptView {
    /// What its owner calls it.
    pub name: String,
    /// What is kept, as JSON; the screen that wrote it reads it.
    pub body: String,
}

impl Store {
    /// Keeps a view of a list for this operator, in the place of an earlier one of the same name.
    ///
    /// # Errors
    /// What the database says.
    pub fn keep_view(&mut self, list: &str, name: &str, body: &str) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT OR REPLACE INTO list_view (user, list, name, body) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(rusqlite::params![self.context.user, list, name, body])?;
        Ok(())
    }

    /// Throws a view of a list away.
    ///
    /// # Errors
    /// What the database says.
    pub fn drop_view(&mut self, list: &str, name: &str) -> Result<()> {
        self.conn
            .prepare_cached("DELETE FROM list_view WHERE user = ?1 AND list = ?2 AND name = ?3")?
            .execute(rusqlite::params![self.context.user, list, name])?;
        Ok(())
    }
}

impl super::Queries<'_> {
    /// This operator's view of a list under a name.
    ///
    /// # Errors
    /// What the database says.
    pub fn view(&self, list: &str, name: &str) -> Result<Option<String>> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT body FROM list_view WHERE user = ?1 AND list = ?2 AND name = ?3",
            )?
            .query_row(rusqlite::params![self.context.user, list, name], |row| row.get(0))
            .optional()?)
    }

    /// This operator's named views of a list, by name.
    ///
    /// # Errors
    /// What the database says.
    pub fn views(&self, list: &str) -> Result<Vec<KeptView>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT name, body FROM list_view WHERE user = ?1 AND list = ?2 AND name <> '' ORDER BY name",
        )?;
        let found = statement.query_map(rusqlite::params![self.context.user, list], |row| {
            Ok(KeptView { name: row.get(0)?, body: row.get(1)? })
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}
