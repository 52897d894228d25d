//! What the plan of an import and the history say of each row: the grade that people know, the day, the subject.

use super::desk::{Answer, Desk, write};

fn desk(today: &str) -> Desk {
    Desk::with_office(today)
}

fn on(desk: &Desk, today: &str, words: &[&str]) -> Answer {
    let mut all = vec!["--today", today];
    if !words.contains(&"--lang") {
        all.extend(["--lang", "zh"]);
    }
    all.extend(words);
    let answer = desk.run(&all);
    assert_eq!(answer.status, 0, "{}", answer.err);
    answer
}

#[test]
fn a_grade_is_told_as_it_has_risen_by_then() {
    let desk = desk("2026-08-31");
    // In the school year 2025: on 1 September they rise to 六年级 and 初一.
    write(&desk.path("old.csv"), "姓名,年级\n五升六,5\n六升七,6\n".as_bytes());
    on(&desk, "2026-08-31", &["import", "children", "old.csv"]);
    write(&desk.path("new.csv"), "姓名,年级\n五升六,七年级\n六升七,六年级\n".as_bytes());
    let plan = ["import", "children", "new.csv", "--dry-run"];
    let said = on(&desk, "2026-09-10", &plan).out;
    let lines: Vec<&str> = said.lines().take(2).collect();
    assert_eq!(
        lines,
        ["第2行  C0001  年级: 六年级 改为 初一", "第3行  C0002  年级: 初一 改为 六年级"]
    );
    let said = on(&desk, "2026-09-10", &[&["--lang", "en"], &plan[..]].concat()).out;
    assert!(said.contains("row 3  C0002  grade: grade 7 to grade 6\n"), "{said}");
    on(&desk, "2026-09-10", &["import", "children", "new.csv"]);
    // A year later the history still says what was changed on its day; scripts get what is kept.
    let said = on(&desk, "2027-10-01", &["history"]).out;
    assert!(said.contains("C0001  年级: 六年级 改为 初一\n"), "{said}");
    assert!(said.contains("C0002  年级: 初一 改为 六年级\n"), "{said}");
    let kept = on(&desk, "2027-10-01", &["history", "C0002", "--format", "json"]).json();
    // 6 stays 6: only the school year that it is of is another.
    assert_eq!(kept[0]["rows"][0]["before"], serde_json::json!({ "grade_year": 2025 }));
    assert_eq!(kept[0]["rows"][0]["after"], serde_json::json!({ "grade_year": 2026 }));
    // What was left alone then is told as it stood then, whatever became of it since.
    write(&desk.path("later.csv"), "姓名,年级\n六升七,二年级\n".as_bytes());
    on(&desk, "2027-10-01", &["import", "children", "later.csv"]);
    let said = on(&desk, "2027-10-01", &["history", "C0002"]).out;
    assert!(said.contains("C0002  年级: 初一 改为 六年级\n"), "{said}");
    assert!(said.contains("C0002  年级: 初一 改为 二年级\n"), "{said}");
    on(&desk, "2027-10-01", &["undo"]);
    let said = on(&desk, "2027-10-01", &["history", "C0002", "--limit", "1"]).out;
    assert!(said.contains("C0002  年级: 二年级 改为 初一\n"), "{said}");
}

#[test]
fn a_row_of_a_plan_says_the_day_and_the_subject_it_is_about() {
    let desk = desk("2026-11-23");
    write(&desk.path("names.csv"), "编号,姓名\nC0001,王明\n".as_bytes());
    on(&desk, "2026-11-23", &["import", "children", "names.csv"]);
    let plan = |kind: &str, sheet: &str, lang: &str| {
        write(&desk.path("sheet.csv"), sheet.as_bytes());
        let words = ["--lang", lang, "import", kind, "sheet.csv", "--dry-run"];
        let said = on(&desk, "2026-11-23", &words).out;
        said.lines().take(2).map(str::to_owned).collect::<Vec<_>>()
    };
    let sheet = "2026年11月考勤\n姓名,2,3,4\n王明,√,旷,\n";
    assert_eq!(
        plan("attendance", sheet, "zh"),
        ["第3行  C0001  2026-11-02  新建", "第3行  C0001  2026-11-03  新建"]
    );
    assert_eq!(
        plan("attendance", sheet, "en"),
        ["row 3  C0001  2 Nov 2026  new", "row 3  C0001  3 Nov 2026  new"]
    );
    let marks = "姓名,考试日期,语文,数学\n王明,2026.11.6,80,90\n";
    assert_eq!(
        plan("exams", marks, "zh"),
        ["第2行  C0001  2026-11-06 语文  新建", "第2行  C0001  2026-11-06 数学  新建"]
    );
    let visit = plan("visits", "编号,日期\nC0001,2026年11月7日\n", "zh");
    assert_eq!(visit[0], "第2行  C0001  2026-11-07  新建");
}

#[test]
fn a_field_has_its_usual_name_whatever_the_file_calls_it() {
    let desk = desk("2026-11-23");
    let list = "code,name,household_status,facts_on\nC1,王明,低保,2026-09-01\n";
    write(&desk.path("list.csv"), list.as_bytes());
    on(&desk, "2026-11-23", &["import", "children", "list.csv"]);
    let other = list.replace("低保", "特困").replace("09-01", "10-01");
    write(&desk.path("list.csv"), other.as_bytes());
    let said = on(&desk, "2026-11-23", &["import", "children", "list.csv", "--dry-run"]).out;
    assert!(said.starts_with("第2行  C1  低保情况: "), "{said}");
}
