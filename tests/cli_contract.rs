//! The table of commands that scripts rely on, key by key, on a county whose figures are worked out by hand.

mod cli;

use cli::county::{TODAY, county};
use cli::desk::{Desk, keys};
use serde_json::{Value, json};

const RISK: [&str; 14] = [
    "change_30",
    "code",
    "coverage",
    "domains",
    "last_seen",
    "last_visit",
    "name",
    "reasons",
    "score",
    "score_high",
    "scored_tier",
    "tier",
    "verify",
    "visit_due",
];

fn codes(list: &Value, key: &str) -> Vec<String> {
    let list = list.as_array().unwrap();
    list.iter().map(|item| item[key].as_str().unwrap_or("null").to_owned()).collect()
}

#[test]
fn today_counts_and_its_four_panels() {
    let desk = county();
    let today = desk.run(&["today", "--format", "json"]).json();
    assert_eq!(
        keys(&today),
        ["also_due", "at_risk", "counts", "date", "overdue_visits", "upcoming"]
    );
    assert_eq!(today["date"], TODAY);
    assert_eq!(
        today["counts"],
        json!({
            "at_risk": 3, "critical": 1, "high": 1, "unknown": 1, "watch": 0, "stable": 0,
            "overdue_visits": 1, "due_today": 1, "no_volunteer": 2, "upcoming": 3, "also_due": 3,
            // The critical child and the overdue one.
            "triage": 2,
        })
    );
    assert_eq!(codes(&today["at_risk"], "code"), ["C0001", "C0002", "C0004"]);
    assert_eq!(
        today["overdue_visits"],
        json!([{
            "child": "李小红", "child_code": "C0002", "tier": "high",
            "volunteer": "张伟", "volunteer_code": "V0001", "phone": "13900000001",
            "volunteers": [
                {"code": "V0001", "name": "张伟", "phone": "13900000001"},
                {"code": "V0002", "name": "赵敏", "phone": "13900000002"},
            ],
            // Start day 2026-03-02 + 7; 9 March to 23 November are 259 days.
            "village": "山口村", "due": "2026-03-09", "days_overdue": 259,
            "last_visit": null, "last_seen": null,
        }])
    );
    assert_eq!(
        today["upcoming"],
        json!([
            {"kind": "birthday", "code": "C0002", "title": "李小红", "date": "2026-11-30", "days": 7,
             "lunar": "the 22nd of the 10th lunar month", "age": 12},
            {"kind": "birthday", "code": "C0004", "title": "刘洋", "date": "2026-12-05", "days": 12,
             "lunar": null, "age": 11},
            {"kind": "camp", "code": "E0001", "title": "冬令营", "date": "2026-12-05", "days": 12,
             "lunar": null, "age": null},
        ])
    );
    assert_eq!(
        today["also_due"],
        json!([
            {"kind": "task", "count": 1},
            {"kind": "check_expiry", "count": 1},
            {"kind": "training_expiry", "count": 1},
        ])
    );
}

