//! What becomes of everything that hangs on the files that become one.

use crate::{add, child, day, get, groups, merge, office, twice, whole};
use peiban::domain::codes::{
    AttendanceStatus, DecisionKind, EventKind, FactCode, FactValue, Status, VolunteerStatus,
};
use peiban::domain::records::{
    Assignment, AttendanceDay, AttendanceRange, Carer, Child, Contact, Decision, Event, Exam, Fact,
    Id, Participation, Task, Visit, Volunteer,
};
use peiban::store::queries::Window;
use peiban::store::{Command, Fate, Kind, Store};

/// Two files of one child with everything that can hang on one.
pub fn two_files(store: &mut Store) -> (Id, Id) {
    let [keep, away] = twice().map(|child| add(store, child));
    let volunteer = add(store, Volunteer { name: "张敏".into(), ..Volunteer::default() });
    let event = add(
        store,
        Event {
            title: "生日会".into(),
            kind: EventKind::BirthdayParty,
            starts_on: day("2026-11-10"),
            ..Event::default()
        },
    );
    let visit = |child_id, on: &str, note: Option<&str>| Visit {
        child_id,
        volunteer_id: Some(volunteer),
        day: day(on),
        child_seen: Some(true),
        note: note.map(str::to_owned),
        ..Visit::default()
    };
    // The same visit twice, the second file's with a note; one that differs; one that only the second has.
    add(store, visit(keep, "2026-11-01", None));
    add(store, visit(away, "2026-11-01", Some("奶奶在家")));
    add(store, visit(keep, "2026-11-08", Some("在写作业")));
    add(store, visit(away, "2026-11-08", Some("爸爸来电话")));
    add(store, visit(away, "2026-11-15", None));
    // Attendance: the same day twice, a day on which they differ, a day of its own.
    let mark = |child_id, on: &str, status| AttendanceDay {
        child_id,
        day: day(on),
        status,
        ..AttendanceDay::default()
    };
    for (child_id, on, status) in [
        (keep, "2026-11-02", AttendanceStatus::Present),
        (away, "2026-11-02", AttendanceStatus::Present),
        (away, "2026-11-03", AttendanceStatus::Present),
        (keep, "2026-11-03", AttendanceStatus::Unexcused),
        (away, "2026-11-04", AttendanceStatus::Late),
    ] {
        add(store, mark(child_id, on, status));
    }
    let fact = |child_id, value| Fact {
        child_id,
        code: FactCode::Hom1,
        value,
        day: day("2026-10-01"),
        ..Fact::default()
    };
    add(store, fact(keep, FactValue::MotherAway));
    add(store, fact(away, FactValue::MotherAway));
    add(store, fact(away, FactValue::BothAway));
    let exam = |child_id, score| Exam {
        child_id,
        day: day("2026-11-05"),
        subject: "数学".into(),
        score,
        ..Exam::default()
    };
    add(store, exam(keep, 55.0));
    add(store, exam(away, 58.0));
    add(
        store,
        AttendanceRange {
            child_id: away,
            from_day: day("2026-10-08"),
            to_day: day("2026-10-30"),
            days_recorded: 17.0,
            ..AttendanceRange::default()
        },
    );
    add(store, Contact { child_id: away, day: day("2026-11-20"), ..Contact::default() });
    let task = |child_id| Task {
        child_id: Some(child_id),
        title: "回电".into(),
        due: day("2026-11-30"),
        ..Task::default()
    };
    add(store, task(keep));
    add(store, task(away));
    let matched = |child_id, from: &str, to: Option<&str>| Assignment {
        child_id,
        volunteer_id: volunteer,
        from_day: Some(day(from)),
        to_day: to.map(day),
        ..Assignment::default()
    };
    add(store, matched(keep, "2026-09-10", None));
    add(store, matched(away, "2026-09-01", Some("2026-10-31")));
    let part = |child_id, present| Participation {
        event_id: event,
        child_id: Some(child_id),
        present,
        ..Participation::default()
    };
    store
        .execute(Command::SetParticipation {
            people: vec![part(keep, None), part(away, Some(true))],
        })
        .unwrap();
    add(
        store,
        Decision {
            child_id: away,
            day: day("2026-11-23"),
            kind: DecisionKind::Handled,
            until: day("2026-11-30"),
            note: Some("已联系".into()),
            ..Decision::default()
        },
    );
    (keep, away)
}

