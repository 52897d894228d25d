//! A list that reads only what it shows: the visible rows and some before and after, in an order that an index gives. What a
//! list is of is its [`Source`].

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::act::{self, Target};
use crate::console::action::{Action, Route};
use crate::console::input::Pointer;
use crate::console::screen::{Availability, Effect, Input, Screen, Ui};
use crate::console::screens::{export, forms};
use crate::console::widgets::paint::Span;
use crate::console::widgets::table::{self, Align, Column, ListState, Row};
use crate::console::widgets::{Role, paint, text};
use crate::domain::records::Id;
use crate::exchange::table::Cell;
use crate::store::queries::{DEPTH, Window};
use crate::store::{Kind, Queries, Result};

/// So wide that no column of a list is cut, for writing it to a file.
const UNCUT: u16 = 2_000;

/// A column with its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    column: Column,
    title: String,
}

impl Head {
    /// A column of a fixed width with its text at the left.
    pub fn left(width: u16, title: String) -> Self {
        Self { column: Column::left(width), title }
    }

    /// A column of a fixed width with its text at the right.
    pub fn right(width: u16, title: String) -> Self {
        Self { column: Column::right(width), title }
    }

    /// The column that takes what is left.
    pub fn rest(title: String) -> Self {
        Self { column: Column::rest(), title }
    }
}

/// How wide the column becomes that takes what is left of a list of this width.
pub fn rest_width(heads: &[Head], width: u16) -> usize {
    let columns: Vec<Column> = heads.iter().map(|head| head.column).collect();
    let widths = table::widths(&columns, width.saturating_sub(1));
    let rest = columns.iter().zip(widths).find(|(column, _)| column.width == 0);
    rest.map_or(0, |(_, width)| width.into())
}

/// One of the views of a list: open ones, one tier, closed ones …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// What it holds.
    pub label: String,
    /// How many rows.
    pub count: usize,
}

/// What a list is of.
pub trait Source: Clone + Send + Sync + 'static {
    /// A row as it was read.
    type Item;

    /// Which page this is now.
    fn route(&self) -> Route;
    /// What the page is called, without the count.
    fn title(&self, ui: &Ui) -> String;
    /// The views one can change to, with their counts; empty for a list with one view.
    ///
    /// # Errors
    /// What the database says.
    fn tabs(&self, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Tab>>;
    /// Which view is open.
    fn tab(&self) -> usize;
    /// Opens another view.
    fn choose(&mut self, tab: usize);
    /// What the orders of this view are called: language keys; one at least.
    fn orders(&self) -> &'static [&'static str] {
        &[]
    }
    /// Which order it stands in.
    fn order(&self) -> usize {
        0
    }
    /// Changes the order.
    fn sort(&mut self, _order: usize) {}
    /// How many rows the view has.
    ///
    /// # Errors
    /// What the database says.
    fn count(&self, queries: &Queries<'_>) -> Result<usize>;
    /// A page of its rows.
    ///
    /// # Errors
    /// What the database says.
    fn read(&self, queries: &Queries<'_>, window: Window) -> Result<Vec<Self::Item>>;
    /// The columns for a page so many columns wide.
    fn heads(&self, ui: &Ui, width: u16) -> Vec<Head>;
    /// The cells of a row under [`Source::heads`].
    fn cells(&self, item: &Self::Item, ui: &Ui, width: u16) -> Row;
    /// What a row is about.
    fn target(&self, item: &Self::Item) -> Target;
    /// The page a row opens; `None` opens the form that changes it.
    fn page(&self, item: &Self::Item) -> Option<Route>;
    /// The form a row opens in place of a page or of what changes its record.
    fn form(&self, _item: &Self::Item) -> Option<Box<dyn Screen>> {
        None
    }
    /// What `o` adds; `None` when nothing can be added here.
    fn adds(&self) -> Option<Kind>;
    /// What stands beside the views about keys of this list only: a language key.
    fn keys(&self) -> Option<&'static str> {
        None
    }
    /// What an empty view says: a language key.
    fn empty(&self) -> &'static str;
}

/// A list of whatever its source gives.
pub struct List<S: Source> {
    source: S,
    tabs: Vec<Tab>,
    state: ListState,
    items: Vec<S::Item>,
    /// The number of the first row that was read.
    first: usize,
    /// The record that was selected, to find it again when rows before it come or go.
    selected: Option<(Kind, Id)>,
    /// The next reading is for scrolling only: nothing was written, so nothing is counted.
    scrolling: bool,
}

