//! The dated backups of a folder: `peiban-2026-11-21.db`, the day's own, renewed when work goes on, and beside it those that
//! someone asked for, `peiban-2026-11-21-1.db`, which nothing is written over. Those of the newest days are kept.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::Store;
use super::backup::{Copied, copy_over, open_backup};
use super::backup_look::last_common;
use super::connection::{check_integrity, log_of};
use super::error::{Result, StoreError};
use crate::domain::records::Id;

/// Files below this are looked through whole once they are written; a larger one by its counts.
const LOOKED_THROUGH: u64 = 64 << 20;

/// A dated backup in a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BackupFile {
    /// Its day.
    pub day: NaiveDate,
    /// When it was written, as far as the file system tells.
    pub written: Option<SystemTime>,
    /// Which of that day: 0 is the day's own, 1, 2 … those that someone asked for.
    pub number: u32,
    /// Where it is.
    pub path: PathBuf,
    /// How many bytes.
    pub size: u64,
}

/// Who a database belongs to: backups of another office or of a made-up county are never taken for one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Six-digit area code of the county.
    pub county: String,
    /// Which desk of that county.
    pub desk: i64,
    /// The day on which the database was made.
    pub created_on: NaiveDate,
    /// A made-up county.
    pub is_demo: bool,
    /// What a made-up county was made from.
    made_of: Option<String>,
}

/// How the name of an office's backup begins, and of one of the made-up county.
const OF_OFFICE: &str = "peiban-";
const OF_DEMO: &str = "peiban-demo-";

impl Owner {
    pub(super) fn of(conn: &Connection) -> Result<Self> {
        let sql = "SELECT county, desk, created_on, purpose = 'demo',
                   (SELECT group_concat(name || next) FROM counter WHERE name LIKE 'demo!_%' ESCAPE '!')
                   FROM office";
        Ok(conn.query_row(sql, [], |row| {
            Ok(Self {
                county: row.get(0)?,
                desk: row.get(1)?,
                created_on: row.get(2)?,
                is_demo: row.get(3)?,
                made_of: row.get(4)?,
            })
        })?)
    }

    /// True when both are databases of one office, or both of made-up ones.
    pub fn is_same_office(&self, other: &Self) -> bool {
        (&self.county, self.desk, self.is_demo) == (&other.county, other.desk, other.is_demo)
    }

    /// What its backups are called.
    fn prefix(&self) -> &'static str {
        if self.is_demo { OF_DEMO } else { OF_OFFICE }
    }
}

/// A folder of backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backups {
    folder: PathBuf,
}

impl Backups {
    /// The backups of a folder, which need not be there yet. A folder named from where the program was started is kept and
    /// shown by its whole path.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder: std::path::absolute(&folder).unwrap_or(folder) }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Every file that is called like an office's backup, the newest first.
    pub fn files(&self) -> Vec<BackupFile> {
        self.called(OF_OFFICE)
    }

    /// Every file that is called like a backup of the made-up county, the newest first.
    pub fn demo_files(&self) -> Vec<BackupFile> {
        self.called(OF_DEMO)
    }

    fn called(&self, prefix: &str) -> Vec<BackupFile> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return Vec::new() };
        let mut found: Vec<BackupFile> = entries
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let name = entry.file_name();
                let (day, number) = day_of(name.to_str()?, prefix)?;
                let meta = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
                let written = meta.modified().ok();
                Some(BackupFile { day, written, number, path: entry.path(), size: meta.len() })
            })
            .collect();
        found.sort_by(|one, other| other.cmp(one));
        found
    }

    /// The newest file's day.
    pub fn newest(&self) -> Option<NaiveDate> {
        self.files().first().map(|file| file.day)
    }
}

/// The day and number in a backup's name.
fn day_of(name: &str, prefix: &str) -> Option<(NaiveDate, u32)> {
    let stem = name.strip_prefix(prefix)?.strip_suffix(".db")?;
    let (day, number) = match stem.get(10..)? {
        "" => (stem, 0),
        rest => (&stem[..10], rest.strip_prefix('-')?.parse().ok()?),
    };
    Some((day.parse().ok()?, number))
}

/// What is counted, in the order of [`BackupLook::counts`](super::BackupLook::counts).
pub(super) const COUNTED: [&str; 5] = [
    "SELECT count(*) FROM child WHERE status = 'active'",
    "SELECT count(*) FROM volunteer WHERE status <> 'left'",
    "SELECT count(*) FROM visit WHERE voided_on IS NULL",
    "SELECT count(*) FROM contact WHERE voided_on IS NULL",
    "SELECT count(*) FROM entry",
];

pub(super) fn count(conn: &Connection, sql: &str) -> Result<usize> {
    let count: i64 = conn.query_row(sql, [], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(0))
}

impl Store {
    /// Makes a backup in a folder because someone asked for it, under a name of the program's day that is free, then removes those
    /// of older days beyond the `keep` newest. Nothing is removed before the new one is whole, and nothing that isn't this
    /// office's own.
    ///
    /// # Errors
    /// [`StoreError::Stopped`]; what the file system says. Then there is no new file, and all others are there still.
    pub fn back_up(&self, backups: &Backups, keep: u32, progress: Copied<'_>) -> Result<PathBuf> {
        let owner = Owner::of(&self.conn)?;
        let target = free_name(backups.folder(), owner.prefix(), self.context.today);
        self.write_backup(backups, target, &owner, keep, progress)
    }

