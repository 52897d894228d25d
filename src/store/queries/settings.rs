//! What an office has set, by whom, when and why.

use chrono::NaiveDate;

use super::Queries;
use crate::domain::settings::{Rule, rules};
use crate::store::error::Result;
use crate::store::settings::load_settings;

/// One change of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingChange {
    /// From which day on.
    pub from_day: NaiveDate,
    /// The value.
    pub value: String,
    /// Why.
    pub reason: Option<String>,
    /// Who; `None` when it was written by hand, outside Peiban.
    pub by: Option<String>,
    /// When it was written (Unix seconds); `None` as for `by`.
    pub at: Option<i64>,
}

/// A setting as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingState {
    /// What it is.
    pub rule: Rule,
    /// The value that holds; blank where nothing is said.
    pub value: String,
    /// The office's changes, newest first; empty = as it began.
    pub changes: Vec<SettingChange>,
}

impl SettingState {
    /// True when it holds something else than the default.
    pub fn is_changed(&self) -> bool {
        match self.rule.default() {
            Some(default) => self.value != default.to_string(),
            None => !self.changes.is_empty(),
        }
    }
}

impl Queries<'_> {
    /// Everything that can be set, page by page, with its changes up to the program's day.
    ///
    /// # Errors
    /// What the database says.
    pub fn setting_states(&self) -> Result<Vec<SettingState>> {
        let mut states: Vec<SettingState> = rules()
            .map(|rule| SettingState { rule, value: String::new(), changes: Vec::new() })
            .collect();
        for (code, change) in self.setting_changes()? {
            if let Some(state) = states.iter_mut().find(|state| state.rule.code == code) {
                state.changes.push(change);
            }
        }
        // This machine may look ahead further than the office set; what the office set is told here.
        let settings = load_settings(self.conn, self.today())?;
        for state in &mut states {
            state.value = if state.rule.code == "visits_since" {
                self.rules.visits_since.to_string()
            } else if let Some(number) = settings.get(state.rule.code) {
                number.to_string()
            } else {
                state.changes.first().map(|change| change.value.clone()).unwrap_or_default()
            };
        }
        Ok(states)
    }

    /// What the office says of itself; `None` where it says nothing: `office_name`, `office_phone` …
    ///
    /// # Errors
    /// What the database says.
    pub fn office_says(&self, code: &str) -> Result<Option<String>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT value FROM setting WHERE code = ?1 AND from_day <= ?2
             ORDER BY from_day DESC, id DESC LIMIT 1",
        )?;
        let mut rows = statement.query(rusqlite::params![code, self.today()])?;
        let said: Option<String> = rows.next()?.map(|row| row.get(0)).transpose()?;
        Ok(said.filter(|said| !said.is_empty()))
    }

    /// All changes up to the program's day, newest first, with their codes.
    fn setting_changes(&self) -> Result<Vec<(String, SettingChange)>> {
        // What was undone and brought back stays its first author's.
        let mut statement = self.conn.prepare_cached(
            "SELECT code, from_day, value, reason, entry.user, entry.at
             FROM setting LEFT JOIN entry ON entry.id =
                 (SELECT min(entry) FROM journal_row
                  WHERE subject = setting.id AND row_id = setting.id AND before IS NULL)
             WHERE from_day <= ?1 ORDER BY from_day DESC, setting.id DESC",
        )?;
        let found = statement.query_map([self.today()], |row| {
            let change = SettingChange {
                from_day: row.get(1)?,
                value: row.get(2)?,
                reason: row.get(3)?,
                by: row.get(4)?,
                at: row.get(5)?,
            };
            Ok((row.get(0)?, change))
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}
