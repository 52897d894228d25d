//! Logging a visit, key by key.

use super::{add_child, add_volunteer, office, open, visits};
use crate::robot::{Demo, Robot, day, empty_store};
use peiban::console::screens::forms;
use peiban::domain::codes::{FactCode, Observation};
use peiban::domain::records::{Assignment, Visit};
use peiban::store::Command;

#[test]
fn an_ordinary_visit_takes_nine_keys_after_v() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    robot.sees("登记走访").sees("王小明  男  四年级  青竹河坝村  C0001").sees("张敏+李秀英");
    robot.keys("Enter Enter 1 11111 ctrl-s");
    assert_eq!(robot.presses(), 9);
    // Stable, unknown: 30 days after the visit (a child with nothing entered is unknown).
    robot.sees("已记录走访: 王小明 11-23。下次 12-23。 u 撤销").lacks("登记走访");
    let kept = visits(&mut robot, child);
    assert_eq!(kept.len(), 1);
    let visit = &kept[0];
    assert_eq!((visit.day, visit.child_seen), (day("2026-11-23"), Some(true)));
    assert_eq!(visit.safety, Some(Observation::Ok));
    assert!(visit.volunteer_id.is_some() && visit.second_volunteer_id.is_some());
    robot.keys("ctrl-z");
    assert!(visits(&mut robot, child).is_empty());
}

#[test]
fn keys_may_come_faster_than_the_screen_is_drawn() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child));
    robot.unseen("Enter Enter 1 11111 F8").draw();
    robot.sees("已记录走访");
    assert_eq!(visits(&mut robot, child).len(), 1);
}

#[test]
fn nobody_home_skips_what_could_not_be_seen() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    // Full-width, as an input method sends them: yesterday, only 李秀英, nobody in.
    robot.keys("１１－２２").sees("周日").keys("Enter 3 ２").lacks("学习").lacks("单独");
    robot.keys("锁门 ctrl-s").sees("已记录走访: 王小明 11-22");
    let visit = &visits(&mut robot, child)[0];
    assert_eq!((visit.child_seen, visit.guardian_seen), (Some(false), Some(false)));
    assert_eq!((visit.school, visit.safety), (None, None));
    assert_eq!(visit.note.as_deref(), Some("锁门"));
    assert_eq!(visit.second_volunteer_id, None);
}

#[test]
fn a_concern_asks_for_more_and_a_note() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    // Safety 1, mood 2: the note is wanted; nothing has changed its place meanwhile.
    robot.keys("Enter Enter 1 111 2").sees(">安全").keys("1").sees(">备注").keys("ctrl-s");
    robot.sees("有问题或紧急时要写备注");
    assert!(visits(&mut robot, child).is_empty());
    // A next date that can't be read says so as soon as it is left; one before the visit when all is saved.
    robot
        .keys("一直低着头 Enter 1345 Enter")
        .sees("没有这一天")
        .keys("Up ctrl-u 2026-11-20 ctrl-s");
    robot.sees("早于走访那天").keys("ctrl-u ＋７ Enter").sees("2026-11-30 周一");
    robot.keys("Enter 1 2 1 1.5").keys("F8").sees("已记录走访: 王小明 11-23。下次 11-30");
    let visit = &visits(&mut robot, child)[0];
    assert_eq!(visit.mood, Some(Observation::Concern));
    assert_eq!((visit.seen_alone, visit.guardian_seen), (Some(true), Some(false)));
    assert_eq!((visit.parent_contact, visit.hours), (Some(true), Some(1.5)));
    assert_eq!(visit.next_date, Some(day("2026-11-30")));
}

#[test]
fn urgent_safety_offers_the_mandatory_report_at_once() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    robot.lacks("强制报告").keys("Enter Enter 1 11113").sees("强制报告");
    robot
        .keys("1 ctrl-s")
        .sees("有问题或紧急时要写备注")
        .keys("手臂有伤 ctrl-s")
        .sees("已记录走访")
        // To whom it goes is asked at once.
        .sees("强制报告")
        .sees("报给谁")
        .keys("Esc");
    let facts = robot.shell().store().queries().child_records(child, 9).unwrap().facts;
    assert_eq!(facts.iter().map(|fact| fact.code).collect::<Vec<_>>(), [FactCode::OvrReport]);
    // One step back takes both.
    robot.keys("ctrl-z");
    let records = robot.shell().store().queries().child_records(child, 9).unwrap();
    assert!(records.facts.is_empty() && records.visits.is_empty() && records.reports.is_empty());
}

#[test]
fn what_is_wrong_stands_under_its_field_and_nothing_is_lost() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    robot.keys("1345 Enter Enter 1 11111 ctrl-s").sees("没有这一天").sees("1345");
    robot.keys("ctrl-u 明天 ctrl-s").sees("不能晚于今天");
    robot.keys("ctrl-u 周六 ctrl-s").sees("已记录走访: 王小明 11-21");
    // The same visit again is refused, and said beside its day.
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    robot.keys("11.21 Enter Enter 1 11111 ctrl-s").sees("已经有这一条").sees("登记走访");
}

#[test]
fn an_expired_check_only_warns() {
    let mut store = empty_store();
    let child_id = add_child(&mut store, "陈可欣");
    let volunteer_id = add_volunteer(&mut store, "吴志强", Some("2026-11-01"));
    let assignment = Assignment { child_id, volunteer_id, ..Assignment::default() };
    store.execute(Command::add(assignment)).unwrap();
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child_id));
    robot.draw();
    robot
        .sees("吴志强 的年检 2026-11-01 已到期")
        .keys("Enter Enter 1 11110 ctrl-s")
        .sees("已记录走访");
    assert_eq!(visits(&mut robot, child_id)[0].safety, Some(Observation::NotObserved));
}

