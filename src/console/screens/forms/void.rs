//! Void a wrong row.

use crate::console::screen::Screen;
use crate::domain::records::Id;
use crate::store::Kind;

/// Voids a visit, contact, attendance, mark or fact, with a reason.
pub fn open(_kind: Kind, _id: Id) -> Box<dyn Screen> {
    super::to_come()
}
