//! What was typed for settings, read and checked: what is wrong stands beside its field.

use super::change::Change;
use super::meanwhile;
use crate::console::screen::Ui;
use crate::console::widgets::text;
use crate::domain::dates::{Lean, parse_entry};
use crate::domain::settings::{self, Allowed, Rule, SettingError, Unit};

impl Change {
    /// Says beside each field what is wrong with it; returns what would be kept.
    pub(super) fn check(&mut self, ui: &Ui) -> Option<Vec<(Rule, String)>> {
        self.form.clear_errors();
        let missing = self.form.missing();
        for key in missing.iter().filter(|key| **key != "reason") {
            self.form.set_error(key, ui.text("refused-required"));
        }
        let changes = self.values(ui);
        if missing.contains(&"reason") {
            self.form.set_error("reason", ui.text("refused-required"));
        }
        changes
    }

    /// What was typed for one of them, to be checked; `None` when the field says what is wrong with it.
    fn typed(&mut self, rule: Rule, ui: &Ui) -> Option<String> {
        Some(match rule.allowed {
            Allowed::Number { unit: Unit::YesNo, .. } => {
                self.form.yes(rule.code).map(|yes| u8::from(yes).to_string()).unwrap_or_default()
            }
            Allowed::Number { .. } | Allowed::Phone => text::fold_all(&self.form.typed(rule.code)),
            Allowed::Day => match parse_entry(&self.form.typed(rule.code), ui.today, Lean::Past) {
                Ok(day) => day.to_string(),
                Err(error) => {
                    self.form.set_error(rule.code, ui.language.date_error(error));
                    return None;
                }
            },
            Allowed::Line => self.form.typed(rule.code),
        })
    }

    /// The values that differ from those that hold, as they would be kept; `None` when a field says what is wrong with it.
    fn values(&mut self, ui: &Ui) -> Option<Vec<(Rule, String)>> {
        let mut typed = Vec::new();
        for rule in self.rules.clone() {
            if !self.form.missing().contains(&rule.code) {
                typed.extend(self.typed(rule, ui).map(|value| (rule, value)));
            }
        }
        // What is wrong with one by itself is said beside each; how they stand together, once each can be read.
        for (rule, value) in &typed {
            let alone = settings::check_all(&[(rule.code, value)], &self.current, ui.today);
            if let Err((_, error)) = alone
                && (self.rules.len() == 1 || !matches!(error, SettingError::OutOfOrder { .. }))
            {
                let wrong = ui.language.setting_error(rule.code, &error);
                self.form.set_error(rule.code, wrong);
            }
        }
        if self.form.has_errors() {
            return None;
        }
        let changes: Vec<(&str, &str)> =
            typed.iter().map(|(rule, value)| (rule.code, value.as_str())).collect();
        match settings::check_all(&changes, &self.current, ui.today) {
            Ok(kept) => {
                let kept = typed.iter().map(|(rule, _)| *rule).zip(kept);
                Some(kept.filter(|(rule, value)| self.now(*rule) != *value).collect())
            }
            Err((at, error)) => {
                let code = typed.get(at).map_or("", |(rule, _)| rule.code);
                let wrong = ui.language.setting_error(code, &error);
                self.form.set_error(code, wrong);
                None
            }
        }
    }

    /// Says in the language that is on now what stood beside these fields in the one before.
    pub(super) fn tell_again(&mut self, fields: &[&'static str], ui: &Ui) {
        if fields.is_empty() {
            return;
        }
        self.check(ui);
        for (seen, now) in &self.overtaken {
            self.form.set_error(now.rule.code, meanwhile::words(seen, now, ui));
        }
        self.form.keep_errors_of(fields);
    }
}
