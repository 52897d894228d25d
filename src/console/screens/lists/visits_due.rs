//! Home visits that are due: overdue, due today, and children without a volunteer. The counts are Today's.

use super::act::Target;
use super::list::{Head, Source, Tab};
use super::words;
use crate::console::action::{Route, VisitScope};
use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::console::widgets::table::Row;
use crate::store::queries::{ChildOrder, ChildScope, RiskRow, Window};
use crate::store::{Kind, Queries, Result};

const SCOPES: [VisitScope; 3] =
    [VisitScope::Overdue, VisitScope::DueToday, VisitScope::NoVolunteer];

/// From this width on there is room for the second clock and for why.
const WIDE: u16 = 120;

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
        SCOPES
            .iter()
            .map(|scope| {
                let label = ui.text(match scope {
                    VisitScope::DueToday => "list-tab-due-today",
                    VisitScope::NoVolunteer => "list-tab-no-volunteer",
                    _ => "list-tab-overdue",
                });
                Ok(Tab { label, count: queries.count_children(Self::stored(*scope))? })
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
        queries.count_children(Self::stored(self.scope))
    }

    fn read(&self, queries: &Queries<'_>, window: Window) -> Result<Vec<RiskRow>> {
        queries.children(Self::stored(self.scope), ChildOrder::Due, window)
    }

    fn heads(&self, ui: &Ui, width: u16) -> Vec<Head> {
        let zh = ui.language.is_zh();
        let name = words::name_width(ui);
        let wide = width >= WIDE;
        let place = ui.text("list-col-place");
        let mut heads = vec![
            Head::left(name, ui.text("today-column-name")),
            Head::left(words::letter_width(ui), String::new()),
            if wide { Head::left(if zh { 16 } else { 22 }, place) } else { Head::rest(place) },
            Head::left(if zh { 5 } else { 6 }, ui.text("list-col-due")),
            Head::right(5, ui.text("today-column-overdue")),
        ];
        if wide {
            heads.push(Head::left(if zh { 10 } else { 11 }, ui.text("list-col-last-visit")));
        }
        heads.extend([
            Head::right(words::seen_width(ui), ui.text("today-column-seen")),
            Head::left(name, ui.text("list-col-volunteer")),
            Head::left(11, ui.text("list-col-phone")),
        ]);
        if wide {
            heads.push(Head::rest(ui.text("today-column-why-points")));
        }
        heads
    }

    fn cells(&self, item: &RiskRow, ui: &Ui, width: u16) -> Row {
        let language = ui.language;
        let days = item.days_overdue(ui.today);
        let wide = width >= WIDE;
        let late = match days {
            1.. => language.days(days),
            0 => ui.text("span-ago-today"),
            _ => String::new(),
        };
        let mut row = Row::default()
            .cell(language.person(&item.child.name), Role::Text)
            .cell(language.code_as("tier-letter", item.tier), words::role(item.tier))
            .cell(words::place(&item.child, ui), Role::Text)
            .cell(
                item.visit_due.map_or_else(String::new, |due| words::short_day(due, ui, width)),
                Role::Text,
            )
            .cell(late, if days > 30 { Role::Critical } else { Role::High });
        if wide {
            let last = item.last_visit.map(|day| words::day(day, ui, width));
            row = row.cell(last.unwrap_or_else(|| ui.text("span-never")), Role::Text);
        }
        let phone = item.lead.as_ref().and_then(|lead| lead.phone.clone()).unwrap_or_default();
        row = row
            .cell(words::seen(item, ui, width), words::seen_role(item, ui))
            .cell(
                words::volunteer(item.lead.as_ref(), ui),
                if item.lead.is_some() { Role::Text } else { Role::Watch },
            )
            .cell(phone, Role::Text);
        if wide {
            let room = super::list::rest_width(&self.heads(ui, width), width);
            row = row.cell(words::why(item, room, true, ui), Role::Muted);
        }
        row
    }

    fn target(&self, item: &RiskRow) -> Target {
        Target::child(item.child.id)
    }

    fn page(&self, item: &RiskRow) -> Option<Route> {
        Some(Route::Child(item.child.id))
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
