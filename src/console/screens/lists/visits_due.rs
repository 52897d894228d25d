//! Home visits that are due: overdue, due today, and children without a volunteer. The counts are Today's.

use super::act::Target;
use super::child_columns as columns;
use super::source::{Head, Source, Space, Tab};
use crate::console::action::{Route, VisitScope};
use crate::console::screen::Ui;
use crate::console::screens::message;
use crate::console::widgets::Role;
use crate::console::widgets::paint::Span;
use crate::domain::records::{Id, Visit};
use crate::store::queries::{ChildOrder, ChildScope, ListColumn, Listed, RiskRow, Sort, Window};
use crate::store::{Kind, Queries, Result};

/// The views of visits: those due, and beside them those that were logged, which are a list of their own.
pub const SCOPES: [VisitScope; 4] =
    [VisitScope::Overdue, VisitScope::DueToday, VisitScope::NoVolunteer, VisitScope::Logged];

/// The tabs of both lists, with the counts of the list that is open: the due visits, or those that were `logged`.
pub fn tabs(queries: &Queries<'_>, ui: &Ui, logged: bool) -> Result<Vec<Tab>> {
    SCOPES
        .iter()
        .map(|scope| {
            let (id, is_logged) = match scope {
                VisitScope::Logged => ("list-tab-logged", true),
                VisitScope::DueToday => ("list-tab-due-today", false),
                VisitScope::NoVolunteer => ("list-tab-no-volunteer", false),
                VisitScope::Overdue => ("list-tab-overdue", false),
            };
            let count = match (is_logged, logged) {
                (true, true) => queries.count_newest::<Visit>()?,
                (false, false) => queries.count_children(VisitsDue::stored(*scope))?,
                _ => 0,
            };
            Ok(Tab { label: ui.text(id), count })
        })
        .collect()
}

/// Which of the tabs a view is.
pub fn tab_of(scope: VisitScope) -> usize {
    SCOPES.iter().position(|one| *one == scope).unwrap_or(0)
}

/// Visits due.
#[derive(Clone)]
pub struct VisitsDue {
    scope: VisitScope,
}

impl VisitsDue {
    /// The due visits of a view; [`VisitScope::Logged`] is a list of its own and shows as overdue here.
    pub const fn new(scope: VisitScope) -> Self {
        Self { scope }
    }

    const fn stored(scope: VisitScope) -> ChildScope {
        match scope {
            VisitScope::DueToday => ChildScope::DueToday,
            VisitScope::NoVolunteer => ChildScope::NoVolunteer,
            VisitScope::Overdue | VisitScope::Logged => ChildScope::Overdue,
        }
    }

    const fn id(scope: VisitScope) -> &'static str {
        match scope {
            VisitScope::DueToday => "page-visits-due-today",
            VisitScope::NoVolunteer => "page-visits-no-volunteer",
            VisitScope::Overdue | VisitScope::Logged => "page-visits-overdue",
        }
    }
}

impl Source for VisitsDue {
    type Item = RiskRow;

    fn route(&self) -> Route {
        Route::Visits(self.scope)
    }

    fn title(&self, ui: &Ui) -> String {
        ui.text(Self::id(self.scope))
    }

    fn tabs(&self, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Tab>> {
        tabs(queries, ui, false)
    }

    fn tab(&self) -> usize {
        tab_of(self.scope)
    }

    fn elsewhere(&self, tab: usize) -> Option<Route> {
        (tab == tab_of(VisitScope::Logged)).then_some(Route::Visits(VisitScope::Logged))
    }

    fn choose(&mut self, tab: usize) {
        if let Some(scope) = SCOPES.get(tab).filter(|scope| **scope != VisitScope::Logged) {
            self.scope = *scope;
        }
    }

    fn listed(&self) -> Option<Listed> {
        Some(Listed::Children(Self::stored(self.scope)))
    }

    fn kept_as(&self) -> &'static str {
        "visits_due"
    }

    fn columns(&self) -> &'static [ListColumn] {
        columns::ALL
    }

    fn shown(&self, width: u16) -> Vec<ListColumn> {
        use ListColumn as C;
        let mut shown = vec![C::Name, C::Tier, C::Place, C::Due, C::Late];
        if width >= columns::WIDE {
            shown.push(C::LastVisit);
        }
        shown.extend([C::Seen, C::Volunteer, C::Phone]);
        if width >= columns::WIDE {
            shown.push(C::Why);
        }
        shown
    }

    fn head(&self, column: ListColumn, ui: &Ui, width: u16) -> Head {
        let wide = width >= columns::WIDE;
        let title = ui.language.code(column);
        match column {
            ListColumn::Tier => {
                Head { title: String::new(), ..Head::left(super::words::letter_width(ui), title) }
            }
            ListColumn::Place if wide => {
                Head::left(if ui.language.is_zh() { 16 } else { 22 }, title)
            }
            ListColumn::Place => Head::rest(title),
            column => columns::head(column, ui, width),
        }
    }

    fn cell(&self, item: &RiskRow, column: ListColumn, ui: &Ui, space: Space) -> Span {
        match column {
            ListColumn::Tier => Span::new(
                ui.language.code_as("tier-letter", item.tier),
                super::words::role(item.tier),
            ),
            ListColumn::Due => Span { role: Role::Text, ..columns::cell(item, column, ui, space) },
            ListColumn::Why => Span { role: Role::Muted, ..columns::cell(item, column, ui, space) },
            column => columns::cell(item, column, ui, space),
        }
    }

    fn whole(
        &self,
        queries: &Queries<'_>,
        item: &RiskRow,
        column: ListColumn,
        ui: &Ui,
    ) -> Result<Option<String>> {
        columns::whole(queries, item, column, ui)
    }

    fn standing(&self) -> &'static str {
        "list-order-due"
    }

    fn is_indexed(&self, sort: Sort) -> bool {
        sort == Sort::by(ListColumn::Due)
    }

    fn count(&self, queries: &Queries<'_>) -> Result<usize> {
        queries.count_children(Self::stored(self.scope))
    }

    fn read(
        &self,
        queries: &Queries<'_>,
        _sort: Option<Sort>,
        window: Window,
    ) -> Result<Vec<RiskRow>> {
        queries.children(Self::stored(self.scope), ChildOrder::Due, window)
    }

    fn of(&self, queries: &Queries<'_>, ids: &[Id]) -> Result<Vec<RiskRow>> {
        queries.children_by_id(ids)
    }

    fn target(&self, item: &RiskRow) -> Target {
        Target::child(item.child.id)
    }

    fn page(&self, item: &RiskRow) -> Option<Route> {
        Some(Route::Child(item.child.id))
    }

    fn message(&self) -> Option<fn(&RiskRow, &Ui) -> String> {
        Some(message::visit_of)
    }

    fn adds(&self) -> Option<Kind> {
        None
    }

    fn empty(&self) -> &'static str {
        match self.scope {
            VisitScope::DueToday => "list-empty-due-today",
            VisitScope::NoVolunteer => "list-empty-no-volunteer",
            VisitScope::Overdue | VisitScope::Logged => "today-empty-overdue",
        }
    }
}
