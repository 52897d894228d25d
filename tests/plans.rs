//! How SQLite goes about the store's statements: whatever is asked about one child is found by an index that begins with the
//! child, in an office of any size. The planner knows nothing of sizes and is not to guess.

use std::fs;
use std::path::{Path, PathBuf};

/// Tables that grow with the years, in which a child's rows are looked for.
const LARGE: [&str; 9] = [
    "visit",
    "contact",
    "fact",
    "exam",
    "attendance_day",
    "attendance_range",
    "decision",
    "participation",
    "score_history",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The statements that stand in the store's sources as they are asked.
fn statements() -> Vec<String> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store"), &mut files);
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        for part in text.split('"').skip(1).step_by(2) {
            let is_whole =
                ["SELECT ", "DELETE ", "UPDATE "].iter().any(|verb| part.starts_with(verb));
            if is_whole && !part.contains(['{', '\\']) {
                found.push(part.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }
    // What every record of a child is read by.
    for table in ["visit", "contact", "fact", "exam", "attendance_day"] {
        for order in
            ["ORDER BY day DESC, id DESC LIMIT ?2", "ORDER BY id", "AND day BETWEEN ?2 AND ?3"]
        {
            found.push(format!(
                "SELECT * FROM {table} WHERE child_id = ?1 AND voided_on IS NULL {order}"
            ));
        }
    }
    found
}

#[test]
fn a_childs_rows_are_found_by_the_child() {
    let conn = rusqlite::Connection::open_in_memory().unwrap();
    conn.execute_batch(include_str!("../schema.sql")).unwrap();
    conn.execute_batch("CREATE TEMP TABLE score_ahead AS SELECT * FROM score_history").unwrap();
    conn.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).unwrap();
    let (mut wrong, mut looked_at) = (Vec::new(), 0);
    for sql in statements().iter().filter(|sql| sql.contains("child_id = ?1")) {
        let Ok(mut statement) = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")) else {
            continue;
        };
        let asked = statement.parameter_count();
        let values = vec![1_i64; asked];
        let mut rows = statement.query(rusqlite::params_from_iter(values)).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let step: String = row.get(3).unwrap();
            let Some(table) = LARGE.iter().find(|table| step.split(' ').nth(1) == Some(**table))
            else {
                continue;
            };
            looked_at += 1;
            let by_child = step.contains("child_id=?") || step.contains("rowid=?");
            if !by_child {
                wrong.push(format!("{table}: {step}\n    {sql}"));
            }
        }
    }
    assert!(looked_at > 20, "only {looked_at} steps were looked at");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
