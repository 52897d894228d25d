//! An event's sign-in sheet: who is expected, a box for each who came, room to sign, and lines for those who come unasked. It lies
//! on a table where everyone reads it, so it holds names and places only.

use super::document::{Document, Part, Sheet, Table};
use super::words::Words;
use crate::domain::codes::Status;
use crate::domain::records::{Event, Id, Volunteer};
use crate::store::{Queries, Result};

/// So many lines are left for those who come without having signed up.
const SPARE: usize = 5;
/// A box to tick, and a line to sign on.
const BOX: &str = "□";
const LINE: &str = "______________";

/// The sheet: children, volunteers, and room for others.
pub(super) fn outside(queries: &Queries<'_>, words: &Words, id: Id) -> Result<Option<Document>> {
    let Some(event) = queries.record::<Event>(id)? else { return Ok(None) };
    let language = words.language;
    let (mut children, mut volunteers) = (Vec::new(), Vec::new());
    for part in queries.participants(id)? {
        if let Some(child) = part.child_id.map(|id| queries.child_brief_of(id)).transpose()? {
            children.extend(child.map(|child| {
                let place = language.place(child.township.as_deref(), child.village.as_deref());
                (language.person(&child.name), place)
            }));
        }
        if let Some(one) = part.volunteer_id.map(|id| queries.volunteer_brief(id)).transpose()? {
            volunteers.extend(one.map(|one| (language.person(&one.name), String::new())));
        }
    }
    let count = children.len() + volunteers.len();
    let mut parts = vec![Part::Facts(about(&event, queries, words)?)];
    for (heading, people) in [("page-children", children), ("page-volunteers", volunteers)] {
        if !people.is_empty() {
            parts.push(Part::Heading(format!("{} {}", words.text(heading), people.len())));
            parts.push(Part::Table(table(people, words)));
        }
    }
    parts.push(Part::Heading(words.text("print-sign-others")));
    parts.push(Part::Table(table(vec![(String::from(LINE), String::new()); SPARE], words)));
    let count = words.with("print-sign-count", &[("count", count.into())]);
    let title = words.with("print-sign-of", &[("title", (&event.title).into())]);
    let lines = vec![super::words::beside(&[&words.imprint(), &count])];
    Ok(Some(words.outside(vec![Sheet { title, lines, parts }])))
}

/// What, when, where, who leads.
fn about(event: &Event, queries: &Queries<'_>, words: &Words) -> Result<Vec<(String, String)>> {
    let language = words.language;
    let mut facts = Vec::new();
    words.fact(&mut facts, "print-kind", language.code(event.kind));
    let mut when = language.full_weekday(event.starts_on);
    if let Some(at) = event.starts_at {
        when = format!("{when} {at}");
    }
    if let Some(ends) = event.ends_on.filter(|ends| *ends != event.starts_on) {
        when = format!("{when} - {}", language.full_weekday(ends));
    }
    words.fact(&mut facts, "print-when", when);
    let place = event.place.as_deref().map(|place| language.address(place));
    words.fact(&mut facts, "field-event-place", place.unwrap_or_default());
    if let Some(leader) = event.leader_id.map(|id| queries.record::<Volunteer>(id)).transpose()? {
        let leader = leader.map(|one| {
            let phone = one.phone.as_deref().unwrap_or_default();
            super::words::beside(&[&language.person(&one.name), phone])
        });
        words.fact(&mut facts, "field-event-leader_id", leader.unwrap_or_default());
    }
    if event.status == Status::Closed {
        words.fact(&mut facts, "print-col-state", language.code(event.status));
    }
    Ok(facts)
}

fn table(people: Vec<(String, String)>, words: &Words) -> Table {
    let heads = ["print-col-name", "print-col-place", "print-sign-came", "print-sign-here"];
    let heads = heads.iter().map(|id| words.text(id));
    let mut table = Table::new(std::iter::once("#".to_owned()).chain(heads));
    for (at, (name, place)) in (1..).zip(people) {
        table.row([at.to_string(), name, place, BOX.to_owned(), LINE.to_owned()]);
    }
    table
}
