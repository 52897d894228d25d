//! Visits that were logged, newest first.

use super::act::Target;
use super::source::{Head, Source, Space, Tab};
use super::{visits_due, words};
use crate::console::action::{Route, VisitScope};
use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::console::widgets::paint::Span;
use crate::domain::codes::Observation;
use crate::domain::records::{Id, Visit};
use crate::store::queries::{ListColumn, Listed, Sort, Window};
use crate::store::{Kind, Queries, Result};

/// From this width on there is room for what was not in order beside the note.
const WIDE: u16 = 110;

const COLUMNS: &[ListColumn] = &[
    ListColumn::Day,
    ListColumn::Name,
    ListColumn::Who,
    ListColumn::Met,
    ListColumn::Concerns,
    ListColumn::Note,
];

/// Visits logged.
#[derive(Clone)]
pub struct Visits;

/// A visit with the names that stand in its row.
pub struct Item {
    visit: Visit,
    child: String,
    volunteers: Vec<String>,
}

impl Item {
    /// Whom one met, in a word.
    fn seen(&self, ui: &Ui) -> (String, Role) {
        match (self.visit.child_seen, self.visit.guardian_seen) {
            (Some(true), _) => (ui.text("form-visit-seen"), Role::Text),
            (_, Some(true)) => (ui.text("form-visit-adult"), Role::Watch),
            _ => (ui.text("form-visit-nobody"), Role::Watch),
        }
    }

    /// What was not in order: `学习=有问题 安全=紧急`.
    fn concerns(&self, ui: &Ui) -> (String, Role) {
        let visit = &self.visit;
        let mut words = Vec::new();
        let mut role = Role::Watch;
        for (column, observed) in visit.observations() {
            let Some(observed @ (Observation::Concern | Observation::Urgent)) = observed else {
                continue;
            };
            if observed == Observation::Urgent {
                role = Role::Critical;
            }
            let field = ui.language.field("visit", column);
            words.push(format!("{field}={}", ui.language.code(observed)));
        }
        (words.join(" "), role)
    }
}

fn with_names(queries: &Queries<'_>, visits: Vec<Visit>) -> Result<Vec<Item>> {
    let mut items = Vec::with_capacity(visits.len());
    for visit in visits {
        let child = queries.child_brief_of(visit.child_id)?.map(|child| child.name);
        let mut volunteers = Vec::new();
        for id in [visit.volunteer_id, visit.second_volunteer_id].into_iter().flatten() {
            volunteers.extend(queries.volunteer_brief(id)?.map(|volunteer| volunteer.name));
        }
        items.push(Item { visit, child: child.unwrap_or_default(), volunteers });
    }
    Ok(items)
}

impl Source for Visits {
    type Item = Item;

    fn route(&self) -> Route {
        Route::Visits(VisitScope::Logged)
    }

    fn title(&self, ui: &Ui) -> String {
        ui.text("page-visits-logged")
    }

    fn tabs(&self, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Tab>> {
        visits_due::tabs(queries, ui, true)
    }

    fn tab(&self) -> usize {
        visits_due::tab_of(VisitScope::Logged)
    }

    fn elsewhere(&self, tab: usize) -> Option<Route> {
        let scope = visits_due::SCOPES.get(tab).filter(|scope| **scope != VisitScope::Logged);
        scope.map(|scope| Route::Visits(*scope))
    }

    fn choose(&mut self, _tab: usize) {}

    fn listed(&self) -> Option<Listed> {
        Some(Listed::Visits)
    }

    fn kept_as(&self) -> &'static str {
        "visits"
    }

    fn columns(&self) -> &'static [ListColumn] {
        COLUMNS
    }

    fn shown(&self, width: u16) -> Vec<ListColumn> {
        let all = |column: &&ListColumn| width >= WIDE || **column != ListColumn::Concerns;
        COLUMNS.iter().filter(all).copied().collect()
    }

    fn head(&self, column: ListColumn, ui: &Ui, _width: u16) -> Head {
        let zh = ui.language.is_zh();
        let title = self.label(column, ui);
        match column {
            ListColumn::Day => Head::left(words::date_width(ui), title),
            ListColumn::Who => Head::left(if zh { 15 } else { 18 }, title),
            ListColumn::Met => Head::left(if zh { 12 } else { 11 }, title),
            ListColumn::Concerns => Head::left(30, title),
            ListColumn::Note => Head::rest(title),
            _ => Head::left(words::name_width(ui), title),
        }
    }

    fn cell(&self, item: &Item, column: ListColumn, ui: &Ui, space: Space) -> Span {
        match column {
            ListColumn::Day => Span::new(words::day(item.visit.day, ui, space.width), Role::Text),
            ListColumn::Name => Span::new(ui.language.person(&item.child), Role::Text),
            ListColumn::Who => {
                let names: Vec<_> =
                    item.volunteers.iter().map(|name| ui.language.person(name)).collect();
                Span::new(names.join("+"), Role::Text)
            }
            ListColumn::Met => {
                let (seen, role) = item.seen(ui);
                Span::new(seen, role)
            }
            ListColumn::Concerns => {
                let (concerns, role) = item.concerns(ui);
                Span::new(concerns, role)
            }
            _ => {
                // Where there is no column for it, what was not in order stands in the place of the note.
                let (concerns, role) = item.concerns(ui);
                if space.width < WIDE && !concerns.is_empty() {
                    return Span::new(concerns, role);
                }
                Span::new(item.visit.note.clone().unwrap_or_default(), Role::Muted)
            }
        }
    }

    fn standing(&self) -> &'static str {
        "list-order-newest"
    }

    fn is_indexed(&self, sort: Sort) -> bool {
        sort == Sort::by(ListColumn::Day)
    }

    fn count(&self, queries: &Queries<'_>) -> Result<usize> {
        queries.count_newest::<Visit>()
    }

    fn read(
        &self,
        queries: &Queries<'_>,
        _sort: Option<Sort>,
        window: Window,
    ) -> Result<Vec<Item>> {
        with_names(queries, queries.newest_visits(window)?)
    }

    fn of(&self, queries: &Queries<'_>, ids: &[Id]) -> Result<Vec<Item>> {
        with_names(queries, queries.by_id(ids)?)
    }

    fn target(&self, item: &Item) -> Target {
        Target::of(Kind::Visit, item.visit.meta.id).about(Some(item.visit.child_id))
    }

    fn page(&self, item: &Item) -> Option<Route> {
        Some(Route::Child(item.visit.child_id))
    }

    fn adds(&self) -> Option<Kind> {
        None
    }

    fn empty(&self) -> &'static str {
        "list-empty-visits"
    }
}
