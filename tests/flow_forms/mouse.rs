//! The mouse in a form: it puts the cursor on a field, chooses an answer, takes who is offered; the wheel goes on.

use super::{office, open, visits};
use crate::robot::{Robot, day};
use peiban::console::screens::forms;
use peiban::domain::records::Volunteer;

#[test]
fn a_visit_is_logged_with_the_mouse_but_for_its_words() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::visit::open(child));
    // An answer at once, wherever the cursor is, and on as behind its digit.
    robot.click("2 没人在家").sees("[2 没人在家]").sees(">备注").lacks("学习");
    robot.keys("锁门").click("哪天").sees(">哪天").keys("11-22").sees("周日");
    robot.click("2 学校").sees("[2 学校]").sees(">父母一周内联系过");
    robot.click("ctrl-s").sees("已记录走访: 王小明 11-22");
    let visit = &visits(&mut robot, child)[0];
    assert_eq!((visit.day, visit.child_seen), (day("2026-11-22"), Some(false)));
    assert_eq!(visit.note.as_deref(), Some("锁门"));
}

#[test]
fn a_press_leaves_a_field_as_tab_does() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::visit::open(child));
    robot.keys("99-99").click("下次日期").sees(">下次日期").sees("没有这一天");
    // A second press on the same answer changes nothing, nor does one beside the fields.
    robot.click("1 见到").sees("[1 见到]").click("1 见到").sees("[1 见到]");
    robot.click("王小明  男").sees("[1 见到]").sees("登记走访");
}

#[test]
fn who_is_offered_is_taken_by_a_press_and_the_wheel_goes_on() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::visit::open(child));
    robot.click("4 别的人").sees(">别的人");
    let (column, row) = robot.place_of("李秀英 V0002");
    // The wheel goes to the first of those offered, to the second, out of the field and back.
    robot.mouse(3, column, row).sees(">1 张敏").mouse(3, column, row).sees(">2 李秀英");
    robot.mouse(3, column, row).sees(">见到孩子").mouse(2, column, row).sees(">别的人");
    robot
        .click("李秀英 V0002")
        .sees(">同行的人")
        .click("1 见到")
        .keys("11111 F8")
        .sees("已记录走访");
    let visit = &visits(&mut robot, child)[0];
    let name = visit.volunteer_id.map(|id| robot.shell().store().queries().record::<Volunteer>(id));
    assert_eq!(name.unwrap().unwrap().unwrap().name, "李秀英");
}

#[test]
fn a_question_is_answered_by_a_press() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::task::open(Some(child)));
    robot.keys("回电 Enter 2062-11-30 ctrl-s").sees("年份写对了吗");
    robot.click("年份写对了吗").sees("年份写对了吗").click("1 没有").sees(">哪天前");
    robot.keys("ctrl-s").click("2 对的").sees("已保存");
}

#[test]
fn who_a_print_is_for_is_chosen_with_the_mouse() {
    let mut robot = Robot::new(office().0);
    robot.keys("p").sees("[2 办公室自己看（不要带出）]").click("1 志愿者或学校");
    robot.sees("[1 志愿者或学校（可以带走）]").lacks("[2 办公室自己看（不要带出）]");
    robot.click("2 纯文本").sees("[2 纯文本]").sees(".txt");
}