    /// The same for the day's own backup, which is renewed when it is there already. One of another line of the history (an
    /// older backup was restored since), or one that someone works in, holds what is nowhere else: it stays, and the new one
    /// gets a name of its own.
    ///
    /// # Errors
    /// Those of [`Store::back_up`].
    pub fn back_up_day(
        &self,
        backups: &Backups,
        keep: u32,
        progress: Copied<'_>,
    ) -> Result<PathBuf> {
        let owner = Owner::of(&self.conn)?;
        let today = self.context.today;
        let own = backups.folder().join(format!("{}{today}.db", owner.prefix()));
        let is_past =
            || self.compare_backup(&own, &owner).is_ok_and(|(_, only_there)| only_there == 0);
        let is_worked_in = log_of(&own).is_some_and(|bytes| bytes > 0);
        let target = if !is_worked_in && (!own.exists() || is_past()) {
            own
        } else {
            free_name(backups.folder(), owner.prefix(), today)
        };
        self.write_backup(backups, target, &owner, keep, progress)
    }

    fn write_backup(
        &self,
        backups: &Backups,
        target: PathBuf,
        owner: &Owner,
        keep: u32,
        progress: Copied<'_>,
    ) -> Result<PathBuf> {
        private_folder(backups.folder())?;
        remove_leftovers(backups.folder());
        copy_over(&self.conn, &target, progress, |part| self.is_whole(part))?;
        prune(backups, owner, keep);
        Ok(target)
    }

    /// The last entry in common with a backup of this office, and how many more that one has.
    fn compare_backup(&self, path: &Path, owner: &Owner) -> Result<(Option<Id>, usize)> {
        let conn = open_backup(path)?;
        if Owner::of(&conn)? != *owner {
            return Err(StoreError::Foreign(path.to_owned()));
        }
        last_common(&self.conn, &conn)
    }

    /// Reads back what was written.
    fn is_whole(&self, target: &Path) -> Result<()> {
        let conn = open_backup(target)?;
        if std::fs::metadata(target)?.len() <= LOOKED_THROUGH {
            check_integrity(&conn)?;
        }
        let same = Owner::of(&conn)? == Owner::of(&self.conn)?;
        let pages = |conn: &Connection| -> Result<i64> {
            Ok(conn.pragma_query_value(None, "page_count", |row| row.get(0))?)
        };
        let whole =
            u64::try_from(pages(&conn)?).unwrap_or(0) > 0 && count(&conn, COUNTED[0]).is_ok();
        if same && whole { Ok(()) } else { Err(StoreError::Corrupt("backup".to_owned())) }
    }

    /// True when there is something to lose that no backup of today holds.
    ///
    /// # Errors
    /// What the database says.
    pub fn wants_backup(&self, backups: &Backups) -> Result<bool> {
        let owner = Owner::of(&self.conn)?;
        let newest: Option<Id> =
            self.conn.query_row("SELECT max(id) FROM entry", [], |row| row.get(0))?;
        let wanted = self.path.is_some()
            && !owner.is_demo
            && self.queries().settings().backup_daily == 1
            && newest.is_some();
        let today = self.context.today;
        let holds = |file: BackupFile| {
            self.compare_backup(&file.path, &owner).is_ok_and(|(common, _)| common == newest)
        };
        let held = || backups.files().into_iter().filter(|file| file.day == today).any(holds);
        Ok(wanted && !held())
    }
}

/// A folder that only its owner can look into, unless it is there already.
fn private_folder(folder: &Path) -> Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    Ok(builder.create(folder)?)
}

/// The first numbered name of the day that is free.
fn free_name(folder: &Path, prefix: &str, day: NaiveDate) -> PathBuf {
    let numbered = |number: u32| folder.join(format!("{prefix}{day}-{number}.db"));
    let mut number = 1;
    while numbered(number).exists() {
        number += 1;
    }
    numbered(number)
}

/// Takes away what a copy that was cut off has left an hour ago or earlier.
fn remove_leftovers(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let old = entry
            .metadata()
            .and_then(|meta| meta.modified())
            .ok()
            .and_then(|changed| changed.elapsed().ok())
            .is_some_and(|age| age.as_secs() > 3600);
        if name.starts_with(".peiban-") && name.ends_with(".part") && old {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn is_of(path: &Path, owner: &Owner) -> bool {
    open_backup(path).and_then(|conn| Owner::of(&conn)).is_ok_and(|found| found == *owner)
}

/// Removes this office's backups of all but the newest days.
fn prune(backups: &Backups, owner: &Owner, keep: u32) {
    let own: Vec<BackupFile> = backups
        .called(owner.prefix())
        .into_iter()
        .filter(|file| is_of(&file.path, owner))
        .collect();
    let days: BTreeSet<NaiveDate> = own.iter().map(|file| file.day).collect();
    let kept: BTreeSet<NaiveDate> =
        days.into_iter().rev().take(usize::try_from(keep).unwrap_or(usize::MAX)).collect();
    for file in own.into_iter().filter(|file| !kept.contains(&file.day)) {
        if std::fs::remove_file(&file.path).is_err() {
            tracing::warn!("an old backup could not be removed");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backups_name_says_its_day_and_number() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let read = |name| day_of(name, "peiban-");
        assert_eq!(read("peiban-2026-11-21.db"), Some((day("2026-11-21"), 0)));
        assert_eq!(read("peiban-2026-11-21-3.db"), Some((day("2026-11-21"), 3)));
        for other in [
            "peiban-demo-2026-11-21.db",
            "peiban-2026-11-21.db-wal",
            "peiban-2026-13-21.db",
            "peiban-2026-11-21x.db",
            ".peiban-2026-11-21.db.77.part",
            "office.db",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
