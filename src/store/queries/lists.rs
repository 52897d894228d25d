//! Lists that are read by the page, and the small questions that Today asks beside its counts.

use chrono::{Days, NaiveDate};
use rusqlite::ToSql;

use super::Queries;
use super::by_code::BY_CODE;
use super::risk::Window;
use crate::domain::records::{Contact, Id, Record, Task, Visit, Volunteer};
use crate::store::error::Result;
use crate::store::rows;
use crate::store::sessions::{self, LastSession};

/// Lists that only grow are shown to this depth, so that counting and paging them costs the same in every office.
pub const DEPTH: usize = 100_000;

/// What of a volunteer ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ending {
    /// The yearly record check.
    Check,
    /// The training.
    Training,
}

impl Ending {
    pub(super) const fn column(self) -> &'static str {
        match self {
            Self::Check => "check_valid_until",
            Self::Training => "training_valid_until",
        }
    }
}

/// Which tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TaskScope {
    /// Open ones that are due today or before: what Today counts.
    Due,
    /// All open ones.
    #[default]
    Open,
    /// Settled ones, the newest first.
    Settled,
    /// All of them, by due day.
    All,
}

impl TaskScope {
    const fn condition(self) -> &'static str {
        match self {
            Self::Due => "status = 'open' AND due <= ?1",
            Self::Open => "status = 'open' AND ?1 IS NOT NULL",
            Self::Settled => "status <> 'open' AND ?1 IS NOT NULL",
            Self::All => "?1 IS NOT NULL",
        }
    }

    const fn order(self) -> &'static str {
        match self {
            Self::Settled => "done_on DESC, id DESC",
            _ => "due, id",
        }
    }
}

impl Queries<'_> {
    /// The end of this operator's last session before today, else of the first today; `None` for the first of all.
    ///
    /// # Errors
    /// What the database says.
    pub fn last_session(&self) -> Result<Option<LastSession>> {
        sessions::last_of(self.conn, &self.context.user, self.today())
    }

    /// Volunteers, active or paused, whose check or training has ended or ends within the notice (a setting), the earliest
    /// first: the rows that Today's "also due" counts.
    ///
    /// # Errors
    /// What the database says.
    pub fn volunteers_ending(&self, ending: Ending, window: Window) -> Result<Vec<Volunteer>> {
        let column = ending.column();
        let rest = format!(
            "WHERE status IN ('active', 'paused') AND {column} <= ?1 ORDER BY {column}, {BY_CODE}{}",
            window.sql()
        );
        rows::select(self.conn, &rest, &[&self.notice(ending)])
    }

    /// How many rows [`Queries::volunteers_ending`] has.
    ///
    /// # Errors
    /// What the database says.
    pub fn count_ending(&self, ending: Ending) -> Result<usize> {
        let sql = format!(
            "SELECT count(*) FROM volunteer WHERE status IN ('active', 'paused') AND {} <= ?1",
            ending.column()
        );
        self.count_sql(&sql, &[&self.notice(ending)])
    }

    /// The last day on which something that ends is shown.
    pub(super) fn notice(&self, ending: Ending) -> NaiveDate {
        let days = match ending {
            Ending::Check => self.settings().check_notice,
            Ending::Training => self.settings().training_notice,
        };
        self.today().checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
    }

    /// A page of the tasks, by due day; settled ones by the day on which they were settled.
    ///
    /// # Errors
    /// What the database says.
    pub fn tasks_of(&self, scope: TaskScope, window: Window) -> Result<Vec<Task>> {
        let rest =
            format!("WHERE {} ORDER BY {}{}", scope.condition(), scope.order(), window.sql());
        rows::select(self.conn, &rest, &[&self.today()])
    }

    /// How many rows [`Queries::tasks_of`] has.
    ///
    /// # Errors
    /// What the database says.
    pub fn count_tasks(&self, scope: TaskScope) -> Result<usize> {
        let sql = format!("SELECT count(*) FROM task WHERE {}", scope.condition());
        self.count_sql(&sql, &[&self.today()])
    }

    /// A page of the standing visits, newest first, to the depth of [`DEPTH`].
    ///
    /// # Errors
    /// What the database says.
    pub fn newest_visits(&self, window: Window) -> Result<Vec<Visit>> {
        self.newest(window)
    }

    /// A page of the standing contacts, newest first, to the depth of [`DEPTH`].
    ///
    /// # Errors
    /// What the database says.
    pub fn newest_contacts(&self, window: Window) -> Result<Vec<Contact>> {
        self.newest(window)
    }

    /// The index gives the order and the standing rows; only those of the page are looked up.
    fn newest<R: Record>(&self, window: Window) -> Result<Vec<R>> {
        let rest = format!(
            "WHERE id IN (SELECT id FROM {} WHERE voided_on IS NULL ORDER BY day DESC, id DESC{})
             ORDER BY day DESC, id DESC",
            R::TABLE,
            window.sql()
        );
        rows::select(self.conn, &rest, &[])
    }

    /// How many standing visits or contacts there are, counted to [`DEPTH`].
    ///
    /// # Errors
    /// What the database says.
    pub fn count_newest<R: Record>(&self) -> Result<usize> {
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM {} WHERE voided_on IS NULL LIMIT {DEPTH})",
            R::TABLE
        );
        self.count_sql(&sql, &[])
    }

    /// When each of a child's newest visits and contacts was, for the pane of the selected child: at most `limit` of each.
    ///
    /// # Errors
    /// What the database says.
    pub fn latest_of(&self, child: Id, limit: usize) -> Result<(Vec<Visit>, Vec<Contact>)> {
        let limit = i64::try_from(limit).unwrap_or(-1);
        let rest = "WHERE child_id = ?1 AND voided_on IS NULL ORDER BY day DESC, id DESC LIMIT ?2";
        Ok((
            rows::select(self.conn, rest, &[&child, &limit])?,
            rows::select(self.conn, rest, &[&child, &limit])?,
        ))
    }

    /// The home visits of a child that count (DOMAIN §1.5: seen, at home), each with its day.
    ///
    /// # Errors
    /// What the database says.
    pub fn counted_visits_of(&self, child: Id) -> Result<Vec<(Id, NaiveDate)>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id, day FROM visit WHERE child_id = ?1 AND voided_on IS NULL AND child_seen = 1
               AND (place IS NULL OR place = 'home')",
        )?;
        let found = statement.query_map([child], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// A child's open tasks by due day.
    ///
    /// # Errors
    /// What the database says.
    pub fn open_tasks_of(&self, child: Id, limit: usize) -> Result<Vec<Task>> {
        let limit = i64::try_from(limit).unwrap_or(-1);
        rows::select(
            self.conn,
            "WHERE child_id = ?1 AND status = 'open' ORDER BY due, id LIMIT ?2",
            &[&child, &limit],
        )
    }

    pub(super) fn count_sql(&self, sql: &str, params: &[&dyn ToSql]) -> Result<usize> {
        let count: i64 = self.conn.prepare_cached(sql)?.query_row(params, |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }
}
