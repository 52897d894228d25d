//! Records as they are kept: a child's own, and the lists of visits, contacts, tasks, events, volunteers, carers.

use chrono::NaiveDate;
use rusqlite::ToSql;

use super::Queries;
use super::by_code::BY_CODE;
use super::risk::Window;
use crate::domain::code_order::by_code;
use crate::domain::records::{
    Assignment, AttendanceDay, AttendanceRange, Carer, Child, Contact, Event, Exam, Fact, Id,
    Participation, Record, Report, Task, Visit, Volunteer,
};
use crate::store::any::Kind;
use crate::store::error::Result;
use crate::store::rows;

/// Everything kept about one child, newest first, without voided rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChildRecords {
    /// Dated facts.
    pub facts: Vec<Fact>,
    /// Visits.
    pub visits: Vec<Visit>,
    /// Calls, messages, meetings.
    pub contacts: Vec<Contact>,
    /// Daily attendance.
    pub attendance_days: Vec<AttendanceDay>,
    /// Attendance over ranges.
    pub attendance_ranges: Vec<AttendanceRange>,
    /// Marks.
    pub exams: Vec<Exam>,
    /// Tasks, settled ones too.
    pub tasks: Vec<Task>,
    /// Matches, ended ones too.
    pub assignments: Vec<Assignment>,
    /// Mandatory reports, the open one first.
    pub reports: Vec<Report>,
    /// Events the child is expected at or was at, with its part.
    pub events: Vec<(Event, Participation)>,
}

