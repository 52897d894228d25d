//! Bad input: one sentence that says what to do, the promised exit status, nothing written.

use std::io::Read as _;
use std::process::Stdio;

use peiban::domain::calendar::SchoolCalendar;

use super::county::{TODAY, county};
use super::desk::{Desk, answer, write};

#[test]
fn a_missing_database_says_how_to_make_one() {
    let desk = Desk::new(TODAY);
    for words in [
        &["today"][..],
        &["list", "children"],
        &["show", "child", "C0001"],
        &["find", "王"],
        &["history"],
        &["undo"],
        &["backup", "copy.db"],
        &["export", "visits", "--to", "visits.csv"],
    ] {
        desk.run(words).refused(1, "peiban init");
        assert!(!desk.db().exists(), "{words:?} made a file");
    }
}

#[test]
fn init_makes_one_and_never_over_another() {
    let desk = Desk::new(TODAY);
    let made =
        desk.run(&["init", "--office", "513431", "--desk", "2", "--visits-since", "2026-09-01"]);
    assert_eq!((made.status, made.out.as_str()), (0, ""), "{}", made.err);
    let doctor = desk.run(&["doctor", "--format", "json"]).json();
    assert_eq!(doctor["database"]["office"], "513431-2");
    assert_eq!(doctor["database"]["visits_since"], "2026-09-01");
    desk.run(&["init"]).refused(1, "already");
    let bad = Desk::new(TODAY);
    bad.run(&["init", "--office", "青神"]).refused(2, "511425");
    bad.run(&["init", "--desk", "100"]).refused(2, "--desk");
    bad.run(&["init", "--visits-since", "2026-13-01"]).refused(2, "2026-13-01");
    bad.run(&["init", "--visits-since", "2026-11-24"]).refused(2, "after today");
    assert!(!bad.db().exists());
    // A county that nobody knows may be a new one; it is said.
    assert!(!made.err.contains("is known"), "{}", made.err);
    let unknown = bad.run(&["init", "--office", "999999", "--visits-since", TODAY]);
    assert_eq!(unknown.status, 0, "{}", unknown.err);
    assert!(unknown.err.contains("no county with the number 999999 is known"), "{}", unknown.err);
}

#[test]
fn wrong_usage_is_exit_2() {
    let desk = county();
    desk.run(&["nonsense"]).refused(2, "nonsense");
    desk.run(&["list"]).refused(2, "LIST");
    desk.run(&["list", "dragons"]).refused(2, "children");
    desk.run(&["show", "child"]).refused(2, "CODE");
    desk.run(&["list", "children", "--frobnicate"]).refused(2, "--frobnicate");
    desk.run(&["list", "children", "--limit", "many"]).refused(2, "many");
    desk.run(&["list", "children", "--format", "yaml"]).refused(2, "yaml");
    desk.run(&["today", "--today", "yesterday"]).refused(2, "yesterday");
    desk.run(&["today", "--lang", "fr"]).refused(2, "fr");
    desk.run(&["undo", "last"]).refused(2, "last");
    desk.run(&["--db"]).refused(2, "--db");
    // What could have been meant is said with it.
    desk.run(&["list", "children", "--tier", "high,low"]).refused(2, "unknown, watch");
    desk.run(&["list", "tasks", "--sort", "score"]).refused(2, "owner");
    desk.run(&["list", "tasks", "--sort", "nothing"]).refused(2, "owner");
    desk.run(&["list", "visits", "--since", "2026-13-01"]).refused(2, "2026-11-28");
    desk.run(&["list", "children", "--limit", "-1"]).refused(2, "--limit");
    desk.run(&["today", "--days", "-1"]).refused(2, "--days");
    desk.run(&["--db", "other.db", "today"]).refused(2, "only once");
    let output = desk.command(&["today"]).env("PEIBAN_TODAY", "soon").output().unwrap();
    answer(output).refused(2, "no day that PEIBAN_TODAY can take");
}

