//! What a record must be before it is kept, whoever enters it: a form, a file or a script.

use chrono::NaiveDate;

use super::records::{
    Assignment, AttendanceDay, AttendanceRange, Carer, Child, Contact, Decision, Event, Exam, Fact,
    NotSame, Participation, Place, Setting, Task, Visit, Volunteer,
};
use super::settings::{SettingError, Settings, check as check_setting, rule};

/// Why a field is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusalReason {
    /// Must be filled.
    Required,
    /// Lies after the program's day.
    InFuture,
    /// Ends before it begins.
    EndsBeforeStart,
    /// Must not be negative.
    Negative,
    /// More than the other field allows: marks over full marks, absences over recorded days.
    TooMuch,
    /// Outside the allowed range.
    OutOfRange,
    /// Another record has it: its code.
    Taken(String),
    /// No such record.
    Unknown(String),
    /// This value doesn't belong to this code.
    WrongValue,
    /// A note is required after a concern.
    NoteAfterConcern,
    /// The same twice: both adults are one person.
    SameTwice,
    /// Such a record is there already.
    AlreadyThere,
    /// The file is closed already.
    Closed,
    /// The row was voided already.
    Voided,
    /// The match has ended already.
    Ended,
    /// The volunteer has left.
    Left,
    /// Other records depend on it.
    InUse,
    /// The file was merged into another: its code.
    Merged(String),
    /// An open mandatory report can't wait, and its child's file can't be closed.
    OpenReport,
}

impl RefusalReason {
    /// The message's key in the language layer.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::Required => "refused-required",
            Self::InFuture => "refused-in-future",
            Self::EndsBeforeStart => "refused-ends-before-start",
            Self::Negative => "refused-negative",
            Self::TooMuch => "refused-too-much",
            Self::OutOfRange => "refused-out-of-range",
            Self::Taken(_) => "refused-taken",
            Self::Unknown(_) => "refused-unknown",
            Self::WrongValue => "refused-wrong-value",
            Self::NoteAfterConcern => "refused-note-after-concern",
            Self::SameTwice => "refused-same-twice",
            Self::AlreadyThere => "refused-already-there",
            Self::Closed => "refused-closed",
            Self::Voided => "refused-voided",
            Self::Ended => "refused-ended",
            Self::Left => "refused-left",
            Self::InUse => "refused-in-use",
            Self::Merged(_) => "refused-merged",
            Self::OpenReport => "refused-open-report",
        }
    }

    /// The value that goes into the message, where there is one.
    pub fn value(&self) -> &str {
        match self {
            Self::Taken(value) | Self::Unknown(value) | Self::Merged(value) => value,
            _ => "",
        }
    }
}

/// A field that can't be kept as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The record's column.
    pub field: &'static str,
    /// Why.
    pub reason: RefusalReason,
}

impl Refusal {
    /// A refusal of one field.
    pub const fn new(field: &'static str, reason: RefusalReason) -> Self {
        Self { field, reason }
    }
}

/// Gathers refusals.
#[derive(Default)]
struct Findings(Vec<Refusal>);

impl Findings {
    fn when(&mut self, wrong: bool, field: &'static str, reason: RefusalReason) {
        if wrong {
            self.0.push(Refusal::new(field, reason));
        }
    }

    fn required(&mut self, text: &str, field: &'static str) {
        self.when(text.trim().is_empty(), field, RefusalReason::Required);
    }

    fn not_after(&mut self, day: Option<NaiveDate>, today: NaiveDate, field: &'static str) {
        self.when(day.is_some_and(|day| day > today), field, RefusalReason::InFuture);
    }

    fn day(&mut self, day: NaiveDate, field: &'static str) {
        self.when(day == NaiveDate::MIN, field, RefusalReason::Required);
    }

    fn span(&mut self, from: Option<NaiveDate>, to: Option<NaiveDate>, field: &'static str) {
        let backwards = from.zip(to).is_some_and(|(from, to)| to < from);
        self.when(backwards, field, RefusalReason::EndsBeforeStart);
    }
}

/// A record that can say what is wrong with it, by itself, without looking at others.
pub trait Check {
    /// Everything that keeps it from being kept; empty when nothing does.
    fn check(&self, today: NaiveDate) -> Vec<Refusal>;
}

impl Check for Child {
    fn check(&self, today: NaiveDate) -> Vec<Refusal> {
        let mut found = Findings::default();
        found.required(&self.name, "name");
        found.not_after(self.birth_date, today, "birth_date");
        let grade_wrong = self.grade.is_some_and(|grade| !(0..=9).contains(&grade));
        found.when(grade_wrong, "grade", RefusalReason::OutOfRange);
        found.0
    }
}

