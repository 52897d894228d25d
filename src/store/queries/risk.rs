//! One child with its risk, its due day and its volunteers: the row of every list of children.

use chrono::{Days, NaiveDate};
use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, OptionalExtension, Row, ToSql};

use super::Queries;
use crate::domain::codes::{Domain, Sex, Status, Tier, VolunteerStatus};
use crate::domain::grade::grade_on;
use crate::domain::records::Id;
use crate::domain::risk::{DomainScore, Reason, coverage_percent};
use crate::store::derive::scorer::{tier_of, tier_rank};
use crate::store::error::{Result, StoreError};
use crate::store::evidence::{day, listed, maybe_day};

/// A volunteer, as far as lists name one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VolunteerBrief {
    /// Id.
    pub id: Id,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Phone.
    pub phone: Option<String>,
    /// Where they stand with the office.
    pub status: VolunteerStatus,
}

/// A child, as far as lists name one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildBrief {
    /// Id.
    pub id: Id,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Sex as recorded.
    pub sex: Option<Sex>,
    /// Solar date of birth.
    pub birth_date: Option<NaiveDate>,
    /// Township.
    pub township: Option<String>,
    /// Village.
    pub village: Option<String>,
    /// School.
    pub school: Option<String>,
    /// Grade on the program's day.
    pub grade: Option<u8>,
    /// Class.
    pub class: Option<String>,
    /// Open or closed.
    pub status: Status,
    /// Day of entry.
    pub entered_on: NaiveDate,
}

/// A child with the assessment that is kept of it.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskRow {
    /// The child.
    pub child: ChildBrief,
    /// Shown tier.
    pub tier: Tier,
    /// Scored tier.
    pub scored_tier: Tier,
    /// Score, 0 … 100.
    pub score: u32,
    /// What it may reach.
    pub score_high: u32,
    /// Covered domains, a bit each.
    pub covered: u8,
    /// Coverage as a whole percent.
    pub coverage: u32,
    /// What is unknown could lift the child above its scored tier.
    pub verify: bool,
    /// Change of the score over 30 days; `None` when the child wasn't there or other domains were covered.
    pub change_30: Option<i64>,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The seven domains.
    pub domains: Vec<DomainScore>,
    /// Last seen in person.
    pub last_seen: Option<NaiveDate>,
    /// Last counted home visit.
    pub last_visit: Option<NaiveDate>,
    /// When the next home visit is due; `None` for a closed child.
    pub visit_due: Option<NaiveDate>,
    /// The lead volunteer.
    pub lead: Option<VolunteerBrief>,
}

impl RiskRow {
    /// True when a rule, not the score, decides the scored tier.
    pub fn by_rule(&self) -> bool {
        self.reasons.iter().any(|reason| reason.code.is_override())
            || (self.tier != self.scored_tier)
    }

    /// The uncovered domains.
    pub fn lacking(&self) -> Vec<Domain> {
        self.domains.iter().filter(|part| !part.covered).map(|part| part.domain).collect()
    }

    /// Days by which the visit is overdue; 0 or less when it isn't.
    pub fn days_overdue(&self, today: NaiveDate) -> i64 {
        self.visit_due.map_or(0, |due| (today - due).num_days())
    }
}

/// Which part of a list: lists are read by the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Rows to skip.
    pub offset: usize,
    /// Rows to read at most.
    pub limit: usize,
}

impl Window {
    /// Everything.
    pub const ALL: Self = Self { offset: 0, limit: usize::MAX };

    /// The first rows.
    pub const fn first(limit: usize) -> Self {
        Self { offset: 0, limit }
    }

    /// An order and a window that select the same rows of a list of as many rows as `count` finds, the list turned round
    /// where its end is nearer: skipped rows cost time, so the end is reached backwards.
    pub(super) fn nearer(
        self,
        order: &str,
        count: impl FnOnce() -> Result<usize>,
    ) -> Result<(String, Self)> {
        if self.offset < NEAR {
            return Ok((order.to_owned(), self));
        }
        let total = count()?;
        let limit = self.limit.min(total.saturating_sub(self.offset));
        let offset = total.saturating_sub(self.offset).saturating_sub(limit);
        if offset >= self.offset {
            return Ok((order.to_owned(), self));
        }
        Ok((turned(order), Self { offset, limit }))
    }

    pub(super) fn sql(self) -> String {
        let limit = i64::try_from(self.limit).unwrap_or(-1);
        format!(" LIMIT {limit} OFFSET {}", self.offset)
    }
}

/// So many skipped rows cost less than counting the list.
pub(super) const NEAR: usize = 1000;

/// An order of plain columns, turned round.
fn turned(order: &str) -> String {
    let columns = order.split(", ").map(|column| match column.strip_suffix(" DESC") {
        Some(column) => column.to_owned(),
        None => format!("{column} DESC"),
    });
    columns.collect::<Vec<_>>().join(", ")
}

