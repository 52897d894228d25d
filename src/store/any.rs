//! A record of whatever table, for commands that treat them alike.

use chrono::NaiveDate;
use rusqlite::Connection;

use super::error::Result;
use super::rows;
use crate::domain::checks::{Check, Refusal};
use crate::domain::grade::kept_grade_on;
use crate::domain::records::{
    Assignment, AttendanceDay, AttendanceRange, Carer, Child, Contact, Decision, Event, Exam, Fact,
    Id, Meta, NotSame, Participation, Place, Record, Report, Setting, Task, Visit, Volunteer,
};
use crate::domain::value::Value;

macro_rules! any_record {
    ($($name:ident $table:literal),+) => {
        /// The table of a record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Kind { $(#[doc = concat!("`", $table, "`")] $name,)+ }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The table's name.
            pub const fn table(self) -> &'static str {
                match self { $(Self::$name => $table,)+ }
            }

            /// The kind of a table.
            pub fn of_table(table: &str) -> Option<Self> {
                match table { $($table => Some(Self::$name),)+ _ => None }
            }

            /// The record's own columns.
            pub const fn columns(self) -> &'static [&'static str] {
                match self { $(Self::$name => <$name as Record>::COLUMNS,)+ }
            }

            /// The record of an id.
            pub(super) fn load(self, conn: &Connection, id: Id) -> Result<Option<AnyRecord>> {
                Ok(match self { $(Self::$name => rows::by_id::<$name>(conn, id)?.map(AnyRecord::from),)+ })
            }

            /// The records in whose `column` an id stands, in the order of their ids.
            pub(super) fn referring(self, conn: &Connection, column: &str, id: Id) -> Result<Vec<AnyRecord>> {
                let rest = format!("WHERE {column} = ?1 ORDER BY id");
                Ok(match self {
                    $(Self::$name => {
                        rows::select::<$name>(conn, &rest, &[&id])?.into_iter().map(AnyRecord::from).collect()
                    })+
                })
            }
        }

        /// One record of any table.
        #[derive(Debug, Clone, PartialEq)]
        pub enum AnyRecord { $(#[doc = concat!("A row of `", $table, "`.")] $name(Box<$name>),)+ }

        $(impl From<$name> for AnyRecord {
            fn from(record: $name) -> Self { Self::$name(Box::new(record)) }
        })+

        impl AnyRecord {
            /// Its kind.
            pub const fn kind(&self) -> Kind {
                match self { $(Self::$name(_) => Kind::$name,)+ }
            }
            /// Id, version, day of entry.
            pub fn meta(&self) -> Meta {
                match self { $(Self::$name(record) => record.meta(),)+ }
            }
            pub(super) fn set_meta(&mut self, meta: Meta) {
                match self { $(Self::$name(record) => record.set_meta(meta),)+ }
            }
            /// Its values, in the order of its kind's columns.
            pub fn values(&self) -> Vec<Value> {
                match self { $(Self::$name(record) => record.values(),)+ }
            }
            /// The same record with other values.
            pub fn with_values(&self, values: Vec<Value>) -> Result<Self> {
                Ok(match self { $(Self::$name(record) => <$name as Record>::from_values(record.meta(), values)?.into(),)+ })
            }
            /// What is wrong with it, by itself.
            pub fn check(&self, today: NaiveDate) -> Vec<Refusal> {
                match self { $(Self::$name(record) => record.check(today),)+ }
            }
        }
    };
}

any_record!(
    Carer "carer", Volunteer "volunteer", Child "child", Assignment "assignment", Visit "visit",
    Contact "contact", Task "task", AttendanceDay "attendance_day", AttendanceRange "attendance_range",
    Exam "exam", Fact "fact", Report "report", Event "event", Participation "participation",
    Decision "decision", Setting "setting", Place "place", NotSame "not_same"
);

impl Kind {
    /// The letter of the kind's codes (`C0001`), where it has codes.
    pub const fn code_letter(self) -> Option<char> {
        match self {
            Self::Child => Some('C'),
            Self::Volunteer => Some('V'),
            Self::Carer => Some('G'),
            Self::Event => Some('E'),
            _ => None,
        }
    }

    /// True for rows that are voided, not closed.
    pub fn is_voided_not_closed(self) -> bool {
        self.columns().contains(&"voided_on")
    }
}

impl AnyRecord {
    /// The value of a column; `None` when it has no such column.
    pub fn value(&self, column: &str) -> Option<Value> {
        let index = self.kind().columns().iter().position(|name| *name == column)?;
        self.values().into_iter().nth(index)
    }

    /// The value of a column as people read it on a day: a grade is kept with the school year that it is of, and rises.
    pub fn read_on(&self, column: &str, day: NaiveDate) -> Option<Value> {
        match (self, column) {
            (Self::Child(child), "grade") => Some(
                kept_grade_on(child.grade, child.grade_year, day).map_or(Value::Null, Value::Int),
            ),
            _ => self.value(column),
        }
    }

    /// The same record with one column set; unknown columns change nothing.
    pub fn with(&self, column: &str, value: Value) -> Result<Self> {
        let mut values = self.values();
        if let Some(index) = self.kind().columns().iter().position(|name| *name == column) {
            values[index] = value;
        }
        self.with_values(values)
    }
}
