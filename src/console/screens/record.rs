//! What the pages of a volunteer, a carer and an event have in common: one record is read, its lines are walked through, and a
//! page whose record is gone says so.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::rows::Target;
use super::sheet::{Body, Sheet};
use crate::console::action::Action;
use crate::console::input::Pointer;
use crate::console::screen::{Availability, Input, Ui};
use crate::console::widgets::Role;
use crate::console::widgets::paint;
use crate::domain::records::Id;

/// The page of one record: `V` is what was read of it.
pub struct RecordPage<V> {
    /// Whose page it is.
    pub id: Id,
    view: Option<V>,
    is_gone: bool,
    sheet: Sheet,
    // `actions` knows neither words nor width; drawing notes what is selected.
    selected: Cell<Option<Target>>,
}

impl<V> RecordPage<V> {
    /// The page, not yet read.
    pub fn new(id: Id) -> Self {
        Self { id, view: None, is_gone: false, sheet: Sheet::default(), selected: Cell::new(None) }
    }

    /// What was read; nothing before that, and where there is no such record.
    pub const fn view(&self) -> Option<&V> {
        self.view.as_ref()
    }

    /// Keeps what was read, all of it: `None` says that there is no such record any more. Where reading failed this isn't called,
    /// and what was read before stays on the screen.
    pub fn keep(&mut self, read: Option<V>) {
        self.is_gone = read.is_none();
        self.view = read;
    }

    /// The selected line, as it was drawn last.
    pub const fn selected(&self) -> Option<Target> {
        self.selected.get()
    }

    /// Whether a line is selected that Enter opens.
    pub fn opens(&self) -> Availability {
        Availability::when(self.selected().is_some(), "unavailable-nothing-selected")
    }

    /// Moves about on the page; gives back an input that means something else. A second click opens.
    pub fn walk(&mut self, input: Input, body: &Body<Target>) -> Option<Input> {
        if let Some(step) = input.step() {
            self.sheet.step(step, body);
            return None;
        }
        match input {
            Input::Pointer(Pointer::Press(x, y)) => {
                self.sheet.press(x, y);
                self.selected.set(self.sheet.selected(body));
                None
            }
            Input::Pointer(Pointer::Again(..)) => Some(Input::Act(Action::Open)),
            input => Some(input),
        }
    }

    /// Draws the page.
    pub fn draw(&self, frame: &mut Frame, area: Rect, body: &Body<Target>, ui: &Ui) {
        self.selected.set(self.sheet.selected(body));
        if self.is_gone {
            let gone = ui.text("pages-gone");
            paint::put(frame.buffer_mut(), area, 1, 0, &gone, ui.look, Role::Muted);
        }
        self.sheet.draw(frame.buffer_mut(), area, body, ui.look);
    }
}
