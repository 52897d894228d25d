//! Reading a calendar file. What it refuses, it names, so that an office can mend its own.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde::Deserialize;

use super::SchoolCalendar;

/// Why a calendar file can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// Not TOML, an unknown key, or a date that is none; the message names the line.
    #[error("{0}")]
    Form(String),
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
    let file: File =
        toml::from_str(text).map_err(|error| CalendarError::Form(error.to_string()))?;
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