impl<S: Source> List<S> {
    /// The list, not yet read.
    pub fn new(source: S) -> Self {
        Self {
            source,
            tabs: Vec::new(),
            state: ListState::default(),
            items: Vec::new(),
            first: 0,
            selected: None,
            scrolling: false,
        }
    }

    fn item(&self, row: usize) -> Option<&S::Item> {
        self.items.get(row.checked_sub(self.first)?)
    }

    fn current(&self) -> Option<&S::Item> {
        self.item(self.state.selected()?)
    }

    fn target(&self) -> Option<Target> {
        self.current().map(|item| self.source.target(item))
    }

    fn note_selected(&mut self) {
        self.selected = self.target().map(|target| target.record);
    }

    /// After the selection moved: read on when the screenful reaches beyond what was read.
    fn moved(&mut self) -> Vec<Effect> {
        let shown = self.state.window(0);
        if shown.start >= self.first && shown.end <= self.first + self.items.len() {
            self.note_selected();
            return Vec::new();
        }
        self.scrolling = true;
        self.selected = None;
        vec![Effect::Reload]
    }

    fn change_view(&mut self, change: impl FnOnce(&mut S)) -> Vec<Effect> {
        change(&mut self.source);
        self.state.select(0);
        self.selected = None;
        vec![Effect::Reload]
    }

    fn change_tab(&mut self, by: usize) -> Vec<Effect> {
        if self.tabs.len() < 2 {
            return Vec::new();
        }
        let tab = (self.source.tab() + by) % self.tabs.len();
        self.change_view(|source| source.choose(tab))
    }

    fn change_order(&mut self, by: usize) -> Vec<Effect> {
        let orders = self.source.orders().len();
        if orders < 2 {
            return Vec::new();
        }
        let order = (self.source.order() + by) % orders;
        self.change_view(|source| source.sort(order))
    }

    fn open(&self) -> Vec<Effect> {
        let Some(item) = self.current() else { return Vec::new() };
        if let Some(form) = self.source.form(item) {
            return vec![Effect::Push(form)];
        }
        match self.source.page(item) {
            Some(route) => vec![Effect::Go(route)],
            None => act::effects(Action::Edit, self.source.target(item)),
        }
    }

    /// The list as it is written to a file: its own columns, wide enough that nothing is cut, and all its rows.
    fn table(&self, ui: &Ui) -> export::Table {
        let heads = self.source.heads(ui, UNCUT);
        let numbers: Vec<bool> =
            heads.iter().map(|head| head.column.align == Align::Right).collect();
        let source = self.source.clone();
        let words = ui.clone();
        export::Table {
            name: self.source.title(ui),
            headings: heads.into_iter().map(|head| head.title).collect(),
            count: self.state.total(),
            rows: Arc::new(move |queries, window| {
                let items = source.read(queries, window)?;
                let rows = items.iter().map(|item| {
                    let row = source.cells(item, &words, UNCUT);
                    let cells = row.cells.iter().zip(&numbers);
                    cells.map(|(cell, number)| written(&cell.text, *number)).collect()
                });
                Ok(rows.collect())
            }),
        }
    }

    fn act(&mut self, action: Action, ui: &Ui) -> Vec<Effect> {
        let back = self.tabs.len().saturating_sub(1);
        match action {
            Action::Open => self.open(),
            Action::Export => vec![export::open(self.table(ui))],
            Action::New => {
                let form = self.source.adds().and_then(forms::new);
                form.map_or_else(Vec::new, |form| vec![Effect::Push(form)])
            }
            Action::Filter | Action::NextTab => self.change_tab(1),
            Action::PrevTab => self.change_tab(back),
            Action::NextPanel => self.change_order(1),
            Action::PrevPanel => self.change_order(self.source.orders().len().saturating_sub(1)),
            action => self.target().map_or_else(Vec::new, |target| act::effects(action, target)),
        }
    }

