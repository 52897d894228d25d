//! The office's own rules on screen: a change asks why and shows who would change tier before it is saved; undo brings the former
//! scores back. Backups are made, kept for some days, looked at and restored.

#[path = "../robot/mod.rs"]
mod robot;

mod backups;
mod places;
mod together;

use peiban::domain::codes::Tier;
use peiban::domain::records::{Child, Setting};
use peiban::language::Lang;
use peiban::store::queries::Window;
use peiban::store::{Command, Store};
use robot::{Demo, Robot, day, empty_store};

fn value_of(robot: &mut Robot, code: &str) -> String {
    let states = robot.shell().store().queries().setting_states().unwrap();
    states.into_iter().find(|state| state.rule.code == code).unwrap().value
}

/// Tier, score and due day of every child.
fn standing(store: &Store) -> Vec<(String, Tier, u32, Option<chrono::NaiveDate>)> {
    let rows = store.queries().by_risk(Tier::Stable, Window::first(1000)).unwrap();
    rows.into_iter().map(|row| (row.child.code, row.tier, row.score, row.visit_due)).collect()
}

#[test]
fn a_cut_point_shows_who_would_change_and_undo_brings_the_scores_back() {
    let demo = Demo::build();
    let before = standing(&demo.store());
    let high = before.iter().filter(|row| row.1 == Tier::High).count();
    let mut robot = Robot::new(demo.store());
    // Tabs: office, visits, weights, cut points.
    robot
        .keys("g s")
        .sees("[办公室]")
        .sees("青神县 511425")
        .keys("Tab Tab Tab")
        .sees("[分界与有效期]");
    robot.sees("紧急从").sees("60分");
    // Down to "high from".
    robot.keys("/ Esc");
    let row = cut_row("tier_high");
    for _ in 0..row {
        robot.keys("Down");
    }
    robot.sees("重点从").keys("Enter").sees("现在是40分").sees("从1到100，原定40");
    robot.keys("25 ctrl-s").sees("要填");
    robot.keys("想早一点看到 ctrl-s").sees("从40分改成25分").sees("换等级");
    let trial =
        demo.store().queries().try_settings(&[("tier_high", "25")], &mut |_, _| true).unwrap();
    assert!(trial.moved() > 0);
    robot.sees(&format!("{}个换等级", trial.moved())).sees(&trial.named[0].code);
    // Looking writes nothing.
    assert_eq!(standing(&demo.store()), before);
    robot.keys("Esc").sees("想早一点看到").keys("ctrl-s ctrl-s").sees("已改：重点从，25分");
    assert_eq!(value_of(&mut robot, "tier_high"), "25");
    let after = standing(robot.shell().store());
    assert_ne!(after, before);
    assert!(after.iter().filter(|row| row.1 == Tier::High).count() > high);
    for moved in &trial.named {
        let found = after.iter().find(|row| row.0 == moved.code).unwrap();
        assert_eq!((found.1, found.2), moved.to, "{}", moved.code);
    }
    // Who, when, why stand on the page and in the history.
    robot.sees("李晓").sees("2026-11-23 李晓：25分，想早一点看到");
    robot.keys("g h").sees("改设置").sees("重点从").lacks("tier_high");
    // Which setting it was stands in the list too.
    assert!(robot.marked().contains("重点从"), "{}", robot.marked());
    robot.keys("Esc");
    robot.keys("ctrl-z").sees("已撤销");
    assert_eq!(standing(robot.shell().store()), before);
    robot.keys("ctrl-y");
    assert_eq!(standing(robot.shell().store()), after);
}

/// At which row of the cut points' tab a setting stands.
fn cut_row(code: &str) -> usize {
    use peiban::domain::settings::{Group, rules};
    rules()
        .filter(|rule| matches!(rule.group, Group::Cuts | Group::Shelves))
        .position(|rule| rule.code == code)
        .unwrap()
}

#[test]
fn what_is_out_of_range_is_answered_beside_the_field() {
    let mut robot = Robot::new(empty_store());
    robot.keys("0 Tab").sees("[走访与日常]").sees("紧急的孩子每几天走访").keys("Enter");
    robot.keys("0 Tab 试 ctrl-s").sees("要在1到1000之间").keys("F7");
    // Letters are no number and don't get into the field.
    robot.keys("abc").sees("要写数字").keys("Tab 试 ctrl-s").sees("没有改动");
    robot.keys("Enter 7 Tab 试 ctrl-s").sees("没有改动");
    // Cut points that would stand the wrong way round.
    robot.keys("Tab Tab");
    for _ in 0..cut_row("tier_high") {
        robot.keys("Down");
    }
    robot.keys("Enter 60 Tab 试 ctrl-s").sees("要小于「紧急从」，那里是60");
    // What was typed is kept.
    robot.keys("Esc").sees("草稿已保留").keys("Enter").sees("草稿").sees("60");
}

