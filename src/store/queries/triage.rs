//! The triage queue: the cases to work today, in the panel's order, with what was decided last (DOMAIN §1.6).

use chrono::NaiveDate;
use rusqlite::OptionalExtension as _;

use super::Queries;
use super::risk::Window;
use crate::domain::codes::{DecisionKind, Tier};
use crate::domain::records::{Decision, Id};
use crate::domain::triage::Cause;
use crate::store::derive::scorer::tier_of;
use crate::store::error::{Result, StoreError};
use crate::store::rows;

/// A case in the queue.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The child.
    pub child_id: Id,
    /// Its code.
    pub code: String,
    /// Its shown tier.
    pub tier: Tier,
    /// Why it is here.
    pub causes: Vec<Cause>,
    /// What was decided last.
    pub last_decision: Option<Decision>,
}

/// What was decided on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayDecided {
    /// Cases handled.
    pub handled: usize,
    /// Cases snoozed.
    pub snoozed: usize,
}

impl Queries<'_> {
    /// A page of the queue, in the panel's order.
    ///
    /// # Errors
    /// What the database says.
    pub fn triage(&self, window: Window) -> Result<Vec<Case>> {
        let sql = format!(
            "SELECT child_id, (SELECT code FROM child WHERE id = child_id), tier, causes FROM triage
             ORDER BY tier, score DESC, score_high DESC, last_seen, code {}",
            window.sql()
        );
        self.cases(&sql, &[])
    }

    /// The case of a child, if it is in the queue.
    ///
    /// # Errors
    /// What the database says.
    pub fn triage_case(&self, child: Id) -> Result<Option<Case>> {
        let sql = "SELECT child_id, (SELECT code FROM child WHERE id = child_id), tier, causes FROM triage WHERE child_id = ?1";
        Ok(self.cases(sql, &[&child])?.pop())
    }

    fn cases(&self, sql: &str, params: &[&dyn rusqlite::ToSql]) -> Result<Vec<Case>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let child_id = row.get(0)?;
            let causes: String = row.get(3)?;
            found.push(Case {
                child_id,
                code: row.get(1)?,
                tier: tier_of(row.get(2)?),
                causes: serde_json::from_str(&causes)
                    .map_err(|error| StoreError::Corrupt(error.to_string()))?,
                last_decision: self.last_decision(child_id)?,
            });
        }
        Ok(found)
    }

    /// The cases decided today, each once and with its newest decision, in the panel's order; those that are back in the queue
    /// already with their causes.
    ///
    /// # Errors
    /// What the database says.
    pub fn decided_cases(&self, window: Window) -> Result<Vec<Case>> {
        let sql = format!(
            "SELECT child_risk.child_id, child.code, child_risk.tier, coalesce(triage.causes, '[]')
             FROM child_risk JOIN child ON child.id = child_risk.child_id LEFT JOIN triage ON triage.child_id = child_risk.child_id
             WHERE child_risk.child_id IN (SELECT child_id FROM decision WHERE entered_on = ?1)
             ORDER BY child_risk.tier, child_risk.score DESC, child_risk.score_high DESC, child_risk.last_seen, child_risk.code {}",
            window.sql()
        );
        self.cases(&sql, &[&self.today()])
    }

    /// Children whose case was decided today and is out of the queue.
    ///
    /// # Errors
    /// What the database says.
    pub fn decided_out(&self) -> Result<Vec<Id>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT child_id FROM child_risk WHERE active = 1
               AND child_id IN (SELECT child_id FROM decision WHERE entered_on = ?1)
               AND child_id NOT IN (SELECT child_id FROM triage)",
        )?;
        let found = statement.query_map([self.today()], |row| row.get(0))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// These children in the panel's order; those without a score are left out.
    ///
    /// # Errors
    /// What the database says.
    pub fn in_panel_order(&self, children: &[Id]) -> Result<Vec<Id>> {
        let children = serde_json::to_string(children)
            .map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let mut statement = self.conn.prepare_cached(
            "SELECT child_id FROM child_risk WHERE child_id IN (SELECT value FROM json_each(?1))
             ORDER BY tier, score DESC, score_high DESC, last_seen, code",
        )?;
        let found = statement.query_map([children], |row| row.get(0))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// The tier a child was shown at before a day; `None` when it had none yet.
    ///
    /// # Errors
    /// What the database says.
    pub fn tier_before(&self, child: Id, day: NaiveDate) -> Result<Option<Tier>> {
        let tier = self
            .conn
            .prepare_cached(
                "SELECT tier FROM (SELECT from_day, tier FROM score_history WHERE child_id = ?1 AND from_day < ?2
                     UNION ALL SELECT from_day, tier FROM score_ahead WHERE child_id = ?1 AND from_day < ?2)
                 ORDER BY from_day DESC LIMIT 1",
            )?
            .query_row(rusqlite::params![child, day], |row| row.get(0))
            .optional()?;
        Ok(tier.map(tier_of))
    }

    /// How many cases are in the queue, beyond the day's portion too.
    ///
    /// # Errors
    /// What the database says.
    pub fn count_triage(&self) -> Result<usize> {
        self.tally("triage", "")
    }

    /// What was decided last on a child's case.
    ///
    /// # Errors
    /// What the database says.
    pub fn last_decision(&self, child: Id) -> Result<Option<Decision>> {
        let rest = "WHERE child_id = ?1 AND day <= ?2 ORDER BY day DESC, id DESC LIMIT 1";
        Ok(rows::select(self.conn, rest, &[&child, &self.today()])?.pop())
    }

    /// All decisions on a child's case, newest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn decisions_of(&self, child: Id) -> Result<Vec<Decision>> {
        rows::select(self.conn, "WHERE child_id = ?1 ORDER BY day DESC, id DESC", &[&child])
    }

    /// The decisions entered on a day, newest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn decisions_on(&self, day: NaiveDate) -> Result<Vec<Decision>> {
        rows::select(self.conn, "WHERE entered_on = ?1 ORDER BY id DESC", &[&day])
    }

    /// How many cases were decided today, each counted once, by its newest decision.
    ///
    /// # Errors
    /// What the database says.
    pub fn decided_today(&self) -> Result<DayDecided> {
        let mut day = DayDecided::default();
        let mut seen = std::collections::HashSet::new();
        for decision in self.decisions_on(self.today())? {
            if seen.insert(decision.child_id) {
                match decision.kind {
                    DecisionKind::Handled => day.handled += 1,
                    DecisionKind::Snoozed => day.snoozed += 1,
                }
            }
        }
        Ok(day)
    }
}
