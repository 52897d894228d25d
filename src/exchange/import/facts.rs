//! The rows of dated facts.

use super::cells::Cells;
use super::people::Codes;
use super::planner::{PlanRow, Planned, Planner};
use super::records::{OfChildren, Stated, Writing, settle};
use crate::domain::records::Fact;
use crate::exchange::values;
use crate::store::{Queries, StoreError};

/// The children, and the facts about those named.
pub(super) struct Facts {
    children: Codes,
    known: OfChildren<Fact>,
}

impl Facts {
    /// Loads the codes.
    pub(super) fn new(queries: &Queries<'_>) -> Result<Self, StoreError> {
        Ok(Self { children: Codes::children(queries)?, known: OfChildren::new() })
    }
}

impl PlanRow for Facts {
    type Said = ();

    fn read(_: &mut Cells<'_>) {}

    fn row(&mut self, (): (), cells: &mut Cells<'_>, planner: &mut Planner<'_>) -> Planned {
        let child = self.children.required(cells, "child_code");
        let about = cells.required("code", values::fact_about);
        let value = cells.required("value", |cell| values::fact_found(cell, about));
        let day = cells.required("date", values::date);
        let source = cells.written("source", values::text);
        let (Some((code, child_id)), Some(fact_code), Some(value), Some(day), true) =
            (child, about.map(|about| about.code), value, day, cells.is_good())
        else {
            return Ok(None);
        };
        let known = self.known.all(child_id, planner)?;
        let same: Vec<Fact> = (known.iter())
            .filter(|known| known.code == fact_code && known.day == day && known.value == value)
            // Two incidents of one day are two facts; a list that names one finds either.
            .take(1)
            .cloned()
            .collect();
        let key = (child_id, fact_code, day, value);
        let stated =
            Stated { code, key, column: "code", heading: &heading, writing: Writing::Edit };
        let new = Fact { child_id, code: fact_code, value, day, ..Fact::default() };
        Ok(settle(
            &stated,
            &same,
            new,
            &source,
            |fact| source.put(&mut fact.source),
            cells,
            planner,
        ))
    }
}

fn heading(column: &'static str) -> &'static str {
    match column {
        "child_id" => "child_code",
        "day" => "date",
        column => column,
    }
}
