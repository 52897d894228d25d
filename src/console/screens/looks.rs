//! How the console looks, changed while it is looked at: light or dark, how many colours, which characters.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::forms::stray;
use super::import::parts;
use crate::console::action::Action;
use crate::console::input::Mode;
use crate::console::screen::{Effect, Input, Screen, Ui};
use crate::console::widgets::form::{Choice, Form, FormEvent, FormField};
use crate::console::widgets::paint::Span;
use crate::console::widgets::{Glyphs, Look, Palette, Role, Theme, card, paint};
use crate::domain::codes::Tier;
use crate::domain::dates::Lean;
use crate::language::Lang;
use crate::store::{Queries, Result};

/// The card. What is chosen holds at once; Esc leaves it as it is then.
#[derive(Default)]
pub struct Looks {
    form: Form,
    lang: Option<Lang>,
    /// How it looked when the card was opened: Ctrl-Z's place is taken by choosing again.
    look: Look,
}

impl Looks {
    fn build(&mut self, ui: &Ui) {
        let options = |prefix: &str, codes: &[&str]| {
            let choice = |(key, code): (char, &&str)| {
                Choice::new(key, *code, ui.text(&format!("{prefix}-{code}")))
            };
            ('1'..).zip(codes).map(choice).collect::<Vec<_>>()
        };
        let names = |all: &[Theme]| all.iter().map(|one| one.name()).collect::<Vec<_>>();
        self.look = ui.look;
        self.form = Form::new(vec![
            FormField::choice(
                "theme",
                ui.text("looks-theme"),
                options("looks-theme", &names(&Theme::ALL)),
            )
            .with_code(ui.look.theme.name()),
            FormField::choice(
                "palette",
                ui.text("looks-colours"),
                options("looks-colours", &Palette::ALL.map(Palette::name)),
            )
            .with_code(ui.look.palette.name()),
            FormField::choice(
                "glyphs",
                ui.text("looks-glyphs"),
                options("looks-glyphs", &Glyphs::ALL.map(Glyphs::name)),
            )
            .with_code(ui.look.glyphs.name()),
        ]);
        self.lang = Some(ui.language.lang());
    }

    fn chosen(&self) -> Look {
        let choice = |key: &str| self.form.choice(key).unwrap_or_default();
        Look {
            theme: Theme::from_name(choice("theme")).unwrap_or(self.look.theme),
            palette: Palette::from_name(choice("palette")).unwrap_or(self.look.palette),
            glyphs: Glyphs::from_name(choice("glyphs")).unwrap_or(self.look.glyphs),
        }
    }

    fn after(&self, event: FormEvent) -> Vec<Effect> {
        match event {
            FormEvent::Leave | FormEvent::Save => {
                vec![Effect::SetLook(self.chosen()), Effect::Back]
            }
            FormEvent::Changed | FormEvent::Moved => vec![Effect::SetLook(self.chosen())],
            FormEvent::Ignored | FormEvent::Search => Vec::new(),
        }
    }
}

impl Screen for Looks {
    fn title(&self, ui: &Ui) -> String {
        ui.text(Action::Look.message_id())
    }

    fn load(&mut self, _queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        if self.lang != Some(ui.language.lang()) {
            self.build(ui);
        }
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        match input {
            Input::Act(Action::Save) => vec![Effect::Back],
            Input::Key(key) => {
                let event = self.form.key(key.event());
                self.after(event)
            }
            Input::Pointer(pointer) => {
                let event = stray::point(&mut self.form, pointer, |_| Lean::Past, ui);
                self.after(event)
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let look = ui.look;
        let inside = card::draw(frame.buffer_mut(), area, &self.title(ui), look);
        let hints = [("Enter", "looks-next"), ("Esc", Action::Back.message_id())];
        let above = parts::keys(frame.buffer_mut(), inside, ui, &hints);
        self.form.draw(frame, above, look);
        let under = paint::below(above, self.form.height(above.width) + 1);
        let buffer = frame.buffer_mut();
        let mut samples: Vec<Span> = Tier::ALL
            .iter()
            .map(|tier| {
                let role = super::words::tier_role(*tier);
                Span::new(format!("{} ", ui.language.code_as("tier-short", *tier)), role)
            })
            .collect();
        let [on, off] = look.glyphs.bar();
        samples.push(Span::new(on.repeat(4), Role::Ok));
        samples.push(Span::new(off.repeat(2), Role::Muted));
        samples.push(Span::new(format!(" {}", look.glyphs.heights().concat()), Role::Accent));
        paint::put_spans(buffer, under, 0, 0, &samples, look);
        let keep = [
            ("theme", look.theme.name().into()),
            ("colours", look.palette.name().into()),
            ("glyphs", look.glyphs.name().into()),
        ];
        let keep = ui.with("looks-keep", &keep);
        paint::put_wrapped(buffer, paint::below(under, 2), 0, &keep, look, Role::Muted);
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn place(&self, page: Rect) -> Rect {
        card::centred(page, 72, 14)
    }
}
