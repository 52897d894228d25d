//! Birthdays and events of the next thirty days, by day.

use super::act::Target;
use super::source::{Head, Source, Space, Tab};
use crate::console::action::Route;
use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::console::widgets::paint::Span;
use crate::domain::birthday::Birthday;
use crate::domain::records::Id;
use crate::store::queries::{Coming, Filter, ListColumn, Listed, Sort, Window};
use crate::store::{Kind, Queries, Result};

/// From this width on there is room for the township.
const WIDE: u16 = 100;

const COLUMNS: &[ListColumn] = &[
    ListColumn::Day,
    ListColumn::InDays,
    ListColumn::Kind,
    ListColumn::Code,
    ListColumn::What,
    ListColumn::Township,
];

/// What is coming up.
#[derive(Clone, Default)]
pub struct Upcoming {
    /// By what it is filtered: its days are those that are looked at.
    filter: Filter,
}

/// What kind it is, in a column.
pub fn kind(coming: &Coming, ui: &Ui) -> String {
    coming.event.map_or_else(|| ui.text("upcoming-birthday"), |kind| ui.language.code(kind))
}

/// In how many days: `今天`, `+2`.
pub fn in_days(coming: &Coming, ui: &Ui) -> (String, Role) {
    match coming.days {
        0 => (ui.text("span-ago-today"), Role::High),
        days => (ui.with("upcoming-in-days", &[("days", days.into())]), Role::Muted),
    }
}

/// How many columns [`in_days`] takes.
pub const fn days_width(ui: &Ui) -> u16 {
    if ui.language.is_zh() { 4 } else { 5 }
}

/// How many columns a kind takes.
pub const fn kind_width(ui: &Ui) -> u16 {
    if ui.language.is_zh() { 6 } else { 8 }
}

/// What it is, in words: who turns how old, or the event's title with who is signed up.
pub fn words(coming: &Coming, ui: &Ui) -> String {
    if coming.event.is_none() {
        let name = ui.language.person(&coming.title);
        let birthday = Birthday { date: coming.date, lunar: coming.lunar, age: coming.age };
        return ui.language.birthday(&name, &birthday);
    }
    let signed = match (coming.capacity, coming.signed_up) {
        (Some(capacity), count) => {
            ui.with("upcoming-capacity", &[("count", count.into()), ("capacity", capacity.into())])
        }
        (None, 0) => return coming.title.clone(),
        (None, count) => ui.with("list-signed-up", &[("count", count.into())]),
    };
    format!("{} {signed}", coming.title)
}

/// What its row is about.
pub const fn target(coming: &Coming) -> Target {
    match coming.event {
        None => Target::child(coming.id),
        Some(_) => Target::of(Kind::Event, coming.id),
    }
}

/// The page it opens.
pub const fn page(coming: &Coming) -> Route {
    match coming.event {
        None => Route::Child(coming.id),
        Some(_) => Route::Event(coming.id),
    }
}

impl Source for Upcoming {
    type Item = Coming;

    fn route(&self) -> Route {
        Route::Upcoming
    }

    fn title(&self, ui: &Ui) -> String {
        ui.text("page-upcoming")
    }

    fn tabs(&self, _queries: &Queries<'_>, _ui: &Ui) -> Result<Vec<Tab>> {
        Ok(Vec::new())
    }

    fn tab(&self) -> usize {
        0
    }

    fn choose(&mut self, _tab: usize) {}

    fn listed(&self) -> Option<Listed> {
        Some(Listed::Upcoming)
    }

    fn looked_at(&mut self, filter: &Filter) {
        self.filter.clone_from(filter);
    }

    fn kept_as(&self) -> &'static str {
        "upcoming"
    }

    fn columns(&self) -> &'static [ListColumn] {
        COLUMNS
    }

    fn shown(&self, width: u16) -> Vec<ListColumn> {
        let all = |column: &&ListColumn| width >= WIDE || **column != ListColumn::Township;
        COLUMNS.iter().filter(all).copied().collect()
    }

    fn head(&self, column: ListColumn, ui: &Ui, _width: u16) -> Head {
        let title = self.label(column, ui);
        match column {
            ListColumn::Day => Head::left(10, title),
            ListColumn::InDays => Head::right(days_width(ui), String::new()),
            ListColumn::Kind => Head::left(kind_width(ui), title),
            ListColumn::Code => Head::left(6, title),
            ListColumn::Township => Head::left(if ui.language.is_zh() { 8 } else { 12 }, title),
            _ => Head::rest(title),
        }
    }

    fn cell(&self, item: &Coming, column: ListColumn, ui: &Ui, space: Space) -> Span {
        match column {
            ListColumn::Day => {
                Span::new(super::words::weekday(item.date, ui, space.width), Role::Text)
            }
            ListColumn::InDays => {
                let (days, soon) = in_days(item, ui);
                Span::new(days, soon)
            }
            ListColumn::Kind => Span::new(kind(item, ui), Role::Accent),
            ListColumn::Code => Span::new(item.code.as_str(), Role::Muted),
            ListColumn::Township => {
                let township = item.township.as_deref().map(|name| ui.language.township(name));
                Span::new(township.unwrap_or_default(), Role::Text)
            }
            _ => Span::new(words(item, ui), Role::Text),
        }
    }

    fn standing(&self) -> &'static str {
        "list-order-by-day"
    }

    fn count(&self, queries: &Queries<'_>) -> Result<usize> {
        queries.count_upcoming(queries.settings().horizon)
    }

    fn read(
        &self,
        queries: &Queries<'_>,
        _sort: Option<Sort>,
        window: Window,
    ) -> Result<Vec<Coming>> {
        queries.upcoming_page(queries.settings().horizon, window)
    }

    fn of(&self, queries: &Queries<'_>, ids: &[Id]) -> Result<Vec<Coming>> {
        queries.coming_by_id(&self.filter, ids)
    }

    fn is_indexed(&self, sort: Sort) -> bool {
        sort == Sort::by(ListColumn::Day)
    }

    /// Events are told from children by their sign.
    fn row_of(&self, (kind, id): (Kind, Id)) -> Id {
        if kind == Kind::Event { -id } else { id }
    }

    fn target(&self, item: &Coming) -> Target {
        target(item)
    }

    fn page(&self, item: &Coming) -> Option<Route> {
        Some(page(item))
    }

    fn adds(&self) -> Option<Kind> {
        Some(Kind::Event)
    }

    fn empty(&self) -> &'static str {
        "list-empty-upcoming"
    }
}
