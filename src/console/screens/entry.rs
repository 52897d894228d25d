//! What every form does alike: it is filled from the store or from a draft, keeps what was typed, checks, saves, shows refusals
//! beside their fields, and goes back when it is done.
//!
//! # For someone writing a form
//!
//! Write a struct that knows what the form is about and implement [`Entry`] for it; `EntryForm::new(entry)` is the screen, and
//! `Effect::push(EntryForm::new(VisitEntry::new(child)))` opens it. The struct makes the fields once ([`Entry::form`]), answers
//! pickers ([`Entry::search`]), and turns the typed form into a [`Command`] ([`Entry::command`]), setting errors on the form where
//! it can't. The field keys are the record's own column names, so that what the store refuses finds its field.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::console::action::Action;
use crate::console::failure;
use crate::console::input::Mode;
use crate::console::screen::{Availability, Effect, FormDraft, Input, Message, Screen, Ui};
use crate::console::widgets::form::{Form, FormEvent, Kind, Picked};
use crate::console::widgets::hints::{self, Hint};
use crate::console::widgets::{Role, card, paint, text};
use crate::domain::dates::{self, Lean};
use crate::domain::records::{Id, Record};
use crate::domain::value::{BadValue, Value};
use crate::store::{Command, FieldConflict, Queries, Receipt, Result, StoreError};
use chrono::NaiveDate;

/// What one form is about.
pub trait Entry {
    /// Names the form in drafts: `visit`, `child` …
    fn name(&self) -> &'static str;

    /// The record it is about; 0 for a new one. With the name it finds the draft again.
    fn subject(&self) -> Id;

    /// The table that is written, for the names of refused fields.
    fn table(&self) -> &'static str;

    /// What stands above the form, in words: `走访 王小明`. Asked after [`Entry::form`].
    fn title(&self, ui: &Ui) -> String;

    /// Reads what it needs and makes the fields. Called once, when the form opens.
    ///
    /// # Errors
    /// What the store says.
    fn form(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<Form>;

    /// Records that a picker may mean by this text, the best first; an empty text asks for suggestions.
    ///
    /// # Errors
    /// What the store says.
    fn search(
        &self,
        _field: &'static str,
        _typed: &str,
        _queries: &Queries<'_>,
        _ui: &Ui,
    ) -> Result<Vec<Picked>> {
        Ok(Vec::new())
    }

    /// Something was typed: show or hide fields, say how it was understood. Date fields are answered already.
    fn changed(&mut self, _form: &mut Form, _ui: &Ui) {}

    /// On which side of today a date without a year, or a weekday, lies in this field.
    fn lean(&self, _field: &str) -> Lean {
        Lean::Past
    }

    /// The command that saves what was typed. `None` when it can't be: the errors then stand in the form. Blank required fields
    /// and dates that can't be read are found before this is asked.
    fn command(&mut self, form: &mut Form, ui: &Ui) -> Option<Command>;

    /// What is said when it was saved; `None` for the command's name.
    ///
    /// # Errors
    /// What the store says.
    fn saved(
        &self,
        _receipt: &Receipt,
        _queries: &Queries<'_>,
        _ui: &Ui,
    ) -> Result<Option<Message>> {
        Ok(None)
    }

    /// Someone else has changed these fields since the form was opened, and the user saves again all the same: `theirs` is now
    /// what the change starts from. Forms that edit a record call [`rebase`] on what they opened with.
    fn rebase(&mut self, _conflicts: &[FieldConflict]) {}

    /// What follows when it was saved and the form has gone: another form, a page.
    fn then(&self, _receipt: &Receipt) -> Vec<Effect> {
        Vec::new()
    }
}

/// The screen of a form.
pub struct EntryForm<E> {
    entry: E,
    form: Option<Form>,
    /// The draft as it was when the form opened or was last kept; what differs from it is unsaved.
    clean: serde_json::Value,
    from_draft: bool,
    saving: bool,
    conflicts: Vec<FieldConflict>,
}

impl<E: Entry> EntryForm<E> {
    /// The form, not yet filled.
    pub const fn new(entry: E) -> Self {
        Self {
            entry,
            form: None,
            clean: serde_json::Value::Null,
            from_draft: false,
            saving: false,
            conflicts: Vec::new(),
        }
    }

    /// What it is about.
    pub const fn entry(&self) -> &E {
        &self.entry
    }

