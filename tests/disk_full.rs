//! The disk is full at every write of a short run: a clear sentence, what is there goes on being read, and nothing that was
//! acknowledged is lost. By a limit on the database's pages, by a limit on the size of files, and on a small file system.
#![cfg(unix)]

mod robot;

use std::path::Path;
use std::process::Command as Process;
use std::time::Duration;

use peiban::console::failure;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::codes::{FactCode, FactValue};
use peiban::domain::records::{Child, Contact, Decision, Fact, Id, Task, Visit};
use peiban::language::{Lang, Language};
use peiban::store::queries::Window;
use peiban::store::{Command, Context, Office, Step, Store, StoreError};
use robot::{Robot, TODAY, day};

/// What the child process of a test works on, and how.
const DESK: &str = "PEIBAN_TEST_DESK";

fn context() -> Context {
    Context { today: day(TODAY), pinned: true, user: "李晓".into() }
}

fn open(path: &Path) -> Store {
    Store::open(path, context(), SchoolCalendar::embedded()).unwrap()
}

/// An office with some children, closed properly: no log beside it.
fn office(path: &Path, children: usize) {
    let office = Office {
        county: "511425".into(),
        desk: 1,
        visits_since: day("2026-09-01"),
        is_demo: false,
    };
    let mut store = Store::create(path, &office, context(), SchoolCalendar::embedded()).unwrap();
    let steps = (0..children).map(|number| {
        Step::Add(Child { name: format!("孩子{number}"), ..Child::default() }.into())
    });
    store.execute(Command::Import { kind: "children", steps: steps.collect() }).unwrap();
}

/// A short run: what a morning writes, and an undo. Notes are long, so that every write needs room soon.
fn run(child_id: Id) -> Vec<Command> {
    let note = Some("一直低着头，说读不进去。".repeat(40));
    let mut commands = Vec::new();
    for back in 0..4 {
        let on = day(TODAY) - chrono::Days::new(back);
        commands.push(Command::add(Visit {
            child_id,
            day: on,
            child_seen: Some(true),
            note: note.clone(),
            ..Visit::default()
        }));
        commands.push(Command::add(Contact {
            child_id,
            day: on,
            note: note.clone(),
            ..Contact::default()
        }));
        commands.push(Command::Undo { entry: None });
    }
    commands.push(Command::add(Task {
        child_id: Some(child_id),
        title: "回电".into(),
        due: day(TODAY),
        note: note.clone(),
        ..Task::default()
    }));
    commands.push(Command::add(Fact {
        child_id,
        code: FactCode::Beh1,
        value: FactValue::Yes,
        day: day(TODAY),
        source: note.clone(),
        ..Fact::default()
    }));
    commands.push(Command::add(Decision {
        child_id,
        day: day(TODAY),
        until: day("2026-11-27"),
        note,
        ..Decision::default()
    }));
    let steps = (0..30).map(|number| {
        Step::Add(Child { name: format!("带入{number}"), ..Child::default() }.into())
    });
    commands.push(Command::Import { kind: "children", steps: steps.collect() });
    commands
}

fn child_of(store: &Store) -> Id {
    store.queries().by_code::<Child>("C0001").unwrap().unwrap().meta.id
}

/// Carries the run out; whatever the disk refuses must be said as such, and reading must go on. Returns the newest entry that
/// was acknowledged, and how often the disk refused.
fn try_run(store: &mut Store) -> (i64, usize) {
    let child_id = child_of(store);
    let (mut acknowledged, mut refused) = (0, 0);
    for command in run(child_id) {
        match store.execute(command) {
            Ok(receipt) => acknowledged = receipt.entry,
            Err(error) => {
                assert!(error.is_of_disk(), "{error:?}");
                let said = failure::sentence(&error, None, Language::new(Lang::Zh));
                assert!(said.starts_with("磁盘") && said.contains("没有写入"), "{said}");
                refused += 1;
            }
        }
        let queries = store.queries();
        assert!(queries.counts(30).unwrap().unknown > 0);
        assert!(!queries.history(None, Window::first(5), 3).unwrap().is_empty());
        assert!(!queries.find("孩子", false, 10).unwrap().is_empty());
    }
    (acknowledged, refused)
}

