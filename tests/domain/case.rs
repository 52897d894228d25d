//! One made-up child, built up record by record; records get ids in the order in which they are entered.

use chrono::NaiveDate;
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::codes::{
    AttendanceStatus, CoreSubject, Domain, ExamType, FactCode, FactValue, ReasonCode,
};
use peiban::domain::risk::{
    Assessment, DayMark, Evidence, FactMark, Mark, RangeMark, Reason, VisitMark, assess,
};
use peiban::domain::settings::Settings;

/// A Monday in term, the day of the drawings in the design.
pub const TODAY: &str = "2026-11-23";

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub struct Case {
    pub evidence: Evidence,
    pub settings: Settings,
    entered: i64,
}

impl Case {
    /// Entered on 1 September 2026 and seen at home yesterday, so that contact age stays out of the way.
    pub fn new() -> Self {
        let mut case = Self::never_seen("2026-09-01");
        case.visit("2026-11-22", true, true, None);
        case
    }

    pub fn never_seen(start: &str) -> Self {
        let evidence = Evidence::new(day(start), day(start));
        Self { evidence, settings: Settings::default(), entered: 0 }
    }

    fn id(&mut self) -> i64 {
        self.entered += 1;
        self.entered
    }

    pub fn daily(&mut self, on: &str, status: AttendanceStatus) -> &mut Self {
        let id = self.id();
        self.evidence.attendance_days.push(DayMark { id, day: day(on), status });
        self
    }

    pub fn unexcused(&mut self, days: &[&str]) -> &mut Self {
        for on in days {
            self.daily(on, AttendanceStatus::Unexcused);
        }
        self
    }

    /// Consecutive school days ending on a day: first `absent` excused ones, then present ones.
    pub fn school_days(&mut self, until: &str, count: usize, absent: usize) -> &mut Self {
        let calendar = SchoolCalendar::default();
        let mut on = day(until);
        let mut days = Vec::new();
        while days.len() < count {
            if calendar.is_school_day(on) {
                days.push(on);
            }
            on = on.pred_opt().unwrap();
        }
        for (index, on) in days.into_iter().rev().enumerate() {
            let status =
                if index < absent { AttendanceStatus::Excused } else { AttendanceStatus::Present };
            self.daily(&on.to_string(), status);
        }
        self
    }

    pub fn range(&mut self, from: &str, to: &str, recorded: f64, absent: f64) -> &mut Self {
        let id = self.id();
        let (from, to) = (day(from), day(to));
        let mark = RangeMark { id, from, to, recorded, excused: absent, unexcused: 0.0 };
        self.evidence.attendance_ranges.push(mark);
        self
    }

    pub fn mark(&mut self, on: &str, subject: CoreSubject, score: f64) -> &mut Self {
        self.mark_of(on, subject, score, 100.0, Some(ExamType::Midterm))
    }

    pub fn mark_of(
        &mut self,
        on: &str,
        subject: CoreSubject,
        score: f64,
        full_marks: f64,
        exam_type: Option<ExamType>,
    ) -> &mut Self {
        let id = self.id();
        self.evidence.marks.push(Mark { id, day: day(on), subject, score, full_marks, exam_type });
        self
    }

    pub fn fact(&mut self, on: &str, code: FactCode, value: FactValue) -> &mut Self {
        let id = self.id();
        self.evidence.facts.push(FactMark { id, code, value, day: day(on) });
        self
    }

    pub fn visit(&mut self, on: &str, seen: bool, home: bool, next: Option<&str>) -> &mut Self {
        let id = self.id();
        let next_date = next.map(day);
        let mark = VisitMark { id, day: day(on), child_seen: seen, at_home: home, next_date };
        self.evidence.visits.push(mark);
        self
    }

    pub fn born(&mut self, on: &str, grade: u8, of_year: i32) -> &mut Self {
        self.evidence.birth_date = Some(day(on));
        self.evidence.grade = Some((grade, of_year));
        self
    }

    pub fn on(&self, on: &str) -> Assessment {
        let mut evidence = self.evidence.clone();
        evidence.sort();
        assess(&evidence, day(on), &SchoolCalendar::default(), &self.settings)
    }

    pub fn today(&self) -> Assessment {
        self.on(TODAY)
    }
}

/// The reason of a code, if it is one.
pub fn reason(assessment: &Assessment, code: ReasonCode) -> Option<&Reason> {
    assessment.reasons.iter().find(|reason| reason.code == code)
}

/// Points of a code, 0 where it is no reason.
pub fn points(assessment: &Assessment, code: ReasonCode) -> u32 {
    reason(assessment, code).map_or(0, |reason| reason.points)
}

pub fn covers(assessment: &Assessment, domain: Domain) -> bool {
    assert_eq!(assessment.domains[domain as usize].covered, assessment.covered & domain.bit() != 0);
    assessment.domains[domain as usize].covered
}
