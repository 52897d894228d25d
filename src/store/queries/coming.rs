//! What is coming up: birthdays by the sun and the moon, and events.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::Queries;
use super::risk::Window;
use crate::domain::birthday::{BirthdayInput, lunar_keys, solar_keys};
use crate::domain::code_order::by_code;
use crate::domain::codes::{CelebrateBy, EventKind};
use crate::domain::lunar::LunarDate;
use crate::domain::records::Id;
use crate::domain::value::{Field, Value};
use crate::store::derive::scorer::birthday_key;
use crate::store::error::Result;
use crate::store::rows::Day;

/// Something within the next days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// A child's birthday (`None`) or an event of a kind.
    pub event: Option<EventKind>,
    /// The child's or the event's id.
    pub id: Id,
    /// Its code.
    pub code: String,
    /// The child's name or the event's title.
    pub title: String,
    /// The day (an event's first day).
    pub date: NaiveDate,
    /// Days from today.
    pub days: i64,
    /// The lunar date a lunar birthday is kept on.
    pub lunar: Option<LunarDate>,
    /// The age a child will be.
    pub age: Option<i32>,
    /// Who is signed up for an event, children and volunteers.
    pub signed_up: usize,
    /// How many can take part in an event.
    pub capacity: Option<i64>,
    /// The child's township.
    pub township: Option<String>,
}

impl Coming {
    /// The code of its kind: `birthday`, or the event's kind.
    pub fn kind(&self) -> &'static str {
        self.event.map_or("birthday", EventKind::code)
    }
}

