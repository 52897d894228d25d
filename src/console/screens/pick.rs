//! Choosing one record by typing, over whatever page is open; or one after another, until Esc.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::console::action::Action;
use crate::console::input::{Key, Mode, Pointer};
use crate::console::screen::{Availability, Effect, Input, Message, Screen, Ui};
use crate::console::widgets::field::Field;
use crate::console::widgets::form::{Picked, takes_row};
use crate::console::widgets::table::{self, Column, ListState, Row, Step};
use crate::console::widgets::{Role, card, paint};
use crate::store::{Queries, Receipt, Result};

/// Answers what was typed with the records it may mean, the best first; an empty text with suggestions.
pub type Search = Box<dyn Fn(&Queries<'_>, &str) -> Result<Vec<Picked>>>;
/// What the chosen record is for.
pub type Take = Box<dyn Fn(Picked) -> Vec<Effect>>;
/// What stands over the field, read anew whenever something was written; with the name of who was taken, what is said once that
/// is written.
pub type Heading = Box<dyn Fn(&Queries<'_>, Option<String>) -> Result<Message>>;

/// A card with a field and what was found.
pub struct Pick {
    title: Message,
    field: Field,
    search: Search,
    take: Take,
    /// The letters that the codes of these records begin with.
    codes: String,
    /// One record after another is taken, under a heading that says how far it is.
    heading: Option<Heading>,
    /// Who was taken last, until that is written.
    taken: Option<String>,
    found: Vec<Picked>,
    /// What was typed when they were read.
    read_for: Option<String>,
    list: ListState,
}

impl Pick {
    /// Asks for a record whose code begins with one of the letters `codes`. Enter takes the marked one, a digit one of the
    /// numbered rows; then the card goes away and the effects of `take` are carried out on the screen below.
    pub fn new(title: Message, codes: String, search: Search, take: Take) -> Self {
        Self {
            title,
            field: Field::default(),
            search,
            take,
            codes,
            heading: None,
            taken: None,
            found: Vec::new(),
            read_for: None,
            list: ListState::default(),
        }
    }

    /// True while the rows are numbered, and a digit takes one.
    fn is_numbered(&self) -> bool {
        takes_row(self.field.value(), &self.codes)
    }

    /// The card stays, and its field is empty again, once what was taken is written; Esc ends it.
    #[must_use]
    pub fn one_after_another(mut self, heading: Heading) -> Self {
        self.heading = Some(heading);
        self
    }

    fn take_row(&mut self, row: usize) -> Vec<Effect> {
        let Some(picked) = self.found.get(row).cloned() else { return Vec::new() };
        let name = picked.label.clone();
        let effects = (self.take)(picked);
        if self.heading.is_some() {
            self.taken = Some(name);
            return effects;
        }
        std::iter::once(Effect::Back).chain(effects).collect()
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        match key.to_string().as_str() {
            "Esc" => return vec![Effect::Back],
            "Enter" | "Tab" => {
                return self.list.selected().map_or_else(Vec::new, |row| self.take_row(row));
            }
            "Up" | "ctrl-p" => {
                self.list.step(Step::Up);
                return Vec::new();
            }
            "Down" | "ctrl-n" => {
                self.list.step(Step::Down);
                return Vec::new();
            }
            _ => {}
        }
        if self.is_numbered()
            && let Some(digit @ '1'..='9') = key.folded().character()
            && let Some(row) = digit.to_digit(10).and_then(|digit| usize::try_from(digit - 1).ok())
            && row < self.found.len()
        {
            return self.take_row(row);
        }
        if self.field.key(key.event()) {
            self.list.select(0);
            return vec![Effect::Reload];
        }
        Vec::new()
    }
}

impl Screen for Pick {
    fn title(&self, ui: &Ui) -> String {
        ui.say(&self.title)
    }

    fn load(&mut self, queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        if let Some(heading) = &self.heading {
            self.title = heading(queries, None)?;
        }
        let selected = self.list.selected().and_then(|row| self.found.get(row)).cloned();
        let typed = self.field.value().trim().to_owned();
        self.found = (self.search)(queries, &typed)?;
        self.list.set_total(self.found.len());
        // Somebody else has written: the selection stays with the same record.
        if self.read_for.replace(typed.clone()) == Some(typed)
            && let Some(at) = self
                .found
                .iter()
                .position(|one| Some(one.id) == selected.as_ref().map(|one| one.id))
        {
            self.list.select(at);
        }
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
                vec![Effect::Reload]
            }
            Input::Pointer(Pointer::Press(x, y)) => {
                self.list.press(x, y);
                Vec::new()
            }
            Input::Pointer(Pointer::Again(x, y)) => {
                self.list.row_at(x, y).map_or_else(Vec::new, |row| self.take_row(row))
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let inside = card::draw(frame.buffer_mut(), area, &ui.say(&self.title), ui.look);
        let x = paint::put(frame.buffer_mut(), inside, 0, 0, "/ ", ui.look, Role::Accent);
        let line = paint::inset(paint::line(inside, 0), x);
        self.field.draw(frame, line, true, ui.look);
        let mut rows = paint::below(inside, 1);
        if self.heading.is_some() {
            rows.height = rows.height.saturating_sub(1);
            let hint = ui.text("pages-sign-up-keys");
            let last = paint::line(inside, inside.height.saturating_sub(1));
            paint::put(frame.buffer_mut(), last, 0, 0, &hint, ui.look, Role::Muted);
        }
        if self.found.is_empty() {
            let id = if self.field.is_blank() { "form-hint-pick" } else { "form-pick-none" };
            let none = ui.text(id);
            paint::put(frame.buffer_mut(), rows, 0, 0, &none, ui.look, Role::Muted);
        }
        let columns = [Column::left(2), Column::left(16), Column::rest()];
        let digits = self.is_numbered();
        table::draw(frame.buffer_mut(), rows, &columns, &self.list, true, ui.look, |at| {
            let picked = &self.found[at];
            let digit = if digits && at < 9 { (at + 1).to_string() } else { String::new() };
            Row::default()
                .cell(digit, Role::Accent)
                .cell(picked.label.as_str(), Role::Text)
                .cell(picked.detail.as_str(), Role::Muted)
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
        card::centred(page, 76, 16)
    }

    fn done(&mut self, _: &Receipt, queries: &Queries<'_>, _: &Ui) -> Result<Vec<Effect>> {
        let (Some(name), Some(heading)) = (self.taken.take(), &self.heading) else {
            return Ok(Vec::new());
        };
        self.field.set("");
        Ok(vec![Effect::Say(heading(queries, Some(name))?)])
    }
}
