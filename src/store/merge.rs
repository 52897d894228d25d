//! Two files of one person become one: everything that refers to the one is moved to the other, and what both hold twice is
//! settled. [`plan`] says what would happen, from reads alone; [`carry_out`] does the same.
//!
//! The file that is merged away stays, closed, with a pointer to the other; its code is still found.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::any::{AnyRecord, Kind};
use super::error::{FieldConflict, Result, StoreError};
use super::execute::is_reported;
use super::rows;
use super::transaction::{Writer, refuse};
use crate::domain::checks::{Refusal, RefusalReason};
use crate::domain::codes::{Status, TaskStatus, VolunteerStatus};
use crate::domain::records::{Id, NotSame};
use crate::domain::value::{Field, Value};

/// What becomes of a row that referred to the file merged away, or of its counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fate {
    /// It belongs to the other file now.
    Moved,
    /// It says what the other file's row says and was voided; a match or a part in an event was joined to the other's.
    Joined,
    /// Both say something else of what can be only once; the one entered later stands, this one was voided.
    Replaced,
}

/// How many rows of each kind meet each fate.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MergePlan {
    /// Kind, fate, number of rows, in the order of the kinds.
    pub counts: Vec<(Kind, Fate, usize)>,
}

/// Everything that refers to a kind of file: the table and its columns. `tests/schema.rs` holds that none is missing.
pub const fn links(kind: Kind) -> &'static [(Kind, &'static [&'static str])] {
    match kind {
        Kind::Child => &[
            (Kind::Visit, &["child_id"]),
            (Kind::Contact, &["child_id"]),
            (Kind::Task, &["child_id"]),
            (Kind::AttendanceDay, &["child_id"]),
            (Kind::AttendanceRange, &["child_id"]),
            (Kind::Exam, &["child_id"]),
            (Kind::Fact, &["child_id"]),
            (Kind::Report, &["child_id"]),
            (Kind::Participation, &["child_id"]),
            (Kind::Assignment, &["child_id"]),
            (Kind::Decision, &["child_id"]),
            (Kind::Child, &["merged_into_id"]),
        ],
        Kind::Volunteer => &[
            (Kind::Visit, &["volunteer_id", "second_volunteer_id"]),
            (Kind::Participation, &["volunteer_id"]),
            (Kind::Assignment, &["volunteer_id"]),
            (Kind::Event, &["leader_id"]),
            (Kind::Volunteer, &["merged_into_id"]),
        ],
        Kind::Carer => &[(Kind::Child, &["carer_id"]), (Kind::Carer, &["merged_into_id"])],
        _ => &[],
    }
}

/// The columns that make two rows of a kind be about the same, and whether only one such row can be true. `None` where rows
/// stand beside each other whatever they say.
const fn sameness(kind: Kind) -> Option<(&'static [&'static str], bool)> {
    Some(match kind {
        Kind::Visit => (&["child_id", "day", "volunteer_id"], false),
        Kind::Contact => (&["child_id", "day", "kind", "with_whom"], false),
        Kind::Task => (&["child_id", "title", "due", "owner", "status"], false),
        Kind::AttendanceDay => (&["child_id", "day"], true),
        Kind::AttendanceRange => (&["child_id", "from_day", "to_day"], true),
        Kind::Exam => (&["child_id", "day", "subject", "exam_type"], true),
        Kind::Fact => (&["child_id", "code", "value", "day"], false),
        Kind::Participation => (&["event_id", "child_id", "volunteer_id"], true),
        Kind::Assignment => (&["child_id", "volunteer_id"], true),
        _ => return None,
    })
}

/// A row as it is and as it will be.
struct Linked {
    before: AnyRecord,
    /// `None` = taken away: its counterpart says all of it.
    now: Option<AnyRecord>,
    fate: Option<Fate>,
}

impl Linked {
    fn of(row: AnyRecord) -> Self {
        Self { now: Some(row.clone()), before: row, fate: None }
    }

    fn standing(&self) -> Option<&AnyRecord> {
        let row = self.now.as_ref()?;
        let open = match row {
            AnyRecord::Task(task) => task.status == TaskStatus::Open,
            row => row.value("voided_on").is_none_or(|value| value.is_null()),
        };
        open.then_some(row)
    }

