//! What a selected row of a record's page stands for, and what opening, correcting, ending it means.

use super::confirm::Confirm;
use super::forms;
use super::lists::act;
use crate::console::action::{Action, Route};
use crate::console::screen::{Availability, Effect, Message, Screen};
use crate::domain::codes::{Domain, TaskStatus};
use crate::domain::records::Id;
use crate::store::{Command, Kind};

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The record the page is about.
    Own,
    /// Another page.
    Page(Route),
    /// A row that is corrected or voided: a visit, contact, mark, fact, attendance.
    Row(Kind, Id),
    /// A task, and whether it is still to be done.
    Task {
        /// The task.
        id: Id,
        /// Whether it is open.
        open: bool,
    },
    /// A match with the page of the other side, and whether it still holds.
    Match {
        /// The assignment.
        id: Id,
        /// The volunteer's or the child's page.
        other: Route,
        /// Whether it holds today or later.
        open: bool,
    },
    /// A domain of the score of which nothing is known: the form that asks for it.
    Unknown(Domain),
    /// Someone's part in an event.
    Part(Id),
    /// An entry of the history.
    Entry(i64),
}

impl Target {
    /// Whether an action means this row; `None` when it means the page's own record.
    pub fn availability(self, action: Action) -> Option<Availability> {
        let available = Some(Availability::Available);
        match (action, self) {
            (Action::Open, _)
            | (Action::Edit, Self::Row(..) | Self::Task { .. })
            | (
                Action::CloseRecord,
                Self::Row(..) | Self::Match { open: true, .. } | Self::Task { open: true, .. },
            )
            | (Action::Reopen, Self::Task { open: false, .. }) => available,
            _ => None,
        }
    }
}

impl Target {
    /// What the footer calls an action that means this row.
    pub const fn label(self, action: Action) -> &'static str {
        match (action, self) {
            (Action::CloseRecord, Self::Row(..)) => "pages-key-void",
            (Action::CloseRecord, Self::Match { .. }) => "pages-key-end-match",
            (Action::CloseRecord, Self::Task { .. }) => "pages-key-close-task",
            _ => action.message_id(),
        }
    }
}

/// What Enter does on a row; `kind` and `own` are the page's own record.
pub fn open(target: Target, kind: Kind, own: Id) -> Vec<Effect> {
    match target {
        Target::Own => pushed(forms::edit(kind, own)),
        Target::Page(route) | Target::Match { other: route, .. } => vec![Effect::Go(route)],
        Target::Row(kind, id) => pushed(forms::correct(kind, id)),
        Target::Task { id, .. } => pushed(forms::edit(Kind::Task, id)),
        Target::Unknown(domain) => vec![Effect::Push(ask(domain, own))],
        Target::Part(_) | Target::Entry(_) => Vec::new(),
    }
}

/// The form that fills a domain of a child's score.
fn ask(domain: Domain, child: Id) -> Box<dyn Screen> {
    match domain {
        Domain::Attendance => forms::attendance::open(child),
        Domain::Courses => forms::exam::open(child),
        Domain::Age => forms::child::edit(child),
        Domain::Behaviour | Domain::Home | Domain::Health | Domain::Access => {
            forms::fact::open(child)
        }
    }
}

/// What closing means on a row: a wrong row is voided with a reason, a match ends, a task is dropped. `None` where it means the
/// page's own record. `name`: who the match is with or what the task says, for the question.
pub fn close(target: Target, name: &str) -> Option<Vec<Effect>> {
    let asked = |id: &str, command: Command| {
        let question = Message::new(id).arg("name", name.to_owned());
        vec![Effect::push(Confirm::new(question, Vec::new(), vec![Effect::run(command)]))]
    };
    match target {
        // A report is gone on with and closed in its form.
        Target::Row(Kind::Report, id) => Some(pushed(forms::edit(Kind::Report, id))),
        Target::Row(kind, id) => Some(vec![Effect::Push(forms::void::open(kind, id))]),
        Target::Match { id, open: true, .. } => {
            Some(asked("pages-end-match", Command::EndAssignment { id }))
        }
        Target::Task { id, open: true } => Some(act::close_task(id)),
        _ => None,
    }
}

/// Settles an open task, or opens a settled one again.
pub fn settle(target: Target) -> Vec<Effect> {
    match target {
        Target::Task { id, open } => {
            let status = if open { TaskStatus::Done } else { TaskStatus::Open };
            vec![Effect::run(Command::SettleTask { id, status })]
        }
        _ => Vec::new(),
    }
}

/// Pushes a form where there is one.
pub fn pushed(form: Option<Box<dyn Screen>>) -> Vec<Effect> {
    form.map(Effect::Push).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_closed_is_closed() {
        let task = |open| Target::Task { id: 7, open };
        assert!(close(task(true), "x").is_some() && close(task(false), "x").is_none());
        assert!(close(Target::Own, "").is_none());
        let target = Target::Match { id: 1, other: Route::Volunteer(2), open: false };
        assert_eq!(target.availability(Action::CloseRecord), None);
        assert_eq!(task(false).availability(Action::Reopen), Some(Availability::Available));
    }
}
