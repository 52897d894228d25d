//! The rejected rows, written beside the file in its own columns plus the reason, ready to correct and bring in again.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::error::FileError;
use super::reason::Reason;
use super::source::Source;
use super::table::{Cell, FileKind, RawRow, RawTable};
use super::{export, private, wording};
use crate::language::{Lang, Language};

/// One rejected row.
#[derive(Debug, Clone, PartialEq)]
pub struct RejectedRow {
    /// As it stands in the file, with 同上 replaced by what it stood for.
    pub raw: RawRow,
    /// Why, in words.
    pub reason: String,
}

/// The folder for rejected rows of files that lie where nothing can be written: beside the database.
pub fn folder_of(database: Option<&Path>) -> Option<PathBuf> {
    Some(database?.parent()?.join("rejected"))
}

/// Writes the rejected rows to `NAME.rejected.csv` or `.xlsx` beside the file, or to `NAME.rejected-2.…` where that is taken;
/// where nothing can be written there, into the folder `elsewhere`. Says where. Nothing is written when there are none.
pub fn write(
    input: &Path,
    elsewhere: Option<&Path>,
    source: &Source,
    rows: Vec<RejectedRow>,
    reason_heading: &str,
) -> Result<Option<PathBuf>, FileError> {
    if rows.is_empty() {
        return Ok(None);
    }
    let (mut headings, rows) = match &source.sheet {
        Some(sheet) => (source.layout.own.clone(), folded(sheet, rows)),
        None => (source.layout.headings.clone(), rows),
    };
    // A row may be wider than the headings; its last cell must not be taken for the reason.
    let width =
        rows.iter().map(|row| row.raw.cells.len()).max().unwrap_or_default().max(headings.len());
    headings.resize(width, String::new());
    // Brought in again, the file has a column of reasons already.
    let old = headings.iter().position(|heading| heading == reason_heading);
    if old.is_none() {
        headings.push(reason_heading.to_owned());
    }
    let at = old.unwrap_or(width);
    let lines: Vec<Vec<Cell>> = rows
        .into_iter()
        .map(|row| {
            let mut cells = row.raw.cells;
            cells.resize(headings.len(), Cell::Empty);
            cells[at] = Cell::text(&row.reason);
            cells
        })
        .collect();
    let kind = source.table.kind;
    let put = |input: &Path| {
        let mut number = 1;
        loop {
            let path = beside(input, kind, number);
            match export::write_as(&path, kind, &headings, lines.iter().cloned(), false) {
                Err(FileError::Exists { .. }) if number < 10_000 => number += 1,
                Err(error) => return Err(error),
                Ok(()) => return Ok(Some(path)),
            }
        }
    };
    match (put(input), elsewhere, input.file_name()) {
        // A full disk is one there too, and stops everything.
        (Err(FileError::Unwritable { .. }), Some(folder), Some(name)) => {
            private::folder(folder)?;
            put(&folder.join(name))
        }
        (put, ..) => put,
    }
}

/// The rows of a file of rejected rows, by number, that are in it because another row was about the same record: brought in again
/// as they are, they change what that row brought.
pub fn second_rows(source: &Source) -> HashSet<u32> {
    let (headings, table) = match &source.sheet {
        Some(sheet) => (&source.layout.own, sheet),
        None => (&source.layout.headings, &source.table),
    };
    let languages = Lang::ALL.map(Language::new);
    let Some(at) = headings.iter().position(|heading| {
        languages.iter().any(|language| *heading == wording::reason_heading(*language))
    }) else {
        return HashSet::new();
    };
    // The sentence without the number of that row.
    let sentences = languages.map(|language| {
        let said = wording::reason(language, &Reason::SecondRow { row: 0 });
        said.split_once('0').map(|(begin, end)| (begin.to_owned(), end.to_owned()))
    });
    let says = |cell: &Cell| {
        let text = cell.shown();
        sentences.iter().flatten().any(|(begin, end)| {
            text.split_once(begin.as_str()).is_some_and(|(_, rest)| rest.contains(end.as_str()))
        })
    };
    table.rows.iter().filter(|row| says(row.cell(at))).map(|row| row.number).collect()
}

/// The rows of a wide sheet as it has them, each once, with all that is wrong with it.
fn folded(sheet: &RawTable, rows: Vec<RejectedRow>) -> Vec<RejectedRow> {
    let mut whole: Vec<RejectedRow> = Vec::new();
    for RejectedRow { raw, reason } in rows {
        if let Some(last) = whole.last_mut().filter(|last| last.raw.number == raw.number) {
            if !last.reason.contains(&reason) {
                last.reason.push_str("; ");
                last.reason.push_str(&reason);
            }
            continue;
        }
        let own = sheet.rows.iter().find(|row| row.number == raw.number).cloned();
        whole.push(RejectedRow { raw: own.unwrap_or(raw), reason });
    }
    whole
}

fn beside(input: &Path, kind: FileKind, number: usize) -> PathBuf {
    let stem =
        input.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    // Of names.rejected.csv and names.rejected-2.csv the name is names.
    let name = match stem.rsplit_once(".rejected") {
        Some((name, rest)) if rest.trim_start_matches('-').chars().all(|c| c.is_ascii_digit()) => {
            name.to_owned()
        }
        _ => stem,
    };
    let ending = match kind {
        FileKind::Csv { .. } => "csv",
        FileKind::Xlsx => "xlsx",
    };
    let number = if number > 1 { format!("-{number}") } else { String::new() };
    input.with_file_name(format!("{name}.rejected{number}.{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_stands_beside_the_file() {
        let csv = FileKind::Csv { delimiter: b',' };
        assert_eq!(beside(Path::new("/a/花名册.csv"), csv, 1), Path::new("/a/花名册.rejected.csv"));
        assert_eq!(
            beside(Path::new("/a/花名册.rejected.csv"), csv, 2),
            Path::new("/a/花名册.rejected-2.csv")
        );
        assert_eq!(
            beside(Path::new("/a/x.rejected-2.csv"), csv, 3),
            Path::new("/a/x.rejected-3.csv")
        );
        assert_eq!(
            beside(Path::new("list.xlsx"), FileKind::Xlsx, 1),
            Path::new("list.rejected.xlsx")
        );
    }
}