fn newest(store: &Store) -> i64 {
    store.queries().history(None, Window::first(1), 0).unwrap()[0].entry
}

/// With room again: everything acknowledged is there, everything computed is right, and writing goes on.
fn assert_well(path: &Path, acknowledged: i64) {
    let mut store = open(path);
    assert!(!store.is_read_only());
    assert!(newest(&store) >= acknowledged, "{acknowledged} was acknowledged");
    let findings = store.examine().unwrap();
    assert!(findings.is_healthy(), "{findings:?}");
    let child_id = child_of(&store);
    let task = Task {
        child_id: Some(child_id),
        title: "又有空间了".into(),
        due: day(TODAY),
        ..Task::default()
    };
    store.execute(Command::add(task)).unwrap();
}

#[test]
fn a_database_that_may_not_grow_refuses_and_is_read_on() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("model.db");
    office(&model, 5);
    let mut refusals = 0;
    for pages in (0..).step_by(2) {
        let path = folder.path().join(format!("office-{pages}.db"));
        std::fs::copy(&model, &path).unwrap();
        let mut store = open(&path);
        store.limit_growth(Some(pages)).unwrap();
        let (acknowledged, refused) = try_run(&mut store);
        refusals += refused;
        // Room again, in the same session.
        store.limit_growth(None).unwrap();
        drop(store);
        assert_well(&path, acknowledged);
        if refused == 0 {
            break;
        }
        assert!(pages < 300, "the run never fits");
    }
    assert!(refusals > 20, "the disk was hardly ever full: {refusals}");
}

#[test]
fn the_console_says_so_keeps_the_form_and_saves_when_there_is_room_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    office(&path, 5);
    let mut robot = Robot::new(open(&path));
    robot.shell().store().limit_growth(Some(0)).unwrap();
    // Written until nothing fits any more.
    let long = "说读不进去".repeat(300);
    robot.keys("g c");
    for _ in 0..60 {
        robot.keys("3 回电 Enter +7 Enter Enter").paste(&long).keys("ctrl-s");
        if robot.screen().contains("磁盘满了") {
            break;
        }
    }
    robot.sees("磁盘满了，没有写入").sees("待办");
    // The page below is read on, the draft can't be kept either, and leaving is not done silently.
    robot.waits(Duration::from_secs(4)).keys("Esc").sees("孩子0").keys("Enter").sees("资料完整度");
    robot.keys("ctrl-q Enter").sees("先别走");
    assert!(!robot.shell().is_over());
    robot.shell().store().limit_growth(None).unwrap();
    robot
        .waits(Duration::from_secs(4))
        .keys("Esc Esc 3")
        .sees("说读不进去")
        .keys("ctrl-s")
        .sees("已保存");
    robot.keys("ctrl-q Enter");
    assert!(robot.shell().is_over());
    drop(robot);
    assert_well(&path, 0);
}

#[test]
fn a_draft_that_is_owed_to_the_disk_is_there_when_its_form_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    office(&path, 5);
    let mut robot = Robot::new(open(&path));
    robot.shell().store().limit_growth(Some(0)).unwrap();
    // Too long for any room that is left.
    let long = "说读不进去".repeat(2000);
    robot.keys("g c 3 回电 Enter +7 Enter Enter").paste(&long).keys("Esc");
    robot.sees("草稿还没写进磁盘").lacks("草稿已保留");
    robot.keys("3").sees("说读不进去").sees("只记在这里");
    // Left as it was and opened once more; thrown away it is gone, whatever the disk says.
    robot.keys("Esc 3").sees("说读不进去").keys("F7 Esc 3").lacks("说读不进去").lacks("草稿：");
    robot.keys("回电 Enter +7 Enter Enter").paste(&long).keys("Esc 3").sees("只记在这里");
    robot.shell().store().limit_growth(None).unwrap();
    robot.waits(Duration::from_secs(4)).sees("接着上次没存的草稿写").keys("Esc").sees("草稿已保留");
    drop(robot);
    Robot::new(open(&path)).keys("g c 3").sees("说读不进去");
}

