//! Two consoles change one setting: whoever saves second hears who was first, and what was typed stays.

use super::{Desk, POLL};
use crate::robot::Robot;
use peiban::domain::records::Setting;
use peiban::domain::settings::{Group, rules};
use peiban::store::{Command, Store};

fn set(store: &mut Store, code: &str, value: &str) {
    let setting = Setting {
        code: code.into(),
        from_day: crate::robot::day(crate::robot::TODAY),
        value: value.into(),
        reason: Some("试".into()),
        ..Setting::default()
    };
    store.execute(Command::add(setting)).unwrap();
}

fn value(robot: &mut Robot, code: &str) -> String {
    let states = robot.shell().store().queries().setting_states().unwrap();
    states.into_iter().find(|state| state.rule.code == code).unwrap().value
}

/// On the row of the cut point from which on children are high.
fn at_high(robot: &mut Robot) {
    robot.keys("0 Tab Tab Tab");
    let row = rules()
        .filter(|rule| matches!(rule.group, Group::Cuts | Group::Shelves))
        .position(|rule| rule.code == "tier_high");
    for _ in 0..row.unwrap() {
        robot.keys("Down");
    }
}

#[test]
fn who_changed_it_meanwhile_is_said_before_it_is_saved_over() {
    let desk = Desk::new(2);
    let mut two = desk.console("Chen");
    at_high(&mut two);
    two.keys("Enter").sees("现在是40分").keys("45 Tab 试行");
    set(&mut desk.store("李晓"), "tier_high", "35");
    two.waits(POLL).keys("ctrl-s").sees("李晓（").sees("改成了35分").lacks("从35分改成45分");
    // Nothing typed is lost; in the other language it is typed still.
    two.sees("45").sees("试行").keys("F12").sees("Li Xiao (").sees("35 points").sees("45");
    two.keys("F12")
        .sees("改成了35分")
        .keys("ctrl-s")
        .sees("从35分改成45分")
        .keys("Enter")
        .sees("已改");
    assert_eq!(value(&mut two, "tier_high"), "45");
}

#[test]
fn a_preview_of_what_no_longer_holds_goes() {
    let desk = Desk::new(2);
    let mut two = desk.console("Chen");
    at_high(&mut two);
    two.keys("Enter 45 Tab 试行 ctrl-s").sees("从40分改成45分");
    let mut one = desk.store("李晓");
    set(&mut one, "tier_high", "35");
    two.waits(POLL).lacks("改成45分").sees("李晓（").sees("改成了35分").sees("试行");
    two.keys("ctrl-s").sees("从35分改成45分").keys("Esc");
    // Taken back, it is told too, though not by whom.
    one.execute(Command::Undo { entry: None }).unwrap();
    two.waits(POLL).keys("ctrl-s").sees("有人改过，现在是40分").keys("ctrl-s Enter").sees("已改");
}

#[test]
fn where_nothing_was_typed_what_holds_now_stands() {
    let desk = Desk::new(2);
    let mut two = desk.console("Chen");
    at_high(&mut two);
    two.keys("Up Space Space Enter").sees("一起改2项");
    set(&mut desk.store("李晓"), "tier_high", "35");
    two.waits(POLL).keys("70 Tab Tab 试行 ctrl-s").lacks("改成了35分").sees("从60分改成70分");
    two.keys("Enter").sees("已改");
    assert_eq!(
        (value(&mut two, "tier_high"), value(&mut two, "tier_critical")),
        ("35".into(), "70".into())
    );
    // What leaves no scores changed is told as well.
    two.keys("F2 0 Enter 春芽");
    set(&mut desk.store("李晓"), "office_name", "青禾");
    two.waits(POLL)
        .keys("ctrl-s")
        .sees("李晓（")
        .sees("青禾")
        .sees("春芽")
        .keys("ctrl-s")
        .sees("已改");
    assert_eq!(value(&mut two, "office_name"), "春芽");
}
