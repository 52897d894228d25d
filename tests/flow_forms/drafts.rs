//! What was typed is never lost: drafts, two who change the same, other languages and sizes.

use super::{office, open, visits};
use crate::robot::{Demo, Robot, day};
use peiban::console::screens::forms;
use peiban::domain::records::{Child, Event, Visit};
use peiban::language::Lang;
use peiban::store::{Command, Kind};

#[test]
fn a_draft_is_there_on_return_and_can_be_thrown_away() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    robot.keys("Enter Enter 1 12 Esc").sees("草稿已保留").lacks("登记走访");
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    robot.sees("上次没存的草稿").sees("[2 有问题]");
    // Nothing changed: it is kept all the same.
    robot.keys("Esc");
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    robot.sees("[2 有问题]").keys("F7").sees("草稿已丢掉").lacks("[2 有问题]").keys("Esc");
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    robot.lacks("上次没存").lacks("[2 有问题]");
    // Saved, a draft is gone.
    robot.keys("Enter Enter 2 Esc");
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    robot.sees("上次没存的草稿").keys("ctrl-s").sees("已记录走访");
    assert!(robot.shell().store().queries().drafts().unwrap().is_empty());
}

#[test]
fn two_who_correct_the_same_visit_are_told_field_by_field() {
    let (mut store, child_id) = office();
    let visit =
        Visit { child_id, day: day("2026-11-20"), child_seen: Some(true), ..Visit::default() };
    let id = store.execute(Command::add(visit)).unwrap().id;
    let before: Visit = store.queries().record(id).unwrap().unwrap();
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::correct(id));
    robot.draw();
    robot.keys("11-19");
    let theirs =
        Visit { day: day("2026-11-18"), note: Some("奶奶在家".into()), ..before.clone() };
    robot.shell().execute(Command::Correct { before: before.into(), after: theirs.into() });
    robot.keys("ctrl-s").sees("改过这一条").sees("2026-11-19").sees("2026-11-18").sees("奶奶在家");
    robot
        .keys("Esc")
        .sees("11-19")
        .keys("ctrl-s")
        .sees("改过这一条")
        .keys("1 ctrl-s")
        .sees("已记录走访: 王小明 11-19");
    let standing = visits(&mut robot, child_id);
    assert_eq!(standing.len(), 1);
    assert_eq!(
        (standing[0].day, standing[0].note.as_deref()),
        (day("2026-11-19"), Some("奶奶在家"))
    );
}

#[test]
fn the_words_change_while_one_types() {
    let (store, child) = office();
    let mut robot = Robot::with(store, Lang::En, 80, 24);
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    robot.sees("Log a visit").keys("Enter Enter 1 2").sees("concern").keys("F12").sees("登记走访");
    robot.sees("[2 有问题]").keys("F12 1111 low ctrl-s").sees("Visit logged: Wang Xiaoming 23 Nov");
}

#[test]
fn a_long_text_leaves_room_for_undo() {
    let (store, _) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::task::open(None));
    let long = "和班主任谈一谈转学的事".repeat(5);
    robot.keys("Enter").keys(&long).keys("ctrl-s").sees("已保存: 新建待办").sees("u 撤销");
}

#[test]
fn a_file_is_changed_field_by_field_and_told_apart_when_two_do() {
    let (store, child) = office();
    let before: Child = store.queries().record(child).unwrap().unwrap();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::child::edit(child));
    robot.sees("修改孩子").keys("ctrl-s").sees("没有改动");
    open(&mut robot, forms::child::edit(child));
    robot.keys("Tab Tab Tab Tab Tab 51142520140305001 ctrl-s").sees("身份证号应是18位，这里有17位");
    robot.keys("2 Tab Tab 新村 Tab Tab 汉阳小学");
    // Someone else moves the child to another school and notes something.
    let theirs =
        Child {
            school: Some("瑞峰小学".into()), note: Some("转学".into()), ..before.clone()
        };
    robot.shell().execute(Command::edit(before, theirs));
    robot.keys("ctrl-s").sees("改过这一条").sees("汉阳小学").sees("瑞峰小学").sees("转学");
    robot.keys("2 ctrl-s").sees("已保存: 修改孩子 王小明");
    let kept: Child = robot.shell().store().queries().record(child).unwrap().unwrap();
    assert_eq!(kept.school.as_deref(), Some("瑞峰小学"));
    assert_eq!((kept.village.as_deref(), kept.note.as_deref()), (Some("河坝村新村"), Some("转学")));
    assert_eq!(kept.id_number.as_deref(), Some("511425201403050012"));
    // The grade has its school year still.
    assert_eq!((kept.grade, kept.grade_year), (Some(4), Some(2026)));
}

