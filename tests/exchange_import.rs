//! Bringing files in: every kind, every key, what is doubtful, what is rejected, and that the same file again changes
//! nothing and one undo takes all of it back.

use std::fmt::Write as _;
use std::path::Path;

use chrono::NaiveDate;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::codes::{FactCode, FactValue, Observation, Sex, Status};
use peiban::domain::records::{
    Assignment, AttendanceDay, AttendanceRange, Carer, Child, Event, Exam, Fact, Record, Visit,
    Volunteer,
};
use peiban::exchange::columns::ImportKind;
use peiban::exchange::import::{self, Decision, Decisions, Outcome, Plan, Report};
use peiban::exchange::map::ImportMap;
use peiban::exchange::rejected;
use peiban::exchange::source::Source;
use peiban::exchange::table::Opened;
use peiban::language::{Lang, Language};
use peiban::store::{Command, Context, Office, Store};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn office() -> Store {
    let office = Office {
        county: "511425".to_owned(),
        desk: 1,
        visits_since: day("2025-09-01"),
        is_demo: false,
    };
    let context = Context { today: day("2026-11-23"), pinned: false, user: "李晓".to_owned() };
    Store::in_memory(&office, context, SchoolCalendar::embedded()).unwrap()
}

fn plan_with(store: &Store, kind: ImportKind, text: &str, decisions: &Decisions) -> Plan {
    let opened = Opened::from_bytes(text.as_bytes().to_vec()).unwrap();
    let source = Source::new(opened, kind, ImportMap::default()).unwrap();
    import::plan(&source, &store.queries(), decisions, &mut |_, _| true).unwrap()
}

fn plan(store: &Store, kind: ImportKind, text: &str) -> Plan {
    plan_with(store, kind, text, &Decisions::new())
}

/// Brings a text in and gives back its plan, without the steps.
fn bring(store: &mut Store, kind: ImportKind, text: &str) -> Plan {
    let mut plan = plan(store, kind, text);
    assert_eq!(
        plan.read(),
        plan.created() + plan.updated() + plan.unchanged() + plan.rejected.len()
    );
    if let Some(command) = plan.take_command() {
        store.execute(command).unwrap();
    }
    plan
}

/// created, updated, unchanged, rejected
fn counts(plan: &Plan) -> [usize; 4] {
    [plan.created(), plan.updated(), plan.unchanged(), plan.rejected.len()]
}

/// `row column reason` of each finding.
fn reasons(found: &[import::RowFindings]) -> Vec<String> {
    let mut out = Vec::new();
    for row in found {
        for finding in &row.findings {
            out.push(format!("{} {} {}", row.row, finding.column, finding.reason.code()));
        }
    }
    out
}

fn child(store: &Store, code: &str) -> Child {
    store.queries().by_code(code).unwrap().unwrap()
}

fn of<R: Record>(store: &Store, code: &str) -> Vec<R> {
    store.queries().of_child(child(store, code).meta.id, None).unwrap()
}

const LIST: &str = "\
姓名,编号,性别,出生日期,农历生日,过生日方式,身份证号,乡镇,村,住址,学校,年级,班级,班主任,班主任电话,类别,监护人,与儿童关系,联系电话,父亲外出,母亲外出,低保情况,情况日期,建档日期,状态,备注
王小明,,男,2014-03-05,,,511425201403050012,青竹街道,高台村,三组,青神一小,七年级,3班,刘老师,13800000001,留守、低保,王强,父亲,13800000002,是,否,低保,2026-09-01,2025-09-10,,爱画画
李红,C0040,女,2013年12月1日,,,,高台,同上,,,初二,,,,,李芳,奶奶,,,是,,,,,
吉克阿依莫,,f,2015/6/7,腊月二十三,,,汉阳镇,汉阳村,,,4,,,,,李芳,奶奶,,,,,,,,
";

