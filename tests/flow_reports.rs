//! Mandatory reports from end to end: known, sent, closed; what an import brings of them; nobody's name on Today.

mod robot;

use peiban::console::action::Route;
use peiban::console::screens::forms;
use peiban::domain::codes::{FactCode, FactValue, Observation};
use peiban::domain::records::{Child, Fact, Id, Report, Visit};
use peiban::language::Lang;
use peiban::store::queries::{ReportScope, Window};
use peiban::store::{Command, Store};
use robot::{Robot, day, empty_store};

fn office() -> (Store, Id) {
    let mut store = empty_store();
    let child = Child {
        name: "王小明".into(),
        township: Some("青竹街道".into()),
        village: Some("河坝村".into()),
        admitted_on: Some(day("2026-09-01")),
        ..Child::default()
    };
    let id = store.execute(Command::add(child)).unwrap().id;
    (store, id)
}

fn reports(robot: &mut Robot, child: Id) -> Vec<Report> {
    robot.shell().store().queries().reports_of(child).unwrap()
}

fn newest_fact(robot: &mut Robot, child: Id) -> Option<FactValue> {
    let facts = robot.shell().store().queries().child_records(child, 9).unwrap().facts;
    facts.iter().find(|fact| fact.code == FactCode::OvrReport).map(|fact| fact.value)
}

#[test]
fn a_report_is_known_sent_and_closed() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    // Known, not yet sent: the banner stands, without a name.
    robot.keys("!").sees("110 报警").sees("哪天知道的").keys("Enter Enter").keys("手臂有伤");
    robot.keys("ctrl-s").sees("还没有报出，马上报");
    robot.sees("有1件强制报告还没有报出，按规定马上报");
    let first = robot.screen().lines().nth(1).unwrap().to_owned();
    assert!(!first.contains("王小明"), "{first}");
    assert_eq!(newest_fact(&mut robot, child), Some(FactValue::Yes));
    // It can't wait: the child's page says so before anything is written.
    robot.shell().go(Route::Child(child));
    robot.draw();
    robot.keys("5").sees("不能暂缓").lacks("为什么等").keys("F2");
    // From the banner to the list, and on with the report: police and civil affairs, at 14:30.
    robot.keys("g r").sees("强制报告 1").sees("没报，11-23 起");
    robot
        .keys("Enter")
        .sees("有未结的强制报告")
        .keys("1 3 Enter Enter 25点 Enter Enter 12号回执 ctrl-s");
    robot.sees("看不懂这个时间").keys("ctrl-u 下午2点半 ctrl-s").sees("已登记强制报告：王小明");
    robot.sees("11-23 已报").sees("公安、民政").sees("12号回执");
    let report = reports(&mut robot, child).remove(0);
    assert_eq!(report.sent_to.as_deref(), Some("police;civil_affairs"));
    assert_eq!(report.sent_at.map(|time| time.to_string()).as_deref(), Some("14:30"));
    assert_eq!(
        (report.sent_by.as_deref(), report.note.as_deref()),
        (Some("李晓"), Some("手臂有伤"))
    );
    robot.keys("F2").sees("有1件强制报告未结，都已报出");
    // The child's page tells of it.
    robot
        .keys("Enter Right Right Right Right")
        .sees("强制报告")
        .sees("公安、民政")
        .sees("手臂有伤");
    // Closing wants a result.
    robot.keys("! 1").sees("怎么了结的").keys("ctrl-s").sees("要填");
    robot.keys("立案，孩子在姑姑家 ctrl-s").sees("强制报告已了结：王小明").sees("11-23 了结");
    assert_eq!(newest_fact(&mut robot, child), Some(FactValue::No));
    robot.keys("F2").lacks("强制报告未结").keys("ctrl-z").sees("强制报告未结，都已报出");
    assert_eq!(newest_fact(&mut robot, child), Some(FactValue::Yes));
    assert!(reports(&mut robot, child)[0].is_open());
    // One step further back each: not sent, not known.
    robot.keys("ctrl-z").sees("还没有报出").keys("ctrl-z").lacks("件强制报告");
    assert!(reports(&mut robot, child).is_empty() && newest_fact(&mut robot, child).is_none());
}

#[test]
fn the_banner_leads_to_the_list_by_arrows() {
    let (mut store, child_id) = office();
    let report = Report { child_id, known_on: day("2026-11-22"), ..Report::default() };
    store.execute(Command::add(report.clone())).unwrap();
    // One open report a child.
    assert!(store.execute(Command::add(report)).is_err());
    let mut robot = Robot::with(store, Lang::En, 80, 24);
    robot.sees("Mandatory reports to be sent at once: 1");
    robot.keys("Up Up Up Enter").sees("Mandatory reports 1").sees("Wang Xiaoming");
    robot.sees("unsent, 22 Nov").keys("Enter").sees("sent to").sees("police").lacks("⟨");
    robot.keys("Esc Tab").lacks("⟨");
}

