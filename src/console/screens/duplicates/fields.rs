//! What a file says in a field, in words.

use crate::console::screen::Ui;
use crate::console::screens::forms::words::words;
use crate::domain::records::Carer;
use crate::domain::resident_id::masked;
use crate::domain::value::Value;
use crate::store::{AnyRecord, MergeField, Queries, Result};

/// What a file says in words; `None` when it says nothing. ID numbers are masked unless someone asked to see them.
pub(super) fn said(
    field: MergeField,
    file: &AnyRecord,
    in_full: bool,
    queries: &Queries<'_>,
    ui: &Ui,
) -> Result<Option<String>> {
    let mut parts = Vec::new();
    for column in field.columns {
        let value = file.read_on(column, ui.today).unwrap_or(Value::Null);
        match (&value, *column) {
            (Value::Null, _) | (_, "grade_year") => {}
            (Value::Int(id), "carer_id") => {
                if let Some(carer) = queries.record::<Carer>(*id)? {
                    parts.push(ui.language.person(&carer.name));
                    parts.extend(carer.phone);
                }
            }
            (Value::Text(number), "id_number") if !in_full => parts.push(masked(number)),
            // Names that are written differently may read alike in Latin letters.
            (Value::Text(name), "name") if !ui.language.is_zh() => {
                let read = ui.language.person(name);
                parts.push(if read == *name { read } else { format!("{read} {name}") });
            }
            _ => parts.push(words(file.kind(), column, &value, queries, ui)?),
        }
    }
    Ok(Some(parts.join(" ")).filter(|said| !said.is_empty()))
}
