//! A small card of choices, a digit each: the columns to sort by, the rows to mark.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::console::action::Action;
use crate::console::input::{Key, Mode, Pointer};
use crate::console::screen::{Availability, Effect, Input, Screen, Ui};
use crate::console::widgets::table::{self, Column, ListState, Row, Step};
use crate::console::widgets::{Role, card, paint};
use crate::store::{Queries, Result};

/// One of the choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it is called.
    pub label: String,
    /// What stands beside it.
    pub detail: String,
}

/// The choices in words.
type Words = Box<dyn Fn(&Ui) -> Vec<Choice>>;
/// What a choice does on the screen below.
type Take = Box<dyn Fn(usize) -> Vec<Effect>>;

/// A card of choices.
pub struct Menu {
    title: &'static str,
    hint: &'static str,
    words: Words,
    choices: Vec<Choice>,
    /// The choice that is under the cursor first.
    marked: Option<usize>,
    /// The last choice has the digit 0.
    ends_with_zero: bool,
    state: ListState,
    take: Take,
}

impl Menu {
    /// Choices under a title, the marked one first under the cursor; with `ends_with_zero` the last of them has the digit 0.
    pub fn new(
        (title, hint): (&'static str, &'static str),
        words: impl Fn(&Ui) -> Vec<Choice> + 'static,
        marked: usize,
        ends_with_zero: bool,
        take: impl Fn(usize) -> Vec<Effect> + 'static,
    ) -> Self {
        Self {
            title,
            hint,
            words: Box::new(words),
            choices: Vec::new(),
            marked: Some(marked),
            ends_with_zero,
            state: ListState::default(),
            take: Box::new(take),
        }
    }

    fn take_row(&self, row: usize) -> Vec<Effect> {
        if row >= self.choices.len() {
            return Vec::new();
        }
        let mut effects = vec![Effect::Back];
        effects.extend((self.take)(row));
        effects
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        let key = key.folded();
        match key.to_string().as_str() {
            "Esc" => return vec![Effect::Back],
            "Enter" | "Space" => {
                return self.state.selected().map_or_else(Vec::new, |row| self.take_row(row));
            }
            "Up" | "k" | "shift-Tab" => {
                self.state.step(Step::Up);
            }
            "Down" | "j" | "Tab" => {
                self.state.step(Step::Down);
            }
            _ => {}
        }
        match key.character().and_then(|one| one.to_digit(10)) {
            Some(0) if self.ends_with_zero => self.take_row(self.choices.len() - 1),
            Some(digit @ 1..) => {
                let row = usize::try_from(digit - 1).unwrap_or(usize::MAX);
                if row < self.numbered() { self.take_row(row) } else { Vec::new() }
            }
            _ => Vec::new(),
        }
    }

    /// How many choices have the digits from 1 on.
    fn numbered(&self) -> usize {
        (self.choices.len() - usize::from(self.ends_with_zero)).min(9)
    }
}

impl Screen for Menu {
    fn title(&self, ui: &Ui) -> String {
        ui.text(self.title)
    }

    fn load(&mut self, _queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        self.choices = (self.words)(ui);
        self.state.set_total(self.choices.len());
        if let Some(marked) = self.marked.take() {
            self.state.select(marked);
        }
        Ok(())
    }

    fn update(&mut self, input: Input, _ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            self.state.step(step);
            return Vec::new();
        }
        match input {
            Input::Key(key) => self.key(key),
            Input::Pointer(Pointer::Press(x, y)) => {
                self.state.press(x, y);
                Vec::new()
            }
            Input::Pointer(Pointer::Again(x, y)) => {
                self.state.row_at(x, y).map_or_else(Vec::new, |row| self.take_row(row))
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let buffer = frame.buffer_mut();
        let inside = card::draw(buffer, area, &ui.text(self.title), ui.look);
        let rows = Rect { height: inside.height.saturating_sub(1), ..inside };
        let columns = [Column::left(1), Column::left(20), Column::rest()];
        table::draw(buffer, rows, &columns, &self.state, true, ui.look, |at| {
            let choice = &self.choices[at];
            let digit = if at < self.numbered() {
                (at + 1).to_string()
            } else if self.ends_with_zero && at + 1 == self.choices.len() {
                "0".to_owned()
            } else {
                String::new()
            };
            Row::default()
                .cell(digit, Role::Accent)
                .cell(choice.label.as_str(), Role::Text)
                .cell(choice.detail.as_str(), Role::Muted)
        });
        let hint = ui.text(self.hint);
        paint::put(buffer, paint::below(inside, rows.height), 0, 0, &hint, ui.look, Role::Muted);
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
        let lines = u16::try_from(self.choices.len()).unwrap_or(page.height);
        card::centred(page, 52, lines.saturating_add(3))
    }
}