#[test]
fn a_number_out_of_bounds_is_told_the_bounds() {
    let desk = county();
    for days in ["99999", "-1", "1.5", "many", "99999999999999999999"] {
        desk.run(&["today", "--days", days]).refused(2, "from 0 to 3660, not ");
    }
    let rows: [&[&str]; 5] =
        [&["today"], &["list", "children"], &["find", "王"], &["history"], &["duplicates"]];
    for words in rows {
        let words = [words, &["--limit", "-1"]].concat();
        desk.run(&words).refused(2, "--limit <N> takes a whole number, 0 or more, not -1");
    }
    desk.run(&["today", "--days", "-1", "--lang", "zh"]).refused(2, "0 到 3660 的整数");
    desk.run(&["today", "--limit", "-1", "--lang", "zh"]).refused(2, "整数，0 或更大");
    desk.run(&["demo", "--children", "0"]).refused(2, "from 1 to 1000000, not 0");
    desk.run(&["demo", "--seed", "x"]).refused(2, "0 or more, not x");
    desk.run(&["undo", "-3"]).refused(2, "1 or more, not -3");
    desk.run(&["today", "--lang", "fr"]).refused(2, "but one of: zh, en");
    let bad = Desk::new(TODAY);
    for number in ["0", "100", "-1", "x"] {
        bad.run(&["init", "--desk", number]).refused(2, "from 1 to 99, not ");
    }
    bad.run(&["init", "--office", "511425-100"]).refused(2, "desks 1 to 99");
    // So many that no machine counts to it are all there are.
    assert_eq!(desk.run(&["list", "children", "--limit", "99999999999999999999"]).status, 0);
}

#[test]
fn what_is_not_there_is_exit_1() {
    let desk = county();
    desk.run(&["show", "child", "C9999"]).refused(1, "child C9999");
    desk.run(&["show", "volunteer", "C0001"]).refused(1, "volunteer C0001");
    desk.run(&["show", "event", "E9"]).refused(1, "E9");
    desk.run(&["history", "X1"]).refused(1, "X1");
    desk.run(&["undo", "9999"]).refused(1, "9999");
    let empty = Desk::with_office(TODAY);
    empty.run(&["undo"]).refused(1, "nothing to undo");
}

#[test]
fn an_undo_that_others_depend_on_writes_nothing() {
    let desk = county();
    let entries = desk.run(&["history", "--format", "json"]).json();
    let count = entries.as_array().unwrap().len();
    desk.run(&["undo", "1"]).refused(1, "depend");
    let entries = desk.run(&["history", "--format", "json"]).json();
    assert_eq!(entries.as_array().unwrap().len(), count);
    desk.run(&["undo", &count.to_string()]);
    desk.run(&["undo", &count.to_string()]).refused(1, "undone already");
}

#[test]
fn a_folder_is_no_database() {
    let desk = Desk::new(TODAY);
    let said = answer(desk.command(&["--db", ".", "list", "children"]).output().unwrap());
    said.refused(1, "no Peiban database");
    county().run(&["restore", "."]).refused(1, "this one can't be read");
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let desk = Desk::new(TODAY);
    let letter = b"This is a letter and no database, though it lies where one should. ".repeat(40);
    write(&desk.db(), &letter);
    desk.run(&["today"]).refused(1, "no Peiban database");
    desk.run(&["init"]).refused(1, "already");
    assert_eq!(std::fs::read(desk.db()).unwrap(), letter);
}

/// Sets the four bytes of the header at `offset`.
fn patch(desk: &Desk, offset: usize, value: u32) {
    let mut bytes = std::fs::read(desk.db()).unwrap();
    bytes[offset..offset + 4].copy_from_slice(&value.to_be_bytes());
    write(&desk.db(), &bytes);
}

#[test]
fn another_programs_and_a_newer_database_are_left_alone() {
    // Bytes 60 to 63 of an SQLite file are its user version, 68 to 71 its application's number.
    let desk = county();
    patch(&desk, 60, 999);
    desk.run(&["today"]).refused(1, "newer program");
    let desk = county();
    patch(&desk, 68, 7);
    desk.run(&["list", "children"]).refused(1, "no Peiban database");
}

#[test]
fn a_damaged_database_says_so() {
    let desk = county();
    let mut bytes = std::fs::read(desk.db()).unwrap();
    // Everything after the first page is noise, as after a failing disk.
    for (at, byte) in bytes.iter_mut().enumerate().skip(4096) {
        *byte = u8::try_from(at % 251).unwrap();
    }
    write(&desk.db(), &bytes);
    for words in [&["today"][..], &["list", "visits"], &["history"]] {
        let said = desk.run(words);
        said.refused(1, "damaged");
        assert!(said.err.contains("peiban restore"), "{}", said.err);
    }
    let doctor = desk.run(&["doctor", "--format", "json"]);
    assert_eq!(doctor.status, 1);
}

