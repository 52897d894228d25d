//! New rows that may be about someone there already: told as the forms tell it and as the list of possible duplicates does.

use std::fmt::Write;

use peiban::exchange::columns::ImportKind;
use peiban::exchange::import::{Outcome, Plan};
use peiban::exchange::reason::Reason;
use peiban::store::{Kind, Store};
use proptest::prelude::*;

use crate::{LIST, bring, counts, office, plan, reasons};

const HEAD: &str = "姓名,性别,出生日期,乡镇,村,学校,监护人,与儿童关系,联系电话\n";

/// The warnings of likely doubles: the row, who is there, the points.
fn warned(plan: &Plan) -> Vec<(u32, String, i32)> {
    let mut found = Vec::new();
    for row in &plan.warnings {
        for finding in &row.findings {
            if let Reason::LikelySame { code, weighing } = &finding.reason {
                found.push((row.row, code.clone(), weighing.points));
            }
        }
    }
    found
}

/// The pairs of the list of possible duplicates: the earlier code, the later, the points.
fn listed(store: &Store) -> Vec<(String, String, i32)> {
    let mut found = Vec::new();
    for group in store.queries().duplicates(Kind::Child).unwrap() {
        for (one, other, weighing) in &group.pairs {
            let code = |at: usize| group.members[at].code.clone();
            found.push((code(*one), code(*other), weighing.points));
        }
    }
    found.sort();
    found
}

#[test]
fn another_character_of_the_same_sound_is_told_of_the_file_and_of_the_office() {
    let row = |name: &str, birth: &str| {
        format!("{name},男,{birth},青竹街道,河坝村,青竹街道小学,汪桂英,奶奶,13900008192\n")
    };
    let (first, second) = (row("王小明", "2017-04-16"), row("王晓明", "2017-04-17"));
    // 28 + 10 + 18 + 10 + 5 + 8 + 4
    let points = 83;
    let mut store = office();
    let both = bring(&mut store, ImportKind::Children, &format!("{HEAD}{first}{second}"));
    assert_eq!((counts(&both), warned(&both)), ([2, 0, 0, 0], vec![(3, "C0001".into(), points)]));
    assert_eq!(listed(&store), [("C0001".into(), "C0002".into(), points)]);

    let mut store = office();
    assert_eq!(warned(&bring(&mut store, ImportKind::Children, &format!("{HEAD}{first}"))), []);
    let again = bring(&mut store, ImportKind::Children, &format!("{HEAD}{second}"));
    assert_eq!((counts(&again), warned(&again)), ([1, 0, 0, 0], vec![(2, "C0001".into(), points)]));
    assert_eq!(listed(&store), [("C0001".into(), "C0002".into(), points)]);
}

#[test]
fn one_guardian_makes_a_likely_double_of_births_far_apart() {
    let mut store = office();
    bring(&mut store, ImportKind::Children, LIST);
    let row = "王小明,男,2014-09-20,青竹街道,高台村,青神一小,王强,父亲,13800000002\n";
    let found = plan(&store, ImportKind::Children, &format!("{HEAD}{row}"));
    assert_eq!(reasons(&found.warnings), ["2 姓名 likely_same"]);
    let other = "王小明,男,2014-09-20,高台镇,桂花村,高台小学,王芳,母亲,13800000009\n";
    let found = plan(&store, ImportKind::Children, &format!("{HEAD}{other}"));
    assert_eq!(reasons(&found.warnings), Vec::<String>::new());
    // Within the file, of a guardian whom the office has: 40 − 35 + 18 + 10 + 5 + 8 + 4.
    let row = row.replace("王小明", "陈小明").replace("高台村", "河坝村");
    let later = row.replace("2014-09-20", "2016-01-31");
    let found = plan(&store, ImportKind::Children, &format!("{HEAD}{row}{later}"));
    assert_eq!(warned(&found), [(3, "C0043".into(), 50)]);
}

#[test]
fn a_volunteer_is_known_by_any_phone() {
    let mut store = office();
    let first = bring(&mut store, ImportKind::Volunteers, "姓名,电话\n周桂芳,13900000417\n");
    assert_eq!(counts(&first), [1, 0, 0, 0]);
    let rows = "姓名,电话\n周桂方,13800000001、13900000417\n赵云,13700000009\n";
    let found = plan(&store, ImportKind::Volunteers, rows);
    // 28 + 45
    assert_eq!(warned(&found), [(2, "V0001".into(), 73)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// What an import tells of its rows is what the list says once they are in, and what the form says of each child.
    #[test]
    fn import_form_and_list_agree(rows in prop::collection::vec(
        ("[王李][小晓]?[明鸣]", "[男女]", "201[45]-0[34]-0[3-5]|", "(新桥|河坝)村", "王强|李芳|", "13800000001|13900000002|"),
        2..16), office_has in 0..8usize) {
        let (mut store, mut before, mut text) = (office(), HEAD.to_owned(), HEAD.to_owned());
        for (at, (name, sex, birth, village, guardian, phone)) in rows.iter().enumerate() {
            let into = if at < office_has { &mut before } else { &mut text };
            writeln!(into, "{name},{sex},{birth},高台镇,{village},高台小学,{guardian},,{phone}").unwrap();
        }
        bring(&mut store, ImportKind::Children, &before);
        let plan = bring(&mut store, ImportKind::Children, &text);
        // A file that also changes whom it is compared with is compared with what was there.
        prop_assume!(plan.updated() == 0);
        let pairs = listed(&store);
        let mut told = Vec::new();
        for row in plan.rows.iter().filter(|row| row.outcome == Outcome::Created) {
            let earlier = pairs.iter().filter(|pair| pair.1 == row.code);
            let best = earlier.max_by_key(|pair| (pair.2, std::cmp::Reverse(&pair.0)));
            told.extend(best.map(|pair| (row.number, pair.0.clone(), pair.2)));
        }
        prop_assert_eq!(warned(&plan), told);

        let queries = store.queries();
        for key in queries.child_keys().unwrap() {
            let own = queries.suspect(Kind::Child, key.id).unwrap().unwrap();
            let mut said: Vec<_> = queries.likely_same(Kind::Child, &own.person, own.id).unwrap()
                .into_iter().map(|(other, weighing)| (other.code, weighing.points)).collect();
            said.sort();
            let mut expected: Vec<_> = pairs.iter().filter_map(|(one, other, points)| match &own.code {
                code if code == one => Some((other.clone(), *points)),
                code if code == other => Some((one.clone(), *points)),
                _ => None,
            }).collect();
            expected.sort();
            prop_assert_eq!(said, expected, "{}", own.code);
        }
    }
}
