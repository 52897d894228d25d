//! Forms pressed key by key: what is asked, what is written, what is refused, what is kept.

mod robot;

use peiban::console::screens::forms;
use peiban::domain::codes::{
    AttendanceStatus, ContactKind, EventKind, ExamType, FactCode, FactValue, Observation, Sex,
    VolunteerStatus,
};
use peiban::domain::records::{
    Assignment, Carer, Child, Event, Fact, Id, Participation, Visit, Volunteer,
};
use peiban::language::Lang;
use peiban::store::{Command, Kind, Store};
use robot::{Demo, Robot, day, empty_store};

fn add_volunteer(store: &mut Store, name: &str, check: Option<&str>) -> Id {
    let volunteer = Volunteer {
        name: name.into(),
        township: Some("青竹街道".into()),
        check_valid_until: check.map(day),
        capacity: Some(3),
        ..Volunteer::default()
    };
    store.execute(Command::add(volunteer)).unwrap().id
}

fn add_child(store: &mut Store, name: &str) -> Id {
    let child = Child {
        name: name.into(),
        sex: Some(Sex::Male),
        township: Some("青竹街道".into()),
        village: Some("河坝村".into()),
        birth_date: Some(day("2017-03-05")),
        grade: Some(4),
        grade_year: Some(2026),
        admitted_on: Some(day("2026-09-01")),
        ..Child::default()
    };
    store.execute(Command::add(child)).unwrap().id
}

/// 王小明, matched with 张敏 and 李秀英, both with valid checks.
fn office() -> (Store, Id) {
    let mut store = empty_store();
    let child_id = add_child(&mut store, "王小明");
    for (name, from) in [("张敏", "2026-09-01"), ("李秀英", "2026-09-02")] {
        let volunteer_id = add_volunteer(&mut store, name, Some("2027-05-01"));
        let from_day = Some(day(from));
        let assignment = Assignment { child_id, volunteer_id, from_day, ..Assignment::default() };
        store.execute(Command::add(assignment)).unwrap();
    }
    (store, child_id)
}

fn visits(robot: &mut Robot, child: Id) -> Vec<Visit> {
    robot.shell().store().queries().child_records(child, 20).unwrap().visits
}

#[test]
fn an_ordinary_visit_takes_nine_keys_after_v() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    robot.sees("登记走访").sees("王小明  男  四年级  青竹河坝村  C0001").sees("张敏+李秀英");
    robot.keys("Enter Enter 1 11111 ctrl-s");
    assert_eq!(robot.presses(), 9);
    // Stable, unknown: 30 days after the visit (a child with nothing entered is unknown).
    robot.sees("已记录走访: 王小明 11-23。下次 12-23。 u 撤销").lacks("登记走访");
    let kept = visits(&mut robot, child);
    assert_eq!(kept.len(), 1);
    let visit = &kept[0];
    assert_eq!((visit.day, visit.child_seen), (day("2026-11-23"), Some(true)));
    assert_eq!(visit.safety, Some(Observation::Ok));
    assert!(visit.volunteer_id.is_some() && visit.second_volunteer_id.is_some());
    robot.keys("u");
    assert!(visits(&mut robot, child).is_empty());
}

#[test]
fn keys_may_come_faster_than_the_screen_is_drawn() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child));
    robot.unseen("Enter Enter 1 11111 F8").draw();
    robot.sees("已记录走访");
    assert_eq!(visits(&mut robot, child).len(), 1);
}

#[test]
fn nobody_home_skips_what_could_not_be_seen() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    // Full-width, as an input method sends them: yesterday, only 李秀英, nobody in.
    robot.keys("１１－２２").sees("周日").keys("Enter 3 ２").lacks("学习").lacks("单独");
    robot.keys("锁门 ctrl-s").sees("已记录走访: 王小明 11-22");
    let visit = &visits(&mut robot, child)[0];
    assert_eq!((visit.child_seen, visit.guardian_seen), (Some(false), Some(false)));
    assert_eq!((visit.school, visit.safety), (None, None));
    assert_eq!(visit.note.as_deref(), Some("锁门"));
    assert_eq!(visit.second_volunteer_id, None);
}

