//! The shell: layers, help and palette, the cover, the operator, what an input method sends.

mod robot;

use std::time::Duration;

use peiban::console::action::Route;
use peiban::language::Lang;
use robot::{Robot, empty_store};

#[test]
fn help_is_searched_and_run() {
    let mut robot = Robot::new(empty_store());
    robot.keys("?").sees("帮助").sees("走访").sees("F9");
    // By pinyin initials, by label, by key.
    robot.keys("gdjl").sees("改动记录").lacks("遮屏  ").keys("Esc");
    robot.keys("? 改动记录 Enter");
    assert_eq!(robot.shell().depth(), 2);
    robot.keys("Esc");
    assert_eq!(robot.shell().depth(), 1);
}

#[test]
fn the_palette_runs_commands_with_an_input_method_on() {
    let mut robot = Robot::new(empty_store());
    robot.keys("：").sees("命令").keys("孩子 Enter");
    assert_eq!(robot.shell().depth(), 2);
}

#[test]
fn a_sequence_shows_what_may_follow() {
    let mut robot = Robot::new(empty_store());
    robot.keys("g").sees("c 孩子").keys("c").lacks("c 孩子");
    assert_eq!(robot.shell().depth(), 2);
    // Going to a page that is open already goes back to it.
    robot.keys("g h g c");
    assert_eq!(robot.shell().depth(), 2);
    robot.keys("F2");
    assert_eq!(robot.shell().depth(), 1);
}

#[test]
fn the_language_changes_while_running() {
    let mut robot = Robot::new(empty_store());
    robot.sees("查找").keys("F12").sees("find").lacks("查找").keys("F12").sees("查找");
}

#[test]
fn f9_and_idling_cover_the_screen() {
    let mut robot = Robot::new(empty_store());
    robot.sees("青神县").keys("F9").lacks("青神县").sees("已遮屏");
    // The key that lifts the cover does nothing else.
    robot.keys("g").lacks("c 孩子").sees("青神县");
    robot.waits(Duration::from_mins(4)).sees("青神县");
    robot.waits(Duration::from_mins(6)).sees("已遮屏").keys("Space").sees("青神县");
}

#[test]
fn the_operator_is_asked_at_the_start_and_after_idling() {
    let ask = |options: &mut peiban::console::Options| options.ask_operator = true;
    let mut robot = Robot::with_options(empty_store(), Lang::Zh, 80, 24, ask);
    robot
        .sees("谁在操作")
        .keys("ctrl-u Enter")
        .sees("要写名字")
        .keys("陈静 Enter")
        .lacks("谁在操作")
        .sees("陈静");
    assert_eq!(robot.shell().store().context().user, "陈静");
    robot
        .waits(Duration::from_mins(6))
        .keys("Space")
        .sees("谁在操作")
        .keys("Enter")
        .lacks("谁在操作");
}

#[test]
fn quitting_is_asked_and_undo_says_when_there_is_nothing() {
    let mut robot = Robot::new(empty_store());
    robot.keys("u").sees("没有可撤销的").keys("j").lacks("没有可撤销的");
    robot.keys("q").sees("退出").keys("Esc");
    assert!(!robot.shell().is_over());
    robot.keys("q Enter");
    assert!(robot.shell().is_over());
}

#[test]
fn a_small_terminal_says_so() {
    Robot::with(empty_store(), Lang::Zh, 59, 24).sees("窗口太小").lacks("查找");
    Robot::with(empty_store(), Lang::En, 60, 15).sees("find");
}

#[test]
fn the_footer_can_be_pressed() {
    let mut robot = Robot::new(empty_store());
    robot.click("帮助").sees("去哪里");
}

#[test]
fn midnight_changes_the_day_unless_it_is_pinned() {
    let tomorrow = |options: &mut peiban::console::Options| {
        options.clock = Box::new(|| robot::day("2026-11-24"));
    };
    let mut robot = Robot::with_options(empty_store(), Lang::Zh, 80, 24, tomorrow);
    robot.waits(Duration::from_secs(1));
    assert_eq!(robot.shell().ui().today, robot::day("2026-11-23"));
    let mut store = robot::unpinned_store();
    store.refresh().unwrap();
    let mut robot = Robot::with_options(store, Lang::Zh, 80, 24, tomorrow);
    robot.waits(Duration::from_secs(1));
    assert_eq!(robot.shell().ui().today, robot::day("2026-11-24"));
    assert_eq!(robot.shell().store().context().today, robot::day("2026-11-24"));
}

#[test]
fn going_deep_and_back_leads_home() {
    let mut robot = Robot::new(empty_store());
    for route in Route::all(1) {
        robot.shell().go(route);
    }
    robot.keys(&"Esc ".repeat(30));
    assert_eq!(robot.shell().depth(), 1);
}
