//! Contacts, tasks, facts, attendance, marks; closing and voiding.

use super::{office, open, visits};
use crate::robot::{Robot, day};
use peiban::console::action::Route;
use peiban::console::screens::forms;
use peiban::domain::codes::{AttendanceStatus, ContactKind, ExamType, FactCode, FactValue};
use peiban::domain::records::{Carer, Child, Fact, Visit};
use peiban::language::Lang;
use peiban::store::{Command, Kind};

#[test]
fn a_contact_is_four_digits_and_a_note() {
    let (mut store, child) = office();
    let carer = store
        .execute(Command::add(Carer { name: "黄素珍".into(), ..Carer::default() }))
        .unwrap()
        .id;
    let before: Child = store.queries().record(child).unwrap().unwrap();
    let after = Child {
        carer_id: Some(carer),
        carer_relation: Some("奶奶".into()),
        class_teacher: Some("刘老师".into()),
        ..before.clone()
    };
    store.execute(Command::edit(before, after)).unwrap();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::contact::open(child));
    robot
        .sees("奶奶 黄素珍")
        .sees("[1 电话]")
        .keys("Enter Enter 1 感冒,请假两天 Enter")
        .sees("已保存: 登记联系 王小明");
    let contact =
        robot.shell().store().queries().child_records(child, 9).unwrap().contacts.remove(0);
    assert_eq!((contact.kind, contact.day), (ContactKind::Call, day("2026-11-23")));
    assert_eq!(contact.with_whom.as_deref(), Some("奶奶 黄素珍"));
    assert_eq!(contact.note.as_deref(), Some("感冒,请假两天"));
    open(&mut robot, forms::contact::correct(contact.meta.id));
    robot.sees("改联系记录").keys("3 昨天 Enter ctrl-s").sees("已保存: 改联系记录");
    let contacts = robot.shell().store().queries().child_records(child, 9).unwrap().contacts;
    assert_eq!((contacts.len(), contacts[0].kind), (1, ContactKind::Meeting));
    assert_eq!(contacts[0].day, day("2026-11-22"));
}

#[test]
fn an_english_form_names_whom_in_latin_letters_and_keeps_them_as_written() {
    let (mut store, child) = office();
    let carer = Carer { name: "黄素珍".into(), ..Carer::default() };
    let carer = store.execute(Command::add(carer)).unwrap().id;
    let before: Child = store.queries().record(child).unwrap().unwrap();
    let after = Child {
        carer_id: Some(carer),
        carer_relation: Some("奶奶".into()),
        class_teacher: Some("吕老师".into()),
        ..before.clone()
    };
    store.execute(Command::edit(before, after)).unwrap();
    let mut robot = Robot::with(store, Lang::En, 80, 24);
    open(&mut robot, forms::contact::open(child));
    robot.sees("1 grandmother Huang Suzhen").sees("2 teacher Lyu");
    robot.keys("Enter Enter 2 rang Enter").sees("Saved");
    let contacts = robot.shell().store().queries().child_records(child, 9).unwrap().contacts;
    assert_eq!(contacts[0].with_whom.as_deref(), Some("吕老师"));
    robot.keys("g d").sees("teacher Lyu");
    open(&mut robot, forms::new(Kind::Volunteer).unwrap());
    robot.sees("1 female   2 male").lacks("girl");
}

#[test]
fn a_task_is_due_in_a_week_unless_said_otherwise() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::task::open(Some(child)));
    robot
        .sees("2026-11-30 周一")
        .sees(">要办什么")
        .keys("Enter ctrl-s")
        .sees("要填")
        .keys("和班主任谈 ctrl-s")
        .sees("已保存");
    open(&mut robot, forms::task::open(None));
    robot
        .keys("xm")
        .sees("王小明")
        .keys("Enter 找校服 Enter fri ctrl-s")
        .sees("已保存: 新建待办 找校服");
    let tasks = robot.shell().store().queries().child_records(child, 9).unwrap().tasks;
    let dues: Vec<_> = tasks.iter().map(|task| task.due.to_string()).collect();
    assert_eq!(dues, ["2026-11-30", "2026-11-27"]);
    assert_eq!(tasks[0].owner.as_deref(), Some("李晓"));
    open(&mut robot, forms::task::edit(tasks[0].meta.id));
    robot.keys("Tab Tab +1 ctrl-s").sees("已保存: 修改待办 和班主任谈");
}

