//! The head of Today: the counts, and what else is due.

use chrono::Days;

use super::Queries;
use super::coming::Ahead;
use crate::domain::codes::Tier;
use crate::store::derive::scorer::tier_rank;
use crate::store::error::Result;
use crate::store::rows::Day;

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
            .query_row([Day(self.today())], |row| row.get(0))?;
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
            let mut rows =
                statement.query(rusqlite::params![Day(until(within)), Day(today), what])?;
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
}
