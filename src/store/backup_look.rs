//! A look at a backup before it takes the place of a database: whose it is, what it holds, how its history stands to the one that
//! is there, and what would be lost.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};

use super::backup::{of_backup, open_backup};
use super::backups::{COUNTED, Owner, count};
use super::connection::{check_integrity, connect_read};
use super::error::{Result, StoreError};
use super::ids::running_number;
use super::{Store, migrate};
use crate::domain::records::Id;

/// So many of an entry's rows are compared: two entries of one second that begin with the same ones are the same.
const COMPARED: i64 = 50;

/// What stands in a backup, and what would be lost by putting it in the place of the present database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupLook {
    /// The schema's version, and this program's.
    pub version: (i64, i64),
    /// Whose it is.
    pub owner: Owner,
    /// How many there are of each kind: open children, volunteers, visits, contacts, journal entries.
    pub counts: [usize; 5],
    /// Its newest entry: number, when (Unix seconds), who, what.
    pub newest: Option<(i64, i64, String, String)>,
    /// What it would replace; `None` when there is nothing, or nothing that can be read.
    pub present: Option<Present>,
}

/// The database whose place a backup would take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// Whose it is.
    pub owner: Owner,
    /// How many there are, in the order of [`BackupLook::counts`].
    pub counts: [usize; 5],
    /// The number of the last entry that both have; `None` when they have none in common.
    pub common: Option<i64>,
    /// How many entries after that stand in the backup alone.
    pub only_there: usize,
    /// What was done after it in the present database and would be gone: command and how often, the most frequent first.
    pub lost: Vec<(String, usize)>,
    /// Who did it.
    pub lost_by: Vec<String>,
}

impl BackupLook {
    /// True when it would put another office, or a made-up county, in the place of the present one.
    pub fn is_of_another(&self) -> bool {
        self.present.as_ref().is_some_and(|present| !present.owner.is_same_office(&self.owner))
    }
}

impl Present {
    /// How many entries would be gone.
    pub fn lost_entries(&self) -> usize {
        self.lost.iter().map(|(_, count)| count).sum()
    }
}

impl Store {
    /// Looks at what a backup holds, after making sure that it is whole.
    ///
    /// # Errors
    /// It is no database of ours, damaged or newer.
    pub fn look_at_backup(&self, source: &Path) -> Result<BackupLook> {
        look(source, |theirs| present(&self.conn, theirs).map(Some))
    }
}

/// The same for a database that isn't open: it need not be there, nor whole, and nothing is written to it.
///
/// # Errors
/// Those of [`Store::look_at_backup`].
pub fn look_before_restore(source: &Path, target: &Path) -> Result<BackupLook> {
    look(source, |theirs| {
        // What is to be replaced because it is damaged or of a newer program must not stand in the way.
        let ours = Some(target).filter(|path| path.exists()).map(connect_read);
        Ok(ours.and_then(|ours| present(&ours.ok()?, theirs).ok()))
    })
}

fn look(
    source: &Path,
    present: impl FnOnce(&Connection) -> Result<Option<Present>>,
) -> Result<BackupLook> {
    let conn = open_backup(source)?;
    let of_backup = |error: StoreError| of_backup(error, source);
    check_integrity(&conn).map_err(of_backup)?;
    let newest = conn
        .query_row("SELECT id, at, user, command FROM entry ORDER BY id DESC LIMIT 1", [], |row| {
            Ok((running_number(row.get(0)?), row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .optional()
        .map_err(|error| of_backup(error.into()))?;
    Ok(BackupLook {
        version: (migrate::version(&conn, source)?, migrate::VERSION),
        owner: Owner::of(&conn).map_err(of_backup)?,
        counts: counts(&conn).map_err(of_backup)?,
        newest,
        present: present(&conn)?,
    })
}

fn counts(conn: &Connection) -> Result<[usize; 5]> {
    let mut counts = [0; 5];
    for (counted, sql) in counts.iter_mut().zip(COUNTED) {
        *counted = count(conn, sql)?;
    }
    Ok(counts)
}

fn present(ours: &Connection, theirs: &Connection) -> Result<Present> {
    let (common, only_there) = last_common(ours, theirs)?;
    let since = common.unwrap_or(Id::MIN);
    let lost = ours
        .prepare(
            "SELECT command, count(*) FROM entry WHERE id > ?1 GROUP BY command ORDER BY 2 DESC, 1",
        )?
        .query_map([since], |row| {
            Ok((row.get(0)?, usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0)))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let lost_by = ours
        .prepare("SELECT DISTINCT user FROM entry WHERE id > ?1 ORDER BY user")?
        .query_map([since], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Present {
        owner: Owner::of(ours)?,
        counts: counts(ours)?,
        common: common.map(running_number),
        only_there,
        lost,
        lost_by,
    })
}

/// The last entry that two databases have in common, and how many of theirs came after it. A number alone says nothing: after a
/// restore it is given again. Entries are never changed, so that all before a common one are common too.
///
/// # Errors
/// What the databases say.
pub(super) fn last_common(ours: &Connection, theirs: &Connection) -> Result<(Option<Id>, usize)> {
    if Owner::of(ours)? != Owner::of(theirs)? {
        return Ok((None, count(theirs, "SELECT count(*) FROM entry")?));
    }
    let mut same = ours.prepare(
        "SELECT 1 FROM entry
         WHERE id = ?1 AND at = ?2 AND day = ?3 AND user = ?4 AND command = ?5 AND undoes IS ?6",
    )?;
    let mut newest_first =
        theirs.prepare("SELECT id, at, day, user, command, undoes FROM entry ORDER BY id DESC")?;
    let mut entries = newest_first.query([])?;
    let mut only_there = 0;
    while let Some(row) = entries.next()? {
        let id: Id = row.get(0)?;
        let (at, day): (i64, String) = (row.get(1)?, row.get(2)?);
        let (user, command): (String, String) = (row.get(3)?, row.get(4)?);
        let undoes: Option<Id> = row.get(5)?;
        if same.exists(params![id, at, day, user, command, undoes])?
            && touched(ours, id)? == touched(theirs, id)?
        {
            return Ok((Some(id), only_there));
        }
        only_there += 1;
    }
    Ok((None, only_there))
}

/// A row that an entry touched: table, row, what it was and what it became.
type Touched = (String, Id, Option<String>, Option<String>);

fn touched(conn: &Connection, entry: Id) -> Result<Vec<Touched>> {
    let mut statement = conn.prepare_cached(
        "SELECT tbl, row_id, before, after FROM journal_row WHERE entry = ?1 ORDER BY id LIMIT ?2",
    )?;
    let found = statement.query_map(params![entry, COMPARED], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
