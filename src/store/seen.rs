//! What somebody had before them when they began to enter something about a child: told when another console has closed the
//! file or decided the case meanwhile, before anything is written over it unseen.

use rusqlite::Connection;

use super::any::{AnyRecord, Kind};
use super::error::{Result, StoreError};
use super::merge;
use super::merge_fields::has_ended;
use super::transaction::Writer;
use crate::domain::checks::{Refusal, RefusalReason};
use crate::domain::codes::Status;
use crate::domain::records::Id;
use crate::domain::value::{Field as _, Value};

/// How a child's file stood when something about the child began to be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The child.
    pub child: Id,
    /// The file was open, and shall still be.
    pub open: bool,
    /// The newest decision on the case that was known, 0 for none; `None` where decisions don't matter.
    pub decision: Option<Id>,
}

/// What another console did meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overtaken {
    /// It closed the file: the child's about whom something is entered, or the one that is changed.
    Closed,
    /// It decided the child's case.
    Decided,
}

impl Seen {
    /// Fails when the file doesn't stand like this any more. What became of a file merged into another is said by the rules.
    pub(super) fn still_holds(self, conn: &Connection) -> Result<()> {
        let closed = conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM child WHERE id = ?1 AND status = ?2 AND merged_into_id IS NULL)",
            )?
            .query_row(rusqlite::params![self.child, Status::Closed.to_value()], |row| row.get(0))?;
        if self.open && closed {
            return Err(StoreError::Overtaken(Overtaken::Closed));
        }
        if let Some(known) = self.decision
            && newest_decision(conn, self.child)? > known
        {
            return Err(StoreError::Overtaken(Overtaken::Decided));
        }
        Ok(())
    }
}

/// Refuses to change a file that was open when the change began and that another console has closed or merged away since.
pub(super) fn refuse_overtaken(
    writer: &Writer<'_>,
    before: &AnyRecord,
    after: &AnyRecord,
) -> Result<()> {
    let current = writer.load(before.kind(), before.meta().id)?;
    if before.value("merged_into_id").is_some_and(|into| into.is_null()) {
        merge::refuse_merged(writer, &current)?;
    }
    // Whoever changes the status as well is told of that field.
    let leaves_status = before.value("status") == after.value("status");
    if leaves_status && !has_ended(before) && has_ended(&current) {
        return Err(StoreError::Overtaken(Overtaken::Closed));
    }
    Ok(())
}

/// Refuses what newly names somebody whose file was merged away, or matches a volunteer who has left.
pub(super) fn refuse_gone(
    writer: &Writer<'_>,
    before: Option<&AnyRecord>,
    record: &AnyRecord,
) -> Result<()> {
    // A match that has ended and goes on is as good as a new one.
    let holds = |record: &AnyRecord| match record {
        AnyRecord::Assignment(pair) => pair.to_day.is_none_or(|to| to >= writer.today),
        _ => false,
    };
    let begins = holds(record) && !before.is_some_and(holds);
    for (column, kind) in [
        ("child_id", Kind::Child),
        ("volunteer_id", Kind::Volunteer),
        ("second_volunteer_id", Kind::Volunteer),
        ("leader_id", Kind::Volunteer),
        ("carer_id", Kind::Carer),
    ] {
        let named = record.value(column);
        let matches = holds(record) && column == "volunteer_id";
        let is_named = before.is_none_or(|before| before.value(column) != named);
        let is_new = is_named || (matches && begins);
        if !is_new {
            continue;
        }
        let Some(Value::Int(id)) = named else { continue };
        let Some(file) = kind.load(writer.conn(), id)? else { continue };
        // What became of the child's own file is told of the whole form.
        let field = if kind == Kind::Child { "code" } else { column };
        merge::refuse_merged_as(writer, &file, field)?;
        if matches && has_ended(&file) {
            return Err(StoreError::refused(Refusal::new(column, RefusalReason::Left)));
        }
    }
    Ok(())
}

/// The id of the decision on a child's case that was entered last, 0 for none.
pub(super) fn newest_decision(conn: &Connection, child: Id) -> Result<Id> {
    Ok(conn
        .prepare_cached("SELECT coalesce(max(id), 0) FROM decision WHERE child_id = ?1")?
        .query_row([child], |row| row.get(0))?)
}
