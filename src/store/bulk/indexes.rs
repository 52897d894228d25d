//! The indexes of tables most of whose rows come, go or change in one command: built anew from all rows at the end they cost
//! half of what they cost row by row, each row leaping into every one of them.

use rusqlite::Connection;

use crate::store::error::Result;
use crate::store::rows;

/// Indexes that were taken away within the transaction, by the statements that make them.
#[derive(Default)]
pub(in crate::store) struct Resting(Vec<String>);

impl Resting {
    /// Takes away a table's indexes when it gets many new rows, more than it has. What is unique stays so: the constraints of
    /// a table have indexes of their own, which stay.
    pub(in crate::store) fn take_for_new(
        &mut self,
        conn: &Connection,
        table: &str,
        new_rows: usize,
    ) -> Result<()> {
        if new_rows >= super::LONG && new_rows >= rows::count(conn, table)? {
            self.take(conn, table)?;
        }
        Ok(())
    }

    /// Takes away a table's indexes when many of its rows, more than half, go or change.
    pub(in crate::store) fn take_for_old(
        &mut self,
        conn: &Connection,
        table: &str,
        old_rows: usize,
    ) -> Result<()> {
        if old_rows >= super::LONG && old_rows >= rows::count(conn, table)? / 2 {
            self.take(conn, table)?;
        }
        Ok(())
    }

    /// Those by which the table's rows refer to each other stay: with each row that goes, those that refer to it are looked for.
    fn take(&mut self, conn: &Connection, table: &str) -> Result<()> {
        let mut statement = conn.prepare(
            "SELECT name, sql FROM sqlite_schema AS one
             WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL AND NOT EXISTS (
                 SELECT 1 FROM pragma_index_info(one.name) AS first
                 JOIN pragma_foreign_key_list(?1) AS link ON link.\"from\" = first.name
                 WHERE first.seqno = 0 AND link.\"table\" = ?1)
             ORDER BY one.rowid",
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
