//! CRS1 and CRS2.

use peiban::domain::codes::CoreSubject::{Chinese, English, Maths};
use peiban::domain::codes::ExamType::{Final, Midterm, Monthly};
use peiban::domain::codes::{CoreSubject, Domain, ReasonCode};
use peiban::domain::risk::{FindingState, ReasonValue, SubjectDrop, SubjectPercent};

use super::case::{Case, covers, day, points, reason};

#[test]
fn the_core_subjects_are_known_by_their_names() {
    for (name, subject) in [
        ("语文", Some(Chinese)),
        ("chinese", Some(Chinese)),
        ("数学", Some(Maths)),
        ("Math", Some(Maths)),
        ("maths", Some(Maths)),
        (" Mathematics ", Some(Maths)),
        ("英语", Some(English)),
        ("ENGLISH", Some(English)),
        ("语　文", Some(Chinese)),
        ("数 学成绩", Some(Maths)),
        ("英  语（满分120）", Some(English)),
        ("Ｍａｔｈｓ", Some(Maths)),
        ("语文老师", None),
        ("物理", None),
        ("", None),
    ] {
        assert_eq!(CoreSubject::from_name(name), subject, "{name}");
    }
}

#[test]
fn one_failing_subject_is_ten_points_and_more_are_twenty() {
    for (marks, wanted) in [
        ([60.0, 60.0, 60.0], 0),
        ([59.5, 60.0, 60.0], 10),
        ([59.5, 0.0, 60.0], 20),
        ([59.5, 0.0, 12.0], 20),
    ] {
        let mut case = Case::new();
        for (subject, score) in [Chinese, Maths, English].into_iter().zip(marks) {
            case.mark("2026-11-06", subject, score);
        }
        let today = case.today();
        assert_eq!(points(&today, ReasonCode::Crs1), wanted, "{marks:?}");
        assert!(covers(&today, Domain::Courses));
    }
}

#[test]
fn sixty_percent_of_full_marks_is_a_pass() {
    for (score, full, wanted) in
        [(72.0, 120.0, 0), (71.5, 120.0, 10), (90.0, 150.0, 0), (30.0, 50.0, 0)]
    {
        let mut case = Case::new();
        case.mark_of("2026-11-06", Maths, score, full, None);
        assert_eq!(points(&case.today(), ReasonCode::Crs1), wanted, "{score} of {full}");
    }
}

#[test]
fn the_newest_mark_counts_and_on_one_day_the_lowest() {
    let mut case = Case::new();
    case.mark("2026-10-06", Maths, 40.0).mark("2026-11-06", Maths, 75.0);
    assert_eq!(points(&case.today(), ReasonCode::Crs1), 0);
    case.mark_of("2026-11-06", Maths, 30.0, 60.0, Some(Monthly));
    let today = case.today();
    let failing = reason(&today, ReasonCode::Crs1).unwrap();
    let fifty = SubjectPercent { subject: Maths, percent: 50.0 };
    assert_eq!(failing.value, ReasonValue::Subjects(vec![fifty]));
}

#[test]
fn a_mark_is_good_for_a_hundred_and_fifty_days_each_subject_by_itself() {
    let mut case = Case::new();
    case.mark("2026-06-26", Chinese, 41.0).mark("2026-11-06", Maths, 52.0);
    let last = case.on("2026-11-23");
    assert_eq!(points(&last, ReasonCode::Crs1), 20);
    let newest = reason(&last, ReasonCode::Crs1).unwrap();
    // 26 June + 150 days is 23 November; the newest is good through 5 April.
    assert_eq!((newest.date, newest.expires), (Some(day("2026-11-06")), Some(day("2027-04-05"))));
    assert_eq!(last.next_change_on, Some(day("2026-11-24")));
    assert_eq!(points(&case.on("2026-11-24"), ReasonCode::Crs1), 10);
    let gone = case.on("2027-04-06");
    assert!(!covers(&gone, Domain::Courses));
    assert_eq!(gone.findings[2].state, FindingState::Expired);
    assert_eq!(gone.findings[2].date, Some(day("2026-11-06")));
}

#[test]
fn a_fall_of_fifteen_points_against_the_same_type_counts() {
    for (before, now, wanted) in
        [(85.0, 70.0, 8), (85.0, 70.5, 0), (70.0, 85.0, 0), (78.1, 63.1, 8)]
    {
        let mut case = Case::new();
        case.mark("2026-04-20", Maths, before).mark("2026-11-06", Maths, now);
        assert_eq!(points(&case.today(), ReasonCode::Crs2), wanted, "{before} to {now}");
    }
}

#[test]
fn only_the_exam_of_the_same_type_just_before_it_is_compared() {
    let mut case = Case::new();
    case.mark_of("2026-04-20", Maths, 95.0, 100.0, Some(Midterm))
        .mark_of("2026-06-26", Maths, 70.0, 100.0, Some(Final))
        .mark_of("2026-10-20", Maths, 90.0, 100.0, None)
        .mark_of("2026-11-06", Maths, 75.0, 100.0, Some(Midterm));
    let today = case.today();
    let fell = reason(&today, ReasonCode::Crs2).unwrap();
    let drop = SubjectDrop { subject: Maths, from: 95.0, to: 75.0 };
    assert_eq!(fell.value, ReasonValue::Drops(vec![drop]));
    assert_eq!((fell.points, fell.date), (8, Some(day("2026-11-06"))));
    // A blank type is a type: compared with the blank one before.
    let mut case = Case::new();
    case.mark_of("2026-10-20", Maths, 90.0, 100.0, None).mark_of(
        "2026-11-06",
        Maths,
        75.0,
        100.0,
        Some(Midterm),
    );
    assert_eq!(points(&case.today(), ReasonCode::Crs2), 0);
    case.mark_of("2026-11-10", Maths, 75.0, 100.0, None);
    assert_eq!(points(&case.today(), ReasonCode::Crs2), 8);
}

#[test]
fn the_mark_before_needs_no_shelf_life_but_the_newest_does() {
    let mut case = Case::new();
    case.mark("2024-11-06", Maths, 95.0).mark("2026-06-26", Maths, 75.0);
    assert_eq!(points(&case.on("2026-11-23"), ReasonCode::Crs2), 8);
    assert_eq!(points(&case.on("2026-11-24"), ReasonCode::Crs2), 0);
}

#[test]
fn failing_and_fallen_are_capped_together() {
    let mut case = Case::new();
    case.mark("2026-04-20", Maths, 90.0).mark("2026-11-06", Maths, 41.0).mark(
        "2026-11-06",
        Chinese,
        52.0,
    );
    let today = case.today();
    assert_eq!(today.domains[1].points, 25);
    assert_eq!(today.score, 25);
}