#[test]
fn others_who_went_are_found_by_their_initials() {
    let (mut store, child) = office();
    let other = add_volunteer(&mut store, "周桂芳", None);
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    robot.keys("Enter 4 zgf").sees("周桂芳").keys("Enter 1").sees("周桂芳 没有年检记录");
    robot.keys("1 11111 ctrl-s").sees("已记录走访");
    let visit = &visits(&mut robot, child)[0];
    assert_eq!(visit.volunteer_id, Some(other));
    assert!(visit.second_volunteer_id.is_some());
}

#[test]
fn the_agreed_day_is_the_likely_one() {
    let (mut store, child_id) = office();
    for (visited, next) in [("2026-10-20", Some("2026-11-21")), ("2026-10-25", None)] {
        let next_date = next.map(day);
        let visit = Visit { child_id, day: day(visited), next_date, ..Visit::default() };
        store.execute(Command::add(visit)).unwrap();
    }
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child_id));
    robot.draw();
    robot.sees("2026-11-21 周六");
}

#[test]
fn a_corrected_visit_voids_the_old_row() {
    let (mut store, child_id) = office();
    let visit = Visit {
        child_id,
        day: day("2026-11-20"),
        mood: Some(Observation::Concern),
        ..Visit::default()
    };
    let id = store
        .execute(Command::add(Visit {
            child_seen: Some(true),
            note: Some("低着头".into()),
            ..visit
        }))
        .unwrap()
        .id;
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::correct(id));
    robot.draw();
    robot.sees("改走访记录").sees("[2 有问题]").sees("低着头").keys("ctrl-s").sees("没有改动");
    robot.shell().open(forms::visit::correct(id));
    robot.draw();
    robot.keys("11-19 ctrl-s").sees("已记录走访: 王小明 11-19");
    let standing = visits(&mut robot, child_id);
    assert_eq!(standing.len(), 1);
    // What a file had left blank is still blank.
    assert_eq!(
        (standing[0].day, standing[0].school, standing[0].guardian_seen),
        (day("2026-11-19"), None, None)
    );
    // The old row can't be corrected twice.
    robot.shell().open(forms::visit::correct(id));
    robot.draw();
    robot.sees("已经不在").keys("Enter").lacks("已经不在");
}

#[test]
fn from_today_a_visit_is_ten_keys_and_a_match_four() {
    let demo = Demo::build();
    let mut robot = Robot::new(demo.store());
    // The first row, with its pair.
    robot.sees("杨思雨");
    robot.presses();
    robot.keys("v Enter Enter 1 11111 ctrl-s").sees("已记录走访: 杨思雨 11-23");
    assert_eq!(robot.presses(), 10);
    robot.keys("ctrl-z").sees("杨思雨");
    // The first of the overdue is the child without a volunteer.
    robot.presses();
    robot.keys("Tab m Enter ctrl-s").sees("已保存: 结对志愿者 陈可欣");
    assert_eq!(robot.presses(), 4);
    // Nobody but digits, Enter, Tab and Ctrl-keys.
    robot.keys("ctrl-z Tab 4 1 F8").sees("已保存: 结对志愿者");
}

#[test]
fn a_child_without_a_volunteer_is_visited_with_the_same_keys() {
    let mut store = empty_store();
    let child = add_child(&mut store, "陈可欣");
    let mut robot = Robot::new(store);
    open(&mut robot, forms::visit::open(child));
    // Who went is asked: nobody stands there by going on.
    robot.lacks("同行的人").keys("Enter Enter 1 11111 ctrl-s").sees("要填").sees(">谁去的");
    assert!(visits(&mut robot, child).is_empty());
    robot.sees("1 办公室的人").keys("1 ctrl-s").sees("已记录走访");
    assert_eq!(visits(&mut robot, child)[0].volunteer_id, None);
}

#[test]
fn words_typed_on_a_choice_go_to_the_note() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::visit::open(child));
    // Past the day; somebody went, the child was seen, and safety is urgent: the report is asked for, and words come instead.
    while !robot.screen().lines().any(|line| line.contains("> 见到") || line.contains(">见到"))
    {
        robot.keys("Enter");
        assert!(robot.presses() < 9, "{}", robot.screen());
    }
    robot
        .keys("1 1 1 1 1 3")
        .sees("强制报告")
        .keys("手臂有伤，说是摔的")
        .sees("手臂有伤，说是摔的");
    robot.paste("，再去一次").sees("说是摔的，再去一次");
    // The report is still asked for.
    robot.keys("ctrl-s").sees("要填").keys("2 ctrl-s").sees("已记录走访");
    let visit = robot.shell().store().queries().child_records(child, 1).unwrap().visits.remove(0);
    assert_eq!(visit.note.as_deref(), Some("手臂有伤，说是摔的，再去一次"));
    // A digit that no answer has is said to be wrong, and nothing is typed.
    open(&mut robot, forms::visit::open(child));
    robot.keys("Enter").paste("没带本子").sees("没带本子");
}

#[test]
fn a_day_before_the_child_was_born_is_refused() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::visit::open(child));
    robot.keys("ctrl-u 2017-03-04 Enter Enter 1 11111 ctrl-s").sees("早于孩子出生（2017-03-05");
    assert!(visits(&mut robot, child).is_empty());
    robot.keys("ctrl-u 2017-03-05 ctrl-s").sees("已记录走访");
}
