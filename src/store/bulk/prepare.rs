//! The second thread of a long import: checks each record, gives it its id and code and writes its journal row's text, ahead of
//! the thread that writes; then, while that one builds indexes and scores, gathers the search terms. It has no connection.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;

use chrono::NaiveDate;

use crate::domain::records::Id;
use crate::store::any::AnyRecord;
use crate::store::command::Step;
use crate::store::derive::terms::{AT_ONCE, Gathered, Known};
use crate::store::error::{Result, StoreError};
use crate::store::journal;
use crate::store::numbers::{Numbers, Ready};

/// So many steps go over together.
const BATCH: usize = 256;
/// So many batches may wait: the writer always has some, and few lie in memory.
const WAITING: usize = 8;

/// A step that is ready to be written.
pub(super) enum Prepared {
    /// A new row and its journal row's text.
    Add(Ready, String),
    /// As it was, as it shall be, with real ids.
    Edit(AnyRecord, AnyRecord),
    /// As it was, as it shall be, and the row that takes its place.
    Correct(AnyRecord, AnyRecord, Ready, String),
}

/// What goes over.
pub(super) enum Sent {
    Steps(Vec<Prepared>),
    /// There are no more.
    End(Numbers),
}

/// The search terms of new records, being gathered and sorted by the second thread.
pub(in crate::store) struct Terms(JoinHandle<Vec<Gathered>>);

impl Terms {
    /// Waits for them.
    pub(in crate::store) fn wait(self) -> Vec<Gathered> {
        self.0.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }
}

/// The thread that works ahead, as the writer knows it.
pub(super) struct Ahead {
    sent: Receiver<Result<Sent>>,
    back: Sender<Vec<Prepared>>,
}

impl Ahead {
    /// Waits for what comes next; nothing after the end.
    pub(super) fn next(&self) -> Option<Result<Sent>> {
        self.sent.recv().ok()
    }

    /// Gives back what is written: the thread that made it is quicker at freeing it, and has the time.
    pub(super) fn give_back(&self, written: Vec<Prepared>) {
        // Where nobody takes it any more it is freed here.
        let _ = self.back.send(written);
    }
}

/// Starts the thread. It ends when nobody hears it any more.
pub(super) fn start(steps: Vec<Step>, numbers: Numbers, today: NaiveDate) -> (Ahead, Terms) {
    let (sender, sent) = sync_channel(WAITING);
    let (back, written) = channel();
    let preparer = Preparer { numbers, today, known: Vec::new(), full: Vec::new() };
    let thread = std::thread::spawn(move || preparer.run(steps, &sender, &written));
    (Ahead { sent, back }, Terms(thread))
}

struct Preparer {
    numbers: Numbers,
    today: NaiveDate,
    /// What the new records are looked for by, so far without their terms: nobody waits for those until all is written.
    known: Vec<(Id, u8, Known)>,
    full: Vec<Gathered>,
}

impl Preparer {
    fn run(
        mut self,
        steps: Vec<Step>,
        to: &SyncSender<Result<Sent>>,
        written: &Receiver<Vec<Prepared>>,
    ) -> Vec<Gathered> {
        let mut batch = Vec::with_capacity(BATCH);
        for step in steps {
            match self.prepare(step) {
                Ok(prepared) => batch.push(prepared),
                Err(error) => {
                    // Nobody hears it only when the writer has given up already.
                    let _ = to.send(Ok(Sent::Steps(batch)));
                    let _ = to.send(Err(error));
                    return Vec::new();
                }
            }
            if batch.len() == BATCH {
                let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                if to.send(Ok(Sent::Steps(full))).is_err() {
                    return Vec::new();
                }
                written.try_iter().for_each(drop);
            }
        }
        let Self { numbers, known, mut full, .. } = self;
        if to.send(Ok(Sent::Steps(batch))).is_err() || to.send(Ok(Sent::End(numbers))).is_err() {
            return Vec::new();
        }
        gather(known, &mut full);
        for gathered in &mut full {
            gathered.sort();
        }
        full
    }

    fn prepare(&mut self, step: Step) -> Result<Prepared> {
        Ok(match step {
            Step::Add(record) => {
                let (ready, journal) = self.add(&record)?;
                Prepared::Add(ready, journal)
            }
            Step::Edit { before, after } => {
                let mut values = after.values();
                self.numbers.resolve(after.kind(), &mut values);
                let after = after.with_values(values)?;
                Prepared::Edit(before, after)
            }
            Step::Correct { before, after } => {
                let mut fresh = after.clone();
                fresh.set_meta(crate::domain::records::Meta::default());
                let (ready, journal) = self.add(&fresh)?;
                Prepared::Correct(before, after, ready, journal)
            }
        })
    }

    fn add(&mut self, record: &AnyRecord) -> Result<(Ready, String)> {
        // The writer has found the highest number of every code that is blank somewhere.
        let unknown = |_, letter: char| Err(StoreError::Corrupt(letter.to_string()));
        let ready = self.numbers.ready(record, self.today, unknown)?;
        let journal = journal::whole(ready.kind, &ready.values, ready.meta.entered_on);
        if let Some((kind, known)) = journal::known(ready.kind, &ready.values) {
            self.known.push((ready.meta.id, kind, known));
            if self.known.len() == AT_ONCE {
                gather(std::mem::take(&mut self.known), &mut self.full);
            }
        }
        Ok((ready, journal))
    }
}

/// Gathers the terms of many.
fn gather(known: Vec<(Id, u8, Known)>, into: &mut Vec<Gathered>) {
    let mut gathered = Gathered::default();
    for (id, kind, known) in known {
        if gathered.is_full() {
            into.push(std::mem::take(&mut gathered));
        }
        gathered.add(id, kind, &known);
    }
    into.push(gathered);
}
