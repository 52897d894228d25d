//! Wide sheets: a column a subject, a column a day.

use super::{bring, counts, of, office, people, plan_map, reasons};
use peiban::domain::codes::AttendanceStatus::{Excused, Late, Present, Unexcused};
use peiban::domain::codes::ExamType;
use peiban::domain::records::{AttendanceDay, Child, Exam};
use peiban::exchange::columns::ImportKind;
use peiban::exchange::import;
use peiban::exchange::map::ImportMap;
use peiban::exchange::rejected;
use peiban::exchange::source::Source;
use peiban::exchange::table::Opened;
use peiban::exchange::wording;
use peiban::language::{Lang, Language};
use peiban::store::Command;

#[test]
fn a_sheet_of_marks_comes_in_subject_by_subject() {
    let mut store = office();
    people(&mut store);
    let text = "期中成绩\n姓名,语文,数学（满分120）,英语,总分\n王明,51,68,,119\n李红,八十,90,70,\n不认识,1,2,3,6\n";
    let map = "[constants]\ndate = \"2026-11-06\"\ntype = \"期中\"\n";
    let mut plan = plan_map(&store, ImportKind::Exams, text, map).unwrap();
    assert_eq!(counts(&plan), [4, 0, 0, 4]);
    let want =
        ["4 语文 bad_number", "5 姓名 unknown_name", "5 姓名 unknown_name", "5 姓名 unknown_name"];
    assert_eq!(reasons(&plan.rejected), want);
    store.execute(plan.take_command().unwrap()).unwrap();
    let mut marks: Vec<_> = of::<Exam>(&store, "C1")
        .into_iter()
        .map(|exam| (exam.subject, exam.score, exam.full_marks, exam.exam_type))
        .collect();
    marks.sort_by(|one, other| one.0.cmp(&other.0));
    let midterm = Some(ExamType::Midterm);
    assert_eq!(
        marks,
        [("数学".to_owned(), 68.0, Some(120.0), midterm), ("语文".to_owned(), 51.0, None, midterm)]
    );
    // Again nothing changes; without the day it is refused before anything is planned.
    let again = plan_map(&store, ImportKind::Exams, text, map).unwrap();
    assert_eq!(counts(&again), [0, 0, 4, 4]);
    assert!(plan_map(&store, ImportKind::Exams, text, "").is_err());
    store.execute(Command::Undo { entry: None }).unwrap();
    assert!(of::<Exam>(&store, "C1").is_empty());
}

#[test]
fn headings_spread_over_their_columns_are_the_same_subjects() {
    let mut store = office();
    people(&mut store);
    let text = "姓 名,语　文,数 学成绩,英  语（满分120）,道德与 法治\n王明,40,50,55,61\n";
    let map = "[constants]\ndate = \"2026-11-06\"\n";
    let mut plan = plan_map(&store, ImportKind::Exams, text, map).unwrap();
    store.execute(plan.take_command().unwrap()).unwrap();
    let marks = of::<Exam>(&store, "C1");
    let mut subjects: Vec<_> = marks.iter().map(|exam| exam.subject.as_str()).collect();
    subjects.sort_unstable();
    assert_eq!(subjects, ["数学", "英语", "语文", "道德与法治"]);
}

#[test]
fn a_part_of_a_subject_is_no_mark_of_it() {
    let mut store = office();
    people(&mut store);
    let text = "姓名,语文,语文（作文）,英语（听力）,体育（50米）,体育（跳远）,数学（120分）\n王明,93,20,10,8,9,110\n";
    let map = "[constants]\ndate = \"2026-11-06\"\n";
    let mut plan = plan_map(&store, ImportKind::Exams, text, map).unwrap();
    assert_eq!(counts(&plan), [6, 0, 0, 0]);
    store.execute(plan.take_command().unwrap()).unwrap();
    let mut marks: Vec<_> = of::<Exam>(&store, "C1")
        .into_iter()
        .map(|exam| (exam.subject, exam.score, exam.full_marks))
        .collect();
    marks.sort_by(|one, other| one.1.total_cmp(&other.1));
    let wanted = [
        ("体育（50米）", 8.0, None),
        ("体育（跳远）", 9.0, None),
        ("英语（听力）", 10.0, None),
        ("语文（作文）", 20.0, None),
        ("语文", 93.0, None),
        ("数学", 110.0, Some(120.0)),
    ];
    assert_eq!(marks, wanted.map(|(subject, score, full)| (subject.to_owned(), score, full)));
    assert_eq!(counts(&plan_map(&store, ImportKind::Exams, text, map).unwrap()), [0, 0, 6, 0]);
}

