//! The day around the cases: coming back to the page, what was done today, the day's portion, dates without a year.

use peiban::console::screens::forms;
use peiban::domain::codes::VolunteerStatus;
use peiban::domain::records::{Assignment, Contact, Report, Visit, Volunteer};
use peiban::language::Lang;
use peiban::store::Command;

use super::robot::{Robot, day};
use super::{NAMES, decisions, office};

#[test]
fn undo_after_coming_back_shows_the_child_in_its_place() {
    let (store, _) = office(3);
    let mut robot = Robot::new(store);
    robot.keys("t 6 好 ctrl-s").sees("逐个处理 2/3").keys("F2 F4");
    robot.sees("逐个处理 2/3").sees("杨思雨").keys("ctrl-z");
    robot.sees("已撤销").sees("逐个处理 1/3").lacks("已经不在队里").lacks("杨思雨");
    robot.keys("Backspace").sees("这是第一个").keys("Space").sees("逐个处理 2/3").sees("杨思雨");
    // One is decided, one leaves because its task is done; then both come back, the last first.
    robot.keys("6 好 ctrl-s").sees("逐个处理 3/3").sees("罗俊豪").keys("Delete Enter");
    robot.sees("逐个处理 1/3").sees("王小明").keys("F2 F4").sees("逐个处理 1/3");
    robot.keys("ctrl-z").sees("逐个处理 3/3").sees("罗俊豪").lacks("已经不在队里");
    robot.keys("ctrl-z").sees("逐个处理 2/3").sees("杨思雨").lacks("已经不在队里");
    robot.keys("Space").sees("逐个处理 3/3").keys("Space").sees("逐个处理 1/3");
}

#[test]
fn a_case_that_left_by_a_visit_still_counts_after_coming_back() {
    let (store, ids) = office(3);
    let mut robot = Robot::new(store);
    robot.keys("t Delete Enter").sees("逐个处理 2/3").keys("F2 F4").sees("逐个处理 2/3");
    robot.sees("杨思雨").keys("F2 g c F4").sees("逐个处理 2/3").keys("Backspace");
    robot.sees("逐个处理 1/3").sees("王小明").sees("已经不在队里");
    assert!(decisions(&mut robot, ids[0]).is_empty());
}

#[test]
fn what_was_decided_before_stands_where_the_panel_has_it() {
    let (store, _) = office(3);
    let mut robot = Robot::with(store, Lang::Zh, 160, 45);
    robot.keys("t Space 6 好 ctrl-s F2 F4").sees("逐个处理 1/3").sees(">  1 缺 王小明");
    robot.sees("v  2 缺 杨思雨").sees("   3 缺 罗俊豪").keys("Space").sees("逐个处理 3/3");
    robot.keys("Backspace").sees("逐个处理 2/3").sees("已经不在队里");
}

#[test]
fn an_emptied_queue_names_all_that_was_done_today() {
    let (store, ids) = office(2);
    let mut robot = Robot::new(store);
    let volunteer = Volunteer { name: "张敏".into(), ..Volunteer::default() };
    robot.shell().execute(Command::add(volunteer));
    let volunteer = robot.shell().store().queries().by_code::<Volunteer>("V0001").unwrap();
    let volunteer_id = volunteer.unwrap().meta.id;
    let visit = Visit {
        child_id: ids[0],
        day: day("2026-11-21"),
        child_seen: Some(true),
        note: Some("一直低着头".into()),
        ..Visit::default()
    };
    let contact = Contact {
        child_id: ids[1],
        day: day("2026-11-23"),
        with_whom: Some("赵老师".into()),
        ..Contact::default()
    };
    let matched = Assignment { child_id: ids[1], volunteer_id, ..Assignment::default() };
    robot.shell().execute(Command::add(visit));
    robot.shell().execute(Command::add(contact));
    robot.shell().execute(Command::add(matched));
    let reported = Report { child_id: ids[0], known_on: day("2026-11-22"), ..Report::default() };
    robot.shell().execute(Command::add(reported));
    robot.keys("t Delete Enter Delete Enter").sees("都处理完了");
    robot.sees("今天: 已处理0 暂缓0 走访1 联系1 办完待办2 结对1 强制报告1");
    robot.sees("王小明  强制报告 没报，11-22 起");
    robot.sees("王小明  11-21 走访 见到 \"一直低着头\"").sees("杨思雨  11-23 电话 赵老师");
    robot.sees("王小明  办完「回电」").sees("杨思雨  办完「回电」").sees("杨思雨  结对 张敏");
    robot.keys("F12");
    robot.sees("Today: 0 handled, 0 snoozed, 1 visit, 1 contact, 2 tasks done, 1 match, 1");
    robot.sees("Wang Xiaoming  21 Nov visit").sees("Yang Siyu  matched with Zhang Min");
    // What is taken back wasn't done.
    robot.keys("ctrl-z").sees("Queue 2/2").sees("[?] Yang Siyu").sees("task due");
}

