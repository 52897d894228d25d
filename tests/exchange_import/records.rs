//! Volunteers, matches, visits, attendance, marks, facts, events.

use super::{bring, counts, day, of, office, people, reasons};
use peiban::domain::codes::Observation;
use peiban::domain::records::{
    Assignment, AttendanceDay, AttendanceRange, Event, Exam, Record, Visit, Volunteer,
};
use peiban::exchange::columns::ImportKind;
use peiban::store::Command;

#[test]
fn volunteers_by_code_else_name_and_phone() {
    let mut store = office();
    people(&mut store);
    let text = "姓名,电话,状态,可带人数,培训有效期\n陈亮,13800000138,暂停,4,2027-01-01\n陈亮,13700000137,,,\n周颖,,,,\n陈亮,13600000136,-,,\n";
    let plan = bring(&mut store, ImportKind::Volunteers, text);
    assert_eq!(counts(&plan), [1, 1, 0, 2]);
    assert_eq!(reasons(&plan.rejected), ["4 姓名 maybe_same", "5 状态 cant_clear"]);
    let one: Volunteer = store.queries().by_code("V1").unwrap().unwrap();
    assert_eq!((one.status.code(), one.capacity), ("paused", Some(4)));
    let new: Volunteer = store.queries().by_code("V0003").unwrap().unwrap();
    assert_eq!(new.phone.as_deref(), Some("13700000137"), "the number after V1 and V2");
}

#[test]
fn assignments_by_child_volunteer_and_first_day() {
    let mut store = office();
    people(&mut store);
    let text = "儿童编号,志愿者编号,开始日期,结束日期\nC1,V1,2026-09-01,\nC2,V1,,\nC3,V1,,\nC2,V9,,\nC1,V2,2026-09-02,2026-09-01\n";
    let plan = bring(&mut store, ImportKind::Assignments, text);
    assert_eq!(counts(&plan), [2, 0, 0, 3]);
    let want =
        ["4 儿童编号 unknown_code", "5 志愿者编号 unknown_code", "6 结束日期 end_before_start"];
    assert_eq!(reasons(&plan.rejected), want);
    let ended = bring(
        &mut store,
        ImportKind::Assignments,
        "child_code,volunteer_code,from,to\nC1,V1,2026-09-01,2026-10-01\nC2,V1,,\n",
    );
    assert_eq!(counts(&ended), [0, 1, 1, 0]);
    assert_eq!(of::<Assignment>(&store, "C1")[0].to_day, Some(day("2026-10-01")));
}

#[test]
fn a_corrected_visit_voids_the_old_one() {
    let mut store = office();
    people(&mut store);
    let text = "儿童编号,走访日期,志愿者编号,见到儿童,安全,备注\nC1,2026-11-01,V1,是,正常,好\nC1,2026-11-01,,是,,\nC1,2026-11-24,V1,是,,\nC1,2026-11-02,V1,是,糟,\n";
    let plan = bring(&mut store, ImportKind::Visits, text);
    assert_eq!(counts(&plan), [2, 0, 0, 2]);
    assert_eq!(reasons(&plan.rejected), ["4 走访日期 future_date", "5 安全 not_one_of"]);
    let first = of::<Visit>(&store, "C1");
    let corrected = bring(
        &mut store,
        ImportKind::Visits,
        "child_code,date,volunteer_code,safety,note\nC1,2026-11-01,V1,concern,\n",
    );
    assert_eq!(counts(&corrected), [0, 1, 0, 0]);
    let now = of::<Visit>(&store, "C1");
    assert_eq!(now.len(), 2);
    let new = now.iter().find(|visit| visit.volunteer_id.is_some()).unwrap();
    assert_eq!(
        (new.safety, new.note.as_deref(), new.child_seen),
        (Some(Observation::Concern), Some("好"), Some(true))
    );
    let old: Visit = store.queries().record(first[0].meta.id).unwrap().unwrap();
    assert_eq!(old.voided_on, Some(day("2026-11-23")));
    store.execute(Command::Undo { entry: None }).unwrap();
    let values = |visits: &[Visit]| visits.iter().map(Record::values).collect::<Vec<_>>();
    assert_eq!(values(&of(&store, "C1")), values(&first));
}

