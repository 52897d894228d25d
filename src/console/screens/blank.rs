//! A page that has nothing to show yet.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::console::action::{Action, Route};
use crate::console::screen::{Availability, Effect, Input, Screen, Ui};
use crate::console::widgets::{Role, paint};
use crate::store::{Queries, Result};

/// The page of a route without content.
pub struct Blank {
    route: Route,
}

impl Blank {
    /// The page of this route.
    pub const fn new(route: Route) -> Self {
        Self { route }
    }
}

impl Screen for Blank {
    fn route(&self) -> Option<Route> {
        Some(self.route)
    }

    fn title(&self, ui: &Ui) -> String {
        ui.text("shell-blank-title")
    }

    fn load(&mut self, _queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        Ok(())
    }

    fn update(&mut self, _input: Input, _ui: &Ui) -> Vec<Effect> {
        Vec::new()
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let text = ui.text("shell-blank");
        paint::put_wrapped(frame.buffer_mut(), area, 1, &text, ui.look, Role::Muted);
    }

    fn actions(&self, _action: Action) -> Availability {
        Availability::Hidden
    }
}
