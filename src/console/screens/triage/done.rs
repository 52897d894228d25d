//! What was done today, on the page of an emptied queue: what was decided, and whatever else makes a case leave the queue, each
//! with whom it was about.

use super::words::{self, Line};
use crate::console::screen::Ui;
use crate::console::screens::words as records;
use crate::console::widgets::Role;
use crate::console::widgets::paint::Span;
use crate::domain::records::{Assignment, Decision, Id};
use crate::store::queries::{DayDecided, Window, Worked};
use crate::store::{Queries, Result};

/// So many of today's decisions, and of the rest, are named.
const NAMED: usize = 200;

/// What was done today.
#[derive(Default)]
pub struct Done {
    decided: DayDecided,
    /// Visits, contacts, tasks, matches and mandatory reports.
    counts: [usize; 5],
    /// The child's name with what was decided.
    decisions: Vec<(String, Decision)>,
    /// The child's name with what was entered; of a match the volunteer's name beside.
    rest: Vec<(String, Worked, String)>,
}

impl Done {
    /// Reads it.
    pub fn read(queries: &Queries<'_>) -> Result<Self> {
        let mut done = Self { decided: queries.decided_today()?, ..Self::default() };
        let name = |child: Option<Id>| -> Result<String> {
            let Some(child) = child else { return Ok(String::new()) };
            Ok(queries.child_brief_of(child)?.map(|child| child.name).unwrap_or_default())
        };
        for case in queries.decided_cases(Window::first(NAMED))? {
            if let Some(decision) = case.last_decision {
                done.decisions.push((name(Some(case.child_id))?, decision));
            }
        }
        for one in queries.worked_today()? {
            let place = match one {
                Worked::Visit(_) => 0,
                Worked::Contact(_) => 1,
                Worked::Task(_) => 2,
                Worked::Match(_) => 3,
                Worked::Report(_) => 4,
            };
            done.counts[place] += 1;
            if done.rest.len() < NAMED {
                let beside = match &one {
                    Worked::Match(Assignment { volunteer_id, .. }) => {
                        queries.volunteer_brief(*volunteer_id)?.map(|volunteer| volunteer.name)
                    }
                    _ => None,
                };
                done.rest.push((name(one.child())?, one, beside.unwrap_or_default()));
            }
        }
        Ok(done)
    }

    /// How much was done: `今天: 已处理8 暂缓2 走访1`.
    pub fn sum(&self, ui: &Ui) -> String {
        let DayDecided { handled, snoozed } = self.decided;
        if handled + snoozed + self.counts.iter().sum::<usize>() == 0 {
            return ui.text("triage-done-nothing");
        }
        let gap = if ui.language.is_zh() { " " } else { ", " };
        let mut sum =
            ui.with("triage-done", &[("handled", handled.into()), ("snoozed", snoozed.into())]);
        let ids = [
            "triage-done-visits",
            "triage-done-contacts",
            "triage-done-tasks",
            "triage-done-matches",
            "triage-done-reports",
        ];
        for (id, count) in ids.into_iter().zip(self.counts).filter(|(_, count)| *count > 0) {
            sum.push_str(gap);
            sum.push_str(&ui.with(id, &[("count", count.into())]));
        }
        sum
    }

    /// Of whom it was, a line each, and how many more there are.
    pub fn lines(&self, ui: &Ui) -> (Vec<Line>, usize) {
        let line = |name: &str, mut rest: Line| {
            let name = ui.language.person(name);
            let mut line = vec![Span::new(format!("   {name}  "), Role::Accent)];
            line.append(&mut rest);
            line
        };
        let decisions = self
            .decisions
            .iter()
            .map(|(name, decision)| line(name, words::decision_line(decision, ui, false)));
        let rest = self.rest.iter().map(|(name, one, beside)| line(name, work(one, beside, ui)));
        let lines: Vec<Line> = decisions.chain(rest).collect();
        let DayDecided { handled, snoozed } = self.decided;
        let all = handled + snoozed + self.counts.iter().sum::<usize>();
        let hidden = all.saturating_sub(lines.len());
        (lines, hidden)
    }
}

/// One piece of work: `11-21 走访 见到 "一直低着头"`.
fn work(one: &Worked, beside: &str, ui: &Ui) -> Line {
    let day = |day| Span::from(format!("{} ", ui.language.near(day, ui.today)));
    let (mut line, note) = match one {
        Worked::Visit(visit) => {
            let kind = Span::from(format!("{} ", ui.language.kind("visit")));
            (vec![day(visit.day), kind, records::outcome(visit, ui)], visit.note.as_deref())
        }
        Worked::Contact(contact) => {
            let words = Span::from(records::contact(contact, ui));
            (vec![day(contact.day), words], contact.note.as_deref())
        }
        Worked::Task(task) => {
            let title = task.title.as_str().into();
            (vec![Span::from(ui.with("triage-did-task", &[("title", title)]))], None)
        }
        Worked::Match(_) => {
            let name = ui.language.person(beside).into();
            (vec![Span::from(ui.with("triage-did-match", &[("name", name)]))], None)
        }
        Worked::Report(report) => {
            let kind = Span::from(format!("{} ", ui.text("action-report")));
            let (state, role) = records::report_state(report, ui);
            (vec![kind, Span::new(state, role)], None)
        }
    };
    if let Some(note) = note.map(str::trim).filter(|note| !note.is_empty()) {
        let note = ui.with("pages-quote", &[("text", note.into())]);
        line.push(Span::from(format!(" {note}")));
    }
    line
}
