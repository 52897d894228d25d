//! Choosing what stands in the rows of a list, and in which order.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::source::Head;
use super::view::Change;
use crate::console::action::Action;
use crate::console::input::{Key, Mode, Pointer};
use crate::console::screen::{Effect, Input, Screen, Ui};
use crate::console::widgets::table::{self, Column, ListState, Row, Step};
use crate::console::widgets::{Role, card, paint};
use crate::store::queries::ListColumn;
use crate::store::{Queries, Result};

/// A column to choose.
struct Entry {
    column: ListColumn,
    shown: bool,
}

/// What a column is called, and its heading.
type Named = Box<dyn Fn(ListColumn, &Ui) -> (String, Head)>;

/// What a column that takes what is left should have at least.
const LEAST: u16 = 8;

/// The card of columns.
pub struct Columns {
    entries: Vec<Entry>,
    named: Named,
    state: ListState,
    /// Nothing was left to show when it was to be kept.
    empty: bool,
}

impl Columns {
    /// The columns that are shown first, in their order, then the others.
    pub fn new(
        shown: &[ListColumn],
        all: &[ListColumn],
        named: impl Fn(ListColumn, &Ui) -> (String, Head) + 'static,
    ) -> Self {
        let others = all.iter().filter(|column| !shown.contains(column));
        let entry = |column: &ListColumn, shown| Entry { column: *column, shown };
        let mut entries: Vec<Entry> = shown.iter().map(|column| entry(column, true)).collect();
        entries.extend(others.map(|column| entry(column, false)));
        let state = ListState::new(entries.len());
        Self { entries, named: Box::new(named), state, empty: false }
    }

    /// How many columns of the terminal a column takes; one that takes what is left needs a few.
    fn width(&self, column: ListColumn, ui: &Ui) -> u16 {
        let (_, head) = (self.named)(column, ui);
        if head.column.width == 0 { LEAST } else { head.column.width }
    }

    fn chosen(&self) -> Vec<ListColumn> {
        self.entries.iter().filter(|entry| entry.shown).map(|entry| entry.column).collect()
    }

    fn toggle(&mut self, row: usize) {
        if let Some(entry) = self.entries.get_mut(row) {
            entry.shown = !entry.shown;
        }
    }

    /// Moves the column under the cursor, and the cursor with it.
    fn shift(&mut self, later: bool) {
        let Some(row) = self.state.selected() else { return };
        let other = if later { row + 1 } else { row.wrapping_sub(1) };
        if other < self.entries.len() {
            self.entries.swap(row, other);
            self.state.select(other);
        }
    }

    fn save(&mut self) -> Vec<Effect> {
        let chosen = self.chosen();
        if chosen.is_empty() {
            self.empty = true;
            return Vec::new();
        }
        vec![Effect::Back, Effect::tell(Change::Columns(chosen))]
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        self.empty = false;
        let key = key.folded();
        match key.to_string().as_str() {
            "Esc" => return vec![Effect::Back],
            "Enter" => return self.save(),
            "Space" => {
                self.toggle(self.state.selected().unwrap_or_default());
                self.state.step(Step::Down);
            }
            "Up" | "k" => {
                self.state.step(Step::Up);
            }
            "Down" | "j" => {
                self.state.step(Step::Down);
            }
            "Left" | "h" | "shift-Tab" => self.shift(false),
            "Right" | "l" | "Tab" => self.shift(true),
            "0" | "F7" => return vec![Effect::Back, Effect::tell(Change::Columns(Vec::new()))],
            _ => {}
        }
        if let Some(digit @ 1..=9) = key.character().and_then(|one| one.to_digit(10)) {
            self.toggle(usize::try_from(digit - 1).unwrap_or(usize::MAX));
        }
        Vec::new()
    }
}

impl Screen for Columns {
    fn title(&self, ui: &Ui) -> String {
        ui.text("list-columns-title")
    }

    fn load(&mut self, _queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        Ok(())
    }

    fn update(&mut self, input: Input, _ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            self.state.step(step);
            return Vec::new();
        }
        match input {
            Input::Act(Action::Save) => self.save(),
            Input::Key(key) => self.key(key),
            Input::Pointer(Pointer::Press(x, y)) => {
                if let Some(row) = self.state.row_at(x, y) {
                    self.state.select(row);
                    self.toggle(row);
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let buffer = frame.buffer_mut();
        let inside = card::draw(buffer, area, &self.title(ui), ui.look);
        let rows = Rect { height: inside.height.saturating_sub(3), ..inside };
        let columns = [Column::left(1), Column::left(3), Column::rest()];
        table::draw(buffer, rows, &columns, &self.state, true, ui.look, |at| {
            let entry = &self.entries[at];
            let digit = if at < 9 { (at + 1).to_string() } else { String::new() };
            let (mark, role) = if entry.shown { ("[x]", Role::Text) } else { ("[ ]", Role::Muted) };
            Row::default()
                .cell(digit, Role::Accent)
                .cell(mark, role)
                .cell((self.named)(entry.column, ui).0, role)
        });
        let below = paint::below(inside, rows.height);
        let used: u16 = self
            .entries
            .iter()
            .filter(|entry| entry.shown)
            .map(|entry| self.width(entry.column, ui) + 1)
            .fold(0, u16::saturating_add);
        let (words, role) = if self.empty {
            (ui.text("list-columns-none"), Role::Error)
        } else {
            let room = ui.page.0;
            let id = if used > room { "list-columns-too-wide" } else { "list-columns-width" };
            let values = [("used", u32::from(used).into()), ("room", u32::from(room).into())];
            (ui.with(id, &values), if used > room { Role::Watch } else { Role::Muted })
        };
        paint::put(buffer, below, 0, 0, &words, ui.look, role);
        paint::put(buffer, below, 0, 1, &ui.text("list-columns-keys"), ui.look, Role::Muted);
        paint::put(buffer, below, 0, 2, &ui.text("list-columns-more"), ui.look, Role::Muted);
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn place(&self, page: Rect) -> Rect {
        let lines = u16::try_from(self.entries.len()).unwrap_or(page.height);
        card::centred(page, 52, lines.saturating_add(5))
    }
}
