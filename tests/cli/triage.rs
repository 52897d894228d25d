//! The triage queue for scripts.

use peiban::domain::codes::DecisionKind;
use peiban::domain::records::{Child, Decision, Task};
use peiban::store::Command;
use serde_json::json;

use super::county::day;
use super::desk::Desk;

/// Two children entered on 2 November and never visited: due on the 9th, late from the 10th; one with a task due on the 20th.
fn desk() -> Desk {
    let desk = Desk::new("2026-11-23");
    let mut store = desk.store("2026-11-02");
    for name in ["王小明", "李小红"] {
        store.execute(Command::add(Child { name: name.into(), ..Child::default() })).unwrap();
    }
    let child = store.queries().by_code::<Child>("C0001").unwrap().unwrap().meta.id;
    let task = Task {
        child_id: Some(child),
        title: "回电".into(),
        due: day("2026-11-20"),
        ..Task::default()
    };
    store.execute(Command::add(task)).unwrap();
    desk
}

#[test]
fn the_queue_and_what_was_decided_today() {
    let desk = desk();
    let list = |words: &[&str]| {
        let mut all = vec!["list", "triage", "--format", "json"];
        all.extend(words);
        desk.run(&all).json()
    };
    let waits = json!({
        "child_code": "C0002", "tier": "unknown",
        "causes": [{"code": "overdue", "date": "2026-11-10"}], "last_decision": null,
    });
    assert_eq!(
        list(&[]),
        json!([
            {
                "child_code": "C0001", "tier": "unknown",
                "causes": [
                    {"code": "overdue", "date": "2026-11-10"},
                    {"code": "task", "date": "2026-11-20"},
                ],
                "last_decision": null,
            },
            waits,
        ])
    );
    assert_eq!(list(&["--limit", "1"]).as_array().unwrap().len(), 1);
    assert_eq!(list(&["--decided"]), json!([]));
    assert_eq!(desk.run(&["today", "--format", "json"]).json()["counts"]["triage"], 2);

    let mut store = desk.store("2026-11-23");
    let child_id = store.queries().by_code::<Child>("C0001").unwrap().unwrap().meta.id;
    let decision = Decision {
        child_id,
        day: day("2026-11-23"),
        kind: DecisionKind::Snoozed,
        until: day("2026-11-30"),
        note: Some("等期中成绩".into()),
        ..Decision::default()
    };
    store.execute(Command::add(decision)).unwrap();
    assert_eq!(list(&[]), json!([waits]));
    let decided = json!({
        "kind": "snoozed", "date": "2026-11-23", "until": "2026-11-30", "note": "等期中成绩",
        "user": "李晓",
    });
    assert_eq!(
        list(&["--decided"]),
        json!([{"child_code": "C0001", "tier": "unknown", "causes": [], "last_decision": decided}])
    );
    // A week later it is back, with what had been there before and the date it was to wait for.
    let later = desk.run(&["--today", "2026-11-30", "list", "triage", "--format", "json"]).json();
    assert_eq!(
        later[0]["causes"],
        json!([
            {"code": "overdue", "date": "2026-11-10"},
            {"code": "task", "date": "2026-11-20"},
            {"code": "look_again", "date": "2026-11-30"},
        ])
    );
    assert_eq!(later[0]["last_decision"], decided);
}

#[test]
fn the_queue_as_text_and_csv() {
    let desk = desk();
    let csv = desk.run(&["list", "triage", "--format", "csv"]);
    let mut lines = csv.out.lines();
    assert_eq!(
        lines.next().unwrap().trim_start_matches('\u{feff}'),
        "child_code,tier,causes,last_kind,last_date,last_until,last_note,last_user"
    );
    assert_eq!(lines.next(), Some("C0001,unknown,overdue 2026-11-10; task 2026-11-20,,,,,"));
    let text = desk.run(&["list", "triage"]);
    assert!(text.out.contains("Wang Xiaoming") && text.out.contains("C0002"), "{}", text.out);
    assert!(text.out.contains("visit overdue since 2026-11-10"), "{}", text.out);
    assert!(desk.run(&["list", "triage", "--decided"]).out.lines().count() == 1);
}
