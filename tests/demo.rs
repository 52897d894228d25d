//! The made-up county: repeatable, like an ordinary office, and kept apart from real ones.

use std::cmp::Reverse;
use std::fmt::Write as _;
use std::path::Path;

use chrono::NaiveDate;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::checks::Check;
use peiban::domain::codes::Tier;
use peiban::domain::records::{Child, Task, Volunteer};
use peiban::store::demo::{DemoPlan, build, prepare};
use peiban::store::queries::{Counts, HistoryEntry, RiskRow, Window};
use peiban::store::{Command, Context, Office, Store, StoreError};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn plan(today: &str, seed: u64, children: usize) -> DemoPlan {
    let context = Context { today: day(today), pinned: true, user: "李晓".into() };
    DemoPlan::new(children, seed, context)
}

fn made(path: &Path, plan: &DemoPlan) -> Store {
    build(path, plan, SchoolCalendar::embedded(), &mut |_, _| true).unwrap()
}

/// Everything kept in the records' and the journal's tables, as text.
fn dump(path: &Path) -> String {
    let conn = rusqlite::Connection::open(path).unwrap();
    let mut text = String::new();
    for table in [
        "child",
        "carer",
        "volunteer",
        "assignment",
        "visit",
        "contact",
        "task",
        "attendance_day",
        "attendance_range",
        "exam",
        "fact",
        "event",
        "participation",
        "entry",
        "journal_row",
        "score_history",
        "session",
        "decision",
    ] {
        let mut statement = conn.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                write!(text, "{:?};", row.get_ref(column).unwrap()).unwrap();
            }
            text.push('\n');
        }
    }
    text
}

#[test]
fn the_same_plan_gives_the_same_county() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for (name, seed) in [("one.db", 1), ("two.db", 1), ("three.db", 2)] {
        drop(made(&path(name), &plan("2026-11-23", seed, 40)));
    }
    let (one, two, three) = (dump(&path("one.db")), dump(&path("two.db")), dump(&path("three.db")));
    assert!(one == two, "the same plan gave two counties");
    assert!(one != three, "another seed gave the same county");
}

#[test]
fn it_is_an_ordinary_office_on_any_day() {
    let folder = tempfile::tempdir().unwrap();
    for today in
        ["2026-11-23", "2026-11-20", "2026-11-21", "2026-08-10", "2027-03-01", "2026-09-03"]
    {
        let path = folder.path().join(format!("{today}.db"));
        let mut store = made(&path, &plan(today, 1, 40));
        let counts = store.queries().counts(30).unwrap();
        let Counts { critical, high, unknown, watch, stable, .. } = counts;
        let mix = [critical, high, unknown, watch, stable];
        assert_eq!(mix, [2, 2, 4, 6, 26], "{today}");
        assert_eq!((counts.overdue_visits, counts.no_volunteer), (5, 1), "{today} {counts:?}");
        assert_eq!(counts.due_today, 1, "{today}");
        assert!(counts.upcoming >= 5 && counts.also_due >= 5, "{today} {counts:?}");
        let findings = store.examine().unwrap();
        assert!(findings.is_healthy(), "{today} {findings:?}");
    }
}

#[test]
fn the_morning_has_something_to_tell() {
    let folder = tempfile::tempdir().unwrap();
    let store = made(&folder.path().join("demo.db"), &plan("2026-11-23", 1, 40));
    let queries = store.queries();
    let session = store.last_session().unwrap().unwrap();
    assert_eq!(session.day, day("2026-11-20"));
    let since = queries.since(&session).unwrap();
    let rises: Vec<_> =
        since.rises.iter().map(|rise| (rise.child.name.as_str(), rise.from, rise.to)).collect();
    assert_eq!(
        rises,
        [("杨思雨", Tier::High, Tier::Critical), ("何雨欣", Tier::Watch, Tier::High)]
    );
    assert!(since.visits >= 6, "{since:?}");
    let rows = queries.by_risk(Tier::Watch, Window::ALL).unwrap();
    // The panel's order: tier, score, what it may reach, last seen longest ago, never seen first, code.
    let place = |row: &RiskRow| {
        let (score, high) = (Reverse(row.score), Reverse(row.score_high));
        (row.tier, score, high, row.last_seen, row.child.code.clone())
    };
    assert!(rows.is_sorted_by_key(place), "{:?}", rows.iter().map(place).collect::<Vec<_>>());
    let scores: Vec<_> = rows
        .iter()
        .take(4)
        .map(|row| (row.child.name.as_str(), row.score, row.change_30))
        .collect();
    // By DOMAIN §1.4: 20 + 25 + 20 + 8 + 5; 30 + 10 + 5 + 5 + 2; 15 + 10 + 8 + 6 + 5; 10 + 8 + 3 + 2.
    assert_eq!(
        scores,
        [
            ("杨思雨", 78, Some(20)),
            ("罗俊豪", 52, Some(15)),
            ("王小明", 44, Some(0)),
            ("何雨欣", 23, Some(0)),
        ]
    );
    let cases = queries.triage(Window::ALL).unwrap();
    assert_eq!((cases.len(), queries.count_triage().unwrap()), (7, 7), "{cases:?}");
    let trends = rows.iter().filter(|row| queries.change_over(row, 90).unwrap().is_some()).count();
    assert!(trends >= 5, "{trends} children have a 90-day trend");
}

