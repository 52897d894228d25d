//! Digits: where they take a numbered row, where they are text, and where Enter after one leads.

use super::{add_child, add_volunteer, office, open};
use crate::robot::{Robot, day, empty_store};
use peiban::console::screens::forms;
use peiban::domain::records::{Carer, Child, Event, Volunteer};
use peiban::language::Lang;
use peiban::store::{Command, Kind};

#[test]
fn a_digit_takes_a_numbered_row_also_behind_letters() {
    let mut store = empty_store();
    for name in ["王一", "王二", "张敏"] {
        add_child(&mut store, name);
        add_volunteer(&mut store, name, None);
    }
    let child = add_child(&mut store, "陈可欣");
    let mut robot = Robot::new(store);
    // Initials, a character, pinyin: the rows are numbered, and a digit takes one and goes on.
    for typed in ["w", "王", "wang"] {
        open(&mut robot, forms::task::open(None));
        robot
            .keys(typed)
            .sees(">1 王一")
            .sees(" 2 王二")
            .keys("２")
            .sees("C0002")
            .sees(">要办什么");
        robot.keys("Esc F7 Esc");
        open(&mut robot, forms::task::open(None));
        robot.keys("F7 Esc");
    }
    // A code or a phone number is being typed: its digits are text, and no row has a number.
    open(&mut robot, forms::task::open(None));
    robot.keys("c").lacks("1 陈可欣").keys("0002").sees(">王二").lacks("1 王二").keys("Enter");
    robot.sees("C0002 ").keys("F7 Esc");
    // A child's codes don't begin with v: a volunteer's do.
    open(&mut robot, forms::assign::for_child(child));
    robot.keys("v").lacks("1 王一").keys("0003").sees(">张敏").keys("Enter").sees(">从");
    robot.keys("Esc");
    open(&mut robot, forms::assign::for_child(child));
    robot
        .keys("ctrl-x z")
        .sees(">1 张敏")
        .keys("1 ctrl-s")
        .sees("已保存: 结对志愿者 陈可欣 + 张敏");
}

#[test]
fn a_phone_number_is_typed_into_a_picker() {
    let (mut store, _) = office();
    for (name, phone) in [("黄素珍", "13900000520"), ("杨国清", "13900000511")] {
        let carer = Carer { name: name.into(), phone: Some(phone.into()), ..Carer::default() };
        store.execute(Command::add(carer)).unwrap();
    }
    let mut robot = Robot::new(store);
    open(&mut robot, forms::child::new());
    robot.keys("李小红 Enter 1 Tab Tab Tab Tab Tab Tab").sees(">监护人");
    robot.keys("1390000051").sees("杨国清").lacks("黄素珍").keys("1").sees("杨国清").keys("Enter");
    robot.sees("G0002").sees(">与孩子的关系");
    robot.keys("Up hsz").sees("1 黄素珍").keys("1").sees("G0001").sees(">与孩子的关系");
}

#[test]
fn someone_is_signed_up_by_initials_and_a_digit() {
    let (mut store, _) = office();
    let event =
        Event { title: "生日会".into(), starts_on: day("2026-12-05"), ..Event::default() };
    let event = store.execute(Command::add(event)).unwrap().id;
    let mut robot = Robot::new(store);
    robot.shell().go(peiban::console::action::Route::Event(event));
    robot.draw();
    robot.keys("o").keys("lxy").sees("1  李秀英").keys("1");
    assert_eq!(robot.shell().store().queries().participants(event).unwrap().len(), 1);
    // The card stays for the next.
    robot.keys("v").lacks("> 1").keys("0001 Enter");
    assert_eq!(robot.shell().store().queries().participants(event).unwrap().len(), 2);
}

#[test]
fn enter_behind_a_digit_confirms_it_and_skips_nothing() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::child::new());
    // The digit has gone on to the birth date; Enter stays there, a second one goes on.
    robot.keys("李小红 Enter 2").sees(">出生日期").keys("Enter").sees(">出生日期");
    robot.keys("Enter").sees(">农历生日").keys("Esc");
    // Where the digit leads to the last field, Enter doesn't save unseen.
    open(&mut robot, forms::assign::for_child(child));
    robot.keys("1 Enter").sees("结对志愿者").sees(">从");
    robot.keys("Enter").sees("已经有这一条");
}

#[test]
fn a_birth_date_wants_its_year_and_suggests_no_day_of_this_week() {
    for lang in Lang::ALL {
        let (mut robot, hints, whole) = match lang {
            Lang::Zh => (Robot::new(office().0), ["今天", "昨天", "+7"], "要写全年月日"),
            Lang::En => (
                Robot::with(office().0, lang, 80, 24),
                ["today", "fri,", "+7"],
                "write year, month and day",
            ),
        };
        open(&mut robot, forms::child::new());
        robot.keys("李小红 Enter 2");
        for hint in hints {
            robot.lacks(hint);
        }
        for short in ["5-14", "+7", "abc"] {
            robot.keys(short).keys("Tab").sees(whole).sees(short).keys("shift-Tab ctrl-u");
        }
        robot.keys("2014-5-14 Tab").lacks(whole).sees("2014");
    }
}

