//! What the triage queue depends on, read for one child (DOMAIN §1.6).

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row};

use super::super::error::Result;
use super::super::evidence::Filled;
use crate::domain::codes::{Observation, Tier};
use crate::domain::records::Id;
use crate::domain::triage::{Decided, Moment};
use crate::domain::value::{Field as _, Value};

/// A child's tasks, concerns and decisions as they stand.
pub(super) struct Case {
    pub(super) tasks: Vec<Moment>,
    pub(super) concern: Option<Moment>,
    pub(super) lost_volunteer: Option<Moment>,
    pub(super) decided: Option<Decided>,
    pub(super) looked_at_today: bool,
}

/// Reads a case for a day. `has_lead` says whether the child has a volunteer; visits before `since` report nothing new.
pub(super) fn case(
    conn: &Connection,
    child: Id,
    day: NaiveDate,
    has_lead: bool,
    (since, filled): (NaiveDate, Filled),
) -> Result<Case> {
    let decided = if filled.decisions { decided(conn, child, day)? } else { None };
    let may_have_lost = filled.assignments && !has_lead;
    let lost_volunteer =
        if may_have_lost { lost_volunteer(conn, child, day, decided.as_ref())? } else { None };
    let looked_at = filled.visits || filled.contacts || filled.decisions;
    Ok(Case {
        tasks: if filled.tasks { tasks(conn, child)? } else { Vec::new() },
        concern: if filled.visits { concern(conn, child, day, since)? } else { None },
        lost_volunteer,
        decided,
        looked_at_today: looked_at && looked_at_on(conn, child, day)?,
    })
}

fn tasks(conn: &Connection, child: Id) -> Result<Vec<Moment>> {
    let mut statement =
        conn.prepare_cached("SELECT due, id FROM task WHERE child_id = ?1 AND status = 'open'")?;
    let rows =
        statement.query_map([child], |row| Ok(Moment { day: row.get(0)?, id: row.get(1)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What a visit reports, and when that was entered.
struct Report {
    at: Moment,
    /// How bad each of the five observations is.
    grave: [u8; 5],
}

impl Report {
    /// The columns of [`Report::read`].
    const COLUMNS: &str = "entered_on, id, school, health, home, mood, safety";

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let mut grave = [0; 5];
        for (place, grave) in grave.iter_mut().enumerate() {
            let said: Option<String> = row.get(2 + place)?;
            *grave = match said.as_deref() {
                Some(said) if said == Observation::Urgent.code() => 2,
                Some(said) if said == Observation::Concern.code() => 1,
                _ => 0,
            };
        }
        Ok(Self { at: Moment { day: row.get(0)?, id: row.get(1)? }, grave })
    }

    /// Says of nothing worse than the other does.
    fn is_covered_by(&self, other: &Self) -> bool {
        self.grave.iter().zip(other.grave).all(|(own, other)| *own <= other)
    }
}

/// The newest report of a concern, by when it was entered first.
fn concern(
    conn: &Connection,
    child: Id,
    day: NaiveDate,
    since: NaiveDate,
) -> Result<Option<Moment>> {
    // The words of the condition are those of the index.
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {} FROM visit INDEXED BY visit_concern
         WHERE child_id = ?1 AND day BETWEEN ?3 AND ?2 AND voided_on IS NULL
           AND ('concern' IN (school, health, home, mood, safety)
             OR 'urgent' IN (school, health, home, mood, safety))
         ORDER BY entered_on DESC, id DESC",
        Report::COLUMNS
    ))?;
    let mut rows = statement.query(rusqlite::params![child, day, since])?;
    let mut newest = None;
    while let Some(row) = rows.next()? {
        let report = Report::read(row)?;
        // No row is older than what it corrects.
        if newest >= Some(report.at) {
            break;
        }
        newest = newest.max(Some(first_reported(conn, child, &report)?));
    }
    Ok(newest)
}

/// When the concern of a visit was reported first: by the oldest of the rows it corrects that says of nothing less. What stood
/// between them, a slip perhaps, no longer counts.
fn first_reported(conn: &Connection, child: Id, report: &Report) -> Result<Moment> {
    let (mut first, mut at) = (report.at, report.at);
    while let Some(earlier) = corrected(conn, child, at)? {
        at = earlier.at;
        if report.is_covered_by(&earlier) {
            first = at;
        }
    }
    Ok(first)
}

/// The visit that a row corrects: of the journal's rows of its child the one before its own is the voiding of that visit.
fn corrected(conn: &Connection, child: Id, row: Moment) -> Result<Option<Report>> {
    // Few children have a visit that was voided on the day; only theirs are looked for in the journal.
    let may_correct: bool = conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM visit INDEXED BY visit_child WHERE child_id = ?1 AND voided_on = ?2)",
        )?
        .query_row(rusqlite::params![child, row.day], |row| row.get(0))?;
    if !may_correct {
        return Ok(None);
    }
    // What was entered before a merge stands in the journal of the file that was merged away.
    Ok(conn
        .prepare_cached(&format!(
            "SELECT {} FROM visit WHERE child_id = ?1 AND voided_on = ?3 AND id < ?2 AND id = (
                 SELECT iif(old.before IS NULL, NULL, old.row_id) FROM journal_row AS new JOIN journal_row AS old
                   ON old.subject = new.subject AND old.entry = new.entry AND old.tbl = new.tbl AND old.id < new.id
                 WHERE new.subject IN (SELECT id FROM child WHERE id = ?1 OR merged_into_id = ?1)
                   AND new.tbl = 'visit' AND new.row_id = ?2 AND new.before IS NULL
                 ORDER BY new.entry DESC, old.id DESC LIMIT 1)",
            Report::COLUMNS
        ))?
        .query_row(rusqlite::params![child, row.id, row.day], Report::read)
        .optional()?)
}

