//! The rows of a list of matches.

use super::cells::Cells;
use super::people::Codes;
use super::planner::{PlanRow, Planned, Planner};
use super::records::{OfChildren, Stated, Writing, settle};
use crate::domain::records::Assignment;
use crate::exchange::values;
use crate::store::{Queries, StoreError};

/// The people, and the matches of the children named.
pub(super) struct Assignments {
    children: Codes,
    volunteers: Codes,
    known: OfChildren<Assignment>,
}

impl Assignments {
    /// Loads the codes.
    pub(super) fn new(queries: &Queries<'_>) -> Result<Self, StoreError> {
        let (children, volunteers) = (Codes::children(queries)?, Codes::volunteers(queries)?);
        Ok(Self { children, volunteers, known: OfChildren::new() })
    }
}

impl PlanRow for Assignments {
    type Said = ();

    fn read(_: &mut Cells<'_>) {}

    fn row(&mut self, (): (), cells: &mut Cells<'_>, planner: &mut Planner<'_>) -> Planned {
        let child = self.children.required(cells, "child_code");
        let volunteer = self.volunteers.required(cells, "volunteer_code");
        let from = cells.read("from", values::date).value();
        let to = cells.read("to", values::date);
        let (Some((code, child_id)), Some((_, volunteer_id)), true) =
            (child, volunteer, cells.is_good())
        else {
            return Ok(None);
        };
        let of_child = self.known.all(child_id, planner)?;
        let same: Vec<Assignment> = (of_child.iter())
            .filter(|known| known.volunteer_id == volunteer_id && known.from_day == from)
            .cloned()
            .collect();
        let key = (child_id, volunteer_id, from);
        let stated =
            Stated { code, key, column: "child_code", heading: &heading, writing: Writing::Edit };
        let new = Assignment { child_id, volunteer_id, from_day: from, ..Assignment::default() };
        Ok(settle(
            &stated,
            &same,
            new,
            &to,
            |assignment| to.put(&mut assignment.to_day),
            cells,
            planner,
        ))
    }
}

fn heading(column: &'static str) -> &'static str {
    match column {
        "child_id" => "child_code",
        "volunteer_id" => "volunteer_code",
        "from_day" => "from",
        "to_day" => "to",
        column => column,
    }
}
