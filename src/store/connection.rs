//! How a connection to the file is made: for writing, or for reading where nothing else is possible, and what every one is
//! set to.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::{Result, StoreError};
use super::{derive, migrate};

/// What can be done with the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Reading and writing.
    Write,
    /// Only reading: the file or its folder doesn't allow more.
    Read,
    /// Only reading: there was no room on the disk when it was opened.
    Full,
}

impl Access {
    /// Why nothing can be written.
    pub(super) const fn hindrance(self) -> Option<StoreError> {
        match self {
            Self::Write => None,
            Self::Read => Some(StoreError::ReadOnly),
            Self::Full => Some(StoreError::DiskFull),
        }
    }
}

/// Connects for writing when possible, else for reading.
pub(super) fn connect(path: &Path) -> Result<(Connection, Access)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if path.is_dir() {
        return Err(StoreError::Foreign(path.to_owned()));
    }
    let writable = std::fs::metadata(path).is_ok_and(|meta| !meta.permissions().readonly());
    if writable && let Ok(conn) = Connection::open_with_flags(path, flags) {
        match prepare(&conn) {
            Ok(()) => {
                let read_only = conn.is_readonly(rusqlite::MAIN_DB).unwrap_or(false);
                return Ok((conn, if read_only { Access::Read } else { Access::Write }));
            }
            Err(StoreError::DiskFull) => return connect_full(path),
            // No write-ahead log can be laid beside the file: read only, or no room for it.
            Err(StoreError::ReadOnly | StoreError::CannotOpen) => {}
            Err(error) if error.is_of_disk() => {}
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
    if path.is_dir() {
        return Err(StoreError::Foreign(path.to_owned()));
    }
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
                StoreError::Sqlite(_) | StoreError::CannotOpen => StoreError::ReadOnly,
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
pub(super) fn log_of(path: &Path) -> Option<u64> {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    std::fs::metadata(PathBuf::from(name)).ok().map(|meta| meta.len())
}

/// The page cache, as SQLite wants it: 16 MB, room for a day's work, small enough for an old PC.
pub(super) const CACHE: i64 = -16_000;

/// The page cache of work that sweeps through whole tables: 128 MB.
pub(super) const SWEEPING: i64 = -131_072;

/// Statements are planned once and kept. Without this SQLite plans each one with a range in it anew whenever another day
/// is bound to it, which costs more than running it.
fn plan_once(conn: &Connection) -> Result<()> {
    conn.set_prepared_statement_cache_capacity(256);
    super::queries::by_code::prepare(conn)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// How long a write waits for another program's, unless it is told otherwise.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// What every connection is set to.
pub(super) fn prepare(conn: &Connection) -> Result<()> {
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