#[test]
fn many_tasks_show_the_day_they_are_due() {
    let (mut store, _) = office();
    add_child(&mut store, "陈可欣");
    let mut robot = Robot::new(store);
    robot
        .keys("g c ctrl-a 1 3")
        .sees(">要办什么")
        .sees("11-30")
        .sees("2026-11-30 周一")
        .lacks("+7 ");
    robot.keys("回电 Enter 补签 Enter").sees("看不懂这个日期").sees("补签");
}

#[test]
fn who_takes_part_is_found_by_initials_and_added_by_number() {
    let (mut store, _) = office();
    for name in ["王一", "王二"] {
        add_child(&mut store, name);
    }
    let event =
        Event { title: "生日会".into(), starts_on: day("2026-12-05"), ..Event::default() };
    let event = store.execute(Command::add(event)).unwrap().id;
    let mut robot = Robot::new(store);
    open(&mut robot, forms::participants::open(event));
    robot.keys("wy").sees(">1  孩子   王一").keys("1").sees("王一").sees("不知道1");
    // While several are being chosen, a digit ticks one more; a code's digits are text.
    robot.keys("王 Space 3").sees("已选2").keys("Enter").sees("不知道3");
    robot.keys("v0002").sees("李秀英").lacks(">1 ").keys("Enter").sees("不知道4");
}

/// Every key that goes about in a line, and those that delete nothing at its end.
const MOVING: &str = "Left Right Home End PageUp PageDown Insert ctrl-a ctrl-e ctrl-b ctrl-f ctrl-Left ctrl-Right ctrl-Home \
                      Left End Delete ctrl-Delete ctrl-k ctrl-y alt-Left";

#[test]
fn a_key_that_only_goes_about_leaves_what_was_chosen() {
    let (mut store, child_id) = office();
    let carer = Carer { name: "黄素珍".into(), ..Carer::default() };
    let carer_id = Some(store.execute(Command::add(carer)).unwrap().id);
    let child: Child = store.queries().record(child_id).unwrap().unwrap();
    let child =
        store.execute(Command::edit(child.clone(), Child { carer_id, ..child })).unwrap().id;
    let volunteer = store.queries().by_code::<Volunteer>("V0001").unwrap().unwrap().meta.id;
    let event = Event {
        title: "生日会".into(),
        starts_on: day("2026-12-05"),
        leader_id: Some(volunteer),
        ..Event::default()
    };
    let event = store.execute(Command::add(event)).unwrap().id;
    let mut robot = Robot::new(store);
    for (kind, id, field, chosen) in [
        (Kind::Child, child, ">乡镇", "青竹街道"),
        (Kind::Child, child, ">监护人", "黄素珍"),
        (Kind::Volunteer, volunteer, ">乡镇", "青竹街道"),
        (Kind::Event, event, ">带队老师", "张敏"),
    ] {
        // A step over with the space bar is no typing either.
        for key in MOVING.split_whitespace().chain(["Space"]) {
            open(&mut robot, forms::edit(kind, id).unwrap());
            while !robot.screen().contains(field) {
                robot.keys("Tab");
            }
            robot.keys(key).sees(chosen).keys("ctrl-s").sees("没有改动");
        }
        // All of them one behind the other.
        open(&mut robot, forms::edit(kind, id).unwrap());
        while !robot.screen().contains(field) {
            robot.keys("Tab");
        }
        robot.keys(MOVING).sees(chosen).keys("ctrl-s").sees("没有改动");
    }
}

#[test]
fn what_deletes_or_writes_in_a_chosen_name_begins_anew() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    for key in ["Backspace", "ctrl-u", "ctrl-w", "Home Delete", "Left Delete", "Home ctrl-k"] {
        open(&mut robot, forms::edit(Kind::Child, child).unwrap());
        while !robot.screen().contains(">乡镇") {
            robot.keys("Tab");
        }
        robot.lacks("1 青竹街道").keys(key).sees(" 1 青竹街道").keys("F7 Esc");
    }
    open(&mut robot, forms::edit(Kind::Child, child).unwrap());
    while !robot.screen().contains(">乡镇") {
        robot.keys("Tab");
    }
    robot.keys("Home 西龙镇 ctrl-s").sees("已保存");
    let kept: Child = robot.shell().store().queries().record(child).unwrap().unwrap();
    assert_eq!(kept.township.as_deref(), Some("西龙镇"));
}
