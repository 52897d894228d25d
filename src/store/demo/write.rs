//! Writes the made-up county: a small one as operators would have entered it, journalled day by day; a large one in one
//! go, without its journal (DESIGN §6).

use std::collections::BTreeMap;

use chrono::{Days, Local, NaiveDate, NaiveTime, TimeZone};
use rusqlite::{Connection, Transaction};

use super::chance::Chance;
use super::county::County;
use super::gather::reopened;
use super::year::{Entered, Write};
use crate::domain::records::{Id, Meta};
use crate::domain::value::Value;
use crate::store::any::{AnyRecord, Kind};
use crate::store::error::{Result, StoreError};
use crate::store::rows;

/// In which order the work of one day was entered: who is referred to comes first.
const ORDER: [&str; 15] = [
    "import_volunteers",
    "import_children",
    "add_child",
    "import_assignments",
    "add_assignment",
    "close_volunteer",
    "add_event",
    "set_participation",
    "import_attendance",
    "add_attendance_day",
    "import_exams",
    "add_fact",
    "add_contact",
    "add_visit",
    "add_decision",
];
/// Commands that are one entry a record in a small office.
const SINGLE: [&str; 5] = ["add_decision", "add_visit", "add_contact", "add_event", "add_child"];
/// Up to this many children the journal has one entry a visit, above one a day.
const SMALL: usize = 1000;

/// Hears how many children are done; `false` stops.
pub(super) type Progress<'p> = &'p mut dyn FnMut(usize) -> bool;

/// The people: volunteers, then each child behind its carer.
fn people(county: &County, put: &mut dyn FnMut(Vec<Entered>) -> Result<()>) -> Result<()> {
    let first = county.first_day();
    for volunteer in 0..county.volunteers {
        put(vec![Entered::add(first, "import_volunteers", county.volunteer(volunteer))])?;
    }
    for index in 0..county.children {
        let (child, carer) = county.child(index);
        let on = county.entered(index);
        let command = if on == first { "import_children" } else { "add_child" };
        let carer = carer.map(|carer| Entered::add(on, command, carer));
        put(carer.into_iter().chain([Entered::add(on, command, child)]).collect())?;
    }
    Ok(())
}

/// Writes everything without a journal, child by child.
pub(super) fn in_bulk(tx: &Transaction<'_>, county: &County, progress: Progress<'_>) -> Result<()> {
    let mut next = county.first_free(county.events());
    people(county, &mut |entered| write_all(tx, county, &mut next, entered))?;
    for child in 0..county.children {
        write_all(tx, county, &mut next, county.year(child))?;
        if child % 500 == 0 && !progress(child) {
            return Err(StoreError::Stopped);
        }
    }
    county.gather(&mut |entered| write_all(tx, county, &mut next, entered))?;
    store_counters(tx, next, 1)
}

fn write_all(
    conn: &Connection,
    county: &County,
    next: &mut i64,
    entered: Vec<Entered>,
) -> Result<()> {
    for Entered { on, write, .. } in entered {
        match write {
            Write::Add(record) => {
                insert(conn, county, next, record, on, moment(on, 0, county))?;
            }
            Write::Set(kind, id, changes) => {
                rows::set_columns(conn, kind.table(), id, &changes, moment(on, 0, county))?;
            }
        }
    }
    Ok(())
}

fn insert(
    conn: &Connection,
    county: &County,
    next: &mut i64,
    mut record: AnyRecord,
    on: NaiveDate,
    at: i64,
) -> Result<Id> {
    let mut id = record.meta().id;
    if id == 0 {
        id = county.id(*next);
        *next += 1;
    }
    record.set_meta(Meta { id, version: 1, entered_on: Some(on) });
    let (kind, values) = (record.kind(), record.values());
    rows::insert(conn, kind.table(), kind.columns(), record.meta(), &values, at)?;
    Ok(id)
}

/// What is to be set later, and under which command.
type Later = (&'static str, Kind, Id, Vec<(&'static str, Value)>);

