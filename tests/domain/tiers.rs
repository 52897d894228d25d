//! Score, coverage, interval, scored and shown tier, the order of reasons and of the panel.

use peiban::domain::codes::CoreSubject::{Chinese, Maths};
use peiban::domain::codes::FactCode::{
    Acc1Far, Beh1, Beh2, Hlt1, Hom1, Hom2, Hom3Poverty, Hom3Siblings, OvrAlone, OvrLedger,
    OvrReport, OvrSelfharm, OvrWhereabouts, OvrWork,
};
use peiban::domain::codes::FactValue::{MotherAway, No, None as NoIncident, Yes};
use peiban::domain::codes::{ReasonCode, Tier};
use peiban::domain::risk::{Reason, ReasonValue};

use super::case::{Case, day, reason};

/// The girl of the drawings: everything known but her health.
fn yang_siyu() -> Case {
    let mut case = Case::never_seen("2026-09-02");
    case.born("2013-03-01", 8, 2026)
        .fact("2026-11-20", Beh1, Yes)
        .range("2026-10-26", "2026-11-20", 20.0, 4.5)
        .mark("2026-11-06", Maths, 41.0)
        .mark("2026-11-06", Chinese, 52.0)
        .fact("2026-09-02", Hom1, MotherAway)
        .fact("2026-09-02", Acc1Far, No)
        .visit("2026-11-17", true, true, None);
    case
}

#[test]
fn the_girl_of_the_drawings() {
    let today = yang_siyu().today();
    assert_eq!((today.score, today.score_high, today.coverage()), (78, 86, 90));
    assert_eq!(
        (today.tier, today.scored_tier, today.verify),
        (Tier::Critical, Tier::Critical, false)
    );
    let reasons: Vec<_> = today.reasons.iter().map(|r| (r.code.code(), r.points)).collect();
    assert_eq!(reasons, [("ATT1", 25), ("BEH1", 20), ("CRS1", 20), ("HOM1", 8), ("AGE2", 5)]);
    assert_eq!(today.last_seen, Some(day("2026-11-17")));
}

#[test]
fn the_child_of_whom_little_is_known() {
    let mut case = Case::never_seen("2026-11-02");
    case.born("2015-01-01", 6, 2026)
        .fact("2026-11-02", Hom1, MotherAway)
        .fact("2026-11-02", Hlt1, No)
        .fact("2026-11-02", Acc1Far, Yes);
    let today = case.today();
    // Attendance, courses and behaviour are unknown: half of 80.
    assert_eq!((today.score, today.score_high, today.coverage()), (12, 52, 44));
    assert_eq!((today.scored_tier, today.tier, today.verify), (Tier::Unknown, Tier::Unknown, true));
    assert_eq!((today.last_seen, today.last_visit), (None, None));
}

#[test]
fn the_boy_of_the_drawings() {
    let mut case = Case::never_seen("2026-03-01");
    case.born("2017-01-01", 4, 2026)
        .school_days("2026-11-13", 20, 3)
        .mark("2026-11-06", Chinese, 51.0)
        .fact("2026-09-04", Hom1, MotherAway)
        .fact("2026-09-04", Hom2, Yes)
        .fact("2026-03-01", Hom3Poverty, Yes)
        .fact("2026-11-01", Beh2, NoIncident)
        .fact("2026-09-04", Hlt1, No)
        .fact("2026-09-04", Acc1Far, No)
        .visit("2026-10-13", true, true, None);
    let today = case.today();
    assert_eq!((today.score, today.score_high, today.coverage()), (44, 44, 100));
    assert_eq!((today.tier, today.verify), (Tier::High, false));
    let expiries: Vec<_> =
        today.reasons.iter().map(|r| (r.code.code(), r.expires.unwrap().to_string())).collect();
    let wanted = [
        ("ATT1", "2026-12-13"),
        ("CRS1", "2027-04-05"),
        ("HOM1", "2027-03-03"),
        ("HOM2", "2027-03-03"),
        ("HOM3_POVERTY", "2027-03-01"),
    ];
    assert_eq!(expiries, wanted.map(|(code, on)| (code, on.to_owned())));
    assert_eq!(today.next_change_on, Some(day("2026-12-13")), "61 days after the visit");
}

