//! A file opened for one import kind: the right sheet, its headings, and the rows of data one by one with what the file
//! leaves unsaid filled in (同上, constants, other words).

use std::borrow::Cow;
use std::path::Path;

use chrono::NaiveDate;

use super::columns::ImportKind;
use super::error::FileError;
use super::headings::{self, Layout};
use super::map::ImportMap;
use super::no_data::{self, Holds};
use super::reason::{Finding, Reason};
use super::table::{Cell, Opened, RawRow, RawTable};
use super::wide;
use crate::language::{Lang, Language};

/// A file, its sheet and its headings.
#[derive(Debug)]
pub struct Source {
    /// The sheet's rows.
    pub table: RawTable,
    /// Its headings.
    pub layout: Layout,
    /// The workbook's other sheets that hold something, with their filled rows: they are not brought in.
    pub others: Vec<(String, usize)>,
    /// A wide sheet as it stands in the file, before it was unfolded: its rejected rows go back in that form.
    pub sheet: Option<RawTable>,
    /// What is to say about cells that were passed over, with their rows.
    pub passed: Vec<(u32, Finding)>,
    map: ImportMap,
    /// Of a wide sheet the rows that are about nobody: they were not unfolded.
    remarks: Vec<u32>,
}

impl Source {
    /// Opens a file and finds the sheet with the headings of a kind: the first with all required ones, else the first with any.
    pub fn open(path: &Path, kind: ImportKind, map: ImportMap) -> Result<Self, FileError> {
        Self::new(Opened::open(path)?, kind, map)
    }

    /// The same for a file that is already opened.
    pub fn new(mut opened: Opened, kind: ImportKind, map: ImportMap) -> Result<Self, FileError> {
        let mut partial: Option<(Option<String>, FileError)> = None;
        let mut seen = Vec::new();
        let mut chosen = None;
        let of = month(kind, &map);
        for sheet in opened.sheets() {
            let head = opened.head(sheet.as_deref())?;
            if let Some(wide) = wide::recognise_in(&head, kind, of) {
                let layout = wide.layout();
                match headings::check(&layout, &map) {
                    Ok(()) => {
                        chosen = Some((sheet, layout));
                        break;
                    }
                    Err(error) => {
                        partial.get_or_insert((sheet, error));
                        continue;
                    }
                }
            }
            if of.is_none() && wide::lacks_month(&head, kind) {
                partial.get_or_insert((sheet, FileError::NoMonth));
                continue;
            }
            let Some(layout) = headings::find(&head, kind, &map) else {
                if let Some(row) = head.rows.first().filter(|_| seen.is_empty()) {
                    seen =
                        row.cells.iter().filter(|cell| !cell.is_empty()).map(Cell::shown).collect();
                }
                continue;
            };
            match headings::check(&layout, &map) {
                Ok(()) => {
                    chosen = Some((sheet, layout));
                    break;
                }
                Err(error) => {
                    partial.get_or_insert((sheet, error));
                }
            }
        }
        let Some((sheet, layout)) = chosen else {
            return Err(match partial {
                Some((_, error)) => error,
                None if seen.is_empty() => FileError::Empty,
                None => FileError::NoHeadings { seen },
            });
        };
        let others = others(&mut opened, sheet.as_deref())?;
        Self::read(opened, sheet.as_deref(), layout, others, map)
    }

    /// A sheet whose headings a person has matched.
    pub fn matched(
        mut opened: Opened,
        sheet: Option<&str>,
        layout: Layout,
        map: ImportMap,
    ) -> Result<Self, FileError> {
        let others = others(&mut opened, sheet)?;
        Self::read(opened, sheet, layout, others, map)
    }

    /// Reads a sheet's rows; a wide one is unfolded.
    fn read(
        opened: Opened,
        sheet: Option<&str>,
        mut layout: Layout,
        others: Vec<(String, usize)>,
        map: ImportMap,
    ) -> Result<Self, FileError> {
        let table = opened.read(sheet)?;
        let of = month(layout.kind, &map);
        let mut remarks = Vec::new();
        Ok(if let Some(wide) = wide::recognise_in(&table, layout.kind, of) {
            // The month may have been said only after the headings were looked at.
            layout.own = wide.layout().own;
            remarks = wide.remarks(&table);
            let (unfolded, passed) = (wide.unfold(&table), wide.passed(&table));
            Self { table: unfolded, layout, others, sheet: Some(table), passed, map, remarks }
        } else {
            Self { table, layout, others, sheet: None, passed: Vec::new(), map, remarks }
        })
    }

