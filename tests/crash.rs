//! The machine's power goes: a writer is killed at random moments, and every write it acknowledged is there. One writer logs
//! visits; another brings in files, short and long, merges and takes back: whatever it did is there whole or not at all.
//!
//! 240 kills without being asked for more; `PEIBAN_KILLS=800 cargo test --release --test crash` kills eight hundred times.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::time::Duration;

use chrono::NaiveDate;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::records::{Child, Visit};
use peiban::store::queries::Window;
use peiban::store::{AnyRecord, Command, Context, Office, Step, Store};

const WRITER: &str = "PEIBAN_TEST_WRITER";
const IMPORTER: &str = "PEIBAN_TEST_IMPORTER";

/// How often the two writers are killed: so many in all when that is asked for.
fn kills() -> (u64, u64) {
    let asked = std::env::var("PEIBAN_KILLS").ok().and_then(|text| text.parse().ok());
    asked.map_or((200, 40), |all: u64| (all / 2, all - all / 2))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn context() -> Context {
    Context { today: day("2026-11-23"), pinned: true, user: "李晓".into() }
}

fn open(path: &Path) -> Store {
    Store::open(path, context(), SchoolCalendar::embedded()).unwrap()
}

/// Writes until it is killed: visits, undone ones among them; says each entry's number once it is durable.
#[test]
fn writer() {
    let Some(path) = std::env::var_os(WRITER) else { return };
    let mut store = open(Path::new(&path));
    let child = store.queries().by_code::<Child>("C0001").unwrap().unwrap().meta.id;
    let mut out = std::io::stdout();
    for number in 0.. {
        let command = if number % 5 == 4 {
            Command::Undo { entry: None }
        } else {
            let note = Some(format!("第{number}次"));
            let day = day("2026-11-23") - chrono::Days::new(number % 60);
            Command::add(Visit { child_id: child, day, note, ..Visit::default() })
        };
        // Some are refused (the same day again); what counts is what was acknowledged.
        if let Ok(receipt) = store.execute(command) {
            writeln!(out, "entry {}", receipt.entry).unwrap();
            out.flush().unwrap();
        }
    }
}

/// How many rows the imports of the second writer have; the last is a long one.
const ROWS: [usize; 3] = [2, 60, 1200];

/// Two children of the same name, put into one file.
fn merge(store: &Store, number: usize) -> Option<Command> {
    let name = format!("孩子{number}/");
    let hits = store.queries().find(&name, false, 2).unwrap();
    let [one, other] = hits.as_slice() else { return None };
    let of = |id| AnyRecord::from(store.queries().record::<Child>(id).unwrap().unwrap());
    let (one, other) = (of(one.id), of(other.id));
    Some(Command::Merge { before: one.clone(), after: one, away: vec![other] })
}

/// Brings files in, merges and takes back until it is killed.
#[test]
fn importer() {
    let Some(path) = std::env::var_os(IMPORTER) else { return };
    let mut store = open(Path::new(&path));
    let mut out = std::io::stdout();
    let begun = usize::try_from(newest(&store)).unwrap();
    for number in begun.. {
        let import = |rows: usize| {
            let steps = (0..rows).map(|row| {
                let name = format!("孩子{number}/{}", row % 2);
                Step::Add(Child { name, ..Child::default() }.into())
            });
            Command::Import { kind: "children", steps: steps.collect() }
        };
        let commands = [
            import(ROWS[number % 3]),
            Command::Undo { entry: None },
            import(2),
            Command::Undo { entry: None },
            // Brought back.
            Command::Undo { entry: Some(newest(&store)) },
        ];
        for command in commands {
            if let Ok(receipt) = store.execute(command) {
                writeln!(out, "entry {}", receipt.entry).unwrap();
                out.flush().unwrap();
            }
            if let Some(command) = merge(&store, number)
                && let Ok(receipt) = store.execute(command)
            {
                writeln!(out, "entry {}", receipt.entry).unwrap();
                out.flush().unwrap();
            }
        }
    }
}

fn newest(store: &Store) -> i64 {
    store.queries().history(None, Window::first(1), 0).unwrap()[0].entry
}

/// An office with one child. Returns its newest entry.
fn office(path: &Path) -> i64 {
    let office = Office {
        county: "511425".into(),
        desk: 1,
        visits_since: day("2026-09-01"),
        is_demo: false,
    };
    let mut store = Store::create(path, &office, context(), SchoolCalendar::embedded()).unwrap();
    let child = Child { name: "王小明".into(), ..Child::default() };
    store.execute(Command::add(child)).unwrap().entry
}

/// Starts a writer, kills it after a while, and gives the newest entry that it acknowledged.
fn killed(test: &str, variable: &str, path: &Path, after: Duration) -> Option<i64> {
    let mut writer = Process::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(variable, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let reader = BufReader::new(writer.stdout.take().unwrap());
    let heard = std::thread::spawn(move || {
        let numbers = reader.lines().map_while(Result::ok);
        numbers.filter_map(|line| line.strip_prefix("entry ")?.parse::<i64>().ok()).last()
    });
    std::thread::sleep(after);
    writer.kill().unwrap();
    writer.wait().unwrap();
    heard.join().unwrap()
}

/// What was acknowledged is there, and everything computed is right.
fn assert_well(path: &Path, acknowledged: i64) -> Store {
    let mut store = open(path);
    let newest = newest(&store);
    assert!(newest >= acknowledged, "entry {acknowledged} was acknowledged, {newest} is there");
    let findings = store.examine().unwrap();
    assert!(findings.is_healthy(), "{findings:?}");
    store
}

#[test]
fn every_acknowledged_write_survives_the_kill() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    let mut acknowledged = office(&path);
    for kill in 0..kills().0 {
        // From before its first write to well into its work.
        let after = Duration::from_micros(4_000 + (kill * 7_919) % 30_000);
        acknowledged = killed("writer", WRITER, &path, after).unwrap_or(acknowledged);
        if kill % 20 == 19 || kill < 3 {
            assert_well(&path, acknowledged);
        }
    }
    assert!(acknowledged > 50, "the writer hardly wrote: {acknowledged}");
}

#[test]
fn imports_merges_and_undos_are_there_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    let mut acknowledged = office(&path);
    let kills = kills().1;
    for kill in 0..kills {
        let after = Duration::from_micros(5_000 + (kill * 104_729) % 400_000);
        acknowledged = killed("importer", IMPORTER, &path, after).unwrap_or(acknowledged);
        if kill % 10 != 9 && kill > 3 && kill + 1 < kills {
            continue;
        }
        let store = assert_well(&path, acknowledged);
        // Nobody is at work any more, whatever a killed one left behind.
        assert_eq!(store.at_work().unwrap(), None);
        let mut counted = 0;
        let mut seen = 0;
        loop {
            let window = Window { offset: seen, limit: 500 };
            let page = store.queries().history(None, window, 0).unwrap();
            if page.is_empty() {
                break;
            }
            seen += page.len();
            for entry in page {
                if entry.command == "import_children" {
                    assert!(ROWS.contains(&entry.row_count), "{} rows", entry.row_count);
                }
                if entry.command == "import_children" || entry.command == "add_child" {
                    counted += if entry.undone_by.is_none() { entry.row_count } else { 0 };
                }
            }
        }
        assert_eq!(store.queries().count::<Child>(true).unwrap(), counted);
    }
    let store = open(&path);
    let history = store.queries().history(None, Window::first(100_000), 0).unwrap();
    let times = |command: &str| history.iter().filter(|entry| entry.command == command).count();
    println!(
        "{kills} kills: {} imports, {} merges, {} undos",
        times("import_children"),
        times("merge_child"),
        times("undo")
    );
    assert!(times("import_children") > 3 && times("merge_child") > 0 && times("undo") > 3);
}