#[test]
fn a_fact_is_two_digits_then_its_value() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::fact::open(child));
    // Home, guardian and parents, mother away.
    robot
        .keys("2")
        .sees("监护与父母")
        .keys("1")
        .sees("母亲离家")
        .keys("2 昨天 Enter 走访看到 Enter Enter");
    robot.sees("已保存: 登记情况 王小明");
    let facts = robot.shell().store().queries().child_records(child, 9).unwrap().facts;
    assert_eq!((facts[0].code, facts[0].value), (FactCode::Hom1, FactValue::MotherAway));
    assert_eq!((facts[0].day, facts[0].source.as_deref()), (day("2026-11-22"), Some("走访看到")));
    // What is known stands there, and the same again is refused beside the value.
    open(&mut robot, forms::fact::open(child));
    robot
        .keys("21")
        .sees("现在记着：监护与父母 母亲离家（2026-11-22）")
        .keys("2 11-22 ctrl-s")
        .sees("已经有这一条");
    robot.keys("1 ctrl-s").sees("已保存");
    // Five dangers and one more, yes or no.
    open(&mut robot, forms::fact::open(child));
    // A mandatory report isn't among them: it has a form of its own.
    robot.keys("5").lacks("强制报告").keys("2 1").keys("Tab Tab 她自己说的 ctrl-s").sees("已保存");
    let facts = robot.shell().store().queries().child_records(child, 9).unwrap().facts;
    let wrong = facts.iter().find(|fact| fact.code == FactCode::OvrSelfharm).unwrap();
    assert_eq!(wrong.note.as_deref(), Some("她自己说的"));
    let wrong = wrong.meta.id;
    open(&mut robot, forms::fact::correct(wrong));
    robot.sees("[5 立即危险]").sees("[1 是]").keys("Tab Tab 2 ctrl-s").sees("已保存: 改情况");
    open(&mut robot, forms::incident::open(child));
    robot.sees("出走或涉警").keys("2 周六 ctrl-s").sees("已保存: 登记事件 王小明");
    let facts = robot.shell().store().queries().child_records(child, 9).unwrap().facts;
    let beh2 = facts.iter().find(|fact| fact.code == FactCode::Beh2).unwrap();
    assert_eq!((beh2.value, beh2.day), (FactValue::Serious, day("2026-11-21")));
}

#[test]
fn attendance_of_a_day_or_a_range() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::attendance::open(child));
    robot.keys("1 11-20 Enter 3 ctrl-s").sees("已保存: 登记出勤 王小明");
    open(&mut robot, forms::attendance::open(child));
    // 2026-11-09 is a Monday: two school weeks.
    robot
        .keys("2 11-09 Enter 11-20 Enter")
        .sees("有10个上课日")
        .keys("10 Enter 6 Enter 5 ctrl-s")
        .sees("请假加旷课11天，比应到天数多");
    robot.keys("10 Enter 2 Enter ０.５ ctrl-s").sees("已保存");
    let records = robot.shell().store().queries().child_records(child, 9).unwrap();
    assert_eq!(records.attendance_days[0].status, AttendanceStatus::Unexcused);
    let range = &records.attendance_ranges[0];
    assert_eq!(
        (range.days_recorded, range.absent_excused, range.absent_unexcused),
        (10.0, Some(2.0), Some(0.5))
    );
    // The end is of the year of the beginning, so that it lies ahead and is not said to come before it.
    open(&mut robot, forms::attendance::open(child));
    robot
        .keys("2 11-16 Enter 11-30 Enter")
        .sees("2026-11-30 周一")
        .keys("5 Enter 0 Enter 0 ctrl-s")
        .sees("不能晚于今天")
        .lacks("早于开始")
        .keys("Esc");
    let (day_id, range_id) = (records.attendance_days[0].meta.id, range.meta.id);
    open(&mut robot, forms::attendance::correct_day(day_id));
    robot.sees("[3 旷课]").keys("Enter 4 ctrl-s").sees("已保存: 改出勤");
    open(&mut robot, forms::attendance::correct_range(range_id));
    robot.keys("Tab Tab Tab 3 ctrl-s").sees("已保存: 改出勤");
    let records = robot.shell().store().queries().child_records(child, 9).unwrap();
    assert_eq!(records.attendance_days[0].status, AttendanceStatus::Late);
    assert_eq!(records.attendance_ranges[0].absent_excused, Some(3.0));
}

