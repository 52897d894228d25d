//! What can be done with many rows: what has to be filled in for it, the question, and the command.

use chrono::{Days, NaiveDate};

use crate::console::action::Action;
use crate::console::screen::{Availability, Message, Ui};
use crate::console::screens::forms::{Far, task::USUAL_DAYS, typed_day};
use crate::console::widgets::form::{Form, FormField, Picked};
use crate::domain::codes::TaskStatus;
use crate::domain::dates::{Lean, parse_entry};
use crate::domain::records::{Assignment, Id, Task, Volunteer};
use crate::store::queries::Window;
use crate::store::{AnyRecord, Command, Kind, Queries, Result};

/// A picker offers at most so many.
const OFFERED: usize = 9;
/// So many volunteers are looked at to find those with room.
const LOOK_AT: usize = 200;
/// So many hits are read to find enough volunteers.
const READ: usize = 60;

/// What can be done with many rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Match a volunteer with each child.
    Assign,
    /// Add a task about each child.
    Task,
    /// Close each file.
    Close,
    /// Each volunteer leaves.
    Leave,
    /// Void each visit or contact.
    Void,
    /// Say that each task is done.
    Finish,
    /// Drop each task.
    Drop,
}

impl Work {
    /// What an action means on marked rows.
    pub const fn of(action: Action) -> Option<Self> {
        Some(match action {
            Action::Match => Self::Assign,
            Action::Task => Self::Task,
            Action::CloseRecord => Self::Close,
            Action::Handled => Self::Finish,
            _ => return None,
        })
    }

    /// The same on rows of a kind: closing a task drops it, closing a visit or contact voids it, a volunteer leaves.
    pub(super) const fn on(self, kind: Kind) -> Self {
        match (self, kind) {
            (Self::Close, Kind::Task) => Self::Drop,
            (Self::Close, Kind::Visit | Kind::Contact) => Self::Void,
            (Self::Close, Kind::Volunteer) => Self::Leave,
            (work, _) => work,
        }
    }

    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Assign => "list-bulk-assign",
            Self::Task => "list-bulk-task",
            Self::Close => "list-bulk-close",
            Self::Leave => "list-bulk-leave",
            Self::Void => "list-bulk-void",
            Self::Finish => "list-bulk-finish",
            Self::Drop => "list-bulk-drop",
        }
    }

    pub(super) const fn done(self) -> &'static str {
        match self {
            Self::Assign => "list-bulk-assigned",
            Self::Task => "list-bulk-tasks-added",
            Self::Close => "list-bulk-closed",
            Self::Leave => "list-bulk-left",
            Self::Void => "list-bulk-voided",
            Self::Finish => "list-bulk-finished",
            Self::Drop => "list-bulk-dropped",
        }
    }
}

/// Whether an action can be done with marked rows of a kind.
pub fn availability(action: Action, kind: Kind) -> Availability {
    let child = kind == Kind::Child;
    let of_child = matches!(kind, Kind::Child | Kind::Visit | Kind::Contact | Kind::Report);
    let otherwise = || Availability::Unavailable(Message::new("unavailable-marked"));
    match action {
        Action::Match if child => Availability::Available,
        Action::Task if of_child => Availability::Available,
        Action::Handled if kind == Kind::Task => Availability::Available,
        // Each report is closed by itself, with what came of it.
        Action::CloseRecord if kind == Kind::Report => otherwise(),
        Action::CloseRecord => Availability::Available,
        Action::Visit
        | Action::Contact
        | Action::Task
        | Action::Match
        | Action::Snooze
        | Action::Handled
        | Action::Fact
        | Action::Incident
        | Action::Attendance
        | Action::Exam
        | Action::Report
        | Action::Participants
        | Action::Edit
        | Action::Reopen => otherwise(),
        _ => Availability::Hidden,
    }
}

/// The footer while rows of a kind are marked: what can be done with them, and what takes the marks away.
pub const fn footer(kind: Kind) -> &'static [Action] {
    match kind {
        Kind::Child => &[
            Action::Match,
            Action::Task,
            Action::CloseRecord,
            Action::Export,
            Action::Mark,
            Action::Back,
            Action::Undo,
            Action::Help,
        ],
        Kind::Visit | Kind::Contact => &[
            Action::Task,
            Action::CloseRecord,
            Action::Export,
            Action::Mark,
            Action::Back,
            Action::Undo,
            Action::Help,
        ],
        Kind::Report => {
            &[Action::Task, Action::Export, Action::Mark, Action::Back, Action::Undo, Action::Help]
        }
        Kind::Task => &[
            Action::Handled,
            Action::CloseRecord,
            Action::Export,
            Action::Mark,
            Action::Back,
            Action::Undo,
            Action::Help,
        ],
        _ => &[
            Action::CloseRecord,
            Action::Export,
            Action::Mark,
            Action::Back,
            Action::Undo,
            Action::Help,
        ],
    }
}

