//! What has changed since someone's last session.

use chrono::NaiveDate;

use super::Queries;
use super::risk::ChildBrief;
use crate::domain::codes::Tier;
use crate::domain::records::Id;
use crate::store::derive::scorer::{tier_of, tier_rank};
use crate::store::error::Result;
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
    /// Children who rose by score or rule and stand there still, most urgent first; at most [`RISES_SHOWN`].
    pub rises: Vec<TierRise>,
    /// Children whose evidence ran out or is too thin, who stand as unknown and stood better: nobody's risk rose by that.
    /// Counted up to a bound.
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
pub const RISES_SHOWN: u32 = 20;

/// So many visits and children are counted at most: an import has many, and Today is read again after every change.
pub const ROWS_COUNTED: u32 = 2000;

/// From so many children on whose tier changed, the first are looked for in the panel's order; and so many that became
/// unknown are counted at most.
const MANY: u32 = 300;

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

    /// How many visits were logged and children opened after an entry.
    fn added_since(&self, after: Id) -> Result<(usize, usize)> {
        let (visits, children): (i64, i64) = self
            .conn
            .prepare_cached(
                r"SELECT count(*) FILTER (WHERE tbl = 'visit'), count(*) FILTER (WHERE tbl = 'child') FROM (
                     SELECT tbl FROM (
                         SELECT id, CASE WHEN command LIKE '%visit' OR command = 'import_visits' THEN 'visit'
                             WHEN command LIKE '%\_child' ESCAPE '\' OR command = 'import_children' THEN 'child'
                             END AS adds
                         FROM entry WHERE id > ?1 AND undoes IS NULL
                           AND NOT EXISTS (SELECT 1 FROM entry AS later WHERE later.undoes = entry.id)
                     ) AS done CROSS JOIN journal_row ON journal_row.entry = done.id
                     WHERE adds IS NOT NULL AND tbl = adds AND before IS NULL
                     LIMIT ?2)",
            )?
            .query_row(rusqlite::params![after, ROWS_COUNTED], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let number = |count| usize::try_from(count).unwrap_or(0);
        Ok((number(visits), number(children)))
    }

    /// The children whose shown tier is more urgent now than it was on a day. Becoming unknown is no rise.
    fn tiers_since(&self, day: NaiveDate, since: &mut Since) -> Result<()> {
        // A few are found by their day, and sorted; of many the first are soon met in the panel's order.
        let few: bool = self
            .conn
            .prepare_cached(
                "SELECT count(*) < ?2 FROM (SELECT 1 FROM child_risk WHERE stands_since > ?1 LIMIT ?2)",
            )?
            .query_row(rusqlite::params![day, MANY], |row| row.get(0))?;
        let unknown = tier_rank(Tier::Unknown);
        if few {
            return self.walk_tiers("child_risk_rise", day, (0, i64::MAX), since);
        }
        for tiers in [(0, unknown - 1), (unknown, unknown), (unknown + 1, i64::MAX)] {
            self.walk_tiers("child_risk_panel", day, tiers, since)?;
        }
        Ok(())
    }

    /// Goes through the children of some tiers whose tier changed after a day, until as many are found as are shown.
    fn walk_tiers(
        &self,
        through: &str,
        day: NaiveDate,
        (first, last): (i64, i64),
        since: &mut Since,
    ) -> Result<()> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT child_id, tier,
                (SELECT tier FROM score_history AS past
                 WHERE past.child_id = child_risk.child_id AND past.from_day <= ?1
                 ORDER BY from_day DESC LIMIT 1)
             FROM child_risk INDEXED BY {through}
             WHERE active = 1 AND stands_since > ?1 AND tier BETWEEN ?2 AND ?3
             ORDER BY active, tier, score DESC, score_high DESC, last_seen, code",
        ))?;
        let unknown = tier_rank(Tier::Unknown);
        let (most, most_unknown) = (RISES_SHOWN as usize, MANY as usize);
        let mut rows = statement.query(rusqlite::params![day, first, last])?;
        while let Some(row) = rows.next()? {
            let (now, before): (i64, Option<i64>) = (row.get(1)?, row.get(2)?);
            let is_rise = now != unknown;
            let room =
                if is_rise { most - since.rises.len() } else { most_unknown - since.unknown };
            if room == 0 {
                if last <= unknown || now > unknown {
                    break;
                }
                continue;
            }
            let Some(before) = before.filter(|before| now < *before) else { continue };
            if !is_rise {
                since.unknown += 1;
            } else if let Some(child) = self.child_brief_of(row.get(0)?)? {
                since.rises.push(TierRise { child, from: tier_of(before), to: tier_of(now) });
            }
        }
        Ok(())
    }
}
