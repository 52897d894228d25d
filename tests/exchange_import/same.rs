//! The same person however the name and the phone are written, and two people however much alike they are called.

use super::{bring, child, counts, day, office, reasons};
use peiban::domain::records::{Carer, Child, Volunteer};
use peiban::exchange::columns::ImportKind;
use peiban::store::{Command, Kind, Store};

/// Name and phone of every carer.
fn carers(store: &Store) -> Vec<(String, Option<String>)> {
    store.queries().carer_keys().unwrap().into_iter().map(|key| (key.name, key.phone)).collect()
}

#[test]
fn what_an_older_database_holds_as_it_was_typed_is_found() {
    let mut store = office();
    let phone = |text: &str| Some(text.to_owned());
    let carer =
        Carer { name: "黄　秀英".into(), phone: phone("139 0000 6666"), ..Carer::default() };
    let carer_id = Some(store.execute(Command::add(carer)).unwrap().id);
    for name in ["胡　小", "吉克•阿依莫"] {
        let birth_date = Some(day("2015-01-01"));
        let child = Child { name: name.into(), birth_date, carer_id, ..Child::default() };
        store.execute(Command::add(child)).unwrap();
    }
    let volunteer =
        Volunteer {
            name: "陈　亮".into(), phone: phone("139 0000-7777"), ..Volunteer::default()
        };
    store.execute(Command::add(volunteer)).unwrap();
    let list = "name,birth_date,guardian_name,guardian_phone\n\
        胡小,2015-01-01,黄秀英,13900006666\n\
        吉克·阿依莫,2015-01-01,黄秀英,13900006666\n\
        李红,2014-01-01,黄秀英,13900006666\n";
    let plan = bring(&mut store, ImportKind::Children, list);
    assert_eq!(counts(&plan), [1, 2, 0, 0], "the names as they are kept now");
    assert_eq!(carers(&store).len(), 1);
    assert_eq!(child(&store, "C0001").name, "胡小");
    assert_eq!(counts(&bring(&mut store, ImportKind::Children, list)), [0, 0, 3, 0]);
    let list = "name,phone\n陈亮,13900007777\n";
    let plan = bring(&mut store, ImportKind::Volunteers, list);
    assert_eq!((plan.created(), plan.rejected.len()), (0, 0));
    let visits = "child_name,date,volunteer_name,child_seen\n吉克.阿依莫,2026-11-01,陈 亮,yes\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Visits, visits)), [1, 0, 0, 0]);
}

#[test]
fn every_kind_of_middle_dot_is_the_same() {
    let mut store = office();
    bring(&mut store, ImportKind::Children, "name,birth_date\n吉克·阿依莫,2015-01-01\n");
    for dot in ["•", "・", "．", ".", "‧", " · ", "。"] {
        let list = format!("name,birth_date\n吉克{dot}阿依莫,2015-01-01\n");
        assert_eq!(counts(&bring(&mut store, ImportKind::Children, &list)), [0, 0, 1, 0], "{dot}");
        let found = store.queries().find(&format!("吉克{}阿", dot.trim()), false, 5).unwrap();
        assert_eq!(found.len(), 1, "{dot}");
    }
    // An older database has one of them; that is the same name, not one that sounds alike.
    let name = "吉克‧阿依莫".to_owned();
    let twin = Child { name, birth_date: Some(day("2015-01-01")), ..Child::default() };
    store.execute(Command::add(twin)).unwrap();
    let groups = store.queries().duplicates(Kind::Child).unwrap();
    assert_eq!(groups.len(), 1);
    // 40 for the name, 30 for the birth.
    assert_eq!(groups[0].points(), 70);
}

#[test]
fn namesakes_without_a_phone_are_one_carer_only_in_one_home() {
    let mut store = office();
    let list = "name,township,village,guardian_name,guardian_phone\n\
        甲,汉阳镇,河坝村,黄秀英,\n乙,汉阳镇,新桥村,黄秀英,\n丙,汉阳镇,河坝村,黄秀英,\n\
        丁,高台镇,河坝村,黄秀英,\n戊,,,黄秀英,\n己,,,黄秀英,\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Children, list)), [6, 0, 0, 0]);
    let of = |store: &Store, code: &str| child(store, code).carer_id;
    assert_eq!(of(&store, "C0001"), of(&store, "C0003"), "siblings");
    assert_eq!(carers(&store).len(), 5);
    assert_eq!(counts(&bring(&mut store, ImportKind::Children, list)), [0, 0, 6, 0]);
    // The youngest, a year later; and another family's.
    let list =
        "name,township,village,guardian_name\n庚,汉阳镇,新桥村,黄秀英\n辛,汉阳镇,上游村,黄秀英\n";
    bring(&mut store, ImportKind::Children, list);
    assert_eq!(of(&store, "C0007"), of(&store, "C0002"));
    assert_eq!(carers(&store).len(), 6);
    assert_eq!(counts(&bring(&mut store, ImportKind::Children, list)), [0, 0, 2, 0]);
}

