//! What many rows take longer for than a key press may: looking through what will come of it, and doing it.

use super::rows::{self, Consequence};
use super::work::{Filled, Work};
use crate::console::screen::{Job, JobError, JobResult, Message, Progress, Ui};
use crate::domain::records::Id;
use crate::store::{Command, Kind, Store, StoreError};

/// What was found for each row, and for what had been filled in.
pub(super) struct Looked {
    pub(super) rows: Vec<Consequence>,
    pub(super) filled: Filled,
}

/// Looks through what will come of it for each row.
pub(super) struct Look {
    pub(super) work: Work,
    pub(super) kind: Kind,
    pub(super) ids: Vec<Id>,
    pub(super) filled: Filled,
    pub(super) ui: Ui,
}

fn ended(error: StoreError) -> JobError {
    match error {
        StoreError::Stopped => JobError::Stopped,
        error => JobError::Store(error),
    }
}

impl Job for Look {
    fn title(&self) -> Message {
        Message::new("list-bulk-looking")
    }

    fn run(self: Box<Self>, store: &mut Store, progress: &dyn Progress) -> JobResult {
        let (of, queries) = (self.ids.len(), store.queries());
        let mut watch = |done| progress.report(done, of);
        let what = (self.work, self.kind);
        let _moment = queries.snapshot().map_err(JobError::Store)?;
        let rows =
            rows::consequences(what, &self.ids, &self.filled, (&queries, &self.ui), &mut watch);
        Ok(Box::new(Looked { rows: rows.map_err(ended)?, filled: self.filled }))
    }
}

/// Carries the command out; its result is the receipt.
pub(super) struct Write {
    pub(super) title: Message,
    pub(super) command: Command,
    /// How many rows it changes.
    pub(super) of: usize,
}

impl Job for Write {
    fn title(&self) -> Message {
        self.title.clone()
    }

    fn run(self: Box<Self>, store: &mut Store, progress: &dyn Progress) -> JobResult {
        let of = self.of;
        let mut watch = |done: usize| progress.report(done.min(of), of);
        let receipt = store.execute_watched(self.command, &mut watch).map_err(ended)?;
        Ok(Box::new(receipt))
    }
}