    /// The rows of data: blank rows, sums, notes at the foot and headings repeated on a later page are passed over.
    pub fn rows(&self) -> Rows<'_> {
        Rows { source: self, at: self.layout.first, above: Vec::new() }
    }

    /// The numbers of the rows that were passed over as sums or remarks, as the spreadsheet has them.
    pub fn remarks(&self) -> Vec<u32> {
        let Self { table, layout, map, .. } = self;
        let is_remark = |row: &&RawRow| no_data::holds(row, layout, map) == Holds::Remark;
        let below = table.rows.iter().skip(layout.first).filter(is_remark);
        self.remarks.iter().copied().chain(below.map(|row| row.number)).collect()
    }

    /// At most how many rows of data there are, for showing progress.
    pub fn len(&self) -> usize {
        self.table.rows.len().saturating_sub(self.layout.first)
    }

    /// Does the map say what stands in a column of every row?
    pub fn fills(&self, column: usize) -> bool {
        self.map.constant(column).is_some()
    }

    /// True when nothing stands below the headings.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The sheets that are left out; a template's own list of allowed values is no list of people.
fn others(opened: &mut Opened, sheet: Option<&str>) -> Result<Vec<(String, usize)>, FileError> {
    let mut others = opened.others(sheet)?;
    let values = [Lang::Zh, Lang::En].map(|lang| Language::new(lang).text("template-sheet-values"));
    others.retain(|(name, _)| !values.contains(name));
    Ok(others)
}

/// The day that a map gives for all rows: for a wide sheet of attendance the month.
fn month(kind: ImportKind, map: &ImportMap) -> Option<NaiveDate> {
    let said = map.constant(kind.position("date")?)?;
    super::values::date(&Cell::text(said)).ok()
}

/// A row of data, its cells by the kind's columns.
#[derive(Debug)]
pub struct Row<'a> {
    /// The row as it stands in the file.
    pub raw: &'a RawRow,
    /// The cells in the order of the kind's columns.
    pub cells: Vec<Cow<'a, Cell>>,
    /// What is wrong with the row as such: cut short, too long, 同上 at the top; with the kind's column, if it is about one.
    pub faults: Vec<(Option<usize>, Reason)>,
}

/// The rows of data of a [`Source`].
#[derive(Debug)]
pub struct Rows<'a> {
    source: &'a Source,
    at: usize,
    above: Vec<Cow<'a, Cell>>,
}

impl<'a> Iterator for Rows<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        let Source { table, layout, map, .. } = self.source;
        let raw = loop {
            let raw = table.rows.get(self.at)?;
            self.at += 1;
            if no_data::holds(raw, layout, map) == Holds::Data {
                break raw;
            }
        };
        let mut row =
            Row { raw, cells: Vec::with_capacity(layout.columns.len()), faults: Vec::new() };
        if let Some(found) = raw.width {
            let last = layout.columns.iter().flatten().max().copied().unwrap_or_default();
            if found <= last {
                row.faults.push((None, Reason::Truncated { found, wanted: last + 1 }));
            }
            if raw.cells.len() > layout.headings.len().max(last + 1) {
                let wanted = layout.headings.len();
                row.faults.push((None, Reason::TooManyCells { found: raw.cells.len(), wanted }));
            }
        }
        for (column, at) in layout.columns.iter().enumerate() {
            let mut cell = Cow::Borrowed(at.map_or(&Cell::Empty, |at| raw.cell(at)));
            if let Cell::Text(text) = cell.as_ref()
                && is_ditto(text)
            {
                cell = match self.above.get(column) {
                    Some(above) if !above.is_empty() => above.clone(),
                    _ => {
                        row.faults.push((Some(column), Reason::NothingAbove));
                        cell
                    }
                };
            } else if map.has_values(column)
                && let Some(word) = map.value(column, &cell.shown())
            {
                cell = Cow::Owned(Cell::text(word));
            }
            if cell.is_empty()
                && let Some(constant) = map.constant(column)
            {
                cell = Cow::Owned(Cell::text(constant));
            }
            row.cells.push(cell);
        }
        self.above.clone_from(&row.cells);
        for (column, _) in &row.faults {
            // A second 同上 stands below nothing too.
            if let Some(above) = column.and_then(|column| self.above.get_mut(column)) {
                *above = Cow::Borrowed(&Cell::Empty);
            }
        }
        Some(row)
    }
}

/// Does a cell say that the one above holds?
pub(super) fn is_ditto(text: &str) -> bool {
    matches!(text, "同上" | "〃" | "″" | "同　上" | "同 上")
}
