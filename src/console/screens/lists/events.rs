//! Parties, camps, trainings, meetings: the coming ones first, then the past, the newest first.

use super::act::Target;
use super::source::{Head, Source, Space, Tab};
use super::words;
use crate::console::action::Route;
use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::console::widgets::paint::Span;
use crate::domain::codes::Status;
use crate::domain::records::{Event, Id};
use crate::store::queries::{ListColumn, Listed, Sort, Window};
use crate::store::{Kind, Queries, Result};

const COLUMNS: &[ListColumn] = &[
    ListColumn::Day,
    ListColumn::Kind,
    ListColumn::What,
    ListColumn::Where,
    ListColumn::People,
    ListColumn::Leader,
    ListColumn::Code,
    ListColumn::Note,
];

/// Events: open ones, or with `all` closed ones as well.
#[derive(Clone, Default)]
pub struct Events {
    all: bool,
}

/// An event with who leads it and how many take part.
pub struct Item {
    event: Event,
    leader: Option<String>,
    people: usize,
}

fn with_people(queries: &Queries<'_>, events: Vec<Event>) -> Result<Vec<Item>> {
    let mut items = Vec::with_capacity(events.len());
    for event in events {
        let leader = match event.leader_id {
            Some(leader) => queries.volunteer_brief(leader)?.map(|leader| leader.name),
            None => None,
        };
        let parts = queries.participants(event.meta.id)?;
        let people = parts.iter().filter(|part| part.present != Some(false)).count();
        items.push(Item { event, leader, people });
    }
    Ok(items)
}

impl Source for Events {
    type Item = Item;

    fn route(&self) -> Route {
        Route::Events
    }

    fn title(&self, ui: &Ui) -> String {
        ui.text("page-events")
    }

    fn tabs(&self, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Tab>> {
        Ok(vec![
            Tab { label: ui.text("list-tab-events-open"), count: queries.count::<Event>(false)? },
            Tab { label: ui.text("list-tab-all"), count: queries.count::<Event>(true)? },
        ])
    }

    fn tab(&self) -> usize {
        usize::from(self.all)
    }

    fn choose(&mut self, tab: usize) {
        self.all = tab == 1;
    }

    fn listed(&self) -> Option<Listed> {
        Some(Listed::Events { all: self.all })
    }

    fn kept_as(&self) -> &'static str {
        "events"
    }

    fn columns(&self) -> &'static [ListColumn] {
        COLUMNS
    }

    fn shown(&self, width: u16) -> Vec<ListColumn> {
        let all = |column: &&ListColumn| width >= 100 || **column != ListColumn::Leader;
        COLUMNS[..7].iter().filter(all).copied().collect()
    }

    fn head(&self, column: ListColumn, ui: &Ui, _width: u16) -> Head {
        let title = self.label(column, ui);
        match column {
            ListColumn::Day => Head::left(words::date_width(ui), title),
            ListColumn::Kind => Head::left(super::upcoming::kind_width(ui), title),
            ListColumn::What => Head::rest(title),
            ListColumn::Where => Head::left(15, title),
            ListColumn::People => Head::right(7, title),
            ListColumn::Leader => Head::left(words::name_width(ui), title),
            ListColumn::Note => Head::left(20, title),
            _ => Head::left(6, title),
        }
    }

    fn cell(&self, item: &Item, column: ListColumn, ui: &Ui, space: Space) -> Span {
        let event = &item.event;
        let past = event.ends_on.unwrap_or(event.starts_on) < ui.today;
        let role = if past || event.status == Status::Closed { Role::Muted } else { Role::Text };
        match column {
            ListColumn::Day => Span::new(words::day(event.starts_on, ui, space.width), role),
            ListColumn::Kind => Span::new(ui.language.code(event.kind), Role::Accent),
            ListColumn::What => Span::new(event.title.as_str(), role),
            ListColumn::Where => Span::new(
                event.place.as_deref().map(|place| ui.language.address(place)).unwrap_or_default(),
                role,
            ),
            ListColumn::People => {
                let capacity = event.capacity.map_or_else(String::new, |most| format!("/{most}"));
                let nobody = item.people == 0 && capacity.is_empty();
                let people = format!("{}{capacity}", item.people);
                Span::new(if nobody { String::new() } else { people }, role)
            }
            ListColumn::Leader => {
                let leader = item.leader.as_deref().unwrap_or_default();
                Span::new(ui.language.person(leader), role)
            }
            ListColumn::Code => Span::new(event.code.as_str(), Role::Muted),
            _ => Span::new(event.note.clone().unwrap_or_default(), Role::Muted),
        }
    }

    fn standing(&self) -> &'static str {
        "list-order-coming"
    }

    fn count(&self, queries: &Queries<'_>) -> Result<usize> {
        queries.count::<Event>(self.all)
    }

    fn read(
        &self,
        queries: &Queries<'_>,
        _sort: Option<Sort>,
        window: Window,
    ) -> Result<Vec<Item>> {
        with_people(queries, queries.events(self.all, window)?)
    }

    fn of(&self, queries: &Queries<'_>, ids: &[Id]) -> Result<Vec<Item>> {
        with_people(queries, queries.by_id(ids)?)
    }

    fn target(&self, item: &Item) -> Target {
        Target::of(Kind::Event, item.event.meta.id).opened(item.event.status == Status::Active)
    }

    fn page(&self, item: &Item) -> Option<Route> {
        Some(Route::Event(item.event.meta.id))
    }

    fn adds(&self) -> Option<Kind> {
        Some(Kind::Event)
    }

    fn empty(&self) -> &'static str {
        "list-empty-events"
    }
}
