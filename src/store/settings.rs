//! The office's settings: read as they hold on a day, and written when they fit beside the others.

use chrono::NaiveDate;
use rusqlite::Connection;

use super::any::AnyRecord;
use super::derive::Rules;
use super::error::{Result, StoreError};
use super::rows;
use super::transaction::{Writer, refuse};
use crate::domain::checks::{Refusal, RefusalReason, setting_refusal};
use crate::domain::records::Setting;
use crate::domain::settings::{Settings, check_all, rule};

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

/// Refuses numbers that stand the wrong way round beside each other or beside those that stay, and one that is so already. Of
/// several the refusal names which by its code.
pub(super) fn fit(writer: &Writer<'_>, settings: &[&Setting]) -> Result<()> {
    let current = load_settings(writer.conn(), writer.today)?;
    let changes: Vec<(&str, &str)> =
        settings.iter().map(|one| (one.code.as_str(), one.value.as_str())).collect();
    let at_field = |at: usize, refusal: Refusal| {
        let code = changes.get(at).and_then(|(code, _)| rule(code)).map(|rule| rule.code);
        let field = code.filter(|_| changes.len() > 1 && refusal.field == "value");
        StoreError::refused(Refusal { field: field.unwrap_or(refusal.field), ..refusal })
    };
    let values = check_all(&changes, &current, writer.today)
        .map_err(|(at, error)| at_field(at, setting_refusal(error)))?;
    for (at, ((code, _), value)) in changes.iter().zip(&values).enumerate() {
        if current.get(code).is_some_and(|number| number.to_string() == *value) {
            return Err(at_field(at, Refusal::new("value", RefusalReason::AlreadyThere)));
        }
    }
    Ok(())
}

/// Adds several settings as one change: what holds is what all of them say together.
pub(super) fn add_all(writer: &mut Writer<'_>, records: &[AnyRecord]) -> Result<()> {
    let settings: Vec<&Setting> = records
        .iter()
        .filter_map(|record| match record {
            AnyRecord::Setting(setting) => Some(&**setting),
            _ => None,
        })
        .collect();
    for record in records {
        refuse(record.check(writer.today))?;
    }
    fit(writer, &settings)?;
    for record in records {
        writer.add(record)?;
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
