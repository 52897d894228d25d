//! Codes stand by number: `C9999` before `C10000`, an office's `X-2` before its `X-12`.

use serde_json::Value;

use super::county::TODAY;
use super::desk::{Desk, write};

/// All codes of the lists below, in their order.
const CODES: [&str; 8] = ["C9998", "C9999", "C10000", "C10001", "C10002", "C100000", "X-2", "X-12"];

/// The same codes as a spreadsheet may have them.
const MIXED: [&str; 8] = ["X-12", "C10001", "C9999", "C100000", "C10000", "X-2", "C10002", "C9998"];

/// Children of one day in all that comes before the code in any order, with a visit and a task each.
fn desk() -> Desk {
    let desk = Desk::with_office(TODAY);
    let bring = |kind: &str, heading: &str, row: &dyn Fn(&str) -> String| {
        let rows: Vec<_> = MIXED.iter().map(|code| row(code)).collect();
        let file = format!("{heading}\n{}\n", rows.join("\n"));
        write(&desk.path("rows.csv"), file.as_bytes());
        let done = desk.run(&["import", kind, "rows.csv"]);
        assert_eq!(done.status, 0, "{kind}: {}{}", done.out, done.err);
    };
    bring("children", "code,name,birth_date,township,village,admitted_on", &|code| {
        format!("{code},王{code},2014-12-01,青竹街道,河坝村,2026-03-02")
    });
    bring("volunteers", "code,name,status,check_valid_until", &|code| {
        format!("{},周{code},active,2026-11-30", code.replace('C', "V"))
    });
    bring("events", "code,title,kind,starts_on", &|code| {
        format!("{},会{code},meeting,2026-12-02", code.replace('C', "E"))
    });
    bring("visits", "child_code,date,child_seen,place", &|code| {
        format!("{code},2026-08-01,1,school")
    });
    desk
}

fn codes(list: &Value, key: &str) -> Vec<String> {
    list.as_array().unwrap().iter().map(|row| row[key].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_answer_has_codes_by_number() {
    let desk = desk();
    let volunteers = CODES.map(|code| code.replace('C', "V"));
    let events = CODES.map(|code| code.replace('C', "E"));
    let list = |words: &[&str]| desk.run(&[words, &["--format", "json"]].concat()).json();
    assert_eq!(codes(&list(&["list", "children"]), "code"), CODES);
    assert_eq!(codes(&list(&["list", "children", "--all"]), "code"), CODES);
    assert_eq!(codes(&list(&["list", "children", "--limit", "3"]), "code"), CODES[..3]);
    assert_eq!(codes(&list(&["list", "children", "--township", "青竹"]), "code"), CODES);
    let reversed = list(&["list", "children", "--sort", "code", "--reverse"]);
    let turned: Vec<_> = CODES.into_iter().rev().collect();
    assert_eq!(codes(&reversed, "code"), turned);
    assert_eq!(codes(&list(&["list", "volunteers"]), "code"), volunteers);
    assert_eq!(codes(&list(&["list", "volunteers", "--text", "周"]), "code"), volunteers);
    assert_eq!(codes(&list(&["list", "events"]), "code"), events);
    assert_eq!(codes(&list(&["list", "visits"]), "child_code"), CODES);
    assert_eq!(codes(&list(&["list", "triage"]), "child_code"), CODES);
    assert_eq!(codes(&list(&["find", "王"]), "code"), CODES);
    // A day before any of them was entered is answered from tables of its own.
    let later = list(&["list", "triage", "--today", "2026-11-24"]);
    assert_eq!(codes(&later, "child_code"), CODES);

    let today = list(&["today"]);
    assert_eq!(codes(&today["at_risk"], "code"), CODES);
    assert_eq!(codes(&today["overdue_visits"], "child_code"), CODES);
    // One day: birthdays before the meetings of the next.
    let upcoming = codes(&today["upcoming"], "code");
    assert_eq!(upcoming, [CODES.map(str::to_owned), events].concat());
}

#[test]
fn a_file_written_out_has_codes_by_number_and_the_next_code_follows_the_highest() {
    let desk = desk();
    let written = desk.run(&["export", "children", "--to", "out.csv"]);
    assert_eq!(written.status, 0, "{}", written.err);
    let text = std::fs::read_to_string(desk.path("out.csv")).unwrap();
    let found: Vec<&str> = text
        .lines()
        .skip(1)
        .filter_map(|line| line.trim_start_matches('\u{feff}').split(',').next())
        .collect();
    assert_eq!(found, CODES, "{text}");

    write(&desk.path("one.csv"), "name\n刘新\n".as_bytes());
    assert_eq!(desk.run(&["import", "children", "one.csv"]).status, 0);
    let list = desk.run(&["list", "children", "--text", "刘新", "--format", "json"]).json();
    assert_eq!(codes(&list, "code"), ["C100001"]);
    let doctor = desk.run(&["doctor"]);
    assert_eq!(doctor.status, 0, "{}{}", doctor.out, doctor.err);
}
