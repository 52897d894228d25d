//! Backups on screen: made now and on closing, kept for some days, looked at and restored.

use std::path::Path;

use peiban::console::action::Route;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::records::{Child, Setting};
use peiban::store::{Backups, Command, Context, Office, Store};
use tempfile::TempDir;

use super::robot::{Robot, day};

fn context(today: &str) -> Context {
    Context { today: day(today), pinned: true, user: "李晓".into() }
}

fn database(path: &Path, desk: i64, is_demo: bool, today: &str) -> Store {
    let visits_since = day("2026-09-01");
    let office = Office { county: "511425".into(), desk, visits_since, is_demo };
    Store::create(path, &office, context(today), SchoolCalendar::embedded()).unwrap()
}

/// An office in a folder of its own, with one child.
fn office(today: &str) -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = database(&folder.path().join("office.db"), 1, false, today);
    add_child(&mut store, "王小明");
    (folder, store)
}

/// The same with a backup of 2026-11-21, after which other children were entered.
fn backed_up(since: &[&str]) -> TempDir {
    let (folder, mut store) = office("2026-11-21");
    store.back_up_day(&backups_of(&folder), 14, &mut |_, _| true).unwrap();
    for name in since {
        add_child(&mut store, name);
    }
    folder
}

fn backups_of(folder: &TempDir) -> Backups {
    Backups::in_folder(folder.path().join("backups"))
}

fn open_in(folder: &TempDir, today: &str) -> Store {
    let path = folder.path().join("office.db");
    Store::open(&path, context(today), SchoolCalendar::embedded()).unwrap()
}

/// The day's work is done: the console is closed.
fn close(folder: &TempDir, today: &str) {
    let robot = &mut Robot::new(open_in(folder, today));
    robot.shell().back_up_on_closing(&mut |_, _| true).unwrap();
}

fn children_in(path: &Path) -> usize {
    peiban::store::look_before_restore(path, Path::new("nowhere.db")).unwrap().counts[0]
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
    let (folder, mut store) = office("2026-11-01");
    let backups = folder.path().join("backups");
    let place = backups_of(&folder);
    assert!(store.wants_backup(&place).unwrap());
    // One without an entry has nothing to lose.
    let bare = database(&folder.path().join("bare.db"), 1, false, "2026-11-01");
    assert!(!bare.wants_backup(&place).unwrap());
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
        close(&folder, today);
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
    let store = open_in(&folder, "2026-11-06");
    assert!(store.back_up(&place, 1, &mut |_, _| false).is_err());
    assert_eq!(names(&backups).len(), 3);
    // Each that is asked for has a name of its own.
    store.back_up(&place, 2, &mut |_, _| true).unwrap();
    store.back_up(&place, 2, &mut |_, _| true).unwrap();
    assert_eq!(
        names(&backups),
        [
            "peiban-2020-01-01.db",
            "peiban-2026-11-05.db",
            "peiban-2026-11-06-1.db",
            "peiban-2026-11-06-2.db"
        ]
    );
}

#[test]
fn the_days_backup_is_renewed_when_work_goes_on() {
    let (folder, store) = office("2026-11-21");
    drop(store);
    let backups = folder.path().join("backups");
    let own = backups.join("peiban-2026-11-21.db");
    close(&folder, "2026-11-21");
    assert_eq!(children_in(&own), 1);
    // Nothing was done: it stays as it is.
    let written = || std::fs::metadata(&own).unwrap().modified().unwrap();
    let morning = written();
    close(&folder, "2026-11-21");
    assert_eq!(written(), morning);
    // Asked for before something risky; nothing is written over it.
    let mut store = open_in(&folder, "2026-11-21");
    let asked = store.back_up(&backups_of(&folder), 14, &mut |_, _| true).unwrap();
    add_child(&mut store, "杨思雨");
    // Stopped in the middle, the morning's is whole and there.
    assert!(store.back_up_day(&backups_of(&folder), 14, &mut |_, _| false).is_err());
    assert_eq!(children_in(&own), 1);
    drop(store);
    close(&folder, "2026-11-21");
    assert_eq!((children_in(&own), children_in(&asked)), (2, 1));
    let both = ["peiban-2026-11-21-1.db", "peiban-2026-11-21.db"];
    assert_eq!(names(&backups), both);
    // The morning is put back and work goes on from there: the evening's stands nowhere else now, and stays.
    let db = folder.path().join("office.db");
    let kept = peiban::store::restore(&asked, &db).unwrap().unwrap();
    std::fs::remove_file(kept).unwrap();
    close(&folder, "2026-11-21");
    assert_eq!(names(&backups), both);
    add_child(&mut open_in(&folder, "2026-11-21"), "何雨欣");
    add_child(&mut open_in(&folder, "2026-11-21"), "宋雅婷");
    close(&folder, "2026-11-21");
    assert_eq!(children_in(&own), 2);
    assert_eq!(children_in(&backups.join("peiban-2026-11-21-2.db")), 3);
}

#[test]
fn today_says_when_the_newest_backup_is_old() {
    let (folder, store) = office("2026-11-01");
    drop(store);
    let mut robot = Robot::new(open_in(&folder, "2026-11-09"));
    robot.sees("备份已过8天");
    robot.shell().go(Route::Backups);
    robot.draw();
    robot.sees("[备份]").sees("最近的备份已过8天").keys("o").sees("备份到哪个文件夹");
    robot
        .keys("Enter")
        .sees("已备份到")
        .sees("peiban-2026-11-09-1.db")
        .keys("F2")
        .lacks("备份已过");
    drop(robot);
    // The folder that is remembered is no draft.
    Robot::new(open_in(&folder, "2026-11-09")).lacks("草稿");
}

