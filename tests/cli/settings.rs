//! `peiban settings`: what the office has set, a look at what a change would do, setting it and taking it back.

use std::collections::BTreeMap;

use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::records::Child;
use peiban::store::{Context, Store};
use serde_json::{Value, json};

use super::county::{TODAY, county, day};
use super::desk::{Desk, keys};

/// The setting of a code.
fn setting(desk: &Desk, code: &str) -> Value {
    let all = desk.run(&["settings", "--format", "json"]).json();
    let found = all.as_array().unwrap().iter().find(|one| one["code"] == code);
    found.unwrap_or_else(|| panic!("no {code}")).clone()
}

/// The tier of each child.
fn tiers(desk: &Desk) -> BTreeMap<String, String> {
    let all = desk.run(&["list", "children", "--format", "json"]).json();
    let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
    all.as_array().unwrap().iter().map(|one| (text(one, "code"), text(one, "tier"))).collect()
}

#[test]
fn what_is_set_stands_with_its_default_author_reason_and_date() {
    let desk = county();
    let cadence = setting(&desk, "cadence_high");
    assert_eq!(keys(&cadence), ["author", "code", "date", "default", "reason", "value"]);
    assert_eq!(
        cadence,
        json!({
            "code": "cadence_high", "value": 14, "default": 14,
            "author": null, "reason": null, "date": null,
        })
    );
    let done = desk.run(&["settings", "set", "cadence_high", "10", "--reason", "山路好走了"]);
    assert_eq!(done.status, 0, "{}", done.err);
    let cadence = setting(&desk, "cadence_high");
    assert_eq!((&cadence["value"], &cadence["default"]), (&json!(10), &json!(14)));
    assert_eq!(
        (&cadence["reason"], &cadence["date"]),
        (&json!("山路好走了"), &json!("2026-11-23"))
    );
    assert!(cadence["author"].is_string());
    // What an office says of itself is text; the start day is that with which it began.
    assert_eq!(setting(&desk, "office_phone")["value"], Value::Null);
    assert!(setting(&desk, "visits_since")["value"].is_string());
}

#[test]
fn a_dry_run_tells_what_setting_it_then_does_and_undo_takes_it_back() {
    let desk = county();
    let before = tiers(&desk);
    let entries = desk.run(&["history", "--format", "json"]).json().as_array().unwrap().len();
    let words = ["settings", "set", "tier_critical", "80", "--format", "json"];
    let mut dry = words.to_vec();
    dry.push("--dry-run");
    let told = desk.run(&dry).json();
    assert_eq!(told["entry"], Value::Null);
    assert_eq!(tiers(&desk), before);
    assert_eq!(
        desk.run(&["history", "--format", "json"]).json().as_array().unwrap().len(),
        entries
    );

    let mut set = words.to_vec();
    set.extend(["--reason", "试一试"]);
    let mut done = desk.run(&set).json();
    assert!(done["entry"].is_number());
    done["entry"] = Value::Null;
    assert_eq!(done, told);
    let after = tiers(&desk);
    let changed: Vec<_> =
        after.iter().filter(|(code, tier)| before[*code] != **tier).map(|(code, _)| code).collect();
    let named = told["named"].as_array().unwrap();
    assert_eq!(named.len(), changed.len());
    assert_eq!(told["moved"], json!(changed.len()));
    // The child with 78 points is critical by 60, and high by 80.
    assert_eq!(told["moves"], json!([{"from": "critical", "to": "high", "count": 1}]));
    assert_eq!(changed, ["C0001"]);
    for moved in named {
        let code = moved["code"].as_str().unwrap();
        assert_eq!((&moved["from"], &moved["to"]), (&json!(before[code]), &json!(after[code])));
    }
    assert_eq!(desk.run(&["undo"]).status, 0);
    assert_eq!(tiers(&desk), before);
    assert_eq!(setting(&desk, "tier_critical")["value"], json!(60));
}

