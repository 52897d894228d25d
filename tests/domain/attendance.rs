//! ATT1 and ATT2.

use peiban::domain::codes::AttendanceStatus::{Excused, Late, Present, Unexcused};
use peiban::domain::codes::{Domain, ReasonCode, Tier};
use peiban::domain::risk::{FindingState, ReasonValue, Source};

use super::case::{Case, covers, day, points, reason};

#[test]
fn the_bands_compare_the_rate_of_twenty_daily_records() {
    // 95, 90, 85, 80, 75 percent.
    for (absent, wanted) in [(0, 0), (1, 0), (2, 5), (3, 15), (4, 15), (5, 25), (20, 25)] {
        let mut case = Case::new();
        case.school_days("2026-11-20", 20, absent);
        assert_eq!(points(&case.today(), ReasonCode::Att1), wanted, "{absent} days absent");
    }
}

#[test]
fn the_bands_compare_the_unrounded_rate() {
    for (absent, wanted) in
        [(5.0, 0), (5.5, 5), (10.0, 5), (10.5, 15), (20.0, 15), (20.5, 25), (100.0, 25)]
    {
        let mut case = Case::new();
        case.range("2026-09-01", "2026-11-20", 100.0, absent);
        let today = case.today();
        assert_eq!(points(&today, ReasonCode::Att1), wanted, "{absent} of 100");
        if let Some(att1) = reason(&today, ReasonCode::Att1) {
            assert_eq!(att1.value, ReasonValue::Percent(100.0 - absent));
            assert_eq!(att1.date, Some(day("2026-11-20")));
            assert_eq!(att1.expires, Some(day("2026-12-20")));
            assert_eq!(att1.source, Some((Source::AttendanceRange, 2)));
        }
    }
}

#[test]
fn only_the_newest_twenty_count_and_late_is_present() {
    let mut case = Case::new();
    // Five absent days, then twenty at school.
    case.school_days("2026-11-20", 25, 5);
    assert_eq!(points(&case.today(), ReasonCode::Att1), 0);
    let mut case = Case::new();
    for index in 9..=20 {
        case.daily(&format!("2026-11-{index:02}"), Late);
    }
    assert_eq!(points(&case.today(), ReasonCode::Att1), 0);
    assert!(covers(&case.today(), Domain::Attendance), "any recorded day is a school day");
}

#[test]
fn fewer_than_ten_recorded_days_are_missing() {
    let mut case = Case::new();
    case.school_days("2026-11-20", 9, 9);
    assert_eq!(points(&case.today(), ReasonCode::Att1), 0);
    assert!(!covers(&case.today(), Domain::Attendance));
    case.school_days("2026-11-09", 1, 1);
    assert_eq!(points(&case.today(), ReasonCode::Att1), 25);
    assert!(covers(&case.today(), Domain::Attendance));
}

#[test]
fn a_day_recorded_twice_counts_as_entered_last() {
    let mut case = Case::new();
    case.school_days("2026-11-20", 20, 3).daily("2026-11-20", Excused).daily("2026-11-20", Present);
    assert_eq!(points(&case.today(), ReasonCode::Att1), 15);
}

#[test]
fn ranges_are_added_backwards_until_there_are_ten_days() {
    let mut case = Case::new();
    // 5 + 5 of the newest two; the third isn't reached.
    case.range("2026-11-16", "2026-11-20", 5.0, 0.5)
        .range("2026-11-09", "2026-11-13", 5.0, 0.0)
        .range("2026-09-01", "2026-11-06", 45.0, 45.0);
    let today = case.today();
    // 9.5 of 10 is 95 percent.
    assert_eq!(points(&today, ReasonCode::Att1), 0);
    assert!(covers(&today, Domain::Attendance));
}

#[test]
fn a_range_that_overlaps_a_taken_one_is_skipped() {
    let mut case = Case::new();
    case.range("2026-11-16", "2026-11-20", 5.0, 0.0)
        .range("2026-11-02", "2026-11-16", 11.0, 11.0)
        .range("2026-11-09", "2026-11-13", 5.0, 1.0);
    // 5 + 5 days with one absent: 90 percent. The month's range shares 16 November with the newest.
    assert_eq!(points(&case.today(), ReasonCode::Att1), 5);
}

#[test]
fn on_one_last_day_the_range_that_begins_later_is_newer() {
    let mut case = Case::new();
    case.range("2026-11-02", "2026-11-20", 15.0, 0.0).range("2026-11-09", "2026-11-20", 10.0, 5.0);
    assert_eq!(points(&case.today(), ReasonCode::Att1), 25);
}

#[test]
fn daily_records_win_a_tie_and_a_newer_range_wins_over_older_days() {
    let mut case = Case::new();
    case.school_days("2026-11-20", 20, 5).range("2026-11-02", "2026-11-20", 15.0, 0.0);
    assert_eq!(points(&case.today(), ReasonCode::Att1), 25);
    let mut case = Case::new();
    case.school_days("2026-11-19", 20, 5).range("2026-11-02", "2026-11-20", 15.0, 0.0);
    assert_eq!(points(&case.today(), ReasonCode::Att1), 0);
    // The newer range decides even where it is too short to say anything.
    let mut case = Case::new();
    case.school_days("2026-11-19", 20, 5).range("2026-11-20", "2026-11-20", 1.0, 0.0);
    assert!(!covers(&case.today(), Domain::Attendance));
}