    fn is_changed(&self) -> bool {
        self.now.as_ref() != Some(&self.before)
    }
}

/// All rows of one kind that the merge touches or compares.
struct Linking {
    keep: Id,
    today: NaiveDate,
    rows: Vec<Linked>,
    places: HashMap<Id, usize>,
    /// Rows about the same, by what makes them so.
    about: HashMap<String, Vec<usize>>,
}

impl Linking {
    fn new(keep: Id, today: NaiveDate) -> Self {
        let (places, about) = (HashMap::new(), HashMap::new());
        Self { keep, today, rows: Vec::new(), places, about }
    }

    /// The place of a row, taken up now if it wasn't yet.
    fn place(&mut self, row: AnyRecord) -> usize {
        let next = self.rows.len();
        let at = *self.places.entry(row.meta().id).or_insert(next);
        if at == next {
            self.rows.push(Linked::of(row));
        }
        at
    }

    /// Takes up a row of the survivor, to compare others with.
    fn own(&mut self, row: AnyRecord) {
        if let Some(key) = about(&row) {
            let at = self.place(row);
            self.about.entry(key).or_default().push(at);
        }
    }

    /// Takes up a row of a file merged away. `reason` is what stands with a voided row.
    fn take(&mut self, row: AnyRecord, columns: &[&str], away: Id, reason: &str) -> Result<()> {
        let at = self.place(row);
        let Some(mut moved) = self.rows[at].now.clone() else { return Ok(()) };
        for column in columns {
            if moved.value(column) == Some(Value::Int(away)) {
                moved = moved.with(column, Value::Int(self.keep))?;
            }
        }
        if let AnyRecord::Visit(visit) = &mut moved
            && visit.volunteer_id == visit.second_volunteer_id
        {
            // Both adults of a visit can't be one.
            visit.second_volunteer_id = None;
        }
        let key = about(&moved);
        self.rows[at].now = Some(moved);
        self.rows[at].fate = Some(Fate::Moved);
        if let Some(key) = key {
            for other in self.about.get(&key).cloned().unwrap_or_default() {
                self.settle(at, other, reason)?;
            }
            self.about.entry(key).or_default().push(at);
        }
        Ok(())
    }

    /// Two rows about the same: what both say need stand only once.
    fn settle(&mut self, at: usize, other: usize, reason: &str) -> Result<()> {
        let (Some(new), Some(old)) = (self.rows[at].standing(), self.rows[other].standing()) else {
            return Ok(());
        };
        if at == other || !overlap(new, old) {
            return Ok(());
        }
        if matches!(new, AnyRecord::Assignment(_) | AnyRecord::Participation(_)) {
            let joined = join(old, new)?;
            self.rows[other].now = Some(joined);
            self.rows[at].now = None;
            self.rows[at].fate = Some(Fate::Joined);
        } else if covers(old, new) {
            self.void(at, Fate::Joined, reason)?;
        } else if covers(new, old) {
            self.void(other, Fate::Joined, reason)?;
        } else if sameness(new.kind()).is_some_and(|(_, only_one)| only_one) {
            let entered = |row: &AnyRecord| (row.meta().entered_on, row.meta().id);
            let earlier = if entered(new) < entered(old) { at } else { other };
            self.void(earlier, Fate::Replaced, reason)?;
        }
        Ok(())
    }

    /// A voided row stays, with the reason; a task is dropped.
    fn void(&mut self, at: usize, fate: Fate, reason: &str) -> Result<()> {
        let linked = &mut self.rows[at];
        let Some(row) = &linked.now else { return Ok(()) };
        let today = self.today.to_value();
        linked.now = Some(if row.kind() == Kind::Task {
            row.with("status", TaskStatus::Dropped.to_value())?.with("done_on", today)?
        } else {
            let reason = Value::Text(reason.to_owned());
            row.with("voided_on", today)?.with("void_reason", reason)?
        });
        linked.fate = Some(fate);
        Ok(())
    }
}

/// What makes a row be about the same as another; `None` where rows stand beside each other whatever they say.
fn about(row: &AnyRecord) -> Option<String> {
    let (key, _) = sameness(row.kind())?;
    let (columns, values) = (row.kind().columns(), row.values());
    let parts = columns.iter().zip(values).filter(|(column, _)| key.contains(column));
    Some(parts.map(|(_, value)| format!("{value:?}")).collect::<Vec<_>>().join("\n"))
}

