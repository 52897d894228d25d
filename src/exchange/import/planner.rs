//! Goes through a file row by row and gathers the plan.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, Hash};
use std::sync::mpsc::sync_channel;

use chrono::NaiveDate;
use foldhash::{HashMap, HashMapExt as _};

use super::cells::{Cells, Found};
use super::identity::Decisions;
use super::plan::{Outcome, Plan, PlannedRow, RowFindings};
use super::{assignments, attendance, children, events, exams, facts, likely, visits, volunteers};
use crate::domain::records::Id;
use crate::exchange::columns::ImportKind;
use crate::exchange::reason::{Finding, Reason};
use crate::exchange::rejected;
use crate::exchange::source::{Row, Source};
use crate::exchange::table::{Cell, RawRow};
use crate::store::{Queries, Step, StoreError};

/// So many rows are made ready together, and so many such batches wait at most.
const ROWS_AT_ONCE: usize = 250;
const ROWS_WAITING: usize = 8;

/// Why there is no plan.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// The database can't be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Stopped by the user; nothing was written.
    #[error("stopped")]
    Stopped,
}

/// What one row came to: the code to show, the outcome. `None` = rejected, for the reasons noted with the cells.
pub(super) type Planned = Result<Option<(String, Outcome)>, StoreError>;

/// One kind's way of planning a row.
pub(super) trait PlanRow: Send {
    /// What a row says as far as its cells alone tell.
    type Said: Send;

    /// Reads the cells that can be read without knowing any record: a second thread does it ahead.
    fn read(cells: &mut Cells<'_>) -> Self::Said;

    /// Plans a row: reads the rest of its cells, finds its record, adds its steps.
    fn row(
        &mut self,
        said: Self::Said,
        cells: &mut Cells<'_>,
        planner: &mut Planner<'_>,
    ) -> Planned;

    /// Fills in what only the whole file decides: codes of new records.
    fn finish(&mut self, _plan: &mut Plan) {}
}

/// What all kinds need while planning.
pub(super) struct Planner<'a> {
    pub(super) queries: &'a Queries<'a>,
    pub(super) today: NaiveDate,
    pub(super) decisions: &'a Decisions,
    pub(super) steps: Vec<Step>,
    next_placeholder: Id,
    /// Rows that were rejected before as the second about their record.
    returned: HashSet<u32>,
    /// Which row was about a record first, and what it said: by the record's key within this import.
    seen: HashMap<u64, (u32, u64)>,
}

/// What is known about a record from earlier rows.
pub(super) enum Seen {
    /// This row is the first.
    First,
    /// An earlier row said the same.
    Same,
    /// An earlier row said something else.
    Other(u32),
}

fn hash(value: &impl Hash) -> u64 {
    foldhash::quality::FixedState::default().hash_one(value)
}

impl Planner<'_> {
    /// A placeholder for the id of a record that this import adds.
    pub(super) fn placeholder(&mut self) -> Id {
        self.next_placeholder -= 1;
        self.next_placeholder
    }

    /// Was the record with this key in an earlier row, and did that say the same?
    pub(super) fn seen(&self, key: &impl Hash, contents: &impl Hash) -> Seen {
        match self.seen.get(&hash(key)) {
            None => Seen::First,
            Some((_, before)) if *before == hash(contents) => Seen::Same,
            Some((row, _)) => Seen::Other(*row),
        }
    }

    /// Remembers what a row said about the record with this key.
    pub(super) fn remember(&mut self, key: &impl Hash, row: u32, contents: &impl Hash) {
        self.seen.entry(hash(key)).or_insert_with(|| (row, hash(contents)));
    }
}

/// Plans an import. `progress` hears how many of how many rows are done and stops by `false`; nothing is written.
pub fn plan(
    source: &Source,
    queries: &Queries<'_>,
    decisions: &Decisions,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Plan, PlanError> {
    let planner = Planner {
        queries,
        today: queries.today(),
        decisions,
        steps: Vec::new(),
        next_placeholder: 0,
        returned: rejected::second_rows(source),
        seen: HashMap::new(),
    };
    match source.layout.kind {
        ImportKind::Children => {
            plan_rows(children::Children::new(queries)?, planner, source, progress)
        }
        ImportKind::Volunteers => {
            plan_rows(volunteers::Volunteers::new(queries)?, planner, source, progress)
        }
        ImportKind::Assignments => {
            plan_rows(assignments::Assignments::new(queries)?, planner, source, progress)
        }
        ImportKind::Visits => plan_rows(visits::Visits::new(queries)?, planner, source, progress),
        ImportKind::Attendance => {
            plan_rows(attendance::Attendance::new(queries)?, planner, source, progress)
        }
        ImportKind::Exams => plan_rows(exams::Exams::new(queries)?, planner, source, progress),
        ImportKind::Facts => plan_rows(facts::Facts::new(queries)?, planner, source, progress),
        ImportKind::Events => plan_rows(events::Events::new(queries)?, planner, source, progress),
    }
}

/// A row that was read ahead.
struct ReadAhead<'s, S> {
    row: Row<'s>,
    found: Found,
    said: S,
}

