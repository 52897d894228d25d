//! The made-up county's frame: its days, its numbering, and who belongs to whom.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::chance::Chance;
use super::stories::Story;
use super::words::{Cast, Words};
use crate::domain::calendar::SchoolCalendar;
use crate::domain::codes::ExamType;
use crate::domain::records::Id;

/// So many children live one round of stories.
pub(super) const ROUND: usize = 40;
/// So many volunteers belong to it.
pub(super) const VOLUNTEERS: usize = 28;
/// Places within a round whose child has the carer of the child before: siblings.
const SIBLINGS: [usize; 3] = [9, 20, 33];
/// The year that is told, in days.
pub(super) const YEAR: i64 = 364;

/// A stretch of school days that was summed up.
pub(super) struct Range {
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    pub(super) days: i64,
}

/// The county.
pub(super) struct County {
    pub(super) words: &'static Words,
    pub(super) cast: Vec<Cast<'static>>,
    pub(super) seed: u64,
    pub(super) today: NaiveDate,
    /// Nothing was entered after this moment (Unix seconds).
    pub(super) latest: i64,
    pub(super) children: usize,
    pub(super) volunteers: usize,
    /// Events have English titles.
    pub(super) english: bool,
    /// TECH §2's density: many visits, rows not journalled.
    pub(super) is_dense: bool,
    /// Days since the operators' last session.
    pub(super) since_session: i64,
    /// The newest school days before today, newest first.
    pub(super) school_days: Vec<NaiveDate>,
    /// Earlier school days, month by month.
    pub(super) ranges: Vec<Range>,
    /// The year's exams, ascending.
    pub(super) exams: Vec<(NaiveDate, ExamType)>,
    base: Id,
}

impl County {
    pub(super) fn new(
        seed: u64,
        children: usize,
        today: NaiveDate,
        is_dense: bool,
        calendar: &SchoolCalendar,
        base: Id,
    ) -> Self {
        let words = Words::get();
        let daily = if is_dense { 40 } else { 50 };
        let school_days = school_days(today, daily, calendar);
        let first_daily = school_days.last().copied().unwrap_or(today);
        Self {
            words,
            english: false,
            cast: words.cast(),
            seed,
            today,
            latest: i64::MAX,
            children,
            volunteers: (children * VOLUNTEERS).div_ceil(ROUND),
            is_dense,
            since_session: (today - last_friday(today)).num_days(),
            ranges: ranges(before(today, YEAR), first_daily, calendar),
            exams: exams(today, calendar),
            school_days,
            base,
        }
    }

    /// The first day of the county's records.
    pub(super) fn first_day(&self) -> NaiveDate {
        before(self.today, YEAR)
    }

    /// The operators' last session was on this day.
    pub(super) fn session_day(&self) -> NaiveDate {
        last_friday(self.today)
    }

    /// Who decided on cases on a day: the first operator, and since their last session the other.
    pub(super) fn decider(&self, day: NaiveDate) -> &str {
        let operators = &self.words.operators;
        let place = if day > self.session_day() { operators.len() - 1 } else { 0 };
        &operators[place]
    }

    /// So many days ago.
    pub(super) fn ago(&self, days: i64) -> NaiveDate {
        before(self.today, days)
    }

    /// Chance for one child, by what it decides.
    pub(super) fn chance(&self, stream: u64, index: usize) -> Chance {
        Chance::of(self.seed, stream, index)
    }

    /// The story of a child.
    pub(super) fn story(&self, child: usize) -> Story {
        self.cast[child % ROUND].story
    }

    /// True when a child shares the carer of the one before.
    pub(super) fn is_sibling(child: usize) -> bool {
        SIBLINGS.contains(&(child % ROUND))
    }

    pub(super) fn child_id(&self, child: usize) -> Id {
        self.base | number(1 + child)
    }

    pub(super) fn volunteer_id(&self, volunteer: usize) -> Id {
        self.base | number(1 + self.children + volunteer)
    }

    /// The carer of a child.
    pub(super) fn carer_id(&self, child: usize) -> Id {
        let first = if Self::is_sibling(child) { child - 1 } else { child };
        self.base | number(1 + self.children + self.volunteers + first)
    }

