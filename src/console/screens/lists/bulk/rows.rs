//! What will come of it for each row, and for whom it can't be done and why.

use std::collections::HashSet;

use super::work::{Filled, Work};
use crate::console::screen::Ui;
use crate::console::screens::words::{self, changed_by};
use crate::domain::codes::{ReasonCode, Status, TaskStatus, VolunteerStatus};
use crate::domain::records::{Carer, Contact, Event, Id, Report, Task, Visit, Volunteer};
use crate::store::queries::RiskRow;
use crate::store::{AnyRecord, Kind, Queries, Result, StoreError};

/// So many open tasks of a child are counted.
const TASKS: usize = 200;

/// A row, and what comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Consequence {
    /// The record that will be changed, or the child that something will be added to.
    pub(super) id: Id,
    pub(super) name: String,
    pub(super) words: String,
    /// It can be done.
    pub(super) able: bool,
    /// The children who will have no volunteer any more.
    pub(super) alone: Vec<Id>,
}

/// Hears how many rows were looked at; false stops it.
pub(super) type Watch<'a> = dyn FnMut(usize) -> bool + 'a;

/// What comes of it for each row; those that can't come first.
pub(super) fn consequences(
    (work, kind): (Work, Kind),
    ids: &[Id],
    filled: &Filled,
    (queries, ui): (&Queries<'_>, &Ui),
    watch: &mut Watch<'_>,
) -> Result<Vec<Consequence>> {
    let mut rows = match (work.on(kind), kind) {
        (Work::Assign | Work::Task, _) => {
            let children = queries.children_by_id(&children_of(kind, ids, queries)?)?;
            let taken = match filled.volunteer {
                Some(volunteer) => taken(volunteer, filled, queries)?,
                None => HashSet::new(),
            };
            let mut rows = Vec::with_capacity(children.len());
            for (done, child) in children.iter().enumerate() {
                rows.push(adding(work, child, &taken, queries, ui)?);
                heard(done, watch)?;
            }
            rows
        }
        (Work::Close, Kind::Child) => {
            let mut rows = Vec::with_capacity(ids.len());
            for (done, child) in queries.children_by_id(ids)?.iter().enumerate() {
                rows.push(closing_child(child, queries, ui)?);
                heard(done, watch)?;
            }
            rows
        }
        (Work::Leave, _) => {
            let volunteers = queries.by_id::<Volunteer>(ids)?;
            let leaving: HashSet<Id> = volunteers.iter().map(|one| one.meta.id).collect();
            let mut rows = Vec::with_capacity(volunteers.len());
            for (done, volunteer) in volunteers.iter().enumerate() {
                heard(done, watch)?;
                rows.push(leaves(volunteer, &leaving, queries, ui)?);
            }
            rows
        }
        (Work::Close, Kind::Carer) => {
            let mut rows = Vec::with_capacity(ids.len());
            for (done, carer) in queries.by_id::<Carer>(ids)?.into_iter().enumerate() {
                heard(done, watch)?;
                let children = queries.children_of_carer(carer.meta.id)?.len();
                let able = carer.status != Status::Closed;
                let words = if !able {
                    closed_words(kind, carer.meta.id, queries, ui)?
                } else if children > 0 {
                    ui.with("form-close-carer", &[("count", children.into())])
                } else {
                    String::new()
                };
                let (id, name) = (carer.meta.id, ui.language.person(&carer.name));
                rows.push(Consequence { id, name, words, able, alone: Vec::new() });
            }
            rows
        }
        (Work::Close, _) => {
            let mut rows = Vec::with_capacity(ids.len());
            for (done, event) in queries.by_id::<Event>(ids)?.iter().enumerate() {
                heard(done, watch)?;
                rows.push(closing_event(event, queries, ui)?);
            }
            rows
        }
        (Work::Void, Kind::Visit) => {
            let visits = queries.by_id::<Visit>(ids)?;
            let away: HashSet<Id> = visits.iter().map(|visit| visit.meta.id).collect();
            let mut rows = Vec::with_capacity(visits.len());
            for (done, visit) in visits.iter().enumerate() {
                rows.push(voiding(visit, &away, queries, ui)?);
                heard(done, watch)?;
            }
            rows
        }
        (Work::Void, _) => {
            let mut rows = Vec::with_capacity(ids.len());
            for (done, contact) in queries.by_id::<Contact>(ids)?.into_iter().enumerate() {
                heard(done, watch)?;
                let child = queries.child_brief_of(contact.child_id)?.map(|child| child.name);
                let day = ui.language.near(contact.day, ui.today);
                let (id, able) = (contact.meta.id, contact.voided_on.is_none());
                let mut words = format!("{day} {}", words::contact(&contact, ui));
                if !able {
                    words = format!("{words}  {}", voided_words(&contact.into(), queries, ui)?);
                }
                let name = child.map_or_else(String::new, |name| ui.language.person(&name));
                rows.push(Consequence { id, name, words, able, alone: Vec::new() });
            }
            rows
        }
        (Work::Finish | Work::Drop, _) => {
            let mut rows = Vec::with_capacity(ids.len());
            for (done, task) in queries.by_id::<Task>(ids)?.iter().enumerate() {
                rows.push(settling(task, queries, ui)?);
                heard(done, watch)?;
            }
            rows
        }
    };
    rows.sort_by_key(|row| row.able);
    Ok(rows)
}

/// The children of the rows, each once.
fn children_of(kind: Kind, ids: &[Id], queries: &Queries<'_>) -> Result<Vec<Id>> {
    let mut children: Vec<Id> = match kind {
        Kind::Visit => queries.by_id::<Visit>(ids)?.iter().map(|visit| visit.child_id).collect(),
        Kind::Contact => {
            queries.by_id::<Contact>(ids)?.iter().map(|contact| contact.child_id).collect()
        }
        Kind::Report => {
            queries.by_id::<Report>(ids)?.iter().map(|report| report.child_id).collect()
        }
        _ => ids.to_vec(),
    };
    let mut seen = HashSet::new();
    children.retain(|child| seen.insert(*child));
    Ok(children)
}

/// The children whose match with the volunteer would overlap a new one.
fn taken(volunteer: Id, filled: &Filled, queries: &Queries<'_>) -> Result<HashSet<Id>> {
    let from = filled.from.unwrap_or_else(|| queries.today());
    Ok(queries
        .assignments_of(volunteer)?
        .into_iter()
        .filter(|old| old.to_day.is_none_or(|to| to >= from))
        .map(|old| old.child_id)
        .collect())
}

fn adding(
    work: Work,
    row: &RiskRow,
    taken: &HashSet<Id>,
    queries: &Queries<'_>,
    ui: &Ui,
) -> Result<Consequence> {
    let child = &row.child;
    let closed = child.status == Status::Closed;
    let has_already = work == Work::Assign && taken.contains(&child.id);
    let place = ui.language.place(child.township.as_deref(), child.village.as_deref());
    let words = if closed {
        closed_words(Kind::Child, child.id, queries, ui)?
    } else if has_already {
        ui.text("list-bulk-has-already")
    } else if work == Work::Assign {
        let with: Vec<String> = queries
            .volunteers_of(child.id)?
            .iter()
            .map(|volunteer| ui.language.person(&volunteer.name))
            .collect();
        let now = if with.is_empty() {
            ui.text("today-without-volunteer")
        } else {
            ui.with("list-bulk-beside", &[("names", ui.language.list(&with).into())])
        };
        format!("{} {place}  {now}", child.code)
    } else {
        format!("{} {place}", child.code)
    };
    Ok(Consequence {
        id: child.id,
        name: ui.language.person(&child.name),
        words,
        able: !closed && !has_already,
        alone: Vec::new(),
    })
}

/// Why nothing is done to a file any more: it was merged into another, or closed.
fn closed_words(kind: Kind, id: Id, queries: &Queries<'_>, ui: &Ui) -> Result<String> {
    Ok(match queries.merged_into(kind, id)? {
        Some((_, code, _)) => ui.with("list-bulk-is-merged", &[("code", code.into())]),
        None if kind == Kind::Volunteer => ui.language.code(VolunteerStatus::Left),
        None => ui.text("list-bulk-is-closed"),
    })
}

/// Who voided a row, and when.
fn voided_words(row: &AnyRecord, queries: &Queries<'_>, ui: &Ui) -> Result<String> {
    let by = changed_by(row, "voided_on", queries, ui)?;
    Ok(ui.with("list-bulk-is-voided", &[("by", by.into())]))
}

fn closing_child(row: &RiskRow, queries: &Queries<'_>, ui: &Ui) -> Result<Consequence> {
    let child = &row.child;
    let closed = child.status == Status::Closed;
    let reported = row.reasons.iter().any(|why| why.code == ReasonCode::OvrReport);
    let words = if closed {
        closed_words(Kind::Child, child.id, queries, ui)?
    } else if reported {
        ui.text("list-bulk-reported")
    } else {
        let mut words = Vec::new();
        let matches = queries.volunteers_of(child.id)?.len();
        if matches > 0 {
            words.push(ui.with("form-close-child", &[("count", matches.into())]));
        }
        let tasks = queries.open_tasks_of(child.id, TASKS)?.len();
        if tasks > 0 {
            words.push(ui.with("form-close-tasks", &[("count", tasks.into())]));
        }
        format!("{} {}", child.code, ui.language.list(&words))
    };
    let name = ui.language.person(&child.name);
    Ok(Consequence { id: child.id, name, words, able: !closed && !reported, alone: Vec::new() })
}

/// The day stands where others have the name, so that the title has room.
fn closing_event(event: &Event, queries: &Queries<'_>, ui: &Ui) -> Result<Consequence> {
    let gone = event.status == Status::Closed;
    let people = queries.participants(event.meta.id)?.len();
    let people = if gone {
        ui.text("list-bulk-is-closed")
    } else if people > 0 {
        ui.with("list-bulk-signed-up", &[("count", people.into())])
    } else {
        String::new()
    };
    Ok(Consequence {
        id: event.meta.id,
        name: ui.language.near(event.starts_on, ui.today),
        words: format!("{}  {people}", event.title),
        able: !gone,
        alone: Vec::new(),
    })
}

/// What comes of it when a volunteer leaves together with others: whom they accompanied, and who then has nobody.
fn leaves(
    volunteer: &Volunteer,
    leaving: &HashSet<Id>,
    queries: &Queries<'_>,
    ui: &Ui,
) -> Result<Consequence> {
    let id = volunteer.meta.id;
    let able = volunteer.status != VolunteerStatus::Left;
    let mut words = Vec::new();
    let mut alone = Vec::new();
    if able {
        let mut names = Vec::new();
        for matched in queries.assignments_of(id)? {
            let now = matched.from_day.is_none_or(|from| from <= ui.today)
                && matched.to_day.is_none_or(|to| to >= ui.today);
            let child = if now { queries.child_brief_of(matched.child_id)? } else { None };
            let Some(child) = child.filter(|child| child.status == Status::Active) else {
                continue;
            };
            let with = queries.volunteers_of(child.id)?;
            if !alone.contains(&child.id) && with.iter().all(|one| leaving.contains(&one.id)) {
                alone.push(child.id);
                names.push(ui.language.person(&child.name));
            }
        }
        let load = queries.load_of(id)?;
        if load > 0 {
            words.push(ui.with("form-close-volunteer", &[("count", load.into())]));
        }
        if !alone.is_empty() {
            let names = ui.language.list(&names);
            words.push(ui.with("list-bulk-alone-names", &[("names", names.into())]));
        }
    } else {
        words.push(closed_words(Kind::Volunteer, id, queries, ui)?);
    }
    let name = ui.language.person(&volunteer.name);
    Ok(Consequence { id, name, words: words.join("; "), able, alone })
}

/// How many children will have no volunteer any more, each counted once.
pub(super) fn left_alone(rows: &[Consequence], ui: &Ui) -> Option<String> {
    let alone: HashSet<Id> = rows.iter().flat_map(|row| row.alone.iter().copied()).collect();
    (!alone.is_empty()).then(|| ui.with("list-bulk-alone", &[("count", alone.len().into())]))
}

/// What is voided with a visit: by the visits that stay the child was last visited earlier, or never.
fn voiding(
    visit: &Visit,
    away: &HashSet<Id>,
    queries: &Queries<'_>,
    ui: &Ui,
) -> Result<Consequence> {
    let child = queries.child_brief_of(visit.child_id)?.map(|child| child.name);
    let day = ui.language.near(visit.day, ui.today);
    let id = match (visit.child_seen, visit.guardian_seen) {
        (Some(true), _) => "form-visit-seen",
        (_, Some(true)) => "form-visit-adult",
        _ => "form-visit-nobody",
    };
    let counted = queries.counted_visits_of(visit.child_id)?;
    let last = |stays: bool| {
        let days = counted.iter().filter(|(id, _)| !stays || !away.contains(id));
        days.map(|(_, day)| *day).max()
    };
    let then = match (last(false), last(true)) {
        _ if visit.voided_on.is_some() => voided_words(&visit.clone().into(), queries, ui)?,
        (now, then) if now == then => ui.text("list-bulk-void-same"),
        (_, Some(then)) => {
            let day = ui.language.near(then, ui.today);
            ui.with("list-bulk-void-last", &[("day", day.into())])
        }
        (_, None) => ui.text("list-bulk-void-never"),
    };
    Ok(Consequence {
        id: visit.meta.id,
        name: child.map_or_else(String::new, |name| ui.language.person(&name)),
        words: format!("{day} {}  {then}", ui.text(id)),
        able: visit.voided_on.is_none(),
        alone: Vec::new(),
    })
}

/// Tells from time to time how many rows were looked at, and stops where that is no longer wanted.
fn heard(done: usize, watch: &mut Watch<'_>) -> Result<()> {
    if done.is_multiple_of(256) && !watch(done) {
        return Err(StoreError::Stopped);
    }
    Ok(())
}

fn settling(task: &Task, queries: &Queries<'_>, ui: &Ui) -> Result<Consequence> {
    let child = match task.child_id {
        Some(child) => queries.child_brief_of(child)?.map(|child| child.name),
        None => None,
    };
    let able = task.status == TaskStatus::Open;
    let words = if able {
        format!("{} {}", ui.language.near(task.due, ui.today), task.title)
    } else {
        format!("{} ({})", task.title, ui.language.code(task.status))
    };
    let name = child.map_or_else(String::new, |name| ui.language.person(&name));
    Ok(Consequence { id: task.meta.id, name, words, able, alone: Vec::new() })
}

/// What speaks against it without forbidding it: the volunteer would have more children than it allows, or an expired check.
pub(super) fn warnings(
    filled: &Filled,
    able: usize,
    queries: &Queries<'_>,
    ui: &Ui,
) -> Result<Vec<String>> {
    let Some(id) = filled.volunteer else { return Ok(Vec::new()) };
    let Some(volunteer) = queries.record::<Volunteer>(id)? else { return Ok(Vec::new()) };
    let name = ui.language.person(&volunteer.name);
    let mut warnings = Vec::new();
    let load = queries.load_of(id)?;
    let after = load + able;
    if let Some(most) = volunteer.capacity
        && i64::try_from(after).is_ok_and(|after| after > most)
    {
        let values = [
            ("name", (&name).into()),
            ("load", load.into()),
            ("after", after.into()),
            ("most", most.into()),
        ];
        warnings.push(ui.with("list-bulk-too-full", &values));
    }
    match volunteer.check_valid_until {
        None => warnings.push(ui.with("list-bulk-no-check", &[("name", (&name).into())])),
        Some(until) if until < ui.today => {
            let until = ui.language.full(until);
            let values = [("name", (&name).into()), ("day", until.into())];
            warnings.push(ui.with("list-bulk-check-over", &values));
        }
        Some(_) => {}
    }
    Ok(warnings)
}
