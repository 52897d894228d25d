//! Long work beside the console: a thread with a connection of its own, a card with its progress, a way to stop it.

use std::sync::Arc;
use std::thread;

use super::Shell;
use super::handle::Event;
use crate::console::screen::{Job, JobError, JobResult};
use crate::console::screens::working::{Meter, Working};
use crate::console::widgets::Role;

/// A job at work.
pub(super) struct Running {
    /// The layer that wanted it.
    wanted_by: usize,
    /// The layer of its card.
    card: usize,
}

impl Shell {
    /// Starts a job. Where there is no second connection (a database in memory) or no loop to hear of its end, it is done at once.
    pub(super) fn start_job(&mut self, at: usize, job: Box<dyn Job>) {
        if self.job.is_some() {
            self.say(self.ui.text("shell-working-already"), Role::Watch);
            return;
        }
        let meter = Arc::new(Meter::default());
        let (Some(events), Ok(mut store)) = (self.events.clone(), self.store.another()) else {
            let result = job.run(&mut self.store, meter.as_ref());
            self.layers.all_stale();
            self.hand_over(at, result);
            return;
        };
        self.job = Some(Running { wanted_by: at, card: self.layers.len() });
        self.layers.push(Box::new(Working::new(job.title(), Arc::clone(&meter))));
        thread::spawn(move || {
            let work = std::panic::AssertUnwindSafe(|| job.run(&mut store, meter.as_ref()));
            let result = std::panic::catch_unwind(work).unwrap_or_else(|_| {
                Err(JobError::Said(crate::console::screen::Message::new("shell-working-failed")))
            });
            // Nobody hears it only when the console has ended meanwhile.
            let _ = events.send(Event::JobEnded(result));
        });
    }

    /// A job has ended: its card goes, and whoever wanted it hears of it.
    pub(super) fn job_ended(&mut self, result: JobResult) {
        let Some(running) = self.job.take() else { return };
        self.layers.remove(running.card);
        if let Err(error) = self.store.refresh() {
            self.failed(&error, None);
        }
        self.data_version = self.store.data_version().unwrap_or(self.data_version);
        self.layers.all_stale();
        self.hand_over(running.wanted_by, result);
    }

    fn hand_over(&mut self, at: usize, result: JobResult) {
        let Some(layer) = self.layers.get(at) else { return };
        match layer.screen.finished(result, &self.ui) {
            Ok(effects) => self.carry_out(at, effects),
            Err(JobError::Store(error)) => self.failed(&error, None),
            Err(JobError::Said(message)) => self.say(self.ui.say(&message), Role::Error),
            Err(JobError::Stopped) => self.say(self.ui.text("error-stopped"), Role::Watch),
        }
    }
}
