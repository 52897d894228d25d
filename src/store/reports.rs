//! Mandatory reports and the fact OVR_REPORT, which the score reads, kept alike: whichever of the two is entered, the other
//! follows in the same entry, so that one undo takes both back.

use chrono::NaiveDate;

use super::any::{AnyRecord, Kind};
use super::error::{Result, StoreError};
use super::rows;
use super::transaction::Writer;
use crate::domain::checks::{Refusal, RefusalReason};
use crate::domain::codes::{FactCode, FactValue};
use crate::domain::records::{Fact, Id, Report};
use crate::domain::value::Field;

/// Adds a report; the fact that one is open stands beside it. A child has one open report at a time.
pub(super) fn add(writer: &mut Writer<'_>, report: &Report) -> Result<()> {
    if report.is_open() && !open_of(writer, report.child_id)?.is_empty() {
        let there = Refusal::new("known_on", RefusalReason::AlreadyThere);
        return Err(StoreError::refused(there));
    }
    writer.add(&report.clone().into())?;
    if report.is_open() && newest_fact(writer, report.child_id)? != Some(FactValue::Yes) {
        add_fact(writer, report.child_id, FactValue::Yes, report.known_on, None)?;
    }
    Ok(())
}

/// After a report was changed: one that was closed ends the fact, one that was opened again begins it anew.
pub(super) fn edited(writer: &mut Writer<'_>, before: &AnyRecord, after: &AnyRecord) -> Result<()> {
    let (AnyRecord::Report(before), AnyRecord::Report(after)) = (before, after) else {
        return Ok(());
    };
    let (child, result) = (after.child_id, after.result.clone());
    match (before.closed_on, after.closed_on) {
        (None, Some(day)) => add_fact(writer, child, FactValue::No, day, result),
        (Some(_), None) => add_fact(writer, child, FactValue::Yes, writer.today, None),
        _ => Ok(()),
    }
}

/// After a fact was entered, brought in or corrected: OVR_REPORT `yes` opens a report that is yet to be sent, `no` closes the
/// one that is open.
pub(super) fn follow(writer: &mut Writer<'_>, record: &AnyRecord) -> Result<()> {
    let AnyRecord::Fact(fact) = record else { return Ok(()) };
    if fact.code != FactCode::OvrReport {
        return Ok(());
    }
    let child = fact.child_id;
    let open = open_of(writer, child)?;
    if fact.value == FactValue::Yes {
        if open.is_empty() && newest_fact(writer, child)? == Some(FactValue::Yes) {
            let note = fact.note.clone().or_else(|| fact.source.clone());
            let report = Report { child_id: child, known_on: fact.day, note, ..Report::default() };
            writer.add(&report.into())?;
        }
        return Ok(());
    }
    if newest_fact(writer, child)? == Some(FactValue::Yes) {
        return Ok(());
    }
    close_all(writer, &open, fact.day, fact.source.as_deref())
}

/// After a fact was voided: without it no report is open.
pub(super) fn voided(writer: &mut Writer<'_>, fact: Id, reason: &str) -> Result<()> {
    let Some(fact) = rows::by_id::<Fact>(writer.conn(), fact)? else { return Ok(()) };
    if fact.code != FactCode::OvrReport
        || newest_fact(writer, fact.child_id)? == Some(FactValue::Yes)
    {
        return Ok(());
    }
    let open = open_of(writer, fact.child_id)?;
    close_all(writer, &open, writer.today, Some(reason))
}

fn close_all(
    writer: &mut Writer<'_>,
    open: &[Report],
    day: NaiveDate,
    result: Option<&str>,
) -> Result<()> {
    let result = result.map(str::to_owned);
    for report in open {
        let closed = [("closed_on", Some(day).to_value()), ("result", result.to_value())];
        rows::set_columns(
            writer.conn(),
            Kind::Report.table(),
            report.meta.id,
            &closed,
            writer.now,
        )?;
    }
    Ok(())
}

fn open_of(writer: &Writer<'_>, child: Id) -> Result<Vec<Report>> {
    rows::select(writer.conn(), "WHERE child_id = ?1 AND closed_on IS NULL", &[&child])
}

/// What the newest fact about reports says: on one day the one entered later.
fn newest_fact(writer: &Writer<'_>, child: Id) -> Result<Option<FactValue>> {
    let mut found: Vec<Fact> = rows::select(
        writer.conn(),
        "WHERE child_id = ?1 AND code = 'OVR_REPORT' AND voided_on IS NULL
         ORDER BY day DESC, id DESC LIMIT 1",
        &[&child],
    )?;
    Ok(found.pop().map(|fact| fact.value))
}

fn add_fact(
    writer: &mut Writer<'_>,
    child_id: Id,
    value: FactValue,
    day: NaiveDate,
    source: Option<String>,
) -> Result<()> {
    let code = FactCode::OvrReport;
    let fact = Fact { child_id, code, value, day, source, ..Fact::default() };
    writer.add(&fact.into())?;
    Ok(())
}