#[test]
fn a_draft_of_a_change_knows_what_it_began_with() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::child::edit(child));
    robot.keys("Tab Tab Tab Tab Tab Tab Tab 二组 Esc").sees("草稿已保留");
    let before: Child = robot.shell().store().queries().record(child).unwrap().unwrap();
    let theirs = Child { village: Some("新村".into()), ..before.clone() };
    robot.shell().execute(Command::edit(before, theirs));
    open(&mut robot, forms::child::edit(child));
    robot
        .sees("河坝村二组")
        .keys("ctrl-s")
        .sees("改过这一条")
        .sees("新村")
        .keys("1 ctrl-s")
        .sees("已保存");
    let kept: Child = robot.shell().store().queries().record(child).unwrap().unwrap();
    assert_eq!(kept.village.as_deref(), Some("河坝村二组"));
}

#[test]
fn every_form_draws_in_every_size_and_both_languages() {
    for lang in Lang::ALL {
        for (width, height) in [(1, 1), (60, 15), (80, 24), (200, 60)] {
            let (mut store, child) = office();
            let event =
                Event {
                    title: "生日会".into(), starts_on: day("2026-11-22"), ..Event::default()
                };
            let event = store.execute(Command::add(event)).unwrap().id;
            let mut robot = Robot::with(store, lang, width, height);
            let all: Vec<Box<dyn peiban::console::screen::Screen>> = vec![
                forms::visit::open(child),
                forms::contact::open(child),
                forms::task::open(Some(child)),
                forms::task::open(None),
                forms::assign::for_child(child),
                forms::fact::open(child),
                forms::incident::open(child),
                forms::attendance::open(child),
                forms::exam::open(child),
                forms::participants::open(event),
                forms::child::new(),
                forms::child::edit(child),
                forms::volunteer::new(),
                forms::carer::new(),
                forms::event::new(),
                forms::event::edit(event),
                forms::close::open(Kind::Child, child),
                // Nothing of that id is there.
                forms::visit::open(99),
                forms::void::open(Kind::Visit, 99),
                forms::participants::open(99),
            ];
            for form in all {
                open(&mut robot, form);
                robot
                    .lacks("⟨")
                    .keys("1 2 Tab 1 王 Down Up shift-Tab F8 F12 F12")
                    .lacks("⟨")
                    .keys("Esc Esc");
            }
        }
    }
}

#[test]
fn two_consoles_on_one_file_are_told_of_each_other() {
    let demo = Demo::build();
    let mut other = demo.store_of("陈静");
    let mut robot = Robot::new(demo.store());
    let child = other.queries().by_code::<Child>("C0001").unwrap().unwrap();
    open(&mut robot, forms::child::edit(child.meta.id));
    robot.keys("ctrl-u 改名 Tab");
    let theirs = Child { name: "另名".into(), ..child.clone() };
    other.execute(Command::edit(child.clone(), theirs)).unwrap();
    robot
        .keys("ctrl-s")
        .sees("改过这一条")
        .sees("陈静（")
        .sees("1 我的 改名")
        .sees("改成了 另名")
        .keys("Enter ctrl-s")
        .sees("先选")
        .keys("2 Enter")
        .sees("没有改动");
    let kept: Child = other.queries().record(child.meta.id).unwrap().unwrap();
    assert_eq!(kept.name, "另名");
}

