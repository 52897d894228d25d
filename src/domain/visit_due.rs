//! When a home visit is due (DOMAIN §1.5). One pure function over days and tiers.
//!
//! Two readings were decided here. A child risen to critical is due three days after the rise instead of the seven of
//! its cadence, as the drawings have it (risen on the 20th, due on the 23rd). A next date counts by the day of the visit
//! that gives it, and may also bring a first visit forward.

use chrono::NaiveDate;

use super::calendar::add_days;
use super::codes::Tier;
use super::risk::{Evidence, VisitMark};
use super::settings::Settings;

/// What the due day depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueInput<'a> {
    /// The day from which visits are counted ([`start_day`]).
    pub start_day: NaiveDate,
    /// First day in Peiban.
    pub first_day: NaiveDate,
    /// The last home visit at which the child was seen.
    pub last_counted_visit: Option<NaiveDate>,
    /// The newest visit that gives a next date, counted or not: its day and the date.
    pub next_date: Option<(NaiveDate, NaiveDate)>,
    /// The scored tiers, each from its day on, ascending; the last holds still.
    pub history: &'a [(NaiveDate, Tier)],
    /// The present scored tier.
    pub present: Tier,
}

impl<'a> DueInput<'a> {
    /// Reads the visits of a child as they stand on a day; later visits and tiers are ignored.
    pub fn on(
        day: NaiveDate,
        evidence: &Evidence,
        history: &'a [(NaiveDate, Tier)],
        present: Tier,
    ) -> Self {
        let known = || evidence.visits.iter().filter(|visit| visit.day <= day);
        let until = history.partition_point(|(from, _)| *from <= day);
        Self {
            start_day: evidence.start_day,
            first_day: evidence.first_day,
            last_counted_visit: known().find(|visit| visit.counts()).map(|visit| visit.day),
            next_date: known().find_map(|visit: &VisitMark| Some((visit.day, visit.next_date?))),
            history: &history[..until],
            present,
        }
    }
}

/// The day from which visits are counted: the later of the admission (else the day of entry) and the day from which the
/// office keeps visits in Peiban, so that an old roster doesn't begin with years of arrears (DOMAIN §1.5).
pub fn start_day(
    admitted_on: Option<NaiveDate>,
    entered_on: NaiveDate,
    visits_since: NaiveDate,
) -> NaiveDate {
    admitted_on.unwrap_or(entered_on).max(visits_since)
}

/// The day on which a home visit is due (DOMAIN §1.5). Overdue = due < today.
pub fn visit_due(input: &DueInput, settings: &Settings) -> NaiveDate {
    let Some(visit) = input.last_counted_visit else {
        let first = add_days(input.start_day, settings.first_visit);
        return input.next_date.map_or(first, |(_, next)| first.min(next));
    };
    // From the present tier down to stable: each tier the child stands at or above asks for its own cadence.
    let by_tier = Tier::ALL
        .iter()
        .filter(|tier| **tier >= input.present)
        .map(|tier| due_for(*tier, visit, input, settings))
        .min();
    let due = by_tier.unwrap_or(NaiveDate::MAX);
    match input.next_date {
        Some((from, next)) if from >= visit => due.min(next),
        _ => due,
    }
}

/// The due day that standing at one tier or above asks for.
fn due_for(tier: Tier, visit: NaiveDate, input: &DueInput, settings: &Settings) -> NaiveDate {
    match stands_since(tier, input.history) {
        Some(since) if since > visit && since > input.first_day => {
            let grace = if tier == Tier::Critical {
                settings.critical_rise
            } else {
                cadence(tier, settings)
            };
            add_days(since, grace)
        }
        _ => add_days(visit, cadence(tier, settings)),
    }
}

/// Days between home visits at a tier.
pub const fn cadence(tier: Tier, settings: &Settings) -> u32 {
    match tier {
        Tier::Critical => settings.cadence_critical,
        Tier::High => settings.cadence_high,
        Tier::Unknown => settings.cadence_unknown,
        Tier::Watch => settings.cadence_watch,
        Tier::Stable => settings.cadence_stable,
    }
}

/// Since when the child has stood at a tier or above without a break.
fn stands_since(tier: Tier, history: &[(NaiveDate, Tier)]) -> Option<NaiveDate> {
    history.iter().rev().take_while(|(_, stood)| *stood <= tier).last().map(|(from, _)| *from)
}
