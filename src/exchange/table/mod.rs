//! A spreadsheet as rows of typed cells, whatever file it came from. Knows nothing of what the columns mean.

mod clean;
mod csv;
mod encoding;
mod package;
mod xlsx;

use std::fs::File;
use std::io::Read;
use std::ops::RangeInclusive;
use std::path::Path;

use chrono::NaiveDate;

use super::error::FileError;

pub use clean::clean;

/// The largest file an import takes: a province's 100,000 children with 21 columns are about 30 MB.
pub const LARGEST_FILE: u64 = 128_000_000;

/// How many rows at the top are looked through for headings.
pub const HEAD_ROWS: usize = 60;

/// One cell as the file holds it.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, without control characters and outer blanks, never empty.
    Text(Box<str>),
    /// A number.
    Number(f64),
    /// A number of which the program that wrote the file kept only the first fifteen digits.
    Rounded(Box<str>),
    /// A date by the cell's format.
    Date(NaiveDate),
    /// True or false.
    Bool(bool),
    /// A formula's error: `#N/A`, `#REF!` …
    Fault(Box<str>),
}

impl Cell {
    /// Text as it comes from a file; blank text is an empty cell.
    pub fn text(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() { Self::Empty } else { Self::Text(text.into()) }
    }

    /// True when there is nothing.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// What a person sees in the cell, for headings, messages and the file of rejected rows.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Rounded(text) | Self::Fault(text) => text.to_string(),
            Self::Number(number) => plain_number(*number),
            Self::Date(day) => day.to_string(),
            Self::Bool(yes) => if *yes { "true" } else { "false" }.to_owned(),
        }
    }
}

/// A number without exponent, and without a point when it is whole.
pub fn plain_number(number: f64) -> String {
    format!("{number}")
}

/// A row with the number by which people find it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RawRow {
    /// As the spreadsheet numbers it; in a CSV the record's number, title rows and blank lines counted.
    pub number: u32,
    /// The cells from the first column on, without empty ones at the end.
    pub cells: Vec<Cell>,
    /// How many cells the record really has (CSV); `None` where rows have no end of their own (XLSX).
    pub width: Option<usize>,
    /// The column of a wide sheet that the row was unfolded from.
    pub from: Option<usize>,
    /// Columns with something odd about their cells, which is to be said.
    pub odd: Vec<(usize, Oddity)>,
}

/// What is odd about a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// Its text held control characters or escape sequences, now gone.
    Cleaned,
    /// A formula without the result that it had when the file was saved: nothing can be read.
    NoResult,
}

impl RawRow {
    /// The cell of a column; beyond the end there is nothing.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    /// True when no cell holds anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_empty)
    }

    fn drop_trailing(&mut self) {
        while self.cells.last().is_some_and(Cell::is_empty) {
            self.cells.pop();
        }
    }
}

/// What kind of file the rows came from: the rejected rows go back in the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Text, with its delimiter.
    Csv {
        /// `,`, `;` or a tab.
        delimiter: u8,
    },
    /// A workbook.
    Xlsx,
}

/// Cells merged over more than one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The rows, by number.
    pub rows: RangeInclusive<u32>,
    /// The columns, from 0.
    pub columns: RangeInclusive<usize>,
}

/// The rows of one sheet or text file. Rows without any cell are left out.
#[derive(Debug, Clone, PartialEq)]
pub struct RawTable {
    /// What it came from.
    pub kind: FileKind,
    /// The sheet's name, in a workbook.
    pub sheet: Option<String>,
    /// The rows, by number.
    pub rows: Vec<RawRow>,
    /// Cells merged sideways at the top, where headings are; none in a text file.
    pub spans: Vec<Span>,
}

/// An opened file, of which one sheet is to be read.
pub enum Opened {
    /// Text, already split into rows.
    Csv(RawTable),
    /// A workbook, read sheet by sheet.
    Xlsx(Box<xlsx::Workbook>),
}

impl Opened {
    /// Opens a file: by what it holds, not by its name.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        let unreadable = |source| FileError::Unreadable { path: path.to_owned(), source };
        let mut file = File::open(path).map_err(unreadable)?;
        let bytes = file.metadata().map_err(unreadable)?.len();
        if bytes > LARGEST_FILE {
            return Err(FileError::TooLarge { bytes, limit: LARGEST_FILE });
        }
        let mut content = Vec::with_capacity(usize::try_from(bytes).unwrap_or_default());
        file.by_ref().take(LARGEST_FILE + 1).read_to_end(&mut content).map_err(unreadable)?;
        let read = content.len() as u64;
        if read > LARGEST_FILE {
            return Err(FileError::TooLarge { bytes: read, limit: LARGEST_FILE });
        }
        Self::from_bytes(content).map_err(|error| match error {
            // A workbook by its name: its encoding is nobody's question.
            FileError::Encoding
                if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx")) =>
            {
                FileError::NotSpreadsheet
            }
            error => error,
        })
    }

    /// The same from a file's content.
    pub fn from_bytes(content: Vec<u8>) -> Result<Self, FileError> {
        const WORKBOOK: &[u8] = b"PK\x03\x04";
        const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
        if content.starts_with(WORKBOOK) {
            return xlsx::Workbook::open(content).map(|book| Self::Xlsx(Box::new(book)));
        }
        if content.starts_with(COMPOUND) {
            return Err(FileError::OldWorkbook);
        }
        let text = encoding::decode(&content)?;
        drop(content);
        csv::split(&text).map(Self::Csv)
    }

    /// The names of the sheets, hidden ones last; a text file has one without a name.
    pub fn sheets(&self) -> Vec<Option<String>> {
        match self {
            Self::Csv(_) => vec![None],
            Self::Xlsx(book) => book.sheets().into_iter().map(Some).collect(),
        }
    }

    /// The first rows of a sheet, enough to recognise its headings.
    pub fn head(&mut self, sheet: Option<&str>) -> Result<RawTable, FileError> {
        match (self, sheet) {
            (Self::Xlsx(book), Some(sheet)) => book.read(sheet, HEAD_ROWS),
            (Self::Xlsx(_), None) => Err(FileError::Empty),
            (Self::Csv(table), _) => Ok(RawTable {
                kind: table.kind,
                sheet: None,
                rows: table.rows.iter().take(HEAD_ROWS).cloned().collect(),
                spans: Vec::new(),
            }),
        }
    }

    /// The other sheets of a workbook that are visible and hold more than a heading, with their filled rows.
    pub fn others(&mut self, chosen: Option<&str>) -> Result<Vec<(String, usize)>, FileError> {
        match self {
            Self::Csv(_) => Ok(Vec::new()),
            Self::Xlsx(book) => book.others(chosen),
        }
    }

    /// All rows of a sheet.
    pub fn read(self, sheet: Option<&str>) -> Result<RawTable, FileError> {
        match (self, sheet) {
            (Self::Csv(table), _) => Ok(table),
            (Self::Xlsx(mut book), Some(sheet)) => book.read(sheet, usize::MAX),
            (Self::Xlsx(_), None) => Err(FileError::Empty),
        }
    }
}
