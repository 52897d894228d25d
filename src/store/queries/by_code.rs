//! Rows by code, as `domain::code_order` has it, from indexes that hold the codes as text.
//!
//! A child's key is kept with its scores, so that the panels and lists of children have an index in that order. The tables
//! themselves have the code alone, and their text puts `C10000` before `C9999`. What one can do about it depends on the size:
//!
//! - Up to 9,999 rows they are simply sorted by the key, which takes no longer than a page may; and where all codes are their
//!   own keys, as those given here are so far, the text is the order already.
//! - Beyond that, codes are given here, and one index is walked once for each length of them: all shorter ones stand before all
//!   longer ones. Skipping the others costs about as much as counting them. An office's own words stand there by their text.

use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _};

use super::Queries;
use super::risk::Window;
use crate::domain::code_order::code_key;
use crate::store::any::Kind;
use crate::store::error::Result;

/// So many rows are sorted at once.
const FEW: usize = 9_999;

/// The order of a table's codes, for `ORDER BY`.
pub(super) const BY_CODE: &str = "code_key(code), code";

/// Lets statements order by `code_key(code)`.
pub(in crate::store) fn prepare(conn: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    conn.create_scalar_function("code_key", 1, flags, |given| {
        Ok(match given.get_raw(0) {
            ValueRef::Text(code) => Some(code_key(&String::from_utf8_lossy(code)).into_owned()),
            _ => None,
        })
    })?;
    Ok(())
}

/// The stretches of an index of codes that make up their order, one after the other, as conditions on a column.
pub(super) fn stretches(kind: Kind, column: &str) -> Vec<String> {
    let Some(letter) = kind.code_letter() else { return vec!["true".to_owned()] };
    // The sign after the nine.
    let given = format!("{column} >= '{letter}0' AND {column} < '{letter}:'");
    vec![
        format!("{column} < '{letter}0'"),
        format!("{given} AND length({column}) <= 5"),
        format!("{given} AND length({column}) = 6"),
        format!("{given} AND length({column}) = 7"),
        format!("{given} AND length({column}) >= 8"),
        format!("{column} >= '{letter}:'"),
    ]
}

impl Queries<'_> {
    /// True when the rows of a table are to be sorted by the key of their codes; false when the [`stretches`] of its index
    /// are in order.
    pub(super) fn is_sorted_by_key(&self, kind: Kind) -> Result<bool> {
        let table = kind.table();
        let many: Option<i64> = self
            .conn
            .prepare_cached(&format!("SELECT 1 FROM {table} LIMIT 1 OFFSET {FEW}"))?
            .query_row([], |row| row.get(0))
            .optional()?;
        if many.is_some() {
            return Ok(false);
        }
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE code_key(code) <> code)");
        Ok(self.conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    }

    /// A statement that selects the ids of a page of a table by code; `which` says of which rows, `count` how many those are.
    pub(super) fn page_by_code(
        &self,
        kind: Kind,
        which: &str,
        window: Window,
        count: impl FnOnce() -> Result<usize>,
    ) -> Result<String> {
        let table = kind.table();
        if self.is_sorted_by_key(kind)? {
            let page = window.sql();
            return Ok(format!("SELECT id FROM {table} WHERE {which} ORDER BY {BY_CODE} {page}"));
        }
        let (order, window) = window.nearer_by_code(count)?;
        let mut parts = stretches(kind, "code");
        if order.ends_with(" DESC") {
            parts.reverse();
        }
        let parts: Vec<_> = parts
            .iter()
            .map(|part| {
                format!("SELECT id FROM (SELECT id FROM {table} WHERE {which} AND {part} ORDER BY {order} LIMIT -1)")
            })
            .collect();
        Ok(format!("{}{}", parts.join(" UNION ALL "), window.sql()))
    }
}

