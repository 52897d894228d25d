//! A volunteer's list: for the volunteer the homes to go to with room to write, for the office how the children stand.

use super::document::{Document, Part, Sheet, Table};
use super::home::Home;
use super::words::{Words, beside};
use crate::domain::records::{Id, Volunteer};
use crate::store::{Queries, Result};

/// The children whom a volunteer accompanies today, those who live near each other together.
fn homes(queries: &Queries<'_>, volunteer: Id) -> Result<Vec<Home>> {
    let today = queries.today();
    let mut children: Vec<Id> = queries
        .assignments_of(volunteer)?
        .into_iter()
        .filter(|one| {
            one.from_day.is_none_or(|from| from <= today) && one.to_day.is_none_or(|to| to >= today)
        })
        .map(|one| one.child_id)
        .collect();
    children.sort_unstable();
    children.dedup();
    let mut homes = Vec::new();
    for child in children {
        if let Some(risk) = queries.risk_of(child)? {
            homes.extend(Home::read(queries, risk)?);
        }
    }
    Home::sort(&mut homes);
    Ok(homes)
}

/// A sheet for one volunteer, or of the homes that nobody is matched with, with a place to write for each home.
pub(super) fn sheet(volunteer: Option<&Volunteer>, homes: &[Home], words: &Words) -> Sheet {
    let title = match volunteer {
        Some(volunteer) => {
            let name = words.language.person(&volunteer.name);
            let args = [("name", name.into()), ("code", (&volunteer.code).into())];
            words.with("print-round-of", &args)
        }
        None => words.text("print-round-of-nobody"),
    };
    let mut parts = vec![Part::Text(words.text("print-how-to"))];
    if homes.is_empty() {
        parts = vec![Part::Text(words.text("print-no-homes"))];
    }
    let own = volunteer.map(|volunteer| volunteer.meta.id);
    for (at, home) in homes.iter().enumerate() {
        parts.push(Part::Card(home.card(Some(at + 1), own, words)));
    }
    let count = words.with("print-homes", &[("count", homes.len().into())]);
    Sheet { title, lines: vec![beside(&[&words.imprint(), &count])], parts }
}

/// What the volunteer takes along.
pub(super) fn outside(queries: &Queries<'_>, words: &Words, id: Id) -> Result<Option<Document>> {
    let Some(volunteer) = queries.record::<Volunteer>(id)? else { return Ok(None) };
    let homes = homes(queries, id)?;
    Ok(Some(words.outside(vec![sheet(Some(&volunteer), &homes, words)])))
}

/// What stays in the office.
pub(super) fn office(queries: &Queries<'_>, words: &Words, id: Id) -> Result<Option<Document>> {
    let Some(volunteer) = queries.record::<Volunteer>(id)? else { return Ok(None) };
    let language = words.language;
    let homes = homes(queries, id)?;
    let mut facts = Vec::new();
    words.fact(&mut facts, "print-col-phone", volunteer.phone.clone().unwrap_or_default());
    let place = language.place(volunteer.township.as_deref(), volunteer.village.as_deref());
    words.fact(&mut facts, "print-col-place", place);
    words.fact(&mut facts, "print-col-state", language.code(volunteer.status));
    let capacity = volunteer.capacity.map_or_else(String::new, |most| format!("/{most}"));
    words.fact(&mut facts, "print-col-load", format!("{}{capacity}", homes.len()));
    words.fact(&mut facts, "print-col-check", words.day_or_blank(volunteer.check_valid_until));
    words.fact(
        &mut facts,
        "print-col-training",
        words.day_or_blank(volunteer.training_valid_until),
    );
    let mut table = Table::new([
        words.text("print-col-code"),
        words.text("print-col-name"),
        words.text("print-col-tier"),
        words.text("print-col-place"),
        words.text("print-fact-carer"),
        words.text("print-fact-last-visit"),
        words.text("print-fact-due"),
    ]);
    for home in &homes {
        table.row([
            home.child.code.clone(),
            language.person(&home.child.name),
            language.code_as("tier-short", home.risk.tier),
            words.address(&home.child),
            home.carer(words),
            words.day(home.risk.last_visit),
            words.due(home.risk.visit_due),
        ]);
    }
    let rows = if homes.is_empty() {
        Part::Text(words.text("pages-no-children"))
    } else {
        Part::Table(table)
    };
    let count = words.with("volunteer-children", &[("count", homes.len().into())]);
    let sheet = Sheet {
        title: beside(&[&language.person(&volunteer.name), &volunteer.code]),
        lines: vec![words.imprint()],
        parts: vec![Part::Facts(facts), Part::Heading(count), rows],
    };
    Ok(Some(words.inside(vec![sheet])))
}