#[test]
fn the_marks_of_an_exam_in_one_sitting() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::exam::open(child));
    robot
        .keys("11-06 Enter 2 51 Enter 168 Enter 88 Enter Enter Enter 70 ctrl-s")
        .sees("超过满分 100")
        .sees("要填");
    // 168 is too much; the other mark lacks its subject.
    robot.keys("68 Enter Enter Enter 科学 ctrl-s").sees("已保存: 登记成绩 王小明");
    let exams = robot.shell().store().queries().child_records(child, 9).unwrap().exams;
    let mut marks: Vec<_> = exams.iter().map(|exam| (exam.subject.as_str(), exam.score)).collect();
    marks.sort_by(|one, other| one.0.cmp(other.0));
    assert_eq!(marks, [("数学", 68.0), ("科学", 70.0), ("英语", 88.0), ("语文", 51.0)]);
    assert!(exams.iter().all(|exam| exam.exam_type == Some(ExamType::Midterm)));
    let chinese = exams.iter().find(|exam| exam.subject == "语文").unwrap().meta.id;
    open(&mut robot, forms::exam::correct(chinese));
    robot.keys("Tab Tab 15 ctrl-s").sees("已保存: 改成绩");
    open(&mut robot, forms::exam::open(child));
    robot.keys("ctrl-s").sees("至少写一科的分数");
}

#[test]
fn a_child_with_an_open_report_is_not_closed() {
    let (mut store, child_id) = office();
    let report = Fact {
        child_id,
        code: FactCode::OvrReport,
        value: FactValue::Yes,
        day: day("2026-11-20"),
        ..Fact::default()
    };
    store.execute(Command::add(report.clone())).unwrap();
    let close = Command::Close { kind: Kind::Child, id: child_id, reason: None };
    assert!(store.execute(close).is_err());
    let mut robot = Robot::new(store);
    open(&mut robot, forms::close::open(Kind::Child, child_id));
    robot.sees("强制报告还没有结，不能结案").keys("搬走 ctrl-s").lacks("已保存").keys("F7 Esc");
    // Once it has ended, the file closes.
    let end = Fact { value: FactValue::No, day: day("2026-11-21"), ..report };
    robot.shell().execute(Command::add(end));
    open(&mut robot, forms::close::open(Kind::Child, child_id));
    robot.lacks("强制报告").keys("搬走 ctrl-s").sees("已保存: 结案 王小明");
}

#[test]
fn closing_says_what_stays_open_and_voiding_wants_a_reason() {
    let (mut store, child_id) = office();
    let visit =
        Visit { child_id, day: day("2026-11-20"), child_seen: Some(true), ..Visit::default() };
    let visit = store.execute(Command::add(visit)).unwrap().id;
    let mut robot = Robot::new(store);
    open(&mut robot, forms::close::open(Kind::Child, child_id));
    robot.sees("2名志愿者还结对着").keys("搬走 ctrl-s").sees("已保存: 结案 王小明");
    let child: Child = robot.shell().store().queries().record(child_id).unwrap().unwrap();
    assert_eq!(child.closed_reason.as_deref(), Some("搬走"));
    open(&mut robot, forms::void::open(Kind::Visit, visit));
    robot
        .sees("2026-11-20")
        .keys("ctrl-s")
        .sees("要填")
        .keys("记错人 Enter")
        .sees("已保存: 作废 王小明");
    assert!(visits(&mut robot, child_id).is_empty());
}

