//! A kept value in words, for telling two people's versions of a record apart.

use chrono::NaiveDate;

use crate::console::screen::Ui;
use crate::domain::codes::{
    AttendanceStatus, CelebrateBy, Coded, ContactKind, EventKind, ExamType, FactCode, FactValue,
    Observation, Sex, Status, TaskStatus, VisitPlace, VolunteerStatus,
};
use crate::domain::lunar::LunarBirthday;
use crate::domain::records::{Carer, Child, Event, Id, Volunteer};
use crate::domain::value::{Field, Value};
use crate::language::dates::number;
use crate::language::names::report_to;
use crate::store::{Kind, Queries, Result};

/// Columns that hold yes or no.
const YES_NO: [&str; 5] =
    ["child_seen", "guardian_seen", "seen_alone", "parent_contact", "present"];

/// A column's value in words; nothing known is said as such.
pub(in crate::console::screens) fn words(
    kind: Kind,
    column: &str,
    value: &Value,
    queries: &Queries<'_>,
    ui: &Ui,
) -> Result<String> {
    Ok(match value {
        Value::Null => ui.text("form-value-none"),
        Value::Int(id) if column.ends_with("_id") => name_of(column, *id, queries)?,
        Value::Int(yes) if YES_NO.contains(&column) => {
            ui.text(if *yes == 0 { "form-no" } else { "form-yes" })
        }
        Value::Int(grade) if column == "grade" => ui.language.grade_long(*grade),
        Value::Int(number) => number.to_string(),
        Value::Real(real) => number(*real),
        Value::Text(text) => coded(kind, column, text, ui)
            .or_else(|| text.parse().ok().map(|day: NaiveDate| ui.language.full(day)))
            .unwrap_or_else(|| text.clone()),
    })
}

fn name_of(column: &str, id: Id, queries: &Queries<'_>) -> Result<String> {
    let name = match column {
        "child_id" => queries.record::<Child>(id)?.map(|child| child.name),
        "carer_id" => queries.record::<Carer>(id)?.map(|carer| carer.name),
        "event_id" => queries.record::<Event>(id)?.map(|event| event.title),
        _ => queries.record::<Volunteer>(id)?.map(|volunteer| volunteer.name),
    };
    Ok(name.unwrap_or_else(|| id.to_string()))
}

fn coded(kind: Kind, column: &str, text: &str, ui: &Ui) -> Option<String> {
    fn code<C: Coded>(found: Option<C>, ui: &Ui) -> Option<String> {
        found.map(|code| ui.language.code(code))
    }
    match (kind, column) {
        (_, "sex") => code(Sex::from_code(text), ui),
        (_, "celebrate_by") => code(CelebrateBy::from_code(text), ui),
        (_, "lunar_birthday") => LunarBirthday::from_value(Value::Text(text.to_owned()))
            .ok()
            .map(|lunar| ui.language.lunar_full(lunar)),
        (Kind::Volunteer, "status") => code(VolunteerStatus::from_code(text), ui),
        (Kind::Task, "status") => code(TaskStatus::from_code(text), ui),
        (Kind::AttendanceDay, "status") => code(AttendanceStatus::from_code(text), ui),
        (_, "status") => code(Status::from_code(text), ui),
        (Kind::Visit, "place") => code(VisitPlace::from_code(text), ui),
        (Kind::Visit, "school" | "health" | "home" | "mood" | "safety") => {
            code(Observation::from_code(text), ui)
        }
        (Kind::Contact, "kind") => code(ContactKind::from_code(text), ui),
        (Kind::Event, "kind") => code(EventKind::from_code(text), ui),
        (_, "exam_type") => code(ExamType::from_code(text), ui),
        (Kind::Fact, "code") => code(FactCode::from_code(text), ui),
        (Kind::Report, "sent_to") => Some(report_to(ui.language, text)),
        (Kind::Fact, "value") => code(FactValue::from_code(text), ui),
        _ => None,
    }
}
