//! Reads the cells of one row in the order of the kind's columns and gathers what is wrong with them.

use crate::domain::checks::{Check, RefusalReason};
use crate::domain::names::is_nobody;
use crate::domain::phones;
use crate::domain::text::phone_of_odd_length;
use crate::exchange::headings::Layout;
use crate::exchange::reason::{Finding, Reason};
use crate::exchange::source::Row;
use crate::exchange::table::{Cell, Oddity};
use crate::exchange::values::{self, Input};
use crate::exchange::wide::Wide;
use chrono::NaiveDate;

/// The cells of a row, read one after the other.
pub(super) struct Cells<'a> {
    row: &'a Row<'a>,
    layout: &'a Layout,
    found: Found,
}

/// How far a row is read, and what was found about it.
#[derive(Default)]
pub(super) struct Found {
    next: usize,
    pub(super) errors: Vec<Finding>,
    pub(super) warnings: Vec<Finding>,
}

impl<'a> Cells<'a> {
    /// Begins a row with what is wrong with it as a whole.
    pub(super) fn new(row: &'a Row<'a>, layout: &'a Layout) -> Self {
        let mut cells = Self::resumed(row, layout, Found::default());
        for (column, reason) in &row.faults {
            let finding = cells.finding(*column, reason.clone());
            cells.found.errors.push(finding);
        }
        for &(at, odd) in &row.raw.odd {
            let reason = match odd {
                Oddity::Cleaned => Reason::Cleaned,
                Oddity::NoResult if layout.columns.contains(&Some(at)) => Reason::NoResult,
                // Nothing would have been read from a running number.
                Oddity::NoResult => continue,
            };
            cells.found.warnings.push(Finding {
                column: layout.headings.get(at).cloned().unwrap_or_default(),
                value: row.raw.cell(at).shown(),
                reason,
            });
        }
        cells
    }

    /// Goes on with a row that is read in part.
    pub(super) fn resumed(row: &'a Row<'a>, layout: &'a Layout, found: Found) -> Self {
        Self { row, layout, found }
    }

    /// How far it is read and what was found.
    pub(super) fn found(self) -> Found {
        self.found
    }

    /// The row's number.
    pub(super) fn number(&self) -> u32 {
        self.row.raw.number
    }

    fn finding(&self, column: Option<usize>, reason: Reason) -> Finding {
        Finding {
            column: column.map(|column| self.heading(column).to_owned()).unwrap_or_default(),
            value: column.map(|column| self.row.cells[column].shown()).unwrap_or_default(),
            reason,
        }
    }

    /// The heading of a column as the file has it: of a mark the subject, of a day of attendance the day.
    fn heading(&self, column: usize) -> &str {
        let is_unfolded = self.layout.columns[column].is_some_and(Wide::is_unfolded);
        let own = self.row.raw.from.filter(|_| is_unfolded).and_then(|at| self.layout.own.get(at));
        own.map_or_else(|| self.layout.heading(column), String::as_str)
    }

    fn position(&self, heading: &str) -> Option<usize> {
        self.layout.kind.position(heading)
    }

    /// Notes what is wrong with the cell of a column, by its English heading; a heading that is no column stands for the row.
    pub(super) fn error(&mut self, heading: &str, reason: Reason) {
        let finding = self.finding(self.position(heading), reason);
        self.found.errors.push(finding);
    }

    /// Has the file a column, by its English heading?
    pub(super) fn has(&self, heading: &str) -> bool {
        self.position(heading).is_some_and(|column| self.layout.columns[column].is_some())
    }

    /// The file's column of names beside a column of codes, by the codes' English heading.
    pub(super) fn beside(&self, heading: &str) -> Option<usize> {
        self.layout.beside(heading)
    }

    /// What stands in one of the file's own columns.
    pub(super) fn raw(&self, at: usize) -> &Cell {
        self.row.raw.cell(at)
    }

    /// Notes what is wrong with the cell of one of the file's own columns.
    pub(super) fn raw_error(&mut self, at: usize, reason: Reason) {
        let column = self.layout.headings.get(at).cloned().unwrap_or_default();
        self.found.errors.push(Finding { column, value: self.row.raw.cell(at).shown(), reason });
    }

    /// Notes what is worth a look about the cell of a column.
    pub(super) fn warn(&mut self, heading: &str, reason: Reason) {
        let finding = self.finding(self.position(heading), reason);
        self.found.warnings.push(finding);
    }

    /// Reads the next column, which must be `heading`: the order is that of the kind's columns.
    pub(super) fn read<T>(
        &mut self,
        heading: &str,
        parse: impl FnOnce(&Cell) -> Result<T, Reason>,
    ) -> Input<T> {
        let column = self.found.next;
        debug_assert_eq!(self.layout.kind.columns()[column].heading, heading);
        self.found.next += 1;
        // A 同上 without a row above is wrong already, whatever its text would read as.
        if self.row.faults.iter().any(|(at, _)| *at == Some(column)) {
            return Input::Keep;
        }
        match values::read(&self.row.cells[column], parse) {
            Ok(input) => input,
            Err(reason) => {
                let finding = self.finding(Some(column), reason);
                self.found.errors.push(finding);
                Input::Keep
            }
        }
    }

