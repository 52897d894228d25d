//! An incident: a runaway, a police matter, a fight, or "asked, nothing" (BEH2 of DOMAIN §1.4).

use crate::console::screen::Screen;
use crate::domain::records::Id;

/// Enters an incident about a child.
pub fn open(child: Id) -> Box<dyn Screen> {
    super::fact::incident(child)
}
