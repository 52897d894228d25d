//! The indexes of tables that an import makes many times larger: built anew from all rows at the end they cost half of what
//! they cost row by row, each row leaping into every one of them.

use rusqlite::Connection;

use crate::store::error::Result;

/// Indexes that were taken away within the transaction, by the statements that make them.
#[derive(Default)]
pub(in crate::store) struct Resting(Vec<String>);

impl Resting {
    /// Takes away a table's indexes when it gets many rows, more than it has. What is unique stays so: the constraints of a
    /// table have indexes of their own, which stay.
    pub(in crate::store) fn take(
        &mut self,
        conn: &Connection,
        table: &str,
        new_rows: usize,
    ) -> Result<()> {
        if new_rows < super::LONG {
            return Ok(());
        }
        let rows: i64 =
            conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
        if usize::try_from(rows).is_ok_and(|rows| new_rows < rows) {
            return Ok(());
        }
        let mut statement = conn.prepare(
            "SELECT name, sql FROM sqlite_schema
             WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL ORDER BY rowid",
        )?;
        let indexes: Vec<(String, String)> = statement
            .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (name, sql) in indexes {
            conn.execute_batch(&format!("DROP INDEX {name}"))?;
            self.0.push(sql);
        }
        Ok(())
    }

    /// Builds them anew.
    pub(in crate::store) fn give_back(self, conn: &Connection) -> Result<()> {
        for sql in self.0 {
            conn.execute_batch(&sql)?;
        }
        Ok(())
    }
}
