//! What is computed from the records and kept: scores and their history, due days, birthdays, tallies, search terms.
//!
//! Triggers only mark what a write touched; before the commit [`settle`] computes the marked children and records anew.
//! [`advance`] moves everything on to a later day by looking only at the rows whose `next_change_on` has come.

pub(super) mod as_of;
mod cases;
pub(super) mod doctor;
mod queue;
pub(super) mod scorer;
mod search;
pub(super) mod shadow;
mod tallies;
pub(super) mod terms;
pub(super) mod trial;

use chrono::NaiveDate;
use rusqlite::Connection;

use self::scorer::{Scorer, Target};
pub(super) use self::tallies::count_records;
use super::bulk::{New, Resting};
use super::error::{Result, StoreError};
use crate::domain::calendar::SchoolCalendar;
use crate::domain::records::Id;
use crate::domain::settings::Settings;

/// The tables that are wholly computed from the records: emptied and filled anew, they say the same. `score_history` is not
/// among them, since it knows under which rules a child once stood where it did.
pub(super) const COMPUTED: [&str; 8] = [
    "child_risk",
    "visit_due",
    "triage",
    "child_birthday",
    "tally",
    "search_term",
    "search_dirty",
    "risk_dirty",
];

/// The rules of the score and of the queue, counted up whenever one of them changes: what an older program has computed is
/// computed anew, as with another calendar.
const RULES: i64 = 5;

/// What the scoring goes by.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    /// School days and terms.
    pub(crate) calendar: SchoolCalendar,
    /// Weights, cut points, cadences.
    pub(crate) settings: Settings,
    /// From this day on the office keeps visits here.
    pub(crate) visits_since: NaiveDate,
}

impl Rules {
    /// A number that another calendar, or a program with other rules, hasn't.
    fn fingerprint(&self) -> i64 {
        self.calendar.fingerprint().wrapping_add(RULES)
    }
}

/// How fresh the derived tables are.
pub(super) struct State {
    /// The day the scores stand for.
    pub(super) scored_for: Option<NaiveDate>,
    /// Something is marked and not yet computed.
    pub(super) has_marks: bool,
    /// A rule changed: everything must be scored anew.
    pub(super) all_dirty: bool,
    /// The [`Rules::fingerprint`] by which the scores were computed; `None` = not known, or of several.
    calendar: Option<i64>,
}

impl State {
    /// True when the stored tables answer for this day as they are.
    pub(super) fn is_fresh(&self, day: NaiveDate) -> bool {
        self.scored_for == Some(day) && !self.has_marks && !self.all_dirty
    }

    /// True when all stored scores were computed by this calendar and the program's present rules.
    pub(super) fn goes_by(&self, rules: &Rules) -> bool {
        self.calendar == Some(rules.fingerprint())
    }
}

/// Looks how fresh the derived tables are.
pub(super) fn state(conn: &Connection) -> Result<State> {
    Ok(conn
        .prepare_cached(
            "SELECT scored_for, all_dirty,
                    EXISTS (SELECT 1 FROM risk_dirty) OR EXISTS (SELECT 1 FROM search_dirty),
                    calendar
             FROM derived",
        )?
        .query_row([], |row| {
            Ok(State {
                scored_for: row.get(0)?,
                all_dirty: row.get(1)?,
                has_marks: row.get(2)?,
                calendar: row.get(3)?,
            })
        })?)
}

/// Marks everything to be scored anew, as a changed setting does.
pub(super) fn mark_all(conn: &Connection) -> Result<()> {
    conn.execute("UPDATE derived SET all_dirty = 1", [])?;
    Ok(())
}

/// Notes for which day, and by which calendar, all scores have been computed.
pub(super) fn note_scored(conn: &Connection, rules: &Rules, day: NaiveDate) -> Result<()> {
    conn.execute(
        "UPDATE derived SET scored_for = ?1, all_dirty = 0, calendar = ?2",
        rusqlite::params![day, rules.fingerprint()],
    )?;
    Ok(())
}

