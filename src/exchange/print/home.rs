//! A home as it is written for those who go there: name, place, carer, when to go, and room to write. Nothing of risk.

use super::document::{Blank, Card};
use super::words::{Words, beside};
use crate::domain::code_order::by_code;
use crate::domain::codes::{Observation, Status, VisitPlace};
use crate::domain::records::{Carer, Child, Id};
use crate::store::queries::{RiskRow, VolunteerBrief};
use crate::store::{Queries, Result};

/// A child with what its visitors need.
pub(super) struct Home {
    pub(super) child: Child,
    pub(super) carer: Option<Carer>,
    pub(super) risk: RiskRow,
    with: Vec<VolunteerBrief>,
}

impl Home {
    /// Reads a home; `None` for a closed file.
    pub(super) fn read(queries: &Queries<'_>, risk: RiskRow) -> Result<Option<Self>> {
        let Some(child) = queries.record::<Child>(risk.child.id)? else { return Ok(None) };
        if child.status == Status::Closed {
            return Ok(None);
        }
        let carer = child.carer_id.map(|id| queries.record::<Carer>(id)).transpose()?.flatten();
        let with = queries.volunteers_of(child.meta.id)?;
        Ok(Some(Self { child, carer, risk, with }))
    }

    /// Homes near each other stand together, those to be seen first at the top.
    pub(super) fn sort(homes: &mut [Self]) {
        homes.sort_by(|one, other| {
            let key = |home: &Self| {
                let child = &home.child;
                (child.township.clone(), child.village.clone(), home.risk.visit_due)
            };
            key(one).cmp(&key(other)).then_with(|| by_code(&one.child.code, &other.child.code))
        });
    }

    /// Who looks after the child, and the phone.
    pub(super) fn carer(&self, words: &Words) -> String {
        let relation = self.child.carer_relation.as_deref().unwrap_or_default();
        let relation = words.language.usual(relation);
        let Some(carer) = &self.carer else { return relation };
        let name = words.language.person(&carer.name);
        beside(&[&relation, &name, carer.phone.as_deref().unwrap_or_default()])
    }

    /// The others who go to this child.
    pub(super) fn companions(&self, own: Option<Id>, words: &Words) -> String {
        let others = self.with.iter().filter(|one| Some(one.id) != own);
        let others: Vec<String> = others
            .map(|one| {
                let name = words.language.person(&one.name);
                beside(&[&name, one.phone.as_deref().unwrap_or_default()])
            })
            .collect();
        words.language.list(&others)
    }

    /// The home with room to write.
    pub(super) fn card(&self, number: Option<usize>, own: Option<Id>, words: &Words) -> Card {
        let child = &self.child;
        let name = words.language.person(&child.name);
        let number = number.map(|number| format!("{number}.")).unwrap_or_default();
        let title = beside(&[&number, &name, &words.sex_age(child), &child.code]);
        let mut facts = Vec::new();
        words.fact(&mut facts, "print-fact-address", words.address(child));
        words.fact(&mut facts, "print-fact-carer", self.carer(words));
        words.fact(&mut facts, "print-fact-with", self.companions(own, words));
        words.fact(&mut facts, "print-fact-last-visit", words.day(self.risk.last_visit));
        words.fact(&mut facts, "print-fact-due", words.due(self.risk.visit_due));
        words.fact(&mut facts, "print-fact-look", look_at(words));
        Card { title, facts, blanks: blanks(words) }
    }
}

/// What to ask about, in neutral words and of every child alike: were it chosen, whoever knows the child could tell from what is
/// asked which of it is a worry.
fn look_at(words: &Words) -> String {
    let asked = [
        "print-look-attendance",
        "print-look-courses",
        "print-look-behaviour",
        "print-look-home",
        "print-look-access",
    ];
    words.language.list(&asked.map(|id| words.text(id)))
}

/// The questions of the visit form, in its order and words: what is ticked here is typed there digit by digit.
fn blanks(words: &Words) -> Vec<Blank> {
    let list = |ids: &[&str]| ids.iter().map(|id| words.text(id)).collect::<Vec<_>>();
    let five = ["school", "health", "home", "mood", "safety"];
    let mut blanks = vec![
        Blank::Short(list(&["print-blank-day", "print-blank-who"])),
        Blank::Ticks {
            label: String::new(),
            answers: ["form-visit-seen", "form-visit-nobody", "form-visit-adult"]
                .iter()
                .zip(1..)
                .map(|(id, digit)| format!("{digit} {}", words.text(id)))
                .collect(),
        },
    ];
    blanks.extend(five.map(|column| {
        Blank::Ticks {
            label: words.language.field("visit", column),
            answers: [1, 2, 3, 0]
                .iter()
                .zip(Observation::ALL)
                .map(|(digit, seen)| format!("{digit} {}", words.language.code(*seen)))
                .collect(),
        }
    }));
    blanks.push(Blank::Lines { label: words.text("print-blank-note"), count: 2 });
    blanks.push(Blank::Short(list(&["field-visit-next_date"])));
    let places = (1..).zip(VisitPlace::ALL);
    let places = places.map(|(at, one)| format!("{at} {}", words.language.code(*one))).collect();
    let asked = |label: String| (label, list(&["print-yes", "print-no"]));
    blanks.push(Blank::Beside(vec![
        (words.language.field("visit", "place"), places),
        asked(words.language.field("visit", "seen_alone")),
        asked(words.language.field("visit", "guardian_seen")),
        asked(words.text("print-blank-parents")),
    ]));
    blanks.push(Blank::Short(list(&["field-visit-hours"])));
    blanks
}
