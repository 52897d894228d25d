//! `peiban undo [ENTRY]`: takes a change back, all of it.

use anyhow::Result;
use serde_json::json;

use super::args::{NotWithin, within};
use super::history::local;
use super::output::{Format, Output};
use super::session::Session;
use crate::console::screens::history::called;
use crate::language::Language;
use crate::store::{Command, Queries};

/// What `undo` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The entry's number in the history; the newest that is neither an undo nor undone when none is given.
    #[arg(allow_negative_numbers = true, value_name = "ENTRY", value_parser = entry)]
    entry: Option<i64>,
    /// How to print what was done.
    #[arg(long, value_enum, default_value_t, value_name = "text|json|csv")]
    format: Format,
}

fn entry(text: &str) -> Result<i64, NotWithin> {
    within(text, 1, u64::MAX)
}

/// Takes back.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    let mut store = session.open()?;
    let receipt = store.execute(Command::Undo { entry: args.entry })?;
    let queries = store.queries();
    let undoes = receipt.undoes;
    let undone = match undoes {
        Some(number) => queries.command_of(number)?,
        None => None,
    };
    let undone = undone.unwrap_or_default();
    let mut out = Output::new();
    match args.format {
        Format::Json => out.json(&json!({
            "entry": receipt.entry, "undoes": undoes, "command": undone,
        }))?,
        Format::Csv => out.csv(
            &["entry", "undoes", "command"],
            [vec![json!(receipt.entry), json!(undoes), json!(undone)]],
        )?,
        Format::Text => {
            // Taking back an undo brings back what that took away.
            let (mut number, mut id) = (undoes.unwrap_or_default(), "cli-undone");
            while let Some(before) = queries.undoes(number)? {
                number = before;
                id = if id == "cli-undone" { "cli-redone" } else { "cli-undone" };
            }
            let language = session.language;
            let what = queries.command_of(number)?.map(|code| language.command(&code));
            // The newest entry may be somebody else's.
            let (user, at) = queries.made_by(number)?.unwrap_or_default();
            let values = [
                ("entry", number.into()),
                ("what", what.unwrap_or_default().into()),
                ("whose", whose(number, queries, language)?.into()),
                ("user", language.person(&user).into()),
                ("at", local(at).into()),
            ];
            out.line(&language.with(id, &values))?;
        }
    }
    out.end()?;
    Ok(())
}

/// Name and code of the one that an entry was about; blank where it was about several.
fn whose(entry: i64, queries: Queries<'_>, language: Language) -> Result<String> {
    let Some(whose) = queries.whose(entry)? else { return Ok(String::new()) };
    let name = called(&whose, language);
    let code = queries.code_of(whose.kind.table(), whose.id)?.unwrap_or_default();
    Ok(format!(" {name} {code}").trim_end().to_owned())
}