#[test]
fn everything_moves_and_what_stands_twice_is_settled() {
    let mut store = office();
    let (keep, away) = two_files(&mut store);
    let before = whole::records(store.path().unwrap());
    let plan = {
        let (keep, away): (Child, Child) = (get(&store, keep), get(&store, away));
        store.queries().merge_plan(&keep.into(), &[away.into()]).unwrap()
    };
    let expected = [
        // The first visit's blank note is filled by the second's: one of them stands.
        (Kind::Visit, Fate::Joined, 1),
        (Kind::Visit, Fate::Moved, 3),
        (Kind::Contact, Fate::Moved, 1),
        (Kind::Task, Fate::Joined, 1),
        (Kind::AttendanceDay, Fate::Joined, 1),
        (Kind::AttendanceDay, Fate::Replaced, 1),
        (Kind::AttendanceDay, Fate::Moved, 1),
        (Kind::AttendanceRange, Fate::Moved, 1),
        (Kind::Exam, Fate::Replaced, 1),
        (Kind::Exam, Fate::Moved, 1),
        (Kind::Fact, Fate::Joined, 1),
        (Kind::Fact, Fate::Moved, 1),
        (Kind::Participation, Fate::Joined, 1),
        (Kind::Assignment, Fate::Joined, 1),
        (Kind::Decision, Fate::Moved, 1),
    ];
    for count in expected {
        assert!(plan.counts.contains(&count), "{count:?} in {plan:?}");
    }
    assert_eq!(plan.counts.len(), expected.len(), "{plan:?}");
    assert_eq!(whole::records(store.path().unwrap()), before, "a plan writes nothing");

    let survivor: Child = get(&store, keep);
    let chosen = Child { birth_date: Some(day("2014-03-06")), ..survivor.clone() };
    let merged: Child = get(&store, away);
    let receipt = store
        .execute(Command::Merge {
            before: survivor.into(),
            after: chosen.into(),
            away: vec![merged.into()],
        })
        .unwrap();
    assert_eq!((receipt.command.as_str(), receipt.code.as_deref()), ("merge_child", Some("C0001")));
    let queries = store.queries();
    let records = queries.child_records(keep, 100).unwrap();
    let notes: Vec<_> =
        records.visits.iter().map(|visit| (visit.day.to_string(), visit.note.as_deref())).collect();
    assert_eq!(
        notes,
        [
            ("2026-11-15".to_owned(), None),
            ("2026-11-08".to_owned(), Some("爸爸来电话")),
            ("2026-11-08".to_owned(), Some("在写作业")),
            ("2026-11-01".to_owned(), Some("奶奶在家")),
        ]
    );
    let marks: Vec<_> = records.attendance_days.iter().map(|mark| mark.status).collect();
    assert_eq!(
        marks,
        [AttendanceStatus::Late, AttendanceStatus::Unexcused, AttendanceStatus::Present],
        "what was entered later stands"
    );
    assert_eq!(records.exams.iter().map(|exam| exam.score).collect::<Vec<_>>(), [58.0]);
    let facts: Vec<_> = records.facts.iter().map(|fact| fact.value).collect();
    assert_eq!(facts, [FactValue::BothAway, FactValue::MotherAway]);
    assert_eq!(records.tasks.iter().filter(|task| task.done_on.is_none()).count(), 1);
    assert_eq!(records.assignments.len(), 1);
    assert_eq!(
        (records.assignments[0].from_day, records.assignments[0].to_day),
        (Some(day("2026-09-01")), None),
        "the whole time of both"
    );
    assert_eq!(records.events.len(), 1);
    assert_eq!(records.events[0].1.present, Some(true));
    assert_eq!(queries.decisions_of(keep).unwrap().len(), 1);
    // The other file is there, closed, and points to the first.
    let gone: Child = get(&store, away);
    assert_eq!(
        (gone.code.as_str(), gone.status, gone.merged_into_id),
        ("C0002", Status::Closed, Some(keep))
    );
    let rest = queries.child_records(away, 100).unwrap();
    assert_eq!(rest, peiban::store::queries::ChildRecords::default());
    assert_eq!(
        queries.merged_into(Kind::Child, away).unwrap(),
        Some((keep, "C0001".into(), "王小明".into()))
    );
    assert_eq!(get::<Child>(&store, keep).birth_date, Some(day("2014-03-06")));
    assert!(store.queries().duplicates(Kind::Child).unwrap().is_empty(), "no longer offered");
    let findings = store.examine().unwrap();
    assert!(findings.is_healthy(), "{findings:?}");

    store.execute(Command::Undo { entry: None }).unwrap();
    assert_eq!(whole::records(store.path().unwrap()), before, "one step gives everything back");
    assert!(store.examine().unwrap().is_healthy());
}

