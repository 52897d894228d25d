//! Undo and redo that another console stands in the way of: what was refused stays the next, and nothing older goes instead.

use super::{Desk, POLL, id};
use crate::robot::{Robot, day};
use peiban::domain::records::{Child, Id, Task};
use peiban::language::Lang;
use peiban::store::{Command, Store};

fn live(store: &mut Store, child: Id, address: &str) -> i64 {
    let before: Child = store.queries().record(child).unwrap().unwrap();
    let after = Child { address: Some(address.into()), ..before.clone() };
    store.execute(Command::edit(before, after)).unwrap().entry
}

fn address(robot: &mut Robot, child: Id) -> Option<String> {
    robot.shell().store().queries().record::<Child>(child).unwrap().unwrap().address
}

fn tasks(robot: &mut Robot, child: Id) -> usize {
    robot.shell().store().queries().child_records(child, 9).unwrap().tasks.len()
}

/// 李晓 adds a task and then writes an address, in a console of her own.
fn one_who_wrote(desk: &Desk, lang: Lang) -> (Robot, Id) {
    let mut one = Robot::with(desk.store("李晓"), lang, 80, 24);
    let child = id(one.shell().store(), "C0003");
    one.shell().go(peiban::console::action::Route::Child(child));
    one.draw();
    one.keys("3 送书 Enter ＋３ ctrl-s");
    assert_eq!(tasks(&mut one, child), 1, "{}", one.screen());
    let label = if lang == Lang::Zh { "住址" } else { "address" };
    one.keys("e");
    while !one.line_of(label).contains('>') {
        one.keys("Tab");
    }
    one.keys("ctrl-u 一组 ctrl-s");
    assert_eq!(address(&mut one, child).as_deref(), Some("一组"), "{}", one.screen());
    (one, child)
}

#[test]
fn what_could_not_be_undone_is_undone_by_the_same_key_once_nothing_stands_in_the_way() {
    let desk = Desk::new(3);
    let (mut one, child) = one_who_wrote(&desk, Lang::Zh);
    let mut other = desk.store("Chen");
    let theirs = live(&mut other, child, "二组");
    one.waits(POLL);
    let first = format!("先撤销第{theirs}条");
    for _ in 0..2 {
        one.keys("ctrl-z").sees("C0003 之后又改过").sees(&first).sees("g h 挑别的");
        assert_eq!(
            (tasks(&mut one, child), address(&mut one, child).as_deref()),
            (1, Some("二组"))
        );
    }
    // Chen takes back what stood in the way, as told.
    other.execute(Command::Undo { entry: Some(theirs) }).unwrap();
    one.waits(POLL).keys("ctrl-z").sees("已撤销: 修改孩子");
    assert_eq!((tasks(&mut one, child), address(&mut one, child)), (1, None));
    one.keys("ctrl-z").sees("已撤销: 新建待办");
    assert_eq!(tasks(&mut one, child), 0);
    one.keys("ctrl-z").sees("没有可撤销的").sees("改动记录(g h)里撤销");
}

#[test]
fn what_could_not_be_brought_back_is_brought_back_by_the_same_key() {
    let desk = Desk::new(3);
    let (mut one, child) = one_who_wrote(&desk, Lang::Zh);
    one.keys("ctrl-z").sees("已撤销: 修改孩子").keys("ctrl-z").sees("已撤销: 新建待办");
    one.keys("ctrl-y").sees("已恢复: 新建待办");
    let mut other = desk.store("Chen");
    let theirs = live(&mut other, child, "二组");
    one.waits(POLL).keys("ctrl-y").sees(&format!("先撤销第{theirs}条"));
    other.execute(Command::Undo { entry: Some(theirs) }).unwrap();
    one.waits(POLL).keys("ctrl-y").sees("已恢复: 修改孩子");
    assert_eq!(address(&mut one, child).as_deref(), Some("一组"));
}

#[test]
fn a_child_that_others_wrote_about_is_taken_back_once_they_took_that_back() {
    let desk = Desk::new(1);
    let mut one = desk.console("李晓");
    one.keys("g c o 新来的 ctrl-s").sees("已保存");
    let mut other = desk.store("Chen");
    let task = Task {
        child_id: Some(id(&other, "C0002")),
        title: "回电".into(),
        due: day("2026-11-25"),
        ..Task::default()
    };
    let theirs = other.execute(Command::add(task)).unwrap().entry;
    one.waits(POLL).keys("ctrl-z").sees("别的记录用着它").sees("g h 挑别的");
    other.execute(Command::Undo { entry: Some(theirs) }).unwrap();
    one.waits(POLL).keys("ctrl-z").sees("已撤销: 建档 新来的");
}

#[test]
fn whoever_does_not_want_to_wait_takes_back_another_entry_in_the_history() {
    let desk = Desk::new(3);
    let (mut one, child) = one_who_wrote(&desk, Lang::En);
    let theirs = live(&mut desk.store("Chen"), child, "二组");
    one.waits(POLL).keys("ctrl-z");
    one.sees(&format!("C0003: undo {theirs} first (changed a child's file, Chen), or see g h"));
    // The task, below Chen's change and the address.
    one.keys("g h Down Down u Enter").sees("task");
    assert_eq!((tasks(&mut one, child), address(&mut one, child).as_deref()), (0, Some("二组")));
    // What somebody took back in the history already can never be taken back here: the key goes on to the one before.
    one.keys("Home u Enter");
    assert_eq!(address(&mut one, child).as_deref(), Some("二组"));
}

#[test]
fn an_entry_that_another_took_back_already_is_no_longer_the_next() {
    let desk = Desk::new(3);
    let (mut one, child) = one_who_wrote(&desk, Lang::Zh);
    // The newest entry is the address.
    desk.store("Chen").execute(Command::Undo { entry: None }).unwrap();
    one.waits(POLL).keys("ctrl-z").sees("已经撤销过");
    assert_eq!(tasks(&mut one, child), 1);
    one.keys("ctrl-z").sees("已撤销: 新建待办");
}
