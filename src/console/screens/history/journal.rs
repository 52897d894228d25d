//! A list of entries with the selected one spelled out: the whole page of the history, and a tab of a child's page.

use std::cell::Cell;
use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::ask::Asked;
use super::words::Words;
use crate::console::screen::{Effect, Ui};
use crate::console::screens::sheet::{Body, Sheet};
use crate::console::widgets::paint;
use crate::console::widgets::table::{self, Column, ListState, Row, Step};
use crate::console::widgets::{Role, panel};
use crate::domain::records::Id;
use crate::store::queries::{HistoryEntry, Window};
use crate::store::{Command, Kind, Queries, Result};

/// Entries read before and after those in view.
const AROUND: usize = 20;
/// Rows of an entry that the list looks at to name whom it is about.
const ROWS_LISTED: usize = 3;
/// A page so wide shows the entry beside the list, and names whom each is about all the same.
const BESIDE: u16 = 140;
/// Rows of the selected entry that are spelled out.
const ROWS_SHOWN: usize = 100;

/// The entries of one record, or all.
pub struct Journal {
    subject: Option<Id>,
    in_full: bool,
    list: ListState,
    /// Which entry `entries` begins with.
    from: usize,
    entries: Vec<HistoryEntry>,
    detail: Option<HistoryEntry>,
    names: BTreeMap<String, (Kind, String)>,
    rows: Sheet<()>,
    /// The keys move through the rows of the entry, not through the list.
    in_rows: bool,
    /// Where those rows were drawn last.
    beside: Cell<Rect>,
}

impl Journal {
    /// The entries of a record and what belongs to it, or of everything. `in_full` spells out what is kept from passing eyes.
    pub fn new(subject: Option<Id>, in_full: bool) -> Self {
        Self {
            subject,
            in_full,
            list: ListState::default(),
            from: 0,
            entries: Vec::new(),
            detail: None,
            names: BTreeMap::new(),
            rows: Sheet::default(),
            in_rows: false,
            beside: Cell::default(),
        }
    }

    /// Reads the entries in view and the selected one. New entries come in above; the selection stays on its own.
    ///
    /// # Errors
    /// What the store says.
    pub fn load(&mut self, queries: &Queries<'_>) -> Result<()> {
        let before = self.list.total();
        let total = queries.count_history(self.subject)?;
        self.list.set_total(total);
        if before > 0 && total > before {
            self.list.select(self.list.selected().unwrap_or(0) + total - before);
        }
        let window = self.list.window(AROUND);
        self.from = window.start;
        let page = Window { offset: window.start, limit: window.len() };
        self.entries = queries.history(self.subject, page, ROWS_LISTED)?;
        self.detail = match self.list.selected() {
            Some(selected) => {
                let one = Window { offset: selected, limit: 1 };
                queries.history(self.subject, one, ROWS_SHOWN)?.pop()
            }
            None => None,
        };
        read_names(&mut self.names, self.entries.iter().chain(&self.detail), queries)
    }

    fn words<'a>(&'a self, ui: &'a Ui) -> Words<'a> {
        Words { ui, names: &self.names, in_full: self.in_full }
    }

    /// How many entries there are.
    pub fn total(&self) -> usize {
        self.list.total()
    }

    /// True when an entry is selected.
    pub fn is_selected(&self) -> bool {
        self.detail.is_some()
    }

    /// Moves; the entry that is then selected has to be read.
    pub fn step(&mut self, step: Step, ui: &Ui) -> Vec<Effect> {
        if self.in_rows {
            let body = self.body(ui, ui.page.0);
            self.rows.step(step, &body);
            return Vec::new();
        }
        if self.list.step(step) { self.moved() } else { Vec::new() }
    }

    fn moved(&mut self) -> Vec<Effect> {
        self.rows = Sheet::default();
        vec![Effect::Reload]
    }

    /// Selects what was pressed; the second press on an entry asks to take it back. The rows beside have the keys once they are
    /// pressed.
    pub fn press(&mut self, column: u16, line: u16, again: bool) -> Vec<Effect> {
        match self.list.row_at(column, line) {
            Some(_) if again => self.take_back(),
            Some(row) => {
                self.in_rows = false;
                self.list.select(row);
                self.moved()
            }
            None => {
                let place = Position::new(column, line);
                self.in_rows = self.detail.is_some() && self.beside.get().contains(place);
                Vec::new()
            }
        }
    }

    /// Goes from the list to the rows of the entry and back.
    pub fn switch(&mut self) {
        self.in_rows = !self.in_rows && self.detail.is_some();
    }

