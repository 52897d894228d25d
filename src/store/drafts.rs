//! What someone has typed and not saved: kept until it is saved or thrown away.

use rusqlite::OptionalExtension;

use super::Store;
use super::error::Result;
use crate::domain::records::Id;

/// A form's unsaved content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which form: `visit`, `child` …
    pub form: String,
    /// The record it is about; 0 for a new one.
    pub subject: Id,
    /// The form's fields as JSON.
    pub body: String,
    /// When it was kept (Unix seconds).
    pub saved_at: i64,
}

impl Store {
    /// Keeps a draft for this operator in the place of an earlier one.
    ///
    /// # Errors
    /// What the database says.
    pub fn keep_draft(&mut self, form: &str, subject: Id, body: &str) -> Result<()> {
        let now = self.now();
        self.conn
            .prepare_cached(
                "INSERT OR REPLACE INTO draft (user, form, subject, body, saved_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(rusqlite::params![self.context.user, form, subject, body, now])?;
        Ok(())
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// What the database says.
    pub fn drop_draft(&mut self, form: &str, subject: Id) -> Result<()> {
        self.conn
            .prepare_cached("DELETE FROM draft WHERE user = ?1 AND form = ?2 AND subject = ?3")?
            .execute(rusqlite::params![self.context.user, form, subject])?;
        Ok(())
    }

    /// This operator's draft of a form.
    ///
    /// # Errors
    /// What the database says.
    pub fn draft(&self, form: &str, subject: Id) -> Result<Option<Draft>> {
        self.queries().draft(form, subject)
    }
}

impl super::Queries<'_> {
    /// This operator's draft of a form.
    ///
    /// # Errors
    /// What the database says.
    pub fn draft(&self, form: &str, subject: Id) -> Result<Option<Draft>> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT form, subject, body, saved_at FROM draft WHERE user = ?1 AND form = ?2 AND subject = ?3",
            )?
            .query_row(rusqlite::params![self.context.user, form, subject], |row| {
                Ok(Draft { form: row.get(0)?, subject: row.get(1)?, body: row.get(2)?, saved_at: row.get(3)? })
            })
            .optional()?)
    }

    /// All of this operator's drafts, newest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn drafts(&self) -> Result<Vec<Draft>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT form, subject, body, saved_at FROM draft WHERE user = ?1 ORDER BY saved_at DESC, form, subject",
        )?;
        let found = statement.query_map([&self.context.user], |row| {
            Ok(Draft {
                form: row.get(0)?,
                subject: row.get(1)?,
                body: row.get(2)?,
                saved_at: row.get(3)?,
            })
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}
