//! A long import and its undo go another way than short ones: what they leave is the same.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::codes::{FactCode, FactValue, Status};
use peiban::domain::records::{Carer, Child, Fact, Meta, Visit};
use peiban::store::{Command, Context, Office, Step, Store, StoreError};
use serde_json::Value as Json;

const TODAY: &str = "2026-11-23";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn create(path: &std::path::Path) -> Store {
    let office = Office {
        county: "511425".into(),
        desk: 1,
        visits_since: day("2026-09-01"),
        is_demo: false,
    };
    let context = Context { today: day(TODAY), pinned: false, user: "李晓".into() };
    let mut store = Store::create(path, &office, context, SchoolCalendar::embedded()).unwrap();
    store.fix_now(1_790_000_000);
    for name in ["王小明", "曾\"雨\"\\"] {
        let child =
            Child { name: name.into(), birth_date: Some(day("2014-02-28")), ..Child::default() };
        store.execute(Command::add(child)).unwrap();
        store
            .execute(Command::add(Visit {
                child_id: child_id(&store, name),
                day: day("2026-11-01"),
                hours: Some(2.0),
                ..Visit::default()
            }))
            .unwrap();
    }
    store
}

fn child_id(store: &Store, name: &str) -> i64 {
    let found = store.queries().find(name, true, 5).unwrap();
    found.iter().find(|hit| hit.name == name).unwrap().id
}

/// New children with carers, facts and visits; the two that are there are changed, one visit is corrected.
fn steps(store: &Store, children: u32) -> Vec<Step> {
    let mut steps = Vec::new();
    for number in 0..children {
        let (carer, child) = (-2 * i64::from(number) - 1, -2 * i64::from(number) - 2);
        let meta = |id| Meta { id, ..Meta::default() };
        steps.push(Step::Add(
            Carer {
                meta: meta(carer),
                name: format!("周{}英", char::from_u32(0x4e00 + number).unwrap()),
                phone: (number % 3 > 0).then(|| format!("139{number:08}")),
                note: (number % 50 == 0).then(|| "一\t\"二\"\n三\\\u{1}".to_owned()),
                ..Carer::default()
            }
            .into(),
        ));
        steps.push(Step::Add(
            Child {
                meta: meta(child),
                code: if number % 7 == 0 {
                    format!("C{:04}", 5000 + number)
                } else {
                    String::new()
                },
                name: format!("王{}明", char::from_u32(0x5e00 + number).unwrap()),
                birth_date: Some(day("2015-05-05")),
                grade: Some(3),
                grade_year: Some(2026),
                carer_id: Some(carer),
                status: if number % 11 == 0 { Status::Closed } else { Status::Active },
                ..Child::default()
            }
            .into(),
        ));
        if number % 4 == 0 {
            steps.push(Step::Add(
                Fact {
                    child_id: child,
                    code: FactCode::OvrLedger,
                    value: FactValue::Yes,
                    day: day("2026-10-02"),
                    ..Fact::default()
                }
                .into(),
            ));
        }
    }
    let queries = store.queries();
    let before: Child = queries.record(child_id(store, "王小明")).unwrap().unwrap();
    let after =
        Child { name: "王大明".into(), carer_id: Some(-1), note: None, ..before.clone() };
    steps.push(Step::Edit { before: before.clone().into(), after: after.into() });
    let visit: Visit = queries.of_child(before.meta.id, None).unwrap().remove(0);
    let corrected = Visit { hours: Some(1.5), ..visit.clone() };
    steps.push(Step::Correct { before: visit.into(), after: corrected.into() });
    steps
}

