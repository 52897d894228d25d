//! Single entries of the journal, by the number that people see.

use rusqlite::OptionalExtension;

use super::Queries;
use crate::domain::records::Id;
use crate::store::any::Kind;
use crate::store::error::Result;
use crate::store::running_number;

/// The id of the entry of a number.
pub(super) const OF_NUMBER: &str =
    "(SELECT (CAST(county AS INTEGER) * 100 + desk) << 36 FROM office) | ?1";

/// Whom or what an entry is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whose {
    /// The child, volunteer, carer or event.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// Its name or title.
    pub name: String,
}

impl Queries<'_> {
    /// What the entry of a number did, as its command's code; `None` when there is no such entry.
    ///
    /// # Errors
    /// What the database says.
    pub fn command_of(&self, entry: i64) -> Result<Option<String>> {
        Ok(self
            .conn
            .prepare_cached(&format!("SELECT command FROM entry WHERE id = {OF_NUMBER}"))?
            .query_row([entry], |row| row.get(0))
            .optional()?)
    }

    /// The number of the entry that the entry of a number took back, if it did.
    ///
    /// # Errors
    /// What the database says.
    pub fn undoes(&self, entry: i64) -> Result<Option<i64>> {
        let undoes = self
            .conn
            .prepare_cached(&format!("SELECT undoes FROM entry WHERE id = {OF_NUMBER}"))?
            .query_row([entry], |row| row.get::<_, Option<Id>>(0))
            .optional()?;
        Ok(undoes.flatten().map(running_number))
    }

    /// Who made the entry of a number, and when (Unix seconds); `None` when there is no such entry.
    ///
    /// # Errors
    /// What the database says.
    pub fn made_by(&self, entry: i64) -> Result<Option<(String, i64)>> {
        Ok(self
            .conn
            .prepare_cached(&format!("SELECT user, at FROM entry WHERE id = {OF_NUMBER}"))?
            .query_row([entry], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }

    /// The one person or event that an entry is about, gone or not, of a merge the one that stays; `None` when it is about
    /// several, or about none.
    ///
    /// # Errors
    /// What the database says.
    pub fn whose(&self, entry: i64) -> Result<Option<Whose>> {
        // A carer that came or went with a child is the child's.
        let carer_beside = "tbl = 'carer' AND (before IS NULL) <> (after IS NULL)";
        for which in [format!("AND NOT ({carer_beside})"), String::new()] {
            let sql = format!(
                "SELECT DISTINCT subject FROM journal_row WHERE entry = ({OF_NUMBER}) {which} LIMIT 2"
            );
            let mut statement = self.conn.prepare_cached(&sql)?;
            let subjects: Vec<Id> =
                statement.query_map([entry], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            match subjects[..] {
                [] => {}
                [id] => return self.whose_id(id),
                _ => return self.whose_others_went(entry),
            }
        }
        Ok(None)
    }

    /// The one file into which an entry merged others, or out of which its undo took them; `None` when it did nothing like that.
    fn whose_others_went(&self, entry: i64) -> Result<Option<Whose>> {
        let sql = format!(
            "SELECT DISTINCT coalesce(after ->> '$.merged_into_id', before ->> '$.merged_into_id') AS kept
             FROM journal_row WHERE entry = ({OF_NUMBER}) AND kept IS NOT NULL LIMIT 2"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let kept: Vec<Id> =
            statement.query_map([entry], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        match kept[..] {
            [id] => self.whose_id(id),
            _ => Ok(None),
        }
    }

    /// What has this id, and its name; of what is gone, the name it last had.
    ///
    /// # Errors
    /// What the database says.
    pub fn whose_id(&self, id: Id) -> Result<Option<Whose>> {
        let standing = "SELECT 'child', name FROM child WHERE id = ?1
             UNION ALL SELECT 'volunteer', name FROM volunteer WHERE id = ?1
             UNION ALL SELECT 'carer', name FROM carer WHERE id = ?1
             UNION ALL SELECT 'event', title FROM event WHERE id = ?1 LIMIT 1";
        let gone =
            "SELECT tbl, coalesce(before ->> '$.name', before ->> '$.title') FROM journal_row
             WHERE subject = ?1 AND row_id = ?1 AND after IS NULL
               AND tbl IN ('child', 'volunteer', 'carer', 'event') ORDER BY id DESC LIMIT 1";
        for sql in [standing, gone] {
            let found: Option<(String, Option<String>)> = self
                .conn
                .prepare_cached(sql)?
                .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            if let Some((table, Some(name))) = found
                && let Some(kind) = Kind::of_table(&table)
            {
                return Ok(Some(Whose { kind, id, name }));
            }
        }
        Ok(None)
    }
}
