//! What scripts read: the JSON of every command, as the README's table of commands promises it.
//!
//! Dates are ISO, null is never or none, people go by code, never by id; ID numbers are masked unless asked for in full.

mod child;
mod history;
mod risk;
mod sheet;
mod today;
mod triage;

pub(super) use child::{child_file, event_file, volunteer_file};
pub(super) use history::{history, moment};
pub(super) use risk::{ChildRow, ReasonJson, Risk};
pub(super) use sheet::{sheet_rows, sheet_rows_of};
pub(super) use today::{TodayJson, TodayRows};
pub(super) use triage::{CASE_COLUMNS, CASE_TEXT, CaseRow, case_cells, case_words};

use serde_json::Value as Json;

/// A number without an empty fraction: 85, 41.5.
#[expect(clippy::cast_possible_truncation, reason = "whole and small, by the test before")]
pub(super) fn number(number: f64) -> Json {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        Json::from(number as i64)
    } else {
        Json::from(number)
    }
}
