//! `list` and `export` narrowed and put in order as the lists of the console are.

use serde_json::Value;

use peiban::domain::records::Child;
use peiban::store::Command;

use super::county::{TODAY, county};

fn codes(list: &Value) -> Vec<&str> {
    let key = |row: &'_ Value| if row["code"].is_null() { "child_code" } else { "code" };
    list.as_array().unwrap().iter().map(|row| row[key(row)].as_str().unwrap_or_default()).collect()
}

#[test]
fn children_are_narrowed_by_what_the_console_asks_for() {
    let desk = county();
    let cases: [(&[&str], &[&str]); 10] = [
        (&["--school", "青竹"], &["C0001"]),
        (&["--volunteer", "V0001"], &["C0002"]),
        (&["--volunteer", "v0002"], &["C0002"]),
        (&["--volunteer", "none"], &["C0001", "C0004"]),
        (&["--text", "xiaom"], &["C0001"]),
        (&["--text", "山口"], &["C0002"]),
        // By pinyin, and by the initials from the middle of the name.
        (&["--school", "qingzhu"], &["C0001"]),
        (&["--school", "zx"], &["C0001"]),
        (&["--text", "陈", "--all"], &["C0003"]),
        (&["--volunteer", "none", "--sort", "name"], &["C0004", "C0001"]),
    ];
    for (options, wanted) in cases {
        let mut words = vec!["list", "children", "--format", "json"];
        words.extend(options);
        assert_eq!(codes(&desk.run(&words).json()), wanted, "{options:?}");
    }
    // 李, 刘, 王: by how they are read.
    let list = desk.run(&["list", "children", "--sort", "name", "--format", "json"]).json();
    assert_eq!(codes(&list), ["C0002", "C0004", "C0001"]);
    let words = ["list", "children", "--sort", "name", "--reverse", "--limit", "1"];
    let csv = desk.run(&[&words[..], &["--format", "csv"]].concat());
    assert_eq!((csv.status, csv.out.lines().count()), (0, 2));
    assert!(csv.out.contains("王小明"), "{}", csv.out);
}

#[test]
fn a_place_that_nobody_names_is_said_to_be_unknown() {
    let desk = county();
    let school = desk.run(&["list", "children", "--school", "没有"]);
    assert_eq!((school.status, school.out.as_str()), (1, ""));
    assert!(school.err.contains("没有") && school.err.contains("青竹"), "{}", school.err);
    let township = desk.run(&["list", "volunteers", "--township", "nowhere"]);
    assert_eq!(township.status, 1);
    assert!(township.err.contains("nowhere"), "{}", township.err);
}

#[test]
fn a_category_that_nobody_has_and_nobody_knows_is_refused() {
    let desk = county();
    let mars = desk.run(&["list", "children", "--category", "火星人"]);
    assert_eq!((mars.status, mars.out.as_str()), (1, ""));
    assert!(mars.err.contains("火星人") && mars.err.contains("留守儿童"), "{}", mars.err);
    // One that is known is answered, also where no child is of it; so is one that a file called otherwise.
    assert_eq!(desk.run(&["list", "children", "--category", "孤儿"]).status, 0);
    let mut store = desk.store(TODAY);
    let categories = Some("留守儿童; 寄养儿童".to_owned());
    let child = Child { name: "宋雅婷".into(), categories, ..Child::default() };
    store.execute(Command::add(child)).unwrap();
    drop(store);
    let list = desk.run(&["list", "children", "--category", "寄养儿童", "--format", "json"]);
    assert_eq!(list.json().as_array().unwrap().len(), 1);
}

#[test]
fn tiers_are_those_of_the_list() {
    let desk = county();
    let all = desk.run(&["list", "children", "--format", "json"]).json();
    for tier in ["critical", "high", "unknown", "watch", "stable"] {
        let list = desk.run(&["list", "children", "--tier", tier, "--format", "json"]).json();
        let wanted: Vec<&str> = all
            .as_array()
            .unwrap()
            .iter()
            .filter(|row| row["tier"] == tier)
            .filter_map(|row| row["code"].as_str())
            .collect();
        assert_eq!(codes(&list), wanted, "{tier}");
    }
}

