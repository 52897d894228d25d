//! A carer.

use crate::console::screen::Screen;
use crate::domain::records::Id;

/// Adds a carer.
pub fn new() -> Box<dyn Screen> {
    super::to_come()
}

/// Changes a carer.
pub fn edit(_carer: Id) -> Box<dyn Screen> {
    super::to_come()
}
