//! `peiban merge KEEP AWAY…`: makes one file of several that are about one person.

use anyhow::Result;
use serde_json::json;

use super::failure::Said;
use super::output::{Format, Output};
use super::session::Session;
use crate::domain::records::Carer;
use crate::domain::resident_id::masked;
use crate::domain::value::Value;
use crate::language::Language;
use crate::language::dates::number;
use crate::store::queries::MERGED;
use crate::store::{AnyRecord, Command, Fate, Kind, Queries, StoreError, merged};

/// What `merge` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The code of the file that stays.
    #[arg(value_name = "KEEP")]
    keep: String,
    /// The codes of the files that become part of it.
    #[arg(value_name = "AWAY", required = true)]
    away: Vec<String>,
    /// Only say what it would do.
    #[arg(long)]
    dry_run: bool,
    /// How to print.
    #[arg(long, value_enum, default_value_t, value_name = "text|json|csv")]
    format: Format,
}

/// Merges. What the file that stays doesn't say is taken from the others.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    let mut store = session.open()?;
    let language = session.language;
    let queries = store.queries();
    let keep = by_code(queries, &args.keep)?;
    let mut away = Vec::new();
    for code in &args.away {
        let file = by_code(queries, code)?;
        if file.kind() != keep.kind() || file.meta().id == keep.meta().id {
            let values = [("one", args.keep.clone()), ("other", code.clone())];
            return Err(Said::failure("cli-merge-other-kind", &values));
        }
        away.push(file);
    }
    let others: Vec<&AnyRecord> = away.iter().collect();
    let after = merged(&keep, &others, |_| None)?;
    let plan = queries.merge_plan(&keep, &away)?;
    let taken = taken(&keep, &after, queries, language)?;
    let (kept, gone) = (code_of(&keep), away.iter().map(code_of).collect::<Vec<_>>());
    let entry = if args.dry_run {
        None
    } else {
        Some(store.execute(Command::Merge { before: keep, after, away })?.entry)
    };
    let mut out = Output::new();
    let rows = plan.counts.iter().map(|(kind, fate, count)| {
        let fate = match fate {
            Fate::Moved => "moved",
            Fate::Joined => "joined",
            Fate::Replaced => "replaced",
        };
        (kind.table(), fate, *count)
    });
    match args.format {
        Format::Json => {
            let rows: Vec<_> = rows
                .map(|(table, fate, count)| json!({"table": table, "fate": fate, "rows": count}))
                .collect();
            out.json(&json!({ "entry": entry, "code": kept, "away": gone, "rows": rows }))?;
        }
        Format::Csv => {
            let rows =
                rows.map(|(table, fate, count)| vec![json!(table), json!(fate), json!(count)]);
            out.csv(&["table", "fate", "rows"], rows)?;
        }
        Format::Text => {
            for (table, fate, count) in rows {
                let what = language.kind(table);
                let fate = language.text(&format!("cli-merge-{fate}"));
                out.line(&format!("{what}  {count}  {fate}"))?;
            }
            if args.dry_run {
                if plan.counts.is_empty() {
                    out.line(&language.text("merge-nothing-moved"))?;
                }
                for field in &taken {
                    out.line(field)?;
                }
                out.line(&language.text("cli-merge-planned"))?;
            } else {
                let away = language.list(&gone).into();
                let done = [("away", away), ("keep", kept.into())];
                out.line(&language.with("merge-done", &done))?;
            }
        }
    }
    out.end()?;
    Ok(())
}

/// The fields of the file that stays that change, in words.
fn taken(
    before: &AnyRecord,
    after: &AnyRecord,
    queries: Queries<'_>,
    language: Language,
) -> Result<Vec<String>> {
    let table = before.kind().table();
    let mut lines = Vec::new();
    for column in before.kind().columns().iter().filter(|column| **column != "grade_year") {
        let values = [before, after].map(|file| file.read_on(column, queries.today()));
        if values[0] == values[1] {
            continue;
        }
        let [was, now] = values.map(|value| said(table, column, value, queries, language));
        let field = language.field(table, column);
        let args = [("field", field.into()), ("before", was?.into()), ("after", now?.into())];
        lines.push(language.with("history-change", &args));
    }
    Ok(lines)
}

fn said(
    table: &str,
    column: &str,
    value: Option<Value>,
    queries: Queries<'_>,
    language: Language,
) -> Result<String> {
    Ok(match value {
        Some(Value::Int(id)) if column == "carer_id" => {
            let carer = queries.record::<Carer>(id)?;
            carer.map_or_else(|| id.to_string(), |carer| language.person(&carer.name))
        }
        Some(Value::Int(number)) => language.kept(table, column, &number.to_string()),
        Some(Value::Real(real)) => number(real),
        // An ID number isn't shown whole where it isn't asked for.
        Some(Value::Text(text)) if column == "id_number" => masked(&text),
        Some(Value::Text(text)) => language.kept(table, column, &text),
        Some(Value::Null) | None => language.text("history-empty"),
    })
}

fn code_of(file: &AnyRecord) -> String {
    match file.value("code") {
        Some(Value::Text(code)) => code,
        _ => String::new(),
    }
}

/// The child, volunteer or carer of a code, as typed or in capitals.
fn by_code(queries: Queries<'_>, code: &str) -> Result<AnyRecord> {
    for code in [code.trim(), &code.trim().to_uppercase()] {
        for kind in MERGED {
            if let Some(id) = queries.id_of(kind, code)?
                && let Some(file) = queries.any(kind, id)?
            {
                return Ok(file);
            }
        }
    }
    Err(StoreError::NotFound { kind: Kind::Child.table(), key: code.to_owned() }.into())
}
