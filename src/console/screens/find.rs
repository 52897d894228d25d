//! 查找: anyone and anything by 汉字 anywhere in the name, pinyin, initials, phone digits or code, at each keystroke.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::console::action::{Action, Route};
use crate::console::input::{Key, Mode, Pointer};
use crate::console::screen::{Availability, Effect, Input, Screen, Ui};
use crate::console::widgets::field::Field;
use crate::console::widgets::table::{self, Column, ListState, Row, Step};
use crate::console::widgets::{Role, card, paint};
use crate::store::{Kind, Queries, Result, queries::Hit};

/// So many are read: a screenful of the card.
const READ: usize = 50;

/// The search.
pub struct Find {
    field: Field,
    found: Vec<Hit>,
    list: ListState,
}

impl Find {
    /// The search, with what was typed already.
    pub fn new(typed: &str) -> Self {
        Self { field: Field::new(typed), found: Vec::new(), list: ListState::default() }
    }

    fn open_row(&self, row: usize) -> Vec<Effect> {
        let Some(hit) = self.found.get(row) else { return Vec::new() };
        let route = match hit.kind {
            Kind::Volunteer => Route::Volunteer(hit.id),
            Kind::Carer => Route::Carer(hit.id),
            Kind::Event => Route::Event(hit.id),
            _ => Route::Child(hit.id),
        };
        vec![Effect::Back, Effect::Go(route)]
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        let step = match key.to_string().as_str() {
            "Esc" => return vec![Effect::Back],
            "Enter" => return self.list.selected().map_or_else(Vec::new, |row| self.open_row(row)),
            "Up" | "shift-Tab" | "ctrl-p" => Step::Up,
            "Down" | "Tab" | "ctrl-n" => Step::Down,
            "PageUp" => Step::PageUp,
            "PageDown" => Step::PageDown,
            _ => {
                // An emptied search is left by one more Backspace, so that a slip costs nothing.
                if key.to_string() == "Backspace" && self.field.value().is_empty() {
                    return vec![Effect::Back];
                }
                return if self.field.key(key.event()) { self.typed() } else { Vec::new() };
            }
        };
        self.list.step(step);
        Vec::new()
    }

    fn typed(&mut self) -> Vec<Effect> {
        self.list.select(0);
        vec![Effect::Reload]
    }
}

impl Screen for Find {
    fn title(&self, ui: &Ui) -> String {
        ui.text("page-find")
    }

    fn load(&mut self, queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        self.found = queries.find(self.field.value(), true, READ)?;
        self.list.set_total(self.found.len());
        Ok(())
    }

    fn update(&mut self, input: Input, _ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            self.list.step(step);
            return Vec::new();
        }
        match input {
            Input::Key(key) => self.key(key),
            Input::Paste(text) => {
                self.field.paste(&text);
                self.typed()
            }
            Input::Pointer(Pointer::Press(x, y)) => {
                if let Some(row) = self.list.row_at(x, y) {
                    self.list.select(row);
                }
                Vec::new()
            }
            Input::Pointer(Pointer::Again(x, y)) => {
                self.list.row_at(x, y).map_or_else(Vec::new, |row| self.open_row(row))
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let inside = card::draw(frame.buffer_mut(), area, &ui.text("page-find"), ui.look);
        let x = paint::put(frame.buffer_mut(), inside, 0, 0, "/ ", ui.look, Role::Accent);
        self.field.draw(frame, paint::inset(paint::line(inside, 0), x), true, ui.look);
        let rows = paint::below(inside, 1);
        if self.found.is_empty() {
            let id = if self.field.is_blank() { "shell-find-hint" } else { "form-pick-none" };
            paint::put_wrapped(frame.buffer_mut(), rows, 1, &ui.text(id), ui.look, Role::Muted);
        }
        let columns = [Column::left(10), Column::left(16), Column::left(6), Column::rest()];
        table::draw(frame.buffer_mut(), rows, &columns, &self.list, true, ui.look, |at| {
            let Some(hit) = self.found.get(at) else { return Row::default() };
            let mut detail = hit.detail.clone().unwrap_or_default();
            if !hit.is_open {
                detail = format!("{} {detail}", ui.text("shell-find-closed"));
            }
            let role = if hit.is_open { Role::Text } else { Role::Muted };
            Row::default()
                .cell(ui.text(&format!("kind-{}", hit.kind.table())), Role::Muted)
                .cell(ui.language.person(&hit.name), role)
                .cell(hit.code.as_str(), Role::Muted)
                .cell(detail, Role::Muted)
        });
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
        card::centred(page, 72, 20)
    }
}