fn plan_rows<R: PlanRow + 'static>(
    mut rows: R,
    mut planner: Planner<'_>,
    source: &Source,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Plan, PlanError> {
    let mut plan = Plan {
        kind: source.layout.kind,
        rows: Vec::with_capacity(source.len()),
        rejected: Vec::new(),
        warnings: heading_warnings(source),
        rejected_raw: Vec::new(),
        remarks: source.remarks(),
        steps: Vec::new(),
    };
    let total = source.len();
    std::thread::scope(|scope| -> Result<(), PlanError> {
        // The rows are read by a second thread, which ends when nobody takes them any more.
        let (sender, ready) = sync_channel(ROWS_WAITING);
        scope.spawn(move || {
            let mut rows = source.rows();
            loop {
                let batch: Vec<_> = rows
                    .by_ref()
                    .take(ROWS_AT_ONCE)
                    .map(|row| read_ahead::<R>(row, source))
                    .collect();
                if batch.is_empty() || sender.send(batch).is_err() {
                    break;
                }
            }
        });
        let mut done = 0;
        for batch in ready {
            if !progress(done, total) {
                return Err(PlanError::Stopped);
            }
            done += batch.len();
            for read in batch {
                plan_row(read, source, &mut rows, &mut planner, &mut plan)?;
            }
        }
        Ok(())
    })?;
    plan.steps = planner.steps;
    rows.finish(&mut plan);
    likely::add(&mut plan.warnings, source.passed.clone());
    likely::warn(&mut plan, source, planner.queries)?;
    // Freeing what a province's list was recognised by takes a while.
    let seen = planner.seen;
    std::thread::spawn(move || drop((rows, seen)));
    progress(total, total);
    Ok(plan)
}

fn read_ahead<'s, R: PlanRow>(row: Row<'s>, source: &Source) -> ReadAhead<'s, R::Said> {
    let mut cells = Cells::new(&row, &source.layout);
    let said = R::read(&mut cells);
    let found = cells.found();
    ReadAhead { row, found, said }
}

/// Plans one row and notes what comes of it.
fn plan_row<R: PlanRow>(
    read: ReadAhead<'_, R::Said>,
    source: &Source,
    rows: &mut R,
    planner: &mut Planner<'_>,
    plan: &mut Plan,
) -> Result<(), StoreError> {
    let ReadAhead { row, found, said } = read;
    let mut cells = Cells::resumed(&row, &source.layout, found);
    let steps = planner.steps.len();
    let taken = rows.row(said, &mut cells, planner)?.filter(|_| cells.is_good());
    let number = row.raw.number;
    let Found { errors, mut warnings, .. } = cells.found();
    if let Some((code, outcome)) = taken {
        if matches!(outcome, Outcome::Updated(_)) && planner.returned.contains(&number) {
            // The first of the kind's columns says whom or what the row is about.
            let value = row.cells.first().map(|cell| cell.shown()).unwrap_or_default();
            let column = source.layout.heading(0).to_owned();
            warnings.push(Finding { column, value, reason: Reason::SecondRowReturned });
        }
        if !warnings.is_empty() {
            plan.warnings.push(RowFindings { row: number, findings: warnings });
        }
        plan.rows.push(PlannedRow { number, code, outcome });
    } else {
        planner.steps.truncate(steps);
        plan.rejected.push(RowFindings { row: number, findings: errors });
        plan.rejected_raw.push(without_ditto(&row, source));
        plan.rows.push(PlannedRow { number, code: String::new(), outcome: Outcome::Rejected });
    }
    Ok(())
}

/// Headings that name a column which an earlier one fills, or nothing that is known, and sheets that are left out: nothing is
/// dropped in silence.
fn heading_warnings(source: &Source) -> Vec<RowFindings> {
    let layout = &source.layout;
    let about = |at: usize, reason: Reason| {
        let column = layout.headings[at].clone();
        Finding { value: column.clone(), column, reason }
    };
    let twice = layout.twice.iter().map(|&at| about(at, Reason::HeadingTwice));
    let left_out = layout.left_out(&source.table).into_iter();
    let mut findings: Vec<_> =
        twice.chain(left_out.map(|at| about(at, Reason::ColumnLeftOut))).collect();
    if let Some(seen) = layout.kind.position("child_seen").filter(|_| !findings.is_empty())
        && layout.columns[seen].is_none()
        && !source.fills(seen)
    {
        // Before all else: a whole file of visits would come in as if no child had been seen.
        let (column, value) = (String::new(), String::new());
        findings.insert(0, Finding { column, value, reason: Reason::SeenNotFound });
    }
    findings.extend(source.others.iter().map(|(sheet, rows)| Finding {
        column: sheet.clone(),
        value: rows.to_string(),
        reason: Reason::SheetLeftOut { rows: *rows },
    }));
    if findings.is_empty() {
        Vec::new()
    } else {
        vec![RowFindings { row: layout.heading_row, findings }]
    }
}

/// The row with 同上 replaced by what it stood for: in a file of its own it would stand for nothing.
fn without_ditto(row: &Row<'_>, source: &Source) -> RawRow {
    let mut raw = row.raw.clone();
    for (column, at) in source.layout.columns.iter().enumerate() {
        if let Some(at) = *at
            && let Some(cell) = raw.cells.get_mut(at)
            && let Cell::Text(text) = cell
            && crate::exchange::source::is_ditto(text)
        {
            // One that stood below nothing says nothing: in that file another row would stand above it.
            let is_unanswered = row.faults.iter().any(|(at, _)| *at == Some(column));
            *cell = if is_unanswered { Cell::Empty } else { row.cells[column].as_ref().clone() };
        }
    }
    raw
}
