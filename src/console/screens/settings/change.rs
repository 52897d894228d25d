//! Changing one setting, or several together: the new values and why. What changes scores is shown first (who would change
//! tier) and saved then, as one entry.

use ratatui::Frame;
use ratatui::layout::Rect;
use serde_json::Value as Json;

use super::{jobs, preview::Preview, words};
use crate::console::action::Action;
use crate::console::failure;
use crate::console::input::{Key, Mode};
use crate::console::screen::{Effect, FormDraft, Input, JobError, JobResult, Message, Screen, Ui};
use crate::console::screens::forms::{keep_place, kept_place, stray};
use crate::console::widgets::form::{Form, FormEvent, FormField};
use crate::console::widgets::{Role, card, paint};
use crate::domain::dates::Lean;
use crate::domain::records::{Child, Id, Setting};
use crate::domain::settings::{self, Allowed, Rule, Unit, rules};
use crate::language::Lang;
use crate::store::queries::SettingState;
use crate::store::{Command, Queries, Receipt, Result, StoreError, Trial};

/// The name under which drafts are kept; their subject is the setting's place in the list.
const FORM: &str = "setting";
/// Offices of more children than this try and save on a worker.
const MANY: usize = 2_000;

/// What the page hears once they are saved.
pub struct Saved;

/// The form of one setting or several.
pub struct Change {
    pub(super) rules: Vec<Rule>,
    pub(super) states: Vec<SettingState>,
    /// What it was last said that another has made of one: as it was, and as it is.
    pub(super) overtaken: Vec<(SettingState, SettingState)>,
    /// As they stood when the form was opened, or when it was last said that another has changed one.
    pub(super) seen: Vec<SettingState>,
    pub(super) current: settings::Settings,
    children: usize,
    pub(super) form: Form,
    lang: Option<Lang>,
    pub(super) pristine: Json,
    restored: bool,
    /// Checked values that wait to be tried.
    to_try: Option<Vec<(Rule, String)>>,
    preview: Option<Preview>,
    /// What is being saved, to be said once it is.
    saving: Vec<(Rule, String)>,
}

impl Change {
    /// The form, not yet read.
    pub fn new(rules: Vec<Rule>) -> Self {
        Self {
            rules,
            states: Vec::new(),
            seen: Vec::new(),
            overtaken: Vec::new(),
            current: settings::Settings::default(),
            children: 0,
            form: Form::default(),
            lang: None,
            pristine: Json::Null,
            restored: false,
            to_try: None,
            preview: None,
            saving: Vec::new(),
        }
    }

    /// Under which number a draft is kept: the setting's place in the list, or of several a number of their own.
    fn subject(&self) -> Id {
        let place = |rule: &Rule| {
            let at = rules().position(|one| one.code == rule.code).unwrap_or(0);
            Id::try_from(at).unwrap_or(0) + 1
        };
        self.rules.iter().map(place).fold(0, |all: Id, at| all.wrapping_mul(1009).wrapping_add(at))
    }

    /// The value that holds.
    pub(super) fn now(&self, rule: Rule) -> String {
        let state = self.states.iter().find(|state| state.rule.code == rule.code);
        state.map(|state| state.value.clone()).unwrap_or_default()
    }

    fn field(&self, rule: Rule, ui: &Ui) -> FormField {
        let now = self.now(rule);
        let key = rule.code;
        let label = match self.rules.len() {
            1 => ui.text("settings-value"),
            _ => ui.language.setting(rule.code),
        };
        let field = match rule.allowed {
            Allowed::Number { unit: Unit::YesNo, .. } => {
                FormField::yes_no(key, label, ui.text("settings-on"), ui.text("settings-off"))
                    .with_code(if now == "1" { "yes" } else { "no" })
            }
            Allowed::Number { .. } => FormField::number(key, label).with_text(&now),
            Allowed::Day => FormField::date(key, label).with_text(&now),
            Allowed::Line | Allowed::Phone => FormField::text(key, label).with_text(&now),
        };
        let field = match rule.allowed {
            Allowed::Line | Allowed::Phone => field,
            _ => field.required(),
        };
        field.hint(words::allowed(rule, ui))
    }

    /// True when one of them changes scores.
    fn rescores(&self) -> bool {
        self.rules.iter().any(Rule::rescores)
    }

