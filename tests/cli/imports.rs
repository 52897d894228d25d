//! Bringing files in from the command line: the report, the exit status, the file of rejected rows, one undo.

use serde_json::{Value, json};

use super::county::{TODAY, county};
use super::desk::{Answer, Desk, answer, keys, write};

const CHILDREN: &str = "姓名,性别,出生日期,身份证号,村,年级\n\
    王小明,男,2012-10-20,,河坝村,初二\n\
    李小红,女,2014年3月,,山口村,四年级\n\
    赵强,男,2013/5/6,511425201305060011,河坝村,7\n";

fn import(desk: &Desk, words: &[&str]) -> Answer {
    let mut all = vec!["import"];
    all.extend(words);
    all.extend(["--format", "json"]);
    desk.run(&all)
}

fn parsed(said: &Answer) -> Value {
    serde_json::from_str(&said.out)
        .unwrap_or_else(|error| panic!("{error}: {}{}", said.out, said.err))
}

#[test]
fn a_file_is_planned_brought_in_and_taken_back() {
    let desk = Desk::with_office(TODAY);
    write(&desk.path("list.csv"), CHILDREN.as_bytes());
    let plan = import(&desk, &["children", "list.csv", "--dry-run"]);
    assert_eq!(plan.status, 3, "{}", plan.err);
    let report = parsed(&plan);
    assert_eq!(
        keys(&report),
        ["created", "read", "rejected", "rejected_file", "unchanged", "updated", "warnings"]
    );
    assert_eq!((&report["read"], &report["created"]), (&json!(3), &json!(2)));
    assert_eq!(report["rejected_file"], Value::Null);
    assert_eq!(desk.run(&["list", "children", "--format", "json"]).json(), json!([]));
    assert!(!desk.path("list.rejected.csv").exists());

    let done = import(&desk, &["children", "list.csv"]);
    assert_eq!(done.status, 3, "{}", done.err);
    let report = parsed(&done);
    assert_eq!(
        (&report["read"], &report["created"], &report["updated"], &report["unchanged"]),
        (&json!(3), &json!(2), &json!(0), &json!(0))
    );
    let rejected = &report["rejected"][0];
    assert_eq!(keys(rejected), ["errors", "row"]);
    // Row 1 holds the headings.
    assert_eq!(rejected["row"], 3);
    assert_eq!(keys(&rejected["errors"][0]), ["column", "reason", "value"]);
    assert_eq!(rejected["errors"][0]["column"], "出生日期");
    assert_eq!(rejected["errors"][0]["value"], "2014年3月");
    // The check digit of 赵强 is wrong: a warning, not a rejection.
    assert_eq!(report["warnings"][0]["row"], 4);
    let warned = &report["warnings"][0]["errors"][0];
    assert_eq!(warned["column"], "身份证号");
    let masked = warned["value"].as_str().unwrap();
    assert!(masked.len() == 18 && masked.contains("********"), "{masked}");
    let file = std::path::PathBuf::from(report["rejected_file"].as_str().unwrap());
    let text = std::fs::read_to_string(desk.path("").join(file)).unwrap();
    assert!(text.contains("李小红") && !text.contains("赵强"), "{text}");

    let list = desk.run(&["list", "children", "--format", "json"]).json();
    assert_eq!((&list[0]["code"], &list[0]["name"]), (&json!("C0001"), &json!("王小明")));
    assert_eq!((&list[1]["code"], &list[1]["grade"]), (&json!("C0002"), &json!(7)));
    let history = desk.run(&["history", "--format", "json"]).json();
    assert_eq!(history.as_array().unwrap().len(), 1);
    assert_eq!(history[0]["command"], "import_children");
    assert_eq!(history[0]["user"], "王芳");

    // The same file again changes nothing and writes no entry.
    let again = parsed(&import(&desk, &["children", "list.csv"]));
    assert_eq!((&again["created"], &again["unchanged"]), (&json!(0), &json!(2)));
    let history = desk.run(&["history", "--format", "json"]).json();
    assert_eq!(history.as_array().unwrap().len(), 1);
    assert_eq!(desk.run(&["undo"]).status, 0);
    assert_eq!(desk.run(&["list", "children", "--all", "--format", "json"]).json(), json!([]));
}

