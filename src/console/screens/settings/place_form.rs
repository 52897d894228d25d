//! Adding a place, and giving one another name: what that would rewrite stands above the field before it is saved.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::jobs;
use super::places::named;
use crate::console::action::Action;
use crate::console::failure;
use crate::console::input::{Key, Mode};
use crate::console::screen::{Effect, Input, JobError, JobResult, Message, Screen, Ui};
use crate::console::screens::forms::stray;
use crate::console::widgets::form::{Form, FormEvent, FormField};
use crate::console::widgets::{Role, card, paint, text};
use crate::domain::dates::Lean;
use crate::domain::records::Place;
use crate::language::Lang;
use crate::store::queries::PlaceRow;
use crate::store::{Command, Queries, Receipt, Result, StoreError};

/// So many records are rewritten beside the console.
const MANY: usize = 500;

/// The form.
pub struct PlaceForm {
    /// The place that gets another name; `None` = a new one.
    row: Option<PlaceRow>,
    township: String,
    others: Vec<PlaceRow>,
    form: Form,
    lang: Option<Lang>,
}

impl PlaceForm {
    /// Gives a place another name.
    pub fn rename(row: PlaceRow) -> Self {
        let township = row.township.clone();
        Self { row: Some(row), township, others: Vec::new(), form: Form::default(), lang: None }
    }

    /// Adds one.
    pub fn add(township: String) -> Self {
        Self { row: None, township, others: Vec::new(), form: Form::default(), lang: None }
    }

    fn build(&mut self, ui: &Ui) {
        let kept = self.lang.map(|_| self.form.draft());
        let fields = match &self.row {
            Some(row) => {
                let label = ui.text("settings-place-name");
                vec![FormField::text("to", label).with_text(row.name()).required()]
            }
            None => vec![
                FormField::text("township", ui.text("settings-place-to-township"))
                    .with_text(&self.township)
                    .required(),
                FormField::text("village", ui.text("settings-place-to-village"))
                    .hint(ui.text("settings-place-village-hint")),
            ],
        };
        self.form = Form::new(fields);
        match kept {
            Some(typed) => self.form.restore(&typed),
            // The township stands there; what is most likely added is one of its villages.
            None if self.row.is_none() && !self.township.is_empty() => self.form.focus("village"),
            None => {}
        }
        self.lang = Some(ui.language.lang());
    }

    /// What saving would do.
    fn consequence(&self, ui: &Ui) -> Vec<String> {
        let Some(row) = &self.row else { return Vec::new() };
        let values = [("children", row.children.into()), ("volunteers", row.volunteers.into())];
        let mut lines = vec![ui.with("settings-place-writes", &values)];
        let to = self.form.typed("to");
        let township = if row.village.is_some() { &row.township } else { &to };
        let there = self.others.iter().find(|other| {
            other.name() == to
                && other.village.is_some() == row.village.is_some()
                && &other.township == township
        });
        if let Some(there) = there.filter(|there| there.name() != row.name()) {
            let values = [("to", named(there, ui).into()), ("children", there.children.into())];
            lines.push(ui.with("settings-place-joins", &values));
        }
        if !row.name().is_empty() {
            lines.push(ui.with("settings-place-found", &[("name", row.name().into())]));
        }
        lines
    }

    fn save(&mut self, ui: &Ui) -> Vec<Effect> {
        self.form.clear_errors();
        for key in self.form.missing() {
            self.form.set_error(key, ui.text("refused-required"));
        }
        if self.form.has_errors() {
            return Vec::new();
        }
        let command = match &self.row {
            None => Command::add(Place {
                township: self.form.typed("township"),
                village: self.form.typed_opt("village"),
                ..Place::default()
            }),
            Some(row) => {
                let to = self.form.typed("to");
                if to == row.name() {
                    return vec![Effect::Back, Effect::Say(Message::new("form-unchanged"))];
                }
                Command::RenamePlace {
                    township: row.township.clone(),
                    village: row.village.clone(),
                    to,
                }
            }
        };
        match &self.row {
            Some(row) if row.children + row.volunteers > MANY => {
                let of = row.children + row.volunteers;
                vec![Effect::Job(Box::new(jobs::Rename { command, of }))]
            }
            _ => vec![Effect::run(command)],
        }
    }

