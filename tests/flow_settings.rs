//! The office's own rules on screen: a change asks why and shows who would change tier before it is saved; undo brings the former
//! scores back. Backups are made, kept for some days, looked at and restored.

mod robot;

use std::path::Path;

use peiban::console::action::Route;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::codes::Tier;
use peiban::domain::records::{Child, Setting};
use peiban::language::Lang;
use peiban::store::queries::Window;
use peiban::store::{Backups, Command, Context, Office, Store};
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
    robot.keys("g h").sees("改设置").sees("重点从").keys("Esc");
    robot.keys("u").sees("已撤销");
    assert_eq!(standing(robot.shell().store()), before);
    robot.keys("U");
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
    robot.keys("abc Tab 试 ctrl-s").sees("要填").keys("F7");
    robot.keys("7 Tab 试 ctrl-s").sees("没有改动");
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
    robot.keys("F2").sees("Spring").keys("u").lacks("Spring").sees("Qingshen");
    robot.keys("0 End Enter").keys("2026-12-01 Tab moved ctrl-s").sees("after today");
    robot
        .keys("F7")
        .keys("2026-10-01 Tab moved ctrl-s ctrl-s")
        .sees("Changed: visits are kept here since");
    assert_eq!(robot.shell().store().queries().office().unwrap().visits_since, day("2026-10-01"));
    robot.keys("u");
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

fn office_in(folder: &Path, today: &str) -> Store {
    let office = Office {
        county: "511425".into(),
        desk: 1,
        visits_since: day("2026-09-01"),
        is_demo: false,
    };
    let context = Context { today: day(today), pinned: true, user: "李晓".into() };
    Store::create(&folder.join("office.db"), &office, context, SchoolCalendar::embedded()).unwrap()
}

fn open_in(folder: &Path, today: &str) -> Store {
    let context = Context { today: day(today), pinned: true, user: "李晓".into() };
    Store::open(&folder.join("office.db"), context, SchoolCalendar::embedded()).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn add_child(store: &mut Store, name: &str) {
    store.execute(Command::add(Child { name: name.into(), ..Child::default() })).unwrap();
}

#[test]
fn a_backup_a_day_on_closing_and_the_oldest_days_go() {
    let folder = tempfile::tempdir().unwrap();
    let backups = folder.path().join("backups");
    let mut store = office_in(folder.path(), "2026-11-01");
    // Nothing to lose yet.
    assert!(!store.wants_backup(&Backups::in_folder(backups.clone())).unwrap());
    add_child(&mut store, "王小明");
    let keep = Setting {
        code: "backup_keep".into(),
        value: "2".into(),
        from_day: day("2026-11-01"),
        ..Setting::default()
    };
    store.execute(Command::add(keep)).unwrap();
    drop(store);
    // A file of somebody else's, and one of another office, stay whatever happens.
    std::fs::create_dir(&backups).unwrap();
    std::fs::write(backups.join("peiban-2020-01-01.db"), "mine").unwrap();
    for today in ["2026-11-01", "2026-11-02", "2026-11-02", "2026-11-05"] {
        let robot = &mut Robot::new(open_in(folder.path(), today));
        robot.shell().back_up_on_closing(&mut |_, _| true).unwrap();
    }
    assert_eq!(
        names(&backups),
        ["peiban-2020-01-01.db", "peiban-2026-11-02.db", "peiban-2026-11-05.db"]
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(backups.join("peiban-2026-11-05.db")).unwrap().permissions();
        assert_eq!(mode.mode() & 0o777, 0o600);
    }
    // Stopped in the middle there is nothing new, and nothing was removed.
    let store = open_in(folder.path(), "2026-11-06");
    let place = Backups::in_folder(backups.clone());
    assert!(store.back_up(&place, 1, &mut |_, _| false).is_err());
    assert_eq!(names(&backups).len(), 3);
    // A second one of the day has a name of its own.
    store.back_up(&place, 2, &mut |_, _| true).unwrap();
    store.back_up(&place, 2, &mut |_, _| true).unwrap();
    assert_eq!(
        names(&backups),
        [
            "peiban-2020-01-01.db",
            "peiban-2026-11-05.db",
            "peiban-2026-11-06-2.db",
            "peiban-2026-11-06.db"
        ]
    );
}

#[test]
fn today_says_when_the_newest_backup_is_old() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = office_in(folder.path(), "2026-11-01");
    add_child(&mut store, "王小明");
    drop(store);
    let mut robot = Robot::new(open_in(folder.path(), "2026-11-09"));
    robot.sees("备份已过8天");
    robot.shell().go(Route::Backups);
    robot.draw();
    robot.sees("[备份]").sees("最近的备份已过8天").keys("o").sees("备份到哪个文件夹");
    robot.keys("Enter").sees("已备份到").sees("peiban-2026-11-09.db").keys("F2").lacks("备份已过");
}

