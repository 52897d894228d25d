//! What is read to decide on one case: the file, why it is here, why the score, who was spoken to, what was decided.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::NaiveDate;

use crate::domain::codes::{ExamType, Observation, Tier, TriageCause};
use crate::domain::records::{
    Carer, Child, Contact, Decision, Event, Exam, Fact, Id, Task, Visit, Volunteer,
};
use crate::domain::risk::Source;
use crate::domain::triage::look_again_after;
use crate::store::queries::{Case, RiskRow, VolunteerBrief};
use crate::store::{Queries, Result};

/// At most so many open tasks and decisions are read.
const MOST: usize = 12;

/// At most so many visits, contacts and events of each are read: a visit that is a cause may lie behind a year of weekly ones.
const HAPPENED: usize = 60;

/// One case, read.
#[derive(Debug, Clone)]
pub struct View {
    /// Why it is in the queue; `None` when it isn't any more.
    pub case: Option<Case>,
    /// The child with its risk.
    pub row: RiskRow,
    /// The file.
    pub child: Child,
    /// Who looks after the child.
    pub carer: Option<Carer>,
    /// The tier before the one the child rose to.
    pub rose_from: Option<Tier>,
    /// The score 90 days ago, where it can be compared.
    pub change_90: Option<i64>,
    /// A visit found the child's safety urgent and no report was entered since: the day of that visit.
    pub report_wanted: Option<NaiveDate>,
    /// Visits, contacts and events, newest first.
    pub happened: Vec<Happening>,
    /// Open tasks by due day.
    pub tasks: Vec<Task>,
    /// Volunteers, each with how many children they accompany and could.
    pub volunteers: Vec<(VolunteerBrief, usize, Option<i64>)>,
    /// Decisions, newest first.
    pub decisions: Vec<Decision>,
    /// Where the reasons are known from.
    pub evidence: HashMap<(Source, Id), Evidence>,
    /// Each day on which the score changed, with the score from then on.
    pub scores: Vec<(NaiveDate, i64)>,
    /// When the case comes back once it is handled.
    pub look_again: NaiveDate,
}

/// What stands behind a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// An exam of this type.
    Exam(ExamType),
    /// Someone's word.
    Word(String),
}

/// Something that happened with the child.
#[derive(Debug, Clone)]
pub enum Happening {
    /// A visit, with the names of those who went.
    Visit(Box<Visit>, Vec<String>),
    /// A call, message or meeting.
    Contact(Contact),
    /// An event at which the child was.
    Event(Event),
}

impl Happening {
    /// The day.
    pub const fn day(&self) -> NaiveDate {
        match self {
            Self::Visit(visit, _) => visit.day,
            Self::Contact(contact) => contact.day,
            Self::Event(event) => event.starts_on,
        }
    }
}

impl View {
    /// Reads a case; `None` when there is no such child.
    pub fn read(queries: &Queries<'_>, id: Id) -> Result<Option<Self>> {
        let (Some(row), Some(child)) = (queries.risk_of(id)?, queries.record::<Child>(id)?) else {
            return Ok(None);
        };
        let case = queries.triage_case(id)?;
        let rose_on = case
            .as_ref()
            .and_then(|case| case.causes.iter().find(|cause| cause.code == TriageCause::TierRise));
        let rose_from = match rose_on {
            Some(cause) => queries.tier_before(id, cause.date)?,
            None => None,
        };
        let carer = match child.carer_id {
            Some(carer) => queries.record::<Carer>(carer)?,
            None => None,
        };
        let mut volunteers = Vec::new();
        for volunteer in queries.volunteers_of(id)? {
            let load = queries.load_of(volunteer.id)?;
            let most = queries.record::<Volunteer>(volunteer.id)?.and_then(|one| one.capacity);
            volunteers.push((volunteer, load, most));
        }
        let days = look_again_after(row.tier, queries.settings());
        let mut decisions = queries.decisions_of(id)?;
        decisions.truncate(MOST);
        Ok(Some(Self {
            report_wanted: queries.report_wanted(id)?,
            happened: happened(queries, id)?,
            evidence: evidence(queries, &row)?,
            change_90: queries.change_over(&row, 90)?,
            tasks: queries.open_tasks_of(id, MOST)?,
            scores: queries.score_history(id)?,
            look_again: crate::domain::calendar::add_days(queries.today(), days),
            case,
            row,
            child,
            carer,
            rose_from,
            volunteers,
            decisions,
        }))
    }

