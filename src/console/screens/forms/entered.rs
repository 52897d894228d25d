//! Reading what stands in a form: each reader answers with the value, or puts the error under its field.

use chrono::NaiveDate;

use crate::console::screen::Ui;
use crate::console::widgets::form::Form;
use crate::console::widgets::text;
use crate::domain::dates::{Lean, parse_entry};
use crate::domain::day_time::{DayTime, parse_day_time};
use crate::domain::names;
use crate::domain::phones;
use crate::domain::records::Id;
use crate::language::Language;

/// What was entered.
pub(super) struct Entered<'a> {
    pub(super) form: &'a mut Form,
    pub(super) ui: &'a Ui,
}

impl Entered<'_> {
    /// Puts an error under a field.
    pub(super) fn wrong(&mut self, key: &str, message_id: &str) {
        self.form.set_error(key, self.ui.text(message_id));
    }

    /// A date; `None` when blank or wrong.
    pub(super) fn day(&mut self, key: &str, lean: Lean) -> Option<NaiveDate> {
        let typed = self.form.typed_opt(key)?;
        match parse_entry(&typed, self.ui.today, lean) {
            Ok(day) => Some(day),
            Err(error) => {
                self.form.set_error(key, self.ui.language.date_error(error));
                None
            }
        }
    }

    /// A date that must be there; the blank day when it isn't, which no record takes.
    pub(super) fn need_day(&mut self, key: &str, lean: Lean) -> NaiveDate {
        self.day(key, lean).unwrap_or(NaiveDate::MIN)
    }

    /// A time of day; `None` when blank or wrong.
    pub(super) fn time(&mut self, key: &str) -> Option<DayTime> {
        let read = parse_day_time(&self.form.typed_opt(key)?);
        if read.is_none() {
            self.wrong(key, "form-error-time");
        }
        read
    }

    /// A number; `None` when blank or wrong.
    pub(super) fn number<N: std::str::FromStr>(&mut self, key: &str) -> Option<N> {
        self.form.number(key).unwrap_or_else(|typed| {
            let is_number = typed.parse::<f64>().is_ok();
            self.wrong(key, if is_number { "form-error-whole" } else { "form-error-number" });
            None
        })
    }

    /// A record that was picked; `None` when blank or when what was typed is nobody.
    pub(super) fn picked(&mut self, key: &str) -> Option<Id> {
        if self.form.unresolved(key).is_some() {
            let nobody = self.form.is_unknown(key);
            self.wrong(key, if nobody { "form-error-pick" } else { "form-error-choose" });
        }
        self.form.picked(key).map(|picked| picked.id)
    }

    /// A person's name, as names are kept. What stood there before stays while nobody changes it.
    pub(super) fn name(&mut self, key: &str, before: Option<&str>) -> Option<String> {
        let typed = self.form.typed_opt(key)?;
        if before == Some(typed.as_str()) {
            return Some(typed);
        }
        if let Some(wrong) = name_error(&typed, self.ui) {
            self.form.set_error(key, wrong);
            return None;
        }
        Some(names::made_normal(typed))
    }

    /// A phone number, or several: digits and what stands between them. What a file brought stays while nobody changes it.
    pub(super) fn phone(&mut self, key: &str, before: Option<&str>) -> Option<String> {
        let typed = self.form.typed_opt(key)?;
        if before == Some(typed.as_str()) {
            return Some(typed);
        }
        if let Some(wrong) = phone_error(&typed, self.ui) {
            self.form.set_error(key, wrong);
            return None;
        }
        Some(phones::made_normal(typed))
    }

    /// Text; `None` when blank.
    pub(super) fn written(&self, key: &str) -> Option<String> {
        self.form.typed_opt(key)
    }

    /// Text in which usual words stand in the page's language, as it is kept; `before` is what was kept so far.
    pub(super) fn usual(&self, key: &str, before: Option<&str>) -> Option<String> {
        Some(Language::kept_word(&self.written(key)?, before, Language::usual))
    }

    /// The value of the code that was chosen.
    pub(super) fn code<T>(&self, key: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.form.choice(key).and_then(read)
    }
}

/// What is wrong with a text that shall be a person's name.
pub(super) fn name_error(typed: &str, ui: &Ui) -> Option<String> {
    names::is_nobody(typed).then(|| ui.text("form-error-name"))
}

/// What is wrong with a text that shall be a phone number, or several.
pub(super) fn phone_error(typed: &str, ui: &Ui) -> Option<String> {
    let typed = text::fold_all(typed);
    let fits = |c: char| c.is_ascii_digit() || " -+/,;()、".contains(c);
    let is_phone = typed.chars().all(fits) && typed.contains(|c: char| c.is_ascii_digit());
    (!is_phone).then(|| ui.text("form-error-phone"))
}
