//! What the office does beside the single child: parties, camps, trainings, meetings, health checks, and its tasks.

use chrono::{Datelike, NaiveDate};

use super::county::{County, ROUND, VOLUNTEERS, before};
use super::people::meta;
use super::stories::Story;
use super::year::{Entered, Write};
use crate::domain::calendar::add_days;
use crate::domain::codes::{EventKind, Status, TaskStatus};
use crate::domain::records::{Event, Participation, Task};
use crate::domain::value::{Field, Value};
use crate::store::{Kind, format_code};

const GATHER: u64 = 40;
/// One round of gatherings for so many children.
const CHILDREN_A_SET: usize = 1000;

/// Who is asked to come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Guests {
    /// Children; the number is one of how many.
    Children(usize),
    /// So many volunteers.
    Volunteers(usize),
}

/// One gathering: its kind, days from today (negative = past), length in days, guests.
type Gathering = (EventKind, i64, u32, Guests);

const GATHERINGS: [Gathering; 15] = [
    (EventKind::Training, -290, 1, Guests::Volunteers(26)),
    (EventKind::BirthdayParty, -232, 1, Guests::Children(4)),
    (EventKind::Meeting, -255, 1, Guests::Children(5)),
    (EventKind::HealthCheck, -200, 1, Guests::Children(1)),
    (EventKind::BirthdayParty, -141, 1, Guests::Children(4)),
    (EventKind::Camp, -125, 6, Guests::Children(2)),
    (EventKind::Training, -96, 1, Guests::Volunteers(24)),
    (EventKind::Meeting, -76, 1, Guests::Children(5)),
    (EventKind::BirthdayParty, -50, 1, Guests::Children(4)),
    (EventKind::Other, -22, 1, Guests::Volunteers(12)),
    (EventKind::Training, 5, 1, Guests::Volunteers(18)),
    (EventKind::BirthdayParty, 12, 1, Guests::Children(4)),
    (EventKind::Meeting, 19, 1, Guests::Children(6)),
    (EventKind::HealthCheck, 24, 1, Guests::Children(3)),
    (EventKind::Camp, 28, 2, Guests::Children(4)),
];

impl County {
    /// How many gatherings the county has.
    pub(super) fn events(&self) -> usize {
        GATHERINGS.len() * self.sets()
    }

    fn sets(&self) -> usize {
        if self.is_dense { (self.children / CHILDREN_A_SET).max(1) } else { 1 }
    }

    /// Gatherings, tasks, and the volunteer who left.
    pub(super) fn gather(
        &self,
        put: &mut dyn FnMut(Vec<Entered>) -> crate::store::Result<()>,
    ) -> crate::store::Result<()> {
        for set in 0..self.sets() {
            let mut year = Vec::new();
            for (place, gathering) in GATHERINGS.iter().enumerate() {
                self.gathering(set, set * GATHERINGS.len() + place, gathering, &mut year);
            }
            self.tasks(set, &mut year);
            put(year)?;
        }
        for round in 0..self.children.div_ceil(ROUND) {
            if let Some(left) = self.left(round) {
                let day = Value::Text(self.ago(160).to_string());
                let changes = vec![("status", Value::Text("left".to_owned())), ("left_on", day)];
                let write = Write::Set(Kind::Volunteer, self.volunteer_id(left), changes);
                put(vec![Entered { on: self.ago(160), command: "close_volunteer", write }])?;
            }
        }
        Ok(())
    }

