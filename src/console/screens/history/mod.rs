//! The history: every change newest first, with who, when, what, each row before and after; any of them can be taken back.

mod ask;
mod journal;
mod words;

use ratatui::Frame;
use ratatui::layout::Rect;

pub use ask::{ask, called};
pub use journal::Journal;

use crate::console::action::{Action, Route};
use crate::console::input::Pointer;
use crate::console::screen::{Availability, Effect, Input, Message, Screen, Ui};
use crate::domain::records::Id;
use crate::store::{Kind, Queries, Receipt, Result};

/// The page of the history: of the whole database, or of one record.
pub struct History {
    of: Option<(Kind, Id)>,
    name: String,
    journal: Journal,
}

impl History {
    /// The page, not yet read.
    pub fn new(of: Option<(Kind, Id)>) -> Self {
        let own = matches!(of, Some((Kind::Child, _)));
        Self { of, name: String::new(), journal: Journal::new(of.map(|of| of.1), own) }
    }
}

impl Screen for History {
    fn route(&self) -> Option<Route> {
        Some(Route::History(self.of))
    }

    fn title(&self, ui: &Ui) -> String {
        let count = ui.with("page-count", &[("count", self.journal.total().into())]);
        let is_event = matches!(self.of, Some((Kind::Event, _)));
        let name = if is_event { self.name.clone() } else { ui.language.person(&self.name) };
        let title = ui.text("page-history");
        [title, name, count]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("  ")
    }

    fn load(&mut self, queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        if let Some((kind, id)) = self.of
            && let Some(code) = queries.code_of(kind.table(), id)?
        {
            self.name = queries.name_of_code(&code)?.map_or(code, |(_, name)| name);
        }
        self.journal.load(queries)
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        if let Some(step) = input.step() {
            return self.journal.step(step, ui);
        }
        match input {
            Input::Act(Action::Open | Action::Undo) => self.journal.take_back(),
            Input::Act(Action::NextPanel | Action::PrevPanel) => {
                self.journal.switch();
                Vec::new()
            }
            Input::Pointer(Pointer::Press(x, y)) => self.journal.press(x, y, false),
            Input::Pointer(Pointer::Again(x, y)) => self.journal.press(x, y, true),
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        self.journal.draw(frame.buffer_mut(), area, ui);
    }

    fn actions(&self, action: Action) -> Availability {
        match action {
            Action::Open => Availability::when(self.journal.is_selected(), "history-none"),
            // With nothing to select, `u` stays the shell's.
            Action::Undo if self.journal.is_selected() => Availability::Available,
            Action::NextPanel | Action::PrevPanel => Availability::Available,
            _ => Availability::Hidden,
        }
    }

    fn footer(&self) -> &'static [Action] {
        // From a record's history the same key goes on to everyone's.
        const FOOTER: &[Action] = &[
            Action::Undo,
            Action::NextPanel,
            Action::GoHistory,
            Action::Find,
            Action::GoToday,
            Action::Help,
            Action::Palette,
            Action::Back,
        ];
        FOOTER
    }

    fn done(&mut self, receipt: &Receipt, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Effect>> {
        Ok(vec![Effect::Say(taken_back(receipt, queries, ui)?)])
    }
}

/// What is said once an entry was taken back or brought back, and whose it was.
///
/// # Errors
/// What the store says.
pub fn taken_back(receipt: &Receipt, queries: &Queries<'_>, ui: &Ui) -> Result<Message> {
    let said = match queries.whose(receipt.entry)? {
        Some(whose) => {
            Message::new("history-taken-back-of").arg("name", called(&whose, ui.language))
        }
        None => Message::new("history-taken-back"),
    };
    Ok(said.arg("entry", receipt.entry))
}
