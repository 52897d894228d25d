//! What Today has read: the counts, what changed, and of each panel the rows that it shows.

use chrono::NaiveDateTime;

use super::plan::{Plan, Wants};
use crate::console::screen::Ui;
use crate::domain::codes::Tier;
use crate::domain::records::{Carer, Child, Contact, Id, Task, Visit, Volunteer};
use crate::language::dates::local;
use crate::store::queries::{
    AlsoDue, ChildBrief, Coming, Counts, MonthVisits, OpenReports, OverdueGroup, RiskRow, Since,
    TaskScope, VolunteerBrief, Window,
};
use crate::store::{Queries, Result};

/// In an office of so many children at most Today counts the month's visits, which goes through all of them.
const COUNTED: usize = 1_000;

/// How many birthdays and events the month looks at.
const MONTH_READ: usize = 60;

/// What else is due that no record says: the newest backup is old.
pub const BACKUP: &str = "backup";

/// An overdue visit with its place among those of its volunteer.
#[derive(Debug, Clone)]
pub struct Overdue {
    /// The child.
    pub row: RiskRow,
    /// The number of its group.
    pub group: usize,
    /// The first of its group.
    pub first: bool,
}

/// Those who go to a group's children.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// Their names, the lead first; empty = nobody.
    pub names: Vec<String>,
    /// The lead's phone.
    pub phone: Option<String>,
    /// How many of their children's visits are overdue, among those read.
    pub count: usize,
}

/// A line of the overdue panel on a wide page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverdueLine {
    /// The volunteer.
    Group(usize),
    /// A child, by its number among [`View::overdue`].
    Child(usize),
}

/// The selected child, for its pane.
#[derive(Debug, Clone)]
pub struct Selected {
    /// The child with its risk.
    pub row: RiskRow,
    /// The whole record.
    pub child: Child,
    /// Its carer.
    pub carer: Option<Carer>,
    /// The score 90 days ago, where it can be compared.
    pub change_90: Option<i64>,
    /// The newest visits.
    pub visits: Vec<(Visit, Vec<String>)>,
    /// The newest contacts.
    pub contacts: Vec<Contact>,
    /// Open tasks.
    pub tasks: Vec<Task>,
    /// Volunteers, with how many children each accompanies and could.
    pub volunteers: Vec<(VolunteerBrief, usize, Option<i64>)>,
}

/// Everything Today shows.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// The numbers at the top.
    pub counts: Counts,
    /// How many mandatory reports are open, and how many of them are to be sent.
    pub reports: OpenReports,
    /// When the last session ended, and what changed since.
    pub since: Option<(NaiveDateTime, Since)>,
    /// Children at risk.
    pub risk: Vec<RiskRow>,
    /// Overdue visits, by volunteer.
    pub overdue: Vec<Overdue>,
    /// Whose they are.
    pub groups: Vec<Group>,
    /// Visits due today.
    pub due_today: Vec<RiskRow>,
    /// Birthdays and events.
    pub upcoming: Vec<Coming>,
    /// What else is due.
    pub also: Vec<AlsoDue>,
    /// The next open task, where nothing else is due.
    pub next: Option<Task>,
    /// The selected child, on a wide page.
    pub selected: Option<Selected>,
    /// The month's birthdays and events, on a wide page with room for it.
    pub month: Vec<Coming>,
    /// The month's visits against those that were due, on a wide page of an office that isn't too large for it.
    pub visits: Option<MonthVisits>,
    /// The weeks of term so far, for the first line.
    pub week: Option<u32>,
    /// How many days "coming up" looks ahead.
    pub horizon: u32,
    /// There are children, but no open file.
    pub all_closed: bool,
}

impl View {
    /// Reads a screenful.
    pub fn read(queries: &Queries<'_>, ui: &Ui) -> Result<Self> {
        // The counts agree with the rows while others write.
        let _moment = queries.snapshot()?;
        let horizon = queries.settings().horizon;
        let head = queries.head(horizon)?;
        let mut view = Self {
            horizon,
            counts: head.counts,
            also: head.also_due,
            reports: queries.open_reports()?,
            week: queries.calendar().teaching_week(ui.today),
            ..Self::default()
        };
        view.all_closed = view.is_empty() && queries.count::<Child>(true)? > 0;
        if let Some(days) = ui.backup_age {
            view.also.push(AlsoDue { kind: BACKUP, count: 1, late: 1, within: days });
            view.counts.also_due += 1;
        }
        if view.also.is_empty() {
            view.next = queries.tasks_of(TaskScope::Open, Window::first(1))?.pop();
        }
        if let Some(session) = queries.last_session()?
            && let Some(ended) = local(session.closed_at)
        {
            view.since = Some((ended, queries.since(&session)?));
        }
        let plan = view.plan(ui);
        let room = if plan.wide { plan.overdue.saturating_sub(1) } else { plan.overdue };
        let groups = queries.overdue_by_volunteer(room.max(1))?;
        view.take_groups(queries, groups)?;
        let plan = view.plan(ui);
        view.risk = queries.by_risk(Tier::Watch, Window::first(plan.risk))?;
        if plan.due_today > 0 {
            view.due_today = queries.due_today(Window::first(plan.due_today))?;
        }
        view.upcoming = queries.coming(&head.ahead, Window::first(plan.upcoming))?;
        Ok(view)
    }

