//! Log a call, message or meeting.

use crate::console::screen::Screen;
use crate::domain::records::Id;

/// Logs a contact about a child.
pub fn open(_child: Id) -> Box<dyn Screen> {
    super::to_come()
}

/// Corrects a contact.
pub fn correct(_contact: Id) -> Box<dyn Screen> {
    super::to_come()
}
