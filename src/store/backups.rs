//! The dated backups of a folder: `peiban-2026-11-21.db`, one or more a day, of which the newest days are kept.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::Connection;

use super::backup::{Copied, copy_to, open_backup};
use super::connection::check_integrity;
use super::error::{Result, StoreError};
use super::ids::running_number;
use super::{Store, migrate};
use crate::domain::records::Id;

/// Files below this are looked through whole once they are written; a larger one by its counts.
const LOOKED_THROUGH: u64 = 64 << 20;

/// A dated backup in a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BackupFile {
    /// Its day.
    pub day: NaiveDate,
    /// Which of that day: 1, 2 …
    pub number: u32,
    /// Where it is.
    pub path: PathBuf,
    /// How many bytes.
    pub size: u64,
}

/// Who a database belongs to: backups of another office or of a made-up county are never taken for one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Owner {
    county: String,
    desk: i64,
    created_on: NaiveDate,
    purpose: String,
}

/// How the name of an office's backup begins, and of one of the made-up county.
const OF_OFFICE: &str = "peiban-";
const OF_DEMO: &str = "peiban-demo-";

impl Owner {
    fn of(conn: &Connection) -> Result<Self> {
        Ok(conn.query_row("SELECT county, desk, created_on, purpose FROM office", [], |row| {
            Ok(Self {
                county: row.get(0)?,
                desk: row.get(1)?,
                created_on: row.get(2)?,
                purpose: row.get(3)?,
            })
        })?)
    }

    /// What its backups are called.
    fn prefix(&self) -> &'static str {
        if self.purpose == "demo" { OF_DEMO } else { OF_OFFICE }
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
                let size = entry.metadata().ok().filter(std::fs::Metadata::is_file)?.len();
                Some(BackupFile { day, number, path: entry.path(), size })
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
        "" => (stem, 1),
        rest => (&stem[..10], rest.strip_prefix('-')?.parse().ok()?),
    };
    Some((day.parse().ok()?, number))
}

/// What stands in a backup, and what would be lost by putting it in the place of the present database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupLook {
    /// The schema's version, and this program's.
    pub version: (i64, i64),
    /// Its office: county and desk.
    pub office: (String, i64),
    /// True for a made-up county.
    pub is_demo: bool,
    /// True when it is a copy of the present database, earlier or later.
    pub is_own: bool,
    /// How many there are of each kind, there and now: open children, volunteers, visits, contacts, journal entries.
    pub counts: [(usize, usize); 5],
    /// Its newest entry: number, when (Unix seconds), who, what.
    pub newest: Option<(i64, i64, String, String)>,
    /// What was done since and would be gone: command and how often, the most frequent first.
    pub lost: Vec<(String, usize)>,
    /// Who did it.
    pub lost_by: Vec<String>,
}

/// What is counted, in the order of [`BackupLook::counts`].
const COUNTED: [&str; 5] = [
    "SELECT count(*) FROM child WHERE status = 'active'",
    "SELECT count(*) FROM volunteer WHERE status <> 'left'",
    "SELECT count(*) FROM visit WHERE voided_on IS NULL",
    "SELECT count(*) FROM contact WHERE voided_on IS NULL",
    "SELECT count(*) FROM entry",
];

fn count(conn: &Connection, sql: &str) -> Result<usize> {
    let count: i64 = conn.query_row(sql, [], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(0))
}

impl Store {
    /// Makes a backup of the program's day in a folder, then removes those of older days beyond the `keep` newest. Nothing is
    /// removed before the new one is whole, and nothing that isn't this office's own.
    ///
    /// # Errors
    /// [`StoreError::Stopped`]; what the file system says. Then there is no new file, and all others are there still.
    pub fn back_up(&self, backups: &Backups, keep: u32, progress: Copied<'_>) -> Result<PathBuf> {
        let owner = Owner::of(&self.conn)?;
        private_folder(backups.folder())?;
        remove_leftovers(backups.folder());
        let target = free_name(backups.folder(), owner.prefix(), self.context.today);
        copy_to(&self.conn, &target, progress)?;
        if let Err(error) = self.is_whole(&target) {
            let _ = std::fs::remove_file(&target);
            return Err(error);
        }
        prune(backups, &owner, keep);
        Ok(target)
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

    /// True when there is something to lose that today's backup doesn't hold: nobody has made one yet today.
    ///
    /// # Errors
    /// What the database says.
    pub fn wants_backup(&self, backups: &Backups) -> Result<bool> {
        let owner = Owner::of(&self.conn)?;
        let wanted = self.path.is_some()
            && owner.purpose != "demo"
            && self.queries().settings().backup_daily == 1
            && count(&self.conn, COUNTED[4])? > 0;
        let today = self.context.today;
        let made = || {
            let of_today = |file: &BackupFile| file.day == today;
            backups.files().into_iter().filter(of_today).any(|file| is_of(&file.path, &owner))
        };
        Ok(wanted && !made())
    }

    /// Looks at what a backup holds, after making sure that it is whole.
    ///
    /// # Errors
    /// It is no database of ours, damaged or newer.
    pub fn look_at_backup(&self, source: &Path) -> Result<BackupLook> {
        let conn = open_backup(source)?;
        check_integrity(&conn)?;
        let version = migrate::version(&conn, source)?;
        let (theirs, ours) = (Owner::of(&conn)?, Owner::of(&self.conn)?);
        let mut counts = [(0, 0); 5];
        for (pair, sql) in counts.iter_mut().zip(COUNTED) {
            *pair = (count(&conn, sql)?, count(&self.conn, sql)?);
        }
        let last: Option<(Id, i64, String, String)> = conn
            .prepare("SELECT id, at, user, command FROM entry ORDER BY id DESC LIMIT 1")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
            .next()
            .transpose()?;
        let since = last.as_ref().map_or(0, |last| last.0);
        Ok(BackupLook {
            version: (version, migrate::VERSION),
            is_demo: theirs.purpose == "demo",
            is_own: theirs == ours,
            office: (theirs.county, theirs.desk),
            counts,
            newest: last.map(|(id, at, user, command)| (running_number(id), at, user, command)),
            lost: self.done_since(since)?,
            lost_by: self.busy_since(since)?,
        })
    }

    fn done_since(&self, since: Id) -> Result<Vec<(String, usize)>> {
        let mut statement = self.conn.prepare(
            "SELECT command, count(*) FROM entry WHERE id > ?1 GROUP BY command ORDER BY 2 DESC, 1",
        )?;
        let found = statement.query_map([since], |row| {
            Ok((row.get(0)?, usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0)))
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    fn busy_since(&self, since: Id) -> Result<Vec<String>> {
        let mut statement =
            self.conn.prepare("SELECT DISTINCT user FROM entry WHERE id > ?1 ORDER BY user")?;
        let found = statement.query_map([since], |row| row.get(0))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
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

/// The first name of the day that is free.
fn free_name(folder: &Path, prefix: &str, day: NaiveDate) -> PathBuf {
    let first = folder.join(format!("{prefix}{day}.db"));
    if !first.exists() {
        return first;
    }
    (2..10_000)
        .map(|number| folder.join(format!("{prefix}{day}-{number}.db")))
        .find(|path| !path.exists())
        .unwrap_or(first)
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
        assert_eq!(read("peiban-2026-11-21.db"), Some((day("2026-11-21"), 1)));
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