#[test]
fn what_there_is_no_room_for_is_counted() {
    let (store, _) = office(10);
    let mut robot = Robot::with(store, Lang::Zh, 80, 15);
    robot.keys("t");
    for _ in NAMES {
        robot.keys("6 好 ctrl-s");
    }
    let screen = robot.screen();
    let on_a_line = |name: &&&str| screen.contains(&format!("   {name}  11-23"));
    let named = NAMES.iter().filter(on_a_line).count();
    assert!((1..10).contains(&named), "{screen}");
    robot.sees("今天: 已处理10 暂缓0").sees(&format!("还有{}项，方向键往下看", 10 - named));
    // The rest is gone down to, and back.
    robot
        .sees("   王小明  11-23")
        .lacks("   宋雅婷  11-23")
        .keys("Down")
        .lacks("   王小明  11-23")
        .sees(&format!("还有{}项", 9 - named));
    robot.keys("PageDown PageDown PageDown").sees("   宋雅婷  11-23").lacks("还有");
    robot.keys("g g").sees("   王小明  11-23").sees(&format!("还有{}项", 10 - named));
}

#[test]
fn a_day_that_is_past_is_refused_without_its_year_too() {
    let (store, ids) = office(1);
    let mut robot = Robot::new(store);
    robot.keys("t 5 11-20 Enter 等 ctrl-s").sees("要写今天以后的日子");
    robot.keys("Esc 6 好 Enter 11-22 ctrl-s").sees("要写今天以后的日子").keys("Esc");
    assert!(decisions(&mut robot, ids[0]).is_empty());
    // In November the fifth of January is the next one.
    robot.keys("5 F7 1-5 Enter 等 ctrl-s").sees("暂缓: 王小明");
    assert_eq!(decisions(&mut robot, ids[0])[0].until, day("2027-01-05"));
}

#[test]
fn a_task_is_closed_by_the_same_question_in_the_queue_and_on_the_childs_page() {
    let (store, ids) = office(2);
    let mut robot = Robot::new(store);
    let asks = |robot: &mut Robot| {
        robot.keys("Delete").sees("这件待办怎样了？").sees("11-23 回电");
        robot
            .sees("1/Enter")
            .sees("办完")
            .sees("2取消待办")
            .sees("Esc返回")
            .keys("Esc")
            .lacks("怎样了");
    };
    robot.keys("t").sees("Delete 办完或取消");
    asks(&mut robot);
    // Nothing is to be done any more.
    robot.keys("Delete 2").sees("已保存: 取消待办 回电").sees("2/2").keys("ctrl-z");
    robot.sees("1/2");
    robot.shell().go(peiban::console::action::Route::Child(ids[0]));
    robot.draw();
    robot.keys("Tab Tab Tab Tab").sees("空格 办完或重开");
    asks(&mut robot);
    robot.keys("Delete 1").sees("已保存: 办完待办 回电");
    robot.keys("ctrl-z F12 Delete").sees("What became of this task?").sees("drop task").keys("2");
    robot.sees("dropped a task");
}

#[test]
fn a_volunteer_who_leaves_by_the_form_brings_the_child_into_the_queue() {
    let (store, ids) = office(1);
    let mut robot = Robot::new(store);
    robot
        .shell()
        .execute(Command::add(Volunteer { name: "张敏".into(), ..Volunteer::default() }));
    let queries = robot.shell().store().queries();
    let volunteer = queries.by_code::<Volunteer>("V0001").unwrap().unwrap();
    let volunteer_id = volunteer.meta.id;
    let pair = Assignment { child_id: ids[0], volunteer_id, ..Assignment::default() };
    robot.shell().execute(Command::add(pair));
    robot.keys("t Delete Enter").sees("都处理完了");
    robot.shell().open(forms::volunteer::edit(volunteer_id));
    robot.draw();
    robot.keys("Tab Tab Tab Tab Tab 4 ctrl-s");
    robot.sees("王小明").sees("11-23 起没有志愿者");
    robot.shell().open(forms::volunteer::edit(volunteer_id));
    robot.draw();
    robot.keys("Tab Tab Tab Tab Tab 2 ctrl-s");
    let volunteer: Volunteer =
        robot.shell().store().queries().record(volunteer_id).unwrap().unwrap();
    assert_eq!((volunteer.status, volunteer.left_on), (VolunteerStatus::Active, None));
    assert_eq!(robot.shell().store().queries().count_triage().unwrap(), 0);
}
