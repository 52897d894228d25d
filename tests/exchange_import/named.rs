//! People named instead of coded, days without a year, headings that are understood by their company.

use super::{bring, child, counts, day, of, office, people, reasons};
use peiban::domain::records::{Assignment, AttendanceRange, Event, Fact, Visit, Volunteer};
use peiban::exchange::columns::ImportKind;
use peiban::language::{Lang, Language};
use peiban::store::Command;

#[test]
fn matches_by_the_names_of_both() {
    let mut store = office();
    people(&mut store);
    bring(&mut store, ImportKind::Volunteers, "code,name,phone\nV7,周颖,1\n");
    let text = "孩子姓名,志愿者姓名,开始日期\n王明,陈亮,2026-09-01\n李 红,V1,2026-09-01\n王明,周颖,\n王明,不认识,\n没有的,陈亮,\nC1,V0004,\n";
    let plan = bring(&mut store, ImportKind::Assignments, text);
    assert_eq!(counts(&plan), [2, 0, 0, 4]);
    let want = [
        "4 志愿者姓名 same_name",
        "5 志愿者姓名 unknown_volunteer",
        "6 孩子姓名 unknown_name",
        "7 志愿者姓名 unknown_code",
    ];
    assert_eq!(reasons(&plan.rejected), want);
    assert_eq!(plan.doubtful().count(), 0, "which of two is meant is written, not answered");
    assert_eq!(of::<Assignment>(&store, "C2")[0].from_day, Some(day("2026-09-01")));
    // Names of children with codes of volunteers, and the other way round.
    for text in [
        "姓名,志愿者编号,开始日期\n王明,V1,2026-09-01\n",
        "儿童编号,志愿者,开始\nC1,陈亮,2026-09-01\n",
    ] {
        assert_eq!(counts(&bring(&mut store, ImportKind::Assignments, text)), [0, 0, 1, 0]);
    }
}

#[test]
fn visits_and_events_by_name() {
    let mut store = office();
    people(&mut store);
    let text = "序号,儿童姓名,走访日期,走访人,同行志愿者姓名,是否见到,下次走访\n1,王明,2026年11月3日,陈亮,周颖,是,2026-12-05\n2,李红,２０２５年１２月５日,周颖,,没见到,\n";
    let plan = bring(&mut store, ImportKind::Visits, text);
    assert_eq!((counts(&plan), reasons(&plan.warnings)), ([2, 0, 0, 0], vec![]));
    let one = &of::<Visit>(&store, "C1")[0];
    assert_eq!(
        (one.day, one.child_seen, one.next_date),
        (day("2026-11-03"), Some(true), Some(day("2026-12-05")))
    );
    assert!(one.second_volunteer_id.is_some());
    let text = "活动名称,活动类型,日期,负责人\n生日会,生日会,2027年1月9日,陈亮\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Events, text)), [1, 0, 0, 0]);
    let event: Event = store.queries().by_code("E0001").unwrap().unwrap();
    assert_eq!((event.starts_on, event.leader_id.is_some()), (day("2027-01-09"), true));
    let text = "姓名,开始日期,结束日期,应到天数\n王明,2026-9-1,2026-9-30,20\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Attendance, text)), [1, 0, 0, 0]);
    assert_eq!(of::<AttendanceRange>(&store, "C1")[0].to_day, day("2026-09-30"));
}

#[test]
fn visits_that_do_not_say_whether_the_child_was_seen_are_warned_of() {
    let mut store = office();
    people(&mut store);
    let text = "姓名,日期,面谈\n王明,2026-11-03,是\n";
    let plan = bring(&mut store, ImportKind::Visits, text);
    assert_eq!(reasons(&plan.warnings), ["1  seen_not_found", "1 面谈 column_left_out"]);
    let text = "姓名,日期,编号\n王明,2026-11-04,C1\n";
    assert_eq!(reasons(&bring(&mut store, ImportKind::Visits, text).warnings), [""; 0]);
}

#[test]
fn a_group_above_says_whose_name_and_phone() {
    let mut store = office();
    let text = "\
孩子花名册,,,,,,,,,
基本情况,,监护人情况,,,父亲情况,,学校情况,,
姓名,性别,姓名,与儿童关系,联系电话,姓名,联系电话,名称,年级,班主任
王明,男,王强,爷爷,13800000002,王大,13800000003,青神一小,3,刘老师
";
    let plan = bring(&mut store, ImportKind::Children, text);
    assert_eq!(counts(&plan), [1, 0, 0, 0]);
    let want = ["3 父亲情况姓名 column_left_out", "3 父亲情况联系电话 column_left_out"];
    assert_eq!(reasons(&plan.warnings), want);
    let child = child(&store, "C0001");
    assert_eq!((child.name.as_str(), child.school.as_deref()), ("王明", Some("青神一小")));
    assert_eq!(child.carer_relation.as_deref(), Some("爷爷"));
    let carer = &store.queries().carer_keys().unwrap()[0];
    assert_eq!((carer.name.as_str(), carer.phone.as_deref()), ("王强", Some("13800000002")));
    // The father's group before the guardian's: his phone isn't taken for the guardian's.
    let text = "儿童,父亲情况,,监护人情况,\n姓名,姓名,电话,姓名,电话\n李红,李大,13800000004,李奶奶,13800000005\n";
    bring(&mut store, ImportKind::Children, text);
    let carer = store.queries().carer_keys().unwrap().pop().unwrap();
    assert_eq!((carer.name.as_str(), carer.phone.as_deref()), ("李奶奶", Some("13800000005")));
}

