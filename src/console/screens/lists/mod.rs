//! The lists: children, visits due and logged, contacts, tasks, what is coming up, volunteers, carers, events.
//!
//! [`list::List`] is the screen, once for all of them; each file beside it says what one list is of. What a count on Today
//! opens has exactly that many rows.

pub mod act;
mod again;
mod bulk;
mod cards;
mod carers;
mod child_columns;
mod children;
mod choose_columns;
mod contacts;
mod draw;
mod events;
mod find_rows;
mod footer;
mod list;
mod marks;
mod menu;
mod panel;
mod panel_fields;
mod press;
mod reports;
mod saved;
mod source;
mod tasks;
pub mod upcoming;
mod view;
mod visits;
mod visits_due;
mod volunteers;
mod widths;
pub mod words;

use crate::console::action::VisitScope;
use crate::console::screen::Screen;
use crate::store::queries::{ChildScope, Ending, ReportScope, TaskScope, VolunteerScope};
use list::List;

/// The list of children.
pub fn children(scope: ChildScope) -> Box<dyn Screen> {
    Box::new(List::new(children::Children::new(scope)))
}

/// Visits due, or visits logged.
pub fn visits(scope: VisitScope) -> Box<dyn Screen> {
    match scope {
        VisitScope::Logged => Box::new(List::new(visits::Visits)),
        scope => Box::new(List::new(visits_due::VisitsDue::new(scope))),
    }
}

/// Calls, messages and meetings.
pub fn contacts() -> Box<dyn Screen> {
    Box::new(List::new(contacts::Contacts))
}

/// Tasks.
pub fn tasks(scope: TaskScope) -> Box<dyn Screen> {
    Box::new(List::new(tasks::Tasks::new(scope)))
}

/// Mandatory reports.
pub fn reports(scope: ReportScope) -> Box<dyn Screen> {
    Box::new(List::new(reports::Reports::new(scope)))
}

/// Birthdays and events of the next days.
pub fn upcoming() -> Box<dyn Screen> {
    Box::new(List::new(upcoming::Upcoming::default()))
}

/// Volunteers.
pub fn volunteers() -> Box<dyn Screen> {
    Box::new(List::new(volunteers::Volunteers::new(VolunteerScope::Open)))
}

/// Volunteers whose check or training ends.
pub fn ending(ending: Ending) -> Box<dyn Screen> {
    Box::new(List::new(volunteers::Volunteers::new(VolunteerScope::Ending(ending))))
}

/// Carers.
pub fn carers() -> Box<dyn Screen> {
    Box::new(List::new(carers::Carers::default()))
}

/// Events.
pub fn events() -> Box<dyn Screen> {
    Box::new(List::new(events::Events::default()))
}