impl Queries<'_> {
    /// The last day that still counts as upcoming: today + N days.
    pub(super) fn horizon(&self, days: u32) -> NaiveDate {
        self.today().checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
    }

    /// Everything upcoming, by day, kind and code; at most `limit` rows.
    ///
    /// # Errors
    /// What the database says.
    pub fn upcoming(&self, days: u32, limit: usize) -> Result<Vec<Coming>> {
        self.upcoming_page(days, Window::first(limit))
    }

    /// A page of what [`Queries::upcoming`] lists.
    ///
    /// # Errors
    /// What the database says.
    pub fn upcoming_page(&self, days: u32, window: Window) -> Result<Vec<Coming>> {
        let _moment = self.snapshot()?;
        self.coming(&self.ahead(days)?, window)
    }

    /// How many rows [`Queries::upcoming`] has without a limit.
    ///
    /// # Errors
    /// What the database says.
    pub fn count_upcoming(&self, days: u32) -> Result<usize> {
        Ok(self.ahead(days)?.count())
    }

    /// The days of the window on which something is kept.
    ///
    /// # Errors
    /// What the database says.
    pub fn ahead(&self, days: u32) -> Result<Ahead> {
        let _moment = self.snapshot()?;
        let birthdays = self.birthday_keys(self.today(), self.horizon(days))?;
        let mut of_day = self.events_a_day(days)?;
        for key in &birthdays {
            *of_day.entry(key.date).or_default() += key.count;
        }
        Ok(Ahead { birthdays, of_day })
    }

    /// A page of what is ahead, by day, kind and code: days before the page are counted, not read.
    ///
    /// # Errors
    /// What the database says.
    pub fn coming(&self, ahead: &Ahead, window: Window) -> Result<Vec<Coming>> {
        let (mut skip, mut read) = (window.offset, 0);
        let (mut from, mut until) = (None, None);
        for (day, count) in &ahead.of_day {
            if from.is_none() && skip >= *count {
                skip -= count;
                continue;
            }
            from.get_or_insert(*day);
            until = Some(*day);
            read += count;
            if read >= skip.saturating_add(window.limit) {
                break;
            }
        }
        let (Some(from), Some(until)) = (from, until) else { return Ok(Vec::new()) };
        let wanted = skip.saturating_add(window.limit);
        let mut found = self.coming_on(ahead, from, until, wanted)?;
        found.drain(..skip.min(found.len()));
        found.truncate(window.limit);
        Ok(found)
    }

    /// Everything from one day to another, by day, kind and code.
    pub(super) fn coming_between(&self, from: NaiveDate, until: NaiveDate) -> Result<Vec<Coming>> {
        let birthdays = self.birthday_keys(from, until)?;
        self.coming_on(&Ahead { birthdays, of_day: BTreeMap::new() }, from, until, usize::MAX)
    }

    /// How many active children's birthdays are kept from one day to another, by either calendar.
    pub(super) fn count_birthdays(&self, from: NaiveDate, until: NaiveDate) -> Result<usize> {
        Ok(self.birthday_keys(from, until)?.iter().map(|key| key.count).sum())
    }

    /// The days of the year within the window on which some child's birthday is kept, by date; each once.
    fn birthday_keys(&self, from: NaiveDate, until: NaiveDate) -> Result<Vec<BirthdayKey>> {
        let solar = solar_keys(from, until).into_iter().map(|key| {
            let part = |number: u32| u8::try_from(number).unwrap_or(0);
            (key.date, CelebrateBy::Solar, part(key.month), part(key.day), false)
        });
        let lunar = lunar_keys(from, until)
            .into_iter()
            .map(|key| (key.date, CelebrateBy::Lunar, key.month, key.day, key.leap));
        let wanted: Vec<BirthdayKey> = solar
            .chain(lunar)
            .map(|(date, calendar, month, day, leap)| BirthdayKey {
                date,
                calendar,
                month,
                day,
                leap,
                count: 0,
            })
            .collect();
        let mut statement = self.conn.prepare_cached(
            "SELECT key, n FROM tally WHERE what = 'birthday' AND key BETWEEN ?1 AND ?2 ORDER BY key",
        )?;
        let mut keys: Vec<BirthdayKey> = Vec::new();
        // By date the days of the year ascend until the year turns: each stretch is read in one go.
        for stretch in wanted
            .chunk_by(|one, next| one.calendar == next.calendar && one.of_year() < next.of_year())
        {
            let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { continue };
            let text = |key: &BirthdayKey| birthday_key(key.calendar, key.month, key.day, key.leap);
            let mut rows = statement.query([text(first), text(last)])?;
            while let Some(row) = rows.next()? {
                let Some((month, day, leap)) =
                    day_of_year(row.get_ref(0)?.as_str().unwrap_or_default())
                else {
                    continue;
                };
                let kept = (first.calendar, month, day, leap);
                let Ok(at) = stretch.binary_search_by_key(&kept, BirthdayKey::of_year) else {
                    continue;
                };
                let count = usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0);
                let key = BirthdayKey { count, ..stretch[at].clone() };
                // A window of a year holds some days twice; the first counts.
                if !keys.iter().any(|other| other.of_year() == key.of_year()) {
                    keys.push(key);
                }
            }
        }
        keys.sort_by_key(|key| key.date);
        Ok(keys)
    }

    /// How many events begin on each day of the window that has some.
    fn events_a_day(&self, days: u32) -> Result<BTreeMap<NaiveDate, usize>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT key, n FROM tally WHERE what = 'event' AND key BETWEEN ?1 AND ?2",
        )?;
        let counted = statement.query_map([Day(self.today()), Day(self.horizon(days))], |row| {
            Ok((row.get(0)?, usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0)))
        })?;
        Ok(counted.collect::<rusqlite::Result<_>>()?)
    }

    /// The first rows from one day to another, in the order of [`Queries::upcoming`].
    fn coming_on(
        &self,
        ahead: &Ahead,
        from: NaiveDate,
        until: NaiveDate,
        limit: usize,
    ) -> Result<Vec<Coming>> {
        let mut found = self.events_between(from, until, limit)?;
        let in_days = |key: &&BirthdayKey| (from..=until).contains(&key.date);
        let keys: Vec<&BirthdayKey> = ahead.birthdays.iter().filter(in_days).collect();
        self.birthdays_of(&keys, limit, &mut found)?;
        found.sort_by(|one, other| {
            (one.date, one.kind())
                .cmp(&(other.date, other.kind()))
                .then_with(|| by_code(&one.code, &other.code))
        });
        Ok(found)
    }

    fn events_between(&self, from: NaiveDate, to: NaiveDate, limit: usize) -> Result<Vec<Coming>> {
        let limit = i64::try_from(limit).unwrap_or(-1);
        self.coming_events(
            "status = 'active' AND starts_on BETWEEN ?1 AND ?2 ORDER BY starts_on, kind, length(code), code LIMIT ?3",
            rusqlite::params![Day(from), Day(to), limit],
        )
    }

    /// The events of some ids, in no order.
    pub(super) fn events_by_id(&self, ids: &[Id]) -> Result<Vec<Coming>> {
        self.coming_events("id IN (SELECT value FROM json_each(?1))", [super::listed::json(ids)])
    }

    fn coming_events(&self, which: &str, values: impl rusqlite::Params) -> Result<Vec<Coming>> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT id, code, title, kind, starts_on, capacity,
                    (SELECT count(*) FROM participation WHERE event_id = event.id)
             FROM event WHERE {which}",
        ))?;
        let mut rows = statement.query(values)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let date: NaiveDate = row.get(4)?;
            found.push(Coming {
                event: Some(EventKind::from_value(row.get::<_, Value>(3)?)?),
                id: row.get(0)?,
                code: row.get(1)?,
                title: row.get(2)?,
                date,
                days: (date - self.today()).num_days(),
                lunar: None,
                age: None,
                signed_up: usize::try_from(row.get::<_, i64>(6)?).unwrap_or(0),
                capacity: row.get(5)?,
                township: None,
            });
        }
        Ok(found)
    }

    /// Adds the birthdays kept on some days of the year; of each calendar at least the first `limit`, if there are so many.
    fn birthdays_of(
        &self,
        keys: &[&BirthdayKey],
        limit: usize,
        found: &mut Vec<Coming>,
    ) -> Result<()> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT {BIRTHDAY}, month, child_birthday.day
             FROM child_birthday JOIN child ON child.id = child_birthday.child_id
             WHERE calendar = ?1 AND +leap = ?2
               AND (month, child_birthday.day) >= (?3, ?4) AND (month, child_birthday.day) <= (?5, ?6)
             ORDER BY month, child_birthday.day, leap, child_birthday.code LIMIT ?7",
        ))?;
        for (calendar, leap) in
            [(CelebrateBy::Solar, false), (CelebrateBy::Lunar, false), (CelebrateBy::Lunar, true)]
        {
            let is_of = |key: &&&BirthdayKey| (key.calendar, key.leap) == (calendar, leap);
            let keys: Vec<&&BirthdayKey> = keys.iter().filter(is_of).collect();
            let mut room = limit;
            // By date the days of the year ascend until the year turns: each stretch is read in one go.
            for stretch in keys.chunk_by(|one, next| one.of_year() < next.of_year()) {
                let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { continue };
                let mut rows = statement.query(rusqlite::params![
                    calendar.code(),
                    leap,
                    first.month,
                    first.day,
                    last.month,
                    last.day,
                    i64::try_from(room).unwrap_or(-1),
                ])?;
                while let Some(row) = rows.next()? {
                    let kept = (calendar, row.get(7)?, row.get(8)?, leap);
                    let Ok(at) = stretch.binary_search_by_key(&kept, |key| key.of_year()) else {
                        continue;
                    };
                    let date = stretch[at].date;
                    found.extend(self.birthday(row, date, date)?);
                    room = room.saturating_sub(1);
                }
                if room == 0 {
                    break;
                }
            }
        }
        Ok(())
    }

    /// The birthdays of some children between two days, in no order.
    pub(super) fn birthdays_by_id(
        &self,
        ids: &[Id],
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<Vec<Coming>> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT {BIRTHDAY} FROM child WHERE id IN (SELECT value FROM json_each(?1))"
        ))?;
        let mut rows = statement.query([super::listed::json(ids)])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.extend(self.birthday(row, from, until)?);
        }
        Ok(found)
    }

    /// The first birthday between two days of a child, from the columns of [`BIRTHDAY`].
    fn birthday(
        &self,
        row: &rusqlite::Row<'_>,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<Option<Coming>> {
        let input = BirthdayInput {
            birth_date: row.get(3)?,
            lunar: Field::from_value(row.get::<_, Value>(4)?)?,
            celebrate_by: Field::from_value(row.get::<_, Value>(5)?)?,
        };
        let Some(birthday) = input.within(from, until) else { return Ok(None) };
        Ok(Some(Coming {
            event: None,
            id: row.get(0)?,
            code: row.get(1)?,
            title: row.get(2)?,
            date: birthday.date,
            days: (birthday.date - self.today()).num_days(),
            lunar: birthday.lunar,
            age: birthday.age,
            signed_up: 0,
            capacity: None,
            township: row.get(6)?,
        }))
    }
}

