//! Settings in words: what one is called, its value, what it may be, what is wrong with one typed.

use crate::console::screen::Ui;
use crate::domain::places;
use crate::domain::settings::{Allowed, Rule, Unit};
use crate::store::Office;
use crate::store::queries::SettingState;

/// What stands there unless the office says otherwise.
pub fn default(rule: Rule, ui: &Ui) -> String {
    let said = |default: u32| ui.language.setting_said(rule, &default.to_string());
    rule.default().map(said).unwrap_or_default()
}

/// What it may be, in a sentence.
pub fn allowed(rule: Rule, ui: &Ui) -> String {
    match rule.allowed {
        Allowed::Number { unit: Unit::YesNo, .. } => {
            ui.with("settings-usual", &[("usual", default(rule, ui).into())])
        }
        Allowed::Number { min, max, .. } => {
            let values =
                [("min", min.into()), ("max", max.into()), ("usual", default(rule, ui).into())];
            ui.with("settings-bounds", &values)
        }
        Allowed::Day => ui.text("settings-bounds-day"),
        Allowed::Line | Allowed::Phone => ui.text("settings-bounds-text"),
    }
}

/// The newest changes of a setting, a line each.
pub fn changes(state: &SettingState, ui: &Ui, most: usize) -> Vec<String> {
    let line = |change: &crate::store::queries::SettingChange| {
        let by = change.by.as_deref().map(|by| ui.language.person(by)).unwrap_or_default();
        let reason = change.reason.as_deref().unwrap_or_default();
        let values = [
            ("date", change.from_day.to_string().into()),
            ("by", by.into()),
            ("value", ui.language.setting_said(state.rule, &change.value).into()),
            ("reason", reason.into()),
        ];
        let id = if reason.is_empty() { "settings-changed" } else { "settings-changed-why" };
        ui.with(id, &values)
    };
    state.changes.iter().take(most).map(line).collect()
}

/// Whose database it is: what can't be changed, since it stands in every record's number.
pub fn county(office: &Office, ui: &Ui) -> String {
    let name = places::county(&office.county).map_or(office.county.as_str(), |county| county.name);
    let values = [
        ("county", ui.language.county(name).into()),
        ("code", office.county.as_str().into()),
        ("desk", office.desk.into()),
    ];
    ui.with("settings-fixed", &values)
}
