//! Reading dates: as files hold them, and as people type them into a form. Answers with codes, never with words.

mod entry;
mod file;
mod month;
pub mod plain;

pub use entry::{Lean, parse_entry};
pub use file::{excel_serial, parse_date};
pub use month::parse_month;
pub use plain::plain_day;

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// A year, or a year and month, without the rest.
    #[error("the date is incomplete")]
    Incomplete,
    /// The form of a date, but there is no such day.
    #[error("there is no such day")]
    Impossible,
    /// Not a date.
    #[error("not a date")]
    NotADate,
}
