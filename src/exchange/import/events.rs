//! The rows of a list of events.

use chrono::NaiveDate;

use super::cells::Cells;
use super::identity::{Decision, Match};
use super::new_codes::NewCodes;
use super::pairs::PairIndex;
use super::people::Codes;
use super::plan::{Outcome, Plan, changes_with_codes};
use super::planner::{PlanRow, Planned, Planner, Seen};
use crate::domain::codes::EventKind;
use crate::domain::records::{Event, Id, Meta};
use crate::exchange::reason::Reason;
use crate::exchange::values::{self, Input};
use crate::store::{AnyRecord, Queries, Step, StoreError};

/// The events known, and the volunteers who may lead one.
pub(super) struct Events {
    index: PairIndex<NaiveDate>,
    codes: NewCodes,
    volunteers: Codes,
}

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct EventRow {
    title: String,
    kind: EventKind,
    starts_on: NaiveDate,
    code: Option<String>,
    ends_on: Input<NaiveDate>,
    place: Input<String>,
    leader: Input<Id>,
    capacity: Input<i64>,
    note: Input<String>,
}

impl Events {
    /// Loads the keys.
    pub(super) fn new(queries: &Queries<'_>) -> Result<Self, StoreError> {
        let keys = queries.event_keys()?;
        let index = PairIndex::new(
            keys.into_iter().map(|key| (key.id, key.code, key.title, Some(key.starts_on))),
            |_| false,
        );
        let codes = NewCodes::new('E', index.codes());
        Ok(Self { index, codes, volunteers: Codes::volunteers(queries)? })
    }

    fn read(&mut self, cells: &mut Cells<'_>) -> Option<EventRow> {
        let title = cells.required("title", values::text);
        let kind = cells.required("kind", values::event_kind);
        let starts_on = cells.required("starts_on", values::date);
        let code = cells.read("code", values::code);
        cells.not_cleared("code", &code);
        if let Input::Set(code) = &code {
            self.codes.note(code);
        }
        let ends_on = cells.read("ends_on", values::date);
        let place = cells.written("place", values::text);
        let leader = self.volunteers.read(cells, "leader_code");
        let capacity = cells.read("capacity", values::count);
        let note = cells.written("note", values::text);
        let (title, kind, starts_on) = (title?, kind?, starts_on?);
        let row = EventRow {
            title,
            kind,
            starts_on,
            code: code.value(),
            ends_on,
            place,
            leader,
            capacity,
            note,
        };
        cells.is_good().then_some(row)
    }
}

impl PlanRow for Events {
    type Said = ();

    fn read(_: &mut Cells<'_>) {}

    fn row(&mut self, (): (), cells: &mut Cells<'_>, planner: &mut Planner<'_>) -> Planned {
        let Some(row) = self.read(cells) else { return Ok(None) };
        let resolved = match planner.decisions.get(&cells.number()) {
            Some(Decision::New) => Ok(Match::New),
            Some(Decision::Same(code)) => {
                self.index.by_code(code).map(Match::Known).ok_or(("code", Reason::UnknownCode))
            }
            None => {
                self.index.resolve("title", row.code.as_deref(), &row.title, Some(&row.starts_on))
            }
        };
        let found = match resolved {
            Ok(found) => found,
            Err((column, reason)) => {
                cells.error(column, reason);
                return Ok(None);
            }
        };
        let Match::Known(at) = found else {
            let mut event =
                Event { code: row.code.clone().unwrap_or_default(), ..Event::default() };
            row.apply(&mut event);
            cells.check(&event, planner.today, heading);
            if !cells.is_good() {
                return Ok(None);
            }
            let id = planner.placeholder();
            event.meta = Meta { id, ..Meta::default() };
            planner.steps.push(Step::Add(event.into()));
            let at = self.index.plan(id, row.code.as_deref(), &row.title, Some(row.starts_on));
            planner.remember(&at, cells.number(), &row);
            return Ok(Some((row.code.unwrap_or_default(), Outcome::Created)));
        };
        let (id, code) = self.index.get(at);
        match planner.seen(&at, &row) {
            Seen::Same => return Ok(Some((code.to_owned(), Outcome::Unchanged))),
            Seen::Other(first) => {
                cells.error("title", Reason::SecondRow { row: first });
                return Ok(None);
            }
            Seen::First => {}
        }
        let Some(before) = planner.queries.record::<Event>(id)? else {
            cells.error("code", Reason::UnknownCode);
            return Ok(None);
        };
        let mut after = before.clone();
        row.apply(&mut after);
        cells.check(&after, planner.today, heading);
        if !cells.is_good() {
            return Ok(None);
        }
        planner.remember(&at, cells.number(), &row);
        self.index.learn(at, &row.title, Some(row.starts_on));
        let code = before.code.clone();
        if after == before {
            return Ok(Some((code, Outcome::Unchanged)));
        }
        let fields = changes_with_codes(&before, &after, heading, planner.queries);
        planner.steps.push(Step::Edit { before: before.into(), after: after.into() });
        Ok(Some((code, Outcome::Updated(fields))))
    }

    fn finish(&mut self, plan: &mut Plan) {
        let new = plan.steps.iter_mut().filter_map(|step| match step {
            Step::Add(AnyRecord::Event(event)) if event.code.is_empty() => Some(&mut event.code),
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

impl EventRow {
    fn apply(&self, event: &mut Event) {
        event.title.clone_from(&self.title);
        event.kind = self.kind;
        event.starts_on = self.starts_on;
        self.ends_on.put(&mut event.ends_on);
        self.place.put(&mut event.place);
        self.leader.put(&mut event.leader_id);
        self.capacity.put(&mut event.capacity);
        self.note.put(&mut event.note);
    }
}

/// The import heading of an event's column.
fn heading(column: &'static str) -> &'static str {
    if column == "leader_id" { "leader_code" } else { column }
}