#[test]
fn attendance_by_day_and_by_range() {
    let mut store = office();
    people(&mut store);
    let text = "child_code,date,status,from,to,days_recorded,absent_excused,absent_unexcused\n\
                C1,2026-11-02,present,,,,,\n\
                C1,2026-11-03,旷课,,,,,\n\
                C2,,,2026-09-01,2026-10-31,40,1.5,2\n\
                C2,2026-11-03,,,,,,\n\
                C2,2026-11-03,late,2026-09-01,,,,\n\
                C2,,,2026-09-01,,40,,\n\
                C2,,,2026-09-01,2026-09-30,3,2,2\n\
                C2,,present,,,,,\n";
    let plan = bring(&mut store, ImportKind::Attendance, text);
    assert_eq!(counts(&plan), [3, 0, 0, 5]);
    let want = [
        "5 status missing",
        "6 date neither_day_nor_range",
        "7 to missing",
        "8 days_recorded more_absent_than_recorded",
        "9 date neither_day_nor_range",
    ];
    assert_eq!(reasons(&plan.rejected), want);
    assert_eq!(of::<AttendanceRange>(&store, "C2")[0].absent_excused, Some(1.5));
    let again = "child_code,date,status\nC1,2026-11-02,present\nC1,2026-11-03,请假\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Attendance, again)), [0, 1, 1, 0]);
    let days: Vec<_> =
        of::<AttendanceDay>(&store, "C1").iter().map(|day| day.status.code()).collect();
    assert_eq!(days, ["present", "excused"]);
}

#[test]
fn marks_by_child_day_subject_and_type() {
    let mut store = office();
    people(&mut store);
    let text = "儿童编号,考试日期,科目,分数,满分,考试类型\nC1,2026-11-10,数学,86.5,,期中\nC1,2026-11-10,数学,70,,月考\nC1,2026-11-10,语文,130,150,\nC1,2026-11-10,英语,130,,\nC1,2026-11-10,英语,缺考,,\n";
    let plan = bring(&mut store, ImportKind::Exams, text);
    assert_eq!(counts(&plan), [3, 0, 0, 2]);
    assert_eq!(reasons(&plan.rejected), ["5 分数 above_full_marks", "6 分数 bad_number"]);
    let corrected = "child_code,date,subject,score,type\nC1,2026-11-10,数学,88,midterm\nC1,2026-11-10,数学,70,monthly\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Exams, corrected)), [0, 1, 1, 0]);
    assert_eq!(of::<Exam>(&store, "C1").len(), 3);
}

#[test]
fn facts_by_child_code_day_and_value() {
    let mut store = office();
    people(&mut store);
    let text = "child_code,code,value,date,source\nC1,BEH1,yes,2026-11-01,班主任\nC1,hom1,both_away,2026-11-01,\nC1,BEH1,both_away,2026-11-01,\nC1,BEH9,yes,2026-11-01,\nC1,BEH2,incident,2026-12-01,\n";
    let plan = bring(&mut store, ImportKind::Facts, text);
    assert_eq!(counts(&plan), [2, 0, 0, 3]);
    assert_eq!(
        reasons(&plan.rejected),
        ["4 value wrong_value", "5 code not_one_of", "6 date future_date"]
    );
    let source = "child_code,code,value,date,source\nC1,BEH1,yes,2026-11-01,家长\nC1,HOM1,both_away,2026-11-01,\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Facts, source)), [0, 1, 1, 0]);
}

#[test]
fn events_by_code_else_title_and_day() {
    let mut store = office();
    people(&mut store);
    let text = "活动名称,活动类型,开始日期,结束日期,负责人编号,名额\n冬日生日会,生日会,2026-12-05,,V1,30\n冬令营,camp,2027-01-20,2027-01-19,,\n家长会,聚会,2026-12-01,,,\n";
    let plan = bring(&mut store, ImportKind::Events, text);
    assert_eq!(counts(&plan), [1, 0, 0, 2]);
    assert_eq!(reasons(&plan.rejected), ["3 结束日期 end_before_start", "4 活动类型 not_one_of"]);
    let moved =
        "code,title,kind,starts_on,leader_code\nE0001,冬日生日会,birthday_party,2026-12-06,-\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Events, moved)), [0, 1, 0, 0]);
    let event: Event = store.queries().by_code("E0001").unwrap().unwrap();
    assert_eq!(
        (event.starts_on, event.leader_id, event.capacity),
        (day("2026-12-06"), None, Some(30))
    );
}