/// What the children of the other tests do; nothing when it isn't asked for.
#[test]
fn at_the_desk() {
    let Some(desk) = std::env::var_os(DESK) else { return };
    let path = Path::new(&desk);
    // A small file system of its own comes as a folder.
    if path.is_dir() {
        return on_a_small_disk(path);
    }
    let (acknowledged, refused) = try_run(&mut open(path));
    println!("acknowledged {acknowledged}, refused {refused}");
}

/// The part after a word in what a child said.
fn number_after(said: &str, word: &str) -> i64 {
    let digits = said.split(word).nth(1).unwrap_or_else(|| panic!("no {word:?} in {said}"));
    digits.trim().chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap()
}

/// This test file again, in a shell's words.
fn child(shell: &str, desk: &Path) -> (bool, String) {
    let output = Process::new("sh")
        .args(["-c", shell])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "at_the_desk", "--nocapture"])
        .env(DESK, desk)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

#[test]
fn files_that_may_not_grow_refuse_and_are_read_on() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("model.db");
    office(&model, 5);
    let (mut refusals, mut whole) = (0, false);
    // In blocks of 512 bytes: from just more than the log's index needs.
    for blocks in (66..=3000).step_by(48) {
        let path = folder.path().join(format!("office-{blocks}.db"));
        std::fs::copy(&model, &path).unwrap();
        let shell = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let (well, said) = child(&shell, &path);
        assert!(well, "{said}");
        let refused = number_after(&said, ", refused");
        refusals += refused;
        assert_well(&path, number_after(&said, "acknowledged"));
        if refused == 0 {
            whole = true;
            break;
        }
    }
    assert!(whole && refusals > 20, "{refusals} refusals");
}

/// A console opened where there is no room says so, reads on, keeps what is typed, and saves once there is room.
fn said_on_screen(store: Store, filler: &Path) {
    let mut robot = Robot::new(store);
    robot.sees("磁盘满了：现在只能看").keys("g c").sees("孩子0").lacks("只读");
    robot.keys("3 回电 Enter +7 ctrl-s").sees("磁盘满了，没有写入").sees("回电");
    std::fs::remove_file(filler).unwrap();
    robot.keys("ctrl-s").sees("已保存");
    assert!(!robot.shell().store().is_read_only());
}

/// On a file system that holds four megabytes: full at every point of the run.
fn on_a_small_disk(disk: &Path) {
    let model = disk.with_file_name("model.db");
    let size = 4 * 1_024 * 1_024;
    let block = 4096_u64;
    let filler = disk.join("filler");
    let (mut refusals, mut read_only, mut room) = (0, 0, 0);
    loop {
        let path = disk.join("office.db");
        for name in ["office.db", "office.db-wal", "office.db-shm", "filler"] {
            let _ = std::fs::remove_file(disk.join(name));
        }
        std::fs::copy(&model, &path).unwrap();
        let used = std::fs::metadata(&path).unwrap().len();
        // All but so much room is taken by something else.
        let fill = (size - used).saturating_sub(room * block);
        std::fs::write(&filler, vec![1; usize::try_from(fill).unwrap()]).unwrap();
        let mut store = open(&path);
        if store.is_read_only() {
            // Not even the log's index has room: it is read, and says why nothing can be written.
            assert_eq!(store.queries().counts(30).unwrap().unknown, 5);
            assert!(store.is_disk_full());
            let error = store.execute(run(child_of(&store)).remove(0)).unwrap_err();
            assert!(matches!(error, StoreError::DiskFull), "{error:?}");
            if read_only == 0 {
                said_on_screen(store, &filler);
                assert_well(&path, 0);
            }
            read_only += 1;
            room += 1;
            continue;
        }
        let (acknowledged, refused) = try_run(&mut store);
        // A copy needs room too, and leaves nothing half made.
        let copy = disk.join("copy.db");
        if let Err(error) = store.backup(&copy) {
            assert!(error.is_of_disk(), "{error:?}");
            assert!(!copy.exists());
        }
        let _ = std::fs::remove_file(&copy);
        drop(store);
        std::fs::remove_file(&filler).unwrap();
        assert_well(&path, acknowledged);
        refusals += refused;
        if refused == 0 {
            break;
        }
        room += 4;
    }
    assert!(refusals > 20, "{refusals} refusals");
    println!("small disk: {refusals} refusals, {read_only} times read only");
}

