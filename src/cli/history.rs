//! `peiban history [CODE]`: what was changed, when, by whom.

use anyhow::Result;
use serde_json::Value as Json;

use super::json::{self, moment};
use super::output::{Format, Output, plain};
use super::session::Session;
use crate::domain::records::{Carer, Child, Event, Id, Record, Volunteer};
use crate::store::queries::Window;
use crate::store::{Queries, StoreError};

/// What `history` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A child, volunteer, carer or event; everything when none is given.
    #[arg(value_name = "CODE")]
    code: Option<String>,
    /// ID numbers in full.
    #[arg(long)]
    full: bool,
    /// At most so many entries.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// How to print.
    #[arg(long, value_enum, default_value_t, value_name = "text|json|csv")]
    format: Format,
}

/// How many rows of an entry the text shows.
const ROWS_SHOWN: usize = 3;

/// Prints the history.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    let store = session.open()?;
    let queries = store.queries();
    let subject = args.code.as_deref().map(|code| id_of(queries, code)).transpose()?;
    let window = Window::first(args.limit.unwrap_or(usize::MAX));
    let mut out = Output::new();
    match args.format {
        Format::Json => {
            let entries = queries.history(subject, window, usize::MAX)?;
            out.json(&json::history(entries, args.full))?;
        }
        Format::Csv => {
            let entries = queries.history(subject, window, 0)?;
            let rows: Vec<Vec<Json>> = entries
                .into_iter()
                .map(|entry| {
                    vec![
                        Json::from(entry.entry),
                        Json::from(moment(entry.at)),
                        Json::from(entry.user),
                        Json::from(entry.command),
                        Json::from(entry.undoes),
                        Json::from(entry.row_count),
                    ]
                })
                .collect();
            out.csv(&["entry", "at", "user", "command", "undoes", "rows"], rows)?;
        }
        Format::Text => text(&mut out, queries, subject, window, session)?,
    }
    out.end()?;
    Ok(())
}

fn text(
    out: &mut Output,
    queries: Queries<'_>,
    subject: Option<Id>,
    window: Window,
    session: &Session,
) -> Result<()> {
    let language = session.language;
    let entries = queries.history(subject, window, ROWS_SHOWN)?;
    if entries.is_empty() {
        out.line(&language.text("history-none"))?;
    }
    for entry in entries {
        let at = chrono::DateTime::from_timestamp(entry.at, 0)
            .map(|at| at.with_timezone(&chrono::Local).format("%Y-%m-%d %H:%M").to_string());
        let mut line = format!(
            "{}  {}  {}  {}",
            entry.entry,
            at.unwrap_or_default(),
            entry.user,
            language.command(&entry.command)
        );
        if let Some(undoes) = entry.undoes {
            line.push_str("  ");
            line.push_str(&language.with("history-undoes", &[("entry", undoes.into())]));
        }
        if entry.undone_by.is_some() {
            line.push_str("  ");
            line.push_str(&language.text("history-undone"));
        }
        line.push_str("  ");
        line.push_str(&language.with("history-rows", &[("count", entry.row_count.into())]));
        out.line(&line)?;
        for row in entry.rows {
            let side = row.after.as_ref().or(row.before.as_ref());
            let cells: Vec<String> = side
                .into_iter()
                .flatten()
                .filter(|(key, _)| !matches!(key.as_str(), "id_number" | "entered_on" | "code"))
                .map(|(key, value)| format!("{key}={}", plain(value)))
                .collect();
            let code = row.code.unwrap_or_default();
            out.line(&format!("    {} {code}  {}", language.kind(&row.table), cells.join("  ")))?;
        }
    }
    Ok(())
}

fn id_of(queries: Queries<'_>, code: &str) -> Result<Id> {
    fn id<R: Record>(queries: Queries<'_>, code: &str) -> Result<Option<Id>, StoreError> {
        Ok(queries.by_code::<R>(code)?.map(|record| record.meta().id))
    }
    for code in [code.trim(), &code.trim().to_uppercase()] {
        let found = match id::<Child>(queries, code)? {
            None => id::<Volunteer>(queries, code)?,
            found => found,
        };
        let found = match found {
            None => id::<Event>(queries, code)?,
            found => found,
        };
        let found = match found {
            None => id::<Carer>(queries, code)?,
            found => found,
        };
        if let Some(found) = found {
            return Ok(found);
        }
    }
    Err(StoreError::NotFound { kind: "record", key: code.to_owned() }.into())
}
