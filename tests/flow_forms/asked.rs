//! What a form asks before it saves, and what it doesn't take: a date years ahead, a record that says nothing, a name that nobody
//! has; and that nothing one typed is taken away meanwhile.

use super::{office, open, visits};
use crate::robot::{Demo, Robot, day, empty_store};
use peiban::console::screens::forms;
use peiban::domain::records::{Child, Contact, Decision, Event, Id, Report, Task};
use peiban::language::Lang;
use peiban::store::Command;

fn tasks(robot: &mut Robot, child: Id) -> Vec<Task> {
    robot.shell().store().queries().open_tasks_of(child, 9).unwrap()
}

fn contacts(robot: &mut Robot, child: Id) -> Vec<Contact> {
    robot.shell().store().queries().child_records(child, 9).unwrap().contacts
}

#[test]
fn a_date_years_ahead_is_asked_about_once() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::task::open(Some(child)));
    robot.keys("回电 Enter 2062-11-30 ctrl-s").sees("哪天前写的是 2062-11-30，离今天36年多");
    // The key that saves is no answer.
    robot.keys("ctrl-s F8 Enter").sees("年份写对了吗");
    assert!(tasks(&mut robot, child).is_empty());
    robot.keys("1").sees(">哪天前").sees("2062-11-30 ").lacks("年份写对了吗");
    robot.keys("Esc").sees("草稿已保留");
    open(&mut robot, forms::task::open(Some(child)));
    robot.keys("ctrl-s").sees("年份写对了吗").keys("2").sees("已保存");
    assert_eq!(tasks(&mut robot, child)[0].due, day("2062-11-30"));
    // A year from today is near enough.
    open(&mut robot, forms::task::open(Some(child)));
    robot.keys("补签 Enter 2027-11-23 ctrl-s").sees("已保存");
    assert_eq!(tasks(&mut robot, child).len(), 2);
}

#[test]
fn every_date_that_puts_something_off_is_asked_about() {
    let (store, child) = office();
    let mut robot = Robot::with(store, Lang::En, 80, 24);
    open(&mut robot, forms::decide::snoozed(child));
    robot.keys("2062-12-01 Enter term ctrl-s");
    robot.sees("look again 2062-12-01 is more than 36 years away").sees("Is the year right?");
    robot.keys("Esc ctrl-u 2027-12-01 ctrl-s").sees("is more than a year away").keys("2");
    robot.sees("Snoozed: Wang Xiaoming until");
    open(&mut robot, forms::decide::handled(child));
    robot.keys("told Enter 2062-12-01 ctrl-s").sees("Is the year right?").keys("1 F7 Esc");
    open(&mut robot, forms::visit::open(child));
    robot.keys("Enter Enter 1 11111 Tab 2062-12-01 ctrl-s").sees("next date 2062-12-01");
    assert!(visits(&mut robot, child).is_empty());
    robot.keys("2").sees("Visit logged");
    open(&mut robot, forms::event::new());
    robot.keys("1 2062-12-01 Enter Enter Enter Enter Enter Enter party ctrl-s").sees("36 years");
    let until = |one: &Decision| one.until;
    let decisions = robot.shell().store().queries().decisions_of(child).unwrap();
    assert_eq!(decisions.iter().map(until).collect::<Vec<_>>(), [day("2027-12-01")]);
}

#[test]
fn a_contact_says_with_whom_or_what_was_said() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::contact::open(child));
    robot.keys("ctrl-s").sees("写上和谁联系的，或者说了什么").sees(">和谁");
    assert!(contacts(&mut robot, child).is_empty());
    robot.keys("奶奶 ctrl-s").sees("已保存");
    open(&mut robot, forms::contact::open(child));
    robot.keys("Enter Enter Enter 没人接 ctrl-s").sees("已保存");
    let kept = contacts(&mut robot, child);
    let said = |one: &Contact| one.with_whom.clone().or_else(|| one.note.clone());
    assert_eq!(
        kept.iter().filter_map(said).collect::<std::collections::BTreeSet<_>>(),
        ["奶奶", "没人接"].map(str::to_owned).into()
    );
}

#[test]
fn a_visit_says_who_went_and_the_office_may_go_itself() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::visit::open(child));
    robot.sees("[1 张敏+李秀英]").sees("5 办公室的人");
    // Somebody else went, and nobody is named: nobody is taken by going on.
    robot.keys("Enter 4 Tab 1 11111 ctrl-s").sees("要填").sees(">别的人");
    assert!(visits(&mut robot, child).is_empty());
    robot.keys("Up 5").lacks(" 别的人*").keys("ctrl-s").sees("已记录走访");
    let visit = &visits(&mut robot, child)[0];
    assert_eq!((visit.volunteer_id, visit.second_volunteer_id), (None, None));
}