#[cfg(unix)]
#[test]
fn rejected_rows_are_for_the_owners_eyes() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::with_office(TODAY);
    write(&desk.path("list.csv"), CHILDREN.as_bytes());
    import(&desk, &["children", "list.csv"]);
    let mode = std::fs::metadata(desk.path("list.rejected.csv")).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0);
}

#[test]
fn a_change_is_told_field_by_field() {
    let desk = Desk::with_office(TODAY);
    write(&desk.path("list.csv"), "姓名,电话,乡镇\n张伟,13900000001,\n".as_bytes());
    assert_eq!(import(&desk, &["volunteers", "list.csv"]).status, 0);
    write(&desk.path("list.csv"), "编号,姓名,电话\nV0001,张伟,13900000009\n".as_bytes());
    let plan = desk.run(&["import", "volunteers", "list.csv", "--dry-run"]);
    assert_eq!(plan.status, 0, "{}", plan.err);
    assert!(plan.out.contains("13900000001 to 13900000009"), "{}", plan.out);
    assert!(plan.out.contains("nothing written"), "{}", plan.out);
    let report = parsed(&import(&desk, &["volunteers", "list.csv"]));
    assert_eq!((&report["updated"], &report["created"]), (&json!(1), &json!(0)));
}

#[test]
fn without_a_person_what_is_doubtful_is_rejected() {
    let desk = county();
    // The same name, no birth date: it may be C0001, it may be someone else.
    write(&desk.path("list.csv"), "姓名,村\n王小明,河坝村\n".as_bytes());
    let said = import(&desk, &["children", "list.csv"]);
    assert_eq!(said.status, 3);
    let report = parsed(&said);
    let reason = report["rejected"][0]["errors"][0]["reason"].as_str().unwrap();
    assert!(reason.contains("C0001"), "{reason}");
    // A code that nobody has yet doesn't make it certain.
    write(&desk.path("list.csv"), "姓名,编号,出生日期\n王小明,C0201,\n".as_bytes());
    let said = import(&desk, &["children", "list.csv"]);
    assert_eq!(said.status, 3, "{}", said.err);
    let reason = parsed(&said)["rejected"][0]["errors"][0]["reason"].as_str().unwrap().to_owned();
    assert!(reason.contains("C0001"), "{reason}");
    // With its own code it is that child, as in the office's own export.
    write(&desk.path("list.csv"), "姓名,编号,出生日期\n王小明,C0001,\n".as_bytes());
    assert_eq!(import(&desk, &["children", "list.csv"]).status, 0);
}

#[test]
fn a_village_without_its_ending_changes_nothing() {
    let desk = Desk::with_office(TODAY);
    let list = "姓名,编号,乡镇,村\n王小明,C0001,青竹街道,河坝村\n李红,C0002,高台镇,新桥社区\n";
    write(&desk.path("list.csv"), list.as_bytes());
    assert_eq!(import(&desk, &["children", "list.csv"]).status, 0);
    let short = list.replace("河坝村", "河坝").replace("新桥社区", "新桥");
    write(&desk.path("list.csv"), short.as_bytes());
    let report = parsed(&import(&desk, &["children", "list.csv"]));
    assert_eq!((&report["updated"], &report["unchanged"]), (&json!(0), &json!(2)), "{report}");
}

