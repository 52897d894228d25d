//! What the rules read about one child: the parts of its records that count, and nothing else.

use chrono::NaiveDate;

use crate::domain::codes::{AttendanceStatus, CoreSubject, ExamType, FactCode, FactValue};
use crate::domain::records::Id;

/// Everything about one child that the rules read. Voided rows are left out by whoever fills it.
///
/// Every list is newest first: by day downward, on one day the one entered later (the higher id) first; attendance
/// ranges by `to`, then `from`, then id downward. [`Evidence::sort`] puts them so.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Solar date of birth.
    pub birth_date: Option<NaiveDate>,
    /// Grade 0 … 9 and the year in which the school year it holds for began.
    pub grade: Option<(u8, i32)>,
    /// First day in Peiban: the day of entry.
    pub first_day: NaiveDate,
    /// The day from which visits are counted: [`crate::domain::visit_due::start_day`].
    pub start_day: NaiveDate,
    /// Daily attendance.
    pub attendance_days: Vec<DayMark>,
    /// Attendance summed over ranges of days.
    pub attendance_ranges: Vec<RangeMark>,
    /// Marks in core subjects; others never count and are left out.
    pub marks: Vec<Mark>,
    /// Dated facts.
    pub facts: Vec<FactMark>,
    /// Visits, counted or not.
    pub visits: Vec<VisitMark>,
    /// First and last day of each event at which the child was present.
    pub seen_at_events: Vec<(NaiveDate, NaiveDate)>,
}

impl Evidence {
    /// A child of whom nothing is known but its days.
    pub const fn new(first_day: NaiveDate, start_day: NaiveDate) -> Self {
        Self {
            birth_date: None,
            grade: None,
            first_day,
            start_day,
            attendance_days: Vec::new(),
            attendance_ranges: Vec::new(),
            marks: Vec::new(),
            facts: Vec::new(),
            visits: Vec::new(),
            seen_at_events: Vec::new(),
        }
    }

    /// Puts every list into the order the rules expect.
    pub fn sort(&mut self) {
        use std::cmp::Reverse;
        self.attendance_days.sort_by_key(|mark| Reverse((mark.day, mark.id)));
        self.attendance_ranges.sort_by_key(|mark| Reverse((mark.to, mark.from, mark.id)));
        self.marks.sort_by_key(|mark| Reverse((mark.day, mark.id)));
        self.facts.sort_by_key(|mark| Reverse((mark.day, mark.id)));
        self.visits.sort_by_key(|mark| Reverse((mark.day, mark.id)));
        self.seen_at_events.sort_by_key(|event| Reverse(*event));
    }
}

/// One recorded school day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayMark {
    /// The record.
    pub id: Id,
    /// The day.
    pub day: NaiveDate,
    /// Present, excused, unexcused, late (= present).
    pub status: AttendanceStatus,
}

/// A school's summary of a range of days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RangeMark {
    /// The record.
    pub id: Id,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// School days recorded.
    pub recorded: f64,
    /// Absent with an excuse; 0 for a blank.
    pub excused: f64,
    /// Absent without an excuse; 0 for a blank.
    pub unexcused: f64,
}

/// A mark in a core subject.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// The record.
    pub id: Id,
    /// The day of the exam.
    pub day: NaiveDate,
    /// The subject ([`CoreSubject::from_name`]).
    pub subject: CoreSubject,
    /// The mark.
    pub score: f64,
    /// Full marks; 100 for a blank.
    pub full_marks: f64,
    /// The type; a blank is a type of its own.
    pub exam_type: Option<ExamType>,
}

impl Mark {
    /// The mark as a percentage of full marks, unrounded.
    pub fn percent(&self) -> f64 {
        self.score * 100.0 / self.full_marks
    }
}

/// A dated fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FactMark {
    /// The record.
    pub id: Id,
    /// What it is about.
    pub code: FactCode,
    /// What was found.
    pub value: FactValue,
    /// The day for which it is known.
    pub day: NaiveDate,
}

/// A visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisitMark {
    /// The record.
    pub id: Id,
    /// The day.
    pub day: NaiveDate,
    /// Was the child seen? A blank is no.
    pub child_seen: bool,
    /// Was it at home? A blank place is home.
    pub at_home: bool,
    /// When to come again.
    pub next_date: Option<NaiveDate>,
}

impl VisitMark {
    /// Whether it is a home visit that resets the visit clock (DOMAIN §1.5).
    pub const fn counts(&self) -> bool {
        self.child_seen && self.at_home
    }
}
