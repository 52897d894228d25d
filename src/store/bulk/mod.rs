//! Long commands: an import of thousands of rows, and taking one back.
//!
//! They mean what short ones mean: one transaction, one entry, each row in the journal, everything derived kept. But the
//! triggers rest, because a statement with triggers costs several times what the row costs; what they would write is
//! written by the program (`journal`). And a second thread prepares what this one writes.

mod import;
mod indexes;
mod prepare;
mod take_back;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

pub(super) use import::{New, import};
pub(super) use indexes::Resting;
pub(super) use take_back::take_back;

use super::any::{AnyRecord, Kind};
use super::command::Step;
use super::error::Result;
use crate::domain::codes::FactCode;

/// A command of more steps than this is a long one.
const LONG: usize = 1000;

/// Kinds whose rows, added or deleted, touch nothing but children and search terms; all others are left to the triggers.
const PLAIN: &[Kind] = &[
    Kind::Carer,
    Kind::Volunteer,
    Kind::Child,
    Kind::Assignment,
    Kind::Visit,
    Kind::Contact,
    Kind::Task,
    Kind::AttendanceDay,
    Kind::AttendanceRange,
    Kind::Exam,
    Kind::Fact,
    Kind::Event,
    Kind::Participation,
];

/// Whether the steps of an import go this way: they are many, and what they touch is known here. The change of a volunteer
/// or an event touches more than its own row, and a fact about a mandatory report opens or closes the report itself.
pub(super) fn is_for(steps: &[Step]) -> bool {
    let is_plain = |record: &AnyRecord| PLAIN.contains(&record.kind());
    let may_change = |record: &AnyRecord| {
        is_plain(record) && !matches!(record.kind(), Kind::Volunteer | Kind::Event)
    };
    steps.len() > LONG
        && steps.iter().all(|step| match step {
            Step::Add(AnyRecord::Fact(fact)) => fact.code != FactCode::OvrReport,
            Step::Add(record) => is_plain(record),
            Step::Edit { after, .. } | Step::Correct { after, .. } => may_change(after),
        })
}

/// Lets the triggers of this connection rest, or wakes them.
pub(super) fn rest_triggers(conn: &Connection, rest: bool) -> Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, !rest)?;
    Ok(())
}