    /// The visit entered on a day that reported something, the one that brought the case in.
    pub fn reported(&self, entered: NaiveDate) -> Option<&Visit> {
        let something = |visit: &Visit| {
            visit
                .observations()
                .iter()
                .any(|(_, found)| matches!(found, Some(Observation::Concern | Observation::Urgent)))
        };
        self.visits()
            .map(|(_, visit)| visit)
            .filter(|visit| visit.meta.entered_on == Some(entered) && something(visit))
            .max_by_key(|visit| visit.meta.id)
    }

    /// The places among what happened of the visits that the causes name: without them the case can't be decided.
    pub fn named(&self) -> Vec<usize> {
        let causes = self.case.iter().flat_map(|case| &case.causes);
        let reported = causes
            .filter(|cause| cause.code == TriageCause::Concern)
            .find_map(|cause| self.reported(cause.date))
            .map(|visit| visit.meta.id);
        let is_named = |visit: &Visit| {
            let urgent = visit.safety == Some(Observation::Urgent);
            reported == Some(visit.meta.id) || (urgent && self.report_wanted == Some(visit.day))
        };
        self.visits().filter(|(_, visit)| is_named(visit)).map(|(at, _)| at).collect()
    }

    fn visits(&self) -> impl Iterator<Item = (usize, &Visit)> {
        self.happened.iter().enumerate().filter_map(|(at, one)| match one {
            Happening::Visit(visit, _) => Some((at, visit.as_ref())),
            Happening::Contact(_) | Happening::Event(_) => None,
        })
    }
}

fn happened(queries: &Queries<'_>, id: Id) -> Result<Vec<Happening>> {
    let records = queries.child_records(id, HAPPENED)?;
    let mut found = Vec::new();
    let mut known: HashMap<Id, String> = HashMap::new();
    for visit in records.visits {
        let mut names = Vec::new();
        for who in [visit.volunteer_id, visit.second_volunteer_id].into_iter().flatten() {
            if let Entry::Vacant(unknown) = known.entry(who)
                && let Some(volunteer) = queries.volunteer_brief(who)?
            {
                unknown.insert(volunteer.name);
            }
            names.extend(known.get(&who).cloned());
        }
        found.push(Happening::Visit(Box::new(visit), names));
    }
    found.extend(records.contacts.into_iter().map(Happening::Contact));
    let today = queries.today();
    let was_there = records
        .events
        .into_iter()
        .filter(|(event, part)| part.present == Some(true) && event.starts_on <= today);
    found.extend(was_there.map(|(event, _)| Happening::Event(event)));
    // The order within a day stays: visits, contacts, events.
    found.sort_by_key(|one| std::cmp::Reverse(one.day()));
    Ok(found)
}

fn evidence(queries: &Queries<'_>, row: &RiskRow) -> Result<HashMap<(Source, Id), Evidence>> {
    let mut found = HashMap::new();
    for (source, id) in row.reasons.iter().filter_map(|reason| reason.source) {
        let evidence = match source {
            Source::Exam => {
                queries.record::<Exam>(id)?.and_then(|exam| exam.exam_type).map(Evidence::Exam)
            }
            Source::Fact => {
                queries.record::<Fact>(id)?.and_then(|fact| fact.source).map(Evidence::Word)
            }
            Source::AttendanceDay | Source::AttendanceRange => None,
        };
        if let Some(evidence) = evidence {
            found.insert((source, id), evidence);
        }
    }
    Ok(found)
}
