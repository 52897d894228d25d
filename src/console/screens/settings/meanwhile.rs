//! What another console does to a setting while its form is open: told before it is saved over, and nothing typed is lost.

use super::change::Change;
use crate::console::screen::Ui;
use crate::console::screens::words::moment_of;
use crate::domain::settings::Rule;
use crate::store::queries::SettingState;

impl Change {
    /// Another has changed settings while the form is open: where nothing was typed, what holds now stands there.
    pub(super) fn follow(&mut self, before: &[SettingState], ui: &Ui) {
        let mut moved = false;
        for (was, is) in before.iter().zip(&self.states).filter(|(was, is)| was.value != is.value) {
            moved = true;
            let code = is.rule.code;
            if let Some(yes) = self.form.yes(code) {
                if was.value == u8::from(yes).to_string()
                    && let Some(field) = self.form.field_mut(code)
                {
                    field.choose(if is.value == "1" { "yes" } else { "no" });
                }
            } else if self.form.typed(code) == was.value {
                self.form.write(code, &is.value);
            }
        }
        if moved {
            self.pristine = self.blank(ui).draft();
        }
    }

    /// Says beside each of them what another has made of it since the form was opened; true when there was something to say.
    pub(super) fn is_overtaken(&mut self, changes: &[(Rule, String)], ui: &Ui) -> bool {
        let mut found = false;
        for (seen, now) in self.seen.iter_mut().zip(&self.states) {
            let mine = changes.iter().any(|(rule, _)| rule.code == now.rule.code);
            if mine && seen.value != now.value {
                self.form.set_error(now.rule.code, words(seen, now, ui));
                self.overtaken.push((seen.clone(), now.clone()));
                *seen = now.clone();
                found = true;
            }
        }
        found
    }
}

/// What another has made of a setting since it was looked at: who, when, and what it is now. Of a change that was taken back it
/// is not told by whom.
pub(super) fn words(seen: &SettingState, now: &SettingState, ui: &Ui) -> String {
    let value = ui.language.setting_said(now.rule, &now.value);
    let newest = now.changes.first().filter(|newest| !seen.changes.contains(newest));
    let by = newest.and_then(|newest| Some((newest.by.as_deref()?, newest.at?)));
    let Some((by, at)) = by else {
        return ui.with("settings-overtaken", &[("value", value.into())]);
    };
    let values = [
        ("value", value.into()),
        ("by", ui.language.person(by).into()),
        ("when", moment_of(at, ui.today, ui).into()),
    ];
    ui.with("settings-overtaken-by", &values)
}
