//! When the child was last seen and visited, and the contact-age floor (DOMAIN §1.4 "Shown tier", §1.5).

use chrono::NaiveDate;

use super::assessment::{Reason, ReasonValue};
use super::evidence::Evidence;
use super::look::Look;
use crate::domain::calendar::add_days;
use crate::domain::codes::{ReasonCode, Tier};

/// The two clocks, and the floor that the first one lays.
pub(super) struct Clocks {
    pub(super) last_seen: Option<NaiveDate>,
    pub(super) last_visit: Option<NaiveDate>,
    pub(super) floor: Option<(Tier, Reason)>,
}

pub(super) fn seen(look: &mut Look, evidence: &Evidence) -> Clocks {
    let visits = look.known(&evidence.visits, |visit| visit.day);
    let at_visit = visits.iter().find(|visit| visit.child_seen).map(|visit| visit.day);
    let last_visit = visits.iter().find(|visit| visit.counts()).map(|visit| visit.day);
    let mut last_seen = at_visit;
    for (from, to) in &evidence.seen_at_events {
        if *from > look.day {
            look.changes_on(*from);
            continue;
        }
        // While an event lasts, the child is seen every day of it.
        if *to > look.day {
            look.changes_on(add_days(look.day, 1));
        }
        last_seen = last_seen.max(Some((*to).min(look.day)));
    }
    let since = last_seen.unwrap_or(evidence.start_day);
    let floors = [
        (look.settings.seen_high_days, Tier::High, ReasonCode::Seen90),
        (look.settings.seen_watch_days, Tier::Watch, ReasonCode::Seen60),
    ];
    for (days, ..) in floors {
        look.changes_on(add_days(add_days(since, days), 1));
    }
    let age = (look.day - since).num_days();
    let floor =
        floors.into_iter().find(|(days, ..)| age > i64::from(*days)).map(|(_, tier, code)| {
            let reason = Reason {
                code,
                points: 0,
                value: ReasonValue::Seen(last_seen),
                date: Some(since),
                source: None,
                expires: None,
            };
            (tier, reason)
        });
    Clocks { last_seen, last_visit, floor }
}
