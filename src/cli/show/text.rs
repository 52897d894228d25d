//! A record in words: its fields one a line, then each of its lists as a table.

use anyhow::Result;
use serde_json::{Map, Value as Json};

use super::What;
use crate::cli::json::sheet_rows;
use crate::cli::output::{Output, plain};
use crate::cli::words::{sheet_in_words, written};
use crate::domain::records::{Child, Event, Id, Record, Volunteer};
use crate::domain::value::Value;
use crate::language::Language;
use crate::language::dates::change;
use crate::store::Queries;
use crate::store::queries::{Sheet, SheetScope, Window};

/// A child's fields in the order in which one reads a file.
const CHILD: &[&str] = &[
    "code",
    "name",
    "status",
    "merged_into_code",
    "closed_on",
    "closed_reason",
    "sex",
    "birth_date",
    "lunar_birthday",
    "celebrate_by",
    "id_number",
    "township",
    "village",
    "address",
    "school",
    "grade",
    "class",
    "class_teacher",
    "teacher_phone",
    "categories",
    "guardian_name",
    "guardian_relation",
    "guardian_phone",
    "admitted_on",
    "note",
    "volunteer_code",
    "last_seen",
    "last_visit",
    "visit_due",
    "tier",
    "score",
    "score_high",
    "change_30",
    "coverage",
    "verify",
];

const VOLUNTEER: &[&str] = &[
    "code",
    "name",
    "status",
    "merged_into_code",
    "sex",
    "phone",
    "township",
    "village",
    "joined_on",
    "check_valid_until",
    "training_valid_until",
    "capacity",
    "note",
];

const EVENT: &[&str] = &[
    "code",
    "title",
    "kind",
    "status",
    "closed_on",
    "starts_on",
    "ends_on",
    "place",
    "leader_code",
    "capacity",
    "note",
];

