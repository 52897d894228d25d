//! What is looked at as pictures: how full the volunteers' hands are, and a month's visits against those that were due.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Datelike as _, Days, Months, NaiveDate};

use super::Queries;
use super::risk::VolunteerBrief;
use crate::domain::codes::{Tier, VolunteerStatus};
use crate::domain::records::Id;
use crate::domain::value::{Field, Value};
use crate::domain::visit_due::{DueInput, start_day, visit_due};
use crate::store::derive::scorer::tier_of;
use crate::store::error::{Result, StoreError};

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

/// All volunteers who haven't left, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LoadSums {
    /// How many they are.
    pub volunteers: usize,
    /// How many matches they have among them, children counted once a volunteer.
    pub children: usize,
    /// How many more children the active ones can take on; nothing for those who named no limit.
    pub free: usize,
    /// How many have more children than they can take on.
    pub over: usize,
    /// How many lead a child whose visit is overdue.
    pub late: usize,
    /// The longest bar: the most children one has or can take on.
    pub most: usize,
}

impl LoadSums {
    fn add(
        &mut self,
        status: VolunteerStatus,
        capacity: Option<usize>,
        children: usize,
        overdue: usize,
    ) {
        self.volunteers += 1;
        self.children += children;
        self.late += usize::from(overdue > 0);
        self.most = self.most.max(children).max(capacity.unwrap_or(0));
        if let Some(most) = capacity {
            self.over += usize::from(children > most);
            if status == VolunteerStatus::Active {
                self.free += most.saturating_sub(children);
            }
        }
    }
}

/// Each volunteer's children of a day, and how many of those they lead are overdue.
const LOADS: &str = "WITH matched (volunteer_id, n) AS (
         SELECT volunteer_id, count(DISTINCT child_id) FROM assignment
         JOIN child ON child.id = child_id
         WHERE child.status = 'active' AND (from_day IS NULL OR from_day <= ?1)
           AND (to_day IS NULL OR to_day >= ?1)
         GROUP BY volunteer_id),
     late (lead_id, n) AS (
         SELECT lead_id, count(*) FROM visit_due
         WHERE due < ?1 AND lead_id IS NOT NULL GROUP BY lead_id),
     load (id, code, name, phone, status, capacity, children, overdue) AS (
         SELECT volunteer.id, code, name, phone, status, capacity,
             coalesce(matched.n, 0), coalesce(late.n, 0)
         FROM volunteer LEFT JOIN matched ON matched.volunteer_id = volunteer.id
         LEFT JOIN late ON late.lead_id = volunteer.id
         WHERE status <> 'left')";

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
    /// Calls, messages and meetings together.
    pub contacts: usize,
    /// Of these the calls.
    pub calls: usize,
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

