//! When a home visit is due: the drawings' children, and every branch of DOMAIN §1.5.

use chrono::NaiveDate;
use peiban::domain::codes::Tier::{self, Critical, High, Stable, Unknown, Watch};
use peiban::domain::settings::Settings;
use peiban::domain::visit_due::{DueInput, start_day, visit_due};
use proptest::prelude::*;

use super::case::{Case, day};

/// Due day of a child in Peiban since 1 September, with its visits and its history of scored tiers.
fn due(case: &Case, history: &[(&str, Tier)], on: &str) -> String {
    let mut evidence = case.evidence.clone();
    evidence.sort();
    let history: Vec<_> = history.iter().map(|(from, tier)| (day(from), *tier)).collect();
    let present = history.iter().rfind(|(from, _)| *from <= day(on)).unwrap().1;
    visit_due(&DueInput::on(day(on), &evidence, &history, present), &Settings::default())
        .to_string()
}

fn visited(start: &str, days: &[&str]) -> Case {
    let mut case = Case::never_seen(start);
    for on in days {
        case.visit(on, true, true, None);
    }
    case
}

#[test]
fn the_start_day_is_the_later_of_admission_and_keeping() {
    for (admitted, entered, since, wanted) in [
        (None, "2026-11-02", "2026-09-01", "2026-11-02"),
        (Some("2024-03-01"), "2026-11-02", "2026-09-01", "2026-09-01"),
        (Some("2026-10-01"), "2026-11-02", "2026-09-01", "2026-10-01"),
        (Some("2026-12-01"), "2026-11-02", "2026-09-01", "2026-12-01"),
    ] {
        assert_eq!(start_day(admitted.map(day), day(entered), day(since)), day(wanted));
    }
}

#[test]
fn the_children_of_the_drawings() {
    // 陈可欣: entered 2 November, never visited.
    let never = visited("2026-11-02", &[]);
    assert_eq!(due(&never, &[("2026-11-02", Unknown)], "2026-11-23"), "2026-11-09");
    // 王小明: high since before the visit of 13 October.
    let high = visited("2026-09-01", &["2026-10-13"]);
    assert_eq!(due(&high, &[("2026-09-01", High)], "2026-11-23"), "2026-10-27");
    // 何雨欣: watch by score, high only by contact age; 马小军: stable by score.
    let watch = visited("2026-08-01", &["2026-08-22"]);
    assert_eq!(due(&watch, &[("2026-08-01", Watch)], "2026-11-23"), "2026-09-21");
    let stable = visited("2026-09-01", &["2026-09-21"]);
    assert_eq!(due(&stable, &[("2026-09-01", Stable)], "2026-11-23"), "2026-11-20");
    // 杨思雨: visited on the 17th, critical since the 20th.
    let risen = visited("2026-09-02", &["2026-11-17"]);
    let history = [("2026-09-02", High), ("2026-11-20", Critical)];
    assert_eq!(due(&risen, &history, "2026-11-23"), "2026-11-23");
    // 唐佳豪: visited on the 21st.
    let done = visited("2026-09-01", &["2026-11-21"]);
    assert_eq!(due(&done, &[("2026-09-01", Stable)], "2026-11-23"), "2027-01-20");
}

#[test]
fn every_tiers_cadence() {
    for (tier, wanted) in [
        (Critical, "2026-11-08"),
        (High, "2026-11-15"),
        (Unknown, "2026-12-01"),
        (Watch, "2026-12-01"),
        (Stable, "2026-12-31"),
    ] {
        let case = visited("2026-09-01", &["2026-11-01"]);
        assert_eq!(due(&case, &[("2026-09-01", tier)], "2026-11-23"), wanted, "{tier:?}");
    }
}

#[test]
fn a_rise_gives_time_but_takes_no_overdue_child_off_the_list() {
    // Stable at the visit of 1 September, due 31 October; high since 20 November: not 4 December.
    let case = visited("2026-08-01", &["2026-09-01"]);
    let history = [("2026-08-01", Stable), ("2026-11-20", High)];
    assert_eq!(due(&case, &history, "2026-11-23"), "2026-10-31");
    // Visited on 15 November: high from the 20th gives the 4th of December, stable 14 January.
    let case = visited("2026-08-01", &["2026-11-15"]);
    assert_eq!(due(&case, &history, "2026-11-23"), "2026-12-04");
    // Risen to critical three days before: three days, not seven.
    let history = [("2026-08-01", Stable), ("2026-11-20", Critical)];
    assert_eq!(due(&case, &history, "2026-11-23"), "2026-11-23");
    // Risen in two steps: high since the 16th would give the 30th; critical since the 22nd gives the 25th.
    let history = [("2026-08-01", Stable), ("2026-11-16", High), ("2026-11-22", Critical)];
    assert_eq!(due(&case, &history, "2026-11-23"), "2026-11-25");
}

#[test]
fn standing_at_a_tier_or_above_is_one_stretch() {
    // Critical before the visit and high after it: high or above without a break since 1 September.
    let case = visited("2026-08-01", &["2026-11-15"]);
    let history = [("2026-08-01", Stable), ("2026-09-01", Critical), ("2026-11-18", High)];
    assert_eq!(due(&case, &history, "2026-11-23"), "2026-11-29");
    // A fall and a new rise begin a new stretch.
    let history = [("2026-08-01", High), ("2026-11-16", Stable), ("2026-11-20", High)];
    assert_eq!(due(&case, &history, "2026-11-23"), "2026-12-04");
    // A fall alone: the present tier's cadence.
    let history = [("2026-08-01", Critical), ("2026-11-18", Watch)];
    assert_eq!(due(&case, &history, "2026-11-23"), "2026-12-15");
    // Unknown stands above watch.
    let history = [("2026-08-01", Watch), ("2026-11-20", Unknown)];
    assert_eq!(due(&case, &history, "2026-11-23"), "2026-12-15");
}