#[test]
fn a_restore_looks_first_and_keeps_the_replaced_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = office_in(folder.path(), "2026-11-21");
    add_child(&mut store, "王小明");
    let backups = Backups::in_folder(folder.path().join("backups"));
    store.back_up(&backups, 14, &mut |_, _| true).unwrap();
    add_child(&mut store, "杨思雨");
    add_child(&mut store, "何雨欣");
    drop(store);
    let mut robot = Robot::new(open_in(folder.path(), "2026-11-22"));
    robot.sees("杨思雨");
    robot.shell().go(Route::Backups);
    robot.draw();
    robot.sees("peiban-2026-11-21.db").keys("End Up Enter");
    robot
        .sees("恢复前先看看")
        .sees("peiban-2026-11-21.db，版本")
        .sees("会失去之后的2步，由李晓做的");
    robot.sees("孩子").keys("Esc").sees("[备份]");
    // A look changes nothing.
    assert_eq!(robot.shell().store().queries().count::<Child>(true).unwrap(), 3);
    robot.keys("Enter Enter").sees("已恢复。原来的文件留在").sees("王小明").lacks("杨思雨");
    assert_eq!(robot.shell().store().queries().count::<Child>(true).unwrap(), 1);
    // What this console wrote before belongs to the other file now.
    robot.keys("u").sees("没有可撤销的");
    let kept = folder.path().join("office.kept-1.db");
    assert!(kept.exists());
    let context = Context { today: day("2026-11-22"), pinned: true, user: "李晓".into() };
    let former = Store::open(&kept, context, SchoolCalendar::embedded()).unwrap();
    assert_eq!(former.queries().count::<Child>(true).unwrap(), 3);
    assert!(!names(folder.path()).iter().any(|name| name.contains("restoring")));
    // Work goes on.
    add_child_on_screen(&mut robot);
}

fn add_child_on_screen(robot: &mut Robot) {
    robot.shell().execute(Command::add(Child { name: "宋雅婷".into(), ..Child::default() }));
    robot.draw();
    robot.sees("宋雅婷");
}

#[test]
fn what_is_no_backup_is_refused_and_another_offices_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = office_in(folder.path(), "2026-11-21");
    add_child(&mut store, "王小明");
    drop(store);
    let backups = folder.path().join("backups");
    std::fs::create_dir(&backups).unwrap();
    std::fs::write(backups.join("peiban-2026-11-20.db"), "no database at all").unwrap();
    let other = Office {
        county: "511425".into(),
        desk: 2,
        visits_since: day("2026-09-01"),
        is_demo: false,
    };
    let context = Context { today: day("2026-11-21"), pinned: true, user: "陈静".into() };
    let path = backups.join("peiban-2026-11-19.db");
    drop(Store::create(&path, &other, context, SchoolCalendar::embedded()).unwrap());
    let mut robot = Robot::new(open_in(folder.path(), "2026-11-22"));
    robot.shell().go(Route::Backups);
    robot.draw();
    // Newest first: the file that is none, then the other office's.
    robot.keys("End Up Up Enter").sees("peiban-2026-11-20.db").sees("不是").keys("Down Enter");
    robot.sees("这是另一个办公室的").sees("第2桌").keys("Esc");
}

