//! What was asked about a child: rounds of facts at the beginning, in spring and in autumn, and what a story adds.

use super::chance::Chance;
use super::county::{County, ROUND};
use super::stories::Story;
use super::year::Entered;
use crate::domain::calendar::add_days;
use crate::domain::codes::{Domain, FactCode, FactValue};
use crate::domain::records::Fact;

const FACTS: u64 = 30;
/// What is asked in every round.
const ASKED: [FactCode; 11] = [
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
/// What a large county doesn't ask where there is nothing to tell; the domain is covered by other answers.
const SELDOM: [FactCode; 4] =
    [FactCode::Hom3SiblingLeft, FactCode::Hom3Siblings, FactCode::Hlt2, FactCode::Acc1Moved];

impl County {
    /// The facts of a child's year.
    pub(super) fn facts(&self, child: usize, year: &mut Vec<Entered>) {
        let story = self.story(child);
        let spec = story.spec();
        let mut chance = self.chance(FACTS, child);
        let opened = (self.today - self.entered(child)).num_days();
        let shift = chance.between(0, 5);
        let own: Vec<(FactCode, FactValue, i64)> = if story.is_ordinary() {
            ordinary(&mut chance, self.cast[child % ROUND].grade)
        } else {
            let mut own = spec.facts.to_vec();
            if child >= ROUND {
                vary(&mut chance, &mut own);
            }
            own
        };
        let mut rounds: Vec<i64> =
            [350, 170, 75, 35].iter().map(|ago| ago - shift).filter(|ago| *ago < opened).collect();
        if spec.since.is_some() {
            rounds.insert(0, opened);
        }
        if self.is_dense {
            rounds.drain(..rounds.len().saturating_sub(2));
        }
        for (place, ago) in rounds.iter().copied().enumerate() {
            let is_short = ago < 60 && spec.since.is_none();
            for code in ASKED {
                let domain = code.reason().domain();
                let is_missing = domain.is_some_and(|domain| spec.lacks.contains(&domain));
                // Between the rounds only behaviour is asked again, because it goes out of date first.
                if is_missing || (is_short && domain != Some(Domain::Behaviour)) {
                    continue;
                }
                let told = own
                    .iter()
                    .find(|(own, _, since)| *own == code && self.fact_ago(child, *since) >= ago);
                if self.is_dense && told.is_none() && SELDOM.contains(&code) {
                    continue;
                }
                let value = match told {
                    // An incident happened once.
                    Some(_) if code == FactCode::Beh2 => FactValue::None,
                    Some((_, value, _)) => *value,
                    None => nothing(code),
                };
                let source = if spec.since.is_some() || (place == 0 && ago > 300) {
                    &self.words.source_file
                } else if code == FactCode::Hom3Poverty {
                    &self.words.source_papers
                } else if domain == Some(Domain::Behaviour) || story == Story::Unseen {
                    &self.words.source_teacher
                } else {
                    &self.words.source_visit
                };
                year.push(self.fact(child, code, value, ago, source));
            }
        }
        for (code, value, since) in own {
            let ago = self.fact_ago(child, since);
            let is_told_by_round = rounds.contains(&ago);
            let is_initial = since >= 350 && code != FactCode::Beh2;
            if is_told_by_round || is_initial || ago >= opened && spec.since.is_some() {
                continue;
            }
            let source = match code {
                FactCode::OvrLedger => &self.words.source_office,
                FactCode::Beh1 | FactCode::Beh2 => &self.words.source_teacher,
                _ => &self.words.source_visit,
            };
            year.push(self.fact(child, code, value, ago, source));
        }
    }

    fn fact(
        &self,
        child: usize,
        code: FactCode,
        value: FactValue,
        ago: i64,
        source: &str,
    ) -> Entered {
        let day = self.ago(ago);
        let fact = Fact {
            child_id: self.child_id(child),
            code,
            value,
            day,
            source: Some(source.to_owned()),
            ..Fact::default()
        };
        let delay = u32::try_from((ago / 30).min(2)).unwrap_or(0);
        Entered::add(add_days(day, delay), "add_fact", fact)
    }
}

/// What differs between two children of one story, within what keeps its tier.
fn vary(chance: &mut Chance, own: &mut Vec<(FactCode, FactValue, i64)>) {
    for code in [FactCode::Hom3Poverty, FactCode::Hom3Siblings] {
        if chance.percent(40) && own.iter().all(|(known, ..)| *known != code) {
            own.push((code, FactValue::Yes, 350));
        }
    }
}

/// "Asked, nothing."
fn nothing(code: FactCode) -> FactValue {
    match code {
        FactCode::Beh2 => FactValue::None,
        FactCode::Hom1 => FactValue::Ok,
        _ => FactValue::No,
    }
}

/// What an ordinary child's home is like: at most 14 points, which with the grade's 5 stay below watch.
fn ordinary(chance: &mut Chance, grade: i64) -> Vec<(FactCode, FactValue, i64)> {
    use FactCode::{Acc1Far, Beh2, Hom1, Hom3Poverty, Hom3Siblings};
    let mut left: i64 = if grade >= 7 { 12 } else { 17 };
    let mut facts = Vec::new();
    let parents = *chance.pick(&[
        FactValue::Ok,
        FactValue::FatherAway,
        FactValue::FatherAway,
        FactValue::BothAway,
        FactValue::MotherAway,
    ]);
    if matches!(parents, FactValue::BothAway | FactValue::MotherAway) {
        left -= 8;
    }
    facts.push((Hom1, parents, 350));
    for (code, value, points, percent) in [
        (Hom3Poverty, FactValue::Yes, 5, 35),
        (Acc1Far, FactValue::Yes, 4, 12),
        (Hom3Siblings, FactValue::Yes, 2, 20),
        (Beh2, FactValue::Incident, 5, 5),
    ] {
        if chance.percent(percent) && points <= left {
            left -= points;
            facts.push((code, value, if code == Beh2 { 120 } else { 350 }));
        }
    }
    facts
}
