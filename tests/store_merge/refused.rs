//! What a merge refuses, and what a file that was merged away refuses.

use crate::moved::two_files;
use crate::{add, child, day, get, merge, office, twice};
use peiban::domain::checks::RefusalReason;
use peiban::domain::codes::{FactCode, FactValue};
use peiban::domain::records::{Child, Fact, Visit};
use peiban::store::{Command, Kind, StoreError};

#[test]
fn a_file_merged_away_takes_nothing_any_more() {
    let mut store = office();
    let (keep, away) = two_files(&mut store);
    let third = add(&mut store, child("王晓明", "2014-03-06"));
    let stale: Child = get(&store, away);
    merge::<Child>(&mut store, &[keep, away]).unwrap();
    let refused = |result: Result<_, StoreError>| match result {
        Err(StoreError::Refused(refusals)) => refusals[0].reason.clone(),
        other => panic!("{other:?}"),
    };
    let merged = RefusalReason::Merged("C0001".into());
    let visit = Visit { child_id: away, day: day("2026-11-20"), ..Visit::default() };
    assert_eq!(refused(store.execute(Command::add(visit)).map(|_| ())), merged);
    let reopen = Command::Reopen { kind: Kind::Child, id: away };
    assert_eq!(refused(store.execute(reopen).map(|_| ())), merged);
    assert_eq!(refused(merge::<Child>(&mut store, &[third, away])), merged);
    assert_eq!(refused(merge::<Child>(&mut store, &[keep, keep])), RefusalReason::SameTwice);
    // Whoever looked at it before it was merged is told.
    let survivor: Child = get(&store, third);
    let stale = Command::Merge {
        before: survivor.clone().into(),
        after: survivor.into(),
        away: vec![stale.into()],
    };
    assert_eq!(refused(store.execute(stale).map(|_| ())), merged);
    // Merged once more, the pointer leads to where everything is now.
    merge::<Child>(&mut store, &[third, keep]).unwrap();
    assert_eq!(get::<Child>(&store, away).merged_into_id, Some(third));
    assert_eq!(store.queries().child_records(third, 100).unwrap().visits.len(), 4);
    assert!(store.examine().unwrap().is_healthy());
}

#[test]
fn someone_elses_change_of_the_file_merged_away_is_not_lost() {
    let mut store = office();
    let [keep, away] = twice().map(|child| add(&mut store, child));
    let (survivor, seen): (Child, Child) = (get(&store, keep), get(&store, away));
    let changed = Child { school: Some("高台小学".into()), ..seen.clone() };
    store.execute(Command::edit(seen.clone(), changed)).unwrap();
    let command = Command::Merge {
        before: survivor.clone().into(),
        after: survivor.into(),
        away: vec![seen.into()],
    };
    let Err(StoreError::Conflict(conflicts)) = store.execute(command) else { panic!() };
    assert_eq!(conflicts[0].field, "school");
    assert_eq!(get::<Child>(&store, away).merged_into_id, None, "nothing was written");
}

#[test]
fn an_open_report_keeps_the_file_open() {
    let mut store = office();
    let keep = add(&mut store, child("王小明", "2014-03-05"));
    let away = add(&mut store, child("王小明", "2014-03-05"));
    add(
        &mut store,
        Fact {
            child_id: away,
            code: FactCode::OvrReport,
            value: FactValue::Yes,
            day: day("2026-11-20"),
            ..Fact::default()
        },
    );
    store.execute(Command::Close { kind: Kind::Child, id: keep, reason: None }).unwrap();
    let refused = merge::<Child>(&mut store, &[keep, away]);
    assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
    store.execute(Command::Reopen { kind: Kind::Child, id: keep }).unwrap();
    merge::<Child>(&mut store, &[keep, away]).unwrap();
    assert_eq!(store.queries().open_reports().unwrap().open, 1);
}
