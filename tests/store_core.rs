//! The store's promises: one command, one entry; undo brings the records back; maintained = recomputed.

use chrono::NaiveDate;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::checks::{Refusal, RefusalReason};
use peiban::domain::codes::{FactCode, FactValue, Observation, Status, TaskStatus};
use peiban::domain::records::{
    Assignment, Carer, Child, Exam, Fact, Report, Task, Visit, Volunteer,
};
use peiban::store::{Command, Context, Kind, Office, Store, StoreError};

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
    let refused = store.execute(Command::Undo { entry: Some(1) });
    let Err(StoreError::StillNeeded(by)) = refused else { panic!("{refused:?}") };
    assert_eq!((by.entry, by.command.as_str()), (logged.entry, "add_visit"));
    assert!(store.examine().unwrap().is_healthy());
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
    // The refusal names the change that is to be undone first; taken back in that order, both go.
    let Err(StoreError::ChangedSince { code, by: Some(by), .. }) =
        store.execute(Command::Undo { entry: Some(entry) })
    else {
        panic!("it is refused")
    };
    assert_eq!((code.as_str(), by.entry, by.user.as_str()), ("C0001", entry + 1, "李晓"));
    assert_eq!(by.command, "edit_child");
    store.execute(Command::Undo { entry: Some(by.entry) }).unwrap();
    store.execute(Command::Undo { entry: Some(entry) }).unwrap();
}

/// Changed there and back, a row looks as the first change left it, but the later ones stand on it: were it taken back under
/// them, they could never be taken back themselves.
#[test]
fn undo_refuses_what_was_changed_there_and_back() {
    let mut store = store("2026-11-23");
    let added = store.execute(Command::add(child("王小明"))).unwrap();
    let mut schools = Vec::new();
    for school in ["青竹小学", "汉阳小学", "青竹小学"] {
        let base: Child = store.queries().record(added.id).unwrap().unwrap();
        let next = Child { school: Some(school.into()), ..base.clone() };
        schools.push(store.execute(Command::edit(base, next)).unwrap().entry);
    }
    let base: Child = store.queries().record(added.id).unwrap().unwrap();
    let next = Child { village: Some("河坝村".into()), ..base.clone() };
    let village = store.execute(Command::edit(base, next)).unwrap().entry;
    let mut refused = |entry: i64| match store.execute(Command::Undo { entry: Some(entry) }) {
        Err(StoreError::ChangedSince { by: Some(by), .. }) => by.entry,
        other => panic!("{other:?}"),
    };
    // The village has nothing to do with the school, but with the file itself.
    assert_eq!(refused(schools[0]), schools[2]);
    assert_eq!(refused(schools[1]), schools[2]);
    assert_eq!(refused(added.entry), village);
    for entry in schools.iter().rev().chain([&village, &added.entry]) {
        store.execute(Command::Undo { entry: Some(*entry) }).unwrap();
    }
    assert!(store.queries().record::<Child>(added.id).unwrap().is_none());
}

