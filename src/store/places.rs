//! Writing places: adding one that isn't there yet, and giving one another name wherever it is named.

use rusqlite::ToSql;

use super::any::{AnyRecord, Kind};
use super::error::{Result, StoreError};
use super::rows;
use super::transaction::Writer;
use crate::domain::checks::{Refusal, RefusalReason};
use crate::domain::places::FormerNames;
use crate::domain::records::{Id, Place, Setting};
use crate::domain::settings::FORMER_NAME;
use crate::domain::value::{Field, Value};

/// The field of a place that names it.
pub(super) fn named(record: &AnyRecord) -> &'static str {
    match record {
        AnyRecord::Place(place) if place.village.is_some() => "village",
        _ => "township",
    }
}

/// True when the office has this place among its own already.
pub(super) fn is_there(writer: &Writer<'_>, place: &Place) -> Result<bool> {
    let found: Vec<Place> = rows::select(
        writer.conn(),
        "WHERE township = ?1 AND village IS ?2",
        &[&place.township, &place.village],
    )?;
    Ok(!found.is_empty())
}

/// Gives a place another name in children's and volunteers' records and among the office's own places. The old name is kept,
/// so that a list which still has it is read rightly.
pub(super) fn rename(
    writer: &mut Writer<'_>,
    township: &str,
    village: Option<&str>,
    to: &str,
    progress: &mut dyn FnMut(usize) -> bool,
) -> Result<()> {
    let to = to.trim();
    let column = if village.is_some() { "village" } else { "township" };
    if to.is_empty() {
        return Err(StoreError::refused(Refusal::new(column, RefusalReason::Required)));
    }
    if village.unwrap_or(township) == to {
        return Err(StoreError::refused(Refusal::new(column, RefusalReason::AlreadyThere)));
    }
    let mut done = 0;
    for kind in [Kind::Child, Kind::Volunteer, Kind::Place] {
        for id in named_so(writer, kind, township, village)? {
            writer.set(kind, id, &[(column, to.to_owned().to_value())])?;
            done += 1;
            if done % 1000 == 0 && !progress(done) {
                return Err(StoreError::Stopped);
            }
        }
    }
    if done == 0 {
        let name = village.unwrap_or(township).to_owned();
        return Err(StoreError::refused(Refusal::new(column, RefusalReason::Unknown(name))));
    }
    keep_former(writer, township, village, to)
}

/// Keeps the name that a place had.
fn keep_former(
    writer: &mut Writer<'_>,
    township: &str,
    village: Option<&str>,
    to: &str,
) -> Result<()> {
    let Some(former) = FormerNames::kept(township, village) else { return Ok(()) };
    let setting = Setting {
        code: FORMER_NAME.to_owned(),
        from_day: writer.today,
        value: to.to_owned(),
        reason: Some(former),
        ..Setting::default()
    };
    writer.add(&setting.into())?;
    Ok(())
}

/// Who and what has a place's name.
fn named_so(
    writer: &Writer<'_>,
    kind: Kind,
    township: &str,
    village: Option<&str>,
) -> Result<Vec<Id>> {
    // Where there is no township the column is empty, but for the office's own places, which always say something.
    let none = township.is_empty() && kind != Kind::Place;
    let township = if none { Value::Null } else { Value::Text(township.to_owned()) };
    let which = if village.is_some() { "AND village = ?2" } else { "" };
    let sql = format!("SELECT id FROM {} WHERE township IS ?1 {which} ORDER BY id", kind.table());
    let mut params: Vec<&dyn ToSql> = vec![&township];
    if let Some(village) = &village {
        params.push(village);
    }
    let mut statement = writer.conn().prepare_cached(&sql)?;
    let found = statement.query_map(params.as_slice(), |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
