//! Home visits that are due: who, since when, and whose they are.

use chrono::NaiveDate;

use super::Queries;
use super::children::ChildScope;
use super::risk::{RiskRow, VolunteerBrief, Window};
use crate::domain::records::Id;
use crate::store::error::Result;
use crate::store::rows::Day;

/// The overdue visits of one volunteer, or of no one.
#[derive(Debug, Clone, PartialEq)]
pub struct OverdueGroup {
    /// The lead volunteer; `None` = children without a volunteer.
    pub volunteer: Option<VolunteerBrief>,
    /// Their children, the longest overdue first.
    pub children: Vec<RiskRow>,
}

/// How many overdue rows are looked at to find the volunteers to show first.
const LOOK_AHEAD: usize = 200;

impl Queries<'_> {
    /// Overdue visits (due < today), the longest overdue first, then by code.
    ///
    /// # Errors
    /// What the database says.
    pub fn overdue(&self, window: Window) -> Result<Vec<RiskRow>> {
        self.due_rows("due < ?1", ChildScope::Overdue, window)
    }

    /// Visits due today, by code.
    ///
    /// # Errors
    /// What the database says.
    pub fn due_today(&self, window: Window) -> Result<Vec<RiskRow>> {
        self.due_rows("due = ?1", ChildScope::DueToday, window)
    }

    fn due_rows(&self, condition: &str, scope: ChildScope, window: Window) -> Result<Vec<RiskRow>> {
        let _moment = self.snapshot()?;
        if window.offset == 0 {
            // The index is followed as far as the page goes.
            let rest = format!(
                "WHERE visit_due.{condition} ORDER BY visit_due.due, visit_due.code {}",
                window.sql()
            );
            return self.risk_rows(&rest, &[&Day(self.today())]);
        }
        let (order, window) = window.nearer("due, code", || self.count_children(scope))?;
        let rest = format!(
            "WHERE child_risk.child_id IN (SELECT child_id FROM visit_due WHERE {condition} ORDER BY {order} {})
             ORDER BY visit_due.due, visit_due.code",
            window.sql()
        );
        self.risk_rows(&rest, &[&self.today()])
    }

    /// Overdue visits grouped by their lead volunteer, so that one call covers all their children: children without a
    /// volunteer first, then the volunteers by their longest overdue visit. About `rows` children are read; those without
    /// a volunteer take more than half of them only where the others leave room.
    ///
    /// # Errors
    /// What the database says.
    pub fn overdue_by_volunteer(&self, rows: usize) -> Result<Vec<OverdueGroup>> {
        let _moment = self.snapshot()?;
        let today = self.today();
        let mut of_lead = self.risk_statement(
            "WHERE visit_due.lead_id IS ?1 AND visit_due.due < ?2
             ORDER BY visit_due.due, visit_due.code LIMIT ?3",
        )?;
        let mut overdue_of = |lead: Option<Id>, limit: usize| {
            let limit = i64::try_from(limit).unwrap_or(-1);
            self.read_risk_rows(&mut of_lead, &[&lead, &Day(today), &limit])
        };
        let mut nobody = overdue_of(None, rows)?;
        let room = rows.saturating_sub(nobody.len().min(rows.div_ceil(2)));
        let mut groups = self.overdue_of_leads(today, room, &mut overdue_of)?;
        let read: usize = groups.iter().map(|group| group.children.len()).sum();
        nobody.truncate(rows.saturating_sub(read));
        if !nobody.is_empty() {
            groups.insert(0, OverdueGroup { volunteer: None, children: nobody });
        }
        Ok(groups)
    }

    /// The volunteers by their longest overdue visit, with theirs; at most `rows` children.
    fn overdue_of_leads(
        &self,
        today: NaiveDate,
        rows: usize,
        overdue_of: &mut dyn FnMut(Option<Id>, usize) -> Result<Vec<RiskRow>>,
    ) -> Result<Vec<OverdueGroup>> {
        let mut groups = Vec::new();
        let mut read = 0;
        let look_ahead = i64::try_from(rows.max(LOOK_AHEAD)).unwrap_or(i64::MAX);
        let mut statement = self.conn.prepare_cached(
            "SELECT lead_id FROM visit_due WHERE due < ?1 AND lead_id IS NOT NULL ORDER BY due, code LIMIT ?2",
        )?;
        let mut leads = statement.query(rusqlite::params![Day(today), look_ahead])?;
        let mut shown: Vec<Id> = Vec::new();
        while let Some(row) = leads.next()? {
            let lead: Id = row.get(0)?;
            if read >= rows {
                break;
            }
            if !shown.contains(&lead) {
                shown.push(lead);
                let children = overdue_of(Some(lead), rows - read)?;
                read += children.len();
                groups.push(OverdueGroup { volunteer: self.volunteer_brief(lead)?, children });
            }
        }
        Ok(groups)
    }

    /// Active children without a volunteer, by due day.
    ///
    /// # Errors
    /// What the database says.
    pub fn without_volunteer(&self, window: Window) -> Result<Vec<RiskRow>> {
        let _moment = self.snapshot()?;
        let count = || self.count_children(ChildScope::NoVolunteer);
        let (order, window) = window.nearer("due, code", count)?;
        let rest = format!(
            "WHERE child_risk.child_id IN (SELECT child_id FROM visit_due WHERE lead_id IS NULL
                 ORDER BY {order} {})
             ORDER BY visit_due.due, visit_due.code",
            window.sql()
        );
        self.risk_rows(&rest, &[])
    }
}
