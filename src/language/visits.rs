//! What came of a visit, in words.

use super::Language;
use crate::domain::codes::{Observation, VisitPlace};
use crate::domain::records::Visit;

impl Language {
    /// Whom a visit met: the child, only an adult, nobody; and where, when not at home.
    pub fn visit_outcome(self, visit: &Visit) -> String {
        let id = match (visit.child_seen, visit.guardian_seen) {
            (Some(true), _) => "child-seen",
            (_, Some(true)) => "child-adult-only",
            (_, Some(false)) => "child-nobody-home",
            (_, None) => "child-not-seen",
        };
        let what = self.text(id);
        match visit.place.filter(|place| *place != VisitPlace::Home) {
            None => what,
            Some(place) => {
                let place = self.code(place);
                self.with("pages-at-place", &[("what", what.into()), ("place", place.into())])
            }
        }
    }

    /// One of the five things looked at and how it was found.
    pub fn observed(self, column: &str, how: Observation) -> String {
        let (what, how) = (self.field("visit", column), self.code(how));
        self.with("child-observed", &[("what", what.into()), ("how", how.into())])
    }
}