#[test]
fn risk_of_a_child_with_much_known() {
    let desk = county();
    let today = desk.run(&["today", "--format", "json"]).json();
    let risk = &today["at_risk"][0];
    assert_eq!(keys(risk), RISK);
    // Attendance 25 + courses 20 + behaviour 20 + age 5 + home 8; health 15 and access 8 unknown: half of 23, rounded up.
    assert_eq!((&risk["score"], &risk["score_high"]), (&json!(78), &json!(90)));
    assert_eq!((&risk["tier"], &risk["scored_tier"]), (&json!("critical"), &json!("critical")));
    // (30 + 25 + 25 + 15 + 25) / 143 = 83.9 %
    assert_eq!((&risk["coverage"], &risk["verify"]), (&json!(84), &json!(false)));
    // Thirty days ago the child wasn't there.
    assert_eq!(risk["change_30"], Value::Null);
    assert_eq!(
        (&risk["last_seen"], &risk["last_visit"]),
        (&json!("2026-11-02"), &json!("2026-11-02"))
    );
    // Critical since Friday the 20th: three days later, sooner than any cadence from the visit.
    assert_eq!(risk["visit_due"], "2026-11-23");
    assert_eq!(
        risk["reasons"],
        json!([
            // 30 term days after 20 November; the term runs to 22 January.
            {"code": "ATT1", "points": 25, "text": "attendance 70%, last 20 school days", "value": 70,
             "date": "2026-11-20", "expires": "2026-12-20"},
            {"code": "BEH1", "points": 20, "text": "says will quit, seeks work or refuses school",
             "value": "yes", "date": "2026-11-10", "expires": "2027-01-09"},
            // 24 days of November, 31, 31, 28, 31 make 145; + 5 = 150.
            {"code": "CRS1", "points": 20, "text": "maths 41, English 52 failed", "value": 2,
             "date": "2026-11-06", "expires": "2027-04-05"},
            // 30 days of October, 30, 31, 31, 28 make 150; + 30 = 180.
            {"code": "HOM1", "points": 8, "text": "mother away", "value": "mother_away",
             "date": "2026-10-01", "expires": "2027-03-30"},
            {"code": "AGE2", "points": 5, "text": "grade 8", "value": 8, "date": null, "expires": null},
        ])
    );
    assert_eq!(
        risk["domains"],
        json!([
            {"code": "attendance", "points": 25, "cap": 30, "covered": true},
            {"code": "courses", "points": 20, "cap": 25, "covered": true},
            {"code": "behaviour", "points": 20, "cap": 25, "covered": true},
            {"code": "age", "points": 5, "cap": 15, "covered": true},
            {"code": "home", "points": 8, "cap": 25, "covered": true},
            {"code": "health", "points": 0, "cap": 15, "covered": false},
            {"code": "access", "points": 0, "cap": 8, "covered": false},
        ])
    );
}

#[test]
fn risk_of_a_child_never_seen() {
    let desk = county();
    let today = desk.run(&["today", "--format", "json", "--lang", "zh"]).json();
    let risk = &today["at_risk"][1];
    // Nothing known: half of 143, rounded up; unknown by score, high by the contact-age floor.
    assert_eq!((&risk["score"], &risk["score_high"]), (&json!(0), &json!(72)));
    assert_eq!((&risk["tier"], &risk["scored_tier"]), (&json!("high"), &json!("unknown")));
    assert_eq!((&risk["coverage"], &risk["verify"]), (&json!(0), &json!(true)));
    // 2 March to 23 November: 266 days.
    let text = risk["reasons"][0]["text"].as_str().unwrap();
    assert!(text.contains("从未见到孩子") && text.contains("266天"), "{text}");
    assert_eq!(
        risk["reasons"],
        json!([{"code": "SEEN90", "points": 0, "text": text, "value": null,
                "date": "2026-03-02", "expires": null}])
    );
    assert_eq!(today["upcoming"][0]["lunar"], "十月廿二");
}

#[test]
fn days_and_limit_shorten_lists_but_not_counts() {
    let desk = county();
    let today = desk.run(&["today", "--format", "json", "--days", "7", "--limit", "1"]).json();
    assert_eq!(today["counts"]["upcoming"], 1);
    assert_eq!(today["counts"]["at_risk"], 3);
    assert_eq!(codes(&today["at_risk"], "code"), ["C0001"]);
    let six = desk.run(&["today", "--format", "json", "--days", "6"]).json();
    assert_eq!(six["upcoming"], json!([]));
    assert_eq!(six["counts"]["upcoming"], 0);
}

#[test]
fn list_children_by_code_closed_ones_only_when_asked() {
    let desk = county();
    let list = desk.run(&["list", "children", "--format", "json"]).json();
    assert_eq!(codes(&list, "code"), ["C0001", "C0002", "C0004"]);
    let mut wanted = RISK.to_vec();
    wanted.extend(["sex", "birth_date", "village", "school", "grade", "volunteer_code", "status"]);
    wanted.sort_unstable();
    assert_eq!(keys(&list[0]), wanted);
    let child = &list[0];
    assert_eq!((&child["sex"], &child["birth_date"]), (&json!("m"), &json!("2012-10-20")));
    assert_eq!((&child["village"], &child["school"]), (&json!("河坝村"), &json!("青竹中学")));
    assert_eq!((&child["grade"], &child["status"]), (&json!(8), &json!("active")));
    assert_eq!(child["volunteer_code"], Value::Null);
    assert_eq!(list[1]["volunteer_code"], "V0001");
    let all = desk.run(&["list", "children", "--format", "json", "--all"]).json();
    assert_eq!(codes(&all, "code"), ["C0001", "C0002", "C0003", "C0004"]);
    assert_eq!((&all[2]["status"], &all[2]["visit_due"]), (&json!("closed"), &Value::Null));
    let one = desk.run(&["list", "children", "--format", "json", "--limit", "1"]).json();
    assert_eq!(codes(&one, "code"), ["C0001"]);
}

