//! History: what was changed, when, by whom, each row before and after.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, ToSql};
use serde_json::{Map, Value as Json};

use super::Queries;
use super::entries::OF_NUMBER;
use super::risk::Window;
use crate::domain::grade::kept_grade_on;
use crate::domain::records::{Id, NotSame};
use crate::store::any::Kind;
use crate::store::error::Result;
use crate::store::ids::running_number;
use crate::store::undo;

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryEntry {
    /// Its number, as people see it.
    pub entry: i64,
    /// When (Unix seconds).
    pub at: i64,
    /// The program's day.
    pub day: NaiveDate,
    /// Who.
    pub user: String,
    /// What, as a code: `add_visit`, `import_children`, `undo`.
    pub command: String,
    /// The entry that this one took back.
    pub undoes: Option<i64>,
    /// The entry that took this one back, if one stands.
    pub undone_by: Option<i64>,
    /// How many rows it touched.
    pub row_count: usize,
    /// The rows, oldest change first.
    pub rows: Vec<HistoryRow>,
}

/// One row that an entry touched. Other records are named by their codes.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryRow {
    /// Its table.
    pub table: String,
    /// Its own code, or that of the person or event it belongs to.
    pub code: Option<String>,
    /// Before; `None` for an insertion.
    pub before: Option<Map<String, Json>>,
    /// After; `None` for a deletion.
    pub after: Option<Map<String, Json>>,
    /// A child's grade is kept with the school year that it is of: the one of the two that the change left alone.
    pub beside: Map<String, Json>,
}

/// The columns of a grade and of its school year.
const GRADE: [&str; 2] = ["grade", "grade_year"];

impl HistoryRow {
    /// The row as people read it on a day: for a grade and its school year the grade that the child is, or was, in on that day.
    #[must_use]
    pub fn read_on(&self, day: NaiveDate) -> Self {
        let mut row = self.clone();
        let sides = || [&self.before, &self.after].into_iter().flatten();
        if self.table != Kind::Child.table()
            || !sides().any(|side| GRADE.iter().any(|column| side.contains_key(*column)))
        {
            return row;
        }
        let beside = &self.beside;
        let mut both = Vec::new();
        for side in [&mut row.before, &mut row.after].into_iter().flatten() {
            let [grade, of_year] = GRADE.map(|column| {
                side.get(column).or_else(|| beside.get(column)).and_then(Json::as_i64)
            });
            let grade = kept_grade_on(grade, of_year, day);
            side.remove(GRADE[1]);
            side.insert(GRADE[0].to_owned(), grade.map_or(Json::Null, Json::from));
            both.push(grade);
        }
        // Where both have risen to the same it is no change among others.
        if let (Some(before), Some(after)) = (&mut row.before, &mut row.after)
            && both[0] == both[1]
            && after.len() > 1
        {
            before.remove(GRADE[0]);
            after.remove(GRADE[0]);
        }
        row
    }
}

/// How columns that hold ids are named once the id is a code, and the table it is of.
const REFERENCES: [(&str, &str, &str); 6] = [
    ("child_id", "child_code", "child"),
    ("carer_id", "carer_code", "carer"),
    ("volunteer_id", "volunteer_code", "volunteer"),
    ("second_volunteer_id", "second_volunteer_code", "volunteer"),
    ("leader_id", "leader_code", "volunteer"),
    ("event_id", "event_code", "event"),
];

/// The entries about one record and what belongs to it. A match belongs to the child; it is its volunteer's too.
const OF_SUBJECT: &str = "SELECT entry FROM journal_row WHERE subject = ?1
     UNION SELECT entry FROM journal_row
     WHERE subject IN (SELECT child_id FROM assignment WHERE volunteer_id = ?1) AND tbl = 'assignment'
       AND row_id IN (SELECT id FROM assignment WHERE volunteer_id = ?1)";