/// What of a child a birthday is made from.
const BIRTHDAY: &str =
    "child.id, child.code, name, birth_date, lunar_birthday, celebrate_by, township";

/// The days of a window on which something is kept, read once for counting and for listing.
#[derive(Debug, Clone, Default)]
pub struct Ahead {
    birthdays: Vec<BirthdayKey>,
    of_day: BTreeMap<NaiveDate, usize>,
}

impl Ahead {
    /// How many birthdays and events there are.
    pub fn count(&self) -> usize {
        self.of_day.values().sum()
    }
}

/// A day of the year on which some child's birthday is kept, within a window.
#[derive(Debug, Clone)]
struct BirthdayKey {
    date: NaiveDate,
    calendar: CelebrateBy,
    month: u8,
    day: u8,
    leap: bool,
    /// How many active children.
    count: usize,
}

impl BirthdayKey {
    /// The day of the year, in the order of the tally's keys.
    fn of_year(&self) -> (CelebrateBy, u8, u8, bool) {
        (self.calendar, self.month, self.day, self.leap)
    }
}

/// The month, the day and whether it is a leap month's, of a tally's key such as `lunar 04-02L`.
fn day_of_year(key: &str) -> Option<(u8, u8, bool)> {
    let (_, place) = key.split_once(' ')?;
    let (month, day) = place.split_once('-')?;
    let leap = day.ends_with('L');
    Some((month.parse().ok()?, day.trim_end_matches('L').parse().ok()?, leap))
}
