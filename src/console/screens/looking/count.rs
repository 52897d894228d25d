//! Counting a month's visits beside the console, where there are many.

use std::time::{Duration, Instant};

use chrono::NaiveDate;

use crate::console::screen::{Job, JobError, JobResult, Message, Progress};
use crate::domain::records::{Child, Id};
use crate::store::queries::MonthVisits;
use crate::store::{Store, StoreError};

/// What was counted.
pub(super) struct Counted {
    /// Of which month.
    pub(super) first: NaiveDate,
    pub(super) found: MonthVisits,
    /// The newest journal entry of the moment that was counted.
    pub(super) newest: Id,
    /// So long it took.
    pub(super) took: Duration,
    /// The visits of each of the last months; `None` where they were not asked for.
    pub(super) year: Option<Vec<(NaiveDate, usize)>>,
}

/// Counts a month; with `year` also the visits of so many months.
pub(super) struct Count {
    pub(super) first: NaiveDate,
    pub(super) year: Option<u32>,
}

fn ended(error: StoreError) -> JobError {
    match error {
        StoreError::Stopped => JobError::Stopped,
        error => JobError::Store(error),
    }
}

impl Job for Count {
    fn title(&self) -> Message {
        Message::new("month-counting")
    }

    fn run(self: Box<Self>, store: &mut Store, progress: &dyn Progress) -> JobResult {
        let begun = Instant::now();
        let queries = store.queries();
        let _moment = queries.snapshot().map_err(JobError::Store)?;
        let of = queries.count::<Child>(true).map_err(JobError::Store)?;
        let mut files = |done: usize| progress.report(done.min(of), of);
        let found = queries.month_visits_watched(self.first, &mut files).map_err(ended)?;
        // How many visits there are nobody has counted.
        let mut visits = |_| progress.report(of, of);
        let year = self.year.map(|count| queries.visits_a_month_watched(count, &mut visits));
        let year = year.transpose().map_err(ended)?;
        let newest = queries.newest_entry().map_err(JobError::Store)?;
        Ok(Box::new(Counted { first: self.first, found, newest, took: begun.elapsed(), year }))
    }
}
