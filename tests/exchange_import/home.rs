//! What a name list says of a child's birth, guardian and home, and how it is put right by a later one.

use super::{bring, child, counts, day, of, office, reasons};
use peiban::domain::codes::{FactCode, FactValue};
use peiban::domain::records::{Carer, Fact, Volunteer};
use peiban::exchange::columns::ImportKind;
use peiban::exchange::import::{Outcome, Plan};
use peiban::store::{Command, Store};

fn list(store: &mut Store, text: &str) -> Plan {
    bring(store, ImportKind::Children, text)
}

/// `field before>after` of each change of the first row.
fn changed(plan: &Plan) -> Vec<String> {
    let Outcome::Updated(changes) = &plan.rows[0].outcome else { return Vec::new() };
    changes.iter().map(|c| format!("{} {}>{}", c.field, c.before, c.after)).collect()
}

/// Value, day and source of the facts of a code.
fn facts(store: &Store, code: FactCode) -> Vec<String> {
    let facts = of::<Fact>(store, "C1").into_iter().filter(|fact| fact.code == code);
    facts
        .map(|fact| {
            format!("{} {} {}", fact.value.code(), fact.day, fact.source.unwrap_or_default())
        })
        .collect()
}

/// Code, name, phone of every carer.
fn carers(store: &Store) -> Vec<String> {
    let keys = store.queries().carer_keys().unwrap().into_iter();
    keys.map(|key| format!("{} {} {}", key.code, key.name, key.phone.unwrap_or_default())).collect()
}

#[test]
fn a_checked_id_number_speaks_where_no_birth_date_is_stated() {
    let mut store = office();
    let text = "code,name,id_number,birth_date\n\
        C1,王明,511425201403050012,\n\
        C2,李红,511425201403050013,\n\
        C3,赵云,511425201403060026,2014-03-07\n\
        C4,陈亮,,\n";
    let plan = list(&mut store, text);
    let want =
        ["2 id_number birth_from_id", "3 id_number id_check_digit", "4 birth_date birth_differs"];
    assert_eq!(reasons(&plan.warnings), want);
    let born = |store: &Store, code| child(store, code).birth_date.map(|day| day.to_string());
    assert_eq!(born(&store, "C1").as_deref(), Some("2014-03-05"));
    assert_eq!(born(&store, "C2"), None, "a wrong check digit vouches for nothing");
    assert_eq!(born(&store, "C3").as_deref(), Some("2014-03-07"), "the stated one stands");
    // A blank later leaves it, a dash takes it away, and neither comes back.
    let blank = "code,name,id_number,birth_date\nC1,王明,,\n";
    assert_eq!(counts(&list(&mut store, blank)), [0, 0, 1, 0]);
    let again = "code,name,id_number,birth_date\nC1,王明,511425201403050012,\n";
    let plan = list(&mut store, again);
    assert_eq!((counts(&plan), reasons(&plan.warnings)), ([0, 0, 1, 0], vec![]));
    let dash = "code,name,id_number,birth_date\nC1,王明,511425201403050012,-\n";
    assert_eq!(changed(&list(&mut store, dash)), ["birth_date 2014-03-05>"]);
    assert_eq!(counts(&list(&mut store, dash)), [0, 0, 1, 0]);
    // Told later.
    list(&mut store, "code,name,id_number\nC4,陈亮,51142520131120001X\n");
    assert_eq!(born(&store, "C4").as_deref(), Some("2013-11-20"));
}

#[test]
fn a_tick_is_a_yes() {
    let mut store = office();
    let head = "code,name,household_status,facts_on\n";
    let text = format!("{head}C1,王明,√,2026-09-01\nC2,李红,×,2026-09-01\nC3,陈亮,？,2026-09-01\n");
    let plan = list(&mut store, &text);
    assert_eq!(reasons(&plan.rejected), ["4 household_status not_one_of"]);
    assert_eq!(facts(&store, FactCode::Hom3Poverty), ["yes 2026-09-01 "]);
}

