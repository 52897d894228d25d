//! What has changed since someone's last session.

use chrono::NaiveDate;

use super::Queries;
use super::risk::ChildBrief;
use crate::domain::codes::Tier;
use crate::domain::records::Id;
use crate::store::derive::scorer::{tier_of, tier_rank};
use crate::store::error::Result;
use crate::store::rows::Day;
use crate::store::sessions::LastSession;

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
    /// Children who rose by score or rule and stand there still, most urgent first: the first [`RISES_NAMED`].
    pub rises: Vec<TierRise>,
    /// How many rose. Looked for no further once they are [`LOOKED_AT`].
    pub risen: usize,
    /// Children whose evidence ran out or is too thin, who stand as unknown and stood better: nobody's risk rose by that.
    /// Counted up to [`LOOKED_AT`].
    pub unknown: usize,
    /// Visits logged by anyone; counted up to [`ROWS_COUNTED`] together with the children.
    pub visits: usize,
    /// Children newly opened.
    pub new_children: usize,
    /// Journal entries of the others.
    pub changes: usize,
    /// Who made them.
    pub users: Vec<String>,
}

/// How many rises [`Queries::since`] names.
pub const RISES_NAMED: usize = 3;

/// So many visits and children are counted at most: an import has many, and Today is read again after every change.
pub const ROWS_COUNTED: u32 = 500;

/// So many children are looked at in each tier, those who came to it last: beyond that nobody counts, and Today is read again
/// after every change.
pub const LOOKED_AT: u32 = 20;

impl Queries<'_> {
    /// What changed since a session ended.
    ///
    /// # Errors
    /// What the database says.
    pub fn since(&self, session: &LastSession) -> Result<Since> {
        let _moment = self.snapshot()?;
        let mut since = Since::default();
        self.tiers_since(session.day, &mut since)?;
        let mut statement = self.conn.prepare_cached(
            "SELECT user, count(*) FROM entry WHERE id > ?1 AND undoes IS NULL
               AND NOT EXISTS (SELECT 1 FROM entry AS later WHERE later.undoes = entry.id)
             GROUP BY user",
        )?;
        let mut rows = statement.query([session.last_entry])?;
        let mut is_any = false;
        while let Some(row) = rows.next()? {
            is_any = true;
            let user: String = row.get(0)?;
            // What one does oneself is no news, and must not crowd out what the others did.
            if user != self.user() {
                since.changes += usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0);
                since.users.push(user);
            }
        }
        if is_any {
            (since.visits, since.new_children) = self.added_since(session.last_entry)?;
        }
        Ok(since)
    }

    /// How many visits were logged and children opened after an entry. A visit that a file corrects is no visit more.
    fn added_since(&self, after: Id) -> Result<(usize, usize)> {
        let (visits, children): (i64, i64) = self
            .conn
            .prepare_cached(
                r"SELECT count(*) FILTER (WHERE tbl = 'visit' AND is_new) - count(*) FILTER (WHERE NOT is_new),
                        count(*) FILTER (WHERE tbl = 'child') FROM (
                     SELECT tbl, before IS NULL AS is_new FROM (
                         SELECT id, CASE WHEN command IN ('add_visit', 'import_visits') THEN 'visit'
                             WHEN command LIKE '%\_child' ESCAPE '\' OR command = 'import_children' THEN 'child'
                             END AS adds
                         FROM entry WHERE id > ?1 AND undoes IS NULL
                           AND NOT EXISTS (SELECT 1 FROM entry AS later WHERE later.undoes = entry.id)
                     ) AS done CROSS JOIN journal_row ON journal_row.entry = done.id
                     WHERE adds IS NOT NULL AND tbl = adds
                       AND (before IS NULL OR tbl = 'visit' AND after ->> '$.voided_on' IS NOT NULL)
                     LIMIT ?2)",
            )?
            .query_row(rusqlite::params![after, ROWS_COUNTED], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let number = |count| usize::try_from(count).unwrap_or(0);
        Ok((number(visits), number(children)))
    }

    /// The children whose shown tier is more urgent now than it was on a day. Becoming unknown is no rise.
    fn tiers_since(&self, day: NaiveDate, since: &mut Since) -> Result<()> {
        let mut came = self.conn.prepare_cached(
            "SELECT child_id, before FROM (
                 SELECT child_id, tier, score, score_high, last_seen, code,
                    (SELECT tier FROM score_history AS past
                     WHERE past.child_id = child_risk.child_id AND past.from_day <= ?1
                     ORDER BY from_day DESC LIMIT 1) AS before
                 FROM child_risk INDEXED BY child_risk_rise
                 WHERE tier = ?2 AND stands_since > ?1 AND active = 1
                 ORDER BY stands_since DESC LIMIT ?3)
             ORDER BY score DESC, score_high DESC, last_seen, code",
        )?;
        let mut brief = self.brief_statement()?;
        for to in [Tier::Critical, Tier::High, Tier::Unknown, Tier::Watch] {
            let rank = tier_rank(to);
            if to != Tier::Unknown && since.risen >= LOOKED_AT as usize {
                continue;
            }
            let mut rows = came.query(rusqlite::params![Day(day), rank, LOOKED_AT])?;
            while let Some(row) = rows.next()? {
                let before: Option<i64> = row.get(1)?;
                let Some(before) = before.filter(|before| rank < *before) else { continue };
                if to == Tier::Unknown {
                    since.unknown += 1;
                    continue;
                }
                since.risen += 1;
                if since.rises.len() < RISES_NAMED {
                    let child = self.read_brief(&mut brief, row.get(0)?)?;
                    let from = tier_of(before);
                    since.rises.extend(child.map(|child| TierRise { child, from, to }));
                }
            }
        }
        Ok(())
    }
}
