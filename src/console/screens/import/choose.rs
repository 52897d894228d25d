//! The card on which a column is chosen for a heading.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::parts;
use crate::console::input::Key;
use crate::console::screen::Ui;
use crate::console::widgets::field::Field;
use crate::console::widgets::table::{self, Column, ListState, Row};
use crate::console::widgets::{Role, card, paint};
use crate::exchange::columns::ImportKind;
use crate::language::pinyin;

/// A choice among the columns of a kind.
pub struct Choose {
    /// The heading, as the file's column.
    pub heading: usize,
    kind: ImportKind,
    /// The heading that goes to each column now.
    taken: Vec<Option<String>>,
    typed: Field,
    /// The columns that fit what was typed; `None` = not used.
    shown: Vec<Option<usize>>,
    list: ListState,
}

/// What came of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// The card stays.
    NotYet,
    /// The card goes, and all stays as it was.
    Nothing,
    /// This column of the kind; `None` = the heading isn't used.
    Column(Option<usize>),
}

impl Choose {
    /// Asks, with the present choice marked; otherwise the first free column.
    pub fn new(
        heading: usize,
        kind: ImportKind,
        taken: Vec<Option<String>>,
        now: Option<usize>,
        ui: &Ui,
    ) -> Self {
        let mut choose = Self {
            heading,
            kind,
            taken,
            typed: Field::default(),
            shown: Vec::new(),
            list: ListState::default(),
        };
        choose.filter(ui);
        let marked = choose.shown.iter().position(|column| match (column, now) {
            (Some(column), Some(now)) => *column == now,
            (Some(column), None) => choose.taken[*column].is_none(),
            (None, _) => false,
        });
        choose.list.select(marked.unwrap_or(0));
        choose
    }

    /// The columns whose name, heading or pinyin holds what was typed.
    fn filter(&mut self, ui: &Ui) {
        let wanted = pinyin::fold_query(self.typed.value());
        let fits = |at: &usize| {
            let column = &self.kind.columns()[*at];
            let names = std::iter::once(&column.heading).chain(column.aliases);
            wanted.is_empty()
                || names.clone().any(|name| pinyin::fold_query(name).contains(&wanted))
                || pinyin::search_terms(parts::column_name(column, ui.language))
                    .iter()
                    .any(|term| term.text.starts_with(&wanted))
        };
        let columns = (0..self.kind.columns().len()).filter(fits).map(Some);
        self.shown = std::iter::once(None).filter(|_| wanted.is_empty()).chain(columns).collect();
        self.list.set_total(self.shown.len());
        self.list.select(0);
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key, ui: &Ui) -> Chosen {
        if let Some(step) = parts::step(key) {
            self.list.step(step);
            return Chosen::NotYet;
        }
        match key.to_string().as_str() {
            "Esc" => return Chosen::Nothing,
            "Enter" | "Tab" => {
                let row = self.list.selected().and_then(|row| self.shown.get(row));
                return row.map_or(Chosen::NotYet, |column| Chosen::Column(*column));
            }
            _ => {
                if self.typed.key(key.event()) {
                    self.filter(ui);
                }
            }
        }
        Chosen::NotYet
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str, ui: &Ui) {
        self.typed.paste(text);
        self.filter(ui);
    }

    /// Draws the card over the page.
    pub fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let look = ui.look;
        let title = ui.text("import-choose-column");
        let inside = card::draw(frame.buffer_mut(), card::centred(area, 60, 18), &title, look);
        let x = paint::put(frame.buffer_mut(), inside, 0, 0, "/ ", look, Role::Accent);
        self.typed.draw(frame, paint::inset(paint::line(inside, 0), x), true, look);
        let columns = [Column::left(18), Column::left(20), Column::rest()];
        let rows = paint::below(inside, 1);
        table::draw(frame.buffer_mut(), rows, &columns, &self.list, true, look, |at| {
            let Some(at) = self.shown.get(at).copied().flatten() else {
                return Row::default().cell(ui.text("import-not-used"), Role::Watch);
            };
            let column = &self.kind.columns()[at];
            let star = if column.required { "*" } else { "" };
            let name = format!("{}{star}", parts::column_name(column, ui.language));
            let other = if ui.language.is_zh() { column.heading } else { column.chinese() };
            let taken = self.taken[at].clone().unwrap_or_default();
            Row::default().cell(name, Role::Text).cell(other, Role::Muted).cell(taken, Role::Watch)
        });
    }
}
