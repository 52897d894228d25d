//! An incident.

use crate::console::screen::Screen;
use crate::domain::records::Id;

/// Enters an incident (BEH2).
pub fn open(_child: Id) -> Box<dyn Screen> {
    super::to_come()
}
