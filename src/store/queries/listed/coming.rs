//! What is coming up, filtered and sorted. Days of birthdays are reckoned here, not by the database: everything between the two
//! days is read, and children and events that the other parts of the filter let through are asked for as their own lists.

use std::collections::HashSet;

use chrono::{Days, NaiveDate};

use super::{Ask, ComingKind, Filter, ListColumn, Listed, Sort};
use crate::domain::code_order::code_key;
use crate::domain::records::Id;
use crate::language::names::reading_order;
use crate::store::error::Result;
use crate::store::queries::{ChildScope, Coming, Queries};

/// Nothing further ahead than a year comes up.
const YEAR: u64 = 366;

/// The id of a row: a child's own, an event's below zero.
const fn id(coming: &Coming) -> Id {
    if coming.event.is_some() { -coming.id } else { coming.id }
}

impl Queries<'_> {
    /// The first and the last day of what is looked at: the filter's, as far as they lie ahead, else those of the list itself.
    fn coming_days(&self, filter: &Filter) -> (NaiveDate, NaiveDate) {
        let (from, to) = filter.period.map_or((None, None), |period| period.days(self.today()));
        let from = from.unwrap_or(self.today()).max(self.today());
        let year = self.today().checked_add_days(Days::new(YEAR)).unwrap_or(NaiveDate::MAX);
        let own =
            if filter.period.is_some() { year } else { self.horizon(self.settings().horizon) };
        (from, to.unwrap_or(own).min(year))
    }

    /// What the filter lets through, in the list's own order.
    fn coming_filtered(&self, filter: &Filter) -> Result<Vec<Coming>> {
        let (from, until) = self.coming_days(filter);
        if from > until {
            return Ok(Vec::new());
        }
        let mut found = self.coming_between(from, until)?;
        if !filter.coming.is_empty() {
            found.retain(|one| {
                ComingKind::from_code(one.kind()).is_some_and(|kind| filter.coming.contains(&kind))
            });
        }
        let of_child = Filter { coming: Vec::new(), period: None, ..filter.clone() };
        if !of_child.is_empty() {
            let children = Listed::Children(ChildScope::Active);
            let children: HashSet<Id> =
                self.listed(children, &of_child, None)?.into_iter().collect();
            let events = self.events_like(filter)?;
            found.retain(|one| match one.event {
                None => children.contains(&one.id),
                Some(_) => events.contains(&one.id),
            });
        }
        Ok(found)
    }

    /// The events that the filter of children lets through: by their own words, and by a township that their place names. An
    /// event has no school, tier or category, and accompanies nobody.
    fn events_like(&self, filter: &Filter) -> Result<HashSet<Id>> {
        let only_children = filter.place(Ask::School).is_some()
            || filter.volunteer.is_some()
            || !filter.tiers.is_empty()
            || !filter.categories.is_empty();
        if only_children {
            return Ok(HashSet::new());
        }
        let events = Listed::Events { all: false };
        let words =
            |text: Option<&str>| Filter { text: text.map(str::to_owned), ..Filter::default() };
        let of_text = self.listed(events, &words(filter.text.as_deref()), None)?;
        let Some(typed) = filter.place(Ask::Township) else {
            return Ok(of_text.into_iter().collect());
        };
        let mut there = HashSet::new();
        for name in self.names_like(Listed::Upcoming, Ask::Township, typed)? {
            there.extend(self.listed(events, &words(Some(&name)), None)?);
        }
        there.retain(|id| of_text.contains(id));
        Ok(there)
    }

    /// The ids of what the filter lets through, in the order of a column or the list's own.
    pub(super) fn coming_rows(&self, filter: &Filter, sort: Option<Sort>) -> Result<Vec<Id>> {
        let _moment = self.snapshot()?;
        let mut found = self.coming_filtered(filter)?;
        let words = |one: &Coming, column| match column {
            ListColumn::Kind => one.kind().to_owned(),
            ListColumn::Code => code_key(&one.code).into_owned(),
            ListColumn::What => reading_order(&one.title),
            ListColumn::Township => one.township.as_deref().map(reading_order).unwrap_or_default(),
            _ => String::new(),
        };
        match sort {
            None => {}
            Some(Sort { column: ListColumn::Day, descending }) => {
                found.sort_by(|one, other| {
                    if descending { other.date.cmp(&one.date) } else { one.date.cmp(&other.date) }
                });
            }
            Some(Sort { column, descending }) => {
                let mut keyed: Vec<_> =
                    found.into_iter().map(|one| (words(&one, column), one)).collect();
                // What has no such words stands at the end.
                keyed.sort_by(|(one, _), (other, _)| {
                    one.is_empty()
                        .cmp(&other.is_empty())
                        .then_with(|| if descending { other.cmp(one) } else { one.cmp(other) })
                });
                found = keyed.into_iter().map(|(_, one)| one).collect();
            }
        }
        Ok(found.iter().map(id).collect())
    }

    /// The rows of these ids, in their order, of those between the filter's days.
    ///
    /// # Errors
    /// What the database says.
    pub fn coming_by_id(&self, filter: &Filter, ids: &[Id]) -> Result<Vec<Coming>> {
        let (from, until) = self.coming_days(filter);
        let (children, events): (Vec<Id>, Vec<Id>) = ids.iter().partition(|id| **id >= 0);
        let events: Vec<Id> = events.into_iter().map(|id| -id).collect();
        let mut found = self.birthdays_by_id(&children, from, until)?;
        found.extend(self.events_by_id(&events)?);
        Ok(super::in_order(ids, found, id))
    }
}
