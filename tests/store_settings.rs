//! What the office sets, who has seen it set, and the day for which it holds: several connections on one file.

use chrono::NaiveDate;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::codes::{FactCode, FactValue};
use peiban::domain::records::{Child, Fact, Setting, Visit};
use peiban::store::{Command, Context, Office, Store};

const TODAY: &str = "2026-11-23";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// One office's file, which keeps visits since 2026-09-01.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        let office = Office {
            county: "511425".into(),
            desk: 1,
            visits_since: day("2026-09-01"),
            is_demo: false,
        };
        let calendar = SchoolCalendar::embedded();
        Store::create(&desk.path(), &office, context(TODAY, false), calendar).unwrap();
        desk
    }

    fn path(&self) -> std::path::PathBuf {
        self.0.path().join("office.db")
    }

    fn open(&self, context: Context) -> Store {
        Store::open(&self.path(), context, SchoolCalendar::embedded()).unwrap()
    }
}

fn context(today: &str, pinned: bool) -> Context {
    Context { today: day(today), pinned, user: "李晓".into() }
}

/// A child admitted long before the office began to keep visits.
fn child(store: &mut Store, name: &str) -> i64 {
    let admitted_on = Some(day("2026-01-05"));
    let child = Child { name: name.into(), admitted_on, ..Child::default() };
    store.execute(Command::add(child)).unwrap().id
}

fn set(store: &mut Store, code: &str, value: &str) {
    let from_day = store.context().today;
    let (code, value) = (code.into(), value.into());
    let setting =
        Setting { code, value, from_day, reason: Some("试行".into()), ..Setting::default() };
    store.execute(Command::add(setting)).unwrap();
}

fn due(store: &Store, child: i64) -> NaiveDate {
    store.queries().risk_of(child).unwrap().unwrap().visit_due.unwrap()
}

fn score(store: &Store, child: i64) -> u32 {
    store.queries().risk_of(child).unwrap().unwrap().score
}

fn healthy(store: &mut Store) {
    let found = store.examine().unwrap();
    assert!(found.is_healthy(), "{found:?}");
}

#[test]
fn a_start_day_set_at_one_console_holds_for_what_another_writes_before_it_looks() {
    let desk = Desk::new();
    let mut one = desk.open(context(TODAY, false));
    let (near, far) = (child(&mut one, "王小明"), child(&mut one, "周小雨"));
    let mut other = desk.open(context(TODAY, false));
    // A first visit is due seven days after the start.
    assert_eq!((due(&other, near), due(&other, far)), (day("2026-09-08"), day("2026-09-08")));
    set(&mut one, "visits_since", "2026-11-18");
    // Nobody was at home: the child is scored anew, and its first visit is still to come.
    let visit = Visit {
        child_id: near,
        day: day("2026-11-20"),
        child_seen: Some(false),
        ..Visit::default()
    };
    other.execute(Command::add(visit)).unwrap();
    for store in [&mut one, &mut other] {
        store.refresh().unwrap();
        assert_eq!((due(store, near), due(store, far)), (day("2026-11-25"), day("2026-11-25")));
        assert_eq!(store.queries().office().unwrap().visits_since, day("2026-11-18"));
        healthy(store);
    }
}

#[test]
fn what_is_written_on_an_earlier_day_is_scored_by_the_rules_of_the_day_the_scores_stand_for() {
    let desk = Desk::new();
    let mut now = desk.open(context(TODAY, false));
    let id = child(&mut now, "王小明");
    set(&mut now, "beh1_points", "9");
    let mut earlier = desk.open(context("2026-11-16", true));
    let fact = Fact {
        child_id: id,
        code: FactCode::Beh1,
        value: FactValue::Yes,
        day: day("2026-11-15"),
        ..Fact::default()
    };
    earlier.execute(Command::add(fact)).unwrap();
    // On the sixteenth wanting to quit school weighed twenty points still.
    assert_eq!(score(&earlier, id), 20);
    healthy(&mut earlier);
    now.refresh().unwrap();
    assert_eq!(score(&now, id), 9);
    healthy(&mut now);
    earlier.rebuild(None, &mut |_, _| ()).unwrap();
    healthy(&mut now);
    assert_eq!(score(&now, id), 9);
}

#[test]
fn looking_back_goes_by_the_rules_of_that_day() {
    let desk = Desk::new();
    let mut before = desk.open(context("2026-11-16", false));
    let id = child(&mut before, "王小明");
    let fact = Fact {
        child_id: id,
        code: FactCode::Beh1,
        value: FactValue::Yes,
        day: day("2026-11-15"),
        ..Fact::default()
    };
    before.execute(Command::add(fact)).unwrap();
    drop(before);
    let mut now = desk.open(context(TODAY, false));
    set(&mut now, "beh1_points", "9");
    set(&mut now, "visits_since", "2026-11-18");
    assert_eq!((score(&now, id), due(&now, id)), (9, day("2026-11-25")));
    now.look_back(day("2026-11-17")).unwrap();
    assert_eq!((score(&now, id), due(&now, id)), (20, day("2026-09-08")));
    healthy(&mut now);
}