#[test]
fn facts_in_chinese() {
    let mut store = office();
    people(&mut store);
    let text = "姓名,情况,结果,日期\n王明,控辍台账,是,2026-11-03\n王明,母亲离家,是,2026-11-03\n李红,监护情况,没有人,2026-11-03\n李红,不知所云,是,2026-11-03\n";
    let plan = bring(&mut store, ImportKind::Facts, text);
    assert_eq!(counts(&plan), [2, 0, 0, 2]);
    assert_eq!(reasons(&plan.rejected), ["4 结果 not_one_of", "5 情况 not_one_of"]);
    let mut found: Vec<_> = of::<Fact>(&store, "C1")
        .iter()
        .map(|fact| (fact.code.code(), fact.value.code(), fact.day))
        .collect();
    found.sort_unstable();
    let on = day("2026-11-03");
    assert_eq!(found, [("HOM1", "mother_away", on), ("OVR_LEDGER", "yes", on)]);
    let said = plan.rejected_rows(Language::new(Lang::Zh));
    assert!(said[1].reason.contains("在疑似辍学或辍学台账（OVR_LEDGER）"), "{}", said[1].reason);
    assert!(said[0].reason.contains("母亲离家（mother_away）"), "{}", said[0].reason);
}

#[test]
fn one_of_two_phones_drops_neither_and_strange_categories_are_warned_of() {
    let mut store = office();
    let both = "姓名,编号,监护人,联系电话,班主任电话,类别\n王明,C1,王强,13879019441 / 028-38868778,13800000001、13800000002,留守、随迁\n";
    let plan = bring(&mut store, ImportKind::Children, both);
    assert_eq!(reasons(&plan.warnings), ["2 类别 unknown_category"]);
    let one = "姓名,编号,监护人,联系电话,班主任电话,类别\n王明,C1,王强,13879019441,13800000002,留守儿童；随迁\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Children, one)), [0, 0, 1, 0]);
    let other = "姓名,编号,监护人,联系电话\n王明,C1,王强,13900000000\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Children, other)), [0, 1, 0, 0]);
}

#[test]
fn a_place_is_found_by_the_name_it_had_before() {
    let mut store = office();
    let text = "code,name,township,village\nC1,王明,瑞丰镇,河坝村\nC2,李红,瑞丰镇,石坝村\n";
    bring(&mut store, ImportKind::Children, text);
    let rename = |village: Option<&str>, township: &str, to: &str| Command::RenamePlace {
        township: township.to_owned(),
        village: village.map(str::to_owned),
        to: to.to_owned(),
    };
    store.execute(rename(Some("河坝村"), "瑞丰镇", "河口村")).unwrap();
    store.execute(rename(None, "瑞丰镇", "新峰镇")).unwrap();
    // The school's old list: nothing changes, a new child lands in the same place, and nobody is warned.
    let again = bring(&mut store, ImportKind::Children, text);
    assert_eq!(counts(&again), [0, 0, 2, 0]);
    let text = "code,name,township,village\nC3,吴强,瑞丰镇,河坝村\n";
    let new = bring(&mut store, ImportKind::Children, text);
    assert!(reasons(&new.warnings).iter().all(|one| !one.contains("township")));
    let of = child(&store, "C3");
    assert_eq!((of.township.as_deref(), of.village.as_deref()), (Some("新峰镇"), Some("河口村")));
    // Nor need the former name be written whole.
    let text = "code,name,township,village\nC4,郑强,瑞丰镇,河坝\n";
    bring(&mut store, ImportKind::Children, text);
    assert_eq!(child(&store, "C4").village.as_deref(), Some("河口村"));
    let text = "name,phone,township\n陈亮,138,瑞丰镇\n";
    bring(&mut store, ImportKind::Volunteers, text);
    let keys = store.queries().volunteer_keys().unwrap();
    let volunteer: Volunteer = store.queries().record(keys[0].id).unwrap().unwrap();
    assert_eq!(volunteer.township.as_deref(), Some("新峰镇"));
}

