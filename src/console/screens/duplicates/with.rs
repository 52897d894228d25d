//! From a file's own page: the other file of the same person is named, then both stand side by side.

use super::{Compare, described};
use crate::console::screen::{Availability, Effect, Message, Ui};
use crate::console::screens::pick::{Pick, Search, Take};
use crate::console::widgets::form::Picked;
use crate::domain::records::Id;
use crate::store::Kind;

/// So many are offered.
const OFFERED: usize = 30;
/// So many hits are read to find enough of the kind.
const READ: usize = 200;

/// Asks with which other file this one shall be compared and merged; while nothing is typed, those are offered that may be
/// about the same person.
pub fn ask(kind: Kind, id: Id, ui: &Ui) -> Vec<Effect> {
    let ui = ui.clone();
    let search: Search = Box::new(move |queries, typed| {
        let ids: Vec<Id> = if typed.is_empty() {
            let own = queries.suspect(kind, id)?;
            let likely = match &own {
                Some(own) => queries.likely_same(kind, &own.person, id)?,
                None => Vec::new(),
            };
            likely.into_iter().map(|(other, _)| other.id).collect()
        } else {
            // Closed files too: the other one may have been closed as the wrong one.
            let hits = queries.find(typed, true, READ)?;
            hits.into_iter().filter(|hit| hit.kind == kind).map(|hit| hit.id).collect()
        };
        let mut found = Vec::new();
        for other in ids.into_iter().filter(|other| *other != id).take(OFFERED) {
            if let Some(one) = queries.suspect(kind, other)? {
                let name = ui.language.person(&one.person.name);
                let detail = described(&one, &ui).replacen(&format!(" {name}"), "", 1);
                found.push(Picked::new(other, name, detail));
            }
        }
        Ok(found)
    });
    let take: Take =
        Box::new(move |picked| vec![Effect::push(Compare::new(kind, vec![id, picked.id]))]);
    let codes = kind.code_letter().into_iter().collect();
    vec![Effect::push(Pick::new(Message::new("merge-with-whom"), codes, search, take))]
}

/// What no file takes any more that was merged into another (id, code, name): that one is named.
pub fn gone(into: Option<&(Id, String, String)>) -> Option<Availability> {
    let (_, code, _) = into?;
    Some(Availability::Unavailable(Message::new("refused-merged").arg("value", code.clone())))
}

/// A file that was merged into another stands for nobody any more.
pub fn availability(is_merged: bool) -> Availability {
    Availability::when(!is_merged, "unavailable-merged")
}