#[test]
fn a_decision_and_its_history_name_the_same_person() {
    let folder = tempfile::tempdir().unwrap();
    let store = made(&folder.path().join("demo.db"), &plan("2026-11-23", 1, 40));
    let queries = store.queries();
    let mut names = Vec::new();
    for row in queries.by_risk(Tier::Stable, Window::ALL).unwrap() {
        for decision in queries.decisions_of(row.child.id).unwrap() {
            let entries = queries.history(Some(row.child.id), Window::ALL, 1).unwrap();
            let entered = |entry: &&HistoryEntry| {
                entry.command == "add_decision" && entry.day == decision.day
            };
            let entry = entries.iter().find(entered).unwrap();
            assert_eq!(Some(&entry.user), decision.decided_by.as_ref(), "{}", row.child.code);
            names.push(entry.user.clone());
        }
    }
    names.sort();
    names.dedup();
    assert_eq!(names, ["李晓", "陈静"]);
}

#[test]
fn whoever_works_there_has_worked_before_and_nothing_was_entered_later_than_now() {
    let folder = tempfile::tempdir().unwrap();
    let today = chrono::Local::now().date_naive();
    let context = Context { today, pinned: false, user: "王芳".into() };
    let plan = DemoPlan::new(40, 1, context);
    let mut store = made(&folder.path().join("demo.db"), &plan);
    for operator in ["李晓", "陈静", "王芳"] {
        store.set_user(operator);
        let session = store.last_session().unwrap().expect(operator);
        assert!(session.day < today && session.closed_at < chrono::Utc::now().timestamp());
    }
    let now = chrono::Utc::now().timestamp();
    let newest = store.queries().history(None, Window::first(20), 0).unwrap();
    assert!(newest.iter().all(|entry| entry.at <= now), "{newest:?}");
    assert!(newest.iter().any(|entry| entry.day == today), "{newest:?}");
}

#[test]
fn what_is_written_on_a_pinned_day_was_entered_on_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = made(&folder.path().join("demo.db"), &plan("2027-03-01", 1, 40));
    let child = store.queries().by_code::<Child>("C0001").unwrap().unwrap();
    let after = Child { note: Some("搬家".into()), ..child.clone() };
    store.execute(Command::edit(child, after)).unwrap();
    // Someone new: of the others the session before that day counts.
    store.set_user("王敏");
    store.close_session(0).unwrap();
    let on = |at| chrono::DateTime::from_timestamp(at, 0).unwrap().with_timezone(&chrono::Local);
    let entry = store.queries().history(None, Window::first(1), 0).unwrap().remove(0);
    assert_eq!(on(entry.at).date_naive(), day("2027-03-01"));
    let session = store.last_session().unwrap().unwrap();
    assert_eq!(on(session.closed_at).date_naive(), day("2027-03-01"));
}

#[test]
fn its_records_are_sound() {
    let folder = tempfile::tempdir().unwrap();
    let store = made(&folder.path().join("demo.db"), &plan("2026-11-23", 7, 120));
    let queries = store.queries();
    let today = day("2026-11-23");
    for visit in queries.visits(Window::ALL).unwrap() {
        assert_eq!(visit.check(today), [], "{visit:?}");
    }
    for task in queries.tasks(true, Window::ALL).unwrap() {
        assert_eq!(Task::check(&task, today), []);
    }
    assert_eq!(queries.count::<Volunteer>(true).unwrap(), 84);
    for number in 1..=120 {
        let child: Child = queries.by_code(&format!("C{number:04}")).unwrap().unwrap();
        assert_eq!(child.check(today), []);
        if let Some(number) = &child.id_number {
            let read = peiban::domain::resident_id::parse_resident_id(number).unwrap();
            assert_eq!((read.warnings.len(), Some(read.birth)), (0, child.birth_date), "{number}");
        }
    }
}

#[test]
fn it_can_be_looked_back_at() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = made(&folder.path().join("demo.db"), &plan("2026-11-23", 1, 40));
    store.look_back(day("2026-11-01")).unwrap();
    let counts = store.queries().counts(30).unwrap();
    // One child was admitted on 2 November; nobody had said she would quit.
    assert_eq!(counts.at_risk + counts.stable, 39);
    assert_eq!(counts.critical, 1);
    let task_then = store.queries().tasks(true, Window::ALL).unwrap();
    assert!(task_then.iter().all(|task| task.done_on.is_none_or(|done| done <= day("2026-11-01"))));
}

