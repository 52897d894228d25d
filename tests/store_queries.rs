//! What Today and the lists answer, against values worked out by hand.

use chrono::NaiveDate;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::codes::{FactCode, FactValue, Tier};
use peiban::domain::records::{Assignment, Carer, Child, Fact, Task, Visit, Volunteer};
use peiban::store::queries::{ChildOrder, ChildScope, Window};
use peiban::store::{Command, Context, Office, Store};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn office() -> Store {
    let office = Office {
        county: "511425".into(),
        desk: 1,
        visits_since: day("2026-09-01"),
        is_demo: false,
    };
    let context = Context { today: day("2026-09-01"), pinned: true, user: "李晓".into() };
    let mut store = Store::in_memory(&office, context, SchoolCalendar::embedded()).unwrap();
    for (name, birth) in [("王小明", "2016-11-25"), ("陈可欣", "2014-02-03")] {
        let child = Child { name: name.into(), birth_date: Some(day(birth)), ..Child::default() };
        store.execute(Command::add(child)).unwrap();
    }
    let volunteer = Volunteer {
        name: "周桂芳".into(),
        phone: Some("13900000417".into()),
        check_valid_until: Some(day("2026-12-08")),
        ..Volunteer::default()
    };
    store.execute(Command::add(volunteer)).unwrap();
    store
}

fn id<R: peiban::domain::records::Record>(store: &Store, code: &str) -> i64 {
    store.queries().by_code::<R>(code).unwrap().unwrap().meta().id
}

#[test]
fn today_counts_what_its_lists_show() {
    let mut store = office();
    let (child, volunteer) = (id::<Child>(&store, "C0001"), id::<Volunteer>(&store, "V0001"));
    let assignment =
        Assignment { child_id: child, volunteer_id: volunteer, ..Assignment::default() };
    store.execute(Command::add(assignment)).unwrap();
    let visit = Visit {
        child_id: child,
        volunteer_id: Some(volunteer),
        day: day("2026-09-01"),
        child_seen: Some(true),
        ..Visit::default()
    };
    store.execute(Command::add(visit)).unwrap();
    let task = Task { title: "电话家长".into(), due: day("2026-11-20"), ..Task::default() };
    store.execute(Command::add(task)).unwrap();
    store.set_today(day("2026-11-23")).unwrap();

    let queries = store.queries();
    let counts = queries.counts(30).unwrap();
    let overdue = queries.overdue(Window::ALL).unwrap();
    assert_eq!(counts.overdue_visits, overdue.len());
    // C0002 was never visited: due 1 September + 7. C0001: unknown from its first day, so 30 days after 1 September.
    let due: Vec<_> =
        overdue.iter().map(|row| (row.child.code.as_str(), row.visit_due.unwrap())).collect();
    assert_eq!(due, [("C0002", day("2026-09-08")), ("C0001", day("2026-10-01"))]);
    assert_eq!(counts.no_volunteer, 1);
    let groups = queries.overdue_by_volunteer(10).unwrap();
    assert!(groups[0].volunteer.is_none());
    assert_eq!(groups[1].volunteer.as_ref().unwrap().code, "V0001");
    // 王小明 turns ten on 25 November.
    let coming = queries.upcoming(30, 10).unwrap();
    assert_eq!(counts.upcoming, 1);
    assert_eq!((coming[0].code.as_str(), coming[0].days, coming[0].age), ("C0001", 2, Some(10)));
    let also: Vec<_> =
        queries.also_due().unwrap().iter().map(|due| (due.kind, due.count)).collect();
    assert_eq!(also, [("task", 1), ("check_expiry", 1)]);
    // Seen 83 days ago, and never, counted from 1 September: both at least watch; little is known: unknown.
    assert_eq!(counts.unknown, 2);
    let rows = queries.by_risk(Tier::Watch, Window::ALL).unwrap();
    assert_eq!(rows.len(), counts.at_risk);
    assert_eq!(rows[0].child.code, "C0002", "never seen comes first");
    for scope in [ChildScope::Active, ChildScope::AtRisk, ChildScope::NoVolunteer] {
        let listed = queries.children(scope, ChildOrder::Risk, Window::ALL).unwrap();
        assert_eq!(listed.len(), queries.count_children(scope).unwrap(), "{scope:?}");
    }
}

#[test]
fn found_by_character_pinyin_initials_phone_and_code() {
    let store = office();
    let found = |text: &str| {
        store
            .queries()
            .find(text, false, 10)
            .unwrap()
            .into_iter()
            .map(|hit| hit.code)
            .collect::<Vec<_>>()
    };
    for text in ["小明", "王", "wangxiaoming", "wxm", "xiaoming", "c0001"] {
        assert_eq!(found(text), ["C0001"], "{text}");
    }
    assert_eq!(found("0417"), ["V0001"]);
    assert!(found("没有这人").is_empty());
}

#[test]
fn names_that_begin_with_it_stand_before_names_that_hold_it_and_a_carers_phone_finds_the_children()
{
    let mut store = office();
    let carer =
        Carer { name: "黎大爷".into(), phone: Some("13912345678".into()), ..Carer::default() };
    let carer = store.execute(Command::add(carer)).unwrap().id;
    // So many given names hold the syllable that one page of terms has no other.
    let names = (0..450).map(|nth| format!("陈{}丽", ["小", "美", "雅"][nth % 3]));
    let names = names.chain(["李小花".into(), "黎明".into()]).enumerate();
    for (nth, name) in names {
        let child = Child {
            code: format!("C2{nth:03}"),
            name,
            carer_id: (nth > 449).then_some(carer),
            admitted_on: Some(day("2026-09-01")),
            ..Child::default()
        };
        store.execute(Command::add(child)).unwrap();
    }
    let found = |text: &str, limit| {
        let hits = store.queries().find(text, false, limit).unwrap();
        hits.into_iter().map(|hit| hit.name).collect::<Vec<_>>()
    };
    assert_eq!(found("li", 4), ["李小花", "黎明", "黎大爷", "陈小丽"]);
    assert_eq!(found("黎", 9), ["黎明", "黎大爷"]);
    for typed in ["13912345678", "5678", "139123"] {
        assert_eq!(found(typed, 9), ["黎大爷", "李小花", "黎明"], "{typed}");
    }
    assert_eq!(found("5678", 2), ["黎大爷", "李小花"]);
}

