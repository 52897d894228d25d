//! The codes that come from dated facts, and the age.

use peiban::domain::codes::FactCode::{
    Acc1Far, Acc1Moved, Beh1, Beh2, Hlt1, Hlt2, Hom1, Hom2, Hom3Poverty, Hom3SiblingLeft,
    Hom3Siblings,
};
use peiban::domain::codes::FactValue::{
    BothAway, FatherAway, Incident, MotherAway, No, NoGuardian, None as NoIncident, Ok as AtHome,
    Serious, Yes,
};
use peiban::domain::codes::{Domain, ReasonCode};
use peiban::domain::risk::{Incidents, ReasonValue};

use super::case::{Case, covers, day, points, reason};

#[test]
fn every_fact_gives_its_points_through_the_last_day_of_its_shelf_life() {
    for (code, value, wanted, last) in [
        (Beh1, Yes, 20, "2026-12-31"), // 60 term days after 1 November
        (Beh1, No, 0, "2026-12-31"),
        // 82 days to the end of term, 8 more from 22 February on.
        (Beh2, Incident, 5, "2027-03-01"),
        (Beh2, Serious, 12, "2027-03-01"),
        (Beh2, NoIncident, 0, "2027-03-01"),
        (Hom1, NoGuardian, 15, "2027-04-30"),
        (Hom1, MotherAway, 8, "2027-04-30"),
        (Hom1, BothAway, 8, "2027-04-30"),
        (Hom1, FatherAway, 0, "2027-04-30"),
        (Hom1, AtHome, 0, "2027-04-30"),
        (Hom2, Yes, 6, "2027-04-30"),
        (Hom3Poverty, Yes, 5, "2027-11-01"),
        (Hom3Siblings, Yes, 2, "2027-11-01"),
        (Hom3SiblingLeft, Yes, 6, "2027-11-01"),
        (Hom3SiblingLeft, No, 0, "2027-11-01"),
        (Hlt1, Yes, 8, "2027-11-01"),
        (Hlt2, Yes, 6, "2027-11-01"),
        (Acc1Moved, Yes, 4, "2027-11-01"),
        (Acc1Far, Yes, 4, "2027-11-01"),
        (Acc1Far, No, 0, "2027-11-01"),
    ] {
        let mut case = Case::new();
        case.fact("2026-11-01", code, value);
        let domain = code.reason().domain().unwrap();
        let then = case.on(last);
        assert_eq!(points(&then, code.reason()), wanted, "{code:?} {value:?}");
        assert!(covers(&then, domain), "{code:?} is known through {last}");
        if let Some(found) = reason(&then, code.reason()) {
            assert_eq!(found.date, Some(day("2026-11-01")));
            assert_eq!(found.expires, Some(day(last)), "{code:?}");
        }
        let after = case.on(&day(last).succ_opt().unwrap().to_string());
        assert_eq!(points(&after, code.reason()), 0, "{code:?} after {last}");
        assert!(!covers(&after, domain), "{code:?} has expired after {last}");
    }
}

#[test]
fn the_newest_value_counts_and_on_one_day_the_one_entered_later() {
    let mut case = Case::new();
    case.fact("2026-11-10", Hom1, MotherAway).fact("2026-11-01", Hom1, NoGuardian);
    assert_eq!(points(&case.today(), ReasonCode::Hom1), 8);
    case.fact("2026-11-10", Hom1, AtHome);
    assert_eq!(points(&case.today(), ReasonCode::Hom1), 0);
    assert_eq!(points(&case.on("2026-11-09"), ReasonCode::Hom1), 15);
}

#[test]
fn every_incident_of_the_last_ninety_term_days_counts() {
    let mut case = Case::new();
    case.fact("2026-09-10", Beh2, Incident).fact("2026-11-02", Beh2, Incident);
    let today = case.today();
    let found = reason(&today, ReasonCode::Beh2).unwrap();
    assert_eq!(found.points, 12);
    assert_eq!(found.value, ReasonValue::Incidents(Incidents { count: 2, serious: 0 }));
    assert_eq!(found.date, Some(day("2026-11-02")));
    // 10 September + 90 days is 9 December, all in term.
    assert_eq!(points(&case.on("2026-12-09"), ReasonCode::Beh2), 12);
    assert_eq!(points(&case.on("2026-12-10"), ReasonCode::Beh2), 5);
}

