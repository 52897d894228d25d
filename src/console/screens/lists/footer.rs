//! The keys that stand below a list.

use crate::console::action::Action;

/// The footer of a list: what is done with a row, then how the list is looked at.
pub(super) const FOOTER: &[Action] = &[
    Action::Visit,
    Action::Contact,
    Action::Task,
    Action::Match,
    Action::Handled,
    Action::Copy,
    Action::Filter,
    Action::Sort,
    Action::Undo,
    Action::Find,
    Action::New,
    Action::Mark,
    Action::Columns,
    Action::Export,
    Action::Snooze,
    Action::Triage,
    Action::Participants,
    Action::Edit,
    Action::CloseRecord,
    Action::Help,
    Action::Palette,
    Action::Back,
];