#[test]
fn a_concern_asks_for_more_and_a_note() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    // Safety 1, mood 2: the note is wanted; nothing has changed its place meanwhile.
    robot.keys("Enter Enter 1 111 2").sees(">安全").keys("1").sees(">备注").keys("ctrl-s");
    robot.sees("有问题或紧急时要写备注");
    assert!(visits(&mut robot, child).is_empty());
    // A next date that can't be read says so as soon as it is left; one before the visit when all is saved.
    robot.keys("一直低着头 Enter 1345 Enter").sees("没有这一天").keys("Up 2026-11-20 ctrl-s");
    robot.sees("早于走访那天").keys("＋７ Enter").sees("2026-11-30 周一");
    robot.keys("Enter 1 2 1 1.5").keys("F8").sees("已记录走访: 王小明 11-23。下次 11-30");
    let visit = &visits(&mut robot, child)[0];
    assert_eq!(visit.mood, Some(Observation::Concern));
    assert_eq!((visit.seen_alone, visit.guardian_seen), (Some(true), Some(false)));
    assert_eq!((visit.parent_contact, visit.hours), (Some(true), Some(1.5)));
    assert_eq!(visit.next_date, Some(day("2026-11-30")));
}

#[test]
fn urgent_safety_offers_the_mandatory_report_at_once() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    robot.lacks("强制报告").keys("Enter Enter 1 11113").sees("强制报告");
    robot
        .keys("1 ctrl-s")
        .sees("有问题或紧急时要写备注")
        .keys("手臂有伤 ctrl-s")
        .sees("已记录走访");
    let facts = robot.shell().store().queries().child_records(child, 9).unwrap().facts;
    assert_eq!(facts.iter().map(|fact| fact.code).collect::<Vec<_>>(), [FactCode::OvrReport]);
    // One step back takes both.
    robot.keys("u");
    let records = robot.shell().store().queries().child_records(child, 9).unwrap();
    assert!(records.facts.is_empty() && records.visits.is_empty());
}

#[test]
fn what_is_wrong_stands_under_its_field_and_nothing_is_lost() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    robot.keys("1345 Enter Enter 1 11111 ctrl-s").sees("没有这一天").sees("1345");
    robot.keys("明天 ctrl-s").sees("不能晚于今天");
    robot.keys("周六 ctrl-s").sees("已记录走访: 王小明 11-21");
    // The same visit again is refused, and said beside its day.
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    robot.keys("11.21 Enter Enter 1 11111 ctrl-s").sees("已经有这一条").sees("登记走访");
}

#[test]
fn an_expired_check_only_warns() {
    let mut store = empty_store();
    let child_id = add_child(&mut store, "陈可欣");
    let volunteer_id = add_volunteer(&mut store, "吴志强", Some("2026-11-01"));
    let assignment = Assignment { child_id, volunteer_id, ..Assignment::default() };
    store.execute(Command::add(assignment)).unwrap();
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child_id));
    robot.draw();
    robot
        .sees("吴志强 的年检 2026-11-01 已到期")
        .keys("Enter Enter 1 11110 ctrl-s")
        .sees("已记录走访");
    assert_eq!(visits(&mut robot, child_id)[0].safety, Some(Observation::NotObserved));
}

#[test]
fn others_who_went_are_found_by_their_initials() {
    let (mut store, child) = office();
    let other = add_volunteer(&mut store, "周桂芳", None);
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child));
    robot.draw();
    robot.keys("Enter 4 zgf").sees("周桂芳").keys("Enter 1").sees("周桂芳 没有年检记录");
    robot.keys("1 11111 ctrl-s").sees("已记录走访");
    let visit = &visits(&mut robot, child)[0];
    assert_eq!(visit.volunteer_id, Some(other));
    assert!(visit.second_volunteer_id.is_some());
}

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
fn the_agreed_day_is_the_likely_one() {
    let (mut store, child_id) = office();
    for (visited, next) in [("2026-10-20", Some("2026-11-21")), ("2026-10-25", None)] {
        let next_date = next.map(day);
        let visit = Visit { child_id, day: day(visited), next_date, ..Visit::default() };
        store.execute(Command::add(visit)).unwrap();
    }
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::open(child_id));
    robot.draw();
    robot.sees("2026-11-21 周六");
}