#[cfg(unix)]
#[test]
fn a_read_only_database_is_read_but_not_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = county();
    std::fs::set_permissions(desk.db(), std::fs::Permissions::from_mode(0o400)).unwrap();
    assert_eq!(desk.run(&["today"]).status, 0);
    assert_eq!(desk.run(&["list", "children"]).status, 0);
    desk.run(&["undo"]).refused(1, "read-only");
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let desk = county();
    let db = desk.db();
    let words = ["--db", db.to_str().unwrap(), "list", "attendance", "--format", "json"];
    let mut child =
        desk.command(&words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[test]
fn a_configuration_is_refused_with_file_and_line() {
    let desk = county();
    let path = desk.path("peiban.toml");
    write(&path, b"theme = \"dark\"\n\nfavourite_colour = \"blue\"\n");
    let path = path.to_str().unwrap();
    desk.run(&["--config", path, "today"]).refused(1, "line 3: unknown key favourite_colour");
    write(path.as_ref(), b"language = \"fr\"\n");
    desk.run(&["--config", path, "today"]).refused(1, "line 1: wrong value for language");
    write(path.as_ref(), b"theme = \"dark\"\nglyphs = [\n");
    desk.run(&["--config", path, "today"]).refused(1, "peiban.toml");
    desk.run(&["--config", "absent.toml", "today"]).refused(1, "absent.toml");
}

#[test]
fn an_office_calendar_is_refused_by_name() {
    let desk = county();
    let config = desk.path("peiban.toml");
    write(&config, b"calendar = \"calendar.toml\"\n");
    let config = config.to_str().unwrap();
    desk.run(&["--config", config, "today"]).refused(1, "calendar.toml");
    write(
        &desk.path("calendar.toml"),
        b"terms = [{ start = \"2026-09-01\", end = \"2026-08-01\" }]\n",
    );
    desk.run(&["--config", config, "today"]).refused(1, "ends before it starts");
}

#[test]
fn what_the_system_says_is_said_in_the_language_of_the_screen() {
    let desk = county();
    let (config, calendar) = (desk.path("peiban.toml"), desk.path("calendar.toml"));
    write(&config, b"calendar = \"calendar.toml\"\n");
    let named = config.to_str().unwrap();
    let refused = |words: &str| {
        let said = desk.run(&["--lang", "zh", "--config", named, "today"]);
        said.refused(1, words);
        for english in ["os error", "TOML parse", "No such"] {
            assert!(!said.err.contains(english), "{}", said.err);
        }
    };
    refused("calendar.toml：没有这个文件或文件夹");
    std::fs::create_dir(&calendar).unwrap();
    refused("calendar.toml：这是一个文件夹");
    std::fs::remove_dir(&calendar).unwrap();
    for (text, words) in [
        ("terms = [\n  { start = \"2026-09-01\", end = \n]\n", "第2行看不懂：end"),
        (
            "terms = []\n[years.2026]\nholidays = [\n  \"2026-13-01\",\n]\n",
            "第4行：holidays 的值不对",
        ),
        ("term = []\n", "第1行：没有 term 这一项"),
        ("terms = [{ start = \"2026-09-01\" }]\n", "第1行缺 end"),
        ("terms = [{ start = \"2026-09-01\", end = \"2026-08-01\" }]\n", "2026-09-01 开始的学期"),
    ] {
        write(&calendar, text.as_bytes());
        refused(words);
    }
    write(&config, b"theme = \"dark\"\nlanguage = zh\n");
    refused("第2行看不懂：language");
}

#[test]
fn the_calendar_that_is_written_is_the_one_in_force() {
    let desk = county();
    desk.run(&["template", "calendar", "--to", "own.xlsx"]).refused(2, ".toml");
    let done = desk.run(&["template", "calendar", "--to", "own.toml"]);
    assert_eq!((done.status, done.out.as_str()), (0, ""), "{}", done.err);
    assert!(done.err.contains("calendar = '"), "{}", done.err);
    let text = std::fs::read_to_string(desk.path("own.toml")).unwrap();
    assert_eq!(SchoolCalendar::parse(&text).unwrap(), SchoolCalendar::embedded());
    desk.run(&["template", "calendar", "--to", "own.toml"]).refused(1, "own.toml");
    let today = || desk.run(&["today"]);
    let before = today().out;
    // As the program says it: the whole path, in the file it names.
    let line = done.err[done.err.find("calendar = '").unwrap()..].trim_end();
    let config = desk.path("peiban.toml");
    write(&config, line.as_bytes());
    let with_own = || desk.run(&["--config", config.to_str().unwrap(), "today"]);
    assert_eq!(with_own().out, before);
    // And what is changed in it counts: a term that begins a week later is a week younger.
    let later = text.replace("start = \"2026-09-01\"", "start = \"2026-09-08\"");
    write(&desk.path("own.toml"), later.as_bytes());
    let changed = with_own();
    assert_eq!(changed.status, 0, "{}", changed.err);
    assert_ne!(changed.out, before);
}

#[test]
fn an_undo_taken_back_says_what_it_brought_back() {
    let desk = county();
    let undone = desk.run(&["undo", "--format", "json"]).json();
    let (entry, undoes) = (undone["entry"].to_string(), undone["undoes"].to_string());
    let back = desk.run(&["undo", &entry]);
    assert_eq!(back.status, 0, "{}", back.err);
    let said = format!("entry {undoes} brought back: closed a file Chen Jing C0003 (Li Xiao, 20");
    assert!(back.out.starts_with(&said), "{}", back.out);
}

#[test]
fn a_phone_is_found_by_its_start_its_local_number_and_its_end() {
    let desk = county();
    write(
        &desk.path("v.csv"),
        "编号,姓名,电话,乡镇\nV0901,周一,0833-7654321,青竹街道\nV0902,周二,13900000003/0833-2222222,青竹街道\n".as_bytes(),
    );
    let done = desk.run(&["import", "volunteers", "v.csv"]);
    assert_eq!(done.status, 0, "{}", done.err);
    for (typed, code) in [
        ("7654321", "V0901"),
        ("0833-765", "V0901"),
        ("08337654321", "V0901"),
        ("4321", "V0901"),
        ("2222222", "V0902"),
        ("0833222", "V0902"),
        ("1390000000", "V0902"),
        ("0003", "V0902"),
    ] {
        let found = desk.run(&["find", typed]);
        assert!(found.out.contains(code), "{typed}: {}", found.out);
    }
    let both = desk.run(&["find", "0833"]).out;
    assert!(both.contains("V0901") && both.contains("V0902"), "{both}");
}

#[test]
fn a_locked_database_is_read_and_the_write_refused() {
    let desk = county();
    let holder = rusqlite::Connection::open(desk.db()).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let today = desk.run(&["today", "--format", "json"]).json();
    assert_eq!(today["counts"]["at_risk"], 3);
    desk.run(&["undo"]).refused(1, "another program holds");
    holder.execute_batch("ROLLBACK").unwrap();
    assert_eq!(desk.run(&["undo"]).status, 0);
}

#[test]
fn the_doctor_finds_what_was_changed_by_hand_and_mends_it() {
    let desk = county();
    assert_eq!(desk.run(&["doctor"]).status, 0);
    let hand = rusqlite::Connection::open(desk.db()).unwrap();
    hand.execute_batch(
        "UPDATE child_risk SET score = 1 WHERE code = 'C0001';
         UPDATE visit_due SET due = '2030-01-01' WHERE code = 'C0002';
         UPDATE tally SET n = n + 1 WHERE what = 'no_volunteer';",
    )
    .unwrap();
    drop(hand);
    let said = desk.run(&["doctor", "--format", "json"]);
    assert_eq!(said.status, 1);
    assert!(said.err.contains("doctor --rebuild"), "{}", said.err);
    let found: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(found["checks"]["scores"], serde_json::json!(["C0001"]));
    assert_eq!(found["checks"]["due_days"], serde_json::json!(["C0002"]));
    assert_eq!(found["checks"]["tallies"].as_array().unwrap().len(), 1);
    assert_eq!(found["result"]["healthy"], false);
    assert_eq!(desk.run(&["doctor", "--rebuild"]).status, 0);
    let list = desk.run(&["list", "children", "--format", "json"]).json();
    assert_eq!(list[0]["score"], 78);
    let missing = Desk::new(TODAY);
    let said = missing.run(&["doctor"]);
    assert_eq!(said.status, 1);
    assert!(said.err.contains("peiban init") && said.out.contains("config.toml"));
}
