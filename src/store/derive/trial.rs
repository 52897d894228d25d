//! What a change of settings would do to every open file: computed, never written.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::scorer::{Scorer, Target, tier_of, tier_rank};
use super::{Rules, ids};
use crate::domain::codes::Tier;
use crate::domain::records::Id;
use crate::domain::risk::{Assessment, assess};
use crate::domain::settings::Settings;
use crate::domain::visit_due::{DueInput, visit_due};
use crate::store::Queries;
use crate::store::error::{Result, StoreError};

/// So many children who would change their tier are named; all are counted.
const NAMED: usize = 1000;

/// A child who would change its tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The shown tier and score now.
    pub from: (Tier, u32),
    /// The shown tier and score it would have.
    pub to: (Tier, u32),
}

/// What a change of settings would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trial {
    /// How many open files were looked at.
    pub children: usize,
    /// How many would change from one shown tier to another: from, to, how many; in the panel's order.
    pub moves: Vec<(Tier, Tier, usize)>,
    /// Who they are, the most urgent first, a thousand at most.
    pub named: Vec<Moved>,
    /// How many would keep their tier with another score.
    pub other_scores: usize,
    /// Overdue visits now and then.
    pub overdue: (usize, usize),
}

impl Trial {
    /// How many would change their tier.
    pub fn moved(&self) -> usize {
        self.moves.iter().map(|(_, _, count)| count).sum()
    }
}

impl Queries<'_> {
    /// What other values would do, without writing anything. `changes`: codes and values that were checked before.
    /// `progress` hears how many of how many children are looked at and stops it by `false`.
    ///
    /// # Errors
    /// What the database says; [`StoreError::Stopped`].
    pub fn try_settings(
        &self,
        changes: &[(&str, &str)],
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Trial> {
        let _moment = self.snapshot()?;
        let rules = changed(self.rules, changes);
        let scorer = Scorer::new(self.conn, &rules, self.today(), Target::Shadow)?;
        let children = ids(
            self.conn,
            "SELECT child_id FROM child_risk WHERE active = 1 ORDER BY child_id",
            &[],
        )?;
        let mut trial = Trial { children: children.len(), ..Trial::default() };
        let mut moves: BTreeMap<(i64, i64), usize> = BTreeMap::new();
        let mut moved = Vec::new();
        for (done, child) in children.iter().enumerate() {
            if done % 500 == 0 && !progress(done, children.len()) {
                return Err(StoreError::Stopped);
            }
            let Some((then, due_then)) = scorer.imagine(*child)? else { continue };
            let (tier, score, due) = self.stands(*child)?;
            trial.overdue.0 += usize::from(due.is_some_and(|due| due < self.today()));
            trial.overdue.1 += usize::from(due_then < self.today());
            if tier == then.tier {
                trial.other_scores += usize::from(score != then.score);
            } else {
                *moves.entry((tier_rank(tier), tier_rank(then.tier))).or_default() += 1;
                moved.push((*child, (tier, score), (then.tier, then.score)));
            }
        }
        trial.moves = moves
            .into_iter()
            .map(|((from, to), count)| (tier_of(from), tier_of(to), count))
            .collect();
        moved.sort_by_key(|(child, _, (tier, score))| {
            (tier_rank(*tier), std::cmp::Reverse(*score), *child)
        });
        moved.truncate(NAMED);
        for (child, from, to) in moved {
            trial.named.push(self.named(child, from, to)?);
        }
        Ok(trial)
    }

    /// Tier, score and due day as they are kept.
    fn stands(&self, child: Id) -> Result<(Tier, u32, Option<NaiveDate>)> {
        let kept: (i64, u32, Option<NaiveDate>) = self
            .conn
            .prepare_cached(
                "SELECT tier, score, (SELECT due FROM visit_due WHERE visit_due.child_id = child_risk.child_id)
                 FROM child_risk WHERE child_id = ?1",
            )?
            .query_row([child], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok((tier_of(kept.0), kept.1, kept.2))
    }

    fn named(&self, child: Id, from: (Tier, u32), to: (Tier, u32)) -> Result<Moved> {
        let (code, name) = self
            .conn
            .prepare_cached("SELECT code, name FROM child WHERE id = ?1")?
            .query_row([child], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Moved { code, name, from, to })
    }
}

/// The rules with other values; what doesn't fit was refused before and changes nothing here.
fn changed(rules: &Rules, changes: &[(&str, &str)]) -> Rules {
    let mut rules = rules.clone();
    let mut settings: Settings = rules.settings.clone();
    for (code, value) in changes {
        if *code == "visits_since" {
            rules.visits_since = value.parse().unwrap_or(rules.visits_since);
        } else if settings.set(code, value).is_err() {
            tracing::debug!(code, "no number");
        }
    }
    Rules { settings, ..rules }
}

impl Scorer<'_> {
    /// A child's assessment and due day by the scorer's rules; nothing is written.
    fn imagine(&self, child: Id) -> Result<Option<(Assessment, NaiveDate)>> {
        let Some(dossier) = self.load(child)? else { return Ok(None) };
        let evidence = dossier.now();
        let assessment = assess(&evidence, self.day, &self.rules.calendar, &self.rules.settings);
        let mut tiers: Vec<_> = self
            .history(child)?
            .iter()
            .map(|stand| (stand.from, stand.scored_tier))
            .filter(|(from, _)| *from < self.day)
            .collect();
        tiers.push((self.day, assessment.scored_tier));
        let input = DueInput::on(self.day, &evidence, &tiers, assessment.scored_tier);
        let due = visit_due(&input, &self.rules.settings);
        Ok(Some((assessment, due)))
    }
}
