//! The list of children: open files in the panel's order, by code or by due day; at risk; one tier; closed files.

use std::sync::OnceLock;

use super::act::Target;
use super::list::{Head, Source, Tab};
use super::words;
use crate::console::action::{ChildScope, Route};
use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::console::widgets::table::Row;
use crate::domain::codes::{Status, Tier};
use crate::store::queries::{self, ChildOrder, RiskRow, ToCheck, Window};
use crate::store::{Kind, Queries, Result};

/// The views, in the order in which they stand.
const SCOPES: [ChildScope; 8] = [
    ChildScope::All,
    ChildScope::AtRisk,
    ChildScope::Tier(Tier::Critical),
    ChildScope::Tier(Tier::High),
    ChildScope::Tier(Tier::Unknown),
    ChildScope::Tier(Tier::Watch),
    ChildScope::Tier(Tier::Stable),
    ChildScope::Closed,
];

/// The orders of all open files; the other views stand in the panel's order, closed files by code.
const ORDERS: [ChildOrder; 3] = [ChildOrder::Risk, ChildOrder::Code, ChildOrder::Due];

/// From this width on there is room for the village, the volunteer and the points.
const WIDE: u16 = 120;

/// Children.
#[derive(Clone)]
pub struct Children {
    scope: ChildScope,
    order: ChildOrder,
    /// The name of the place, once it was read.
    place: OnceLock<String>,
}

impl Children {
    /// The children of a view.
    pub const fn new(scope: ChildScope) -> Self {
        Self { scope, order: ChildOrder::Risk, place: OnceLock::new() }
    }
}

/// The store's name for a view.
const fn stored(scope: ChildScope) -> queries::ChildScope {
    match scope {
        ChildScope::All => queries::ChildScope::Active,
        ChildScope::AtRisk => queries::ChildScope::AtRisk,
        ChildScope::Tier(tier) => queries::ChildScope::Tier(tier),
        ChildScope::Check(why) => queries::ChildScope::Check(why),
        ChildScope::Place(kind, child) => queries::ChildScope::Place(kind, child),
        ChildScope::Closed => queries::ChildScope::Closed,
    }
}

fn label(scope: ChildScope, ui: &Ui) -> String {
    match scope {
        ChildScope::All => ui.text("list-tab-open"),
        ChildScope::AtRisk => ui.text("list-tab-at-risk"),
        ChildScope::Tier(tier) => ui.language.code_as("tier-short", tier),
        ChildScope::Check(_) | ChildScope::Place(..) => String::new(),
        ChildScope::Closed => ui.text("list-tab-closed"),
    }
}

impl Source for Children {
    type Item = RiskRow;

    fn route(&self) -> Route {
        Route::Children(self.scope)
    }

    fn title(&self, ui: &Ui) -> String {
        match &self.scope {
            ChildScope::All => ui.text("page-children"),
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
                let count = queries.count_children(stored(*scope))?;
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
            self.order = ChildOrder::Risk;
        }
    }

    fn orders(&self) -> &'static [&'static str] {
        if self.scope == ChildScope::All {
            &["list-order-risk", "list-order-code", "list-order-due"]
        } else {
            &[]
        }
    }

    fn order(&self) -> usize {
        ORDERS.iter().position(|order| *order == self.order).unwrap_or(0)
    }

    fn sort(&mut self, order: usize) {
        if let Some(order) = ORDERS.get(order) {
            self.order = *order;
        }
    }

    fn count(&self, queries: &Queries<'_>) -> Result<usize> {
        queries.count_children(stored(self.scope))
    }

    fn read(&self, queries: &Queries<'_>, window: Window) -> Result<Vec<RiskRow>> {
        queries.children(stored(self.scope), self.order, window)
    }

    fn heads(&self, ui: &Ui, width: u16) -> Vec<Head> {
        let title = |id: &str| ui.text(id);
        let zh = ui.language.is_zh();
        let name = words::name_width(ui);
        let mut heads = if width >= WIDE {
            vec![
                Head::left(words::word_width(ui), title("today-column-tier")),
                Head::left(8, title("list-col-score-range")),
            ]
        } else {
            vec![
                Head::left(words::letter_width(ui), String::new()),
                Head::left(5, title("today-column-score")),
            ]
        };
        heads.push(Head::right(4, title("today-column-change")));
        heads.push(Head::left(name, title("today-column-name")));
        heads.push(Head::left(if width >= WIDE { 8 } else { 5 }, title("list-col-code")));
        heads.push(Head::left(words::grade_width(ui), title("today-column-grade")));
        if width >= WIDE {
            heads.push(Head::left(if zh { 14 } else { 20 }, title("list-col-place")));
            heads.push(Head::left(name, title("list-col-volunteer")));
        } else {
            heads.push(Head::left(if zh { 4 } else { 7 }, title("today-column-township")));
        }
        heads.push(Head::left(if zh { 5 } else { 6 }, title("list-col-due")));
        heads.push(Head::rest(title(if width >= WIDE {
            "today-column-why-points"
        } else {
            "today-column-why"
        })));
        heads.push(Head::right(words::seen_width(ui), title("today-column-seen")));
        heads
    }

    fn cells(&self, item: &RiskRow, ui: &Ui, width: u16) -> Row {
        let role = words::role(item.tier);
        let wide = width >= WIDE;
        let (tier, score) = if wide {
            (ui.language.code_as("tier-short", item.tier), words::score_range(item))
        } else {
            (ui.language.code_as("tier-letter", item.tier), words::score(item))
        };
        let closed = item.child.status == Status::Closed;
        let name = if closed { Role::Muted } else { Role::Text };
        let mut row = Row::default()
            .cell(tier, role)
            .cell(score, role)
            .cell(crate::language::dates::change(item.change_30), Role::Muted)
            .cell(ui.language.person(&item.child.name), name)
            .cell(item.child.code.as_str(), Role::Muted)
            .cell(words::grade(&item.child, ui), Role::Text);
        if wide {
            let nobody = item.lead.is_none() && !closed;
            row = row.cell(words::place(&item.child, ui), Role::Text).cell(
                if closed { String::new() } else { words::volunteer(item.lead.as_ref(), ui) },
                if nobody { Role::Watch } else { Role::Text },
            );
        } else {
            row = row.cell(words::township(&item.child, ui), Role::Text);
        }
        let late = item.days_overdue(ui.today) > 0;
        let due = item.visit_due.map_or_else(String::new, |due| words::short_day(due, ui, width));
        let room = self.why_room(ui, width);
        let why = words::why(item, room, wide, ui);
        row.cell(due, if late { Role::High } else { Role::Text })
            .cell(why, Role::Text)
            .cell(words::seen(item, ui, width), words::seen_role(item, ui))
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
            ChildScope::All => "today-empty-children",
            ChildScope::AtRisk => "today-empty-risk",
            _ => "page-empty",
        }
    }
}

impl Children {
    /// How many columns are left for the reasons.
    fn why_room(&self, ui: &Ui, width: u16) -> usize {
        let heads = self.heads(ui, width);
        super::list::rest_width(&heads, width)
    }
}
