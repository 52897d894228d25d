//! The rules of the work, in codes and typed values. No I/O, no clock, no SQL, no screen, no wording.

pub mod calendar;
pub mod checks;
pub mod codes;
pub mod grade;
pub mod lunar;
pub mod records;
pub mod risk;
pub mod settings;
pub mod text;
pub mod value;
pub mod visit_due;