#[test]
fn a_visit_is_voided_on_the_overview_where_the_palette_closes_the_file() {
    let (mut store, child_id) = office();
    let visit =
        Visit { child_id, day: day("2026-11-20"), child_seen: Some(true), ..Visit::default() };
    store.execute(Command::add(visit)).unwrap();
    let mut robot = Robot::new(store);
    robot.shell().go(Route::Child(child_id));
    robot.draw();
    // The first row is a volunteer, whom the key means; the file is closed by its name all the same.
    robot.sees(">志愿者 张敏").keys("F10 结案").sees("结束结对").keys("Enter");
    robot.sees("2名志愿者还结对着").keys("Esc");
    for key in ["D", "Delete"] {
        robot
            .click("11-20 ")
            .keys(key)
            .sees("作废")
            .sees("2026-11-20")
            .lacks("还结对着")
            .keys("Esc");
    }
    robot.keys("F10 结案 Enter").sees("2名志愿者还结对着").keys("Esc");
    robot.keys("D 记错人 Enter").sees("已保存: 作废 王小明");
    assert!(visits(&mut robot, child_id).is_empty());
    // Among the visits too.
    robot
        .keys("Tab F10 结案 Enter")
        .sees("2名志愿者还结对着")
        .keys("搬走 ctrl-s")
        .sees("已保存: 结案");
    robot.keys("F10 结案").sees("档案已结案，先重新打开");
}

#[test]
fn a_decision_says_that_an_overdue_visit_waits_with_it() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::decide::handled(child));
    robot.sees("走访已超期（应 09-08）：11-30 以前不会再为这次走访提醒");
    robot.keys("说好了 Enter +2").sees("11-25 以前不会再").keys("Enter").sees("已处理: 王小明");
}

#[test]
fn words_typed_into_a_day_stay_and_are_answered_everywhere() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    let days: [(Box<dyn peiban::console::screen::Screen>, &str); 5] = [
        (forms::task::open(Some(child)), "Tab"),
        (forms::visit::open(child), ""),
        (forms::decide::handled(child), "Tab"),
        (forms::decide::snoozed(child), ""),
        (forms::attendance::open(child), "1"),
    ];
    for (form, way) in days {
        open(&mut robot, form);
        robot.keys(way).keys("补签同意书 Tab").sees("补签同意书").sees("看不懂这个日期");
        // Saving says the same, and nothing was lost.
        robot.keys("ctrl-s").sees("补签同意书").sees("看不懂这个日期").keys("ctrl-u F7 Esc");
    }
    // A day in words is a day; one that can't be is said at once.
    open(&mut robot, forms::task::open(Some(child)));
    robot.keys("回电 Enter 下周三 ctrl-s").sees("已保存");
    let tasks = robot.shell().store().queries().open_tasks_of(child, 9).unwrap();
    assert!(tasks.iter().any(|task| task.title == "回电" && task.due == day("2026-12-02")));
    open(&mut robot, forms::task::open(Some(child)));
    robot.keys("Tab 12-45 Enter").sees("没有这一天");
}

#[test]
fn who_does_a_task_is_typed_over_the_proposed_operator() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    let owners = |robot: &mut Robot| -> Vec<Option<String>> {
        let tasks = robot.shell().store().queries().child_records(child, 9).unwrap().tasks;
        let mut tasks: Vec<_> = tasks.into_iter().map(|task| (task.meta.id, task.owner)).collect();
        tasks.sort();
        tasks.into_iter().map(|(_, owner)| owner).collect()
    };
    let operator = robot.shell().store().queries().user().to_owned();
    open(&mut robot, forms::task::open(Some(child)));
    robot.keys("送冬衣 Tab Tab 陈静 ctrl-s").sees("已保存");
    // An arrow or Backspace goes on with what stands there; so does what was typed and kept as a draft.
    open(&mut robot, forms::task::open(Some(child)));
    robot.keys("家访 Tab Tab Left Right 陈 Esc").sees("草稿已保留");
    open(&mut robot, forms::task::open(Some(child)));
    robot.keys("静 ctrl-s").sees("已保存");
    // What is pasted stands alone too, and nothing typed leaves the proposal.
    open(&mut robot, forms::task::open(Some(child)));
    robot.keys("送书 Tab Tab").paste("陈静").keys("ctrl-s").sees("已保存");
    open(&mut robot, forms::task::open(Some(child)));
    robot.keys("送米 ctrl-s").sees("已保存");
    let edited = format!("{operator}陈静");
    let expected = ["陈静", &edited, "陈静", &operator].map(|name| Some(name.to_owned()));
    assert_eq!(owners(&mut robot), expected);
}