    /// The form with what holds, nothing typed yet.
    pub(super) fn blank(&self, ui: &Ui) -> Form {
        let mut fields: Vec<FormField> =
            self.rules.iter().map(|rule| self.field(*rule, ui)).collect();
        if self.rules.iter().any(Rule::wants_reason) {
            let hint = ui.text("settings-reason-hint");
            fields
                .push(FormField::text("reason", ui.text("settings-reason")).required().hint(hint));
        }
        Form::new(fields)
    }

    fn build(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        let kept = self.lang.map(|_| (self.form.draft(), self.form.focused().to_owned()));
        let wrong = self.form.wrong();
        let draft = if kept.is_none() { queries.draft(FORM, self.subject())? } else { None };
        self.form = self.blank(ui);
        self.pristine = self.form.draft();
        if let Some((typed, focused)) = kept {
            self.form.restore(&typed);
            self.tell_again(&wrong, ui);
            self.form.focus(&focused);
        } else if let Some(body) =
            draft.and_then(|draft| serde_json::from_str::<Json>(&draft.body).ok())
        {
            self.form.restore(&body);
            self.form.focus(kept_place(&body).unwrap_or_default());
            self.restored = true;
        }
        self.lang = Some(ui.language.lang());
        Ok(())
    }

    /// One entry for all of them.
    fn command(&self, changes: &[(Rule, String)], ui: &Ui) -> Command {
        let mut records = changes.iter().map(|(rule, value)| Setting {
            code: rule.code.to_owned(),
            from_day: ui.today,
            value: value.clone(),
            reason: self.form.typed_opt("reason"),
            ..Setting::default()
        });
        match records.next() {
            Some(only) if changes.len() == 1 => Command::add(only),
            first => Command::AddAll(first.into_iter().chain(records).map(Into::into).collect()),
        }
    }

    fn save(&mut self, ui: &Ui) -> Vec<Effect> {
        self.overtaken.clear();
        let changes = self.check(ui);
        if changes.as_ref().is_some_and(Vec::is_empty) {
            return self.leave(Message::new("form-unchanged"));
        }
        if self.form.has_errors() {
            self.form.focus_error();
            return Vec::new();
        }
        let Some(changes) = changes else { return Vec::new() };
        if self.is_overtaken(&changes, ui) {
            return Vec::new();
        }
        if !self.rescores() {
            let command = self.command(&changes, ui);
            self.saving = changes;
            return vec![Effect::run(command)];
        }
        self.to_try = Some(changes.clone());
        if self.children > MANY {
            let changes = changes.into_iter().map(|(rule, value)| (rule.code, value)).collect();
            return vec![Effect::Job(Box::new(jobs::Try { changes }))];
        }
        vec![Effect::Reload]
    }

    /// Saves what was tried.
    fn confirm(&mut self, ui: &Ui) -> Vec<Effect> {
        let Some(preview) = &self.preview else { return Vec::new() };
        let changes = preview.changes.clone();
        let command = self.command(&changes, ui);
        self.saving = changes;
        if self.children > MANY {
            return vec![Effect::Job(Box::new(jobs::Save { command }))];
        }
        vec![Effect::run(command)]
    }

    fn leave(&self, message: Message) -> Vec<Effect> {
        vec![Effect::DropDraft(FORM, self.subject()), Effect::Back, Effect::Say(message)]
    }

    fn saved(&self, ui: &Ui) -> Vec<Effect> {
        let said = match self.saving.as_slice() {
            [(rule, value)] => Message::new("settings-saved")
                .arg("what", ui.language.setting(rule.code))
                .arg("value", ui.language.setting_said(*rule, value)),
            several => {
                let named: Vec<String> =
                    several.iter().map(|(rule, _)| ui.language.setting(rule.code)).collect();
                Message::new("settings-saved-all")
                    .arg("count", several.len())
                    .arg("what", ui.language.list(&named))
            }
        };
        let mut effects = self.leave(said);
        effects.push(Effect::tell(Saved));
        effects
    }

    fn escape(&self) -> Vec<Effect> {
        match self.draft() {
            Some(draft) => vec![Effect::KeepDraft(draft), Effect::Back, Effect::SayKept],
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
            let first = self.form.fields().first().map_or("", |field| field.key);
            self.form.focus(first);
            self.restored = false;
            let dropped = Message::new("form-draft-dropped");
            return vec![Effect::DropDraft(FORM, self.subject()), Effect::Say(dropped)];
        }
        match stray::press(&mut self.form, key, |_| Lean::Past, ui) {
            FormEvent::Save => self.save(ui),
            FormEvent::Leave => self.escape(),
            _ => Vec::new(),
        }
    }

