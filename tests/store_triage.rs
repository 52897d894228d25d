//! The triage queue on real records: what puts a case in, what takes it out, what brings it back.

use chrono::NaiveDate;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::codes::{DecisionKind, FactCode, FactValue, Observation, TriageCause};
use peiban::domain::records::{Assignment, Child, Decision, Fact, Task, Visit, Volunteer};
use peiban::domain::value::Value;
use peiban::store::queries::Window;
use peiban::store::{
    AnyRecord, Command, Context, Kind, LastSession, Office, Step, Store, StoreError,
};

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

#[test]
fn a_corrected_concern_is_new_only_where_it_says_of_something_worse() {
    let (mut store, child) = office();
    let visit = Visit {
        child_id: child,
        day: day("11-19"),
        child_seen: Some(true),
        school: Some(Observation::Ok),
        mood: Some(Observation::Concern),
        note: Some("低着头".into()),
        ..Visit::default()
    };
    let first = store.execute(Command::add(visit)).unwrap().id;
    store.execute(decision(child, "11-20", DecisionKind::Handled, "12-10")).unwrap();
    assert!(causes(&store).is_empty());
    let correct = |store: &mut Store, id: i64, change: &dyn Fn(&mut Visit)| {
        let before = store.queries().any(Kind::Visit, id).unwrap().unwrap();
        let AnyRecord::Visit(mut after) = before.clone() else { panic!("{before:?}") };
        change(&mut after);
        store.execute(Command::Correct { before, after: (*after).into() }).unwrap().id
    };
    // On the day of the decision and on a later one: only the note, and the day of the visit.
    let noted = correct(&mut store, first, &|visit| visit.note = Some("一直低着头".into()));
    assert!(causes(&store).is_empty());
    store.set_today(day("11-23")).unwrap();
    let moved = correct(&mut store, noted, &|visit| visit.day = day("11-18"));
    assert!(causes(&store).is_empty());
    // Less of it is nothing new either.
    let both = correct(&mut store, moved, &|visit| visit.school = Some(Observation::NotObserved));
    assert!(causes(&store).is_empty());
    // Taken back and done again, it stays so.
    let undone = store.execute(Command::Undo { entry: None }).unwrap().entry;
    assert!(causes(&store).is_empty());
    store.execute(Command::Undo { entry: Some(undone) }).unwrap();
    assert!(causes(&store).is_empty());
    // A slip that is mended again leaves nothing behind.
    let slip = correct(&mut store, both, &|visit| visit.safety = Some(Observation::Concern));
    assert_eq!(causes(&store), [(TriageCause::Concern, "11-23".into())]);
    let both = correct(&mut store, slip, &|visit| visit.safety = None);
    assert!(causes(&store).is_empty());
    // Worse in one respect, whatever else became of it.
    let worse = correct(&mut store, both, &|visit| {
        visit.mood = Some(Observation::Ok);
        visit.school = Some(Observation::Concern);
    });
    assert_eq!(causes(&store), [(TriageCause::Concern, "11-23".into())]);
    // What is corrected later still counts from there, also once the file is merged into another.
    store.set_today(day("11-24")).unwrap();
    correct(&mut store, worse, &|visit| visit.note = Some("数学跟不上".into()));
    assert_eq!(causes(&store), [(TriageCause::Concern, "11-23".into())]);
    let other = Child { name: "王晓明".into(), ..Child::default() };
    let other = store.execute(Command::add(other)).unwrap().id;
    let any = |store: &Store, id| store.queries().any(Kind::Child, id).unwrap().unwrap();
    let (keep, away) = (any(&store, other), any(&store, child));
    let merge = Command::Merge { before: keep.clone(), after: keep, away: vec![away] };
    store.execute(merge).unwrap();
    assert_eq!(causes(&store), [(TriageCause::Concern, "11-23".into())]);
    assert!(store.examine().unwrap().is_healthy());
}

#[test]
fn a_visit_beside_one_voided_on_its_day_corrects_nothing() {
    let (mut store, child) = office();
    let visit = |on: &str| -> AnyRecord {
        let mood = Some(Observation::Concern);
        Visit { child_id: child, day: day(on), child_seen: Some(true), mood, ..Visit::default() }
            .into()
    };
    let wrong = store.execute(Command::Add(visit("11-18"))).unwrap().id;
    store.execute(decision(child, "11-20", DecisionKind::Handled, "12-10")).unwrap();
    let both = Command::AddAll(vec![visit("11-16"), visit("11-17")]);
    let first = store.execute(both).unwrap().id;
    store.execute(Command::Void { kind: Kind::Visit, id: wrong, reason: "记错".into() }).unwrap();
    store.execute(Command::Void { kind: Kind::Visit, id: first, reason: "记错".into() }).unwrap();
    assert_eq!(causes(&store), [(TriageCause::Concern, "11-20".into())]);
}

#[test]
fn a_corrected_visit_is_no_visit_more_since_the_last_session() {
    let (mut store, child) = office();
    let session = LastSession { closed_at: 0, day: day("11-20"), last_entry: 0 };
    let visit = Visit { child_id: child, day: day("11-19"), ..Visit::default() };
    let id = store.execute(Command::add(visit)).unwrap().id;
    let before = store.queries().any(Kind::Visit, id).unwrap().unwrap();
    let after = before.with("note", Value::Text("补记".into())).unwrap();
    let steps = vec![Step::Correct { before: before.clone(), after }];
    store.execute(Command::Import { kind: "visits", steps }).unwrap();
    assert_eq!(store.queries().since(&session).unwrap().visits, 1);
    let id = store.queries().standing(Kind::Visit, id).unwrap().unwrap().meta().id;
    let before = store.queries().any(Kind::Visit, id).unwrap().unwrap();
    let after = before.with("note", Value::Text("再补".into())).unwrap();
    store.execute(Command::Correct { before, after }).unwrap();
    assert_eq!(store.queries().since(&session).unwrap().visits, 1);
}
