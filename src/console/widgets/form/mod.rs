//! A form: one field a line, the error under its field, typed with or without an input method.
//!
//! The form knows nothing of what it is about. A screen makes it from [`FormField`]s with a key and a label each, hands it keys
//! ([`Form::key`]) and pasted text, and acts on the [`FormEvent`] that comes back:
//!
//! ```text
//! let mut form = Form::new(vec![
//!     FormField::date("day", "哪天").with_text("今天").required(),
//!     FormField::picker("who", "谁去的").suggest(pair),
//!     FormField::choice("seen", "见到", vec![Choice::new('1', "seen", "见到"), …]).required(),
//!     FormField::text("note", "备注"),
//! ]);
//! form.key(key)   →  FormEvent::Changed   a value changed; fields made with .when("seen", &["yes"]) came or went by themselves
//!                    FormEvent::Search    ask for a reload; in `load`: form.search(|key, text| queries.find(text))
//!                    FormEvent::Save      check, then Effect::Run, or form.set_error("day", message)
//!                    FormEvent::Leave     keep form.draft() and go back
//! form.day("day", |text| read_date(text, today))   →  Ok(Some(date))
//! ```
//!
//! *Enter* and *Tab* go to the next field, Enter on the last one saves; *Shift-Tab* and the arrows move; in a choice a digit
//! chooses and moves on, and the left and right arrows change it; Space ticks in a list of several; in a picker the arrows go
//! through what was found, a digit takes a numbered row ([`takes_row`]) and moves on, Enter takes the marked one. Enter right
//! after a digit that moved on only confirms it. The mouse is handed over by [`Form::press`] and [`Form::wheel`]. Put the one
//! free text last.

mod draft;
mod draw;
mod field;
mod keys;
mod press;
#[cfg(test)]
mod tests;

pub use field::{Choice, FormField, Kind, Picked, Picker, takes_row};

use std::cell::RefCell;

use ratatui::layout::Rect;

use self::press::Spot;
use super::field::Field;
use super::text;

/// What a key did to a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormEvent {
    /// Nothing; the key is free for others.
    Ignored,
    /// The focus moved.
    Moved,
    /// A value changed: look whether other fields appear or disappear.
    Changed,
    /// A picker wants to be searched: reload, and call [`Form::search`] there.
    Search,
    /// Save what stands in the form.
    Save,
    /// Leave it, keeping a draft.
    Leave,
}

/// The fields, which of them has the keys, and what is wrong with them.
#[derive(Debug, Default)]
pub struct Form {
    fields: Vec<FormField>,
    focus: usize,
    /// The field that got a key since it was focused.
    begun: Option<usize>,
    /// A field of choices into which words are being typed.
    astray: Option<usize>,
    /// The last key was a digit that chose and moved on.
    went_on: bool,
    /// Where the fields and what can be pressed in them were drawn last.
    drawn: RefCell<Vec<(Rect, Spot)>>,
    /// What was pressed last.
    pressed: Option<Spot>,
    /// An error of the whole form, shown under the last field.
    pub error: Option<String>,
}

impl Form {
    /// A form with its first field focused.
    pub fn new(fields: Vec<FormField>) -> Self {
        let mut form = Self { fields, ..Self::default() };
        form.follow();
        if !form.shown(0) {
            form.go(true);
        }
        form
    }

    /// The fields in their order.
    pub fn fields(&self) -> &[FormField] {
        &self.fields
    }

    /// A field by its key.
    pub fn field(&self, key: &str) -> Option<&FormField> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// A field by its key, to change it.
    pub fn field_mut(&mut self, key: &str) -> Option<&mut FormField> {
        self.fields.iter_mut().find(|field| field.key == key)
    }

    /// The key of the field that has the keys.
    pub fn focused(&self) -> &str {
        self.fields.get(self.focus).map_or("", |field| field.key)
    }

    /// The place of the field that has the keys.
    pub const fn at(&self) -> usize {
        self.focus
    }

    /// Focuses a field.
    pub fn focus(&mut self, key: &str) {
        if let Some(at) = self.fields.iter().position(|field| field.key == key && field.visible) {
            self.focus = at;
            self.begun = None;
        }
    }

