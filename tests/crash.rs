//! The machine's power goes: a writer is killed at random moments, and every write it acknowledged is there.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::time::Duration;

use chrono::NaiveDate;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::records::{Child, Visit};
use peiban::store::queries::Window;
use peiban::store::{Command, Context, Office, Store};

/// How often the writer is killed.
const KILLS: u64 = 200;

const WRITER: &str = "PEIBAN_TEST_WRITER";

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

#[test]
fn every_acknowledged_write_survives_the_kill() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    let office = Office {
        county: "511425".into(),
        desk: 1,
        visits_since: day("2026-09-01"),
        is_demo: false,
    };
    let mut store = Store::create(&path, &office, context(), SchoolCalendar::embedded()).unwrap();
    let child = Child { name: "王小明".into(), ..Child::default() };
    let mut acknowledged = store.execute(Command::add(child)).unwrap().entry;
    drop(store);
    for kill in 0..KILLS {
        let mut writer = Process::new(std::env::current_exe().unwrap())
            .args(["--exact", "writer", "--nocapture"])
            .env(WRITER, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let reader = BufReader::new(writer.stdout.take().unwrap());
        let heard = std::thread::spawn(move || {
            let numbers = reader.lines().map_while(Result::ok);
            numbers.filter_map(|line| line.strip_prefix("entry ")?.parse::<i64>().ok()).last()
        });
        // From before its first write to well into its work.
        std::thread::sleep(Duration::from_micros(4_000 + (kill * 7_919) % 30_000));
        writer.kill().unwrap();
        writer.wait().unwrap();
        acknowledged = heard.join().unwrap().unwrap_or(acknowledged);
        if kill % 20 == 19 || kill < 3 {
            let mut store = open(&path);
            let newest = store.queries().history(None, Window::first(1), 0).unwrap()[0].entry;
            assert!(
                newest >= acknowledged,
                "entry {acknowledged} was acknowledged, {newest} is there"
            );
            let findings = store.examine().unwrap();
            assert!(findings.is_healthy(), "{findings:?}");
        }
    }
    assert!(acknowledged > 50, "the writer hardly wrote: {acknowledged}");
}
