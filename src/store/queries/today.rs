//! Today: the counts, and what has changed since someone's last session.

use chrono::{Days, NaiveDate};

use super::Queries;
use super::coming::Ahead;
use super::risk::{CHILD_COLUMNS, ChildBrief};
use crate::domain::codes::Tier;
use crate::domain::records::Id;
use crate::store::derive::scorer::{tier_of, tier_rank};
use crate::store::error::Result;
use crate::store::sessions::LastSession;

/// The numbers at the head of Today. Each counts exactly the rows of its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Active children shown critical, high, unknown or watch.
    pub at_risk: usize,
    /// Shown critical.
    pub critical: usize,
    /// Shown high.
    pub high: usize,
    /// Shown unknown.
    pub unknown: usize,
    /// Shown watch.
    pub watch: usize,
    /// Shown stable.
    pub stable: usize,
    /// Visits with due < today.
    pub overdue_visits: usize,
    /// Visits with due = today.
    pub due_today: usize,
    /// Active children without a volunteer.
    pub no_volunteer: usize,
    /// Birthdays and events within the horizon.
    pub upcoming: usize,
    /// The sum of [`AlsoDue`]'s counts.
    pub also_due: usize,
    /// Cases in the triage queue.
    pub triage: usize,
}

/// What else is due, kind by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlsoDue {
    /// `task`, `check_expiry`, `training_expiry`.
    pub kind: &'static str,
    /// How many; never 0.
    pub count: usize,
    /// How many of them are past.
    pub late: usize,
    /// Within how many days from today on; 0 = today.
    pub within: u32,
}

/// What stands at the head of Today, and what it was counted from.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The numbers.
    pub counts: Counts,
    /// Tasks, checks and trainings.
    pub also_due: Vec<AlsoDue>,
    /// Birthdays and events, for [`Queries::coming`].
    pub ahead: Ahead,
}

/// A child whose shown tier rose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierRise {
    /// The child.
    pub child: ChildBrief,
    /// The tier before.
    pub from: Tier,
    /// The tier now.
    pub to: Tier,
}

/// What changed since an operator's last session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Since {
    /// Children who rose by score or rule and stand there still, most urgent first; at most [`RISES_SHOWN`].
    pub rises: Vec<TierRise>,
    /// Children whose evidence ran out or is too thin, who stand as unknown and stood better: nobody's risk rose by that.
    /// Counted up to a bound.
    pub unknown: usize,
    /// Visits logged by anyone.
    pub visits: usize,
    /// Children newly opened.
    pub new_children: usize,
    /// Journal entries by anyone.
    pub changes: usize,
    /// Who made them.
    pub users: Vec<String>,
}

/// How many rises [`Queries::since`] names.
pub const RISES_SHOWN: u32 = 20;

/// From so many children on that stand higher than before, the first are looked for in the panel's order.
const MANY_RISES: u32 = 300;

