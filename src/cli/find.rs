//! `peiban find TEXT`: by 汉字 anywhere in the name, pinyin, initials, phone digits, code.

use anyhow::Result;
use serde_json::{Value as Json, json};

use super::output::{Format, Output};
use super::session::Session;

/// What `find` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What to look for.
    #[arg(value_name = "TEXT")]
    text: String,
    /// Closed files and volunteers who left too.
    #[arg(long)]
    all: bool,
    /// At most so many.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// How to print.
    #[arg(long, value_enum, default_value_t, value_name = "text|json|csv")]
    format: Format,
}

/// Finds.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    let store = session.open()?;
    let limit = args.limit.unwrap_or(usize::MAX);
    let hits =
        if limit == 0 { Vec::new() } else { store.queries().find(&args.text, args.all, limit)? };
    let language = session.language;
    let mut headings = vec!["kind", "code", "name"];
    let labels = [
        language.text("column-kind"),
        language.text("column-code"),
        language.text("column-name"),
        String::new(),
    ];
    let text = args.format == Format::Text;
    if text {
        headings.push("detail");
    }
    let rows: Vec<Vec<Json>> = hits
        .into_iter()
        .map(|hit| {
            let kind =
                if text { language.kind(hit.kind.table()) } else { hit.kind.table().to_owned() };
            let mut row = vec![json!(kind), json!(hit.code), json!(hit.name)];
            if text {
                row.push(json!(hit.detail));
            }
            row
        })
        .collect();
    let mut out = Output::new();
    out.rows(args.format, &headings, &labels, &rows, language)?;
    out.end()?;
    Ok(())
}
