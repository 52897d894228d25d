//! An exam's marks.

use crate::console::screen::Screen;
use crate::domain::records::Id;

/// Enters the marks of an exam.
pub fn open(_child: Id) -> Box<dyn Screen> {
    super::to_come()
}

/// Corrects a mark.
pub fn correct(_exam: Id) -> Box<dyn Screen> {
    super::to_come()
}