#[test]
fn as_of_knows_only_what_had_been_entered() {
    let desk = county();
    let then = desk.run(&["list", "children", "--format", "json", "--as-of", "2026-11-02"]).json();
    assert_eq!(codes(&then, "code"), ["C0001", "C0002"]);
    // Only birth date and grade were known: 15 of 143 = 10.49 %.
    assert_eq!((&then[0]["score"], &then[0]["tier"]), (&json!(5), &json!("unknown")));
    assert_eq!(then[0]["coverage"], 10);
    assert_eq!(then[1]["volunteer_code"], Value::Null);
    // 2 March to 2 November: 245 days.
    assert_eq!(then[1]["reasons"][0]["text"], "never seen, 245 days now");
    let child =
        desk.run(&["show", "child", "C0001", "--format", "json", "--as-of", "2026-11-02"]).json();
    assert_eq!((&child["facts"], &child["score"]), (&json!([]), &json!(5)));
    let events = desk.run(&["list", "events", "--format", "json", "--as-of", "2026-11-02"]).json();
    assert_eq!(events, json!([]));
}

#[test]
fn the_other_lists_stand_under_the_headings_of_an_import() {
    let desk = county();
    let list = |name: &str| desk.run(&["list", name, "--format", "json"]).json();
    assert_eq!(
        list("visits"),
        json!([{
            "child_code": "C0001", "date": "2026-11-02", "volunteer_code": null,
            "second_volunteer_code": null, "child_seen": true, "guardian_seen": null,
            "seen_alone": null, "place": null, "school": null, "health": null, "home": null,
            "mood": "ok", "safety": null, "parent_contact": null, "note": null, "next_date": null,
        }])
    );
    assert_eq!(
        list("contacts"),
        json!([{"child_code": "C0001", "date": "2026-11-18", "kind": "call", "with": "奶奶", "note": null}])
    );
    let volunteers = list("volunteers");
    assert_eq!(codes(&volunteers, "code"), ["V0001", "V0002"]);
    assert_eq!(
        volunteers[0],
        json!({
            "code": "V0001", "name": "张伟", "sex": null, "phone": "13900000001", "township": null,
            "village": null, "status": "active", "joined_on": null,
            "check_valid_until": "2027-01-22", "training_valid_until": null, "capacity": null,
            "note": null,
        })
    );
    let all = desk.run(&["list", "volunteers", "--format", "json", "--all"]).json();
    assert_eq!(codes(&all, "code"), ["V0001", "V0002", "V0003"]);
    let tasks = list("tasks");
    assert_eq!(codes(&tasks, "title"), ["送棉衣", "问学费"]);
    assert_eq!(
        tasks[0],
        json!({"child_code": "C0001", "title": "送棉衣", "due": "2026-11-23", "owner": null,
               "status": "open", "done_on": null, "note": null})
    );
    let all = desk.run(&["list", "tasks", "--format", "json", "--all"]).json();
    assert_eq!(codes(&all, "title"), ["补照片", "送棉衣", "问学费"]);
    assert_eq!(
        list("events"),
        json!([{
            "code": "E0001", "title": "冬令营", "kind": "camp", "starts_on": "2026-12-05",
            "ends_on": null, "place": null, "leader_code": "V0001", "capacity": 20, "note": null,
        }])
    );
    let all = desk.run(&["list", "events", "--format", "json", "--all"]).json();
    assert_eq!(codes(&all, "code"), ["E0001", "E0002"]);
}

