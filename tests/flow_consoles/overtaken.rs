//! Another console closes a child's file or decides the case while a form about the child is open: who did what is said before
//! anything is saved over it, and nothing typed is lost.

use super::{Desk, POLL, id};
use crate::robot::{Robot, TODAY, day};
use peiban::console::action::{ChildScope, Route};
use peiban::domain::codes::{DecisionKind, Observation, Status};
use peiban::domain::records::{Child, Decision, Id, Task, Visit};
use peiban::store::{Command, Kind, Store};

/// Children whose cases wait in the queue: `孩子001` …, each with a task due today.
fn desk(children: usize) -> (Desk, Vec<Id>) {
    let desk = Desk::new(children);
    let mut store = desk.store("李晓");
    let ids: Vec<Id> = (1..=children).map(|at| id(&store, &format!("C{at:04}"))).collect();
    for child in &ids {
        let task = Task {
            child_id: Some(*child),
            title: "回电".into(),
            due: day(TODAY),
            ..Task::default()
        };
        store.execute(Command::add(task)).unwrap();
    }
    (desk, ids)
}

fn close(store: &mut Store, child: Id, reason: &str) {
    let reason = Some(reason.to_owned());
    store.execute(Command::Close { kind: Kind::Child, id: child, reason }).unwrap();
}

fn decide(store: &mut Store, child_id: Id, until: &str, note: &str) {
    let decision = Decision {
        child_id,
        day: day(TODAY),
        kind: DecisionKind::Snoozed,
        until: day(until),
        note: Some(note.into()),
        ..Decision::default()
    };
    store.execute(Command::add(decision)).unwrap();
}

fn visits(robot: &mut Robot, child: Id) -> Vec<Visit> {
    robot.shell().store().queries().child_records(child, 9).unwrap().visits
}

fn status(robot: &mut Robot, child: Id) -> Status {
    robot.shell().store().queries().record::<Child>(child).unwrap().unwrap().status
}

fn decisions(robot: &mut Robot, child: Id) -> Vec<Decision> {
    robot.shell().store().queries().decisions_of(child).unwrap()
}

/// 李晓 has typed a visit that found the child's safety a concern; meanwhile 陈静 has closed the file.
fn a_visit_of_a_child_closed_meanwhile() -> (Desk, Robot, Id) {
    let (desk, ids) = desk(2);
    let mut one = desk.console("李晓");
    one.keys("F4")
        .sees("孩子001")
        .keys("1 Enter 1 1 11112")
        .sees(">备注")
        .keys("门锁着，邻居说几天没人");
    close(&mut desk.store("陈静"), ids[0], "随父母外出");
    one.waits(POLL).keys("ctrl-s");
    one.sees("没有保存").sees("刚才陈静把 孩子001 结案").sees("结案原因: 随父母外出");
    assert!(visits(&mut one, ids[0]).is_empty());
    (desk, one, ids[0])
}

#[test]
fn a_visit_of_a_child_closed_meanwhile_opens_the_file_again() {
    let (_desk, mut one, child) = a_visit_of_a_child_closed_meanwhile();
    // Whoever goes on pressing chooses nothing; back in the form everything is there, and the question comes again.
    one.keys("ctrl-s").sees("要填").keys("Esc").lacks("结案原因").sees("门锁着");
    one.keys("ctrl-s").sees("结案原因").keys("1 Enter").sees("已记录走访: 孩子001");
    assert_eq!(status(&mut one, child), Status::Active);
    assert_eq!(visits(&mut one, child)[0].safety, Some(Observation::Concern));
    // The concern reaches the queue.
    let case = one.shell().store().queries().triage_case(child).unwrap().unwrap();
    assert!(case.causes.len() > 1, "{:?}", case.causes);
    // Two steps: first the visit is taken back, then the file is closed again.
    one.keys("ctrl-z").sees("已撤销: 登记走访 孩子001");
    assert!(visits(&mut one, child).is_empty());
    one.keys("ctrl-z").sees("已撤销: 重新打开档案 孩子001");
    assert_eq!(status(&mut one, child), Status::Closed);
}

#[test]
fn a_visit_of_a_child_closed_meanwhile_can_be_saved_all_the_same() {
    let (_desk, mut one, child) = a_visit_of_a_child_closed_meanwhile();
    one.keys("2 Enter").sees("已记录走访: 孩子001");
    assert_eq!((visits(&mut one, child).len(), status(&mut one, child)), (1, Status::Closed));
}

#[test]
fn every_form_about_the_child_asks_and_a_late_entry_on_a_closed_file_does_not() {
    let (desk, ids) = desk(7);
    let mut one = desk.console("李晓");
    let forms = [
        ("2 1 Enter Enter 奶奶 Enter 说他走了", "联系"),
        ("3 问学校 Enter ＋３", "待办"),
        ("6 问过了", "处理"),
        ("5 ＋７ Enter 等消息", "暂缓"),
    ];
    for ((keys, what), child) in forms.into_iter().zip(&ids) {
        one.shell().go(Route::Child(*child));
        one.draw();
        one.keys(keys);
        close(&mut desk.store("陈静"), *child, "转走");
        one.keys("ctrl-s");
        assert!(one.screen().contains("刚才陈静把"), "{what}\n{}", one.screen());
        one.keys("1 ctrl-s").lacks("刚才陈静把");
        assert_eq!(status(&mut one, *child), Status::Active, "{what}");
    }
    // A visit of a child whose file was closed before.
    close(&mut desk.store("陈静"), ids[6], "转走");
    one.shell().go(Route::Children(ChildScope::Closed));
    one.draw();
    one.sees("孩子007").keys("1 Enter 1 1 11111 ctrl-s").sees("已记录走访: 孩子007");
}

