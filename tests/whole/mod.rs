//! The whole of what an office has recorded, as text, and taking everything back that was entered since.
#![allow(dead_code, reason = "every test file uses its own part")]

use std::path::Path;

use peiban::store::queries::Window;
use peiban::store::{Command, Kind, Store};

/// Every record, without versions and moments.
pub fn records(path: &Path) -> Vec<String> {
    let conn = rusqlite::Connection::open(path).unwrap();
    let mut found = Vec::new();
    for kind in Kind::ALL {
        let columns: Vec<String> =
            kind.columns().iter().map(|column| format!("quote({column})")).collect();
        let sql = format!(
            "SELECT '{}' || id || entered_on || concat_ws('|', {}) FROM {} ORDER BY id",
            kind.table(),
            columns.join(", "),
            kind.table()
        );
        let mut statement = conn.prepare(&sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        found.extend(rows.map(|row: rusqlite::Result<String>| row.unwrap()));
    }
    found
}

/// Asserts that the records are what they were; says only what differs.
#[track_caller]
pub fn assert_same(path: &Path, first: &[String]) {
    let now = records(path);
    let gone: Vec<_> = first.iter().filter(|row| !now.contains(row)).collect();
    let new: Vec<_> = now.iter().filter(|row| !first.contains(row)).collect();
    assert!(gone.is_empty() && new.is_empty(), "gone: {gone:#?}\nnew: {new:#?}");
}

/// The number of the newest entry.
pub fn newest(store: &Store) -> i64 {
    store.queries().history(None, Window::first(1), 0).unwrap().first().map_or(0, |one| one.entry)
}

/// Takes back every standing entry newer than `since`, the newest first. Returns how many there were.
pub fn undo_since(store: &mut Store, since: i64) -> usize {
    let mut undone = 0;
    let last = newest(store);
    let mut offset = 0;
    loop {
        // Each undo is an entry itself and comes in above.
        let window = Window { offset: offset + undone, limit: 200 };
        let page = store.queries().history(None, window, 0).unwrap();
        let mut over = page.is_empty();
        for entry in page {
            offset += 1;
            if entry.entry <= since {
                over = true;
                break;
            }
            // What was undone meanwhile needs nothing, nor does its undo. What took back an older entry is taken back itself.
            let stands = entry.undoes.is_none_or(|undone| undone <= since);
            if stands && entry.undone_by.is_none() && entry.entry <= last {
                let number = entry.entry;
                if let Err(error) = store.execute(Command::Undo { entry: Some(number) }) {
                    panic!("entry {number} ({}) can't be taken back: {error:?}", entry.command);
                }
                undone += 1;
            }
        }
        if over {
            return undone;
        }
    }
}
