//! What is said: refusals, warnings, the report, the file of rejected rows.

use super::{LIST, bring, child, counts, office, plan, reasons};
use peiban::exchange::columns::ImportKind;
use peiban::exchange::import::{self, Decisions, Report};
use peiban::exchange::map::ImportMap;
use peiban::exchange::rejected;
use peiban::exchange::source::Source;
use peiban::exchange::table::Opened;
use peiban::language::{Lang, Language};
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
