//! Changing one setting: its new value and why. What changes scores is shown first (who would change tier) and saved then.

use ratatui::Frame;
use ratatui::layout::Rect;
use serde_json::Value as Json;

use super::{jobs, preview::Preview, words};
use crate::console::action::Action;
use crate::console::failure;
use crate::console::input::{Key, Mode};
use crate::console::screen::{
    Availability, Effect, FormDraft, Input, JobError, JobResult, Message, Screen, Ui,
};
use crate::console::widgets::form::{Form, FormEvent, FormField};
use crate::console::widgets::{Role, card, paint, text};
use crate::domain::dates::{Lean, parse_entry};
use crate::domain::records::{Child, Id, Setting};
use crate::domain::settings::{self, Allowed, Rule, Unit, rules};
use crate::language::Lang;
use crate::store::queries::SettingState;
use crate::store::{Command, Queries, Receipt, Result, StoreError, Trial};

/// The name under which drafts are kept; their subject is the setting's place in the list.
const FORM: &str = "setting";
/// Offices of more children than this try and save on a worker.
const MANY: usize = 2_000;

/// The form of one setting.
pub struct Change {
    rule: Rule,
    state: Option<SettingState>,
    current: settings::Settings,
    children: usize,
    form: Form,
    lang: Option<Lang>,
    pristine: Json,
    restored: bool,
    /// A checked value that waits to be tried.
    to_try: Option<String>,
    preview: Option<Preview>,
}

impl Change {
    /// The form, not yet read.
    pub fn new(rule: Rule) -> Self {
        Self {
            rule,
            state: None,
            current: settings::Settings::default(),
            children: 0,
            form: Form::default(),
            lang: None,
            pristine: Json::Null,
            restored: false,
            to_try: None,
            preview: None,
        }
    }

    fn subject(&self) -> Id {
        let at = rules().position(|rule| rule.code == self.rule.code).unwrap_or(0);
        Id::try_from(at).unwrap_or(0) + 1
    }

    fn build(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        let kept = self.lang.map(|_| self.form.draft());
        let draft = if kept.is_none() { queries.draft(FORM, self.subject())? } else { None };
        let now = self.state.as_ref().map_or("", |state| state.value.as_str());
        let label = ui.text("settings-value");
        let value = match self.rule.allowed {
            Allowed::Number { unit: Unit::YesNo, .. } => {
                FormField::yes_no("value", label, ui.text("form-yes"), ui.text("form-no"))
                    .with_code(if now == "1" { "yes" } else { "no" })
            }
            Allowed::Number { .. } => FormField::number("value", label).with_text(now),
            Allowed::Day => FormField::date("value", label).with_text(now),
            Allowed::Line | Allowed::Phone => FormField::text("value", label).with_text(now),
        };
        let value = match self.rule.allowed {
            Allowed::Line | Allowed::Phone => value,
            _ => value.required(),
        };
        let mut fields = vec![value.hint(words::allowed(self.rule, ui))];
        if self.rule.wants_reason() {
            let hint = ui.text("settings-reason-hint");
            fields
                .push(FormField::text("reason", ui.text("settings-reason")).required().hint(hint));
        }
        self.form = Form::new(fields);
        self.pristine = self.form.draft();
        if let Some(typed) = kept {
            self.form.restore(&typed);
        } else if let Some(body) = draft.and_then(|draft| serde_json::from_str(&draft.body).ok()) {
            self.form.restore(&body);
            self.restored = true;
        }
        self.lang = Some(ui.language.lang());
        Ok(())
    }

    /// What was typed, as it would be kept; `None` when the field says what is wrong with it.
    fn value(&mut self, ui: &Ui) -> Option<String> {
        let typed = match self.rule.allowed {
            Allowed::Number { unit: Unit::YesNo, .. } => {
                self.form.yes("value").map(|yes| u8::from(yes).to_string()).unwrap_or_default()
            }
            Allowed::Number { .. } | Allowed::Phone => text::fold_all(&self.form.typed("value")),
            Allowed::Day => match parse_entry(&self.form.typed("value"), ui.today, Lean::Past) {
                Ok(day) => day.to_string(),
                Err(error) => {
                    self.form.set_error("value", ui.language.date_error(error));
                    return None;
                }
            },
            Allowed::Line => self.form.typed("value"),
        };
        match settings::check(self.rule.code, &typed, &self.current, ui.today) {
            Ok(value) => Some(value),
            Err(error) => {
                let wrong = ui.language.setting_error(self.rule.code, &error);
                self.form.set_error("value", wrong);
                None
            }
        }
    }

