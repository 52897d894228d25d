//! The rows of attendance: a day with its status, or a range with its sums.

use chrono::NaiveDate;

use super::cells::Cells;
use super::people::Codes;
use super::planner::{PlanRow, Planned, Planner};
use super::records::{OfChildren, Stated, Writing, settle};
use crate::domain::codes::AttendanceStatus;
use crate::domain::records::{AttendanceDay, AttendanceRange, Id};
use crate::exchange::reason::Reason;
use crate::exchange::values::{self, Input};
use crate::store::{Queries, StoreError};

/// The children, and the attendance of those named.
pub(super) struct Attendance {
    children: Codes,
    days: OfChildren<AttendanceDay>,
    ranges: OfChildren<AttendanceRange>,
}

/// What a row says besides the child. Numbers are kept by their bits, so that rows can be compared by hash.
struct AttendanceRow {
    date: Option<NaiveDate>,
    status: Input<AttendanceStatus>,
    from: Input<NaiveDate>,
    to: Input<NaiveDate>,
    days_recorded: Input<f64>,
    absent_excused: Input<f64>,
    absent_unexcused: Input<f64>,
}

impl Attendance {
    /// Loads the codes.
    pub(super) fn new(queries: &Queries<'_>) -> Result<Self, StoreError> {
        let children = Codes::children(queries)?;
        Ok(Self { children, days: OfChildren::new(), ranges: OfChildren::new() })
    }

    fn day(
        &mut self,
        (code, child_id): (String, Id),
        (day, status): (NaiveDate, AttendanceStatus),
        cells: &mut Cells<'_>,
        planner: &mut Planner<'_>,
    ) -> Planned {
        let known = self.days.around(child_id, day, planner)?;
        let same: Vec<_> = known.iter().filter(|known| known.day == day).cloned().collect();
        let key = (child_id, day);
        let stated =
            Stated { code, key, column: "date", heading: &heading, writing: Writing::Correct };
        let new = AttendanceDay { child_id, day, ..AttendanceDay::default() };
        Ok(settle(&stated, &same, new, &status, |record| record.status = status, cells, planner))
    }

    fn range(
        &mut self,
        (code, child_id): (String, Id),
        (from_day, to_day, days_recorded): (NaiveDate, NaiveDate, f64),
        row: &AttendanceRow,
        cells: &mut Cells<'_>,
        planner: &mut Planner<'_>,
    ) -> Planned {
        let known = self.ranges.all(child_id, planner)?;
        let same: Vec<_> = known
            .iter()
            .filter(|known| known.from_day == from_day && known.to_day == to_day)
            .cloned()
            .collect();
        let key = (child_id, from_day, to_day);
        let stated =
            Stated { code, key, column: "from", heading: &heading, writing: Writing::Correct };
        let new = AttendanceRange { child_id, from_day, to_day, ..AttendanceRange::default() };
        let contents = (
            days_recorded.to_bits(),
            format!("{:?} {:?}", row.absent_excused, row.absent_unexcused),
        );
        let apply = |record: &mut AttendanceRange| {
            record.days_recorded = days_recorded;
            row.absent_excused.put(&mut record.absent_excused);
            row.absent_unexcused.put(&mut record.absent_unexcused);
        };
        Ok(settle(&stated, &same, new, &contents, apply, cells, planner))
    }
}

impl PlanRow for Attendance {
    type Said = ();

    fn read(_: &mut Cells<'_>) {}

    fn row(&mut self, (): (), cells: &mut Cells<'_>, planner: &mut Planner<'_>) -> Planned {
        let child = self.children.required(cells, "child_code");
        let row = AttendanceRow {
            date: cells.read("date", values::date).value(),
            status: cells.read("status", values::attendance),
            from: cells.read("from", values::date),
            to: cells.read("to", values::date),
            days_recorded: cells.read("days_recorded", values::number),
            absent_excused: cells.read("absent_excused", values::number),
            absent_unexcused: cells.read("absent_unexcused", values::number),
        };
        let (Some(child), true) = (child, cells.is_good()) else { return Ok(None) };
        let (from, to, days) = (row.from.get(), row.to.get(), row.days_recorded.get());
        let is_range = from.is_some() || to.is_some() || days.is_some();
        match (row.date, row.status.get()) {
            (Some(day), Some(status)) if !is_range => {
                if !planner.queries.calendar().is_school_day(day) {
                    cells.warn("date", Reason::NoSchoolDay);
                }
                self.day(child, (day, status), cells, planner)
            }
            (Some(_), None) if !is_range => {
                cells.missing("status", &row.status);
                Ok(None)
            }
            (None, None) if is_range => {
                cells.missing("from", &row.from);
                cells.missing("to", &row.to);
                cells.missing("days_recorded", &row.days_recorded);
                let (Some(from), Some(to), Some(days)) = (from, to, days) else {
                    return Ok(None);
                };
                let spanned = (to - from).num_days().saturating_add(1);
                if spanned >= 1 && days > f64::from(i32::try_from(spanned).unwrap_or(i32::MAX)) {
                    cells.error("days_recorded", Reason::OutOfRange { min: 0, max: spanned });
                    return Ok(None);
                }
                self.range(child, (from, to, days), &row, cells, planner)
            }
            _ => {
                cells.error("date", Reason::NeitherDayNorRange);
                Ok(None)
            }
        }
    }
}

fn heading(column: &'static str) -> &'static str {
    match column {
        "child_id" => "child_code",
        "day" => "date",
        "from_day" => "from",
        "to_day" => "to",
        column => column,
    }
}