impl Check for Carer {
    fn check(&self, _today: NaiveDate) -> Vec<Refusal> {
        let mut found = Findings::default();
        found.required(&self.name, "name");
        found.0
    }
}

impl Check for Volunteer {
    fn check(&self, _today: NaiveDate) -> Vec<Refusal> {
        let mut found = Findings::default();
        found.required(&self.name, "name");
        found.when(
            self.capacity.is_some_and(|capacity| capacity < 0),
            "capacity",
            RefusalReason::Negative,
        );
        found.0
    }
}

impl Check for Assignment {
    fn check(&self, _today: NaiveDate) -> Vec<Refusal> {
        let mut found = Findings::default();
        found.when(self.child_id == 0, "child_id", RefusalReason::Required);
        found.when(self.volunteer_id == 0, "volunteer_id", RefusalReason::Required);
        found.span(self.from_day, self.to_day, "to_day");
        found.0
    }
}

impl Check for Visit {
    fn check(&self, today: NaiveDate) -> Vec<Refusal> {
        let mut found = Findings::default();
        found.when(self.child_id == 0, "child_id", RefusalReason::Required);
        found.day(self.day, "day");
        found.not_after(Some(self.day), today, "day");
        let same = self.volunteer_id.is_some() && self.volunteer_id == self.second_volunteer_id;
        found.when(same, "second_volunteer_id", RefusalReason::SameTwice);
        found.span(Some(self.day), self.next_date, "next_date");
        found.when(self.hours.is_some_and(|hours| hours < 0.0), "hours", RefusalReason::Negative);
        found.0
    }
}

impl Check for Contact {
    fn check(&self, today: NaiveDate) -> Vec<Refusal> {
        let mut found = Findings::default();
        found.when(self.child_id == 0, "child_id", RefusalReason::Required);
        found.day(self.day, "day");
        found.not_after(Some(self.day), today, "day");
        found.0
    }
}

impl Check for Task {
    fn check(&self, _today: NaiveDate) -> Vec<Refusal> {
        let mut found = Findings::default();
        found.required(&self.title, "title");
        found.day(self.due, "due");
        found.0
    }
}

impl Check for AttendanceDay {
    fn check(&self, today: NaiveDate) -> Vec<Refusal> {
        let mut found = Findings::default();
        found.when(self.child_id == 0, "child_id", RefusalReason::Required);
        found.day(self.day, "day");
        found.not_after(Some(self.day), today, "day");
        found.0
    }
}

impl Check for AttendanceRange {
    fn check(&self, today: NaiveDate) -> Vec<Refusal> {
        let mut found = Findings::default();
        found.when(self.child_id == 0, "child_id", RefusalReason::Required);
        found.day(self.from_day, "from_day");
        found.day(self.to_day, "to_day");
        found.not_after(Some(self.to_day), today, "to_day");
        found.span(Some(self.from_day), Some(self.to_day), "to_day");
        let (excused, unexcused) =
            (self.absent_excused.unwrap_or(0.0), self.absent_unexcused.unwrap_or(0.0));
        found.when(self.days_recorded < 0.0, "days_recorded", RefusalReason::Negative);
        // So few days that they fit a whole number of 32 bits; a span that is no span has its own refusal.
        let spanned = (self.to_day - self.from_day).num_days().saturating_add(1);
        let spanned = f64::from(i32::try_from(spanned).unwrap_or(i32::MAX));
        found.when(
            spanned >= 1.0 && self.days_recorded > spanned,
            "days_recorded",
            RefusalReason::OutOfRange,
        );
        found.when(excused < 0.0, "absent_excused", RefusalReason::Negative);
        found.when(unexcused < 0.0, "absent_unexcused", RefusalReason::Negative);
        found.when(
            excused + unexcused > self.days_recorded,
            "days_recorded",
            RefusalReason::TooMuch,
        );
        found.0
    }
}

impl Check for Exam {
    fn check(&self, today: NaiveDate) -> Vec<Refusal> {
        let mut found = Findings::default();
        found.when(self.child_id == 0, "child_id", RefusalReason::Required);
        found.day(self.day, "day");
        found.not_after(Some(self.day), today, "day");
        found.required(&self.subject, "subject");
        found.when(self.score < 0.0, "score", RefusalReason::Negative);
        let full = self.full_marks.unwrap_or(100.0);
        found.when(full <= 0.0, "full_marks", RefusalReason::OutOfRange);
        found.when(full > 0.0 && self.score > full, "score", RefusalReason::TooMuch);
        found.0
    }
}