/// Averages out of a spreadsheet have as many digits as a number can have; the journal gives them back to the last one.
#[test]
fn a_mark_of_many_digits_is_undone() {
    let mut store = store("2026-11-23");
    let child_id = store.execute(Command::add(child("王小明"))).unwrap().id;
    for part in 1..=300_u32 {
        let exam = Exam {
            child_id,
            day: day("2026-11-06"),
            subject: "数学".into(),
            score: 100.0 - f64::from(part) / 3.7,
            full_marks: Some(100.0 + f64::from(part) / 7.0),
            ..Exam::default()
        };
        let entry = store.execute(Command::add(exam)).unwrap().entry;
        let undone = store.execute(Command::Undo { entry: Some(entry) });
        assert!(undone.is_ok(), "{part}: {undone:?}");
    }
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

/// Why a command is refused.
fn refused(store: &mut Store, command: Command) -> RefusalReason {
    match store.execute(command) {
        Err(StoreError::Refused(mut found)) => found.remove(0).reason,
        other => panic!("{other:?}"),
    }
}

/// What somebody chose while another console let them leave or merged their file away is refused where it stands.
#[test]
fn nobody_is_named_who_is_gone() {
    let mut store = store("2026-11-23");
    let child_id = store.execute(Command::add(child("王小明"))).unwrap().id;
    let volunteer = Volunteer { name: "周桂芳".into(), ..Volunteer::default() };
    let volunteer_id = store.execute(Command::add(volunteer)).unwrap().id;
    let leaves = Command::Close { kind: Kind::Volunteer, id: volunteer_id, reason: None };
    store.execute(leaves).unwrap();
    let pair = Assignment { child_id, volunteer_id, ..Assignment::default() };
    assert_eq!(refused(&mut store, Command::add(pair.clone())), RefusalReason::Left);
    // That they once went together can still be written down, though not that they do again.
    let past = Assignment { to_day: Some(day("2026-06-30")), ..pair };
    let past = store.execute(Command::add(past)).unwrap().id;
    let past: Assignment = store.queries().record(past).unwrap().unwrap();
    let again = Assignment { to_day: None, ..past.clone() };
    assert_eq!(refused(&mut store, Command::edit(past, again)), RefusalReason::Left);
    // What says nothing of the volunteer of a match that was left open can be changed.
    let back = Command::Reopen { kind: Kind::Volunteer, id: volunteer_id };
    store.execute(back).unwrap();
    let from_day = Some(day("2026-09-01"));
    let open = Assignment { child_id, volunteer_id, from_day, ..Assignment::default() };
    let open = store.execute(Command::add(open)).unwrap().id;
    let leaves = Command::Close { kind: Kind::Volunteer, id: volunteer_id, reason: None };
    store.execute(leaves).unwrap();
    let open: Assignment = store.queries().record(open).unwrap().unwrap();
    let since = Assignment { from_day: Some(day("2026-09-08")), ..open.clone() };
    store.execute(Command::edit(open, since)).unwrap();

    let carer = |name: &str| Carer { name: name.into(), ..Carer::default() };
    let [keep, away] =
        ["石兴发", "石新发"].map(|name| store.execute(Command::add(carer(name))).unwrap().id);
    let [kept, gone]: [Carer; 2] =
        [keep, away].map(|id| store.queries().record(id).unwrap().unwrap());
    let (before, after) = (kept.clone().into(), kept.into());
    store.execute(Command::Merge { before, after, away: vec![gone.into()] }).unwrap();
    let before: Child = store.queries().record(child_id).unwrap().unwrap();
    let after = Child { carer_id: Some(away), ..before.clone() };
    let Err(StoreError::Refused(found)) = store.execute(Command::edit(before, after)) else {
        panic!("it is refused")
    };
    assert_eq!(found, [Refusal::new("carer_id", RefusalReason::Merged("G0001".into()))]);
}

#[test]
fn what_another_console_has_ended_already_keeps_its_day_and_its_reason() {
    let mut store = store("2026-11-20");
    let child_id = store.execute(Command::add(child("王小明"))).unwrap().id;
    let second = store.execute(Command::add(child("周小雨"))).unwrap().id;
    let volunteer = Volunteer { name: "周桂芳".into(), ..Volunteer::default() };
    let volunteer_id = store.execute(Command::add(volunteer)).unwrap().id;
    let from_day = Some(day("2026-09-01"));
    let assignment = Assignment { child_id, volunteer_id, from_day, ..Assignment::default() };
    let assignment = store.execute(Command::add(assignment)).unwrap().id;
    let due = day("2026-11-20");
    let task = Task { title: "家访".into(), due, ..Task::default() };
    let tasks = [1, 2].map(|_| store.execute(Command::add(task.clone())).unwrap().id);
    let close = |reason: &str| Command::Close {
        kind: Kind::Child,
        id: child_id,
        reason: Some(reason.into()),
    };
    store.execute(Command::EndAssignment { id: assignment }).unwrap();
    store.execute(Command::SettleTask { id: tasks[0], status: TaskStatus::Done }).unwrap();
    store.execute(close("毕业")).unwrap();
    store.set_today(day("2026-11-23")).unwrap();

    assert_eq!(
        refused(&mut store, Command::EndAssignment { id: assignment }),
        RefusalReason::Ended
    );
    let drop = |id| Command::SettleTask { id, status: TaskStatus::Dropped };
    assert_eq!(refused(&mut store, drop(tasks[0])), RefusalReason::AlreadyThere);
    assert_eq!(refused(&mut store, close("转学")), RefusalReason::Closed);
    let reopen = Command::Reopen { kind: Kind::Child, id: second };
    assert_eq!(refused(&mut store, reopen), RefusalReason::AlreadyThere);
    // Of several those that are left are done, and the others stay as they are.
    let ids = tasks.to_vec();
    store.execute(Command::SettleTasks { ids, status: TaskStatus::Dropped }).unwrap();
    let (kind, ids) = (Kind::Child, vec![child_id, second]);
    let all = Command::CloseAll { kind, ids, reason: Some("转学".into()) };
    store.execute(all.clone()).unwrap();
    assert_eq!(refused(&mut store, all), RefusalReason::Closed);

    let queries = store.queries();
    let ended: Assignment = queries.record(assignment).unwrap().unwrap();
    assert_eq!(ended.to_day, Some(day("2026-11-19")));
    let settled = tasks.map(|id| queries.record::<Task>(id).unwrap().unwrap());
    let wanted = [(TaskStatus::Done, "2026-11-20"), (TaskStatus::Dropped, "2026-11-23")];
    assert_eq!(
        settled.map(|task| (task.status, task.done_on)),
        wanted.map(|(status, on)| (status, Some(day(on))))
    );
    let closed = [child_id, second].map(|id| queries.record::<Child>(id).unwrap().unwrap());
    let wanted = [("2026-11-20", "毕业"), ("2026-11-23", "转学")];
    assert_eq!(
        closed.map(|child| (child.status, child.closed_on, child.closed_reason)),
        wanted.map(|(on, reason)| (Status::Closed, Some(day(on)), Some(reason.to_owned())))
    );
    assert!(store.examine().unwrap().is_healthy());
}

#[test]
fn what_cannot_come_back_because_its_code_was_given_again_says_so() {
    let mut store = store("2026-11-23");
    let added = store.execute(Command::add(child("王小明"))).unwrap();
    let undo = store.execute(Command::Undo { entry: Some(added.entry) }).unwrap();
    assert_eq!((added.undoes, undo.undoes), (None, Some(added.entry)));
    // The number is free again, and the next child has it.
    let next = store.execute(Command::add(child("周小雨"))).unwrap();
    assert_eq!(next.code, added.code);
    let again = Command::Undo { entry: Some(undo.entry) };
    assert_eq!(refused(&mut store, again), RefusalReason::Taken("C0001".into()));
    assert!(store.examine().unwrap().is_healthy());
}

#[test]
fn a_decision_about_a_child_that_is_gone_is_refused_in_words() {
    use peiban::domain::codes::DecisionKind;
    use peiban::domain::records::Decision;
    let mut store = store("2026-11-23");
    let child_id = store.execute(Command::add(child("王小明"))).unwrap().id;
    store.execute(Command::Undo { entry: None }).unwrap();
    let decision = Decision {
        child_id,
        day: day("2026-11-23"),
        kind: DecisionKind::Handled,
        note: Some("已谈".into()),
        until: day("2026-12-01"),
        ..Decision::default()
    };
    let answer = store.execute(Command::add(decision));
    assert!(matches!(answer, Err(StoreError::NotFound { kind: "child", .. })), "{answer:?}");
}

#[test]
fn an_open_report_keeps_a_file_open_also_when_it_is_edited() {
    let mut store = store("2026-11-23");
    let child_id = store.execute(Command::add(child("王小明"))).unwrap().id;
    let before: Child = store.queries().record(child_id).unwrap().unwrap();
    let fact = Fact {
        child_id,
        code: FactCode::OvrReport,
        value: FactValue::Yes,
        day: day("2026-11-20"),
        ..Fact::default()
    };
    store.execute(Command::add(fact)).unwrap();
    let closed_on = Some(day("2026-11-23"));
    let after = Child { status: Status::Closed, closed_on, ..before.clone() };
    let close = Command::edit(before, after);
    assert_eq!(refused(&mut store, close), RefusalReason::OpenReport);
}

#[test]
fn an_undo_hides_no_open_report_in_a_closed_file() {
    let mut store = store("2026-11-23");
    let id = store.execute(Command::add(child("王小明"))).unwrap().id;
    let close = || Command::Close { kind: Kind::Child, id, reason: Some("搬走".into()) };
    let status = |store: &Store| store.queries().record::<Child>(id).unwrap().unwrap().status;
    let report = || Report { child_id: id, known_on: day("2026-11-20"), ..Report::default() };
    store.execute(close()).unwrap();
    let reopened = store.execute(Command::Reopen { kind: Kind::Child, id }).unwrap().entry;
    let reported = store.execute(Command::add(report())).unwrap();
    // The report came after the file was opened again: without it, it would be closed.
    let back = Command::Undo { entry: Some(reopened) };
    assert_eq!(refused(&mut store, back.clone()), RefusalReason::OpenReport);
    assert_eq!(status(&store), Status::Active);
    assert!(store.examine().unwrap().is_healthy());

    // The file was closed after the report: taking back that the report is closed would open it there.
    let over = Fact {
        child_id: id,
        code: FactCode::OvrReport,
        value: FactValue::No,
        day: day("2026-11-22"),
        ..Fact::default()
    };
    let ended = store.execute(Command::add(over)).unwrap().entry;
    let closed = store.execute(close()).unwrap().entry;
    let opened = Command::Undo { entry: Some(ended) };
    assert_eq!(refused(&mut store, opened.clone()), RefusalReason::OpenReport);
    assert_eq!(status(&store), Status::Closed);

    // In their order all of it can be taken back, and brought again.
    store.execute(Command::Undo { entry: Some(closed) }).unwrap();
    let undone = store.execute(opened).unwrap().entry;
    store.execute(Command::Undo { entry: Some(reported.entry) }).unwrap();
    store.execute(back).unwrap();
    assert_eq!(status(&store), Status::Closed);
    assert!(store.execute(Command::Undo { entry: Some(undone) }).is_err(), "it is no more");
    assert!(store.examine().unwrap().is_healthy());
}
