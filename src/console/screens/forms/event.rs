//! An event.

use crate::console::screen::Screen;
use crate::domain::records::Id;

/// Adds an event.
pub fn new() -> Box<dyn Screen> {
    super::to_come()
}

/// Changes an event.
pub fn edit(_event: Id) -> Box<dyn Screen> {
    super::to_come()
}