#[test]
fn volunteers_and_carers_are_merged_likewise() {
    let mut store = office();
    let keep = add(&mut store, Volunteer { name: "周桂芳".into(), ..Volunteer::default() });
    let away = add(&mut store, Volunteer { name: "周桂芳".into(), ..Volunteer::default() });
    let kid = add(&mut store, child("王小明", "2014-03-05"));
    let visit = |volunteer_id, second_volunteer_id, on: &str| Visit {
        child_id: kid,
        day: day(on),
        volunteer_id: Some(volunteer_id),
        second_volunteer_id,
        ..Visit::default()
    };
    add(&mut store, visit(keep, Some(away), "2026-11-01"));
    add(&mut store, visit(keep, None, "2026-11-08"));
    add(&mut store, visit(away, None, "2026-11-08"));
    add(&mut store, Assignment { child_id: kid, volunteer_id: away, ..Assignment::default() });
    add(
        &mut store,
        Event {
            title: "培训".into(),
            kind: EventKind::Training,
            starts_on: day("2026-12-01"),
            leader_id: Some(away),
            ..Event::default()
        },
    );
    assert_eq!(groups(&store, Kind::Volunteer), [["V0001", "V0002"]]);
    let before = whole::records(store.path().unwrap());
    merge::<Volunteer>(&mut store, &[keep, away]).unwrap();
    let visits = store.queries().newest_visits(Window::first(9)).unwrap();
    let who: Vec<_> = visits
        .iter()
        .map(|one| (one.day.to_string(), one.volunteer_id, one.second_volunteer_id))
        .collect();
    assert_eq!(
        who,
        [("2026-11-08".to_owned(), Some(keep), None), ("2026-11-01".to_owned(), Some(keep), None),]
    );
    assert_eq!(store.queries().assignments_of(keep).unwrap().len(), 1);
    assert_eq!(store.queries().by_code::<Event>("E0001").unwrap().unwrap().leader_id, Some(keep));
    let gone: Volunteer = get(&store, away);
    assert_eq!((gone.status, gone.merged_into_id), (VolunteerStatus::Left, Some(keep)));
    assert!(store.examine().unwrap().is_healthy());
    store.execute(Command::Undo { entry: None }).unwrap();
    assert_eq!(whole::records(store.path().unwrap()), before);

    // A carer's telephone changed: two carers of one name in one village.
    let carer = |phone: &str| Carer {
        name: "李秀英".into(),
        phone: Some(phone.into()),
        ..Carer::default()
    };
    let first = add(&mut store, carer("13800000001"));
    let second = add(&mut store, carer("13900000002"));
    for (name, carer) in [("张丽", first), ("张强", second)] {
        add(&mut store, Child { carer_id: Some(carer), ..child(name, "") });
    }
    assert_eq!(groups(&store, Kind::Carer), [["G0001", "G0002"]]);
    merge::<Carer>(&mut store, &[first, second]).unwrap();
    assert_eq!(store.queries().children_of_carer(first).unwrap().len(), 2);
    assert_eq!(get::<Carer>(&store, second).status, Status::Closed);
    let weighing = store.queries().duplicate_group(Kind::Carer, &[first]).unwrap();
    assert!(weighing.pairs.is_empty());
}
