//! `peiban settings`: what the office has set; `peiban settings set CODE VALUE`: setting it, with a look at who would change tier.

use anyhow::Result;
use serde_json::{Value as Json, json};

use super::failure::{Said, say};
use super::output::{Format, Output};
use super::session::Session;
use crate::domain::records::Setting;
use crate::domain::settings::{Allowed, Rule, check, rule};
use crate::store::queries::SettingState;
use crate::store::{Command, Queries, Receipt, Trial};

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
    /// Changes one.
    Set(SetArgs),
}

/// What `settings set` takes.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
struct SetArgs {
    /// Which one.
    #[arg(value_name = "CODE")]
    code: String,
    /// The new value.
    #[arg(value_name = "VALUE")]
    value: String,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Only what it would do.
    #[arg(long)]
    dry_run: bool,
    /// How to print.
    #[arg(long, value_enum, default_value_t, value_name = "text|json|csv")]
    format: Format,
}

/// Lists, or sets.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    match &args.task {
        Some(Task::Set(set)) => set_one(set, session),
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

fn set_one(args: &SetArgs, session: &Session) -> Result<()> {
    let language = session.language;
    let mut store = session.open()?;
    let Some(rule) = rule(&args.code) else {
        return Err(Said::usage("cli-settings-unknown", &[("code", args.code.clone())]));
    };
    let what = language.setting(rule.code);
    let queries = store.queries();
    let value =
        check(rule.code, &args.value, queries.settings(), queries.today()).map_err(|error| {
            let detail = language.setting_error(rule.code, &error);
            Said::failure("cli-settings-wrong", &[("what", what.clone()), ("detail", detail)])
        })?;
    if rule.wants_reason() && args.reason.is_none() && !args.dry_run {
        return Err(Said::failure("cli-settings-reason", &[]));
    }
    if is_so(queries, rule, &value)? {
        return Err(Said::failure("cli-settings-same", &[("what", what), ("value", value)]));
    }
    let trial = if rule.rescores() {
        queries.try_settings(&[(rule.code, &value)], &mut |_, _| true)?
    } else {
        Trial::default()
    };
    let receipt = if args.dry_run {
        None
    } else {
        let setting = Setting {
            code: rule.code.to_owned(),
            from_day: session.context.today,
            value: value.clone(),
            reason: args.reason.clone(),
            ..Setting::default()
        };
        Some(store.execute(Command::add(setting))?)
    };
    print(args, rule, &value, &trial, receipt.as_ref(), session)?;
    if let Some(receipt) = receipt {
        let values =
            [("what", what.into()), ("value", value.into()), ("entry", receipt.entry.into())];
        say(&language.with("cli-settings-kept", &values));
    }
    Ok(())
}

fn is_so(queries: Queries<'_>, rule: Rule, value: &str) -> Result<bool> {
    let states = queries.setting_states()?;
    Ok(states.iter().any(|state| state.rule.code == rule.code && state.value == value))
}

/// What is told of each child who changes tier.
const NAMED: [&str; 6] = ["code", "name", "from", "to", "score_from", "score_to"];

/// What it does: how many change tier, from which to which, and who.
fn print(
    args: &SetArgs,
    rule: Rule,
    value: &str,
    trial: &Trial,
    receipt: Option<&Receipt>,
    session: &Session,
) -> Result<()> {
    let language = session.language;
    let mut out = Output::new();
    let named = trial.named.iter().map(|moved| {
        vec![
            json!(moved.code),
            json!(moved.name),
            json!(moved.from.0),
            json!(moved.to.0),
            json!(moved.from.1),
            json!(moved.to.1),
        ]
    });
    match args.format {
        Format::Csv => out.csv(&NAMED, named.collect::<Vec<_>>())?,
        Format::Json => {
            let named: Vec<Json> = named
                .map(|cells| NAMED.into_iter().map(str::to_owned).zip(cells).collect())
                .map(Json::Object)
                .collect();
            let moves: Vec<Json> = trial
                .moves
                .iter()
                .map(|(from, to, count)| json!({"from": from, "to": to, "count": count}))
                .collect();
            out.json(&json!({
                "code": rule.code,
                "value": plain(rule, value),
                "children": trial.children,
                "moved": trial.moved(),
                "moves": moves,
                "other_scores": trial.other_scores,
                "overdue_before": trial.overdue.0,
                "overdue_after": trial.overdue.1,
                "named": named,
                "entry": receipt.map(|receipt| receipt.entry),
            }))?;
        }
        Format::Text if rule.rescores() => {
            let counts = [
                ("children", trial.children.into()),
                ("moved", trial.moved().into()),
                ("others", trial.other_scores.into()),
            ];
            out.line(&language.with("settings-preview-counts", &counts))?;
            let (was, is) = trial.overdue;
            let late = [("was", was.into()), ("is", is.into())];
            out.line(&language.with("settings-preview-overdue", &late))?;
            for (from, to, count) in &trial.moves {
                let values = [
                    ("from", language.code(*from).into()),
                    ("to", language.code(*to).into()),
                    ("count", (*count).into()),
                ];
                out.line(&language.with("settings-preview-move", &values))?;
            }
            for moved in &trial.named {
                out.line(&format!(
                    "{}  {}  {} {} > {} {}",
                    moved.code,
                    language.person(&moved.name),
                    language.code(moved.from.0),
                    moved.from.1,
                    language.code(moved.to.0),
                    moved.to.1
                ))?;
            }
        }
        Format::Text => {}
    }
    out.end()?;
    Ok(())
}