/// What was filled in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Filled {
    pub(super) volunteer: Option<Id>,
    pub(super) from: Option<NaiveDate>,
}

/// What has to be filled in.
pub(super) fn form(work: Work, kind: Kind, queries: &Queries<'_>, ui: &Ui) -> Result<Form> {
    let label = |table: &str, column: &str| ui.language.field(table, column);
    let typed = |key: &str, days: u64| {
        let day = ui.today.checked_add_days(Days::new(days)).unwrap_or(ui.today);
        typed_day(day, ui.today, lean(key))
    };
    let fields = match work {
        Work::Assign => vec![
            FormField::picker("volunteer_id", label("assignment", "volunteer_id"))
                .suggest(volunteers("", queries, ui)?)
                .coded(Kind::Volunteer.code_letter().into_iter().collect::<String>())
                .hint(ui.text("form-hint-pick"))
                .by_hand()
                .required(),
            FormField::date("from_day", label("assignment", "from_day"))
                .with_text(&typed("from_day", 0))
                .hint(ui.text("form-hint-date"))
                .required(),
        ],
        Work::Task => vec![
            FormField::text("title", label("task", "title")).required(),
            FormField::date("due", label("task", "due"))
                .with_text(&typed("due", USUAL_DAYS))
                .hint(ui.text("form-hint-date-ahead"))
                .required(),
            FormField::text("owner", label("task", "owner"))
                .propose(&ui.operator)
                .hint(ui.text("form-optional")),
        ],
        Work::Close if kind == Kind::Child => vec![
            FormField::text("closed_reason", label("child", "closed_reason"))
                .hint(ui.text("form-optional")),
        ],
        Work::Void => {
            vec![FormField::text("void_reason", label(kind.table(), "void_reason")).required()]
        }
        Work::Close | Work::Leave | Work::Finish | Work::Drop => Vec::new(),
    };
    Ok(Form::new(fields))
}

/// On which side of today a short date lies: a task is done in the days to come, a match has begun.
pub(super) fn lean(key: &str) -> Lean {
    if key == "due" { Lean::Future } else { Lean::Past }
}