#[test]
fn what_one_typed_is_not_taken_away_by_the_next_key() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::task::open(Some(child)));
    // What is proposed gives way.
    robot.keys("回电 Enter").sees("11-30").keys("2026-11-3x").lacks("11-30");
    robot.keys("ctrl-s").sees("看不懂这个日期").keys("Backspace 0").sees("2026-11-30 周一");
    robot.keys("Backspace ctrl-s").lacks("2026-11-30").keys("ctrl-s");
    assert!(tasks(&mut robot, child).iter().all(|task| task.due != day("2026-11-30")));
    // Also where one has gone away and come back.
    open(&mut robot, forms::task::open(Some(child)));
    robot
        .keys("F7 家访 Enter 2026-12- Enter")
        .sees("要写全年月日")
        .keys("Up 05")
        .sees("2026-12-05 周六");
}

#[test]
fn a_name_that_nobody_has_stays_and_is_said() {
    let (mut store, _) = office();
    let starts_on = day("2026-11-22");
    let event = Event { title: "生日会".into(), starts_on, ..Event::default() };
    let event = store.execute(Command::add(event)).unwrap().id;
    let mut robot = Robot::new(store);
    open(&mut robot, forms::participants::open(event));
    robot.keys("欧阳锋").sees("没有找到").keys("Enter");
    robot.sees("没有叫「欧阳锋」的人").sees("欧阳锋");
    robot.keys("Tab").sees("没有叫「欧阳锋」的人").keys("Esc Esc");
    open(&mut robot, forms::task::open(None));
    robot.keys("欧阳锋 Enter").sees("欧阳锋").sees("没有这个人，改一改再找").sees(">要办什么");
}

#[test]
fn one_comes_back_to_where_one_was_typing() {
    let (mut store, child_id) = office();
    let known_on = day("2026-11-22");
    let note = Some("手臂有伤".to_owned());
    let report = Report { child_id, known_on, note, ..Report::default() };
    store.execute(Command::add(report)).unwrap();
    let mut robot = Robot::new(store);
    // A report that is open is gone on with, and so is its draft.
    open(&mut robot, forms::report::open(child_id));
    robot.keys("1 Enter Enter Enter Enter 川公 Esc").sees("草稿已保留");
    open(&mut robot, forms::report::open(child_id));
    robot.sees("草稿").sees(">回执或案号").sees("川公").keys("12号").sees("川公12号");
    robot.keys("ctrl-s").sees("已登记强制报告");
    // Of someone new too.
    open(&mut robot, forms::child::new());
    robot.keys("李小红 Enter 2 Esc");
    open(&mut robot, forms::child::new());
    robot.sees("草稿").sees("李小红").sees(">出生日期");
}

#[test]
fn a_long_note_that_was_left_shows_its_beginning() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::decide::handled(child));
    let note = format!("和奶奶说好了{}", "周五再去一趟学校，".repeat(6));
    robot.keys(&note).lacks("和奶奶说好了").keys("Enter").sees("和奶奶说好了周五").sees("学校…");
}

#[test]
fn a_choice_and_a_grade_say_what_they_take() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::visit::open(child));
    robot.keys("Enter Enter 7").sees("按数字选：1、2、3");
    robot.keys("Esc");
    let mut robot = Robot::with(empty_store(), Lang::En, 80, 24);
    open(&mut robot, forms::child::new());
    robot.keys("Li Enter 7").sees("press a digit to choose: 1, 2");
    let demo = Demo::build();
    let child: Child = demo.store().queries().by_code("C0001").unwrap().unwrap();
    let mut robot = Robot::new(demo.store());
    open(&mut robot, forms::child::edit(child.meta.id));
    robot.keys("Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab").sees(">年级").keys("ctrl-u 12 Tab");
    robot.sees("写 4、四年级 或 初二");
}

#[test]
fn a_phone_with_a_digit_missing_is_warned_of() {
    let mut robot = Robot::new(empty_store());
    open(&mut robot, forms::volunteer::new());
    robot.keys("周桂芳 Enter 1 3900000417").sees("电话 3900000417 有10位，手机应是11位，请核对");
    robot.keys("ctrl-u 0281234567").lacks("请核对").keys("ctrl-u 1390000041").sees("有10位");
    robot.keys("ctrl-s").sees("已保存: 新建志愿者 周桂芳");
}
