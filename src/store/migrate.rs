//! Bringing an older database to the current schema, one step a version, after a backup.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::backup::copy_to;
use super::error::{Result, StoreError};

/// The whole current schema.
pub(super) const SCHEMA: &str = include_str!("../../schema.sql");

/// Each step leads from the version of its place + 1 to the next. Only ever appended to; a test holds that the steps
/// applied to any earlier version give exactly [`SCHEMA`].
const STEPS: &[&str] = &[];

/// The version of [`SCHEMA`].
pub(super) const VERSION: i64 = 1;

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

/// Brings an older database to the current version; the file as it was is kept beside it.
pub(super) fn migrate(conn: &mut Connection, path: &Path, from: i64) -> Result<()> {
    if from == VERSION {
        return Ok(());
    }
    copy_to(conn, &path.with_extension(format!("before-v{VERSION}.db")))?;
    let tx = conn.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    for step in STEPS.iter().skip(usize::try_from(from - 1).unwrap_or_default()) {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(None, "user_version", VERSION)?;
    tx.commit()?;
    Ok(())
}