#[test]
fn what_is_settled_field_by_field_is_not_saved_over_a_file_closed_meanwhile() {
    let (desk, ids) = desk(1);
    let mut other = desk.store("陈静");
    let visit = Visit {
        child_id: ids[0],
        day: day("2026-11-20"),
        child_seen: Some(true),
        note: Some("在家".into()),
        ..Visit::default()
    };
    let visit = other.execute(Command::add(visit)).unwrap().id;
    let mut one = desk.console("李晓");
    one.shell().open(peiban::console::screens::forms::visit::correct(visit));
    one.draw();
    one.keys("11-19");
    let before: Visit = other.queries().record(visit).unwrap().unwrap();
    let theirs = Visit { day: day("2026-11-18"), ..before.clone() };
    other.execute(Command::Correct { before: before.into(), after: theirs.into() }).unwrap();
    one.keys("ctrl-s").sees("改过这一条");
    close(&mut other, ids[0], "转走");
    one.keys("1 ctrl-s").sees("没有保存").sees("刚才陈静把 孩子001 结案");
    assert_eq!(visits(&mut one, ids[0])[0].day, day("2026-11-18"));
    // Opened again: what was settled is saved.
    one.keys("1 Enter").sees("已记录走访: 孩子001 11-19");
    assert_eq!(visits(&mut one, ids[0])[0].day, day("2026-11-19"));
    assert_eq!(status(&mut one, ids[0]), Status::Active);
}

#[test]
fn two_who_decide_one_case_hear_of_each_other() {
    let (desk, ids) = desk(3);
    let mut one = desk.console("李晓");
    one.keys("F4").sees("逐个处理 1/3").keys("6 和奶奶说好了");
    decide(&mut desk.store("陈静"), ids[0], "2026-11-30", "等期中成绩");
    // The page behind stays with the child while the form is open.
    one.waits(POLL).sees("逐个处理 1/3").keys("ctrl-s");
    one.sees("刚才陈静把 孩子001 的个案暂缓到 11-30").sees("写的是: 等期中成绩");
    one.keys("2 F12").sees("Chen Jing has just snoozed").sees("[2 record mine").lacks("刚才");
    one.keys("F12").sees("刚才陈静把 孩子001").sees("[2 也记下我的");
    assert_eq!(decisions(&mut one, ids[0]).len(), 1);
    // Back in the form, what was typed is there; hers stands alone when one wants it to.
    one.keys("Esc").sees("和奶奶说好了").keys("ctrl-s 1 Enter").sees("照陈静的决定，没有另记");
    // The next case comes, as after one's own decision.
    one.sees("逐个处理 2/3").sees("孩子002").lacks("草稿");
    assert_eq!(decisions(&mut one, ids[0]).len(), 1);
    // One's own goes beside another's.
    one.keys("6 打过电话");
    decide(&mut desk.store("陈静"), ids[1], "2026-11-30", "等期中成绩");
    one.keys("ctrl-s")
        .sees("刚才陈静把")
        .keys("2 ctrl-s")
        .sees("已处理: 孩子002")
        .sees("逐个处理 3/3");
    let both = decisions(&mut one, ids[1]);
    assert_eq!(both.len(), 2);
    assert_eq!(both[0].decided_by.as_deref(), Some("李晓"));
    assert_eq!(both[0].note.as_deref(), Some("打过电话"));
}

#[test]
fn a_case_decided_elsewhere_stays_in_view_after_a_visit_was_logged() {
    let (desk, ids) = desk(2);
    let mut one = desk.console("李晓");
    one.keys("F4 1 Enter 1 1 11111 ctrl-s").sees("已记录走访").sees("逐个处理 1/2");
    decide(&mut desk.store("陈静"), ids[0], "2026-11-30", "等期中成绩");
    one.waits(POLL).sees("逐个处理 1/2").sees("孩子001");
}

#[test]
fn undo_names_whose_decision_it_took_back_and_goes_there() {
    let (desk, ids) = desk(3);
    let mut one = desk.console("李晓");
    one.keys("F4 6 好 ctrl-s").sees("逐个处理 2/3").keys("6 好 ctrl-s").sees("逐个处理 3/3");
    one.keys("ctrl-z").sees("已撤销: 对个案作了决定 孩子002").sees("逐个处理 2/3");
    one.keys("ctrl-z").sees("已撤销: 对个案作了决定 孩子001").sees("逐个处理 1/3");
    one.keys("ctrl-y").sees("已恢复: 对个案作了决定 孩子001").sees("逐个处理 1/3");
    assert_eq!(decisions(&mut one, ids[0]).len(), 1);
    // A child that is no longer there is still named.
    one.keys("g c o 新来的 ctrl-s").sees("已保存").keys("ctrl-z").sees("已撤销: 建档 新来的");
}

#[test]
fn a_letter_asks_before_it_undoes() {
    let (desk, ids) = desk(2);
    let mut one = desk.console("李晓");
    one.keys("F4 6 好 ctrl-s").sees("逐个处理 2/2");
    // The pinyin of 吴, let go by an input method: in one piece, or letter by letter.
    for letters in ["wu", "u", "wuyou", "uy"] {
        one.keys(letters).sees("撤销 对个案作了决定 (李晓").sees("孩子001").keys("Esc");
        assert_eq!(decisions(&mut one, ids[0]).len(), 1, "{letters}");
    }
    one.keys("u Enter").sees("已撤销: 对个案作了决定 孩子001");
    assert!(decisions(&mut one, ids[0]).is_empty());
    one.keys("U").sees("恢复 对个案作了决定").keys("Enter").sees("已恢复: 对个案作了决定 孩子001");
    assert_eq!(decisions(&mut one, ids[0]).len(), 1);
}
