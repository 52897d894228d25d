//! What a form sends to the store: what it began with and wanted, and what the rules say against it.

use chrono::NaiveDate;

use crate::domain::checks::Refusal;
use crate::store::{AnyRecord, Command};

/// A change that was sent to the store: what it began with, what it wanted.
pub(super) struct Sent {
    pub(super) before: AnyRecord,
    pub(super) after: AnyRecord,
    pub(super) corrects: bool,
}

impl Sent {
    /// The same change once more, from what stands there now.
    pub(super) fn again(&self, before: AnyRecord, after: AnyRecord) -> Command {
        if self.corrects {
            Command::Correct { before, after }
        } else {
            Command::Edit { before, after }
        }
    }
}

/// What the rules say against the records of a command.
pub(super) fn refusals(command: &Command, today: NaiveDate) -> Vec<Refusal> {
    match command {
        Command::Add(record)
        | Command::Edit { after: record, .. }
        | Command::Correct { after: record, .. } => record.check(today),
        Command::AddAll(records) => records.iter().flat_map(|record| record.check(today)).collect(),
        Command::AddChild { child, .. } => AnyRecord::Child(child.clone()).check(today),
        _ => Vec::new(),
    }
}

/// What a command changes; `None` where it adds.
pub(super) fn sent(command: &Command) -> Option<Sent> {
    let (before, after, corrects) = match command {
        Command::Edit { before, after } => (before, after, false),
        Command::Correct { before, after } => (before, after, true),
        _ => return None,
    };
    Some(Sent { before: before.clone(), after: after.clone(), corrects })
}