#[test]
fn a_range_without_recorded_days_says_nothing() {
    let mut case = Case::new();
    case.school_days("2026-11-19", 20, 5).range("2026-11-16", "2026-11-20", 0.0, 0.0);
    assert_eq!(points(&case.today(), ReasonCode::Att1), 25);
}

#[test]
fn the_rate_is_good_for_thirty_term_days() {
    let mut case = Case::new();
    case.school_days("2026-11-13", 20, 3);
    let last = case.on("2026-12-13");
    assert_eq!(reason(&last, ReasonCode::Att1).unwrap().expires, Some(day("2026-12-13")));
    let after = case.on("2026-12-14");
    assert_eq!(points(&after, ReasonCode::Att1), 0);
    assert!(!covers(&after, Domain::Attendance));
    let expired = &after.findings[0];
    assert_eq!((expired.code, expired.state), (ReasonCode::Att1, FindingState::Expired));
    assert_eq!(expired.value, Some(ReasonValue::Percent(85.0)));
    assert_eq!(expired.date, Some(day("2026-11-13")));
}

#[test]
fn three_unexcused_school_days_in_a_row_lift_to_high() {
    for (days, run) in [
        (&["2026-11-18", "2026-11-19", "2026-11-20"][..], Some(3)),
        // Over the weekend; over National Day.
        (&["2026-11-19", "2026-11-20", "2026-11-23"][..], Some(3)),
        (&["2026-09-29", "2026-09-30", "2026-10-08"][..], Some(3)),
        // The worked Saturday is not recorded: it breaks the run.
        (&["2026-10-08", "2026-10-09", "2026-10-12"][..], None),
        (&["2026-10-08", "2026-10-09", "2026-10-10", "2026-10-12"][..], Some(4)),
        // An unrecorded Wednesday.
        (&["2026-11-16", "2026-11-17", "2026-11-19", "2026-11-20"][..], None),
        (&["2026-11-19", "2026-11-20"][..], None),
        // A recorded Sunday is a school day.
        (&["2026-11-20", "2026-11-22", "2026-11-23"][..], Some(3)),
    ] {
        let mut case = Case::new();
        case.unexcused(days);
        let last = days.last().unwrap();
        let then = case.on(last);
        let found = reason(&then, ReasonCode::Att2);
        assert_eq!(found.map(|r| r.value.clone()), run.map(ReasonValue::Days), "{days:?}");
        assert_eq!(covers(&then, Domain::Attendance), run.is_some(), "{days:?}");
        if let Some(found) = found {
            assert_eq!((found.points, found.date), (15, Some(day(last))));
            assert_eq!(then.scored_tier, Tier::High);
        }
    }
}

#[test]
fn any_other_record_breaks_a_run() {
    for status in [Present, Late, Excused] {
        let mut case = Case::new();
        case.unexcused(&["2026-11-17", "2026-11-18"])
            .daily("2026-11-19", status)
            .unexcused(&["2026-11-20", "2026-11-23"]);
        assert_eq!(points(&case.today(), ReasonCode::Att2), 0);
    }
}

#[test]
fn the_newest_run_counts_for_fourteen_term_days() {
    let mut case = Case::new();
    case.unexcused(&["2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05"])
        .daily("2026-11-06", Present)
        .unexcused(&["2026-11-09", "2026-11-10", "2026-11-11"])
        .daily("2026-11-12", Present)
        .unexcused(&["2026-11-13"]);
    let then = case.on("2026-11-25");
    let found = reason(&then, ReasonCode::Att2).unwrap();
    assert_eq!(found.value, ReasonValue::Days(3));
    assert_eq!(found.expires, Some(day("2026-11-25")));
    assert_eq!(then.scored_tier, Tier::High);
    let after = case.on("2026-11-26");
    assert_eq!(points(&after, ReasonCode::Att2), 0);
    // The rate of the ten recorded days still gives 25.
    assert_eq!((after.score, after.scored_tier), (25, Tier::Watch));
}

#[test]
fn a_run_and_a_low_rate_are_capped_together() {
    let mut case = Case::new();
    case.school_days("2026-11-17", 17, 3).unexcused(&["2026-11-18", "2026-11-19", "2026-11-20"]);
    let today = case.today();
    // 14 of 20: 70 percent.
    assert_eq!((points(&today, ReasonCode::Att1), points(&today, ReasonCode::Att2)), (25, 15));
    assert_eq!((today.domains[0].points, today.domains[0].cap), (30, 30));
    assert_eq!(today.score, 30);
    assert_eq!(today.scored_tier, Tier::High);
}

#[test]
fn records_after_the_day_are_ignored() {
    let mut case = Case::new();
    case.school_days("2026-11-20", 20, 5);
    assert_eq!(points(&case.on("2026-11-06"), ReasonCode::Att1), 25);
    // Ten days recorded by 6 November, five of them absent; by 5 November nine.
    assert!(!covers(&case.on("2026-11-05"), Domain::Attendance));
    assert_eq!(case.on("2026-11-05").next_change_on, Some(day("2026-11-06")));
    case.daily("2026-11-21", Unexcused);
    assert_eq!(points(&case.on("2026-11-20"), ReasonCode::Att2), 0);
}