/// Matches with days between them are two matches; other rows about the same always meet.
fn overlap(one: &AnyRecord, other: &AnyRecord) -> bool {
    let (AnyRecord::Assignment(one), AnyRecord::Assignment(other)) = (one, other) else {
        return true;
    };
    let in_time = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
        from.zip(to).is_none_or(|(from, to)| from <= to)
    };
    in_time(one.from_day, other.to_day) && in_time(other.from_day, one.to_day)
}

/// Whether a row says all that another says.
fn covers(row: &AnyRecord, other: &AnyRecord) -> bool {
    row.values().into_iter().zip(other.values()).all(|(own, other)| other.is_null() || own == other)
}

/// One match or part in an event from two: the whole time of both; came, if either says so.
fn join(row: &AnyRecord, other: &AnyRecord) -> Result<AnyRecord> {
    let earlier = |one: Value, other: Value| match (one, other) {
        (Value::Text(one), Value::Text(other)) => Value::Text(one.min(other)),
        _ => Value::Null,
    };
    let later = |one: Value, other: Value| match (one, other) {
        (Value::Text(one), Value::Text(other)) => Value::Text(one.max(other)),
        _ => Value::Null,
    };
    let value = |row: &AnyRecord, column| row.value(column).unwrap_or(Value::Null);
    if row.kind() == Kind::Assignment {
        let from = earlier(value(row, "from_day"), value(other, "from_day"));
        let to = later(value(row, "to_day"), value(other, "to_day"));
        return row.with("from_day", from)?.with("to_day", to);
    }
    let present = match (value(row, "present"), value(other, "present")) {
        (Value::Int(one), Value::Int(other)) => Value::Int(one.max(other)),
        (Value::Null, known) | (known, _) => known,
    };
    row.with("present", present)
}

/// Every row that a merge would change, with what becomes of it.
fn linked(
    conn: &Connection,
    keep: &AnyRecord,
    away: &[AnyRecord],
    today: NaiveDate,
) -> Result<Vec<Linked>> {
    let mut all = Vec::new();
    for (kind, columns) in links(keep.kind()) {
        let mut linking = Linking::new(keep.meta().id, today);
        for column in *columns {
            for row in kind.referring(conn, column, keep.meta().id)? {
                linking.own(row);
            }
        }
        for file in away {
            let reason = format!("{}>{}", code(file), code(keep));
            for column in *columns {
                for row in kind.referring(conn, column, file.meta().id)? {
                    linking.take(row, columns, file.meta().id, &reason)?;
                }
            }
        }
        all.extend(linking.rows.into_iter().filter(Linked::is_changed));
    }
    Ok(all)
}

fn code(file: &AnyRecord) -> String {
    match file.value("code") {
        Some(Value::Text(code)) => code,
        _ => String::new(),
    }
}

/// What merging would do with the rows of the files merged away.
pub(super) fn plan(
    conn: &Connection,
    keep: &AnyRecord,
    away: &[AnyRecord],
    today: NaiveDate,
) -> Result<MergePlan> {
    let mut counts: Vec<(Kind, Fate, usize)> = Vec::new();
    for row in linked(conn, keep, away, today)? {
        // The survivor's own row that takes another's time into itself is no row that meets a fate.
        let Some(fate) = row.fate else { continue };
        let kind = row.before.kind();
        match counts.iter_mut().find(|count| (count.0, count.1) == (kind, fate)) {
            Some(count) => count.2 += 1,
            None => counts.push((kind, fate, 1)),
        }
    }
    Ok(MergePlan { counts })
}