fn decided(conn: &Connection, child: Id, day: NaiveDate) -> Result<Option<Decided>> {
    let mut statement = conn.prepare_cached(
        "SELECT day, id, tier, until FROM decision WHERE child_id = ?1 AND day <= ?2
         ORDER BY day DESC, id DESC LIMIT 1",
    )?;
    let mut rows = statement.query(rusqlite::params![child, day])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(Decided {
        at: Moment { day: row.get(0)?, id: row.get(1)? },
        tier: Tier::from_value(row.get::<_, Value>(2)?)?,
        until: row.get(3)?,
    }))
}

/// When a child that had a volunteer lost the last one: the day after the match ended, or the day the volunteer left.
fn lost_volunteer(
    conn: &Connection,
    child: Id,
    day: NaiveDate,
    decided: Option<&Decided>,
) -> Result<Option<Moment>> {
    // A volunteer is away by the status. Programs before this one noted no day with it, or left an old one behind: then the
    // journal knows the day.
    let lost: Option<NaiveDate> = conn
        .prepare_cached(
            "WITH matched AS (
                 SELECT coalesce(date(to_day, '+1 day'), '9999-12-31') AS ended,
                        iif(volunteer.status <> 'left', '9999-12-31', coalesce(volunteer.left_on, (
                            SELECT max(entry.day) FROM journal_row JOIN entry ON entry.id = journal_row.entry
                            WHERE subject = volunteer.id AND tbl = 'volunteer'
                              AND json_extract(after, '$.status') = 'left'), volunteer.entered_on)) AS gone
                 FROM assignment JOIN volunteer ON volunteer.id = assignment.volunteer_id
                 WHERE assignment.child_id = ?1 AND (from_day IS NULL OR from_day <= ?2))
             SELECT max(min(ended, gone)) FROM matched WHERE ended <= ?2 OR gone <= ?2",
        )?
        .query_row(rusqlite::params![child, day], |row| row.get(0))?;
    let Some(lost) = lost else { return Ok(None) };
    // An ending changes a row that is older than the decision; on one day the journal tells which came first.
    let same_day = decided.is_some_and(|decided| decided.at.day == lost);
    let id = if same_day && ended_after_decision(conn, child)? { Id::MAX } else { 0 };
    Ok(Some(Moment { day: lost, id }))
}

fn ended_after_decision(conn: &Connection, child: Id) -> Result<bool> {
    Ok(conn
        .prepare_cached(
            "SELECT coalesce(max(id) FILTER (WHERE tbl <> 'decision'), 0)
                  > coalesce(max(id) FILTER (WHERE tbl = 'decision'), 0)
             FROM journal_row
             WHERE (subject = ?1 AND tbl IN ('assignment', 'decision'))
                OR subject IN (SELECT volunteer_id FROM assignment WHERE child_id = ?1)",
        )?
        .query_row([child], |row| row.get(0))?)
}

/// Looked at: a visit, contact or decision entered on the day.
fn looked_at_on(conn: &Connection, child: Id, day: NaiveDate) -> Result<bool> {
    Ok(conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM decision WHERE child_id = ?1 AND entered_on = ?2)
                 OR EXISTS (SELECT 1 FROM contact WHERE child_id = ?1 AND entered_on = ?2 AND voided_on IS NULL)
                 OR EXISTS (SELECT 1 FROM visit WHERE child_id = ?1 AND entered_on = ?2 AND voided_on IS NULL)",
        )?
        .query_row(rusqlite::params![child, day], |row| row.get(0))?)
}
