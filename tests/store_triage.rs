//! The triage queue on real records: what puts a case in, what takes it out, what brings it back.

use chrono::NaiveDate;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::codes::{DecisionKind, FactCode, FactValue, Observation, TriageCause};
use peiban::domain::records::{Assignment, Child, Decision, Fact, Task, Visit, Volunteer};
use peiban::store::queries::Window;
use peiban::store::{Command, Context, Kind, Office, Store, StoreError};

fn day(text: &str) -> NaiveDate {
    format!("2026-{text}").parse().unwrap()
}

fn office() -> (Store, i64) {
    let office =
        Office { county: "511425".into(), desk: 1, visits_since: day("11-01"), is_demo: false };
    let context = Context { today: day("11-20"), pinned: false, user: "李晓".into() };
    let mut store = Store::in_memory(&office, context, SchoolCalendar::embedded()).unwrap();
    let child = Child { name: "王小明".into(), ..Child::default() };
    let id = store.execute(Command::add(child)).unwrap().id;
    (store, id)
}

fn causes(store: &Store) -> Vec<(TriageCause, String)> {
    let queue = store.queries().triage(Window::ALL).unwrap();
    assert_eq!(queue.len(), store.queries().count_triage().unwrap());
    let causes = queue.first().map(|case| case.causes.clone()).unwrap_or_default();
    causes.iter().map(|cause| (cause.code, cause.date.format("%m-%d").to_string())).collect()
}

fn decision(child_id: i64, on: &str, kind: DecisionKind, until: &str) -> Command {
    Command::add(Decision {
        child_id,
        day: day(on),
        kind,
        until: day(until),
        note: Some("和奶奶说好了".into()),
        ..Decision::default()
    })
}

#[test]
fn a_case_comes_in_goes_out_and_comes_back() {
    let (mut store, child) = office();
    assert!(causes(&store).is_empty());
    // Never visited: due 20 + 7 November, late from the 28th.
    store.set_today(day("11-28")).unwrap();
    assert_eq!(causes(&store), [(TriageCause::Overdue, "11-28".into())]);
    store.execute(decision(child, "11-28", DecisionKind::Handled, "12-05")).unwrap();
    assert!(causes(&store).is_empty());
    let last = store.queries().last_decision(child).unwrap().unwrap();
    assert_eq!(last.decided_by.as_deref(), Some("李晓"));
    // A task due tomorrow brings it back at once; the overdue visit waits for the decision's date.
    let task =
        Task {
            child_id: Some(child), title: "回电".into(), due: day("11-29"), ..Task::default()
        };
    store.execute(Command::add(task)).unwrap();
    assert!(causes(&store).is_empty());
    store.set_today(day("11-29")).unwrap();
    assert_eq!(causes(&store), [(TriageCause::Task, "11-29".into())]);
    store.execute(Command::Undo { entry: None }).unwrap();
    assert!(causes(&store).is_empty());
    store.set_today(day("12-05")).unwrap();
    assert_eq!(
        causes(&store),
        [(TriageCause::Overdue, "11-28".into()), (TriageCause::LookAgain, "12-05".into())]
    );
    assert!(store.examine().unwrap().is_healthy());
}

#[test]
fn a_concern_and_a_volunteer_lost_after_the_decision() {
    let (mut store, child) = office();
    let volunteer = Volunteer { name: "周桂芳".into(), ..Volunteer::default() };
    let volunteer_id = store.execute(Command::add(volunteer)).unwrap().id;
    let assignment = Assignment { child_id: child, volunteer_id, ..Assignment::default() };
    store.execute(Command::add(assignment)).unwrap();
    store.execute(decision(child, "11-20", DecisionKind::Handled, "11-27")).unwrap();
    let visit = Visit {
        child_id: child,
        day: day("11-19"),
        child_seen: Some(true),
        mood: Some(Observation::Concern),
        note: Some("低着头".into()),
        ..Visit::default()
    };
    store.execute(Command::add(visit)).unwrap();
    assert_eq!(causes(&store), [(TriageCause::Concern, "11-20".into())]);
    store.execute(decision(child, "11-20", DecisionKind::Snoozed, "11-27")).unwrap();
    assert!(causes(&store).is_empty());
    let leave = Command::Close { kind: Kind::Volunteer, id: volunteer_id, reason: None };
    store.execute(leave).unwrap();
    assert_eq!(causes(&store), [(TriageCause::LostVolunteer, "11-20".into())]);
    assert!(store.examine().unwrap().is_healthy());
}

#[test]
fn an_open_report_cannot_be_snoozed_and_critical_returns_tomorrow() {
    let (mut store, child) = office();
    let report = Fact {
        child_id: child,
        code: FactCode::OvrReport,
        value: FactValue::Yes,
        day: day("11-20"),
        ..Fact::default()
    };
    store.execute(Command::add(report)).unwrap();
    assert_eq!(causes(&store), [(TriageCause::Critical, "11-20".into())]);
    assert!(matches!(
        store.execute(decision(child, "11-20", DecisionKind::Snoozed, "11-25")),
        Err(StoreError::Refused(_))
    ));
    store.execute(decision(child, "11-20", DecisionKind::Handled, "11-25")).unwrap();
    assert!(causes(&store).is_empty());
    store.set_today(day("11-21")).unwrap();
    assert_eq!(causes(&store), [(TriageCause::Critical, "11-20".into())]);
}
