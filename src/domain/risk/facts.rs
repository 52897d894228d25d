//! The codes that come from dated facts: behaviour, home, health, access and the overrides (DOMAIN §1.4 "Facts").

use super::assessment::{Finding, Incidents, Reason, ReasonValue, Source};
use super::evidence::{Evidence, FactMark};
use super::look::{Behind, Look, Shelf, missing};
use crate::domain::codes::{Domain, FactCode, FactValue};
use crate::domain::settings::Settings;

/// The facts that give points, in the order of the findings.
const SCORED: [FactCode; 11] = [
    FactCode::Beh1,
    FactCode::Beh2,
    FactCode::Hom1,
    FactCode::Hom2,
    FactCode::Hom3Poverty,
    FactCode::Hom3Siblings,
    FactCode::Hom3SiblingLeft,
    FactCode::Hlt1,
    FactCode::Hlt2,
    FactCode::Acc1Moved,
    FactCode::Acc1Far,
];

/// The facts that make a child critical.
const OVERRIDES: [FactCode; 6] = [
    FactCode::OvrLedger,
    FactCode::OvrReport,
    FactCode::OvrSelfharm,
    FactCode::OvrWhereabouts,
    FactCode::OvrAlone,
    FactCode::OvrWork,
];

/// The findings of the facts, and the overrides in force.
pub(super) fn findings(
    look: &mut Look,
    evidence: &Evidence,
    findings: &mut Vec<Finding>,
    reasons: &mut Vec<Reason>,
) {
    let facts = look.known(&evidence.facts, |fact| fact.day);
    let mut newest: [Option<&FactMark>; FactCode::ALL.len()] = [None; FactCode::ALL.len()];
    for fact in facts {
        newest[fact.code as usize].get_or_insert(fact);
    }
    for code in SCORED {
        findings.push(match newest[code as usize] {
            None => missing(code.reason(), domain(code)),
            Some(newest) if code == FactCode::Beh2 => incidents(look, newest, facts),
            Some(newest) => {
                let (points, shelf) = points_and_shelf(code, newest.value, look.settings);
                let behind = behind(look, newest, shelf);
                let value = ReasonValue::Fact(newest.value);
                look.finding(code.reason(), domain(code), points, value, behind)
            }
        });
    }
    for fact in OVERRIDES.iter().filter_map(|code| newest[*code as usize]) {
        if fact.value == FactValue::Yes {
            reasons.push(Reason {
                code: fact.code.reason(),
                points: 0,
                value: ReasonValue::Fact(fact.value),
                date: Some(fact.day),
                source: Some((Source::Fact, fact.id)),
                expires: None,
            });
        }
    }
}

/// Every incident within the shelf life counts; a newer "none" doesn't undo one.
fn incidents(look: &mut Look, newest: &FactMark, facts: &[FactMark]) -> Finding {
    let shelf = Shelf::TermDays(look.settings.beh2_shelf);
    let newest_behind = behind(look, newest, shelf);
    let mut found = Incidents { count: 0, serious: 0 };
    let mut newest_incident: Option<Behind> = None;
    let of_code = facts.iter().filter(|fact| fact.code == FactCode::Beh2);
    for fact in of_code.filter(|fact| fact.value != FactValue::None) {
        let row = behind(look, fact, shelf);
        if !look.is_good(&row) {
            break;
        }
        found.count += 1;
        found.serious += u32::from(fact.value == FactValue::Serious);
        newest_incident.get_or_insert(row);
    }
    let points = match found {
        Incidents { count: 0, .. } => 0,
        Incidents { count: 1, serious: 0 } => look.settings.beh2_one_points,
        _ => look.settings.beh2_more_points,
    };
    let value = if look.is_good(&newest_behind) {
        ReasonValue::Incidents(found)
    } else {
        ReasonValue::Fact(newest.value)
    };
    let row = newest_incident.unwrap_or(newest_behind);
    look.finding(FactCode::Beh2.reason(), Domain::Behaviour, points, value, row)
}

fn behind(look: &mut Look, fact: &FactMark, shelf: Shelf) -> Behind {
    look.behind(fact.day, (Source::Fact, fact.id), shelf)
}

fn domain(code: FactCode) -> Domain {
    code.reason().domain().unwrap_or(Domain::Behaviour)
}

fn points_and_shelf(code: FactCode, value: FactValue, settings: &Settings) -> (u32, Shelf) {
    let yes = |points| if value == FactValue::Yes { points } else { 0 };
    match code {
        FactCode::Beh1 => (yes(settings.beh1_points), Shelf::TermDays(settings.beh1_shelf)),
        FactCode::Hom1 => {
            let points = match value {
                FactValue::NoGuardian => settings.hom1_no_guardian_points,
                FactValue::MotherAway | FactValue::BothAway => settings.hom1_mother_away_points,
                FactValue::FatherAway => settings.hom1_father_away_points,
                _ => 0,
            };
            (points, Shelf::Days(settings.hom1_shelf))
        }
        FactCode::Hom2 => (yes(settings.hom2_points), Shelf::Days(settings.hom2_shelf)),
        FactCode::Hom3Poverty => {
            (yes(settings.hom3_poverty_points), Shelf::Days(settings.hom3_shelf))
        }
        FactCode::Hom3Siblings => {
            (yes(settings.hom3_siblings_points), Shelf::Days(settings.hom3_shelf))
        }
        FactCode::Hom3SiblingLeft => {
            (yes(settings.hom3_sibling_left_points), Shelf::Days(settings.hom3_shelf))
        }
        FactCode::Hlt1 => (yes(settings.hlt1_points), Shelf::Days(settings.hlt1_shelf)),
        FactCode::Hlt2 => (yes(settings.hlt2_points), Shelf::Days(settings.hlt2_shelf)),
        FactCode::Acc1Moved => (yes(settings.acc1_moved_points), Shelf::Days(settings.acc1_shelf)),
        FactCode::Acc1Far => (yes(settings.acc1_far_points), Shelf::Days(settings.acc1_shelf)),
        // BEH2 counts incidents above; overrides give no points and don't expire.
        _ => (0, Shelf::Days(u32::MAX)),
    }
}
