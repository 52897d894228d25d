//! A day of hard use: random keys at two consoles on one database. Nothing panics, everything computed stays right, and taking
//! everything back gives the first records.
//!
//! `PEIBAN_SOAK=1000000 cargo test --release --test soak` presses a million; `PEIBAN_SOAK_SEED` repeats a run.

mod chance;
mod robot;
mod whole;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::process::Command as Process;
use std::time::{Duration, Instant};

use chance::{Chance, asked};
use peiban::console::action::Action;
use peiban::console::input::Keys;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::codes::Sex;
use peiban::domain::records::{Assignment, Carer, Child, Event, Task, Visit, Volunteer};
use peiban::language::Lang;
use peiban::store::{Command, Context, Office, Store};
use robot::{Robot, TODAY, day};

/// The folder in which the child process works: whatever the keys export or import lies there.
const FOLDER: &str = "PEIBAN_TEST_SOAK";

/// How many keys without being asked for more.
const KEYS: u64 = 20_000;

fn context(user: &str) -> Context {
    Context { today: day(TODAY), pinned: false, user: user.into() }
}

fn open(path: &Path, user: &str) -> Store {
    Store::open(path, context(user), SchoolCalendar::embedded()).unwrap()
}

/// A small office, and files of names and visits that may be brought in.
fn office(folder: &Path) -> PathBuf {
    let path = folder.join("office.db");
    let office = Office {
        county: "511425".into(),
        desk: 1,
        visits_since: day("2026-09-01"),
        is_demo: false,
    };
    let mut store =
        Store::create(&path, &office, context("李晓"), SchoolCalendar::embedded()).unwrap();
    let carer =
        Carer { name: "黄素珍".into(), phone: Some("13900000520".into()), ..Carer::default() };
    let carer_id = store.execute(Command::add(carer)).unwrap().id;
    let mut children = Vec::new();
    for (number, name) in
        ["王小明", "杨思雨", "罗俊豪", "何雨欣", "陈可欣", "刘子轩", "邓佳怡", "王小明"]
            .iter()
            .enumerate()
    {
        let child = Child {
            name: (*name).into(),
            sex: Some(if number % 2 == 0 { Sex::Male } else { Sex::Female }),
            birth_date: day("2014-03-05").checked_add_days(chrono::Days::new(number as u64 * 97)),
            grade: Some(4),
            grade_year: Some(2026),
            township: Some("青竹街道".into()),
            carer_id: (number < 3).then_some(carer_id),
            ..Child::default()
        };
        children.push(store.execute(Command::add(child)).unwrap().id);
    }
    let mut volunteers = Vec::new();
    for name in ["周桂芳", "张敏", "李秀英"] {
        let volunteer = Volunteer { name: name.into(), capacity: Some(3), ..Volunteer::default() };
        volunteers.push(store.execute(Command::add(volunteer)).unwrap().id);
    }
    for (child_id, volunteer_id) in children.iter().zip(volunteers.iter().cycle()).take(5) {
        let pair = Assignment {
            child_id: *child_id,
            volunteer_id: *volunteer_id,
            ..Assignment::default()
        };
        store.execute(Command::add(pair)).unwrap();
        let visit = Visit {
            child_id: *child_id,
            volunteer_id: Some(*volunteer_id),
            day: day("2026-09-20"),
            child_seen: Some(true),
            ..Visit::default()
        };
        store.execute(Command::add(visit)).unwrap();
        let task = Task {
            child_id: Some(*child_id),
            title: "回电".into(),
            due: day(TODAY),
            ..Task::default()
        };
        store.execute(Command::add(task)).unwrap();
    }
    let event =
        Event { title: "生日会".into(), starts_on: day("2026-12-05"), ..Event::default() };
    store.execute(Command::add(event)).unwrap();
    std::fs::write(
        folder.join("soak-names.csv"),
        "姓名,性别,出生日期,乡镇\n新来一,女,2015-01-02,汉阳镇\n新来二,男,2015.3.4,汉阳镇\n,,坏的,\n王小明,男,2014-03-05,\n",
    )
    .unwrap();
    std::fs::write(
        folder.join("soak-visits.csv"),
        "孩子编号,日期,见到孩子\nC0001,2026-11-01,是\nC0002,2026-11-02,否\nC9999,2026-11-02,是\n",
    )
    .unwrap();
    path
}

/// What somebody types into a field.
const TYPED: &[&str] = &[
    "王小明",
    "说不想读了",
    "好",
    "+7",
    "11-28",
    "1122",
    "今天",
    "周六",
    "2014.3.5",
    "农历八月十五",
    "13900000417",
    "0",
    "1",
    "11111",
    "99999999999999999999",
    "=1+1",
    "１２：３０",
    "a",
    "wxm",
    "zgf",
    "C0001",
    "青竹",
    "吉克阿依莫",
    "-5",
    "3.5",
    "60",
    "2026-02-30",
    "语文",
    "511425201403050019",
];