impl Queries<'_> {
    /// A kept count; 0 when nothing was counted.
    pub(super) fn tally(&self, what: &str, key: &str) -> Result<usize> {
        let mut statement =
            self.conn.prepare_cached("SELECT n FROM tally WHERE what = ?1 AND key = ?2")?;
        let mut rows = statement.query([what, key])?;
        let count: i64 = rows.next()?.map_or(Ok(0), |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// How many active children are shown in each tier, by its rank.
    fn tiers(&self) -> Result<[usize; Tier::ALL.len()]> {
        let mut tiers = [0; Tier::ALL.len()];
        let mut statement = self
            .conn
            .prepare_cached("SELECT CAST(key AS INTEGER), n FROM tally WHERE what = 'tier'")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (rank, count): (i64, i64) = (row.get(0)?, row.get(1)?);
            let place = usize::try_from(rank).ok().and_then(|rank| tiers.get_mut(rank));
            if let Some(place) = place {
                *place = usize::try_from(count).unwrap_or(0);
            }
        }
        Ok(tiers)
    }

    /// The numbers at the head of Today.
    ///
    /// # Errors
    /// What the database says.
    pub fn counts(&self, horizon_days: u32) -> Result<Counts> {
        Ok(self.head(horizon_days)?.counts)
    }

    /// The head of Today.
    ///
    /// # Errors
    /// What the database says.
    pub fn head(&self, horizon_days: u32) -> Result<Head> {
        let _moment = self.snapshot()?;
        let (ahead, also_due) = (self.ahead(horizon_days)?, self.also_due()?);
        let tiers = self.tiers()?;
        let tier = |tier: Tier| {
            usize::try_from(tier_rank(tier)).ok().and_then(|rank| tiers.get(rank)).copied()
        };
        let mut counts = Counts {
            critical: tier(Tier::Critical).unwrap_or_default(),
            high: tier(Tier::High).unwrap_or_default(),
            unknown: tier(Tier::Unknown).unwrap_or_default(),
            watch: tier(Tier::Watch).unwrap_or_default(),
            stable: tier(Tier::Stable).unwrap_or_default(),
            due_today: self.tally("due", &self.today().to_string())?,
            no_volunteer: self.tally("no_volunteer", "")?,
            triage: self.count_triage()?,
            upcoming: ahead.count(),
            also_due: also_due.iter().map(|due| due.count).sum(),
            ..Counts::default()
        };
        counts.at_risk = counts.critical + counts.high + counts.unknown + counts.watch;
        let overdue: i64 = self
            .conn
            .prepare_cached(
                "SELECT coalesce(sum(n), 0) FROM tally WHERE what = 'due' AND key < ?1",
            )?
            .query_row([self.today()], |row| row.get(0))?;
        counts.overdue_visits = usize::try_from(overdue).unwrap_or(0);
        Ok(Head { counts, also_due, ahead })
    }

    /// Tasks due, checks and trainings that end soon or have ended; kinds with none are left out.
    ///
    /// # Errors
    /// What the database says.
    pub fn also_due(&self) -> Result<Vec<AlsoDue>> {
        let today = self.today();
        let settings = self.settings();
        let until = |days: u32| today.checked_add_days(Days::new(days.into())).unwrap_or(today);
        let kinds = [
            ("task", "task", 0),
            ("check_expiry", "check", settings.check_notice),
            ("training_expiry", "training", settings.training_notice),
        ];
        let _moment = self.snapshot()?;
        let mut found = Vec::new();
        let mut statement = self.conn.prepare_cached(
            "SELECT coalesce(sum(n), 0), coalesce(sum(n) FILTER (WHERE key < ?2), 0) FROM tally
             WHERE what = ?3 AND key <= ?1",
        )?;
        for (kind, what, within) in kinds {
            let mut rows = statement.query(rusqlite::params![until(within), today, what])?;
            let Some(row) = rows.next()? else { continue };
            let (count, late): (i64, i64) = (row.get(0)?, row.get(1)?);
            if count > 0 {
                found.push(AlsoDue {
                    kind,
                    count: usize::try_from(count).unwrap_or(0),
                    late: usize::try_from(late).unwrap_or(0),
                    within,
                });
            }
        }
        Ok(found)
    }

    /// What changed since a session ended.
    ///
    /// # Errors
    /// What the database says.
    pub fn since(&self, session: &LastSession) -> Result<Since> {
        let _moment = self.snapshot()?;
        let through = self.way_to_rises(session.day)?;
        let mut since = Since {
            rises: self.rises_since(session.day, through)?,
            unknown: self.unknown_since(session.day, through)?,
            ..Since::default()
        };
        let mut statement = self.conn.prepare_cached(
            "SELECT command, user, count(*) FROM entry WHERE id > ?1 AND undoes IS NULL
               AND NOT EXISTS (SELECT 1 FROM entry AS later WHERE later.undoes = entry.id)
             GROUP BY command, user",
        )?;
        let mut rows = statement.query([session.last_entry])?;
        while let Some(row) = rows.next()? {
            let (command, user): (String, String) = (row.get(0)?, row.get(1)?);
            let count = usize::try_from(row.get::<_, i64>(2)?).unwrap_or(0);
            since.changes += count;
            if command.ends_with("visit") || command == "import_visits" {
                since.visits += self.rows_added(&command, &user, session.last_entry, "visit")?;
            }
            if command.ends_with("_child") || command == "import_children" {
                since.new_children +=
                    self.rows_added(&command, &user, session.last_entry, "child")?;
            }
            if !since.users.contains(&user) {
                since.users.push(user);
            }
        }
        Ok(since)
    }

    fn rows_added(&self, command: &str, user: &str, after: Id, table: &str) -> Result<usize> {
        let count: i64 = self
            .conn
            .prepare_cached(
                "SELECT count(*) FROM entry JOIN journal_row ON journal_row.entry = entry.id
                 WHERE entry.id > ?1 AND command = ?2 AND user = ?3 AND undoes IS NULL
                   AND NOT EXISTS (SELECT 1 FROM entry AS later WHERE later.undoes = entry.id)
                   AND tbl = ?4 AND before IS NULL",
            )?
            .query_row(rusqlite::params![after, command, user, table], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// How many children became unknown since a day and stood better then; at most [`MANY_RISES`].
    fn unknown_since(&self, day: NaiveDate, through: &str) -> Result<usize> {
        let count: i64 = self
            .conn
            .prepare_cached(&format!(
                "SELECT count(*) FROM (SELECT 1 FROM child_risk INDEXED BY {through}
                 WHERE active = 1 AND stands_since > ?1 AND tier = ?2 AND tier <
                   (SELECT tier FROM score_history AS past
                    WHERE past.child_id = child_risk.child_id AND past.from_day <= ?1
                    ORDER BY from_day DESC LIMIT 1)
                 LIMIT ?3)",
            ))?
            .query_row(rusqlite::params![day, tier_rank(Tier::Unknown), MANY_RISES], |row| {
                row.get(0)
            })?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// The index by which those whose tier changed since a day are found: a few by their day, and sorted; of many the first
    /// are soon met in the panel's order.
    fn way_to_rises(&self, day: NaiveDate) -> Result<&'static str> {
        let few: bool = self
            .conn
            .prepare_cached(
                "SELECT count(*) < ?2 FROM (SELECT 1 FROM child_risk WHERE stands_since > ?1 LIMIT ?2)",
            )?
            .query_row(rusqlite::params![day, MANY_RISES], |row| row.get(0))?;
        Ok(if few { "child_risk_rise" } else { "child_risk_panel" })
    }

    /// Children whose shown tier is more urgent now than it was on a day; becoming unknown is none.
    fn rises_since(&self, day: NaiveDate, through: &str) -> Result<Vec<TierRise>> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT {CHILD_COLUMNS}, child_risk.tier,
                (SELECT tier FROM score_history AS past
                 WHERE past.child_id = child_risk.child_id AND past.from_day <= ?1
                 ORDER BY from_day DESC LIMIT 1) AS before
             FROM child_risk INDEXED BY {through} JOIN child ON child.id = child_risk.child_id
             WHERE active = 1 AND stands_since > ?1 AND child_risk.tier < before
               AND child_risk.tier <> ?3
             ORDER BY child_risk.tier, score DESC, score_high DESC, last_seen, child_risk.code LIMIT ?2",
        ))?;
        let mut rows =
            statement.query(rusqlite::params![day, RISES_SHOWN, tier_rank(Tier::Unknown)])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (from, to) = (tier_of(row.get(14)?), tier_of(row.get(13)?));
            found.push(TierRise { child: self.child_brief(row)?, from, to });
        }
        Ok(found)
    }
}
