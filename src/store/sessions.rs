//! When an operator worked, so that Today can say what changed since.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

use super::Store;
use super::error::Result;
use super::rows::Day;
use crate::domain::records::Id;

/// The end of an operator's last working session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastSession {
    /// When it ended (Unix seconds).
    pub closed_at: i64,
    /// The program's day on which it ended.
    pub day: NaiveDate,
    /// The newest journal entry at its end.
    pub last_entry: Id,
}

/// The end of an operator's last session before a day: what was opened and closed on the day itself, perhaps only to look
/// something up, doesn't hide what came since. On someone's first day it is the first of that day.
pub(super) fn last_of(
    conn: &Connection,
    user: &str,
    today: NaiveDate,
) -> Result<Option<LastSession>> {
    let session_by = |which: &str| -> Result<Option<LastSession>> {
        Ok(conn
            .prepare_cached(&format!(
                "SELECT closed_at, last_day, last_entry FROM session WHERE user = ?1 AND {which} LIMIT 1"
            ))?
            .query_row(rusqlite::params![user, Day(today)], |row| {
                Ok(LastSession {
                    closed_at: row.get(0)?,
                    day: row.get(1)?,
                    last_entry: row.get(2)?,
                })
            })
            .optional()?)
    };
    let before_today = session_by("last_day < ?2 ORDER BY closed_at DESC, id DESC")?;
    match before_today {
        Some(session) => Ok(Some(session)),
        None => session_by("last_day >= ?2 ORDER BY closed_at, id"),
    }
}

impl Store {
    /// The end of this operator's last session before today, else of the first today; `None` for the first of all.
    ///
    /// # Errors
    /// What the database says.
    pub fn last_session(&self) -> Result<Option<LastSession>> {
        last_of(&self.conn, &self.context.user, self.context.today)
    }

    /// Who worked last with this database; `None` when nobody has yet.
    ///
    /// # Errors
    /// What the database says.
    pub fn last_operator(&self) -> Result<Option<String>> {
        let newest = "SELECT user FROM session WHERE user <> '' ORDER BY id DESC LIMIT 1";
        Ok(self.conn.query_row(newest, [], |row| row.get(0)).optional()?)
    }

    /// Notes that this operator's session, begun at `opened_at`, ends now. On a read-only file nothing is noted.
    ///
    /// # Errors
    /// What the database says.
    pub fn close_session(&mut self, opened_at: i64) -> Result<()> {
        if self.is_read_only() {
            return Ok(());
        }
        let now = self.entered_at();
        self.conn.execute(
            "INSERT INTO session (user, opened_at, closed_at, last_entry, last_day)
             VALUES (?1, ?2, ?3, coalesce((SELECT max(id) FROM entry), 0), ?4)",
            rusqlite::params![self.context.user, opened_at, now, self.context.today],
        )?;
        Ok(())
    }
}
