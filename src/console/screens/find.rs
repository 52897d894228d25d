//! Find anyone or anything: one line, and what it finds as one types, the best first. By 汉字 anywhere in a name, pinyin,
//! initials, phone digits, code. Townships, villages and schools lead to the list of their children.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::lists::words;
use super::places::Places;
use crate::console::action::{Action, ChildScope, Route};
use crate::console::input::{Key, Mode, Pointer};
use crate::console::screen::{Availability, Effect, Input, Screen, Ui};
use crate::console::widgets::field::Field;
use crate::console::widgets::table::{self, Column, ListState, Row, Step};
use crate::console::widgets::{Role, card, paint};
use crate::language::Language;
use crate::store::queries::{Hit, Place, PlaceKind};
use crate::store::{Kind, Queries, Result};

/// How many results are read: more than a screenful, and nobody looks further.
const LIMIT: usize = 60;

/// So many records stand before the places that were found.
const BEFORE_PLACES: usize = 6;
/// At most so many places are offered.
const PLACES: usize = 5;

/// What was found.
#[derive(Debug, Clone)]
enum Found {
    /// A child, volunteer, carer or event.
    Record(Hit),
    /// A township, village or school, with its children.
    Place(Place),
}

impl Found {
    /// The same record, or the same place.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Record(one), Self::Record(two)) => (one.kind, one.id) == (two.kind, two.id),
            (Self::Place(one), Self::Place(two)) => one.name == two.name,
            _ => false,
        }
    }
}

/// The card with the line and its results.
pub struct Find {
    field: Field,
    found: Vec<Found>,
    /// What was typed when they were read.
    read_for: (String, bool),
    places: Places,
    list: ListState,
    /// Closed files and volunteers who left as well.
    closed: bool,
}

impl Find {
    /// The search, with what was typed already.
    pub fn new(typed: &str) -> Self {
        Self {
            field: Field::new(typed),
            found: Vec::new(),
            read_for: Default::default(),
            places: Places::default(),
            list: ListState::default(),
            closed: false,
        }
    }

    fn open(&self) -> Vec<Effect> {
        let hit = match self.list.selected().and_then(|row| self.found.get(row)) {
            None => return Vec::new(),
            Some(Found::Place(place)) => {
                let scope = ChildScope::Place(place.name.kind, place.child);
                return vec![Effect::Back, Effect::Go(Route::Children(scope))];
            }
            Some(Found::Record(hit)) => hit,
        };
        let route = match hit.kind {
            Kind::Child => Route::Child(hit.id),
            Kind::Volunteer => Route::Volunteer(hit.id),
            Kind::Carer => Route::Carer(hit.id),
            Kind::Event => Route::Event(hit.id),
            _ => return Vec::new(),
        };
        // Esc on the page goes back to where one searched from, not to the search.
        vec![Effect::Back, Effect::Go(route)]
    }

    fn step(&mut self, step: Step) -> Vec<Effect> {
        self.list.step(step);
        Vec::new()
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        match key.to_string().as_str() {
            "Esc" => vec![Effect::Back],
            "Enter" => self.open(),
            "Up" | "ctrl-p" | "shift-Tab" => self.step(Step::Up),
            "Down" | "ctrl-n" => self.step(Step::Down),
            "PageUp" => self.step(Step::PageUp),
            "PageDown" => self.step(Step::PageDown),
            "Tab" => {
                self.closed = !self.closed;
                self.list.select(0);
                vec![Effect::Reload]
            }
            // Deleting what is no longer there leaves the search.
            "Backspace" if self.field.value().is_empty() => vec![Effect::Back],
            _ if self.field.key(key.event()) => self.typed(),
            _ => Vec::new(),
        }
    }

    fn typed(&mut self) -> Vec<Effect> {
        self.list.select(0);
        vec![Effect::Reload]
    }

    fn row(&self, at: usize, ui: &Ui) -> Row {
        let hit = match self.found.get(at) {
            None => return Row::default(),
            Some(Found::Place(place)) => return place_row(place, ui),
            Some(Found::Record(hit)) => hit,
        };
        let name = match hit.kind {
            Kind::Event => hit.name.clone(),
            _ => ui.language.person(&hit.name),
        };
        let role = if hit.is_open { Role::Text } else { Role::Muted };
        let closed = match (hit.is_open, hit.kind) {
            (true, _) => String::new(),
            (false, Kind::Volunteer) => ui.text("volunteer-status-left"),
            (false, _) => ui.text("status-closed"),
        };
        let kind = if hit.is_open { Role::Accent } else { Role::Muted };
        Row::default()
            .cell(ui.language.kind(hit.kind.table()), kind)
            .cell(name, role)
            .cell(hit.code.as_str(), Role::Muted)
            .cell(place(hit, ui.language), role)
            .cell(closed, Role::Muted)
    }
}