/// Everything that is kept, table by table; JSON by what it says, not by how it is written.
fn contents(path: &std::path::Path) -> BTreeMap<String, Vec<Vec<String>>> {
    let conn = rusqlite::Connection::open(path).unwrap();
    let tables: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut all = BTreeMap::new();
    let mut schema = conn.prepare("SELECT sql FROM sqlite_schema ORDER BY name").unwrap();
    let made = schema.query_map([], |row| row.get::<_, Option<String>>(0)).unwrap();
    all.insert("sqlite_schema".to_owned(), made.map(|sql| vec![format!("{sql:?}")]).collect());
    for table in tables {
        let mut statement = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut found: Vec<Vec<String>> = statement
            .query_map([], |row| {
                (0..columns)
                    .map(|at| {
                        Ok(match row.get::<_, rusqlite::types::Value>(at)? {
                            rusqlite::types::Value::Text(text) if text.starts_with('{') => {
                                let json: BTreeMap<String, Json> =
                                    serde_json::from_str(&text).unwrap();
                                format!("{json:?}")
                            }
                            other => format!("{other:?}"),
                        })
                    })
                    .collect()
            })
            .unwrap()
            .map(Result::unwrap)
            .collect();
        found.sort();
        all.insert(table, found);
    }
    all
}

fn assert_same(one: &std::path::Path, other: &std::path::Path, but: &[&str]) {
    let (one, other) = (contents(one), contents(other));
    for (table, rows) in &one {
        if !but.contains(&table.as_str()) {
            assert_eq!(rows.len(), other[table].len(), "{table}");
            for (left, right) in rows.iter().zip(&other[table]) {
                assert_eq!(left, right, "{table}");
            }
        }
    }
}

/// The same steps under a long import's threshold: one `Import` command of few steps goes the ordinary way, so the ordinary
/// way is asked for by a step that a long import leaves to the triggers.
fn ordinary(mut steps: Vec<Step>) -> Vec<Step> {
    let setting = peiban::domain::records::Setting {
        code: "check_notice".into(),
        from_day: day(TODAY),
        value: "45".into(),
        ..peiban::domain::records::Setting::default()
    };
    steps.push(Step::Add(setting.into()));
    steps
}

#[test]
fn a_long_import_leaves_what_the_triggers_would() {
    let folder = tempfile::tempdir().unwrap();
    let (long, short) = (folder.path().join("long.db"), folder.path().join("short.db"));
    let mut fast = create(&long);
    let all = steps(&fast, 600);
    assert!(all.len() > 1000);
    fast.execute(Command::Import { kind: "children", steps: all }).unwrap();
    let mut slow = create(&short);
    let all = ordinary(steps(&slow, 600));
    slow.execute(Command::Import { kind: "children", steps: all }).unwrap();
    // The setting that made it go the ordinary way aside.
    slow_without_setting(&short);
    assert_same(&long, &short, &["setting", "counter"]);
    assert!(fast.examine().unwrap().is_healthy(), "{:?}", fast.examine().unwrap());
    // The triggers are awake again.
    let before = journal_rows(&long);
    let child =
        Child { name: "李梅".into(), birth_date: Some(day("2014-02-28")), ..Child::default() };
    fast.execute(Command::add(child)).unwrap();
    assert_eq!(journal_rows(&long), before + 1);
}

#[test]
fn a_report_in_a_long_import_is_opened_as_in_a_short_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = create(&folder.path().join("office.db"));
    let child_id = child_id(&store, "王小明");
    let fact = |code, day| {
        let fact = Fact { child_id, code, value: FactValue::Yes, day, ..Fact::default() };
        Step::Add(fact.into())
    };
    let mut steps: Vec<Step> = (0..1100)
        .map(|number| fact(FactCode::Beh1, day("2023-01-01") + chrono::Days::new(number)))
        .collect();
    steps.push(fact(FactCode::OvrReport, day("2026-11-20")));
    let receipt = store.execute(Command::Import { kind: "facts", steps }).unwrap();
    let opened = store.queries().reports_of(child_id).unwrap();
    let opened: Vec<_> = opened.iter().map(|report| (report.known_on, report.closed_on)).collect();
    assert_eq!(opened, [(day("2026-11-20"), None)]);
    store.execute(Command::Undo { entry: Some(receipt.entry) }).unwrap();
    assert!(store.queries().reports_of(child_id).unwrap().is_empty());
    assert!(store.examine().unwrap().is_healthy());
}