#[test]
fn the_other_lists_have_their_own() {
    let desk = county();
    let paused = desk.run(&["list", "volunteers", "--status", "paused", "--format", "json"]).json();
    assert_eq!(codes(&paused), ["V0002"]);
    let back = desk.run(&["list", "volunteers", "--sort", "code", "--reverse", "--format", "json"]);
    assert_eq!(codes(&back.json()), ["V0002", "V0001"]);
    let camps = desk.run(&["list", "events", "--kind", "camp", "--all", "--format", "json"]).json();
    assert_eq!(camps[0]["title"], "冬令营");
    assert_eq!(camps.as_array().unwrap().len(), 1);
    let tasks = desk.run(&["list", "tasks", "--until", "2026-11-30", "--format", "json"]).json();
    assert_eq!(tasks[0]["title"], "送棉衣");
    assert_eq!(tasks.as_array().unwrap().len(), 1);
    let visits = desk.run(&["list", "visits", "--since", "2026-11-03", "--format", "json"]).json();
    assert_eq!(visits.as_array().unwrap().len(), 0);
}

#[test]
fn what_belongs_to_a_child_is_narrowed_by_the_child() {
    let desk = county();
    for list in ["visits", "contacts", "tasks"] {
        let count = |options: &[&str]| {
            let words = [&["list", list, "--all", "--format", "json"], options].concat();
            desk.run(&words).json().as_array().unwrap().len()
        };
        let all = count(&[]);
        for options in [
            &["--school", "青竹"][..],
            &["--tier", "critical,high,unknown,watch,stable"],
            &["--category", "留守儿童"],
            &["--volunteer", "none"],
            &["--township", "青竹"],
        ] {
            let narrowed = desk.run(&[&["list", list, "--all"], options].concat());
            assert_ne!(narrowed.status, 2, "{list} {options:?} {}", narrowed.err);
        }
        assert!(count(&["--school", "青竹"]) <= all);
    }
    // The one visit on file is of the one child at 青竹中学; nobody accompanies her.
    let codes_of = |options: &[&str]| {
        let words = [&["list", "visits", "--format", "json"], options].concat();
        let list = desk.run(&words).json();
        let rows = list.as_array().unwrap().iter();
        rows.map(|row| row["child_code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes_of(&["--school", "青竹"]), ["C0001"]);
    assert!(codes_of(&["--tier", "stable"]).is_empty());
    assert!(codes_of(&["--category", "孤儿"]).is_empty());
}

#[test]
fn what_a_list_does_not_have_is_refused() {
    let desk = county();
    desk.run(&["list", "volunteers", "--tier", "high"]).refused(2, "--tier");
    desk.run(&["list", "exams", "--sort", "name"]).refused(2, "--sort");
    desk.run(&["list", "events", "--sort", "seen"]).refused(2, "people");
    desk.run(&["list", "children", "--tier", "huge"]).refused(2, "huge");
    desk.run(&["list", "children", "--volunteer", "V0099"]).refused(1, "V0099");
    desk.run(&["list", "children", "--decided"]).refused(2, "--decided");
    desk.run(&["list", "events", "--kind", "feast"]).refused(2, "birthday_party");
}

#[test]
fn an_export_takes_the_same() {
    let desk = county();
    let file = desk.path("some.csv");
    let to = file.display().to_string();
    let words = ["export", "children", "--to", &to, "--volunteer", "none", "--sort", "name"];
    assert_eq!(desk.run(&words).status, 0);
    let written = std::fs::read_to_string(&file).unwrap();
    let names: Vec<_> = written.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    assert_eq!(names, ["刘洋", "王小明"]);
}