/// Merges: the survivor gets the chosen fields, everything is moved to it, the others are closed and point to it.
pub(super) fn carry_out(
    writer: &mut Writer<'_>,
    before: &AnyRecord,
    after: &AnyRecord,
    away: &[AnyRecord],
) -> Result<()> {
    let (kind, keep) = (before.kind(), before.meta().id);
    if links(kind).is_empty() || away.is_empty() {
        return Err(StoreError::NotFound { kind: kind.table(), key: String::new() });
    }
    writer.first = Some((kind, keep));
    let current = writer.load(kind, keep)?;
    refuse_merged(writer, &current)?;
    for file in away {
        if file.kind() != kind || file.meta().id == keep {
            return Err(StoreError::refused(Refusal::new("code", RefusalReason::SameTwice)));
        }
        let current = writer.load(kind, file.meta().id)?;
        refuse_merged(writer, &current)?;
        // Whoever decided saw another file than what stands there now.
        let conflicts = conflicts(file, &current);
        if !conflicts.is_empty() {
            return Err(StoreError::Conflict(conflicts));
        }
    }
    refuse_hidden_report(writer, after, away)?;
    for row in linked(writer.conn(), &current, away, writer.today)? {
        let (of, id) = (row.before.kind(), row.before.meta().id);
        let Some(now) = &row.now else {
            let sql = format!("DELETE FROM {} WHERE id = ?1", of.table());
            writer.conn().prepare_cached(&sql)?.execute([id])?;
            continue;
        };
        let sides = row.before.values().into_iter().zip(now.values());
        let changes: Vec<(&str, Value)> = (of.columns().iter().zip(sides))
            .filter(|(_, (before, now))| before != now)
            .map(|(column, (_, now))| (*column, now))
            .collect();
        writer.set(of, id, &changes)?;
    }
    writer.edit(before, after)?;
    for file in away {
        point(writer, file, keep)?;
    }
    Ok(())
}

/// A file that was merged away is no one's any more.
pub(super) fn refuse_merged(writer: &Writer<'_>, file: &AnyRecord) -> Result<()> {
    refuse_merged_as(writer, file, "code")
}

/// The same where a column names it.
pub(super) fn refuse_merged_as(
    writer: &Writer<'_>,
    file: &AnyRecord,
    column: &'static str,
) -> Result<()> {
    match file.value("merged_into_id") {
        Some(Value::Int(into)) => {
            let code = writer.code_of(file.kind(), into)?.unwrap_or_default();
            refuse(vec![Refusal::new(column, RefusalReason::Merged(code))])
        }
        _ => Ok(()),
    }
}

/// While a mandatory report is open, its child's file stays open.
fn refuse_hidden_report(writer: &Writer<'_>, after: &AnyRecord, away: &[AnyRecord]) -> Result<()> {
    let closed =
        after.kind() == Kind::Child && after.value("status") == Some(Status::Closed.to_value());
    let mut files = away.iter().chain([after]).map(|file| file.meta().id);
    if closed
        && files.try_fold(false, |any, id| Ok::<_, StoreError>(any || is_reported(writer, id)?))?
    {
        return Err(StoreError::refused(Refusal::new("status", RefusalReason::OpenReport)));
    }
    Ok(())
}

fn conflicts(seen: &AnyRecord, current: &AnyRecord) -> Vec<FieldConflict> {
    let sides = seen.values().into_iter().zip(current.values());
    let columns = seen.kind().columns().iter().zip(sides);
    columns
        .filter(|(_, (base, theirs))| base != theirs)
        .map(|(field, (base, theirs))| FieldConflict { field, yours: base.clone(), base, theirs })
        .collect()
}

/// Closes a file and lets it, what was merged into it, and what is said of it point to the survivor.
fn point(writer: &mut Writer<'_>, file: &AnyRecord, keep: Id) -> Result<()> {
    let (kind, id) = (file.kind(), file.meta().id);
    let (closed, on) = match kind {
        Kind::Volunteer => (VolunteerStatus::Left.to_value(), "left_on"),
        _ => (Status::Closed.to_value(), "closed_on"),
    };
    let mut changes = vec![("merged_into_id", Value::Int(keep))];
    if file.value("status").as_ref() != Some(&closed) {
        changes.extend([("status", closed), (on, writer.today.to_value())]);
    }
    writer.set(kind, id, &changes)?;
    let said: Vec<NotSame> = rows::select(
        writer.conn(),
        "WHERE kind = ?1 AND ?2 IN (one_id, other_id) ORDER BY id",
        &[&kind.table(), &id],
    )?;
    for row in said {
        let other = if row.one_id == id { row.other_id } else { row.one_id };
        if other != keep {
            let column = if row.one_id == id { "one_id" } else { "other_id" };
            writer.set(Kind::NotSame, row.meta.id, &[(column, Value::Int(keep))])?;
        }
    }
    Ok(())
}
