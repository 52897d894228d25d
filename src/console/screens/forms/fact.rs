//! A dated fact.

use crate::console::screen::Screen;
use crate::domain::records::Id;

/// Enters a fact about a child.
pub fn open(_child: Id) -> Box<dyn Screen> {
    super::to_come()
}

/// Corrects a fact.
pub fn correct(_fact: Id) -> Box<dyn Screen> {
    super::to_come()
}