#[test]
fn show_child_adds_its_records_newest_first() {
    let desk = county();
    let child = desk.run(&["show", "child", "C0001", "--format", "json"]).json();
    assert_eq!((&child["code"], &child["score"]), (&json!("C0001"), &json!(78)));
    assert_eq!(child["id_number"], "511425********0010");
    assert_eq!(child["guardian_name"], "王奶奶");
    assert_eq!(child["guardian_relation"], "奶奶");
    assert_eq!(
        child["facts"],
        json!([
            {"child_code": "C0001", "code": "BEH1", "value": "yes", "date": "2026-11-10", "source": null},
            {"child_code": "C0001", "code": "HOM1", "value": "mother_away", "date": "2026-10-01", "source": null},
        ])
    );
    assert_eq!(child["visits"][0]["date"], "2026-11-02");
    assert_eq!(child["contacts"][0]["kind"], "call");
    let attendance = child["attendance"].as_array().unwrap();
    assert_eq!(attendance.len(), 10);
    assert_eq!(
        attendance[0],
        json!({"child_code": "C0001", "date": "2026-11-20", "status": "present", "from": null,
               "to": null, "days_recorded": null, "absent_excused": null, "absent_unexcused": null})
    );
    assert_eq!(
        child["exams"][0],
        json!({"child_code": "C0001", "date": "2026-11-06", "subject": "英语", "score": 52.5,
               "full_marks": null, "type": "midterm"})
    );
    assert_eq!(codes(&child["tasks"], "title"), ["问学费", "送棉衣", "补照片"]);
    assert_eq!(child["assignments"], json!([]));
    let full = desk.run(&["show", "child", "C0001", "--format", "json", "--full"]).json();
    assert_eq!(full["id_number"], "511425201210200010");
    let other = desk.run(&["show", "child", "c0002", "--format", "json"]).json();
    assert_eq!(
        other["assignments"],
        json!([
            {"child_code": "C0002", "volunteer_code": "V0002", "from": "2026-10-01", "to": null},
            {"child_code": "C0002", "volunteer_code": "V0001", "from": "2026-09-01", "to": null},
        ])
    );
    // A closed file can be shown by its code.
    let closed = desk.run(&["show", "child", "C0003", "--format", "json"]).json();
    assert_eq!(closed["status"], "closed");
}

#[test]
fn show_volunteer_and_event() {
    let desk = county();
    let volunteer = desk.run(&["show", "volunteer", "V0001", "--format", "json"]).json();
    assert_eq!(volunteer["name"], "张伟");
    assert_eq!(codes(&volunteer["assignments"], "child_code"), ["C0002"]);
    assert_eq!(volunteer["visits"], json!([]));
    let event = desk.run(&["show", "event", "E0001", "--format", "json"]).json();
    assert_eq!((&event["leader_code"], &event["kind"]), (&json!("V0001"), &json!("camp")));
    assert_eq!(
        event["participants"],
        json!([{"child_code": "C0002", "volunteer_code": null, "present": null}])
    );
}

#[test]
fn find_by_characters_pinyin_initials_phone_and_code() {
    let desk = county();
    for text in ["小明", "wangxiaoming", "wxm", "C0001"] {
        let found = desk.run(&["find", text, "--format", "json"]).json();
        assert_eq!(
            found[0],
            json!({"kind": "child", "code": "C0001", "name": "王小明"}),
            "{text}: {found}"
        );
    }
    let by_phone = desk.run(&["find", "13900000002", "--format", "json"]).json();
    assert_eq!(by_phone, json!([{"kind": "volunteer", "code": "V0002", "name": "赵敏"}]));
    assert_eq!(desk.run(&["find", "没有此人", "--format", "json"]).json(), json!([]));
    assert_eq!(desk.run(&["find", "陈静", "--format", "json"]).json(), json!([]));
    let closed = desk.run(&["find", "陈静", "--format", "json", "--all"]).json();
    assert_eq!(codes(&closed, "code"), ["C0003"]);
}

