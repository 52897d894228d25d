//! A child's file.

use crate::console::screen::Screen;
use crate::domain::records::Id;

/// Opens a new file.
pub fn new() -> Box<dyn Screen> {
    super::to_come()
}

/// Changes a file.
pub fn edit(_child: Id) -> Box<dyn Screen> {
    super::to_come()
}
