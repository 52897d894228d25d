//! The JSON of `history`.

use chrono::{DateTime, SecondsFormat};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::domain::resident_id::masked;
use crate::store::queries::HistoryEntry;

/// One row that an entry touched.
#[derive(Debug, Serialize)]
struct RowJson {
    table: String,
    code: Option<String>,
    before: Option<Map<String, Json>>,
    after: Option<Map<String, Json>>,
}

/// One entry.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct EntryJson {
    entry: i64,
    at: String,
    user: String,
    command: String,
    undoes: Option<i64>,
    rows: Vec<RowJson>,
}

/// The entries, newest first, ID numbers masked unless asked for in full.
pub(in crate::cli) fn history(entries: Vec<HistoryEntry>, full: bool) -> Vec<EntryJson> {
    let side = |mut side: Map<String, Json>| {
        if !full
            && let Some(number) = side.get_mut("id_number")
            && let Some(text) = number.as_str()
        {
            *number = Json::from(masked(text));
        }
        side
    };
    let entry = |entry: HistoryEntry| EntryJson {
        entry: entry.entry,
        at: moment(entry.at),
        user: entry.user,
        command: entry.command,
        undoes: entry.undoes,
        rows: entry
            .rows
            .into_iter()
            .map(|row| RowJson {
                table: row.table,
                code: row.code,
                before: row.before.map(side),
                after: row.after.map(side),
            })
            .collect(),
    };
    entries.into_iter().map(entry).collect()
}

/// A moment as ISO text in universal time.
pub(in crate::cli) fn moment(seconds: i64) -> String {
    DateTime::from_timestamp(seconds, 0)
        .map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true))
        .unwrap_or_default()
}