/// Writes everything as operators would have: day by day, one journal entry for each piece of work.
pub(super) fn as_entered(
    tx: &Transaction<'_>,
    county: &County,
    progress: Progress<'_>,
) -> Result<()> {
    let mut all = Vec::new();
    people(county, &mut |entered| {
        all.extend(entered);
        Ok(())
    })?;
    for child in 0..county.children {
        all.extend(county.year(child));
        if child % 500 == 0 && !progress(child / 2) {
            return Err(StoreError::Stopped);
        }
    }
    county.gather(&mut |entered| {
        all.extend(entered);
        Ok(())
    })?;
    all.sort_by_key(|entered| (entered.on, place(entered.command)));

    let total = all.len().max(1);
    let mut journal = Journal::new(tx, county);
    let mut later: BTreeMap<NaiveDate, Vec<Later>> = BTreeMap::new();
    let mut next = county.first_free(county.events());
    for (done, Entered { on, command, write }) in all.into_iter().enumerate() {
        while let Some(day) = later.first_entry().filter(|day| *day.key() <= on) {
            let day = day.remove_entry();
            for (command, kind, id, changes) in day.1 {
                let at = journal.entry(day.0, command)?;
                rows::set_columns(tx, kind.table(), id, &changes, at)?;
            }
        }
        let at = journal.entry(on, command)?;
        match write {
            Write::Add(AnyRecord::Task(task)) => {
                let (open, done) = reopened(&task);
                let id = insert(tx, county, &mut next, open.into(), on, at)?;
                if let Some((day, changes)) = done {
                    later.entry(day).or_default().push(("task_done", Kind::Task, id, changes));
                }
            }
            Write::Add(record) => {
                insert(tx, county, &mut next, record, on, at)?;
            }
            Write::Set(kind, id, changes) => {
                rows::set_columns(tx, kind.table(), id, &changes, at)?;
            }
        }
        if done % 10_000 == 0 && !progress(county.children / 2 + county.children * done / total / 2)
        {
            return Err(StoreError::Stopped);
        }
    }
    tx.execute("UPDATE journal_now SET entry = NULL", [])?;
    store_counters(tx, next, journal.next)
}

fn place(command: &str) -> usize {
    ORDER.iter().position(|known| *known == command).unwrap_or(ORDER.len())
}

fn store_counters(conn: &Connection, record: i64, entry: i64) -> Result<()> {
    for (name, next) in [("record", record), ("entry", entry)] {
        conn.execute(
            "UPDATE counter SET next = ?2 WHERE name = ?1",
            rusqlite::params![name, next],
        )?;
    }
    Ok(())
}

/// The journal as it grows.
struct Journal<'a> {
    tx: &'a Transaction<'a>,
    county: &'a County,
    next: i64,
    open: Option<(NaiveDate, &'static str, i64)>,
    of_day: i64,
    chance: Chance,
}

impl<'a> Journal<'a> {
    fn new(tx: &'a Transaction<'a>, county: &'a County) -> Self {
        let chance = county.chance(50, 0);
        Self { tx, county, next: 1, open: None, of_day: 0, chance }
    }

    /// Opens an entry, unless the work goes on in the one that is open. Returns its moment.
    fn entry(&mut self, on: NaiveDate, command: &'static str) -> Result<i64> {
        let goes_on = self.county.children > SMALL || !SINGLE.contains(&command);
        match self.open {
            Some((day, open, at)) if day == on && open == command && goes_on => return Ok(at),
            Some((day, ..)) if day == on => self.of_day += 1,
            _ => self.of_day = 0,
        }
        let at = moment(on, self.of_day, self.county);
        let operators = &self.county.words.operators;
        // Since the first operator's last session only the other has worked.
        let anyone = self.chance.pick(operators);
        let user = match command {
            "add_decision" => self.county.decider(on),
            _ if on > self.county.session_day() => operators[operators.len() - 1].as_str(),
            _ => anyone.as_str(),
        };
        let id = self.county.id(self.next);
        self.next += 1;
        self.tx
            .prepare_cached(
                "INSERT INTO entry (id, at, day, user, command) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(rusqlite::params![id, at, on, user, command])?;
        self.tx.prepare_cached("UPDATE journal_now SET entry = ?1")?.execute([id])?;
        self.open = Some((on, command, at));
        Ok(at)
    }
}

/// When the work of a day was entered: every other minute from 08:40, today from 08:00 on, and never later than now.
fn moment(day: NaiveDate, of_day: i64, county: &County) -> i64 {
    let start = if day == county.today { 8 * 60 } else { 8 * 60 + 40 };
    let minutes = (start + of_day * 2).min(17 * 60);
    (midnight(day) + minutes * 60).min(county.latest)
}

/// When a day begins by this machine's clock: what is shown of the journal is shown by it too, and so within office hours.
fn midnight(day: NaiveDate) -> i64 {
    let midnight = day.and_time(NaiveTime::MIN);
    let local = Local.from_local_datetime(&midnight).earliest();
    local.map_or_else(|| midnight.and_utc().timestamp(), |at| at.timestamp())
}

/// Seeds the last session of the operators: the Friday before, from 08:35 to 17:20, and a week earlier.
pub(super) fn seed_session(conn: &Connection, county: &County, user: &str) -> Result<()> {
    let mut users: Vec<&str> = county.words.operators.iter().map(String::as_str).collect();
    if !users.contains(&user) {
        users.push(user);
    }
    for friday in [county.session_day() - Days::new(7), county.session_day()] {
        let midnight = midnight(friday);
        for user in &users {
            conn.execute(
                "INSERT INTO session (user, opened_at, closed_at, last_entry, last_day)
                 VALUES (?1, ?2, ?3, coalesce((SELECT max(id) FROM entry WHERE day <= ?4), 0), ?4)",
                rusqlite::params![user, midnight + 515 * 60, midnight + 1040 * 60, friday],
            )?;
        }
    }
    Ok(())
}
