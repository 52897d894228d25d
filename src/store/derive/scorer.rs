//! Scores children and keeps what follows: the assessment, its history, the due day, the birthday, the tallies.

use std::ops::Range;

use chrono::NaiveDate;
use rusqlite::{CachedStatement, Connection, OptionalExtension};

use super::super::error::Result;
use super::super::evidence::{Dossier, Filled, Lead, lead};
use super::super::rows::Day;
use super::Rules;
use super::cases::Place;
use super::tallies::{Counted, Tallies};
use crate::domain::birthday::{BirthdayInput, KeptBirthday};
use crate::domain::code_order::code_key;
use crate::domain::codes::{CelebrateBy, Tier};
use crate::domain::records::Id;
use crate::domain::risk::{Assessment, assess};
use crate::domain::visit_due::{DueInput, visit_due};

/// Where the history goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// The stored tables.
    Stored,
    /// Temporary tables that shadow them; history after the stored day goes to `score_ahead`.
    Shadow,
}

/// One step of a child's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stand {
    pub(super) from: NaiveDate,
    score: u32,
    pub(super) tier: Tier,
    pub(super) scored_tier: Tier,
    covered: u8,
}

impl Stand {
    fn of(day: NaiveDate, assessment: &Assessment) -> Self {
        Self {
            from: day,
            score: assessment.score,
            tier: assessment.tier,
            scored_tier: assessment.scored_tier,
            covered: assessment.covered,
        }
    }

    fn same_as(&self, other: &Self) -> bool {
        Self { from: other.from, ..*self } == *other
    }
}

/// The number under which a tier is kept: its place in the panel's order.
pub(crate) fn tier_rank(tier: Tier) -> i64 {
    match tier {
        Tier::Critical => 0,
        Tier::High => 1,
        Tier::Unknown => 2,
        Tier::Watch => 3,
        Tier::Stable => 4,
    }
}

/// The tier of a kept number.
pub(crate) fn tier_of(rank: i64) -> Tier {
    usize::try_from(rank)
        .ok()
        .and_then(|rank| Tier::ALL.get(rank))
        .copied()
        .unwrap_or(Tier::Unknown)
}

/// Scores children for one day within one transaction.
pub(crate) struct Scorer<'a> {
    pub(super) conn: &'a Connection,
    pub(super) rules: &'a Rules,
    pub(super) day: NaiveDate,
    target: Target,
    pub(super) filled: Filled,
    pub(super) tallies: Tallies,
    /// The ids of what is new in this transaction: nothing is derived of them yet.
    new: Range<Id>,
    pub(super) kept: Kept<'a>,
}

/// Statements that are run for each child, once needed.
#[derive(Default)]
pub(super) struct Kept<'a> {
    note: Option<CachedStatement<'a>>,
    due: Option<CachedStatement<'a>>,
    birthday: Option<CachedStatement<'a>>,
    risk: Option<CachedStatement<'a>>,
    pub(super) case: Option<CachedStatement<'a>>,
}

/// A statement that stays at hand.
pub(super) fn at_hand<'s, 'a>(
    kept: &'s mut Option<CachedStatement<'a>>,
    conn: &'a Connection,
    sql: &str,
) -> Result<&'s mut CachedStatement<'a>> {
    Ok(match kept {
        Some(statement) => statement,
        None => kept.insert(conn.prepare_cached(sql)?),
    })
}

impl<'a> Scorer<'a> {
    /// Prepares to score for a day.
    pub(crate) fn new(
        conn: &'a Connection,
        rules: &'a Rules,
        day: NaiveDate,
        target: Target,
    ) -> Result<Self> {
        let filled = Filled::look(conn)?;
        let (tallies, kept) = (Tallies::default(), Kept::default());
        Ok(Self { conn, rules, day, target, filled, tallies, new: 0..0, kept })
    }

    /// Says which ids are new in this transaction.
    pub(super) fn with_new(mut self, new: Range<Id>) -> Self {
        self.new = new;
        self
    }

    /// Writes the tallies. Scores that go by another calendar than the stored ones leave it open by which those go.
    pub(crate) fn finish(self) -> Result<()> {
        if self.target == Target::Stored && self.kept.risk.is_some() {
            self.conn
                .prepare_cached("UPDATE derived SET calendar = NULL WHERE calendar <> ?1")?
                .execute([self.rules.fingerprint()])?;
        }
        self.tallies.write(self.conn)
    }

