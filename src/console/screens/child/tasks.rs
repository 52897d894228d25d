//! What is to be done about a child, and what was done.

use super::view::View;
use crate::console::screen::Ui;
use crate::console::screens::rows::Target;
use crate::console::screens::sheet::{Line, flowing, led_by, tall, wrapped};
use crate::console::screens::words::{self, decision as decision_words};
use crate::console::widgets::Role;
use crate::console::widgets::paint::Span;
use crate::console::widgets::table::{Column, Row};
use crate::domain::codes::TaskStatus;
use crate::domain::records::Task;
use crate::store::Kind;

/// The open tasks, the one due first at the top.
pub(super) fn open(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    let mut tasks: Vec<&Task> =
        view.records.tasks.iter().filter(|task| task.status == TaskStatus::Open).collect();
    tasks.sort_by_key(|task| (task.due, task.meta.id));
    tasks.into_iter().flat_map(|task| one(task, ui, columns)).collect()
}

/// The tab.
pub(super) fn tab(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    let open = open(view, ui, columns);
    let mut lines = reports(view, ui, columns);
    lines.push(Line::rule([ui.text("pages-tasks-open"), ui.hint("pages-task-keys")]));
    if open.is_empty() {
        lines.push(Line::text(
            format!("{}. {}", ui.text("child-tasks-none"), ui.text("pages-task-hint")),
            Role::Muted,
        ));
    }
    lines.extend(open);
    let mut settled: Vec<&Task> =
        view.records.tasks.iter().filter(|task| task.status != TaskStatus::Open).collect();
    settled.sort_by_key(|task| std::cmp::Reverse((task.done_on, task.meta.id)));
    if !settled.is_empty() {
        lines.push(Line::rule([ui.text("pages-tasks-settled")]));
        lines.extend(settled.into_iter().flat_map(|task| one(task, ui, columns)));
    }
    lines.push(Line::rule([ui.text("triage-decisions")]));
    if view.decisions.is_empty() {
        lines.push(Line::text(ui.text("triage-never-decided"), Role::Muted));
    }
    for (at, decision) in view.decisions.iter().enumerate() {
        lines.extend(flowing(decision_words(decision, ui, at == 0), columns));
    }
    lines
}

/// The mandatory reports, the open one first; nothing where there is none.
fn reports(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    if view.records.reports.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::rule([ui.text("triage-reports"), ui.text("triage-report-key")])];
    for report in &view.records.reports {
        let known = ui.language.near(report.known_on, ui.today);
        let (state, role) = words::report_state(report, ui);
        let mut parts = vec![
            Span::from(ui.with("triage-report-line", &[("date", known.into())])),
            Span::new(state, role),
        ];
        let time = report.sent_at.map(|time| time.to_string());
        let said = [Some(words::recipients(report, ui)), time, report.sent_by.clone()];
        let said = said.into_iter().chain([report.receipt.clone(), report.result.clone()]);
        parts.extend(said.flatten().filter(|one| !one.is_empty()).map(Span::from));
        let target = Target::Row(Kind::Report, report.meta.id);
        lines.extend(led_by(flowing(parts, columns), Some(target)));
        if let Some(note) = report.note.as_deref().filter(|note| !note.trim().is_empty()) {
            lines.extend(wrapped(note, columns, 2, Role::Muted));
        }
    }
    lines
}

fn one(task: &Task, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    let is_open = task.status == TaskStatus::Open;
    let table = [
        Column::left(if ui.language.is_zh() { 11 } else { 12 }),
        Column::rest(),
        Column::left(if columns < 60 { 8 } else { 12 }),
        Column::right(if ui.language.is_zh() { 13 } else { 18 }),
    ];
    let late = (ui.today - task.due).num_days();
    let (state, role) = match (task.status, late) {
        (TaskStatus::Open, 1..) => {
            (ui.with("pages-task-late", &[("days", late.into())]), Role::Critical)
        }
        (TaskStatus::Open, 0) => (ui.text("pages-task-today"), Role::Watch),
        (TaskStatus::Open, _) => (ui.with("span-in", &[("days", (-late).into())]), Role::Muted),
        (status, _) => {
            let day = task.done_on.map(|day| ui.language.near(day, ui.today)).unwrap_or_default();
            (format!("{day} {}", ui.language.code(status)), Role::Muted)
        }
    };
    let words = if is_open { Role::Text } else { Role::Muted };
    let row = Row::default()
        .cell(ui.language.near(task.due, ui.today), Role::Muted)
        .cell(task.title.clone(), words)
        .cell(
            task.owner.as_deref().map(|name| ui.language.person(name)).unwrap_or_default(),
            Role::Muted,
        )
        .cell(state, role);
    let target = Target::Task { id: task.meta.id, open: is_open };
    let mut lines = led_by(tall(&table, row, 1, columns), Some(target));
    if let Some(note) = task.note.as_deref().filter(|note| !note.trim().is_empty()) {
        lines.extend(wrapped(note, columns, 12, Role::Muted));
    }
    lines
}