impl Queries<'_> {
    fn select<R: Record>(&self, rest: &str, params: &[&dyn ToSql]) -> Result<Vec<R>> {
        rows::select(self.conn, rest, params)
    }

    /// A child's records, newest first; at most `limit` of each kind.
    ///
    /// # Errors
    /// What the database says.
    pub fn child_records(&self, child: Id, limit: usize) -> Result<ChildRecords> {
        let limit = i64::try_from(limit).unwrap_or(-1);
        let by = |order: &str| format!("WHERE child_id = ?1 {order} LIMIT ?2");
        let params: [&dyn ToSql; 2] = [&child, &limit];
        let standing = |order: &str| by(&format!("AND voided_on IS NULL ORDER BY {order}"));
        let parts: Vec<Participation> = self.select(&by("ORDER BY id DESC"), &params)?;
        let mut events = Vec::with_capacity(parts.len());
        for part in parts {
            if let Some(event) = self.record::<Event>(part.event_id)? {
                events.push((event, part));
            }
        }
        events.sort_by(|one, other| {
            other
                .0
                .starts_on
                .cmp(&one.0.starts_on)
                .then_with(|| by_code(&other.0.code, &one.0.code))
        });
        Ok(ChildRecords {
            facts: self.select(&standing("day DESC, id DESC"), &params)?,
            visits: self.select(&standing("day DESC, id DESC"), &params)?,
            contacts: self.select(&standing("day DESC, id DESC"), &params)?,
            attendance_days: self.select(&standing("day DESC, id DESC"), &params)?,
            attendance_ranges: self
                .select(&standing("to_day DESC, from_day DESC, id DESC"), &params)?,
            exams: self.select(&standing("day DESC, id DESC"), &params)?,
            tasks: self.select(&by("ORDER BY due DESC, id DESC"), &params)?,
            assignments: self.select(&by("ORDER BY from_day DESC, id DESC"), &params)?,
            reports: self.reports_of(child)?,
            events,
        })
    }

    /// The score of a child over time: each day on which it changed, with the score from then on, oldest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn score_history(&self, child: Id) -> Result<Vec<(NaiveDate, i64)>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT from_day, score FROM score_history WHERE child_id = ?1 AND from_day <= ?2
             UNION ALL
             SELECT from_day, score FROM score_ahead WHERE child_id = ?1 AND from_day <= ?2
             ORDER BY from_day",
        )?;
        let found = statement.query_map(rusqlite::params![child, self.today()], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// Children of a carer.
    ///
    /// # Errors
    /// What the database says.
    pub fn children_of_carer(&self, carer: Id) -> Result<Vec<Child>> {
        let rest = format!("WHERE carer_id = ?1 AND merged_into_id IS NULL ORDER BY {BY_CODE}");
        self.select(&rest, &[&carer])
    }

    /// A page of the standing visits, newest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn visits(&self, window: Window) -> Result<Vec<Visit>> {
        let rest = format!("WHERE voided_on IS NULL ORDER BY day DESC, id DESC{}", window.sql());
        self.select(&rest, &[])
    }

    /// A page of the standing contacts, newest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn contacts(&self, window: Window) -> Result<Vec<Contact>> {
        let rest = format!("WHERE voided_on IS NULL ORDER BY day DESC, id DESC{}", window.sql());
        self.select(&rest, &[])
    }

    /// A page of the tasks: open ones by due day, or with `settled` all of them.
    ///
    /// # Errors
    /// What the database says.
    pub fn tasks(&self, settled: bool, window: Window) -> Result<Vec<Task>> {
        let which = if settled { "" } else { "WHERE status = 'open'" };
        let rest = format!("{which} ORDER BY status <> 'open', due, id{}", window.sql());
        self.select(&rest, &[])
    }

    /// A page of the events: open ones, coming first and then past, or with `closed` all of them.
    ///
    /// # Errors
    /// What the database says.
    pub fn events(&self, closed: bool, window: Window) -> Result<Vec<Event>> {
        let which = if closed { "" } else { "WHERE status = 'active'" };
        let rest = format!(
            "{which} ORDER BY starts_on < ?1, iif(starts_on < ?1, NULL, starts_on), starts_on DESC, {BY_CODE}{}",
            window.sql()
        );
        self.select(&rest, &[&self.today()])
    }

    /// A page of the volunteers by code: those who haven't left, or with `left` all of them.
    ///
    /// # Errors
    /// What the database says.
    pub fn volunteers(&self, left: bool, window: Window) -> Result<Vec<Volunteer>> {
        let which = if left { "true" } else { "status <> 'left'" };
        let page =
            self.page_by_code(Kind::Volunteer, which, window, || self.count::<Volunteer>(left))?;
        self.rows_by_code(&page)
    }

    /// Only the rows of the page are looked up; the rows before it are skipped in the index.
    fn rows_by_code<R: Record>(&self, page: &str) -> Result<Vec<R>> {
        self.select(&format!("WHERE id IN ({page}) ORDER BY {BY_CODE}"), &[])
    }

    /// A page of the carers by code: open ones, or with `closed` all of them.
    ///
    /// # Errors
    /// What the database says.
    pub fn carers(&self, closed: bool, window: Window) -> Result<Vec<Carer>> {
        let which = if closed { "true" } else { "status = 'active'" };
        let page = self.page_by_code(Kind::Carer, which, window, || self.count::<Carer>(closed))?;
        self.rows_by_code(&page)
    }

    /// How many rows a list has: its table and whether closed, settled or departed ones count.
    ///
    /// # Errors
    /// What the database says.
    pub fn count<R: Record>(&self, all: bool) -> Result<usize> {
        let which = match (R::TABLE, all) {
            ("visit" | "contact", _) => " WHERE voided_on IS NULL",
            ("volunteer", false) => " WHERE status <> 'left'",
            ("task", false) => " WHERE status = 'open'",
            (_, false) if R::COLUMNS.contains(&"status") => " WHERE status = 'active'",
            _ => "",
        };
        let sql = format!("SELECT count(*) FROM {}{which}", R::TABLE);
        let count: i64 = self.conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// The assignments of a volunteer, open ones first.
    ///
    /// # Errors
    /// What the database says.
    pub fn assignments_of(&self, volunteer: Id) -> Result<Vec<Assignment>> {
        self.select(
            "WHERE volunteer_id = ?1 ORDER BY to_day IS NOT NULL AND to_day < ?2, from_day, id",
            &[&volunteer, &self.today()],
        )
    }

    /// How many children a volunteer accompanies today.
    ///
    /// # Errors
    /// What the database says.
    pub fn load_of(&self, volunteer: Id) -> Result<usize> {
        let count: i64 = self
            .conn
            .prepare_cached(
                "SELECT count(DISTINCT child_id) FROM assignment JOIN child ON child.id = child_id
                 WHERE volunteer_id = ?1 AND child.status = 'active'
                   AND (from_day IS NULL OR from_day <= ?2) AND (to_day IS NULL OR to_day >= ?2)",
            )?
            .query_row(rusqlite::params![volunteer, self.today()], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// The newest visits a volunteer made, first or second.
    ///
    /// # Errors
    /// What the database says.
    pub fn visits_of_volunteer(&self, volunteer: Id, limit: usize) -> Result<Vec<Visit>> {
        let limit = i64::try_from(limit).unwrap_or(-1);
        self.select(
            "WHERE (volunteer_id = ?1 OR second_volunteer_id = ?1) AND voided_on IS NULL
             ORDER BY day DESC, id DESC LIMIT ?2",
            &[&volunteer, &limit],
        )
    }

    /// Who takes part in an event.
    ///
    /// # Errors
    /// What the database says.
    pub fn participants(&self, event: Id) -> Result<Vec<Participation>> {
        self.select("WHERE event_id = ?1 ORDER BY child_id IS NULL, id", &[&event])
    }
}