#[test]
fn a_small_file_system_that_is_full_is_read_on() {
    let folder = tempfile::tempdir().unwrap();
    let disk = folder.path().join("disk");
    std::fs::create_dir(&disk).unwrap();
    office(&folder.path().join("model.db"), 5);
    // In a name space of its own nothing is left behind. Where that isn't allowed, there is nothing to be tested.
    let mount = format!("mount -t tmpfs -o size=4m none \"${DESK}\"");
    let may = Process::new("unshare").args(["-rm", "sh", "-c", &mount]).env(DESK, &disk).output();
    if !may.is_ok_and(|output| output.status.success()) {
        println!("no small file system can be made here");
        return;
    }
    let shell = format!("exec unshare -rm sh -c '{mount} && exec \"$0\" \"$@\"' \"$0\" \"$@\"");
    let (well, said) = child(&shell, &disk);
    assert!(well && said.contains("small disk"), "{said}");
}

/// The program itself under a limit on the size of files.
fn limited(blocks: u32, folder: &Path, words: &[&str]) -> (i32, String) {
    let output = Process::new("sh")
        .args(["-c", &format!("ulimit -f {blocks}; exec \"$0\" \"$@\"")])
        .arg(env!("CARGO_BIN_EXE_peiban"))
        .args(["--db", "office.db"])
        .args(words)
        .env_clear()
        .envs([("HOME", folder.as_os_str()), ("LC_ALL", "en_US.UTF-8".as_ref())])
        .env("PEIBAN_TODAY", TODAY)
        .env("PEIBAN_USER", "李晓")
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().unwrap_or(-1), said)
}

#[test]
fn what_only_reads_reads_where_nothing_may_be_written() {
    let folder = tempfile::tempdir().unwrap();
    office(&folder.path().join("office.db"), 5);
    for words in
        [&["list", "children"][..], &["today"], &["find", "孩子"], &["show", "child", "C0001"]]
    {
        let (status, said) = limited(0, folder.path(), words);
        assert_eq!((status, said.as_str()), (0, ""), "{words:?}");
    }
    let (status, said) = limited(0, folder.path(), &["undo"]);
    assert!(status == 1 && said.contains("the disk is full"), "{said}");
}

#[test]
fn files_written_beside_the_database_say_so_and_leave_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    office(&path, 2000);
    let files = || {
        let names = std::fs::read_dir(folder.path()).unwrap();
        let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
        names.retain(|name| !name.to_string_lossy().starts_with("office.db"));
        names.sort();
        names
    };
    let before = files();
    for words in [
        &["export", "children", "--to", "children.csv"][..],
        &["export", "children", "--to", "children.xlsx"],
        &["backup", "copy.db"],
    ] {
        let (status, said) = limited(66, folder.path(), words);
        assert_eq!(status, 1, "{words:?}: {said}");
        assert!(said.contains("disk") && said.lines().count() == 1, "{words:?}: {said}");
        let mut after = files();
        after.retain(|name| !name.to_string_lossy().starts_with('.'));
        assert_eq!(after, before, "{words:?}");
    }
    // An import that doesn't fit writes nothing.
    let names: Vec<_> = (0..500).map(|row| format!("新来{row},2015-01-01\n")).collect();
    std::fs::write(folder.path().join("names.csv"), format!("姓名,出生日期\n{}", names.concat()))
        .unwrap();
    let (status, said) = limited(66, folder.path(), &["import", "children", "names.csv"]);
    assert!(status == 1 && said.contains("disk"), "{said}");
    assert_well(&path, 1);
    assert_eq!(open(&path).queries().count::<Child>(true).unwrap(), 2000);
    let (status, said) = limited(66, folder.path(), &["today"]);
    assert_eq!(status, 0, "{said}");
    // Standard output on a full disk.
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
    if let Ok(full) = full {
        let output = Process::new(env!("CARGO_BIN_EXE_peiban"))
            .args(["--db", "office.db", "--lang", "en", "list", "children"])
            .current_dir(folder.path())
            .env("HOME", folder.path())
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).contains("the disk is full"), "{output:?}");
    }
}
