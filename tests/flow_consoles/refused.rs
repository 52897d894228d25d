//! What another console did while a form was open is told, and seen, on the smallest screen: a row voided, a file closed or merged
//! away, a task done, a merge that would move more than one was shown.

use super::{Desk, POLL, id};
use crate::robot::{Robot, TODAY, day};
use peiban::console::action::Route;
use peiban::console::screens::forms;
use peiban::domain::codes::{Observation, VolunteerStatus};
use peiban::domain::records::{Carer, Child, Event, Id, Record, Task, Visit, Volunteer};
use peiban::language::Lang;
use peiban::store::{AnyRecord, Command, Kind, Store};

/// The sizes at which every sentence must be seen.
const SIZES: [(u16, u16); 3] = [(160, 45), (80, 24), (60, 15)];

fn console(desk: &Desk, (width, height): (u16, u16)) -> Robot {
    Robot::with(desk.store("李晓"), Lang::Zh, width, height)
}

fn merge(store: &mut Store, kind: Kind, keep: Id, away: Id) {
    let [before, away] = [keep, away].map(|id| store.queries().any(kind, id).unwrap().unwrap());
    let after = before.clone();
    store.execute(Command::Merge { before, after, away: vec![away] }).unwrap();
}

fn close(store: &mut Store, kind: Kind, id: Id) {
    store.execute(Command::Close { kind, id, reason: None }).unwrap();
}

fn record<R: Record>(store: &Store, id: Id) -> R {
    store.queries().record(id).unwrap().unwrap()
}

/// A visit of which nothing is blank, so that its form is as high as it gets.
fn full_visit(store: &mut Store, child_id: Id) -> Id {
    let volunteer = |name: &str| Volunteer { name: name.into(), ..Volunteer::default() };
    let first = store.execute(Command::add(volunteer("周桂芳"))).unwrap().id;
    let second = store.execute(Command::add(volunteer("罗建国"))).unwrap().id;
    let visit = Visit {
        child_id,
        volunteer_id: Some(first),
        second_volunteer_id: Some(second),
        day: day("2026-11-13"),
        child_seen: Some(true),
        safety: Some(Observation::Concern),
        health: Some(Observation::Ok),
        mood: Some(Observation::Ok),
        school: Some(Observation::Ok),
        home: Some(Observation::Ok),
        guardian_seen: Some(true),
        hours: Some(1.5),
        note: Some("在家".into()),
        ..Visit::default()
    };
    store.execute(Command::add(visit)).unwrap().id
}

/// A console of this size, and such a visit of the only child.
fn with_a_full_visit(size: (u16, u16)) -> (Desk, Robot, Id) {
    let desk = Desk::new(1);
    let mut other = desk.store("陈静");
    let child_id = id(&other, "C0001");
    let visit = full_visit(&mut other, child_id);
    let one = console(&desk, size);
    (desk, one, visit)
}

/// Two children, and who works on another console.
fn with_two_children() -> (Desk, Store, [Id; 2]) {
    let desk = Desk::new(2);
    let other = desk.store("陈静");
    let ids = ["C0001", "C0002"].map(|code| id(&other, code));
    (desk, other, ids)
}

#[test]
fn a_correction_of_a_row_voided_meanwhile_says_who_voided_it_at_every_size() {
    for size in SIZES {
        let (desk, mut one, visit) = with_a_full_visit(size);
        one.shell().open(forms::visit::correct(visit));
        one.draw();
        retype(&mut one, "备注", "奶奶也在");
        let reason = "记错了人".to_owned();
        let void = Command::Void { kind: Kind::Visit, id: visit, reason };
        desk.store("陈静").execute(void).unwrap();
        one.waits(POLL).keys("ctrl-s").sees("陈静").sees("刚把这一条作废了").sees("草稿保留");
        one.sees("奶奶也在").keys("F12").sees("Voided meanwhile: by Chen Jing").sees("奶奶也在");
        one.keys("F12").sees("陈静").sees("刚把这一条作废了");
    }
}