fn slow_without_setting(path: &std::path::Path) {
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.execute("DELETE FROM journal_row WHERE tbl = 'setting'", []).unwrap();
}

fn journal_rows(path: &std::path::Path) -> i64 {
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.query_row("SELECT count(*) FROM journal_row", [], |row| row.get(0)).unwrap()
}

/// Only new records, so that the undo goes by whole tables; enough of them that the tables' indexes rest meanwhile.
fn only_new(store: &Store) -> Vec<Step> {
    let mut steps = steps(store, 1100);
    steps.truncate(steps.len() - 2);
    steps
}

#[test]
fn undo_and_redo_of_a_long_import_give_back_what_was() {
    const NOT_RECORDS: [&str; 4] = ["entry", "journal_row", "counter", "score_history"];
    let folder = tempfile::tempdir().unwrap();
    let paths = ["kept.db", "taken-back.db", "as-imported.db"].map(|name| folder.path().join(name));
    drop(create(&paths[0]));
    let mut store = create(&paths[1]);
    let steps = only_new(&store);
    let receipt = store.execute(Command::Import { kind: "children", steps }).unwrap();
    std::fs::copy(&paths[1], &paths[2]).unwrap();
    let mut imported = create(&folder.path().join("again.db"));
    let steps = only_new(&imported);
    imported.execute(Command::Import { kind: "children", steps }).unwrap();

    let undo = store.execute(Command::Undo { entry: Some(receipt.entry) }).unwrap();
    assert_same(&paths[0], &paths[1], &NOT_RECORDS);
    assert!(store.examine().unwrap().is_healthy());
    assert!(store.queries().find("周一英", true, 5).unwrap().is_empty());
    assert_eq!(store.queries().find("王小明", true, 5).unwrap().len(), 1);

    let redo = store.execute(Command::Undo { entry: Some(undo.entry) }).unwrap();
    assert_same(&folder.path().join("again.db"), &paths[1], &["entry", "journal_row", "counter"]);
    assert!(store.examine().unwrap().is_healthy(), "{:?}", store.examine().unwrap());
    assert_eq!(store.queries().find("周一英", true, 5).unwrap().len(), 1);

    // Touched since: refused, and nothing changes.
    let id = child_id(&store, "王帀明");
    let before: Child = store.queries().record(id).unwrap().unwrap();
    let after = Child { note: Some("转学".into()), ..before.clone() };
    store.execute(Command::edit(before, after)).unwrap();
    let rows = journal_rows(&paths[1]);
    let refused = store.execute(Command::Undo { entry: Some(redo.entry) });
    assert!(matches!(refused, Err(StoreError::ChangedSince { .. })), "{refused:?}");
    assert_eq!(journal_rows(&paths[1]), rows);
    // Put back by hand to what it was: it may be undone again.
    store.execute(Command::Undo { entry: None }).unwrap();
    store.execute(Command::Undo { entry: Some(redo.entry) }).unwrap();
    assert_same(&paths[0], &paths[1], &NOT_RECORDS);
    assert!(store.examine().unwrap().is_healthy());
}

#[test]
fn a_long_import_that_fails_or_is_stopped_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    let mut store = create(&path);
    let before = contents(&path);
    let stopped = store.execute_watched(
        Command::Import { kind: "children", steps: steps(&store, 600) },
        &mut |done| done < 1000,
    );
    assert!(matches!(stopped, Err(StoreError::Stopped)));
    let mut bad = steps(&store, 600);
    bad.push(Step::Add(Child { name: String::new(), ..Child::default() }.into()));
    let refused = store.execute(Command::Import { kind: "children", steps: bad });
    assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
    let mut twice = steps(&store, 600);
    twice.push(Step::Add(
        Child { name: "又".into(), code: "C5000".into(), ..Child::default() }.into(),
    ));
    let refused = store.execute(Command::Import { kind: "children", steps: twice });
    assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
    assert_eq!(before, contents(&path));
    store.execute(Command::Import { kind: "children", steps: steps(&store, 600) }).unwrap();
    assert!(store.examine().unwrap().is_healthy());
}
