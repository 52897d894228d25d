//! Attendance.

use crate::console::screen::Screen;
use crate::domain::records::Id;

/// Enters a day or a range.
pub fn open(_child: Id) -> Box<dyn Screen> {
    super::to_come()
}

/// Corrects a day.
pub fn correct_day(_day: Id) -> Box<dyn Screen> {
    super::to_come()
}

/// Corrects a range.
pub fn correct_range(_range: Id) -> Box<dyn Screen> {
    super::to_come()
}