#[test]
fn nothing_known_is_unknown_with_half_of_everything_possible() {
    let today = Case::never_seen("2026-11-20").today();
    assert_eq!((today.score, today.score_high, today.coverage(), today.covered), (0, 72, 0, 0));
    assert_eq!((today.total_caps, today.tier, today.verify), (143, Tier::Unknown, true));
    assert!(today.reasons.is_empty());
    assert_eq!(today.findings.len(), 17);
}

/// Attendance, courses and age known and fine: 70 of 143 is 49 percent.
fn half_known() -> Case {
    let mut case = Case::new();
    case.school_days("2026-11-20", 20, 0).mark("2026-11-06", Maths, 90.0).born(
        "2017-01-01",
        4,
        2026,
    );
    case
}

#[test]
fn a_low_score_is_stable_only_with_enough_known() {
    let mut case = half_known();
    assert_eq!((case.today().coverage(), case.today().scored_tier), (49, Tier::Unknown));
    case.fact("2026-11-01", Hlt1, No);
    // 85 of 143 is 59.4 percent.
    assert_eq!((case.today().coverage(), case.today().scored_tier), (59, Tier::Unknown));
    case.fact("2026-11-01", Acc1Far, No);
    let today = case.today();
    assert_eq!((today.coverage(), today.scored_tier), (65, Tier::Stable));
    // Half of 50: 25 would be watch, which the panel puts above stable.
    assert_eq!((today.score_high, today.verify), (25, true));
    // 86 of 143 is 60.1 percent: enough.
    case.settings.cap_access = 1;
    case.settings.cap_health = 15;
    assert_eq!(case.today().coverage(), 63);
}

#[test]
fn coverage_is_compared_unrounded() {
    let mut case = half_known();
    case.fact("2026-11-01", Hlt1, No);
    // 85 of 142 is 59.86 percent: shown as 60, but not enough.
    case.settings.cap_access = 7;
    assert_eq!((case.today().coverage(), case.today().scored_tier), (60, Tier::Unknown));
}

#[test]
fn the_cut_points() {
    for (score, tier) in [
        (19, Tier::Unknown),
        (20, Tier::Watch),
        (39, Tier::Watch),
        (40, Tier::High),
        (59, Tier::High),
        (60, Tier::Critical),
    ] {
        let mut case = Case::new();
        case.settings.cap_behaviour = 100;
        case.settings.beh1_points = score;
        case.fact("2026-11-01", Beh1, Yes);
        assert_eq!((case.today().score, case.today().scored_tier), (score, tier));
    }
}

#[test]
fn a_watch_that_could_only_be_watch_needs_no_check() {
    // Watch ranks below unknown: from unknown, watch is no rise.
    let mut case = half_known();
    case.fact("2026-11-01", Hlt1, No).fact("2026-11-01", Beh2, NoIncident);
    case.settings.stable_coverage = 100;
    let today = case.today();
    // Home and access unknown: half of 33.
    assert_eq!((today.scored_tier, today.score_high, today.verify), (Tier::Unknown, 17, false));
    case.fact("2026-11-01", Hlt1, Yes);
    let today = case.today();
    assert_eq!((today.score_high, today.scored_tier, today.verify), (25, Tier::Unknown, false));
}

#[test]
fn overrides_are_critical_from_their_day_until_ended() {
    for code in [OvrLedger, OvrReport, OvrSelfharm, OvrWhereabouts, OvrAlone, OvrWork] {
        let mut case = Case::new();
        case.fact("2026-03-02", code, Yes);
        assert_ne!(case.on("2026-03-01").scored_tier, Tier::Critical);
        let much_later = case.on("2030-01-01");
        assert_eq!((much_later.scored_tier, much_later.score), (Tier::Critical, 0));
        assert!(much_later.by_rule());
        let found = reason(&much_later, code.reason()).unwrap();
        assert_eq!((found.points, found.date, found.expires), (0, Some(day("2026-03-02")), None));
        case.fact("2026-05-01", code, No);
        assert_eq!(case.on("2026-04-30").scored_tier, Tier::Critical);
        assert_eq!(case.on("2026-05-01").scored_tier, Tier::Unknown);
    }
}