/// Volunteers to choose from: those found by what was typed; while nothing is typed those with the most room.
pub(super) fn volunteers(typed: &str, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Picked>> {
    if !typed.is_empty() {
        let hits = queries.find(typed, false, READ)?;
        let mut found = Vec::new();
        for hit in hits.iter().filter(|hit| hit.kind == Kind::Volunteer).take(OFFERED) {
            if let Some(volunteer) = queries.record::<Volunteer>(hit.id)? {
                found.push(picked(&volunteer, queries.load_of(hit.id)?, ui));
            }
        }
        return Ok(found);
    }
    let mut open = Vec::new();
    for volunteer in queries.volunteers(false, Window::first(LOOK_AT))? {
        let load = queries.load_of(volunteer.meta.id)?;
        let room = volunteer.capacity.unwrap_or(0) - i64::try_from(load).unwrap_or(i64::MAX);
        open.push((room, volunteer, load));
    }
    open.sort_by_key(|(room, ..)| std::cmp::Reverse(*room));
    open.truncate(OFFERED);
    Ok(open.iter().map(|(_, volunteer, load)| picked(volunteer, *load, ui)).collect())
}

/// Calls the volunteer that was taken as the language that is on does.
pub(super) fn reword(form: &mut Form, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
    if let Some(id) = form.picked("volunteer_id").map(|picked| picked.id)
        && let Some(volunteer) = queries.record::<Volunteer>(id)?
        && let Some(field) = form.field_mut("volunteer_id")
    {
        field.take(picked(&volunteer, queries.load_of(id)?, ui));
    }
    Ok(())
}

fn picked(volunteer: &Volunteer, load: usize, ui: &Ui) -> Picked {
    let load = match volunteer.capacity {
        Some(most) => format!("{load}/{most}"),
        None => load.to_string(),
    };
    let load = ui.with("form-assign-load", &[("load", load.into())]);
    let place = ui.language.place(volunteer.township.as_deref(), volunteer.village.as_deref());
    Picked::new(
        volunteer.meta.id,
        ui.language.person(&volunteer.name),
        format!("{}  {place}  {load}", volunteer.code),
    )
}

/// What was chosen so far, for telling what will come of it.
pub(super) fn chosen(work: Work, form: &Form, ui: &Ui) -> Filled {
    if work != Work::Assign {
        return Filled::default();
    }
    let typed = form.typed_opt("from_day");
    Filled {
        volunteer: form.picked("volunteer_id").map(|picked| picked.id),
        from: typed.and_then(|typed| parse_entry(&typed, ui.today, Lean::Past).ok()),
    }
}

/// The question whether a task is meant to wait so long; `None` where its day isn't far ahead.
pub(super) fn far(work: Work, form: &Form, ui: &Ui) -> Option<Far> {
    let field = form.field("due").filter(|_| work == Work::Task)?;
    let day = parse_entry(&form.typed_opt("due")?, ui.today, lean("due")).ok()?;
    Far::new("due", &field.label, day, ui)
}

/// The day in a field; `None` with the error beside it.
fn day(form: &mut Form, key: &'static str, lean: Lean, ui: &Ui) -> Option<NaiveDate> {
    let typed = form.typed_opt(key)?;
    match parse_entry(&typed, ui.today, lean) {
        Ok(day) => Some(day),
        Err(error) => {
            form.set_error(key, ui.language.date_error(error));
            None
        }
    }
}

/// The command for the rows that can; `None` while something is missing, with the error beside its field.
pub(super) fn command(
    work: Work,
    kind: Kind,
    able: &[Id],
    form: &mut Form,
    ui: &Ui,
) -> Option<Command> {
    Some(match work {
        Work::Assign => {
            if form.unresolved("volunteer_id").is_some() {
                form.set_error("volunteer_id", ui.text("list-filter-who"));
            }
            let from_day = Some(day(form, "from_day", Lean::Past, ui)?);
            let volunteer_id = form.picked("volunteer_id")?.id;
            let new = |child_id: &Id| -> AnyRecord {
                Assignment {
                    child_id: *child_id,
                    volunteer_id,
                    from_day,
                    to_day: None,
                    ..Assignment::default()
                }
                .into()
            };
            Command::AddAll(able.iter().map(new).collect())
        }
        Work::Task => {
            let due = day(form, "due", Lean::Future, ui)?;
            let title = form.typed_opt("title")?;
            let owner = form.typed_opt("owner");
            let new = |child: &Id| -> AnyRecord {
                Task {
                    child_id: Some(*child),
                    title: title.clone(),
                    due,
                    owner: owner.clone(),
                    ..Task::default()
                }
                .into()
            };
            Command::AddAll(able.iter().map(new).collect())
        }
        Work::Close | Work::Leave => {
            let reason = form.typed_opt("closed_reason");
            Command::CloseAll { kind, ids: able.to_vec(), reason }
        }
        Work::Void => {
            let reason = form.typed_opt("void_reason")?;
            Command::VoidAll { kind, ids: able.to_vec(), reason }
        }
        Work::Finish => Command::SettleTasks { ids: able.to_vec(), status: TaskStatus::Done },
        Work::Drop => Command::SettleTasks { ids: able.to_vec(), status: TaskStatus::Dropped },
    })
}

/// The question before it is done.
pub(super) fn question(work: Work, count: usize, form: &Form, ui: &Ui) -> String {
    let (id, name) = match work {
        Work::Assign => (
            "list-bulk-ask-assign",
            form.picked("volunteer_id").map(|picked| picked.label.clone()).unwrap_or_default(),
        ),
        Work::Task => ("list-bulk-ask-task", form.typed("title")),
        Work::Close => ("list-bulk-ask-close", String::new()),
        Work::Leave => ("list-bulk-ask-leave", String::new()),
        Work::Void => ("list-bulk-ask-void", form.typed("void_reason")),
        Work::Finish => ("list-bulk-ask-finish", String::new()),
        Work::Drop => ("list-bulk-ask-drop", String::new()),
    };
    ui.with(id, &[("count", count.into()), ("name", name.into())])
}
