//! The made-up county from the command line.

use serde_json::json;

use super::county::TODAY;
use super::desk::{Desk, answer};

#[test]
fn it_is_built_in_its_own_file_and_reused() {
    let desk = Desk::new(TODAY);
    let run = |words: &[&str]| answer(desk.command(words).output().unwrap());
    let built = run(&["demo", "--build-only"]);
    assert_eq!((built.status, built.out.as_str()), (0, ""), "{}", built.err);
    assert!(built.err.contains("40 children, 28 volunteers"), "{}", built.err);
    // The office's own database is still missing.
    run(&["today"]).refused(1, "peiban init");
    let path = built.err.trim_end().rsplit(' ').next().unwrap().to_owned();
    let today = run(&["--db", &path, "today", "--format", "json"]).json();
    let counts = &today["counts"];
    let all: i64 = ["critical", "high", "unknown", "watch", "stable"]
        .iter()
        .map(|tier| counts[tier].as_i64().unwrap())
        .sum();
    let children = run(&["--db", &path, "list", "children", "--format", "json"]).json();
    assert_eq!(json!(all), json!(children.as_array().unwrap().len()));
    let before = std::fs::read(&path).unwrap();
    assert_eq!(run(&["demo", "--build-only"]).status, 0);
    assert_eq!(std::fs::read(&path).unwrap(), before, "a county of the same day is used again");
    assert_eq!(run(&["--db", &path, "doctor"]).status, 0);
}

#[test]
fn an_offices_database_is_never_written_over() {
    let desk = Desk::with_office(TODAY);
    let before = std::fs::read(desk.db()).unwrap();
    desk.run(&["demo", "--build-only"]).refused(1, "office");
    assert_eq!(std::fs::read(desk.db()).unwrap(), before);
    desk.run(&["demo", "--children", "0"]).refused(2, "--children");
    desk.run(&["demo", "--children", "1000001"]).refused(2, "--children");
}

#[test]
fn without_a_terminal_the_console_says_so() {
    let desk = Desk::with_office(TODAY);
    desk.run(&[]).refused(1, "terminal");
    let empty = Desk::new(TODAY);
    empty.run(&[]).refused(1, "peiban init");
}
