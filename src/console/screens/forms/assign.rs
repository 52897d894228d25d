//! Match a volunteer with a child.

use crate::console::screen::Screen;
use crate::domain::records::Id;

/// Chooses a volunteer for a child, the best first.
pub fn for_child(_child: Id) -> Box<dyn Screen> {
    super::to_come()
}

/// Chooses a child for a volunteer, those without one first.
pub fn for_volunteer(_volunteer: Id) -> Box<dyn Screen> {
    super::to_come()
}
