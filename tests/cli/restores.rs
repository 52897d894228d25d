//! Copies of the database, and putting one back: what it says first, and what it refuses.

use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::records::Child;
use peiban::store::{Command, Context, Office, Store};
use serde_json::json;

use super::county::{TODAY, county};
use super::desk::{Desk, write};

#[test]
fn a_backup_comes_back_and_the_replaced_file_is_kept() {
    let desk = county();
    assert_eq!(desk.run(&["backup", "copy.db"]).status, 0);
    desk.run(&["backup", "copy.db"]).refused(1, "copy.db");
    assert_eq!(desk.run(&["undo"]).status, 0);
    let restored = desk.run(&["restore", "copy.db"]);
    assert_eq!(restored.status, 0, "{}", restored.err);
    assert!(restored.err.contains("office.kept-1.db"), "{}", restored.err);
    assert!(desk.path("office.kept-1.db").exists());
    let newest = desk.run(&["history", "--format", "json", "--limit", "1"]).json();
    assert_eq!(newest[0]["undoes"], json!(null));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(desk.path("copy.db")).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "only the owner may read a copy");
    }
}

#[test]
fn a_restore_of_something_else_leaves_the_database_alone() {
    let desk = county();
    let before = std::fs::read(desk.db()).unwrap();
    write(
        &desk.path("letter.txt"),
        b"Dear office, this is no database at all. ".repeat(50).as_slice(),
    );
    desk.run(&["restore", "letter.txt"]).refused(1, "letter.txt");
    desk.run(&["restore", "absent.db"]).refused(1, "absent.db");
    // The beginning of a database: what is wrong is the copy, and the office's own is not to be restored.
    write(&desk.path("trunc.db"), &before[..3000]);
    for name in ["trunc.db", "absent.db", "letter.txt"] {
        let said = desk.run(&["--lang", "en", "restore", name]);
        said.refused(1, name);
        assert!(said.err.contains("own database is untouched, choose another"), "{}", said.err);
        assert!(!said.err.contains("peiban"), "{}", said.err);
    }
    assert_eq!(std::fs::read(desk.db()).unwrap(), before);
    assert!(!desk.path("office.kept-1.db").exists());
}

/// An office's database under a name of the desk's folder.
fn database(desk: &Desk, name: &str, number: i64, is_demo: bool) {
    let today = "2026-11-02".parse().unwrap();
    let office = Office { county: "511425".into(), desk: number, visits_since: today, is_demo };
    let context = Context { today, pinned: true, user: "陈静".into() };
    Store::create(&desk.path(name), &office, context, SchoolCalendar::embedded()).unwrap();
}

#[test]
fn a_restore_says_what_would_be_lost() {
    let desk = county();
    assert_eq!(desk.run(&["backup", "copy.db"]).status, 0);
    let mut store = desk.store(TODAY);
    for name in ["宋雅婷", "何雨欣"] {
        store.execute(Command::add(Child { name: name.into(), ..Child::default() })).unwrap();
    }
    drop(store);
    let look = desk.run(&["restore", "copy.db", "--dry-run"]);
    assert_eq!((look.status, look.err.as_str()), (0, ""));
    for said in ["Of Qingshen", "desk 1", "children: 3, now 5", "gone: 2, by Li Xiao"] {
        assert!(look.out.contains(said), "{said}: {}", look.out);
    }
    assert!(!desk.path("office.kept-1.db").exists());
    let done = desk.run(&["restore", "copy.db"]);
    assert_eq!((done.status, done.out.as_str()), (0, ""), "{}", done.err);
    assert!(done.err.contains("gone: 2, by Li Xiao"), "{}", done.err);
    // Back to where it came from: now it is the copy that has more.
    let look = desk.run(&["--lang", "zh", "restore", "office.kept-1.db", "--dry-run"]);
    assert!(look.out.contains("它比现在的文件多2步"), "{}", look.out);
    assert!(look.out.contains("不会失去什么"), "{}", look.out);
}

#[test]
fn another_offices_file_and_the_demos_are_refused_unless_they_are_meant() {
    let desk = county();
    database(&desk, "two.db", 2, false);
    database(&desk, "demo.db", 1, true);
    let before = std::fs::read(desk.db()).unwrap();
    desk.run(&["restore", "demo.db"]).refused(1, "made-up county");
    let refused = desk.run(&["restore", "two.db"]);
    refused.refused(1, "--other-office");
    assert!(refused.err.contains("desk 2") && refused.err.contains("desk 1"), "{}", refused.err);
    let zh = desk.run(&["--lang", "zh", "restore", "two.db"]);
    zh.refused(1, "two.db 是青神县第2桌的");
    assert!(zh.err.contains("青神县第1桌"), "{}", zh.err);
    assert_eq!(std::fs::read(desk.db()).unwrap(), before);
    assert!(!desk.path("office.kept-1.db").exists());
    let look = desk.run(&["restore", "two.db", "--dry-run"]);
    assert!(look.status == 0 && look.out.contains("another office"), "{}", look.out);
    let done = desk.run(&["restore", "two.db", "--other-office"]);
    assert_eq!(done.status, 0, "{}", done.err);
    assert!(done.err.contains("All entries of the present file"), "{}", done.err);
    assert_eq!(desk.run(&["list", "children", "--format", "json"]).json(), json!([]));
    // The same office, made anew on a new machine: nothing is asked.
    std::fs::remove_file(desk.db()).unwrap();
    assert_eq!(desk.run(&["init"]).status, 0);
    let back = desk.run(&["restore", "office.kept-1.db"]);
    assert_eq!(back.status, 0, "{}", back.err);
}

#[test]
fn a_damaged_database_is_replaced_without_a_comparison() {
    let desk = county();
    assert_eq!(desk.run(&["backup", "copy.db"]).status, 0);
    write(&desk.db(), "no database any more ".repeat(500).as_bytes());
    let done = desk.run(&["restore", "copy.db"]);
    assert_eq!(done.status, 0, "{}", done.err);
    assert!(done.err.contains("the present file can't be read"), "{}", done.err);
    assert_eq!(desk.run(&["list", "children"]).status, 0);
    // Where there is nothing yet nothing can be lost.
    let fresh = Desk::new(TODAY);
    std::fs::copy(desk.path("copy.db"), fresh.path("copy.db")).unwrap();
    let done = fresh.run(&["restore", "copy.db"]);
    assert_eq!(done.status, 0, "{}", done.err);
    assert!(!done.err.contains("now") && !done.err.contains("lost"), "{}", done.err);
}
