//! A file of any earlier version becomes exactly what `schema.sql` says, with every record in it, or stays as it was.
//!
//! `tests/data/schemas/vN.sql` is the schema as version N had it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use peiban::domain::calendar::SchoolCalendar;
use peiban::store::demo::{DemoPlan, build};
use peiban::store::{Command, Context, Store, StoreError};
use rusqlite::Connection;

fn context() -> Context {
    Context {
        today: "2026-11-23".parse::<NaiveDate>().unwrap(),
        pinned: false,
        user: "李晓".into(),
    }
}

fn earlier_schemas() -> Vec<(i64, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/schemas");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| {
            let version = path.file_stem().unwrap().to_str().unwrap()[1..].parse().unwrap();
            (version, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    found.sort();
    found
}

fn names(conn: &Connection, sql: &str) -> Vec<String> {
    let mut statement = conn.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Everything in `sqlite_schema`, by kind and name.
fn shape(conn: &Connection) -> BTreeMap<(String, String), Option<String>> {
    let mut statement = conn.prepare("SELECT type, name, sql FROM sqlite_schema").unwrap();
    let rows =
        statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// The made-up county in a file of an earlier version.
fn old_file(folder: &Path, version: i64, schema: &str) -> PathBuf {
    let now = folder.join("now.db");
    let plan = DemoPlan::new(12, 7, context());
    drop(build(&now, &plan, SchoolCalendar::embedded(), &mut |_, _| true).unwrap());
    let path = folder.join("office.db");
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch(schema).unwrap();
    let triggers = names(&conn, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
    for name in names(&conn, "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
        conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    conn.execute("ATTACH ?1 AS made", [now.to_str().unwrap()]).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for table in names(&conn, "SELECT name FROM main.sqlite_schema WHERE type = 'table'") {
        let shared = names(
            &conn,
            &format!(
                "SELECT name FROM pragma_table_info('{table}', 'main')
                 WHERE name IN (SELECT name FROM pragma_table_info('{table}', 'made'))"
            ),
        );
        let computed = ["search_term", "search_record", "search_dirty"].contains(&table.as_str());
        if shared.is_empty() || computed {
            continue;
        }
        let columns = shared.join(", ");
        conn.execute_batch(&format!(
            "DELETE FROM main.{table}; INSERT INTO main.{table} ({columns}) SELECT {columns} FROM made.{table}"
        ))
        .unwrap();
    }
    conn.execute_batch("DETACH made").unwrap();
    if version == 1 {
        // Its terms had a column more in their key: what it held doesn't fit the later table.
        conn.execute_batch("INSERT INTO search_term VALUES ('a', 0, 0, 1), ('a', 0, 1, 1)")
            .unwrap();
    }
    for trigger in triggers {
        conn.execute_batch(&trigger).unwrap();
    }
    conn.pragma_update(None, "application_id", 0x5065_6962).unwrap();
    conn.pragma_update(None, "user_version", version).unwrap();
    path
}

/// Where the file as it was is kept.
fn kept_copy(path: &Path, number: &str) -> PathBuf {
    path.with_extension(format!("before-v{}{number}.db", earlier_schemas().len() + 1))
}

fn count(conn: &Connection, table: &str) -> i64 {
    conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

#[test]
fn every_earlier_version_becomes_exactly_the_schema_and_keeps_every_record() {
    let fresh = Connection::open_in_memory().unwrap();
    fresh.execute_batch(include_str!("../schema.sql")).unwrap();
    let schemas = earlier_schemas();
    assert!(!schemas.is_empty());
    for (version, schema) in schemas {
        let folder = tempfile::tempdir().unwrap();
        let path = old_file(folder.path(), version, &schema);
        let mut store = Store::open(&path, context(), SchoolCalendar::embedded()).unwrap();
        assert!(store.examine().unwrap().is_healthy(), "version {version}");

        let conn = Connection::open(&path).unwrap();
        assert_eq!(shape(&conn), shape(&fresh), "version {version}");
        let kept = Connection::open(kept_copy(&path, "")).unwrap();
        let kept_version: i64 =
            kept.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(kept_version, version);
        for table in ["child", "carer", "volunteer", "visit", "fact", "exam", "score_history"] {
            assert_eq!(count(&conn, table), count(&kept, table), "{table}");
            assert!(count(&conn, table) > 0, "{table}");
        }
        // What was entered before can be taken back after.
        store.execute(Command::Undo { entry: None }).unwrap();
        assert!(store.examine().unwrap().is_healthy(), "version {version}");
    }
}

#[test]
fn a_file_that_cannot_be_brought_over_stays_as_it_was() {
    let (version, schema) = earlier_schemas().remove(0);
    let folder = tempfile::tempdir().unwrap();
    let path = old_file(folder.path(), version, &schema);
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF; UPDATE visit SET child_id = 1").unwrap();
    let before = shape(&conn);
    drop(conn);
    for _ in 0..2 {
        let refused = Store::open(&path, context(), SchoolCalendar::embedded());
        assert!(matches!(refused, Err(StoreError::Corrupt(_))));
    }
    let conn = Connection::open(&path).unwrap();
    assert_eq!(shape(&conn), before);
    let found: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(found, version);
    // Each attempt kept a copy of its own.
    assert!(kept_copy(&path, "").exists());
    assert!(kept_copy(&path, "-2").exists());
}
