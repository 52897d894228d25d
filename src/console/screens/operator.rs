//! 操作人: who works. Asked at the start and after idling, so that the journal knows more than the PC's login. Honesty, not
//! security, until there are accounts (SCREENS "On one shared PC, never").

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::console::action::Action;
use crate::console::input::Mode;
use crate::console::screen::{Availability, Effect, Input, Screen, Ui};
use crate::console::widgets::field::Field;
use crate::console::widgets::{Role, card, paint};
use crate::store::{Queries, Result};

/// The question who works.
pub struct Operator {
    field: Field,
    /// Why what stands there is no name: a language key.
    wrong: Option<&'static str>,
    /// Nothing was typed yet: what stands there is a guess, and typing over it begins anew.
    guessed: bool,
}

impl Operator {
    /// Asks, with the name that is most likely right.
    pub fn new(likely: &str) -> Self {
        Self { field: Field::new(likely), wrong: None, guessed: true }
    }
}

/// Why a text is nobody's name; keys meant for a page that wasn't there yet are none.
fn wrong(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        return Some("shell-operator-blank");
    }
    let typed_elsewhere = name.starts_with(['/', ':', '／', '：']);
    let no_letter = !name.chars().any(char::is_alphabetic);
    (typed_elsewhere || no_letter).then_some("shell-operator-no-name")
}

impl Screen for Operator {
    fn title(&self, ui: &Ui) -> String {
        ui.text("shell-operator-title")
    }

    fn load(&mut self, _queries: &Queries<'_>, _ui: &Ui) -> Result<()> {
        Ok(())
    }

    fn update(&mut self, input: Input, _ui: &Ui) -> Vec<Effect> {
        match input {
            Input::Key(key) if key.to_string() == "Enter" => {
                let name = self.field.value().trim().to_owned();
                self.wrong = wrong(&name);
                if self.wrong.is_some() {
                    return Vec::new();
                }
                vec![Effect::Back, Effect::SetOperator(name)]
            }
            Input::Key(key) => {
                let event = key.event();
                let types = matches!(event.code, KeyCode::Char(_))
                    && !event.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
                if std::mem::take(&mut self.guessed) && types {
                    self.field.set("");
                }
                self.field.key(event);
                Vec::new()
            }
            Input::Paste(text) => {
                if std::mem::take(&mut self.guessed) {
                    self.field.set("");
                }
                self.field.paste(&text);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let inside = card::draw(frame.buffer_mut(), area, &self.title(ui), ui.look);
        let ask = ui.text("start-operator-ask");
        let x = paint::put(frame.buffer_mut(), inside, 0, 1, &ask, ui.look, Role::Text);
        let line = paint::inset(paint::line(inside, 1), x.saturating_add(1));
        self.field.draw(frame, line, true, ui.look);
        let (id, role) = match self.wrong {
            Some(id) => (id, Role::Error),
            None => ("shell-operator-why", Role::Muted),
        };
        let below = paint::below(inside, 2);
        paint::put_wrapped(frame.buffer_mut(), below, 0, &ui.text(id), ui.look, role);
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
