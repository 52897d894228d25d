//! Copies of the whole database, made while others work, and putting one back.
//!
//! A copy is written under a temporary name, synced to the disk and only then given its own: there is never half a backup.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::connection::private_file;
use super::error::{Result, StoreError};
use super::open::Store;
use super::{connection, migrate};

/// Pages copied in one step, so that writers get their turn and progress is told.
const PAGES_A_STEP: std::ffi::c_int = 2000;

/// Hears how many of how many pages are copied; `false` stops.
pub(super) type Copied<'p> = &'p mut dyn FnMut(usize, usize) -> bool;

/// Copies an open database into a new file that only its owner can read.
///
/// # Errors
/// [`StoreError::Exists`] when the file is there already; [`StoreError::Stopped`].
pub(super) fn copy_to(conn: &Connection, target: &Path, progress: Copied<'_>) -> Result<()> {
    if target.exists() {
        return Err(StoreError::Exists(target.to_owned()));
    }
    copy_over(conn, target, progress, |_| Ok(()))
}

/// The same, in the place of a file that may be there: it stays as it is until the copy is on the disk and `check` has found it
/// whole.
///
/// # Errors
/// [`StoreError::Stopped`]; what `check` says; what the file system says.
pub(super) fn copy_over(
    conn: &Connection,
    target: &Path,
    progress: Copied<'_>,
    check: impl FnOnce(&Path) -> Result<()>,
) -> Result<()> {
    let part = part_of(target);
    let _ = std::fs::remove_file(&part);
    private_file(&part)?;
    let copied = copy_pages(conn, &part, progress).and_then(|()| {
        std::fs::File::open(&part)?.sync_all()?;
        check(&part)?;
        std::fs::rename(&part, target)?;
        sync_folder(target);
        Ok(())
    });
    if copied.is_err() {
        let _ = std::fs::remove_file(&part);
        let _ = std::fs::remove_file(with_suffix(&part, "-journal"));
    }
    copied
}

fn copy_pages(conn: &Connection, part: &Path, progress: Copied<'_>) -> Result<()> {
    let mut copy = Connection::open(part)?;
    // One state from the first page to the last: without it each write of another console begins the copy anew.
    let moment = conn.is_autocommit().then(|| conn.unchecked_transaction()).transpose()?;
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    let backup = Backup::new(conn, &mut copy)?;
    loop {
        let step = backup.step(PAGES_A_STEP)?;
        let state = backup.progress();
        let of = usize::try_from(state.pagecount).unwrap_or(0);
        let left = usize::try_from(state.remaining).unwrap_or(0);
        if !progress(of.saturating_sub(left), of) {
            return Err(StoreError::Stopped);
        }
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            _ => std::thread::sleep(Duration::from_millis(5)),
        }
    }
    drop(backup);
    drop(moment);
    // One file that can be carried away, without a write-ahead log beside it.
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    Ok(())
}

