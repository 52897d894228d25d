//! Forms pressed key by key: what is asked, what is written, what is refused, what is kept.

#[path = "../robot/mod.rs"]
mod robot;

mod asked;
mod drafts;
mod mouse;
mod people;
mod pickers;
mod records;
mod typed;
mod visit;
mod words;

use peiban::domain::codes::Sex;
use peiban::domain::records::{Assignment, Child, Id, Visit, Volunteer};
use peiban::store::{Command, Store};
use robot::{Robot, day, empty_store};

fn add_volunteer(store: &mut Store, name: &str, check: Option<&str>) -> Id {
    let volunteer = Volunteer {
        name: name.into(),
        township: Some("青竹街道".into()),
        check_valid_until: check.map(day),
        capacity: Some(3),
        ..Volunteer::default()
    };
    store.execute(Command::add(volunteer)).unwrap().id
}

fn add_child(store: &mut Store, name: &str) -> Id {
    let child = Child {
        name: name.into(),
        sex: Some(Sex::Male),
        township: Some("青竹街道".into()),
        village: Some("河坝村".into()),
        birth_date: Some(day("2017-03-05")),
        grade: Some(4),
        grade_year: Some(2026),
        admitted_on: Some(day("2026-09-01")),
        ..Child::default()
    };
    store.execute(Command::add(child)).unwrap().id
}

/// 王小明, matched with 张敏 and 李秀英, both with valid checks.
fn office() -> (Store, Id) {
    let mut store = empty_store();
    let child_id = add_child(&mut store, "王小明");
    for (name, from) in [("张敏", "2026-09-01"), ("李秀英", "2026-09-02")] {
        let volunteer_id = add_volunteer(&mut store, name, Some("2027-05-01"));
        let from_day = Some(day(from));
        let assignment = Assignment { child_id, volunteer_id, from_day, ..Assignment::default() };
        store.execute(Command::add(assignment)).unwrap();
    }
    (store, child_id)
}

fn visits(robot: &mut Robot, child: Id) -> Vec<Visit> {
    robot.shell().store().queries().child_records(child, 20).unwrap().visits
}

fn open(robot: &mut Robot, form: Box<dyn peiban::console::screen::Screen>) {
    robot.shell().open(form);
    robot.draw();
}
