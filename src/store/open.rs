//! Opening and creating the database: the one place that does.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{Local, NaiveDate, TimeZone};
use rusqlite::{Connection, TransactionBehavior};

use super::connection::{Access, PATIENCE, connect, prepare, private_file};
use super::derive::Rules;
use super::drafts::Owed;
use super::error::{Result, StoreError};
use super::queries::Queries;
use super::share::refuse_network_share;
use super::{derive, migrate};
use crate::domain::calendar::SchoolCalendar;
use crate::domain::settings::Settings;

/// What comes in from the top: the program's day and who works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The program's day.
    pub today: NaiveDate,
    /// Given by `--today`: the stored scores are then left as they are.
    pub pinned: bool,
    /// Who works.
    pub user: String,
}

impl Context {
    /// This time of the clock on the program's day (Unix seconds).
    pub(super) fn entered_at(&self) -> i64 {
        let clock = Local::now();
        if !self.pinned {
            return clock.timestamp();
        }
        let then = self.today.and_time(clock.time());
        let local = Local.from_local_datetime(&then).earliest();
        local.map_or_else(|| then.and_utc().timestamp(), |at| at.timestamp())
    }
}

/// Whose database it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Six-digit area code of the county.
    pub county: String,
    /// Which desk of that county.
    pub desk: i64,
    /// From this day on visits are kept in Peiban (DOMAIN §1.5).
    pub visits_since: NaiveDate,
    /// A made-up county.
    pub is_demo: bool,
}

/// The office's database.
pub struct Store {
    pub(super) conn: Connection,
    pub(super) context: Context,
    pub(super) rules: Rules,
    pub(super) path: Option<PathBuf>,
    access: Access,
    /// How long a write waits for another program's.
    pub(super) patience: Duration,
    /// True while temporary tables shadow the stored scores.
    pub(super) shadowed: bool,
    /// The moment that is written, for repeatable tests; `None` = the machine's clock.
    fixed_now: Option<i64>,
    /// How many days this machine looks ahead, instead of what the office set.
    pub(super) horizon: Option<u32>,
    /// What couldn't be written yet.
    pub(super) owed: Vec<Owed>,
    /// How the calendar stands to the one that the stored scores were found with.
    pub(super) calendar_state: CalendarState,
}

/// How the school calendar of an open database stands to the one by which its scores were kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarState {
    /// They were kept by another one. Where nothing can be written, or on a pinned day, what is read is computed anew; the next
    /// change scores all anew.
    Other,
    /// It is the same.
    Same,
    /// It was another one: everything was scored anew. Once is enough: where somebody else works by the other one, the two would
    /// answer each other for ever.
    Settled,
}

impl Store {
    /// Creates a database in a new file that only its owner can read, and opens it.
    ///
    /// # Errors
    /// [`StoreError::Exists`] when a file is there already; [`StoreError::NetworkShare`].
    pub fn create(
        path: &Path,
        office: &Office,
        context: Context,
        calendar: SchoolCalendar,
    ) -> Result<Self> {
        if path.exists() {
            return Err(StoreError::Exists(path.to_owned()));
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        refuse_network_share(path)?;
        private_file(path)?;
        let created = Connection::open(path)
            .map_err(StoreError::from)
            .and_then(|conn| Self::set_up(conn, Some(path.to_owned()), office, context, calendar));
        if created.is_err() {
            let _ = std::fs::remove_file(path);
        }
        created
    }

    /// A database in memory, for tests and for looking around.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn in_memory(office: &Office, context: Context, calendar: SchoolCalendar) -> Result<Self> {
        Self::set_up(Connection::open_in_memory()?, None, office, context, calendar)
    }

    fn set_up(
        mut conn: Connection,
        path: Option<PathBuf>,
        office: &Office,
        context: Context,
        calendar: SchoolCalendar,
    ) -> Result<Self> {
        prepare(&conn)?;
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        migrate::create(&tx)?;
        tx.execute(
            "INSERT INTO office (id, county, desk, visits_since, created_on, purpose)
             VALUES (1, ?1, ?2, ?3, ?4, ?5)",
            rusqlite::params![
                office.county,
                office.desk,
                office.visits_since,
                context.today,
                if office.is_demo { "demo" } else { "office" }
            ],
        )?;
        tx.execute("INSERT INTO counter (name, next) VALUES ('record', 1), ('entry', 1)", [])?;
        let rules =
            Rules { calendar, settings: Settings::default(), visits_since: office.visits_since };
        derive::note_scored(&tx, &rules, context.today)?;
        tx.commit()?;
        Ok(Self {
            conn,
            context,
            rules,
            path,
            access: Access::Write,
            patience: PATIENCE,
            shadowed: false,
            fixed_now: None,
            horizon: None,
            owed: Vec::new(),
            calendar_state: CalendarState::Same,
        })
    }

    /// Opens the database: for writing when the file allows it. Scores are moved on to today, or, on a pinned day or a
    /// read-only file, shadowed.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::Foreign`], [`StoreError::Newer`], [`StoreError::Corrupt`],
    /// [`StoreError::NetworkShare`].
    pub fn open(path: &Path, context: Context, calendar: SchoolCalendar) -> Result<Self> {
        Self::open_watched(path, context, calendar, &mut |_, _| true)
    }

