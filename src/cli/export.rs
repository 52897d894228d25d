//! `peiban export LIST --to FILE`: a list's own columns and rows as CSV or XLSX.

use std::path::PathBuf;

use anyhow::Result;
use chrono::NaiveDate;
use serde_json::Value as Json;

use super::args::{day, rows};
use super::failure::say;
use super::lists::List;
use super::narrow::Narrow;
use super::output::plain;
use super::session::Session;
use crate::exchange::export;
use crate::exchange::table::Cell;
use crate::language::Lang;

/// What `export` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Which list.
    #[arg(value_enum, value_name = "LIST")]
    list: List,
    /// The new file; its ending says which kind it is.
    #[arg(long, value_name = "FILE.csv|FILE.xlsx")]
    to: PathBuf,
    /// As it was on an earlier day, from what had been entered by then.
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<NaiveDate>,
    /// Closed ones too.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    narrow: Narrow,
    /// At most so many rows.
    #[arg(allow_negative_numbers = true, long, value_name = "N", value_parser = rows)]
    limit: Option<usize>,
}

/// Writes the list into a new file.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    export::kind_of(&args.to)?;
    let mut store = session.open()?;
    if let Some(day) = args.as_of {
        store.look_back(day)?;
    }
    let limit = args.limit.unwrap_or(usize::MAX);
    let wanted = args.narrow.wanted(args.list, args.all, store.queries())?;
    let mut rows = args.list.rows((store.queries(), args.all, wanted), limit, session.language);
    // Scripts read the English headings and codes; who asks for Chinese by name gets words, which an import knows as well.
    let chinese = session.asked_language == Some(Lang::Zh);
    if chinese {
        rows = rows.in_words();
    }
    let headings: Vec<String> = if chinese {
        args.list.worded_headings().into_iter().map(|name| args.list.chinese(name)).collect()
    } else {
        args.list.headings().into_iter().map(str::to_owned).collect()
    };
    let mut count = 0_usize;
    let cells = rows.by_ref().inspect(|_| count += 1).map(|row| row.iter().map(cell).collect());
    export::write(&args.to, &headings, cells, false)?;
    if let Err(error) = rows.end() {
        // Half a list would be taken for the whole.
        let _ = std::fs::remove_file(&args.to);
        return Err(error);
    }
    tracing::info!(rows = count, "exported");
    let path = args.to.display().to_string();
    say(&session.language.with("cli-exported", &[("count", count.into()), ("path", path.into())]));
    Ok(())
}

/// A cell of the file: numbers and dates as such, yes and no as the import reads them.
fn cell(value: &Json) -> Cell {
    match value {
        Json::Null => Cell::Empty,
        Json::Number(number) => number.as_f64().map_or(Cell::Empty, Cell::Number),
        Json::String(text) => match text.parse::<NaiveDate>() {
            Ok(day) if text.len() == 10 => Cell::Date(day),
            _ => Cell::text(text),
        },
        other => Cell::text(&plain(other)),
    }
}