#[test]
fn a_corrected_visit_voids_the_old_row() {
    let (mut store, child_id) = office();
    let visit = Visit {
        child_id,
        day: day("2026-11-20"),
        mood: Some(Observation::Concern),
        ..Visit::default()
    };
    let id = store
        .execute(Command::add(Visit {
            child_seen: Some(true),
            note: Some("低着头".into()),
            ..visit
        }))
        .unwrap()
        .id;
    let mut robot = Robot::new(store);
    robot.shell().open(forms::visit::correct(id));
    robot.draw();
    robot.sees("改走访记录").sees("[2 有问题]").sees("低着头").keys("ctrl-s").sees("没有改动");
    robot.shell().open(forms::visit::correct(id));
    robot.draw();
    robot.keys("11-19 ctrl-s").sees("已记录走访: 王小明 11-19");
    let standing = visits(&mut robot, child_id);
    assert_eq!(standing.len(), 1);
    // What a file had left blank is still blank.
    assert_eq!(
        (standing[0].day, standing[0].school, standing[0].guardian_seen),
        (day("2026-11-19"), None, None)
    );
    // The old row can't be corrected twice.
    robot.shell().open(forms::visit::correct(id));
    robot.draw();
    robot.sees("已经不在").keys("Enter").lacks("已经不在");
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
    robot.keys("ctrl-s").sees("别人刚改过").sees("2026-11-19").sees("2026-11-18").sees("奶奶在家");
    robot
        .keys("Esc")
        .sees("11-19")
        .keys("ctrl-s")
        .sees("别人刚改过")
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

fn open(robot: &mut Robot, form: Box<dyn peiban::console::screen::Screen>) {
    robot.shell().open(form);
    robot.draw();
}

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
fn a_task_is_due_in_a_week_unless_said_otherwise() {
    let (store, child) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::task::open(Some(child)));
    robot
        .sees("2026-11-30 周一")
        .keys("Enter ctrl-s")
        .sees("要填")
        .keys("和班主任谈 ctrl-s")
        .sees("已保存");
    open(&mut robot, forms::task::open(None));
    robot
        .keys("fri Enter xm")
        .sees("王小明")
        .keys("Enter 找校服 ctrl-s")
        .sees("已保存: 新建待办 找校服");
    let tasks = robot.shell().store().queries().child_records(child, 9).unwrap().tasks;
    let dues: Vec<_> = tasks.iter().map(|task| task.due.to_string()).collect();
    assert_eq!(dues, ["2026-11-30", "2026-11-27"]);
    assert_eq!(tasks[0].owner.as_deref(), Some("李晓"));
    open(&mut robot, forms::task::edit(tasks[0].meta.id));
    robot.keys("+1 ctrl-s").sees("已保存: 修改待办 和班主任谈");
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
        .keys("2 昨天 Enter 走访看到 Enter");
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
    robot.keys("5").sees("强制报告未结").keys("2 1 ctrl-s").sees("已保存");
    let facts = robot.shell().store().queries().child_records(child, 9).unwrap().facts;
    assert!(facts.iter().any(|fact| fact.code == FactCode::OvrReport));
    let wrong = facts.iter().find(|fact| fact.code == FactCode::OvrReport).unwrap().meta.id;
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
        .sees("超过了上限");
    robot.keys("10 Enter 2 Enter ０.５ ctrl-s").sees("已保存");
    let records = robot.shell().store().queries().child_records(child, 9).unwrap();
    assert_eq!(records.attendance_days[0].status, AttendanceStatus::Unexcused);
    let range = &records.attendance_ranges[0];
    assert_eq!(
        (range.days_recorded, range.absent_excused, range.absent_unexcused),
        (10.0, Some(2.0), Some(0.5))
    );
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
        .keys("11-06 Enter 2 51 Enter 168 Enter 88 Enter 70 ctrl-s")
        .sees("超过了上限")
        .sees("要填");
    // 168 is too much; the other mark lacks its subject.
    robot.keys("68 Enter Enter Enter Enter 科学 ctrl-s").sees("已保存: 登记成绩 王小明");
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
fn a_child_without_a_volunteer_gets_the_best_in_three_keys() {
    let mut store = empty_store();
    let child = add_child(&mut store, "陈可欣");
    let full = add_volunteer(&mut store, "吴志强", Some("2027-05-01"));
    for name in ["甲一", "乙二", "丙三"] {
        let child_id = add_child(&mut store, name);
        let assignment = Assignment { child_id, volunteer_id: full, ..Assignment::default() };
        store.execute(Command::add(assignment)).unwrap();
    }
    let far =
        Volunteer {
            name: "远方".into(), township: Some("高台镇".into()), ..Volunteer::default()
        };
    store.execute(Command::add(far)).unwrap();
    add_volunteer(&mut store, "过期", Some("2026-01-01"));
    let best = add_volunteer(&mut store, "周桂芳", Some("2027-05-01"));
    let mut robot = Robot::new(store);
    open(&mut robot, forms::assign::for_child(child));
    robot
        .sees("1 周桂芳")
        .sees("2 过期")
        .sees("3 远方")
        .sees("4 吴志强")
        .sees("满额")
        .sees("年检到期");
    // With `m` before them: three keys.
    robot.keys("Enter ctrl-s").sees("已保存: 结对志愿者 陈可欣 + 周桂芳");
    assert_eq!(robot.presses(), 2);
    let lead = robot.shell().store().queries().volunteers_of(child).unwrap()[0].id;
    assert_eq!(lead, best);
    // A poor choice is allowed, and said.
    open(&mut robot, forms::assign::for_child(child));
    robot.sees("现在的志愿者 周桂芳").keys("wzq Enter").sees("吴志强 已满额 3/3").keys("Esc");
    open(&mut robot, forms::assign::for_child(child));
    robot
        .keys("ctrl-x zgf Enter")
        .sees("周桂芳 已经和 陈可欣 结对")
        .keys("ctrl-s")
        .sees("已经有这一条");
}

#[test]
fn a_volunteer_gets_a_child_that_waits_nearby() {
    let mut store = empty_store();
    let near = add_child(&mut store, "陈可欣");
    let volunteer = add_volunteer(&mut store, "周桂芳", None);
    let mut robot = Robot::new(store);
    open(&mut robot, forms::assign::for_volunteer(volunteer));
    robot.sees("周桂芳").keys("1").sees("周桂芳 没有年检记录").keys("ctrl-s").sees("已保存");
    assert_eq!(robot.shell().store().queries().volunteers_of(near).unwrap().len(), 1);
}

#[test]
fn a_new_child_with_a_new_carer_is_one_step() {
    let (store, _) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::child::new());
    robot.keys("王小明 Enter").sees("同名：王小明 C0001 2017-03-05");
    // Girl, no solar date, lunar birthday; the first township, village, school, grade; a new carer with phone.
    robot
        .keys("1 Enter 农历八月十五 Enter 1 河坝村 Enter 青竹小学 Enter 初二")
        .sees("初二")
        .keys("Enter 黄素珍")
        .sees("新建");
    robot
        .keys("Enter 奶奶 Enter １３９０００００５２０ Enter 2 Enter ctrl-s")
        .sees("已保存: 新建孩子 王小明");
    let store = robot.shell().store();
    let child = store.queries().by_code::<Child>("C0002").unwrap().unwrap();
    assert_eq!(
        (child.sex, child.grade, child.grade_year),
        (Some(Sex::Female), Some(8), Some(2026))
    );
    assert_eq!(child.township.as_deref(), Some("青竹街道"));
    assert_eq!(
        child.lunar_birthday.map(|lunar| (lunar.year, lunar.month, lunar.day)),
        Some((None, 8, 15))
    );
    assert_eq!(
        (child.categories.as_deref(), child.admitted_on),
        (Some("留守儿童"), Some(day("2026-11-23")))
    );
    let carer = store.queries().record::<Carer>(child.carer_id.unwrap()).unwrap().unwrap();
    assert_eq!((carer.name.as_str(), carer.phone.as_deref()), ("黄素珍", Some("13900000520")));
    robot.keys("u");
    assert!(robot.shell().store().queries().by_code::<Child>("C0002").unwrap().is_none());
}