    /// Like [`Store::open`]; `progress` hears how many of how many children are scored when all of them are, because the file is
    /// of an earlier version or was kept by another calendar, and stops that by `false`.
    ///
    /// # Errors
    /// Those of [`Store::open`], and [`StoreError::Stopped`].
    pub fn open_watched(
        path: &Path,
        context: Context,
        calendar: SchoolCalendar,
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Self> {
        let mut store = Self::connected(path, context, calendar, progress)?;
        store.refresh_watched(progress)?;
        Ok(store)
    }

    /// Opens the file, of whatever version, without a look at the day.
    fn connected(
        path: &Path,
        context: Context,
        calendar: SchoolCalendar,
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Self> {
        if !path.exists() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        refuse_network_share(path)?;
        let (mut conn, access) = connect(path)?;
        let version = migrate::version(&conn, path)?;
        if version != migrate::VERSION {
            if let Some(hindrance) = access.hindrance() {
                return Err(hindrance);
            }
            migrate::migrate(&mut conn, path, &mut |tx| {
                let day = derive::state(tx)?.scored_for.unwrap_or(context.today);
                let rules = load_rules(tx, day, calendar.clone())?;
                derive::rebuild(tx, &rules, day, None, progress)
            })?;
        }
        let rules = load_rules(&conn, context.today, calendar)?;
        Ok(Self {
            conn,
            context,
            rules,
            path: Some(path.to_owned()),
            access,
            patience: PATIENCE,
            shadowed: false,
            fixed_now: None,
            horizon: None,
            owed: Vec::new(),
            calendar_state: CalendarState::Other,
        })
    }

    /// A second connection to the same file, for a long job beside the console.
    ///
    /// # Errors
    /// [`StoreError::Missing`] for a database in memory.
    pub fn another(&self) -> Result<Self> {
        let path = self.path.as_deref().ok_or_else(|| StoreError::Missing(PathBuf::new()))?;
        let (context, calendar) = (self.context.clone(), self.rules.calendar.clone());
        let mut other = Self::connected(path, context, calendar, &mut |_, _| true)?;
        other.calendar_state = self.calendar_state;
        other.refresh()?;
        other.look_ahead(self.horizon);
        Ok(other)
    }

    /// Looks so many days ahead from now on, whatever the office set; `None` = as the office set.
    pub fn look_ahead(&mut self, days: Option<u32>) {
        self.horizon = days;
        if let Some(days) = days {
            self.rules.settings.horizon = days;
        }
    }

    /// Reads.
    pub fn queries(&self) -> Queries<'_> {
        Queries::new(&self.conn, &self.context, &self.rules, &self.owed)
    }

    /// The program's day and who works.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The file; `None` in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// How the calendar stands to the one by which the scores were found to be kept.
    pub const fn calendar_state(&self) -> CalendarState {
        self.calendar_state
    }

    /// True when the file can't be written.
    pub fn is_read_only(&self) -> bool {
        self.access != Access::Write
    }

    /// True when the file can't be written because there was no room on the disk.
    pub fn is_disk_full(&self) -> bool {
        self.access == Access::Full
    }

    /// Why nothing can be written; `None` when something can.
    pub fn hindrance(&self) -> Option<StoreError> {
        self.access.hindrance()
    }

    /// Connects for writing after all, when the disk was full and there may be room again.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`] when there still is none; what the database says.
    pub fn try_again(&mut self) -> Result<()> {
        let Some(path) = self.path.as_deref().filter(|_| self.access == Access::Full) else {
            return Ok(());
        };
        let (conn, access) = connect(path)?;
        if let Some(hindrance) = access.hindrance() {
            return Err(hindrance);
        }
        conn.busy_timeout(self.patience)?;
        (self.conn, self.access, self.shadowed) = (conn, access, false);
        self.refresh()
    }

    /// Sets who works from now on.
    pub fn set_user(&mut self, user: &str) {
        user.clone_into(&mut self.context.user);
    }

    /// Lets the database grow to so many pages more and no further, as on a disk that is full by then; `None` lifts it.
    ///
    /// # Errors
    /// What the database says.
    pub fn limit_growth(&self, pages: Option<u32>) -> Result<()> {
        let count: i64 = self.conn.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        let most = pages.map_or(i64::from(u32::MAX) - 1, |pages| count + i64::from(pages));
        self.conn.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(()))?;
        Ok(())
    }

    /// Writes this moment instead of the machine's clock (Unix seconds).
    pub fn fix_now(&mut self, now: i64) {
        self.fixed_now = Some(now);
    }

    /// When what is written now was entered: on the program's day, at this time of the clock (DESIGN §2).
    pub(super) fn entered_at(&self) -> i64 {
        self.fixed_now.unwrap_or_else(|| self.context.entered_at())
    }

    pub(super) fn now(&self) -> i64 {
        self.fixed_now.unwrap_or_else(|| chrono::Utc::now().timestamp())
    }

    /// A number that changes whenever another connection has written (2 µs).
    ///
    /// # Errors
    /// What the database says.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self.conn.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?)
    }
}

fn load_rules(conn: &Connection, today: NaiveDate, calendar: SchoolCalendar) -> Result<Rules> {
    let mut rules = Rules { calendar, settings: Settings::default(), visits_since: today };
    rules.read_settings(conn, today)?;
    Ok(rules)
}
