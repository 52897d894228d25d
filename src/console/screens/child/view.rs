//! What a child's page reads: the file, the score with what lies behind it, and everything that was entered.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};

use crate::console::screen::Ui;
use crate::console::screens::message;
use crate::domain::code_order::by_code;
use crate::domain::codes::{AttendanceStatus, ReasonCode};
use crate::domain::records::{
    Assignment, AttendanceRange, Carer, Child, Contact, Decision, Event, Exam, Id, Participation,
    Visit,
};
use crate::domain::risk::{Assessment, Source};
use crate::store::queries::{ChildRecords, RiskRow, VolunteerBrief};
use crate::store::{Kind, Queries, Result};

/// At most so many rows of each kind are read: a school year of daily attendance and more.
const MOST: usize = 600;

/// Days back for which school days are looked up.
const SCHOOL_DAYS: u64 = 190;

/// A child's page, read.
pub(super) struct View {
    pub(super) child: Child,
    /// The file it was merged into: id, code, name.
    pub(super) merged: Option<(Id, String, String)>,
    /// The kept assessment; `None` only for a file that was never scored.
    pub(super) risk: Option<RiskRow>,
    /// The assessment in full.
    pub(super) assessment: Assessment,
    /// The score so many days ago; `None` where it can't be compared.
    pub(super) earlier: Vec<(u64, Option<i64>)>,
    /// Each day on which the score changed, with the score from then on.
    pub(super) scores: Vec<(NaiveDate, i64)>,
    pub(super) carer: Option<Carer>,
    /// The carer's other children: id, name, code.
    pub(super) siblings: Vec<Child>,
    pub(super) records: ChildRecords,
    /// What was decided on the case, newest first.
    pub(super) decisions: Vec<Decision>,
    /// The school days of the last half year, to show where attendance wasn't recorded.
    pub(super) school_days: BTreeSet<NaiveDate>,
    /// Everyone who is named in the records.
    pub(super) volunteers: BTreeMap<Id, VolunteerBrief>,
    /// How many children each present volunteer accompanies, and how many they can.
    pub(super) loads: BTreeMap<Id, (usize, Option<i64>)>,
}

impl View {
    /// Reads the page; `None` when there is no such child (any more).
    pub(super) fn read(queries: &Queries<'_>, id: Id) -> Result<Option<Self>> {
        let Some(child) = queries.record::<Child>(id)? else { return Ok(None) };
        let Some(assessment) = queries.assessment(id)? else { return Ok(None) };
        let risk = queries.risk_of(id)?;
        let mut earlier = Vec::new();
        if let Some(row) = &risk {
            for days in [30, 90] {
                let change = queries.change_over(row, days)?;
                earlier.push((days, change.map(|change| i64::from(row.score) - change)));
            }
        }
        let carer = child.carer_id.map(|id| queries.record::<Carer>(id)).transpose()?.flatten();
        let mut siblings = match child.carer_id {
            Some(carer) => queries.children_of_carer(carer)?,
            None => Vec::new(),
        };
        siblings.retain(|other| other.meta.id != id);
        let records = queries.child_records(id, MOST)?;
        let mut volunteers = BTreeMap::new();
        let named = records
            .visits
            .iter()
            .flat_map(|visit| [visit.volunteer_id, visit.second_volunteer_id])
            .flatten()
            .chain(records.assignments.iter().map(|one| one.volunteer_id));
        for id in named {
            if !volunteers.contains_key(&id)
                && let Some(brief) = queries.volunteer_brief(id)?
            {
                volunteers.insert(id, brief);
            }
        }
        let mut loads = BTreeMap::new();
        for one in queries.volunteers_of(id)? {
            let capacity = queries
                .record::<crate::domain::records::Volunteer>(one.id)?
                .and_then(|volunteer| volunteer.capacity);
            loads.insert(one.id, (queries.load_of(one.id)?, capacity));
            volunteers.insert(one.id, one);
        }
        let from = queries.today() - Days::new(SCHOOL_DAYS);
        let calendar = queries.calendar();
        let school_days = from
            .iter_days()
            .take_while(|day| *day <= queries.today())
            .filter(|day| calendar.is_school_day(*day))
            .collect();
        Ok(Some(Self {
            school_days,
            scores: queries.score_history(id)?,
            decisions: queries.decisions_of(id)?,
            merged: queries.merged_into(Kind::Child, id)?,
            child,
            risk,
            assessment,
            earlier,
            carer,
            siblings,
            records,
            volunteers,
            loads,
        }))
    }

    /// The assignments that hold on a day, the lead first (DOMAIN §1.5), with their volunteers.
    pub(super) fn companions(&self) -> Vec<(&Assignment, &VolunteerBrief)> {
        let mut found: Vec<_> = self
            .records
            .assignments
            .iter()
            .filter_map(|one| Some((one, self.volunteers.get(&one.volunteer_id)?)))
            .filter(|(_, volunteer)| self.loads.contains_key(&volunteer.id))
            .collect();
        found.sort_by(|one, other| {
            one.0.from_day.cmp(&other.0.from_day).then_with(|| by_code(&one.1.code, &other.1.code))
        });
        found
    }

