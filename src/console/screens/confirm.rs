//! A question before something that undo can't reach, with its consequence in view. It carries what will be done.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::console::action::Action;
use crate::console::input::{Key, Mode};
use crate::console::screen::{Availability, Effect, Input, Message, Screen, Ui};
use crate::console::widgets::hints::{self, Hint};
use crate::console::widgets::{Role, card, paint, text};
use crate::store::{Queries, Result};

/// So many columns of the card hold no text of a consequence: its frame and the room beside it.
const WITHOUT_TEXT: usize = 5;

/// A question and its consequence, a line each, read and worded anew when the language is changed; `None` where that can't be
/// told any more, and the question stays as it is.
type Words = Box<dyn Fn(&Queries<'_>, &Ui) -> Result<Option<(Message, Vec<String>)>>>;

/// A question with what its yes does.
pub struct Confirm {
    question: Message,
    consequence: Vec<String>,
    words: Option<Words>,
    yes: Vec<Effect>,
    /// What the yes and the other answer are called, and what the other does.
    other: Option<(&'static str, &'static str, Vec<Effect>)>,
}

impl Confirm {
    /// Asks; on Enter or `1` the question goes away and the effects are carried out on the screen below, on Esc or `2` nothing is.
    /// `consequence`: rows and names that are the same in every language, a line each.
    pub const fn new(question: Message, consequence: Vec<String>, yes: Vec<Effect>) -> Self {
        Self { question, consequence, words: None, yes, other: None }
    }

    /// The same, of a question or a consequence that has to be worded.
    pub fn worded(
        words: impl Fn(&Queries<'_>, &Ui) -> Result<Option<(Message, Vec<String>)>> + 'static,
        yes: Vec<Effect>,
    ) -> Self {
        let words: Words = Box::new(words);
        Self { words: Some(words), ..Self::new(Message::new(String::new()), Vec::new(), yes) }
    }

    /// Two things can be done: the yes is called `first`, and `2` does the other, which is called `second`; only Esc does nothing.
    #[must_use]
    pub fn or(mut self, first: &'static str, second: &'static str, other: Vec<Effect>) -> Self {
        self.other = Some((first, second, other));
        self
    }

    /// No letter answers: an input method may let letters go while the question stands there.
    fn answer(&mut self, key: Key) -> Vec<Effect> {
        match key.folded().to_string().as_str() {
            "Enter" | "1" => {
                let mut effects = vec![Effect::Back];
                effects.append(&mut self.yes);
                effects
            }
            "2" if self.other.is_some() => {
                let other = self.other.take().map(|(.., other)| other);
                std::iter::once(Effect::Back).chain(other.into_iter().flatten()).collect()
            }
            "Esc" | "2" => vec![Effect::Back],
            _ => Vec::new(),
        }
    }
}

impl Screen for Confirm {
    fn title(&self, ui: &Ui) -> String {
        ui.say(&self.question)
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        if let Some(words) = &self.words
            && let Some((question, consequence)) = words(queries, ui)?
        {
            (self.question, self.consequence) = (question, consequence);
        }
        Ok(())
    }

    fn update(&mut self, input: Input, _ui: &Ui) -> Vec<Effect> {
        match input {
            Input::Key(key) => self.answer(key),
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let buffer = frame.buffer_mut();
        let inside = card::draw(buffer, area, "", ui.look);
        let mut y =
            paint::put_wrapped(buffer, inside, 0, &ui.say(&self.question), ui.look, Role::Accent);
        let room = Rect { height: inside.height.saturating_sub(2), ..paint::inset(inside, 1) };
        for line in &self.consequence {
            y = paint::put_wrapped(buffer, room, y, line, ui.look, Role::Text);
        }
        // Latin words would run into the keys' names.
        let gap = if ui.language.is_zh() { "" } else { " " };
        let label = |id| format!("{gap}{}", ui.text(id));
        let hint = |key: &str, id| Hint { key: key.into(), label: label(id), available: true };
        let hints = match self.other {
            Some((first, second, _)) => {
                vec![hint("1/Enter", first), hint("2", second), hint("Esc", "action-back")]
            }
            None => vec![hint("1/Enter", "confirm-yes"), hint("2/Esc", "confirm-no")],
        };
        hints::draw(buffer, paint::below(inside, inside.height.saturating_sub(1)), &hints, ui.look);
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
        let widest = self.consequence.iter().map(|line| text::width(line)).max().unwrap_or(0);
        let width = u16::try_from(widest + 8).unwrap_or(page.width).clamp(44, 76);
        let columns = usize::from(width.min(page.width)).saturating_sub(WITHOUT_TEXT).max(1);
        let lines: usize =
            self.consequence.iter().map(|line| text::wrap(line, columns).len()).sum();
        let lines = u16::try_from(lines).unwrap_or(page.height);
        card::centred(page, width, lines.saturating_add(6))
    }
}
