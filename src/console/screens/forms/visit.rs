//! Log a visit.

use crate::console::screen::Screen;
use crate::domain::records::Id;

/// Logs a visit to a child.
pub fn open(_child: Id) -> Box<dyn Screen> {
    super::to_come()
}

/// Corrects a visit: the old row is voided, a new one takes its place.
pub fn correct(_visit: Id) -> Box<dyn Screen> {
    super::to_come()
}
