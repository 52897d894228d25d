//! Files that the program writes: exports, templates.

use std::fmt::Write as _;

use peiban::domain::codes::FactCode;
use serde_json::json;

use super::county::{TODAY, county};
use super::desk::{Desk, write};

#[test]
fn a_csv_holds_the_same_columns_and_rows_as_the_list_and_runs_nothing() {
    let desk = county();
    let listed = desk.run(&["list", "events", "--format", "csv", "--all"]);
    assert_eq!(listed.status, 0, "{}", listed.err);
    assert_eq!(
        listed.out.lines().collect::<Vec<_>>(),
        [
            "code,title,kind,starts_on,ends_on,place,leader_code,capacity,note",
            "E0001,冬令营,camp,2026-12-05,,,V0001,20,",
            "E0002,'=cmd(),meeting,2026-11-28,,,,,",
        ]
    );
    let exported = desk.run(&["export", "events", "--all", "--to", "events.csv"]);
    assert_eq!(exported.status, 0, "{}", exported.err);
    let file = std::fs::read_to_string(desk.path("events.csv")).unwrap();
    assert_eq!(file.trim_start_matches('\u{feff}').replace("\r\n", "\n"), listed.out);
    let phones = desk.run(&["list", "volunteers", "--format", "csv", "--all"]).out;
    assert!(phones.contains("V0003,孙丽,,'+8613900000003,"), "{phones}");
}

#[test]
fn an_export_never_writes_over_a_file() {
    let desk = county();
    write(&desk.path("here.csv"), b"mine");
    desk.run(&["export", "children", "--to", "here.csv"]).refused(1, "here.csv");
    assert_eq!(std::fs::read(desk.path("here.csv")).unwrap(), b"mine");
    desk.run(&["export", "children", "--to", "here.pdf"]).refused(2, ".xlsx");
    desk.run(&["export", "children", "--to", "here.ods"]).refused(2, ".xlsx");
    let done = desk.run(&["export", "children", "--to", "children.xlsx"]);
    assert_eq!((done.status, done.out.as_str()), (0, ""), "{}", done.err);
    assert!(done.err.contains("3 rows"), "{}", done.err);
    assert!(std::fs::read(desk.path("children.xlsx")).unwrap().starts_with(b"PK"));
}

#[test]
fn a_very_long_cell_is_shown_by_its_beginning() {
    let desk = county();
    let rows = format!("code,name,note\nC0001,{},x\n", "长".repeat(5_000));
    write(&desk.path("long.csv"), rows.as_bytes());
    let said = desk.run(&["import", "children", "long.csv", "--lang", "zh"]);
    assert_eq!(said.status, 3);
    assert!(said.out.contains("长…」：太长"), "{}", said.out);
    assert!(said.out.len() < 1_000, "{}", said.out);
    let whole = desk.run(&["import", "children", "long.csv", "--dry-run", "--format", "json"]);
    assert!(whole.out.len() > 15_000, "scripts get all of it");
}

#[test]
fn a_template_is_an_empty_form() {
    let desk = Desk::new(TODAY);
    let done = desk.run(&["template", "visits", "--to", "visits.xlsx"]);
    assert_eq!(done.status, 0, "{}", done.err);
    assert!(std::fs::read(desk.path("visits.xlsx")).unwrap().starts_with(b"PK"));
    desk.run(&["template", "visits", "--to", "visits.xlsx"]).refused(1, "visits.xlsx");
    desk.run(&["template", "visits", "--to", "visits.pdf"]).refused(2, ".xlsx");
    desk.run(&["template", "nothing", "--to", "x.xlsx"]).refused(2, "children");
}