#[test]
fn what_cant_be_set_is_refused_in_one_sentence() {
    let desk = county();
    let set = |words: &[&str]| {
        let mut all = vec!["--lang", "zh", "settings", "set"];
        all.extend(words);
        desk.run(&all)
    };
    set(&["no_such", "1", "--reason", "x"]).refused(2, "no_such");
    set(&["tier_high", "101", "--reason", "x"]).refused(1, "要在1到100之间");
    set(&["tier_high", "60", "--reason", "x"]).refused(1, "要小于「紧急从」");
    set(&["tier_high", "forty", "--reason", "x"]).refused(1, "要写整数");
    set(&["tier_high", "30"]).refused(1, "--reason");
    set(&["tier_high", "30", "--reason", " "]).refused(1, "--reason");
    set(&["tier_high", "40", "--reason", "x"]).refused(1, "没有改动");
    set(&["visits_since", "2026-12-01", "--reason", "x"]).refused(1, "今天");
    set(&["office_phone", "call me"]).refused(1, "电话");
    assert_eq!(set(&["office_phone", "028-38811234"]).status, 0);
    assert_eq!(setting(&desk, "office_phone")["value"], json!("028-38811234"));
    // The help of the command within the command is worded too.
    let help = set(&["--help"]);
    assert!(help.out.contains("先算出会影响谁") && !help.out.contains('⟨'), "{}", help.out);
}

#[test]
fn several_are_set_in_one_entry_after_one_look() {
    let desk = county();
    let set = |words: &[&str]| {
        let mut all = vec!["--lang", "zh", "settings", "set"];
        all.extend(words);
        desk.run(&all)
    };
    // Each alone would pass the other; together they stand in order.
    let both = ["tier_high=70", "tier_critical=80", "office_name=a=b"];
    set(&["tier_high=70", "--reason", "x"]).refused(1, "要小于「紧急从」");
    let mut dry = both.to_vec();
    dry.extend(["--dry-run", "--format", "json"]);
    let told = set(&dry).json();
    assert_eq!((&told["entry"], &told["code"]), (&Value::Null, &Value::Null));
    assert_eq!(told["set"][1], json!({"code": "tier_critical", "value": 80}));
    assert!(told["moved"].as_u64().unwrap() > 0);
    assert_eq!(setting(&desk, "tier_high")["value"], json!(40));

    let mut done = both.to_vec();
    done.extend(["--reason", "一起改"]);
    let done = set(&done);
    assert_eq!(done.status, 0, "{}", done.err);
    assert!(done.err.contains("紧急从 80"), "{}", done.err);
    for (code, value) in
        [("tier_high", json!(70)), ("tier_critical", json!(80)), ("office_name", json!("a=b"))]
    {
        assert_eq!(setting(&desk, code)["value"], value, "{code}");
    }
    set(&["tier_high=70", "tier_critical=80", "--reason", "x"]).refused(1, "没有改动");
    assert_eq!(desk.run(&["undo"]).status, 0);
    assert_eq!(setting(&desk, "tier_high")["value"], json!(40));
    assert_eq!(setting(&desk, "office_name")["value"], Value::Null);

    set(&["tier_high=30", "tier_watch", "--reason", "x"]).refused(2, "tier_watch");
    set(&["tier_high=30", "tier_high=31", "--reason", "x"]).refused(2, "tier_high");
    set(&["tier_high", "-5", "--reason", "x"]).refused(1, "要写整数");
    set(&["tier_high=30", "no_such=1", "--reason", "x"]).refused(2, "no_such");
    set(&["tier_high=30", "office_phone=1"]).refused(1, "--reason");
    set(&[]).refused(2, "NAME=VALUE");
}

#[test]
fn a_backup_without_a_name_is_that_of_the_day() {
    let desk = county();
    let made = desk.run(&["--lang", "en", "backup"]);
    assert_eq!(made.status, 0, "{}", made.err);
    assert!(made.err.contains("peiban-2026-11-23.db"), "{}", made.err);
    let path = desk.path("backups").join("peiban-2026-11-23.db");
    assert!(path.is_file());
    // It is a database like the other, with the same children.
    let context = Context { today: day(TODAY), pinned: true, user: "李晓".into() };
    let copy = Store::open(&path, context, SchoolCalendar::embedded()).unwrap();
    assert_eq!(copy.queries().count::<Child>(false).unwrap(), tiers(&desk).len());
}