#[test]
fn another_certificate_is_a_change() {
    let mut store = office();
    let of_day = |word: &str, on: &str| {
        format!("code,name,household_status,facts_on\nC1,王明,{word},{on}\n")
    };
    list(&mut store, &of_day("低保", "2026-09-01"));
    let plan = list(&mut store, &of_day("特困", ""));
    assert_eq!(changed(&plan), ["household_status 低保>特困"]);
    assert_eq!(counts(&list(&mut store, &of_day("特困", ""))), [0, 0, 1, 0]);
    let both = ["yes 2026-09-01 低保", "yes 2026-11-23 特困"];
    assert_eq!(facts(&store, FactCode::Hom3Poverty), both);
    // On the same day it is a correction.
    let plan = list(&mut store, &of_day("低保边缘", "2026-09-01"));
    assert_eq!(changed(&plan), ["household_status 低保>低保边缘"]);
    let mut found = facts(&store, FactCode::Hom3Poverty);
    found.sort();
    assert_eq!(found, ["yes 2026-09-01 低保边缘", "yes 2026-11-23 特困"]);
    assert_eq!(counts(&list(&mut store, &of_day("低保边缘", "2026-09-01"))), [0, 0, 1, 0]);
    store.execute(Command::Undo { entry: None }).unwrap();
    assert_eq!(facts(&store, FactCode::Hom3Poverty), both);
}

#[test]
fn a_dash_leaves_nothing_known_of_the_home() {
    let mut store = office();
    let head = "code,name,father_away,mother_away,household_status,facts_on\n";
    list(&mut store, &format!("{head}C1,王明,否,否,none,2026-03-01\n"));
    list(&mut store, &format!("{head}C1,王明,是,是,低保,2026-09-01\n"));
    let dashes = format!("{head}C1,王明,-,-,-,\n");
    let plan = list(&mut store, &dashes);
    assert_eq!(counts(&plan), [0, 1, 0, 0], "{:?}", reasons(&plan.rejected));
    assert_eq!(changed(&plan), ["HOM1 both_away>", "household_status 低保>"]);
    assert!(of::<Fact>(&store, "C1").is_empty());
    assert_eq!(counts(&list(&mut store, &dashes)), [0, 0, 1, 0]);
    store.execute(Command::Undo { entry: None }).unwrap();
    assert_eq!(of::<Fact>(&store, "C1").len(), 4);
    // For a child who is new there is nothing to take back.
    let new = format!("{head}C2,李红,-,-,-,\n");
    assert_eq!(counts(&list(&mut store, &new)), [1, 0, 0, 0]);
    // One parent's dash takes that parent out of what is known.
    list(&mut store, "code,name,mother_away\nC1,王明,-\n");
    let newest = of::<Fact>(&store, "C1").into_iter().filter(|fact| fact.code == FactCode::Hom1);
    let newest = newest.max_by_key(|fact| (fact.day, fact.meta.id)).unwrap();
    assert_eq!((newest.value, newest.day), (FactValue::FatherAway, day("2026-11-23")));
}

#[test]
fn a_guardian_of_one_child_keeps_the_file_under_another_name() {
    let mut store = office();
    list(
        &mut store,
        "name,guardian_name,guardian_phone,guardian_relation\n甲,甲父,0833-7654321,父亲\n",
    );
    let plan = list(&mut store, "name,guardian_name\n甲,甲父亲\n");
    assert_eq!(changed(&plan), ["guardian_name 甲父>甲父亲"]);
    assert_eq!(reasons(&plan.warnings), ["2 guardian_name carer_renamed"]);
    assert_eq!(carers(&store), ["G0001 甲父亲 0833-7654321"]);
    assert_eq!(counts(&list(&mut store, "name,guardian_name\n甲,甲父亲\n")), [0, 0, 1, 0]);
    // With the same phone too.
    list(&mut store, "name,guardian_name,guardian_phone\n甲,甲大,0833-7654321\n");
    assert_eq!(carers(&store), ["G0001 甲大 0833-7654321"]);
    // Another relation is another person; the one who is left is named.
    let plan = list(&mut store, "name,guardian_name,guardian_relation\n甲,周奶奶,奶奶\n");
    assert_eq!(reasons(&plan.warnings), ["2 guardian_name carer_left"]);
    assert_eq!(carers(&store).len(), 2);
    // So is another phone.
    let plan = list(&mut store, "name,guardian_name,guardian_phone\n甲,甲姑,13800000007\n");
    assert_eq!(reasons(&plan.warnings), ["2 guardian_name carer_left"]);
    assert_eq!(carers(&store).len(), 3);
}