    fn open(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        let mut form = self.entry.form(queries, ui)?;
        self.clean = form.draft();
        if let Some(draft) = queries.draft(self.entry.name(), self.entry.subject())?
            && let Ok(body) = serde_json::from_str(&draft.body)
        {
            form.restore(&body);
            self.from_draft = true;
        }
        self.form = Some(form);
        self.changed(ui);
        Ok(())
    }

    fn changed(&mut self, ui: &Ui) {
        let Some(form) = &mut self.form else { return };
        echo_dates(form, &self.entry, ui);
        self.entry.changed(form, ui);
    }

    fn save(&mut self, ui: &Ui) -> Vec<Effect> {
        let Some(form) = &mut self.form else { return Vec::new() };
        form.clear_errors();
        // Saving again after a conflict has been shown is the answer to it.
        self.entry.rebase(&std::mem::take(&mut self.conflicts));
        for key in form.missing() {
            form.set_error(key, ui.text("refused-required"));
        }
        for (key, _) in dates_of(form) {
            if let Err(_typed) = read_day(form, key, self.entry.lean(key), ui.today) {
                form.set_error(key, ui.text("form-error-date"));
            }
        }
        let unresolved: Vec<_> = form
            .fields()
            .iter()
            .map(|field| field.key)
            .filter(|key| form.unresolved(key).is_some())
            .collect();
        for key in unresolved {
            form.set_error(key, ui.text("form-error-pick"));
        }
        if form.has_errors() {
            return Vec::new();
        }
        match self.entry.command(form, ui) {
            Some(command) => {
                self.saving = true;
                vec![Effect::run(command)]
            }
            None => Vec::new(),
        }
    }

    fn leave(&self) -> Vec<Effect> {
        let mut effects = vec![Effect::Back];
        if let Some(draft) = self.draft() {
            effects.push(Effect::KeepDraft(draft));
            effects.push(Effect::Say(Message::new("form-draft-kept")));
        } else if self.from_draft && self.is_clean() {
            effects.push(Effect::DropDraft(self.entry.name(), self.entry.subject()));
        }
        effects
    }

    fn is_clean(&self) -> bool {
        self.form.as_ref().is_none_or(|form| form.draft() == self.clean)
    }

    /// Shows what somebody else has written meanwhile under each field; saving again keeps what was typed here.
    fn show_conflicts(&mut self, ui: &Ui) {
        let Some(form) = &mut self.form else { return };
        for conflict in &self.conflicts {
            let label = failure::field(self.entry.table(), conflict.field, ui.language);
            let theirs = shown(&conflict.theirs);
            let values = [
                ("field", label.into()),
                ("yours", shown(&conflict.yours).into()),
                ("theirs", theirs.into()),
            ];
            form.set_error(conflict.field, ui.with("conflict-field", &values));
        }
        form.error = Some(ui.text("shell-conflict"));
    }
}

/// Puts what stands in the database now into the record that an edit started from.
///
/// # Errors
/// A value that doesn't fit its field, which the store wouldn't hold.
pub fn rebase<R: Record>(
    base: &mut R,
    conflicts: &[FieldConflict],
) -> std::result::Result<(), BadValue> {
    let mut values = base.values();
    for conflict in conflicts {
        if let Some(at) = R::COLUMNS.iter().position(|column| *column == conflict.field) {
            values[at] = conflict.theirs.clone();
        }
    }
    *base = R::from_values(base.meta(), values)?;
    Ok(())
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text.clone(),
    }
}

/// The date fields that are asked for, with what stands in them.
fn dates_of(form: &Form) -> Vec<(&'static str, String)> {
    form.fields()
        .iter()
        .filter(|field| field.visible && matches!(field.kind, Kind::Date(_)))
        .map(|field| (field.key, form.typed(field.key)))
        .collect()
}

/// Reads the date in a field: `Ok(None)` when blank, `Err` with what was typed when it is none.
pub fn read_day(
    form: &Form,
    key: &str,
    lean: Lean,
    today: NaiveDate,
) -> std::result::Result<Option<NaiveDate>, String> {
    form.day(key, |typed| dates::parse_entry(typed, today, lean).ok())
}

/// Says beside each date how it was understood.
fn echo_dates<E: Entry>(form: &mut Form, entry: &E, ui: &Ui) {
    for (key, typed) in dates_of(form) {
        let echo = match read_day(form, key, entry.lean(key), ui.today) {
            Ok(Some(day)) => ui.language.full_weekday(day),
            Ok(None) => String::new(),
            Err(_) if typed.is_empty() => String::new(),
            Err(_) => "?".to_owned(),
        };
        if let Some(field) = form.field_mut(key) {
            field.echo = echo;
        }
    }
}