#[test]
fn words_for_nobody_are_nobody() {
    let mut store = office();
    let list = "name,guardian_name,guardian_phone,class_teacher,teacher_phone\n\
        甲,无,不详,/,无\n乙,黄秀英,未知,王老师,—\n丙,——,没有,,\n";
    let plan = bring(&mut store, ImportKind::Children, list);
    assert_eq!((counts(&plan), reasons(&plan.warnings)), ([3, 0, 0, 0], vec![]));
    assert_eq!(carers(&store), [("黄秀英".to_owned(), None)]);
    assert_eq!((child(&store, "C0001").carer_id, child(&store, "C0003").carer_id), (None, None));
    let taught =
        |code: &str| (child(&store, code).class_teacher, child(&store, code).teacher_phone);
    assert_eq!(taught("C0001"), (None, None));
    assert_eq!(taught("C0002"), (Some("王老师".to_owned()), None));
    // As a blank they leave what is there.
    let none = "name,guardian_name,guardian_phone\n乙,无,无\n";
    assert_eq!(counts(&bring(&mut store, ImportKind::Children, none)), [0, 0, 1, 0]);
    // But nobody is called so.
    let nobody = "name,birth_date\n无,2015-01-01\n不详,\n/,2015-01-02\n";
    let plan = bring(&mut store, ImportKind::Children, nobody);
    assert_eq!(reasons(&plan.rejected), ["2 name no_name", "3 name no_name", "4 name no_name"]);
    let plan = bring(&mut store, ImportKind::Volunteers, "name,phone\n未知,13900000001\n");
    assert_eq!(reasons(&plan.rejected), ["2 name no_name"]);
}

#[test]
fn a_closed_file_that_a_list_meets_is_told() {
    let mut store = office();
    let list = "code,name,birth_date,status\nC1,王明,2014-03-05,closed\nC2,李红,2015-01-01,\n";
    assert_eq!(reasons(&bring(&mut store, ImportKind::Children, list).warnings), [""; 0]);
    // What says itself that it is closed isn't told; by name and birth as well as by code.
    assert_eq!(reasons(&bring(&mut store, ImportKind::Children, list).warnings), [""; 0]);
    let list = "name,birth_date,village\n王明,2014-03-05,河坝村\n李红,2015-01-01,河坝村\n";
    for outcome in [[0, 2, 0, 0], [0, 0, 2, 0]] {
        let plan = bring(&mut store, ImportKind::Children, list);
        assert_eq!(
            (counts(&plan), reasons(&plan.warnings)),
            (outcome, vec!["2 name file_closed_on".into()])
        );
    }
    for (kind, text) in [
        (ImportKind::Visits, "child_code,date\nC1,2026-11-01\nC1,2026-11-02\nC2,2026-11-01\n"),
        (ImportKind::Attendance, "child_code,date,status\nC1,2026-11-02,present\n"),
        (ImportKind::Exams, "child_code,date,subject,score\nC1,2026-11-02,语文,80\n"),
        (ImportKind::Facts, "child_code,code,value,date\nC1,BEH1,yes,2026-11-02\n"),
    ] {
        let plan = bring(&mut store, kind, text);
        assert_eq!(plan.rejected.len(), 0);
        assert_eq!(reasons(&plan.warnings), ["2 child_code file_closed_on"], "once a child");
    }
    let list = "name,birth_date,status\n王明,2014-03-05,active\n";
    let plan = bring(&mut store, ImportKind::Children, list);
    assert_eq!((counts(&plan), reasons(&plan.warnings)), ([0, 1, 0, 0], vec![]));
    assert_eq!(child(&store, "C1").closed_on, None);
}

#[test]
fn nobody_was_visited_before_they_were_born() {
    let mut store = office();
    bring(&mut store, ImportKind::Children, "code,name,birth_date\nC1,王明,2014-03-05\nC2,李红,\n");
    let visits =
        "child_code,date,child_seen\nC1,2014-03-04,yes\nC1,2014-03-05,yes\nC2,2014-03-04,yes\n";
    let plan = bring(&mut store, ImportKind::Visits, visits);
    assert_eq!(counts(&plan), [2, 0, 0, 1]);
    assert_eq!(reasons(&plan.rejected), ["2 date before_birth"]);
}
