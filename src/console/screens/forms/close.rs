//! Close a file.

use crate::console::screen::Screen;
use crate::domain::records::Id;
use crate::store::Kind;

/// Closes a child's, carer's or event's file, with a reason; a volunteer leaves.
pub fn open(_kind: Kind, _id: Id) -> Box<dyn Screen> {
    super::to_come()
}
