//! Keeps the triage queue: a child's case is written whenever the child is scored, and moved on by itself on the days on which
//! only the case changes.

use chrono::NaiveDate;
use rusqlite::OptionalExtension;

use super::super::error::Result;
use super::super::rows::Day;
use super::queue;
use super::scorer::{Scorer, Stand, at_hand};
use super::tallies::Counted;
use crate::domain::records::Id;
use crate::domain::triage::{TriageInput, triage};

/// Where a case stands in the queue, and what it depends on besides the child's own history.
pub(super) struct Place<'t> {
    /// The key of the child's code.
    pub(super) key: &'t str,
    /// The shown tier's number.
    pub(super) tier: i64,
    pub(super) score: u32,
    pub(super) score_high: u32,
    pub(super) last_seen: Option<NaiveDate>,
    /// When the next home visit is due.
    pub(super) visit_due: NaiveDate,
    /// Whether the child has a volunteer.
    pub(super) has_lead: bool,
}

impl Scorer<'_> {
    /// Puts the case into the queue when it has a cause; returns when time alone may change that.
    pub(super) fn write_case(
        &mut self,
        child: Id,
        place: &Place<'_>,
        history: &[Stand],
    ) -> Result<Option<NaiveDate>> {
        let known = (self.rules.visits_since, self.filled);
        let case = queue::case(self.conn, child, self.day, place.has_lead, known)?;
        let shown: Vec<_> = history.iter().map(|stand| (stand.from, stand.tier)).collect();
        let found = triage(&TriageInput {
            today: self.day,
            history: &shown,
            visit_due: place.visit_due,
            tasks: &case.tasks,
            concern: case.concern,
            lost_volunteer: case.lost_volunteer,
            decided: case.decided,
            looked_at_today: case.looked_at_today,
        });
        if !found.causes.is_empty() {
            let causes = serde_json::to_string(&found.causes).unwrap_or_default();
            let sql =
                "INSERT INTO triage (child_id, tier, score, score_high, last_seen, code, causes)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
            at_hand(&mut self.kept.case, self.conn, sql)?.execute(rusqlite::params![
                child,
                place.tier,
                place.score,
                place.score_high,
                place.last_seen.map(Day),
                place.key,
                causes
            ])?;
            self.tallies.count(Counted::Triage, "", 1);
        }
        Ok(found.next_change_on)
    }

    /// Takes a case out of the queue.
    pub(super) fn drop_case(&mut self, child: Id) -> Result<()> {
        let queued =
            self.conn.prepare_cached("DELETE FROM triage WHERE child_id = ?1")?.execute([child])?;
        if queued > 0 {
            self.tallies.count(Counted::Triage, "", -1);
        }
        Ok(())
    }

    /// Writes the case of a child anew whose score and due day stay as they are.
    pub(super) fn requeue(&mut self, child: Id) -> Result<()> {
        type Kept = (i64, u32, u32, Option<NaiveDate>, String, Option<NaiveDate>, NaiveDate, bool);
        let kept: Option<Kept> = self
            .conn
            .prepare_cached(
                "SELECT tier, score, score_high, last_seen, child_risk.code, score_change_on, due, lead_id IS NOT NULL
                 FROM child_risk JOIN visit_due ON visit_due.child_id = child_risk.child_id
                 WHERE child_risk.child_id = ?1",
            )?
            .query_row([child], |row| {
                let last_seen = row.get(3)?;
                let (key, scored, due, lead) = (row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?);
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, last_seen, key, scored, due, lead))
            })
            .optional()?;
        let Some((tier, score, score_high, last_seen, key, scored, visit_due, has_lead)) = kept
        else {
            return Ok(());
        };
        let place = Place { key: &key, tier, score, score_high, last_seen, visit_due, has_lead };
        let history = self.history(child)?;
        self.drop_case(child)?;
        let queue_change = self.write_case(child, &place, &history)?;
        let next = [scored, queue_change].into_iter().flatten().min();
        self.conn
            .prepare_cached("UPDATE child_risk SET next_change_on = ?2 WHERE child_id = ?1")?
            .execute(rusqlite::params![child, next])?;
        Ok(())
    }
}
