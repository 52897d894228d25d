//! Looking at a child on one day: what is known by then, what is still good, and when time alone will change it.

use chrono::NaiveDate;

use super::assessment::{Finding, FindingState, ReasonValue, Source};
use crate::domain::calendar::{SchoolCalendar, add_days};
use crate::domain::codes::{Domain, ReasonCode};
use crate::domain::records::Id;
use crate::domain::settings::Settings;

/// The day looked at, the rules it is looked at by, and the first later day on which something changes by itself.
pub(super) struct Look<'a> {
    pub(super) day: NaiveDate,
    pub(super) calendar: &'a SchoolCalendar,
    pub(super) settings: &'a Settings,
    pub(super) next_change_on: Option<NaiveDate>,
}

/// How long a value is good.
#[derive(Clone, Copy)]
pub(super) enum Shelf {
    /// Calendar days.
    Days(u32),
    /// Term days, so that a summer doesn't turn everyone unknown.
    TermDays(u32),
}

/// The newest record behind a value.
#[derive(Clone, Copy)]
pub(super) struct Behind {
    pub(super) date: NaiveDate,
    pub(super) source: (Source, Id),
    /// The last good day.
    pub(super) expires: NaiveDate,
}

impl Look<'_> {
    /// Notes a day on which something changes by itself.
    pub(super) fn changes_on(&mut self, day: NaiveDate) {
        if day > self.day && self.next_change_on.is_none_or(|next| day < next) {
            self.next_change_on = Some(day);
        }
    }

    /// The records of a list, newest first, that are not dated after the day; notes when the next comes into force.
    pub(super) fn known<'l, T>(&mut self, list: &'l [T], day: impl Fn(&T) -> NaiveDate) -> &'l [T] {
        let later = list.iter().take_while(|item| day(item) > self.day).count();
        if let Some(next) = list[..later].last() {
            self.changes_on(day(next));
        }
        &list[later..]
    }

    /// A record with its last good day; notes when it goes bad.
    pub(super) fn behind(&mut self, date: NaiveDate, source: (Source, Id), life: Shelf) -> Behind {
        let behind = self.dated(date, source, life);
        self.expires(&behind);
        behind
    }

    /// A record with its last good day.
    pub(super) fn dated(&self, date: NaiveDate, source: (Source, Id), life: Shelf) -> Behind {
        let expires = match life {
            Shelf::Days(days) => add_days(date, days),
            Shelf::TermDays(days) => self.calendar.good_through(date, days, true),
        };
        Behind { date, source, expires }
    }

    /// Notes when a record goes bad.
    pub(super) fn expires(&mut self, behind: &Behind) {
        self.changes_on(add_days(behind.expires, 1));
    }

    /// Whether a record is still good.
    pub(super) fn is_good(&self, behind: &Behind) -> bool {
        behind.expires >= self.day
    }

    /// What is known under a code, from the newest record behind it; the points count only while it is good.
    pub(super) fn finding(
        &self,
        code: ReasonCode,
        domain: Domain,
        points: u32,
        value: ReasonValue,
        behind: Behind,
    ) -> Finding {
        let good = self.is_good(&behind);
        Finding {
            code,
            domain,
            state: if good { FindingState::Known } else { FindingState::Expired },
            points: if good { points } else { 0 },
            value: Some(value),
            date: Some(behind.date),
            source: Some(behind.source),
            expires: Some(behind.expires),
        }
    }
}

/// A code of which nothing is known.
pub(super) const fn missing(code: ReasonCode, domain: Domain) -> Finding {
    Finding {
        code,
        domain,
        state: FindingState::Missing,
        points: 0,
        value: None,
        date: None,
        source: None,
        expires: None,
    }
}
