//! Writes the steps of a long import as the second thread prepares them.

use super::prepare::{self, Prepared, Sent, Terms};
use crate::domain::value::Value;
use crate::store::any::Kind;
use crate::store::command::Step;
use crate::store::error::{Result, StoreError};
use crate::store::ids::highest_code;
use crate::store::numbers::Numbers;
use crate::store::transaction::Writer;

/// Writes the steps; `progress` hears how many are done and stops by `false`. Returns the search terms of the new records,
/// which are still to be written.
pub(in crate::store) fn import(
    writer: &mut Writer<'_>,
    steps: Vec<Step>,
    progress: &mut dyn FnMut(usize) -> bool,
) -> Result<Terms> {
    super::rest_triggers(writer.conn(), true)?;
    writer.by_hand = true;
    let mut numbers = writer.take_numbers()?;
    know_codes(writer, &steps, &mut numbers)?;
    let (receiver, terms) = prepare::start(steps, numbers, writer.today);
    let mut done = 0;
    for sent in receiver {
        match sent? {
            Sent::Steps(batch) => {
                for prepared in batch {
                    write(writer, prepared)?;
                    if done % 1000 == 0 && !progress(done) {
                        return Err(StoreError::Stopped);
                    }
                    done += 1;
                }
            }
            Sent::End(numbers) => writer.numbers = numbers,
        }
    }
    Ok(terms)
}

fn write(writer: &mut Writer<'_>, prepared: Prepared) -> Result<()> {
    match prepared {
        Prepared::Add(ready, journal) => writer.insert(&ready, &mut Some(journal)),
        Prepared::Edit(before, after) => writer.edit(&before, &after).map(drop),
        Prepared::Correct(before, after, ready, journal) => {
            writer.void_unchanged(&before, &after)?;
            writer.insert(&ready, &mut Some(journal))
        }
    }
}

/// Finds the highest number of every kind of code that is blank somewhere, for the thread that can't look.
fn know_codes(writer: &Writer<'_>, steps: &[Step], numbers: &mut Numbers) -> Result<()> {
    for kind in Kind::ALL.iter().copied() {
        let Some(letter) = kind.code_letter() else { continue };
        let is_blank = |step: &Step| match step {
            Step::Add(record) if record.kind() == kind => {
                record.value("code") == Some(Value::Text(String::new()))
            }
            _ => false,
        };
        if steps.iter().any(is_blank) {
            numbers.know(letter, highest_code(writer.conn(), kind, letter)?);
        }
    }
    Ok(())
}