#[test]
fn history_newest_first_with_codes_for_ids() {
    let desk = county();
    let history = desk.run(&["history", "C0001", "--format", "json"]).json();
    let entries = history.as_array().unwrap();
    for entry in entries {
        assert_eq!(keys(entry), ["at", "command", "entry", "rows", "undoes", "user"]);
    }
    let numbers: Vec<_> = entries.iter().map(|entry| entry["entry"].as_i64().unwrap()).collect();
    assert!(numbers.is_sorted_by(|one, other| one > other), "{numbers:?}");
    let first = entries.last().unwrap();
    assert_eq!((&first["command"], &first["user"]), (&json!("add_child"), &json!("李晓")));
    assert_eq!(first["undoes"], Value::Null);
    assert!(chrono::DateTime::parse_from_rfc3339(first["at"].as_str().unwrap()).is_ok());
    let row = &first["rows"][0];
    assert_eq!(keys(row), ["after", "before", "code", "table"]);
    assert_eq!((&row["table"], &row["code"]), (&json!("child"), &json!("C0001")));
    assert_eq!(row["before"], Value::Null);
    assert_eq!(row["after"]["carer_code"], "G0001");
    assert_eq!(row["after"]["id_number"], "511425********0010");
    assert!(row["after"].get("carer_id").is_none());
    let full = desk.run(&["history", "C0001", "--format", "json", "--full"]).json();
    let last = full.as_array().unwrap().last().unwrap();
    assert_eq!(last["rows"][0]["after"]["id_number"], "511425201210200010");
    let whole = desk.run(&["history", "--format", "json", "--limit", "1"]).json();
    assert_eq!(whole[0]["command"], "close_child");
    assert_eq!(whole[0]["rows"][0]["before"]["status"], "active");
    assert_eq!(whole[0]["rows"][0]["after"]["status"], "closed");
}

#[test]
fn undo_takes_the_newest_entry_that_is_neither_an_undo_nor_undone() {
    let desk = county();
    let newest = desk.run(&["history", "--format", "json", "--limit", "1"]).json();
    let last = newest[0]["entry"].as_i64().unwrap();
    let undone = desk.run(&["undo", "--format", "json"]).json();
    assert_eq!(undone, json!({"entry": last + 1, "undoes": last, "command": "close_child"}));
    let list = desk.run(&["list", "children", "--format", "json"]).json();
    assert_eq!(codes(&list, "code"), ["C0001", "C0002", "C0003", "C0004"]);
    let newest = desk.run(&["history", "--format", "json", "--limit", "1"]).json();
    assert_eq!((&newest[0]["undoes"], &newest[0]["user"]), (&json!(last), &json!("王芳")));
    // The next plain undo goes on to the entry before; the number of the undo brings the first back.
    let next = desk.run(&["undo", "--format", "json"]).json();
    assert_eq!(next["undoes"], last - 1);
    let redo = desk.run(&["undo", &(last + 1).to_string(), "--format", "json"]).json();
    assert_eq!(redo["command"], "undo");
    let list = desk.run(&["list", "children", "--format", "json"]).json();
    assert_eq!(codes(&list, "code"), ["C0001", "C0002", "C0004"]);
    assert_eq!(desk.run(&["doctor"]).status, 0);
}

#[test]
fn an_empty_office_answers_with_empty_lists() {
    let desk = Desk::with_office(TODAY);
    for list in ["children", "volunteers", "visits", "contacts", "tasks", "events"] {
        assert_eq!(desk.run(&["list", list, "--format", "json"]).json(), json!([]), "{list}");
    }
    assert_eq!(desk.run(&["history", "--format", "json"]).json(), json!([]));
    let today = desk.run(&["today", "--format", "json"]).json();
    for panel in ["at_risk", "overdue_visits", "upcoming", "also_due"] {
        assert_eq!(today[panel], json!([]), "{panel}");
    }
}

#[test]
fn a_pinned_day_stores_nothing() {
    let desk = county();
    let before = std::fs::read(desk.db()).unwrap();
    for words in
        [vec!["--today", "2027-03-01", "today"], vec!["--today", "2026-06-01", "list", "children"]]
    {
        assert_eq!(desk.run(&words).status, 0);
    }
    assert_eq!(std::fs::read(desk.db()).unwrap(), before);
}
