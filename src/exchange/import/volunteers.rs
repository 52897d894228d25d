//! The rows of a list of volunteers.

use chrono::NaiveDate;

use super::cells::Cells;
use super::identity::{Decision, Match};
use super::new_codes::NewCodes;
use super::pairs::PairIndex;
use super::places::{put_village, village_of_today};
use super::plan::{Outcome, Plan, changes};
use super::planner::{PlanRow, Planned, Planner, Seen};
use crate::domain::codes::{Sex, VolunteerStatus};
use crate::domain::places::Townships;
use crate::domain::records::{Meta, Volunteer};
use crate::exchange::reason::Reason;
use crate::exchange::values::{self, Input};
use crate::store::{AnyRecord, Kind, Queries, Step, StoreError};

/// The volunteers known.
pub(super) struct Volunteers {
    index: PairIndex<String>,
    codes: NewCodes,
    townships: Townships,
}

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct VolunteerRow {
    name: String,
    code: Option<String>,
    sex: Input<Sex>,
    phone: Input<String>,
    township: Input<String>,
    village: Input<String>,
    status: Input<VolunteerStatus>,
    joined_on: Input<NaiveDate>,
    check_valid_until: Input<NaiveDate>,
    training_valid_until: Input<NaiveDate>,
    capacity: Input<i64>,
    note: Input<String>,
}

impl Volunteers {
    /// Loads the keys.
    pub(super) fn new(queries: &Queries<'_>) -> Result<Self, StoreError> {
        let keys = queries.volunteer_keys()?;
        let mut index = PairIndex::new(
            keys.into_iter().map(|key| (key.id, key.code, key.name, key.phone)),
            |phone| values::is_odd_phone(phone),
        );
        for merged in queries.merged_keys(Kind::Volunteer)? {
            index.merged(&merged.code, merged.into);
        }
        let codes = NewCodes::new('V', index.codes());
        Ok(Self { index, codes, townships: queries.all_townships()? })
    }

    fn read(&mut self, cells: &mut Cells<'_>) -> Option<VolunteerRow> {
        let name = cells.required("name", values::person);
        let code = cells.read("code", values::code);
        cells.not_cleared("code", &code);
        if let Input::Set(code) = &code {
            self.codes.note(code);
        }
        let sex = cells.read("sex", values::sex);
        let phone = cells.phone("phone");
        let mut township = cells.written("township", values::text);
        if let Input::Set(written) = &township {
            match self.townships.full_name(written) {
                Some(known) => township = Input::Set(known.to_owned()),
                None if self.townships.is_listed() => {
                    cells.warn("township", Reason::UnknownTownship);
                }
                None => {}
            }
        }
        let village = cells.written("village", values::text);
        let village = village_of_today(&self.townships, &township, village);
        let row = VolunteerRow {
            name: name.unwrap_or_default(),
            code: code.value(),
            sex,
            phone,
            township,
            village,
            status: cells.read("status", values::volunteer_status),
            joined_on: cells.read("joined_on", values::date),
            check_valid_until: cells.read("check_valid_until", values::date),
            training_valid_until: cells.read("training_valid_until", values::date),
            capacity: cells.read("capacity", values::count),
            note: cells.written("note", values::text),
        };
        cells.not_cleared("status", &row.status);
        cells.is_good().then_some(row)
    }

    /// Puts what the row says into a volunteer.
    fn apply(&self, row: &VolunteerRow, volunteer: &mut Volunteer) {
        row.apply(volunteer);
        let township = volunteer.township.as_deref();
        put_village(&self.townships, &row.village, township, &mut volunteer.village);
    }