impl Queries<'_> {
    /// A page of the journal, newest first; of one record and what belongs to it, or of everything. At most
    /// `rows_each` rows of an entry are read.
    ///
    /// # Errors
    /// What the database says.
    pub fn history(
        &self,
        subject: Option<Id>,
        window: Window,
        rows_each: usize,
    ) -> Result<Vec<HistoryEntry>> {
        let which = match subject {
            Some(_) => format!("WHERE id IN ({OF_SUBJECT})"),
            None => String::new(),
        };
        let params: &[&dyn ToSql] = match &subject {
            Some(subject) => &[subject],
            None => &[],
        };
        self.entries(
            &format!("{which} ORDER BY id DESC{}", window.sql()),
            params,
            subject,
            rows_each,
        )
    }

    /// The entry of a number; `None` when there is no such entry. At most `rows` of its rows are read.
    ///
    /// # Errors
    /// What the database says.
    pub fn history_entry(&self, number: i64, rows: usize) -> Result<Option<HistoryEntry>> {
        let which = format!("WHERE id = {OF_NUMBER}");
        Ok(self.entries(&which, &[&number], None, rows)?.pop())
    }

    fn entries(
        &self,
        which: &str,
        params: &[&dyn ToSql],
        subject: Option<Id>,
        rows_each: usize,
    ) -> Result<Vec<HistoryEntry>> {
        let sql = format!(
            "SELECT id, at, day, user, command, undoes,
                    (SELECT count(*) FROM journal_row WHERE entry = entry_row.id)
             FROM entry AS entry_row {which}"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let id: Id = row.get(0)?;
            let undoes: Option<Id> = row.get(5)?;
            found.push(HistoryEntry {
                entry: running_number(id),
                at: row.get(1)?,
                day: row.get(2)?,
                user: row.get(3)?,
                command: row.get(4)?,
                undoes: undoes.map(running_number),
                undone_by: undo::undone_by(self.conn, id)?,
                row_count: usize::try_from(row.get::<_, i64>(6)?).unwrap_or(0),
                rows: self.history_rows(id, subject, rows_each)?,
            });
        }
        Ok(found)
    }

    /// How many entries [`Queries::history`] has.
    ///
    /// # Errors
    /// What the database says.
    pub fn count_history(&self, subject: Option<Id>) -> Result<usize> {
        let count: i64 = match subject {
            Some(subject) => self
                .conn
                .prepare_cached(&format!("SELECT count(*) FROM ({OF_SUBJECT})"))?
                .query_row([subject], |row| row.get(0))?,
            None => self
                .conn
                .prepare_cached("SELECT count(*) FROM entry")?
                .query_row([], |row| row.get(0))?,
        };
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// The newest entry; 0 where nothing was written yet.
    ///
    /// # Errors
    /// What the database says.
    pub fn newest_entry(&self) -> Result<Id> {
        let newest = "SELECT coalesce(max(id), 0) FROM entry";
        Ok(self.conn.prepare_cached(newest)?.query_row([], |row| row.get(0))?)
    }

    /// How many records an entry was about, of the kind that its command names: the children of a closing, not their matches
    /// that ended with it. 1 for what is one step for one record, though it writes several rows: a correction, a merge.
    ///
    /// # Errors
    /// What the database says.
    pub fn records_of_entry(&self, number: i64, command: &str) -> Result<usize> {
        let table = match command.split_once('_') {
            None | Some(("correct" | "merge", _)) => return Ok(1),
            Some(("task", _)) => "task",
            Some(("import", "children")) => "child",
            Some(("import", "attendance")) => "attendance%",
            Some(("import", kind)) => kind.trim_end_matches('s'),
            Some((_, table)) => table,
        };
        let count: i64 = self
            .conn
            .prepare_cached(
                "SELECT count(DISTINCT row_id) FROM journal_row WHERE tbl LIKE ?2 AND entry =
                   (SELECT ((CAST(county AS INTEGER) * 100 + desk) << 36) | ?1 FROM office)",
            )?
            .query_row(rusqlite::params![number, table], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(1))
    }

    fn history_rows(
        &self,
        entry: Id,
        subject: Option<Id>,
        limit: usize,
    ) -> Result<Vec<HistoryRow>> {
        let which = if subject.is_some() {
            "AND (subject = ?3 OR (tbl = 'assignment'
               AND row_id IN (SELECT id FROM assignment WHERE volunteer_id = ?3)))"
        } else {
            "AND ?3 IS NULL"
        };
        let sql = format!(
            "SELECT tbl, row_id, subject, before, after, id FROM journal_row
             WHERE entry = ?1 {which} ORDER BY id LIMIT ?2"
        );
        let limit = i64::try_from(limit).unwrap_or(-1);
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(rusqlite::params![entry, limit, subject])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let table: String = row.get(0)?;
            let (row_id, subject): (Id, Id) = (row.get(1)?, row.get(2)?);
            let (before, after): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
            let mut before = before.as_deref().map(undo::object).transpose()?;
            let mut after = after.as_deref().map(undo::object).transpose()?;
            let own_code = [&after, &before].into_iter().flatten().find_map(|side| {
                let has_code = Kind::of_table(&table).and_then(Kind::code_letter).is_some();
                side.get("code").filter(|_| has_code)?.as_str().map(str::to_owned)
            });
            let code = match own_code {
                Some(code) => Some(code),
                None => self.code_of_any(&table, row_id, subject)?,
            };
            let beside = match (&before, &after) {
                (Some(_), Some(after)) if table == Kind::Child.table() => {
                    self.left_alone(row_id, row.get(5)?, after)?
                }
                _ => Map::new(),
            };
            let of = self.files_named(&table, row_id, [after.as_ref(), before.as_ref()])?;
            for side in [&mut before, &mut after].into_iter().flatten() {
                self.name_by_code(&of, side)?;
            }
            found.push(HistoryRow { table, code, before, after, beside });
        }
        Ok(found)
    }

    /// Of a child's grade and its school year the one that a change of the other left alone, as it stood then.
    fn left_alone(
        &self,
        child: Id,
        journal_row: i64,
        after: &Map<String, Json>,
    ) -> Result<Map<String, Json>> {
        let column = match GRADE.map(|column| after.contains_key(column)) {
            [true, false] => GRADE[1],
            [false, true] => GRADE[0],
            _ => return Ok(Map::new()),
        };
        // What the next change of it found; without one, what stands there now.
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT json_extract(before, '$.{column}') FROM journal_row
             WHERE subject = ?1 AND tbl = 'child' AND row_id = ?1 AND id > ?2
               AND (after IS NULL OR json_type(before, '$.{column}') IS NOT NULL)
             ORDER BY id LIMIT 1"
        ))?;
        let mut rows = statement.query([child, journal_row])?;
        let kept: Option<i64> = match rows.next()? {
            Some(row) => row.get(0)?,
            None => self
                .conn
                .prepare_cached(&format!("SELECT {column} FROM child WHERE id = ?1"))?
                .query_row([child], |row| row.get(0))
                .optional()?
                .flatten(),
        };
        Ok(kept.map(|kept| (column.to_owned(), kept.into())).into_iter().collect())
    }

    /// The table of the files that a row names beside those its columns are called after: its own, or the one that it says.
    fn files_named(
        &self,
        table: &str,
        row_id: Id,
        sides: [Option<&Map<String, Json>>; 2],
    ) -> Result<String> {
        if table != Kind::NotSame.table() {
            return Ok(table.to_owned());
        }
        let said = sides.into_iter().flatten().find_map(|side| side.get("kind"));
        if let Some(kind) = said.and_then(Json::as_str) {
            return Ok(kind.to_owned());
        }
        let standing: Option<NotSame> = self.record(row_id)?;
        Ok(standing.map_or_else(|| Kind::Child.table().to_owned(), |row| row.kind))
    }

    /// Puts codes in the place of ids.
    fn name_by_code(&self, of: &str, side: &mut Map<String, Json>) -> Result<()> {
        let own = [
            ("merged_into_id", "merged_into_code", of),
            ("one_id", "one_code", of),
            ("other_id", "other_code", of),
        ];
        for (column, name, table) in REFERENCES.into_iter().chain(own) {
            if let Some(id) = side.remove(column) {
                let code = match id.as_i64() {
                    Some(id) => self.code_of(table, id)?,
                    None => None,
                };
                side.insert(name.to_owned(), code.map_or(Json::Null, Json::String));
            }
        }
        Ok(())
    }

    /// The code of a record that has one; of one that is gone, the code it last had.
    ///
    /// # Errors
    /// What the database says.
    pub fn code_of(&self, table: &str, id: Id) -> Result<Option<String>> {
        let standing = format!("SELECT code FROM {table} WHERE id = ?1");
        let mut statement = self.conn.prepare_cached(&standing)?;
        let mut rows = statement.query([id])?;
        if let Some(row) = rows.next()? {
            return Ok(Some(row.get(0)?));
        }
        let mut statement = self.conn.prepare_cached(
            "SELECT json_extract(before, '$.code') FROM journal_row
             WHERE subject = ?1 AND row_id = ?1 AND after IS NULL ORDER BY id DESC LIMIT 1",
        )?;
        let mut rows = statement.query([id])?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?.flatten())
    }

    fn code_of_any(&self, table: &str, row_id: Id, subject: Id) -> Result<Option<String>> {
        if Kind::of_table(table).and_then(Kind::code_letter).is_some() {
            return self.code_of(table, row_id);
        }
        for table in ["child", "volunteer", "carer", "event"] {
            if let Some(code) = self.code_of(table, subject)? {
                return Ok(Some(code));
            }
        }
        Ok(None)
    }
}
