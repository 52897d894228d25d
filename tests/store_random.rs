//! Random work over random days: what is kept is always what would be computed anew, and undoing every entry one by one
//! gives the first records back.

mod whole;

use chrono::{Days, NaiveDate};
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::codes::{
    AttendanceStatus, DecisionKind, EventKind, ExamType, FactCode, Sex, TaskStatus, VisitPlace,
};
use peiban::domain::records::{
    Assignment, AttendanceDay, AttendanceRange, Child, Decision, Event, Exam, Fact, NotSame,
    Participation, Record, Setting, Task, Visit, Volunteer,
};
use peiban::store::{Command, Context, Kind, Office, Step, Store};
use proptest::prelude::*;

use whole::records;

const FIRST: &str = "2026-08-20";

fn first_day() -> NaiveDate {
    FIRST.parse().unwrap()
}

fn create(path: &std::path::Path) -> Store {
    let office =
        Office { county: "511425".into(), desk: 1, visits_since: first_day(), is_demo: false };
    // The day moves on as it does on an office's screen, unpinned.
    let context = Context { today: first_day(), pinned: false, user: "李晓".into() };
    let mut store = Store::create(path, &office, context, SchoolCalendar::embedded()).unwrap();
    for name in ["王小明", "杨思雨", "罗俊豪"] {
        let child = Child {
            name: name.into(),
            sex: Some(Sex::Male),
            birth_date: NaiveDate::from_ymd_opt(2013, 2, 28),
            grade: Some(6),
            grade_year: Some(2025),
            ..Child::default()
        };
        store.execute(Command::add(child)).unwrap();
    }
    for name in ["周桂芳", "张敏"] {
        let volunteer = Volunteer { name: name.into(), ..Volunteer::default() };
        store.execute(Command::add(volunteer)).unwrap();
    }
    let event = Event {
        title: "生日会".into(),
        kind: EventKind::BirthdayParty,
        starts_on: first_day() + Days::new(40),
        ..Event::default()
    };
    store.execute(Command::add(event)).unwrap();
    store
}

/// One thing somebody does: numbers that are read as a day, a person, a kind.
type Deed = (u8, u8, u8, u8);

fn deed() -> impl Strategy<Value = Deed> {
    (0..24_u8, any::<u8>(), any::<u8>(), any::<u8>())
}

fn ids<R: Record>(store: &Store, codes: &[&str]) -> Vec<i64> {
    codes
        .iter()
        .map(|code| store.queries().by_code::<R>(code).unwrap().unwrap().meta().id)
        .collect()
}

