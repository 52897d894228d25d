//! Workbooks: typed cells, merged areas, numbers with all their digits.

use std::collections::HashMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{
    DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError,
};
use chrono::NaiveDate;

use super::{Cell, FileKind, HEAD_ROWS, Oddity, RawRow, RawTable, Span, clean, package};
use crate::exchange::error::FileError;

/// The most that the parts of a workbook may unpack to: 100,000 rows of 21 columns come to about 150 MB.
const LARGEST_UNPACKED: u64 = 1_200_000_000;
/// Cells further right are no part of a name list; a stray one must not make every row that wide.
const LAST_COLUMN: usize = 512;
/// From here on a number has more digits than a floating number keeps.
const LONG_NUMBER: f64 = 1e15;

/// A workbook in memory.
pub struct Workbook {
    content: Arc<[u8]>,
    book: Xlsx<Cursor<Arc<[u8]>>>,
    /// The merged areas of a sheet already looked at.
    merged: Option<(String, Vec<Dimensions>)>,
}

impl Workbook {
    /// Opens a workbook and checks that it is one.
    pub fn open(content: Vec<u8>) -> Result<Self, FileError> {
        let content: Arc<[u8]> = content.into();
        package::check_package(&content, LARGEST_UNPACKED)?;
        let book = unbroken(|| {
            Xlsx::new(Cursor::new(Arc::clone(&content))).map_err(|error| match error {
                XlsxError::Password => FileError::OldWorkbook,
                error => damaged(&error),
            })
        })?;
        Ok(Self { content, book, merged: None })
    }

    /// The worksheets' names, those that are hidden last.
    pub fn sheets(&self) -> Vec<String> {
        self.of(true).chain(self.of(false)).collect()
    }

    /// The first `limit` filled rows of a sheet. Vertically merged cells are filled from their top; horizontally merged ones
    /// are not, because a note that runs over two columns is no value of the second.
    pub fn read(&mut self, sheet: &str, limit: usize) -> Result<RawTable, FileError> {
        unbroken(|| self.read_rows(sheet, limit))
    }

    /// The visible sheets besides one that hold more than a heading, with their filled rows.
    pub fn others(&mut self, chosen: Option<&str>) -> Result<Vec<(String, usize)>, FileError> {
        let mut others = Vec::new();
        for sheet in
            self.of(true).filter(|sheet| Some(sheet.as_str()) != chosen).collect::<Vec<_>>()
        {
            let rows = self.read(&sheet, usize::MAX)?.rows.len();
            if rows > 1 {
                others.push((sheet, rows));
            }
        }
        Ok(others)
    }

    /// The worksheets that are visible, or those that are hidden.
    fn of(&self, visible: bool) -> impl Iterator<Item = String> + '_ {
        let sheets = self.book.sheets_metadata().iter();
        sheets
            .filter(move |sheet| sheet.typ == SheetType::WorkSheet)
            .filter(move |sheet| (sheet.visible == SheetVisible::Visible) == visible)
            .map(|sheet| sheet.name.clone())
    }

    fn read_rows(&mut self, sheet: &str, limit: usize) -> Result<RawTable, FileError> {
        let mut rows: Vec<RawRow> = Vec::new();
        let mut long = Vec::new();
        let mut unsolved = Vec::new();
        {
            let mut cells = self.book.worksheet_cells_reader(sheet).map_err(|e| damaged(&e))?;
            while let Some(found) =
                cells.next_cell_with_formula_metadata().map_err(|e| damaged(&e))?
            {
                let (row, column) = found.pos;
                let column = column as usize;
                let (cell, cleaned) = cell(&found.value);
                if found.formula.is_some() && matches!(found.value, DataRef::Empty) {
                    unsolved.push((row.saturating_add(1), column));
                }
                if cell.is_empty() && !cleaned || column >= LAST_COLUMN {
                    continue;
                }
                let number = row.saturating_add(1);
                if rows.last().is_none_or(|last| last.number < number) {
                    if rows.len() >= limit {
                        break;
                    }
                    let width = rows.last().map_or(8, |last| last.cells.len());
                    let cells = Vec::with_capacity(width);
                    rows.push(RawRow { number, cells, ..RawRow::default() });
                }
                let Some(row) = rows.last_mut().filter(|last| last.number == number) else {
                    return Err(FileError::Damaged {
                        detail: format!("row {number} out of order"),
                    });
                };
                if row.cells.len() <= column {
                    row.cells.resize(column + 1, Cell::Empty);
                }
                if cleaned {
                    row.odd.push((column, Oddity::Cleaned));
                }
                if matches!(cell, Cell::Number(n) if n.abs() >= LONG_NUMBER) {
                    long.push((number, column));
                }
                row.cells[column] = cell;
            }
        }
        if !long.is_empty() {
            let exact = package::read(&self.content, sheet, &long)?;
            put_digits(&mut rows, &long, &exact);
        }
        // In a row that holds nothing else nobody is missed.
        for (number, column) in unsolved {
            if let Ok(at) = rows.binary_search_by_key(&number, |row| row.number) {
                rows[at].odd.push((column, Oddity::NoResult));
            }
        }
        let merged = self.merged(sheet)?;
        fill_merged(&mut rows, merged);
        let spans = merged_sideways(&rows, merged);
        rows.iter_mut().for_each(RawRow::drop_trailing);
        rows.retain(|row| !row.is_blank());
        Ok(RawTable { kind: FileKind::Xlsx, sheet: Some(sheet.to_owned()), rows, spans })
    }

    fn merged(&mut self, sheet: &str) -> Result<&[Dimensions], FileError> {
        if self.merged.as_ref().is_none_or(|(known, _)| known != sheet) {
            let areas = if package::has_merged(&self.content, sheet)? {
                self.book.merge_cells_by_sheet_name(sheet).map_err(|error| damaged(&error))?
            } else {
                Vec::new()
            };
            self.merged = Some((sheet.to_owned(), areas));
        }
        Ok(self.merged.as_ref().map_or(&[], |(_, areas)| areas))
    }
}

