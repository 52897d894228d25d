//! Today as a coordinator sees it: what stands there, where the keys lead, what a count opens.

mod robot;

use peiban::domain::codes::{EventKind, FactCode, FactValue};
use peiban::domain::records::{
    Assignment, Child, Contact, Event, Fact, Id, Record, Task, Visit, Volunteer,
};
use peiban::language::Lang;
use peiban::store::{Command, Store};
use robot::{Demo, Robot, TODAY, day, empty_store};

fn id<R: Record>(store: &Store, code: &str) -> Id {
    store.queries().by_code::<R>(code).unwrap().unwrap().meta().id
}

/// A child known from 1 September on.
fn child(store: &mut Store, name: &str, village: &str) -> Id {
    store.set_today(day("2026-09-01")).unwrap();
    let child = Child {
        name: name.into(),
        birth_date: Some(day("2016-11-25")),
        township: Some("西龙镇".into()),
        village: Some(village.into()),
        grade: Some(4),
        grade_year: Some(2026),
        admitted_on: Some(day("2026-09-01")),
        ..Child::default()
    };
    let receipt = store.execute(Command::add(child)).unwrap();
    store.set_today(day(TODAY)).unwrap();
    receipt.id
}

fn volunteer(store: &mut Store, name: &str, phone: &str) -> Id {
    let volunteer = Volunteer {
        name: name.into(),
        phone: Some(phone.into()),
        check_valid_until: Some(day("2026-12-08")),
        ..Volunteer::default()
    };
    store.execute(Command::add(volunteer)).unwrap().id
}

fn fact(store: &mut Store, child: Id, code: FactCode) {
    let fact = Fact {
        child_id: child,
        code,
        value: FactValue::Yes,
        day: day("2026-11-20"),
        ..Fact::default()
    };
    store.execute(Command::add(fact)).unwrap();
}

/// Four children: one on the ledger, one who says she will quit, one overdue with a volunteer, one seen yesterday.
fn office() -> Store {
    let mut store = empty_store();
    let ledger = child(&mut store, "罗俊豪", "三江村");
    let quits = child(&mut store, "杨思雨", "中坝村");
    let late = child(&mut store, "何雨欣", "新桥村");
    let seen = child(&mut store, "吉克阿依莫", "高庙村");
    fact(&mut store, ledger, FactCode::OvrLedger);
    fact(&mut store, quits, FactCode::Beh1);
    let zhou = volunteer(&mut store, "周桂芳", "13900000417");
    for child in [late, seen] {
        let assignment =
            Assignment { child_id: child, volunteer_id: zhou, ..Assignment::default() };
        store.execute(Command::add(assignment)).unwrap();
    }
    let visit = Visit {
        child_id: seen,
        volunteer_id: Some(zhou),
        day: day("2026-11-22"),
        child_seen: Some(true),
        ..Visit::default()
    };
    store.execute(Command::add(visit)).unwrap();
    let task = Task { title: "三方谈".into(), due: day("2026-11-20"), ..Task::default() };
    store.execute(Command::add(task)).unwrap();
    let event = Event {
        title: "安全培训".into(),
        kind: EventKind::Training,
        starts_on: day("2026-11-28"),
        capacity: Some(28),
        ..Event::default()
    };
    store.execute(Command::add(event)).unwrap();
    store
}

#[test]
fn the_page_says_who_and_why() {
    let mut robot = Robot::new(office());
    robot
        .sees("今日 2026-11-23 周一 农历十月十五 第13教学周")
        .sees("紧急1")
        .sees("超期3户")
        .sees("无志愿者2")
        .sees("第一次打开")
        .sees("需要关注 4")
        // By rule: the ledger gives no points.
        .sees(">急   0!  ")
        .sees("在控辍台账")
        .sees("说不想读了")
        .sees("吉克阿依莫")
        .sees("周桂芳      13900000417 何雨欣")
        .sees("11-28 周六   +5 培训")
        .sees("报名0/28")
        .sees("11-25 周三   +2 生日   罗俊豪 满10岁 公历")
        .sees("待办1(过期1)")
        .sees("年检60天内1");
}

#[test]
fn in_english_too() {
    let mut robot = Robot::with(office(), Lang::En, 80, 24);
    robot
        .sees("Needs attention 4")
        .sees("Luo Junhao")
        .sees("on dropout ledger")
        .sees("NO VOLUNTEER")
        .sees("Zhou Guifang")
        .sees("tasks 1 (1 late)");
    // Two who go there together are not cut short.
    let demo = Demo::build();
    let mut robot = Robot::with(demo.store(), Lang::En, 80, 24);
    robot.sees("Zhang Min +1 ").lacks("+Li").keys("g e").sees("culture station").lacks("stati…");
}

#[test]
fn the_wide_page_tells_of_the_selected_child() {
    let mut robot = Robot::with(office(), Lang::Zh, 160, 45);
    robot
        .sees("选中: 罗俊豪")
        .sees("在疑似辍学或辍学台账")
        .keys("Down")
        .sees("选中: 何雨欣")
        .sees("还不知道")
        .sees("y复制催访消息")
        .sees("11月")
        .sees("* 活动");
}

#[test]
fn every_count_opens_a_list_of_so_many_rows() {
    // The counts stand in one row above the children: up from the first of them, past the panel's title.
    let expected = ["逐个处理 1/3", "紧急的孩子 1", "重点的孩子 0", "信息不全的孩子 2"];
    for (at, title) in expected.iter().enumerate() {
        let mut robot = Robot::new(office());
        robot.keys("Up Up").keys(&"Right ".repeat(at)).keys("Enter").sees(title);
    }
    for (at, title) in
        [(6, "超期未走访 3"), (7, "今天到期的走访 0"), (8, "无志愿者的孩子 2"), (9, "近期安排 5")]
    {
        let mut robot = Robot::new(office());
        robot.keys("Up Up").keys(&"Right ".repeat(at)).keys("Enter").sees(title);
    }
}