/// Tells from time to time how many of many rows were gone through, and stops where they are no longer wanted.
fn heard(done: usize, progress: &mut dyn FnMut(usize) -> bool) -> Result<()> {
    if done.is_multiple_of(4096) && !progress(done) {
        return Err(StoreError::Stopped);
    }
    Ok(())
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
    /// The volunteers who haven't left, those with overdue visits first, then those whose hands are fullest, at most `limit`;
    /// and all of them in numbers. Goes through all matches: for a page that is opened now and then.
    ///
    /// # Errors
    /// What the database says.
    pub fn loads(&self, limit: usize) -> Result<(Vec<Load>, LoadSums)> {
        let mut statement = self.conn.prepare_cached(&format!(
            "{LOADS} SELECT id, code, name, phone, status, capacity, children, overdue FROM load
             ORDER BY overdue DESC, children * 1.0 / max(coalesce(capacity, children), 1) DESC,
                 children DESC, code_key(code), code",
        ))?;
        let mut rows = statement.query([self.today()])?;
        let (mut found, mut sums) = (Vec::new(), LoadSums::default());
        let count = |n: i64| usize::try_from(n).unwrap_or(0);
        while let Some(row) = rows.next()? {
            let status = VolunteerStatus::from_value(row.get::<_, Value>(4)?)?;
            let capacity: Option<i64> = row.get(5)?;
            let (children, overdue) = (count(row.get(6)?), count(row.get(7)?));
            sums.add(status, capacity.map(count), children, overdue);
            if found.len() < limit {
                found.push(Load {
                    volunteer: VolunteerBrief {
                        id: row.get(0)?,
                        code: row.get(1)?,
                        name: row.get(2)?,
                        phone: row.get(3)?,
                        status,
                    },
                    capacity,
                    children,
                    overdue,
                });
            }
        }
        Ok((found, sums))
    }

    /// The visits of the month of a day against those that were due: a child was due when its due day, as it stood on the
    /// month's first day by the rule of DOMAIN §1.5, lies in the month or before; in the present month also when it has become
    /// due since. Goes through all open files: for a page that is opened now and then.
    ///
    /// # Errors
    /// What the database says.
    pub fn month_visits(&self, of: NaiveDate) -> Result<MonthVisits> {
        self.month_visits_watched(of, &mut |_| true)
    }

    /// Like [`Queries::month_visits`]; `progress` hears how many files were gone through and stops it by `false`.
    ///
    /// # Errors
    /// What the database says, and [`StoreError::Stopped`].
    pub fn month_visits_watched(
        &self,
        of: NaiveDate,
        progress: &mut dyn FnMut(usize) -> bool,
    ) -> Result<MonthVisits> {
        let _moment = self.snapshot()?;
        let (first, last) = ends(of);
        let until = last.min(self.today());
        let mut month = MonthVisits {
            contacts: self.count_sql(
                "SELECT count(*) FROM contact WHERE voided_on IS NULL AND day BETWEEN ?1 AND ?2",
                &[&first, &until],
            )?,
            calls: self.count_sql(
                "SELECT count(*) FROM contact WHERE voided_on IS NULL AND day BETWEEN ?1 AND ?2
                   AND kind = 'call'",
                &[&first, &until],
            )?,
            ..MonthVisits::default()
        };
        let made = self.made(first, until, &mut month)?;
        let leads = self.leads_on(until)?;
        let still = if last >= self.today() { self.due_until(last)? } else { HashSet::new() };
        let visits_since = self.office()?.visits_since;
        let histories = self.histories_until(first)?;
        let next_dates = self.next_dates_before(first)?;
        let mut volunteers: HashMap<Option<Id>, Share> = HashMap::new();
        let mut townships: HashMap<String, Share> = HashMap::new();
        let mut statement = self.conn.prepare_cached(
            "SELECT child.id, admitted_on, entered_on, township,
                 (SELECT max(day) FROM visit WHERE child_id = child.id AND voided_on IS NULL AND day < ?1
                    AND child_seen = 1 AND (place IS NULL OR place = 'home'))
             FROM child WHERE entered_on <= ?2 AND (status = 'active' OR closed_on > ?2)",
        )?;
        let mut rows = statement.query(rusqlite::params![first, until])?;
        let mut files = 0;
        while let Some(row) = rows.next()? {
            files += 1;
            heard(files, progress)?;
            let child: Id = row.get(0)?;
            let (admitted_on, entered_on): (Option<NaiveDate>, NaiveDate) =
                (row.get(1)?, row.get(2)?);
            let history = histories.get(&child).map_or(&[][..], Vec::as_slice);
            let input = DueInput {
                start_day: start_day(admitted_on, entered_on, visits_since),
                first_day: entered_on,
                last_counted_visit: row.get(4)?,
                next_date: next_dates.get(&child).copied(),
                history,
                present: history.last().map_or(Tier::Unknown, |(_, tier)| *tier),
            };
            let due = still.contains(&child) || visit_due(&input, self.settings()) <= last;
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
        self.visits_a_month_watched(count, &mut |_| true)
    }

    /// Like [`Queries::visits_a_month`]; `progress` hears how many visits were gone through and stops it by `false`.
    ///
    /// # Errors
    /// What the database says, and [`StoreError::Stopped`].
    pub fn visits_a_month_watched(
        &self,
        count: u32,
        progress: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Vec<(NaiveDate, usize)>> {
        let (this, _) = ends(self.today());
        let firsts = (0..count).rev().filter_map(|back| this.checked_sub_months(Months::new(back)));
        let mut found: Vec<(NaiveDate, usize)> = firsts.map(|first| (first, 0)).collect();
        let Some((begin, _)) = found.first().copied() else { return Ok(found) };
        let months: Vec<String> =
            found.iter().map(|(first, _)| first.format("%Y-%m").to_string()).collect();
        // One way through the index in which all that is asked for stands: each month by itself would look every visit up.
        let mut statement = self.conn.prepare_cached(
            "SELECT day FROM visit INDEXED BY visit_child
             WHERE day BETWEEN ?1 AND ?2 AND voided_on IS NULL AND child_seen = 1",
        )?;
        let mut rows = statement.query([begin, self.today()])?;
        let mut visits = 0;
        while let Some(row) = rows.next()? {
            visits += 1;
            heard(visits, progress)?;
            let day = row.get_ref(0)?.as_str().unwrap_or_default();
            let month = day.get(..7).unwrap_or_default();
            // The months are in order, and so are their names.
            if let Ok(at) = months.binary_search_by(|one| one.as_str().cmp(month)) {
                found[at].1 += 1;
            }
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
             ORDER BY from_day DESC, code_key(volunteer.code) DESC, volunteer.code DESC",
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

    /// The tiers that each child's score gave, up to a day, the oldest first. Read at once: a statement a child took most of the
    /// time that the page took to open.
    fn histories_until(&self, day: NaiveDate) -> Result<HashMap<Id, Vec<(NaiveDate, Tier)>>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT child_id, from_day, scored_tier FROM score_history WHERE from_day <= ?1
             ORDER BY child_id, from_day",
        )?;
        let mut histories: HashMap<Id, Vec<(NaiveDate, Tier)>> = HashMap::new();
        let mut rows = statement.query([day])?;
        while let Some(row) = rows.next()? {
            let tier = (row.get(1)?, tier_of(row.get(2)?));
            histories.entry(row.get(0)?).or_default().push(tier);
        }
        Ok(histories)
    }

    /// The newest agreed next date of each child from visits before a day, with the day on which it was agreed.
    fn next_dates_before(&self, day: NaiveDate) -> Result<HashMap<Id, (NaiveDate, NaiveDate)>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT child_id, day, next_date FROM visit
             WHERE day < ?1 AND next_date IS NOT NULL AND voided_on IS NULL
             ORDER BY child_id, day, id",
        )?;
        let mut dates = HashMap::new();
        let mut rows = statement.query([day])?;
        while let Some(row) = rows.next()? {
            // The last one stands.
            dates.insert(row.get(0)?, (row.get(1)?, row.get(2)?));
        }
        Ok(dates)
    }
}