#[test]
fn two_of_one_name_are_never_guessed() {
    let mut store = office();
    people(&mut store);
    let other = Child { name: "王明".into(), code: "C9".into(), ..Child::default() };
    store.execute(Command::add(other)).unwrap();
    let map = "[constants]\ndate = \"2026-11-06\"\n";
    let plan = plan_map(&store, ImportKind::Exams, "姓名,语文\n王明,51\n", map).unwrap();
    assert_eq!(reasons(&plan.rejected), ["2 姓名 same_name"]);
}

#[test]
fn a_month_of_attendance_comes_in_day_by_day() {
    let mut store = office();
    people(&mut store);
    let text =
        "青竹小学2026年9月考勤\n序号,编号,姓名,1,2,3,4\n1,C1,王明,√,旷,假,\n2,C2,李红,√,√,迟,?\n";
    let plan = bring(&mut store, ImportKind::Attendance, text);
    assert_eq!(counts(&plan), [6, 0, 0, 1]);
    assert_eq!(reasons(&plan.rejected), ["4 2026-09-04 not_one_of"]);
    let mut days: Vec<_> =
        of::<AttendanceDay>(&store, "C1").into_iter().map(|one| (one.day, one.status)).collect();
    days.sort();
    let statuses: Vec<_> = days.iter().map(|(_, status)| *status).collect();
    assert_eq!(statuses, [Present, Unexcused, Excused]);
    assert_eq!(days[2].0.to_string(), "2026-09-03");
}

#[test]
fn a_name_beside_the_code_that_is_anothers_is_asked_about_and_never_written() {
    let mut store = office();
    people(&mut store);
    let text = "青竹小学2026年9月考勤\n编号,姓名,1,2,3,4\nC1,李红,√,旷,√,√\nC2,李　红,√,√,√,√\n";
    let plan = bring(&mut store, ImportKind::Attendance, text);
    assert_eq!(counts(&plan), [4, 0, 0, 4]);
    assert_eq!(reasons(&plan.rejected)[0], "3 姓名 name_differs");
    assert!(of::<AttendanceDay>(&store, "C1").is_empty());
    assert_eq!(of::<AttendanceDay>(&store, "C2").len(), 4);
    let text = "编号,姓名,考试日期,语文\nC1,王小明,2026-11-06,51\nC1,王明(四班),2026-11-06,51\n";
    let plan = bring(&mut store, ImportKind::Exams, text);
    assert_eq!(counts(&plan), [1, 0, 0, 1], "{:?}", reasons(&plan.rejected));
    assert_eq!(of::<Exam>(&store, "C1").len(), 1);
}

#[test]
fn the_marks_of_a_school_register_and_a_month_named_or_given() {
    let mut store = office();
    people(&mut store);
    let rows = "姓名,2,3,4,5,6\n,一,二,三,四,五\n王明,√,×,△,○,—\n平均,1,1,1,1,1\n";
    let titled = format!("2026年11月考勤表\n{rows}");
    let plan = bring(&mut store, ImportKind::Attendance, &titled);
    assert_eq!(counts(&plan), [4, 0, 0, 0], "{:?}", reasons(&plan.rejected));
    let mut days: Vec<_> =
        of::<AttendanceDay>(&store, "C1").into_iter().map(|one| (one.day, one.status)).collect();
    days.sort();
    let statuses: Vec<_> = days.iter().map(|(_, status)| *status).collect();
    assert_eq!(statuses, [Present, Unexcused, Late, Excused]);
    assert_eq!(days[0].0.to_string(), "2026-11-02");
    let error = plan_map(&store, ImportKind::Attendance, rows, "").unwrap_err();
    assert_eq!(error.code(), "file_no_month");
    let map = "[constants]\ndate = \"2026-11-01\"\n";
    let again = plan_map(&store, ImportKind::Attendance, rows, map).unwrap();
    assert_eq!(counts(&again), [0, 0, 4, 0]);
}