    /// The carers' running number, for the code.
    pub(super) fn carer_number(child: usize) -> usize {
        let earlier = SIBLINGS.iter().filter(|place| **place < child % ROUND).count();
        1 + child - SIBLINGS.len() * (child / ROUND) - earlier
    }

    pub(super) fn event_id(&self, event: usize) -> Id {
        self.base | number(1 + 2 * self.children + self.volunteers + event)
    }

    /// The first running number for everything else, when there are so many events.
    pub(super) fn first_free(&self, events: usize) -> i64 {
        number(1 + 2 * self.children + self.volunteers + events)
    }

    /// The full id of a running number.
    pub(super) fn id(&self, running: i64) -> Id {
        self.base | running
    }

    /// Who accompanies a child: the lead and, for about half, a second adult. `None` for a child without a volunteer.
    pub(super) fn pair(&self, child: usize) -> Option<(usize, Option<usize>)> {
        let place = child % ROUND;
        let (lead, second) = match self.story(child) {
            Story::New => return None,
            Story::Grandma | Story::Unseen => (0, None),
            Story::Carer => (1, None),
            Story::Quits | Story::Locked => (2, Some(3)),
            _ => {
                let lead = 4 + (place * 7) % 20;
                (lead, place.is_multiple_of(2).then_some(lead ^ 1))
            }
        };
        let first = child / ROUND * VOLUNTEERS;
        let real = |volunteer: usize| (first + volunteer) % self.volunteers.max(1);
        let second = second.map(real).filter(|second| *second != real(lead));
        Some((real(lead), second))
    }
}

fn number(index: usize) -> i64 {
    i64::try_from(index).unwrap_or(i64::MAX)
}

/// A day some days earlier.
pub(super) fn before(day: NaiveDate, days: i64) -> NaiveDate {
    day - Days::new(days.unsigned_abs())
}

/// The Friday before a day.
fn last_friday(today: NaiveDate) -> NaiveDate {
    let mut day = before(today, 1);
    while day.weekday() != Weekday::Fri {
        day = before(day, 1);
    }
    day
}

/// The newest school days before today, newest first.
fn school_days(today: NaiveDate, count: usize, calendar: &SchoolCalendar) -> Vec<NaiveDate> {
    (1..YEAR)
        .map(|ago| before(today, ago))
        .filter(|day| calendar.is_school_day(*day))
        .take(count)
        .collect()
}

/// The school days from one day to before another, month by month.
fn ranges(from: NaiveDate, until: NaiveDate, calendar: &SchoolCalendar) -> Vec<Range> {
    let mut ranges: Vec<Range> = Vec::new();
    let days = from.iter_days().take_while(|day| *day < until);
    for day in days.filter(|day| calendar.is_school_day(*day)) {
        match ranges.last_mut() {
            Some(range) if range.from.month() == day.month() => {
                range.to = day;
                range.days += 1;
            }
            _ => ranges.push(Range { from: day, to: day, days: 1 }),
        }
    }
    ranges
}

/// The exams of the last year whose marks are in: monthly, mid-term and final in each term.
fn exams(today: NaiveDate, calendar: &SchoolCalendar) -> Vec<(NaiveDate, ExamType)> {
    let (first, last) = (before(today, YEAR), before(today, 6));
    let mut exams: Vec<(NaiveDate, ExamType)> = Vec::new();
    for term in calendar.terms() {
        let after_start = |days| *term.start() + Days::new(days);
        for (day, kind) in [
            (after_start(35), ExamType::Monthly),
            (after_start(66), ExamType::Midterm),
            (after_start(100), ExamType::Monthly),
            (before(*term.end(), 4), ExamType::Final),
        ] {
            let mut day = day;
            while !calendar.is_school_day(day) {
                day = before(day, 1);
            }
            exams.push((day, kind));
        }
    }
    exams.retain(|(day, _)| (first..=last).contains(day));
    if exams.is_empty() {
        // Beyond the calendar: as if terms went on.
        use ExamType::{Final, Midterm, Monthly};
        for (ago, kind) in
            [(290, Monthly), (200, Midterm), (110, Final), (60, Monthly), (20, Midterm)]
        {
            exams.push((before(today, ago), kind));
        }
    }
    exams
}