fn ids(conn: &Connection, sql: &str, params: &[&dyn rusqlite::ToSql]) -> Result<Vec<Id>> {
    let mut statement = conn.prepare_cached(sql)?;
    let found = statement.query_map(params, |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Moves the scores on to a later day: only what time alone changes. An earlier day changes nothing.
pub(super) fn advance(conn: &Connection, rules: &Rules, today: NaiveDate) -> Result<()> {
    let from = state(conn)?.scored_for;
    if from.is_some_and(|from| from >= today) {
        return Ok(());
    }
    let due = ids(conn, "SELECT child_id FROM child_risk WHERE next_change_on <= ?1", &[&today])?;
    let mut scorer = Scorer::new(conn, rules, today, Target::Stored)?;
    for child in due {
        scorer.move_on(child)?;
    }
    scorer.finish()?;
    conn.prepare_cached("UPDATE derived SET scored_for = ?1")?.execute([today])?;
    Ok(())
}

/// The tables of a row or more a child.
const OF_CHILDREN: &[&str] =
    &["child_risk", "score_history", "visit_due", "child_birthday", "triage"];

/// Computes anew what the transaction touched. `today` is the day of entry; the scores stand for that day or a later one.
/// `progress` hears how many children are scored when a rule changed and all of them are, and stops that by `false`.
/// `new` tells of the records that a long import added.
pub(super) fn settle(
    conn: &Connection,
    rules: &Rules,
    today: NaiveDate,
    progress: &mut dyn FnMut(usize) -> bool,
    new: Option<New>,
) -> Result<()> {
    let state = state(conn)?;
    let day = state.scored_for.unwrap_or(today);
    if state.all_dirty {
        let mut rules = rules.clone();
        rules.read_settings(conn, day)?;
        rescore_all(conn, &rules, day, today, progress)?;
    } else {
        let marked = ids(conn, "SELECT child_id FROM risk_dirty ORDER BY child_id", &[])?;
        let ids = new.as_ref().map_or(0..0, |new| new.ids.clone());
        let mut resting = Resting::default();
        for table in OF_CHILDREN {
            match new {
                Some(_) => resting.take_for_new(conn, table, marked.len())?,
                None => resting.take_for_old(conn, table, marked.len())?,
            }
        }
        let mut scorer = Scorer::new(conn, rules, day, Target::Stored)?.with_new(ids);
        for child in marked {
            scorer.rescore(child, today)?;
        }
        scorer.finish()?;
        resting.give_back(conn)?;
        conn.prepare_cached("DELETE FROM risk_dirty")?.execute([])?;
    }
    // Those of new records stand before one of them may be taken back.
    if let Some(new) = new {
        for gathered in new.terms.wait() {
            gathered.insert(conn)?;
        }
    }
    search::settle(conn)
}

/// Brings everything to a day, earlier or later than the one the scores stand for. `progress` hears how many of the children
/// are scored where all of them are, and stops that by `false`.
pub(super) fn bring_to(
    conn: &Connection,
    rules: &Rules,
    day: NaiveDate,
    progress: &mut dyn FnMut(usize) -> bool,
) -> Result<()> {
    match state(conn)?.scored_for {
        Some(scored) if scored <= day => {
            advance(conn, rules, day)?;
            settle(conn, rules, day, progress, None)
        }
        _ => {
            conn.execute("DELETE FROM score_history WHERE from_day > ?1", [day])?;
            rescore_all(conn, rules, day, day, progress)?;
            search::settle(conn)
        }
    }
}

/// Scores every child anew for `day`; history before `entry_day` stays.
fn rescore_all(
    conn: &Connection,
    rules: &Rules,
    day: NaiveDate,
    entry_day: NaiveDate,
    progress: &mut dyn FnMut(usize) -> bool,
) -> Result<()> {
    let mut scorer = Scorer::new(conn, rules, day, Target::Stored)?;
    let children = ids(conn, "SELECT id FROM child UNION SELECT child_id FROM child_risk", &[])?;
    for (done, child) in children.into_iter().enumerate() {
        if done % 500 == 0 && !progress(done) {
            return Err(StoreError::Stopped);
        }
        scorer.rescore(child, entry_day)?;
    }
    scorer.finish()?;
    conn.execute("DELETE FROM risk_dirty", [])?;
    note_scored(conn, rules, day)
}

/// Computes everything anew from the records, for the day the scores stand for. History is walked again from `since`,
/// by what had been entered on each day; what came before is dropped with it.
pub(super) fn rebuild(
    conn: &Connection,
    rules: &Rules,
    day: NaiveDate,
    since: Option<NaiveDate>,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<()> {
    for table in COMPUTED {
        conn.execute(&format!("DELETE FROM {table}"), [])?;
    }
    if since.is_some() {
        conn.execute("DELETE FROM score_history", [])?;
    }
    let children = ids(conn, "SELECT id FROM child ORDER BY id", &[])?;
    let mut scorer = Scorer::new(conn, rules, day, Target::Stored)?;
    for (done, child) in children.iter().enumerate() {
        match since {
            Some(since) => scorer.walk_from(*child, since)?,
            None => scorer.rescore(*child, day)?,
        }
        if done % 1000 == 0 && !progress(done, children.len()) {
            return Err(StoreError::Stopped);
        }
    }
    scorer.finish()?;
    search::rebuild(conn)?;
    note_scored(conn, rules, day)
}
