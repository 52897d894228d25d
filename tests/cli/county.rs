//! A small county whose every figure is worked out by hand, for Monday 2026-11-23.

use chrono::NaiveDate;
use peiban::domain::codes::{
    AttendanceStatus, ContactKind, EventKind, ExamType, FactCode, FactValue, Observation, Sex,
    TaskStatus, VolunteerStatus,
};
use peiban::domain::lunar::LunarBirthday;
use peiban::domain::records::{
    Assignment, AttendanceDay, Carer, Child, Contact, Event, Exam, Fact, Id, Participation, Task,
    Visit, Volunteer,
};
use peiban::store::{Command, Kind};

use super::desk::Desk;

/// The day the county is looked at.
pub const TODAY: &str = "2026-11-23";

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Four children, three volunteers, two events; what each is here for stands beside it.
pub fn county() -> Desk {
    let desk = Desk::new(TODAY);
    let (xiaoming, xiaohong) = first_day(&desk);
    second_day(&desk, xiaoming, xiaohong);
    desk
}

/// Monday 2026-11-02: the two first children, one of them seen at home.
fn first_day(desk: &Desk) -> (Id, Id) {
    let mut store = desk.store("2026-11-02");
    let carer =
        Carer { name: "王奶奶".into(), phone: Some("13800000001".into()), ..Carer::default() };
    let xiaoming = Child {
        name: "王小明".into(),
        sex: Some(Sex::Male),
        birth_date: Some(day("2012-10-20")),
        id_number: Some("511425201210200010".into()),
        village: Some("河坝村".into()),
        school: Some("青竹中学".into()),
        grade: Some(8),
        grade_year: Some(2026),
        carer_relation: Some("奶奶".into()),
        admitted_on: Some(day("2026-03-02")),
        ..Child::default()
    };
    let command = Command::AddChild { child: Box::new(xiaoming), new_carer: Some(Box::new(carer)) };
    let xiaoming = store.execute(command).unwrap().id;
    // Never seen, overdue since March, a lunar birthday with its year.
    let lunar = LunarBirthday { year: Some(2014), month: 10, leap: false, day: 22 };
    let xiaohong = Child {
        name: "李小红".into(),
        lunar_birthday: Some(lunar),
        village: Some("山口村".into()),
        admitted_on: Some(day("2026-03-02")),
        ..Child::default()
    };
    let xiaohong = store.execute(Command::add(xiaohong)).unwrap().id;
    let visit = Visit {
        child_id: xiaoming,
        day: day("2026-11-02"),
        child_seen: Some(true),
        mood: Some(Observation::Ok),
        ..Visit::default()
    };
    store.execute(Command::add(visit)).unwrap();
    (xiaoming, xiaohong)
}

/// Friday 2026-11-20: everything else.
fn second_day(desk: &Desk, xiaoming: Id, xiaohong: Id) {
    let mut store = desk.store("2026-11-20");
    let mut add =
        |record: peiban::store::AnyRecord| store.execute(Command::Add(record)).unwrap().id;
    for (code, value, on) in [
        (FactCode::Hom1, FactValue::MotherAway, "2026-10-01"),
        (FactCode::Beh1, FactValue::Yes, "2026-11-10"),
    ] {
        add(Fact { child_id: xiaoming, code, value, day: day(on), ..Fact::default() }.into());
    }
    for (subject, score) in [("数学", 41.0), ("英语", 52.5)] {
        let exam = Exam {
            child_id: xiaoming,
            day: day("2026-11-06"),
            subject: subject.into(),
            score,
            exam_type: Some(ExamType::Midterm),
            ..Exam::default()
        };
        add(exam.into());
    }
    // Two school weeks, three days absent without excuse, none of them side by side: 70 %.
    for (on, status) in [
        ("2026-11-09", AttendanceStatus::Present),
        ("2026-11-10", AttendanceStatus::Unexcused),
        ("2026-11-11", AttendanceStatus::Present),
        ("2026-11-12", AttendanceStatus::Unexcused),
        ("2026-11-13", AttendanceStatus::Late),
        ("2026-11-16", AttendanceStatus::Present),
        ("2026-11-17", AttendanceStatus::Unexcused),
        ("2026-11-18", AttendanceStatus::Present),
        ("2026-11-19", AttendanceStatus::Present),
        ("2026-11-20", AttendanceStatus::Present),
    ] {
        add(AttendanceDay {
            child_id: xiaoming,
            day: day(on),
            status,
            voided_on: None,
            ..AttendanceDay::default()
        }
        .into());
    }
    let volunteer = |name: &str, phone: &str| Volunteer {
        name: name.into(),
        phone: Some(phone.into()),
        ..Volunteer::default()
    };
    // 2027-01-22 is today + 60, the last day that counts as soon; the day after doesn't.
    let first = add(Volunteer {
        check_valid_until: Some(day("2027-01-22")),
        ..volunteer("张伟", "13900000001")
    }
    .into());
    let second = add(Volunteer {
        check_valid_until: Some(day("2027-01-23")),
        training_valid_until: Some(day("2026-01-01")),
        status: VolunteerStatus::Paused,
        ..volunteer("赵敏", "13900000002")
    }
    .into());
    add(Volunteer {
        check_valid_until: Some(day("2026-01-01")),
        status: VolunteerStatus::Left,
        ..volunteer("孙丽", "+8613900000003")
    }
    .into());
    for (volunteer_id, from) in [(second, "2026-10-01"), (first, "2026-09-01")] {
        let from_day = Some(day(from));
        add(Assignment { child_id: xiaohong, volunteer_id, from_day, ..Assignment::default() }
            .into());
    }
    let contact = Contact {
        child_id: xiaoming,
        day: day("2026-11-18"),
        kind: ContactKind::Call,
        with_whom: Some("奶奶".into()),
        ..Contact::default()
    };
    add(contact.into());
    for (title, due, status) in [
        ("送棉衣", "2026-11-23", TaskStatus::Open),
        ("问学费", "2026-12-01", TaskStatus::Open),
        ("补照片", "2026-11-01", TaskStatus::Done),
    ] {
        let task = Task {
            child_id: Some(xiaoming),
            title: title.into(),
            due: day(due),
            status,
            ..Task::default()
        };
        add(task.into());
    }
    let camp = Event {
        title: "冬令营".into(),
        kind: EventKind::Camp,
        starts_on: day("2026-12-05"),
        leader_id: Some(first),
        capacity: Some(20),
        ..Event::default()
    };
    let camp = add(camp.into());
    add(Participation { event_id: camp, child_id: Some(xiaohong), ..Participation::default() }
        .into());
    let cancelled = Event {
        title: "=cmd()".into(),
        kind: EventKind::Meeting,
        starts_on: day("2026-11-28"),
        ..Event::default()
    };
    let cancelled = add(cancelled.into());
    let closed = add(Child { name: "陈静".into(), ..Child::default() }.into());
    // Three days on file: nothing known, nothing due yet, a birthday by the sun.
    add(Child {
        name: "刘洋".into(),
        birth_date: Some(day("2015-12-05")),
        admitted_on: Some(day("2026-11-20")),
        ..Child::default()
    }
    .into());
    for (kind, id) in [(Kind::Event, cancelled), (Kind::Child, closed)] {
        store.execute(Command::Close { kind, id, reason: Some("转出".into()) }).unwrap();
    }
}
