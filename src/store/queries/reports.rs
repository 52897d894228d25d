//! Mandatory reports: those yet to be made after an urgent visit, those open, those closed.

use chrono::{Days, NaiveDate};

use super::Queries;
use super::risk::{ChildBrief, Window};
use crate::domain::records::{Id, Report};
use crate::store::error::Result;
use crate::store::rows;

/// A visit that saw urgent danger asks for a report for so many days.
const ASKED_FOR: u64 = 90;

/// Which reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ReportScope {
    /// Children of whom a visit says that their safety is urgent, without a report since.
    Wanted,
    /// Open ones, those not sent yet first.
    #[default]
    Open,
    /// Closed ones, the newest first.
    Closed,
}

/// A child with its report, or with the day of the visit that asks for one.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportRow {
    /// The child.
    pub child: ChildBrief,
    /// The day of the visit, or the day from which on it was known.
    pub day: NaiveDate,
    /// The report; `None` while there is none.
    pub report: Option<Report>,
}

/// How many reports are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenReports {
    /// Not closed.
    pub open: usize,
    /// Of these, not sent to anybody yet.
    pub unsent: usize,
    /// Children of whom a visit says that their safety is urgent, without a report: the rows of [`ReportScope::Wanted`].
    pub wanted: usize,
}

impl OpenReports {
    /// Everything that is yet to be sent, entered as a report or not.
    pub const fn to_make(self) -> usize {
        self.unsent + self.wanted
    }

    /// True when nothing is open and nothing is to be made.
    pub const fn is_none(self) -> bool {
        self.open == 0 && self.wanted == 0
    }
}

/// The children of [`ReportScope::Wanted`] with the day of their newest such visit. The condition of the visits is that of
/// their index, which is read first: such visits are few.
const WANTED: &str = "SELECT child_id, max(day) AS seen_on FROM visit
     CROSS JOIN child ON child.id = child_id AND child.status = 'active'
     WHERE voided_on IS NULL AND safety = 'urgent' AND day >= ?1
       AND NOT EXISTS (SELECT 1 FROM report WHERE report.child_id = visit.child_id
         AND (report.closed_on IS NULL OR report.closed_on >= visit.day))
     GROUP BY child_id";

/// [`WANTED`] as a part of a statement in which `day` is the program's day.
pub(super) fn wanted_on(day: &str) -> String {
    WANTED.replace("?1", &format!("date({day}, '-{ASKED_FOR} days')"))
}

impl Queries<'_> {
    /// How many mandatory reports are open, how many of them are still to be sent, and how many are yet to be made.
    ///
    /// # Errors
    /// What the database says.
    pub fn open_reports(&self) -> Result<OpenReports> {
        let (open, sent): (i64, i64) = self
            .conn
            .prepare_cached("SELECT count(*), count(sent_on) FROM report WHERE closed_on IS NULL")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let number = |count: i64| usize::try_from(count).unwrap_or(0);
        let wanted = self.count_reports(ReportScope::Wanted)?;
        Ok(OpenReports { open: number(open), unsent: number(open - sent), wanted })
    }

    /// A child's reports, the open one first, then the newest.
    ///
    /// # Errors
    /// What the database says.
    pub fn reports_of(&self, child: Id) -> Result<Vec<Report>> {
        rows::select(
            self.conn,
            "WHERE child_id = ?1 ORDER BY closed_on IS NOT NULL, known_on DESC, id DESC",
            &[&child],
        )
    }

    /// How many rows [`Queries::reports`] has.
    ///
    /// # Errors
    /// What the database says.
    pub fn count_reports(&self, scope: ReportScope) -> Result<usize> {
        match scope {
            ReportScope::Wanted => {
                self.count_sql(&format!("SELECT count(*) FROM ({WANTED})"), &[&self.asked_from()])
            }
            ReportScope::Open => Ok(self.open_reports()?.open),
            ReportScope::Closed => {
                self.count_sql("SELECT count(*) FROM report WHERE closed_on IS NOT NULL", &[])
            }
        }
    }

    /// A page of the reports, or of the children who need one.
    ///
    /// # Errors
    /// What the database says.
    pub fn reports(&self, scope: ReportScope, window: Window) -> Result<Vec<ReportRow>> {
        if scope == ReportScope::Wanted {
            return self.wanted(window);
        }
        let which = match scope {
            ReportScope::Closed => "closed_on IS NOT NULL ORDER BY closed_on DESC, id DESC",
            _ => "closed_on IS NULL ORDER BY sent_on IS NOT NULL, known_on, id",
        };
        let reports: Vec<Report> =
            rows::select(self.conn, &format!("WHERE {which}{}", window.sql()), &[])?;
        let mut found = Vec::with_capacity(reports.len());
        for report in reports {
            if let Some(child) = self.child_brief_of(report.child_id)? {
                found.push(ReportRow { child, day: report.known_on, report: Some(report) });
            }
        }
        Ok(found)
    }

    fn wanted(&self, window: Window) -> Result<Vec<ReportRow>> {
        let sql = format!("{WANTED} ORDER BY seen_on DESC, child_id{}", window.sql());
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([self.asked_from()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            if let Some(child) = self.child_brief_of(row.get(0)?)? {
                found.push(ReportRow { child, day: row.get(1)?, report: None });
            }
        }
        Ok(found)
    }

    /// The day of the newest visit of a child that asks for a report; `None` when none does.
    ///
    /// # Errors
    /// What the database says.
    pub fn report_wanted(&self, child: Id) -> Result<Option<NaiveDate>> {
        let sql = format!("SELECT seen_on FROM ({WANTED}) WHERE child_id = ?2");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(rusqlite::params![self.asked_from(), child])?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
    }

    fn asked_from(&self) -> NaiveDate {
        self.today().checked_sub_days(Days::new(ASKED_FOR)).unwrap_or(NaiveDate::MIN)
    }
}