/// The reader of workbooks trusts some of what stands in a file, and panics where that is nonsense: such a file is damaged.
fn unbroken<T>(work: impl FnOnce() -> Result<T, FileError>) -> Result<T, FileError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(FileError::Damaged { detail: "workbook reader".to_owned() }))
}

fn damaged(error: &XlsxError) -> FileError {
    FileError::Damaged { detail: error.to_string() }
}

fn cell(value: &DataRef<'_>) -> (Cell, bool) {
    let text = |text: &str| {
        let (text, found) = clean(text);
        let text = match text.strip_prefix('\'') {
            Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
            _ => &text,
        };
        (Cell::text(text), found)
    };
    match value {
        DataRef::Empty => (Cell::Empty, false),
        DataRef::String(string) => text(string),
        DataRef::SharedString(string) => text(string),
        #[expect(
            clippy::cast_precision_loss,
            reason = "a cell's number is a floating number anyway"
        )]
        DataRef::Int(number) => (Cell::Number(*number as f64), false),
        DataRef::Float(number) => (Cell::Number(*number), false),
        DataRef::Bool(yes) => (Cell::Bool(*yes), false),
        DataRef::DateTime(when) => (date(when), false),
        DataRef::DateTimeIso(iso) => {
            let day = iso.get(..10).and_then(|day| day.parse().ok());
            day.map_or_else(|| text(iso), |day| (Cell::Date(day), false))
        }
        DataRef::DurationIso(iso) => text(iso),
        DataRef::Error(error) => (Cell::Fault(error.to_string().into()), false),
    }
}

/// A cell with a date format: its day, or its number where that is no day.
fn date(when: &ExcelDateTime) -> Cell {
    if when.is_duration() {
        return Cell::Number(when.as_f64());
    }
    // Only calamine knows which of the two epochs the workbook counts from.
    let (year, month, day, ..) = when.to_ymd_hms_milli();
    let day = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
    day.map_or_else(|| Cell::Number(when.as_f64()), Cell::Date)
}

fn put_digits(rows: &mut [RawRow], long: &[(u32, usize)], exact: &HashMap<(u32, usize), Cell>) {
    for &(number, column) in long {
        if let Some(cell) = exact.get(&(number, column))
            && let Ok(at) = rows.binary_search_by_key(&number, |row| row.number)
        {
            rows[at].cells[column] = cell.clone();
        }
    }
}

/// The areas over several columns among the rows in which headings are sought.
fn merged_sideways(rows: &[RawRow], merged: &[Dimensions]) -> Vec<Span> {
    let last = rows.get(HEAD_ROWS - 1).or(rows.last()).map_or(0, |row| row.number);
    let sideways = merged
        .iter()
        .filter(|area| area.start.1 < area.end.1 && area.start.0.saturating_add(1) <= last);
    sideways
        .map(|area| Span {
            rows: area.start.0.saturating_add(1)..=area.end.0.saturating_add(1),
            columns: area.start.1 as usize..=area.end.1 as usize,
        })
        .collect()
}

fn fill_merged(rows: &mut [RawRow], merged: &[Dimensions]) {
    // Areas may overlap in a broken file; without a bound, a small file could ask for a day's work.
    let mut left = 5_000_000usize;
    for area in merged {
        let (first, last) = (area.start.0.saturating_add(1), area.end.0.saturating_add(1));
        let column = area.start.1 as usize;
        let Ok(top) = rows.binary_search_by_key(&first, |row| row.number) else { continue };
        let value = rows[top].cell(column).clone();
        if value.is_empty() {
            continue;
        }
        for row in rows[top + 1..].iter_mut().take_while(|row| row.number <= last) {
            left = left.saturating_sub(1);
            if left == 0 {
                return;
            }
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            row.cells[column] = value.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_areas_fill_downwards_only_into_rows_that_exist() {
        let row = |number, texts: &[&str]| RawRow {
            number,
            cells: texts.iter().map(|text| Cell::text(text)).collect(),
            ..RawRow::default()
        };
        let mut rows = vec![
            row(1, &["村", "名"]),
            row(2, &["高台", "甲"]),
            row(3, &["", "乙"]),
            row(5, &["", "丙"]),
        ];
        fill_merged(&mut rows, &[Dimensions::new((1, 0), (3, 1))]);
        let shown: Vec<_> =
            rows.iter().map(|row| (row.number, row.cell(0).shown(), row.cell(1).shown())).collect();
        let want = [(1, "村", "名"), (2, "高台", "甲"), (3, "高台", "乙"), (5, "", "丙")];
        assert_eq!(shown, want.map(|(n, a, b)| (n, a.to_owned(), b.to_owned())));
    }
}
