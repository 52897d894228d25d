//! One child, volunteer or event with everything that belongs to it.

use anyhow::Result;
use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use super::sheet::{json_of, objects};
use super::{ChildRow, Risk};
use crate::domain::records::{Carer, Child, Event, Id, Record, Volunteer};
use crate::domain::resident_id::masked;
use crate::language::Language;
use crate::store::queries::{RiskRow, Sheet, SheetCell, SheetScope};
use crate::store::{Kind, Queries};

/// A child's file: its row of the list, the rest of its own fields, and its records, newest first.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct ChildJson<'a> {
    #[serde(flatten)]
    row: ChildRow<'a>,
    #[serde(flatten)]
    rest: Map<String, Json>,
}

/// The fields of a record, as the import calls them.
fn fields<R: Record>(record: &R) -> Map<String, Json> {
    let values = record.values().into_iter().map(|value| json_of(value, SheetCell::Plain));
    R::COLUMNS.iter().map(|column| (*column).to_owned()).zip(values).collect()
}

/// The code of the file into which this one was merged, in the place of its id.
fn name_merged(
    file: &mut Map<String, Json>,
    queries: Queries<'_>,
    kind: Kind,
    id: Id,
) -> Result<()> {
    file.remove("merged_into_id");
    let into = queries.merged_into(kind, id)?.map(|(_, code, _)| code);
    file.insert("merged_into_code".to_owned(), json!(into));
    Ok(())
}

/// A child's file.
pub(in crate::cli) fn child_file<'a>(
    queries: Queries<'_>,
    child: &Child,
    row: &'a RiskRow,
    full: bool,
    language: Language,
) -> Result<ChildJson<'a>> {
    let mut rest = fields(child);
    // These stand in the row of the list; a grade there is that of the day.
    for column in
        ["code", "name", "sex", "birth_date", "village", "school", "grade", "status", "grade_year"]
    {
        rest.remove(column);
    }
    rest.remove("carer_id");
    name_merged(&mut rest, queries, Kind::Child, child.meta.id)?;
    let relation = rest.remove("carer_relation").unwrap_or_default();
    let carer = child.carer_id.map(|id| queries.record::<Carer>(id)).transpose()?.flatten();
    rest.insert("guardian_code".to_owned(), json!(carer.as_ref().map(|carer| &carer.code)));
    rest.insert("guardian_name".to_owned(), json!(carer.as_ref().map(|carer| &carer.name)));
    rest.insert("guardian_relation".to_owned(), relation);
    rest.insert("guardian_phone".to_owned(), json!(carer.as_ref().map(|carer| &carer.phone)));
    if let Some(number) = child.id_number.as_deref().filter(|_| !full) {
        rest.insert("id_number".to_owned(), Json::from(masked(number)));
    }
    let scope = SheetScope::Child(child.meta.id);
    for (name, sheet) in [
        ("facts", Sheet::Facts),
        ("visits", Sheet::Visits),
        ("contacts", Sheet::Contacts),
        ("attendance", Sheet::Attendance),
        ("exams", Sheet::Exams),
        ("tasks", Sheet::Tasks),
        ("assignments", Sheet::Assignments),
    ] {
        rest.insert(name.to_owned(), objects(queries, sheet, scope)?);
    }
    let risk = Risk::full(row, language, queries.today());
    Ok(ChildJson { row: ChildRow::new(row, risk), rest })
}

/// A volunteer's file: own fields, matches, visits.
pub(in crate::cli) fn volunteer_file(queries: Queries<'_>, volunteer: &Volunteer) -> Result<Json> {
    let mut file = fields(volunteer);
    name_merged(&mut file, queries, Kind::Volunteer, volunteer.meta.id)?;
    let scope = SheetScope::Volunteer(volunteer.meta.id);
    for (name, sheet) in [("assignments", Sheet::Assignments), ("visits", Sheet::Visits)] {
        file.insert(name.to_owned(), objects(queries, sheet, scope)?);
    }
    Ok(Json::Object(file))
}

/// An event's file: own fields and who takes part.
pub(in crate::cli) fn event_file(queries: Queries<'_>, event: &Event) -> Result<Json> {
    let mut file = fields(event);
    file.remove("leader_id");
    let leader = event.leader_id.map(|id| queries.volunteer_brief(id)).transpose()?.flatten();
    file.insert("leader_code".to_owned(), json!(leader.map(|leader| leader.code)));
    let mut people = Vec::new();
    for part in queries.participants(event.meta.id)? {
        let code = |table, id: Option<i64>| id.map(|id| queries.code_of(table, id)).transpose();
        people.push(json!({
            "child_code": code("child", part.child_id)?.flatten(),
            "volunteer_code": code("volunteer", part.volunteer_id)?.flatten(),
            "present": part.present,
        }));
    }
    file.insert("participants".to_owned(), Json::from(people));
    Ok(Json::Object(file))
}
