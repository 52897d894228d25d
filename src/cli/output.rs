//! Standard output: text aligned by columns, JSON on one line, CSV that no spreadsheet program runs.
//!
//! A reader that closes the pipe ends the program quietly; `println!` would panic.

use std::io::{BufWriter, StdoutLock, Write as _};

use clap::ValueEnum;
use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::failure::OutputError;
use crate::console::widgets::Glyphs;
use crate::console::widgets::text::{clean, cut, width};

/// How an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    /// For people.
    #[default]
    Text,
    /// For scripts.
    Json,
    /// For spreadsheets.
    Csv,
}

/// The widest a column of a text table is made by its cells; what is longer is cut, but for the last one of its line.
const WIDEST: usize = 60;

/// Standard output, buffered.
pub(super) struct Output {
    out: BufWriter<StdoutLock<'static>>,
}

impl Output {
    /// Takes standard output.
    pub(super) fn new() -> Self {
        Self { out: BufWriter::new(std::io::stdout().lock()) }
    }

    /// A line of text.
    pub(super) fn line(&mut self, text: &str) -> Result<(), OutputError> {
        writeln!(self.out, "{}", clean(text).trim_end())?;
        Ok(())
    }

    /// A value as JSON, on one line.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<(), OutputError> {
        serde_json::to_writer(&mut self.out, value).map_err(std::io::Error::from)?;
        writeln!(self.out)?;
        Ok(())
    }

    /// A part of a larger JSON text that the caller frames.
    pub(super) fn raw(&mut self, text: &str) -> Result<(), OutputError> {
        self.out.write_all(text.as_bytes())?;
        Ok(())
    }

    /// Writes what is still buffered.
    pub(super) fn end(mut self) -> Result<(), OutputError> {
        self.out.flush()?;
        Ok(())
    }

    /// One item of a list that the caller frames, after its separator.
    pub(super) fn item(
        &mut self,
        separator: &str,
        value: &impl Serialize,
    ) -> Result<(), OutputError> {
        self.raw(separator)?;
        serde_json::to_writer(&mut self.out, value).map_err(std::io::Error::from)?;
        Ok(())
    }

    /// Rows under their headings as JSON objects, or as CSV.
    pub(super) fn rows(
        &mut self,
        format: Format,
        headings: &[&str],
        rows: impl Iterator<Item = Vec<Json>>,
    ) -> Result<(), OutputError> {
        if format == Format::Csv {
            return self.csv(headings, rows);
        }
        self.raw("[")?;
        for (at, row) in rows.enumerate() {
            let object: Map<String, Json> =
                headings.iter().map(|name| (*name).to_owned()).zip(row).collect();
            self.item(if at == 0 { "" } else { "," }, &object)?;
        }
        self.raw("]\n")
    }

    /// Rows as CSV.
    pub(super) fn csv(
        &mut self,
        headings: &[&str],
        rows: impl IntoIterator<Item = Vec<Json>>,
    ) -> Result<(), OutputError> {
        let mut writer = csv::Writer::from_writer(&mut self.out);
        writer.write_record(headings).map_err(csv_error)?;
        for row in rows {
            writer.write_record(row.iter().map(harmless)).map_err(csv_error)?;
        }
        writer.flush()?;
        Ok(())
    }

    /// Lines of cells under their headings, each column as wide as it needs to be.
    pub(super) fn table(
        &mut self,
        headings: &[String],
        rows: &[Vec<String>],
    ) -> Result<(), OutputError> {
        let mut widths: Vec<usize> = headings.iter().map(|heading| width(heading)).collect();
        for row in rows {
            for (widest, cell) in widths.iter_mut().zip(row) {
                *widest = (*widest).max(width(&clean(cell)).min(WIDEST));
            }
        }
        self.cells(headings, &widths)?;
        for row in rows {
            self.cells(row, &widths)?;
        }
        Ok(())
    }

    fn cells(&mut self, cells: &[String], widths: &[usize]) -> Result<(), OutputError> {
        let mut line = String::new();
        let last = cells.iter().rposition(|cell| !cell.is_empty()).unwrap_or_default();
        for (at, (cell, wide)) in cells.iter().zip(widths).enumerate() {
            let cell = clean(cell);
            let cell = if at < last { cut(&cell, *wide, Glyphs::default()) } else { cell };
            line.push_str(&cell);
            for _ in width(&cell).min(*wide)..wide + 2 {
                line.push(' ');
            }
        }
        self.line(&line)
    }
}

fn csv_error(error: csv::Error) -> OutputError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => OutputError(error),
        other => OutputError(std::io::Error::other(format!("{other:?}"))),
    }
}

/// A cell as text: nothing for null, yes and no as the import reads them.
pub(super) fn plain(cell: &Json) -> String {
    match cell {
        Json::Null => String::new(),
        Json::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A cell of a CSV: text that a spreadsheet program would run is quoted (DESIGN §9.8), control characters go.
fn harmless(cell: &Json) -> String {
    match cell {
        Json::String(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
            format!("'{}", clean(text))
        }
        Json::String(text) => clean(text).into_owned(),
        other => plain(other),
    }
}
