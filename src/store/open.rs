//! Opening and creating the database: the one place that does.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDate;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::derive::doctor::Findings;
use super::derive::{self, Rules};
use super::error::{Result, StoreError};
use super::migrate;
use super::queries::Queries;
use super::share::refuse_network_share;
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

/// What can be done with the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    /// Reading and writing.
    Write,
    /// Only reading: the file or its folder doesn't allow more.
    Read,
    /// Only reading: there was no room on the disk when it was opened.
    Full,
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
    shadowed: bool,
    /// The moment that is written, for repeatable tests; `None` = the machine's clock.
    fixed_now: Option<i64>,
    /// How many days this machine looks ahead, instead of what the office set.
    horizon: Option<u32>,
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
        tx.execute("UPDATE derived SET scored_for = ?1", [context.today])?;
        tx.commit()?;
        let rules =
            Rules { calendar, settings: Settings::default(), visits_since: office.visits_since };
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
        })
    }

    /// Opens the database: for writing when the file allows it. Scores are moved on to today, or, on a pinned day or a
    /// read-only file, shadowed.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::Foreign`], [`StoreError::Newer`], [`StoreError::Corrupt`],
    /// [`StoreError::NetworkShare`].
    pub fn open(path: &Path, context: Context, calendar: SchoolCalendar) -> Result<Self> {
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
            migrate::migrate(&mut conn, path, &|tx| {
                let day = derive::state(tx)?.scored_for.unwrap_or(context.today);
                let rules = load_rules(tx, day, calendar.clone())?;
                derive::rebuild(tx, &rules, day, None, &mut |_, _| true)
            })?;
        }
        let rules = load_rules(&conn, context.today, calendar)?;
        let mut store = Self {
            conn,
            context,
            rules,
            path: Some(path.to_owned()),
            access,
            patience: PATIENCE,
            shadowed: false,
            fixed_now: None,
            horizon: None,
        };
        store.refresh()?;
        Ok(store)
    }

    /// A second connection to the same file, for a long job beside the console.
    ///
    /// # Errors
    /// [`StoreError::Missing`] for a database in memory.
    pub fn another(&self) -> Result<Self> {
        let path = self.path.as_deref().ok_or_else(|| StoreError::Missing(PathBuf::new()))?;
        let mut other = Self::open(path, self.context.clone(), self.rules.calendar.clone())?;
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

    pub(super) fn horizon(&self) -> Option<u32> {
        self.horizon
    }

    /// Reads.
    pub fn queries(&self) -> Queries<'_> {
        Queries::new(&self.conn, &self.context, &self.rules)
    }

    /// Answers from now on as on an earlier day, from what had been entered by then.
    ///
    /// # Errors
    /// What the database says.
    pub fn look_back(&mut self, day: NaiveDate) -> Result<()> {
        self.lift_shadow()?;
        derive::as_of::lay(&self.conn, &mut self.rules, day)?;
        self.look_ahead(self.horizon);
        // Whatever is asked of this store later, that day never becomes the one the stored scores stand for.
        (self.context.today, self.context.pinned) = (day, true);
        self.shadowed = true;
        Ok(())
    }

    /// Recomputes everything derived and compares it with what is kept.
    ///
    /// # Errors
    /// What the database says.
    pub fn examine(&mut self) -> Result<Findings> {
        self.lift_shadow()?;
        let findings = self.compare();
        self.refresh()?;
        findings
    }

    fn compare(&mut self) -> Result<Findings> {
        // One moment from the first row to the last: what others write meanwhile is no finding.
        let moment = self.conn.unchecked_transaction()?;
        let day = derive::state(&moment)?.scored_for.unwrap_or(self.context.today);
        self.rules.read_settings(&moment, day)?;
        derive::doctor::examine(&moment, &self.rules)
    }

    /// Computes everything derived anew. `since` walks the history of scores again from that day.
    ///
    /// # Errors
    /// What the database says.
    pub fn rebuild(
        &mut self,
        since: Option<NaiveDate>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<()> {
        self.lift_shadow()?;
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let day = derive::state(&tx)?.scored_for.unwrap_or(self.context.today);
        self.rules.read_settings(&tx, day)?;
        derive::rebuild(&tx, &self.rules, day, since, &mut |done, total| {
            progress(done, total);
            true
        })?;
        tx.commit()?;
        self.refresh()
    }

    /// The program's day and who works.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The file; `None` in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
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

    /// Moves to another day, when midnight has passed.
    ///
    /// # Errors
    /// What the database says.
    pub fn set_today(&mut self, today: NaiveDate) -> Result<()> {
        self.context.today = today;
        self.refresh()
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

    /// Makes the scores stand for today: stored on an ordinary day, shadowed on a pinned one. To be called when the day
    /// or another's writing changed things.
    ///
    /// # Errors
    /// What the database says.
    pub fn refresh(&mut self) -> Result<()> {
        self.lift_shadow()?;
        self.rules.read_settings(&self.conn, self.context.today)?;
        self.look_ahead(self.horizon);
        let state = derive::state(&self.conn)?;
        if state.is_fresh(self.context.today) {
            return Ok(());
        }
        if self.is_read_only() || self.context.pinned {
            return self.shadow();
        }
        match self.bring_to_today() {
            // Another console is writing for long, or nothing can be written any more: look at today by shadow meanwhile.
            Err(StoreError::Busy | StoreError::ReadOnly) => self.shadow(),
            Err(error) if error.is_of_disk() => self.shadow(),
            done => done,
        }
    }

    fn bring_to_today(&mut self) -> Result<()> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another console may have set something while this one waited for its turn.
        self.rules.read_settings(&tx, self.context.today)?;
        derive::bring_to(&tx, &self.rules, self.context.today)?;
        tx.commit()?;
        Ok(())
    }

    /// Drops the shadow, so that a command writes the stored tables.
    pub(super) fn lift_shadow(&mut self) -> Result<()> {
        if self.shadowed {
            derive::shadow::drop(&self.conn)?;
            self.shadowed = false;
        }
        Ok(())
    }

    fn shadow(&mut self) -> Result<()> {
        derive::shadow::lay(&self.conn, &self.rules, self.context.today)?;
        self.shadowed = true;
        Ok(())
    }
}

