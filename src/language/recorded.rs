//! What the journal keeps of a column, in words: the codes of each table's closed lists.

use chrono::NaiveDate;
use serde_json::{Map, Value as Json};

use super::Language;
use super::dates::number;
use super::names::report_to;
use crate::domain::codes::{
    AttendanceStatus, CelebrateBy, ContactKind, DecisionKind, EventKind, ExamType, FactCode,
    FactValue, Observation, Sex, Status, TaskStatus, Tier, VisitPlace, VolunteerStatus,
};
use crate::domain::resident_id::masked;
use crate::domain::settings::rule;

/// Columns that keep yes or no as 1 or 0.
pub const YES_NO: [&str; 5] =
    ["child_seen", "guardian_seen", "seen_alone", "parent_contact", "present"];

impl Language {
    /// The wording of a column that holds a code, a name or a usual word; `None` for one that stands as it was typed.
    pub fn recorded(self, table: &str, column: &str, text: &str) -> Option<String> {
        match (table, column) {
            ("volunteer", "sex") => {
                Sex::from_code(text).map(|code| self.code_as("sex-adult", code))
            }
            (_, "sex") => Sex::from_code(text).map(|code| self.code(code)),
            (_, "celebrate_by") => CelebrateBy::from_code(text).map(|code| self.code(code)),
            ("volunteer", "status") => VolunteerStatus::from_code(text).map(|code| self.code(code)),
            ("task", "status") => TaskStatus::from_code(text).map(|code| self.code(code)),
            ("attendance_day", "status") => {
                AttendanceStatus::from_code(text).map(|code| self.code(code))
            }
            (_, "status") => Status::from_code(text).map(|code| self.code(code)),
            ("visit", "place") => VisitPlace::from_code(text).map(|code| self.code(code)),
            ("visit", "school" | "health" | "home" | "mood" | "safety") => {
                Observation::from_code(text).map(|code| self.code(code))
            }
            ("contact", "kind") => ContactKind::from_code(text).map(|code| self.code(code)),
            ("decision", "kind") => DecisionKind::from_code(text).map(|code| self.code(code)),
            ("decision", "tier") => Tier::from_code(text).map(|code| self.code(code)),
            ("not_same", "kind") => Some(self.kind(text)),
            ("event", "kind") => EventKind::from_code(text).map(|code| self.code(code)),
            ("exam", "exam_type") => ExamType::from_code(text).map(|code| self.code(code)),
            ("fact", "code") => FactCode::from_code(text).map(|code| self.code(code)),
            ("report", "sent_to") => Some(report_to(self, text)),
            ("setting", "code") => Some(self.setting(text)),
            ("fact", "value") => FactValue::from_code(text).map(|code| self.code(code)),
            // A place's new name is told from its old one only as it is written.
            ("place" | "setting", _) => None,
            _ => self.written(column, text),
        }
    }

    /// Yes or no.
    pub fn yes_no(self, yes: bool) -> String {
        self.text(if yes { "form-yes" } else { "form-no" })
    }

    /// What a column keeps, in words: yes and no, grades and days as well; what was typed stands as it is.
    pub fn kept(self, table: &str, column: &str, text: &str) -> String {
        match column {
            _ if text.is_empty() => self.text("history-empty"),
            // A name is told from another that reads alike only as it is written.
            "name" | "class_teacher" => text.to_owned(),
            column if YES_NO.contains(&column) => self.yes_no(text != "0"),
            "grade" => {
                text.parse::<i64>().map_or_else(|_| text.to_owned(), |grade| self.grade_long(grade))
            }
            _ => self
                .recorded(table, column, text)
                .or_else(|| text.parse::<NaiveDate>().ok().map(|day| self.full(day)))
                .unwrap_or_else(|| text.to_owned()),
        }
    }

    /// What a side of a journal row keeps in a column, in words; a record's code stands as it is. ID numbers are masked.
    pub fn journalled(self, table: &str, column: &str, side: &Map<String, Json>) -> String {
        let text = match side.get(column) {
            None | Some(Json::Null) => String::new(),
            Some(Json::Bool(yes)) => return self.yes_no(*yes),
            Some(Json::Number(found)) => match found.as_i64() {
                Some(whole) => whole.to_string(),
                None => number(found.as_f64().unwrap_or_default()),
            },
            Some(Json::String(text)) if column == "id_number" => masked(text),
            Some(Json::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        let code = side.get("code").and_then(Json::as_str).unwrap_or_default();
        match rule(code).filter(|_| (table, column) == ("setting", "value")) {
            Some(rule) => self.setting_said(rule, &text),
            None => self.kept(table, column, &text),
        }
    }

    /// A column's label; one that names another record by its code has that record's label.
    pub fn recorded_field(self, table: &str, column: &str) -> String {
        match column.strip_suffix("_code") {
            Some(name) => self.field(table, &format!("{name}_id")),
            None => self.field(table, column),
        }
    }
}
