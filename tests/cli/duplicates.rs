//! `duplicates` and `merge`: groups with what speaks for and against them, one file from two, the old code still found.

use peiban::domain::records::{Child, Visit};
use peiban::store::Command;
use serde_json::{Value, json};

use super::county::day;
use super::desk::Desk;

/// Two files of one child, the second with a visit.
fn desk() -> Desk {
    let desk = Desk::new("2026-11-23");
    let mut store = desk.store("2026-11-02");
    for (name, birth, school) in [
        ("王小明", "2014-03-05", None),
        ("王小明", "2014-03-06", Some("高台小学")),
        ("罗俊豪", "2013-01-01", None),
    ] {
        let child = Child {
            name: name.into(),
            birth_date: Some(day(birth)),
            school: school.map(str::to_owned),
            ..Child::default()
        };
        store.execute(Command::add(child)).unwrap();
    }
    let child_id = store.queries().by_code::<Child>("C0002").unwrap().unwrap().meta.id;
    let visit = Visit { child_id, day: day("2026-11-01"), ..Visit::default() };
    store.execute(Command::add(visit)).unwrap();
    desk
}

#[test]
fn two_files_become_one_for_scripts_too() {
    let desk = desk();
    let groups = |desk: &Desk| desk.run(&["duplicates", "--format", "json"]).json();
    let found = groups(&desk);
    assert_eq!(found[0]["kind"], "child");
    assert_eq!(found[0]["members"][1]["code"], "C0002");
    assert_eq!(
        found[0]["pairs"],
        json!([{
            "codes": ["C0001", "C0002"], "points": 50, "likely": false,
            "for": ["name_same", "birth_next_day"], "against": [], "text": "same name, born a day apart",
        }])
    );
    let text = desk.run(&["duplicates", "children"]).out;
    assert!(text.contains("C0001  C0002  same name, born a day apart"), "{text}");
    assert_eq!(desk.run(&["duplicates", "carers", "--format", "json"]).json(), json!([]));
    // The plan writes nothing.
    let plan = desk.run(&["merge", "C0001", "C0002", "--dry-run", "--format", "json"]).json();
    let rows = json!([{"table": "visit", "fate": "moved", "rows": 1}]);
    assert_eq!(plan, json!({"entry": null, "code": "C0001", "away": ["C0002"], "rows": rows}));
    assert_eq!(groups(&desk), found);
    let text = desk.run(&["merge", "C0001", "C0002", "--dry-run"]).out;
    assert!(text.contains("school: blank to Gaotai Primary"), "{text}");
    assert!(!text.contains("no records to move"), "{text}");
    let text = desk.run(&["merge", "C0002", "C0003", "--dry-run"]).out;
    assert!(text.starts_with("no records to move\n"), "{text}");
    assert!(text.contains("nothing was written"), "{text}");
    let text = desk.run(&["merge", "C0001", "c0002"]).out;
    assert!(text.contains("C0002 merged into C0001"), "{text}");
    assert_eq!(groups(&desk), json!([]));
    let show =
        |code: &str| -> Value { desk.run(&["show", "child", code, "--format", "json"]).json() };
    assert_eq!(show("C0001")["visits"].as_array().map(Vec::len), Some(1));
    assert_eq!(show("C0001")["school"], "高台小学");
    assert_eq!(show("C0002")["merged_into_code"], "C0001");
    assert_eq!(show("C0002")["status"], "closed");
    let text = desk.run(&["show", "child", "C0002"]).out;
    assert!(text.contains("merged into  C0001"), "{text}");
    assert_eq!(desk.run(&["merge", "C0001", "C0002"]).status, 1);
    assert_eq!(desk.run(&["merge", "C0003", "C0003"]).status, 1);
    assert_eq!(desk.run(&["merge", "C0003"]).status, 2);
    assert_eq!(desk.run(&["merge", "C0003", "C9999"]).status, 1);
    desk.run(&["undo"]);
    assert_eq!(groups(&desk), found);
    assert_eq!(show("C0002")["visits"].as_array().map(Vec::len), Some(1));
}
