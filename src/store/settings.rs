//! The office's settings: read as they hold on a day, and written when they fit beside the others.

use chrono::NaiveDate;
use rusqlite::Connection;

use super::derive::Rules;
use super::error::{Result, StoreError};
use super::rows;
use super::transaction::Writer;
use crate::domain::checks::{Refusal, RefusalReason, setting_refusal};
use crate::domain::records::Setting;
use crate::domain::settings::{Settings, check};

/// The numbers in force on a day.
pub(super) fn load_settings(conn: &Connection, today: NaiveDate) -> Result<Settings> {
    let records: Vec<Setting> = rows::select(conn, "ORDER BY from_day, id", &[])?;
    // A setting that can't be read was refused when it was entered; the default stands in its place.
    Ok(Settings::on(today, &records).0)
}

/// From when on the office keeps its visits here: as it set it, else as it began.
fn load_visits_since(conn: &Connection, today: NaiveDate) -> Result<NaiveDate> {
    Ok(conn
        .prepare_cached(
            "SELECT coalesce(
                 (SELECT value FROM setting WHERE code = 'visits_since' AND from_day <= ?1
                  ORDER BY from_day DESC, id DESC LIMIT 1),
                 visits_since)
             FROM office",
        )?
        .query_row([today], |row| row.get(0))?)
}

impl Rules {
    /// Reads again what the office can set, as it holds on a day.
    pub(super) fn read_settings(&mut self, conn: &Connection, day: NaiveDate) -> Result<()> {
        self.settings = load_settings(conn, day)?;
        self.visits_since = load_visits_since(conn, day)?;
        Ok(())
    }
}

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
