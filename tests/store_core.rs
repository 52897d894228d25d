//! The store's promises: one command, one entry; undo brings the records back; maintained = recomputed.

use chrono::NaiveDate;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::codes::{FactCode, FactValue, Observation};
use peiban::domain::records::{Child, Fact, Visit, Volunteer};
use peiban::store::{Command, Context, Office, Store, StoreError};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn store(today: &str) -> Store {
    let office =
        Office { county: "511425".into(), desk: 1, visits_since: day(today), is_demo: false };
    let context = Context { today: day(today), pinned: true, user: "李晓".into() };
    Store::in_memory(&office, context, SchoolCalendar::embedded()).unwrap()
}

fn child(name: &str) -> Child {
    Child { name: name.into(), ..Child::default() }
}

#[test]
fn a_child_a_visit_and_back() {
    let mut store = store("2026-11-23");
    let added = store.execute(Command::add(child("王小明"))).unwrap();
    assert_eq!(added.code.as_deref(), Some("C0001"));
    assert_eq!(added.entry, 1);
    let visit = Visit {
        child_id: added.id,
        day: day("2026-11-22"),
        child_seen: Some(true),
        mood: Some(Observation::Ok),
        ..Visit::default()
    };
    let logged = store.execute(Command::add(visit.clone())).unwrap();
    assert_eq!(logged.command, "add_visit");
    assert!(store.examine().unwrap().is_healthy(), "{:?}", store.examine().unwrap());
    // The same visit again is refused; nothing is doubled by a second press of Save.
    assert!(matches!(store.execute(Command::add(visit)), Err(StoreError::Refused(_))));
    // A child that others depend on can't vanish.
    assert!(store.execute(Command::Undo { entry: Some(1) }).is_err());
    assert_eq!(store.execute(Command::Undo { entry: None }).unwrap().command, "undo");
    store.execute(Command::Undo { entry: None }).unwrap();
    assert!(store.queries().by_code::<Child>("C0001").unwrap().is_none());
    assert!(matches!(store.execute(Command::Undo { entry: None }), Err(StoreError::NothingToUndo)));
    assert!(store.examine().unwrap().is_healthy());
}

#[test]
fn two_people_saving_the_same_record() {
    let mut store = store("2026-11-23");
    let id = store.execute(Command::add(child("王小明"))).unwrap().id;
    let base: Child = store.queries().record(id).unwrap().unwrap();
    let one = Child { school: Some("青竹小学".into()), ..base.clone() };
    let two = Child { village: Some("河坝村".into()), ..base.clone() };
    let three = Child { school: Some("汉阳小学".into()), ..base.clone() };
    store.execute(Command::edit(base.clone(), one)).unwrap();
    store.execute(Command::edit(base.clone(), two)).unwrap();
    match store.execute(Command::edit(base, three)) {
        Err(StoreError::Conflict(fields)) => {
            assert_eq!(fields.len(), 1);
            assert_eq!(fields[0].field, "school");
        }
        other => panic!("{other:?}"),
    }
    let now: Child = store.queries().record(id).unwrap().unwrap();
    assert_eq!(now.school.as_deref(), Some("青竹小学"));
    assert_eq!(now.village.as_deref(), Some("河坝村"));
}

#[test]
fn undo_refuses_what_was_changed_since() {
    let mut store = store("2026-11-23");
    let id = store.execute(Command::add(child("王小明"))).unwrap().id;
    let base: Child = store.queries().record(id).unwrap().unwrap();
    let first = Child { school: Some("青竹小学".into()), ..base.clone() };
    let entry = store.execute(Command::edit(base, first.clone())).unwrap().entry;
    let second = Child { school: Some("汉阳小学".into()), ..first.clone() };
    store.execute(Command::edit(first, second)).unwrap();
    assert!(matches!(
        store.execute(Command::Undo { entry: Some(entry) }),
        Err(StoreError::ChangedSince { .. })
    ));
}

#[test]
fn another_day_and_a_volunteer_who_leaves() {
    let mut store = store("2026-11-23");
    let id = store.execute(Command::add(child("王小明"))).unwrap().id;
    let fact = Fact {
        child_id: id,
        code: FactCode::Beh1,
        value: FactValue::Yes,
        day: day("2026-11-20"),
        ..Fact::default()
    };
    store.execute(Command::add(fact)).unwrap();
    let volunteer = Volunteer { name: "周桂芳".into(), ..Volunteer::default() };
    let volunteer = store.execute(Command::add(volunteer)).unwrap();
    assert_eq!(volunteer.code.as_deref(), Some("V0001"));
    store.set_today(day("2027-06-01")).unwrap();
    store.set_today(day("2026-11-01")).unwrap();
    store.set_today(day("2026-11-23")).unwrap();
    assert!(store.examine().unwrap().is_healthy());
}
