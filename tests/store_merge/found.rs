//! Possible duplicates: who stands together, who is said not to be the same.

use crate::{add, child, day, groups, merge, office, twice};
use peiban::domain::duplicates::Person;
use peiban::domain::records::{Child, Id, NotSame, Volunteer};
use peiban::store::{Command, Kind, StoreError};

#[test]
fn possible_duplicates_stand_in_groups_until_they_are_said_not_to_be_the_same() {
    let mut store = office();
    let [first, second] = twice().map(|child| add(&mut store, child));
    let third = add(&mut store, child("王晓明", "2014-03-06"));
    add(&mut store, child("王小亮", "2014-03-05"));
    add(&mut store, Child { village: Some("新桥村".into()), ..child("王小明", "2011-07-19") });
    assert_eq!(groups(&store, Kind::Child), [["C0001", "C0002", "C0003"]], "all of them together");
    let group = &store.queries().duplicates(Kind::Child).unwrap()[0];
    // 28 + 30 + 10 + 5 + 4, 40 + 10 + 10 + 5 + 4, 28 + 10 + 10 + 5 + 4
    let points: Vec<_> =
        group.pairs.iter().map(|(one, other, w)| (*one, *other, w.points)).collect();
    assert_eq!(points, [(1, 2, 77), (0, 1, 69), (0, 2, 57)]);
    let not =
        |one_id, other_id| NotSame { kind: "child".into(), one_id, other_id, ..NotSame::default() };
    add(&mut store, not(third, first));
    assert_eq!(groups(&store, Kind::Child), [["C0001", "C0002", "C0003"]], "by way of the second");
    add(&mut store, not(second, third));
    assert_eq!(groups(&store, Kind::Child), [["C0001", "C0002"]]);
    store.execute(Command::Undo { entry: None }).unwrap();
    assert_eq!(groups(&store, Kind::Child).len(), 1);
    assert_eq!(groups(&store, Kind::Child)[0].len(), 3, "offered again");
    let refused = store.execute(Command::add(not(first, first)));
    assert!(matches!(refused, Err(StoreError::Refused(_))));
}

#[test]
fn whoever_is_being_entered_is_compared() {
    let mut store = office();
    add(&mut store, Child { id_number: Some("A1".into()), ..child("王小明", "2014-03-05") });
    add(&mut store, child("王小亮", "2014-03-05"));
    add(
        &mut store,
        Volunteer {
            name: "周桂芳".into(),
            phone: Some("13800000001".into()),
            ..Volunteer::default()
        },
    );
    let queries = store.queries();
    let person = |name: &str| Person {
        name: name.into(),
        sound: peiban::language::pinyin::sound(name),
        birth_date: day("2014-03-05").into(),
        ..Person::default()
    };
    let found = |person: &Person, kind| -> Vec<(String, i32)> {
        let found = queries.likely_same(kind, person, 0).unwrap();
        found.into_iter().map(|(one, weighing)| (one.code, weighing.points)).collect()
    };
    assert_eq!(found(&person("王小明"), Kind::Child), [("C0001".into(), 70)]);
    assert_eq!(found(&person("王　小明"), Kind::Child), [("C0001".into(), 70)], "a wide space");
    assert_eq!(found(&person("王晓明"), Kind::Child), [("C0001".into(), 58)], "it sounds the same");
    assert_eq!(found(&person("李小明"), Kind::Child), [("C0001".into(), 45)], "another surname");
    assert_eq!(found(&person("王明"), Kind::Child), [("C0001".into(), 45)], "one character less");
    for longer in ["欧王小明", "王大小明", "王小明轩"] {
        assert_eq!(found(&person(longer), Kind::Child), [("C0001".into(), 45)], "{longer}");
    }
    let by_number = Person { id_number: Some("A1".into()), ..person("赵云") };
    assert_eq!(found(&by_number, Kind::Child), [("C0001".into(), 60)]);
    let volunteer =
        Person { birth_date: None, phone: Some("13800000001".into()), ..person("周桂方") };
    assert_eq!(found(&volunteer, Kind::Volunteer), [("V0001".into(), 73)]);
}

#[test]
fn what_was_said_of_the_one_is_said_of_the_other() {
    let mut store = office();
    let ids: Vec<Id> = ["2014-03-05", "2014-03-05", "2014-03-05"]
        .iter()
        .map(|birth| add(&mut store, child("王小明", birth)))
        .collect();
    let not =
        NotSame { kind: "child".into(), one_id: ids[1], other_id: ids[2], ..NotSame::default() };
    add(&mut store, not);
    merge::<Child>(&mut store, &[ids[0], ids[1]]).unwrap();
    assert!(groups(&store, Kind::Child).is_empty(), "the third isn't the first either");
}