#[test]
fn a_name_list_comes_in_whole() {
    let mut store = office();
    let plan = bring(&mut store, ImportKind::Children, LIST);
    assert_eq!(counts(&plan), [3, 0, 0, 0], "{:?}", reasons(&plan.rejected));
    assert_eq!(reasons(&plan.warnings), Vec::<String>::new());
    let codes: Vec<_> = plan.rows.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(codes, ["C0041", "C0040", "C0042"], "new codes go on from the highest of the file");

    let ming = child(&store, "C0041");
    assert_eq!(
        (ming.name.as_str(), ming.sex, ming.birth_date),
        ("王小明", Some(Sex::Male), Some(day("2014-03-05")))
    );
    assert_eq!((ming.grade, ming.grade_year), (Some(7), Some(2026)));
    assert_eq!(ming.id_number.as_deref(), Some("511425201403050012"));
    assert_eq!(ming.categories.as_deref(), Some("留守;低保"));
    assert_eq!(
        (ming.carer_relation.as_deref(), ming.admitted_on),
        (Some("父亲"), Some(day("2025-09-10")))
    );
    let carer: Carer = store.queries().record(ming.carer_id.unwrap()).unwrap().unwrap();
    assert_eq!((carer.name.as_str(), carer.phone.as_deref()), ("王强", Some("13800000002")));
    let mut facts: Vec<_> = of::<Fact>(&store, "C0041")
        .into_iter()
        .map(|fact| (fact.code, fact.value, fact.day))
        .collect();
    facts.sort();
    let on = day("2026-09-01");
    assert_eq!(
        facts,
        [(FactCode::Hom1, FactValue::FatherAway, on), (FactCode::Hom3Poverty, FactValue::Yes, on)]
    );

    let hong = child(&store, "C0040");
    assert_eq!(
        (hong.township.as_deref(), hong.village.as_deref()),
        (Some("高台镇"), Some("高台村")),
        "short name, same as above"
    );
    let facts: Vec<_> =
        of::<Fact>(&store, "C0040").into_iter().map(|fact| (fact.value, fact.day)).collect();
    assert_eq!(
        facts,
        [(FactValue::MotherAway, day("2026-11-23"))],
        "without a day of its own: the program's"
    );

    let ayi = child(&store, "C0042");
    assert_eq!(ayi.lunar_birthday.map(|lunar| (lunar.month, lunar.day)), Some((12, 23)));
    assert_eq!(ayi.carer_id, hong.carer_id, "name and phone are equal: one carer");
}

#[test]
fn the_same_file_again_changes_nothing_and_one_undo_takes_it_back() {
    let mut store = office();
    bring(&mut store, ImportKind::Children, LIST);
    let again = bring(&mut store, ImportKind::Children, LIST);
    assert_eq!(counts(&again), [0, 0, 3, 0], "{:?}", again.rows);
    store.execute(Command::Undo { entry: None }).unwrap();
    assert!(store.queries().child_keys().unwrap().is_empty());
    assert!(store.queries().carer_keys().unwrap().is_empty());
    let third = bring(&mut store, ImportKind::Children, LIST);
    assert_eq!(counts(&third), [3, 0, 0, 0]);
}

#[test]
fn fields_change_one_by_one_blank_leaves_and_a_dash_clears() {
    let mut store = office();
    bring(&mut store, ImportKind::Children, LIST);
    let text = "code,name,village,note,school,guardian_phone,categories\nC0041,王小明,瑞峰村,-,,13800000009,\n";
    let plan = bring(&mut store, ImportKind::Children, text);
    let Outcome::Updated(changes) = &plan.rows[0].outcome else { panic!("{:?}", plan.rows) };
    let told: Vec<_> =
        changes.iter().map(|c| (c.field, c.before.as_str(), c.after.as_str())).collect();
    let want = [
        ("village", "高台村", "瑞峰村"),
        ("note", "爱画画", ""),
        ("guardian_phone", "13800000002", "13800000009"),
    ];
    assert_eq!(told, want);
    let after = child(&store, "C0041");
    assert_eq!(
        (after.village.as_deref(), after.note, after.school.as_deref()),
        (Some("瑞峰村"), None, Some("青神一小"))
    );
    assert_eq!(counts(&bring(&mut store, ImportKind::Children, text)), [0, 0, 1, 0]);
}