    /// The message that asks the lead volunteer to go there, nothing of risk in it.
    pub(super) fn message(&self, ui: &Ui) -> String {
        let who = self.companions().first().map(|(_, volunteer)| volunteer.name.as_str());
        let due = self.risk.as_ref().and_then(|risk| risk.visit_due);
        message::visit_to(who, &self.child, self.carer.as_ref(), due, ui)
    }

    /// True while a mandatory report is open.
    pub(super) fn is_reported(&self) -> bool {
        let mut reasons = self.risk.iter().flat_map(|risk| &risk.reasons);
        reasons.any(|why| why.code == ReasonCode::OvrReport)
    }

    /// Whether a match holds on a day or begins later.
    pub(super) fn holds(one: &Assignment, today: NaiveDate) -> bool {
        one.to_day.is_none_or(|to| to >= today)
    }

    /// The newest contact.
    pub(super) fn last_contact(&self) -> Option<&Contact> {
        self.records.contacts.first()
    }

    /// Where a reason's record comes from, in the words of whoever entered it.
    pub(super) fn fact_source(&self, id: Id) -> Option<&str> {
        self.records.facts.iter().find(|fact| fact.meta.id == id)?.source.as_deref()
    }

    /// The exam behind a reason.
    pub(super) fn exam(&self, source: (Source, Id)) -> Option<&Exam> {
        (source.0 == Source::Exam)
            .then(|| self.records.exams.iter().find(|exam| exam.meta.id == source.1))?
    }

    /// Everything that happened with the child, newest first.
    pub(super) fn happenings(&self, today: NaiveDate) -> Vec<Happening<'_>> {
        let records = &self.records;
        let mut found: Vec<Happening<'_>> = records.visits.iter().map(Happening::Visit).collect();
        found.extend(records.contacts.iter().map(Happening::Contact));
        let events = records
            .events
            .iter()
            .filter(|(event, part)| event.starts_on <= today && part.present.is_some());
        found.extend(events.map(|(event, part)| Happening::Event(event, part)));
        found.sort_by_key(|one| std::cmp::Reverse((one.day(), one.id())));
        found
    }

    /// Attendance by month, newest first: days recorded and absent. Daily records where a month has any, else the ranges
    /// that end in it.
    pub(super) fn months(&self) -> Vec<MonthRate> {
        let mut daily: BTreeMap<(i32, u32), (f64, f64)> = BTreeMap::new();
        for mark in &self.records.attendance_days {
            let month = daily.entry((mark.day.year(), mark.day.month())).or_default();
            month.0 += 1.0;
            if matches!(mark.status, AttendanceStatus::Excused | AttendanceStatus::Unexcused) {
                month.1 += 1.0;
            }
        }
        let mut months: BTreeMap<(i32, u32), (f64, f64)> = BTreeMap::new();
        for range in &self.records.attendance_ranges {
            let month = months.entry((range.to_day.year(), range.to_day.month())).or_default();
            month.0 += range.days_recorded;
            month.1 += absent(range);
        }
        months.extend(daily);
        months
            .into_iter()
            .rev()
            .filter(|(_, (recorded, _))| *recorded > 0.0)
            .filter_map(|((year, month), (recorded, absent))| {
                let first = NaiveDate::from_ymd_opt(year, month, 1)?;
                Some(MonthRate { first, recorded, absent })
            })
            .collect()
    }
}

/// Days absent in a range, excused or not.
pub(super) fn absent(range: &AttendanceRange) -> f64 {
    range.absent_excused.unwrap_or(0.0) + range.absent_unexcused.unwrap_or(0.0)
}

/// One month's attendance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct MonthRate {
    /// The first of the month.
    pub(super) first: NaiveDate,
    /// School days recorded.
    pub(super) recorded: f64,
    /// Days absent.
    pub(super) absent: f64,
}

impl MonthRate {
    /// Whole percent, cut, as the rates of the reasons are.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a percentage from 0 to 100"
    )]
    pub(super) fn percent(self) -> u32 {
        let share = (self.recorded - self.absent).max(0.0) * 100.0 / self.recorded;
        (share + 1e-9).floor() as u32
    }
}

/// Something that happened with the child.
#[derive(Clone, Copy)]
pub(super) enum Happening<'a> {
    /// A visit.
    Visit(&'a Visit),
    /// A call, message or meeting.
    Contact(&'a Contact),
    /// An event with the child's part in it.
    Event(&'a Event, &'a Participation),
}

impl Happening<'_> {
    /// The day.
    pub(super) const fn day(&self) -> NaiveDate {
        match self {
            Self::Visit(visit) => visit.day,
            Self::Contact(contact) => contact.day,
            Self::Event(event, _) => event.starts_on,
        }
    }

    const fn id(&self) -> Id {
        match self {
            Self::Visit(visit) => visit.meta.id,
            Self::Contact(contact) => contact.meta.id,
            Self::Event(_, part) => part.meta.id,
        }
    }
}