/// What is pasted.
const PASTED: &[&str] = &[
    "周桂芳\n13900000417",
    "\x1b[31m红\x07",
    "一行\r\n两行\t三",
    "",
    "e\u{301}\u{200d}👨‍👩‍👧",
    "\u{202e}倒",
    "soak-names.csv",
];

/// What somebody does in one go; the keys of random work hardly ever fill a form by themselves.
const PHRASES: &[&str] = &[
    "1 Enter Enter 1 1 1 1 1 1 ctrl-s",
    "1 Enter Enter 2 ctrl-s",
    "2 Enter Enter ctrl-s",
    "3 回 电 Enter +7 ctrl-s",
    "6 好 了 ctrl-s",
    "5 + 7 Enter 等 ctrl-s",
    "4 Enter 1 ctrl-s",
    "o 新 孩 子 ctrl-s",
    "e ctrl-u 改 名 ctrl-s",
    "s 1 Enter 1 ctrl-s",
    "n Enter ctrl-s",
    "b 1 Enter ctrl-s",
    "r Enter 8 8 ctrl-s",
    "! ctrl-s",
    "D Enter",
    "D 搬 走 ctrl-s",
    "D 写 错 了 ctrl-s",
    "R Enter",
    "w Space Down Space ctrl-s",
    "g c End Enter",
    "g v Enter",
    "g e Enter o 1 Enter",
    "g h Down Down Enter Enter",
    "g s Down Down Enter 3 0 ctrl-s",
    "t Space Space",
    "/ 王 Enter",
    "g c 7 1 Enter",
    "g c 8 1",
    "g c Space Space 3 一 起 Enter + 7 ctrl-s",
    "i 1 s o a k Enter Enter ctrl-s Enter",
    "i 4 s o a k Enter Enter ctrl-s Enter",
    "p Enter",
    "u u",
    "U U",
    "F12",
];

/// The keys of the last moments, printed when something breaks.
struct Tape {
    seed: u64,
    keys: VecDeque<String>,
    pressed: u64,
}

impl Tape {
    fn note(&mut self, console: usize, what: &str) {
        if self.keys.len() == 300 {
            self.keys.pop_front();
        }
        self.keys.push_back(format!("{console}:{what:?}"));
        self.pressed += 1;
    }
}

impl Drop for Tape {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let keys: Vec<_> = self.keys.iter().map(String::as_str).collect();
            println!(
                "seed {} after {} keys; the last: {}",
                self.seed,
                self.pressed,
                keys.join(" ")
            );
        }
    }
}

const SIZES: &[(u16, u16)] = &[
    (80, 24),
    (80, 24),
    (80, 24),
    (100, 30),
    (140, 40),
    (200, 60),
    (60, 15),
    (59, 14),
    (10, 3),
    (1, 1),
];

struct Soak {
    folder: PathBuf,
    path: PathBuf,
    consoles: [Robot; 2],
    chance: Chance,
    tape: Tape,
    all: Vec<String>,
}

fn console(path: &Path, at: usize) -> Robot {
    let (user, lang, width, height) = [("李晓", Lang::Zh, 80, 24), ("陈静", Lang::En, 120, 34)][at];
    Robot::with(open(path, user), lang, width, height)
}

impl Soak {
    fn new(folder: &Path, seed: u64) -> Self {
        let path = office(folder);
        let keys = Keys::default();
        let all = Action::ALL.iter().flat_map(|action| keys.of(*action)).map(str::to_owned);
        Self {
            folder: folder.to_owned(),
            consoles: [console(&path, 0), console(&path, 1)],
            path,
            chance: Chance(seed),
            tape: Tape { seed, keys: VecDeque::new(), pressed: 0 },
            all: all.collect(),
        }
    }

    /// Presses one key, unless it would lead out of the folder.
    fn press(&mut self, at: usize, key: &str) {
        let robot = &mut self.consoles[at];
        if !robot.shell().is_browsing() {
            let leads_out = match key {
                "/" | "~" => true,
                "Enter" | "Tab" => {
                    robot.marked().contains("..")
                        && robot.screen().contains(self.folder.to_str().unwrap())
                }
                _ => false,
            };
            if leads_out {
                return;
            }
        }
        self.tape.note(at, key);
        robot.keys(key);
        if robot.shell().is_over() {
            self.consoles[at] = console(&self.path, at);
        }
    }

