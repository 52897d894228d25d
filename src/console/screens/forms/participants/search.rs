//! Looking for people to add: one by its number or Enter, several that were ticked, or all children of a township, village or school.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::console::input::Key;
use crate::console::screen::Ui;
use crate::console::screens::find::{self, place_row};
use crate::console::screens::places::Places;
use crate::console::widgets::field::Field;
use crate::console::widgets::form::takes_row;
use crate::console::widgets::table::{self, Column, ListState, Row, Step};
use crate::console::widgets::{Role, paint};
use crate::store::queries::{Hit, Place};
use crate::store::{Kind, Queries, Result};

/// So many are offered for what was typed.
const OFFERED: usize = 30;
/// The letters that their codes begin with.
const CODES: &str = "CV";
/// So many rows have a number.
const NUMBERED: usize = 9;
/// So many places.
const PLACES: usize = 4;

/// Who is offered.
#[derive(Debug, Clone)]
pub(super) enum Offer {
    /// A child or a volunteer.
    Person(Hit),
    /// All children of a place.
    Place(Place),
}

/// What is looked for, what was found and ticked.
#[derive(Default)]
pub(super) struct Search {
    pub(super) typed: Field,
    /// A slash opened the search, so that digits are looked for too.
    slash: bool,
    offers: Vec<Offer>,
    list: ListState,
    /// Ticked, also while something else is looked for.
    ticked: Vec<Hit>,
    places: Places,
}

impl Search {
    /// Begins, also for digits.
    pub(super) fn begin(&mut self) {
        self.slash = true;
    }

    /// True while someone is looked for.
    pub(super) fn is_on(&self) -> bool {
        self.slash || !self.typed.is_blank()
    }

    /// Ends; nobody is ticked any more.
    pub(super) fn end(&mut self) {
        self.slash = false;
        self.typed.set("");
        self.offers.clear();
        self.ticked.clear();
    }

    /// Reads who is offered.
    pub(super) fn load(&mut self, queries: &Queries<'_>) -> Result<()> {
        if !self.is_on() {
            return Ok(());
        }
        let typed = self.typed.value().trim();
        let hits = queries.find(typed, false, OFFERED)?;
        let people =
            hits.into_iter().filter(|hit| matches!(hit.kind, Kind::Child | Kind::Volunteer));
        self.offers = people.map(Offer::Person).collect();
        let places = self.places.find(typed, queries, PLACES)?;
        self.offers.extend(places.into_iter().map(Offer::Place));
        self.list.set_total(self.offers.len());
        Ok(())
    }

    pub(super) fn step(&mut self, step: Step) {
        self.list.step(step);
    }

    /// The row at a place of the screen becomes the marked one.
    pub(super) fn press(&mut self, x: u16, y: u16) -> bool {
        let row = self.list.row_at(x, y);
        if let Some(row) = row {
            self.list.select(row);
        }
        row.is_some()
    }

    /// Goes to the numbered row that a key names; false when it names none.
    pub(super) fn choose(&mut self, key: Key) -> bool {
        let digit = key.folded().character().and_then(|one| one.to_digit(10));
        let row = digit.and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
        let row = row.filter(|row| *row < self.offers.len() && self.is_numbered());
        row.inspect(|row| self.list.select(*row)).is_some()
    }

    /// True while the rows are numbered, and a digit takes one.
    fn is_numbered(&self) -> bool {
        takes_row(self.typed.value(), CODES)
    }

    /// True when several are being chosen.
    pub(super) fn has_ticked(&self) -> bool {
        !self.ticked.is_empty()
    }

    fn marked(&self) -> Option<&Offer> {
        self.list.selected().and_then(|at| self.offers.get(at))
    }

    fn is_ticked(&self, hit: &Hit) -> bool {
        self.ticked.iter().any(|one| (one.kind, one.id) == (hit.kind, hit.id))
    }

    /// Ticks the marked one, or takes its tick away, and goes on to the next.
    pub(super) fn tick(&mut self) {
        if let Some(Offer::Person(hit)) = self.marked().cloned() {
            if self.is_ticked(&hit) {
                self.ticked.retain(|one| (one.kind, one.id) != (hit.kind, hit.id));
            } else {
                self.ticked.push(hit);
            }
            self.list.step(Step::Down);
        }
    }

    /// Ticks everyone who was found.
    pub(super) fn tick_all(&mut self) {
        for offer in self.offers.clone() {
            if let Offer::Person(hit) = offer
                && !self.is_ticked(&hit)
            {
                self.ticked.push(hit);
            }
        }
    }

    /// Whom Enter takes: those ticked, else the marked one.
    pub(super) fn taken(&self) -> Vec<Offer> {
        if self.ticked.is_empty() {
            return self.marked().cloned().into_iter().collect();
        }
        self.ticked.iter().cloned().map(Offer::Person).collect()
    }

    /// A key that belongs to the text; false when it means nothing to it.
    pub(super) fn key(&mut self, key: Key) -> bool {
        let taken = self.typed.key(key.event());
        if taken {
            self.list.select(0);
        }
        taken
    }

    pub(super) fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        if self.offers.is_empty() {
            let none = ui.text("form-pick-none");
            paint::put(frame.buffer_mut(), area, 0, 0, &none, ui.look, Role::Muted);
            return;
        }
        let columns = [
            Column::left(2),
            Column::left(if ui.language.is_zh() { 6 } else { 9 }),
            Column::left(if ui.language.is_zh() { 14 } else { 20 }),
            Column::left(8),
            Column::rest(),
        ];
        let numbered = self.is_numbered();
        let number = |at: usize| {
            if numbered && at < NUMBERED { (at + 1).to_string() } else { String::new() }
        };
        table::draw(
            frame.buffer_mut(),
            area,
            &columns,
            &self.list,
            true,
            ui.look,
            |at| match &self.offers[at] {
                Offer::Person(hit) => Row::default()
                    .cell(if self.is_ticked(hit) { "+".into() } else { number(at) }, Role::Ok)
                    .cell(ui.language.kind(hit.kind.table()), Role::Muted)
                    .cell(ui.language.person(&hit.name), Role::Text)
                    .cell(hit.code.as_str(), Role::Muted)
                    .cell(find::place(hit, ui.language), Role::Muted),
                Offer::Place(place) => {
                    let mut row = Row::default().cell(number(at), Role::Ok);
                    row.cells.extend(place_row(place, ui).cells);
                    row
                }
            },
        );
    }

    /// What the keys mean here, and how many are ticked.
    pub(super) fn hint(&self, ui: &Ui) -> String {
        ui.with("form-participants-finding", &[("count", self.ticked.len().into())])
    }
}
