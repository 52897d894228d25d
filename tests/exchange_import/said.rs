//! What is said: refusals, warnings, the report, the file of rejected rows.

use super::{LIST, bring, child, counts, of, office, plan, reasons};
use peiban::domain::records::{Carer, Visit};
use peiban::exchange::columns::ImportKind;
use peiban::exchange::import::{self, Decisions, Report};
use peiban::exchange::map::ImportMap;
use peiban::exchange::reason::Reason;
use peiban::exchange::rejected;
use peiban::exchange::source::Source;
use peiban::exchange::table::Opened;
use peiban::exchange::wording;
use peiban::language::{Lang, Language};
use peiban::store::{AnyRecord, Command, Kind, Store};
use std::path::Path;

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
fn a_second_row_that_comes_again_as_it_was_says_that_it_replaces_the_first() {
    let mut store = office();
    let kind = ImportKind::Children;
    bring(&mut store, kind, "编号,姓名,学校\nC1,王明,一小\nC1,王明,二小\n");
    for language in Lang::ALL.map(Language::new) {
        let heading = wording::reason_heading(language);
        let why = wording::reason(language, &Reason::SecondRow { row: 2 });
        let file = |school: &str| {
            format!("编号,姓名,学校,{heading}\nC1,王明,{school},\"学校: {why}\"\nC2,李红,一小,x\n")
        };
        let again = plan(&store, kind, &file("二小"));
        assert_eq!(reasons(&again.warnings), ["2 姓名 second_row_returned"]);
        assert_eq!(again.updated(), 1, "whoever means it can have it so");
        // Corrected to what is there, or about somebody else, there is nothing to say.
        assert!(plan(&store, kind, &file("一小")).warnings.is_empty());
        let other = file("二小").replacen("C1,王明", "C3,张力", 1);
        assert!(plan(&store, kind, &other).warnings.is_empty());
    }
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
        "2 电话 odd_phone",
        "2 township unknown_township",
        "3 id_number digits_lost",
        "4 id_number id_old",
    ];
    assert_eq!(reasons(&plan.warnings), want);
    assert_eq!(child(&store, "C0001").id_number.as_deref(), Some("511425201403050013"));
    assert_eq!(child(&store, "C0002").id_number, None);
    assert_eq!(child(&store, "C0003").id_number.as_deref(), Some("610104196209276908"));
}

#[test]
fn a_phone_with_a_digit_missing_is_a_warning_and_a_name_for_all_that() {
    let mut store = office();
    let text = "name,phone\n陈亮,1390000041\n周颖,0833-7654321\n孙强,13900000417 / 390000041\n";
    let plan = bring(&mut store, ImportKind::Volunteers, text);
    assert_eq!(reasons(&plan.warnings), ["2 phone phone_digits", "4 phone phone_digits"]);
    assert_eq!(counts(&bring(&mut store, ImportKind::Volunteers, text)), [0, 0, 3, 0]);
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
    let file = rejected::write(&path, None, &source, plan.rejected_rows(language), "原因")
        .unwrap()
        .unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.starts_with("\u{feff}姓名,出生日期,村,原因\n李红,2014年3月,高台,出生日期: "),
        "{text}"
    );
    let report = serde_json::to_value(Report::new(&plan, Some(&file), language, false)).unwrap();
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

/// Rows with the words of their warnings.
fn warned(plan: &import::Plan) -> Vec<(u32, String)> {
    let language = Language::new(Lang::Zh);
    let findings = plan.warnings.iter().flat_map(|row| {
        row.findings.iter().map(|finding| (row.row, wording::reason(language, &finding.reason)))
    });
    findings.collect()
}

#[test]
fn new_people_who_may_be_there_already_are_named() {
    let mut store = office();
    let first = "姓名,性别,出生日期,乡镇,村,监护人\n王小明,男,2014-03-05,高台镇,黄莺岭村,王强\n";
    bring(&mut store, ImportKind::Children, first);
    // A day apart; month and day exchanged within the file; another child of the name; twins.
    let list = "姓名,性别,出生日期,乡镇,村,监护人\n\
        王小明,男,2014-03-06,高台镇,黄莺岭村,王强\n\
        罗俊豪,男,2013-04-09,汉阳镇,上游村,罗兵\n\
        罗俊豪,男,2013-09-04,汉阳镇,上游村,罗兵\n\
        王小明,男,2010-11-20,高台镇,黄莺岭村,王兵\n\
        王小亮,男,2014-03-05,高台镇,黄莺岭村,王强\n";
    let plan = bring(&mut store, ImportKind::Children, list);
    assert_eq!(counts(&plan), [5, 0, 0, 0]);
    assert_eq!(
        warned(&plan),
        [
            (2, "可能和 C0001 是同一个人: 姓名同, 生日差一天, 监护人同, 同村".to_owned()),
            (4, "可能和 C0003 是同一个人: 姓名同, 生日月日颠倒, 监护人同, 同村".to_owned()),
        ]
    );
    // The same file again changes nothing and warns of nobody.
    let again = plan_of(&store, list);
    assert_eq!((counts(&again), again.warnings.len()), ([0, 0, 5, 0], 0));
}

fn plan_of(store: &Store, text: &str) -> import::Plan {
    super::plan(store, ImportKind::Children, text)
}

#[test]
fn codes_of_files_merged_away_lead_to_where_their_records_are() {
    let mut store = office();
    let list = "code,name,birth_date,guardian_name,guardian_phone\n\
        C0001,王小明,2014-03-05,王强,13800000001\n\
        C0002,王小明,2014-03-06,王强,13900000002\n";
    bring(&mut store, ImportKind::Children, list);
    let merge = |store: &mut Store, kind: Kind, codes: [&str; 2]| {
        let [keep, away] = codes.map(|code| match kind {
            Kind::Child => AnyRecord::from(child(store, code)),
            _ => store.queries().by_code::<Carer>(code).unwrap().unwrap().into(),
        });
        let command = Command::Merge { before: keep.clone(), after: keep, away: vec![away] };
        store.execute(command).unwrap();
    };
    merge(&mut store, Kind::Carer, ["G0001", "G0002"]);
    merge(&mut store, Kind::Child, ["C0001", "C0002"]);
    // A visit under the old code is the child's.
    let visits = "child_code,date,child_seen\nC0002,2026-11-01,yes\n";
    bring(&mut store, ImportKind::Visits, visits);
    assert_eq!(of::<Visit>(&store, "C0001").len(), 1);
    // The old carer's name and number mean the one who stayed; the name and birth of the old file are asked about.
    let one = "name,birth_date,guardian_name,guardian_phone\n李红,2013-01-01,王强,13900000002\n";
    let plan = bring(&mut store, ImportKind::Children, one);
    assert_eq!(counts(&plan), [1, 0, 0, 0]);
    let carer = store.queries().by_code::<Carer>("G0001").unwrap().unwrap();
    assert_eq!(child(&store, "C0003").carer_id, Some(carer.meta.id));
    let old = plan_of(&store, "name,birth_date\n王小明,2014-03-06\n");
    assert_eq!(reasons(&old.rejected), ["2 name maybe_same"]);
    assert_eq!(old.doubtful().count(), 1);
}
