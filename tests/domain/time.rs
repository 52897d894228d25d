//! Time: an assessment holds until its next change, and what isn't known yet changes nothing.

use chrono::{Days, NaiveDate};
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::codes::{AttendanceStatus, CoreSubject, ExamType, FactCode, Tier};
use peiban::domain::risk::{
    Assessment, DayMark, Evidence, FactMark, Mark, RangeMark, VisitMark, assess,
};
use peiban::domain::settings::Settings;
use proptest::prelude::*;
use proptest::sample::select;

use super::case::{Case, day};

/// The first day of the window that records are dated in.
const FIRST: &str = "2026-01-01";
const WINDOW: u64 = 500;

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..WINDOW).prop_map(|days| day(FIRST) + Days::new(days))
}

fn evidence() -> impl Strategy<Value = Evidence> {
    let daily = (any_day(), select(AttendanceStatus::ALL)).prop_map(|(day, status)| (day, status));
    let run = (any_day(), 1u64..40, select(AttendanceStatus::ALL));
    let range = (any_day(), 0u64..40, 0u32..30, 0u32..8);
    let mark = (
        any_day(),
        select(CoreSubject::ALL),
        0u32..=120,
        proptest::option::of(select(ExamType::ALL)),
    );
    let fact = (any_day(), select(FactCode::ALL), 0usize..5);
    let visit = (any_day(), any::<bool>(), any::<bool>());
    let event = (any_day(), 0u64..5);
    (
        (
            proptest::option::of(0u64..4000),
            proptest::option::of((0u8..=9, 2024i32..=2025)),
            any_day(),
        ),
        proptest::collection::vec(daily, 0..15),
        proptest::collection::vec(run, 0..2),
        proptest::collection::vec(range, 0..4),
        proptest::collection::vec(mark, 0..8),
        proptest::collection::vec(fact, 0..12),
        proptest::collection::vec(visit, 0..5),
        proptest::collection::vec(event, 0..3),
    )
        .prop_map(
            |((birth, grade, start), daily, runs, ranges, marks, facts, visits, events)| {
                let mut evidence = Evidence::new(start, start);
                evidence.birth_date = birth.map(|days| day("2010-01-01") + Days::new(days));
                evidence.grade = grade;
                let runs = runs.into_iter().flat_map(|(from, length, status)| {
                    from.iter_days()
                        .take(usize::try_from(length).unwrap())
                        .map(move |day| (day, status))
                });
                evidence.attendance_days = (1i64..)
                    .zip(daily.into_iter().chain(runs))
                    .map(|(id, (day, status))| DayMark { id, day, status })
                    .collect();
                evidence.attendance_ranges = (1i64..)
                    .zip(ranges)
                    .map(|(id, (from, length, recorded, absent))| RangeMark {
                        id,
                        from,
                        to: from + Days::new(length),
                        recorded: f64::from(recorded),
                        excused: f64::from(absent.min(recorded)) / 2.0,
                        unexcused: 0.0,
                    })
                    .collect();
                evidence.marks = (1i64..)
                    .zip(marks)
                    .map(|(id, (day, subject, score, exam_type))| Mark {
                        id,
                        day,
                        subject,
                        score: f64::from(score),
                        full_marks: 120.0,
                        exam_type,
                    })
                    .collect();
                evidence.facts = (1i64..)
                    .zip(facts)
                    .map(|(id, (day, code, pick))| {
                        let values = code.values();
                        FactMark { id, code, value: values[pick % values.len()], day }
                    })
                    .collect();
                evidence.visits = (1i64..)
                    .zip(visits)
                    .map(|(id, (day, child_seen, at_home))| VisitMark {
                        id,
                        day,
                        child_seen,
                        at_home,
                        next_date: None,
                    })
                    .collect();
                evidence.seen_at_events = events
                    .into_iter()
                    .map(|(from, length)| (from, from + Days::new(length)))
                    .collect();
                evidence.sort();
                evidence
            },
        )
}

/// What was recorded by a day.
fn known_by(evidence: &Evidence, until: NaiveDate) -> Evidence {
    let mut known = evidence.clone();
    known.attendance_days.retain(|mark| mark.day <= until);
    known.attendance_ranges.retain(|mark| mark.to <= until);
    known.marks.retain(|mark| mark.day <= until);
    known.facts.retain(|mark| mark.day <= until);
    known.visits.retain(|mark| mark.day <= until);
    known.seen_at_events.retain(|(from, _)| *from <= until);
    known
}

fn without_next(mut assessment: Assessment) -> Assessment {
    assessment.next_change_on = None;
    assessment
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_changes_before_the_next_change(evidence in evidence(), on in any_day()) {
        let (calendar, settings) = (SchoolCalendar::default(), Settings::default());
        let now = assess(&evidence, on, &calendar, &settings);
        let until = now.next_change_on.unwrap_or(on + Days::new(800));
        prop_assert!(until > on);
        let now = without_next(now);
        for later in on.iter_days().skip(1).take_while(|later| *later < until) {
            prop_assert_eq!(&without_next(assess(&evidence, later, &calendar, &settings)), &now, "on {}", later);
        }
    }

    #[test]
    fn the_next_change_is_not_needlessly_early(evidence in evidence(), on in any_day()) {
        let (calendar, settings) = (SchoolCalendar::default(), Settings::default());
        let known = known_by(&evidence, on);
        let now = assess(&known, on, &calendar, &settings);
        if let Some(next) = now.next_change_on {
            let then = assess(&known, next, &calendar, &settings);
            prop_assert_ne!(without_next(now), without_next(then), "on {}", next);
        }
    }

    #[test]
    fn what_is_dated_later_changes_nothing_today(evidence in evidence(), on in any_day()) {
        let (calendar, settings) = (SchoolCalendar::default(), Settings::default());
        let all = assess(&evidence, on, &calendar, &settings);
        let known = assess(&known_by(&evidence, on), on, &calendar, &settings);
        prop_assert_eq!(without_next(all), without_next(known));
    }

    #[test]
    fn an_assessment_adds_up(evidence in evidence(), on in any_day()) {
        let found = assess(&evidence, on, &SchoolCalendar::default(), &Settings::default());
        prop_assert_eq!(found.score, found.domains.iter().map(|d| d.points).sum::<u32>().min(100));
        prop_assert!(found.score <= found.score_high && found.score_high <= 100);
        prop_assert!(found.tier <= found.scored_tier && found.coverage() <= 100);
        prop_assert_eq!(found.by_rule() && found.scored_tier != Tier::Critical, false);
        prop_assert_eq!(found.findings.len(), 17);
        for domain in found.domains {
            prop_assert!(domain.points <= domain.cap);
            let points: u32 = found.reasons.iter()
                .filter(|reason| reason.code.domain() == Some(domain.domain))
                .map(|reason| reason.points)
                .sum();
            prop_assert_eq!(points.min(domain.cap), domain.points);
        }
        for reason in &found.reasons {
            prop_assert!(reason.expires.is_none_or(|expires| expires >= on));
            prop_assert!(reason.date.is_none_or(|date| date <= on || reason.points == 0));
        }
    }
}

#[test]
fn an_ordinary_child_changes_rarely() {
    // Known all round in September, visited in October: the first change is 61 days without contact.
    let mut case = Case::never_seen("2026-09-01");
    case.born("2017-01-01", 4, 2026)
        .range("2026-10-26", "2026-11-20", 20.0, 1.0)
        .mark("2026-11-06", CoreSubject::Maths, 80.0)
        .visit("2026-10-13", true, true, None);
    assert_eq!(case.today().next_change_on, Some(day("2026-12-13")));
}