    fn setting(&self, value: String, ui: &Ui) -> Setting {
        Setting {
            code: self.rule.code.to_owned(),
            from_day: ui.today,
            value,
            reason: self.form.typed_opt("reason"),
            ..Setting::default()
        }
    }

    fn save(&mut self, ui: &Ui) -> Vec<Effect> {
        self.form.clear_errors();
        for key in self.form.missing() {
            self.form.set_error(key, ui.text("refused-required"));
        }
        let value = if self.form.typed("value").is_empty() && self.form.has_errors() {
            None
        } else {
            self.value(ui)
        };
        if value.is_some()
            && value.as_deref() == self.state.as_ref().map(|state| state.value.as_str())
        {
            return self.leave(Message::new("form-unchanged"));
        }
        if self.form.has_errors() {
            self.form.focus_error();
            return Vec::new();
        }
        let Some(value) = value else { return Vec::new() };
        if !self.rule.rescores() {
            return vec![Effect::run(Command::add(self.setting(value, ui)))];
        }
        self.to_try = Some(value.clone());
        if self.children > MANY {
            return vec![Effect::Job(Box::new(jobs::Try { code: self.rule.code, value }))];
        }
        vec![Effect::Reload]
    }

    /// Saves what was tried.
    fn confirm(&mut self, ui: &Ui) -> Vec<Effect> {
        let Some(preview) = &self.preview else { return Vec::new() };
        let setting = self.setting(preview.value.clone(), ui);
        if self.children > MANY {
            return vec![Effect::Job(Box::new(jobs::Save { setting }))];
        }
        vec![Effect::run(Command::add(setting))]
    }

    fn leave(&self, message: Message) -> Vec<Effect> {
        vec![Effect::DropDraft(FORM, self.subject()), Effect::Back, Effect::Say(message)]
    }

    fn saved(&self, ui: &Ui) -> Vec<Effect> {
        let value = match &self.preview {
            Some(preview) => preview.value.clone(),
            None if self.form.choice("value").is_some() => {
                u8::from(self.form.yes("value") == Some(true)).to_string()
            }
            None => text::fold_all(&self.form.typed("value")),
        };
        let said = Message::new("settings-saved")
            .arg("what", ui.language.setting(self.rule.code))
            .arg("value", words::value(self.rule, &value, ui));
        self.leave(said)
    }

    fn escape(&self) -> Vec<Effect> {
        match self.draft() {
            Some(draft) => vec![
                Effect::KeepDraft(draft),
                Effect::Back,
                Effect::Say(Message::new("form-draft-kept")),
            ],
            None if self.restored => self.leave(Message::new("form-draft-dropped")),
            None => vec![Effect::Back],
        }
    }

    fn key(&mut self, key: Key, ui: &Ui) -> Vec<Effect> {
        if let Some(preview) = &mut self.preview {
            return match key.to_string().as_str() {
                "Enter" => self.confirm(ui),
                "Esc" => {
                    self.preview = None;
                    Vec::new()
                }
                _ => {
                    preview.key(key);
                    Vec::new()
                }
            };
        }
        if matches!(key.to_string().as_str(), "F7" | "ctrl-x") {
            let pristine = self.pristine.clone();
            self.form.clear_errors();
            self.form.restore(&pristine);
            self.restored = false;
            let dropped = Message::new("form-draft-dropped");
            return vec![Effect::DropDraft(FORM, self.subject()), Effect::Say(dropped)];
        }
        match self.form.key(key.event()) {
            FormEvent::Save => self.save(ui),
            FormEvent::Leave => self.escape(),
            _ => Vec::new(),
        }
    }

