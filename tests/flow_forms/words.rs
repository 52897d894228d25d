//! Usual words in forms: they stand in the page's language and are kept alike in both.

use super::{add_child, office, open};
use crate::robot::{Robot, day};
use peiban::console::screens::forms;
use peiban::domain::codes::{ContactKind, FactCode, FactValue};
use peiban::domain::records::{Child, Contact, Event, Fact};
use peiban::language::Lang;
use peiban::store::Command;

#[test]
fn a_relation_stands_in_english_and_is_kept_as_it_was() {
    let (mut store, id) = office();
    let before: Child = store.queries().record(id).unwrap().unwrap();
    let after = Child {
        carer_relation: Some("外婆".into()),
        categories: Some("留守儿童;单亲".into()),
        ..before.clone()
    };
    store.execute(Command::edit(before, after)).unwrap();
    let mut robot = Robot::with(store, Lang::En, 80, 30);
    open(&mut robot, forms::child::edit(id));
    robot.sees("grandmother").sees("single-parent").lacks("外婆").lacks("单亲");
    // Something else is changed, also in the other language: the word stays.
    robot.keys("ctrl-u 王大明 F12").sees("外婆").lacks("grandmother").keys("F12");
    robot.sees("grandmother").sees("王大明").keys("ctrl-s").sees("Saved");
    let kept: Child = robot.shell().store().queries().record(id).unwrap().unwrap();
    assert_eq!((kept.name.as_str(), kept.carer_relation.as_deref()), ("王大明", Some("外婆")));
    assert_eq!(kept.categories.as_deref(), Some("留守儿童;单亲"));
    // What English calls a known word is kept as that word; what it doesn't tell apart, and free words, as they were typed.
    for (typed, word) in
        [("Neighbour", "邻居"), ("grandmother", "grandmother"), ("great-aunt", "great-aunt")]
    {
        open(&mut robot, forms::child::edit(id));
        let to_relation = "Tab ".repeat(15);
        robot.keys(&to_relation).keys("ctrl-u").keys(typed).keys("ctrl-s").sees("Saved");
        let kept: Child = robot.shell().store().queries().record(id).unwrap().unwrap();
        assert_eq!(kept.carer_relation.as_deref(), Some(word));
    }
}

#[test]
fn sources_places_and_people_spoken_to_are_kept_alike() {
    let (mut store, child_id) = office();
    let fact = Fact {
        child_id,
        code: FactCode::Beh1,
        value: FactValue::Yes,
        day: day("2026-11-20"),
        source: Some("班主任来电".into()),
        ..Fact::default()
    };
    let fact = store.execute(Command::add(fact)).unwrap().id;
    let contact = Contact {
        child_id,
        day: day("2026-11-20"),
        kind: ContactKind::Call,
        with_whom: Some("奶奶 黄素珍".into()),
        ..Contact::default()
    };
    let contact = store.execute(Command::add(contact)).unwrap().id;
    let event = Event {
        title: "体检".into(),
        starts_on: day("2026-12-05"),
        place: Some("县人民医院".into()),
        ..Event::default()
    };
    let event = store.execute(Command::add(event)).unwrap().id;
    let mut robot = Robot::with(store, Lang::En, 80, 24);
    open(&mut robot, forms::fact::correct(fact));
    robot.sees("teacher rang").lacks("班主任来电").keys("Tab Tab Tab 11-21 ctrl-s").sees("Saved");
    open(&mut robot, forms::contact::correct(contact));
    robot.sees("grandmother Huang Suzhen").keys("2 ctrl-s").sees("Saved");
    open(&mut robot, forms::event::edit(event));
    robot.sees("county hospital").keys("1 ctrl-s").sees("Saved");
    let queries = robot.shell().store().queries();
    let records = queries.child_records(child_id, 9).unwrap();
    assert_eq!(records.facts[0].source.as_deref(), Some("班主任来电"));
    assert_eq!(records.contacts[0].with_whom.as_deref(), Some("奶奶 黄素珍"));
    let event: Event = queries.record(event).unwrap().unwrap();
    assert_eq!(event.place.as_deref(), Some("县人民医院"));
}

#[test]
fn marks_entered_on_an_english_page_are_of_the_same_subjects() {
    let (mut store, _) = office();
    let child = add_child(&mut store, "陈可欣");
    let mut robot = Robot::with(store, Lang::En, 80, 24);
    open(&mut robot, forms::exam::open(child));
    robot.keys("11-06 Tab 2 88 Tab 91 Tab Tab Tab physics Tab 70 ctrl-s").sees("Saved");
    let exams = robot.shell().store().queries().child_records(child, 9).unwrap().exams;
    let mut subjects: Vec<&str> = exams.iter().map(|exam| exam.subject.as_str()).collect();
    subjects.sort_unstable();
    assert_eq!(subjects, ["数学", "物理", "语文"]);
    open(&mut robot, forms::exam::correct(exams[0].meta.id));
    robot.lacks("数学").lacks("物理").lacks("语文");
}