#[test]
fn a_lunar_birthday_beside_another_birth_date_has_its_age_and_a_warning() {
    let desk = Desk::with_office(TODAY);
    let rows = "姓名,出生日期,农历生日\n王小明,2014-09-10,八月十五\n李小红,2014-08-15,八月十五\n\
        赵云,2014-12-23,腊月廿三\n陈亮,2014-09-08,八月十五\n";
    write(&desk.path("list.csv"), rows.as_bytes());
    let report = parsed(&import(&desk, &["children", "list.csv"]));
    let warnings = report["warnings"].as_array().unwrap();
    let rows: Vec<_> = warnings.iter().map(|warning| warning["row"].as_i64().unwrap()).collect();
    assert_eq!(rows, [2, 3, 4], "{warnings:?}");
    let said = warnings[0]["errors"][0]["reason"].as_str().unwrap();
    assert!(said.contains("2014-09-08"), "{said}");
    // 八月十五 of 2027 is on 2027-09-15, 腊月廿三 of 2026 on 2027-01-30.
    let today = desk.run(&["today", "--days", "365", "--format", "json"]).json();
    let coming = today["upcoming"].as_array().unwrap().iter();
    let ages: Vec<_> = coming.map(|one| (one["date"].as_str().unwrap(), &one["age"])).collect();
    let (twelve, thirteen) = (json!(12), json!(13));
    let autumn = ("2027-09-15", &thirteen);
    assert_eq!(ages, [("2027-01-30", &twelve), autumn, autumn, autumn]);
}

#[test]
fn a_leap_month_that_the_year_of_birth_had_not_is_a_warning() {
    // 2014 had a leap ninth month, 2012 a leap fourth.
    let rows =
        "姓名,出生日期,农历生日\n王小明,2014-04-30,闰四月初二\n李小红,2012-05-22,闰四月初二\n";
    for (lang, words) in [("zh", "2014年没有闰四月"), ("en", "2014 had no leap month 4")] {
        let desk = Desk::with_office(TODAY);
        write(&desk.path("list.csv"), rows.as_bytes());
        let said = import(&desk, &["children", "list.csv", "--lang", lang]);
        let report = parsed(&said);
        assert_eq!((said.status, &report["created"]), (0, &json!(2)), "{report}");
        let warnings = report["warnings"].as_array().unwrap();
        assert_eq!(warnings.len(), 1, "{report}");
        let found = &warnings[0]["errors"][0];
        assert_eq!((&warnings[0]["row"], &found["column"]), (&json!(2), &json!("农历生日")));
        assert!(found["reason"].as_str().unwrap().contains(words), "{report}");
    }
}

#[test]
fn a_code_of_another_child_is_rejected_with_the_reason() {
    let desk = county();
    let before = desk.run(&["list", "children", "--format", "json"]).json();
    write(&desk.path("list.csv"), "编号,姓名,出生日期\nC0001,孙丽丽,2009-02-02\n".as_bytes());
    for (lang, words) in [("zh", "姓名、生日都不同"), ("en", "name and birth differ")] {
        let said = import(&desk, &["children", "list.csv", "--lang", lang]);
        assert_eq!(said.status, 3);
        let report = parsed(&said);
        let reason = report["rejected"][0]["errors"][0]["reason"].as_str().unwrap();
        assert!(reason.contains("C0001 王小明") && reason.contains(words), "{reason}");
    }
    assert_eq!(desk.run(&["list", "children", "--format", "json"]).json(), before);
}

#[test]
fn a_missing_database_is_made_only_for_a_named_office() {
    let desk = Desk::new(TODAY);
    write(&desk.path("list.csv"), CHILDREN.as_bytes());
    desk.run(&["import", "children", "list.csv"]).refused(1, "peiban init");
    let db = desk.db();
    let words =
        ["--db", db.to_str().unwrap(), "import", "children", "list.csv", "--format", "json"];
    let run = |words: &[&str], office: &str| {
        answer(desk.command(words).env("PEIBAN_OFFICE", office).output().unwrap())
    };
    run(&words, "nowhere").refused(2, "PEIBAN_OFFICE");
    let mut dry = words.to_vec();
    dry.push("--dry-run");
    assert_eq!(parsed(&run(&dry, "511425"))["created"], 2);
    assert!(!db.exists(), "a dry run made a database");
    assert_eq!(parsed(&run(&words, "511425"))["created"], 2);
    let doctor = desk.run(&["doctor", "--format", "json"]).json();
    assert_eq!(doctor["database"]["office"], "511425-1");
}

