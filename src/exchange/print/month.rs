//! A month's visits against those that were due: in the office by volunteer and by township, for outside, where it is figures that
//! are reported, by township only.

use chrono::{Datelike as _, NaiveDate};

use super::document::{Document, Part, Sheet, Table};
use super::words::Words;
use crate::store::queries::{MonthVisits, Share};
use crate::store::{Queries, Result};

/// Months of which the visits are counted.
const YEAR: u32 = 12;

/// What stays in the office.
pub(super) fn office(queries: &Queries<'_>, words: &Words, of: NaiveDate) -> Result<Document> {
    let found = queries.month_visits(of)?;
    let mut parts = vec![Part::Facts(sums(&found, words))];
    if !found.by_volunteer.is_empty() {
        parts.push(Part::Heading(words.text("month-by-volunteer")));
        parts.push(Part::Table(shares(&found.by_volunteer, "print-col-volunteer", words, |one| {
            match one.volunteer {
                Some(_) => words.language.person(&one.name),
                None => words.text("today-without-volunteer"),
            }
        })));
    }
    parts.extend(rest(queries, &found, words)?);
    Ok(words.inside(vec![sheet(of, parts, words)]))
}

/// What is reported outside: no name of anybody.
pub(super) fn outside(queries: &Queries<'_>, words: &Words, of: NaiveDate) -> Result<Document> {
    let found = queries.month_visits(of)?;
    let mut parts = vec![Part::Facts(sums(&found, words))];
    parts.extend(rest(queries, &found, words)?);
    Ok(words.outside(vec![sheet(of, parts, words)]))
}

fn sheet(of: NaiveDate, parts: Vec<Part>, words: &Words) -> Sheet {
    let values =
        [("year", of.year().to_string().into()), ("month", words.language.month(of).into())];
    Sheet { title: words.with("month-title", &values), lines: vec![words.imprint()], parts }
}

fn sums(found: &MonthVisits, words: &Words) -> Vec<(String, String)> {
    let counts = [
        ("print-month-due", found.due),
        ("print-month-done", found.done),
        ("print-month-open", found.due - found.done),
        ("print-month-seen", found.seen),
        ("print-month-missed", found.missed),
        ("print-month-contacts", found.contacts),
        ("print-month-calls", found.calls),
    ];
    counts.into_iter().map(|(id, count)| (words.text(id), count.to_string())).collect()
}

/// The townships, and the visits of the months before.
fn rest(queries: &Queries<'_>, found: &MonthVisits, words: &Words) -> Result<Vec<Part>> {
    if found.by_township.is_empty() {
        return Ok(vec![Part::Text(words.text("month-nothing"))]);
    }
    let townships =
        shares(&found.by_township, "print-col-township", words, |one| match one.name.as_str() {
            "" => words.text("month-no-township"),
            name => words.language.township(name),
        });
    let number = |id: &str| format!("#{}", words.text(id));
    let mut year = Table::new([words.text("print-col-month"), number("print-month-seen")]);
    for (first, seen) in queries.visits_a_month(YEAR)? {
        let month = words.language.month(first);
        year.row([format!("{} {month}", first.year()), seen.to_string()]);
    }
    Ok(vec![
        Part::Heading(words.text("month-by-township")),
        Part::Table(townships),
        Part::Heading(words.text("month-year")),
        Part::Table(year),
    ])
}

fn shares(list: &[Share], head: &str, words: &Words, name: impl Fn(&Share) -> String) -> Table {
    let number = |id: &str| format!("#{}", words.text(id));
    let mut table = Table::new([
        words.text(head),
        number("print-month-due"),
        number("print-month-done"),
        number("print-month-open"),
        number("print-month-missed"),
    ]);
    for one in list {
        let counts = [one.due, one.done, one.due - one.done, one.missed];
        table.row([name(one)].into_iter().chain(counts.map(|count| count.to_string())));
    }
    table
}
