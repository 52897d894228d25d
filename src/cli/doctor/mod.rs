//! `peiban doctor [--rebuild]`: is everything as it should be, here and in the database?

mod terminal;

use anyhow::Result;
use serde_json::{Value as Json, json};

use super::failure::{self, Said, say};
use super::output::{Format, Output, plain};
use super::session::Session;
use crate::domain::records::{Carer, Child, Contact, Event, Record, Task, Visit, Volunteer};
use crate::store::{CalendarState, Findings, Queries, Store, StoreError, versions};

/// What `doctor` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Computes scores, due days, search terms and counts anew.
    #[arg(long)]
    rebuild: bool,
    /// How to print.
    #[arg(long, value_enum, default_value_t, value_name = "text|json|csv")]
    format: Format,
}

/// Each found thing: the part it belongs to, its name, its value.
type Line = (&'static str, &'static str, Json);

/// Examines, and mends what is derived when asked to. What is found is printed in any case; it is a failure when
/// something is wrong.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    let mut lines = machine(session);
    let opened = session.open_store();
    let examined = opened.and_then(|store| database(store, args.rebuild, &mut lines, session));
    if let Err(error) = &examined {
        lines.push(("database", "problem", json!(failure::store(error, session.language))));
    }
    lines.push(("result", "healthy", json!(matches!(examined, Ok(true)))));
    print(&lines, args.format, session)?;
    if examined? { Ok(()) } else { Err(Said::failure("cli-unwell", &[])) }
}

fn machine(session: &Session) -> Vec<Line> {
    let versions = versions();
    let mut lines = vec![
        ("program", "version", json!(env!("CARGO_PKG_VERSION"))),
        ("program", "schema", json!(versions.schema)),
        ("program", "sqlite", json!(versions.sqlite)),
        ("paths", "database", json!(session.database.display().to_string())),
        ("paths", "demo", json!(session.places.demo().display().to_string())),
        ("paths", "config", json!(session.config_path.display().to_string())),
        ("paths", "log", json!(session.places.log().display().to_string())),
    ];
    lines.extend(terminal::lines());
    lines
}

fn database(
    mut store: Store,
    rebuild: bool,
    lines: &mut Vec<Line>,
    session: &Session,
) -> Result<bool, StoreError> {
    let found = store.calendar_state();
    if rebuild {
        store.rebuild(None, &mut |_, _| ())?;
        say(&session.language.text("cli-rebuilt"));
    }
    let findings = store.examine()?;
    if findings.other_calendar {
        say(&session.language.text("doctor-other-calendar"));
    } else if found == CalendarState::Settled {
        say(&session.language.text("doctor-new-calendar"));
    }
    let size = std::fs::metadata(&session.database).map_or(0, |meta| meta.len());
    lines.push(("database", "bytes", json!(size)));
    lines.push(("database", "read_only", json!(store.is_read_only())));
    let queries = store.queries();
    let office = queries.office()?;
    lines.push(("database", "office", json!(format!("{}-{}", office.county, office.desk))));
    lines.push(("database", "visits_since", json!(office.visits_since)));
    lines.push(("database", "demo", json!(office.is_demo)));
    sizes(queries, lines)?;
    Ok(checks(&findings, lines))
}

fn sizes(queries: Queries<'_>, lines: &mut Vec<Line>) -> Result<(), StoreError> {
    fn count<R: Record>(queries: Queries<'_>) -> Result<Json, StoreError> {
        Ok(json!(queries.count::<R>(true)?))
    }
    lines.push(("sizes", "children", count::<Child>(queries)?));
    lines.push(("sizes", "volunteers", count::<Volunteer>(queries)?));
    lines.push(("sizes", "carers", count::<Carer>(queries)?));
    lines.push(("sizes", "visits", count::<Visit>(queries)?));
    lines.push(("sizes", "contacts", count::<Contact>(queries)?));
    lines.push(("sizes", "tasks", count::<Task>(queries)?));
    lines.push(("sizes", "events", count::<Event>(queries)?));
    lines.push(("sizes", "entries", json!(queries.count_history(None)?)));
    Ok(())
}

fn checks(findings: &Findings, lines: &mut Vec<Line>) -> bool {
    lines.push(("checks", "scored_for", json!(findings.scored_for)));
    lines.push(("checks", "other_calendar", json!(findings.other_calendar)));
    lines.push(("checks", "integrity", json!(findings.integrity)));
    lines.push(("checks", "dangling", json!(findings.dangling)));
    lines.push(("checks", "scores", json!(findings.scores)));
    lines.push(("checks", "due_days", json!(findings.due_days)));
    lines.push(("checks", "triage", json!(findings.triage)));
    lines.push(("checks", "tallies", json!(findings.tallies)));
    lines.push(("checks", "search_terms", json!(findings.search_terms)));
    findings.is_healthy()
}

fn print(lines: &[Line], format: Format, session: &Session) -> Result<()> {
    let language = session.language;
    let mut out = Output::new();
    match format {
        Format::Json => {
            let mut parts = serde_json::Map::new();
            for (part, name, value) in lines {
                let part = parts.entry((*part).to_owned()).or_insert_with(|| json!({}));
                part[*name] = value.clone();
            }
            out.json(&parts)?;
        }
        Format::Csv => {
            let rows: Vec<Vec<Json>> = lines
                .iter()
                .map(|(part, name, value)| vec![json!(part), json!(name), json!(flat(value))])
                .collect();
            out.csv(&["part", "name", "value"], rows)?;
        }
        Format::Text => {
            let mut last = "";
            for (part, name, value) in lines {
                if *part != last {
                    out.line(&language.text(&format!("doctor-part-{part}")))?;
                    last = part;
                }
                let label = language.text(&format!("doctor-{part}-{name}"));
                out.line(&format!("  {label}  {}", in_words(value, session)))?;
            }
        }
    }
    out.end()?;
    Ok(())
}

/// A list in one cell.
fn flat(value: &Json) -> String {
    match value.as_array() {
        Some(list) => list.iter().map(plain).collect::<Vec<_>>().join("; "),
        None => plain(value),
    }
}

fn in_words(value: &Json, session: &Session) -> String {
    let language = session.language;
    match value {
        Json::Array(list) if list.is_empty() => language.text("doctor-fine"),
        Json::Bool(yes) => language.yes_no(*yes),
        other => flat(other),
    }
}
