//! Files in and out: spreadsheets read into typed cells, headings matched to the columns of an import kind, lists written
//! so that no spreadsheet program runs what stands in them.
//!
//! Knows no wording: what is wrong with a file or a cell leaves here as a code with its values.

pub mod columns;
pub mod error;
pub mod export;
pub mod headings;
pub mod import;
pub mod kinds;
pub mod loose;
pub mod map;
mod no_data;
pub mod print;
pub mod private;
pub mod reason;
pub mod rejected;
pub mod source;
pub mod table;
pub mod template;
pub mod values;
pub mod wide;
pub mod wording;
