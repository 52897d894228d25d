//! `peiban show KIND CODE`: one record with everything that belongs to it.

mod text;

use anyhow::Result;
use chrono::NaiveDate;
use clap::ValueEnum;
use serde_json::Value as Json;

use super::args::day;
use super::json::{child_file, event_file, volunteer_file};
use super::output::{Format, Output};
use super::session::Session;
use crate::domain::records::{Child, Event, Record, Volunteer};
use crate::store::{Queries, StoreError};

/// What can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// A child.
    Child,
    /// A volunteer.
    Volunteer,
    /// An event.
    Event,
}

/// What `show` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What kind of record.
    #[arg(value_enum, value_name = "KIND")]
    what: What,
    /// Its code.
    #[arg(value_name = "CODE")]
    code: String,
    /// As it was on an earlier day, from what had been entered by then.
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<NaiveDate>,
    /// ID numbers in full.
    #[arg(long)]
    full: bool,
    /// How to print.
    #[arg(long, value_enum, default_value_t, value_name = "text|json|csv")]
    format: Format,
}

/// Prints a record.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    let mut store = session.open()?;
    if let Some(day) = args.as_of {
        store.look_back(day)?;
    }
    let queries = store.queries();
    let language = session.language;
    tracing::info!(full = args.full, "show");
    let (id, file) = match args.what {
        What::Child => {
            let child: Child = by_code(queries, &args.code)?;
            let missing = || StoreError::NotFound { kind: "child", key: args.code.clone() };
            let row = queries.risk_of(child.meta.id)?.ok_or_else(missing)?;
            let file = child_file(queries, &child, &row, args.full, language)?;
            (child.meta.id, serde_json::to_value(file)?)
        }
        What::Volunteer => {
            let volunteer: Volunteer = by_code(queries, &args.code)?;
            (volunteer.meta.id, volunteer_file(queries, &volunteer)?)
        }
        What::Event => {
            let event: Event = by_code(queries, &args.code)?;
            (event.meta.id, event_file(queries, &event)?)
        }
    };
    let mut out = Output::new();
    match (args.format, file) {
        (Format::Json, file) => out.json(&file)?,
        (Format::Csv, Json::Object(file)) => {
            let (headings, cells): (Vec<&str>, Vec<Json>) = file
                .iter()
                .filter(|(_, value)| !value.is_array())
                .map(|(name, value)| (name.as_str(), value.clone()))
                .unzip();
            out.csv(&headings, [cells])?;
        }
        (_, Json::Object(file)) => {
            text::print(&mut out, args.what, &file, (queries, id), language)?;
        }
        (_, other) => out.json(&other)?,
    }
    out.end()?;
    Ok(())
}

/// The record of a code, as typed or in capitals.
pub(super) fn by_code<R: Record>(queries: Queries<'_>, code: &str) -> Result<R> {
    for code in [code.trim(), &code.trim().to_uppercase()] {
        if let Some(found) = queries.by_code(code)? {
            return Ok(found);
        }
    }
    Err(StoreError::NotFound { kind: R::TABLE, key: code.to_owned() }.into())
}
