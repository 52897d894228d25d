//! Rows that are there already when the same is entered by hand once more.

use super::error::Result;
use super::rows;
use super::transaction::Writer;
use crate::domain::codes::ExamType;
use crate::domain::records::{Assignment, AttendanceDay, Exam, Fact, Visit};
use crate::domain::subjects::same_subject;

pub(super) fn same_visit(writer: &Writer<'_>, visit: &Visit) -> Result<bool> {
    let found: Vec<Visit> = rows::select(
        writer.conn(),
        "WHERE child_id = ?1 AND day = ?2 AND volunteer_id IS ?3 AND voided_on IS NULL",
        &[&visit.child_id, &visit.day, &visit.volunteer_id],
    )?;
    Ok(!found.is_empty())
}

pub(super) fn same_fact(writer: &Writer<'_>, fact: &Fact) -> Result<bool> {
    let found: Vec<Fact> = rows::select(
        writer.conn(),
        "WHERE child_id = ?1 AND day = ?2 AND code = ?3 AND value = ?4 AND voided_on IS NULL",
        &[&fact.child_id, &fact.day, &fact.code.code(), &fact.value.code()],
    )?;
    Ok(!found.is_empty())
}

pub(super) fn same_assignment(writer: &Writer<'_>, new: &Assignment) -> Result<bool> {
    let found: Vec<Assignment> = rows::select(
        writer.conn(),
        "WHERE child_id = ?1 AND volunteer_id = ?2",
        &[&new.child_id, &new.volunteer_id],
    )?;
    let overlaps = |old: &Assignment| {
        let starts_before_other_ends =
            |from: Option<chrono::NaiveDate>, to: Option<chrono::NaiveDate>| {
                from.zip(to).is_none_or(|(from, to)| from <= to)
            };
        starts_before_other_ends(old.from_day, new.to_day)
            && starts_before_other_ends(new.from_day, old.to_day)
    };
    Ok(found.iter().any(overlaps))
}

pub(super) fn same_day(writer: &Writer<'_>, mark: &AttendanceDay) -> Result<Option<AttendanceDay>> {
    Ok(rows::select(
        writer.conn(),
        "WHERE child_id = ?1 AND day = ?2 AND voided_on IS NULL",
        &[&mark.child_id, &mark.day],
    )?
    .pop())
}

pub(super) fn same_exam(writer: &Writer<'_>, exam: &Exam) -> Result<Option<Exam>> {
    let of_day: Vec<Exam> = rows::select(
        writer.conn(),
        "WHERE child_id = ?1 AND day = ?2 AND exam_type IS ?3 AND voided_on IS NULL ORDER BY id DESC",
        &[&exam.child_id, &exam.day, &exam.exam_type.map(ExamType::code)],
    )?;
    Ok(of_day.into_iter().find(|known| same_subject(&known.subject, &exam.subject)))
}