#[test]
fn a_guardian_of_two_children_is_followed_by_a_new_one() {
    let mut store = office();
    list(
        &mut store,
        "name,guardian_name,guardian_phone\n甲,王父,13800000001\n乙,王父,13800000001\n丙,李芳,13800000002\n",
    );
    let renamed = "name,guardian_name\n甲,王大\n乙,王大\n";
    let plan = list(&mut store, renamed);
    assert_eq!(counts(&plan), [0, 2, 0, 0]);
    assert_eq!(reasons(&plan.warnings), ["3 guardian_name carer_left"], "with the second child");
    assert_eq!(counts(&list(&mut store, renamed)), [0, 0, 2, 0]);
    let of_child = |store: &Store, code| child(store, code).carer_id;
    assert_eq!(of_child(&store, "C0001"), of_child(&store, "C0002"));
    // Who gets a child again in a later row isn't left.
    let swapped = "name,guardian_name,guardian_phone\n\
        丙,王大,13800000001\n甲,李芳,13800000002\n乙,李芳,13800000002\n";
    let plan = list(&mut store, swapped);
    assert_eq!((counts(&plan), reasons(&plan.warnings)), ([0, 3, 0, 0], vec![]));
}

#[test]
fn a_damaged_phone_is_kept_named_and_no_key() {
    let mut store = office();
    let volunteers = "name,phone\n陈亮,1.39E+10\n周颖,abc\n赵云,13800000001\n孙强,0833-7654321\n";
    let plan = bring(&mut store, ImportKind::Volunteers, volunteers);
    assert_eq!(reasons(&plan.warnings), ["2 phone odd_phone", "3 phone odd_phone"]);
    let phone = |store: &Store, code: &str| {
        store.queries().by_code::<Volunteer>(code).unwrap().unwrap().phone
    };
    assert_eq!(phone(&store, "V0001").as_deref(), Some("1.39E+10"), "kept as it is");
    assert_eq!(counts(&bring(&mut store, ImportKind::Volunteers, volunteers)), [0, 0, 4, 0]);
    // It says nothing about who is meant, like a blank.
    let whole = "name,phone\n陈亮,13900000009\n";
    let plan = bring(&mut store, ImportKind::Volunteers, whole);
    assert_eq!(reasons(&plan.rejected), ["2 name maybe_same"]);
    let other = "name,phone\n陈亮,1.38E+10\n";
    assert_eq!(
        reasons(&bring(&mut store, ImportKind::Volunteers, other).rejected)[..],
        ["2 name maybe_same"]
    );
    // It replaces no number that is known.
    bring(&mut store, ImportKind::Volunteers, "code,name,phone\nV0003,赵云,1.38E+10\n");
    assert_eq!(phone(&store, "V0003").as_deref(), Some("13800000001"));
    let children = "name,guardian_name,guardian_phone\n甲,王父,1.39E+10\n乙,王父,1.39E+10\n丙,李芳,13800000002\n";
    let plan = list(&mut store, children);
    let want = ["2 guardian_phone odd_phone", "3 guardian_phone odd_phone"];
    assert_eq!(reasons(&plan.warnings), want);
    assert_eq!(carers(&store).len(), 3, "half a county has this number");
    assert_eq!(counts(&list(&mut store, children)), [0, 0, 3, 0]);
    list(&mut store, "name,guardian_name,guardian_phone\n丙,李芳,1.38E+10\n");
    let carer: Carer = store.queries().by_code("G0003").unwrap().unwrap();
    assert_eq!(carer.phone.as_deref(), Some("13800000002"));
}
