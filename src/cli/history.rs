//! `peiban history [CODE]`: what was changed, when, by whom.

use anyhow::Result;
use serde_json::{Map, Value as Json};

use super::args::rows;
use super::json::{self, moment};
use super::output::{Format, Output};
use super::session::Session;
use crate::domain::records::{Carer, Child, Event, Id, Record, Volunteer};
use crate::language::{Language, dates};
use crate::store::queries::{HistoryRow, Window};
use crate::store::{Kind, Queries, StoreError};

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
    #[arg(allow_negative_numbers = true, long, value_name = "N", value_parser = rows)]
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
        let mut line = format!(
            "{}  {}  {}  {}",
            entry.entry,
            local(entry.at),
            language.person(&entry.user),
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
        let more = entry.row_count.saturating_sub(entry.rows.len());
        for row in entry.rows {
            let row = row.read_on(entry.day);
            let code = row.code.as_deref().unwrap_or_default();
            let cells = in_words(&row, queries, language)?.join("  ");
            let kind = language.kind(&row.table);
            // What an undo takes away would otherwise read as added.
            let kind = if row.after.is_none() {
                language.with("history-removed-kind", &[("kind", kind.into())])
            } else {
                kind
            };
            out.line(&format!("    {kind} {code}  {cells}"))?;
        }
        if more > 0 {
            out.line(&format!(
                "    {}",
                language.with("history-rows-more", &[("count", more.into())])
            ))?;
        }
    }
    Ok(())
}

/// A moment by this machine's clock, to the minute.
pub(super) fn local(at: i64) -> String {
    dates::local(at).map(|at| at.format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
}

/// A row's fields in words: what was added or taken away, or what became of each that changed.
fn in_words(row: &HistoryRow, queries: Queries<'_>, language: Language) -> Result<Vec<String>> {
    let table = row.table.as_str();
    let hidden = |column: &str| {
        matches!(column, "id_number" | "entered_on")
            || column == "code" && !matches!(table, "fact" | "setting")
    };
    let mut words = Vec::new();
    let (before, after) = match (&row.before, &row.after) {
        (Some(before), Some(after)) => (Some(before), after),
        (Some(one), None) | (None, Some(one)) => (None, one),
        (None, None) => return Ok(words),
    };
    for (column, value) in after.iter().filter(|(column, _)| !hidden(column)) {
        let field = language.recorded_field(table, column);
        let now = value_in_words(table, column, after, queries, language)?;
        if let Some(before) = before {
            let was = value_in_words(table, column, before, queries, language)?;
            let args = [("field", field.into()), ("before", was.into()), ("after", now.into())];
            words.push(language.with("history-change", &args));
        } else if !value.is_null() {
            let args = [("field", field.into()), ("value", now.into())];
            words.push(language.with("history-field", &args));
        }
    }
    Ok(words)
}

fn value_in_words(
    table: &str,
    column: &str,
    side: &Map<String, Json>,
    queries: Queries<'_>,
    language: Language,
) -> Result<String> {
    let Some(Json::String(code)) = side.get(column).filter(|_| column.ends_with("_code")) else {
        return Ok(language.journalled(table, column, side));
    };
    Ok(match queries.name_of_code(code)? {
        Some((Kind::Event, title)) => format!("{title} {code}"),
        Some((_, name)) => format!("{} {code}", language.person(&name)),
        None => code.clone(),
    })
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
