//! The card of a job at work: what is being done, how far it is, and how to stop it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::console::action::Action;
use crate::console::input::Mode;
use crate::console::screen::{Availability, Effect, Input, Message, Progress, Screen, Ui};
use crate::console::widgets::{Role, bars, card, paint};
use crate::store::{Queries, Result};

/// How far a job is; shared between the worker and the card.
#[derive(Debug, Default)]
pub struct Meter {
    done: AtomicUsize,
    of: AtomicUsize,
    stop: AtomicBool,
}

impl Meter {
    /// How much of how much is done.
    pub fn state(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.of.load(Ordering::Relaxed))
    }

    /// Asks the job to stop.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// True once the job was asked to stop.
    pub fn is_stopping(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl Progress for Meter {
    fn report(&self, done: usize, of: usize) -> bool {
        self.done.store(done, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
        !self.is_stopping()
    }
}

/// The card.
pub struct Working {
    title: Message,
    meter: Arc<Meter>,
}

impl Working {
    /// The card of a job and its meter.
    pub const fn new(title: Message, meter: Arc<Meter>) -> Self {
        Self { title, meter }
    }
}

impl Screen for Working {
    fn title(&self, ui: &Ui) -> String {
        ui.say(&self.title)
    }

    fn load(&mut self, _queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        Ok(())
    }

    fn update(&mut self, input: Input, _ui: &Ui) -> Vec<Effect> {
        if matches!(input, Input::Key(key) if key.to_string() == "Esc") {
            self.meter.stop();
        }
        Vec::new()
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let inside = card::draw(frame.buffer_mut(), area, &ui.say(&self.title), ui.look);
        let (done, of) = self.meter.state();
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        if of > 0 {
            let (on, off) = bars::bar(small(done), small(of), inside.width, ui.look.glyphs);
            let x = paint::put(frame.buffer_mut(), inside, 0, 1, &on, ui.look, Role::Accent);
            paint::put(frame.buffer_mut(), inside, x, 1, &off, ui.look, Role::Muted);
        }
        let far = ui.with("shell-working-progress", &[("done", done.into()), ("of", of.into())]);
        paint::put(frame.buffer_mut(), inside, 0, 2, &far, ui.look, Role::Text);
        let id =
            if self.meter.is_stopping() { "shell-working-stopping" } else { "shell-working-stop" };
        paint::put(frame.buffer_mut(), inside, 0, 3, &ui.text(id), ui.look, Role::Muted);
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
        card::centred(page, 50, 6)
    }
}