    /// Shows or hides a field; a hidden one keeps its value but answers as blank.
    pub fn show(&mut self, key: &str, visible: bool) {
        if let Some(field) = self.field_mut(key) {
            field.visible = visible;
        }
        if !self.shown(self.focus) {
            self.go(true);
        }
    }

    /// Shows and hides the fields made with [`FormField::when`].
    fn follow(&mut self) {
        for at in 0..self.fields.len() {
            if let Some((key, codes)) = self.fields[at].when {
                self.fields[at].visible =
                    self.choice(key).is_some_and(|code| codes.contains(&code));
            }
        }
    }

    /// The text of a text field, trimmed, without control characters; empty when blank, hidden or no text field.
    pub fn typed(&self, key: &str) -> String {
        self.line(key).map(|field| text::clean(field.value()).trim().to_owned()).unwrap_or_default()
    }

    /// The text of a text field; `None` when blank.
    pub fn typed_opt(&self, key: &str) -> Option<String> {
        Some(self.typed(key)).filter(|text| !text.is_empty())
    }

    /// The date in a date field, read by `read` from what was typed with full-width characters folded: `Ok(None)` when blank,
    /// `Err` with the typed text when `read` can't.
    pub fn day<D>(
        &self,
        key: &str,
        read: impl FnOnce(&str) -> Option<D>,
    ) -> Result<Option<D>, String> {
        let typed = text::fold_all(&self.typed(key));
        if typed.is_empty() {
            return Ok(None);
        }
        read(&typed).map(Some).ok_or(typed)
    }

    /// The number in a number field: `Ok(None)` when blank, `Err` with what was typed when it is none.
    pub fn number<N: std::str::FromStr>(&self, key: &str) -> Result<Option<N>, String> {
        let typed = text::fold_all(&self.typed(key));
        if typed.is_empty() {
            return Ok(None);
        }
        typed.parse().map(Some).map_err(|_| typed)
    }

    /// The code chosen in a choice or yes/no field.
    pub fn choice(&self, key: &str) -> Option<&str> {
        match self.visible_kind(key)? {
            Kind::Choice { options, chosen } => {
                chosen.and_then(|at| options.get(at)).map(|one| one.code.as_str())
            }
            _ => None,
        }
    }

    /// The answer of a yes/no field.
    pub fn yes(&self, key: &str) -> Option<bool> {
        self.choice(key).map(|code| code == "yes")
    }

    /// The codes ticked in a field of several.
    pub fn many(&self, key: &str) -> Vec<&str> {
        match self.visible_kind(key) {
            Some(Kind::Multi { options, ticked, .. }) => options
                .iter()
                .zip(ticked)
                .filter(|(_, on)| **on)
                .map(|(one, _)| one.code.as_str())
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The record taken in a picker.
    pub fn picked(&self, key: &str) -> Option<&Picked> {
        match self.visible_kind(key)? {
            Kind::Picker(picker) => picker.taken(),
            _ => None,
        }
    }

    /// Text typed in a picker that was neither taken nor removed: worth a question before saving.
    pub fn unresolved(&self, key: &str) -> Option<&str> {
        match self.visible_kind(key)? {
            Kind::Picker(picker) => picker.unresolved(),
            _ => None,
        }
    }

    /// True when text was typed in a picker that fits nothing it has to offer.
    pub fn is_unknown(&self, key: &str) -> bool {
        matches!(self.visible_kind(key), Some(Kind::Picker(picker)) if picker.is_unknown())
    }

    /// Puts an error under a field, or under the form when it has no such field or the field is hidden. The first error takes
    /// the focus.
    pub fn set_error(&mut self, key: &str, message: impl Into<String>) {
        let first = self.error.is_none() && self.fields.iter().all(|field| field.error.is_none());
        match self.fields.iter().position(|field| field.key == key && field.visible) {
            Some(at) => {
                self.fields[at].error = Some(message.into());
                if first {
                    self.focus = at;
                    self.begun = None;
                }
            }
            None => self.error = Some(message.into()),
        }
    }

    /// Focuses the first field with an error.
    pub fn focus_error(&mut self) {
        let wrong = |field: &FormField| field.visible && field.error.is_some();
        if let Some(at) = self.fields.iter().position(wrong) {
            self.focus = at;
            self.begun = None;
        }
    }

    /// Takes all errors away; called before each check.
    pub fn clear_errors(&mut self) {
        self.error = None;
        for field in &mut self.fields {
            field.error = None;
        }
    }

    /// The keys of the fields that say what is wrong with them.
    pub fn wrong(&self) -> Vec<&'static str> {
        let wrong = self.fields.iter().filter(|field| field.error.is_some());
        wrong.map(|field| field.key).collect()
    }

    /// Leaves what is wrong with these fields alone, and takes away what stands beside the others.
    pub fn keep_errors_of(&mut self, keys: &[&str]) {
        for field in self.fields.iter_mut().filter(|field| !keys.contains(&field.key)) {
            field.error = None;
        }
    }

    /// True when something stands beside a field or under the form.
    pub fn has_errors(&self) -> bool {
        self.error.is_some() || self.fields.iter().any(|field| field.error.is_some())
    }

    /// The keys of visible required fields in which nothing stands.
    pub fn missing(&self) -> Vec<&'static str> {
        self.fields
            .iter()
            .filter(|field| field.visible && field.required && field.is_blank())
            .map(|field| field.key)
            .collect()
    }

