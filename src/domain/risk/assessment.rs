//! What an assessment says: points, reasons, what is known and what isn't, and how long it holds.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::{CoreSubject, Domain, FactValue, ReasonCode, Tier};
use crate::domain::records::Id;

/// The value behind a reason, for the language layer to word and the store to keep as JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonValue {
    /// ATT1: attendance in percent, unrounded.
    Percent(f64),
    /// ATT2: unexcused school days in a row.
    Days(u32),
    /// CRS1: the core subjects with their newest percentages (as a reason: the failing ones).
    Subjects(Vec<SubjectPercent>),
    /// CRS2: the core subjects that fell.
    Drops(Vec<SubjectDrop>),
    /// The value of a fact.
    Fact(FactValue),
    /// BEH2: incidents within the shelf life.
    Incidents(Incidents),
    /// AGE1: years over-age; negative when younger than usual.
    Years(i32),
    /// AGE2: the grade on the day.
    Grade(u8),
    /// SEEN60, SEEN90: the day last seen; `None` = never.
    Seen(Option<NaiveDate>),
}

/// A core subject's newest mark.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SubjectPercent {
    /// The subject.
    pub subject: CoreSubject,
    /// Percentage of full marks.
    pub percent: f64,
}

/// How a core subject changed against the exam of the same type before.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SubjectDrop {
    /// The subject.
    pub subject: CoreSubject,
    /// Percentage before.
    pub from: f64,
    /// Percentage now.
    pub to: f64,
}

/// Incidents within the shelf life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incidents {
    /// How many, serious ones included.
    pub count: u32,
    /// How many of them were a runaway or police matter.
    pub serious: u32,
}

/// One reason for a child's tier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Why.
    pub code: ReasonCode,
    /// Points, before the domain's cap; 0 for overrides and SEEN.
    pub points: u32,
    /// What was found.
    pub value: ReasonValue,
    /// The day of the newest record behind it; `None` for AGE.
    #[serde(with = "crate::domain::dates::plain")]
    pub date: Option<NaiveDate>,
    /// The newest record behind it: table and id.
    pub source: Option<(Source, Id)>,
    /// The last good day of that record; `None` for AGE, overrides and SEEN.
    #[serde(with = "crate::domain::dates::plain")]
    pub expires: Option<NaiveDate>,
}

crate::domain::codes::codes! {
    /// The table a reason's source record is in.
    Source, "source" {
        /// Daily attendance.
        AttendanceDay = "attendance_day",
        /// Attendance over a range.
        AttendanceRange = "attendance_range",
        /// A mark.
        Exam = "exam",
        /// A fact.
        Fact = "fact",
    }
}

/// Whether a value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingState {
    /// Known and good, with or without points ("asked, nothing").
    Known,
    /// Known once; its shelf life is over. Shown dimmed with its age, counted as missing.
    Expired,
    /// Never recorded, or too little to say.
    Missing,
}

/// What is known under one code, good or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Which code.
    pub code: ReasonCode,
    /// The domain it counts in.
    pub domain: Domain,
    /// Whether it counts.
    pub state: FindingState,
    /// Points before the domain's cap; 0 unless known.
    pub points: u32,
    /// What was found, expired or not; `None` when missing.
    pub value: Option<ReasonValue>,
    /// The day of the newest record behind it.
    pub date: Option<NaiveDate>,
    /// The newest record behind it.
    pub source: Option<(Source, Id)>,
    /// The last good day.
    pub expires: Option<NaiveDate>,
}

/// One domain's part of the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DomainScore {
    /// Which.
    pub domain: Domain,
    /// Points, capped.
    pub points: u32,
    /// The most it can give.
    pub cap: u32,
    /// Whether any of its values is known and good.
    pub covered: bool,
}

/// What the rules say about one child on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// 0 … 100, higher = more risk.
    pub score: u32,
    /// What the score may reach when half of what is unknown turns out badly; ≤ 100.
    pub score_high: u32,
    /// Sum of the caps of the covered domains.
    pub covered_caps: u32,
    /// Sum of all caps (143 by default).
    pub total_caps: u32,
    /// The covered domains as a mask of [`Domain::bit`]s.
    pub covered: u8,
    /// Why: overrides, then SEEN60 or SEEN90, then points downward, then code.
    pub reasons: Vec<Reason>,
    /// Every domain's part, in the order of [`Domain::ALL`].
    pub domains: [DomainScore; 7],
    /// Every code that can give points, known or not, in the order of [`ReasonCode::ALL`].
    pub findings: Vec<Finding>,
    /// The tier by overrides, score, coverage and ATT2; the visit cadence goes by it.
    pub scored_tier: Tier,
    /// The tier shown: the scored one with the contact-age floor.
    pub tier: Tier,
    /// Whether what is unknown could lift the child above its scored tier (待核实).
    pub verify: bool,
    /// Last seen in person by anyone of the programme; `None` = never.
    pub last_seen: Option<NaiveDate>,
    /// Last counted home visit.
    pub last_visit: Option<NaiveDate>,
    /// The first later day on which time alone may change any of the above; `None` = never.
    pub next_change_on: Option<NaiveDate>,
}

impl Assessment {
    /// Coverage as a whole percent, half up.
    pub const fn coverage(&self) -> u32 {
        coverage_percent(self.covered_caps, self.total_caps)
    }

    /// True when a rule, not the score, decides the scored tier.
    pub fn by_rule(&self) -> bool {
        self.reasons.iter().any(|reason| reason.code.is_override())
    }
}

/// Coverage as a whole percent, half up: the caps of the covered domains of all caps.
pub const fn coverage_percent(covered_caps: u32, total_caps: u32) -> u32 {
    if total_caps == 0 { 0 } else { (covered_caps * 200 + total_caps) / (total_caps * 2) }
}