#[test]
fn names_usually_read_so_stand_before_those_that_seldom_are() {
    let mut store = office();
    let names = ["沈俊杰", "王晨", "任国强", "李小红", "单小红", "丹增", "孙丽", "陈子明"];
    for (nth, name) in names.into_iter().enumerate() {
        let code = format!("C3{nth:03}");
        let child = Child { code, name: name.into(), ..Child::default() };
        store.execute(Command::add(child)).unwrap();
    }
    let volunteer = Volunteer { name: "林芳".into(), ..Volunteer::default() };
    store.execute(Command::add(volunteer)).unwrap();
    let found = |text: &str, limit| {
        let hits = store.queries().find(text, false, limit).unwrap();
        hits.into_iter().map(|hit| hit.name).collect::<Vec<_>>()
    };
    // 沈 is read chén in few names, and 任 lín; both begin with what was typed, which 王晨 and 孙丽 don't.
    assert_eq!(found("chen", 9), ["陈可欣", "陈子明", "沈俊杰", "王晨"]);
    assert_eq!(found("chen", 2), ["陈可欣", "陈子明"]);
    assert_eq!(found("ch", 3), ["陈可欣", "陈子明", "沈俊杰"]);
    // A volunteer whose name is usually read so before a child whose name isn't.
    assert_eq!(found("lin", 9), ["林芳", "任国强"]);
    assert_eq!(found("li", 4), ["李小红", "林芳", "任国强", "孙丽"]);
    // As a surname 单 is shàn, and found as dān all the same; whole or not makes no difference to that.
    assert_eq!(found("shan", 9), ["单小红"]);
    assert_eq!(found("dan", 9), ["丹增", "单小红"]);
    for (typed, name) in [("cjj", "沈俊杰"), ("linguoqiang", "任国强"), ("danxiao", "单小红")]
    {
        assert_eq!(found(typed, 9), [name], "{typed}");
    }
    // Codes are no readings.
    assert_eq!(found("c3000", 9), ["沈俊杰"]);
}

#[test]
fn many_rare_readings_do_not_keep_the_usual_ones_off_the_page() {
    let mut store = office();
    // More of them than are shown, and before the others in every order.
    let rare = (0..100).map(|nth| format!("沈安{}", ["安", "白", "冰", "博"][nth % 4]));
    let names = rare.chain(["陈子明".into()]);
    let children = names.map(|name| Child { name, ..Child::default() }.into());
    store.execute(Command::AddAll(children.collect())).unwrap();
    let hits = store.queries().find("chen", false, 20).unwrap();
    let first: Vec<_> = hits.iter().map(|hit| hit.name.as_str()).take(3).collect();
    assert_eq!(first[..2], ["陈可欣", "陈子明"]);
    assert!(first[2].starts_with('沈') && hits.len() == 20);
}

#[test]
fn as_it_stood_on_an_earlier_day() {
    let mut store = office();
    let child = id::<Child>(&store, "C0001");
    store.set_today(day("2026-10-10")).unwrap();
    let fact = Fact {
        child_id: child,
        code: FactCode::OvrLedger,
        value: FactValue::Yes,
        day: day("2026-09-02"),
        ..Fact::default()
    };
    store.execute(Command::add(fact)).unwrap();
    assert_eq!(store.queries().risk_of(child).unwrap().unwrap().tier, Tier::Critical);
    let before: Child = store.queries().record(child).unwrap().unwrap();
    let closed = Child { name: "王大明".into(), ..before.clone() };
    store.execute(Command::edit(before, closed)).unwrap();
    store.look_back(day("2026-10-09")).unwrap();
    let then = store.queries().risk_of(child).unwrap().unwrap();
    assert_eq!(then.child.name, "王小明");
    assert_ne!(then.tier, Tier::Critical, "the fact was entered a day later");
}

#[test]
fn a_page_is_the_same_from_either_end() {
    let mut store = office();
    let children = (0..2_300).map(|number| {
        let name = format!("孩子{number}");
        Child { name, birth_date: Some(day("2015-05-05")), ..Child::default() }.into()
    });
    store.execute(Command::AddAll(children.collect())).unwrap();
    let queries = store.queries();
    let codes = |scope, order, window| -> Vec<String> {
        let rows = queries.children(scope, order, window).unwrap();
        rows.into_iter().map(|row| row.child.code).collect()
    };
    for scope in [ChildScope::Active, ChildScope::All, ChildScope::NoVolunteer] {
        for order in [ChildOrder::Risk, ChildOrder::Code, ChildOrder::Due] {
            let all = codes(scope, order, Window::ALL);
            assert_eq!(all.len(), 2_302);
            // Before the middle, after it, at the very end, and past it.
            for offset in [1_010, 1_900, 2_290, 2_310] {
                let page = codes(scope, order, Window { offset, limit: 40 });
                let wanted: Vec<String> = all.iter().skip(offset).take(40).cloned().collect();
                assert_eq!(page, wanted, "{scope:?} {order:?} from {offset}");
            }
        }
    }
}