    /// Answers a picker that waits to be searched: `find` gets the field's key and the text, empty for "what you would
    /// suggest". Called from a screen's `load`.
    pub fn search(&mut self, mut find: impl FnMut(&'static str, &str) -> Vec<Picked>) {
        for field in &mut self.fields {
            if let Kind::Picker(picker) = &mut field.kind
                && let Some(wanted) = picker.wanted()
            {
                let found = find(field.key, &wanted);
                picker.offer(found);
            }
        }
    }

    /// Puts a text into a text, date or number field in the place of what stands there.
    pub fn write(&mut self, key: &str, value: &str) {
        if let Some(field) = self.field_mut(key)
            && let Kind::Text(line) | Kind::Date(line) | Kind::Number(line) = &mut field.kind
        {
            line.set(value);
            field.proposed = matches!(field.kind, Kind::Date(_));
            field.error = None;
        }
    }

    /// Takes pasted text into the focused field.
    pub fn paste(&mut self, pasted: &str) -> FormEvent {
        // Words take nothing away from a number.
        if self.is_number() && !pasted.chars().any(|one| text::fold(one).is_ascii_digit()) {
            return FormEvent::Ignored;
        }
        let begins = self.begun != Some(self.focus);
        self.begun = Some(self.focus);
        let field = self.fields.get_mut(self.focus);
        let proposed = field.is_some_and(|field| std::mem::take(&mut field.proposed));
        match self.fields.get_mut(self.focus).map(|field| &mut field.kind) {
            Some(Kind::Text(field) | Kind::Date(field)) if proposed => {
                field.set(pasted);
                FormEvent::Changed
            }
            Some(Kind::Number(field)) if begins => {
                field.set(pasted);
                FormEvent::Changed
            }
            Some(Kind::Text(field) | Kind::Date(field) | Kind::Number(field)) => {
                field.paste(pasted);
                FormEvent::Changed
            }
            Some(Kind::Picker(picker)) => {
                picker.paste(pasted);
                FormEvent::Search
            }
            Some(Kind::Choice { .. } | Kind::Multi { .. }) => match self.free_line() {
                Some(line) => {
                    line.paste(pasted);
                    FormEvent::Changed
                }
                None => FormEvent::Ignored,
            },
            _ => FormEvent::Ignored,
        }
    }

    fn line(&self, key: &str) -> Option<&Field> {
        match self.visible_kind(key)? {
            Kind::Text(field) | Kind::Date(field) | Kind::Number(field) => Some(field),
            _ => None,
        }
    }

    fn visible_kind(&self, key: &str) -> Option<&Kind> {
        self.field(key).filter(|field| field.visible).map(|field| &field.kind)
    }

    fn shown(&self, at: usize) -> bool {
        self.fields.get(at).is_some_and(|field| field.visible)
    }

    /// Moves the focus to the next or previous visible field; false at the end.
    fn go(&mut self, forward: bool) -> bool {
        let found = if forward {
            (self.focus + 1..self.fields.len()).find(|at| self.shown(*at))
        } else {
            (0..self.focus).rev().find(|at| self.shown(*at))
        };
        if let Some(at) = found {
            self.focus = at;
            self.begun = None;
        }
        found.is_some()
    }
}