#[test]
fn marks_that_nobody_got_and_rows_of_the_class_are_passed_over() {
    let mut store = office();
    people(&mut store);
    let text =
        "姓名,语文,数学,平均分,名次\n王明,51,缺考,51,1\n李红,—,/,,\n平均分,51,,,\n最高分,51,,,\n";
    let map = "[constants]\ndate = \"2026-11-06\"\n";
    let plan = plan_map(&store, ImportKind::Exams, text, map).unwrap();
    assert_eq!(counts(&plan), [1, 0, 0, 0], "{:?}", reasons(&plan.rejected));
    assert_eq!(reasons(&plan.warnings), ["2 数学 no_mark", "3 语文 no_mark", "3 数学 no_mark"]);
    let error = plan_map(&store, ImportKind::Exams, text, "").unwrap_err();
    let said = wording::file_error(Language::new(Lang::Zh), &error);
    assert!(said.contains("姓名 | 语文 | 数学 | 平均分 | 名次"), "{said}");
    assert!(said.contains("考试日期（date）") && said.contains("[constants]"), "{said}");
    let error = plan_map(&store, ImportKind::Visits, "日期\n2026-11-06\n", "").unwrap_err();
    let said = wording::file_error(Language::new(Lang::Zh), &error);
    assert!(said.contains("孩子姓名或儿童编号（child_code）"), "{said}");
}

#[test]
fn what_is_rejected_goes_back_in_the_sheets_own_columns() {
    let folder = tempfile::tempdir().unwrap();
    let zh = Language::new(Lang::Zh);
    let mut store = office();
    people(&mut store);
    let text =
        "2026年11月考勤\n编号,姓名,2,3,4,5\nC1,王明,√,√,旷,?\nC2,李红,√,,假,迟\nC9,谁,√,√,,\n";
    let opened = Opened::from_bytes(text.as_bytes().to_vec()).unwrap();
    let source = Source::new(opened, ImportKind::Attendance, ImportMap::default()).unwrap();
    let decisions = import::Decisions::new();
    let mut plan = import::plan(&source, &store.queries(), &decisions, &mut |_, _| true).unwrap();
    assert_eq!(reasons(&plan.rejected)[0], "3 2026-11-05 not_one_of");
    let rows = plan.rejected_rows(zh);
    let input = folder.path().join("a.csv");
    let file = rejected::write(&input, None, &source, rows, "退回原因").unwrap().unwrap();
    store.execute(plan.take_command().unwrap()).unwrap();
    let written = std::fs::read_to_string(file).unwrap();
    let lines: Vec<&str> = written.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "编号,姓名,2026-11-02,2026-11-03,2026-11-04,2026-11-05,退回原因");
    assert!(lines[1].starts_with("C1,王明,√,√,旷,?,2026-11-05: "), "{lines:?}");
    assert!(lines[2].starts_with("C9,谁,√,√,,,"), "{lines:?}");
    assert_eq!(lines.len(), 3);
    // Corrected, it is brought in as it stands.
    let again = bring(&mut store, ImportKind::Attendance, &written.replace('?', "旷"));
    assert_eq!(counts(&again), [1, 0, 3, 2]);
}

#[test]
fn what_a_month_comes_to_stands_beside_its_days_and_is_passed_over() {
    let rows = "1,王明,√,√,旷,√,假,3,5,1,1,60%\n2,李红,√,√,√,√,√,5,5,0,0,100%\n";
    let totals = "出勤,应到,请假,旷课,出勤率";
    let title = "青竹小学2026年11月份学生考勤表,,,,,,,,,,,\n";
    let one = format!("{title}序号,姓名,2,3,4,5,6,{totals}\n{rows}合计,,2,2,1,2,1,8,10,1,1,\n");
    let two = format!("{title}序号,姓名,日期,,,,,合计,,,,\n,,2,3,4,5,6,{totals}\n{rows}");
    // As a workbook says it whose cells are merged over both rows.
    let merged =
        format!("{title}序号,姓名,2,3,4,5,6,合计,,,,\n序号,姓名,2,3,4,5,6,{totals}\n{rows}");
    for (text, first) in [(one, 2), (two, 3), (merged, 3)] {
        let mut store = office();
        people(&mut store);
        let plan = bring(&mut store, ImportKind::Attendance, &text);
        assert_eq!(counts(&plan), [10, 0, 0, 0], "{text}{:?}", reasons(&plan.rejected));
        let told = ["出勤", "应到", "请假", "旷课", "出勤率"]
            .map(|column| format!("{first} {column} sum_left_out"));
        assert_eq!(reasons(&plan.warnings), told);
        let mut days: Vec<_> = of::<AttendanceDay>(&store, "C1")
            .into_iter()
            .map(|one| (one.day.to_string(), one.status))
            .collect();
        days.sort();
        assert_eq!(days[2], ("2026-11-04".to_owned(), Unexcused));
        assert_eq!(days[4], ("2026-11-06".to_owned(), Excused));
    }
    // Sums without days are a range, as ever.
    let mut store = office();
    people(&mut store);
    let range = "姓名,起,止,应到,请假,旷课\n王明,2026-11-02,2026-11-06,5,1,1\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Attendance, range)), [1, 0, 0, 0]);
}