impl<E: Entry> Screen for EntryForm<E> {
    fn title(&self, ui: &Ui) -> String {
        self.entry.title(ui)
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        if self.form.is_none() {
            self.open(queries, ui)?;
        }
        let mut outcome = Ok(());
        if let Some(form) = &mut self.form {
            let entry = &self.entry;
            form.search(|key, typed| {
                entry.search(key, typed, queries, ui).unwrap_or_else(|error| {
                    outcome = Err(error);
                    Vec::new()
                })
            });
        }
        outcome
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        let Some(form) = &mut self.form else { return vec![Effect::Back] };
        let event = match input {
            Input::Act(Action::Save) => FormEvent::Save,
            Input::Act(Action::Back) => FormEvent::Leave,
            Input::Key(key) => form.key(key.event()),
            Input::Paste(text) => form.paste(&text),
            _ => FormEvent::Ignored,
        };
        match event {
            FormEvent::Ignored => Vec::new(),
            FormEvent::Moved | FormEvent::Changed => {
                self.changed(ui);
                Vec::new()
            }
            FormEvent::Search => {
                self.changed(ui);
                vec![Effect::Reload]
            }
            FormEvent::Save => self.save(ui),
            FormEvent::Leave => self.leave(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let inside = card::draw(frame.buffer_mut(), area, &self.entry.title(ui), ui.look);
        let Some(form) = &self.form else { return };
        let body = Rect { height: inside.height.saturating_sub(1), ..inside };
        form.draw(frame, body, ui.look);
        let line = paint::line(inside, inside.height.saturating_sub(1));
        let hint = |key: &str, id: &str| Hint {
            key: key.to_owned(),
            label: format!(" {}", ui.text(id)),
            available: true,
        };
        let hints = [
            hint("Ctrl-S F8", Action::Save.message_id()),
            hint("Tab", Action::NextPanel.message_id()),
            hint("Esc", Action::Back.message_id()),
        ];
        hints::draw(frame.buffer_mut(), line, &hints, ui.look);
        if self.from_draft {
            let back = ui.text("form-draft-back");
            let room = line.width.saturating_sub(44);
            let shown = text::cut(&back, room.into(), ui.look.glyphs);
            paint::put_right(frame.buffer_mut(), line, 0, &shown, ui.look, Role::Watch);
        }
    }

    fn actions(&self, action: Action) -> Availability {
        match action {
            Action::Save => Availability::Available,
            _ => Availability::Hidden,
        }
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn place(&self, page: Rect) -> Rect {
        let width = page.width.min(80);
        let lines = self.form.as_ref().map_or(8, |form| form.height(width.saturating_sub(4)));
        // The card keeps its height while errors and finds come and go, as far as the page allows.
        card::centred(page, width, lines.saturating_add(6))
    }

    fn done(&mut self, receipt: &Receipt, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Effect>> {
        self.saving = false;
        self.form = None;
        let mut effects =
            vec![Effect::DropDraft(self.entry.name(), self.entry.subject()), Effect::Back];
        if let Some(message) = self.entry.saved(receipt, queries, ui)? {
            effects.push(Effect::Say(message));
        }
        effects.extend(self.entry.then(receipt));
        Ok(effects)
    }

    fn refused(&mut self, error: &StoreError, ui: &Ui) -> bool {
        if !std::mem::take(&mut self.saving) {
            return false;
        }
        let Some(form) = &mut self.form else { return false };
        match error {
            StoreError::Refused(refusals) => {
                for refusal in refusals {
                    let reason = failure::refusal(refusal, ui.language);
                    let known = form.field(refusal.field).is_some_and(|field| field.visible);
                    let label = failure::field(self.entry.table(), refusal.field, ui.language);
                    let sentence = if known { reason } else { format!("{label} {reason}") };
                    form.set_error(refusal.field, sentence);
                }
            }
            StoreError::Conflict(conflicts) => {
                self.conflicts.clone_from(conflicts);
                self.show_conflicts(ui);
            }
            // Anything else is said under the form: it stays open, and nothing typed is lost.
            error => {
                form.error = Some(failure::sentence(error, Some(self.entry.table()), ui.language));
            }
        }
        true
    }

    fn draft(&self) -> Option<FormDraft> {
        let form = self.form.as_ref().filter(|_| !self.is_clean())?;
        Some(FormDraft {
            form: self.entry.name(),
            subject: self.entry.subject(),
            body: form.draft().to_string(),
        })
    }
}
