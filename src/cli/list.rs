//! `peiban list KIND`: everything of one kind, by code.

use anyhow::Result;
use chrono::NaiveDate;

use super::args::{day, rows};
use super::failure::Said;
use super::json::{CASE_COLUMNS, CASE_TEXT, CaseRow, ChildRow, Risk, case_cells, case_words};
use super::lists::{self, List, PAGE};
use super::narrow::{Narrow, Wanted};
use super::output::{Format, Output};
use super::session::Session;
use super::words;
use crate::language::Language;
use crate::store::Queries;
use crate::store::queries::Window;

/// What `list` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What to list.
    #[arg(value_enum, value_name = "LIST")]
    list: List,
    /// As it was on an earlier day, from what had been entered by then.
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<NaiveDate>,
    /// Closed ones too.
    #[arg(long)]
    all: bool,
    /// ID numbers in full, where the list has them.
    #[arg(long)]
    full: bool,
    /// Of the triage queue: what was decided today.
    #[arg(long)]
    decided: bool,
    #[command(flatten)]
    narrow: Narrow,
    /// At most so many rows.
    #[arg(allow_negative_numbers = true, long, value_name = "N", value_parser = rows)]
    limit: Option<usize>,
    /// How to print.
    #[arg(long, value_enum, default_value_t, value_name = "text|json|csv")]
    format: Format,
}

/// Prints a list.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    if args.decided && args.list != List::Triage {
        return Err(Said::usage("cli-no-filter", &[("option", "--decided".to_owned())]));
    }
    let mut store = session.open()?;
    if let Some(day) = args.as_of {
        store.look_back(day)?;
    }
    tracing::info!(full = args.full, "list");
    let queries = store.queries();
    let limit = args.limit.unwrap_or(usize::MAX);
    let language = session.language;
    let wanted = args.narrow.wanted(args.list, args.all, queries)?;
    let mut out = Output::new();
    if args.list == List::Triage {
        triage(args, queries, &mut out, language)?;
    } else if args.list == List::Children && args.format == Format::Json {
        children(&mut out, (queries, args.all, wanted.as_ref()), limit, language)?;
    } else {
        let mut rows = args.list.rows((queries, args.all, wanted), limit, language);
        if args.format == Format::Text {
            let all: Vec<_> = rows.by_ref().collect();
            let (labels, cells) = words::in_words(args.list, &all, language);
            if cells.is_empty() {
                out.line(&language.text("page-empty"))?;
            } else {
                out.table(&labels, &cells)?;
            }
        } else {
            out.rows(args.format, &args.list.headings(), rows.by_ref())?;
        }
        rows.end()?;
    }
    out.end()?;
    Ok(())
}

/// Children as JSON, page by page.
fn children(
    out: &mut Output,
    (queries, all, wanted): (Queries<'_>, bool, Option<&Wanted>),
    limit: usize,
    language: Language,
) -> Result<()> {
    let today = queries.today();
    let mut offset = 0;
    out.raw("[")?;
    loop {
        let window = Window { offset, limit: (limit - offset).min(PAGE) };
        let page = lists::children(queries, all, wanted, window)?;
        for (at, row) in page.iter().enumerate() {
            let separator = if offset + at == 0 { "" } else { "," };
            out.item(separator, &ChildRow::new(row, Risk::open(row, language, today)))?;
        }
        offset += page.len();
        if page.len() < window.limit || offset >= limit {
            break;
        }
    }
    Ok(out.raw("]\n")?)
}

/// Prints the triage queue.
fn triage(args: &Args, queries: Queries<'_>, out: &mut Output, language: Language) -> Result<()> {
    let cases =
        lists::cases(queries, args.decided, Window::first(args.limit.unwrap_or(usize::MAX)))?;
    match args.format {
        Format::Json => out.json(&cases.iter().map(CaseRow::from).collect::<Vec<_>>())?,
        Format::Csv => out.csv(&CASE_COLUMNS, cases.iter().map(|case| case_cells(case, None)))?,
        Format::Text if cases.is_empty() => out.line(&language.text("page-empty"))?,
        Format::Text => {
            let labels: Vec<String> =
                CASE_TEXT.iter().map(|name| language.text(&format!("column-{name}"))).collect();
            let mut rows = Vec::with_capacity(cases.len());
            for case in &cases {
                let child = queries.child_brief_of(case.child_id)?;
                let name = child.map(|child| child.name).unwrap_or_default();
                rows.push(case_words(case, &name, language));
            }
            out.table(&labels, &rows)?;
        }
    }
    Ok(())
}