#[test]
fn a_stretch_that_began_on_the_visits_or_the_first_day_is_no_rise() {
    let case = visited("2026-11-01", &["2026-11-15"]);
    let history = [("2026-11-01", Stable), ("2026-11-15", Critical)];
    assert_eq!(due(&case, &history, "2026-11-23"), "2026-11-22");
    // Visited before it came into Peiban: the first scoring is no rise.
    let mut early = visited("2026-11-10", &["2026-11-05"]);
    assert_eq!(due(&early, &[("2026-11-10", High)], "2026-11-23"), "2026-11-19");
    assert_eq!(due(&early, &[("2026-11-10", Critical)], "2026-11-23"), "2026-11-12");
    early.evidence.first_day = day("2026-11-09");
    assert_eq!(due(&early, &[("2026-11-10", Critical)], "2026-11-23"), "2026-11-13");
}

#[test]
fn only_seen_at_home_resets_the_clock() {
    let mut case = visited("2026-09-01", &["2026-10-01"]);
    case.visit("2026-11-01", false, true, None).visit("2026-11-02", true, false, None);
    assert_eq!(due(&case, &[("2026-09-01", Watch)], "2026-11-23"), "2026-10-31");
    // Never visited stays never visited.
    let mut case = visited("2026-09-01", &[]);
    case.visit("2026-11-01", false, true, None);
    assert_eq!(due(&case, &[("2026-09-01", Watch)], "2026-11-23"), "2026-09-08");
}

#[test]
fn a_next_date_brings_the_day_forward_never_back() {
    let watch = [("2026-09-01", Watch)];
    for (next, wanted) in [("2026-11-10", "2026-11-10"), ("2027-01-01", "2026-12-01")] {
        let mut case = visited("2026-09-01", &[]);
        case.visit("2026-11-01", true, true, Some(next));
        assert_eq!(due(&case, &watch, "2026-11-23"), wanted);
    }
    // That of the newest visit that gives one, counted or not, on or after the last counted visit.
    let mut case = visited("2026-09-01", &["2026-11-01"]);
    case.visit("2026-11-05", false, true, Some("2026-11-09"));
    assert_eq!(due(&case, &watch, "2026-11-23"), "2026-11-09");
    case.visit("2026-11-06", false, true, None);
    assert_eq!(due(&case, &watch, "2026-11-23"), "2026-11-09");
    case.visit("2026-11-07", false, true, Some("2026-11-20"));
    assert_eq!(due(&case, &watch, "2026-11-23"), "2026-11-20");
    // A newer counted visit without a next date ends it; one of the same day doesn't.
    case.visit("2026-11-07", true, true, None);
    assert_eq!(due(&case, &watch, "2026-11-23"), "2026-11-20");
    case.visit("2026-11-08", true, true, None);
    assert_eq!(due(&case, &watch, "2026-11-23"), "2026-12-08");
}

#[test]
fn a_next_date_also_brings_a_first_visit_forward() {
    let mut case = visited("2026-11-20", &[]);
    case.visit("2026-11-21", false, true, Some("2026-11-24"));
    assert_eq!(due(&case, &[("2026-11-20", Unknown)], "2026-11-23"), "2026-11-24");
}

#[test]
fn an_earlier_day_knows_neither_later_visits_nor_later_tiers() {
    let case = visited("2026-09-01", &["2026-10-01", "2026-11-15"]);
    let history = [("2026-09-01", Watch), ("2026-11-10", Critical)];
    assert_eq!(due(&case, &history, "2026-11-01"), "2026-10-31");
}

fn tiers() -> impl Strategy<Value = Vec<(NaiveDate, Tier)>> {
    proptest::collection::vec((1u64..20, proptest::sample::select(Tier::ALL)), 1..8).prop_map(
        |steps| {
            let mut from = day("2026-09-01");
            steps
                .into_iter()
                .enumerate()
                .map(|(index, (days, tier))| {
                    if index > 0 {
                        from = from + chrono::Days::new(days);
                    }
                    (from, tier)
                })
                .collect()
        },
    )
}

proptest! {
    /// Scored again on a new day, a rise never makes a child late that morning, nor takes an overdue child off the list.
    #[test]
    fn a_rise_is_never_late_at_once_and_never_hides(history in tiers(), visit in 0u64..100, rise in proptest::sample::select(Tier::ALL)) {
        let visit = day("2026-09-01") + chrono::Days::new(visit);
        let (last, present) = *history.last().unwrap();
        let today = last.max(visit) + chrono::Days::new(1);
        prop_assume!(rise < present);
        let input = |history, present| DueInput {
            start_day: day("2026-09-01"),
            first_day: day("2026-09-01"),
            last_counted_visit: Some(visit),
            next_date: None,
            history,
            present,
        };
        let before = visit_due(&input(&history, present), &Settings::default());
        let mut risen = history.clone();
        risen.push((today, rise));
        let after = visit_due(&input(&risen, rise), &Settings::default());
        prop_assert!(after <= before);
        prop_assert!(after == before || after >= today);
    }
}