#[test]
fn a_code_and_a_name_that_dont_agree_write_to_nobody() {
    let mut store = office();
    people(&mut store);
    // In every kind that names a child, and for volunteers as well; a blank, 同上 and Latin letters are no contradiction.
    let text = "孩子编号,孩子姓名,日期,志愿者编号,志愿者姓名,见到孩子\n\
        C1,李红,2026-11-20,V1,陈亮,是\n\
        C1,王明,2026-11-20,V1,周颖,是\n\
        C1,王　明,2026-11-20,V1,陈亮,是\n\
        C2,,2026-11-20,V1,同上,是\n\
        C2,Li Hong,2026-11-21,V2,Zhou Ying,是\n\
        C9,王明,2026-11-20,V1,陈亮,是\n";
    let plan = bring(&mut store, ImportKind::Visits, text);
    let want = ["2 孩子姓名 name_differs", "3 志愿者姓名 name_differs", "7 孩子编号 unknown_code"];
    assert_eq!(reasons(&plan.rejected), want);
    assert_eq!(counts(&plan), [3, 0, 0, 3]);
    assert_eq!(of::<Visit>(&store, "C1").len(), 1);
    assert_eq!(of::<Visit>(&store, "C2").len(), 2);
    // Brought in again nothing changes, and the same rows are refused.
    assert_eq!(counts(&bring(&mut store, ImportKind::Visits, text)), [0, 0, 3, 3]);
    for (kind, text) in [
        (
            ImportKind::Facts,
            "编号,孩子编号,姓名,项目,结果,日期\n1,C1,李红,HOM1,mother_away,2026-11-20\n",
        ),
        (ImportKind::Assignments, "孩子编号,姓名,志愿者编号,姓名\nC1,李红,V1,陈亮\n"),
        (ImportKind::Attendance, "编号,姓名,日期,出勤\nC1,李红,2026-11-20,旷课\n"),
        (ImportKind::Exams, "姓名,编号,日期,科目,分数\n李红,C1,2026-11-20,语文,51\n"),
    ] {
        let plan = bring(&mut store, kind, text);
        assert_eq!(reasons(&plan.rejected), ["2 姓名 name_differs"], "{kind:?}");
    }
    // The name behind a volunteer's code is the volunteer's.
    let text = "孩子编号,志愿者编号,姓名\nC1,V1,陈亮\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Assignments, text)), [1, 0, 0, 0]);
}

#[test]
fn a_village_without_its_ending_is_the_one_that_has_it() {
    let mut store = office();
    let text = "code,name,township,village,status\nC1,王明,青竹街道,河坝村,\nC2,李红,青竹街道,新桥社区,\n\
        C3,吴强,高台镇,石坝村,\nC4,孙丽,青竹街道,中坝村,closed\nC5,周强,,山口村,\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Children, text)), [5, 0, 0, 0]);
    let text = "code,name,phone,township,village\nV1,陈亮,13900000138,青竹街道,罗湾村\n";
    bring(&mut store, ImportKind::Volunteers, text);
    // Everybody is there already, wherever the row's township comes from.
    for text in [
        "code,name,township,village\nC1,王明,青竹,河坝\nC2,李红,青竹街道,新桥\nC3,吴强,高台镇,石坝村委会\n\
         C4,孙丽,青竹街道,中坝\n",
        "code,name,village\nC1,王明,河坝\nC2,李红,新桥居委会\nC3,吴强,石坝\nC5,周强,山口\n",
    ] {
        let again = bring(&mut store, ImportKind::Children, text);
        assert_eq!(counts(&again), [0, 0, text.lines().count() - 1, 0], "{text}");
    }
    for text in [
        "name,phone,village\n陈亮,13900000138,罗湾\n",
        "code,name,township,village\nV1,陈亮,青竹街道,罗湾\n",
    ] {
        assert_eq!(
            counts(&bring(&mut store, ImportKind::Volunteers, text)),
            [0, 0, 1, 0],
            "{text}"
        );
    }
    // New ones live there too; so they do in a village that only a volunteer's file or a closed one names.
    let text = "code,name,township,village\nC11,王一,青竹街道,河坝\nC12,王二,青竹街道,罗湾\nC13,王三,青竹街道,中坝\n\
        C14,王四,青竹街道,石坝\nC15,王五,青竹街道,新桥村\nC16,王六,,山口\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Children, text)), [6, 0, 0, 0]);
    let lives = |store: &_, code| child(store, code).village.unwrap();
    let villages = ["C11", "C12", "C13", "C14", "C15", "C16"].map(|code| lives(&store, code));
    // 石坝村 lies in another township, and 新桥村 need not be 新桥社区.
    assert_eq!(villages, ["河坝村", "罗湾村", "中坝村", "石坝", "新桥村", "山口村"]);
    // Of two one can't tell which is meant: it is taken as it is written, and the plan says so.
    let text = "code,name,township,village\nC2,李红,青竹街道,新桥\n";
    let plan = bring(&mut store, ImportKind::Children, text);
    assert_eq!(counts(&plan), [0, 1, 0, 0]);
    assert_eq!(lives(&store, "C2"), "新桥");
    // A whole name puts right one that isn't.
    let text = "code,name,township,village\nC14,王四,青竹街道,石坝村\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Children, text)), [0, 1, 0, 0]);
    assert_eq!(lives(&store, "C14"), "石坝村");
}
