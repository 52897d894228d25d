//! Peiban 陪伴: the terminal console for county offices of children's charities.
//!
//! Order of dependence: `domain < language < store < exchange < console < cli`.

pub mod cli;
pub mod console;
pub mod domain;
pub mod exchange;
pub mod language;
pub mod store;
