//! Writing a setting: whether it fits beside the others as they stand now.

use super::error::{Result, StoreError};
use super::open::load_settings;
use super::transaction::Writer;
use crate::domain::checks::{Refusal, RefusalReason, setting_refusal};
use crate::domain::records::Setting;
use crate::domain::settings::check;

/// Refuses a number that stands the wrong way round beside another, and one that is so already.
pub(super) fn fits(writer: &Writer<'_>, setting: &Setting) -> Result<()> {
    let current = load_settings(writer.conn(), writer.today)?;
    let value = check(&setting.code, &setting.value, &current, writer.today)
        .map_err(|error| StoreError::refused(setting_refusal(error)))?;
    if current.get(&setting.code).is_some_and(|number| number.to_string() == value) {
        return Err(StoreError::refused(Refusal::new("value", RefusalReason::AlreadyThere)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::domain::calendar::SchoolCalendar;
    use crate::domain::settings::{Allowed, rules};
    use crate::store::{Context, Office, Store};

    #[test]
    fn the_schema_marks_exactly_the_settings_that_change_scores() {
        let today = "2026-11-23".parse().unwrap();
        let office =
            Office { county: "511425".to_owned(), desk: 1, visits_since: today, is_demo: false };
        let context = Context { today, pinned: true, user: "李晓".to_owned() };
        let store = Store::in_memory(&office, context, SchoolCalendar::embedded()).unwrap();
        for (at, rule) in rules().enumerate() {
            let value = match rule.allowed {
                Allowed::Number { default, .. } => default.to_string(),
                Allowed::Day => "2026-09-01".to_owned(),
                Allowed::Line | Allowed::Phone => "1".to_owned(),
            };
            store.conn.execute("UPDATE derived SET all_dirty = 0", []).unwrap();
            store
                .conn
                .execute(
                    "INSERT INTO setting (id, code, from_day, value, entered_on, updated_at)
                     VALUES (?1, ?2, '2026-11-23', ?3, '2026-11-23', 0)",
                    rusqlite::params![i64::try_from(at).unwrap() + 1, rule.code, value],
                )
                .unwrap();
            let dirty: bool = store
                .conn
                .query_row("SELECT all_dirty FROM derived", [], |row| row.get(0))
                .unwrap();
            assert_eq!(dirty, rule.rescores(), "{}", rule.code);
        }
    }
}
