//! `peiban settings set NAME=VALUE …`: setting some, with a look at who would change tier, in one entry.

use std::collections::HashSet;

use anyhow::Result;
use serde_json::{Value as Json, json};

use super::plain;
use crate::cli::failure::{Said, say};
use crate::cli::output::{Format, Output};
use crate::cli::session::Session;
use crate::domain::records::Setting;
use crate::domain::settings::{Rule, check_all, rule};
use crate::language::Language;
use crate::store::{Command, Queries, Receipt, Trial};

/// What `settings set` takes.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub(super) struct Args {
    /// Which ones, each with its new value; or one, and its value as the next word.
    #[arg(value_name = "NAME=VALUE", required = true, allow_negative_numbers = true)]
    words: Vec<String>,
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

/// The settings that are named with the values they shall have.
fn wanted(words: &[String]) -> Result<Vec<(Rule, &str)>> {
    let pairs: Vec<(&str, &str)> = match words {
        [code, value] if !code.contains('=') => vec![(code, value)],
        words => {
            let bad = |word: &String| Said::usage("cli-settings-form", &[("word", word.clone())]);
            let pairs = words.iter().map(|word| word.split_once('=').ok_or_else(|| bad(word)));
            pairs.collect::<Result<_>>()?
        }
    };
    let mut seen = HashSet::new();
    let named = pairs.into_iter().map(|(code, value)| {
        let unknown = || Said::usage("cli-settings-unknown", &[("code", code.to_owned())]);
        let rule = rule(code.trim()).ok_or_else(unknown)?;
        if !seen.insert(rule.code) {
            return Err(Said::usage("cli-settings-twice", &[("code", code.to_owned())]));
        }
        Ok((rule, value))
    });
    named.collect()
}

/// Sets them, or with `--dry-run` says what that would do.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    let language = session.language;
    let wanted = wanted(&args.words)?;
    let mut store = session.open()?;
    let queries = store.queries();
    let pairs: Vec<(&str, &str)> = wanted.iter().map(|(rule, value)| (rule.code, *value)).collect();
    let kept = check_all(&pairs, queries.settings(), queries.today()).map_err(|(at, error)| {
        let code = wanted[at].0.code;
        let detail = language.setting_error(code, &error);
        Said::failure("cli-settings-wrong", &[("what", language.setting(code)), ("detail", detail)])
    })?;
    let named: Vec<(Rule, String)> = wanted.iter().map(|(rule, _)| *rule).zip(kept).collect();
    let has_reason = args.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty());
    if named.iter().any(|(rule, _)| rule.wants_reason()) && !has_reason && !args.dry_run {
        return Err(Said::failure("cli-settings-reason", &[]));
    }
    let changes = new_ones(queries, &named)?;
    if changes.is_empty() {
        return Err(Said::failure("cli-settings-same", &[("what", in_words(&named, language))]));
    }
    let trial = if changes.iter().any(|(rule, _)| rule.rescores()) {
        let values: Vec<(&str, &str)> =
            changes.iter().map(|(rule, value)| (rule.code, value.as_str())).collect();
        queries.try_settings(&values, &mut |_, _| true)?
    } else {
        Trial::default()
    };
    let receipt =
        if args.dry_run { None } else { Some(store.execute(command(&changes, args, session))?) };
    print(args, &changes, &trial, receipt.as_ref(), session)?;
    if let Some(receipt) = receipt {
        let values =
            [("what", in_words(&changes, language).into()), ("entry", receipt.entry.into())];
        say(&language.with("cli-settings-kept", &values));
    }
    Ok(())
}

/// Those that don't hold already.
fn new_ones(queries: Queries<'_>, named: &[(Rule, String)]) -> Result<Vec<(Rule, String)>> {
    let states = queries.setting_states()?;
    let holds = |rule: Rule, value: &str| {
        states.iter().any(|state| state.rule.code == rule.code && state.value == value)
    };
    Ok(named.iter().filter(|(rule, value)| !holds(*rule, value)).cloned().collect())
}

/// One entry for all of them.
fn command(changes: &[(Rule, String)], args: &Args, session: &Session) -> Command {
    let mut settings = changes.iter().map(|(rule, value)| Setting {
        code: rule.code.to_owned(),
        from_day: session.context.today,
        value: value.clone(),
        reason: args.reason.clone(),
        ..Setting::default()
    });
    match settings.next() {
        Some(only) if changes.len() == 1 => Command::add(only),
        first => Command::AddAll(first.into_iter().chain(settings).map(Into::into).collect()),
    }
}

/// Settings with their values: `紧急从 80、重点从 50`.
fn in_words(settings: &[(Rule, String)], language: Language) -> String {
    let each = settings.iter().map(|(rule, value)| {
        let values = [("what", language.setting(rule.code).into()), ("value", value.into())];
        language.with("cli-settings-one", &values)
    });
    language.list(&each.collect::<Vec<_>>())
}

/// What is told of each child who changes tier.
const NAMED: [&str; 6] = ["code", "name", "from", "to", "score_from", "score_to"];

/// What it does: how many change tier, from which to which, and who.
fn print(
    args: &Args,
    changes: &[(Rule, String)],
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
            let set: Vec<Json> = changes
                .iter()
                .map(|(rule, value)| json!({"code": rule.code, "value": plain(*rule, value)}))
                .collect();
            let only = changes.first().filter(|_| changes.len() == 1);
            out.json(&json!({
                "code": only.map(|(rule, _)| rule.code),
                "value": only.map(|(rule, value)| plain(*rule, value)),
                "set": set,
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
        Format::Text if changes.iter().any(|(rule, _)| rule.rescores()) => {
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
