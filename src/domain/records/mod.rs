//! The office's records: what a coordinator enters, one struct a table of `schema.sql`.
//!
//! The macro gives each record its column list and its way to and from plain [`Value`]s, so that the store, the journal,
//! undo and the comparison of two versions need no code of their own for a new record.

use chrono::NaiveDate;

use super::codes::{
    AttendanceStatus, CelebrateBy, ContactKind, DecisionKind, EventKind, ExamType, FactCode,
    FactValue, Observation, Sex, Status, TaskStatus, Tier, VisitPlace, VolunteerStatus,
};
use super::day_time::DayTime;
use super::lunar::LunarBirthday;
use super::value::{BadValue, Field, Value};

/// The id of a record: the office's number in the high bits, a running number below (TECH §5). Never shown to people.
pub type Id = i64;

/// What every record carries beside its own fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Meta {
    /// The record's id; 0 for one not yet kept.
    pub id: Id,
    /// Counts the changes; a save says which version it saw.
    pub version: i64,
    /// The program's day on which it was entered; `None` for one not yet kept.
    pub entered_on: Option<NaiveDate>,
}

/// A record of the office.
pub trait Record: Sized + Clone + PartialEq + Default {
    /// The table it is kept in.
    const TABLE: &'static str;
    /// Its own columns, in order, without id, version, entered_on and updated_at.
    const COLUMNS: &'static [&'static str];
    /// Its own values, in the order of [`Record::COLUMNS`].
    fn values(&self) -> Vec<Value>;
    /// Builds it from values in the order of [`Record::COLUMNS`].
    fn from_values(meta: Meta, values: Vec<Value>) -> Result<Self, BadValue>;
    /// Id, version, day of entry.
    fn meta(&self) -> Meta;
    /// Sets id, version, day of entry.
    fn set_meta(&mut self, meta: Meta);
}

macro_rules! record {
    ($(#[$smeta:meta])* $name:ident, $table:literal { $($(#[$fmeta:meta])* $field:ident : $ty:ty = $default:expr,)+ }) => {
        $(#[$smeta])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            /// Id, version, day of entry.
            pub meta: Meta,
            $($(#[$fmeta])* pub $field: $ty,)+
        }

        impl Default for $name {
            fn default() -> Self {
                Self { meta: Meta::default(), $($field: $default,)+ }
            }
        }

        impl Record for $name {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field),)+];

            fn values(&self) -> Vec<Value> {
                vec![$(self.$field.to_value(),)+]
            }

            fn from_values(meta: Meta, values: Vec<Value>) -> Result<Self, BadValue> {
                let mut values = values.into_iter();
                Ok(Self { meta, $($field: <$ty as Field>::from_value(values.next().unwrap_or(Value::Null))?,)+ })
            }

            fn meta(&self) -> Meta {
                self.meta
            }

            fn set_meta(&mut self, meta: Meta) {
                self.meta = meta;
            }
        }
    };
}

/// A day that stands in a blank form; every kept record has its own.
const NO_DAY: NaiveDate = NaiveDate::MIN;

record! {
    /// A child the office supports.
    Child, "child" {
        /// `C0001` …
        code: String = String::new(),
        /// Full name.
        name: String = String::new(),
        /// Sex as recorded.
        sex: Option<Sex> = None,
        /// Stated solar date of birth.
        birth_date: Option<NaiveDate> = None,
        /// Lunar birthday, with or without its year.
        lunar_birthday: Option<LunarBirthday> = None,
        /// Which calendar the birthday is kept by; blank = lunar when a lunar birthday is given.
        celebrate_by: Option<CelebrateBy> = None,
        /// Resident ID number, 18 characters, upper-case X.
        id_number: Option<String> = None,
        /// Township, by its full name.
        township: Option<String> = None,
        /// Village.
        village: Option<String> = None,
        /// Address within the village.
        address: Option<String> = None,
        /// School.
        school: Option<String> = None,
        /// Grade 0 (kindergarten) to 9 in the school year `grade_year`.
        grade: Option<i64> = None,
        /// The year in which the school year of `grade` began.
        grade_year: Option<i64> = None,
        /// Class.
        class: Option<String> = None,
        /// Class teacher.
        class_teacher: Option<String> = None,
        /// Class teacher's phone.
        teacher_phone: Option<String> = None,
        /// Categories (DOMAIN §2.2), separated by `;`.
        categories: Option<String> = None,
        /// The guardian or actual carer.
        carer_id: Option<Id> = None,
        /// What the carer is to the child: 奶奶, 外公 …
        carer_relation: Option<String> = None,
        /// Day of admission to the programme.
        admitted_on: Option<NaiveDate> = None,
        /// Open or closed.
        status: Status = Status::Active,
        /// Day of closing.
        closed_on: Option<NaiveDate> = None,
        /// Why the file was closed.
        closed_reason: Option<String> = None,
        /// Free text.
        note: Option<String> = None,
        /// The file this one was merged into; its records are there now.
        merged_into_id: Option<Id> = None,
    }
}