    /// Scores a child whose records were changed on `entry_day`, today or earlier.
    pub(crate) fn rescore(&mut self, child: Id, entry_day: NaiveDate) -> Result<()> {
        let Some(dossier) = self.load(child)? else { return self.forget(child) };
        let is_new = self.new.contains(&child);
        let mut history = if is_new { Vec::new() } else { self.history(child)? };
        if entry_day < self.day {
            while history.last().is_some_and(|stand| stand.from >= entry_day) {
                history.pop();
            }
            self.conn
                .prepare_cached("DELETE FROM score_history WHERE child_id = ?1 AND from_day >= ?2")?
                .execute(rusqlite::params![child, entry_day])?;
            self.walk(child, &dossier, entry_day, &mut history)?;
        }
        self.conclude(child, &dossier, &mut history)
    }

    /// Scores a child for a shadowed day from what holds now; its stored history stays.
    pub(crate) fn rescore_shadowed(&mut self, child: Id) -> Result<()> {
        let Some(dossier) = self.load(child)? else { return self.take_back(child) };
        let mut history = self.history(child)?;
        self.conclude(child, &dossier, &mut history)
    }

    /// Follows a child to the scorer's day through the days on which time alone changed something.
    pub(crate) fn move_on(&mut self, child: Id) -> Result<()> {
        let found: Option<Option<NaiveDate>> = self
            .conn
            .prepare_cached("SELECT score_change_on FROM child_risk WHERE child_id = ?1")?
            .query_row([child], |row| row.get(0))
            .optional()?;
        let mut next = found.flatten();
        if found.is_some() && next.is_none_or(|day| day > self.day) {
            // Only the case changes.
            return self.requeue(child);
        }
        let Some(dossier) = self.load(child)? else { return self.forget(child) };
        let mut history = self.history(child)?;
        let evidence = dossier.now();
        while let Some(day) = next.filter(|day| *day < self.day) {
            let assessment = assess(&evidence, day, &self.rules.calendar, &self.rules.settings);
            self.note(child, Stand::of(day, &assessment), &mut history)?;
            let lead_change = self.lead(child, day)?.next_change_on;
            next = [assessment.next_change_on, lead_change].into_iter().flatten().min();
        }
        self.conclude(child, &dossier, &mut history)
    }

    /// Walks a child's whole history from a day, by what had been entered on each day.
    pub(crate) fn walk_from(&mut self, child: Id, since: NaiveDate) -> Result<()> {
        let Some(dossier) = self.load(child)? else { return self.forget(child) };
        let mut history = Vec::new();
        let from = since.max(dossier.child.first_day);
        self.walk(child, &dossier, from, &mut history)?;
        self.conclude(child, &dossier, &mut history)
    }

    pub(super) fn load(&self, child: Id) -> Result<Option<Dossier>> {
        Dossier::load(self.conn, child, self.rules.visits_since, self.filled)
    }

    fn lead(&self, child: Id, day: NaiveDate) -> Result<Lead> {
        if self.filled.assignments {
            lead(self.conn, child, day)
        } else {
            Ok(Lead { volunteer: None, next_change_on: None })
        }
    }

    /// Notes every change from `from` to the day before the scorer's.
    fn walk(
        &mut self,
        child: Id,
        dossier: &Dossier,
        from: NaiveDate,
        history: &mut Vec<Stand>,
    ) -> Result<()> {
        let entered = dossier.days_of_change(from, self.day);
        let mut day = from;
        while day < self.day {
            let evidence = dossier.known_on(day);
            let assessment = assess(&evidence, day, &self.rules.calendar, &self.rules.settings);
            self.note(child, Stand::of(day, &assessment), history)?;
            let next_entry = entered.get(entered.partition_point(|entry| *entry <= day)).copied();
            match [assessment.next_change_on, next_entry].into_iter().flatten().min() {
                Some(next) => day = next,
                None => break,
            }
        }
        Ok(())
    }