#[test]
fn a_large_county_is_dense_and_keeps_the_mix() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.db");
    let mut store = made(&path, &DemoPlan { journalled: 40, ..plan("2026-11-23", 1, 240) });
    let counts = store.queries().counts(30).unwrap();
    let mix = [counts.critical, counts.high, counts.unknown, counts.watch, counts.stable];
    assert_eq!(mix, [12, 12, 24, 36, 156]);
    let findings = store.examine().unwrap();
    assert!(findings.is_healthy(), "{findings:?}");
    let conn = rusqlite::Connection::open(&path).unwrap();
    let count = |table: &str| -> i64 {
        conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    };
    assert_eq!(count("journal_row"), 0);
    assert!(count("visit") > 228 * 50 && count("attendance_day") > 209 * 40);
    // Every trigger and index of the schema is back.
    let fresh = rusqlite::Connection::open_in_memory().unwrap();
    fresh.execute_batch(include_str!("../schema.sql")).unwrap();
    let schema = |conn: &rusqlite::Connection| -> Vec<(String, Option<String>)> {
        let mut statement =
            conn.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").unwrap();
        statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    };
    assert!(schema(&conn) == schema(&fresh));
}

#[test]
fn stopping_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.db");
    let stopped =
        build(&path, &plan("2026-11-23", 1, 40), SchoolCalendar::embedded(), &mut |done, _| {
            done < 40
        });
    assert!(matches!(stopped, Err(StoreError::Stopped)));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn an_older_one_is_built_anew_and_kept_when_someone_worked_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.db");
    let prepared = |plan: &DemoPlan| {
        prepare(&path, plan, SchoolCalendar::embedded(), &mut |_, _| true).unwrap()
    };
    let first = prepared(&plan("2026-11-23", 1, 8));
    assert!(first.is_new && first.kept.is_none());
    drop(first);
    let again = prepared(&plan("2026-11-23", 1, 8));
    assert!(!again.is_new);
    drop(again);
    let mut later = prepared(&plan("2026-11-24", 1, 8));
    assert!(later.is_new && later.kept.is_none());
    assert_eq!(
        std::fs::read_dir(folder.path())
            .unwrap()
            .filter(|file| {
                file.as_ref().unwrap().path().extension().is_some_and(|ending| ending == "db")
            })
            .count(),
        1
    );
    let child = Child { name: "丁一".into(), ..Child::default() };
    later.store.execute(Command::add(child)).unwrap();
    drop(later);
    let next = prepared(&plan("2026-11-25", 1, 8));
    let kept = next.kept.clone().unwrap();
    drop(next);
    let context = plan("2026-11-24", 1, 8).context;
    let kept = Store::open(&kept, context, SchoolCalendar::embedded()).unwrap();
    assert_eq!(kept.queries().by_code::<Child>("C0009").unwrap().unwrap().name, "丁一");
}

#[test]
fn one_that_is_open_elsewhere_is_left_as_it_is_with_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.db");
    let held = made(&path, &plan("2026-11-23", 1, 8));
    let larger = plan("2026-11-23", 1, 9);
    let refused = prepare(&path, &larger, SchoolCalendar::embedded(), &mut |_, _| true);
    assert!(matches!(refused, Err(StoreError::OpenElsewhere)));
    assert_eq!(held.queries().count::<Child>(true).unwrap(), 8);
    let files = || {
        let names = std::fs::read_dir(folder.path()).unwrap();
        let mut names: Vec<_> =
            names.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| !name.starts_with("demo.db"));
        names
    };
    assert_eq!(files(), [""; 0]);
    drop(held);
    let next = prepare(&path, &larger, SchoolCalendar::embedded(), &mut |_, _| true).unwrap();
    assert_eq!(next.store.queries().count::<Child>(true).unwrap(), 9);
    assert_eq!(files(), [""; 0]);
}

#[test]
fn an_offices_database_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("peiban.db");
    let office = Office {
        county: "511425".into(),
        desk: 1,
        visits_since: day("2026-11-23"),
        is_demo: false,
    };
    let plan = plan("2026-11-23", 1, 8);
    let mut store =
        Store::create(&path, &office, plan.context.clone(), SchoolCalendar::embedded()).unwrap();
    store.execute(Command::add(Child { name: "丁一".into(), ..Child::default() })).unwrap();
    drop(store);
    let refused = prepare(&path, &plan, SchoolCalendar::embedded(), &mut |_, _| true);
    assert!(matches!(refused, Err(StoreError::NotADemo(_))));
    let refused = build(&path, &plan, SchoolCalendar::embedded(), &mut |_, _| true);
    assert!(matches!(refused, Err(StoreError::Exists(_))));
    let store = Store::open(&path, plan.context, SchoolCalendar::embedded()).unwrap();
    assert_eq!(store.queries().count::<Child>(false).unwrap(), 1);
}

#[test]
fn evidence_that_ran_out_is_no_rise() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.db");
    let session = made(&path, &plan("2026-11-23", 1, 40)).last_session().unwrap().unwrap();
    // Half a year on nobody has entered anything.
    let context = Context { today: day("2027-06-01"), pinned: true, user: "李晓".into() };
    let store = Store::open(&path, context, SchoolCalendar::embedded()).unwrap();
    let since = store.queries().since(&session).unwrap();
    assert!(since.rises.iter().all(|rise| rise.to < Tier::Unknown), "{since:?}");
    let unknown = store.queries().counts(30).unwrap().unknown;
    assert!(since.unknown <= unknown, "{since:?}");
}