record! {
    /// A guardian or actual carer of one or more children.
    Carer, "carer" {
        /// `G0001` …
        code: String = String::new(),
        /// Full name.
        name: String = String::new(),
        /// Phone.
        phone: Option<String> = None,
        /// Address.
        address: Option<String> = None,
        /// Open or closed.
        status: Status = Status::Active,
        /// Day of closing.
        closed_on: Option<NaiveDate> = None,
        /// Free text.
        note: Option<String> = None,
        /// The file this one was merged into; its records are there now.
        merged_into_id: Option<Id> = None,
    }
}

record! {
    /// A volunteer.
    Volunteer, "volunteer" {
        /// `V0001` …
        code: String = String::new(),
        /// Full name.
        name: String = String::new(),
        /// Sex as recorded.
        sex: Option<Sex> = None,
        /// Phone.
        phone: Option<String> = None,
        /// Township.
        township: Option<String> = None,
        /// Village.
        village: Option<String> = None,
        /// Applied, active, paused or left.
        status: VolunteerStatus = VolunteerStatus::Active,
        /// Day of joining.
        joined_on: Option<NaiveDate> = None,
        /// Day of leaving.
        left_on: Option<NaiveDate> = None,
        /// Last day on which the yearly record check is valid.
        check_valid_until: Option<NaiveDate> = None,
        /// Last day on which the training is valid.
        training_valid_until: Option<NaiveDate> = None,
        /// How many children they can accompany.
        capacity: Option<i64> = None,
        /// Free text.
        note: Option<String> = None,
        /// The file this one was merged into; its records are there now.
        merged_into_id: Option<Id> = None,
    }
}

record! {
    /// A volunteer's match with a child (结对).
    Assignment, "assignment" {
        /// The child.
        child_id: Id = 0,
        /// The volunteer.
        volunteer_id: Id = 0,
        /// First day; blank = always.
        from_day: Option<NaiveDate> = None,
        /// Last day; blank = open.
        to_day: Option<NaiveDate> = None,
    }
}

record! {
    /// A visit to a child (走访记录).
    Visit, "visit" {
        /// The child.
        child_id: Id = 0,
        /// The day.
        day: NaiveDate = NO_DAY,
        /// Who went.
        volunteer_id: Option<Id> = None,
        /// The second adult.
        second_volunteer_id: Option<Id> = None,
        /// Was the child seen? Blank = not seen.
        child_seen: Option<bool> = None,
        /// Was the guardian seen?
        guardian_seen: Option<bool> = None,
        /// Was the child seen alone?
        seen_alone: Option<bool> = None,
        /// Where; blank = home.
        place: Option<VisitPlace> = None,
        /// School.
        school: Option<Observation> = None,
        /// Health.
        health: Option<Observation> = None,
        /// Home.
        home: Option<Observation> = None,
        /// Mood.
        mood: Option<Observation> = None,
        /// Safety.
        safety: Option<Observation> = None,
        /// Have absent parents been in contact within the last week?
        parent_contact: Option<bool> = None,
        /// How long, in hours.
        hours: Option<f64> = None,
        /// Free text.
        note: Option<String> = None,
        /// When to come again; brings the due day forward only.
        next_date: Option<NaiveDate> = None,
        /// Day on which the row was replaced or voided.
        voided_on: Option<NaiveDate> = None,
        /// Why.
        void_reason: Option<String> = None,
    }
}

record! {
    /// A call, message or meeting about a child. Resets no clock.
    Contact, "contact" {
        /// The child.
        child_id: Id = 0,
        /// The day.
        day: NaiveDate = NO_DAY,
        /// Call, message or meeting.
        kind: ContactKind = ContactKind::Call,
        /// With whom.
        with_whom: Option<String> = None,
        /// What was said.
        note: Option<String> = None,
        /// Day on which the row was replaced or voided.
        voided_on: Option<NaiveDate> = None,
        /// Why.
        void_reason: Option<String> = None,
    }
}

record! {
    /// Something to be done by a day.
    Task, "task" {
        /// The child it is about, if any.
        child_id: Option<Id> = None,
        /// What is to be done.
        title: String = String::new(),
        /// By when.
        due: NaiveDate = NO_DAY,
        /// Who does it.
        owner: Option<String> = None,
        /// Open, done, dropped.
        status: TaskStatus = TaskStatus::Open,
        /// Day on which it was done or dropped.
        done_on: Option<NaiveDate> = None,
        /// Free text.
        note: Option<String> = None,
    }
}

record! {
    /// One child's presence on one school day.
    AttendanceDay, "attendance_day" {
        /// The child.
        child_id: Id = 0,
        /// The day.
        day: NaiveDate = NO_DAY,
        /// Present, excused, unexcused, late.
        status: AttendanceStatus = AttendanceStatus::Present,
        /// Day on which the row was replaced or voided.
        voided_on: Option<NaiveDate> = None,
        /// Why.
        void_reason: Option<String> = None,
    }
}