#[test]
fn a_restore_looks_first_and_keeps_the_replaced_file() {
    let folder = backed_up(&["杨思雨", "何雨欣"]);
    let mut robot = Robot::new(open_in(&folder, "2026-11-22"));
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
    robot.keys("ctrl-z").sees("没有可撤销的");
    let kept = folder.path().join("office.kept-1.db");
    assert!(kept.exists());
    assert_eq!(children_in(&kept), 3);
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
    let (folder, store) = office("2026-11-21");
    drop(store);
    let backups = folder.path().join("backups");
    std::fs::create_dir(&backups).unwrap();
    std::fs::write(backups.join("peiban-2026-11-20.db"), "no database at all").unwrap();
    drop(database(&backups.join("peiban-2026-11-19.db"), 2, false, "2026-11-21"));
    drop(database(&backups.join("peiban-2026-11-18.db"), 1, true, "2026-11-21"));
    let mut robot = Robot::new(open_in(&folder, "2026-11-22"));
    robot.shell().go(Route::Backups);
    robot.draw();
    // Newest first: the file that is none, then the other office's, then the made-up county's.
    robot.keys("End Up Up Up Enter").sees("peiban-2026-11-20.db").sees("不是").keys("Down Enter");
    robot.sees("这是另一个办公室的：青神县第2桌").sees("现在的文件是青神县第1桌的");
    robot
        .sees("会失去现在文件里的全部1步，由李晓做的")
        .lacks("不会失去什么")
        .keys("Esc Down Enter");
    robot.sees("这是另一个办公室的：示例县").sees("会失去现在文件里的全部1步");
    // Who takes the other desk's sees at the top whose it is.
    robot.keys("Esc Up Enter Enter").sees("已恢复").sees("青神县 2").lacks("王小明");
}

#[test]
fn what_was_done_since_another_restore_is_not_passed_over() {
    let folder = backed_up(&["杨思雨"]);
    let mut robot = Robot::new(open_in(&folder, "2026-11-22"));
    robot.keys("g b End Up Enter Enter").sees("已恢复").lacks("杨思雨");
    // This entry has the number of the one that was left behind.
    add_child_on_screen(&mut robot);
    robot.keys("g b End Enter").keys("../office.kept-1.db").keys("Enter");
    robot.sees("会失去之后的1步，由李晓做的").sees("到第1号为止相同，之后它另有1步");
    robot.lacks("不会失去什么").keys("Enter").sees("已恢复").sees("杨思雨").lacks("宋雅婷");
    // The later state of one line: it has all that is there now.
    let first = folder.path().join("backups").join("peiban-2026-11-21.db");
    let look = open_in(&folder, "2026-11-22").look_at_backup(&first).unwrap();
    assert_eq!(look.present.unwrap().lost_entries(), 1);
    drop(robot);
    peiban::store::restore(&first, &folder.path().join("office.db")).unwrap();
    let mut robot = Robot::new(open_in(&folder, "2026-11-22"));
    robot.keys("g b End Enter").keys("../office.kept-1.db").keys("Enter");
    robot.sees("它比现在的文件多1步").sees("不会失去什么");
}

#[test]
fn the_switch_of_the_daily_backup_says_on_or_off() {
    let (_folder, store) = office("2026-11-21");
    let mut robot = Robot::new(store);
    robot.keys("g b").sees("关闭时每天备份一次").keys("Enter").sees("现在：开").sees("原定开");
    robot
        .lacks("是是")
        .keys("2 ctrl-s")
        .sees("关闭时每天备份一次，关")
        .keys("Enter")
        .sees("现在：关");
}

#[test]
fn a_restore_is_refused_while_another_console_is_open_and_nothing_is_lost() {
    let folder = backed_up(&["杨思雨"]);
    let mut other = Robot::new(open_in(&folder, "2026-11-22"));
    let mut robot = Robot::new(open_in(&folder, "2026-11-22"));
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
    let (_folder, store) = office("2026-11-21");
    let mut robot = Robot::with_options(store, peiban::language::Lang::Zh, 120, 24, |options| {
        options.backups = Some("backups-here".into());
    });
    let whole = std::env::current_dir().unwrap().join("backups-here");
    let shown: String = whole.display().to_string().chars().take(60).collect();
    robot.keys(": 备份 Enter").sees("[备份]").sees(&shown);
}

#[test]
fn a_backup_that_cannot_be_read_is_named_and_another_is_asked_for() {
    let folder = backed_up(&[]);
    let whole = std::fs::read(folder.path().join("office.db")).unwrap();
    let broken = folder.path().join("trunc.db");
    std::fs::write(&broken, &whole[..3000]).unwrap();
    let mut robot = Robot::new(open_in(&folder, "2026-11-22"));
    robot.keys("g b End Enter").sees("恢复哪个文件").sees("/backups/");
    // A whole path takes the place of the folder that is proposed.
    robot.keys(broken.to_str().unwrap()).lacks("backups//").keys("Enter");
    robot
        .sees("不能当备份读")
        .sees("办公室的数据库没有动")
        .sees("trunc.db")
        .lacks("peiban restore");
    robot.keys("F12").sees("one can't be read").keys("F12 ctrl-u");
    robot.paste(folder.path().join("absent.db").to_str().unwrap()).keys("Enter");
    robot.sees("没有这个文件").sees("办公室的数据库没有动").lacks("peiban init");
    // A name alone lies in the folder.
    robot.keys("Esc Enter").keys("peiban-2026-11-21.db Enter").sees("恢复前先看看");
}
