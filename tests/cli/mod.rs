//! The parts of the tests that call the program.

pub mod county;
pub mod desk;
mod files;
mod refusals;
mod speech;
