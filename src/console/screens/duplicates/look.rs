//! Looking for duplicates among many files, beside the console, with progress.

use crate::console::screen::{Job, JobError, JobResult, Message, Progress};
use crate::store::queries::DuplicateGroup;
use crate::store::{Kind, Store, StoreError};

/// Looks through all files of a kind; ends with a [`Found`].
pub struct Look {
    /// Children, volunteers or carers.
    pub kind: Kind,
}

/// What was found.
pub struct Found {
    /// Among which files.
    pub kind: Kind,
    /// The groups, the likeliest first.
    pub groups: Vec<DuplicateGroup>,
}

impl Job for Look {
    fn title(&self) -> Message {
        Message::new("duplicates-looking")
    }

    fn run(self: Box<Self>, store: &mut Store, progress: &dyn Progress) -> JobResult {
        let mut told = |done, of| progress.report(done, of);
        match store.queries().duplicates_watched(self.kind, &mut told) {
            Ok(groups) => Ok(Box::new(Found { kind: self.kind, groups })),
            Err(StoreError::Stopped) => Err(JobError::Stopped),
            Err(error) => Err(JobError::Store(error)),
        }
    }
}