    fn gathering(&self, set: usize, index: usize, gathering: &Gathering, year: &mut Vec<Entered>) {
        let words = self.words;
        let (kind, away, length, guests) = *gathering;
        let day = if away < 0 {
            self.ago(-away)
        } else {
            add_days(self.today, u32::try_from(away).unwrap_or(0))
        };
        let (title, place) = match kind {
            EventKind::BirthdayParty => (&words.party, &words.place_centre),
            EventKind::Camp => (self.camp(day), &words.place_centre),
            EventKind::Training if away > 0 => (&words.training, &words.place_hall),
            EventKind::Training => (&words.training_past, &words.place_hall),
            EventKind::Meeting => (&words.meeting, &words.place_hall),
            EventKind::HealthCheck => (&words.check, &words.place_hospital),
            EventKind::Other => (&words.sorting, &words.place_hall),
        };
        let title = &if self.english { words.in_english(title) } else { title.clone() };
        let title = if set == 0 { title.clone() } else { format!("{title} {}", set + 1) };
        let announced = before(day, 30).max(self.first_day()).min(self.ago(3));
        let id = self.event_id(index);
        let past = away < 0;
        let event = Event {
            meta: meta(id, announced),
            code: format_code('E', i64::try_from(index + 1).unwrap_or(0)),
            title,
            kind,
            starts_on: day,
            ends_on: (length > 1).then(|| add_days(day, length - 1)),
            place: Some(place.clone()),
            leader_id: (self.volunteers > 0)
                .then(|| self.volunteer_id((set * VOLUNTEERS + index) % self.volunteers.min(20))),
            capacity: match guests {
                Guests::Volunteers(_) => Some(28),
                Guests::Children(_) => Some(if kind == EventKind::Camp { 24 } else { 40 }),
            },
            status: Status::Active,
            ..Event::default()
        };
        year.push(Entered::add(announced, "add_event", event));
        let known = if past { add_days(day, length).min(self.today) } else { announced };
        let mut chance = self.chance(GATHER, index);
        let first_child = set * CHILDREN_A_SET;
        match guests {
            Guests::Children(one_of) => {
                for child in (first_child..self.children.min(first_child + ROUND))
                    .skip(index % one_of)
                    .step_by(one_of)
                {
                    let invited = self.entered(child) <= announced;
                    let was_away = self.last_visit(child).is_none_or(|ago| -away < ago)
                        || self.story(child) == Story::New;
                    if !invited {
                        continue;
                    }
                    let present = past.then(|| !was_away && chance.percent(88));
                    let child_id = Some(self.child_id(child));
                    let part = Participation {
                        event_id: id,
                        child_id,
                        present,
                        ..Participation::default()
                    };
                    year.push(Entered::add(known, "set_participation", part));
                }
            }
            Guests::Volunteers(count) => {
                let first = set * VOLUNTEERS;
                for volunteer in (first..self.volunteers.min(first + count))
                    .filter(|index| index % VOLUNTEERS < 25)
                {
                    let present = past.then(|| chance.percent(90));
                    let volunteer_id = Some(self.volunteer_id(volunteer));
                    let part = Participation {
                        event_id: id,
                        volunteer_id,
                        present,
                        ..Participation::default()
                    };
                    year.push(Entered::add(known, "set_participation", part));
                }
            }
        }
    }

    fn camp(&self, day: NaiveDate) -> &'static String {
        match day.month() {
            6..=8 => &self.words.camp_summer,
            12 | 1 | 2 => &self.words.camp_winter,
            _ => &self.words.camp_weekend,
        }
    }

    fn tasks(&self, set: usize, year: &mut Vec<Entered>) {
        let words = self.words;
        let mut chance = self.chance(GATHER + 1, set);
        let first = set * CHILDREN_A_SET;
        let here = self.children.saturating_sub(first).clamp(1, ROUND);
        let mut task = |title: &str,
                        due: NaiveDate,
                        child: usize,
                        entered: NaiveDate,
                        done: Option<NaiveDate>| {
            let owner = chance.pick(&words.operators).clone();
            let open = Task {
                child_id: Some(self.child_id(first + child % here)),
                title: title.to_owned(),
                due,
                owner: Some(owner),
                status: if done.is_some() { TaskStatus::Done } else { TaskStatus::Open },
                done_on: done,
                ..Task::default()
            };
            year.push(Entered::add(entered, "add_task", open));
        };
        for (place, title) in words.tasks_due.iter().enumerate() {
            let due = if place == 0 { self.ago(4) } else { self.today };
            task(title, due, [16, 8, 2][place % 3], self.ago(9), None);
        }
        for (place, title) in words.tasks_coming.iter().enumerate() {
            let away = [2, 6, 11][place % 3];
            task(
                title,
                add_days(self.today, away),
                [16, 21, 30][place % 3],
                self.ago(self.news().min(2)),
                None,
            );
        }
        for (place, title) in words.tasks_done.iter().enumerate() {
            let ago = 30 + 40 * i64::try_from(place).unwrap_or(0);
            task(title, self.ago(ago), place * 5 + 1, self.ago(ago + 12), Some(self.ago(ago + 2)));
        }
    }
}

/// What is set on a later day: the day, the columns and their values.
type SetLater = (NaiveDate, Vec<(&'static str, Value)>);

/// A task as it stood before it was done, and what is set when it is.
pub(super) fn reopened(task: &Task) -> (Task, Option<SetLater>) {
    let open = Task { status: TaskStatus::Open, done_on: None, ..task.clone() };
    let done = task.done_on.map(|day| {
        (day, vec![("status", task.status.to_value()), ("done_on", Some(day).to_value())])
    });
    (open, done)
}
