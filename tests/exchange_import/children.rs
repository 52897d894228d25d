//! The name list.

use super::{LIST, bring, child, counts, day, of, office, plan, plan_with, reasons};
use std::fmt::Write as _;

use peiban::domain::codes::{FactCode, FactValue, Sex, Status};
use peiban::domain::records::{Carer, Fact};
use peiban::exchange::columns::ImportKind;
use peiban::exchange::import::{Decision, Decisions, Outcome};
use peiban::store::{Command, Store};

#[test]
fn a_name_list_comes_in_whole() {
    let mut store = office();
    let plan = bring(&mut store, ImportKind::Children, LIST);
    assert_eq!(counts(&plan), [3, 0, 0, 0], "{:?}", reasons(&plan.rejected));
    assert_eq!(reasons(&plan.warnings), ["4 农历生日 lunar_differs"], "腊月 beside a day in June");
    let codes: Vec<_> = plan.rows.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(codes, ["C0041", "C0040", "C0042"], "new codes go on from the highest of the file");

    let ming = child(&store, "C0041");
    assert_eq!(
        (ming.name.as_str(), ming.sex, ming.birth_date),
        ("王小明", Some(Sex::Male), Some(day("2014-03-05")))
    );
    assert_eq!((ming.grade, ming.grade_year), (Some(7), Some(2026)));
    assert_eq!(ming.id_number.as_deref(), Some("511425201403050012"));
    assert_eq!(ming.categories.as_deref(), Some("留守儿童;低保"));
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
    assert!(ayi.carer_id.is_some() && ayi.carer_id != hong.carer_id, "another village");
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
fn an_open_report_keeps_the_file_open() {
    let mut store = office();
    bring(&mut store, ImportKind::Children, "姓名,编号\n王小明,C0001\n李红,C0002\n");
    let report = "儿童编号,代码,值,日期\nC0001,OVR_REPORT,yes,2026-11-20\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Facts, report)), [1, 0, 0, 0]);
    let close = "姓名,编号,状态\n王小明,C0001,结案\n李红,C0002,结案\n";
    let plan = bring(&mut store, ImportKind::Children, close);
    assert_eq!(reasons(&plan.rejected), ["2 状态 open_report"]);
    assert_eq!(child(&store, "C0001").status, Status::Active);
    assert_eq!(child(&store, "C0002").status, Status::Closed);
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
fn a_code_of_another_child_is_asked_about_and_renames_nobody() {
    let mut store = office();
    let known = "编号,姓名,性别,出生日期\nC0003,刘子豪,男,2016-02-29\nC0004,赵云,女,2013-01-01\n";
    bring(&mut store, ImportKind::Children, known);
    let text = "编号,姓名,性别,出生日期\nC0003,孙丽丽,女,2012-02-02\nC0004,赵芸,女,2013-01-01\n";
    let asked = bring(&mut store, ImportKind::Children, text);
    assert_eq!(counts(&asked), [0, 1, 0, 1], "only the name differs: a correction");
    assert_eq!(reasons(&asked.rejected), ["2 编号 code_of_another"]);
    assert_eq!(asked.doubtful().count(), 1);
    assert_eq!(child(&store, "C0003").name, "刘子豪");
    assert_eq!(child(&store, "C0004").name, "赵芸");
    let birth = "编号,姓名,出生日期\nC0004,赵芸,2013-01-11\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Children, birth)), [0, 1, 0, 0]);

    let with = |decision| Decisions::from([(2, decision)]);
    let new = plan_with(&store, ImportKind::Children, text, &with(Decision::New));
    assert_eq!(reasons(&new.rejected), ["2 编号 code_of_another"], "the code is taken");
    let same = with(Decision::Same("C0003".to_owned()));
    let mut renamed = plan_with(&store, ImportKind::Children, text, &same);
    assert_eq!(renamed.rejected, []);
    store.execute(renamed.take_command().unwrap()).unwrap();
    assert_eq!(child(&store, "C0003").name, "孙丽丽");
    let again = plan(&store, ImportKind::Children, text);
    assert_eq!(reasons(&again.rejected), [""; 0], "once answered it isn't asked again");
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
