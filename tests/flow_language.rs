//! The language is switched while a card is open: its words are the other language's at once, and nothing that was chosen or
//! typed is lost.

mod robot;

use peiban::console::action::Route;
use peiban::domain::records::{Child, Task, Volunteer};
use peiban::store::{AnyRecord, Command, Store};
use robot::{Robot, day, empty_store};

fn add(store: &mut Store, record: impl Into<AnyRecord>) -> i64 {
    store.execute(Command::add(record)).unwrap().id
}

/// Two files of one child, a volunteer, a task.
fn office() -> Store {
    let mut store = empty_store();
    let one = |born| Child {
        name: "王小明".into(),
        birth_date: Some(day(born)),
        township: Some("青竹街道".into()),
        village: Some("河坝村".into()),
        ..Child::default()
    };
    let first = add(&mut store, one("2014-03-05"));
    add(&mut store, one("2014-03-06"));
    add(&mut store, Volunteer { name: "周桂芳".into(), ..Volunteer::default() });
    let task = Task {
        child_id: Some(first),
        title: "送冬衣".into(),
        due: day("2026-11-20"),
        ..Task::default()
    };
    add(&mut store, task);
    store
}

#[test]
fn a_lists_cards_speak_the_other_language_at_once() {
    let mut robot = Robot::new(office());
    robot.keys("g c f").sees("1 在册").sees("信息不全").keys("F12");
    robot.sees("[1 open]").sees("Unknown").lacks("在册").keys("Esc F12");
    // The order that was gone to is still under the cursor.
    robot.keys("8").sees("按哪一栏排").sees("1 等级").keys("Down Down F12");
    robot.sees("1 tier").sees(">3 30d").lacks("等级");
    robot
        .keys("F12 Esc C")
        .sees("[x] 姓名")
        .keys("2 F12")
        .sees("[ ] ")
        .sees("] name")
        .lacks("姓名");
    robot.keys("F12 Esc ctrl-a").sees("1 全部").keys("F12").sees("1 all").lacks("全部  ");
}

#[test]
fn what_is_done_with_many_rows_is_worded_anew_and_who_was_chosen_stays() {
    let mut robot = Robot::new(office());
    robot.keys("g c ctrl-a 1 4 1").sees("周桂芳").sees("可办2个").keys("F12");
    robot.sees("volunteer").sees("Zhou Guifang").sees("2 can be done").lacks("周桂芳");
    robot.keys("F8").sees("with Zhou Guifang").keys("F12").sees("和 周桂芳 结对?").keys("Enter");
    robot.sees("已结对2个孩子");
}

#[test]
fn questions_and_their_consequences_are_worded_anew() {
    let mut robot = Robot::new(office());
    robot.shell().go(Route::Duplicates);
    robot.draw();
    robot.keys("Enter Down 2 Enter").sees("把 C0002 王小明 并入 C0001 王小明?").keys("F12");
    robot.sees("C0002 Wang Xiaoming").lacks("并入").lacks("编号仍能找到").keys("F12 Esc Esc Esc");
    robot.keys("g a 6").sees("这件事办完了").sees("王小明").keys("F12");
    robot.sees("Is this done?").sees("Wang Xiaoming").lacks("王小明").keys("F12 1");
    // What was done is said by name.
    robot.sees("已保存: 办完待办 送冬衣 (王小明)。u 撤销");
    robot.keys("u").sees("撤销 办完待办 (李晓").sees("待办 王小明").keys("F12");
    robot.sees("Undo").sees("Li Xiao").sees("Wang Xiaoming").lacks("撤销").keys("Esc g h Enter");
    robot.sees("did a task").keys("F12").sees("办完待办").sees("王小明").lacks("did a task");
}

#[test]
fn what_is_wrong_in_a_form_and_what_it_asks_is_said_in_the_other_language() {
    let mut robot = Robot::new(office());
    robot.keys("g c o ctrl-s").sees("要填").keys("F12").sees("has to be filled").lacks("要填");
    // What isn't told any more, or not yet, isn't told now.
    robot
        .keys("F12 Esc g a o ctrl-s")
        .sees("要填")
        .keys("送书 Tab ctrl-u")
        .lacks("要填")
        .keys("F12");
    robot.lacks("has to be filled").sees("送书").keys("F12 F7").sees("草稿已丢掉").keys("Esc");
    robot.keys("g a o Tab 送书 Enter ctrl-u 2028-01-01 ctrl-s").sees("年份写对了吗").keys("F12");
    robot
        .sees("Is the year right?")
        .sees("2028-01-01")
        .lacks("年份")
        .keys("F12")
        .sees("年份写对了吗");
    robot.keys("2").sees("已保存");
    // Whether it is somebody on file.
    robot.keys("g c o 王小明 Enter 2 2014-03-05 ctrl-s").sees("是不是同一个人").keys("F12");
    robot
        .sees("is it the same person?")
        .lacks("是不是")
        .keys("F12")
        .sees("是不是同一个人")
        .keys("2");
    robot.sees("已保存");
}

#[test]
fn what_is_asked_about_many_rows_stays_asked() {
    let mut robot = Robot::new(office());
    robot.keys("g c ctrl-a 1 3 ctrl-s").sees("要填").keys("F12").sees("has to be filled");
    robot.keys("F12 送书 Enter ctrl-u 2028-01-01 F8").sees("年份写对了吗").keys("F12");
    robot.sees("Is the year right?").lacks("年份").keys("F12").sees("年份写对了吗").keys("2");
    robot.sees("给2个孩子加待办 送书").keys("Enter").sees("已加2件待办");
}
