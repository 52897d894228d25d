//! The list of children: open files in the panel's order, at risk, one tier, closed files, all of them.

use std::sync::OnceLock;

use super::act::Target;
use super::child_columns as columns;
use super::source::{Head, Source, Space, Tab};
use super::words;
use crate::console::action::Route;
use crate::console::screen::Ui;
use crate::console::widgets::paint::Span;
use crate::domain::codes::{Status, Tier};
use crate::domain::records::Id;
use crate::store::queries::{
    ChildOrder, ChildScope, ListColumn, Listed, RiskRow, Sort, ToCheck, Window,
};
use crate::store::{Kind, Queries, Result};

/// The views, in the order in which they stand.
const SCOPES: [ChildScope; 9] = [
    ChildScope::Active,
    ChildScope::AtRisk,
    ChildScope::Tier(Tier::Critical),
    ChildScope::Tier(Tier::High),
    ChildScope::Tier(Tier::Unknown),
    ChildScope::Tier(Tier::Watch),
    ChildScope::Tier(Tier::Stable),
    ChildScope::Closed,
    ChildScope::All,
];

/// Children.
#[derive(Clone)]
pub struct Children {
    scope: ChildScope,
    /// The name of the place, once it was read.
    place: OnceLock<String>,
}

impl Children {
    /// The children of a view.
    pub const fn new(scope: ChildScope) -> Self {
        Self { scope, place: OnceLock::new() }
    }

    /// The store's name for an order that an index gives in this view.
    fn order(&self, sort: Option<Sort>) -> Option<ChildOrder> {
        let Some(sort) = sort else { return Some(ChildOrder::Risk) };
        match (sort.column, self.scope) {
            _ if sort.descending => None,
            (ListColumn::Code, ChildScope::Active | ChildScope::All) => Some(ChildOrder::Code),
            (ListColumn::Due, ChildScope::Active) => Some(ChildOrder::Due),
            _ => None,
        }
    }
}

fn label(scope: ChildScope, ui: &Ui) -> String {
    match scope {
        ChildScope::AtRisk => ui.text("list-tab-at-risk"),
        ChildScope::Tier(tier) => ui.language.code_as("tier-short", tier),
        ChildScope::Check(_) | ChildScope::Place(..) => String::new(),
        ChildScope::Closed => ui.text("list-tab-closed"),
        ChildScope::All => ui.text("list-tab-all"),
        _ => ui.text("list-tab-open"),
    }
}

impl Source for Children {
    type Item = RiskRow;

    fn route(&self) -> Route {
        Route::Children(self.scope)
    }

    fn title(&self, ui: &Ui) -> String {
        match &self.scope {
            ChildScope::AtRisk => ui.text("page-children-risk"),
            ChildScope::Tier(tier) => {
                let tier = ui.language.code(*tier);
                ui.with("list-children-of", &[("tier", tier.into())])
            }
            ChildScope::Check(why) => ui.text(match why {
                ToCheck::SameName => "list-check-same-name",
                ToCheck::AgeAndGrade => "list-check-age-and-grade",
                ToCheck::IdNumber => "list-check-id-number",
            }),
            ChildScope::Place(kind, _) => {
                let place =
                    words::place_name(*kind, self.place.get().map_or("", String::as_str), ui);
                ui.with("list-children-at", &[("place", place.into())])
            }
            ChildScope::Closed => ui.text("page-children-closed"),
            ChildScope::All => ui.text("list-children-all"),
            _ => ui.text("page-children"),
        }
    }

    fn tabs(&self, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Tab>> {
        if let ChildScope::Place(kind, child) = self.scope {
            let place = queries.place_name(kind, child)?;
            self.place.get_or_init(|| place);
            return Ok(Vec::new());
        }
        if matches!(self.scope, ChildScope::Check(_)) {
            return Ok(Vec::new());
        }
        SCOPES
            .iter()
            .map(|scope| {
                let count = queries.count_children(*scope)?;
                Ok(Tab { label: label(*scope, ui), count })
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
        Some(Listed::Children(self.scope))
    }

    fn kept_as(&self) -> &'static str {
        "children"
    }

    fn columns(&self) -> &'static [ListColumn] {
        columns::ALL
    }

    fn shown(&self, width: u16) -> Vec<ListColumn> {
        use ListColumn as C;
        let mut shown = vec![C::Tier, C::Score, C::Change, C::Name, C::Code, C::Grade];
        if width >= columns::WIDE {
            shown.extend([C::Place, C::Volunteer]);
        } else {
            shown.push(C::Township);
        }
        shown.extend([C::Due, C::Why, C::Seen]);
        shown
    }

    fn head(&self, column: ListColumn, ui: &Ui, width: u16) -> Head {
        columns::head(column, ui, width)
    }

    fn cell(&self, item: &RiskRow, column: ListColumn, ui: &Ui, space: Space) -> Span {
        columns::cell(item, column, ui, space)
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
        match self.scope {
            ChildScope::Check(ToCheck::SameName) => "list-order-name",
            ChildScope::Check(_) | ChildScope::Place(..) => "list-order-code",
            _ => "list-order-risk",
        }
    }

    fn is_indexed(&self, sort: Sort) -> bool {
        self.order(Some(sort)).is_some()
    }

    fn count(&self, queries: &Queries<'_>) -> Result<usize> {
        queries.count_children(self.scope)
    }

    fn read(
        &self,
        queries: &Queries<'_>,
        sort: Option<Sort>,
        window: Window,
    ) -> Result<Vec<RiskRow>> {
        queries.children(self.scope, self.order(sort).unwrap_or_default(), window)
    }

    fn of(&self, queries: &Queries<'_>, ids: &[Id]) -> Result<Vec<RiskRow>> {
        queries.children_by_id(ids)
    }

    fn target(&self, item: &RiskRow) -> Target {
        Target::child(item.child.id).opened(item.child.status == Status::Active)
    }

    fn page(&self, item: &RiskRow) -> Option<Route> {
        Some(Route::Child(item.child.id))
    }

    fn adds(&self) -> Option<Kind> {
        Some(Kind::Child)
    }

    fn empty(&self) -> &'static str {
        match self.scope {
            ChildScope::Active | ChildScope::All => "list-empty-children",
            ChildScope::AtRisk => "today-empty-risk",
            _ => "page-empty",
        }
    }

    fn empty_beside(&self, tabs: &[Tab]) -> &'static str {
        let closed = tabs.get(SCOPES.len() - 1).is_some_and(|all| all.count > 0);
        match self.scope {
            ChildScope::Active if closed => "list-empty-children-closed",
            _ => self.empty(),
        }
    }
}
