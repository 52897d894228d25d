//! Flat rows as JSON: yes and no as true and false, everything else as it is kept.

use anyhow::Result;
use serde_json::{Map, Value as Json};

use super::number;
use crate::domain::records::Id;
use crate::domain::value::Value;
use crate::store::Queries;
use crate::store::queries::{Sheet, SheetCell, SheetScope, Window};

/// A kept value.
pub(in crate::cli) fn json_of(value: Value, cell: SheetCell) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Int(yes) if cell == SheetCell::YesNo => Json::from(yes != 0),
        Value::Int(whole) => Json::from(whole),
        Value::Real(real) => number(real),
        Value::Text(text) => Json::from(text),
    }
}

/// The rows of a sheet, cells in the order of its columns.
pub(in crate::cli) fn sheet_rows(
    queries: Queries<'_>,
    sheet: Sheet,
    scope: SheetScope,
    window: Window,
) -> Result<Vec<Vec<Json>>> {
    let mut rows = Vec::new();
    queries.sheet(sheet, scope, window, &mut |values| {
        let cells = values.into_iter().zip(sheet.columns());
        rows.push(cells.map(|(value, column)| json_of(value, column.cell)).collect());
        true
    })?;
    Ok(rows)
}

/// The rows of some ids: in the sheet's own order, or with `sorted` in that of the ids.
pub(in crate::cli) fn sheet_rows_of(
    queries: Queries<'_>,
    sheet: Sheet,
    (ids, sorted): (&[Id], bool),
    window: Window,
) -> Result<Vec<Vec<Json>>> {
    let mut rows = Vec::new();
    queries.sheet_by_id(sheet, (ids, sorted), window, &mut |values| {
        let cells = values.into_iter().zip(sheet.columns());
        rows.push(cells.map(|(value, column)| json_of(value, column.cell)).collect());
    })?;
    Ok(rows)
}

/// The rows of a sheet as objects, keyed by its headings.
pub(super) fn objects(queries: Queries<'_>, sheet: Sheet, scope: SheetScope) -> Result<Json> {
    let rows = sheet_rows(queries, sheet, scope, Window::ALL)?;
    let object = |row: Vec<Json>| {
        let headings = sheet.columns().iter().map(|column| column.heading.to_owned());
        Json::Object(headings.zip(row).collect::<Map<_, _>>())
    };
    Ok(rows.into_iter().map(object).collect())
}