    /// The views, the open one in brackets, and the order at the right.
    fn draw_tabs(&self, frame: &mut Frame, line: Rect, ui: &Ui) {
        let buffer = frame.buffer_mut();
        let mut spans = Vec::new();
        for (at, tab) in self.tabs.iter().enumerate() {
            let open = at == self.source.tab();
            let count = count_words(tab.count);
            let label =
                ui.with("list-tab", &[("label", (&tab.label).into()), ("count", count.into())]);
            spans.push(if open {
                Span::new(format!("[{label}]"), Role::Accent)
            } else {
                Span::new(format!(" {label} "), Role::Muted)
            });
        }
        let used = paint::put_spans(buffer, line, 0, 0, &spans, ui.look);
        let orders = self.source.orders();
        let words = match self.source.keys() {
            Some(id) => ui.hint(id),
            None if orders.len() < 2 => return,
            None => {
                let order = ui.text(orders[self.source.order().min(orders.len() - 1)]);
                ui.with("list-order", &[("order", order.into())])
            }
        };
        if usize::from(used) + 1 + text::width(&words) <= usize::from(line.width) {
            paint::put_right(buffer, line, 0, &words, ui.look, Role::Muted);
        }
    }
}

/// A cell of the written list; what stands at the right of its column and is a number is written as one.
fn written(text: &str, number: bool) -> Cell {
    match text.trim().parse::<i32>() {
        Ok(value) if number => Cell::Number(value.into()),
        _ => Cell::text(text),
    }
}

/// A count, with a sign that there are more where it was counted only so far.
fn count_words(count: usize) -> String {
    if count >= DEPTH { format!("{DEPTH}+") } else { count.to_string() }
}

impl<S: Source> Screen for List<S> {
    fn route(&self) -> Option<Route> {
        Some(self.source.route())
    }

    fn title(&self, ui: &Ui) -> String {
        format!("{} {}", self.source.title(ui), count_words(self.state.total()))
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        let _moment = queries.snapshot()?;
        if !std::mem::take(&mut self.scrolling) {
            self.tabs = self.source.tabs(queries, ui)?;
            self.state.set_total(self.source.count(queries)?);
        }
        let page = usize::from(ui.page.1);
        let window = self.state.window((page / 2).max(page.saturating_sub(20)));
        let limit = window.end.saturating_sub(window.start);
        self.items = self.source.read(queries, Window { offset: window.start, limit })?;
        self.first = window.start;
        if let Some(wanted) = self.selected
            && let Some(at) =
                self.items.iter().position(|item| self.source.target(item).record == wanted)
        {
            self.state.select(self.first + at);
        }
        self.note_selected();
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            self.state.step(step);
            return self.moved();
        }
        match input {
            Input::Act(action) => self.act(action, ui),
            Input::Key(key) if key.folded().to_string() == "Space" => {
                self.target().map_or_else(Vec::new, act::settle)
            }
            Input::Pointer(Pointer::Press(x, y)) => {
                if let Some(row) = self.state.row_at(x, y) {
                    self.state.select(row);
                    return self.moved();
                }
                Vec::new()
            }
            Input::Pointer(Pointer::Again(x, y)) if self.state.row_at(x, y).is_some() => {
                self.open()
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let mut rows = area;
        if self.tabs.len() > 1 || self.source.orders().len() > 1 {
            self.draw_tabs(frame, paint::line(rows, 0), ui);
            rows = paint::below(rows, 1);
        }
        let heads = self.source.heads(ui, area.width);
        let columns: Vec<Column> = heads.iter().map(|head| head.column).collect();
        let titles = Row {
            cells: heads.into_iter().map(|head| Span::new(head.title, Role::Header)).collect(),
        };
        table::draw_row(frame.buffer_mut(), rows, 0, &columns, &titles, None, ui.look);
        rows = paint::below(rows, 1);
        if self.state.total() == 0 {
            let empty = ui.hint(self.source.empty());
            paint::put_wrapped(
                frame.buffer_mut(),
                paint::inset(rows, 1),
                0,
                &empty,
                ui.look,
                Role::Muted,
            );
        }
        table::draw(frame.buffer_mut(), rows, &columns, &self.state, true, ui.look, |row| {
            self.item(row).map_or_else(Row::default, |item| self.source.cells(item, ui, area.width))
        });
    }

    fn actions(&self, action: Action) -> Availability {
        match action {
            Action::Open | Action::Export => {
                Availability::when(self.state.total() > 0, "unavailable-nothing-selected")
            }
            Action::New if self.source.adds().is_some() => Availability::Available,
            Action::New => Availability::Hidden,
            Action::Filter | Action::NextTab | Action::PrevTab if self.tabs.len() > 1 => {
                Availability::Available
            }
            Action::NextPanel | Action::PrevPanel if self.source.orders().len() > 1 => {
                Availability::Available
            }
            Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::HalfUp
            | Action::HalfDown
            | Action::Top
            | Action::Bottom => Availability::Available,
            action => act::availability(action, self.target()),
        }
    }
}
