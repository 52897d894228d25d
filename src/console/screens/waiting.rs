//! The card of a save that waits for another console: who is writing what, and that nothing typed is lost.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::console::action::Action;
use crate::console::input::Mode;
use crate::console::screen::{Availability, Effect, Input, Screen, Ui};
use crate::console::widgets::{Role, card, paint};
use crate::store::{AtWork, Queries, Result};

/// What the card and the shell tell each other.
#[derive(Debug, Default)]
pub struct Turn {
    others: RefCell<Option<AtWork>>,
    given_up: Cell<bool>,
}

impl Turn {
    /// Tells who is writing.
    pub fn tell(&self, others: Option<AtWork>) {
        self.others.replace(others);
    }

    /// True once the user won't wait any longer.
    pub fn is_given_up(&self) -> bool {
        self.given_up.get()
    }
}

/// The card.
pub struct Waiting {
    turn: Rc<Turn>,
}

impl Waiting {
    /// The card of a waiting save.
    pub const fn new(turn: Rc<Turn>) -> Self {
        Self { turn }
    }
}

/// Who is writing for long, and what, in a sentence.
pub fn words(work: &AtWork, ui: &Ui) -> String {
    let what = ui.text(&format!("command-{}", work.command));
    ui.with(
        "shell-others-work",
        &[("who", ui.language.person(&work.user).into()), ("what", what.into())],
    )
}

impl Screen for Waiting {
    fn title(&self, ui: &Ui) -> String {
        ui.text("shell-waiting")
    }

    fn load(&mut self, _queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        Ok(())
    }

    fn update(&mut self, input: Input, _ui: &Ui) -> Vec<Effect> {
        if matches!(input, Input::Key(key) if key.to_string() == "Esc") {
            self.turn.given_up.set(true);
        }
        Vec::new()
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let inside = card::draw(frame.buffer_mut(), area, &self.title(ui), ui.look);
        let others = self.turn.others.borrow().clone();
        let who = others.map_or_else(|| ui.text("shell-others-write"), |work| words(&work, ui));
        let buffer = frame.buffer_mut();
        let used = paint::put_wrapped(buffer, inside, 0, &who, ui.look, Role::Text);
        let why = ui.text("shell-waiting-why");
        paint::put_wrapped(buffer, inside, used, &why, ui.look, Role::Muted);
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
        card::centred(page, 54, 7)
    }
}