#[test]
fn chinese_headings_are_asked_for_by_name_and_known_again() {
    let desk = Desk::with_office(TODAY);
    write(
        &desk.path("v.csv"),
        "姓名,电话,状态\n周桂芳,13900000417,active\n吴志强,13900000263,\n".as_bytes(),
    );
    assert_eq!(desk.run(&["import", "volunteers", "v.csv"]).status, 0);
    let read = |name: &str| std::fs::read_to_string(desk.path(name)).unwrap();
    assert_eq!(desk.run(&["export", "volunteers", "--to", "en.csv"]).status, 0);
    assert!(read("en.csv").contains("code,name,"), "{}", read("en.csv"));
    assert_eq!(desk.run(&["export", "volunteers", "--to", "zh.csv", "--lang", "zh"]).status, 0);
    let text = read("zh.csv");
    assert!(text.contains("编号,姓名,") && !text.contains("code,"), "{text}");
    let again = desk.run(&["import", "volunteers", "zh.csv", "--format", "json"]);
    let report = again.json();
    assert_eq!((&report["unchanged"], &report["warnings"]), (&2.into(), &serde_json::json!([])));
    for list in ["children", "visits", "tasks", "contacts", "events", "triage", "facts"] {
        let to = format!("{list}.csv");
        assert_eq!(desk.run(&["export", list, "--to", &to, "--lang", "zh"]).status, 0);
        assert!(!read(&to).contains('⟨'), "{}", read(&to));
    }
}

/// The lists that an import takes back.
const IMPORTABLE: [&str; 8] =
    ["children", "volunteers", "assignments", "visits", "attendance", "exams", "facts", "events"];

#[test]
fn what_is_exported_in_chinese_is_in_chinese_words_and_changes_nothing_when_it_comes_back() {
    let desk = Desk::new(TODAY);
    let made = desk.run(&["--lang", "zh", "demo", "--build-only"]);
    assert_eq!(made.status, 0, "{}", made.err);
    let run = |words: &[&str]| {
        let mut all = vec!["--lang", "zh"];
        all.extend(words);
        desk.run(&all)
    };
    // Every value of every fact, and closed records too.
    let mut facts = "child_code,code,value,date\n".to_owned();
    for (at, &code) in FactCode::ALL.iter().enumerate() {
        for (nth, value) in code.values().iter().enumerate() {
            let day = format!("2026-{:02}-{:02}", 1 + nth, 1 + at);
            writeln!(facts, "C0001,{},{},{day}", code.code(), value.code()).unwrap();
        }
    }
    let children =
        "code,name,status,grade\nC9001,吴小雨,closed,0\nC9002,吴小雪,active,9\n".to_owned();
    for (kind, rows) in [("facts", facts), ("children", children)] {
        write(&desk.path("in.csv"), rows.as_bytes());
        let done = run(&["import", kind, "in.csv"]);
        assert_eq!(done.status, 0, "{}", done.err);
    }
    let entries = || run(&["history", "--format", "json"]).json().as_array().unwrap().len();
    let before = entries();
    for list in IMPORTABLE.into_iter().chain(["contacts", "tasks", "triage"]) {
        for ending in ["csv", "xlsx"] {
            let to = format!("{list}.{ending}");
            let done = run(&["export", list, "--all", "--to", &to]);
            assert_eq!(done.status, 0, "{}", done.err);
            if ending == "csv" {
                let text = std::fs::read_to_string(desk.path(&to)).unwrap();
                let codes = codes_left(&text);
                assert!(codes.is_empty(), "{list}: {codes:?}");
            }
            if IMPORTABLE.contains(&list) {
                let report = run(&["import", list, &to, "--format", "json"]).json();
                assert_eq!(report["unchanged"], report["read"], "{to}: {report}");
                assert!(report["read"].as_u64() > Some(0));
                // The score and the like belong to no name list; that is said.
                if list != "children" {
                    assert_eq!(report["warnings"], json!([]), "{to}");
                }
            }
        }
    }
    assert_eq!(entries(), before, "nothing was written");
    // Who doesn't ask for Chinese gets the codes.
    assert_eq!(desk.run(&["export", "visits", "--to", "en.csv"]).status, 0);
    let text = std::fs::read_to_string(desk.path("en.csv")).unwrap();
    assert!(text.contains(",home,ok,"), "{text}");
}

