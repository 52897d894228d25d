//! Bringing files in: every kind, every key, what is doubtful, what is rejected, and that the same file again changes
//! nothing and one undo takes all of it back.

mod children;
mod home;
mod likely;
mod named;
mod records;
mod said;
mod same;
mod wide;
mod words;

use std::path::Path;

use chrono::NaiveDate;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::records::{Child, Record};
use peiban::exchange::columns::ImportKind;
use peiban::exchange::error::FileError;
use peiban::exchange::import::{self, Decisions, Plan};
use peiban::exchange::map::ImportMap;
use peiban::exchange::source::Source;
use peiban::exchange::table::Opened;
use peiban::store::{Context, Office, Store};

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

/// Children C1 and C2, volunteers V1 and V2.
fn people(store: &mut Store) {
    bring(store, ImportKind::Children, "code,name\nC1,王明\nC2,李红\n");
    let plan = bring(
        store,
        ImportKind::Volunteers,
        "code,name,phone\nV1,陈亮,13800000138\nV2,周颖,13900000139\n",
    );
    assert_eq!(counts(&plan), [2, 0, 0, 0]);
}

/// A plan with what a `--map` says.
fn plan_map(store: &Store, kind: ImportKind, text: &str, map: &str) -> Result<Plan, FileError> {
    let map = ImportMap::parse(map, Path::new("map.toml"), kind)?;
    let source = Source::new(Opened::from_bytes(text.as_bytes().to_vec())?, kind, map)?;
    Ok(import::plan(&source, &store.queries(), &Decisions::new(), &mut |_, _| true).unwrap())
}

#[test]
fn a_second_sheet_is_not_left_out_in_silence() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in [("一班", 2), ("二班", 3), ("空", 0)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.write_row(0, 0, ["姓名"]).unwrap();
        for row in 1..=rows {
            sheet.write_string(row, 0, format!("王{name}{row}")).unwrap();
        }
    }
    let opened = Opened::from_bytes(book.save_to_buffer().unwrap()).unwrap();
    let source = Source::new(opened, ImportKind::Children, ImportMap::default()).unwrap();
    let store = office();
    let plan =
        import::plan(&source, &store.queries(), &Decisions::new(), &mut |_, _| true).unwrap();
    assert_eq!(plan.created(), 2);
    assert_eq!(reasons(&plan.warnings), ["1 二班 sheet_left_out"]);
    // The heading and three children.
    assert_eq!(plan.warnings[0].findings[0].value, "4");
}
