//! 待办: something to be done by a day, about a child or about none.

use chrono::Days;

use super::entered::Entered;
use super::fields::Make;
use super::kept::Kept;
use super::page::{Content, FormPage, said};
use super::people;
use crate::console::screen::{Effect, Screen, Ui};
use crate::console::widgets::form::{Form, Picked};
use crate::domain::dates::Lean;
use crate::domain::records::{Child, Id, Task};
use crate::store::{AnyRecord, Command, Kind, Queries, Receipt, Result};

/// A task is due in so many days unless one says otherwise.
pub(in crate::console::screens) const USUAL_DAYS: u64 = 7;

/// Adds a task, about a child or about none.
pub fn open(child: Option<Id>) -> Box<dyn Screen> {
    FormPage::boxed(TaskForm { child_id: child, ..TaskForm::default() })
}

/// Changes a task.
pub fn edit(task: Id) -> Box<dyn Screen> {
    FormPage::boxed(TaskForm { kept: Kept::of(task), ..TaskForm::default() })
}

#[derive(Default)]
struct TaskForm {
    child_id: Option<Id>,
    kept: Kept<Task>,
    about: Vec<String>,
    title: String,
}

impl Content for TaskForm {
    fn name(&self) -> &'static str {
        if self.kept.is_new() { "task" } else { "task-edit" }
    }

    fn subject(&self) -> Id {
        if self.kept.is_new() { self.child_id.unwrap_or(0) } else { self.kept.id }
    }

    fn title(&self) -> &'static str {
        if self.kept.is_new() { "form-task" } else { "form-task-edit" }
    }

    fn about(&self) -> &[String] {
        &self.about
    }

    fn open(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<Option<Form>> {
        if !self.kept.read(queries)? {
            return Ok(None);
        }
        let mut task = self.kept.shown();
        if self.kept.is_new() {
            task.due = ui.today.checked_add_days(Days::new(USUAL_DAYS)).unwrap_or(ui.today);
            task.child_id = self.child_id;
        }
        let child = match task.child_id {
            Some(id) => queries.record::<Child>(id)?,
            None => None,
        };
        self.about = match &child {
            Some(child) if self.child_id.is_some() => people::about(queries, ui, child)?,
            _ => Vec::new(),
        };
        let make = Make::new(ui, "task");
        let owner = make.line("owner", task.owner.as_deref());
        let owner = if self.kept.is_new() { owner.propose(&ui.operator) } else { owner };
        let mut fields = vec![
            make.line("title", Some(&task.title)).required(),
            make.day("due", Some(task.due), Lean::Future).required(),
            owner,
            make.line("note", task.note.as_deref()),
        ];
        if self.child_id.is_none() {
            let child = child.map(|child| people::child(&child, ui));
            fields.insert(0, make.picker("child_id").with_picked(child));
        }
        Ok(Some(Form::new(fields)))
    }

    fn find(&self, queries: &Queries<'_>, ui: &Ui, _: &str, typed: &str) -> Result<Vec<Picked>> {
        people::find(queries, ui, Kind::Child, typed)
    }

    fn waits_until(&self) -> &'static [&'static str] {
        &["due"]
    }

    fn lean(&self, _key: &str) -> Lean {
        Lean::Future
    }

    fn command(&mut self, entered: &mut Entered<'_>) -> Option<Command> {
        let mut task = self.kept.begin();
        task.child_id = self.child_id.or_else(|| entered.picked("child_id"));
        task.due = entered.need_day("due", Lean::Future);
        task.title = entered.written("title").unwrap_or_default();
        task.owner = entered.written("owner");
        task.note = entered.written("note");
        self.title.clone_from(&task.title);
        self.kept.command(task)
    }

    fn base(&self) -> Option<AnyRecord> {
        self.kept.any()
    }

    fn rebase(&mut self, base: AnyRecord, shown: AnyRecord) {
        self.kept.rebase(&base, &shown);
    }

    fn saved(&mut self, _: &Receipt, _: &Queries<'_>, ui: &Ui) -> Result<Vec<Effect>> {
        Ok(vec![said(ui, self.title(), &self.title)])
    }
}
