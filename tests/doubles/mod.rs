//! Two files of one child, as the tests of finding them and of making them one begin.
#![allow(dead_code, reason = "every test file uses its own part")]

use peiban::domain::codes::Sex;
use peiban::domain::records::{Child, Id};
use peiban::store::{AnyRecord, Command, Store};

/// Adds a record and gives back its id.
pub fn add(store: &mut Store, record: impl Into<AnyRecord>) -> Id {
    store.execute(Command::add(record)).unwrap().id
}

/// A boy of one village.
pub fn child(name: &str, birth: &str) -> Child {
    Child {
        name: name.into(),
        sex: Some(Sex::Male),
        birth_date: birth.parse().ok(),
        township: Some("高台镇".into()),
        village: Some("黄莺岭村".into()),
        ..Child::default()
    }
}

/// One child twice: of one name, born a day apart.
pub fn twice() -> [Child; 2] {
    [child("王小明", "2014-03-05"), child("王小明", "2014-03-06")]
}
