//! What can be done with a selected row, and which form that opens: the same on Today and on every list.

use crate::console::action::Action;
use crate::console::screen::{Availability, Effect, Message, Ui};
use crate::console::screens::confirm::Confirm;
use crate::console::screens::{forms, words};
use crate::domain::codes::TaskStatus;
use crate::domain::records::Id;
use crate::store::{Command, Kind, Queries, Result};

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// The record that the row shows.
    pub record: (Kind, Id),
    /// The child it belongs to, when there is one.
    pub child: Option<Id>,
    /// Open, not closed; a settled task and a volunteer who left are closed.
    pub open: bool,
}

impl Target {
    /// A row that shows a record.
    pub const fn of(kind: Kind, id: Id) -> Self {
        Self { record: (kind, id), child: None, open: true }
    }

    /// A row that shows a child.
    pub const fn child(id: Id) -> Self {
        Self { record: (Kind::Child, id), child: Some(id), open: true }
    }

    /// A row about a child.
    #[must_use]
    pub const fn about(mut self, child: Option<Id>) -> Self {
        self.child = child;
        self
    }

    /// Open or closed.
    #[must_use]
    pub const fn opened(mut self, open: bool) -> Self {
        self.open = open;
        self
    }

    const fn is(self, kinds: &[Kind]) -> bool {
        let mut at = 0;
        while at < kinds.len() {
            if kinds[at] as u8 == self.record.0 as u8 {
                return true;
            }
            at += 1;
        }
        false
    }
}

/// Whether an action can be done with the selected row; hidden for one that rows know nothing of.
pub fn availability(action: Action, target: Option<Target>) -> Availability {
    let Some(target) = target else {
        return match action {
            Action::Visit | Action::Contact | Action::Task | Action::Match | Action::Edit => {
                Availability::Unavailable(Message::new("unavailable-nothing-selected"))
            }
            _ => Availability::Hidden,
        };
    };
    let of_child = match action {
        // A task that is done is handled; one that was settled is opened again.
        Action::Handled if target.is(&[Kind::Task]) => true,
        Action::Visit
        | Action::Contact
        | Action::Snooze
        | Action::Handled
        | Action::Report
        | Action::Fact
        | Action::Incident
        | Action::Attendance
        | Action::Exam => target.child.is_some(),
        Action::Task => true,
        Action::Match => target.child.is_some() || target.is(&[Kind::Volunteer]),
        Action::Participants => target.is(&[Kind::Event]),
        Action::Edit => return Availability::Available,
        Action::CloseRecord => {
            return Availability::when(target.open, "unavailable-closed");
        }
        Action::Reopen => {
            if !target.is(&[Kind::Child, Kind::Carer, Kind::Event, Kind::Volunteer, Kind::Task]) {
                return Availability::Hidden;
            }
            return if target.open { Availability::Hidden } else { Availability::Available };
        }
        _ => false,
    };
    if of_child { Availability::Available } else { Availability::Hidden }
}

/// What an action does with the selected row.
pub fn effects(action: Action, target: Target) -> Vec<Effect> {
    let (kind, id) = target.record;
    let screen = match (action, target.child) {
        (Action::Handled, _) if kind == Kind::Task && target.open => {
            return asked("list-task-done", id, TaskStatus::Done);
        }
        (Action::Handled, _) if kind == Kind::Task => {
            return asked("list-task-reopen", id, TaskStatus::Open);
        }
        (Action::Visit, Some(child)) => forms::visit::open(child),
        (Action::Contact, Some(child)) => forms::contact::open(child),
        (Action::Snooze, Some(child)) => forms::decide::snoozed(child),
        (Action::Handled, Some(child)) => forms::decide::handled(child),
        (Action::Report, Some(child)) => forms::report::open(child),
        (Action::Fact, Some(child)) => forms::fact::open(child),
        (Action::Incident, Some(child)) => forms::incident::open(child),
        (Action::Attendance, Some(child)) => forms::attendance::open(child),
        (Action::Exam, Some(child)) => forms::exam::open(child),
        (Action::Task, child) => forms::task::open(child),
        (Action::Match, _) if kind == Kind::Volunteer => forms::assign::for_volunteer(id),
        (Action::Match, Some(child)) => forms::assign::for_child(child),
        (Action::Participants, _) if kind == Kind::Event => forms::participants::open(id),
        (Action::Edit, _) => match forms::correct(kind, id) {
            Some(form) => form,
            None => return Vec::new(),
        },
        (Action::CloseRecord, _) => return close(kind, id),
        (Action::Reopen, _) if kind == Kind::Task => {
            return vec![Effect::run(Command::SettleTask { id, status: TaskStatus::Open })];
        }
        (Action::Reopen, _) => return vec![Effect::run(Command::Reopen { kind, id })],
        _ => return Vec::new(),
    };
    vec![Effect::Push(screen)]
}

/// Asks what has become of an open task: it is done, or nothing is to be done any more. The same wherever a task is closed.
pub fn close_task(id: Id) -> Vec<Effect> {
    let settled = |status| vec![Effect::run(Command::SettleTask { id, status })];
    let (done, dropped) = (settled(TaskStatus::Done), settled(TaskStatus::Dropped));
    let asked = Confirm::worded(about_task("list-task-close", id), done);
    vec![Effect::push(asked.or("list-key-done", "pages-key-drop-task", dropped))]
}

fn asked(question: &'static str, id: Id, status: TaskStatus) -> Vec<Effect> {
    let settled = vec![Effect::run(Command::SettleTask { id, status })];
    vec![Effect::push(Confirm::worded(about_task(question, id), settled))]
}

/// A question about a task, with the task below it.
fn about_task(
    question: &'static str,
    id: Id,
) -> impl Fn(&Queries<'_>, &Ui) -> Result<Option<(Message, Vec<String>)>> {
    move |queries: &Queries<'_>, ui: &Ui| {
        let Some((task, child)) = words::task(id, queries, ui)? else { return Ok(None) };
        let title = format!("{} {}", ui.language.near(task.due, ui.today), task.title);
        let named = std::iter::once(title).chain(child).collect();
        Ok(Some((Message::new(question), named)))
    }
}

/// What closing means on a row: a visit or contact is voided, a task done or dropped, a file closed.
fn close(kind: Kind, id: Id) -> Vec<Effect> {
    match kind {
        Kind::Task => close_task(id),
        Kind::Visit | Kind::Contact => vec![Effect::Push(forms::void::open(kind, id))],
        Kind::Report => effects(Action::Edit, Target::of(kind, id)),
        _ => vec![Effect::Push(forms::close::open(kind, id))],
    }
}
