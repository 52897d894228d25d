//! Possible duplicates found, and two files made one: every link, what both hold twice, one step to take it back.

#[path = "../doubles/mod.rs"]
mod doubles;
mod found;
mod moved;
mod refused;
#[path = "../whole/mod.rs"]
mod whole;

use chrono::NaiveDate;
use doubles::{add, child, twice};
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::records::{Id, Record};
use peiban::store::{AnyRecord, Command, Context, Kind, Office, Store, StoreError};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An office in a file that lives as long as this does.
struct Desk {
    store: Store,
    _folder: tempfile::TempDir,
}

impl std::ops::Deref for Desk {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

impl std::ops::DerefMut for Desk {
    fn deref_mut(&mut self) -> &mut Store {
        &mut self.store
    }
}

fn office() -> Desk {
    let office = Office {
        county: "511425".into(),
        desk: 1,
        visits_since: day("2026-09-01"),
        is_demo: false,
    };
    let context = Context { today: day("2026-11-23"), pinned: true, user: "李晓".into() };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    let store = Store::create(&path, &office, context, SchoolCalendar::embedded()).unwrap();
    Desk { store, _folder: folder }
}

fn get<R: Record>(store: &Store, id: Id) -> R {
    store.queries().record::<R>(id).unwrap().unwrap()
}

/// Merges the second and further files into the first as it is.
fn merge<R: Record + Into<AnyRecord>>(store: &mut Store, ids: &[Id]) -> Result<(), StoreError> {
    let keep: R = get(store, ids[0]);
    let away = ids[1..].iter().map(|id| get::<R>(store, *id).into()).collect();
    let command = Command::Merge { before: keep.clone().into(), after: keep.into(), away };
    store.execute(command).map(|_| ())
}

/// Codes of the groups.
fn groups(store: &Store, kind: Kind) -> Vec<Vec<String>> {
    let found = store.queries().duplicates(kind).unwrap();
    let codes = |group: &peiban::store::queries::DuplicateGroup| {
        group.members.iter().map(|one| one.code.clone()).collect()
    };
    found.iter().map(codes).collect()
}
