//! The school calendar has changed since the scores were kept: a console that opens the file goes by the new one, once, and two
//! that work by different ones leave each other alone.

use chrono::NaiveDate;
use peiban::console::action::Route;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::records::{AttendanceRange, Visit};
use peiban::store::{CalendarState, Command, Context, Store};

use super::robot::{Robot, TODAY, day};
use super::{Desk, child, id};

/// The embedded calendar with a term that ends on 27 November.
fn shortened() -> SchoolCalendar {
    let text = SchoolCalendar::EMBEDDED.replace("2027-01-22", "2026-11-27");
    assert_ne!(text, SchoolCalendar::EMBEDDED);
    SchoolCalendar::parse(&text).unwrap()
}

/// Three children; the first one's rate of attendance runs until 20 November.
fn desk() -> Desk {
    let desk = Desk::new(3);
    let mut store = desk.store("李晓");
    let range = AttendanceRange {
        child_id: id(&store, "C0001"),
        from_day: day("2026-11-02"),
        to_day: day("2026-11-20"),
        days_recorded: 15.0,
        absent_excused: Some(4.0),
        ..AttendanceRange::default()
    };
    store.execute(Command::add(range)).unwrap();
    desk
}

fn open(desk: &Desk, pinned: bool, calendar: SchoolCalendar) -> Store {
    let context = Context { today: day(TODAY), pinned, user: "陈静".into() };
    Store::open(&desk.path(), context, calendar).unwrap()
}

/// The last good day of the first child's rate.
fn good_until(store: &Store) -> Option<NaiveDate> {
    let child = id(store, "C0001");
    let queries = store.queries();
    let risk = queries.risk_of(child).unwrap().unwrap();
    risk.reasons.first().and_then(|reason| reason.expires)
}

/// Thirty term days after 20 November.
const UNCHANGED: &str = "2026-12-20";
/// Seven of them until 27 November, the other 23 from 22 February.
const SHORTENED: &str = "2027-03-16";

#[test]
fn a_calendar_that_changed_scores_everything_anew_once() {
    let desk = desk();
    let before = open(&desk, false, SchoolCalendar::embedded());
    assert_eq!(before.calendar_state(), CalendarState::Same);
    assert_eq!(good_until(&before), Some(day(UNCHANGED)));
    let entries = before.queries().count_history(None).unwrap();
    drop(before);

    // A pinned day writes nothing, and still goes by it; the same calendar in other words is the same.
    let version = |store: &Store| store.data_version().unwrap();
    let beside = open(&desk, true, SchoolCalendar::embedded());
    let unwritten = version(&beside);
    let mut pinned = open(&desk, true, shortened());
    assert_eq!(pinned.calendar_state(), CalendarState::Other);
    assert_eq!(good_until(&pinned), Some(day(SHORTENED)));
    let findings = pinned.examine().unwrap();
    assert!(findings.other_calendar && findings.is_healthy(), "{findings:?}");
    assert_eq!(good_until(&pinned), Some(day(SHORTENED)));
    let other_words = format!("# ours\n{}", SchoolCalendar::EMBEDDED);
    let same = open(&desk, false, SchoolCalendar::parse(&other_words).unwrap());
    assert_eq!(same.calendar_state(), CalendarState::Same);
    assert_eq!(version(&beside), unwritten);

    let mut first = open(&desk, false, shortened());
    assert_eq!(first.calendar_state(), CalendarState::Settled);
    assert_eq!(good_until(&first), Some(day(SHORTENED)));
    assert!(version(&beside) != unwritten);
    assert_eq!(first.queries().count_history(None).unwrap(), entries);
    let findings = first.examine().unwrap();
    assert!(findings.is_healthy() && !findings.other_calendar, "{findings:?}");
    drop(first);
    let written = version(&beside);
    assert_eq!(open(&desk, false, shortened()).calendar_state(), CalendarState::Same);
    assert_eq!(version(&beside), written);
}

#[test]
fn a_change_on_a_pinned_day_scores_everything_anew() {
    let desk = desk();
    let mut pinned = open(&desk, true, shortened());
    let mut counted = Vec::new();
    pinned
        .execute_watched(Command::add(child("新来的")), &mut |done| {
            counted.push(done);
            true
        })
        .unwrap();
    // All children are told of, as when a setting changes.
    assert!(counted.contains(&0), "{counted:?}");
    assert_eq!(pinned.calendar_state(), CalendarState::Settled);
    assert_eq!(good_until(&pinned), Some(day(SHORTENED)));
    assert!(pinned.examine().unwrap().is_healthy());
    assert_eq!(open(&desk, true, shortened()).calendar_state(), CalendarState::Same);
}

#[test]
fn two_consoles_with_different_calendars_do_not_answer_each_other() {
    let desk = desk();
    let mut old = Robot::new(open(&desk, false, SchoolCalendar::embedded()));
    let mut new = Robot::new(open(&desk, false, shortened()));
    let watch = open(&desk, true, SchoolCalendar::embedded());
    let quiet = watch.data_version().unwrap();
    for _ in 0..3 {
        old.waits(super::POLL);
        new.waits(super::POLL);
    }
    assert_eq!(watch.data_version().unwrap(), quiet);
    let first = id(&watch, "C0001");
    new.shell().go(Route::Child(first));
    new.draw();
    new.sees("03-16过期");
}

#[test]
fn what_an_older_calendar_scores_meanwhile_is_mended_at_the_next_opening() {
    let desk = desk();
    let mut old = open(&desk, false, SchoolCalendar::embedded());
    let mut new = open(&desk, false, shortened());
    old.refresh().unwrap();
    assert_eq!(good_until(&old), Some(day(SHORTENED)));
    let visit = Visit { child_id: id(&old, "C0001"), day: day(TODAY), ..Visit::default() };
    old.execute(Command::add(visit)).unwrap();
    // The new one leaves it so, until somebody opens the file; what it opens itself for a long job doesn't count.
    let written = old.data_version().unwrap();
    new.refresh().unwrap();
    drop(new.another().unwrap());
    assert_eq!(old.data_version().unwrap(), written);
    assert_eq!(good_until(&new), Some(day(UNCHANGED)));
    let again = open(&desk, false, shortened());
    assert_eq!(again.calendar_state(), CalendarState::Settled);
    assert_eq!(good_until(&again), Some(day(SHORTENED)));
    drop(again);
    assert_eq!(open(&desk, false, shortened()).calendar_state(), CalendarState::Same);
}
