//! Search terms of many records, gathered to be written in the order of the table: a hundred thousand names then take one
//! sweep through it instead of a million leaps.

use std::cmp::Ordering;

use rusqlite::{Connection, Statement};

use crate::domain::records::Id;
use crate::language::pinyin::record_terms;
use crate::store::error::Result;

/// So many records are gathered at a time: enough for long sweeps, few enough for an old PC's memory.
pub(in crate::store) const AT_ONCE: usize = 250_000;

/// So many bytes of terms at a time, whatever the names are.
const TEXT_AT_ONCE: usize = 1 << 28;

/// Rows that one statement inserts: starting it costs as much as a row.
const ROWS_A_STATEMENT: usize = 64;

/// What a record is looked for by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Known {
    pub(in crate::store) code: String,
    /// Name or title.
    pub(in crate::store) name: String,
    pub(in crate::store) phone: Option<String>,
}

/// A row of `search_term`, its term in the text of all.
struct Row {
    /// The term's first bytes as a number, which most comparisons end at.
    head: u64,
    start: u32,
    length: u16,
    rank: u8,
    id: Id,
}

/// Rows of `search_term`.
#[derive(Default)]
pub(in crate::store) struct Gathered {
    text: String,
    rows: Vec<Row>,
    records: usize,
}

/// The number under which `search_term.rank` keeps how good a find is, and of what kind.
fn rank_of(rank: u8, kind: u8) -> u8 {
    rank * 4 + kind
}

fn head(term: &str) -> u64 {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(term.bytes()) {
        *to = from;
    }
    u64::from_be_bytes(bytes)
}

impl Gathered {
    /// Adds the terms of a record: of equal ones the best.
    pub(in crate::store) fn add(&mut self, id: Id, kind: u8, known: &Known) {
        for term in record_terms(&known.name, &known.code, known.phone.as_deref()) {
            // Both hold: a name is at most a few lines, and the text of all is ended before it is full.
            let (Ok(start), Ok(length)) =
                (u32::try_from(self.text.len()), u16::try_from(term.text.len()))
            else {
                continue;
            };
            let rank = rank_of(term.rank, kind);
            self.rows.push(Row { head: head(&term.text), start, length, rank, id });
            self.text.push_str(&term.text);
        }
        self.records += 1;
    }

    /// True when it is time to write these and begin anew.
    pub(in crate::store) fn is_full(&self) -> bool {
        self.records >= AT_ONCE || self.text.len() >= TEXT_AT_ONCE
    }

    fn term(&self, row: &Row) -> &str {
        let start = row.start as usize;
        &self.text[start..start + usize::from(row.length)]
    }

    /// The rows: term, rank as kept, record.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&str, u8, Id)> {
        self.rows.iter().map(|row| (self.term(row), row.rank, row.id))
    }

    /// Brings the rows into the order of the table.
    pub(in crate::store) fn sort(&mut self) {
        let text = std::mem::take(&mut self.text);
        let term = |row: &Row| &text.as_bytes()[row.start as usize..][..usize::from(row.length)];
        self.rows.sort_unstable_by(|one, other| match one.head.cmp(&other.head) {
            Ordering::Equal => {
                (term(one), one.rank, one.id).cmp(&(term(other), other.rank, other.id))
            }
            decided => decided,
        });
        // The text follows, so that writing them walks through it and doesn't leap.
        self.text.reserve_exact(text.len());
        for row in &mut self.rows {
            let start = row.start as usize;
            row.start = u32::try_from(self.text.len()).unwrap_or(row.start);
            self.text.push_str(&text[start..start + usize::from(row.length)]);
        }
    }

    /// Writes the rows, which are sorted.
    pub(in crate::store) fn insert(&self, conn: &Connection) -> Result<()> {
        let mut parts = self.rows.chunks_exact(ROWS_A_STATEMENT);
        if parts.len() > 0 {
            let mut insert = conn.prepare_cached(&insertion(ROWS_A_STATEMENT))?;
            for part in parts.by_ref() {
                self.run(&mut insert, part)?;
            }
        }
        let mut insert = conn.prepare_cached(&insertion(1))?;
        for row in parts.remainder().chunks_exact(1) {
            self.run(&mut insert, row)?;
        }
        Ok(())
    }

    /// Takes the rows, which are sorted, out of the table.
    pub(super) fn delete(&self, conn: &Connection) -> Result<()> {
        let mut delete = conn.prepare_cached(
            "DELETE FROM search_term WHERE term = ?1 AND rank = ?2 AND record_id = ?3",
        )?;
        for row in self.rows.chunks_exact(1) {
            self.run(&mut delete, row)?;
        }
        Ok(())
    }

    fn run(&self, statement: &mut Statement<'_>, rows: &[Row]) -> Result<()> {
        for (place, row) in rows.iter().enumerate() {
            statement.raw_bind_parameter(place * 3 + 1, self.term(row))?;
            statement.raw_bind_parameter(place * 3 + 2, row.rank)?;
            statement.raw_bind_parameter(place * 3 + 3, row.id)?;
        }
        statement.raw_execute()?;
        Ok(())
    }
}

fn insertion(rows: usize) -> String {
    let marks = vec!["(?, ?, ?)"; rows].join(", ");
    format!("INSERT OR IGNORE INTO search_term (term, rank, record_id) VALUES {marks}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_of_the_table() {
        let known = |code: &str, name: &str, phone: Option<&str>| Known {
            code: code.to_owned(),
            name: name.to_owned(),
            phone: phone.map(str::to_owned),
        };
        let mut gathered = Gathered::default();
        gathered.add(2, 2, &known("G0001", "王小明", Some("13900000417")));
        gathered.add(1, 0, &known("C0001", "王小明", None));
        gathered.sort();
        let rows: Vec<(String, u8, Id)> =
            gathered.rows().map(|(term, rank, id)| (term.to_owned(), rank, id)).collect();
        let mut sorted = rows.clone();
        sorted.sort();
        assert_eq!(rows, sorted);
        // The whole name (rank 0) of a child (0) stands before that of a carer (2).
        let whole: Vec<_> = rows.iter().filter(|(term, ..)| term == "wangxiaoming").collect();
        assert_eq!(
            whole.iter().map(|(_, rank, id)| (*rank, *id)).collect::<Vec<_>>(),
            [(4, 1), (6, 2)]
        );
    }
}