    fn resolve(
        &self,
        cells: &mut Cells<'_>,
        row: &VolunteerRow,
        planner: &Planner<'_>,
    ) -> Option<Match> {
        let resolved = match planner.decisions.get(&cells.number()) {
            Some(Decision::New) => Ok(Match::New),
            Some(Decision::Same(code)) => {
                self.index.by_code(code).map(Match::Known).ok_or(("code", Reason::UnknownCode))
            }
            None => self.index.resolve("name", row.code.as_deref(), &row.name, row.phone.as_set()),
        };
        resolved.map_err(|(column, reason)| cells.error(column, reason)).ok()
    }
}

impl PlanRow for Volunteers {
    type Said = ();

    fn read(_: &mut Cells<'_>) {}

    fn row(&mut self, (): (), cells: &mut Cells<'_>, planner: &mut Planner<'_>) -> Planned {
        let Some(row) = self.read(cells) else { return Ok(None) };
        let Some(found) = self.resolve(cells, &row, planner) else { return Ok(None) };
        let Match::Known(at) = found else {
            let mut volunteer =
                Volunteer { code: row.code.clone().unwrap_or_default(), ..Volunteer::default() };
            self.apply(&row, &mut volunteer);
            cells.check(&volunteer, planner.today, |column| column);
            if !cells.is_good() {
                return Ok(None);
            }
            let id = planner.placeholder();
            volunteer.meta = Meta { id, ..Meta::default() };
            planner.steps.push(Step::Add(volunteer.into()));
            let at =
                self.index.plan(id, row.code.as_deref(), &row.name, row.phone.as_set().cloned());
            planner.remember(&at, cells.number(), &row);
            return Ok(Some((row.code.unwrap_or_default(), Outcome::Created)));
        };
        let (id, code) = self.index.get(at);
        match planner.seen(&at, &row) {
            Seen::Same => return Ok(Some((code.to_owned(), Outcome::Unchanged))),
            Seen::Other(first) => {
                cells.error("name", Reason::SecondRow { row: first });
                return Ok(None);
            }
            Seen::First => {}
        }
        let Some(before) = planner.queries.record::<Volunteer>(id)? else {
            cells.error("code", Reason::UnknownCode);
            return Ok(None);
        };
        let mut after = before.clone();
        self.apply(&row, &mut after);
        cells.check(&after, planner.today, |column| column);
        if !cells.is_good() {
            return Ok(None);
        }
        planner.remember(&at, cells.number(), &row);
        self.index.learn(at, &row.name, row.phone.as_set().cloned());
        let code = before.code.clone();
        if after == before {
            return Ok(Some((code, Outcome::Unchanged)));
        }
        let fields = changes(&before, &after, |column| column);
        planner.steps.push(Step::Edit { before: before.into(), after: after.into() });
        Ok(Some((code, Outcome::Updated(fields))))
    }

    fn finish(&mut self, plan: &mut Plan) {
        let new = plan.steps.iter_mut().filter_map(|step| match step {
            Step::Add(AnyRecord::Volunteer(volunteer)) if volunteer.code.is_empty() => {
                Some(&mut volunteer.code)
            }
            _ => None,
        });
        let rows = plan
            .rows
            .iter_mut()
            .filter(|row| row.outcome == Outcome::Created && row.code.is_empty());
        for (code, row) in new.zip(rows) {
            *code = self.codes.next();
            row.code.clone_from(code);
        }
    }
}

impl VolunteerRow {
    fn apply(&self, volunteer: &mut Volunteer) {
        volunteer.name.clone_from(&self.name);
        self.sex.put(&mut volunteer.sex);
        values::put_phone(&self.phone, &mut volunteer.phone);
        self.township.put(&mut volunteer.township);
        self.village.put(&mut volunteer.village);
        volunteer.status = self.status.get().unwrap_or(volunteer.status);
        self.joined_on.put(&mut volunteer.joined_on);
        self.check_valid_until.put(&mut volunteer.check_valid_until);
        self.training_valid_until.put(&mut volunteer.training_valid_until);
        self.capacity.put(&mut volunteer.capacity);
        self.note.put(&mut volunteer.note);
    }
}
