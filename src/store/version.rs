//! What this program is made of, for `doctor` and the log.

use super::migrate;

/// The versions that matter when something is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Versions {
    /// The database's schema, as this program writes it.
    pub schema: i64,
    /// SQLite.
    pub sqlite: &'static str,
}

/// The versions of this program's parts.
pub fn versions() -> Versions {
    Versions { schema: migrate::VERSION, sqlite: rusqlite::version() }
}