    fn tell(&mut self, refused: &StoreError, ui: &Ui) -> bool {
        let StoreError::Refused(refusals) = refused else { return false };
        self.preview = None;
        for refusal in refusals {
            self.form.set_error(refusal.field, failure::refusal(refusal, ui.language));
        }
        true
    }
}

impl Screen for Change {
    fn title(&self, ui: &Ui) -> String {
        ui.language.setting(self.rule.code)
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        let states = queries.setting_states()?;
        self.state = states.into_iter().find(|state| state.rule.code == self.rule.code);
        self.current = queries.settings().clone();
        self.children = queries.count::<Child>(true)?;
        if self.lang != Some(ui.language.lang()) {
            self.build(queries, ui)?;
        }
        if self.children <= MANY
            && let Some(value) = self.to_try.take()
        {
            let tried = queries.try_settings(&[(self.rule.code, &value)], &mut |_, _| true)?;
            self.preview = Some(Preview::new(value, tried));
        }
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        match input {
            Input::Act(Action::Save) if self.preview.is_some() => self.confirm(ui),
            Input::Act(Action::Save) => self.save(ui),
            Input::Key(key) => self.key(key, ui),
            Input::Paste(pasted) if self.preview.is_none() => {
                self.form.paste(&pasted);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let look = ui.look;
        let title = ui.language.setting(self.rule.code);
        let inside = card::draw(frame.buffer_mut(), area, &title, look);
        if let Some(preview) = &self.preview {
            let now = self.state.as_ref().map_or("", |state| state.value.as_str());
            preview.draw(frame, inside, self.rule, now, ui);
            return;
        }
        let mut y = 0;
        if self.restored {
            let back = ui.text("form-draft-back");
            paint::put(frame.buffer_mut(), inside, 0, y, &back, look, Role::Watch);
            y += 1;
        }
        if let Some(state) = &self.state {
            let now = words::value(self.rule, &state.value, ui);
            let line = ui.with("settings-now", &[("value", now.into())]);
            paint::put(frame.buffer_mut(), inside, 0, y, &line, look, Role::Header);
            y += 1;
            for line in words::changes(state, ui, 2) {
                paint::put(frame.buffer_mut(), inside, 2, y, &line, look, Role::Muted);
                y += 1;
            }
        }
        let rest = paint::below(inside, y + 1);
        let body = Rect { height: rest.height.saturating_sub(1), ..rest };
        self.form.draw(frame, body, look);
        let save = if self.rule.rescores() { "settings-save-preview" } else { "form-save" };
        let hint = format!("{}  {}", ui.hint(save), ui.text("form-escape"));
        let below = paint::below(inside, inside.height.saturating_sub(1));
        paint::put(frame.buffer_mut(), below, 0, 0, &hint, look, Role::Muted);
    }

    fn actions(&self, action: Action) -> Availability {
        if action == Action::Save { Availability::Available } else { Availability::Hidden }
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn place(&self, page: Rect) -> Rect {
        let width = card::form_width(page.width);
        if let Some(preview) = &self.preview {
            return card::centred(page, width, preview.height().min(page.height));
        }
        let told = self.state.as_ref().map_or(0, |state| state.changes.len().min(2));
        let told = u16::try_from(told).unwrap_or(0) + 1 + u16::from(self.restored);
        card::centred(page, width, self.form.height(width.saturating_sub(4)) + told + 4)
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
            Err(error) => {
                self.to_try = None;
                Err(error)
            }
            Ok(found) => match found.downcast::<Trial>() {
                Ok(trial) => {
                    let value = self.to_try.take().unwrap_or_default();
                    self.preview = Some(Preview::new(value, *trial));
                    Ok(Vec::new())
                }
                Err(found) => {
                    let Ok(receipt) = found.downcast::<Receipt>() else { return Ok(Vec::new()) };
                    let mut effects = vec![Effect::Wrote(*receipt)];
                    effects.extend(self.saved(ui));
                    Ok(effects)
                }
            },
        }
    }

    fn draft(&self) -> Option<FormDraft> {
        let body = self.form.draft();
        if self.lang.is_none() || body == self.pristine {
            return None;
        }
        Some(FormDraft { form: FORM, subject: self.subject(), body: body.to_string() })
    }
}
