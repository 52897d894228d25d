//! Long work beside the console: a thread with a connection of its own, a card with its progress, a way to stop it.

use std::sync::Arc;
use std::thread;

use super::Shell;
use super::handle::Event;
use super::undo::Entry;
use crate::console::screen::{Job, JobError, JobResult, Message, Progress};
use crate::console::screens::working::{Meter, Working};
use crate::console::widgets::Role;
use crate::domain::records::Child;
use crate::store::{Command, Receipt, Store, StoreError};

/// A job at work.
pub(super) struct Running {
    /// Who wanted it.
    wanted_by: Wanted,
    /// The layer of its card.
    card: usize,
}

/// Who hears what comes of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A layer.
    Layer(usize),
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// A layer that wants an entry of this number taken back.
    Entry(usize, i64),
}

/// Takes back an entry that touched much, beside the console.
pub(super) struct TakeBack {
    /// The entry.
    pub(super) entry: Entry,
    /// What is being done: a language key.
    pub(super) id: &'static str,
}

impl Job for TakeBack {
    fn title(&self) -> Message {
        Message::new(self.id)
    }

    fn run(self: Box<Self>, store: &mut Store, progress: &dyn Progress) -> JobResult {
        let children = store.queries().count::<Child>(true).map_err(JobError::Store)?;
        let of = children.max(store.rows_of(self.entry.number).map_err(JobError::Store)?);
        let command = Command::Undo { entry: Some(self.entry.number) };
        let done = store.execute_watched(command, &mut |done| progress.report(done.min(of), of));
        let done = done.map_err(|error| match error {
            StoreError::Stopped => JobError::Stopped,
            error => JobError::Store(error),
        })?;
        Ok(Box::new((self.entry, done)))
    }
}

impl Shell {
    /// True when taking back an entry may take long: it touched many rows, or a rule by which all children are scored.
    pub(super) fn is_long(&self, command: &Command) -> bool {
        matches!(command, Command::Undo { entry: Some(_) }) && self.store.is_long(command)
    }

    /// Does what the top layer wants after it has read.
    pub(super) fn heed_wants(&mut self) {
        if self.job.is_some() {
            return;
        }
        let effects = self.layers.top_layer().screen.wants();
        if !effects.is_empty() {
            self.carry_out(self.layers.len() - 1, effects);
            self.load_visible();
        }
    }

    /// Starts a job that a layer wants.
    pub(super) fn start_job(&mut self, at: usize, job: Box<dyn Job>) {
        self.start(Wanted::Layer(at), job);
    }

    /// Starts a job. Where there is no second connection (a database in memory) or no loop to hear of its end, it is done at once.
    pub(super) fn start(&mut self, wanted_by: Wanted, job: Box<dyn Job>) {
        if self.job.is_some() {
            self.say(self.ui.text("shell-working-already"), Role::Watch);
            return;
        }
        let meter = Arc::new(Meter::default());
        let (Some(events), Ok(mut store)) = (self.events.clone(), self.store.another()) else {
            let result = job.run(&mut self.store, meter.as_ref());
            self.look_at_backups();
            self.layers.all_stale();
            self.hand_over(wanted_by, result);
            return;
        };
        self.job = Some(Running { wanted_by, card: self.layers.len() });
        self.layers.push(Box::new(Working::new(job.title(), Arc::clone(&meter))));
        thread::spawn(move || {
            let work = std::panic::AssertUnwindSafe(|| job.run(&mut store, meter.as_ref()));
            let result = std::panic::catch_unwind(work)
                .unwrap_or_else(|_| Err(JobError::Said(Message::new("shell-working-failed"))));
            // A restore that comes next needs the file to itself.
            drop(store);
            // Nobody hears it only when the console has ended meanwhile.
            let _ = events.send(Event::JobEnded(result));
        });
    }

    /// A job has ended: its card goes, and whoever wanted it hears of it.
    pub(super) fn job_ended(&mut self, result: JobResult) {
        let Some(running) = self.job.take() else { return };
        self.layers.remove(running.card);
        // Asked before the reading: what is written after it is noticed later.
        self.data_version = self.store.data_version().unwrap_or(self.data_version);
        if let Err(error) = self.store.refresh() {
            self.failed(&error, None);
        }
        self.look_at_backups();
        self.layers.all_stale();
        self.hand_over(running.wanted_by, result);
    }

    fn hand_over(&mut self, wanted_by: Wanted, result: JobResult) {
        let Wanted::Layer(at) = wanted_by else {
            self.taken_back(wanted_by, result);
            return;
        };
        let Some(layer) = self.layers.get(at) else { return };
        match layer.screen.finished(result, &self.ui) {
            Ok(effects) => self.carry_out(at, effects),
            Err(JobError::Store(error)) => self.failed(&error, None),
            Err(JobError::Said(message)) => self.say(self.ui.say(&message), Role::Error),
            Err(JobError::Stopped) => self.say(self.ui.text("error-stopped"), Role::Watch),
        }
    }

    /// Undo or redo has ended beside the console.
    fn taken_back(&mut self, wanted_by: Wanted, result: JobResult) {
        let entry = match wanted_by {
            Wanted::Undo => self.history.next_undo(),
            _ => self.history.next_redo(),
        };
        let done = match result {
            Ok(found) => match found.downcast::<(Entry, Receipt)>() {
                Ok(found) => Ok(found.1),
                Err(_) => return,
            },
            Err(JobError::Store(error)) => Err(error),
            Err(JobError::Said(message)) => return self.say(self.ui.say(&message), Role::Error),
            Err(JobError::Stopped) => Err(StoreError::Stopped),
        };
        if let Wanted::Entry(at, number) = wanted_by {
            let wrote = done.is_ok();
            let effects = self.written(at, &Command::Undo { entry: Some(number) }, done);
            return self.carry_out_after(at, effects, wrote);
        }
        match (entry, wanted_by) {
            (Some(entry), Wanted::Undo) => self.undone(&entry, done),
            (Some(entry), _) => self.redone(&entry, done),
            (None, _) => {}
        }
    }
}
