//! Writes the steps of a long import as the second thread prepares them.

use std::iter::Peekable;
use std::ops::Range;

use rusqlite::{CachedStatement, Connection};

use super::indexes::Resting;
use super::prepare::{self, Prepared, Sent, Terms};
use crate::domain::records::Id;
use crate::store::any::Kind;
use crate::store::command::Step;
use crate::store::error::{Result, StoreError};
use crate::store::ids::highest_code;
use crate::store::journal::{self, Change};
use crate::store::numbers::Ready;
use crate::store::rows;
use crate::store::transaction::{Writer, constraint};

/// The records that a long import added, of which nothing is derived yet.
pub(in crate::store) struct New {
    pub(in crate::store) ids: Range<Id>,
    /// Their search terms, which are to be written.
    pub(in crate::store) terms: Terms,
}

/// Writes the steps; `progress` hears how many are done and stops by `false`.
pub(in crate::store) fn import(
    writer: &mut Writer<'_>,
    steps: Vec<Step>,
    progress: &mut dyn FnMut(usize) -> bool,
) -> Result<New> {
    super::rest_triggers(writer.conn(), true)?;
    writer.by_hand = true;
    let mut numbers = writer.take_numbers()?;
    let mut resting = Resting::default();
    resting.take_for_new(writer.conn(), "journal_row", steps.len())?;
    for kind in Kind::ALL.iter().copied() {
        let is_new = |step: &&Step| matches!(step, Step::Add(record) if record.kind() == kind);
        let new = steps.iter().filter(is_new).count();
        resting.take_for_new(writer.conn(), kind.table(), new)?;
        // A code may be blank, and the thread that gives one can't look for the highest number.
        if let Some(letter) = kind.code_letter().filter(|_| new > 0) {
            numbers.know(letter, highest_code(writer.conn(), kind, letter)?);
        }
    }
    let first = numbers.ids.next_free();
    let (ahead, terms) = prepare::start(steps, numbers, writer.today);
    let mut done = 0;
    let mut told = 0;
    while let Some(sent) = ahead.next() {
        match sent? {
            Sent::Steps(batch) => {
                if done >= told && !progress(done) {
                    return Err(StoreError::Stopped);
                }
                told = told.max(done + 1).next_multiple_of(1000);
                done += batch.len();
                let mut batch = batch.into_iter().peekable();
                let mut written = Vec::with_capacity(batch.len());
                while batch.peek().is_some() {
                    add_all(writer, &mut batch, &mut written)?;
                    match batch.next() {
                        Some(Prepared::Edit(before, after)) => {
                            writer.edit(&before, &after)?;
                        }
                        Some(Prepared::Correct(before, after, ready, journal)) => {
                            writer.void_unchanged(&before, &after)?;
                            let new = Prepared::Add(ready, journal);
                            add_all(writer, &mut [new].into_iter().peekable(), &mut written)?;
                        }
                        Some(Prepared::Add(..)) | None => {}
                    }
                }
                ahead.give_back(written);
            }
            Sent::End(numbers) => {
                writer.numbers = numbers;
                // Its thread goes on with the search terms.
                break;
            }
        }
    }
    resting.give_back(writer.conn())?;
    Ok(New { ids: first..writer.numbers.ids.next_free(), terms })
}

/// The statements that one new row takes after the other.
struct Adding<'c> {
    conn: &'c Connection,
    rows: Vec<(Kind, CachedStatement<'c>)>,
    journal: CachedStatement<'c>,
    mark: CachedStatement<'c>,
}

impl<'c> Adding<'c> {
    fn new(conn: &'c Connection) -> Result<Self> {
        let journal = conn.prepare_cached(journal::INSERT)?;
        let mark = conn.prepare_cached(journal::MARK_RISK)?;
        Ok(Self { conn, rows: Vec::new(), journal, mark })
    }

    fn rows_of(&mut self, kind: Kind) -> Result<&mut CachedStatement<'c>> {
        let known = self.rows.iter().position(|(known, _)| *known == kind);
        let place = known.unwrap_or(self.rows.len());
        if known.is_none() {
            let sql = rows::insertion(kind.table(), kind.columns());
            self.rows.push((kind, self.conn.prepare_cached(&sql)?));
        }
        Ok(&mut self.rows[place].1)
    }

    fn add(&mut self, ready: &Ready, journal: &str, entry: Id, now: i64) -> Result<()> {
        let Ready { kind, meta, values } = ready;
        rows::run_insertion(self.rows_of(*kind)?, *meta, values, now)
            .map_err(|error| constraint(error, *kind, values))?;
        let subject = journal::subject(*kind, meta.id, values);
        let after = Some(journal);
        let change = Change { kind: *kind, id: meta.id, subject, before: None, after };
        journal::run(&mut self.journal, entry, &change)?;
        if let Some(child) = journal::child_of(*kind, meta.id, values) {
            self.mark.execute([child])?;
        }
        Ok(())
    }
}

/// Writes the new rows up to the next step of another sort.
fn add_all(
    writer: &mut Writer<'_>,
    steps: &mut Peekable<impl Iterator<Item = Prepared>>,
    written: &mut Vec<Prepared>,
) -> Result<()> {
    let mut adding = Adding::new(writer.conn())?;
    let from = written.len();
    while let Some(step) = steps.next_if(|step| matches!(step, Prepared::Add(..))) {
        if let Prepared::Add(ready, journal) = &step {
            adding.add(ready, journal, writer.entry, writer.now)?;
        }
        written.push(step);
    }
    drop(adding);
    if let Some(Prepared::Add(ready, _)) = written.get(from) {
        writer.touch(ready.kind, ready.meta.id);
    }
    Ok(())
}
