//! A volunteer.

use crate::console::screen::Screen;
use crate::domain::records::Id;

/// Adds a volunteer.
pub fn new() -> Box<dyn Screen> {
    super::to_come()
}

/// Changes a volunteer.
pub fn edit(_volunteer: Id) -> Box<dyn Screen> {
    super::to_come()
}
