//! The forms: everything a coordinator enters by hand. Each is opened by a function that returns the screen to push:
//!
//! ```text
//! Action::Visit  →  vec![Effect::Push(forms::visit::open(child))]
//! Action::New    →  forms::new(Kind::Child)        Action::Edit → forms::edit(Kind::Child, id)
//! a wrong row    →  forms::correct(Kind::Visit, id), forms::void::open(Kind::Visit, id)
//! ```
//!
//! A form reads its record when it is loaded, keeps a draft on Esc, and says what it saved.

mod asked;
mod based;
mod child_parts;
mod conflict;
mod content;
mod entered;
mod far;
mod fields;
mod kept;
mod likely;
mod overtaken;
mod page;
mod people;
mod said;
mod sent;
mod townships;
mod twin;

pub mod assign;
pub mod attendance;
pub mod carer;
pub mod child;
pub mod close;
pub mod contact;
pub mod decide;
pub mod event;
pub mod exam;
pub mod fact;
pub mod incident;
pub mod participants;
pub mod report;
pub(in crate::console::screens) mod stray;
pub mod task;
pub mod visit;
pub mod void;
pub mod volunteer;
pub(super) mod words;

pub(super) use asked::{answer_at, draw_lines};
pub(super) use based::{keep_place, kept_place};
pub(super) use far::Far;
pub(super) use fields::typed_day;
pub(super) use overtaken::Decided;

use crate::console::screen::Screen;
use crate::domain::records::Id;
use crate::store::Kind;

/// The form of a new record; `None` for a kind that is always about a child or an event.
pub fn new(kind: Kind) -> Option<Box<dyn Screen>> {
    Some(match kind {
        Kind::Child => child::new(),
        Kind::Volunteer => volunteer::new(),
        Kind::Carer => carer::new(),
        Kind::Event => event::new(),
        Kind::Task => task::open(None),
        _ => return None,
    })
}

/// The form that changes a record; `None` for a kind whose rows are corrected.
pub fn edit(kind: Kind, id: Id) -> Option<Box<dyn Screen>> {
    Some(match kind {
        Kind::Child => child::edit(id),
        Kind::Volunteer => volunteer::edit(id),
        Kind::Carer => carer::edit(id),
        Kind::Event => event::edit(id),
        Kind::Task => task::edit(id),
        Kind::Report => report::edit(id),
        _ => return None,
    })
}

/// The form that corrects a row, or changes it where its kind is changed in place; `None` for a kind that has none.
pub fn correct(kind: Kind, id: Id) -> Option<Box<dyn Screen>> {
    Some(match kind {
        Kind::Visit => visit::correct(id),
        Kind::Contact => contact::correct(id),
        Kind::AttendanceDay => attendance::correct_day(id),
        Kind::AttendanceRange => attendance::correct_range(id),
        Kind::Exam => exam::correct(id),
        Kind::Fact => fact::correct(id),
        kind => return edit(kind, id),
    })
}
