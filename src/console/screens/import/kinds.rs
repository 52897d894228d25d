//! The first step of bringing a file in: what the file holds. A path that is typed or dropped here already is kept for the next.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::files::Files;
use super::parts;
use crate::console::action::{Action, Route};
use crate::console::input::{Key, Mode, Pointer};
use crate::console::screen::{Availability, Effect, Input, Screen, Ui};
use crate::console::widgets::field::Field;
use crate::console::widgets::table::{self, Column, ListState, Row};
use crate::console::widgets::{Role, paint};
use crate::exchange::columns::ImportKind;
use crate::store::{Queries, Result};

/// The page of [`Route::Import`].
pub struct Kinds {
    list: ListState,
    /// The file, when it was named before what it holds.
    typed: Field,
}

impl Default for Kinds {
    fn default() -> Self {
        Self { list: ListState::new(ImportKind::ALL.len()), typed: Field::default() }
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
        let is_path = !self.typed.is_blank();
        match key.folded().to_string().as_str() {
            "Esc" if is_path => self.typed.set(""),
            "Esc" => return vec![Effect::Back],
            "Enter" => return self.chosen(),
            "Right" if !is_path => return self.chosen(),
            "j" if !is_path => {
                self.list.step(table::Step::Down);
            }
            "k" if !is_path => {
                self.list.step(table::Step::Up);
            }
            text => {
                let digit = text.parse::<usize>().ok().filter(|_| !is_path);
                let row = digit.and_then(|digit| digit.checked_sub(1));
                if let Some(row) = row.filter(|row| *row < self.list.total()) {
                    self.list.select(row);
                    return self.chosen();
                }
                self.typed.key(key.event());
            }
        }
        Vec::new()
    }

    fn chosen(&mut self) -> Vec<Effect> {
        let typed = std::mem::take(&mut self.typed);
        let files = |kind: &ImportKind| {
            if typed.is_blank() { Files::new(*kind) } else { Files::named(*kind, typed.value()) }
        };
        let kind = self.list.selected().and_then(|row| ImportKind::ALL.get(row));
        kind.map(|kind| Effect::push(files(kind))).into_iter().collect()
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
            Input::Paste(pasted) => {
                self.typed.set(pasted.trim());
                Vec::new()
            }
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
        if !self.typed.is_blank() {
            let below = paint::below(above, 4 + ImportKind::ALL.len().try_into().unwrap_or(0));
            let x = paint::put(
                buffer,
                below,
                0,
                0,
                &ui.text("import-named-file"),
                ui.look,
                Role::Header,
            );
            let line = paint::inset(paint::line(below, 0), x.saturating_add(1));
            self.typed.draw(frame, line, true, ui.look);
        }
    }

    fn actions(&self, _action: Action) -> Availability {
        Availability::Hidden
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }
}
