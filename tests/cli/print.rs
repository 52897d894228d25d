//! `peiban print`: files for the office and for outside.

use peiban::domain::records::{Event, Participation, Volunteer};
use peiban::store::Command;

use super::county::county;
use super::desk::{Desk, write};

#[test]
fn each_kind_is_written_once_and_again_only_by_force() {
    let desk = county();
    let read = |name: &str| std::fs::read_to_string(desk.path(name)).unwrap();
    let done = desk.run(&["print", "today", "--to", "today.html"]);
    assert_eq!((done.status, done.out.as_str()), (0, ""), "{}", done.err);
    assert!(done.err.contains("today.html"), "{}", done.err);
    let today = read("today.html");
    assert!(today.starts_with("<!DOCTYPE html>") && today.contains("For the office only"));
    assert!(today.contains("Critical") || today.contains("Crit"), "{today}");
    desk.run(&["print", "today", "--to", "today.html"]).refused(1, "today.html");
    assert_eq!(desk.run(&["print", "today", "--to", "today.html", "--force"]).status, 0);

    let done = desk.run(&["print", "child", "c0001", "--to", "child.txt", "--lang", "zh"]);
    assert_eq!(done.status, 0, "{}", done.err);
    // An answer of the visit form is called as a tier is.
    let sheet = read("child.txt").replace("3 紧急", "");
    assert!(sheet.contains("王小明") && sheet.contains("没人在家"), "{sheet}");
    for secret in ["紧急", "78", "511425201210200010", "仅限"] {
        assert!(!sheet.contains(secret), "{secret} in {sheet}");
    }
    let done = desk.run(&[
        "print",
        "child",
        "C0001",
        "--to",
        "office.txt",
        "--for",
        "office",
        "--lang",
        "zh",
    ]);
    assert_eq!(done.status, 0, "{}", done.err);
    let page = read("office.txt");
    assert!(page.contains("紧急 78") && page.contains("仅限办公室内部"), "{page}");

    // C0002 is accompanied by V0001 and V0002; C0001 is nobody's.
    let done = desk.run(&["print", "volunteer", "V0001", "--to", "list.htm", "--lang", "zh"]);
    assert_eq!(done.status, 0, "{}", done.err);
    let list = read("list.htm");
    assert!(list.contains("李小红") && !list.contains("王小明"), "{list}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(desk.path("list.htm")).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "only the owner may read it");
    }
}

/// Were it chosen, whoever knows the child could tell from what is asked which of it is a worry.
#[test]
fn every_sheet_asks_the_same_whatever_is_known_of_the_child() {
    let desk = county();
    // Of C0001 it is known that the way to school is no worry, of C0002 that it is one.
    let facts = "child_code,code,value,date\nC0001,ACC1_FAR,no,2026-11-10\n\
        C0001,ACC1_MOVED,no,2026-11-10\nC0002,ACC1_FAR,yes,2026-11-10\n";
    write(&desk.path("facts.csv"), facts.as_bytes());
    let done = desk.run(&["import", "facts", "facts.csv"]);
    assert_eq!(done.status, 0, "{}{}", done.out, done.err);
    for code in ["C0001", "C0002"] {
        let words = ["print", "child", code, "--to", "sheet.html", "--force", "--lang", "zh"];
        assert_eq!(desk.run(&words).status, 0);
        let sheet = std::fs::read_to_string(desk.path("sheet.html")).unwrap();
        let all = [
            "上学去得怎么样",
            "功课和作业",
            "对上学有什么想法",
            "家里现在谁照看",
            "上学路上要多久",
        ];
        assert!(sheet.contains(&all.join("、")), "{code}: {sheet}");
    }
}

#[test]
fn a_month_and_the_load_are_printed() {
    let desk = county();
    let read = |name: &str| std::fs::read_to_string(desk.path(name)).unwrap();
    assert_eq!(desk.run(&["print", "month", "--to", "now.txt"]).status, 0);
    let done = desk.run(&["print", "month", "2026-10", "--to", "month.html", "--for", "outside"]);
    assert_eq!(done.status, 0, "{}", done.err);
    assert!(!read("month.html").contains("For the office only"));
    assert_eq!(desk.run(&["print", "load", "--to", "load.html"]).status, 0);
    assert!(read("load.html").contains("For the office only"));
    desk.run(&["print", "load", "--to", "a.txt", "--for", "outside"]).refused(2, "office");
    desk.run(&["print", "month", "October", "--to", "a.txt"]).refused(2, "October");
    desk.run(&["print", "month", "2099-01", "--to", "a.txt"]).refused(2, "2099-01");
}

#[test]
fn what_cannot_be_printed_is_said() {
    let desk = county();
    desk.run(&["print", "child", "C0099", "--to", "a.html"]).refused(1, "C0099");
    desk.run(&["print", "child", "--to", "a.html"]).refused(2, "code");
    desk.run(&["print", "today", "C0001", "--to", "a.html"]).refused(2, "today");
    desk.run(&["print", "today", "--to", "a.pdf"]).refused(2, ".html");
    desk.run(&["print", "today", "--to", "none/a.html"]).refused(1, "a.html");
    desk.run(&["print", "camp", "--to", "a.html"]).refused(2, "camp");
    desk.run(&["print", "today", "--to", "a.html", "--for", "school"]).refused(2, "school");
    assert!(!desk.path("a.html").exists());
}

#[test]
fn a_sheet_to_sign_says_where_a_volunteer_lives() {
    let desk = Desk::new("2026-11-23");
    let mut store = desk.store("2026-11-23");
    let volunteer = Volunteer {
        name: "周桂芳".into(),
        township: Some("西龙镇".into()),
        village: Some("新桥村".into()),
        ..Volunteer::default()
    };
    let id = store.execute(Command::add(volunteer)).unwrap().id;
    let starts_on = "2026-11-28".parse().unwrap();
    let event = Event { title: "培训".into(), starts_on, ..Event::default() };
    let event_id = store.execute(Command::add(event)).unwrap().id;
    let people =
        vec![Participation { event_id, volunteer_id: Some(id), ..Participation::default() }];
    store.execute(Command::SetParticipation { people }).unwrap();
    let done = desk.run(&["print", "event", "E0001", "--to", "sign.txt", "--lang", "zh"]);
    assert_eq!(done.status, 0, "{}", done.err);
    let sheet = std::fs::read_to_string(desk.path("sign.txt")).unwrap();
    let row = sheet.lines().find(|line| line.contains("周桂芳")).unwrap();
    assert!(row.contains("西龙新桥村"), "{sheet}");
}
