//! Bringing an older database to the current schema, one step a version, after a backup.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use super::backup::copy_to;
use super::derive::COMPUTED;
use super::error::{Result, StoreError};

/// The whole current schema.
pub(super) const SCHEMA: &str = include_str!("../../schema.sql");

/// Each step leads what is kept from the version of its place + 1 to the next, before the tables are reshaped. Only ever
/// appended to; a test holds that any earlier version ends exactly as [`SCHEMA`] (tests/schema.rs).
const STEPS: &[&str] = &[
    // 2: a mandatory report that stands open as a fact gets its own row, still to be sent; reshaping gives the rest.
    "CREATE TABLE report (
         id INTEGER PRIMARY KEY, child_id INTEGER NOT NULL, known_on TEXT NOT NULL, note TEXT,
         entered_on TEXT NOT NULL, updated_at INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1) STRICT;
     INSERT INTO report (id, child_id, known_on, note, entered_on, updated_at)
     SELECT id, child_id, day, source, entered_on, updated_at FROM fact AS newest
     WHERE code = 'OVR_REPORT' AND value = 'yes' AND voided_on IS NULL AND NOT EXISTS (
         SELECT 1 FROM fact AS later WHERE later.child_id = newest.child_id AND later.code = 'OVR_REPORT'
           AND later.voided_on IS NULL AND (later.day, later.id) > (newest.day, newest.id));",
    // 3: what is derived is ordered by the numbers in a code; it is derived anew, and that is all.
    "",
    // 4: open tasks and coming events are counted as they change; the counts are derived anew.
    "",
    // 5: it is kept by which school calendar the scores were computed; they are computed anew, by the present one.
    "",
];

/// The version of [`SCHEMA`].
pub(super) const VERSION: i64 = 5;

/// Marks a file as Peiban's: "Peib".
const APPLICATION_ID: i64 = 0x5065_6962;

/// Lays the schema into an empty database.
pub(super) fn create(conn: &Connection) -> Result<()> {
    conn.execute_batch(SCHEMA)?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    conn.pragma_update(None, "user_version", VERSION)?;
    Ok(())
}

/// The file's version; an error when it is no database of ours or a newer one.
pub(super) fn version(conn: &Connection, path: &Path) -> Result<i64> {
    let foreign = || StoreError::Foreign(path.to_owned());
    let application: i64 = conn
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .map_err(|error| not_a_database(error, path))?;
    if application != APPLICATION_ID {
        return Err(foreign());
    }
    let found: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    match found {
        1..=VERSION => Ok(found),
        ..=0 => Err(foreign()),
        _ => Err(StoreError::Newer { found, known: VERSION }),
    }
}

/// Says of a file that SQLite can't read that it is no database of ours.
pub(super) fn not_a_database(error: rusqlite::Error, path: &Path) -> StoreError {
    if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) {
        return StoreError::Foreign(path.to_owned());
    }
    error.into()
}

/// Brings an older database to the current version; the file as it was is kept beside it. `derive` computes everything
/// derived anew, in the same transaction.
///
/// Steps only transform what is kept. Tables, indexes and triggers are then made to be those of [`SCHEMA`] by
/// [`reshape`], so that every earlier version ends as the same database.
pub(super) fn migrate(
    conn: &mut Connection,
    path: &Path,
    derive: &mut dyn FnMut(&Connection) -> Result<()>,
) -> Result<()> {
    copy_to(conn, &free_name(path), &mut |_, _| true)?;
    // Neither can be set inside a transaction. A table renamed out of the way takes no references with it.
    conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON")?;
    let done = in_one_transaction(conn, path, derive);
    conn.execute_batch("PRAGMA legacy_alter_table = OFF; PRAGMA foreign_keys = ON")?;
    done
}