    fn tell(&mut self, refused: &StoreError, ui: &Ui) -> bool {
        let StoreError::Refused(refusals) = refused else { return false };
        self.preview = None;
        for refusal in refusals {
            let of_one = self.rules.first().filter(|_| refusal.field == "value");
            let field = of_one.map_or(refusal.field, |rule| rule.code);
            self.form.set_error(field, failure::refusal(refusal, ui.language));
        }
        true
    }
}

impl Screen for Change {
    fn title(&self, ui: &Ui) -> String {
        match self.rules.as_slice() {
            [rule] => ui.language.setting(rule.code),
            several => ui.with("settings-several", &[("count", several.len().into())]),
        }
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        let states = queries.setting_states()?;
        let wanted =
            |state: &SettingState| self.rules.iter().any(|one| one.code == state.rule.code);
        let states = states.into_iter().filter(wanted).collect();
        let before = std::mem::replace(&mut self.states, states);
        if self.seen.is_empty() {
            self.seen = self.states.clone();
        }
        self.current = queries.settings().clone();
        self.children = queries.count::<Child>(true)?;
        if self.lang != Some(ui.language.lang()) {
            self.build(queries, ui)?;
        }
        self.follow(&before, ui);
        // What was computed for other numbers than those that hold now says nothing.
        if let Some(preview) = self.preview.take()
            && !self.is_overtaken(&preview.changes, ui)
        {
            self.preview = Some(preview);
        }
        if self.children <= MANY
            && let Some(changes) = self.to_try.take()
        {
            if self.is_overtaken(&changes, ui) {
                return Ok(());
            }
            let wanted: Vec<(&str, &str)> =
                changes.iter().map(|(rule, value)| (rule.code, value.as_str())).collect();
            let tried = queries.try_settings(&wanted, &mut |_, _| true)?;
            self.preview = Some(Preview::new(changes, self.rules.len() > 1, tried));
        }
        Ok(())
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        match input {
            Input::Act(Action::Save) if self.preview.is_some() => self.confirm(ui),
            Input::Act(Action::Save) => self.save(ui),
            Input::Key(key) => self.key(key, ui),
            Input::Pointer(pointer) => {
                match &mut self.preview {
                    Some(preview) => preview.step(input.step()),
                    None => {
                        stray::point(&mut self.form, pointer, |_| Lean::Past, ui);
                    }
                }
                Vec::new()
            }
            Input::Paste(pasted) if self.preview.is_none() => {
                self.form.paste(&pasted);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let look = ui.look;
        let inside = card::draw(frame.buffer_mut(), area, &self.title(ui), look);
        if let Some(preview) = &self.preview {
            preview.draw(frame, inside, |rule| self.now(rule), ui);
            return;
        }
        let mut y = 0;
        if self.restored {
            let back = ui.draft_back();
            paint::put(frame.buffer_mut(), inside, 0, y, &back, look, Role::Watch);
            y += 1;
        }
        if let [state] = self.states.as_slice() {
            let now = ui.language.setting_said(state.rule, &state.value);
            let is_switch = matches!(state.rule.allowed, Allowed::Number { unit: Unit::YesNo, .. });
            let id = if is_switch { "settings-now-switch" } else { "settings-now" };
            let line = ui.with(id, &[("value", now.into())]);
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
        let save = if self.rescores() { "settings-save-preview" } else { "form-save" };
        let hint = format!("{}  {}", ui.hint(save), ui.text("form-escape"));
        let below = paint::below(inside, inside.height.saturating_sub(1));
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
        if let Some(preview) = &self.preview {
            return card::centred(page, width, preview.height().min(page.height));
        }
        let told = match self.states.as_slice() {
            [state] => state.changes.len().min(2) + 1,
            _ => 0,
        };
        let told = u16::try_from(told).unwrap_or(0) + u16::from(self.restored);
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
                    let changes = self.to_try.take().unwrap_or_default();
                    self.preview = Some(Preview::new(changes, self.rules.len() > 1, *trial));
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
        let mut body = self.form.draft();
        if self.lang.is_none() || body == self.pristine {
            return None;
        }
        keep_place(&mut body, self.form.focused());
        Some(FormDraft { form: FORM, subject: self.subject(), body: body.to_string() })
    }
}