pub(super) const CHILD_COLUMNS: &str = "child.id, child.code, child.name, child.sex, child.birth_date, child.township,
    child.village, child.school, child.grade, child.grade_year, child.class, child.status, child.entered_on";

impl Queries<'_> {
    pub(super) fn child_brief(&self, row: &Row<'_>) -> Result<ChildBrief> {
        let grade: Option<u8> = row.get(8)?;
        let year: Option<i32> = row.get(9)?;
        Ok(ChildBrief {
            id: row.get(0)?,
            code: row.get(1)?,
            name: row.get(2)?,
            sex: (row.get_ref(3)? != ValueRef::Null)
                .then(|| listed(row, 3, Sex::from_code))
                .transpose()?,
            birth_date: maybe_day(row, 4)?,
            township: row.get(5)?,
            village: row.get(6)?,
            school: row.get(7)?,
            grade: grade
                .map(|grade| year.map_or(grade, |year| grade_on(grade, year, self.today()))),
            class: row.get(10)?,
            status: listed(row, 11, Status::from_code)?,
            entered_on: day(row, 12)?,
        })
    }

    /// The brief of one child.
    ///
    /// # Errors
    /// What the database says.
    pub fn child_brief_of(&self, id: Id) -> Result<Option<ChildBrief>> {
        self.read_brief(&mut self.brief_statement()?, id)
    }

    /// The statement behind [`Queries::child_brief_of`], for one that asks for several children in turn.
    pub(super) fn brief_statement(&self) -> Result<CachedStatement<'_>> {
        Ok(self.conn.prepare_cached(&format!("SELECT {CHILD_COLUMNS} FROM child WHERE id = ?1"))?)
    }

    /// The brief of one child by a [`Queries::brief_statement`].
    pub(super) fn read_brief(
        &self,
        statement: &mut CachedStatement<'_>,
        id: Id,
    ) -> Result<Option<ChildBrief>> {
        let mut rows = statement.query([id])?;
        rows.next()?.map(|row| self.child_brief(row)).transpose()
    }

    /// The brief of one volunteer.
    ///
    /// # Errors
    /// What the database says.
    pub fn volunteer_brief(&self, id: Id) -> Result<Option<VolunteerBrief>> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT id, code, name, phone, status FROM volunteer WHERE id = ?1")?;
        let mut rows = statement.query([id])?;
        rows.next()?.map(|row| volunteer_brief(row, 0)).transpose()
    }

    /// The volunteers of a child's open assignments, the lead first (DOMAIN §1.5).
    ///
    /// # Errors
    /// What the database says.
    pub fn volunteers_of(&self, child: Id) -> Result<Vec<VolunteerBrief>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT volunteer.id, volunteer.code, name, phone, status FROM assignment
             JOIN volunteer ON volunteer.id = assignment.volunteer_id
             WHERE assignment.child_id = ?1 AND volunteer.status <> 'left'
               AND (from_day IS NULL OR from_day <= ?2) AND (to_day IS NULL OR to_day >= ?2)
             ORDER BY from_day, code_key(volunteer.code), volunteer.code",
        )?;
        let mut rows = statement.query(rusqlite::params![child, self.today()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(volunteer_brief(row, 0)?);
        }
        Ok(found)
    }

    /// The score of a child on an earlier day, as it was then: score and covered domains.
    pub(super) fn score_on(&self, child: Id, day: NaiveDate) -> Result<Option<(i64, u8)>> {
        // What is ahead of the stored day is later than all that is stored.
        for sql in [
            "SELECT score, covered FROM score_ahead
             WHERE child_id = ?1 AND from_day <= ?2 ORDER BY from_day DESC LIMIT 1",
            "SELECT score, covered FROM score_history
             WHERE child_id = ?1 AND from_day <= ?2 ORDER BY from_day DESC LIMIT 1",
        ] {
            let found = self
                .conn
                .prepare_cached(sql)?
                .query_row(rusqlite::params![child, day], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// The change of a child's score over some days; `None` when the child wasn't there or other domains were covered.
    ///
    /// # Errors
    /// What the database says.
    pub fn change_over(&self, row: &RiskRow, days: u64) -> Result<Option<i64>> {
        let Some(then) = self.today().checked_sub_days(Days::new(days)) else { return Ok(None) };
        let before = self.score_on(row.child.id, then)?;
        Ok(before
            .filter(|(_, covered)| *covered == row.covered)
            .map(|(score, _)| i64::from(row.score) - score))
    }

    /// Children with their risk: `rest` continues `FROM child_risk JOIN child`, with its conditions and order.
    pub(super) fn risk_rows(&self, rest: &str, params: &[&dyn ToSql]) -> Result<Vec<RiskRow>> {
        let _moment = self.snapshot()?;
        self.read_risk_rows(&mut self.risk_statement(rest)?, params)
    }

    /// The statement behind [`Queries::risk_rows`], for one that asks with several values in turn.
    pub(super) fn risk_statement(&self, rest: &str) -> Result<CachedStatement<'_>> {
        let then = self.today().checked_sub_days(Days::new(30)).unwrap_or(NaiveDate::MIN);
        let past = |table: &str| {
            format!(
                "(SELECT score << 8 | covered FROM {table} AS past
                  WHERE past.child_id = child_risk.child_id AND past.from_day <= '{then}'
                  ORDER BY past.from_day DESC LIMIT 1)"
            )
        };
        // The day stands in the words of the statement, which is planned once a day. What is ahead of the stored day is
        // later than all that is stored.
        let sql = format!(
            "SELECT {CHILD_COLUMNS}, child_risk.tier, scored_tier, child_risk.score, score_high, child_risk.covered,
               verify, points, reasons, last_seen, last_visit, visit_due.due,
               lead.id, lead.code, lead.name, lead.phone, lead.status, coalesce({}, {})
             FROM child_risk JOIN child ON child.id = child_risk.child_id
             LEFT JOIN visit_due ON visit_due.child_id = child_risk.child_id
             LEFT JOIN volunteer AS lead ON lead.id = visit_due.lead_id {rest}",
            past("score_ahead"),
            past("score_history")
        );
        Ok(self.conn.prepare_cached(&sql)?)
    }

    /// What a [`Queries::risk_statement`] finds.
    pub(super) fn read_risk_rows(
        &self,
        statement: &mut CachedStatement<'_>,
        params: &[&dyn ToSql],
    ) -> Result<Vec<RiskRow>> {
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(self.risk_row(row)?);
        }
        Ok(found)
    }

    fn risk_row(&self, row: &Row<'_>) -> Result<RiskRow> {
        let covered: u8 = row.get(17)?;
        let points: String = row.get(19)?;
        let reasons: String = row.get(20)?;
        let has_lead = row.get_ref(24)? != ValueRef::Null;
        let before: Option<i64> = row.get(29)?;
        let mut points = points.split(',').map(|points| points.parse().unwrap_or(0));
        let domains: Vec<DomainScore> = Domain::ALL
            .iter()
            .map(|domain| DomainScore {
                domain: *domain,
                points: points.next().unwrap_or(0),
                cap: self.rules.settings.cap(*domain),
                covered: covered & domain.bit() != 0,
            })
            .collect();
        let total: u32 = domains.iter().map(|part| part.cap).sum();
        let known: u32 = domains.iter().filter(|part| part.covered).map(|part| part.cap).sum();
        let score: u32 = row.get(15)?;
        let change_30 = before
            .filter(|before| before & 0xff == i64::from(covered))
            .map(|before| i64::from(score) - (before >> 8));
        Ok(RiskRow {
            child: self.child_brief(row)?,
            tier: tier_of(row.get(13)?),
            scored_tier: tier_of(row.get(14)?),
            score,
            score_high: row.get(16)?,
            covered,
            coverage: coverage_percent(known, total),
            verify: row.get(18)?,
            change_30,
            reasons: serde_json::from_str(&reasons)
                .map_err(|error| StoreError::Corrupt(error.to_string()))?,
            domains,
            last_seen: maybe_day(row, 21)?,
            last_visit: maybe_day(row, 22)?,
            visit_due: maybe_day(row, 23)?,
            lead: has_lead.then(|| volunteer_brief(row, 24)).transpose()?,
        })
    }

    /// One child with its risk.
    ///
    /// # Errors
    /// What the database says.
    pub fn risk_of(&self, child: Id) -> Result<Option<RiskRow>> {
        Ok(self.risk_rows("WHERE child_risk.child_id = ?1", &[&child])?.pop())
    }

    /// Active children in the panel's order, down to and including a tier.
    ///
    /// # Errors
    /// What the database says.
    pub fn by_risk(&self, down_to: Tier, window: Window) -> Result<Vec<RiskRow>> {
        let params: [&dyn ToSql; 1] = [&tier_rank(down_to)];
        if window.offset == 0 {
            // The index is followed as far as the page goes.
            let rest = format!(
                "WHERE child_risk.active = 1 AND child_risk.tier <= ?1
                 ORDER BY child_risk.active, child_risk.tier, child_risk.score DESC, score_high DESC, last_seen,
                     child_risk.code {}",
                window.sql()
            );
            return self.risk_rows(&rest, &params);
        }
        // Rows before the page cost no more than their place in the index.
        let rest = format!(
            "WHERE child_risk.child_id IN (SELECT child_id FROM child_risk WHERE active = 1 AND tier <= ?1
                 ORDER BY active, tier, score DESC, score_high DESC, last_seen, code {})
             ORDER BY child_risk.tier, score DESC, score_high DESC, last_seen, child_risk.code",
            window.sql()
        );
        self.risk_rows(&rest, &params)
    }
}

fn volunteer_brief(row: &Row<'_>, from: usize) -> Result<VolunteerBrief> {
    Ok(VolunteerBrief {
        id: row.get(from)?,
        code: row.get(from + 1)?,
        name: row.get(from + 2)?,
        phone: row.get(from + 3)?,
        status: listed(row, from + 4, VolunteerStatus::from_code)?,
    })
}
