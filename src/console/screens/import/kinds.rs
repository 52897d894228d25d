//! The first step of bringing a file in: what the file holds.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::files::Files;
use super::parts;
use crate::console::action::{Action, Route};
use crate::console::input::{Key, Mode, Pointer};
use crate::console::screen::{Availability, Effect, Input, Screen, Ui};
use crate::console::widgets::table::{self, Column, ListState, Row};
use crate::console::widgets::{Role, paint};
use crate::exchange::columns::ImportKind;
use crate::store::{Queries, Result};

/// The page of [`Route::Import`].
pub struct Kinds {
    list: ListState,
}

impl Default for Kinds {
    fn default() -> Self {
        Self { list: ListState::new(ImportKind::ALL.len()) }
    }
}

impl Kinds {
    fn key(&mut self, key: Key) -> Vec<Effect> {
        if let Some(effects) = parts::leave(key) {
            return effects;
        }
        if let Some(step) = parts::step(key) {
            self.list.step(step);
            return Vec::new();
        }
        match key.folded().to_string().as_str() {
            "Esc" => vec![Effect::Back],
            "Enter" | "Right" => self.chosen(),
            "j" => {
                self.list.step(table::Step::Down);
                Vec::new()
            }
            "k" => {
                self.list.step(table::Step::Up);
                Vec::new()
            }
            text => {
                let digit = text.parse::<usize>().ok();
                let row = digit.and_then(|digit| digit.checked_sub(1));
                match row.filter(|row| *row < self.list.total()) {
                    Some(row) => {
                        self.list.select(row);
                        self.chosen()
                    }
                    None => Vec::new(),
                }
            }
        }
    }

    fn chosen(&self) -> Vec<Effect> {
        let kind = self.list.selected().and_then(|row| ImportKind::ALL.get(row));
        kind.map(|kind| Effect::push(Files::new(*kind))).into_iter().collect()
    }
}

impl Screen for Kinds {
    fn route(&self) -> Option<Route> {
        Some(Route::Import)
    }

    fn title(&self, ui: &Ui) -> String {
        ui.text("page-import")
    }

    fn load(&mut self, _queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        Ok(())
    }

    fn update(&mut self, input: Input, _ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            self.list.step(step);
            return Vec::new();
        }
        match input {
            Input::Key(key) => self.key(key),
            Input::Pointer(Pointer::Press(x, y)) => {
                self.list.press(x, y);
                Vec::new()
            }
            Input::Pointer(Pointer::Again(..)) => self.chosen(),
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let buffer = frame.buffer_mut();
        let hints = [("Enter", "import-choose"), ("Esc", Action::Back.message_id())];
        let above = parts::keys(buffer, area, ui, &hints);
        paint::put(buffer, above, 0, 1, &ui.text("import-pick-kind"), ui.look, Role::Header);
        let columns = [Column::left(1), Column::left(14), Column::rest()];
        table::draw(buffer, paint::below(above, 3), &columns, &self.list, true, ui.look, |at| {
            let kind = ImportKind::ALL[at];
            Row::default()
                .cell((at + 1).to_string(), Role::Accent)
                .cell(parts::kind_name(kind, ui.language), Role::Text)
                .cell(ui.text(&format!("import-about-{}", kind.code())), Role::Muted)
        });
    }

    fn actions(&self, _action: Action) -> Availability {
        Availability::Hidden
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }
}
