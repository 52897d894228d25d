//! The file a made-up county lives in: when it is used again, built anew or kept aside. An office's database is never
//! touched.

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, OptionalExtension};

use super::{DemoPlan, build};
use crate::domain::calendar::SchoolCalendar;
use crate::store::backup::keep_aside;
use crate::store::error::{Result, StoreError};
use crate::store::{Store, connection, migrate};

/// A made-up county, ready.
pub struct Prepared {
    /// Its database.
    pub store: Store,
    /// True when it was built just now.
    pub is_new: bool,
    /// Where the one before is kept, because someone had entered something into it.
    pub kept: Option<PathBuf>,
}

/// Opens the made-up county of a file: the one that is there when it is of the same day, seed and size, else a new one.
/// One into which someone entered something is kept aside.
///
/// # Errors
/// [`StoreError::NotADemo`] when the file is an office's database; [`StoreError::Foreign`] when it is none of ours;
/// those of [`build`], with the file that was there left as it was.
pub fn prepare(
    path: &Path,
    plan: &DemoPlan,
    calendar: SchoolCalendar,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Prepared> {
    if !path.exists() {
        let store = build(path, plan, calendar, progress)?;
        return Ok(Prepared { store, is_new: true, kept: None });
    }
    let found = look(path)?;
    if found.is_of(plan) {
        let store = Store::open(path, plan.context.clone(), calendar)?;
        return Ok(Prepared { store, is_new: false, kept: None });
    }
    // It goes again where the one that is there can't be taken away, because another console has it open.
    let fresh = Making::at(path.with_extension("fresh.db"));
    drop(build(fresh.path(), plan, calendar.clone(), progress)?);
    let kept = keep_aside(path)?;
    fresh.finish(path)?;
    let kept = if found.was_worked_with {
        Some(kept)
    } else {
        std::fs::remove_file(&kept)?;
        None
    };
    let store = Store::open(path, plan.context.clone(), calendar)?;
    Ok(Prepared { store, is_new: true, kept })
}

/// What the counters of a made-up county tell of its making.
struct Found {
    seed: Option<i64>,
    children: Option<i64>,
    day: Option<i64>,
    is_english: bool,
    is_current: bool,
    was_worked_with: bool,
}

impl Found {
    fn is_of(&self, plan: &DemoPlan) -> bool {
        self.is_current
            && self.seed == Some(plan.seed.cast_signed())
            && self.children == i64::try_from(plan.children).ok()
            && self.is_english == plan.english
            && self.day == Some(number(plan.context.today))
    }
}

fn number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

fn look(path: &Path) -> Result<Found> {
    let conn = connection::connect_read(path)?;
    let version = migrate::version(&conn, path)?;
    let purpose: String = conn.query_row("SELECT purpose FROM office", [], |row| row.get(0))?;
    if purpose != "demo" {
        return Err(StoreError::NotADemo(path.to_owned()));
    }
    let counter = |name| -> Result<Option<i64>> {
        let sql = "SELECT next FROM counter WHERE name = ?1";
        Ok(conn.query_row(sql, [name], |row| row.get(0)).optional()?)
    };
    Ok(Found {
        seed: counter("demo_seed")?,
        children: counter("demo_children")?,
        day: counter("demo_day")?,
        is_english: counter("demo_english")? == Some(1),
        is_current: version == migrate::VERSION,
        was_worked_with: counter("demo_entry")? != counter("entry")?,
    })
}

/// Notes in the file of which plan it is, and up to which journal entry it was made up.
pub(super) fn mark(conn: &Connection, plan: &DemoPlan) -> Result<()> {
    let children = i64::try_from(plan.children).unwrap_or(i64::MAX);
    let mut insert = conn.prepare("INSERT INTO counter (name, next) VALUES (?1, ?2)")?;
    insert.execute(rusqlite::params!["demo_seed", plan.seed.cast_signed()])?;
    insert.execute(rusqlite::params!["demo_children", children])?;
    insert.execute(rusqlite::params!["demo_english", i64::from(plan.english)])?;
    insert.execute(rusqlite::params!["demo_day", number(plan.context.today)])?;
    conn.execute(
        "INSERT INTO counter (name, next) SELECT 'demo_entry', next FROM counter WHERE name = 'entry'",
        [],
    )?;
    Ok(())
}

/// A file that is being filled; it vanishes unless it is finished.
pub(super) struct Making {
    path: PathBuf,
    is_done: bool,
}

impl Making {
    /// A free name beside the file that is wanted.
    pub(super) fn beside(path: &Path) -> Self {
        Self::at(path.with_extension("building.db"))
    }

    /// A file of this name, in the place of one that was left there.
    fn at(path: PathBuf) -> Self {
        let making = Self { path, is_done: false };
        making.clear();
        making
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file its name, once it is on the disk.
    pub(super) fn finish(mut self, path: &Path) -> Result<()> {
        std::fs::File::open(&self.path)?.sync_all()?;
        std::fs::rename(&self.path, path)?;
        self.is_done = true;
        // What SQLite left beside the file that has another name now.
        self.clear();
        Ok(())
    }

    fn clear(&self) {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let mut name = self.path.as_os_str().to_owned();
            name.push(suffix);
            let _ = std::fs::remove_file(PathBuf::from(name));
        }
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        if !self.is_done {
            self.clear();
        }
    }
}

/// Triggers and indexes taken away while millions of rows come in, and put back from their own texts.
pub(super) struct Aside {
    texts: Vec<String>,
}

impl Aside {
    /// Drops all triggers, and the indexes that the schema names.
    pub(super) fn take(conn: &Connection) -> Result<Self> {
        let mut statement = conn.prepare(
            "SELECT type, name, sql FROM sqlite_schema
             WHERE type IN ('trigger', 'index') AND sql IS NOT NULL ORDER BY rowid",
        )?;
        let found: Vec<(String, String, String)> = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (kind, name, _) in &found {
            conn.execute_batch(&format!("DROP {kind} {name}"))?;
        }
        Ok(Self { texts: found.into_iter().map(|(_, _, text)| text).collect() })
    }

    /// Makes them again.
    pub(super) fn put_back(self, conn: &Connection) -> Result<()> {
        for text in self.texts {
            conn.execute_batch(&text)?;
        }
        Ok(())
    }
}