#[test]
fn a_visit_of_a_child_merged_away_meanwhile_says_into_whom_at_every_size() {
    for size in SIZES {
        let (desk, mut other, [first, second]) = with_two_children();
        let mut one = console(&desk, size);
        one.shell().open(forms::visit::open(second));
        one.draw();
        one.keys("Enter 1 1 11111 门锁着");
        merge(&mut other, Kind::Child, first, second);
        one.waits(POLL)
            .keys("ctrl-s")
            .sees("没有保存：刚才陈静把 孩子002")
            .sees("C0001")
            .sees("门锁着");
        assert_eq!(other.queries().count::<Visit>(true).unwrap(), 0);
        one.keys("F12").sees("Not saved: Chen Jing has just merged").keys("F12").sees("没有保存");
        // What was typed is gone on with in the file that stays.
        one.keys("Esc");
        one.shell().open(forms::visit::open(first));
        one.draw();
        one.sees("门锁着").keys("ctrl-s").sees("已记录走访");
        assert_eq!(other.queries().drafts().unwrap(), []);
    }
}

#[test]
fn the_reason_of_voiding_a_long_row_can_be_typed_and_is_asked_for_at_every_size() {
    for size in SIZES {
        let (_desk, mut one, visit) = with_a_full_visit(size);
        one.shell().open(forms::void::open(Kind::Visit, visit));
        one.draw();
        one.sees("走访")
            .sees(">作废原因")
            .keys("ctrl-s")
            .sees("要填")
            .keys("记错了人")
            .sees("记错了人");
        one.keys("ctrl-s").lacks(">作废原因");
    }
}

/// Goes to the field and types over what stands there.
fn retype(robot: &mut Robot, label: &str, typed: &str) {
    for _ in 0..30 {
        if robot.screen().contains(&format!(">{label}")) {
            robot.keys(&format!("ctrl-u {typed}"));
            return;
        }
        robot.keys("Tab");
    }
    panic!("no {label}\n{}", robot.screen());
}

#[test]
fn a_change_of_a_file_merged_away_meanwhile_is_refused_and_stays_in_the_form() {
    for size in SIZES {
        let (desk, mut other, [first, second]) = with_two_children();
        let volunteer = |name: &str| Volunteer { name: name.into(), ..Volunteer::default() };
        let [keep, away] = ["周桂芳", "周桂方"]
            .map(|name| other.execute(Command::add(volunteer(name))).unwrap().id);
        let mut one = console(&desk, size);
        one.shell().open(forms::child::edit(second));
        one.draw();
        retype(&mut one, "住址", "新桥村三组");
        merge(&mut other, Kind::Child, first, second);
        one.waits(POLL)
            .keys("ctrl-s")
            .sees("没有保存：刚才陈静把 孩子002 并入 C0001")
            .sees("新桥村三组");
        assert_eq!(record::<Child>(&other, second).address, None);
        one.keys("Esc").sees("草稿");
        one.shell().open(forms::edit(Kind::Volunteer, away).unwrap());
        one.draw();
        retype(&mut one, "电话", "13900000999");
        merge(&mut other, Kind::Volunteer, keep, away);
        one.waits(POLL)
            .keys("ctrl-s")
            .sees("没有保存：刚才陈静把 周桂方 并入 V0001")
            .sees("13900000999");
        assert_eq!(record::<Volunteer>(&other, away).phone, None);
    }
}

#[test]
fn a_change_of_a_file_closed_meanwhile_asks_and_is_saved_only_when_that_is_chosen() {
    let (desk, mut other, [first, second]) = with_two_children();
    let mut one = desk.console("李晓");
    // Saved, and closed as it was.
    one.shell().open(forms::child::edit(first));
    one.draw();
    retype(&mut one, "住址", "新桥村三组");
    let reason = Some("转走".to_owned());
    other.execute(Command::Close { kind: Kind::Child, id: first, reason }).unwrap();
    one.waits(POLL).keys("ctrl-s").sees("刚才陈静把 孩子001 结案").sees("结案原因: 转走");
    assert_eq!(record::<Child>(&other, first).address, None);
    one.keys("Esc").sees("新桥村三组").keys("ctrl-s 2 Enter").sees("已保存").lacks("刚才陈静");
    let kept: Child = record(&other, first);
    assert_eq!(kept.address.as_deref(), Some("新桥村三组"));
    assert_eq!(kept.closed_reason.as_deref(), Some("转走"));
    assert_eq!(kept.closed_on, Some(day(TODAY)));
    // Who opens a closed file to change it is asked nothing.
    one.shell().open(forms::child::edit(first));
    one.draw();
    retype(&mut one, "住址", "新桥村四组");
    one.keys("ctrl-s").sees("已保存").lacks("刚才陈静");
    assert_eq!(record::<Child>(&other, first).address.as_deref(), Some("新桥村四组"));
    // Opened again, and saved.
    one.shell().open(forms::child::edit(second));
    one.draw();
    retype(&mut one, "住址", "高台村");
    close(&mut other, Kind::Child, second);
    one.waits(POLL).keys("ctrl-s").sees("刚才陈静把 孩子002 结案").keys("1 Enter").sees("已保存");
    let kept: Child = record(&other, second);
    assert_eq!((kept.address.as_deref(), kept.closed_on), (Some("高台村"), None));
}

