//! Who came to an event.

use crate::console::screen::Screen;
use crate::domain::records::Id;

/// Enters who came.
pub fn open(_event: Id) -> Box<dyn Screen> {
    super::to_come()
}
