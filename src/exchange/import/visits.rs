//! The rows of visit records.

use chrono::NaiveDate;

use super::cells::Cells;
use super::people::Codes;
use super::plan::Outcome;
use super::planner::{PlanRow, Planned, Planner};
use super::records::{OfChildren, Stated, Writing, settle};
use crate::domain::codes::{Observation, VisitPlace};
use crate::domain::records::{Id, Visit};
use crate::exchange::reason::Reason;
use crate::exchange::values::{self, Input};
use crate::store::{Queries, StoreError};

/// The people, and the visits to the children named.
pub(super) struct Visits {
    children: Codes,
    volunteers: Codes,
    known: OfChildren<Visit>,
}

/// What a row says besides its key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct VisitRow {
    second_volunteer: Input<Id>,
    child_seen: Input<bool>,
    guardian_seen: Input<bool>,
    seen_alone: Input<bool>,
    place: Input<VisitPlace>,
    school: Input<Observation>,
    health: Input<Observation>,
    home: Input<Observation>,
    mood: Input<Observation>,
    safety: Input<Observation>,
    parent_contact: Input<bool>,
    note: Input<String>,
    next_date: Input<NaiveDate>,
}

impl Visits {
    /// Loads the codes.
    pub(super) fn new(queries: &Queries<'_>) -> Result<Self, StoreError> {
        let (children, volunteers) = (Codes::children(queries)?, Codes::volunteers(queries)?);
        Ok(Self { children, volunteers, known: OfChildren::new() })
    }
}

impl PlanRow for Visits {
    type Said = ();

    fn read(_: &mut Cells<'_>) {}

    fn row(&mut self, (): (), cells: &mut Cells<'_>, planner: &mut Planner<'_>) -> Planned {
        let child = self.children.required(cells, "child_code");
        let day = cells.required("date", values::date);
        let volunteer_id = self.volunteers.read(cells, "volunteer_code").value();
        let row = VisitRow {
            second_volunteer: self.volunteers.read(cells, "second_volunteer_code"),
            child_seen: cells.read("child_seen", values::seen),
            guardian_seen: cells.read("guardian_seen", values::seen),
            seen_alone: cells.read("seen_alone", values::seen),
            place: cells.read("place", values::place),
            school: cells.read("school", values::observation),
            health: cells.read("health", values::observation),
            home: cells.read("home", values::observation),
            mood: cells.read("mood", values::observation),
            safety: cells.read("safety", values::observation),
            parent_contact: cells.read("parent_contact", values::yes_no),
            note: cells.written("note", values::text),
            next_date: cells.read("next_date", values::date),
        };
        let (Some((code, child_id)), Some(day), true) = (child, day, cells.is_good()) else {
            return Ok(None);
        };
        if self.children.born(child_id).is_some_and(|born| day < born) {
            cells.error("date", Reason::BeforeBirth);
            return Ok(None);
        }
        let of_child = self.known.around(child_id, day, planner)?;
        let same: Vec<Visit> = of_child
            .iter()
            .filter(|known| known.day == day && known.volunteer_id == volunteer_id)
            .cloned()
            .collect();
        let key = (child_id, day, volunteer_id);
        let stated =
            Stated { code, key, column: "date", heading: &heading, writing: Writing::Correct };
        let new = Visit { child_id, day, volunteer_id, ..Visit::default() };
        let settled = settle(&stated, &same, new, &row, |visit| row.apply(visit), cells, planner);
        let news = matches!(settled, Some((_, Outcome::Created | Outcome::Updated(_))));
        if news && matches!(row.safety, Input::Set(Observation::Urgent)) {
            cells.warn("safety", Reason::SafetyUrgent);
        }
        Ok(settled)
    }
}

impl VisitRow {
    fn apply(&self, visit: &mut Visit) {
        self.second_volunteer.put(&mut visit.second_volunteer_id);
        self.child_seen.put(&mut visit.child_seen);
        self.guardian_seen.put(&mut visit.guardian_seen);
        self.seen_alone.put(&mut visit.seen_alone);
        self.place.put(&mut visit.place);
        self.school.put(&mut visit.school);
        self.health.put(&mut visit.health);
        self.home.put(&mut visit.home);
        self.mood.put(&mut visit.mood);
        self.safety.put(&mut visit.safety);
        self.parent_contact.put(&mut visit.parent_contact);
        self.note.put(&mut visit.note);
        self.next_date.put(&mut visit.next_date);
    }
}

fn heading(column: &'static str) -> &'static str {
    match column {
        "child_id" => "child_code",
        "day" => "date",
        "volunteer_id" => "volunteer_code",
        "second_volunteer_id" => "second_volunteer_code",
        column => column,
    }
}