/// The name under which a copy is written until it is whole.
fn part_of(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

/// Makes a new name in a folder outlast a power cut, where folders can be synced.
fn sync_folder(file: &Path) {
    if cfg!(unix)
        && let Some(folder) = file.parent()
        && let Ok(folder) = std::fs::File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

impl Store {
    /// Copies the database into a new file.
    ///
    /// # Errors
    /// [`StoreError::Exists`] when the file is there already; what the file system says.
    pub fn backup(&self, target: &Path) -> Result<()> {
        copy_to(&self.conn, target, &mut |_, _| true)
    }

    /// Puts a copy that [`prepare_restore`] made in the place of this database and goes on with it. The file that was there
    /// is kept beside it; its path is returned.
    ///
    /// # Errors
    /// Someone else has the database open; what the file system says. Then everything stays as it was.
    pub fn replace_by(&mut self, fresh: &Path) -> Result<PathBuf> {
        let Some(path) = self.path.clone() else { return Err(StoreError::Missing(PathBuf::new())) };
        // Let go of the file; nothing is asked in between.
        drop(std::mem::replace(&mut self.conn, Connection::open_in_memory()?));
        let put = put_in_place(fresh, &path);
        if let Err(error) = self.reopen(&path) {
            // What was put there can't be worked with: the former file comes back.
            if let Ok(Some(kept)) = &put {
                std::fs::rename(kept, &path)?;
                self.reopen(&path)?;
            }
            return Err(error);
        }
        put?.ok_or(StoreError::Missing(path))
    }

    fn reopen(&mut self, path: &Path) -> Result<()> {
        let ahead = self.horizon;
        *self = Self::open(path, self.context.clone(), self.rules.calendar.clone())?;
        self.look_ahead(ahead);
        Ok(())
    }
}

/// Puts a backup in the place of a database. The present file is kept beside it; its path is returned.
///
/// # Errors
/// The backup is no Peiban database, damaged or newer than this program; someone has the present file open for writing;
/// what the file system says. The present file then stays as it is.
pub fn restore(source: &Path, target: &Path) -> Result<Option<PathBuf>> {
    let fresh = prepare_restore(source, target, &mut |_, _| true)?;
    put_in_place(&fresh, target)
}

/// Looks whether a backup is whole and copies it beside the database whose place it shall take; returns the copy.
///
/// # Errors
/// Those of [`restore`] that concern the backup; [`StoreError::Stopped`].
pub fn prepare_restore(source: &Path, target: &Path, progress: Copied<'_>) -> Result<PathBuf> {
    let conn = open_backup(source)?;
    connection::check_integrity(&conn).map_err(|error| of_backup(error, source))?;
    let fresh = target.with_extension("restoring.db");
    let _ = std::fs::remove_file(&fresh);
    copy_to(&conn, &fresh, progress)?;
    Ok(fresh)
}

/// Opens a backup for looking at it.
pub(super) fn open_backup(source: &Path) -> Result<Connection> {
    if !source.exists() {
        return Err(StoreError::NoBackup(source.to_owned()));
    }
    let opened = connection::connect_read(source)
        .and_then(|conn| migrate::version(&conn, source).map(|_| conn));
    opened.map_err(|error| of_backup(error, source))
}

/// What is wrong with a backup is told of the backup: it would sound as if the office's own database were damaged.
pub(super) fn of_backup(error: StoreError, source: &Path) -> StoreError {
    match error {
        StoreError::Corrupt(_)
        | StoreError::Foreign(_)
        | StoreError::CannotOpen
        | StoreError::Io(_)
        | StoreError::Sqlite(_) => StoreError::BadBackup(source.to_owned(), Box::new(error)),
        error => error,
    }
}

fn put_in_place(fresh: &Path, target: &Path) -> Result<Option<PathBuf>> {
    let put = if target.exists() { keep_aside(target).map(Some) } else { Ok(None) }
        .and_then(|kept| std::fs::rename(fresh, target).map(|()| kept).map_err(Into::into));
    if put.is_err() {
        // A second copy of everyone's data must not be left lying about.
        let _ = std::fs::remove_file(fresh);
    }
    put
}

/// Moves a database, with what is still in its write-ahead log, to a free name beside it.
///
/// # Errors
/// [`StoreError::OpenElsewhere`]; what the file system says.
pub fn keep_aside(path: &Path) -> Result<PathBuf> {
    if let Ok(conn) = Connection::open(path) {
        conn.busy_timeout(Duration::from_secs(2))?;
        // Folds the write-ahead log into the file; fails when another program holds it.
        let folded: rusqlite::Result<String> =
            conn.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0));
        match folded {
            Ok(mode) if mode == "delete" => {}
            Ok(_) => return Err(StoreError::OpenElsewhere),
            // A damaged file is moved away as it is, its log too.
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {
                return Err(StoreError::OpenElsewhere);
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