    fn saved(&self, ui: &Ui) -> Vec<Effect> {
        let said = if let Some(row) = &self.row {
            Message::new("settings-place-renamed")
                .arg("from", named(row, ui))
                .arg("to", self.form.typed("to"))
        } else {
            let name = self.form.typed_opt("village");
            let name = name.unwrap_or_else(|| self.form.typed("township"));
            Message::new("settings-place-added").arg("name", name)
        };
        vec![Effect::Back, Effect::Say(said)]
    }

    fn tell(&mut self, error: &StoreError, ui: &Ui) -> bool {
        let StoreError::Refused(refusals) = error else { return false };
        for refusal in refusals {
            let key = if self.row.is_some() { "to" } else { refusal.field };
            self.form.set_error(key, failure::refusal(refusal, ui.language));
        }
        true
    }

    fn key(&mut self, key: Key, ui: &Ui) -> Vec<Effect> {
        match self.form.key(key.event()) {
            FormEvent::Save => self.save(ui),
            FormEvent::Leave => vec![Effect::Back],
            _ => Vec::new(),
        }
    }
}

impl Screen for PlaceForm {
    fn title(&self, ui: &Ui) -> String {
        match &self.row {
            Some(row) => ui.with("settings-place-title", &[("name", named(row, ui).into())]),
            None => ui.text("settings-place-new"),
        }
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        if self.row.is_some() {
            self.others = queries.office_places()?;
        }
        if self.lang != Some(ui.language.lang()) {
            self.build(ui);
        }
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        match input {
            Input::Act(Action::Save) => self.save(ui),
            Input::Key(key) => self.key(key, ui),
            Input::Pointer(pointer) => {
                stray::point(&mut self.form, pointer, |_| Lean::Past, ui);
                Vec::new()
            }
            Input::Paste(pasted) => {
                self.form.paste(&pasted);
                Vec::new()
            }
            Input::Act(_) => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let look = ui.look;
        let inside = card::draw(frame.buffer_mut(), area, &self.title(ui), look);
        let mut y = 0;
        for (at, line) in self.consequence(ui).iter().enumerate() {
            let role = if at == 0 { Role::Header } else { Role::Watch };
            let rest = paint::below(inside, y);
            y += paint::put_wrapped(frame.buffer_mut(), rest, 0, line, look, role);
        }
        let rest = paint::below(inside, y + u16::from(y > 0));
        let body = Rect { height: rest.height.saturating_sub(1), ..rest };
        self.form.draw(frame, body, look);
        let hint = format!("{}  {}", ui.hint("form-save"), ui.text("settings-place-escape"));
        let below = paint::below(inside, inside.height.saturating_sub(1));
        let hint = text::cut(&hint, below.width.into(), look.glyphs);
        paint::put(frame.buffer_mut(), below, 0, 0, &hint, look, Role::Muted);
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn place(&self, page: Rect) -> Rect {
        let width = card::form_width(page.width);
        card::centred(page, width, self.form.height(width.saturating_sub(4)) + 8)
    }

    fn done(&mut self, _receipt: &Receipt, _queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Effect>> {
        Ok(self.saved(ui))
    }

    fn refused(&mut self, error: &StoreError, ui: &Ui) -> bool {
        self.tell(error, ui)
    }

    fn finished(
        &mut self,
        result: JobResult,
        ui: &Ui,
    ) -> std::result::Result<Vec<Effect>, JobError> {
        match result {
            Err(JobError::Store(error)) if self.tell(&error, ui) => Ok(Vec::new()),
            Err(error) => Err(error),
            Ok(found) => {
                let Ok(receipt) = found.downcast::<Receipt>() else { return Ok(Vec::new()) };
                let mut effects = vec![Effect::Wrote(*receipt)];
                effects.extend(self.saved(ui));
                Ok(effects)
            }
        }
    }
}
