//! What someone has typed and not saved: kept until it is saved or thrown away. What can't be written now (another console is
//! writing, the disk is full) is owed: read as if it were written, and tried again.

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

/// A draft that isn't written yet; `None` = one that isn't thrown away yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Owed {
    user: String,
    form: String,
    subject: Id,
    draft: Option<Draft>,
}

impl Owed {
    fn is_of(&self, user: &str, form: &str, subject: Id) -> bool {
        (self.user.as_str(), self.form.as_str(), self.subject) == (user, form, subject)
    }
}

impl Store {
    /// Keeps a draft for this operator in the place of an earlier one.
    ///
    /// # Errors
    /// What the database says; then it is owed.
    pub fn keep_draft(&mut self, form: &str, subject: Id, body: &str) -> Result<()> {
        let draft = Draft { form: form.into(), subject, body: body.into(), saved_at: self.now() };
        self.settle_draft(form, subject, Some(draft))
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// What the database says; then that is owed.
    pub fn drop_draft(&mut self, form: &str, subject: Id) -> Result<()> {
        self.settle_draft(form, subject, None)
    }

    fn settle_draft(&mut self, form: &str, subject: Id, draft: Option<Draft>) -> Result<()> {
        let user = self.context.user.clone();
        self.settle(Owed { user, form: form.to_owned(), subject, draft })
    }

    /// Writes what is owed.
    ///
    /// # Errors
    /// What the database said first; what can't be written now stays owed.
    pub fn settle_drafts(&mut self) -> Result<()> {
        let mut first = Ok(());
        for owed in std::mem::take(&mut self.owed) {
            first = first.and(self.settle(owed));
        }
        first
    }

    /// True when something about drafts is still to be written.
    pub fn owes_drafts(&self) -> bool {
        !self.owed.is_empty()
    }

    /// True when a draft is kept in memory alone.
    pub fn holds_drafts(&self) -> bool {
        self.owed.iter().any(|owed| owed.draft.is_some())
    }

    fn settle(&mut self, owed: Owed) -> Result<()> {
        self.owed.retain(|before| !before.is_of(&owed.user, &owed.form, owed.subject));
        let written = self.try_again().and_then(|()| self.write_draft(&owed));
        if written.is_err() {
            self.owed.push(owed);
        }
        written
    }

    fn write_draft(&self, owed: &Owed) -> Result<()> {
        let Owed { user, form, subject, draft } = owed;
        match draft {
            Some(Draft { body, saved_at, .. }) => self
                .conn
                .prepare_cached(
                    "INSERT OR REPLACE INTO draft (user, form, subject, body, saved_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(rusqlite::params![user, form, subject, body, saved_at])?,
            None => self
                .conn
                .prepare_cached("DELETE FROM draft WHERE user = ?1 AND form = ?2 AND subject = ?3")?
                .execute(rusqlite::params![user, form, subject])?,
        };
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
        let user = &self.context.user;
        if let Some(owed) = self.owed.iter().find(|owed| owed.is_of(user, form, subject)) {
            return Ok(owed.draft.clone());
        }
        Ok(self
            .conn
            .prepare_cached(
                "SELECT form, subject, body, saved_at FROM draft WHERE user = ?1 AND form = ?2 AND subject = ?3",
            )?
            .query_row(rusqlite::params![user, form, subject], |row| {
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