#[test]
fn what_a_row_gave_somebody_finds_them_in_the_next() {
    let mut store = office();
    people(&mut store);
    let text =
        "code,name,phone\nV1,陈亮,13800000999\n,陈亮,13800000999\nV2,周英,\n,周英,13900000139\n";
    for wanted in [[0, 2, 0, 2], [0, 0, 2, 2]] {
        let plan = bring(&mut store, ImportKind::Volunteers, text);
        assert_eq!(counts(&plan), wanted);
        assert_eq!(reasons(&plan.rejected), ["3 name second_row", "5 name second_row"]);
    }
    let events = "code,title,kind,starts_on\n,家长会,meeting,2026-12-01\n";
    bring(&mut store, ImportKind::Events, events);
    let text =
        "code,title,kind,starts_on\nE0001,家长会,meeting,2026-12-05\n,家长会,meeting,2026-12-05\n";
    for wanted in [[0, 1, 0, 1], [0, 0, 1, 1]] {
        assert_eq!(counts(&bring(&mut store, ImportKind::Events, text)), wanted);
    }
}

#[test]
fn words_for_no_phone_are_no_phone() {
    let mut store = office();
    let text = "name,phone\n陈亮,N/A\n周颖,无/不详\n李静,13800000001/无\n";
    let plan = bring(&mut store, ImportKind::Volunteers, text);
    assert_eq!((counts(&plan), plan.warnings.len()), ([3, 0, 0, 0], 0));
    let phone = |code: &str| store.queries().by_code::<Volunteer>(code).unwrap().unwrap().phone;
    assert_eq!((phone("V0001"), phone("V0002")), (None, None));
    assert_eq!(phone("V0003").as_deref(), Some("13800000001"));
}

#[test]
fn what_speaks_against_a_match_is_warned_about_once() {
    let mut store = office();
    people(&mut store);
    let volunteers = "code,name,phone,status,check_valid_until,capacity\nV1,,,left,,\nV7,陈亮,13800000777,active,2020-01-01,1\nV8,周颖,13800000888,active,2027-01-01,2\n";
    bring(&mut store, ImportKind::Volunteers, &volunteers.replace("V1,,", "V1,张敏,"));
    let text = "child_code,volunteer_code,from,to\nC1,V1,,\nC2,V1,2026-09-01,2026-09-02\nC1,V7,,\nC2,V7,,\nC1,V8,,\nC2,V8,,\n";
    let plan = bring(&mut store, ImportKind::Assignments, text);
    assert_eq!(counts(&plan), [6, 0, 0, 0]);
    let said = [
        "2 volunteer_code volunteer_left",
        "4 volunteer_code check_over",
        "5 volunteer_code over_capacity",
    ];
    assert_eq!(reasons(&plan.warnings), said);
    let again = bring(&mut store, ImportKind::Assignments, text);
    assert_eq!((counts(&again), reasons(&again.warnings)), ([0, 0, 6, 0], vec![]));
}