impl Check for Fact {
    fn check(&self, today: NaiveDate) -> Vec<Refusal> {
        let mut found = Findings::default();
        found.when(self.child_id == 0, "child_id", RefusalReason::Required);
        found.day(self.day, "day");
        found.not_after(Some(self.day), today, "day");
        found.when(!self.code.values().contains(&self.value), "value", RefusalReason::WrongValue);
        found.0
    }
}

impl Check for Event {
    fn check(&self, _today: NaiveDate) -> Vec<Refusal> {
        let mut found = Findings::default();
        found.required(&self.title, "title");
        found.day(self.starts_on, "starts_on");
        found.span(Some(self.starts_on), self.ends_on, "ends_on");
        let one_day = self.ends_on.is_none_or(|ends| ends == self.starts_on);
        let backwards = self.starts_at.zip(self.ends_at).is_some_and(|(from, to)| to <= from);
        found.when(one_day && backwards, "ends_at", RefusalReason::EndsBeforeStart);
        found.when(
            self.capacity.is_some_and(|capacity| capacity < 0),
            "capacity",
            RefusalReason::Negative,
        );
        found.0
    }
}

impl Check for Participation {
    fn check(&self, _today: NaiveDate) -> Vec<Refusal> {
        let mut found = Findings::default();
        found.when(self.event_id == 0, "event_id", RefusalReason::Required);
        let nobody = self.child_id.is_none() == self.volunteer_id.is_none();
        found.when(nobody, "child_id", RefusalReason::Required);
        found.0
    }
}

impl Check for Decision {
    fn check(&self, _today: NaiveDate) -> Vec<Refusal> {
        let mut found = Findings::default();
        found.when(self.child_id == 0, "child_id", RefusalReason::Required);
        found.day(self.day, "day");
        found.required(self.note.as_deref().unwrap_or(""), "note");
        // The case comes back on a later day, or it would not have left.
        found.when(self.until <= self.day, "until", RefusalReason::EndsBeforeStart);
        found.0
    }
}

impl Check for Place {
    fn check(&self, _today: NaiveDate) -> Vec<Refusal> {
        let mut found = Findings::default();
        // A village of no township comes with an import.
        if self.village.is_none() {
            found.required(&self.township, "township");
        }
        found.when(
            self.village.as_deref().is_some_and(|village| village.trim().is_empty()),
            "village",
            RefusalReason::Required,
        );
        found.0
    }
}

impl Check for Setting {
    fn check(&self, today: NaiveDate) -> Vec<Refusal> {
        let mut found = Findings::default();
        found.required(&self.code, "code");
        found.day(self.from_day, "from_day");
        // A rule of a coming day would have to change every score on that day by itself.
        found.not_after(Some(self.from_day), today, "from_day");
        if found.0.is_empty() {
            // Whether it stands rightly beside the others is known where they are.
            let alone = match rule(&self.code).and_then(|rule| rule.default()) {
                Some(_) => Settings::default().set(&self.code, &self.value).err(),
                None => check_setting(&self.code, &self.value, &Settings::default(), today).err(),
            };
            found.0.extend(alone.map(setting_refusal));
        }
        found.0
    }
}

impl Check for NotSame {
    fn check(&self, _today: NaiveDate) -> Vec<Refusal> {
        let mut found = Findings::default();
        found.required(&self.kind, "kind");
        found.when(self.one_id == 0, "one_id", RefusalReason::Required);
        found.when(self.other_id == 0, "other_id", RefusalReason::Required);
        found.when(self.one_id == self.other_id, "other_id", RefusalReason::SameTwice);
        found.0
    }
}

/// What is wrong with a setting, at its field.
pub fn setting_refusal(error: SettingError) -> Refusal {
    match error {
        SettingError::Unknown { code } => Refusal::new("code", RefusalReason::Unknown(code)),
        SettingError::NotANumber { .. }
        | SettingError::NotADay { .. }
        | SettingError::NotAPhone => Refusal::new("value", RefusalReason::WrongValue),
        SettingError::OutOfBounds { .. }
        | SettingError::OutOfOrder { .. }
        | SettingError::TooLong { .. } => Refusal::new("value", RefusalReason::OutOfRange),
        SettingError::InFuture => Refusal::new("value", RefusalReason::InFuture),
    }
}