#[test]
fn files_that_are_no_lists_are_refused_and_nothing_is_written() {
    let desk = county();
    let before = std::fs::read(desk.db()).unwrap();
    write(&desk.path("noise.csv"), &[0, 159, 146, 150, 0, 1, 2, 3]);
    write(&desk.path("empty.csv"), b"");
    write(&desk.path("cut.xlsx"), b"PK\x03\x04 and nothing more");
    write(&desk.path("letter.txt"), "尊敬的领导，您好。\n此致敬礼\n".as_bytes());
    write(&desk.path("nameless.csv"), "性别,出生日期\n男,2012-10-20\n".as_bytes());
    write(&desk.path("map.toml"), b"[colums]\nname = \"x\"\n");
    write(&desk.path("list.csv"), CHILDREN.as_bytes());
    for (words, said) in [
        (&["import", "children", "noise.csv"][..], "encoding"),
        (&["import", "children", "empty.csv"], "empty"),
        (&["import", "children", "letter.txt"], ""),
        (&["import", "children", "nameless.csv"], "name"),
        (&["import", "children", "absent.csv"], "absent.csv"),
        (&["import", "children", "list.csv", "--map", "map.toml"], "map.toml"),
    ] {
        desk.run(words).refused(1, said);
    }
    // What the reader met is for nobody at the screen.
    let cut = desk.run(&["import", "children", "cut.xlsx", "--lang", "zh"]);
    cut.refused(1, "文件已损坏或不完整；请重新复制");
    desk.run(&["import", "dragons", "list.csv"]).refused(2, "children");
    assert_eq!(std::fs::read(desk.db()).unwrap(), before);
}

#[test]
fn what_is_written_out_can_be_brought_in_again() {
    let desk = county();
    for list in ["volunteers", "assignments", "visits", "attendance", "exams", "facts"] {
        for ending in ["csv", "xlsx"] {
            let file = format!("{list}.{ending}");
            let written = desk.run(&["export", list, "--all", "--to", &file]);
            assert_eq!(written.status, 0, "{}", written.err);
            let said = import(&desk, &[list, &file]);
            assert_eq!(said.status, 0, "{file} {}{}", said.out, said.err);
            let report = parsed(&said);
            assert_eq!(report["read"], report["unchanged"], "{file} {report}");
            assert_ne!(report["read"], 0, "{file}");
        }
    }
}

#[test]
fn escape_sequences_in_a_name_are_taken_out_and_reported() {
    let desk = Desk::with_office(TODAY);
    write(&desk.path("list.csv"), "姓名,村\n王\u{1b}[31m小明\u{7},河坝村\n".as_bytes());
    let report = parsed(&import(&desk, &["children", "list.csv"]));
    assert_eq!(report["created"], 1, "{report}");
    assert_eq!(report["warnings"][0]["row"], 2, "{report}");
    let list = desk.run(&["list", "children", "--format", "json"]).json();
    assert_eq!(list[0]["name"], "王小明");
}

#[test]
fn a_visit_that_saw_danger_is_warned_about() {
    let desk = Desk::with_office(TODAY);
    write(&desk.path("list.csv"), "姓名,编号\n王小明,C0001\n李红,C0002\n".as_bytes());
    import(&desk, &["children", "list.csv"]);
    let visits =
        "孩子编号,日期,安全,备注\nC0001,2026-11-20,紧急,手臂有伤\nC0002,2026-11-20,正常,\n";
    write(&desk.path("visits.csv"), visits.as_bytes());
    let done = import(&desk, &["visits", "visits.csv"]);
    assert_eq!(done.status, 0, "{}", done.err);
    let warnings = &parsed(&done)["warnings"];
    assert_eq!(warnings.as_array().unwrap().len(), 1);
    assert_eq!(warnings[0]["row"], 2);
    assert_eq!(warnings[0]["errors"][0]["column"], "安全");
    assert_eq!(warnings[0]["errors"][0]["value"], "紧急");
    // Again: nothing is new, nothing is warned about.
    let again = parsed(&import(&desk, &["visits", "visits.csv"]));
    assert_eq!((&again["unchanged"], &again["warnings"]), (&json!(2), &json!([])));
}

