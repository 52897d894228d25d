//! The rows of a list of matches.

use chrono::NaiveDate;
use foldhash::{HashMap, HashMapExt as _};

use super::cells::Cells;
use super::people::Codes;
use super::plan::Outcome;
use super::planner::{PlanRow, Planned, Planner};
use super::records::{OfChildren, Stated, Writing, settle};
use crate::domain::codes::VolunteerStatus;
use crate::domain::records::{Assignment, Id, Volunteer};
use crate::exchange::reason::Reason;
use crate::exchange::values;
use crate::store::{Queries, StoreError};

/// The people, and the matches of the children named.
pub(super) struct Assignments {
    children: Codes,
    volunteers: Codes,
    known: OfChildren<Assignment>,
    /// Whom this file gives a child.
    matched: HashMap<Id, Matched>,
}

/// A volunteer who is given a child.
struct Matched {
    volunteer: Volunteer,
    /// How many children they accompany with those of the file so far.
    load: usize,
}

impl Matched {
    /// What speaks against giving them one more child, as the form says it too: what holds of the volunteer, said once a file,
    /// and that they have too many.
    fn against(&mut self, is_first: bool, today: NaiveDate) -> Vec<Reason> {
        self.load += 1;
        let Self { volunteer, load } = self;
        let name = || volunteer.name.clone();
        let mut against = Vec::new();
        if is_first && volunteer.status == VolunteerStatus::Left {
            against.push(Reason::VolunteerLeft { name: name() });
        } else if is_first && volunteer.check_valid_until.is_none_or(|until| until < today) {
            against.push(Reason::CheckOver { name: name(), until: volunteer.check_valid_until });
        }
        let most =
            volunteer.capacity.filter(|most| usize::try_from(*most).is_ok_and(|most| *load > most));
        if let Some(most) = most {
            against.push(Reason::OverCapacity { name: name(), load: *load, most });
        }
        against
    }
}

impl Assignments {
    /// Loads the codes.
    pub(super) fn new(queries: &Queries<'_>) -> Result<Self, StoreError> {
        let (children, volunteers) = (Codes::children(queries)?, Codes::volunteers(queries)?);
        Ok(Self { children, volunteers, known: OfChildren::new(), matched: HashMap::new() })
    }

    /// Warns of what speaks against giving a volunteer one more child.
    fn warn_of(
        &mut self,
        id: Id,
        cells: &mut Cells<'_>,
        planner: &Planner<'_>,
    ) -> Result<(), StoreError> {
        let is_first = !self.matched.contains_key(&id);
        if is_first && let Some(volunteer) = planner.queries.record(id)? {
            let load = planner.queries.load_of(id)?;
            self.matched.insert(id, Matched { volunteer, load });
        }
        if let Some(matched) = self.matched.get_mut(&id) {
            for reason in matched.against(is_first, planner.today) {
                cells.warn("volunteer_code", reason);
            }
        }
        Ok(())
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
        let put = |assignment: &mut Assignment| to.put(&mut assignment.to_day);
        let settled = settle(&stated, &same, new, &to, put, cells, planner);
        let is_open = from.is_none_or(|from| from <= planner.today)
            && to.get().is_none_or(|to| to >= planner.today);
        if is_open && matches!(settled, Some((_, Outcome::Created))) {
            self.warn_of(volunteer_id, cells, planner)?;
        }
        Ok(settled)
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