#[test]
fn the_same_child_twice_wants_a_second_save() {
    let (mut store, child) = office();
    let reason = Some("搬走".to_owned());
    store.execute(Command::Close { kind: Kind::Child, id: child, reason }).unwrap();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::child::new());
    robot.keys("王小明 Enter 1 2017-03-05 ctrl-s");
    robot.sees("同名同生日的孩子已有：C0001（已结案").sees(">姓名");
    assert!(robot.shell().store().queries().by_code::<Child>("C0002").unwrap().is_none());
    robot.keys("ctrl-s").sees("已保存: 新建孩子 王小明");
    assert!(robot.shell().store().queries().by_code::<Child>("C0002").unwrap().is_some());
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
fn a_long_text_leaves_room_for_undo() {
    let (store, _) = office();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::task::open(None));
    let long = "和班主任谈一谈转学的事".repeat(5);
    robot.keys("Enter Enter").keys(&long).keys("ctrl-s").sees("已保存: 新建待办").sees("u 撤销");
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
    robot.keys("ctrl-s").sees("别人刚改过").sees("汉阳小学").sees("瑞峰小学").sees("转学");
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
        .sees("别人刚改过")
        .sees("新村")
        .keys("1 ctrl-s")
        .sees("已保存");
    let kept: Child = robot.shell().store().queries().record(child).unwrap().unwrap();
    assert_eq!(kept.village.as_deref(), Some("河坝村二组"));
}

