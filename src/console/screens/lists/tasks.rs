//! Tasks: those due (what Today counts), all open ones, settled ones.

use super::act::Target;
use super::source::{Head, Source, Space, Tab};
use super::words;
use crate::console::action::Route;
use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::console::widgets::paint::Span;
use crate::domain::codes::TaskStatus;
use crate::domain::records::{Id, Task};
use crate::store::queries::{ListColumn, Listed, Sort, TaskScope, Window};
use crate::store::{Kind, Queries, Result};

const SCOPES: [TaskScope; 3] = [TaskScope::Due, TaskScope::Open, TaskScope::Settled];

const COLUMNS: &[ListColumn] = &[
    ListColumn::Day,
    ListColumn::State,
    ListColumn::Name,
    ListColumn::Task,
    ListColumn::Owner,
    ListColumn::Note,
];

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

fn with_child(queries: &Queries<'_>, tasks: Vec<Task>) -> Result<Vec<(Task, String)>> {
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

/// How late a task is, or what became of it.
fn state(task: &Task, ui: &Ui) -> Span {
    let late = (ui.today - task.due).num_days();
    match task.status {
        TaskStatus::Open if late > 0 => {
            Span::new(ui.with("list-late", &[("days", late.into())]), Role::High)
        }
        TaskStatus::Open if late == 0 => Span::new(ui.text("span-ago-today"), Role::Watch),
        TaskStatus::Open => {
            Span::new(ui.with("upcoming-in-days", &[("days", (-late).into())]), Role::Muted)
        }
        settled => Span::new(ui.language.code(settled), Role::Ok),
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
                    TaskScope::All => "list-tab-all",
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

    fn listed(&self) -> Option<Listed> {
        Some(Listed::Tasks(self.scope))
    }

    fn kept_as(&self) -> &'static str {
        "tasks"
    }

    fn columns(&self) -> &'static [ListColumn] {
        COLUMNS
    }

    fn shown(&self, _width: u16) -> Vec<ListColumn> {
        COLUMNS[..5].to_vec()
    }

    fn label(&self, column: ListColumn, ui: &Ui) -> String {
        match column {
            ListColumn::Day => ui.text("list-col-by-day"),
            column => ui.language.code(column),
        }
    }

    fn head(&self, column: ListColumn, ui: &Ui, _width: u16) -> Head {
        let zh = ui.language.is_zh();
        let title = self.label(column, ui);
        match column {
            ListColumn::Day => Head::left(words::date_width(ui), title),
            ListColumn::State => Head::left(if zh { 8 } else { 7 }, title),
            ListColumn::Task => Head::rest(title),
            ListColumn::Owner => Head::left(if zh { 10 } else { 12 }, title),
            ListColumn::Note => Head::left(20, title),
            _ => Head::left(words::name_width(ui), title),
        }
    }

    fn cell(&self, (task, child): &Self::Item, column: ListColumn, ui: &Ui, space: Space) -> Span {
        match column {
            ListColumn::Day => Span::new(words::day(task.due, ui, space.width), Role::Text),
            ListColumn::State => state(task, ui),
            ListColumn::Name => Span::new(ui.language.person(child), Role::Text),
            ListColumn::Task => Span::new(task.title.as_str(), Role::Text),
            ListColumn::Owner => {
                let owner = task.owner.as_deref().map(|name| ui.language.person(name));
                Span::new(owner.unwrap_or_default(), Role::Muted)
            }
            _ => Span::new(task.note.clone().unwrap_or_default(), Role::Muted),
        }
    }

    fn standing(&self) -> &'static str {
        match self.scope {
            TaskScope::Settled => "list-order-newest",
            _ => "list-order-by-day",
        }
    }

    fn is_indexed(&self, sort: Sort) -> bool {
        self.scope != TaskScope::Settled && sort == Sort::by(ListColumn::Day)
    }

    fn count(&self, queries: &Queries<'_>) -> Result<usize> {
        queries.count_tasks(self.scope)
    }

    fn read(
        &self,
        queries: &Queries<'_>,
        _sort: Option<Sort>,
        window: Window,
    ) -> Result<Vec<Self::Item>> {
        with_child(queries, queries.tasks_of(self.scope, window)?)
    }

    fn of(&self, queries: &Queries<'_>, ids: &[Id]) -> Result<Vec<Self::Item>> {
        with_child(queries, queries.by_id(ids)?)
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
        (self.scope != TaskScope::Settled).then_some("list-task-keys")
    }

    fn empty(&self) -> &'static str {
        "list-empty-tasks"
    }
}