#[test]
fn a_volunteer_who_left_a_carer_and_an_event_closed_meanwhile_are_told_in_their_words() {
    let desk = Desk::new(1);
    let mut other = desk.store("陈静");
    let volunteer = Volunteer { name: "周桂芳".into(), ..Volunteer::default() };
    let carer = Carer { name: "黄素珍".into(), ..Carer::default() };
    let event =
        Event { title: "生日会".into(), starts_on: day("2026-12-05"), ..Event::default() };
    let cases: [(AnyRecord, &str, &str, &str); 3] = [
        (volunteer.into(), "电话", "把志愿者 周桂芳 记为退出", "仍旧是退出"),
        (carer.into(), "电话", "把 黄素珍 结案", "档案仍旧结案"),
        (event.into(), "地点", "结束了活动 生日会", "活动仍旧结束"),
    ];
    for size in [(80, 24), (60, 15)] {
        let mut one = console(&desk, size);
        for (record, field, said, anyway) in &cases {
            let kind = record.kind();
            let id = other.execute(Command::Add(record.clone())).unwrap().id;
            one.shell().open(forms::edit(kind, id).unwrap());
            one.draw();
            retype(&mut one, field, "13900000999");
            close(&mut other, kind, id);
            one.waits(POLL).keys("ctrl-s").sees(said).sees(anyway);
            assert!(!format!("{:?}", other.queries().any(kind, id)).contains("13900000999"));
            one.keys("2 Enter").sees("已保存");
            let kept = other.queries().any(kind, id).unwrap().unwrap();
            assert!(format!("{kept:?}").contains("13900000999"), "{kept:?}");
            assert!(peiban::store::has_ended(&kept), "{kept:?}");
        }
    }
    // A volunteer whose status is changed here as well: field by field.
    let volunteer = Volunteer { name: "罗建国".into(), ..Volunteer::default() };
    let before = other.execute(Command::add(volunteer)).unwrap().id;
    let before: Volunteer = record(&other, before);
    let after = Volunteer { status: VolunteerStatus::Paused, ..before.clone() };
    close(&mut other, Kind::Volunteer, before.meta.id);
    let refused = other.execute(Command::edit(before, after)).unwrap_err();
    assert!(matches!(refused, peiban::store::StoreError::Conflict(_)), "{refused:?}");
}

#[test]
fn of_two_who_finish_one_task_the_second_hears_who_did_it() {
    let desk = Desk::new(1);
    let child_id = Some(id(&desk.store("陈静"), "C0001"));
    let task = Task { child_id, title: "送冬衣".into(), due: day(TODAY), ..Task::default() };
    let task = desk.store("陈静").execute(Command::add(task)).unwrap().id;
    let (mut one, mut other) = (desk.console("李晓"), desk.console("陈静"));
    for robot in [&mut one, &mut other] {
        robot.shell().go(Route::Tasks);
        robot.draw();
        robot.keys("6").sees("送冬衣").sees("办完");
    }
    other.keys("Enter").sees("已保存: 办完待办 送冬衣");
    one.keys("Enter").sees("不用再记，陈静").sees("已经办完这条待办: 送冬衣").lacks("已经有这一条");
    let kept: Task = record(&desk.store("李晓"), task);
    assert_eq!(kept.done_on, Some(day(TODAY)));
}

#[test]
fn what_a_merge_would_move_is_read_anew_while_it_is_asked_about() {
    let (desk, mut other, [first, second]) = with_two_children();
    let mut one = desk.console("李晓");
    one.shell().open(Box::new(peiban::console::screens::duplicates::Compare::new(
        Kind::Child,
        vec![first, second],
    )));
    one.draw();
    one.keys("Enter").sees("并入").sees("没有要移的记录");
    let visit = Visit {
        child_id: second,
        day: day("2026-11-20"),
        child_seen: Some(true),
        ..Visit::default()
    };
    other.execute(Command::add(visit)).unwrap();
    one.waits(POLL).sees("移过来: 走访1").lacks("没有要移的记录");
    one.keys("Enter").sees("已把");
}
