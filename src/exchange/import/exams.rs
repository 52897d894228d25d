//! The rows of marks.

use super::cells::Cells;
use super::people::Codes;
use super::planner::{PlanRow, Planned, Planner};
use super::records::{OfChildren, Stated, Writing, settle};
use crate::domain::codes::CoreSubject;
use crate::domain::records::Exam;
use crate::domain::subjects::{same_subject, subject_word};
use crate::exchange::reason::Reason;
use crate::exchange::table::Cell;
use crate::exchange::values;
use crate::store::{Queries, StoreError};

/// The children, and the marks of those named.
pub(super) struct Exams {
    children: Codes,
    known: OfChildren<Exam>,
}

impl Exams {
    /// Loads the codes.
    pub(super) fn new(queries: &Queries<'_>) -> Result<Self, StoreError> {
        Ok(Self { children: Codes::children(queries)?, known: OfChildren::new() })
    }
}

impl PlanRow for Exams {
    type Said = ();

    fn read(_: &mut Cells<'_>) {}

    fn row(&mut self, (): (), cells: &mut Cells<'_>, planner: &mut Planner<'_>) -> Planned {
        let child = self.children.required(cells, "child_code");
        let day = cells.required("date", values::date);
        let subject = cells.required("subject", values::name);
        let score = cells.required("score", values::number);
        let full_marks = cells.read("full_marks", full_marks);
        let exam_type = cells.read("type", values::exam_type).value();
        let (Some((code, child_id)), Some(day), Some(subject), Some(score), true) =
            (child, day, subject, score, cells.is_good())
        else {
            return Ok(None);
        };
        let known = self.known.around(child_id, day, planner)?;
        let same: Vec<Exam> = (known.iter())
            .filter(|known| {
                known.day == day
                    && same_subject(&known.subject, &subject)
                    && known.exam_type == exam_type
            })
            .cloned()
            .collect();
        // 语文 and Chinese are one subject, so they are one key.
        let core = CoreSubject::from_name(&subject);
        let named = core.map_or_else(|| subject_word(&subject), |core| core.code().to_owned());
        let key = (child_id, day, core.is_some(), named, exam_type);
        let stated =
            Stated { code, key, column: "subject", heading: &heading, writing: Writing::Correct };
        let contents = (score.to_bits(), format!("{full_marks:?}"));
        let new = Exam { child_id, day, subject: subject.clone(), exam_type, ..Exam::default() };
        let apply = |exam: &mut Exam| {
            let before = (exam.score.to_bits(), exam.full_marks);
            exam.score = score;
            full_marks.put(&mut exam.full_marks);
            // Another word for the same subject is no change of the mark; a changed mark is written as the newer one says it.
            if before != (exam.score.to_bits(), exam.full_marks) {
                exam.subject.clone_from(&subject);
            }
        };
        Ok(settle(&stated, &same, new, &contents, apply, cells, planner))
    }
}

/// Full marks: more than nothing.
fn full_marks(cell: &Cell) -> Result<f64, Reason> {
    let full = values::number(cell)?;
    if full > 0.0 { Ok(full) } else { Err(Reason::OutOfRange { min: 1, max: 100_000 }) }
}

fn heading(column: &'static str) -> &'static str {
    match column {
        "child_id" => "child_code",
        "day" => "date",
        "exam_type" => "type",
        column => column,
    }
}
