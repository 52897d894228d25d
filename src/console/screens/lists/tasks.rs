//! Tasks: those due (what Today counts), all open ones, settled ones.

use super::act::Target;
use super::list::{Head, Source, Tab};
use super::words;
use crate::console::action::Route;
use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::console::widgets::table::Row;
use crate::domain::codes::TaskStatus;
use crate::domain::records::Task;
use crate::store::queries::{TaskScope, Window};
use crate::store::{Kind, Queries, Result};

const SCOPES: [TaskScope; 3] = [TaskScope::Due, TaskScope::Open, TaskScope::Settled];

/// Tasks.
#[derive(Clone)]
pub struct Tasks {
    scope: TaskScope,
}

impl Tasks {
    /// The tasks of a view.
    pub const fn new(scope: TaskScope) -> Self {
        Self { scope }
    }
}

impl Source for Tasks {
    /// The task and the child's name.
    type Item = (Task, String);

    fn route(&self) -> Route {
        Route::Tasks
    }

    fn title(&self, ui: &Ui) -> String {
        ui.text("page-tasks")
    }

    fn tabs(&self, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Tab>> {
        SCOPES
            .iter()
            .map(|scope| {
                let label = ui.text(match scope {
                    TaskScope::Due => "list-tab-tasks-due",
                    TaskScope::Open => "list-tab-tasks-open",
                    TaskScope::Settled => "list-tab-tasks-settled",
                });
                Ok(Tab { label, count: queries.count_tasks(*scope)? })
            })
            .collect()
    }

    fn tab(&self) -> usize {
        SCOPES.iter().position(|scope| *scope == self.scope).unwrap_or(0)
    }

    fn choose(&mut self, tab: usize) {
        if let Some(scope) = SCOPES.get(tab) {
            self.scope = *scope;
        }
    }

    fn count(&self, queries: &Queries<'_>) -> Result<usize> {
        queries.count_tasks(self.scope)
    }

    fn read(&self, queries: &Queries<'_>, window: Window) -> Result<Vec<Self::Item>> {
        let tasks = queries.tasks_of(self.scope, window)?;
        let mut items = Vec::with_capacity(tasks.len());
        for task in tasks {
            let child = match task.child_id {
                Some(child) => queries.child_brief_of(child)?.map(|child| child.name),
                None => None,
            };
            items.push((task, child.unwrap_or_default()));
        }
        Ok(items)
    }

    fn heads(&self, ui: &Ui, _width: u16) -> Vec<Head> {
        let zh = ui.language.is_zh();
        vec![
            Head::left(if zh { 10 } else { 11 }, ui.text("list-col-by-day")),
            Head::left(if zh { 8 } else { 7 }, ui.text("list-col-state")),
            Head::left(words::name_width(ui), ui.text("today-column-name")),
            Head::rest(ui.text("list-col-task")),
            Head::left(if zh { 10 } else { 12 }, ui.text("list-col-owner")),
        ]
    }

    fn cells(&self, (task, child): &Self::Item, ui: &Ui, width: u16) -> Row {
        let late = (ui.today - task.due).num_days();
        let (state, role) = match task.status {
            TaskStatus::Open if late > 0 => {
                (ui.with("list-late", &[("days", late.into())]), Role::High)
            }
            TaskStatus::Open if late == 0 => (ui.text("span-ago-today"), Role::Watch),
            TaskStatus::Open => {
                (ui.with("upcoming-in-days", &[("days", (-late).into())]), Role::Muted)
            }
            settled => (ui.language.code(settled), Role::Ok),
        };
        let owner = task.owner.as_deref().map_or_else(String::new, |name| ui.language.person(name));
        Row::default()
            .cell(words::day(task.due, ui, width), Role::Text)
            .cell(state, role)
            .cell(ui.language.person(child), Role::Text)
            .cell(task.title.as_str(), Role::Text)
            .cell(owner, Role::Muted)
    }

    fn target(&self, (task, _): &Self::Item) -> Target {
        Target::of(Kind::Task, task.meta.id)
            .about(task.child_id)
            .opened(task.status == TaskStatus::Open)
    }

    fn page(&self, (task, _): &Self::Item) -> Option<Route> {
        task.child_id.map(Route::Child)
    }

    fn adds(&self) -> Option<Kind> {
        Some(Kind::Task)
    }

    fn keys(&self) -> Option<&'static str> {
        Some(if self.scope == TaskScope::Settled { "list-task-reopens" } else { "list-task-keys" })
    }

    fn empty(&self) -> &'static str {
        "list-empty-tasks"
    }
}