    /// Takes the selected entry back, whoever made it, or brings it back when it was undone; asks first.
    pub fn take_back(&self) -> Vec<Effect> {
        let Some(entry) = self.detail.clone() else { return Vec::new() };
        let (id, taken, number, back) = match (entry.undone_by, entry.undoes) {
            (Some(undo), _) => ("history-ask-redo", undo, entry.entry, false),
            (None, Some(undone)) => ("history-ask-redo-undo", entry.entry, undone, true),
            (None, None) => ("history-ask-undo", entry.entry, entry.entry, true),
        };
        let undo = Command::Undo { entry: Some(taken) };
        let asked = Asked { id, number, command: entry.command.clone(), entry, back };
        let card = asked.card(self.names.clone(), self.in_full, vec![Effect::run(undo)]);
        vec![Effect::push(card)]
    }

    fn body(&self, ui: &Ui, columns: u16) -> Body<()> {
        let lines = match &self.detail {
            Some(entry) => self.words(ui).rows(entry, columns),
            None => Vec::new(),
        };
        Body::one(lines)
    }

    /// Draws the list, and beside or below it the selected entry.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, ui: &Ui) {
        if self.list.total() == 0 {
            let none = ui.text("history-none");
            paint::put(buffer, area, 1, 0, &none, ui.look, Role::Muted);
            return;
        }
        let (list, detail) = if area.width >= BESIDE {
            panel::beside(buffer, area, area.width / 2 + 4, ui.look)
        } else {
            let high = (area.height / 2).max(4).min(area.height);
            let high = high.min(u16::try_from(self.list.total()).unwrap_or(high).max(3));
            (Rect { height: high, ..area }, paint::below(area, high))
        };
        self.beside.set(detail);
        self.draw_list(buffer, list, ui);
        self.draw_detail(buffer, detail, ui);
    }

    fn draw_list(&self, buffer: &mut Buffer, area: Rect, ui: &Ui) {
        let narrow = area.width < 76;
        // Where there is room the longest command is whole.
        let what = match (ui.language.is_zh(), area.width) {
            (true, _) => 16,
            (false, ..76) => 21,
            (false, _) => 24,
        };
        let columns = [
            Column::right(5),
            Column::left(16),
            Column::left(if narrow { 8 } else { 10 }),
            Column::left(what),
            Column::rest(),
            Column::left(6),
        ];
        let words = self.words(ui);
        let about = |entry: &HistoryEntry| match self.subject {
            Some(_) => words.gist(entry),
            None => words.whom(entry),
        };
        table::draw(buffer, area, &columns, &self.list, !self.in_rows, ui.look, |at| {
            let Some(entry) = at.checked_sub(self.from).and_then(|at| self.entries.get(at)) else {
                return Row::default();
            };
            let undone = entry.undone_by.is_some();
            let role = if undone { Role::Muted } else { Role::Text };
            let mark = if undone { ui.text("history-undone") } else { String::new() };
            Row::default()
                .cell(entry.entry.to_string(), Role::Muted)
                .cell(words.when(entry), Role::Muted)
                .cell(ui.language.person(&entry.user), role)
                .cell(words.what(entry), role)
                .cell(about(entry), role)
                .cell(mark, Role::Watch)
        });
    }

    fn draw_detail(&self, buffer: &mut Buffer, area: Rect, ui: &Ui) {
        let Some(entry) = &self.detail else { return };
        let words = self.words(ui);
        let number = ui.with("history-entry", &[("entry", entry.entry.into())]);
        let mut titles = vec![format!("{number} {}", words.what(entry))];
        titles.push(format!("{} {}", words.when(entry), ui.language.person(&entry.user)));
        match entry.undone_by {
            Some(undo) => titles.push(ui.with("history-undone-by", &[("entry", undo.into())])),
            None => titles.push(ui.with("history-rows", &[("count", entry.row_count.into())])),
        }
        let inside = panel::draw(buffer, area, &titles, self.in_rows, ui.look);
        let lines = self.body(ui, inside.width);
        self.rows.draw(buffer, inside, &lines, ui.look);
    }
}

/// Looks up the names of all whom entries name by their codes.
pub(super) fn read_names<'a>(
    names: &mut BTreeMap<String, (Kind, String)>,
    entries: impl Iterator<Item = &'a HistoryEntry>,
    queries: &Queries<'_>,
) -> Result<()> {
    for row in entries.flat_map(|entry| &entry.rows) {
        let sides = [&row.before, &row.after].into_iter().flatten();
        let named = sides
            .flatten()
            .filter(|(column, _)| column.ends_with("_code"))
            .filter_map(|(_, code)| code.as_str());
        for code in row.code.as_deref().into_iter().chain(named) {
            if !names.contains_key(code)
                && let Some(name) = queries.name_of_code(code)?
            {
                names.insert(code.to_owned(), name);
            }
        }
    }
    Ok(())
}