fn command(store: &Store, base: i64, (kind, who, when, what): Deed) -> Command {
    let children = ids::<Child>(store, &["C0001", "C0002", "C0003"]);
    let volunteers = ids::<Volunteer>(store, &["V0001", "V0002"]);
    let event_id = ids::<Event>(store, &["E0001"])[0];
    let child_id = children[usize::from(who) % 3];
    let volunteer_id = volunteers[usize::from(who / 3) % 2];
    let today = store.context().today;
    let day = today - Days::new(u64::from(when) % 50);
    match kind {
        0 | 1 => Command::add(Visit {
            child_id,
            volunteer_id: Some(volunteer_id),
            day,
            child_seen: [None, Some(true), Some(false)][usize::from(what) % 3],
            place: (what % 5 == 0).then_some(VisitPlace::School),
            next_date: (what % 4 == 0).then(|| day + Days::new(10)),
            ..Visit::default()
        }),
        2 | 3 => {
            let code = FactCode::ALL[usize::from(what) % FactCode::ALL.len()];
            let value = code.values()[usize::from(when) % code.values().len()];
            Command::add(Fact { child_id, code, value, day, ..Fact::default() })
        }
        4 => {
            let marks = (0..12_u8).map(|back| {
                AttendanceDay {
                    child_id,
                    day: day - Days::new(back.into()),
                    status: AttendanceStatus::ALL[(usize::from(what) + usize::from(back) / 3) % 4],
                    ..AttendanceDay::default()
                }
                .into()
            });
            Command::AddAll(marks.collect())
        }
        5 => Command::add(AttendanceRange {
            child_id,
            from_day: day - Days::new(20),
            to_day: day,
            days_recorded: 15.0,
            absent_excused: Some(f64::from(what % 5) / 2.0),
            ..AttendanceRange::default()
        }),
        6 => Command::add(Exam {
            child_id,
            day,
            subject: ["语文", "数学", "英语", "美术"][usize::from(what) % 4].into(),
            score: f64::from(what % 100) + 0.5,
            exam_type: Some(ExamType::Midterm),
            ..Exam::default()
        }),
        7 | 8 => Command::add(Assignment {
            child_id,
            volunteer_id,
            from_day: (what % 2 == 0).then_some(day + Days::new(25)),
            to_day: (what % 3 == 0).then_some(day + Days::new(60)),
            ..Assignment::default()
        }),
        9 => Command::Close { kind: Kind::Volunteer, id: volunteer_id, reason: None },
        10 => Command::Reopen { kind: Kind::Volunteer, id: volunteer_id },
        11 => Command::Close { kind: Kind::Child, id: child_id, reason: Some("搬走".into()) },
        12 => Command::Reopen { kind: Kind::Child, id: child_id },
        13 => Command::SetParticipation {
            people: vec![Participation {
                event_id,
                child_id: Some(child_id),
                present: Some(what % 2 == 0),
                ..Participation::default()
            }],
        },
        14 => {
            let before: Child = store.queries().record(child_id).unwrap().unwrap();
            let after = Child { grade: Some(i64::from(what % 10)), ..before.clone() };
            Command::edit(before, after)
        }
        16 if what % 3 == 0 => {
            let [before, away] = [volunteers[0], volunteers[1]]
                .map(|id| store.queries().record::<Volunteer>(id).unwrap().unwrap());
            let after = Volunteer { phone: away.phone.clone(), ..before.clone() };
            Command::Merge { before: before.into(), after: after.into(), away: vec![away.into()] }
        }
        16 => {
            let mut files: Vec<Child> = children
                .iter()
                .map(|id| store.queries().record::<Child>(*id).unwrap().unwrap())
                .collect();
            files.rotate_left(usize::from(who) % 3);
            files.truncate(2 + usize::from(when % 2));
            let before = files.remove(0);
            let after = Child {
                grade: files[0].grade,
                closed_on: files[0].closed_on,
                status: files[0].status,
                ..before.clone()
            };
            let away = files.into_iter().map(Into::into).collect();
            Command::Merge { before: before.into(), after: after.into(), away }
        }
        17 => Command::add(NotSame {
            kind: "child".into(),
            one_id: child_id,
            other_id: children[usize::from(what) % 3],
            ..NotSame::default()
        }),
        18 | 19 => Command::add(Decision {
            child_id,
            kind: [DecisionKind::Handled, DecisionKind::Snoozed][usize::from(what) % 2],
            day: today,
            until: today + Days::new(1 + u64::from(when) % 40),
            note: Some("说好了".into()),
            ..Decision::default()
        }),
        20 => import(store, child_id, volunteer_id, day, what),
        // Anything that was done so far is taken back, whatever came after it, or an undo itself is.
        21.. => {
            let back = i64::from(when) % (whole::newest(store) - base).max(1);
            Command::Undo { entry: Some(base + 1 + back) }
        }
        _ if what % 2 == 0 => Command::add(Setting {
            code: "cadence_watch".into(),
            from_day: today,
            value: (20 + what % 20).to_string(),
            ..Setting::default()
        }),
        _ => Command::add(Task {
            child_id: Some(child_id),
            title: "回访".into(),
            due: day,
            status: TaskStatus::Open,
            ..Task::default()
        }),
    }
}