#[test]
fn facts_of_the_home_follow_the_newest_value() {
    let mut store = office();
    bring(
        &mut store,
        ImportKind::Children,
        "code,name,father_away,mother_away,household_status\nC1,王明,yes,yes,特困\n",
    );
    let values = |store: &Store| {
        of::<Fact>(store, "C1").into_iter().map(|f| (f.code, f.value)).collect::<Vec<_>>()
    };
    let first =
        vec![(FactCode::Hom1, FactValue::BothAway), (FactCode::Hom3Poverty, FactValue::Yes)];
    assert_eq!(values(&store), first);
    let same = bring(
        &mut store,
        ImportKind::Children,
        "code,name,father_away,mother_away\nC1,王明,是,有\n",
    );
    assert_eq!(counts(&same), [0, 0, 1, 0]);
    let back =
        bring(&mut store, ImportKind::Children, "code,name,father_away,mother_away\nC1,王明,是,\n");
    assert_eq!(counts(&back), [0, 1, 0, 0], "one blank counts as no");
    assert_eq!(values(&store).last(), Some(&(FactCode::Hom1, FactValue::FatherAway)));
    let blank =
        bring(&mut store, ImportKind::Children, "code,name,father_away,mother_away\nC1,王明,,\n");
    assert_eq!(counts(&blank), [0, 0, 1, 0], "both blank give no fact");
}

#[test]
fn a_grade_belongs_to_the_school_year_and_rises_by_itself() {
    let mut store = office();
    bring(&mut store, ImportKind::Children, "code,name,grade\nC1,王明,3\n");
    store.set_today(day("2027-09-01")).unwrap();
    let risen = bring(&mut store, ImportKind::Children, "code,name,grade\nC1,王明,4\n");
    assert_eq!(counts(&risen), [0, 0, 1, 0]);
    bring(&mut store, ImportKind::Children, "code,name,grade\nC1,王明,3\n");
    assert_eq!((child(&store, "C1").grade, child(&store, "C1").grade_year), (Some(3), Some(2027)));
}

#[test]
fn closing_and_opening_by_the_status_column() {
    let mut store = office();
    bring(&mut store, ImportKind::Children, "code,name,status\nC1,王明,结案\n");
    assert_eq!(
        (child(&store, "C1").status, child(&store, "C1").closed_on),
        (Status::Closed, Some(day("2026-11-23")))
    );
    bring(&mut store, ImportKind::Children, "code,name,status\nC1,王明,active\n");
    assert_eq!((child(&store, "C1").status, child(&store, "C1").closed_on), (Status::Active, None));
}

#[test]
fn doubtful_rows_are_rejected_and_can_be_decided() {
    let mut store = office();
    bring(&mut store, ImportKind::Children, "code,name,birth_date\nC1,王明,2014-03-05\nC2,李红,\n");
    let text = "name,birth_date,village\n王明,,高台\n李红,2013-01-01,高台\n";
    let doubtful = plan(&store, ImportKind::Children, text);
    assert_eq!(reasons(&doubtful.rejected), ["2 name maybe_same", "3 name maybe_same"]);
    assert_eq!(doubtful.doubtful().count(), 2);
    let decisions = Decisions::from([(2, Decision::Same("C1".to_owned())), (3, Decision::New)]);
    let decided = plan_with(&store, ImportKind::Children, text, &decisions);
    assert_eq!(counts(&decided), [1, 1, 0, 0]);
    assert_eq!(decided.rows[1].code, "C0003");
}

