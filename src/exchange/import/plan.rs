//! A plan: what each row would do, and the steps that do it.

use crate::domain::records::Record;
use crate::domain::value::Value;
use crate::exchange::columns::ImportKind;
use crate::exchange::reason::Finding;
use crate::exchange::rejected::RejectedRow;
use crate::exchange::table::RawRow;
use crate::exchange::wording;
use crate::language::Language;
use crate::store::{Command, Queries, Step};

/// One field that a row changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The import heading, or the record's own column where no heading stands for it.
    pub field: &'static str,
    /// As it was; blank for nothing.
    pub before: String,
    /// As it will be; blank for nothing.
    pub after: String,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A new record.
    Created,
    /// A record that is there is changed.
    Updated(Vec<Change>),
    /// The record is there as the row says.
    Unchanged,
    /// Nothing is taken from the row; the reasons stand in [`Plan::rejected`].
    Rejected,
}

/// One row of the preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRow {
    /// As the spreadsheet numbers it.
    pub number: u32,
    /// The code of the record, or of the child it is about; blank where there is none yet.
    pub code: String,
    /// What becomes of it.
    pub outcome: Outcome,
}

/// What is to say about one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFindings {
    /// As the spreadsheet numbers it.
    pub row: u32,
    /// Each thing.
    pub findings: Vec<Finding>,
}

/// What a file would bring.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What it brings in.
    pub kind: ImportKind,
    /// Every row of data.
    pub rows: Vec<PlannedRow>,
    /// Rows from which nothing is taken, with the reasons.
    pub rejected: Vec<RowFindings>,
    /// Rows that are taken, with what is worth a look.
    pub warnings: Vec<RowFindings>,
    /// The rejected rows themselves, in the order of [`Plan::rejected`], 同上 replaced by what it stood for.
    pub rejected_raw: Vec<RawRow>,
    /// The numbers of the rows that were passed over as sums or remarks.
    pub remarks: Vec<u32>,
    /// The writes, in order.
    pub steps: Vec<Step>,
}

impl Plan {
    /// How many rows were read.
    pub fn read(&self) -> usize {
        self.rows.len()
    }

    fn count(&self, of: impl Fn(&Outcome) -> bool) -> usize {
        self.rows.iter().filter(|row| of(&row.outcome)).count()
    }

    /// How many rows make a new record.
    pub fn created(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Created))
    }

    /// How many rows change a record.
    pub fn updated(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Updated(_)))
    }

    /// How many rows change nothing.
    pub fn unchanged(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Unchanged))
    }

    /// The rows that a person could decide: they may be about a record that is there.
    pub fn doubtful(&self) -> impl Iterator<Item = &RowFindings> {
        self.rejected
            .iter()
            .filter(|row| row.findings.iter().all(|finding| finding.reason.is_doubt()))
    }

    /// Takes the writes out as one command; `None` when the file changes nothing.
    pub fn take_command(&mut self) -> Option<Command> {
        let steps = std::mem::take(&mut self.steps);
        (!steps.is_empty()).then(|| Command::Import { kind: self.kind.code(), steps })
    }

    /// The rejected rows with their reasons in words, for the file beside the input.
    pub fn rejected_rows(&self, language: Language) -> Vec<RejectedRow> {
        let rows = self.rejected_raw.iter().zip(&self.rejected);
        rows.map(|(raw, found)| RejectedRow {
            raw: raw.clone(),
            reason: wording::findings(language, &found.findings),
        })
        .collect()
    }
}

/// The fields in which two versions of a record differ. `heading` gives the import heading of a column.
pub(super) fn changes<R: Record>(
    before: &R,
    after: &R,
    heading: impl Fn(&'static str) -> &'static str,
) -> Vec<Change> {
    let sides = before.values().into_iter().zip(after.values());
    R::COLUMNS
        .iter()
        .zip(sides)
        .filter(|(_, (before, after))| before != after)
        .map(|(column, (before, after))| Change {
            field: heading(column),
            before: shown(before),
            after: shown(after),
        })
        .collect()
}

/// The same, where a column may name a volunteer: by the code, not by what the database keeps.
pub(super) fn changes_with_codes<R: Record>(
    before: &R,
    after: &R,
    heading: impl Fn(&'static str) -> &'static str,
    queries: &Queries<'_>,
) -> Vec<Change> {
    let code = |id: &str| {
        let known = id.parse().ok().and_then(|id| queries.code_of("volunteer", id).ok().flatten());
        known.unwrap_or_else(|| id.to_owned())
    };
    let mut fields = changes(before, after, heading);
    for field in fields.iter_mut().filter(|field| field.field.ends_with("_code")) {
        (field.before, field.after) = (code(&field.before), code(&field.after));
    }
    fields
}

fn shown(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Int(number) => number.to_string(),
        Value::Real(number) => crate::exchange::table::plain_number(number),
        Value::Text(text) => text,
    }
}
