//! Records in words, as several pages show them: a visit's outcome, what was seen, an exam's mark, who someone is.

use chrono::NaiveDate;

use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::console::widgets::paint::Span;
use crate::domain::checks::{Refusal, RefusalReason};
use crate::domain::codes::{ContactKind, Observation, Tier, VolunteerStatus};
use crate::domain::records::{Assignment, Contact, Decision, Exam, Id, Report, Task, Visit};
use crate::language::dates::{local, number};
use crate::language::names::report_to;
use crate::store::{AnyRecord, Command, Kind, Queries, Result};

/// The colour of a tier.
pub const fn tier_role(tier: Tier) -> Role {
    match tier {
        Tier::Critical => Role::Critical,
        Tier::High => Role::High,
        Tier::Unknown => Role::Unknown,
        Tier::Watch => Role::Watch,
        Tier::Stable => Role::Ok,
    }
}

/// The colour of where a volunteer stands.
pub const fn volunteer_role(status: VolunteerStatus) -> Role {
    match status {
        VolunteerStatus::Active => Role::Ok,
        VolunteerStatus::Applied | VolunteerStatus::Paused => Role::Watch,
        VolunteerStatus::Left => Role::Muted,
    }
}

/// When something was changed, as this machine's clock says it: `at` in Unix seconds; the program's day where that is none.
pub fn moment_of(at: i64, day: NaiveDate, ui: &Ui) -> String {
    local(at).map_or_else(|| ui.language.full(day), |at| ui.language.moment(at, ui.today))
}

/// Whom a visit met: the child, only an adult, nobody; and where, when not at home.
pub fn outcome(visit: &Visit, ui: &Ui) -> Span {
    let role = if visit.child_seen == Some(true) { Role::Ok } else { Role::Watch };
    Span::new(ui.language.visit_outcome(visit), role)
}

/// What was observed on a visit, what needs attention in colour; "all in order" only when all five were looked at.
pub fn observations(visit: &Visit, ui: &Ui) -> Vec<Span> {
    let five = visit.observations();
    if five.iter().all(|(_, seen)| *seen == Some(Observation::Ok)) {
        return vec![Span::new(ui.text("child-all-ok"), Role::Ok)];
    }
    five.into_iter()
        .filter_map(|(column, seen)| {
            let seen = seen?;
            let role = match seen {
                Observation::Ok => Role::Text,
                Observation::Concern => Role::Watch,
                Observation::Urgent => Role::Critical,
                Observation::NotObserved => Role::Muted,
            };
            Some(Span::new(ui.language.observed(column, seen), role))
        })
        .collect()
}

/// A contact's kind and with whom: `电话 奶奶`.
pub fn contact(contact: &Contact, ui: &Ui) -> String {
    let kind = contact_kind(contact.kind, ui);
    match &contact.with_whom {
        Some(with) => format!("{kind} {}", ui.language.spoken_with(with)),
        None => kind,
    }
}

/// A task, and the name of the child it is about; `None` when there is no such task.
///
/// # Errors
/// What the database says.
pub fn task(id: Id, queries: &Queries<'_>, ui: &Ui) -> Result<Option<(Task, Option<String>)>> {
    let Some(task) = queries.record::<Task>(id)? else { return Ok(None) };
    let child = match task.child_id {
        Some(child) => queries.child_brief_of(child)?,
        None => None,
    };
    Ok(Some((task, child.map(|child| ui.language.person(&child.name)))))
}

/// Who said what became of a task, and when, for someone who wants to say it too; `None` when there is no such task.
fn settled_before(id: Id, queries: &Queries<'_>, ui: &Ui) -> Result<Option<String>> {
    let Some(task) = queries.record::<Task>(id)? else { return Ok(None) };
    let (title, status) = (task.title.clone(), task.status.code());
    let by = changed_by(&task.into(), "status", queries, ui)?;
    let values = [("by", by.into()), ("status", status.into()), ("task", title.into())];
    Ok(Some(ui.with("task-settled-before", &values)))
}

/// Who voided, closed, ended or opened again what somebody wants to now, or said what became of a task, and when; `None` where
/// something else was refused.
///
/// # Errors
/// What the database says.
pub fn done_before(
    command: &Command,
    refused: &[Refusal],
    queries: &Queries<'_>,
    ui: &Ui,
) -> Result<Option<String>> {
    let (kind, id, column, reason, done) = match command {
        Command::Void { kind, id, .. } => {
            (*kind, *id, "voided_on", RefusalReason::Voided, "voided")
        }
        Command::Close { kind, id, .. } => (*kind, *id, "status", RefusalReason::Closed, "closed"),
        Command::Reopen { kind, id } => {
            (*kind, *id, "status", RefusalReason::AlreadyThere, "reopened")
        }
        Command::EndAssignment { id } => {
            (Kind::Assignment, *id, "to_day", RefusalReason::Ended, "ended")
        }
        Command::SettleTask { id, .. } => {
            (Kind::Task, *id, "status", RefusalReason::AlreadyThere, "settled")
        }
        _ => return Ok(None),
    };
    if !refused.iter().any(|one| one.reason == reason) {
        return Ok(None);
    }
    if kind == Kind::Task {
        return settled_before(id, queries, ui);
    }
    let Some(record) = queries.any(kind, id)? else { return Ok(None) };
    let by = changed_by(&record, column, queries, ui)?;
    let values = [("by", by.into()), ("done", done.into()), ("kind", kind.table().into())];
    Ok(Some(ui.with("done-before", &values)))
}