#[test]
fn a_second_row_for_a_record_is_unchanged_or_rejected() {
    let mut store = office();
    let text = "姓名,出生日期,村\n王明,2014-3-5,高台\n王明,2014/3/5,高台\n王　明,2014-3-5,瑞峰\n";
    let plan = bring(&mut store, ImportKind::Children, text);
    assert_eq!(counts(&plan), [1, 0, 1, 1]);
    assert_eq!(reasons(&plan.rejected), ["4 姓名 second_row"]);
    let rejected = bring(
        &mut store,
        ImportKind::Children,
        "姓名,出生日期,村\n赵云,2014年3月,高台\n赵云,2014-3-5,高台\n",
    );
    assert_eq!(counts(&rejected), [1, 0, 0, 1], "a rejected row is none");
}

#[test]
fn what_is_wrong_is_said_cell_by_cell() {
    let store = office();
    let text = "姓名,性别,出生日期,年级,父亲外出,身份证号\n,男,,,,\n王明,x,2014年3月,高一,也许,12\n李红,,2030-01-01,,,\n-,,,,,\n";
    let plan = plan(&store, ImportKind::Children, text);
    let want = [
        "2 姓名 missing",
        "3 性别 not_one_of",
        "3 出生日期 incomplete_date",
        "3 身份证号 bad_id_number",
        "3 年级 bad_grade",
        "3 父亲外出 bad_yes_no",
        "4 出生日期 future_date",
        "5 姓名 cant_clear",
    ];
    assert_eq!(reasons(&plan.rejected), want);
    assert!(plan.steps.is_empty());
}

#[test]
fn no_column_with_contents_is_dropped_in_silence() {
    let mut store = office();
    let plan = bring(&mut store, ImportKind::Children, "序号,姓名,血型,空\n1,王明,A,\n");
    assert_eq!(counts(&plan), [1, 0, 0, 0], "{:?}", reasons(&plan.rejected));
    assert_eq!(reasons(&plan.warnings), ["1 血型 column_left_out"]);
}

#[test]
fn what_is_worth_a_look_is_a_warning() {
    let mut store = office();
    let text = "name,id_number,birth_date,township,电话,联系电话\n\
                王\u{1b}[1m明,511425201403050013,2014-03-06,无此乡,1,\n\
                李红,5.11425E+17,,青竹,,\n\
                张力,610104620927690,,,,\n";
    let plan = bring(&mut store, ImportKind::Children, text);
    assert_eq!(counts(&plan), [3, 0, 0, 0], "{:?}", reasons(&plan.rejected));
    let want = [
        "1 联系电话 heading_twice",
        "2 name cleaned",
        "2 id_number id_check_digit",
        "2 birth_date birth_differs",
        "2 township unknown_township",
        "3 id_number digits_lost",
        "4 id_number id_old",
    ];
    assert_eq!(reasons(&plan.warnings), want);
    assert_eq!(child(&store, "C0001").id_number.as_deref(), Some("511425201403050013"));
    assert_eq!(child(&store, "C0002").id_number, None);
    assert_eq!(child(&store, "C0003").id_number.as_deref(), Some("610104196209276908"));
}

/// Children C1 and C2, volunteers V1 and V2.
fn people(store: &mut Store) {
    bring(store, ImportKind::Children, "code,name\nC1,王明\nC2,李红\n");
    let plan = bring(store, ImportKind::Volunteers, "code,name,phone\nV1,陈亮,138\nV2,周颖,139\n");
    assert_eq!(counts(&plan), [2, 0, 0, 0]);
}

