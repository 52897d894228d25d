//! The answer of `peiban import` as JSON holds it.

use std::path::Path;

use serde::Serialize;

use super::plan::{Plan, RowFindings};
use crate::domain::resident_id::{masked, masked_within};
use crate::exchange::reason::Finding;
use crate::exchange::wording;
use crate::language::Language;

/// The counts, what was rejected and what is worth a look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Rows read: the sum of the four that follow.
    pub read: usize,
    /// New records.
    pub created: usize,
    /// Changed records.
    pub updated: usize,
    /// Rows that say what is there.
    pub unchanged: usize,
    /// Rows from which nothing was taken.
    pub rejected: Vec<RowReport>,
    /// Rows that were taken but are worth a look.
    pub warnings: Vec<RowReport>,
    /// Where the rejected rows were written.
    pub rejected_file: Option<String>,
}

/// What is said about one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowReport {
    /// As the spreadsheet numbers it.
    pub row: u32,
    /// Each thing.
    pub errors: Vec<CellReport>,
}

/// What is said about one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellReport {
    /// The file's own heading.
    pub column: String,
    /// What stands in the cell.
    pub value: String,
    /// What is wrong, in words.
    pub reason: String,
}

impl Report {
    /// The report of a plan; `rejected_file` says where the rejected rows went. ID numbers are masked unless
    /// asked for in `full`.
    pub fn new(plan: &Plan, rejected_file: Option<&Path>, language: Language, full: bool) -> Self {
        let rows = |rows: &[RowFindings]| {
            let each = rows.iter().map(|found| RowReport {
                row: found.row,
                errors: (found.findings.iter())
                    .map(|finding| told(finding, language, full))
                    .collect(),
            });
            each.collect()
        };
        Self {
            read: plan.read(),
            created: plan.created(),
            updated: plan.updated(),
            unchanged: plan.unchanged(),
            rejected: rows(&plan.rejected),
            warnings: rows(&plan.warnings),
            rejected_file: rejected_file.map(|path| path.display().to_string()),
        }
    }
}

/// What is said about a cell, ID numbers masked unless asked for in `full`, be they ever so badly written.
fn told(finding: &Finding, language: Language, full: bool) -> CellReport {
    let mask = |text: String| if full { text } else { masked_within(&text) };
    let value = finding.value.clone();
    let is_number = finding.reason.is_of_id() && value.contains(char::is_numeric);
    CellReport {
        column: finding.column.clone(),
        value: if is_number && !full { masked(&value) } else { mask(value) },
        reason: mask(wording::reason(language, &finding.reason)),
    }
}