/// Beside a file that was handed over as an open descriptor nothing can be written, not even by root.
#[cfg(target_os = "linux")]
#[test]
fn rejected_rows_of_a_file_in_a_read_only_folder_go_beside_the_database() {
    use std::os::fd::AsRawFd as _;

    let desk = Desk::with_office(TODAY);
    write(&desk.path("mix.csv"), "姓名,性别\n王小明,男\n李红,狗\n".as_bytes());
    let file = std::fs::File::open(desk.path("mix.csv")).unwrap();
    let (process, number) = (std::process::id(), file.as_raw_fd());
    let path = format!("/proc/{process}/fd/{number}");
    let report = parsed(&import(&desk, &["children", &path]));
    assert_eq!((&report["created"], report["rejected"].as_array().unwrap().len()), (&json!(1), 1));
    let kept = std::path::PathBuf::from(report["rejected_file"].as_str().unwrap());
    assert_eq!(kept, desk.db().with_file_name("rejected").join(format!("{number}.rejected.csv")));
    assert!(std::fs::read_to_string(&kept).unwrap().contains("李红"));
    // Corrected there, it is brought in from there.
    let words = desk.run(&["import", "children", kept.to_str().unwrap(), "--lang", "zh"]);
    assert!(words.out.contains("rejected-2.csv"), "{}", words.out);
}

#[test]
fn of_many_rows_with_warnings_some_are_shown_and_the_counts_come_last() {
    let desk = Desk::with_office(TODAY);
    let rows: Vec<String> = (1..=25).map(|row| format!("王小{row},{row:03}\n")).collect();
    write(&desk.path("many.csv"), format!("姓名,联系电话\n{}", rows.concat()).as_bytes());
    let said = desk.run(&["import", "children", "many.csv", "--dry-run", "--lang", "zh"]).out;
    assert!(said.contains("提醒25\n") && said.contains("还有5行有提醒"), "{said}");
    assert!(said.contains("第21行") && !said.contains("第22行 联系电话"), "{said}");
    let counts = said.find("读到25行").unwrap();
    assert!(counts > said.find("还有5行").unwrap(), "{said}");
    let whole = parsed(&import(&desk, &["children", "many.csv", "--dry-run"]));
    assert_eq!(whole["warnings"].as_array().unwrap().len(), 25);
}

#[test]
fn id_numbers_are_masked_in_the_report_and_whole_in_the_file_of_rejected_rows() {
    let desk = Desk::with_office(TODAY);
    // A wrong check digit, no such birth date, a digit too few, one in another column: three warned of or refused.
    let rows = "姓名,身份证号,年级\n赵强,511425201305060011,7\n钱多,511425201402300012,7\n\
        孙云,51142520150911001,7\n李想,,511425201609120013\n";
    write(&desk.path("ids.csv"), rows.as_bytes());
    let numbers =
        ["511425201305060011", "511425201402300012", "51142520150911001", "511425201609120013"];
    let whole = import(&desk, &["children", "ids.csv", "--dry-run"]);
    assert_eq!(parsed(&whole)["rejected"].as_array().unwrap().len(), 3, "{}", whole.out);
    for (said, shown) in [
        (whole.out, 4),
        (desk.run(&["import", "children", "ids.csv", "--dry-run", "--lang", "zh"]).out, 4),
        (desk.run(&["import", "children", "ids.csv", "--dry-run", "--format", "csv"]).out, 4),
    ] {
        for number in numbers {
            assert!(!said.contains(number), "{number} in {said}");
        }
        assert_eq!(said.matches("511425*").count(), shown, "{said}");
    }
    let full = import(&desk, &["children", "ids.csv", "--dry-run", "--full"]).out;
    assert!(numbers.iter().all(|number| full.contains(number)), "{full}");
    let report = parsed(&import(&desk, &["children", "ids.csv"]));
    let file = desk.path("").join(report["rejected_file"].as_str().unwrap());
    let kept = std::fs::read_to_string(file).unwrap();
    for number in &numbers[1..] {
        assert!(kept.contains(number), "{kept}");
    }
    // A number corrected to another is masked on both sides.
    let again = "姓名,编号,身份证号\n赵强,C0001,511425201305070011\n";
    write(&desk.path("again.csv"), again.as_bytes());
    let said = desk.run(&["import", "children", "again.csv", "--dry-run", "--lang", "zh"]).out;
    assert!(!said.contains("2013050") && said.contains("511425********0011"), "{said}");
}

