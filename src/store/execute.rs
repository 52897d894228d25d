//! Carries out a command: one immediate transaction, one journal entry, everything derived kept.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use super::any::{AnyRecord, Kind};
use super::command::{Command, Receipt, Step};
use super::derive::scorer::tier_of;
use super::error::{Result, StoreError};
use super::ids::running_number;
use super::merge_fields::has_ended;
use super::seen::{refuse_gone, refuse_overtaken};
use super::there::{same_assignment, same_day, same_exam, same_fact, same_visit};
use super::transaction::{Writer, refuse};
use super::{Store, bulk, derive, long, merge, places, reports, rows, settings, undo};
use crate::domain::checks::{Refusal, RefusalReason};
use crate::domain::codes::{DecisionKind, ReasonCode, Status, TaskStatus};
use crate::domain::records::{Decision, Event, Id, Meta, NotSame, Participation};
use crate::domain::value::{Field, Value};

impl Store {
    /// Carries out a command durably, or changes nothing.
    ///
    /// # Errors
    /// What the rules refuse, what someone else changed meanwhile, and what the database says.
    pub fn execute(&mut self, command: Command) -> Result<Receipt> {
        self.execute_watched(command, &mut |_| true)
    }

    /// Like [`Store::execute`]; `progress` hears how many of the steps are done and stops the command by `false`.
    ///
    /// # Errors
    /// Those of [`Store::execute`], and [`StoreError::Stopped`].
    pub fn execute_watched(
        &mut self,
        command: Command,
        progress: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Receipt> {
        self.try_again()?;
        self.lift_shadow()?;
        // A long command sweeps through whole tables: give it room, and take it back after.
        let is_long = long::is_long(&command, &self.conn);
        let begun = if is_long { self.begin_long(&command) } else { Ok(()) };
        let marked = is_long && begun.is_ok();
        let done = begun.and_then(|()| self.carry_out(command, marked, progress));
        bulk::rest_triggers(&self.conn, false)?;
        let ended = if is_long { self.end_long(marked && done.is_err()) } else { Ok(()) };
        // What is written is written, whatever reading anew says now: the next reading says it again.
        match (done, ended.and(self.refresh())) {
            (Ok(receipt), _) => Ok(receipt),
            (Err(error), _) => Err(error),
        }
    }

    fn carry_out(
        &mut self,
        command: Command,
        marked: bool,
        progress: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Receipt> {
        let now = self.entered_at();
        let context = &self.context;
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another console may have set something since this one last looked. What holds on the day of entry need not hold on
        // the later day for which the scores may stand.
        let scored_for = derive::state(&tx)?.scored_for.unwrap_or(context.today);
        self.rules.read_settings(&tx, scored_for.max(context.today))?;
        let rules = &self.rules;
        let calendar_state = self.calendar_state.settled(&tx, rules)?;
        derive::advance(&tx, rules, context.today)?;
        let code = command.code();
        let undoes = match &command {
            Command::Undo { entry } => Some(undo::target(&tx, *entry)?),
            _ => None,
        };
        let mut writer = Writer::begin(tx, context.today, now, &context.user, &code, undoes)?;
        let mut new = None;
        match (command, undoes) {
            (_, Some(entry)) => {
                let hidden = undo::hidden_reports(writer.conn())?;
                undo::take_back(&mut writer, entry, progress)?;
                undo::refuse_hidden_report(writer.conn(), entry, &hidden)?;
            }
            (Command::Import { steps, .. }, _) if bulk::is_for(&steps) => {
                new = Some(bulk::import(&mut writer, steps, progress)?);
            }
            (command, _) => run(&mut writer, command, progress)?,
        }
        let entry = running_number(writer.entry);
        let mut receipt = Receipt {
            entry,
            command: code,
            undoes: undoes.map(running_number),
            ..Receipt::default()
        };
        if let Some((kind, id)) = writer.first {
            receipt.id = id;
            receipt.code = writer.code_of(kind, id)?;
        }
        let triggers_rested = writer.by_hand;
        let tx = writer.end()?;
        if triggers_rested {
            derive::count_records(&tx)?;
        }
        if marked {
            long::unmark(&tx)?;
        }
        derive::settle(&tx, rules, context.today, progress, new)?;
        if !progress(usize::MAX) {
            return Err(StoreError::Stopped);
        }
        // By hand, so that a commit that fails can still be asked why.
        if let Err(error) = tx.execute_batch("COMMIT") {
            return Err(depended_on(&tx, error, undoes.is_some()));
        }
        drop(tx);
        self.calendar_state = calendar_state;
        Ok(receipt)
    }
}

/// What a commit says when an undo would leave rows that refer to nothing.
fn depended_on(conn: &Connection, error: rusqlite::Error, undoing: bool) -> StoreError {
    if !undoing || error.sqlite_error_code() != Some(rusqlite::ErrorCode::ConstraintViolation) {
        return error.into();
    }
    match undo::still_needed(conn) {
        Ok(Some(later)) => StoreError::StillNeeded(Box::new(later)),
        _ => StoreError::refused(Refusal::new("id", RefusalReason::InUse)),
    }
}

fn run(
    writer: &mut Writer<'_>,
    command: Command,
    progress: &mut dyn FnMut(usize) -> bool,
) -> Result<()> {
    match command {
        Command::AddChild { mut child, new_carer } => {
            if let Some(mut carer) = new_carer {
                carer.meta = Meta::default();
                child.carer_id = Some(writer.add(&AnyRecord::Carer(carer))?);
            }
            let child = AnyRecord::Child(child);
            refuse_gone(writer, None, &child)?;
            let id = writer.add(&child)?;
            writer.first = Some((Kind::Child, id));
        }
        Command::Add(record) => add(writer, &record)?,
        Command::AddAll(records) if matches!(records.first(), Some(AnyRecord::Setting(_))) => {
            settings::add_all(writer, &records)?;
        }
        Command::AddAll(records) => {
            for (done, record) in records.iter().enumerate() {
                add(writer, record)?;
                heard(done, progress)?;
            }
        }
        Command::Edit { before, after } => {
            refuse_overtaken(writer, &before, &after)?;
            refuse_gone(writer, Some(&before), &after)?;
            writer.edit(&before, &after)?;
            reports::edited(writer, &before, &after)?;
        }
        Command::Correct { before, after } => {
            writer.correct(&before, &after)?;
            reports::follow(writer, &after)?;
        }
        Command::Void { kind, id, reason } => void(writer, kind, id, &reason)?,
        Command::VoidAll { kind, ids, reason } => {
            // Those that another console has voided meanwhile stay as they are.
            let stands = |writer: &Writer<'_>, id| {
                Ok(writer.load(kind, id)?.value("voided_on").is_some_and(|day| day.is_null()))
            };
            let left = those(writer, ids, "voided_on", RefusalReason::Voided, stands)?;
            for (done, id) in left.into_iter().enumerate() {
                void(writer, kind, id, &reason)?;
                heard(done, progress)?;
            }
        }
        Command::Close { kind, id, reason } => close(writer, kind, id, reason.as_deref())?,
        Command::CloseAll { kind, ids, reason } => {
            // Whoever chose them may not have seen that another console has closed some.
            let is_open = |writer: &Writer<'_>, id| Ok(!has_ended(&writer.load(kind, id)?));
            let left = those(writer, ids, "status", RefusalReason::Closed, is_open)?;
            for (done, id) in left.into_iter().enumerate() {
                close(writer, kind, id, reason.as_deref())?;
                heard(done, progress)?;
            }
        }
        Command::Reopen { kind, id } => reopen(writer, kind, id)?,
        Command::Merge { before, after, away } => {
            merge::carry_out(writer, &before, &after, &away)?;
        }
        Command::SettleTask { id, status } => settle(writer, id, status)?,
        Command::SettleTasks { ids, status } => {
            let is_to_settle = |writer: &Writer<'_>, id| is_to_settle(writer, id, status);
            let left = those(writer, ids, "status", RefusalReason::AlreadyThere, is_to_settle)?;
            for (done, id) in left.into_iter().enumerate() {
                settle(writer, id, status)?;
                heard(done, progress)?;
            }
        }
        Command::EndAssignment { id } => end_assignment(writer, id)?,
        Command::SetParticipation { people } => {
            for person in people {
                set_participation(writer, person)?;
            }
        }
        Command::Import { steps, .. } => {
            for (done, step) in steps.into_iter().enumerate() {
                match step {
                    Step::Add(record) => {
                        writer.add(&record)?;
                        reports::follow(writer, &record)?;
                    }
                    Step::Edit { before, after } => {
                        writer.edit(&before, &after)?;
                    }
                    Step::Correct { before, after } => {
                        writer.correct(&before, &after)?;
                    }
                }
                heard(done, progress)?;
            }
        }
        Command::RenamePlace { township, village, to } => {
            places::rename(writer, &township, village.as_deref(), &to, progress)?;
        }
        Command::Seeing { seen, command } => {
            seen.still_holds(writer.conn())?;
            run(writer, *command, progress)?;
        }
        Command::Apart { command, kind, others } => {
            run(writer, *command, progress)?;
            set_apart(writer, kind, others)?;
        }
        // Taken back by its caller, which needs the entry before the transaction's own is written.
        Command::Undo { .. } => {}
    }
    Ok(())
}

/// Notes that the file just opened isn't about the same person as the others.
fn set_apart(writer: &mut Writer<'_>, kind: Kind, others: Vec<Id>) -> Result<()> {
    let Some((_, one_id)) = writer.first else { return Ok(()) };
    for other_id in others {
        let kind = kind.table().to_owned();
        writer.add(&NotSame { kind, one_id, other_id, ..NotSame::default() }.into())?;
    }
    Ok(())
}

/// Of several records those that something is still to be done to; refused where none is left.
fn those(
    writer: &Writer<'_>,
    ids: Vec<Id>,
    field: &'static str,
    else_refused: RefusalReason,
    wanted: impl Fn(&Writer<'_>, Id) -> Result<bool>,
) -> Result<Vec<Id>> {
    let mut left = Vec::with_capacity(ids.len());
    for id in ids {
        if wanted(writer, id)? {
            left.push(id);
        }
    }
    if left.is_empty() {
        return Err(StoreError::refused(Refusal::new(field, else_refused)));
    }
    Ok(left)
}

/// Whether a task is still to be settled, or to be opened again; what another console has made of it meanwhile stays.
fn is_to_settle(writer: &Writer<'_>, id: Id, status: TaskStatus) -> Result<bool> {
    let task = writer.load(Kind::Task, id)?;
    let is_open = task.value("status") == Some(TaskStatus::Open.to_value());
    Ok(is_open != (status == TaskStatus::Open))
}

/// Tells from time to time how many of many steps are done, and stops where they are no longer wanted.
fn heard(done: usize, progress: &mut dyn FnMut(usize) -> bool) -> Result<()> {
    if done.is_multiple_of(256) && !progress(done) {
        return Err(StoreError::Stopped);
    }
    Ok(())
}

/// Voids a wrong row; a fact's report goes with it.
fn void(writer: &mut Writer<'_>, kind: Kind, id: Id, reason: &str) -> Result<()> {
    writer.void(kind, id, Some(reason))?;
    if kind == Kind::Fact {
        reports::voided(writer, id, reason)?;
    }
    Ok(())
}

/// Says what became of a task.
fn settle(writer: &mut Writer<'_>, id: Id, status: TaskStatus) -> Result<()> {
    if !is_to_settle(writer, id, status)? {
        return Err(StoreError::refused(Refusal::new("status", RefusalReason::AlreadyThere)));
    }
    let done_on = (status != TaskStatus::Open).then_some(writer.today);
    let changes = [("status", status.to_value()), ("done_on", done_on.to_value())];
    writer.set(Kind::Task, id, &changes)
}

/// Ends a match with yesterday as its last day, or with its first day when it began later. One that has ended keeps its end.
fn end_assignment(writer: &mut Writer<'_>, id: Id) -> Result<()> {
    let AnyRecord::Assignment(assignment) = writer.load(Kind::Assignment, id)? else {
        return Ok(());
    };
    if assignment.to_day.is_some_and(|to| to < writer.today) {
        return Err(StoreError::refused(Refusal::new("to_day", RefusalReason::Ended)));
    }
    let last = writer.today.pred_opt().unwrap_or(writer.today);
    let to_day = assignment.from_day.map_or(last, |from| from.max(last));
    writer.set(Kind::Assignment, id, &[("to_day", to_day.to_value())])
}

/// Adds a record as a person enters it: what is there already is refused, a day or mark entered again replaces the old.
fn add(writer: &mut Writer<'_>, record: &AnyRecord) -> Result<()> {
    refuse(record.check(writer.today))?;
    refuse_gone(writer, None, record)?;
    let there = Err(StoreError::refused(Refusal::new(
        match record.kind() {
            Kind::Assignment => "volunteer_id",
            Kind::Fact => "value",
            Kind::Place => places::named(record),
            _ => "day",
        },
        RefusalReason::AlreadyThere,
    )));
    match record {
        AnyRecord::Visit(visit) if same_visit(writer, visit)? => return there,
        AnyRecord::Fact(fact) if same_fact(writer, fact)? => return there,
        AnyRecord::Assignment(assignment) if same_assignment(writer, assignment)? => return there,
        AnyRecord::AttendanceDay(mark) => {
            if let Some(old) = same_day(writer, mark)? {
                if old.status != mark.status {
                    writer.correct(&old.into(), record)?;
                }
                return Ok(());
            }
        }
        AnyRecord::Exam(exam) => {
            if let Some(old) = same_exam(writer, exam)? {
                if old.score.to_bits() != exam.score.to_bits() || old.full_marks != exam.full_marks
                {
                    writer.correct(&old.into(), record)?;
                }
                return Ok(());
            }
        }
        AnyRecord::Decision(decision) => {
            let decision = decide(writer, (**decision).clone())?;
            writer.add(&decision.into())?;
            return Ok(());
        }
        AnyRecord::Report(report) => return reports::add(writer, report),
        AnyRecord::Participation(person) => return set_participation(writer, (**person).clone()),
        AnyRecord::Place(place) if places::is_there(writer, place)? => return there,
        AnyRecord::Setting(setting) => settings::fit(writer, &[setting])?,
        _ => {}
    }
    writer.add(record)?;
    reports::follow(writer, record)
}

/// A decision notes the tier it was made at. An open mandatory report can't be snoozed.
fn decide(writer: &Writer<'_>, mut decision: Decision) -> Result<Decision> {
    let (tier, reasons): (i64, String) = writer
        .conn()
        .prepare_cached("SELECT tier, reasons FROM child_risk WHERE child_id = ?1")?
        .query_row([decision.child_id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .ok_or_else(|| StoreError::NotFound {
            kind: Kind::Child.table(),
            key: decision.child_id.to_string(),
        })?;
    let reported = reasons.contains(ReasonCode::OvrReport.code());
    if decision.kind == DecisionKind::Snoozed && reported {
        return Err(StoreError::refused(Refusal::new("kind", RefusalReason::OpenReport)));
    }
    decision.tier = tier_of(tier);
    decision.decided_by = Some(writer.user.clone());
    Ok(decision)
}

/// A child for whom a mandatory report is open.
pub(super) fn is_reported(writer: &Writer<'_>, child: Id) -> Result<bool> {
    let reasons: Option<String> = writer
        .conn()
        .prepare_cached("SELECT reasons FROM child_risk WHERE child_id = ?1")?
        .query_row([child], |row| row.get(0))
        .optional()?;
    Ok(reasons.is_some_and(|reasons| reasons.contains(ReasonCode::OvrReport.code())))
}

/// Closes a file; a volunteer leaves. A child's file stays open while a mandatory report is: closed, nobody would see it.
fn close(writer: &mut Writer<'_>, kind: Kind, id: Id, reason: Option<&str>) -> Result<()> {
    // Another console may have closed it, or merged it away: its day and its reason stand.
    let file = writer.load(kind, id)?;
    merge::refuse_merged(writer, &file)?;
    if has_ended(&file) {
        return Err(StoreError::refused(Refusal::new("status", RefusalReason::Closed)));
    }
    if kind == Kind::Child && is_reported(writer, id)? {
        return Err(StoreError::refused(Refusal::new("status", RefusalReason::OpenReport)));
    }
    let day = writer.today.to_value();
    match kind {
        Kind::Volunteer => {
            writer.set(
                kind,
                id,
                &[("status", Value::Text("left".to_owned())), ("left_on", day)],
            )?;
        }
        _ if kind.columns().contains(&"closed_on") => {
            let mut changes = vec![("status", Status::Closed.to_value()), ("closed_on", day)];
            if kind.columns().contains(&"closed_reason") {
                changes.push(("closed_reason", reason.map(str::to_owned).to_value()));
            }
            writer.set(kind, id, &changes)?;
        }
        _ => return Err(StoreError::NotFound { kind: kind.table(), key: id.to_string() }),
    }
    Ok(())
}

/// Opens a closed file again; a volunteer who left is active again.
fn reopen(writer: &mut Writer<'_>, kind: Kind, id: Id) -> Result<()> {
    let file = writer.load(kind, id)?;
    merge::refuse_merged(writer, &file)?;
    if !has_ended(&file) {
        return Err(StoreError::refused(Refusal::new("status", RefusalReason::AlreadyThere)));
    }
    let mut changes = vec![("status", Value::Text("active".to_owned()))];
    for column in ["closed_on", "closed_reason", "left_on"] {
        if kind.columns().contains(&column) {
            changes.push((column, Value::Null));
        }
    }
    writer.set(kind, id, &changes)
}

/// Adds or changes a person's part in an event.
fn set_participation(writer: &mut Writer<'_>, person: Participation) -> Result<()> {
    let old: Option<Participation> = rows::select(
        writer.conn(),
        "WHERE event_id = ?1 AND child_id IS ?2 AND volunteer_id IS ?3",
        &[&person.event_id, &person.child_id, &person.volunteer_id],
    )?
    .pop();
    if person.present == Some(true) && old.as_ref().is_none_or(|old| old.present != Some(true)) {
        let event: Option<Event> =
            rows::select(writer.conn(), "WHERE id = ?1", &[&person.event_id])?.pop();
        // A child who is said to have come counts as seen: that can't be known before the day.
        if event.is_some_and(|event| event.starts_on > writer.today) {
            return Err(StoreError::refused(Refusal::new("present", RefusalReason::InFuture)));
        }
    }
    match old {
        Some(old) if old.present == person.present => {}
        Some(old) => {
            let after = Participation { present: person.present, ..old.clone() };
            writer.edit(&old.into(), &after.into())?;
        }
        None => {
            writer.add(&person.into())?;
        }
    }
    Ok(())
}
