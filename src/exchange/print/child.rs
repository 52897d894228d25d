//! A child's page: for outside a sheet for the visit and one for the school, for the office what the screen says, the restricted
//! reasons without what they are.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::document::{Blank, Card, Document, Part, Sheet, Table};
use super::home::Home;
use super::words::{Words, beside};
use crate::domain::codes::{AttendanceStatus, TaskStatus, Tier};
use crate::domain::records::{Child, Id, Visit};
use crate::language::dates::number;
use crate::store::queries::ChildRecords;
use crate::store::{Queries, Result};

/// So many visits, contacts and marks are printed, the newest.
const NEWEST: usize = 12;
/// So many attendance marks are counted: a school year and more.
const MARKS: usize = 400;

/// The sheets that are taken along: the home, and the school for whoever asks there.
pub(super) fn outside(queries: &Queries<'_>, words: &Words, id: Id) -> Result<Option<Document>> {
    let Some(child) = queries.record::<Child>(id)? else { return Ok(None) };
    let Some(risk) = queries.risk_of(id)? else { return Ok(None) };
    let title = beside(&[&words.language.person(&child.name), &child.code]);
    let mut sheets = Vec::new();
    if let Some(home) = Home::read(queries, risk)? {
        sheets.push(Sheet {
            title: words.with("print-visit-of", &[("name", (&title).into())]),
            lines: vec![words.imprint()],
            parts: vec![
                Part::Text(words.text("print-how-to")),
                Part::Card(home.card(None, None, words)),
            ],
        });
    }
    sheets.push(Sheet {
        title: words.with("print-school-of", &[("name", (&title).into())]),
        lines: vec![words.imprint()],
        parts: vec![Part::Card(at_school(&child, words))],
    });
    Ok(Some(words.outside(sheets)))
}

/// What to ask at school, in the order in which it is entered.
fn at_school(child: &Child, words: &Words) -> Card {
    let list = |ids: &[&str]| ids.iter().map(|id| words.text(id)).collect::<Vec<_>>();
    let mut facts = Vec::new();
    words.fact(&mut facts, "field-child-school", words.school(child));
    let teacher = child.class_teacher.as_deref().unwrap_or_default();
    let teacher = beside(&[teacher, child.teacher_phone.as_deref().unwrap_or_default()]);
    words.fact(&mut facts, "field-child-class_teacher", teacher);
    Card {
        title: beside(&[&words.language.person(&child.name), &words.sex_age(child)]),
        facts,
        blanks: vec![
            Blank::Short(list(&["print-blank-day", "print-blank-asked"])),
            Blank::Short(list(&["print-blank-from", "print-blank-to", "print-blank-days"])),
            Blank::Short(list(&["print-blank-excused", "print-blank-unexcused"])),
            Blank::Short(list(&[
                "print-blank-chinese",
                "print-blank-maths",
                "print-blank-english",
            ])),
            Blank::Lines { label: words.text("print-blank-note"), count: 3 },
        ],
    }
}