#[test]
fn a_fact_and_its_report_are_kept_alike() {
    let (mut store, child_id) = office();
    let fact = |value, on: &str| Fact {
        child_id,
        code: FactCode::OvrReport,
        value,
        day: day(on),
        source: Some("村里来电".into()),
        ..Fact::default()
    };
    store.execute(Command::add(fact(FactValue::Yes, "2026-11-20"))).unwrap();
    let open = store.queries().reports_of(child_id).unwrap();
    assert_eq!((open.len(), open[0].known_on), (1, day("2026-11-20")));
    assert_eq!(open[0].note.as_deref(), Some("村里来电"));
    assert_eq!(store.queries().open_reports().unwrap().unsent, 1);
    store.execute(Command::add(fact(FactValue::No, "2026-11-21"))).unwrap();
    let closed = store.queries().reports_of(child_id).unwrap();
    assert_eq!((closed.len(), closed[0].closed_on), (1, Some(day("2026-11-21"))));
    store.execute(Command::Undo { entry: None }).unwrap();
    assert!(store.queries().reports_of(child_id).unwrap()[0].is_open());
    // A fact that was wrong takes its report with it.
    let id = store.queries().child_records(child_id, 9).unwrap().facts[0].meta.id;
    let kind = peiban::store::Kind::Fact;
    store.execute(Command::Void { kind, id, reason: "看错人".into() }).unwrap();
    let closed = store.queries().reports_of(child_id).unwrap();
    assert_eq!(closed[0].result.as_deref(), Some("看错人"));
    assert_eq!(store.queries().open_reports().unwrap().open, 0);
}

#[test]
fn an_urgent_visit_without_a_report_is_listed_until_there_is_one() {
    let (mut store, child_id) = office();
    let visit = Visit {
        child_id,
        day: day("2026-11-20"),
        child_seen: Some(true),
        safety: Some(Observation::Urgent),
        note: Some("手臂有伤".into()),
        ..Visit::default()
    };
    store.execute(Command::add(visit)).unwrap();
    let wanted = |store: &Store| {
        store.queries().reports(ReportScope::Wanted, Window { offset: 0, limit: 9 }).unwrap()
    };
    assert_eq!(wanted(&store)[0].day, day("2026-11-20"));
    let mut robot = Robot::new(store);
    robot.keys("g r").sees("待登记1").keys("Left").sees("还没登记").keys("Enter");
    robot.sees("11-20 的走访记着安全紧急").keys("ctrl-s").sees("马上报").sees("待登记0");
    // What was noted there is what is known.
    let report = reports(&mut robot, child_id).remove(0);
    assert_eq!((report.known_on, report.note.as_deref()), (day("2026-11-20"), Some("手臂有伤")));
    assert!(wanted(robot.shell().store()).is_empty());
}

#[test]
fn danger_at_home_and_a_correction_to_urgent_offer_the_report_too() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    robot.keys("Enter 1 1 1131 1").sees(">强制报告").keys("2 门锁着 ctrl-s").sees("已记录走访");
    assert!(reports(&mut robot, child).is_empty());
    let visit = robot.shell().store().queries().child_records(child, 1).unwrap().visits.remove(0);
    robot.shell().open(forms::visit::correct(visit.meta.id));
    robot.draw();
    // The home was urgent before: it was asked then. Now nothing is asked but what has changed.
    robot.lacks(" 强制报告");
    robot.keys("ctrl-x Esc");
    let calm = Visit { home: Some(Observation::Ok), ..visit.clone() };
    robot.shell().execute(Command::Correct { before: visit.into(), after: calm.into() });
    let visit = robot.shell().store().queries().child_records(child, 1).unwrap().visits.remove(0);
    robot.shell().open(forms::visit::correct(visit.meta.id));
    robot.draw();
    while !robot.screen().contains(">安全") {
        robot.keys("Tab");
    }
    robot.keys("3").sees(">强制报告").keys("1 ctrl-s").sees("已记录走访");
    // The form of the report comes with what was noted; it is written when it is saved.
    robot.sees("报给谁").sees("门锁着").keys("ctrl-s").sees("还没有报出，马上报");
    let report = reports(&mut robot, child).remove(0);
    assert_eq!((report.known_on, report.note.as_deref()), (day("2026-11-23"), Some("门锁着")));
}

#[test]
fn a_report_of_the_history_is_restricted() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    robot.shell().open(forms::report::open(child));
    robot.draw();
    robot
        .keys("Enter Enter")
        .keys("手臂有伤")
        .keys("ctrl-s g h")
        .sees("登记强制报告")
        .lacks("手臂")
        .keys("Enter")
        .sees("受限记录");
}

#[test]
fn a_report_that_is_yet_to_be_made_is_never_said_to_be_sent() {
    let (mut store, child_id) = office();
    let other = store
        .execute(Command::add(Child { name: "陈可欣".into(), ..Child::default() }))
        .unwrap()
        .id;
    let report = Report {
        child_id: other,
        known_on: day("2026-11-20"),
        sent_on: Some(day("2026-11-20")),
        sent_to: Some("police".into()),
        sent_by: Some("李晓".into()),
        ..Report::default()
    };
    store.execute(Command::add(report)).unwrap();
    let visit = Visit {
        child_id,
        day: day("2026-11-23"),
        child_seen: Some(true),
        safety: Some(Observation::Urgent),
        note: Some("手臂有伤".into()),
        ..Visit::default()
    };
    store.execute(Command::add(visit)).unwrap();
    let mut robot = Robot::new(store);
    robot.sees("有1件强制报告还没有报出，按规定马上报；已报未结1件").lacks("都已报出");
    // In the queue it is danger, not trouble at school, and the key is named.
    robot.keys("t");
    if !robot.screen().contains("王小明") {
        robot.keys("Space");
    }
    robot.sees("走访：安全紧急，还没报，! 强制报告").lacks("走访报告有问题");
    robot.keys("!").sees("手臂有伤").keys("ctrl-s").sees("走访：安全紧急").lacks("还没报，");
}