/// Prints the record.
pub(super) fn print(
    out: &mut Output,
    what: What,
    file: &Map<String, Json>,
    (queries, id): (Queries<'_>, Id),
    language: Language,
) -> Result<()> {
    let fields = match what {
        What::Child => CHILD,
        What::Volunteer => VOLUNTEER,
        What::Event => EVENT,
    };
    for name in fields {
        let value = file.get(*name).filter(|value| !value.is_null());
        let Some(mut value) = value.map(|value| in_words(what, name, value, language)) else {
            continue;
        };
        if name.ends_with("volunteer_code") || *name == "leader_code" {
            value = with_name::<Volunteer>(&value, queries, language)?;
        }
        out.line(&format!("{}  {value}", language.text(&format!("column-{name}"))))?;
    }
    let sheets: &[(&str, Sheet)] = match what {
        What::Child => {
            reasons(out, file, language)?;
            &[
                ("tasks", Sheet::Tasks),
                ("assignments", Sheet::Assignments),
                ("visits", Sheet::Visits),
                ("contacts", Sheet::Contacts),
                ("facts", Sheet::Facts),
                ("exams", Sheet::Exams),
                ("attendance", Sheet::Attendance),
            ]
        }
        What::Volunteer => &[("assignments", Sheet::Assignments), ("visits", Sheet::Visits)],
        What::Event => {
            let event = queries.record::<Event>(id)?;
            let times = event.map(|event| [event.starts_at, event.ends_at]).unwrap_or_default();
            for (name, time) in ["starts_at", "ends_at"].into_iter().zip(times) {
                if let Some(time) = time {
                    out.line(&format!("{}  {time}", language.field("event", name)))?;
                }
            }
            return participants(out, file, queries, language);
        }
    };
    let (scope, own) = match what {
        What::Child => (SheetScope::Child(id), "child_code"),
        _ => (SheetScope::Volunteer(id), "volunteer_code"),
    };
    for (title, sheet) in sheets {
        let rows = sheet_rows(queries, *sheet, scope, Window::ALL)?;
        if rows.is_empty() {
            continue;
        }
        let hidden: &[&str] =
            if *sheet == Sheet::Visits && what == What::Volunteer { &[] } else { &[own] };
        let (labels, cells) = sheet_in_words(*sheet, &rows, hidden, language);
        heading(out, title, language)?;
        out.table(&labels, &cells)?;
    }
    Ok(())
}

fn heading(out: &mut Output, name: &str, language: Language) -> Result<()> {
    out.line("")?;
    out.line(&language.text(&format!("column-{name}")))?;
    Ok(())
}

fn in_words(what: What, name: &str, value: &Json, language: Language) -> String {
    let coded = |prefix: &str| {
        value.as_str().map_or_else(String::new, |code| language.text(&format!("{prefix}-{code}")))
    };
    match (name, what) {
        ("tier", _) => coded("tier"),
        ("sex", What::Volunteer) => coded("sex-adult"),
        ("sex", _) => coded("sex"),
        ("status", What::Volunteer) => coded("volunteer-status"),
        ("status", _) => coded("status"),
        ("celebrate_by", _) => coded("calendar"),
        ("kind", _) => coded("event-kind"),
        ("grade", _) => value.as_i64().map_or_else(String::new, |grade| language.grade_long(grade)),
        ("change_30", _) => change(value.as_i64()),
        ("verify", _) => yes_no(value, language),
        _ => written(name, value, language),
    }
}

fn yes_no(value: &Json, language: Language) -> String {
    value.as_bool().map(|yes| language.yes_no(yes)).unwrap_or_default()
}

/// Why the child stands where it stands: points, words, until when it holds; then what is unknown.
fn reasons(out: &mut Output, file: &Map<String, Json>, language: Language) -> Result<()> {
    heading(out, "reasons", language)?;
    let text = |item: &Json, name: &str| item.get(name).map(plain).unwrap_or_default();
    for reason in file.get("reasons").and_then(Json::as_array).into_iter().flatten() {
        let until = text(reason, "expires");
        let until = if until.is_empty() {
            String::new()
        } else {
            language.with("child-expires", &[("date", until.into())])
        };
        let words = text(reason, "text");
        out.line(&format!("  {:>3}  {words}  {until}", text(reason, "points")))?;
    }
    let unknown: Vec<String> = file
        .get("domains")
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
        .filter(|part| part.get("covered") == Some(&Json::Bool(false)))
        .map(|part| language.text(&format!("domain-{}", text(part, "code"))))
        .collect();
    if !unknown.is_empty() {
        let domains = language.list(&unknown);
        out.line(&format!("  {}", language.with("child-unknown", &[("domains", domains.into())])))?;
    }
    Ok(())
}

/// A code with the name of whom or what it stands for.
fn with_name<R: Record>(code: &str, queries: Queries<'_>, language: Language) -> Result<String> {
    let record = queries.by_code::<R>(code)?;
    let at = R::COLUMNS.iter().position(|column| *column == "name");
    let name = record.zip(at).and_then(|(record, at)| record.values().into_iter().nth(at));
    Ok(match name {
        Some(Value::Text(name)) => format!("{code} {}", language.person(&name)),
        _ => code.to_owned(),
    })
}

fn participants(
    out: &mut Output,
    file: &Map<String, Json>,
    queries: Queries<'_>,
    language: Language,
) -> Result<()> {
    let people = file.get("participants").and_then(Json::as_array);
    let Some(people) = people.filter(|people| !people.is_empty()) else { return Ok(()) };
    heading(out, "participants", language)?;
    for person in people {
        let code = |name: &str| person.get(name).and_then(Json::as_str);
        let who = match (code("child_code"), code("volunteer_code")) {
            (Some(code), _) => with_name::<Child>(code, queries, language)?,
            (None, code) => with_name::<Volunteer>(code.unwrap_or_default(), queries, language)?,
        };
        let present = person.get("present").map_or_else(String::new, |it| match it {
            Json::Null => language.text("event-not-known"),
            known => yes_no(known, language),
        });
        out.line(&format!("  {who}  {} {present}", language.text("column-present")))?;
    }
    Ok(())
}
