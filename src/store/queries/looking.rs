//! What is looked at as pictures: how full the volunteers' hands are, and a month's visits against those that were due.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Datelike as _, Days, Months, NaiveDate};

use super::Queries;
use super::risk::VolunteerBrief;
use crate::domain::codes::Tier;
use crate::domain::records::Id;
use crate::domain::value::{Field, Value};
use crate::domain::visit_due::{DueInput, start_day, visit_due};
use crate::store::derive::scorer::tier_of;
use crate::store::error::Result;

/// How full a volunteer's hands are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    /// Who.
    pub volunteer: VolunteerBrief,
    /// How many children they can accompany; `None` = nobody said.
    pub capacity: Option<i64>,
    /// How many they accompany today, the number of [`Queries::load_of`].
    pub children: usize,
    /// How many of those they lead are overdue.
    pub overdue: usize,
}

/// A month's visits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MonthVisits {
    /// How many children were due a home visit by the month's end.
    pub due: usize,
    /// How many of them were seen at home within the month.
    pub done: usize,
    /// Home visits at which a child was seen, all of them.
    pub seen: usize,
    /// Visits on which no child was seen: nobody at home, or only an adult.
    pub missed: usize,
    /// Calls, messages and meetings.
    pub contacts: usize,
    /// The due children by the volunteer who led then; `None` = nobody. The most that is open first.
    pub by_volunteer: Vec<Share>,
    /// The due children by township; an empty name = not known.
    pub by_township: Vec<Share>,
    /// How many visits were made on each day of the month that has any.
    pub days: BTreeMap<u32, usize>,
}

/// What of a month fell to one volunteer or one township.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Share {
    /// The volunteer; `None` for a township and for children whom nobody accompanied.
    pub volunteer: Option<Id>,
    /// The volunteer's name, or the township's; empty when there is none.
    pub name: String,
    /// Due children.
    pub due: usize,
    /// Of these seen at home within the month.
    pub done: usize,
    /// Visits on which the child wasn't seen.
    pub missed: usize,
}

/// The first and the last day of a day's month.
fn ends(of: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = of.with_day(1).unwrap_or(of);
    let last = first
        .checked_add_months(Months::new(1))
        .and_then(|next| next.checked_sub_days(Days::new(1)))
        .unwrap_or(NaiveDate::MAX);
    (first, last)
}

/// What a child's visits of the month came to.
#[derive(Debug, Clone, Copy, Default)]
struct Made {
    seen_at_home: bool,
    missed: usize,
}

