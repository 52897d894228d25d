//! Mandatory reports: children for whom one is yet to be made, open ones, closed ones. Its names are not Today's: this page is
//! opened on purpose.

use super::act::Target;
use super::list::{Head, Source, Tab};
use super::words;
use crate::console::action::Route;
use crate::console::screen::{Screen, Ui};
use crate::console::screens::{forms, words as shared};
use crate::console::widgets::Role;
use crate::console::widgets::table::Row;
use crate::store::queries::{ReportRow, ReportScope, Window};
use crate::store::{Kind, Queries, Result};

const SCOPES: [ReportScope; 3] = [ReportScope::Wanted, ReportScope::Open, ReportScope::Closed];

/// Mandatory reports.
#[derive(Clone)]
pub struct Reports {
    scope: ReportScope,
}

impl Reports {
    /// The reports of a view.
    pub const fn new(scope: ReportScope) -> Self {
        Self { scope }
    }
}

impl Source for Reports {
    type Item = ReportRow;

    fn route(&self) -> Route {
        Route::Reports(self.scope)
    }

    fn title(&self, ui: &Ui) -> String {
        ui.text("page-reports")
    }

    fn tabs(&self, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Tab>> {
        SCOPES
            .iter()
            .map(|scope| {
                let label = ui.text(match scope {
                    ReportScope::Wanted => "list-tab-reports-wanted",
                    ReportScope::Open => "list-tab-reports-open",
                    ReportScope::Closed => "list-tab-reports-closed",
                });
                Ok(Tab { label, count: queries.count_reports(*scope)? })
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
        queries.count_reports(self.scope)
    }

    fn read(&self, queries: &Queries<'_>, window: Window) -> Result<Vec<Self::Item>> {
        queries.reports(self.scope, window)
    }

    fn heads(&self, ui: &Ui, _width: u16) -> Vec<Head> {
        let zh = ui.language.is_zh();
        vec![
            Head::left(words::name_width(ui), ui.text("today-column-name")),
            Head::left(if zh { 10 } else { 11 }, ui.text("list-col-known")),
            Head::left(if zh { 16 } else { 18 }, ui.text("list-col-state")),
            Head::left(if zh { 16 } else { 20 }, ui.text("list-col-sent-to")),
            Head::rest(ui.text("list-col-note")),
        ]
    }

    fn cells(&self, item: &Self::Item, ui: &Ui, width: u16) -> Row {
        let row = Row::default()
            .cell(ui.language.person(&item.child.name), Role::Text)
            .cell(words::day(item.day, ui, width), Role::Text);
        let Some(report) = &item.report else {
            return row
                .cell(ui.text("report-state-wanted"), Role::Critical)
                .cell("", Role::Text)
                .cell(ui.text("report-wanted-why"), Role::Muted);
        };
        let (state, role) = shared::report_state(report, ui);
        let mut note: Vec<&str> = Vec::new();
        note.extend(report.receipt.as_deref());
        note.extend(report.result.as_deref());
        note.extend(report.note.as_deref());
        row.cell(state, role)
            .cell(shared::recipients(report, ui), Role::Text)
            .cell(note.join("  "), Role::Muted)
    }

    fn target(&self, item: &Self::Item) -> Target {
        match &item.report {
            Some(report) => Target::of(Kind::Report, report.meta.id)
                .about(Some(item.child.id))
                .opened(report.is_open()),
            None => Target::child(item.child.id),
        }
    }

    fn page(&self, _item: &Self::Item) -> Option<Route> {
        None
    }

    fn form(&self, item: &Self::Item) -> Option<Box<dyn Screen>> {
        Some(match &item.report {
            Some(report) => forms::report::edit(report.meta.id),
            None => forms::report::open(item.child.id),
        })
    }

    fn adds(&self) -> Option<Kind> {
        None
    }

    fn empty(&self) -> &'static str {
        match self.scope {
            ReportScope::Wanted => "list-empty-reports-wanted",
            ReportScope::Open => "list-empty-reports",
            ReportScope::Closed => "page-empty",
        }
    }
}
