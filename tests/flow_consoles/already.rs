//! What another console did first is told with who and when: a row voided, a file closed or opened again, a match ended; one by
//! one, and of many at once.

use super::{Desk, POLL, id};
use crate::robot::{Robot, TODAY, day};
use peiban::console::action::{ChildScope, Route};
use peiban::console::screens::forms;
use peiban::domain::records::{Assignment, Contact, Id, Volunteer};
use peiban::language::Lang;
use peiban::store::{Command, Kind, Store};

fn contact(store: &mut Store, child_id: Id, with: &str) -> Id {
    let with_whom = Some(with.to_owned());
    let contact = Contact { child_id, day: day(TODAY), with_whom, ..Contact::default() };
    store.execute(Command::add(contact)).unwrap().id
}

fn void(store: &mut Store, id: Id) {
    let reason = "记错了".to_owned();
    store.execute(Command::Void { kind: Kind::Contact, id, reason }).unwrap();
}

#[test]
fn who_did_it_first_is_told_at_every_size() {
    for (width, height) in [(160, 45), (80, 24), (60, 15)] {
        let desk = Desk::new(1);
        let mut other = desk.store("陈静");
        let child_id = id(&other, "C0001");
        let mut one = Robot::with(desk.store("李晓"), Lang::Zh, width, height);
        let called = contact(&mut other, child_id, "王爷爷");
        one.shell().open(forms::void::open(Kind::Contact, called));
        one.draw();
        one.keys("重复");
        void(&mut other, called);
        one.waits(POLL).keys("ctrl-s").sees("不用再办，陈静（").sees("）已经作废或改过这一条");
        one.sees("重复").keys("Esc");
        let volunteer = Volunteer { name: "周桂芳".into(), ..Volunteer::default() };
        let volunteer = other.execute(Command::add(volunteer)).unwrap().id;
        one.shell().open(forms::close::open(Kind::Volunteer, volunteer));
        one.draw();
        other
            .execute(Command::Close { kind: Kind::Volunteer, id: volunteer, reason: None })
            .unwrap();
        one.waits(POLL).keys("ctrl-s").sees("不用再办，陈静（").sees("记这位志愿者退出了");
        one.keys("Esc").shell().go(Route::Volunteer(volunteer));
        one.draw();
        other.execute(Command::Reopen { kind: Kind::Volunteer, id: volunteer }).unwrap();
        one.keys("R Enter").sees("不用再办，陈静（").sees("记这位志愿者回来了");
    }
}

#[test]
fn a_match_that_another_ended_first_says_who() {
    let desk = Desk::new(1);
    let mut other = desk.store("陈静");
    let child_id = id(&other, "C0001");
    let volunteer = Volunteer { name: "周桂芳".into(), ..Volunteer::default() };
    let volunteer_id = other.execute(Command::add(volunteer)).unwrap().id;
    let pair = Assignment { child_id, volunteer_id, ..Assignment::default() };
    let pair = other.execute(Command::add(pair)).unwrap().id;
    let mut one = desk.console("李晓");
    one.shell().go(Route::Child(child_id));
    one.draw();
    one.keys("Delete").sees("结束和 周桂芳 的结对");
    other.execute(Command::EndAssignment { id: pair }).unwrap();
    one.waits(POLL).keys("Enter").sees("不用再办，陈静（").sees("）已经结束了这个结对");
}

#[test]
fn of_many_each_that_cannot_says_why() {
    let desk = Desk::new(3);
    let mut other = desk.store("陈静");
    let [first, second, third] = ["C0001", "C0002", "C0003"].map(|code| id(&other, code));
    let calls = ["王爷爷", "赵老师"].map(|with| contact(&mut other, first, with));
    let mut one = desk.console("李晓");
    one.shell().go(Route::Contacts);
    one.draw();
    one.keys("ctrl-a 1 Delete").sees("可办2个");
    void(&mut other, calls[0]);
    one.waits(POLL).sees("可办1个, 不能办1个").sees("电话 王爷爷  陈静（").sees("）已作废");
    one.keys("Esc Esc").shell().go(Route::Children(ChildScope::Active));
    one.draw();
    one.keys("ctrl-a 1 Delete").sees("可办3个");
    let [before, away] =
        [first, second].map(|id| other.queries().any(Kind::Child, id).unwrap().unwrap());
    let after = before.clone();
    other.execute(Command::Merge { before, after, away: vec![away] }).unwrap();
    other.execute(Command::Close { kind: Kind::Child, id: third, reason: None }).unwrap();
    one.waits(POLL).sees("可办1个, 不能办2个").sees("已并入 C0001");
    assert!(one.line_of("孩子003").contains("已结案"), "{}", one.screen());
    // One by itself, too.
    one.keys("Esc").shell().open(forms::close::open(Kind::Child, second));
    one.draw();
    one.keys("ctrl-s").sees("没有保存：刚才陈静把 孩子002 并入 C0001");
}