fn in_one_transaction(
    conn: &mut Connection,
    path: &Path,
    derive: &mut dyn FnMut(&Connection) -> Result<()>,
) -> Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    // Another console may have done it since this one looked.
    let from = version(&tx, path)?;
    if from == VERSION {
        return Ok(());
    }
    drop_all(&tx, &["trigger", "index"])?;
    for step in STEPS.iter().skip(usize::try_from(from - 1).unwrap_or_default()) {
        tx.execute_batch(step)?;
    }
    reshape(&tx)?;
    derive(&tx)?;
    let broken: i64 =
        tx.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    if broken > 0 {
        return Err(StoreError::Corrupt(format!("foreign_key_check {broken}")));
    }
    tx.pragma_update(None, "user_version", VERSION)?;
    tx.commit()?;
    Ok(())
}

/// Where the file as it was is kept: beside it, under a name that no earlier attempt took.
fn free_name(path: &Path) -> PathBuf {
    let mut name = path.with_extension(format!("before-v{VERSION}.db"));
    let mut number = 2;
    while name.exists() {
        name = path.with_extension(format!("before-v{VERSION}-{number}.db"));
        number += 1;
    }
    name
}

/// Something that `sqlite_schema` holds.
struct Item {
    name: String,
    sql: String,
}

/// The tables, indexes or triggers that were made by a statement.
fn items(conn: &Connection, kind: &str) -> Result<Vec<Item>> {
    let mut statement = conn.prepare(
        "SELECT name, sql FROM main.sqlite_schema WHERE type = ?1 AND sql IS NOT NULL ORDER BY rowid",
    )?;
    let found = statement
        .query_map([kind], |row| Ok(Item { name: row.get(0)?, sql: row.get(1)? }))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

fn drop_all(conn: &Connection, kinds: &[&str]) -> Result<()> {
    for kind in kinds {
        for item in items(conn, kind)? {
            conn.execute_batch(&format!("DROP {kind} main.\"{}\"", item.name))?;
        }
    }
    Ok(())
}

/// Makes the tables, indexes and triggers those of [`SCHEMA`]: a table whose text differs is made anew and takes over the
/// columns that both have; one that is no more is dropped.
fn reshape(conn: &Connection) -> Result<()> {
    let model = Connection::open_in_memory()?;
    model.execute_batch(SCHEMA)?;
    let wanted = items(&model, "table")?;
    let found = items(conn, "table")?;
    for table in &wanted {
        match found.iter().find(|other| other.name == table.name) {
            Some(other) if other.sql == table.sql => {}
            // What a computed table held is not taken over, since it may not fit: it is computed anew.
            Some(_) if COMPUTED.contains(&table.name.as_str()) => {
                conn.execute_batch(&format!("DROP TABLE main.\"{}\"", table.name))?;
                conn.execute_batch(&table.sql)?;
            }
            Some(_) => remake(conn, table)?,
            None => conn.execute_batch(&table.sql)?,
        }
    }
    for table in found.iter().filter(|table| !wanted.iter().any(|item| item.name == table.name)) {
        conn.execute_batch(&format!("DROP TABLE main.\"{}\"", table.name))?;
    }
    drop_all(conn, &["trigger", "index"])?;
    for kind in ["index", "trigger"] {
        for item in items(&model, kind)? {
            conn.execute_batch(&item.sql)?;
        }
    }
    Ok(())
}

fn remake(conn: &Connection, table: &Item) -> Result<()> {
    let name = &table.name;
    conn.execute_batch(&format!("ALTER TABLE main.\"{name}\" RENAME TO \"{name} as it was\""))?;
    conn.execute_batch(&table.sql)?;
    let mut statement = conn.prepare(
        "SELECT name FROM pragma_table_info(?1) WHERE name IN (SELECT name FROM pragma_table_info(?2))",
    )?;
    let shared: Vec<String> = statement
        .query_map([name, &format!("{name} as it was")], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    drop(statement);
    let columns = shared.join(", ");
    conn.execute_batch(&format!(
        "INSERT INTO main.\"{name}\" ({columns}) SELECT {columns} FROM main.\"{name} as it was\";
         DROP TABLE main.\"{name} as it was\""
    ))?;
    Ok(())
}
