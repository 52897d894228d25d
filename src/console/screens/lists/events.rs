//! Parties, camps, trainings, meetings: the coming ones first, then the past, the newest first.

use super::act::Target;
use super::list::{Head, Source, Tab};
use crate::console::action::Route;
use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::console::widgets::table::Row;
use crate::domain::codes::Status;
use crate::domain::records::Event;
use crate::store::queries::Window;
use crate::store::{Kind, Queries, Result};

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

    fn count(&self, queries: &Queries<'_>) -> Result<usize> {
        queries.count::<Event>(self.all)
    }

    fn read(&self, queries: &Queries<'_>, window: Window) -> Result<Vec<Item>> {
        let events = queries.events(self.all, window)?;
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

    fn heads(&self, ui: &Ui, width: u16) -> Vec<Head> {
        let zh = ui.language.is_zh();
        let mut heads = vec![
            Head::left(if zh { 10 } else { 11 }, ui.text("list-col-day")),
            Head::left(super::upcoming::kind_width(ui), ui.text("list-col-kind")),
            Head::rest(ui.text("list-col-what")),
            Head::left(14, ui.text("list-col-where")),
            Head::right(7, ui.text("list-col-people")),
        ];
        if width >= 100 {
            heads.push(Head::left(super::words::name_width(ui), ui.text("list-col-leader")));
        }
        heads.push(Head::left(6, ui.text("list-col-code")));
        heads
    }

    fn cells(&self, item: &Item, ui: &Ui, width: u16) -> Row {
        let event = &item.event;
        let past = event.ends_on.unwrap_or(event.starts_on) < ui.today;
        let role = if past || event.status == Status::Closed { Role::Muted } else { Role::Text };
        let capacity = event.capacity.map_or_else(String::new, |most| format!("/{most}"));
        let people = if item.people == 0 && capacity.is_empty() {
            String::new()
        } else {
            format!("{}{capacity}", item.people)
        };
        let mut row = Row::default()
            .cell(super::words::day(event.starts_on, ui, width), role)
            .cell(ui.language.code(event.kind), Role::Accent)
            .cell(event.title.as_str(), role)
            .cell(event.place.clone().unwrap_or_default(), role)
            .cell(people, role);
        if width >= 100 {
            let leader = item.leader.as_deref().unwrap_or_default();
            row = row.cell(ui.language.person(leader), role);
        }
        row.cell(event.code.as_str(), Role::Muted)
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