#[test]
fn reasons_stand_in_their_order() {
    let mut case = yang_siyu();
    case.evidence.visits.clear();
    case.evidence.start_day = day("2026-08-01");
    case.fact("2026-11-01", OvrLedger, Yes)
        .fact("2026-11-01", OvrAlone, Yes)
        .fact("2026-11-01", Hom3Poverty, Yes)
        .fact("2026-11-01", Hom3Siblings, Yes);
    let codes: Vec<_> = case.today().reasons.iter().map(|reason| reason.code.code()).collect();
    assert_eq!(
        codes,
        [
            "OVR_ALONE",
            "OVR_LEDGER",
            "SEEN90",
            "ATT1",
            "BEH1",
            "CRS1",
            "HOM1",
            "AGE2",
            "HOM3_POVERTY",
            "HOM3_SIBLINGS",
        ]
    );
}

#[test]
fn contact_age_lays_a_floor_under_the_shown_tier_only() {
    for (seen, code, shown) in [
        ("2026-09-24", None, Tier::Stable),                    // 60 days
        ("2026-09-23", Some(ReasonCode::Seen60), Tier::Watch), // 61
        ("2026-08-25", Some(ReasonCode::Seen60), Tier::Watch), // 90
        ("2026-08-24", Some(ReasonCode::Seen90), Tier::High),  // 91
    ] {
        let mut case = half_known();
        case.fact("2026-11-01", Hlt1, No).fact("2026-11-01", Acc1Far, No);
        case.evidence.visits.clear();
        case.visit(seen, true, false, None);
        let today = case.today();
        assert_eq!((today.scored_tier, today.tier), (Tier::Stable, shown), "{seen}");
        let found = today.reasons.first();
        assert_eq!(found.map(|reason| reason.code), code, "{seen}");
        if let Some(found) = found {
            assert_eq!(found.value, ReasonValue::Seen(Some(day(seen))));
            assert_eq!((found.date, found.points), (Some(day(seen)), 0));
        }
    }
}

#[test]
fn a_child_never_seen_counts_from_its_start_day_and_unknown_stays_above_watch() {
    let sixty = Case::never_seen("2026-09-23").today();
    assert_eq!((sixty.scored_tier, sixty.tier), (Tier::Unknown, Tier::Unknown));
    let found = reason(&sixty, ReasonCode::Seen60).unwrap();
    assert_eq!((&found.value, found.date), (&ReasonValue::Seen(None), Some(day("2026-09-23"))));
    let ninety = Case::never_seen("2026-08-24").today();
    assert_eq!(ninety.tier, Tier::High);
    assert_eq!(Case::never_seen("2026-09-24").today().reasons, []);
}

#[test]
fn seen_is_anywhere_in_person_visited_is_at_home() {
    let mut case = Case::never_seen("2026-03-01");
    case.visit("2026-09-04", true, true, None).visit("2026-10-13", true, false, None).visit(
        "2026-11-10",
        false,
        true,
        None,
    );
    let today = case.today();
    assert_eq!(today.last_seen, Some(day("2026-10-13")));
    assert_eq!(today.last_visit, Some(day("2026-09-04")));
    case.evidence.seen_at_events = vec![(day("2026-11-07"), day("2026-11-08"))];
    assert_eq!(case.today().last_seen, Some(day("2026-11-08")));
    // While the event lasts; before it.
    assert_eq!(case.on("2026-11-07").last_seen, Some(day("2026-11-07")));
    assert_eq!(case.on("2026-11-06").last_seen, Some(day("2026-10-13")));
}

#[test]
fn the_score_ends_at_a_hundred() {
    let mut case = yang_siyu();
    case.unexcused(&["2026-11-18", "2026-11-19", "2026-11-20"])
        .fact("2026-11-01", Beh2, NoIncident)
        .fact("2026-11-01", Hlt1, Yes)
        .fact("2026-11-01", Hom2, Yes)
        .fact("2026-11-01", Hom3Poverty, Yes)
        .fact("2026-11-01", Acc1Far, Yes);
    case.settings.cap_courses = 60;
    case.settings.crs1_more_points = 60;
    let today = case.today();
    assert_eq!((today.score, today.score_high), (100, 100));
}

#[test]
fn reasons_are_kept_as_json_and_come_back() {
    let mut case = yang_siyu();
    case.mark("2026-04-20", Maths, 90.0).fact("2026-11-01", Beh2, NoIncident);
    for reason in case.today().reasons {
        let json = serde_json::to_string(&reason).unwrap();
        assert_eq!(serde_json::from_str::<Reason>(&json).unwrap(), reason, "{json}");
    }
}