impl Window {
    /// Like [`Window::nearer`] for the [`stretches`] of an index: the first of them is short and ends only after all the codes
    /// have been passed, so that beyond it the list is turned round.
    fn nearer_by_code(self, count: impl FnOnce() -> Result<usize>) -> Result<(&'static str, Self)> {
        if self.offset < super::risk::NEAR {
            return Ok(("code", self));
        }
        let total = count()?;
        let limit = self.limit.min(total.saturating_sub(self.offset));
        let offset = total.saturating_sub(self.offset).saturating_sub(limit);
        if offset >= self.offset && self.offset < FEW {
            return Ok(("code", self));
        }
        Ok(("code DESC", Self { offset, limit }))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::domain::calendar::SchoolCalendar;
    use crate::domain::code_order::by_code;
    use crate::domain::value::Value;
    use crate::store::queries::{Sheet, SheetScope, Window};
    use crate::store::{Context, Office, Store};

    /// An office with volunteers of these codes, every seventh of whom has left.
    fn office(codes: &[String]) -> Store {
        let today = "2026-11-23".parse().unwrap();
        let office =
            Office { county: "511425".into(), desk: 1, visits_since: today, is_demo: false };
        let context = Context { today, pinned: false, user: "李晓".into() };
        let store = Store::in_memory(&office, context, SchoolCalendar::embedded()).unwrap();
        let mut insert = store
            .queries()
            .conn
            .prepare(
                "INSERT INTO volunteer (code, name, status, entered_on, updated_at)
                 VALUES (?1, '周敏', iif(?2 % 7 = 0, 'left', 'active'), '2026-11-23', 0)",
            )
            .unwrap();
        let tx = store.queries().conn.unchecked_transaction().unwrap();
        for (at, code) in codes.iter().enumerate() {
            insert.execute(rusqlite::params![code, i64::try_from(at).unwrap()]).unwrap();
        }
        tx.commit().unwrap();
        drop(insert);
        store
    }

    /// Every page of the open and of all volunteers is what sorting all of them gives.
    fn assert_pages(codes: &[String], offsets: &[usize]) {
        let store = office(codes);
        for left in [false, true] {
            let mut wanted: Vec<&String> = codes
                .iter()
                .enumerate()
                .filter(|(at, _)| left || at % 7 != 0)
                .map(|(_, code)| code)
                .collect();
            wanted.sort_by(|one, other| by_code(one, other));
            for offset in offsets {
                let window = Window { offset: *offset, limit: 40 };
                let page = store.queries().volunteers(left, window).unwrap();
                let page: Vec<_> = page.iter().map(|one| &one.code).collect();
                let end = wanted.len().min(offset + 40);
                assert_eq!(page, wanted[(*offset).min(end)..end], "{left} {offset}");
            }
            let scope = if left { SheetScope::All } else { SheetScope::Open };
            let mut sheet = Vec::new();
            let mut row = |values: Vec<Value>| {
                sheet.extend(values.into_iter().next());
                true
            };
            store.queries().sheet(Sheet::Volunteers, scope, Window::ALL, &mut row).unwrap();
            let wanted: Vec<_> = wanted.into_iter().cloned().map(Value::Text).collect();
            assert!(sheet == wanted, "{left}");
        }
    }

    #[test]
    fn a_large_table_is_paged_by_number() {
        let mut codes: Vec<String> = (1..=12_000).map(|n| format!("V{n:04}")).collect();
        codes.extend(["A-01", "A-02", "W-01", "V100000", "V1000000"].map(str::to_owned));
        let ends = [0, 30, 999, 1000, 5000, 8540, 8560, 9970, 9999, 10_010, 10_270, 10_285];
        assert_pages(&codes, &ends.into_iter().chain([11_980, 12_000, 20_000]).collect::<Vec<_>>());
    }

    #[test]
    fn a_small_table_has_its_own_words_by_number() {
        let words = ["K-12", "K-2", "V10000", "V9999", "V1", "河坝10", "河坝9", "a"];
        let codes: BTreeSet<String> = words.map(str::to_owned).into();
        assert_pages(&codes.into_iter().collect::<Vec<_>>(), &[0, 3]);
    }
}
