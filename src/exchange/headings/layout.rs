//! What a sheet's headings came to: where its data begin, and what stands in which column.

use super::normal;
use crate::exchange::columns::ImportKind;
use crate::exchange::loose;
use crate::exchange::no_data;
use crate::exchange::table::RawTable;

/// Where the data of a sheet begin and what stands in which column.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// The kind whose columns these are.
    pub kind: ImportKind,
    /// For each of the kind's columns, in their order: the file's column, from 0.
    pub columns: Vec<Option<usize>>,
    /// The heading of each of the file's columns, as a person would name it.
    pub headings: Vec<String>,
    /// The number of the (last) heading row.
    pub heading_row: u32,
    /// Where among the table's rows the data begin.
    pub first: usize,
    /// Headings, as places in [`Layout::headings`], that name a column which an earlier one already fills.
    pub twice: Vec<usize>,
    /// The headings of a wide sheet as its file has them, by the file's columns; empty where nothing was unfolded.
    pub own: Vec<String>,
}

impl Layout {
    /// The heading in the file of one of the kind's columns; the English one where the file has none.
    pub fn heading(&self, column: usize) -> &str {
        self.columns[column].map_or(self.kind.columns()[column].heading, |at| &self.headings[at])
    }

    /// The file's columns that hold something and are brought in nowhere, by their place: each has a heading that names
    /// nothing known. A running number and the reasons of a file of rejected rows are no loss.
    pub fn left_out(&self, table: &RawTable) -> Vec<usize> {
        let named_nothing = |at: &usize| {
            let heading = normal(&self.headings[*at]);
            !heading.is_empty()
                && !self.columns.contains(&Some(*at))
                && !self.twice.contains(at)
                && !no_data::loses_nothing(&heading)
        };
        // A name beside the code that stands for the same person says nothing new.
        let named_as_well = |at: &usize| {
            (self.kind.columns().iter().zip(&self.columns)).any(|(column, found)| {
                found.is_some() && loose::names_people(column.heading, &self.headings[*at])
            })
        };
        let filled =
            |at: &usize| table.rows.iter().skip(self.first).any(|row| !row.cell(*at).is_empty());
        (0..self.headings.len())
            .filter(|at| named_nothing(at) && !named_as_well(at))
            .filter(filled)
            .collect()
    }

    /// The file's column of names that stands beside a column of people's codes and says of whom the code is.
    pub fn beside(&self, heading: &str) -> Option<usize> {
        let code_at = self.columns[self.kind.position(heading)?]?;
        let free = |at: &usize| !self.columns.contains(&Some(*at)) && !self.twice.contains(at);
        // A bare 姓名 behind the code of somebody else is that one's.
        let anothers = |at: &usize| {
            let before = at
                .checked_sub(1)
                .and_then(|before| self.columns.iter().position(|column| *column == Some(before)));
            before.is_some_and(|column| {
                let code = self.kind.columns()[column].heading;
                code != heading && loose::COLUMNS.contains(&code) && code.ends_with("_code")
            }) && loose::is_bare(&self.headings[*at])
        };
        let found: Vec<usize> = (0..self.headings.len())
            .filter(free)
            .filter(|at| loose::names_people(heading, &self.headings[*at]) && !anothers(at))
            .collect();
        match found.as_slice() {
            [only] => Some(*only),
            several => several.iter().copied().find(|at| at.abs_diff(code_at) == 1),
        }
    }

    /// Does it find every column that another found?
    pub(super) fn covers(&self, other: &Self) -> bool {
        self.columns
            .iter()
            .zip(&other.columns)
            .all(|(mine, other)| mine.is_some() || other.is_none())
    }

    /// How many of the kind's columns were found.
    pub fn found(&self) -> usize {
        self.columns.iter().flatten().count()
    }
}
