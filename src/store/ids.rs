//! Running numbers: ids within the office's own range, and the codes that people see.

use rusqlite::Connection;

use super::any::Kind;
use super::error::Result;
use crate::domain::records::Id;

/// The low bits of an id hold the running number, the high bits the office's.
const RUNNING_BITS: u32 = 36;

/// The first id of an office: its number (six-digit county code and two-digit desk) in the high bits.
pub fn office_base(county: i64, desk: i64) -> Id {
    (county * 100 + desk) << RUNNING_BITS
}

/// The number that people see of an entry: its id without the office's part.
pub fn running_number(id: Id) -> i64 {
    id & ((1 << RUNNING_BITS) - 1)
}

/// The office's ids within one transaction.
pub(super) struct Ids {
    base: Id,
    record: i64,
    entry: i64,
}

impl Ids {
    /// Reads the counters.
    pub(super) fn load(conn: &Connection) -> Result<Self> {
        let (base, record, entry) = conn
            .prepare_cached(
                "SELECT (CAST(county AS INTEGER) * 100 + desk) << 36,
                        (SELECT next FROM counter WHERE name = 'record'),
                        (SELECT next FROM counter WHERE name = 'entry')
                 FROM office",
            )?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(Self { base, record, entry })
    }

    /// The id that the next record will have.
    pub(super) fn next_free(&self) -> Id {
        self.base | self.record
    }

    /// The next record's id.
    pub(super) fn next_record(&mut self) -> Id {
        let id = self.base | self.record;
        self.record += 1;
        id
    }

    /// The next entry's id.
    pub(super) fn next_entry(&mut self) -> Id {
        let id = self.base | self.entry;
        self.entry += 1;
        id
    }

    /// Writes the counters back.
    pub(super) fn store(&self, conn: &Connection) -> Result<()> {
        let mut statement =
            conn.prepare_cached("UPDATE counter SET next = ?2 WHERE name = ?1 AND next <> ?2")?;
        statement.execute(rusqlite::params!["record", self.record])?;
        statement.execute(rusqlite::params!["entry", self.entry])?;
        Ok(())
    }
}

/// The highest running number among a kind's codes; 0 when there is none.
pub(super) fn highest_code(conn: &Connection, kind: Kind, letter: char) -> Result<i64> {
    let sql = format!(
        "SELECT coalesce(max(CAST(substr(code, 2) AS INTEGER)), 0) FROM {}
         WHERE code > ?1 AND code < ?2 AND substr(code, 2) NOT GLOB '*[^0-9]*' AND length(code) < 17",
        kind.table()
    );
    let next_letter = char::from_u32(u32::from(letter) + 1).unwrap_or('\u{10FFFF}');
    let bounds = [letter.to_string(), next_letter.to_string()];
    Ok(conn.prepare_cached(&sql)?.query_row(bounds, |row| row.get(0))?)
}

/// The running number of a code that looks as if it had been given here.
pub(super) fn code_number(letter: char, code: &str) -> Option<i64> {
    let digits = code.strip_prefix(letter)?;
    let is_number = digits.len() < 16 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { digits.parse().ok() } else { None }
}

/// `C0001` …
pub fn format_code(letter: char, number: i64) -> String {
    format!("{letter}{number:04}")
}
