//! What the rules read about one child, loaded from its records, with the days on which each was entered and voided.

use chrono::NaiveDate;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row};

use super::error::Result;
use crate::domain::codes::{
    AttendanceStatus, CelebrateBy, Coded, CoreSubject, ExamType, FactCode, FactValue, Status,
};
use crate::domain::dates::plain_day;
use crate::domain::records::Id;
use crate::domain::risk::{DayMark, Evidence, FactMark, Mark, RangeMark, VisitMark};
use crate::domain::value::{BadValue, Field, Value};
use crate::domain::visit_due::start_day;

/// A mark with the days on which it came to be known and ceased to hold.
struct Stamped<T> {
    mark: T,
    entered: NaiveDate,
    voided: Option<NaiveDate>,
}

/// The child's own row, as far as the rules and the lists need it.
pub(super) struct ChildRow {
    pub(super) code: String,
    pub(super) active: bool,
    pub(super) birth_date: Option<NaiveDate>,
    pub(super) lunar: Option<crate::domain::lunar::LunarBirthday>,
    pub(super) celebrate_by: Option<CelebrateBy>,
    grade: Option<(u8, i32)>,
    start_day: NaiveDate,
    pub(super) first_day: NaiveDate,
}

/// Everything recorded about one child that the rules read.
pub(super) struct Dossier {
    pub(super) child: ChildRow,
    attendance_days: Vec<Stamped<DayMark>>,
    attendance_ranges: Vec<Stamped<RangeMark>>,
    marks: Vec<Stamped<Mark>>,
    facts: Vec<Stamped<FactMark>>,
    visits: Vec<Stamped<VisitMark>>,
    seen_at_events: Vec<Stamped<(NaiveDate, NaiveDate)>>,
}

/// Which tables hold anything at all: an import of names alone then asks none of the others.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "one a table")]
pub(super) struct Filled {
    attendance_days: bool,
    attendance_ranges: bool,
    marks: bool,
    facts: bool,
    /// Whether any visit exists; likewise below.
    pub(super) visits: bool,
    pub(super) contacts: bool,
    pub(super) tasks: bool,
    pub(super) decisions: bool,
    events: bool,
    /// Whether any assignment exists.
    pub(super) assignments: bool,
}

impl Filled {
    /// Looks once.
    pub(super) fn look(conn: &Connection) -> Result<Self> {
        Ok(conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM attendance_day), EXISTS (SELECT 1 FROM attendance_range),
                        EXISTS (SELECT 1 FROM exam), EXISTS (SELECT 1 FROM fact),
                        EXISTS (SELECT 1 FROM visit), EXISTS (SELECT 1 FROM participation),
                        EXISTS (SELECT 1 FROM assignment), EXISTS (SELECT 1 FROM contact),
                        EXISTS (SELECT 1 FROM task), EXISTS (SELECT 1 FROM decision)",
            )?
            .query_row([], |row| {
                Ok(Self {
                    attendance_days: row.get(0)?,
                    attendance_ranges: row.get(1)?,
                    marks: row.get(2)?,
                    facts: row.get(3)?,
                    visits: row.get(4)?,
                    events: row.get(5)?,
                    assignments: row.get(6)?,
                    contacts: row.get(7)?,
                    tasks: row.get(8)?,
                    decisions: row.get(9)?,
                })
            })?)
    }
}

/// Reads a code column.
fn code<T: Field>(row: &Row<'_>, index: usize) -> Result<T> {
    Ok(T::from_value(row.get::<_, Value>(index)?)?)
}

/// Reads a required code without copying its text.
pub(super) fn listed<T: Coded>(
    row: &Row<'_>,
    index: usize,
    from: impl Fn(&str) -> Option<T>,
) -> Result<T> {
    let kept = row.get_ref(index)?.as_str().unwrap_or_default();
    from(kept)
        .ok_or_else(|| BadValue { value: Value::Text(kept.to_owned()), expected: T::WHAT }.into())
}

/// Reads a day. A score reads hundreds of them, so the plain form is read without the general parser.
pub(super) fn day(row: &Row<'_>, index: usize) -> Result<NaiveDate> {
    match row.get_ref(index)?.as_bytes().ok().and_then(plain_day) {
        Some(day) => Ok(day),
        None => Ok(row.get(index)?),
    }
}

/// Reads a day that may be blank.
pub(super) fn maybe_day(row: &Row<'_>, index: usize) -> Result<Option<NaiveDate>> {
    let is_blank = row.get_ref(index)? == ValueRef::Null;
    if is_blank { Ok(None) } else { day(row, index).map(Some) }
}

