//! Finding places, and the lists of children whose files are worth a look.

mod robot;

use peiban::console::action::{ChildScope, Route};
use peiban::domain::records::Child;
use peiban::language::Lang;
use peiban::store::queries::{PlaceKind, ToCheck};
use peiban::store::{Command, Store};
use robot::{Robot, day, empty_store};

fn child(store: &mut Store, name: &str, township: &str, village: &str, school: &str) -> Child {
    let child = Child {
        name: name.into(),
        township: Some(township.into()),
        village: Some(village.into()),
        school: Some(school.into()),
        admitted_on: Some(day("2026-09-01")),
        ..Child::default()
    };
    let id = store.execute(Command::add(child)).unwrap().id;
    store.queries().record(id).unwrap().unwrap()
}

fn office() -> Store {
    let mut store = empty_store();
    child(&mut store, "王小明", "瑞峰镇", "中坝村", "瑞峰镇中学");
    child(&mut store, "李红", "瑞峰镇", "新桥村", "瑞峰镇中学");
    child(&mut store, "赵强", "高台镇", "中坝村", "高台小学");
    child(&mut store, "陈瑞峰", "高台镇", "河口村", "高台小学");
    store
}

#[test]
fn places_are_found_by_characters_pinyin_and_initials_and_open_their_children() {
    let mut robot = Robot::new(office());
    // Who is called so stands first, then the township and the school.
    robot.keys("/ 瑞峰").sees("陈瑞峰").sees("瑞峰镇  ").sees("瑞峰镇中学").sees("2个孩子");
    robot.keys("Down Enter").sees("瑞峰镇的孩子 2").sees("王小明").sees("李红").lacks("赵强");
    robot.keys("Enter").sees("王小明").keys("Esc").sees("瑞峰镇的孩子").keys("Esc");
    // Two villages of one name in two townships, told apart.
    robot.keys("/ zhongba").sees("瑞峰 1个孩子").sees("高台 1个孩子").keys("Down Enter");
    robot.sees("中坝村的孩子 1").keys("Esc");
    robot.keys("/ gtxx Enter").sees("高台小学的孩子 2").sees("赵强").sees("陈瑞峰").keys("Esc");
    robot.keys("/ 没有的地方").sees("没有找到");
    let mut robot = Robot::with(office(), Lang::En, 80, 24);
    robot.keys("/ gtxx").sees("Gaotai Primary").sees("2 children").keys("Enter");
    robot.sees("Children of Gaotai Primary 2").lacks("⟨");
}

#[test]
fn what_is_worth_a_look_opens_exactly_those_children() {
    let mut store = office();
    let twin = child(&mut store, "王小明", "高台镇", "河口村", "高台小学");
    let mut odd = child(&mut store, "周颖", "高台镇", "河口村", "高台小学");
    let before = odd.clone();
    odd.id_number = Some("511425201305060011".into());
    (odd.birth_date, odd.grade, odd.grade_year) = (Some(day("2013-05-06")), Some(1), Some(2026));
    store.execute(Command::edit(before, odd)).unwrap();
    let picture = store.queries().picture().unwrap();
    assert_eq!((picture.same_name, picture.id_numbers, picture.age_and_grade), (2, 1, 1));
    let mut robot = Robot::new(store);
    let go = |robot: &mut Robot, why| {
        robot.shell().go(Route::Children(ChildScope::Check(why)));
        robot.draw();
    };
    go(&mut robot, ToCheck::SameName);
    robot.sees("同名的孩子 2").sees("C0001").sees(&twin.code).lacks("李红");
    go(&mut robot, ToCheck::IdNumber);
    robot.sees("身份证号要核对的孩子 1").sees("周颖").lacks("王小明");
    go(&mut robot, ToCheck::AgeAndGrade);
    robot.sees("年级与年龄不符的孩子 1").sees("周颖");
    let at = Route::Children(ChildScope::Place(PlaceKind::Village, twin.meta.id));
    robot.shell().go(at);
    robot.draw();
    robot.sees("河口村的孩子 3");
}

#[test]
fn the_palette_finds_pages_by_what_is_on_them() {
    let mut robot = Robot::new(robot::empty_store());
    for typed in ["备份", "bf", "backup"] {
        robot.keys(":").keys(typed).sees("备份").keys("Enter").sees("办公室").keys("F2");
    }
    robot.keys(":").keys("合并").sees("可能重复").keys("Esc");
}
