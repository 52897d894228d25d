//! A task.

use crate::console::screen::Screen;
use crate::domain::records::Id;

/// Adds a task, about a child or about none.
pub fn open(_child: Option<Id>) -> Box<dyn Screen> {
    super::to_come()
}

/// Changes a task.
pub fn edit(_task: Id) -> Box<dyn Screen> {
    super::to_come()
}
