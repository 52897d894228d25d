//! `peiban settings`: what the office has set; and setting it.

mod set;

use anyhow::Result;
use serde_json::{Value as Json, json};

use super::output::{Format, Output};
use super::session::Session;
use crate::domain::settings::{Allowed, Rule};
use crate::store::queries::SettingState;

/// What `settings` takes.
#[derive(Debug, clap::Args)]
#[command(
    disable_help_subcommand = true,
    disable_help_flag = true,
    args_conflicts_with_subcommands = true
)]
pub(super) struct Args {
    /// How to print.
    #[arg(long, value_enum, default_value_t, value_name = "text|json|csv")]
    format: Format,
    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Debug, clap::Subcommand)]
enum Task {
    /// Changes some.
    Set(set::Args),
}

/// Lists, or sets.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    match &args.task {
        Some(Task::Set(args)) => set::run(args, session),
        None => list(args.format, session),
    }
}

/// A value as a number where it is one.
fn plain(rule: Rule, value: &str) -> Json {
    match rule.allowed {
        Allowed::Number { .. } => value.parse::<u32>().map_or(Json::Null, Json::from),
        _ if value.is_empty() => Json::Null,
        _ => json!(value),
    }
}

const COLUMNS: [&str; 6] = ["code", "value", "default", "author", "reason", "date"];

fn cells(state: &SettingState) -> Vec<Json> {
    let newest = state.changes.first();
    vec![
        json!(state.rule.code),
        plain(state.rule, &state.value),
        json!(state.rule.default()),
        json!(newest.and_then(|change| change.by.as_deref())),
        json!(newest.and_then(|change| change.reason.as_deref())),
        json!(newest.map(|change| change.from_day)),
    ]
}

fn list(format: Format, session: &Session) -> Result<()> {
    let store = session.open()?;
    let states = store.queries().setting_states()?;
    let mut out = Output::new();
    match format {
        Format::Text => {
            let language = session.language;
            let headings = [
                "settings-col-code",
                "settings-col-what",
                "settings-col-value",
                "settings-col-usual",
                "settings-col-by",
                "settings-col-date",
                "settings-reason",
            ];
            let headings: Vec<String> = headings.iter().map(|id| language.text(id)).collect();
            let text = |json: &Json| match json {
                Json::Null => String::new(),
                Json::String(text) => text.clone(),
                other => other.to_string(),
            };
            let rows: Vec<Vec<String>> = states
                .iter()
                .map(|state| {
                    let [code, value, default, author, reason, date] = std::array::from_fn(|at| {
                        cells(state).get(at).map(text).unwrap_or_default()
                    });
                    let what = language.setting(state.rule.code);
                    vec![code, what, value, default, author, date, reason]
                })
                .collect();
            out.table(&headings, &rows)?;
        }
        format => out.rows(format, &COLUMNS, states.iter().map(cells))?,
    }
    out.end()?;
    Ok(())
}