    /// Reads the next column as text and says when the spreadsheet had made a date of it or lost digits.
    pub(super) fn written(
        &mut self,
        heading: &str,
        parse: impl FnOnce(&Cell) -> Result<String, Reason>,
    ) -> Input<String> {
        let cell = self.row.cells[self.found.next].as_ref();
        let warning = match cell {
            Cell::Date(_) => Some(Reason::TextBecameDate),
            Cell::Rounded(_) => Some(Reason::DigitsLost),
            _ => None,
        };
        let rounded = matches!(cell, Cell::Rounded(_));
        if let Some(reason) = warning {
            self.warn(heading, reason);
        }
        let input = self.read(heading, parse);
        if rounded { Input::Keep } else { input }
    }

    /// Reads the next column as the name of somebody whom not everyone has: a word for nobody is as good as a blank.
    pub(super) fn somebody(&mut self, heading: &str) -> Input<String> {
        unless_nobody(self.written(heading, values::name))
    }

    /// Reads the next column as phone numbers, and says when it holds none; 无 and 不详 are as good as a blank.
    pub(super) fn phone(&mut self, heading: &str) -> Input<String> {
        // Asked of the cell itself: read as numbers, N/A is two.
        let input = unless_nobody(self.written(heading, |cell| {
            let shown = cell.shown();
            if phones::is_none(&shown) { Ok(String::new()) } else { values::phone(cell) }
        }));
        let odd = input.as_set().and_then(|phone| {
            let digits = || phone_of_odd_length(phone);
            let length = |(phone, digits)| Reason::PhoneDigits { phone, digits };
            let is_none = values::is_odd_phone(phone).then_some(Reason::OddPhone);
            is_none.or_else(|| digits().map(length))
        });
        if let Some(reason) = odd {
            self.warn(heading, reason);
        }
        input
    }

    /// Reads the next column, which must be filled.
    pub(super) fn required<T>(
        &mut self,
        heading: &str,
        parse: impl FnOnce(&Cell) -> Result<T, Reason>,
    ) -> Option<T> {
        let before = self.found.errors.len();
        match self.read(heading, parse) {
            Input::Set(value) => Some(value),
            Input::Clear => {
                self.error(heading, Reason::CantClear);
                None
            }
            Input::Keep => {
                // Blank, or filled with what could not be read and is noted already.
                let faulty = self.row.faults.iter().any(|(at, _)| *at == self.position(heading));
                if self.found.errors.len() == before && !faulty {
                    self.error(heading, Reason::Missing);
                }
                None
            }
        }
    }

    /// Refuses `-` in a column whose value can't be taken away.
    pub(super) fn not_cleared<T>(&mut self, heading: &str, input: &Input<T>) {
        if matches!(input, Input::Clear) {
            self.error(heading, Reason::CantClear);
        }
    }

    /// Notes a column that the row must fill: nothing stands there, or a dash, which would clear it.
    pub(super) fn missing<T>(&mut self, heading: &str, input: &Input<T>) {
        match input {
            Input::Set(_) => {}
            Input::Keep => self.error(heading, Reason::Missing),
            Input::Clear => self.error(heading, Reason::CantClear),
        }
    }

    /// Notes what the rules would refuse about the finished record, so that the store never refuses an import.
    /// `heading` gives the import heading of a record's column.
    pub(super) fn check<R: Check>(
        &mut self,
        record: &R,
        today: NaiveDate,
        heading: impl Fn(&'static str) -> &'static str,
    ) {
        for refusal in record.check(today) {
            let reason = match refusal.reason {
                RefusalReason::Required => Reason::Missing,
                RefusalReason::InFuture => Reason::FutureDate,
                RefusalReason::EndsBeforeStart if refusal.field == "next_date" => {
                    Reason::NextBeforeVisit
                }
                RefusalReason::EndsBeforeStart => Reason::EndBeforeStart,
                RefusalReason::SameTwice => Reason::SameTwice,
                RefusalReason::Negative | RefusalReason::OutOfRange => Reason::BadNumber,
                RefusalReason::TooMuch if refusal.field == "score" => Reason::AboveFullMarks,
                RefusalReason::TooMuch => Reason::MoreAbsentThanRecorded,
                RefusalReason::Unknown(_) => Reason::UnknownCode,
                RefusalReason::WrongValue => Reason::WrongValue,
                RefusalReason::NoteAfterConcern
                | RefusalReason::Taken(_)
                | RefusalReason::AlreadyThere
                | RefusalReason::Closed
                | RefusalReason::Voided
                | RefusalReason::Ended
                | RefusalReason::Left
                | RefusalReason::InUse
                | RefusalReason::Merged(_) => Reason::Conflict,
                RefusalReason::OpenReport => Reason::OpenReport,
            };
            self.error(heading(refusal.field), reason);
        }
    }

    /// True while nothing is wrong.
    pub(super) fn is_good(&self) -> bool {
        self.found.errors.is_empty()
    }
}

/// What is written, unless it says that there is nobody or nothing.
fn unless_nobody(input: Input<String>) -> Input<String> {
    match input {
        Input::Set(text) if is_nobody(&text) => Input::Keep,
        input => input,
    }
}
