//! What someone entered about children today besides decisions: visits, contacts, tasks that were done, matches,
//! mandatory reports. What files
//! bring isn't a day's work, and what was taken back or voided isn't there.

use super::Queries;
use crate::domain::codes::TaskStatus;
use crate::domain::records::{Assignment, Contact, Id, Record, Report, Task, Visit};
use crate::store::error::Result;

/// So many of the newest journal entries are looked at: a day has fewer.
const LOOKED_AT: u32 = 5000;

/// A piece of the day's work.
#[derive(Debug, Clone, PartialEq)]
pub enum Worked {
    /// A visit was logged.
    Visit(Box<Visit>),
    /// A call, message or meeting was logged.
    Contact(Contact),
    /// A task was done.
    Task(Task),
    /// A child was matched with a volunteer.
    Match(Assignment),
    /// A mandatory report was made, sent or closed.
    Report(Box<Report>),
}

impl Worked {
    /// The child; `None` for a task of the office's own.
    pub const fn child(&self) -> Option<Id> {
        match self {
            Self::Visit(visit) => Some(visit.child_id),
            Self::Contact(contact) => Some(contact.child_id),
            Self::Task(task) => task.child_id,
            Self::Match(assignment) => Some(assignment.child_id),
            Self::Report(report) => Some(report.child_id),
        }
    }
}

impl Queries<'_> {
    /// What this operator entered today: visits, then contacts, tasks, matches and reports, the newest of each first.
    ///
    /// # Errors
    /// What the database says.
    pub fn worked_today(&self) -> Result<Vec<Worked>> {
        let today = Some(self.today());
        let visits = self.written_today::<Visit>()?.into_iter();
        let stands = visits.filter(|one| one.meta.entered_on == today && one.voided_on.is_none());
        let mut worked: Vec<Worked> = stands.map(|one| Worked::Visit(Box::new(one))).collect();
        let contacts = self.written_today::<Contact>()?.into_iter();
        let stands = contacts.filter(|one| one.meta.entered_on == today && one.voided_on.is_none());
        worked.extend(stands.map(Worked::Contact));
        let tasks = self.written_today::<Task>()?.into_iter();
        let done = tasks.filter(|one| one.status == TaskStatus::Done && one.done_on == today);
        worked.extend(done.map(Worked::Task));
        let matches = self.written_today::<Assignment>()?.into_iter();
        let holds = matches.filter(|one| {
            one.meta.entered_on == today && one.to_day.is_none_or(|to| Some(to) >= today)
        });
        worked.extend(holds.map(Worked::Match));
        let reports = self.written_today::<Report>()?.into_iter();
        let moved = reports
            .filter(|one| [one.meta.entered_on, one.sent_on, one.closed_on].contains(&today));
        worked.extend(moved.map(|one| Worked::Report(Box::new(one))));
        Ok(worked)
    }

    /// The records of a kind that this operator has added or changed today and that are still there, the newest first.
    fn written_today<R: Record>(&self) -> Result<Vec<R>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT DISTINCT row_id FROM journal_row WHERE tbl = ?2 AND entry IN (
                 SELECT id FROM (SELECT id, day, user, command FROM entry ORDER BY id DESC LIMIT ?3)
                 WHERE day = ?1 AND user = ?4 AND command NOT LIKE 'import%')
             ORDER BY row_id DESC",
        )?;
        let params = rusqlite::params![self.today(), R::TABLE, LOOKED_AT, self.user()];
        let ids = statement
            .query_map(params, |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<Id>>>()?;
        let mut found = Vec::new();
        for id in ids {
            found.extend(self.record::<R>(id)?);
        }
        Ok(found)
    }
}
