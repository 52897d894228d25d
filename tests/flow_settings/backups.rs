//! Backups on screen: made now and on closing, kept for some days, looked at and restored.

use std::path::Path;

use peiban::console::action::Route;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::records::{Child, Setting};
use peiban::store::{Backups, Command, Context, Office, Store};

use super::robot::{Robot, day};

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
fn a_restore_is_refused_while_another_console_is_open_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = office_in(folder.path(), "2026-11-21");
    add_child(&mut store, "王小明");
    let backups = Backups::in_folder(folder.path().join("backups"));
    store.back_up(&backups, 14, &mut |_, _| true).unwrap();
    add_child(&mut store, "杨思雨");
    drop(store);
    let mut other = Robot::new(open_in(folder.path(), "2026-11-22"));
    let mut robot = Robot::new(open_in(folder.path(), "2026-11-22"));
    robot.keys("g b").sees("peiban-2026-11-21.db").keys("End Up Enter").sees("恢复前先看看");
    robot.keys("Enter").sees("在别处开着").lacks("已恢复");
    // Both go on with what they had, and nothing half made lies about.
    for robot in [&mut robot, &mut other] {
        robot.shell().go(Route::Today);
        robot.draw();
        robot.sees("杨思雨");
        assert_eq!(robot.shell().store().queries().count::<Child>(true).unwrap(), 2);
    }
    let left = |name: &String| name.contains("kept") || name.contains("restoring");
    assert!(!names(folder.path()).iter().any(left), "{:?}", names(folder.path()));
    add_child_on_screen(&mut other);
    // Once the other is closed it can be done.
    drop(other);
    robot.keys("g b End Up Enter Enter").sees("已恢复").lacks("杨思雨");
    assert_eq!(robot.shell().store().queries().count::<Child>(true).unwrap(), 1);
}

#[test]
fn the_folder_is_shown_by_its_whole_path() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = office_in(folder.path(), "2026-11-21");
    add_child(&mut store, "王小明");
    let mut robot = Robot::with_options(store, peiban::language::Lang::Zh, 120, 24, |options| {
        options.backups = Some("backups-here".into());
    });
    let whole = std::env::current_dir().unwrap().join("backups-here");
    let shown: String = whole.display().to_string().chars().take(60).collect();
    robot.keys(": 备份 Enter").sees("[备份]").sees(&shown);
}