#[test]
fn a_township_that_came_with_a_file_is_renamed_in_every_record_as_one_step() {
    let mut store = empty_store();
    let living = |name: &str, township: &str, village: &str| Child {
        name: name.into(),
        township: Some(township.into()),
        village: Some(village.into()),
        ..Child::default()
    };
    for child in [
        living("王小明", "瑞丰镇", "中坝村"),
        living("杨思雨", "瑞丰镇", "新桥村"),
        living("罗俊豪", "瑞峰镇", "中坝村"),
    ] {
        store.execute(Command::add(child)).unwrap();
    }
    let volunteer = peiban::domain::records::Volunteer {
        name: "张敏".into(),
        township: Some("瑞丰镇".into()),
        ..Default::default()
    };
    store.execute(Command::add(volunteer)).unwrap();
    let where_from = |store: &Store| -> Vec<(Option<String>, Option<String>)> {
        ["C0001", "C0002", "C0003"]
            .into_iter()
            .map(|code| store.queries().by_code::<Child>(code).unwrap().unwrap())
            .map(|child| (child.township, child.village))
            .collect()
    };
    let before = where_from(&store);
    let mut robot = Robot::new(store);
    robot.keys("g s Tab Tab Tab Tab").sees("[地名]").sees("1个乡镇不在名单里").sees("县里的");
    // The unknown one stands after the county's.
    let places = robot.shell().store().queries().office_places().unwrap();
    let row = places.iter().position(|row| row.name() == "瑞丰镇").unwrap();
    assert_eq!((places[row].children, places[row].volunteers), (2, 1));
    for _ in 0..row {
        robot.keys("Down");
    }
    robot.keys("Enter").sees("给「瑞丰镇」改名").sees("会改2个孩子、1个志愿者的记录");
    robot
        .keys("Backspace Backspace Backspace 瑞峰镇")
        .sees("已有「瑞峰镇」（孩子1），改后合成一个");
    robot.keys("ctrl-s").sees("「瑞丰镇」已改为「瑞峰镇」").lacks("不在名单里");
    let store = robot.shell().store();
    assert!(where_from(store).iter().all(|(town, _)| town.as_deref() == Some("瑞峰镇")));
    robot.keys("u").sees("1个乡镇不在名单里");
    assert_eq!(where_from(robot.shell().store()), before);
}

#[test]
fn places_are_added_hidden_and_offered_in_forms() {
    let mut robot = Robot::new(empty_store());
    robot.keys("g s").keys("Tab Tab Tab Tab").sees("[地名]").keys("o").sees("加一个乡镇或村");
    // The first township's name stands there; another one is written over it.
    robot
        .keys("shift-Tab")
        .keys(&"Backspace ".repeat(6))
        .keys("新区 ctrl-s")
        .sees("已加「新区」")
        .sees("自己加的");
    robot
        .keys("o shift-Tab")
        .keys(&"Backspace ".repeat(6))
        .keys("新区 ctrl-s")
        .sees("已经有这一条");
    robot
        .keys("Esc Home")
        .sees("青竹街道")
        .keys("Delete")
        .sees("以后不再列出「青竹街道」")
        .sees("已隐藏");
    let offered = |robot: &mut Robot| -> Vec<String> {
        let known = robot.shell().store().queries().townships().unwrap();
        known.offered().map(|(_, name)| name.to_owned()).collect()
    };
    let now = offered(&mut robot);
    assert!(now.contains(&"新区".to_owned()) && !now.contains(&"青竹街道".to_owned()));
    robot.keys("Delete").sees("又会列出「青竹街道」").keys("u").sees("重新列出地名");
    assert_eq!(offered(&mut robot), now);
    // Hiding is said as hiding, though a row was added for it.
    robot.keys("u").sees("隐藏地名");
    // What only the county says has no record to rename.
    robot.keys("Down Enter").sees("没有可改的名称");
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