fn load<T>(
    conn: &Connection,
    wanted: bool,
    sql: &str,
    child: Id,
    read: impl Fn(&Row<'_>) -> Result<Option<Stamped<T>>>,
) -> Result<Vec<Stamped<T>>> {
    let mut found = Vec::new();
    if wanted {
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query([child])?;
        while let Some(row) = rows.next()? {
            found.extend(read(row)?);
        }
    }
    Ok(found)
}

impl ChildRow {
    fn load(conn: &Connection, id: Id, visits_since: NaiveDate) -> Result<Option<Self>> {
        let mut statement = conn.prepare_cached(
            "SELECT code, status, birth_date, lunar_birthday, celebrate_by, grade, grade_year, admitted_on,
                    entered_on
             FROM child WHERE id = ?1",
        )?;
        let mut rows = statement.query([id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let (grade, year): (Option<i64>, Option<i64>) = (row.get(5)?, row.get(6)?);
        let grade = grade.and_then(|grade| u8::try_from(grade).ok());
        let year = year.and_then(|year| i32::try_from(year).ok());
        let (admitted_on, first_day) = (maybe_day(row, 7)?, day(row, 8)?);
        Ok(Some(Self {
            code: row.get(0)?,
            active: listed(row, 1, Status::from_code)? == Status::Active,
            birth_date: maybe_day(row, 2)?,
            lunar: code(row, 3)?,
            celebrate_by: code(row, 4)?,
            grade: grade.zip(year),
            start_day: start_day(admitted_on, first_day, visits_since),
            first_day,
        }))
    }
}

impl Dossier {
    /// Loads a child's dossier, voided rows too; `None` when there is no such child.
    pub(super) fn load(
        conn: &Connection,
        id: Id,
        visits_since: NaiveDate,
        filled: Filled,
    ) -> Result<Option<Self>> {
        let Some(child) = ChildRow::load(conn, id, visits_since)? else { return Ok(None) };
        let attendance_days = load(
            conn,
            filled.attendance_days,
            "SELECT id, day, status, entered_on, voided_on FROM attendance_day
             WHERE child_id = ?1 ORDER BY day DESC, id DESC",
            id,
            |row| {
                let mark = DayMark {
                    id: row.get(0)?,
                    day: day(row, 1)?,
                    status: listed(row, 2, AttendanceStatus::from_code)?,
                };
                Ok(Some(Stamped { mark, entered: day(row, 3)?, voided: maybe_day(row, 4)? }))
            },
        )?;
        // A range of which no absence was written down says nothing: missing is not zero.
        let attendance_ranges = load(
            conn,
            filled.attendance_ranges,
            "SELECT id, from_day, to_day, days_recorded, coalesce(absent_excused, 0.0),
                    coalesce(absent_unexcused, 0.0), entered_on, voided_on
             FROM attendance_range
             WHERE child_id = ?1 AND (absent_excused IS NOT NULL OR absent_unexcused IS NOT NULL)
             ORDER BY to_day DESC, from_day DESC, id DESC",
            id,
            |row| {
                let mark = RangeMark {
                    id: row.get(0)?,
                    from: day(row, 1)?,
                    to: day(row, 2)?,
                    recorded: row.get(3)?,
                    excused: row.get(4)?,
                    unexcused: row.get(5)?,
                };
                Ok(Some(Stamped { mark, entered: day(row, 6)?, voided: maybe_day(row, 7)? }))
            },
        )?;
        let marks = load(
            conn,
            filled.marks,
            "SELECT id, day, subject, score, coalesce(full_marks, 100.0), exam_type, entered_on, voided_on
             FROM exam WHERE child_id = ?1 ORDER BY day DESC, id DESC",
            id,
            |row| {
                let Some(subject) = CoreSubject::from_name(row.get_ref(2)?.as_str().unwrap_or("")) else {
                    return Ok(None);
                };
                let mark = Mark {
                    id: row.get(0)?,
                    day: day(row, 1)?,
                    subject,
                    score: row.get(3)?,
                    full_marks: row.get(4)?,
                    exam_type: code::<Option<ExamType>>(row, 5)?,
                };
                Ok(Some(Stamped { mark, entered: day(row, 6)?, voided: maybe_day(row, 7)? }))
            },
        )?;
        let facts = load(
            conn,
            filled.facts,
            "SELECT id, code, value, day, entered_on, voided_on FROM fact
             WHERE child_id = ?1 ORDER BY day DESC, id DESC",
            id,
            |row| {
                let mark = FactMark {
                    id: row.get(0)?,
                    code: listed(row, 1, FactCode::from_code)?,
                    value: listed(row, 2, FactValue::from_code)?,
                    day: day(row, 3)?,
                };
                Ok(Some(Stamped { mark, entered: day(row, 4)?, voided: maybe_day(row, 5)? }))
            },
        )?;
        let visits = load(
            conn,
            filled.visits,
            "SELECT id, day, coalesce(child_seen, 0), coalesce(place, 'home') = 'home', next_date,
                    entered_on, voided_on
             FROM visit WHERE child_id = ?1 ORDER BY day DESC, id DESC",
            id,
            |row| {
                let mark = VisitMark {
                    id: row.get(0)?,
                    day: day(row, 1)?,
                    child_seen: row.get(2)?,
                    at_home: row.get(3)?,
                    next_date: maybe_day(row, 4)?,
                };
                Ok(Some(Stamped { mark, entered: day(row, 5)?, voided: maybe_day(row, 6)? }))
            },
        )?;
        let seen_at_events = load(
            conn,
            filled.events,
            "SELECT event.starts_on, coalesce(event.ends_on, event.starts_on), participation.entered_on
             FROM participation JOIN event ON event.id = participation.event_id
             WHERE participation.child_id = ?1 AND participation.present = 1
             ORDER BY 1 DESC, 2 DESC",
            id,
            |row| {
                let mark = (day(row, 0)?, day(row, 1)?);
                Ok(Some(Stamped { mark, entered: day(row, 2)?, voided: None }))
            },
        )?;
        Ok(Some(Self {
            child,
            attendance_days,
            attendance_ranges,
            marks,
            facts,
            visits,
            seen_at_events,
        }))
    }

    /// What holds now: everything not voided.
    pub(super) fn now(&self) -> Evidence {
        self.pick(|_, voided| voided.is_none())
    }

    /// What was known on a day: entered by then and not yet voided.
    pub(super) fn known_on(&self, day: NaiveDate) -> Evidence {
        self.pick(|entered, voided| entered <= day && voided.is_none_or(|voided| voided > day))
    }

    fn pick(&self, holds: impl Fn(NaiveDate, Option<NaiveDate>) -> bool) -> Evidence {
        fn those<T: Copy>(
            list: &[Stamped<T>],
            holds: &impl Fn(NaiveDate, Option<NaiveDate>) -> bool,
        ) -> Vec<T> {
            let kept = list.iter().filter(|stamped| holds(stamped.entered, stamped.voided));
            kept.map(|stamped| stamped.mark).collect()
        }
        Evidence {
            birth_date: self.child.birth_date,
            grade: self.child.grade,
            first_day: self.child.first_day,
            start_day: self.child.start_day,
            attendance_days: those(&self.attendance_days, &holds),
            attendance_ranges: those(&self.attendance_ranges, &holds),
            marks: those(&self.marks, &holds),
            facts: those(&self.facts, &holds),
            visits: those(&self.visits, &holds),
            seen_at_events: those(&self.seen_at_events, &holds),
        }
    }

    /// The days after `from` and up to `to` on which something was entered or voided, ascending.
    pub(super) fn days_of_change(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        fn stamps<T>(list: &[Stamped<T>]) -> impl Iterator<Item = NaiveDate> {
            list.iter().flat_map(|stamped| [Some(stamped.entered), stamped.voided]).flatten()
        }
        let mut days: Vec<NaiveDate> = stamps(&self.attendance_days)
            .chain(stamps(&self.attendance_ranges))
            .chain(stamps(&self.marks))
            .chain(stamps(&self.facts))
            .chain(stamps(&self.visits))
            .chain(stamps(&self.seen_at_events))
            .filter(|day| *day > from && *day <= to)
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    }
}

/// The child's lead volunteer on a day, and the first later day on which time alone may change who that is.
pub(super) struct Lead {
    /// The lead of the open assignments (DOMAIN §1.5).
    pub(super) volunteer: Option<Id>,
    /// When an assignment begins or has ended.
    pub(super) next_change_on: Option<NaiveDate>,
}

/// Finds the lead: open assignments, volunteer not left; earliest from (a blank one first), then code.
pub(super) fn lead(conn: &Connection, child: Id, day: NaiveDate) -> Result<Lead> {
    let volunteer = conn
        .prepare_cached(
            "SELECT assignment.volunteer_id FROM assignment
             JOIN volunteer ON volunteer.id = assignment.volunteer_id
             WHERE assignment.child_id = ?1 AND volunteer.status <> 'left'
               AND (from_day IS NULL OR from_day <= ?2) AND (to_day IS NULL OR to_day >= ?2)
             ORDER BY from_day, code_key(volunteer.code), volunteer.code LIMIT 1",
        )?
        .query_row(rusqlite::params![child, day], |row| row.get(0))
        .optional()?;
    let next_change_on = conn
        .prepare_cached(
            "SELECT min(day) FROM (
                 SELECT from_day AS day FROM assignment WHERE child_id = ?1 AND from_day > ?2
                 UNION ALL
                 SELECT date(to_day, '+1 day') FROM assignment WHERE child_id = ?1 AND to_day >= ?2)",
        )?
        .query_row(rusqlite::params![child, day], |row| row.get(0))?;
    Ok(Lead { volunteer, next_change_on })
}
