//! `peiban find TEXT`: by 汉字 anywhere in the name, pinyin, initials, phone digits, code.

use anyhow::Result;
use serde_json::json;

use super::args::rows;
use super::output::{Format, Output};
use super::session::Session;
use crate::console::screens::find::place;
use crate::store::Kind;

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
    #[arg(allow_negative_numbers = true, long, value_name = "N", value_parser = rows)]
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
    let mut out = Output::new();
    if args.format == Format::Text {
        for hit in &hits {
            let kind = language.kind(hit.kind.table());
            let name = match hit.kind {
                Kind::Event => hit.name.clone(),
                _ => language.person(&hit.name),
            };
            let detail = place(hit, language);
            out.line(format!("{kind}  {}  {name}  {detail}", hit.code).trim_end())?;
        }
        if hits.is_empty() {
            out.line(&language.with("page-empty-filter", &[("text", (&args.text).into())]))?;
        }
    } else {
        let rows = hits
            .into_iter()
            .map(|hit| vec![json!(hit.kind.table()), json!(hit.code), json!(hit.name)]);
        out.rows(args.format, &["kind", "code", "name"], rows)?;
    }
    out.end()?;
    Ok(())
}