/// The page that stays.
pub(super) fn office(queries: &Queries<'_>, words: &Words, id: Id) -> Result<Option<Document>> {
    let Some(child) = queries.record::<Child>(id)? else { return Ok(None) };
    let Some(risk) = queries.risk_of(id)? else { return Ok(None) };
    let language = words.language;
    let records = queries.child_records(id, MARKS)?;
    let mut parts = vec![Part::Facts(about(queries, &child, words)?)];

    let high = if risk.verify || risk.tier == Tier::Unknown {
        words.with("child-score-high", &[("high", risk.score_high.into())])
    } else {
        String::new()
    };
    let tier = language.code(risk.tier);
    let score = words.with("child-score", &[("tier", tier.into()), ("score", risk.score.into())]);
    let known = words.with("child-coverage", &[("percent", risk.coverage.into())]);
    let heading = beside(&[&words.text("child-risk"), &score, &high, &known]);
    parts.push(Part::Heading(heading));
    let mut table = Table::new([
        format!("#{}", words.text("child-points")),
        words.text("print-why"),
        words.text("print-of-day"),
        words.text("print-until"),
    ]);
    for reason in &risk.reasons {
        let points = if reason.points > 0 && !crate::language::reasons::is_restricted(reason.code) {
            reason.points.to_string()
        } else {
            String::new()
        };
        table.row([
            points,
            language.reason_open(reason, words.today),
            words.day_or_blank(reason.date),
            words.day_or_blank(reason.expires),
        ]);
    }
    push(&mut parts, table);
    let lacking: Vec<String> =
        risk.lacking().into_iter().map(|domain| language.domain_short(domain)).collect();
    if !lacking.is_empty() {
        let domains = language.list(&lacking);
        parts.push(Part::Text(words.with("child-unknown", &[("domains", domains.into())])));
    }
    visits(queries, &records, words, &mut parts)?;
    others(&records, words, &mut parts);
    let sheet = Sheet {
        title: beside(&[&language.person(&child.name), &words.sex_age(&child), &child.code]),
        lines: vec![beside(&[&words.imprint(), &language.person(queries.user())])],
        parts,
    };
    Ok(Some(words.inside(vec![sheet])))
}

/// Who the child is and who is around it. The ID number stays in the database.
fn about(queries: &Queries<'_>, child: &Child, words: &Words) -> Result<Vec<(String, String)>> {
    let language = words.language;
    let mut facts = Vec::new();
    words.fact(&mut facts, "field-child-birth_date", words.day_or_blank(child.birth_date));
    let lunar = child.lunar_birthday.map(|lunar| language.lunar_full(lunar));
    words.fact(&mut facts, "field-child-lunar_birthday", lunar.unwrap_or_default());
    words.fact(&mut facts, "field-child-address", words.address(child));
    words.fact(&mut facts, "field-child-school", words.school(child));
    let teacher = child.class_teacher.as_deref().unwrap_or_default();
    let teacher = beside(&[teacher, child.teacher_phone.as_deref().unwrap_or_default()]);
    words.fact(&mut facts, "field-child-class_teacher", teacher);
    let categories: Vec<String> = child
        .categories
        .iter()
        .flat_map(|list| list.split(';'))
        .map(|one| language.usual(one.trim()))
        .filter(|one| !one.is_empty())
        .collect();
    words.fact(&mut facts, "field-child-categories", language.list(&categories));
    words.fact(&mut facts, "field-child-admitted_on", words.day_or_blank(child.admitted_on));
    let risk = queries.risk_of(child.meta.id)?;
    let due = risk.as_ref().and_then(|risk| risk.visit_due);
    words.fact(&mut facts, "print-fact-due", words.due(due));
    if let Some(risk) = risk {
        words.fact(&mut facts, "print-fact-seen", words.day(risk.last_seen));
        if let Some(home) = Home::read(queries, risk)? {
            words.fact(&mut facts, "print-fact-carer", home.carer(words));
            words.fact(&mut facts, "print-col-volunteer", home.companions(None, words));
        }
    }
    words.fact(&mut facts, "field-child-note", child.note.clone().unwrap_or_default());
    Ok(facts)
}

fn visits(
    queries: &Queries<'_>,
    records: &ChildRecords,
    words: &Words,
    parts: &mut Vec<Part>,
) -> Result<()> {
    let mut table = Table::new([
        words.text("print-blank-day"),
        words.text("print-col-volunteer"),
        words.text("print-outcome"),
        words.text("print-observed"),
        words.text("field-visit-note"),
    ]);
    for visit in records.visits.iter().take(NEWEST) {
        table.row([
            words.language.full(visit.day),
            who(queries, visit, words)?,
            words.language.visit_outcome(visit),
            words.observed(visit),
            visit.note.clone().unwrap_or_default(),
        ]);
    }
    headed(parts, "child-tab-visits", table, words);
    Ok(())
}

