//! What a plan says in words: codes, names and days as history has them, and sentences that fit what is wrong.

use super::{bring, office, people, plan, plan_map};
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
