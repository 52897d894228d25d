//! The filters someone has kept under names: taken, called otherwise, thrown away.

use std::any::Any;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::panel;
use crate::console::action::Action;
use crate::console::input::{Key, Mode, Pointer};
use crate::console::screen::{Availability, Effect, Input, Message, Screen, Ui};
use crate::console::screens::confirm::Confirm;
use crate::console::widgets::field::Field;
use crate::console::widgets::table::{self, Column, ListState, Row, Step};
use crate::console::widgets::{Role, card, paint};
use crate::store::queries::Listed;
use crate::store::{KeptView, Queries, Result};

/// So many characters a name may have.
const LONGEST: usize = 24;

/// A kept view was chosen.
pub struct Chosen {
    /// What was kept.
    pub body: String,
}

/// A name was given.
pub struct Named {
    /// It.
    pub name: String,
    /// What it was called before, when it was renamed.
    pub before: Option<String>,
}

/// The card of kept filters.
pub struct Saved {
    kept_as: &'static str,
    listed: Vec<Listed>,
    views: Vec<KeptView>,
    words: Vec<String>,
    state: ListState,
}

impl Saved {
    /// The kept filters of a list, which stands as given in each of its tabs.
    pub fn new(kept_as: &'static str, listed: Vec<Listed>) -> Self {
        Self { kept_as, listed, views: Vec::new(), words: Vec::new(), state: ListState::default() }
    }

    fn take(&self, row: usize) -> Vec<Effect> {
        let Some(view) = self.views.get(row) else { return Vec::new() };
        vec![Effect::Back, Effect::tell(Chosen { body: view.body.clone() })]
    }

    fn current(&self) -> Option<&KeptView> {
        self.views.get(self.state.selected()?)
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        let key = key.folded();
        match key.to_string().as_str() {
            "Esc" => return vec![Effect::Back],
            "Enter" | "Space" => return self.take(self.state.selected().unwrap_or(usize::MAX)),
            "Up" | "k" | "shift-Tab" => {
                self.state.step(Step::Up);
            }
            "Down" | "j" | "Tab" => {
                self.state.step(Step::Down);
            }
            "F5" | "e" => {
                if let Some(view) = self.current() {
                    let name = view.name.clone();
                    let card = NameCard::new("list-saved-rename", &name, Some(name.clone()));
                    return vec![Effect::push(card)];
                }
            }
            "Delete" | "D" | "F7" => {
                if let Some(view) = self.current() {
                    let question = Message::new("list-saved-delete").arg("name", view.name.clone());
                    let said = Message::new("list-saved-deleted").arg("name", view.name.clone());
                    let yes = vec![
                        Effect::DropView(self.kept_as, view.name.clone()),
                        Effect::Reload,
                        Effect::Say(said),
                    ];
                    return vec![Effect::push(Confirm::new(question, Vec::new(), yes))];
                }
            }
            _ => {}
        }
        match key.character().and_then(|one| one.to_digit(10)) {
            Some(digit @ 1..) => self.take(usize::try_from(digit - 1).unwrap_or(usize::MAX)),
            _ => Vec::new(),
        }
    }
}

impl Screen for Saved {
    fn title(&self, ui: &Ui) -> String {
        ui.text("list-saved-title")
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        self.views = queries.views(self.kept_as)?;
        self.words.clear();
        for view in &self.views {
            self.words.push(panel::described(&view.body, &self.listed, queries, ui)?);
        }
        self.state.set_total(self.views.len());
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
                self.state.row_at(x, y).map_or_else(Vec::new, |row| self.take(row))
            }
            _ => Vec::new(),
        }
    }

    fn told(&mut self, what: Box<dyn Any>, _ui: &Ui) -> Vec<Effect> {
        let Ok(named) = what.downcast::<Named>() else { return Vec::new() };
        let Some(before) = named.before.as_deref() else { return Vec::new() };
        let Some(view) = self.views.iter().find(|view| view.name == before) else {
            return Vec::new();
        };
        if named.name == before {
            return Vec::new();
        }
        if self.views.iter().any(|view| view.name == named.name) {
            return vec![Effect::Warn(Message::new("list-saved-taken").arg("name", named.name))];
        }
        let body = view.body.clone();
        vec![
            Effect::KeepView(self.kept_as, named.name, body),
            Effect::DropView(self.kept_as, before.to_owned()),
            Effect::Reload,
        ]
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let buffer = frame.buffer_mut();
        let inside = card::draw(buffer, area, &self.title(ui), ui.look);
        let rows = Rect { height: inside.height.saturating_sub(1), ..inside };
        if self.views.is_empty() {
            let none = ui.text("list-saved-none");
            paint::put_wrapped(buffer, rows, 0, &none, ui.look, Role::Muted);
        }
        let columns = [Column::left(1), Column::left(16), Column::rest()];
        table::draw(buffer, rows, &columns, &self.state, true, ui.look, |at| {
            let digit = if at < 9 { (at + 1).to_string() } else { String::new() };
            Row::default()
                .cell(digit, Role::Accent)
                .cell(self.views[at].name.as_str(), Role::Text)
                .cell(self.words[at].as_str(), Role::Muted)
        });
        let hint = ui.text("list-saved-keys");
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
        let lines = u16::try_from(self.views.len().max(2)).unwrap_or(page.height);
        card::centred(page, 72, lines.saturating_add(3))
    }
}

/// A card that asks for a name.
pub struct NameCard {
    title: &'static str,
    field: Field,
    before: Option<String>,
    wrong: Option<&'static str>,
}

impl NameCard {
    /// Asks for a name, one being there already; what is given comes to the screen below as [`Named`].
    pub fn new(title: &'static str, name: &str, before: Option<String>) -> Self {
        Self { title, field: Field::new(name), before, wrong: None }
    }

    fn enter(&mut self) -> Vec<Effect> {
        let name = self.field.value().trim().to_owned();
        if name.is_empty() {
            self.wrong = Some("refused-required");
            return Vec::new();
        }
        if name.chars().count() > LONGEST {
            self.wrong = Some("list-saved-long");
            return Vec::new();
        }
        vec![Effect::Back, Effect::tell(Named { name, before: self.before.take() })]
    }
}

impl Screen for NameCard {
    fn title(&self, ui: &Ui) -> String {
        ui.text(self.title)
    }

    fn load(&mut self, _queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        Ok(())
    }

    fn update(&mut self, input: Input, _ui: &Ui) -> Vec<Effect> {
        match input {
            Input::Act(Action::Save) => self.enter(),
            Input::Key(key) => match key.to_string().as_str() {
                "Esc" => vec![Effect::Back],
                "Enter" => self.enter(),
                _ => {
                    self.wrong = None;
                    self.field.key(key.event());
                    Vec::new()
                }
            },
            Input::Paste(pasted) => {
                self.field.paste(&pasted);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let inside = card::draw(frame.buffer_mut(), area, &self.title(ui), ui.look);
        self.field.draw(frame, paint::line(inside, 0), true, ui.look);
        let (words, role) = match self.wrong {
            Some(wrong) => (ui.text(wrong), Role::Error),
            None => (ui.text("list-saved-hint"), Role::Muted),
        };
        paint::put_wrapped(frame.buffer_mut(), paint::below(inside, 1), 0, &words, ui.look, role);
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn place(&self, page: Rect) -> Rect {
        card::centred(page, 64, 6)
    }
}
