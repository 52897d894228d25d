//! The townships and schools that the records name: what the pickers of a filter offer, and which of them a typed word means.

use super::{Ask, Listed};
use crate::language::pinyin::answers_to;
use crate::store::error::Result;
use crate::store::queries::Queries;

/// Where a list's places stand: the column; the open rows, those of children in an index of their own; the closed ones.
const fn places(listed: Listed, ask: Ask) -> (&'static str, &'static str, &'static str) {
    let closed = "child WHERE status = 'closed'";
    match (listed, ask) {
        (Listed::Volunteers(_), _) => {
            ("township", "volunteer WHERE status <> 'left'", "volunteer WHERE status = 'left'")
        }
        (_, Ask::School) => {
            ("school", "child INDEXED BY child_school WHERE status = 'active'", closed)
        }
        _ => ("township", "child INDEXED BY child_place WHERE status = 'active'", closed),
    }
}

impl Queries<'_> {
    /// The townships or schools on file with how many open files name each, the most first; those of closed files only at the end.
    ///
    /// # Errors
    /// What the database says.
    pub fn names_on_file(&self, listed: Listed, ask: Ask) -> Result<Vec<(String, usize)>> {
        let (column, open, closed) = places(listed, ask);
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT name, sum(n) AS open FROM (
                 SELECT {column} AS name, count(*) AS n FROM {open} GROUP BY {column}
                 UNION ALL SELECT DISTINCT {column}, 0 FROM {closed})
             WHERE name <> '' GROUP BY name ORDER BY open DESC, name"
        ))?;
        let found = statement.query_map([], |row| {
            let count: i64 = row.get(1)?;
            Ok((row.get(0)?, usize::try_from(count).unwrap_or(0)))
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether a file, open or closed, is of this category.
    ///
    /// # Errors
    /// What the database says.
    pub fn has_category(&self, category: &str) -> Result<bool> {
        let found = self.conn.prepare_cached(
            "SELECT 1 FROM child
             WHERE instr(';' || replace(categories, '; ', ';') || ';', ';' || ?1 || ';') > 0",
        );
        Ok(found?.exists([category])?)
    }

    /// The townships or schools that a typed word means: the one of this very name, else all that it is a part of, or the
    /// beginning of whose pinyin or initials it is. None: no file names such a place.
    ///
    /// # Errors
    /// What the database says.
    pub fn names_like(&self, listed: Listed, ask: Ask, typed: &str) -> Result<Vec<String>> {
        let names = self.names_on_file(listed, ask)?.into_iter().map(|(name, _)| name);
        let (same, others): (Vec<String>, Vec<String>) =
            names.partition(|name| name == typed.trim());
        if same.is_empty() {
            return Ok(others.into_iter().filter(|name| answers_to(name, typed)).collect());
        }
        Ok(same)
    }
}
