//! What is given out within one entry: ids, codes, and the ids behind placeholders. Knows no connection, so that a second
//! thread can do it.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::any::{AnyRecord, Kind};
use super::error::Result;
use super::ids::{Ids, code_number, format_code};
use super::transaction::refuse;
use crate::domain::codes::VolunteerStatus;
use crate::domain::records::{Id, Meta};
use crate::domain::value::{Field as _, Value};

/// Columns that hold another record's id.
const REFERENCES: &[&str] =
    &["child_id", "carer_id", "volunteer_id", "second_volunteer_id", "leader_id", "event_id"];

/// What is given out within one entry.
pub(super) struct Numbers {
    pub(super) ids: Ids,
    /// Ids given to placeholders.
    placeholders: HashMap<Id, Id>,
    /// The highest running number of each kind of code, once asked for.
    codes: HashMap<char, i64>,
}

/// A new row as it will stand.
pub(super) struct Ready {
    pub(super) kind: Kind,
    pub(super) meta: Meta,
    pub(super) values: Vec<Value>,
}

impl Numbers {
    /// Nothing given out yet.
    pub(super) fn new(ids: Ids) -> Self {
        Self { ids, placeholders: HashMap::new(), codes: HashMap::new() }
    }

    /// Tells the highest running number of a kind of code.
    pub(super) fn know(&mut self, letter: char, highest: i64) {
        self.codes.insert(letter, highest);
    }

    /// Checks a new record and gives it what it lacks. `highest` finds the highest running number of a kind of code.
    pub(super) fn ready(
        &mut self,
        record: &AnyRecord,
        today: NaiveDate,
        highest: impl FnOnce(Kind, char) -> Result<i64>,
    ) -> Result<Ready> {
        refuse(record.check(today))?;
        let kind = record.kind();
        let placeholder = record.meta().id;
        let id = self.ids.next_record();
        let mut values = record.values();
        self.resolve(kind, &mut values);
        if let Some(letter) = kind.code_letter()
            && let Some(code) = kind.columns().iter().position(|column| *column == "code")
            && let Value::Text(text) = &mut values[code]
        {
            if text.is_empty() {
                let number = match self.codes.get(&letter) {
                    Some(number) => number + 1,
                    None => highest(kind, letter)? + 1,
                };
                self.codes.insert(letter, number);
                *text = format_code(letter, number);
            } else if let Some(number) = code_number(letter, text)
                && let Some(known) = self.codes.get_mut(&letter)
            {
                *known = number.max(*known);
            }
        }
        // A volunteer's day of leaving goes with the status from the beginning.
        if let AnyRecord::Volunteer(volunteer) = record
            && (volunteer.status == VolunteerStatus::Left) != volunteer.left_on.is_some()
            && let Some(place) = kind.columns().iter().position(|column| *column == "left_on")
        {
            let has_left = volunteer.status == VolunteerStatus::Left;
            values[place] = has_left.then_some(today).to_value();
        }
        if placeholder < 0 {
            self.placeholders.insert(placeholder, id);
        }
        // A demo or a test may have been given an earlier day of entry; everything else enters today.
        let entered_on = record.meta().entered_on.or(Some(today));
        Ok(Ready { kind, meta: Meta { id, version: 1, entered_on }, values })
    }

    /// Puts real ids where values refer to placeholders.
    pub(super) fn resolve(&self, kind: Kind, values: &mut [Value]) {
        if self.placeholders.is_empty() {
            return;
        }
        for (column, value) in kind.columns().iter().zip(values) {
            if let Value::Int(id) = value
                && *id < 0
                && REFERENCES.contains(column)
                && let Some(given) = self.placeholders.get(id)
            {
                *value = Value::Int(*given);
            }
        }
    }
}