    /// Keys with spaces between.
    fn phrase(&mut self, at: usize, keys: &str) {
        for key in keys.split(' ') {
            self.press(at, key);
        }
    }

    fn step(&mut self) {
        let at = self.chance.below(2);
        match self.chance.below(100) {
            0..=24 => {
                let key = self.all[self.chance.below(self.all.len())].clone();
                self.phrase(at, &key);
            }
            25..=44 => {
                let key = self
                    .chance
                    .of(&["Up", "Down", "Down", "Tab", "Left", "Right", "PageDown", "Home"]);
                self.press(at, key);
            }
            45..=54 => self.press(at, "Enter"),
            55..=62 => self.press(at, "Esc"),
            63..=66 => {
                let key = self.chance.of(&[
                    "Space",
                    "Backspace",
                    "ctrl-s",
                    "Delete",
                    "ctrl-w",
                    "ctrl-u",
                    "F7",
                ]);
                self.press(at, key);
            }
            67..=72 => {
                let key = self.chance.of(&["0", "1", "2", "3", "4", "5", "9", "y", "n"]);
                self.press(at, key);
            }
            73..=80 => {
                let typed = self.chance.of(TYPED);
                for one in typed.chars() {
                    self.press(at, &one.to_string());
                }
            }
            81..=93 => {
                let phrase = self.chance.of(PHRASES);
                self.phrase(at, phrase);
            }
            94..=96 => self.point(at),
            97 => {
                let pasted = self.chance.of(PASTED);
                self.tape.note(at, pasted);
                self.consoles[at].paste(pasted);
            }
            98 => {
                let (width, height) = SIZES[self.chance.below(SIZES.len())];
                self.tape.note(at, &format!("{width}x{height}"));
                self.consoles[at].resize(width, height);
            }
            _ => {
                let time = [1, 4, 400][self.chance.below(3)];
                self.tape.note(at, &format!("wait {time}"));
                self.consoles[at].waits(Duration::from_secs(time));
            }
        }
        // The other one notices, as it would within a quarter of a second.
        if self.chance.below(4) == 0 {
            self.consoles[1 - at].waits(Duration::from_millis(250));
        }
    }

    fn point(&mut self, at: usize) {
        let area = self.consoles[at].buffer().area;
        let column = u16::try_from(self.chance.below(usize::from(area.width.max(1)))).unwrap();
        let row = u16::try_from(self.chance.below(usize::from(area.height.max(1)))).unwrap();
        let kind = self.chance.below(5);
        self.tape.note(at, &format!("mouse {kind} at {column},{row}"));
        self.consoles[at].mouse(kind, column, row);
    }

    fn assert_healthy(&mut self) {
        let findings = open(&self.path, "查").examine().unwrap();
        assert!(findings.is_healthy(), "{findings:?}");
    }
}

/// The run itself, in a process with a home and a working folder of its own.
#[test]
fn the_soak_itself() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let keys = asked("PEIBAN_SOAK").unwrap_or(KEYS);
    let seed = asked("PEIBAN_SOAK_SEED").unwrap_or(20_261_123);
    let mut soak = Soak::new(&folder, seed);
    let first = whole::records(&soak.path);
    let base = whole::newest(&open(&soak.path, "查"));
    let begun = Instant::now();
    let each = (keys / 10).clamp(2_000, 50_000);
    let mut next_look = each;
    while soak.tape.pressed < keys {
        soak.step();
        if soak.tape.pressed >= next_look {
            next_look += each;
            soak.assert_healthy();
        }
    }
    soak.assert_healthy();
    let entries = whole::newest(&open(&soak.path, "查")) - base;
    let pressed = begun.elapsed();
    let undoing = Instant::now();
    let undone = whole::undo_since(&mut open(&soak.path, "查"), base);
    whole::assert_same(&soak.path, &first);
    soak.assert_healthy();
    println!(
        "{} keys in {pressed:.1?}: {entries} entries, {undone} of them taken back in {:.1?}",
        soak.tape.pressed,
        undoing.elapsed()
    );
    assert!(entries > i64::try_from(keys / 400).unwrap(), "hardly anything was written: {entries}");
}

#[test]
fn random_keys_at_two_consoles_leave_everything_right() {
    let outer = tempfile::tempdir().unwrap();
    // Deep down: keys that go to the folder above stay within, and touch no file of anybody's.
    let folder = outer.path().join("1/2/3/4/5/6/7/8/9/10/11/12");
    std::fs::create_dir_all(&folder).unwrap();
    let output = Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_soak_itself", "--nocapture", "--test-threads=1"])
        .env(FOLDER, &folder)
        .env("HOME", &folder)
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .env("XDG_DATA_HOME", folder.join("data"))
        .current_dir(&folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    println!("{said}");
}