    /// The child's stands up to the scorer's day, ascending.
    pub(super) fn history(&self, child: Id) -> Result<Vec<Stand>> {
        let sql = match self.target {
            Target::Stored => {
                "SELECT from_day, score, tier, scored_tier, covered FROM score_history
                 WHERE child_id = ?1 AND from_day <= ?2 ORDER BY from_day"
            }
            Target::Shadow => {
                "SELECT from_day, score, tier, scored_tier, covered FROM score_history
                 WHERE child_id = ?1 AND from_day <= ?2
                 UNION ALL
                 SELECT from_day, score, tier, scored_tier, covered FROM score_ahead
                 WHERE child_id = ?1 AND from_day <= ?2
                 ORDER BY from_day"
            }
        };
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(rusqlite::params![child, self.day], |row| {
            Ok(Stand {
                from: row.get(0)?,
                score: row.get(1)?,
                tier: tier_of(row.get(2)?),
                scored_tier: tier_of(row.get(3)?),
                covered: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Adds a stand when it differs from the one before.
    fn note(&mut self, child: Id, stand: Stand, history: &mut Vec<Stand>) -> Result<()> {
        let table = match self.target {
            Target::Stored => "score_history",
            Target::Shadow => "score_ahead",
        };
        let replaces = history.last().is_some_and(|last| last.from == stand.from);
        if replaces {
            if history.last() == Some(&stand) {
                return Ok(());
            }
            history.pop();
        }
        if history.last().is_some_and(|last| last.same_as(&stand)) {
            if replaces {
                let sql = format!("DELETE FROM {table} WHERE child_id = ?1 AND from_day = ?2");
                self.conn.prepare_cached(&sql)?.execute(rusqlite::params![child, stand.from])?;
            }
            return Ok(());
        }
        let sql = match self.target {
            Target::Stored => {
                "INSERT OR REPLACE INTO score_history (child_id, from_day, score, tier, scored_tier, covered)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
            }
            Target::Shadow => {
                "INSERT OR REPLACE INTO score_ahead (child_id, from_day, score, tier, scored_tier, covered)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
            }
        };
        at_hand(&mut self.kept.note, self.conn, sql)?.execute(rusqlite::params![
            child,
            Day(stand.from),
            stand.score,
            tier_rank(stand.tier),
            tier_rank(stand.scored_tier),
            stand.covered
        ])?;
        history.push(stand);
        Ok(())
    }

    /// Writes the rows for the scorer's day.
    fn conclude(&mut self, child: Id, dossier: &Dossier, history: &mut Vec<Stand>) -> Result<()> {
        let evidence = dossier.now();
        let assessment = assess(&evidence, self.day, &self.rules.calendar, &self.rules.settings);
        self.note(child, Stand::of(self.day, &assessment), history)?;
        if !self.new.contains(&child) {
            self.take_back(child)?;
        }
        let lead = self.lead(child, self.day)?;
        let scored = [assessment.next_change_on, lead.next_change_on].into_iter().flatten().min();
        let mut next = scored;
        if dossier.child.active {
            let tiers: Vec<_> =
                history.iter().map(|stand| (stand.from, stand.scored_tier)).collect();
            let input = DueInput::on(self.day, &evidence, &tiers, assessment.scored_tier);
            let due = visit_due(&input, &self.rules.settings);
            at_hand(
                &mut self.kept.due,
                self.conn,
                "INSERT INTO visit_due (child_id, code, due, lead_id) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(rusqlite::params![
                child,
                code_key(&dossier.child.code),
                Day(due),
                lead.volunteer
            ])?;
            self.tallies.count(Counted::Tier, tier_rank(assessment.tier).to_string(), 1);
            self.tallies.count(Counted::Due, due.to_string(), 1);
            self.tallies.count(Counted::NoVolunteer, "", i64::from(lead.volunteer.is_none()));
            self.write_birthday(child, dossier)?;
            let place = Place {
                key: &code_key(&dossier.child.code),
                tier: tier_rank(assessment.tier),
                score: assessment.score,
                score_high: assessment.score_high,
                last_seen: assessment.last_seen,
                visit_due: due,
                has_lead: lead.volunteer.is_some(),
            };
            let queue_change = self.write_case(child, &place, history)?;
            next = [next, queue_change].into_iter().flatten().min();
        }
        self.write_risk(child, dossier, &assessment, (next, scored), stands_since(history))
    }

    fn write_risk(
        &mut self,
        child: Id,
        dossier: &Dossier,
        assessment: &Assessment,
        (next, scored): (Option<NaiveDate>, Option<NaiveDate>),
        stands_since: Option<NaiveDate>,
    ) -> Result<()> {
        let points: Vec<String> =
            assessment.domains.iter().map(|domain| domain.points.to_string()).collect();
        let reasons = serde_json::to_string(&assessment.reasons).unwrap_or_default();
        let sql = "INSERT INTO child_risk (child_id, active, code, tier, scored_tier, score, score_high, covered,
                 verify, points, reasons, last_seen, last_visit, next_change_on, stands_since, score_change_on)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
        at_hand(&mut self.kept.risk, self.conn, sql)?.execute(rusqlite::params![
            child,
            dossier.child.active,
            code_key(&dossier.child.code),
            tier_rank(assessment.tier),
            tier_rank(assessment.scored_tier),
            assessment.score,
            assessment.score_high,
            assessment.covered,
            assessment.verify,
            points.join(","),
            reasons,
            assessment.last_seen.map(Day),
            assessment.last_visit.map(Day),
            next.map(Day),
            stands_since.map(Day),
            scored.map(Day)
        ])?;
        Ok(())
    }

    fn write_birthday(&mut self, child: Id, dossier: &Dossier) -> Result<()> {
        let row = &dossier.child;
        let input = BirthdayInput {
            birth_date: row.birth_date,
            lunar: row.lunar,
            celebrate_by: row.celebrate_by,
        };
        let Some(kept) = input.kept() else { return Ok(()) };
        let (calendar, month, day, leap) = birthday_columns(&kept);
        let sql = "INSERT INTO child_birthday (child_id, calendar, month, day, leap, code)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        at_hand(&mut self.kept.birthday, self.conn, sql)?.execute(rusqlite::params![
            child,
            calendar.code(),
            month,
            day,
            leap,
            code_key(&row.code)
        ])?;
        self.tallies.count(Counted::Birthday, birthday_key(calendar, month, day, leap), 1);
        Ok(())
    }

    /// Deletes a child's derived rows and takes them out of the tallies.
    fn take_back(&mut self, child: Id) -> Result<()> {
        let tier: Option<(i64, bool)> = self
            .conn
            .prepare_cached("DELETE FROM child_risk WHERE child_id = ?1 RETURNING tier, active")?
            .query_row([child], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        // A child not scored before has none of the other rows either.
        let Some((tier, active)) = tier else { return Ok(()) };
        if active {
            self.tallies.count(Counted::Tier, tier.to_string(), -1);
        }
        let due: Option<(String, Option<Id>)> = self
            .conn
            .prepare_cached("DELETE FROM visit_due WHERE child_id = ?1 RETURNING due, lead_id")?
            .query_row([child], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some((due, lead)) = due {
            self.tallies.count(Counted::Due, due, -1);
            self.tallies.count(Counted::NoVolunteer, "", -i64::from(lead.is_none()));
        }
        self.drop_case(child)?;
        let birthday: Option<(String, u8, u8, bool)> = self
            .conn
            .prepare_cached(
                "DELETE FROM child_birthday WHERE child_id = ?1 RETURNING calendar, month, day, leap",
            )?
            .query_row([child], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
            .optional()?;
        if let Some((calendar, month, day, leap)) = birthday {
            let calendar = CelebrateBy::from_code(&calendar).unwrap_or(CelebrateBy::Solar);
            self.tallies.count(Counted::Birthday, birthday_key(calendar, month, day, leap), -1);
        }
        Ok(())
    }

    /// Drops everything derived of a child that is gone.
    fn forget(&mut self, child: Id) -> Result<()> {
        self.take_back(child)?;
        self.conn
            .prepare_cached("DELETE FROM score_history WHERE child_id = ?1")?
            .execute([child])?;
        Ok(())
    }
}

/// Since when a child has stood at its last shown tier or a more urgent one; `None` when it never stood lower.
fn stands_since(history: &[Stand]) -> Option<NaiveDate> {
    let now = history.last()?.tier;
    let lower = history.iter().rposition(|stand| stand.tier > now)?;
    history.get(lower + 1).map(|stand| stand.from)
}

fn birthday_columns(kept: &KeptBirthday) -> (CelebrateBy, u8, u8, bool) {
    match kept {
        KeptBirthday::Solar(day) => {
            use chrono::Datelike as _;
            let (month, day) = (day.month(), day.day());
            (
                CelebrateBy::Solar,
                u8::try_from(month).unwrap_or(1),
                u8::try_from(day).unwrap_or(1),
                false,
            )
        }
        KeptBirthday::Lunar(day) => (CelebrateBy::Lunar, day.month, day.day, day.leap),
    }
}

/// The tally's key of a day of the year.
pub(crate) fn birthday_key(calendar: CelebrateBy, month: u8, day: u8, leap: bool) -> String {
    let leap = if leap { "L" } else { "" };
    format!("{} {month:02}-{day:02}{leap}", calendar.code())
}
