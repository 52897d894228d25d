//! An event's sign-in sheet: who is expected, a box for each who came, room to sign, and lines for those who come unasked. It lies
//! on a table where everyone reads it, so it holds names and places only.

use super::document::{Document, Part, Sheet, Table};
use super::words::Words;
use crate::domain::codes::Status;
use crate::domain::records::{Event, Id, Volunteer};
use crate::store::{Queries, Result};

/// So many lines are left for those who come without having signed up.
const SPARE: usize = 5;
/// An event of more days has one box for all of them: weekdays would come twice, and the sheet is no wider than its paper.
const MOST_BOXES: usize = 7;
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
        if let Some(id) = part.volunteer_id {
            volunteers.extend(queries.record::<Volunteer>(id)?.map(|one| {
                let place = language.place(one.township.as_deref(), one.village.as_deref());
                (language.person(&one.name), place)
            }));
        }
    }
    let count = children.len() + volunteers.len();
    let boxes = boxes(&event, words);
    let mut parts = vec![Part::Facts(about(&event, queries, words)?)];
    for (heading, people) in [("page-children", children), ("page-volunteers", volunteers)] {
        if !people.is_empty() {
            parts.push(Part::Heading(format!("{} {}", words.text(heading), people.len())));
            parts.push(Part::Table(table(people, &boxes, words)));
        }
    }
    parts.push(Part::Heading(words.text("print-sign-others")));
    let spare = vec![(String::from(LINE), String::new()); SPARE];
    parts.push(Part::Table(table(spare, &boxes, words)));
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
    words.fact(&mut facts, "print-when", language.event_days(event));
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

/// The headings of the boxes: one a day, by its weekday, or a single one where the event is of one day or of too many.
fn boxes(event: &Event, words: &Words) -> Vec<String> {
    let last = event.ends_on.unwrap_or(event.starts_on);
    let days = event.starts_on.iter_days().take_while(|day| *day <= last);
    let days: Vec<String> =
        days.take(MOST_BOXES + 1).map(|day| words.language.weekday(day)).collect();
    if (2..=MOST_BOXES).contains(&days.len()) { days } else { vec![words.text("print-sign-came")] }
}

fn table(people: Vec<(String, String)>, boxes: &[String], words: &Words) -> Table {
    let mut heads =
        vec!["#".to_owned(), words.text("print-col-name"), words.text("print-col-place")];
    heads.extend_from_slice(boxes);
    heads.push(words.text("print-sign-here"));
    let mut table = Table::new(heads);
    for (at, (name, place)) in (1..).zip(people) {
        let mut row = vec![at.to_string(), name, place];
        row.extend(boxes.iter().map(|_| BOX.to_owned()));
        row.push(LINE.to_owned());
        table.row(row);
    }
    table
}
