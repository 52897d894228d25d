//! The rules of the work, in codes and typed values. No I/O, no clock, no SQL, no screen, no wording.

pub mod birthday;
pub mod calendar;
pub mod checks;
pub mod code_order;
pub mod coded;
pub mod codes;
pub mod dates;
pub mod day_time;
pub mod duplicates;
pub mod grade;
pub mod lunar;
pub mod lunar_text;
pub mod names;
pub mod phones;
pub mod places;
pub mod records;
pub mod reporting;
pub mod resident_id;
pub mod risk;
pub mod settings;
pub mod subjects;
pub mod text;
pub mod triage;
pub mod value;
pub mod visit_due;
