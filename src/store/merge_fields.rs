//! The fields of files that become one: which belong together, and whose is taken.

use chrono::NaiveDate;

use super::any::{AnyRecord, Kind};
use super::error::Result;
use crate::domain::codes::VolunteerStatus;
use crate::domain::records::Id;
use crate::domain::value::{Field as _, Value};

/// Columns that are taken together, under the label of the first.
#[derive(Debug, Clone, Copy)]
pub struct MergeField {
    /// The columns.
    pub columns: &'static [&'static str],
    /// Both can be kept: texts that are put after each other with this between them.
    pub joins: Option<&'static str>,
}

const fn one(columns: &'static [&'static str]) -> MergeField {
    MergeField { columns, joins: None }
}

const fn joined(columns: &'static [&'static str], between: &'static str) -> MergeField {
    MergeField { columns, joins: Some(between) }
}

const CHILD: &[MergeField] = &[
    one(&["name"]),
    one(&["sex"]),
    one(&["birth_date"]),
    one(&["lunar_birthday", "celebrate_by"]),
    one(&["id_number"]),
    one(&["township"]),
    one(&["village"]),
    one(&["address"]),
    one(&["school"]),
    one(&["grade", "grade_year"]),
    one(&["class"]),
    one(&["class_teacher", "teacher_phone"]),
    joined(&["categories"], ";"),
    one(&["carer_id", "carer_relation"]),
    one(&["admitted_on"]),
    one(&["status", "closed_on", "closed_reason"]),
    joined(&["note"], "; "),
];

const VOLUNTEER: &[MergeField] = &[
    one(&["name"]),
    one(&["sex"]),
    one(&["phone"]),
    one(&["township"]),
    one(&["village"]),
    one(&["status", "left_on"]),
    one(&["joined_on"]),
    one(&["check_valid_until"]),
    one(&["training_valid_until"]),
    one(&["capacity"]),
    joined(&["note"], "; "),
];

const CARER: &[MergeField] = &[
    one(&["name"]),
    one(&["phone"]),
    one(&["address"]),
    one(&["status", "closed_on"]),
    joined(&["note"], "; "),
];

/// The fields of a kind of file; its code stays its own.
pub const fn fields(kind: Kind) -> &'static [MergeField] {
    match kind {
        Kind::Child => CHILD,
        Kind::Volunteer => VOLUNTEER,
        _ => CARER,
    }
}

/// Whose field is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// This file's.
    Of(Id),
    /// Everyone's, one after another.
    All,
}

impl MergeField {
    /// True when a file says something here.
    pub fn is_filled(self, file: &AnyRecord) -> bool {
        file.value(self.columns[0]).is_some_and(|value| !value.is_null())
    }

    fn same(self, one: &AnyRecord, other: &AnyRecord) -> bool {
        self.columns.iter().all(|column| one.value(column) == other.value(column))
    }

    /// Whose is taken while nobody has chosen: the survivor's where it says something, everyone's where that is possible, and
    /// a file stays open when one of them is.
    pub fn suggestion(self, survivor: &AnyRecord, others: &[&AnyRecord]) -> Pick {
        let own = Pick::Of(survivor.meta().id);
        if self.columns[0] == "status" {
            let open =
                [survivor].into_iter().chain(others.iter().copied()).find(|file| !has_ended(file));
            return open.map_or(own, |file| Pick::Of(file.meta().id));
        }
        let all = [survivor].into_iter().chain(others.iter().copied());
        let mut filled = all.filter(|file| self.is_filled(file));
        let Some(first) = filled.next() else { return own };
        // Whatever only one of them says is kept, also where the survivor says nothing.
        if self.joins.is_some() && filled.any(|file| !self.same(first, file)) {
            return Pick::All;
        }
        Pick::Of(first.meta().id)
    }

    /// True when the files don't all say the same.
    pub fn differs(self, files: &[&AnyRecord]) -> bool {
        files.windows(2).any(|pair| !self.same(pair[0], pair[1]))
    }

    /// The values of the columns as chosen.
    pub fn values(self, pick: Pick, files: &[&AnyRecord]) -> Vec<(&'static str, Value)> {
        let value = |file: &AnyRecord, column| file.value(column).unwrap_or(Value::Null);
        match (pick, self.joins) {
            (Pick::All, Some(between)) => {
                let column = self.columns[0];
                let mut texts: Vec<String> = Vec::new();
                for file in files {
                    let Value::Text(text) = value(file, column) else { continue };
                    // Categories are parts already; of a note said twice one is enough.
                    let parts = if between == ";" {
                        text.split(';').collect()
                    } else {
                        vec![text.as_str()]
                    };
                    for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
                        if !texts.iter().any(|known| known == part) {
                            texts.push(part.to_owned());
                        }
                    }
                }
                let all = texts.join(between);
                vec![(column, if all.is_empty() { Value::Null } else { Value::Text(all) })]
            }
            (Pick::Of(id), _) => {
                let file = files.iter().find(|file| file.meta().id == id);
                file.map_or_else(Vec::new, |file| {
                    self.columns.iter().map(|column| (*column, value(file, column))).collect()
                })
            }
            (Pick::All, None) => Vec::new(),
        }
    }
}

/// The file that stays as it will be: `picks` says whose field is taken where somebody has chosen.
///
/// # Errors
/// A value that its column can't hold.
pub fn merged(
    survivor: &AnyRecord,
    others: &[&AnyRecord],
    picks: impl Fn(MergeField) -> Option<Pick>,
) -> Result<AnyRecord> {
    let files: Vec<&AnyRecord> = [survivor].into_iter().chain(others.iter().copied()).collect();
    let mut after = survivor.clone();
    for field in fields(survivor.kind()) {
        let pick = picks(*field).unwrap_or_else(|| field.suggestion(survivor, others));
        for (column, value) in field.values(pick, &files) {
            after = after.with(column, value)?;
        }
    }
    Ok(after)
}

/// True for a file that is closed, or a volunteer who left.
pub fn has_ended(file: &AnyRecord) -> bool {
    let status = file.value("status");
    ["closed", "left"].iter().any(|end| status == Some(Value::Text((*end).to_owned())))
}

/// The day a volunteer left goes with the status, whoever sets it (a form, an import, a merge): it is set when the volunteer
/// newly leaves, unless it is given, and taken away when the volunteer no longer counts as one who left. `None` = as it is.
pub(super) fn left_on(
    volunteer: &AnyRecord,
    changes: &[(&str, Value)],
    today: NaiveDate,
) -> Option<Value> {
    let set = |column| changes.iter().find(|(name, _)| *name == column).map(|(_, value)| value);
    let status = set("status").filter(|_| volunteer.kind() == Kind::Volunteer)?;
    if *status != VolunteerStatus::Left.to_value() {
        return Some(Value::Null);
    }
    let given = set("left_on").is_some_and(|day| !day.is_null());
    (!given).then(|| today.to_value())
}