#[test]
fn a_leap_month_is_told_once_and_of_the_column_that_says_it() {
    let desk = Desk::with_office(TODAY);
    let warned = |rows: &str| {
        write(&desk.path("list.csv"), rows.as_bytes());
        let report = parsed(&import(&desk, &["children", "list.csv"]));
        let each = report["warnings"].as_array().unwrap().iter();
        each.map(|one| one["errors"][0]["column"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let first = "编号,姓名,出生日期,农历生日\nC1,王小明,2014-04-30,闰四月初二\n";
    assert_eq!(warned(first), ["农历生日"]);
    // The same again says nothing new, nor does a list without the column.
    assert_eq!(warned(first), [""; 0]);
    assert_eq!(warned("编号,姓名,出生日期\nC1,王小明,2014-04-30\n"), [""; 0]);
    // Another year, without a leap fourth month either: of the column that is there, and where both are, of the lunar one.
    assert_eq!(warned("编号,姓名,出生日期\nC1,王小明,2013-05-11\n"), ["出生日期"]);
    let blank = "编号,姓名,出生日期,农历生日\nC1,王小明,2015-05-19,\n";
    assert_eq!(warned(blank), ["农历生日"]);
}

#[test]
fn sums_and_remarks_that_were_passed_over_are_told() {
    let desk = Desk::with_office(TODAY);
    let rows = "姓名,村\n王小明,河坝村\n小计,1\n\n李小红,高台村\n合计,2\n填表人：李晓,\n";
    write(&desk.path("list.csv"), rows.as_bytes());
    let text = desk.run(&["import", "children", "list.csv", "--dry-run", "--lang", "zh"]);
    assert!(text.out.contains("略过3行合计、说明：第3、6、7行"), "{}", text.out);
    let text = desk.run(&["import", "children", "list.csv", "--dry-run", "--lang", "en"]);
    assert!(text.out.contains("3 sums or remarks passed over: rows 3, 6, 7"), "{}", text.out);
    let report = parsed(&import(&desk, &["children", "list.csv"]));
    assert_eq!((&report["read"], &report["warnings"]), (&json!(2), &json!([])));
    // Of many the first few by their numbers; of none nothing.
    let many = format!("姓名,村\n王小明,河坝村\n{}", "小计,1\n".repeat(7));
    write(&desk.path("many.csv"), many.as_bytes());
    let text = desk.run(&["import", "children", "many.csv", "--lang", "zh"]);
    assert!(text.out.contains("略过7行合计、说明：第3、4、5、6、7等行"), "{}", text.out);
    write(&desk.path("none.csv"), "姓名,村\n王小明,河坝村\n\n".as_bytes());
    assert!(!desk.run(&["import", "children", "none.csv", "--lang", "zh"]).out.contains("略过"));
}

#[test]
fn a_dash_for_a_status_says_what_a_dash_means() {
    let desk = Desk::with_office(TODAY);
    write(&desk.path("list.csv"), "编号,姓名\nC1,王小明\n".as_bytes());
    import(&desk, &["children", "list.csv"]);
    write(
        &desk.path("days.csv"),
        "孩子编号,日期,出勤\nC1,2026-11-02,-\nC1,2026-11-03,\n".as_bytes(),
    );
    let report = parsed(&import(&desk, &["attendance", "days.csv", "--lang", "zh"]));
    let reasons: Vec<_> = (report["rejected"].as_array().unwrap().iter())
        .map(|one| one["errors"][0]["reason"].as_str().unwrap())
        .collect();
    assert_eq!(reasons, ["「-」是清空的意思，这一项必填，不能清空", "必填，这里是空的"]);
}
