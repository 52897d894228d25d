//! Mandatory reports: children for whom one is yet to be made, open ones, closed ones. Its names are not Today's: this page is
//! opened on purpose.

use super::act::Target;
use super::source::{Head, Source, Space, Tab};
use super::words;
use crate::console::action::Route;
use crate::console::screen::{Screen, Ui};
use crate::console::screens::{forms, words as shared};
use crate::console::widgets::Role;
use crate::console::widgets::paint::Span;
use crate::domain::records::Id;
use crate::store::queries::{ListColumn, Listed, ReportRow, ReportScope, Sort, Window};
use crate::store::{Kind, Queries, Result};

const SCOPES: [ReportScope; 3] = [ReportScope::Wanted, ReportScope::Open, ReportScope::Closed];

const COLUMNS: &[ListColumn] =
    &[ListColumn::Name, ListColumn::Day, ListColumn::State, ListColumn::With, ListColumn::Note];

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

    fn listed(&self) -> Option<Listed> {
        Some(Listed::Reports(self.scope))
    }

    fn kept_as(&self) -> &'static str {
        "reports"
    }

    fn columns(&self) -> &'static [ListColumn] {
        COLUMNS
    }

    fn shown(&self, _width: u16) -> Vec<ListColumn> {
        COLUMNS.to_vec()
    }

    fn label(&self, column: ListColumn, ui: &Ui) -> String {
        match column {
            ListColumn::Day => ui.text("list-col-known"),
            ListColumn::With => ui.text("list-col-sent-to"),
            column => ui.language.code(column),
        }
    }

    fn head(&self, column: ListColumn, ui: &Ui, _width: u16) -> Head {
        let zh = ui.language.is_zh();
        let title = self.label(column, ui);
        match column {
            ListColumn::Name => Head::left(words::name_width(ui), title),
            ListColumn::Day => Head::left(words::date_width(ui), title),
            ListColumn::State => Head::left(if zh { 16 } else { 18 }, title),
            ListColumn::With => Head::left(if zh { 16 } else { 20 }, title),
            _ => Head::rest(title),
        }
    }

    fn cell(&self, item: &ReportRow, column: ListColumn, ui: &Ui, space: Space) -> Span {
        match (column, &item.report) {
            (ListColumn::Name, _) => Span::new(ui.language.person(&item.child.name), Role::Text),
            (ListColumn::Day, _) => Span::new(words::day(item.day, ui, space.width), Role::Text),
            (ListColumn::State, None) => Span::new(ui.text("report-state-wanted"), Role::Critical),
            (ListColumn::State, Some(report)) => {
                let (state, role) = shared::report_state(report, ui);
                Span::new(state, role)
            }
            (ListColumn::With, None) => Span::new("", Role::Text),
            (ListColumn::With, Some(report)) => {
                Span::new(shared::recipients(report, ui), Role::Text)
            }
            (_, None) => Span::new(ui.text("report-wanted-why"), Role::Muted),
            (_, Some(report)) => {
                let mut note: Vec<&str> = Vec::new();
                note.extend(report.receipt.as_deref());
                note.extend(report.result.as_deref());
                note.extend(report.note.as_deref());
                Span::new(note.join("  "), Role::Muted)
            }
        }
    }

    fn standing(&self) -> &'static str {
        "list-order-newest"
    }

    fn count(&self, queries: &Queries<'_>) -> Result<usize> {
        queries.count_reports(self.scope)
    }

    fn read(
        &self,
        queries: &Queries<'_>,
        _sort: Option<Sort>,
        window: Window,
    ) -> Result<Vec<ReportRow>> {
        queries.reports(self.scope, window)
    }

    fn of(&self, queries: &Queries<'_>, ids: &[Id]) -> Result<Vec<ReportRow>> {
        queries.reports_by_id(self.scope, ids)
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