#[test]
fn a_newer_none_does_not_undo_an_incident_but_keeps_the_domain_known() {
    let mut case = Case::new();
    case.fact("2026-09-10", Beh2, Serious).fact("2026-11-02", Beh2, NoIncident);
    let today = case.today();
    let found = reason(&today, ReasonCode::Beh2).unwrap();
    assert_eq!((found.points, found.date), (12, Some(day("2026-09-10"))));
    assert_eq!(found.expires, Some(day("2026-12-09")));
    let later = case.on("2026-12-10");
    assert_eq!(points(&later, ReasonCode::Beh2), 0);
    assert!(covers(&later, Domain::Behaviour));
}

#[test]
fn home_and_access_give_one_reason_a_fact_and_are_capped() {
    let mut case = Case::new();
    case.fact("2026-11-01", Hom1, NoGuardian)
        .fact("2026-11-01", Hom2, Yes)
        .fact("2026-11-01", Hom3Poverty, Yes)
        .fact("2026-11-01", Hom3Siblings, Yes)
        .fact("2026-11-01", Acc1Moved, Yes)
        .fact("2026-11-01", Acc1Far, Yes);
    let today = case.today();
    assert_eq!(today.score, 25 + 8);
    let codes: Vec<_> =
        today.reasons.iter().map(|reason| (reason.code.code(), reason.points)).collect();
    assert_eq!(
        codes,
        [
            ("HOM1", 15),
            ("HOM2", 6),
            ("HOM3_POVERTY", 5),
            ("ACC1_FAR", 4),
            ("ACC1_MOVED", 4),
            ("HOM3_SIBLINGS", 2)
        ]
    );
}

#[test]
fn over_age_is_counted_on_31_august_before_the_school_year() {
    for (born, grade, wanted) in [
        ("2016-08-31", 4, 3), // 10 on the day, a fourth-grader is 9
        ("2016-09-01", 4, 0), // 9
        ("2015-08-31", 4, 12),
        ("2018-01-01", 4, 0),
        ("2020-08-31", 0, 3), // 6 in kindergarten, usually 5
        ("2020-02-29", 1, 0),
    ] {
        let mut case = Case::new();
        case.born(born, grade, 2026);
        assert_eq!(points(&case.today(), ReasonCode::Age1), wanted, "{born} in grade {grade}");
        assert!(covers(&case.today(), Domain::Age));
    }
    let mut case = Case::new();
    case.born("2015-08-31", 4, 2026);
    let today = case.today();
    let found = reason(&today, ReasonCode::Age1).unwrap();
    assert_eq!((found.date, found.expires, &found.value), (None, None, &ReasonValue::Years(2)));
}

#[test]
fn grades_seven_to_nine_give_points_and_rise_on_1_september() {
    for (grade, wanted) in [(6, 0), (7, 3), (8, 5), (9, 5)] {
        let mut case = Case::new();
        case.born("2014-01-01", grade, 2026);
        assert_eq!(points(&case.today(), ReasonCode::Age2), wanted, "grade {grade}");
    }
    let mut case = Case::new();
    case.born("2014-01-01", 6, 2026);
    assert_eq!(points(&case.on("2027-08-31"), ReasonCode::Age2), 0);
    assert_eq!(points(&case.on("2027-09-01"), ReasonCode::Age2), 3);
    // From grade 9 on only the age rises.
    case.born("2012-01-01", 9, 2026);
    assert_eq!(points(&case.on("2027-08-31"), ReasonCode::Age1), 0);
    assert_eq!(points(&case.on("2027-09-01"), ReasonCode::Age1), 3);
}

#[test]
fn a_grade_alone_scores_and_leaves_the_domain_uncovered() {
    let mut case = Case::new();
    case.born("2013-01-01", 8, 2026).evidence.birth_date = None;
    let today = case.today();
    assert_eq!(points(&today, ReasonCode::Age2), 5);
    assert!(!covers(&today, Domain::Age));
    assert_eq!((today.score, today.score_high), (5, 77));
    case.born("2013-01-01", 8, 2026).evidence.grade = None;
    assert!(!covers(&case.today(), Domain::Age));
}

#[test]
fn the_age_domain_is_capped() {
    let mut case = Case::new();
    case.born("2010-01-01", 8, 2026);
    assert_eq!(case.today().score, 15);
}
