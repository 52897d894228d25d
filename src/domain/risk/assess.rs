//! The one function that scores a child (DOMAIN §1.4).

use chrono::NaiveDate;

use super::assessment::{Assessment, DomainScore, Finding, FindingState, Reason};
use super::evidence::Evidence;
use super::look::Look;
use super::{age, attendance, courses, facts, seen};
use crate::domain::calendar::SchoolCalendar;
use crate::domain::codes::{Domain, ReasonCode, Tier};
use crate::domain::settings::Settings;

/// Scores a child as it stands on a day. Records dated after it are ignored.
///
/// Time alone changes nothing in the answer before its `next_change_on`.
pub fn assess(
    evidence: &Evidence,
    day: NaiveDate,
    calendar: &SchoolCalendar,
    settings: &Settings,
) -> Assessment {
    let mut look = Look { day, calendar, settings, next_change_on: None };
    let mut findings = Vec::with_capacity(17);
    let mut reasons = Vec::new();
    attendance::findings(&mut look, evidence, &mut findings);
    courses::findings(&mut look, evidence, &mut findings);
    facts::findings(&mut look, evidence, &mut findings, &mut reasons);
    age::findings(&mut look, evidence, &mut findings);
    findings.sort_by_key(|finding| finding.code);
    let seen = seen::seen(&mut look, evidence);

    let domains = domain_scores(&findings, settings);
    let sum = |of: &dyn Fn(&DomainScore) -> u32| domains.iter().map(of).sum::<u32>();
    let score = sum(&|domain| domain.points).min(100);
    let covered_caps = sum(&|domain| if domain.covered { domain.cap } else { 0 });
    let total_caps = sum(&|domain| domain.cap);
    let score_high = (score + (total_caps - covered_caps).div_ceil(2)).min(100);

    let by_rule = !reasons.is_empty();
    let att2 =
        findings.iter().any(|finding| finding.code == ReasonCode::Att2 && finding.points > 0);
    let well_covered = covered_caps * 100 >= settings.stable_coverage * total_caps;
    let tier_of = |score| {
        let tier =
            if by_rule { Tier::Critical } else { tier_by_score(score, well_covered, settings) };
        if att2 { tier.min(Tier::High) } else { tier }
    };
    let scored_tier = tier_of(score);
    let floor = seen.floor.as_ref().map_or(Tier::Stable, |(tier, _)| *tier);

    reasons.extend(seen.floor.map(|(_, reason)| reason));
    reasons.extend(findings.iter().filter_map(reason));
    reasons.sort_by(|a, b| order(a).cmp(&order(b)));
    Assessment {
        score,
        score_high,
        covered_caps,
        total_caps,
        covered: domains.iter().filter(|d| d.covered).fold(0, |mask, d| mask | d.domain.bit()),
        reasons,
        domains,
        findings,
        scored_tier,
        tier: scored_tier.min(floor),
        verify: tier_of(score_high) < scored_tier,
        last_seen: seen.last_seen,
        last_visit: seen.last_visit,
        next_change_on: look.next_change_on,
    }
}

fn domain_scores(findings: &[Finding], settings: &Settings) -> [DomainScore; 7] {
    std::array::from_fn(|place| {
        let domain = Domain::ALL[place];
        let cap = settings.cap(domain);
        let own = || findings.iter().filter(move |finding| finding.domain == domain);
        let points: u32 = own().map(|finding| finding.points).sum();
        // A grade alone scores AGE2 and leaves the domain uncovered.
        let covers = |finding: &Finding| {
            finding.state == FindingState::Known && finding.code != ReasonCode::Age2
        };
        DomainScore { domain, points: points.min(cap), cap, covered: own().any(covers) }
    })
}

fn tier_by_score(score: u32, well_covered: bool, settings: &Settings) -> Tier {
    if score >= settings.tier_critical {
        Tier::Critical
    } else if score >= settings.tier_high {
        Tier::High
    } else if score >= settings.tier_watch {
        Tier::Watch
    } else if well_covered {
        Tier::Stable
    } else {
        Tier::Unknown
    }
}

fn reason(finding: &Finding) -> Option<Reason> {
    let value = finding.value.clone().filter(|_| finding.points > 0)?;
    Some(Reason {
        code: finding.code,
        points: finding.points,
        value,
        date: finding.date,
        source: finding.source,
        expires: finding.expires,
    })
}

/// Overrides, then SEEN60 or SEEN90, then points downward, then code.
fn order(reason: &Reason) -> (u8, std::cmp::Reverse<u32>, &'static str) {
    let group = match reason.code {
        code if code.is_override() => 0,
        ReasonCode::Seen60 | ReasonCode::Seen90 => 1,
        _ => 2,
    };
    (group, std::cmp::Reverse(reason.points), reason.code.code())
}
