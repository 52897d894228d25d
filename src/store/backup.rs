//! Copies of the whole database, made while others work, and putting one back.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::error::{Result, StoreError};
use super::open::{Store, private_file};
use super::{migrate, open};

/// Pages copied in one step, so that writers get their turn.
const PAGES_A_STEP: std::ffi::c_int = 2000;

/// Copies an open database into a new file that only its owner can read.
///
/// # Errors
/// [`StoreError::Exists`] when the file is there already.
pub(super) fn copy_to(conn: &Connection, target: &Path) -> Result<()> {
    if target.exists() {
        return Err(StoreError::Exists(target.to_owned()));
    }
    private_file(target)?;
    let copied = (|| {
        let mut copy = Connection::open(target)?;
        let backup = Backup::new(conn, &mut copy)?;
        backup.run_to_completion(PAGES_A_STEP, Duration::from_millis(1), None)?;
        drop(backup);
        // One file that can be carried away, without a write-ahead log beside it.
        copy.pragma_update(None, "journal_mode", "DELETE")?;
        Ok(())
    })();
    if copied.is_err() {
        let _ = std::fs::remove_file(target);
    }
    copied
}

impl Store {
    /// Copies the database into a new file.
    ///
    /// # Errors
    /// [`StoreError::Exists`] when the file is there already; what the file system says.
    pub fn backup(&self, target: &Path) -> Result<()> {
        copy_to(&self.conn, target)
    }
}

/// Puts a backup in the place of a database. The present file is kept beside it; its path is returned.
///
/// # Errors
/// The backup is no Peiban database, damaged or newer than this program; someone has the present file open for writing;
/// what the file system says. The present file then stays as it is.
pub fn restore(source: &Path, target: &Path) -> Result<Option<PathBuf>> {
    if !source.exists() {
        return Err(StoreError::Missing(source.to_owned()));
    }
    let conn = open::connect_read(source)?;
    migrate::version(&conn, source)?;
    open::check_integrity(&conn)?;
    let fresh = target.with_extension("restoring.db");
    let _ = std::fs::remove_file(&fresh);
    copy_to(&conn, &fresh)?;
    drop(conn);
    let put = if target.exists() { keep_aside(target).map(Some) } else { Ok(None) }
        .and_then(|kept| std::fs::rename(&fresh, target).map(|()| kept).map_err(Into::into));
    if put.is_err() {
        // A second copy of everyone's data must not be left lying about.
        let _ = std::fs::remove_file(&fresh);
    }
    put
}

/// Moves a database, with what is still in its write-ahead log, to a free name beside it.
///
/// # Errors
/// Someone is writing to it; what the file system says.
pub fn keep_aside(path: &Path) -> Result<PathBuf> {
    if let Ok(conn) = Connection::open(path) {
        conn.busy_timeout(Duration::from_secs(2))?;
        // Folds the write-ahead log into the file; fails when another program holds it.
        let folded: rusqlite::Result<String> =
            conn.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0));
        match folded {
            Ok(mode) if mode == "delete" => {}
            Ok(_) => return Err(StoreError::Busy),
            // A damaged file is moved away as it is, its log too.
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {
                return Err(StoreError::Busy);
            }
            Err(_) => {}
        }
    }
    let kept = (1..1000)
        .map(|number| path.with_extension(format!("kept-{number}.db")))
        .find(|candidate| !candidate.exists())
        .unwrap_or_else(|| path.with_extension("kept.db"));
    std::fs::rename(path, &kept)?;
    for suffix in ["-wal", "-shm"] {
        let (from, to) = (with_suffix(path, suffix), with_suffix(&kept, suffix));
        if from.exists() {
            std::fs::rename(from, to)?;
        }
    }
    Ok(kept)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