fn who(queries: &Queries<'_>, visit: &Visit, words: &Words) -> Result<String> {
    let mut names = Vec::new();
    for id in [visit.volunteer_id, visit.second_volunteer_id].into_iter().flatten() {
        names.extend(queries.volunteer_brief(id)?.map(|one| words.language.person(&one.name)));
    }
    Ok(words.language.list(&names))
}

/// Contacts, open tasks, attendance and marks.
fn others(records: &ChildRecords, words: &Words, parts: &mut Vec<Part>) {
    let language = words.language;
    let mut table = Table::new([
        words.text("print-blank-day"),
        words.text("print-kind"),
        words.text("field-contact-with_whom"),
        words.text("field-contact-note"),
    ]);
    for contact in records.contacts.iter().take(NEWEST) {
        table.row([
            language.full(contact.day),
            language.code(contact.kind),
            contact.with_whom.clone().unwrap_or_default(),
            contact.note.clone().unwrap_or_default(),
        ]);
    }
    headed(parts, "page-contacts", table, words);
    let mut table = Table::new([
        words.text("field-task-due"),
        words.text("field-task-title"),
        words.text("field-task-owner"),
    ]);
    for task in records.tasks.iter().filter(|task| task.status == TaskStatus::Open) {
        let owner = task.owner.as_deref().map(|name| language.person(name));
        table.row([words.due(Some(task.due)), task.title.clone(), owner.unwrap_or_default()]);
    }
    headed(parts, "child-tasks", table, words);
    headed(parts, "print-attendance", attendance(records, words), words);
    let mut table = Table::new([
        words.text("print-blank-day"),
        words.text("print-subject"),
        format!("#{}", words.text("print-mark")),
    ]);
    for exam in records.exams.iter().take(NEWEST) {
        let full = exam.full_marks.filter(|full| (*full - 100.0).abs() > f64::EPSILON);
        let full = full.map_or_else(String::new, |full| format!("/{}", number(full)));
        table.row([
            language.full(exam.day),
            language.subject(&exam.subject),
            format!("{}{full}", number(exam.score)),
        ]);
    }
    headed(parts, "print-marks", table, words);
}

/// Attendance, month by month from the daily marks, and the schools' ranges as they are; newest first.
fn attendance(records: &ChildRecords, words: &Words) -> Table {
    let language = words.language;
    let mut months: BTreeMap<(i32, u32), (u32, u32, u32)> = BTreeMap::new();
    for mark in &records.attendance_days {
        let month = months.entry((mark.day.year(), mark.day.month())).or_default();
        month.0 += 1;
        month.1 += u32::from(mark.status == AttendanceStatus::Excused);
        month.2 += u32::from(mark.status == AttendanceStatus::Unexcused);
    }
    let mut table = Table::new([
        words.text("print-when"),
        format!("#{}", words.text("print-blank-days")),
        format!("#{}", words.text("print-blank-excused")),
        format!("#{}", words.text("print-blank-unexcused")),
    ]);
    for ((year, month), (days, excused, unexcused)) in months.into_iter().rev() {
        table.row([
            format!("{year}-{month:02}"),
            days.to_string(),
            excused.to_string(),
            unexcused.to_string(),
        ]);
    }
    for range in records.attendance_ranges.iter().take(NEWEST) {
        table.row([
            format!("{} - {}", language.full(range.from_day), language.full(range.to_day)),
            number(range.days_recorded),
            number(range.absent_excused.unwrap_or(0.0)),
            number(range.absent_unexcused.unwrap_or(0.0)),
        ]);
    }
    table
}

/// A table under its heading, where it has rows.
fn headed(parts: &mut Vec<Part>, heading: &str, table: Table, words: &Words) {
    if !table.rows.is_empty() {
        parts.push(Part::Heading(words.text(heading)));
        push(parts, table);
    }
}

fn push(parts: &mut Vec<Part>, table: Table) {
    if !table.rows.is_empty() {
        parts.push(Part::Table(table));
    }
}