#[test]
fn going_elsewhere_from_a_form_keeps_what_was_typed() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::visit::open(child));
    robot.keys("Enter Enter 1 12 F1 改动记录 Enter").sees("草稿已保留").lacks("登记走访");
    open(&mut robot, forms::visit::open(child));
    robot.sees("上次没存的草稿").sees("[2 有问题]");
}

#[test]
fn of_two_notes_both_can_stay_and_nothing_is_chosen_beforehand() {
    let demo = Demo::build();
    let mut other = demo.store_of("陈静");
    let mut robot = Robot::new(demo.store());
    let child = other.queries().by_code::<Child>("C0001").unwrap().unwrap();
    open(&mut robot, forms::child::edit(child.meta.id));
    robot.keys("shift-Tab ctrl-u 怕狗 Tab ctrl-u 改名");
    let theirs = Child { name: "另名".into(), note: Some("爱画画".into()), ..child.clone() };
    other.execute(Command::edit(child.clone(), theirs)).unwrap();
    // Saving again is no answer; each unanswered field says what is wanted.
    robot.keys("ctrl-s").sees("没有保存").lacks("[1").keys("ctrl-s").sees("先选").sees("没有保存");
    robot
        .keys("1")
        .sees("[1 我的 改名]")
        .keys("ctrl-s")
        .sees("，3 两个都留")
        .keys("3 F8")
        .sees("已保存");
    let kept: Child = other.queries().record(child.meta.id).unwrap().unwrap();
    assert_eq!((kept.name.as_str(), kept.note.as_deref()), ("改名", Some("爱画画; 怕狗")));
}

#[test]
fn what_only_the_other_changed_is_taken_and_said() {
    let (mut store, child_id) = office();
    let visit =
        Visit { child_id, day: day("2026-11-20"), child_seen: Some(true), ..Visit::default() };
    let id = store.execute(Command::add(visit)).unwrap().id;
    let before: Visit = store.queries().record(id).unwrap().unwrap();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::visit::correct(id));
    robot.keys("11-19");
    let theirs = Visit { note: Some("奶奶在家".into()), ..before.clone() };
    robot.shell().execute(Command::Correct { before: before.into(), after: theirs.into() });
    robot.keys("ctrl-s").sees("没有保存").sees("李晓（").sees("奶奶在家，照用").sees("再保存一次");
    robot.keys("ctrl-s").sees("已记录走访: 王小明 11-19");
    let standing = visits(&mut robot, child_id);
    assert_eq!((standing.len(), standing[0].note.as_deref()), (1, Some("奶奶在家")));
}

#[test]
fn every_form_that_was_left_half_way_opens_again_at_the_same_field() {
    let (mut store, child) = office();
    let event =
        Event { title: "生日会".into(), starts_on: day("2026-12-05"), ..Event::default() };
    let event = store.execute(Command::add(event)).unwrap().id;
    let mut robot = Robot::new(store);
    let all: [&dyn Fn() -> Box<dyn peiban::console::screen::Screen>; 12] = [
        &forms::child::new,
        &forms::volunteer::new,
        &forms::carer::new,
        &forms::event::new,
        &|| forms::task::open(None),
        &|| forms::task::open(Some(child)),
        &|| forms::visit::open(child),
        &|| forms::contact::open(child),
        &|| forms::fact::open(child),
        &|| forms::exam::open(child),
        &|| forms::child::edit(child),
        &|| forms::event::edit(event),
    ];
    let marked = |robot: &mut Robot| {
        let screen = robot.screen();
        let at = screen.lines().find_map(|line| line.split_once(" >")).map(|(_, rest)| {
            rest.split_whitespace().next().unwrap_or_default().trim_end_matches('*').to_owned()
        });
        at.unwrap_or_else(|| panic!("no field has the keys:\n{screen}"))
    };
    for form in all {
        open(&mut robot, form());
        let first = marked(&mut robot);
        robot.keys("2 Tab Tab");
        let left = marked(&mut robot);
        assert_ne!(left, first);
        robot.keys("Esc").sees("草稿已保留");
        open(&mut robot, form());
        robot.sees("没存的草稿");
        assert_eq!(marked(&mut robot), left);
        robot.keys("F7 Esc");
    }
}