#[test]
fn a_subject_is_one_by_whatever_name_it_is_written() {
    let mut store = office();
    people(&mut store);
    let head = "child_code,date,subject,score,full_marks,type\n";
    let text = format!(
        "{head}C1,2026-06-30,数学,61,100,\nC1,2026-06-30,Maths,61,100,\nC1,2026-06-30,math,70,100,\n"
    );
    let plan = bring(&mut store, ImportKind::Exams, &text);
    assert_eq!(counts(&plan), [1, 0, 1, 1]);
    assert_eq!(reasons(&plan.rejected), ["4 subject second_row"]);
    // The same mark by another name is no change; another mark voids the old one and is written as it says.
    let again = format!("{head}C1,2026-06-30,mathematics,61,100,\n");
    assert_eq!(counts(&bring(&mut store, ImportKind::Exams, &again)), [0, 0, 1, 0]);
    assert_eq!(of::<Exam>(&store, "C1")[0].subject, "数学");
    let better = format!("{head}C1,2026-06-30,maths,65,100,\n");
    assert_eq!(counts(&bring(&mut store, ImportKind::Exams, &better)), [0, 1, 0, 0]);
    let marks: Vec<_> =
        of::<Exam>(&store, "C1").into_iter().map(|one| (one.subject, one.score)).collect();
    assert_eq!(marks, [("maths".to_owned(), 65.0)]);
    // And so in the form.
    let child_id = of::<Exam>(&store, "C1")[0].child_id;
    let typed = Exam {
        child_id,
        day: day("2026-06-30"),
        subject: "数学".into(),
        score: 66.0,
        full_marks: Some(100.0),
        ..Exam::default()
    };
    store.execute(Command::add(typed)).unwrap();
    let marks: Vec<_> =
        of::<Exam>(&store, "C1").into_iter().map(|one| (one.subject, one.score)).collect();
    assert_eq!(marks, [("数学".to_owned(), 66.0)]);
}

#[test]
fn no_more_days_are_recorded_than_a_range_has() {
    let mut store = office();
    people(&mut store);
    // 2 to 6 November are five days.
    let text = "child_code,date,status,from,to,days_recorded,absent_excused,absent_unexcused\n\
                C1,,,2026-11-02,2026-11-06,5,0,0\nC2,,,2026-11-02,2026-11-06,6,0,0\n";
    let plan = bring(&mut store, ImportKind::Attendance, text);
    assert_eq!(counts(&plan), [1, 0, 0, 1]);
    assert_eq!(reasons(&plan.rejected), ["3 days_recorded out_of_range"]);
    // 8 November is a Sunday, 9 a Monday, 20 September a Sunday that is worked, 1 October a holiday.
    let text = "child_code,date,status\nC1,2026-11-08,present\nC1,2026-11-09,present\n\
                C1,2026-09-20,present\nC1,2026-10-01,present\n";
    let plan = bring(&mut store, ImportKind::Attendance, text);
    let want = ["2 date no_school_day", "5 date no_school_day"];
    assert_eq!(
        (counts(&plan), reasons(&plan.warnings)),
        ([4, 0, 0, 0], want.map(String::from).to_vec())
    );
}

#[test]
fn a_day_without_its_year_is_rejected_in_every_column() {
    let mut store = office();
    people(&mut store);
    for (kind, head, row, columns) in [
        (ImportKind::Children, "name,birth_date,facts_on,admitted_on", "王明,3月5日,9-1,0901", 3),
        (
            ImportKind::Volunteers,
            "name,joined_on,check_valid_until,training_valid_until",
            "陈亮,3/5,12月5日,12-5",
            3,
        ),
        (ImportKind::Assignments, "child_code,volunteer_code,from,to", "C1,V1,9月1日,11.24", 2),
        (ImportKind::Visits, "child_code,date,next_date", "C1,11月24日,12月5日", 2),
        (ImportKind::Attendance, "child_code,date,status", "C1,11-20,present", 1),
        (ImportKind::Attendance, "child_code,from,to,days_recorded", "C1,9月1日,9月30日,20", 2),
        (ImportKind::Exams, "child_code,date,subject,score", "C1,1105,语文,80", 1),
        (ImportKind::Facts, "child_code,code,value,date", "C1,BEH1,yes,11月3号", 1),
        (ImportKind::Events, "title,kind,starts_on,ends_on", "会,meeting,１１月２２日,11/23", 2),
    ] {
        let plan = bring(&mut store, kind, &format!("{head}\n{row}\n"));
        assert_eq!(counts(&plan), [0, 0, 0, 1], "{row}");
        let said: Vec<_> = plan.rejected[0].findings.iter().map(|f| f.reason.code()).collect();
        assert_eq!(said, vec!["incomplete_date"; columns], "{row}");
    }
    let text = "name,lunar_birthday\n赵云,八月十五\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Children, text)), [1, 0, 0, 0]);
}