#[test]
fn volunteers_carers_and_events_are_added_changed_and_closed() {
    let mut robot = Robot::new(empty_store());
    open(&mut robot, forms::volunteer::new());
    robot
        .keys("周桂芳 Enter 1 139x ctrl-s")
        .sees("电话里只能有数字")
        .keys("Backspace ctrl-s")
        .sees("已保存: 新建志愿者 周桂芳");
    open(&mut robot, forms::carer::new());
    robot.keys("黄素珍 ctrl-s").sees("已保存: 新建监护人 黄素珍");
    open(&mut robot, forms::event::new());
    robot
        .keys("1 12-05 Enter 12-04 Enter Enter zgf Enter 四季度生日会 ctrl-s")
        .sees("结束早于开始");
    robot.keys("12-06 ctrl-s").sees("已保存: 新建活动 四季度生日会");
    let store = robot.shell().store();
    let event = store.queries().by_code::<Event>("E0001").unwrap().unwrap();
    let volunteer = store.queries().by_code::<Volunteer>("V0001").unwrap().unwrap();
    let carer = store.queries().by_code::<Carer>("G0001").unwrap().unwrap();
    assert_eq!((event.kind, event.leader_id), (EventKind::BirthdayParty, Some(volunteer.meta.id)));
    open(&mut robot, forms::volunteer::edit(volunteer.meta.id));
    robot.keys("Tab Tab Tab Tab Tab Tab Tab 2027-05-01 ctrl-s").sees("已保存: 修改志愿者");
    open(&mut robot, forms::event::edit(event.meta.id));
    robot.keys("2 ctrl-s").sees("已保存: 修改活动");
    open(&mut robot, forms::carer::edit(carer.meta.id));
    robot.keys("Tab Tab Tab V0001 ctrl-s").sees("已保存");
    open(&mut robot, forms::close::open(Kind::Volunteer, volunteer.meta.id));
    robot.sees("周桂芳").keys("Enter").sees("已保存: 志愿者退出 周桂芳");
    let left: Volunteer =
        robot.shell().store().queries().record(volunteer.meta.id).unwrap().unwrap();
    assert_eq!(
        (left.status, left.check_valid_until),
        (VolunteerStatus::Left, Some(day("2027-05-01")))
    );
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
fn who_came_is_marked_and_found() {
    let (mut store, child) = office();
    let other = add_child(&mut store, "陈可欣");
    let event =
        Event { title: "生日会".into(), starts_on: day("2026-11-22"), ..Event::default() };
    let event_id = store.execute(Command::add(event)).unwrap().id;
    let expected = |id| Participation { event_id, child_id: Some(id), ..Participation::default() };
    store
        .execute(Command::SetParticipation { people: vec![expected(child), expected(other)] })
        .unwrap();
    let mut robot = Robot::new(store);
    open(&mut robot, forms::participants::open(event_id));
    robot.sees("到场0  没来0  不知道2").keys("1 2").sees("到场1  没来1  不知道0");
    robot.keys("张敏").sees("志愿者").keys("Enter").sees("到场2").keys("Esc").sees("草稿已保留");
    open(&mut robot, forms::participants::open(event_id));
    robot
        .sees("上次没存的草稿")
        .sees("到场2  没来1")
        .keys("Space")
        .sees("到场1  没来2")
        .keys("ctrl-s");
    robot.sees("已保存: 登记参加的人 生日会");
    let part = robot.shell().store().queries().participants(event_id).unwrap();
    assert_eq!(
        part.iter().map(|one| one.present).collect::<Vec<_>>(),
        [Some(false), Some(false), Some(true)]
    );
    robot.keys("u");
    let part = robot.shell().store().queries().participants(event_id).unwrap();
    assert_eq!(part.iter().map(|one| one.present).collect::<Vec<_>>(), [None, None]);
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
fn from_today_a_visit_is_ten_keys_and_a_match_four() {
    let demo = Demo::build();
    let mut robot = Robot::new(demo.store());
    // The first row, with its pair.
    robot.sees("杨思雨");
    robot.presses();
    robot.keys("v Enter Enter 1 11111 ctrl-s").sees("已记录走访: 杨思雨 11-23");
    assert_eq!(robot.presses(), 10);
    robot.keys("u").sees("杨思雨");
    // The first of the overdue is the child without a volunteer.
    robot.presses();
    robot.keys("Tab m Enter ctrl-s").sees("已保存: 结对志愿者 陈可欣");
    assert_eq!(robot.presses(), 4);
    // Nobody but digits, Enter, Tab and Ctrl-keys.
    robot.keys("ctrl-z Tab 4 1 F8").sees("已保存: 结对志愿者");
}

#[test]
fn a_child_without_a_volunteer_is_visited_with_the_same_keys() {
    let mut store = empty_store();
    let child = add_child(&mut store, "陈可欣");
    let mut robot = Robot::new(store);
    open(&mut robot, forms::visit::open(child));
    robot.lacks("同行的人").keys("Enter Enter 1 11111 ctrl-s").sees("已记录走访");
    assert_eq!(visits(&mut robot, child)[0].volunteer_id, None);
}

#[test]
fn two_consoles_on_one_file_are_told_of_each_other() {
    let demo = Demo::build();
    let mut other = demo.store();
    let mut robot = Robot::new(demo.store());
    let child = other.queries().by_code::<Child>("C0001").unwrap().unwrap();
    open(&mut robot, forms::child::edit(child.meta.id));
    robot.keys("ctrl-u 改名 Tab");
    let theirs = Child { name: "另名".into(), ..child.clone() };
    other.execute(Command::edit(child.clone(), theirs)).unwrap();
    robot
        .keys("ctrl-s")
        .sees("别人刚改过")
        .sees("改名")
        .sees("另名")
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