#[test]
fn no_count_is_left_out_at_80_columns() {
    let demo = Demo::build();
    Robot::with(demo.store(), Lang::Zh, 80, 24)
        .sees("待处理7 紧急2 重点2 不全4 关注6 平稳26 超期5户 今天到期1 无志愿者1 30天内");
    Robot::with(demo.store(), Lang::En, 80, 24)
        .sees("Queue 7 Crit 2 High 2 Unkn 4 Watch 6 Stable 26 Late 5 Due 1 NoVol 1 30 days ");
    // Where there is less room they are said in fewer letters.
    Robot::with(demo.store(), Lang::Zh, 60, 24)
        .sees("待7 紧急2 重点2 不全4 关注6 平稳26 超期5 今天1 无人1 近期");
    Robot::with(demo.store(), Lang::En, 60, 24)
        .sees("Q7 Crit2 High2 Unkn4 Watch6 Stable26 Late5 Due1 NoV1 Soon");
}

#[test]
fn a_panels_title_opens_its_list() {
    let mut robot = Robot::new(office());
    robot.keys("Up").sees("Enter看全部").keys("Enter").sees("需要关注的孩子 4").keys("Esc");
    robot.keys("Tab Up Enter").sees("超期未走访 3").keys("Esc");
    robot.keys("Tab Up Enter").sees("近期安排 5").keys("Esc");
    robot.keys("Tab Enter").sees("待办 1").sees("三方谈").keys("Esc");
    robot.keys("Right Enter").sees("志愿者年检 1").sees("2026-12-08");
}

#[test]
fn enter_opens_the_child_and_esc_comes_back_to_the_row() {
    let mut robot = Robot::new(office());
    robot.keys("Down").sees(">缺").keys("Enter");
    assert_eq!(robot.shell().depth(), 2);
    robot.keys("Esc").sees(">缺");
}

#[test]
fn an_empty_office_says_how_to_begin() {
    for lang in Lang::ALL {
        let mut robot = Robot::with(empty_store(), lang, 80, 24);
        robot.sees("peiban demo").sees(if lang == Lang::Zh { "花名册" } else { "name list" });
    }
}

#[test]
fn a_report_stands_at_the_top_without_a_name() {
    let mut store = office();
    let quits = id::<Child>(&store, "C0002");
    fact(&mut store, quits, FactCode::OvrReport);
    let mut robot = Robot::new(store);
    robot.sees("有1件强制报告还没有报出").sees("受限记录");
    let screen = robot.screen();
    let banner = screen.lines().find(|line| line.contains("强制报告")).unwrap();
    assert!(!banner.contains("杨思雨"), "{banner}");
}

#[test]
fn what_changed_since_the_last_session_is_in_words() {
    let mut store = empty_store();
    let late = child(&mut store, "杨思雨", "中坝村");
    store.fix_now(1_795_000_000);
    store.set_today(day("2026-11-20")).unwrap();
    store.close_session(0).unwrap();
    store.set_today(day(TODAY)).unwrap();
    fact(&mut store, late, FactCode::OvrLedger);
    let visit = Visit {
        child_id: late,
        day: day("2026-11-22"),
        child_seen: Some(true),
        ..Visit::default()
    };
    store.execute(Command::add(visit)).unwrap();
    store.set_user("陈静");
    let contact = Contact { child_id: late, day: day("2026-11-22"), ..Contact::default() };
    store.execute(Command::add(contact)).unwrap();
    store.set_user("李晓");
    let mut robot = Robot::new(store);
    robot.sees("以来: 杨思雨").sees("升紧急").sees("录入走访1次");
    // What one did oneself is no news, and what the others did stays.
    robot.sees("陈静改过1处").lacks("李晓改过");
}

#[test]
fn opened_and_closed_on_one_day_the_news_stay_and_counts_can_be_pressed() {
    let mut store = empty_store();
    let late = child(&mut store, "杨思雨", "中坝村");
    store.fix_now(1_795_000_000);
    // On someone's first day the first session counts.
    store.close_session(0).unwrap();
    let first = store.last_session().unwrap().unwrap();
    fact(&mut store, late, FactCode::OvrLedger);
    store.close_session(0).unwrap();
    assert_eq!(store.last_session().unwrap().unwrap(), first);
    // On the next day it is the last one of the day before, however often one looks in.
    store.set_today(day("2026-11-24")).unwrap();
    for _ in 0..2 {
        let last = store.last_session().unwrap().unwrap();
        assert!(last.day == day(TODAY) && last.last_entry > first.last_entry, "{last:?}");
        store.close_session(0).unwrap();
    }
    let mut robot = Robot::new(store);
    robot.click("紧急1").click("紧急1").sees("[紧急1]").sees("杨思雨");
}

#[test]
fn the_reminder_names_the_children_and_nothing_of_risk() {
    let mut robot = Robot::new(office());
    // The children without a volunteer stand first; there is no one to remind.
    robot.keys("Tab Down Down y");
    let copied = robot.shell().copied().unwrap().to_owned();
    assert!(copied.contains("周桂芳您好") && copied.contains("何雨欣 西龙新桥村"), "{copied}");
    assert!(!copied.contains("急") && !copied.contains('分'), "{copied}");
}