/// Codes that were left in the cells of a file, alone or with a number behind: `stable`, `attendance 0/30`.
fn codes_left(text: &str) -> Vec<&str> {
    let cells = text.split([',', '\n', '\r', ';']).map(|cell| {
        let cell = cell.trim();
        cell.split_once(' ')
            .filter(|(_, rest)| rest.starts_with(char::is_numeric))
            .map_or(cell, |it| it.0)
    });
    let is_code = |cell: &&str| {
        cell.len() > 1 && cell.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    cells.filter(is_code).collect()
}

#[test]
fn a_visits_observations_are_called_as_on_its_form() {
    let desk = county();
    assert_eq!(desk.run(&["template", "visits", "--to", "v.csv", "--lang", "zh"]).status, 0);
    let heads = std::fs::read_to_string(desk.path("v.csv")).unwrap();
    assert!(heads.contains(",学习,身体,家里,心情,安全,"), "{heads}");
    let listed = desk.run(&["list", "visits", "--lang", "zh"]).out;
    assert!(!listed.contains("健康") && !listed.contains("情绪"), "{listed}");
    // The words of other offices are known as well.
    let rows = "儿童编号,走访日期,见到儿童,学校,健康,家庭,情绪,安全\nC0001,2026-11-20,是,正常,有问题,正常,紧急,没看到\n";
    write(&desk.path("other.csv"), rows.as_bytes());
    assert_eq!(desk.run(&["import", "visits", "other.csv"]).status, 0);
    let visit =
        desk.run(&["show", "child", "C0001", "--format", "json"]).json()["visits"][0].clone();
    let five = ["school", "health", "home", "mood", "safety"].map(|name| visit[name].clone());
    assert_eq!(five, ["ok", "concern", "ok", "urgent", "not_observed"].map(|code| json!(code)));
}

#[test]
fn a_list_of_children_in_chinese_names_the_township_and_all_who_accompany() {
    let desk = county();
    write(&desk.path("place.csv"), "code,name,township\nC0002,李小红,青竹街道\n".as_bytes());
    assert_eq!(desk.run(&["import", "children", "place.csv"]).status, 0);
    let done = desk.run(&["export", "children", "--to", "zh.csv", "--lang", "zh"]);
    assert_eq!(done.status, 0, "{}", done.err);
    let text = std::fs::read_to_string(desk.path("zh.csv")).unwrap();
    assert!(text.lines().next().unwrap().contains(",乡镇,村,学校,年级,志愿者,"), "{text}");
    let both = text.lines().find(|line| line.starts_with("C0002")).unwrap();
    assert!(both.contains("青竹街道,山口村,") && both.contains(",张伟、赵敏,"), "{both}");
    // Scripts get the columns of the list.
    assert_eq!(desk.run(&["export", "children", "--to", "en.csv"]).status, 0);
    let text = std::fs::read_to_string(desk.path("en.csv")).unwrap();
    assert!(text.contains(",birth_date,village,school,grade,volunteer_code,"), "{text}");
    assert!(text.contains(",V0001,"), "{text}");
}

#[test]
fn an_undo_says_what_of_whom_it_took_back() {
    let desk = county();
    let rows = "child_code,date,volunteer_code,child_seen\nC0001,2026-11-22,V0001,yes\n";
    write(&desk.path("visit.csv"), rows.as_bytes());
    let done = desk.run(&["import", "visits", "visit.csv", "--user", "陈静"]);
    assert_eq!(done.status, 0, "{}", done.err);
    let said = desk.run(&["undo", "--lang", "zh", "--user", "李晓"]).out;
    assert!(said.contains("王小明 C0001（陈静 2026-11-2"), "{said}");
    let said = desk.run(&["undo", "--lang", "zh"]).out;
    assert!(said.contains("结案 陈静 C0003（李晓 20"), "{said}");
}
