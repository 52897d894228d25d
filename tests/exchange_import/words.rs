//! What a plan says in words: codes, names and days as history has them, and sentences that fit what is wrong.

use super::{bring, office, people, plan, plan_map};
use peiban::domain::records::AttendanceRange;
use peiban::exchange::columns::ImportKind;
use peiban::exchange::error::FileError;
use peiban::exchange::import::{Outcome, Plan};
use peiban::exchange::table::Opened;
use peiban::exchange::wording;
use peiban::language::{Lang, Language};
use peiban::store::Store;

/// The first row's changes, worded.
fn said(plan: &Plan, lang: Lang) -> Vec<String> {
    let Outcome::Updated(changes) = &plan.rows[0].outcome else { panic!("{:?}", plan.rows) };
    let language = Language::new(lang);
    let each = changes.iter().map(|change| {
        let [before, after] = wording::sides(language, plan.kind, change);
        format!("{} {before}>{after}", change.field)
    });
    each.collect()
}

fn refused(store: &mut Store, kind: ImportKind, text: &str) -> Vec<String> {
    let plan = bring(store, kind, text);
    let zh = Language::new(Lang::Zh);
    let all = plan.rejected.iter().flat_map(|row| &row.findings);
    all.map(|found| wording::reason(zh, &found.reason)).collect()
}

#[test]
fn what_changes_is_said_in_words() {
    let mut store = office();
    people(&mut store);
    bring(&mut store, ImportKind::Volunteers, "name,code,phone\n周敏,V7,13900000007\n");
    let head = "child_code,date,volunteer_code,second_volunteer_code,child_seen,mood,next_date\n";
    bring(&mut store, ImportKind::Visits, &format!("{head}C1,2026-11-01,,,是,concern,\n"));
    let text = format!("{head}C1,2026-11-01,,V7,否,urgent,2026-12-01\n");
    let changed = plan(&store, ImportKind::Visits, &text);
    let mut zh = said(&changed, Lang::Zh);
    zh.sort();
    let want = ["child_seen 是>否", "mood 有问题>紧急", "second_volunteer_code >V7"];
    for words in want {
        assert!(zh.iter().any(|line| line == words), "{words}: {zh:?}");
    }
    let en = said(&changed, Lang::En);
    assert!(en.iter().any(|line| line == "child_seen yes>no"), "{en:?}");
    let closed = plan(&store, ImportKind::Children, "编号,姓名,状态\nC1,王明,closed\n");
    assert_eq!(said(&closed, Lang::Zh)[0], "status 在册>已结案");
    assert_eq!(said(&closed, Lang::En)[0], "status open>closed");
}

#[test]
fn a_reason_says_what_is_wrong() {
    let mut store = office();
    people(&mut store);
    bring(&mut store, ImportKind::Volunteers, "name,code,phone\n周敏,V7,13900000007\n");
    let text = "child_code,date,volunteer_code,second_volunteer_code,next_date\n\
                C1,2026-11-05,V7,V7,\nC1,2026-11-06,,,2026-10-01\n";
    let reasons = refused(&mut store, ImportKind::Visits, text);
    assert!(reasons[0].contains("是同一个人"), "{reasons:?}");
    assert!(reasons[1].contains("在这次走访之前"), "{reasons:?}");
    for day in ["1890-01-01", "2014-13-01"] {
        let text = format!("name,birth_date\n乙,{day}\n");
        let reasons = refused(&mut store, ImportKind::Children, &text);
        assert!(reasons[0].contains("请核对年"), "{reasons:?}");
    }
    let reasons = refused(&mut store, ImportKind::Volunteers, "name,capacity\n丙,2.5\n");
    assert!(reasons[0].contains("整数"), "{reasons:?}");
    let text = "child_code,date,subject,score,full_marks\nC1,2026-11-06,数学,80,0\n";
    let reasons = refused(&mut store, ImportKind::Exams, text);
    assert!(reasons[0].contains("要在1到"), "{reasons:?}");
    let error = plan_map(&store, ImportKind::Exams, text, "[foo]\nx = \"y\"\n").unwrap_err();
    let why = wording::file_error(Language::new(Lang::Zh), &error);
    assert!(why.contains("foo") && why.contains("[columns]"), "{why}");
}

#[test]
fn a_workbook_by_its_name_alone_is_no_spreadsheet() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.xlsx");
    std::fs::write(&path, [0xff, 0xff, 0xff, 0x80, 0x90]).unwrap();
    assert!(matches!(Opened::open(&path), Err(FileError::NotSpreadsheet)));
}

#[test]
fn one_cell_can_say_two_things() {
    let mut store = office();
    let text = "姓名,村组,年级班级,入库时间\n王明,河坝村3组,三年级2班,2026-09-01\n李红,高台村,初二,\n赵亮,,三班级,\n";
    let brought = bring(&mut store, ImportKind::Children, text);
    assert_eq!((brought.created(), brought.rejected.len()), (2, 1));
    assert_eq!(brought.rejected[0].findings[0].column, "年级班级");
    let children = ["C0001", "C0002"].map(|code| super::child(&store, code));
    let said = children.each_ref().map(|child| {
        let texts = [&child.village, &child.address, &child.class];
        (texts.map(|text| text.as_deref().unwrap_or_default()), child.grade)
    });
    assert_eq!(said, [(["河坝村", "3组", "2"], Some(3)), (["高台村", "", ""], Some(8))]);
    assert!(children[0].admitted_on.is_some());
    // Said again it is no news, and an address that names the group stays.
    assert_eq!(bring(&mut store, ImportKind::Children, text).unchanged(), 2);
    bring(&mut store, ImportKind::Children, "编号,姓名,住址\nC0001,王明,3组12号\n");
    assert_eq!(bring(&mut store, ImportKind::Children, text).unchanged(), 2);
}

#[test]
fn headings_of_offices_are_known() {
    let mut store = office();
    people(&mut store);
    let taken = |store: &mut Store, kind, text: &str| {
        let plan = bring(store, kind, text);
        assert_eq!((plan.created(), plan.warnings.len()), (1, 0), "{text}: {:?}", plan.warnings);
    };
    taken(&mut store, ImportKind::Volunteers, "姓名,联系电话,最多户数\n周敏,13900000007,4\n");
    taken(
        &mut store,
        ImportKind::Visits,
        "孩子编号,走访日期,见到孩子,走访内容\nC1,2026-11-01,是,好\n",
    );
    taken(
        &mut store,
        ImportKind::Assignments,
        "孩子编号,志愿者编号,起,止\nC1,V1,2026-9-1,2026-10-1\n",
    );
    let missed = "孩子编号,起,止,应到天数,缺勤天数\nC1,2026-9-1,2026-9-30,20,3\n";
    taken(&mut store, ImportKind::Attendance, missed);
    let excused = "孩子编号,起,止,应到天数,病假事假,旷课\nC2,2026-9-1,2026-9-30,20,3,1\n";
    taken(&mut store, ImportKind::Attendance, excused);
    let ranges: Vec<AttendanceRange> = super::of(&store, "C1");
    assert_eq!((ranges[0].absent_excused, ranges[0].absent_unexcused), (None, Some(3.0)));
    let ranges: Vec<AttendanceRange> = super::of(&store, "C2");
    assert_eq!((ranges[0].absent_excused, ranges[0].absent_unexcused), (Some(3.0), Some(1.0)));
}
