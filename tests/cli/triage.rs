//! The triage queue for scripts.

use peiban::domain::codes::DecisionKind;
use peiban::domain::records::{Assignment, Child, Decision, Task, Volunteer};
use peiban::store::Command;
use serde_json::{Value, json};

use super::county::day;
use super::desk::{Desk, write};

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

/// Imports the volunteer's status and gives the day of leaving that the file then shows.
fn says(desk: &Desk, today: &str, status: &str) -> Value {
    write(&desk.path("v.csv"), format!("code,name,status\nV0001,周桂芳,{status}\n").as_bytes());
    let imported = desk.run(&["--today", today, "import", "volunteers", "v.csv"]);
    assert_eq!(imported.status, 0, "{}", imported.err);
    desk.run(&["show", "volunteer", "V0001", "--format", "json"]).json()["left_on"].clone()
}

/// Since when the first case has lost its volunteer.
fn lost(desk: &Desk, today: &str) -> Value {
    let cases = desk.run(&["--today", today, "list", "triage", "--format", "json"]).json();
    let mut causes = cases[0]["causes"].as_array().unwrap().iter();
    causes
        .find(|cause| cause["code"] == "lost_volunteer")
        .map_or(Value::Null, |lost| lost["date"].clone())
}

/// The office with a volunteer for its first child.
fn matched() -> Desk {
    let desk = desk();
    let mut store = desk.store("2026-11-02");
    let volunteer = Volunteer { name: "周桂芳".into(), ..Volunteer::default() };
    let volunteer_id = store.execute(Command::add(volunteer)).unwrap().id;
    let child_id = store.queries().by_code::<Child>("C0001").unwrap().unwrap().meta.id;
    let pair = Assignment { child_id, volunteer_id, ..Assignment::default() };
    store.execute(Command::add(pair)).unwrap();
    desk
}

#[test]
fn a_volunteer_who_leaves_by_import_brings_the_child_in_and_back_again_takes_it_out() {
    let desk = matched();
    assert_eq!(lost(&desk, "2026-11-20"), Value::Null);
    assert_eq!(says(&desk, "2026-11-20", "left"), "2026-11-20");
    assert_eq!(lost(&desk, "2026-11-20"), "2026-11-20");
    // Active again: the old day doesn't stay behind, and the next loss has its own.
    assert_eq!(says(&desk, "2026-11-21", "active"), Value::Null);
    assert_eq!(lost(&desk, "2026-11-21"), Value::Null);
    assert_eq!(says(&desk, "2026-11-22", "left"), "2026-11-22");
    assert_eq!(lost(&desk, "2026-11-22"), "2026-11-22");
    assert_eq!(desk.run(&["--today", "2026-11-22", "undo"]).status, 0);
    assert_eq!(lost(&desk, "2026-11-22"), Value::Null);
    assert_eq!(desk.run(&["--today", "2026-11-22", "doctor"]).status, 0);
}

#[test]
fn what_older_programs_left_of_a_leaving_is_read_sensibly() {
    let desk = matched();
    says(&desk, "2026-11-20", "left");
    // As a program before this one wrote it, and had computed by its own rules.
    let by_hand = |sql: &str| {
        rusqlite::Connection::open(desk.db()).unwrap().execute_batch(sql).unwrap();
    };
    by_hand("UPDATE volunteer SET left_on = NULL; UPDATE derived SET calendar = 0");
    assert_eq!(lost(&desk, "2026-11-22"), "2026-11-20");
    // Active with an old day: the match that ends is what was lost.
    says(&desk, "2026-11-22", "active");
    by_hand("UPDATE volunteer SET left_on = '2026-11-10'");
    let mut store = desk.store("2026-11-22");
    let volunteer = store.queries().by_code::<Volunteer>("V0001").unwrap().unwrap().meta.id;
    let pair = store.queries().assignments_of(volunteer).unwrap()[0].meta.id;
    store.execute(Command::EndAssignment { id: pair }).unwrap();
    assert_eq!(lost(&desk, "2026-11-22"), "2026-11-22");
}
