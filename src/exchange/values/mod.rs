//! Reads a cell as what its column holds. A blank cell leaves a value as it is, a single `-` clears it.

mod dates;
mod numbers;
mod text;
mod words;

use super::reason::Reason;
use super::table::Cell;

pub use dates::{date, lunar};
pub use numbers::{count, grade, number};
pub use text::{IdNumber, categories, code, id_number, name, phone, text};
pub use words::{
    attendance, calendar, event_kind, exam_type, fact_code, fact_value, household, observation,
    place, sex, status, volunteer_status, yes_no,
};

/// What a cell asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Input<T> {
    /// Blank: leave it as it is.
    Keep,
    /// `-`: nothing is known any more.
    Clear,
    /// This value.
    Set(T),
}

impl<T> Input<T> {
    /// The value, for a column in which keeping and clearing are the same: the parts of a new record.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// Puts it into a field; says whether the field is another now.
    pub fn apply(self, field: &mut Option<T>) -> bool
    where
        T: PartialEq,
    {
        let new = match self {
            Self::Keep => return false,
            Self::Clear => None,
            Self::Set(value) => Some(value),
        };
        let changes = *field != new;
        *field = new;
        changes
    }
}

/// Reads a cell with the parser of its column.
pub fn read<T>(
    cell: &Cell,
    parse: impl FnOnce(&Cell) -> Result<T, Reason>,
) -> Result<Input<T>, Reason> {
    match cell {
        Cell::Empty => Ok(Input::Keep),
        Cell::Text(text) if matches!(&**text, "-" | "－") => Ok(Input::Clear),
        Cell::Fault(_) => Err(Reason::Fault),
        cell => parse(cell).map(Input::Set),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_keeps_and_a_dash_clears() {
        let read = |text: &str| read(&Cell::text(text), text::text);
        assert_eq!(read("  "), Ok(Input::Keep));
        assert_eq!(read("-"), Ok(Input::Clear));
        assert_eq!(read("－"), Ok(Input::Clear));
        assert_eq!(read("--"), Ok(Input::Set("--".to_owned())));
        assert_eq!(super::read(&Cell::Fault("#N/A".into()), text::text), Err(Reason::Fault));
    }

    #[test]
    fn applying_says_whether_it_changed_something() {
        let mut field = Some(1);
        assert!(!Input::Keep.apply(&mut field));
        assert!(!Input::Set(1).apply(&mut field));
        assert!(Input::Set(2).apply(&mut field));
        assert!(Input::Clear.apply(&mut field));
        assert!(!Input::Clear.apply(&mut field));
        assert_eq!(field, None);
    }
}