impl Access {
    /// Why nothing can be written.
    const fn hindrance(self) -> Option<StoreError> {
        match self {
            Self::Write => None,
            Self::Read => Some(StoreError::ReadOnly),
            Self::Full => Some(StoreError::DiskFull),
        }
    }
}

/// Connects for writing when possible, else for reading.
fn connect(path: &Path) -> Result<(Connection, Access)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let writable = std::fs::metadata(path).is_ok_and(|meta| !meta.permissions().readonly());
    if writable && let Ok(conn) = Connection::open_with_flags(path, flags) {
        match prepare(&conn) {
            Ok(()) => {
                let read_only = conn.is_readonly(rusqlite::MAIN_DB).unwrap_or(false);
                return Ok((conn, if read_only { Access::Read } else { Access::Write }));
            }
            Err(StoreError::DiskFull) => return connect_full(path),
            // No write-ahead log can be laid beside the file: read only, or no room for it.
            Err(StoreError::ReadOnly) => {}
            Err(error) if error.is_of_disk() => {}
            Err(StoreError::Sqlite(error))
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) => {}
            Err(StoreError::Sqlite(error)) => return Err(migrate::not_a_database(error, path)),
            Err(error) => return Err(error),
        }
    }
    if writable && has_no_room(path) {
        return connect_full(path);
    }
    Ok((connect_read(path)?, Access::Read))
}

/// Connects for reading on a full disk. What can't even be read there is a matter of the disk, not of permissions.
fn connect_full(path: &Path) -> Result<(Connection, Access)> {
    match connect_read(path) {
        Ok(conn) => Ok((conn, Access::Full)),
        Err(StoreError::ReadOnly) => Err(StoreError::DiskFull),
        Err(error) => Err(error),
    }
}

/// Is there no room beside the file for what the write-ahead log needs at first?
fn has_no_room(path: &Path) -> bool {
    const LOG_INDEX: usize = 32 << 10;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let written =
        tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).and_then(|mut probe| {
            std::io::Write::write_all(&mut probe, &vec![0; LOG_INDEX])?;
            probe.as_file().sync_all()
        });
    written.is_err_and(|error| matches!(StoreError::from(error), StoreError::DiskFull))
}

/// Connects for reading only, also where no write-ahead log can be laid beside the file.
pub(super) fn connect_read(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(Duration::from_secs(5))?;
    let readable =
        conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
    match readable {
        Ok(_) => {
            plan_once(&conn)?;
            derive::shadow::prepare(&conn)?;
            Ok(conn)
        }
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
            Err(StoreError::Foreign(path.to_owned()))
        }
        // What still stands in a log that can't be read here must not be passed over in silence.
        Err(error) if log_of(path).is_some_and(|bytes| bytes > 0) => {
            Err(match StoreError::from(error) {
                StoreError::Sqlite(_) => StoreError::ReadOnly,
                error => error,
            })
        }
        Err(_) => {
            let escaped =
                path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
            let conn = Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags)?;
            plan_once(&conn)?;
            derive::shadow::prepare(&conn)?;
            Ok(conn)
        }
    }
}

/// How long the write-ahead log beside a file is, where there is one.
fn log_of(path: &Path) -> Option<u64> {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    std::fs::metadata(PathBuf::from(name)).ok().map(|meta| meta.len())
}

/// The page cache, as SQLite wants it: 16 MB, room for a day's work, small enough for an old PC.
pub(super) const CACHE: i64 = -16_000;

/// Statements are planned once and kept. Without this SQLite plans each one with a range in it anew whenever another day
/// is bound to it, which costs more than running it.
fn plan_once(conn: &Connection) -> Result<()> {
    conn.set_prepared_statement_cache_capacity(256);
    super::queries::by_code::prepare(conn)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// How long a write waits for another program's, unless it is told otherwise.
const PATIENCE: Duration = Duration::from_secs(5);

/// What every connection is set to.
fn prepare(conn: &Connection) -> Result<()> {
    conn.busy_timeout(PATIENCE)?;
    plan_once(conn)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    // A checkpoint is a pause of several disk writes: one in some hundreds of visits, not one in thirty.
    conn.pragma_update(None, "wal_autocheckpoint", 8_000)?;
    conn.pragma_update(None, "cache_size", CACHE)?;
    derive::shadow::prepare(conn)
}

pub(super) fn check_integrity(conn: &Connection) -> Result<()> {
    let answer: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if answer == "ok" { Ok(()) } else { Err(StoreError::Corrupt(answer)) }
}

/// Creates an empty file that only its owner can read.
pub(super) fn private_file(path: &Path) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)?;
    Ok(())
}

fn load_rules(conn: &Connection, today: NaiveDate, calendar: SchoolCalendar) -> Result<Rules> {
    let mut rules = Rules { calendar, settings: Settings::default(), visits_since: today };
    rules.read_settings(conn, today)?;
    Ok(rules)
}