    fn take_groups(&mut self, queries: &Queries<'_>, groups: Vec<OverdueGroup>) -> Result<()> {
        for (at, group) in groups.into_iter().enumerate() {
            let mut names = Vec::new();
            let phone = group.volunteer.as_ref().and_then(|lead| lead.phone.clone());
            if let Some(lead) = group.volunteer {
                if let Some(child) = group.children.first() {
                    names.extend(
                        queries.volunteers_of(child.child.id)?.into_iter().map(|one| one.name),
                    );
                }
                if names.first() != Some(&lead.name) {
                    names = vec![lead.name];
                }
                names.truncate(2);
            }
            self.groups.push(Group { names, phone, count: group.children.len() });
            for (place, row) in group.children.into_iter().enumerate() {
                self.overdue.push(Overdue { row, group: at, first: place == 0 });
            }
        }
        Ok(())
    }

    /// What the panels want. Before the overdue visits are read, each may need a line for its volunteer too.
    fn wants(&self, wide: bool) -> Wants {
        let overdue = self.counts.overdue_visits;
        let groups = match (wide, self.overdue.len()) {
            (false, _) => 0,
            (true, 0) => overdue,
            (true, read) => self.groups.len() + usize::from(read < overdue),
        };
        Wants {
            risk: if self.is_empty() { super::draw::GUIDE.len() } else { self.counts.at_risk },
            overdue: overdue + groups,
            due_today: if wide { self.counts.due_today } else { 0 },
            upcoming: self.counts.upcoming,
            also: self.also.len(),
            banner: usize::from(!self.reports.is_none()),
        }
    }

    /// Who gets how many lines.
    pub fn plan(&self, ui: &Ui) -> Plan {
        Plan::of(ui.page, &self.wants(ui.is_wide()))
    }

    /// True when there is no open file at all.
    pub const fn is_empty(&self) -> bool {
        self.counts.at_risk + self.counts.stable == 0
    }

    /// The lines of the overdue panel on a wide page.
    pub fn overdue_lines(&self) -> Vec<OverdueLine> {
        let mut lines = Vec::with_capacity(self.overdue.len() + self.groups.len());
        for (at, overdue) in self.overdue.iter().enumerate() {
            if overdue.first {
                lines.push(OverdueLine::Group(overdue.group));
            }
            lines.push(OverdueLine::Child(at));
        }
        lines
    }

    /// Counts the month's visits, unless they were counted already.
    pub fn count_month(&mut self, queries: &Queries<'_>, known: Option<MonthVisits>) -> Result<()> {
        let children = self.counts.at_risk + self.counts.stable;
        if (1..=COUNTED).contains(&children) {
            self.visits = Some(match known {
                Some(known) => known,
                None => queries.month_visits(queries.today())?,
            });
        }
        Ok(())
    }

    /// Reads what the month marks: the rest of this month, as far as a calendar can show it.
    pub fn read_month(&mut self, queries: &Queries<'_>) -> Result<()> {
        self.month = queries.upcoming(self.horizon, MONTH_READ)?;
        Ok(())
    }

    /// Reads what the pane of the selected child tells.
    pub fn select(&mut self, queries: &Queries<'_>, child: Option<Id>) -> Result<()> {
        self.selected = None;
        let Some(id) = child else { return Ok(()) };
        let Some(row) = queries.risk_of(id)? else { return Ok(()) };
        let Some(child) = queries.record::<Child>(id)? else { return Ok(()) };
        let carer = match child.carer_id {
            Some(carer) => queries.record::<Carer>(carer)?,
            None => None,
        };
        let (visits, contacts) = queries.latest_of(id, 3)?;
        let mut with_names = Vec::with_capacity(visits.len());
        for visit in visits {
            let mut names = Vec::new();
            for who in [visit.volunteer_id, visit.second_volunteer_id].into_iter().flatten() {
                names.extend(queries.volunteer_brief(who)?.map(|one| one.name));
            }
            with_names.push((visit, names));
        }
        let mut volunteers = Vec::new();
        for volunteer in queries.volunteers_of(id)? {
            let load = queries.load_of(volunteer.id)?;
            let most = queries.record::<Volunteer>(volunteer.id)?.and_then(|one| one.capacity);
            volunteers.push((volunteer, load, most));
        }
        self.selected = Some(Selected {
            change_90: queries.change_over(&row, 90)?,
            row,
            child,
            carer,
            visits: with_names,
            contacts,
            tasks: queries.open_tasks_of(id, 2)?,
            volunteers,
        });
        Ok(())
    }
}

/// A child's name in words, for lines that say more than a row.
pub fn name_of(child: &ChildBrief, ui: &Ui) -> String {
    ui.language.person(&child.name)
}