#[test]
fn the_office_says_what_it_is_called_and_when_it_began() {
    let mut robot = Robot::with(empty_store(), Lang::En, 80, 24);
    robot.keys("0").sees("[Office]").sees("name of the office").keys("Enter");
    robot.keys("Spring ctrl-s").sees("Changed: name of the office, Spring").sees("Spring");
    // Its name stands at the top of every page, and is no rule that scores depend on.
    robot.keys("F2").sees("Spring").keys("ctrl-z").lacks("Spring").sees("Qingshen");
    robot.keys("0 End Enter").keys("2026-12-01 Tab moved ctrl-s").sees("after today");
    robot
        .keys("F7")
        .keys("2026-10-01 Tab moved ctrl-s ctrl-s")
        .sees("Changed: visits are kept here since");
    assert_eq!(robot.shell().store().queries().office().unwrap().visits_since, day("2026-10-01"));
    robot.keys("ctrl-z");
    assert_eq!(robot.shell().store().queries().office().unwrap().visits_since, day("2026-09-01"));
}

#[test]
fn the_start_day_moves_the_due_days_and_undo_moves_them_back() {
    let mut store = empty_store();
    let child =
        Child {
            name: "王小明".into(), admitted_on: Some(day("2026-01-05")), ..Child::default()
        };
    store.execute(Command::add(child)).unwrap();
    let due = |store: &Store| standing(store)[0].3.unwrap();
    assert_eq!(due(&store), day("2026-09-08"));
    let setting = Setting {
        code: "visits_since".into(),
        value: "2026-11-20".into(),
        from_day: day(robot::TODAY),
        reason: Some("重新开始".into()),
        ..Setting::default()
    };
    store.execute(Command::add(setting)).unwrap();
    assert_eq!(due(&store), day("2026-11-27"));
    store.execute(Command::Undo { entry: None }).unwrap();
    assert_eq!(due(&store), day("2026-09-08"));
}

#[test]
fn looking_ahead_further_is_this_machines_or_the_offices() {
    let demo = Demo::build();
    let count = |days| demo.store().queries().count_upcoming(days).unwrap();
    assert_ne!(count(30), count(90));
    let mut robot = Robot::with_options(demo.store(), Lang::Zh, 80, 24, |options| {
        options.store.look_ahead(Some(90));
    });
    robot.sees(&format!("90天内 {}", count(90)));
    // The office's own number, on a machine that says nothing.
    let mut store = demo.store();
    let setting = Setting {
        code: "horizon".into(),
        value: "60".into(),
        from_day: day(robot::TODAY),
        ..Setting::default()
    };
    store.execute(Command::add(setting)).unwrap();
    Robot::new(store).sees(&format!("60天内 {}", count(60)));
    // The first console sees what the office set, and keeps to its machine's.
    robot.waits(std::time::Duration::from_secs(1)).sees("90天内");
}

mod undone_again {
    use super::*;
    use peiban::domain::settings::{Allowed, rules};
    use proptest::prelude::*;

    /// A number of the rules and a value within its bounds.
    fn any_number() -> impl Strategy<Value = (&'static str, u32)> {
        let numbers: Vec<(&'static str, u32, u32)> = rules()
            .filter_map(|rule| match rule.allowed {
                Allowed::Number { min, max, .. } => Some((rule.code, min, max)),
                _ => None,
            })
            .collect();
        proptest::sample::select(numbers)
            .prop_flat_map(|(code, min, max)| (Just(code), min..=max.min(min + 200)))
    }

    #[test]
    fn settings_undone_one_by_one_give_back_every_score() {
        let demo = Demo::build();
        let mut store = demo.store();
        let before = standing(&store);
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
            cases: 12,
            failure_persistence: None,
            ..ProptestConfig::default()
        });
        let changes = proptest::collection::vec(any_number(), 1..5);
        let store = std::cell::RefCell::new(&mut store);
        runner
            .run(&changes, |changes| {
                let mut store = store.borrow_mut();
                let mut done = Vec::new();
                for (code, value) in changes {
                    let value = value.to_string();
                    let tried = store.queries().try_settings(&[(code, &value)], &mut |_, _| true);
                    let setting = Setting {
                        code: code.into(),
                        value,
                        from_day: day(robot::TODAY),
                        reason: Some("试".into()),
                        ..Setting::default()
                    };
                    // What is so already, or would stand the wrong way round, is refused and changes nothing.
                    if let Ok(receipt) = store.execute(Command::add(setting)) {
                        done.push(receipt.entry);
                        // What was told before is what came of it.
                        for moved in tried.unwrap().named {
                            let now = standing(&store);
                            let found = now.iter().find(|row| row.0 == moved.code).unwrap();
                            prop_assert_eq!((found.1, found.2), moved.to);
                        }
                    }
                }
                for entry in done.into_iter().rev() {
                    store.execute(Command::Undo { entry: Some(entry) }).unwrap();
                }
                prop_assert_eq!(&standing(&store), &before);
                Ok(())
            })
            .unwrap();
        let found = store.into_inner().examine().unwrap();
        assert!(found.is_healthy(), "{found:?}");
    }
}