/// A place with how many children it has: what it is, its name, a blank, where and how many.
pub fn place_row(place: &Place, ui: &Ui) -> Row {
    let kind = match place.name.kind {
        PlaceKind::Township => "township",
        PlaceKind::Village => "village",
        PlaceKind::School => "school",
    };
    let township = place.name.township.as_deref().map(|name| ui.language.township(name));
    let count = ui.with("find-children", &[("count", place.children.into())]);
    Row::default()
        .cell(ui.language.field("child", kind), Role::Accent)
        .cell(words::place_name(place.name.kind, &place.name.name, ui), Role::Text)
        .cell("", Role::Muted)
        .cell(format!("{} {count}", township.unwrap_or_default()).trim().to_owned(), Role::Text)
}

/// Where or when, as the page's language writes it.
pub fn place(hit: &Hit, language: Language) -> String {
    let Some(detail) = &hit.detail else { return String::new() };
    let mut words = detail.split(' ');
    match (hit.kind, words.next(), words.next()) {
        (Kind::Child, township, village) => language.place(township, village),
        (Kind::Volunteer, Some(phone), Some(township)) => {
            format!("{phone} {}", language.township(township))
        }
        (Kind::Event, Some(day), _) => {
            day.parse().map_or_else(|_| detail.clone(), |day| language.full(day))
        }
        _ => detail.clone(),
    }
}

impl Screen for Find {
    fn title(&self, ui: &Ui) -> String {
        ui.text("page-find")
    }

    fn load(&mut self, queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        let selected = self.list.selected().and_then(|row| self.found.get(row)).cloned();
        let typed = self.field.value().trim().to_owned();
        let hits = queries.find(&typed, self.closed, LIMIT)?;
        self.found = hits.into_iter().map(Found::Record).collect();
        let places = self.places.find(&typed, queries, PLACES)?;
        let at = self.found.len().min(BEFORE_PLACES);
        self.found.splice(at..at, places.into_iter().map(Found::Place));
        self.list.set_total(self.found.len());
        // Somebody else has written: the selection stays with the same record.
        let read_for = (typed, self.closed);
        if std::mem::replace(&mut self.read_for, read_for) == self.read_for
            && let Some(at) = selected.and_then(|one| self.found.iter().position(|two| one.is(two)))
        {
            self.list.select(at);
        }
        Ok(())
    }

    fn update(&mut self, input: Input, _ui: &Ui) -> Vec<Effect> {
        match input {
            Input::Key(key) => self.key(key),
            Input::Paste(text) => {
                self.field.paste(&text);
                self.typed()
            }
            Input::Pointer(Pointer::WheelUp(..)) => self.step(Step::Up),
            Input::Pointer(Pointer::WheelDown(..)) => self.step(Step::Down),
            Input::Pointer(Pointer::Press(x, y)) => {
                self.list.press(x, y);
                Vec::new()
            }
            Input::Pointer(Pointer::Again(x, y)) if self.list.row_at(x, y).is_some() => self.open(),
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let inside = card::draw(frame.buffer_mut(), area, &self.title(ui), ui.look);
        let x = paint::put(frame.buffer_mut(), inside, 0, 0, "/ ", ui.look, Role::Accent);
        self.field.draw(frame, paint::inset(paint::line(inside, 0), x), true, ui.look);
        let buffer = frame.buffer_mut();
        let rows = Rect { height: inside.height.saturating_sub(2), ..paint::below(inside, 1) };
        if self.found.is_empty() {
            let id = match (self.field.is_blank(), self.closed) {
                (true, _) => "find-how",
                (false, false) => "find-none",
                (false, true) => "find-none-at-all",
            };
            let text = ui.with(id, &[("text", self.field.value().trim().into())]);
            paint::put_wrapped(buffer, paint::inset(rows, 1), 0, &text, ui.look, Role::Muted);
        }
        let zh = ui.language.is_zh();
        let columns = [
            Column::left(if zh { 6 } else { 9 }),
            Column::left(if zh { 16 } else { 20 }),
            Column::left(7),
            Column::rest(),
            Column::left(6),
        ];
        table::draw(buffer, rows, &columns, &self.list, true, ui.look, |at| self.row(at, ui));
        let hint = ui.text(if self.closed { "find-hint-open" } else { "find-hint-closed" });
        let last = paint::line(inside, inside.height.saturating_sub(1));
        paint::put(buffer, last, 0, 0, &hint, ui.look, Role::Muted);
        if self.found.len() >= LIMIT {
            let more = ui.with("find-more", &[("count", LIMIT.into())]);
            paint::put_right(buffer, last, 0, &more, ui.look, Role::Muted);
        }
    }

    fn actions(&self, _action: Action) -> Availability {
        Availability::Hidden
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn place(&self, page: Rect) -> Rect {
        card::centred(page, if page.width < 110 { page.width } else { 96 }, page.height.min(30))
    }
}
