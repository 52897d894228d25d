//! What can be wrong with a whole file, as codes with their values.

use std::path::PathBuf;

use super::columns::ImportKind;

/// Why a file can't be read or written. The text of `Display` is for the log; people are told by the language layer from
/// [`FileError::code`] and [`FileError::values`].
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// There is no such file, or it can't be opened.
    #[error("can't read {path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Larger than an import takes.
    #[error("{bytes} bytes, at most {limit}")]
    TooLarge {
        /// Its size, unpacked where it is packed.
        bytes: u64,
        /// The most that is taken.
        limit: u64,
    },
    /// Nothing in it.
    #[error("empty file")]
    Empty,
    /// Neither CSV nor XLSX by what it holds.
    #[error("no spreadsheet")]
    NotSpreadsheet,
    /// An `.xls` of before 2007, or an XLSX with a password: both look alike from outside.
    #[error("old or encrypted workbook")]
    OldWorkbook,
    /// An XLSX that is cut short or broken.
    #[error("damaged workbook: {detail}")]
    Damaged {
        /// What the reader met, in English, for the log.
        detail: String,
    },
    /// Text in none of UTF-8, UTF-16 with a mark, GB18030.
    #[error("unknown text encoding")]
    Encoding,
    /// A quotation mark that is never closed, so that the rest of the file would be one cell.
    #[error("unclosed quotation mark in record {row}")]
    UnclosedQuote {
        /// The record in which it opens.
        row: u32,
    },
    /// No row of headings was recognised.
    #[error("no headings recognised among {seen:?}")]
    NoHeadings {
        /// The first filled row, as far as it helps.
        seen: Vec<String>,
    },
    /// A sheet with a column for each day of a month that nothing names.
    #[error("no month named")]
    NoMonth,
    /// A required column was not found.
    #[error("missing columns {missing:?} among {seen:?}")]
    MissingColumns {
        /// What the file was to bring in.
        kind: ImportKind,
        /// English headings of the required columns.
        missing: Vec<&'static str>,
        /// The headings that the file has.
        seen: Vec<String>,
    },
    /// The map names a heading that the file doesn't have.
    #[error("no heading {heading:?} among {seen:?}")]
    MappedHeading {
        /// Peiban's column.
        column: &'static str,
        /// The heading named in the map.
        heading: String,
        /// The headings that the file has.
        seen: Vec<String>,
    },
    /// The map itself is wrong.
    #[error("{path}:{line}: {problem}")]
    Map {
        /// The map's file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        problem: MapProblem,
    },
    /// A file of that name is already there.
    #[error("{path} exists")]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The name's ending is neither `.csv` nor `.xlsx`.
    #[error("{path}: neither .csv nor .xlsx")]
    Ending {
        /// The file.
        path: PathBuf,
    },
    /// The name of what is printed ends in neither `.html` nor `.txt`.
    #[error("{path}: neither .html nor .txt")]
    PrintEnding {
        /// The file.
        path: PathBuf,
    },
    /// The disk is full, or a file may not become so large.
    #[error("no room for {path}")]
    DiskFull {
        /// The file.
        path: PathBuf,
    },
    /// A file can't be written.
    #[error("can't write {path}: {detail}")]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        detail: String,
    },
}

/// What is wrong with a line of a map.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MapProblem {
    /// Not TOML, at this key.
    #[error("not TOML at {0}")]
    Syntax(String),
    /// A section that no map has.
    #[error("unknown section {0}")]
    UnknownSection(String),
    /// A key that means nothing here.
    #[error("unknown key {0}")]
    UnknownKey(String),
    /// A value that is no text.
    #[error("{0} is no text")]
    NotText(String),
    /// A heading that is named for two columns.
    #[error("{0} is named twice")]
    Twice(String),
}

impl FileError {
    /// The code under which the language layer words it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "file_unreadable",
            Self::TooLarge { .. } => "file_too_large",
            Self::Empty => "file_empty",
            Self::NotSpreadsheet => "file_not_spreadsheet",
            Self::OldWorkbook => "file_old_workbook",
            Self::Damaged { .. } => "file_damaged",
            Self::Encoding => "file_encoding",
            Self::UnclosedQuote { .. } => "file_unclosed_quote",
            Self::NoHeadings { .. } => "file_no_headings",
            Self::NoMonth => "file_no_month",
            Self::MissingColumns { .. } => "file_missing_columns",
            Self::MappedHeading { .. } => "file_mapped_heading",
            Self::Map { problem: MapProblem::Syntax(_), .. } => "map_syntax",
            Self::Map { problem: MapProblem::UnknownSection(_), .. } => "map_unknown_section",
            Self::Map { problem: MapProblem::UnknownKey(_), .. } => "map_unknown_key",
            Self::Map { problem: MapProblem::NotText(_), .. } => "map_not_text",
            Self::Map { problem: MapProblem::Twice(_), .. } => "map_twice",
            Self::Exists { .. } => "file_exists",
            Self::Ending { .. } => "file_ending",
            Self::PrintEnding { .. } => "file_print_ending",
            Self::Unwritable { .. } => "file_unwritable",
            Self::DiskFull { .. } => "file_disk_full",
        }
    }

    /// The values that its sentence can name.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        let path = |path: &PathBuf| ("path", path.display().to_string());
        let list = |items: &[String]| ("seen", items.join(" | "));
        match self {
            Self::Unreadable { path: file, source } => {
                vec![path(file), ("detail", source.to_string())]
            }
            Self::TooLarge { bytes, limit } => {
                vec![
                    ("mb", (bytes / 1_000_000).to_string()),
                    ("limit", (limit / 1_000_000).to_string()),
                ]
            }
            Self::Empty
            | Self::NotSpreadsheet
            | Self::OldWorkbook
            | Self::Damaged { .. }
            | Self::Encoding
            | Self::NoMonth => Vec::new(),
            Self::UnclosedQuote { row } => vec![("row", row.to_string())],
            Self::NoHeadings { seen } => vec![list(seen)],
            Self::MissingColumns { missing, seen, .. } => {
                let first = missing.first().copied().unwrap_or_default().to_owned();
                vec![("missing", missing.join(", ")), ("first", first), list(seen)]
            }
            Self::MappedHeading { column, heading, seen } => {
                vec![("column", (*column).to_owned()), ("heading", heading.clone()), list(seen)]
            }
            Self::Map { path: file, line, problem } => {
                let (MapProblem::Syntax(what)
                | MapProblem::UnknownSection(what)
                | MapProblem::UnknownKey(what)
                | MapProblem::NotText(what)
                | MapProblem::Twice(what)) = problem;
                vec![path(file), ("line", line.to_string()), ("what", what.clone())]
            }
            Self::Exists { path: file }
            | Self::Ending { path: file }
            | Self::PrintEnding { path: file }
            | Self::DiskFull { path: file } => vec![path(file)],
            Self::Unwritable { path: file, detail } => vec![path(file), ("detail", detail.clone())],
        }
    }
}