#[test]
fn volunteers_by_code_else_name_and_phone() {
    let mut store = office();
    people(&mut store);
    let text = "姓名,电话,状态,可带人数,培训有效期\n陈亮,138,暂停,4,2027-01-01\n陈亮,137,,,\n周颖,,,,\n陈亮,136,-,,\n";
    let plan = bring(&mut store, ImportKind::Volunteers, text);
    assert_eq!(counts(&plan), [1, 1, 0, 2]);
    assert_eq!(reasons(&plan.rejected), ["4 姓名 maybe_same", "5 状态 cant_clear"]);
    let one: Volunteer = store.queries().by_code("V1").unwrap().unwrap();
    assert_eq!((one.status.code(), one.capacity), ("paused", Some(4)));
    let new: Volunteer = store.queries().by_code("V0003").unwrap().unwrap();
    assert_eq!(new.phone.as_deref(), Some("137"), "the number after V1 and V2");
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
fn the_report_and_the_rejected_rows_speak_the_users_language() {
    let store = office();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("名单.csv");
    std::fs::write(&path, "姓名,出生日期,村\n王明,2014-3-5,高台\n李红,2014年3月,同上\n").unwrap();
    let source = Source::open(&path, ImportKind::Children, ImportMap::default()).unwrap();
    let plan =
        import::plan(&source, &store.queries(), &Decisions::new(), &mut |_, _| true).unwrap();
    let language = Language::new(Lang::Zh);
    let file =
        rejected::write(&path, &source, plan.rejected_rows(language), "原因").unwrap().unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.starts_with("\u{feff}姓名,出生日期,村,原因\n李红,2014年3月,高台,出生日期: "),
        "{text}"
    );
    let report = serde_json::to_value(Report::new(&plan, Some(&file), language)).unwrap();
    assert_eq!(
        (&report["read"], &report["created"], &report["rejected"][0]["row"]),
        (&2.into(), &1.into(), &3.into())
    );
    let error = &report["rejected"][0]["errors"][0];
    assert_eq!((&error["column"], &error["value"]), (&"出生日期".into(), &"2014年3月".into()));
    assert!(!error["reason"].as_str().unwrap().contains('⟨'));

    std::fs::write(&file, text.replace("2014年3月,", "2014年3月9日,")).unwrap();
    let mut store = store;
    let source = Source::open(&file, ImportKind::Children, ImportMap::default()).unwrap();
    let mut again =
        import::plan(&source, &store.queries(), &Decisions::new(), &mut |_, _| true).unwrap();
    assert_eq!(counts(&again), [1, 0, 0, 0]);
    store.execute(again.take_command().unwrap()).unwrap();
    assert_eq!(child(&store, "C0001").village.as_deref(), Some("高台"));
}

#[test]
fn stopping_a_plan_stops_it() {
    let store = office();
    let opened = Opened::from_bytes(LIST.as_bytes().to_vec()).unwrap();
    let source = Source::new(opened, ImportKind::Children, ImportMap::default()).unwrap();
    let stopped = import::plan(&source, &store.queries(), &Decisions::new(), &mut |_, _| false);
    assert!(matches!(stopped, Err(import::PlanError::Stopped)));
}

#[test]
fn an_unknown_heading_file_is_refused_before_anything_is_planned() {
    let map = Path::new("nowhere.toml");
    assert!(ImportMap::read(map, ImportKind::Children).is_err());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    #[test]
    fn any_list_again_changes_nothing(rows in proptest::collection::vec(
        ("[王李]", "[明红]", 0u32..4, "(1380000000[12])?", "(王强|李芳|-)?", "[01]?", "(低保|none)?"), 1..25)) {
        let mut text = "name,birth_date,guardian_phone,guardian_name,father_away,household_status,note\n".to_owned();
        for (surname, name, birth, phone, guardian, father, household) in rows {
            let birth = if birth == 0 { String::new() } else { format!("2014-03-0{birth}") };
            writeln!(text, "{surname}{name},{birth},{phone},{guardian},{father},{household},").unwrap();
        }
        let mut store = office();
        let first = bring(&mut store, ImportKind::Children, &text);
        let second = bring(&mut store, ImportKind::Children, &text);
        proptest::prop_assert_eq!(second.created() + second.updated(), 0);
        proptest::prop_assert_eq!(second.rejected.len(), first.rejected.len(), "{}", text);
        if first.created() > 0 {
            store.execute(Command::Undo { entry: None }).unwrap();
            proptest::prop_assert!(store.queries().child_keys().unwrap().is_empty());
        }
    }
}