/// What a file brings: somebody new with a visit and a match, a change of a child who is there, a corrected visit.
fn import(store: &Store, child_id: i64, volunteer_id: i64, day: NaiveDate, what: u8) -> Command {
    let mut new = Child { name: format!("带入{what}"), grade: Some(3), ..Child::default() };
    new.meta.id = -1;
    let visit =
        Visit { child_id: -1, day, child_seen: Some(what.is_multiple_of(2)), ..Visit::default() };
    let pair = Assignment { child_id: -1, volunteer_id, ..Assignment::default() };
    let before: Child = store.queries().record(child_id).unwrap().unwrap();
    let after = Child { village: Some(format!("{what}村")), ..before.clone() };
    let mut steps = vec![
        Step::Add(new.into()),
        Step::Add(visit.into()),
        Step::Add(pair.into()),
        Step::Edit { before: before.into(), after: after.into() },
    ];
    let visits: Vec<Visit> = store.queries().of_child(child_id, None).unwrap();
    if let Some(before) = visits.into_iter().find(|visit| visit.voided_on.is_none()) {
        let after = Visit { note: Some("更正".into()), child_seen: Some(true), ..before.clone() };
        steps.push(Step::Correct { before: before.into(), after: after.into() });
    }
    Command::Import { kind: "children", steps }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn maintained_is_recomputed_and_undo_gives_the_first_records_back(
        deeds in prop::collection::vec((deed(), 0..9_u64), 1..25),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("office.db");
        let mut store = create(&path);
        let (first, base) = (records(&path), whole::newest(&store));
        for (deed, days) in deeds {
            let day = store.context().today + Days::new(days);
            store.set_today(day).unwrap();
            let command = command(&store, base, deed);
            // What the rules refuse changes nothing.
            let _ = store.execute(command);
            let findings = store.examine().unwrap();
            prop_assert!(findings.is_healthy(), "{deed:?} on {day}: {findings:?}");
        }
        whole::undo_since(&mut store, base);
        prop_assert_eq!(records(&path), first);
        let findings = store.examine().unwrap();
        prop_assert!(findings.is_healthy(), "{findings:?}");
        // A pinned day, earlier or later, stores nothing.
        let context = Context { pinned: true, ..store.context().clone() };
        drop(store);
        let before = std::fs::read(&path).unwrap();
        let mut pinned = Store::open(&path, context, SchoolCalendar::embedded()).unwrap();
        for offset in [40, 3, 400] {
            pinned.set_today(first_day() + Days::new(offset)).unwrap();
            let queries = pinned.queries();
            let counts = queries.counts(30).unwrap();
            prop_assert_eq!(counts.at_risk + counts.stable, 3);
        }
        drop(pinned);
        prop_assert!(std::fs::read(&path).unwrap() == before, "reading wrote");
    }
    /// One file goes to and fro, and any entry about it is taken back whenever somebody likes: what stands then can still be
    /// taken back in its order.
    #[test]
    fn whatever_was_taken_back_before_the_rest_can_be(
        deeds in prop::collection::vec((0..4_u8, any::<u8>()), 1..20),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("office.db");
        let mut store = create(&path);
        let (first, base) = (records(&path), whole::newest(&store));
        let id = ids::<Child>(&store, &["C0001"])[0];
        for (kind, what) in deeds {
            let before: Child = store.queries().record(id).unwrap().unwrap();
            let mut after = before.clone();
            match kind {
                0 | 1 => after.school = Some(["青竹小学", "汉阳小学"][usize::from(kind)].into()),
                2 => after.village = Some(["河坝村", "白云村"][usize::from(what % 2)].into()),
                _ => {
                    let back = i64::from(what) % (whole::newest(&store) - base).max(1);
                    let _ = store.execute(Command::Undo { entry: Some(base + 1 + back) });
                    continue;
                }
            }
            let _ = store.execute(Command::edit(before, after));
        }
        whole::undo_since(&mut store, base);
        prop_assert_eq!(records(&path), first);
    }
}
