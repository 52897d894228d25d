//! A kept value in words, for telling two people's versions of a record apart.

use chrono::NaiveDate;

use crate::console::screen::Ui;
use crate::domain::records::{Carer, Child, Event, Id, Volunteer};
use crate::domain::value::Value;
use crate::language::dates::number;
use crate::language::recorded::YES_NO;
use crate::store::{Kind, Queries, Result};

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
        Value::Int(id) if column.ends_with("_id") => name_of(column, *id, queries, ui)?,
        Value::Int(yes) if YES_NO.contains(&column) => ui.language.yes_no(*yes != 0),
        Value::Int(grade) if column == "grade" => ui.language.grade_long(*grade),
        Value::Int(number) => number.to_string(),
        Value::Real(real) => number(*real),
        Value::Text(text) => ui
            .language
            .recorded(kind.table(), column, text)
            .or_else(|| text.parse().ok().map(|day: NaiveDate| ui.language.full(day)))
            .unwrap_or_else(|| text.clone()),
    })
}

fn name_of(column: &str, id: Id, queries: &Queries<'_>, ui: &Ui) -> Result<String> {
    let name = match column {
        "child_id" => queries.record::<Child>(id)?.map(|child| child.name),
        "carer_id" => queries.record::<Carer>(id)?.map(|carer| carer.name),
        "event_id" => queries.record::<Event>(id)?.map(|event| event.title),
        _ => queries.record::<Volunteer>(id)?.map(|volunteer| volunteer.name),
    };
    Ok(match name {
        Some(title) if column == "event_id" => title,
        Some(name) => ui.language.person(&name),
        None => id.to_string(),
    })
}