impl Queries<'_> {
    /// The volunteers who haven't left, those with overdue visits first, then those whose hands are fullest, at most `limit`.
    /// Goes through all matches: for a page that is opened now and then.
    ///
    /// # Errors
    /// What the database says.
    pub fn loads(&self, limit: usize) -> Result<Vec<Load>> {
        let mut statement = self.conn.prepare_cached(
            "WITH matched (volunteer_id, n) AS (
                 SELECT volunteer_id, count(DISTINCT child_id) FROM assignment
                 JOIN child ON child.id = child_id
                 WHERE child.status = 'active' AND (from_day IS NULL OR from_day <= ?1)
                   AND (to_day IS NULL OR to_day >= ?1)
                 GROUP BY volunteer_id),
             late (lead_id, n) AS (
                 SELECT lead_id, count(*) FROM visit_due
                 WHERE due < ?1 AND lead_id IS NOT NULL GROUP BY lead_id)
             SELECT volunteer.id, code, name, phone, status, capacity,
                 coalesce(matched.n, 0) AS children, coalesce(late.n, 0) AS overdue
             FROM volunteer LEFT JOIN matched ON matched.volunteer_id = volunteer.id
             LEFT JOIN late ON late.lead_id = volunteer.id
             WHERE status <> 'left'
             ORDER BY overdue DESC, children * 1.0 / max(coalesce(capacity, children), 1) DESC,
                 children DESC, code LIMIT ?2",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut rows = statement.query(rusqlite::params![self.today(), limit])?;
        let mut found = Vec::new();
        let count = |n: i64| usize::try_from(n).unwrap_or(0);
        while let Some(row) = rows.next()? {
            found.push(Load {
                volunteer: VolunteerBrief {
                    id: row.get(0)?,
                    code: row.get(1)?,
                    name: row.get(2)?,
                    phone: row.get(3)?,
                    status: Field::from_value(row.get::<_, Value>(4)?)?,
                },
                capacity: row.get(5)?,
                children: count(row.get(6)?),
                overdue: count(row.get(7)?),
            });
        }
        Ok(found)
    }

    /// The visits of the month of a day against those that were due: a child was due when its due day, as it stood on the
    /// month's first day by the rule of DOMAIN §1.5, lies in the month or before; in the present month also when it has become
    /// due since. Goes through all open files: for a page that is opened now and then.
    ///
    /// # Errors
    /// What the database says.
    pub fn month_visits(&self, of: NaiveDate) -> Result<MonthVisits> {
        let _moment = self.snapshot()?;
        let (first, last) = ends(of);
        let until = last.min(self.today());
        let mut month = MonthVisits {
            contacts: self.count_sql(
                "SELECT count(*) FROM contact WHERE voided_on IS NULL AND day BETWEEN ?1 AND ?2",
                &[&first, &until],
            )?,
            ..MonthVisits::default()
        };
        let made = self.made(first, until, &mut month)?;
        let leads = self.leads_on(until)?;
        let still = if last >= self.today() { self.due_until(last)? } else { HashSet::new() };
        let visits_since = self.office()?.visits_since;
        let mut volunteers: HashMap<Option<Id>, Share> = HashMap::new();
        let mut townships: HashMap<String, Share> = HashMap::new();
        let mut statement = self.conn.prepare_cached(
            "SELECT child.id, admitted_on, entered_on, township,
                 (SELECT max(day) FROM visit WHERE child_id = child.id AND voided_on IS NULL AND day < ?1
                    AND child_seen = 1 AND (place IS NULL OR place = 'home'))
             FROM child WHERE entered_on <= ?2 AND (status = 'active' OR closed_on > ?2)",
        )?;
        let mut rows = statement.query(rusqlite::params![first, until])?;
        while let Some(row) = rows.next()? {
            let child: Id = row.get(0)?;
            let (admitted_on, entered_on): (Option<NaiveDate>, NaiveDate) =
                (row.get(1)?, row.get(2)?);
            let start = start_day(admitted_on, entered_on, visits_since);
            let due = still.contains(&child)
                || self.due_as_of(child, first, start, entered_on, row.get(4)?)? <= last;
            let made = made.get(&child).copied().unwrap_or_default();
            if !due && made.missed == 0 {
                continue;
            }
            let township: String = row.get::<_, Option<String>>(3)?.unwrap_or_default();
            let lead = leads.get(&child).copied();
            let done = due && made.seen_at_home;
            month.due += usize::from(due);
            month.done += usize::from(done);
            for share in
                [volunteers.entry(lead).or_default(), townships.entry(township).or_default()]
            {
                share.due += usize::from(due);
                share.done += usize::from(done);
                share.missed += made.missed;
            }
        }
        for (volunteer, mut share) in volunteers {
            share.volunteer = volunteer;
            if let Some(id) = volunteer {
                share.name = self.volunteer_brief(id)?.map(|one| one.name).unwrap_or_default();
            }
            month.by_volunteer.push(share);
        }
        for (township, mut share) in townships {
            share.name = township;
            month.by_township.push(share);
        }
        for shares in [&mut month.by_volunteer, &mut month.by_township] {
            shares.sort_by(|one, other| {
                let open = |share: &Share| (share.due - share.done, share.due);
                open(other).cmp(&open(one)).then_with(|| one.name.cmp(&other.name))
            });
        }
        Ok(month)
    }

    /// How many home visits saw a child in each of the last `count` months, the oldest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn visits_a_month(&self, count: u32) -> Result<Vec<(NaiveDate, usize)>> {
        let (this, _) = ends(self.today());
        let mut found = Vec::new();
        for back in (0..count).rev() {
            let Some(first) = this.checked_sub_months(Months::new(back)) else { continue };
            let (_, last) = ends(first);
            let seen = self.count_sql(
                "SELECT count(*) FROM visit WHERE voided_on IS NULL AND day BETWEEN ?1 AND ?2 AND child_seen = 1",
                &[&first, &last.min(self.today())],
            )?;
            found.push((first, seen));
        }
        Ok(found)
    }

    /// What the visits between two days came to, child by child; days and sums into the month.
    fn made(
        &self,
        first: NaiveDate,
        until: NaiveDate,
        month: &mut MonthVisits,
    ) -> Result<HashMap<Id, Made>> {
        let mut made: HashMap<Id, Made> = HashMap::new();
        let mut statement = self.conn.prepare_cached(
            "SELECT child_id, day, coalesce(child_seen, 0), place IS NULL OR place = 'home' FROM visit
             WHERE voided_on IS NULL AND day BETWEEN ?1 AND ?2",
        )?;
        let mut rows = statement.query([first, until])?;
        while let Some(row) = rows.next()? {
            let (day, seen, home): (NaiveDate, bool, bool) =
                (row.get(1)?, row.get(2)?, row.get(3)?);
            let one = made.entry(row.get(0)?).or_default();
            one.seen_at_home |= seen && home;
            one.missed += usize::from(!seen);
            month.seen += usize::from(seen && home);
            month.missed += usize::from(!seen);
            *month.days.entry(day.day()).or_default() += 1;
        }
        Ok(made)
    }

    /// The lead volunteer of each child on a day: the earliest match, then the lowest code (DOMAIN §1.5).
    fn leads_on(&self, day: NaiveDate) -> Result<HashMap<Id, Id>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT child_id, volunteer.id FROM assignment JOIN volunteer ON volunteer.id = volunteer_id
             WHERE volunteer.status <> 'left' AND (from_day IS NULL OR from_day <= ?1)
               AND (to_day IS NULL OR to_day >= ?1)
             ORDER BY from_day DESC, volunteer.code DESC",
        )?;
        let mut leads = HashMap::new();
        let mut rows = statement.query([day])?;
        while let Some(row) = rows.next()? {
            // The last one stands.
            leads.insert(row.get(0)?, row.get(1)?);
        }
        Ok(leads)
    }

    /// The children whose visit is due by a day as it stands now.
    fn due_until(&self, last: NaiveDate) -> Result<HashSet<Id>> {
        let mut statement =
            self.conn.prepare_cached("SELECT child_id FROM visit_due WHERE due <= ?1")?;
        let found = statement.query_map([last], |row| row.get(0))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// When a child's visit was due, as it stood on a day.
    fn due_as_of(
        &self,
        child: Id,
        day: NaiveDate,
        start_day: NaiveDate,
        first_day: NaiveDate,
        last_counted_visit: Option<NaiveDate>,
    ) -> Result<NaiveDate> {
        let mut statement = self.conn.prepare_cached(
            "SELECT from_day, scored_tier FROM score_history WHERE child_id = ?1 AND from_day <= ?2
             ORDER BY from_day",
        )?;
        let history = statement
            .query_map(rusqlite::params![child, day], |row| {
                Ok((row.get(0)?, tier_of(row.get(1)?)))
            })?
            .collect::<rusqlite::Result<Vec<(NaiveDate, Tier)>>>()?;
        let mut statement = self.conn.prepare_cached(
            "SELECT day, next_date FROM visit WHERE child_id = ?1 AND day < ?2 AND next_date IS NOT NULL
               AND voided_on IS NULL ORDER BY day DESC, id DESC LIMIT 1",
        )?;
        let mut rows = statement.query(rusqlite::params![child, day])?;
        let next_date = match rows.next()? {
            Some(row) => Some((row.get(0)?, row.get(1)?)),
            None => None,
        };
        let present = history.last().map_or(Tier::Unknown, |(_, tier)| *tier);
        let input = DueInput {
            start_day,
            first_day,
            last_counted_visit,
            next_date,
            history: &history,
            present,
        };
        Ok(visit_due(&input, self.settings()))
    }
}
