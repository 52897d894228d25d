//! Reading a calendar file. What it refuses, it names, so that an office can mend its own.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde::Deserialize;

use super::SchoolCalendar;
use crate::domain::text::toml_place;

/// Why a calendar file can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// Not TOML, an unknown or missing key, or a date that is none.
    #[error("line {line}, {key}: {fault:?}")]
    Form {
        /// The line, from 1.
        line: usize,
        /// The key.
        key: String,
        /// What is wrong with it.
        fault: Fault,
    },
    /// A term ends before it starts.
    #[error("the term from {0} ends before it starts")]
    TermBackwards(NaiveDate),
    /// Two terms share a day.
    #[error("the term from {0} begins before the one before it ends")]
    TermsOverlap(NaiveDate),
    /// A day is both off and worked.
    #[error("{0} is both a holiday and a workday")]
    BothOffAndWorked(NaiveDate),
}

/// What is wrong with a line of a calendar file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No TOML.
    Syntax,
    /// A key that means nothing here.
    UnknownKey,
    /// A key that has to be there.
    MissingKey,
    /// A value that doesn't fit: most often no such day.
    Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    terms: Vec<Term>,
    #[serde(default)]
    years: BTreeMap<String, Year>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Term {
    start: NaiveDate,
    end: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    #[serde(default)]
    holidays: BTreeSet<NaiveDate>,
    #[serde(default)]
    workdays: BTreeSet<NaiveDate>,
}

pub(super) fn parse(text: &str) -> Result<SchoolCalendar, CalendarError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let wrong = |error: &toml::de::Error, fault| {
        let (line, key) = toml_place(text, error.span().map_or(0, |span| span.start));
        // Of a key the reader says the name; where a missing one belongs, only the table is known.
        let named = error
            .message()
            .split('`')
            .nth(1)
            .filter(|_| matches!(fault, Fault::UnknownKey | Fault::MissingKey));
        CalendarError::Form { line, key: named.map_or(key, str::to_owned), fault }
    };
    // Read twice, so that what is no TOML at all is told from a key or value that doesn't fit.
    toml::from_str::<toml::Table>(text).map_err(|error| wrong(&error, Fault::Syntax))?;
    let file: File = toml::from_str(text).map_err(|error| {
        let fault = match error.message() {
            said if said.starts_with("unknown field") => Fault::UnknownKey,
            said if said.starts_with("missing field") => Fault::MissingKey,
            _ => Fault::Value,
        };
        wrong(&error, fault)
    })?;
    let mut terms: Vec<RangeInclusive<NaiveDate>> = Vec::new();
    for Term { start, end } in file.terms {
        if end < start {
            return Err(CalendarError::TermBackwards(start));
        }
        terms.push(start..=end);
    }
    terms.sort_by_key(|term| *term.start());
    if let Some(pair) = terms.windows(2).find(|pair| pair[1].start() <= pair[0].end()) {
        return Err(CalendarError::TermsOverlap(*pair[1].start()));
    }
    let mut holidays = BTreeSet::new();
    let mut workdays = BTreeSet::new();
    for year in file.years.into_values() {
        holidays.extend(year.holidays);
        workdays.extend(year.workdays);
    }
    if let Some(day) = holidays.intersection(&workdays).next() {
        return Err(CalendarError::BothOffAndWorked(*day));
    }
    Ok(SchoolCalendar::new(terms, holidays, workdays))
}
