//! What can go wrong with the database, in codes and values; the language layer words it.

use std::path::PathBuf;

use super::seen::Overtaken;
use crate::domain::checks::Refusal;
use crate::domain::value::{BadValue, Value};

/// One field that two people changed differently.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldConflict {
    /// The column.
    pub field: &'static str,
    /// What both started from.
    pub base: Value,
    /// What this save wants.
    pub yours: Value,
    /// What stands there now.
    pub theirs: Value,
}

/// Why the store could not do as asked. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no database at this path.
    #[error("no database at {0}")]
    Missing(PathBuf),
    /// A database is there already.
    #[error("a database exists at {0}")]
    Exists(PathBuf),
    /// The file is no Peiban database.
    #[error("{0} is no Peiban database")]
    Foreign(PathBuf),
    /// The file is an office's database, over which no made-up county is written.
    #[error("{0} is an office's database")]
    NotADemo(PathBuf),
    /// The file is damaged.
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    /// There is no file at the path of a backup; the office's own database is untouched.
    #[error("no backup at {0}")]
    NoBackup(PathBuf),
    /// A file can't be read as a backup: damaged, not whole, or something else. The office's own database is untouched.
    #[error("{0} can't be read as a backup: {1}")]
    BadBackup(PathBuf, Box<StoreError>),
    /// Written by a newer program.
    #[error("the database has version {found}, this program knows {known}")]
    Newer {
        /// The file's version.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// The file can be read but not written.
    #[error("the database is read-only")]
    ReadOnly,
    /// Another program holds the database for longer than the time-out.
    #[error("the database is busy")]
    Busy,
    /// Another program has the database open, so its file can't be put aside.
    #[error("the database is open elsewhere")]
    OpenElsewhere,
    /// The disk is full, or the file has reached the size it may have.
    #[error("the disk is full")]
    DiskFull,
    /// The disk doesn't take what is written, for another reason than being full.
    #[error("the disk doesn't take what is written: {0}")]
    DiskFailed(String),
    /// The file lies on a network share, where several writers would damage it.
    #[error("the database lies on a network share: {0}")]
    NetworkShare(PathBuf),
    /// The record isn't there.
    #[error("no {kind} {key}")]
    NotFound {
        /// Its table.
        kind: &'static str,
        /// Its code or number.
        key: String,
    },
    /// The rules refuse it.
    #[error("refused: {0:?}")]
    Refused(Vec<Refusal>),
    /// Someone else changed the same fields.
    #[error("changed by someone else: {0:?}")]
    Conflict(Vec<FieldConflict>),
    /// Another console has closed the file or decided the case since the form about it was opened.
    #[error("overtaken by someone else: {0:?}")]
    Overtaken(Overtaken),
    /// The rows are no longer as the entry left them, so it can't be undone.
    #[error("{table} was changed again since")]
    ChangedSince {
        /// The table of the first such row.
        table: String,
        /// Its code, or that of the person it belongs to.
        code: String,
        /// The entry that changed it last and is to be undone first; `None` where the journal doesn't tell.
        by: Option<Box<Later>>,
    },
    /// A row that the entry added is still referred to by one that this later entry added.
    #[error("entry {} still needs it", .0.entry)]
    StillNeeded(Box<Later>),
    /// There is nothing to undo.
    #[error("nothing to undo")]
    NothingToUndo,
    /// The entry is undone already.
    #[error("entry {0} is undone already")]
    AlreadyUndone(i64),
    /// A kept value can't be read.
    #[error(transparent)]
    BadValue(#[from] BadValue),
    /// Stopped by the user; nothing was written.
    #[error("stopped")]
    Stopped,
    /// The file system.
    #[error(transparent)]
    Io(std::io::Error),
    /// SQLite can't open the file, or what it keeps beside it.
    #[error("the database can't be opened")]
    CannotOpen,
    /// Anything else that SQLite says.
    #[error("database: {0}")]
    Sqlite(rusqlite::Error),
}

/// A later entry, which stands in the way of an undo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// Its running number.
    pub entry: i64,
    /// What was done, as a code.
    pub command: String,
    /// Who did it.
    pub user: String,
    /// When (Unix seconds).
    pub at: i64,
}

/// The store's result.
pub type Result<T> = std::result::Result<T, StoreError>;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy,
            Some(Code::ReadOnly) => Self::ReadOnly,
            Some(Code::DiskFull) => Self::DiskFull,
            Some(Code::SystemIoFailure) => of_disk(error),
            Some(Code::CannotOpen | Code::PermissionDenied) => Self::CannotOpen,
            Some(Code::DatabaseCorrupt) => Self::Corrupt(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}

/// What SQLite says of the disk itself: no room for its index in shared memory, not even for its first bytes, is a full disk, a
/// write that is not taken may be.
fn of_disk(error: rusqlite::Error) -> StoreError {
    use rusqlite::ffi;
    match error.sqlite_error().map(|failure| failure.extended_code) {
        Some(ffi::SQLITE_IOERR_SHMSIZE | ffi::SQLITE_IOERR_SHMOPEN) => StoreError::DiskFull,
        Some(
            ffi::SQLITE_IOERR_WRITE
            | ffi::SQLITE_IOERR_FSYNC
            | ffi::SQLITE_IOERR_DIR_FSYNC
            | ffi::SQLITE_IOERR_TRUNCATE,
        ) => StoreError::DiskFailed(error.to_string()),
        _ => StoreError::Sqlite(error),
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::FileTooLarge | ErrorKind::QuotaExceeded => {
                Self::DiskFull
            }
            _ => Self::Io(error),
        }
    }
}

impl StoreError {
    /// True when the disk takes nothing any more: what is there can still be read.
    pub const fn is_of_disk(&self) -> bool {
        matches!(self, Self::DiskFull | Self::DiskFailed(_))
    }

    /// The error of a rule that refuses one field.
    pub fn refused(refusal: Refusal) -> Self {
        Self::Refused(vec![refusal])
    }
}