/// Who changed a column of a record last, and when: `陈静（周一14:01）`.
///
/// # Errors
/// What the database says.
pub fn changed_by(
    record: &AnyRecord,
    column: &str,
    queries: &Queries<'_>,
    ui: &Ui,
) -> Result<String> {
    Ok(match queries.changed_by(record, column)? {
        Some(change) => {
            let name = ui.language.person(&change.user);
            let when = moment_of(change.at, change.day, ui);
            ui.with("conflict-by", &[("name", name.into()), ("when", when.into())])
        }
        None => ui.text("conflict-by-nobody"),
    })
}

/// A decision on a case in parts: when and what, the note, who, when it comes back; the last one says when that day has come.
pub fn decision(decision: &Decision, ui: &Ui, last: bool) -> Vec<Span> {
    let day = ui.language.near(decision.day, ui.today);
    let mut parts = vec![Span::from(format!("{day} {}", ui.language.code(decision.kind)))];
    if let Some(note) = decision.note.as_deref() {
        parts.push(Span::from(ui.with("pages-quote", &[("text", note.trim().into())])));
    }
    if let Some(name) = &decision.decided_by {
        parts.push(Span::new(ui.language.person(name), Role::Muted));
    }
    let until = ui.language.near(decision.until, ui.today);
    let come = last && decision.until <= ui.today;
    let id = if come { "triage-again-come" } else { "triage-again" };
    let role = if come { Role::Watch } else { Role::Muted };
    parts.push(Span::new(ui.with(id, &[("date", until.into())]), role));
    parts
}

/// How someone was reached.
pub fn contact_kind(kind: ContactKind, ui: &Ui) -> String {
    ui.language.code(kind)
}

/// A mark with its full marks where they aren't 100: `51`, `88/120`.
pub fn mark(exam: &Exam) -> String {
    match exam.full_marks.filter(|full| (*full - 100.0).abs() > f64::EPSILON) {
        Some(full) => format!("{}/{}", number(exam.score), number(full)),
        None => number(exam.score),
    }
}

/// True for less than 60 % of full marks.
pub fn failed(exam: &Exam) -> bool {
    exam.score * 100.0 < exam.full_marks.unwrap_or(100.0) * 60.0
}

/// How a day stands that something must be renewed by: in words and colour, past, soon, or good.
pub fn validity(until: Option<NaiveDate>, subject: &str, ui: &Ui) -> Span {
    let Some(until) = until else {
        return Span::new(ui.text(&format!("volunteer-{subject}-none")), Role::Watch);
    };
    let date = [("date", ui.language.full(until).into())];
    if until < ui.today {
        return Span::new(ui.with(&format!("volunteer-{subject}-expired"), &date), Role::Critical);
    }
    let words = ui.with(&format!("volunteer-{subject}"), &date);
    let days = (until - ui.today).num_days();
    if days <= SOON {
        let left = ui.with("span-in", &[("days", days.into())]);
        return Span::new(format!("{words} ({left})"), Role::Watch);
    }
    Span::new(words, Role::Ok)
}

/// Days before the end of a check or training within which it is shown as ending (as on Today's "also due").
const SOON: i64 = 60;

/// From when to when a match holds: `2025-03-08 起`, `2024-09-01 - 2025-03-07`.
pub fn period(one: &Assignment, ui: &Ui) -> String {
    let full = |day: Option<NaiveDate>| day.map(|day| ui.language.full(day));
    match (full(one.from_day), full(one.to_day)) {
        (None, None) => String::new(),
        (Some(from), None) => ui.with("pages-since", &[("date", from.into())]),
        (None, Some(to)) => ui.with("pages-until", &[("date", to.into())]),
        (Some(from), Some(to)) => format!("{from} - {to}"),
    }
}

/// Two days, both with or both without their year.
pub fn days(from: NaiveDate, to: NaiveDate, ui: &Ui) -> String {
    let language = ui.language;
    if language.near(from, ui.today) == language.short(from) {
        format!("{} - {}", language.short(from), language.short(to))
    } else {
        format!("{} - {}", language.full(from), language.full(to))
    }
}

/// What a visit noticed, for a line of a list: concerns, then what wasn't looked at; "all in order" when it was all five.
pub fn noticed(visit: &Visit, ui: &Ui) -> Vec<Span> {
    let mut all = observations(visit, ui);
    if all.len() > 1 {
        all.retain(|one| one.role != Role::Text);
        all.sort_by_key(|one| match one.role {
            Role::Critical => 0,
            Role::Watch => 1,
            _ => 2,
        });
    }
    all
}

/// Whether someone was at an event: the message and its colour.
pub const fn presence(present: Option<bool>) -> (&'static str, Role) {
    match present {
        Some(true) => ("pages-present", Role::Ok),
        Some(false) => ("pages-absent", Role::Watch),
        None => ("pages-expected", Role::Muted),
    }
}

/// To whom a report was sent, in words.
pub fn recipients(report: &Report, ui: &Ui) -> String {
    report_to(ui.language, report.sent_to.as_deref().unwrap_or_default())
}

/// Where a report stands: to be sent, sent, closed, with the day.
pub fn report_state(report: &Report, ui: &Ui) -> (String, Role) {
    let (id, day, role) = match (report.closed_on, report.sent_on) {
        (Some(day), _) => ("report-state-closed", day, Role::Muted),
        (None, Some(day)) => ("report-state-sent", day, Role::Watch),
        (None, None) => ("report-state-unsent", report.known_on, Role::Critical),
    };
    let day = ui.language.near(day, ui.today);
    (ui.with(id, &[("date", day.into())]), role)
}