record! {
    /// A school's summary of one child's attendance over a range of days.
    AttendanceRange, "attendance_range" {
        /// The child.
        child_id: Id = 0,
        /// First day.
        from_day: NaiveDate = NO_DAY,
        /// Last day.
        to_day: NaiveDate = NO_DAY,
        /// School days recorded.
        days_recorded: f64 = 0.0,
        /// Absent with an excuse, halves allowed.
        absent_excused: Option<f64> = None,
        /// Absent without an excuse, halves allowed.
        absent_unexcused: Option<f64> = None,
        /// Day on which the row was replaced or voided.
        voided_on: Option<NaiveDate> = None,
        /// Why.
        void_reason: Option<String> = None,
    }
}

record! {
    /// A mark in one subject.
    Exam, "exam" {
        /// The child.
        child_id: Id = 0,
        /// The day.
        day: NaiveDate = NO_DAY,
        /// The subject, as written.
        subject: String = String::new(),
        /// The mark.
        score: f64 = 0.0,
        /// Full marks; blank = 100.
        full_marks: Option<f64> = None,
        /// Monthly, mid-term, final; blank is a type of its own.
        exam_type: Option<ExamType> = None,
        /// Day on which the row was replaced or voided.
        voided_on: Option<NaiveDate> = None,
        /// Why.
        void_reason: Option<String> = None,
    }
}

record! {
    /// A dated fact about a child (DOMAIN §1.4 "Facts").
    Fact, "fact" {
        /// The child.
        child_id: Id = 0,
        /// What it is about.
        code: FactCode = FactCode::Beh1,
        /// What was found.
        value: FactValue = FactValue::No,
        /// The day for which it is known.
        day: NaiveDate = NO_DAY,
        /// Who or what says so.
        source: Option<String> = None,
        /// Free text: what happened, what was said.
        note: Option<String> = None,
        /// Day on which the row was replaced or voided.
        voided_on: Option<NaiveDate> = None,
        /// Why.
        void_reason: Option<String> = None,
    }
}

record! {
    /// A mandatory report (强制报告, DOMAIN §2.8): known since when, sent to whom, how it ended.
    Report, "report" {
        /// The child.
        child_id: Id = 0,
        /// The day on which the harm, or the suspicion of it, was known.
        known_on: NaiveDate = NO_DAY,
        /// To whom it was sent: codes of [`super::reporting::ReportTo`] by `;`; blank = not sent yet.
        sent_to: Option<String> = None,
        /// The day on which it was sent.
        sent_on: Option<NaiveDate> = None,
        /// The time of that day.
        sent_at: Option<DayTime> = None,
        /// Who sent it.
        sent_by: Option<String> = None,
        /// Number of the receipt or of the case.
        receipt: Option<String> = None,
        /// What is known.
        note: Option<String> = None,
        /// The day on which it was closed.
        closed_on: Option<NaiveDate> = None,
        /// How it ended.
        result: Option<String> = None,
    }
}

record! {
    /// A party, camp, training, meeting or health check.
    Event, "event" {
        /// `E0001` …
        code: String = String::new(),
        /// Title.
        title: String = String::new(),
        /// Kind.
        kind: EventKind = EventKind::Other,
        /// First day.
        starts_on: NaiveDate = NO_DAY,
        /// Last day; blank = the first.
        ends_on: Option<NaiveDate> = None,
        /// When it begins on its first day.
        starts_at: Option<DayTime> = None,
        /// When it ends on its last day.
        ends_at: Option<DayTime> = None,
        /// Where.
        place: Option<String> = None,
        /// The group leader.
        leader_id: Option<Id> = None,
        /// How many can take part.
        capacity: Option<i64> = None,
        /// Open or closed (held or cancelled).
        status: Status = Status::Active,
        /// Day of closing.
        closed_on: Option<NaiveDate> = None,
        /// Free text.
        note: Option<String> = None,
    }
}

record! {
    /// A child's or volunteer's part in an event.
    Participation, "participation" {
        /// The event.
        event_id: Id = 0,
        /// The child, or …
        child_id: Option<Id> = None,
        /// … the volunteer.
        volunteer_id: Option<Id> = None,
        /// Was there? Blank = expected, not yet known.
        present: Option<bool> = None,
    }
}

record! {
    /// What was decided on a case in the triage queue (DOMAIN §1.6).
    Decision, "decision" {
        /// The child.
        child_id: Id = 0,
        /// The day.
        day: NaiveDate = NO_DAY,
        /// Handled or snoozed.
        kind: DecisionKind = DecisionKind::Handled,
        /// The day on which the case comes back.
        until: NaiveDate = NO_DAY,
        /// What was done, or why it waits.
        note: Option<String> = None,
        /// The tier shown when it was decided.
        tier: Tier = Tier::Unknown,
        /// Who decided.
        decided_by: Option<String> = None,
    }
}

// The macro is known below its definition.
mod office;
mod visit;

pub use office::{NotSame, Place, Setting};
