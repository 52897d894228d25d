//! The parts of the tests that call the program.

mod calendars;
mod codes;
pub mod county;
mod demo;
pub mod desk;
mod docs;
mod duplicates;
mod files;
mod import_words;
mod imports;
mod keys;
mod narrow;
mod print;
mod refusals;
mod restores;
mod settings;
mod speech;
mod triage;
