//! The office's own calendar on a database that holds scores already: what is read goes by it, `doctor` says so, nothing is
//! written but by a change.

use serde_json::Value;

use super::county::TODAY;
use super::desk::{Desk, write};

/// A child whose rate of attendance runs until 20 November.
fn desk() -> Desk {
    let desk = Desk::with_office(TODAY);
    write(&desk.path("c.csv"), "name,code\n王小明,C0017\n".as_bytes());
    let rows =
        "child_code,from,to,days_recorded,absent_excused\nC0017,2026-11-02,2026-11-20,15,4\n";
    write(&desk.path("a.csv"), rows.as_bytes());
    assert_eq!(desk.run(&["import", "children", "c.csv"]).status, 0);
    assert_eq!(desk.run(&["import", "attendance", "a.csv"]).status, 0);
    desk
}

/// The last good day of its rate, as a list answers.
fn good_until(desk: &Desk, words: &[&str]) -> String {
    let mut all = vec!["list", "children", "--format", "json"];
    all.extend(words);
    let rows = desk.run(&all).json();
    let reasons = rows[0]["reasons"].as_array().unwrap();
    let rate = reasons.iter().find(|reason| reason["code"] == "ATT1").unwrap();
    rate["expires"].as_str().unwrap().to_owned()
}

#[test]
fn an_office_calendar_counts_for_what_was_scored_before_it() {
    let desk = desk();
    // Thirty term days after 20 November.
    assert_eq!(good_until(&desk, &[]), "2026-12-20");
    desk.run(&["template", "calendar", "--to", "own.toml"]);
    let own = std::fs::read_to_string(desk.path("own.toml")).unwrap();
    write(&desk.path("own.toml"), own.replace("2027-01-22", "2026-11-27").as_bytes());
    write(&desk.path("config.toml"), b"calendar = \"own.toml\"\n");
    let config = desk.path("config.toml");
    let own = ["--config", config.to_str().unwrap()];
    let history = || desk.run(&["history", "--format", "json"]).json();
    let entries = history();

    // Seven of them until 27 November, the other 23 from 22 February. Reading on a named day writes nothing.
    let version = || {
        let conn = rusqlite::Connection::open(desk.db()).unwrap();
        conn.query_row("SELECT reasons FROM child_risk", [], |row| row.get::<_, String>(0)).unwrap()
    };
    let kept = version();
    assert_eq!(good_until(&desk, &own), "2027-03-16");
    assert_eq!(good_until(&desk, &[own[0], own[1], "--as-of", TODAY]), "2027-03-16");
    assert_eq!(good_until(&desk, &[own[0], own[1], "--today", "2026-11-24"]), "2027-03-16");
    assert_eq!(version(), kept);
    let doctor = desk.run(&[own[0], own[1], "doctor", "--format", "json"]);
    let found: Value = doctor.json();
    assert_eq!(found["checks"]["other_calendar"], true);
    assert_eq!(found["result"]["healthy"], true);
    assert!(doctor.err.contains("the school calendar, or the rules"), "{}", doctor.err);
    assert_eq!(version(), kept);
    assert_eq!(history(), entries);

    // The next change, of another child, scores this one too.
    write(&desk.path("d.csv"), "name,code\n李小红,C0018\n".as_bytes());
    assert_eq!(desk.run(&[own[0], own[1], "import", "children", "d.csv"]).status, 0);
    assert!(version().contains("2027-03-16"), "{}", version());
    let doctor = desk.run(&[own[0], own[1], "doctor", "--format", "json"]);
    assert_eq!(doctor.json()["checks"]["other_calendar"], false);
    assert_eq!(doctor.err, "");
    assert_eq!(history().as_array().unwrap().len(), entries.as_array().unwrap().len() + 1);
}
