//! Finding out, beside the console, which rows of a large list a filter lets through and how they stand.

use super::view::{Change, View};
use crate::console::screen::{Job, JobError, JobResult, Message, Progress};
use crate::store::queries::Listed;
use crate::store::{Store, StoreError};

struct FindRows {
    listed: Listed,
    view: View,
    /// How many rows the list has, as far as is known.
    of: usize,
}

/// The job that finds the rows of a list as it is looked at; its result is a [`Change::Found`].
pub fn job(listed: Listed, view: &View, of: usize) -> Box<dyn Job> {
    Box::new(FindRows { listed, view: view.clone(), of })
}

impl Job for FindRows {
    fn title(&self) -> Message {
        Message::new("list-finding")
    }

    fn run(self: Box<Self>, store: &mut Store, progress: &dyn Progress) -> JobResult {
        let mut watch = |read| progress.report(read, self.of.max(read));
        let queries = store.queries();
        let found =
            queries.listed_watched(self.listed, &self.view.filter, self.view.sort, &mut watch);
        match found {
            Ok(ids) => Ok(Box::new(Change::Found(ids))),
            Err(StoreError::Stopped) => Err(JobError::Stopped),
            Err(error) => Err(JobError::Store(error)),
        }
    }
}
