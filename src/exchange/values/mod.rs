//! Reads a cell as what its column holds. A blank cell leaves a value as it is, a single `-` clears it.

mod categories;
mod dates;
mod facts;
mod numbers;
mod text;
mod words;

use super::reason::Reason;
use super::table::Cell;

pub use crate::domain::grade::parse_class;
pub use crate::domain::text::is_odd_phone;
pub use categories::{categories, unknown_categories};
pub use dates::{date, lunar};
pub use facts::{About, fact_about, fact_code, fact_found, fact_value};
pub use numbers::{count, grade, number};
pub use text::{IdNumber, code, has_phone, id_number, name, person, phone, text, village};
pub use words::{
    Household, attendance, away, calendar, event_kind, exam_type, household, observation, place,
    seen, sex, status, volunteer_status, yes_no,
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
    /// The value, where keeping and clearing come to the same.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// The value of a small type, where keeping and clearing come to the same.
    pub fn get(&self) -> Option<T>
    where
        T: Copy,
    {
        self.as_set().copied()
    }

    /// The value by reference.
    pub fn as_set(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// Puts it into a field.
    pub fn put(&self, field: &mut Option<T>)
    where
        T: Clone,
    {
        match self {
            Self::Keep => {}
            Self::Clear => *field = None,
            Self::Set(value) => *field = Some(value.clone()),
        }
    }
}

/// Puts a phone into a field, unless the field has it already among others: a list with one of two numbers drops neither. A
/// damaged one takes no number's place.
pub fn put_phone(input: &Input<String>, field: &mut Option<String>) {
    let damages =
        |new: &str| is_odd_phone(new) && field.as_deref().is_some_and(|kept| !is_odd_phone(kept));
    if !input.as_set().is_some_and(|new| has_phone(field.as_deref(), new) || damages(new)) {
        input.put(field);
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
    fn a_field_is_kept_set_or_cleared() {
        let mut field = Some(1);
        Input::Keep.put(&mut field);
        assert_eq!(field, Some(1));
        Input::Set(2).put(&mut field);
        assert_eq!(field, Some(2));
        Input::Clear.put(&mut field);
        assert_eq!(field, None);
    }
}
