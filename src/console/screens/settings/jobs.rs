//! The long work of the settings, on a worker where there are many children: trying a value, saving it, backups.

use std::path::PathBuf;

use crate::console::screen::{Job, JobError, JobResult, Message, Progress};
use crate::domain::records::Child;
use crate::store::{Backups, Command, Store, StoreError, prepare_restore};

/// Stopping is no failure.
fn failed(error: StoreError) -> JobError {
    match error {
        StoreError::Stopped => JobError::Stopped,
        error => JobError::Store(error),
    }
}

/// Computes what other values would do; ends with a [`Trial`](crate::store::Trial).
pub struct Try {
    /// Which settings, and their values.
    pub changes: Vec<(&'static str, String)>,
}

impl Job for Try {
    fn title(&self) -> Message {
        Message::new("settings-trying")
    }

    fn run(self: Box<Self>, store: &mut Store, progress: &dyn Progress) -> JobResult {
        let mut told = |done, of| progress.report(done, of);
        let changes: Vec<(&str, &str)> =
            self.changes.iter().map(|(code, value)| (*code, value.as_str())).collect();
        let tried = store.queries().try_settings(&changes, &mut told);
        Ok(Box::new(tried.map_err(failed)?))
    }
}

/// Saves settings and scores every child anew; ends with a [`Receipt`](crate::store::Receipt).
pub struct Save {
    /// The command that writes them.
    pub command: Command,
}

impl Job for Save {
    fn title(&self) -> Message {
        Message::new("settings-saving")
    }

    fn run(self: Box<Self>, store: &mut Store, progress: &dyn Progress) -> JobResult {
        let of = store.queries().count::<Child>(true).map_err(JobError::Store)?;
        let mut told = |done: usize| progress.report(done.min(of), of);
        let done = store.execute_watched(self.command, &mut told);
        Ok(Box::new(done.map_err(failed)?))
    }
}

/// Gives a place another name in many records; ends with a [`Receipt`](crate::store::Receipt).
pub struct Rename {
    /// The command.
    pub command: Command,
    /// How many records it rewrites.
    pub of: usize,
}

impl Job for Rename {
    fn title(&self) -> Message {
        Message::new("settings-place-working")
    }

    fn run(self: Box<Self>, store: &mut Store, progress: &dyn Progress) -> JobResult {
        let mut told = |done: usize| progress.report(done.min(self.of), self.of);
        let done = store.execute_watched(self.command, &mut told);
        Ok(Box::new(done.map_err(failed)?))
    }
}

/// Makes a backup now; ends with a [`Made`].
pub struct BackUp {
    /// Where to.
    pub backups: Backups,
}

/// A backup that was made.
pub struct Made {
    /// Where it is.
    pub path: PathBuf,
}

impl Job for BackUp {
    fn title(&self) -> Message {
        Message::new("settings-backup-working")
    }

    fn run(self: Box<Self>, store: &mut Store, progress: &dyn Progress) -> JobResult {
        let keep = store.queries().settings().backup_keep;
        let mut told = |done, of| progress.report(done, of);
        let path = store.back_up(&self.backups, keep, &mut told).map_err(failed)?;
        tracing::info!("backup made");
        Ok(Box::new(Made { path }))
    }
}

/// Looks at what a backup holds; ends with a [`Looked`].
pub struct Look {
    /// The backup.
    pub path: PathBuf,
}

/// A backup with what it holds.
pub struct Looked {
    /// The backup.
    pub path: PathBuf,
    /// What it holds.
    pub look: crate::store::BackupLook,
}

impl Job for Look {
    fn title(&self) -> Message {
        Message::new("settings-look-working")
    }

    fn run(self: Box<Self>, store: &mut Store, _progress: &dyn Progress) -> JobResult {
        let look = store.look_at_backup(&self.path).map_err(failed)?;
        Ok(Box::new(Looked { path: self.path, look }))
    }
}

/// Copies a backup beside the database; ends with a [`Prepared`].
pub struct Prepare {
    /// The backup.
    pub path: PathBuf,
}

/// A copy that can take the database's place.
pub struct Prepared {
    /// The copy.
    pub fresh: PathBuf,
}

impl Job for Prepare {
    fn title(&self) -> Message {
        Message::new("settings-restore-working")
    }

    fn run(self: Box<Self>, store: &mut Store, progress: &dyn Progress) -> JobResult {
        let Some(target) = store.path() else {
            return Err(JobError::Said(Message::new("settings-no-file")));
        };
        let mut told = |done, of| progress.report(done, of);
        let fresh = prepare_restore(&self.path, target, &mut told).map_err(failed)?;
        Ok(Box::new(Prepared { fresh }))
    }
}
