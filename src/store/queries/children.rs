//! The list of children, in any indexed order, read by the page.

use rusqlite::ToSql;

use super::Queries;
use super::risk::{RiskRow, Window};
use super::to_check::{PlaceKind, ToCheck};
use crate::domain::codes::Tier;
use crate::domain::records::Id;
use crate::store::any::Kind;
use crate::store::derive::scorer::tier_rank;
use crate::store::error::Result;

/// Which children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ChildScope {
    /// All open files.
    #[default]
    Active,
    /// Open files shown critical, high, unknown or watch.
    AtRisk,
    /// Open files of one shown tier.
    Tier(Tier),
    /// Open files whose visit is overdue.
    Overdue,
    /// Open files whose visit is due today.
    DueToday,
    /// Open files without a volunteer.
    NoVolunteer,
    /// Open files worth a look.
    Check(ToCheck),
    /// Open files of a child's place.
    Place(PlaceKind, Id),
    /// Closed files.
    Closed,
    /// Open and closed files.
    All,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ChildOrder {
    /// The panel's order: tier, score, what it may reach, last seen, code.
    #[default]
    Risk,
    /// By code.
    Code,
    /// By due day, then code.
    Due,
}

impl ChildScope {
    fn condition(self) -> &'static str {
        match self {
            Self::Active => "active = 1",
            Self::AtRisk => "active = 1 AND tier <= ?1",
            Self::Tier(_) => "active = 1 AND tier = ?1",
            Self::Closed => "active = 0",
            Self::All => "active IN (0, 1)",
            Self::Overdue
            | Self::DueToday
            | Self::NoVolunteer
            | Self::Check(_)
            | Self::Place(..) => "",
        }
    }
}

impl Queries<'_> {
    /// A page of the list of children. Overdue, due-today and no-volunteer lists are always by due day.
    ///
    /// # Errors
    /// What the database says.
    pub fn children(
        &self,
        scope: ChildScope,
        order: ChildOrder,
        window: Window,
    ) -> Result<Vec<RiskRow>> {
        let order = match scope {
            ChildScope::Overdue => return self.overdue(window),
            ChildScope::DueToday => return self.due_today(window),
            ChildScope::Check(why) => return self.children_to_check(why, window),
            ChildScope::Place(kind, child) => return self.of_place(kind, child, window),
            ChildScope::NoVolunteer => return self.without_volunteer(window),
            // Closed files have no due day.
            ChildScope::Closed | ChildScope::All if order == ChildOrder::Due => ChildOrder::Code,
            _ => order,
        };
        let (inner, outer) = match order {
            ChildOrder::Risk if scope == ChildScope::All => (
                "active DESC, tier, score DESC, score_high DESC, last_seen, code",
                "child_risk.active DESC, child_risk.tier, score DESC, score_high DESC, last_seen, child_risk.code",
            ),
            ChildOrder::Risk => (
                "active, tier, score DESC, score_high DESC, last_seen, code",
                "child_risk.tier, score DESC, score_high DESC, last_seen, child_risk.code",
            ),
            ChildOrder::Code => ("code", "child_risk.code, child.code"),
            ChildOrder::Due => ("visit_due.due, visit_due.code", "visit_due.due, visit_due.code"),
        };
        let _moment = self.snapshot()?;
        let asked = window;
        let (inner, window) = window.nearer(inner, || self.count_children(scope))?;
        let page = window.sql();
        let rank = match scope {
            ChildScope::AtRisk => Some(tier_rank(Tier::Watch)),
            ChildScope::Tier(tier) => Some(tier_rank(tier)),
            _ => None,
        };
        let at_risk = rank.unwrap_or_default();
        let params: &[&dyn ToSql] = if rank.is_some() { &[&at_risk] } else { &[] };
        let condition = scope.condition();
        let pages = match (order, scope) {
            (ChildOrder::Due, ChildScope::Active) => {
                format!("SELECT child_id FROM visit_due ORDER BY {inner} {page}")
            }
            (ChildOrder::Due, _) => format!(
                "SELECT child_id FROM visit_due JOIN child_risk USING (child_id)
                 WHERE {condition} ORDER BY {inner} {page}"
            ),
            // The code is unique and indexed on the child itself.
            (ChildOrder::Code, ChildScope::All | ChildScope::Active) => {
                let which = if scope == ChildScope::All { "true" } else { "status = 'active'" };
                self.page_by_code(Kind::Child, which, asked, || self.count_children(scope))?
            }
            _ => {
                format!("SELECT child_id FROM child_risk WHERE {condition} ORDER BY {inner} {page}")
            }
        };
        let rest = format!("WHERE child_risk.child_id IN ({pages}) ORDER BY {outer}");
        self.risk_rows(&rest, params)
    }

    /// How many rows [`Queries::children`] has.
    ///
    /// # Errors
    /// What the database says.
    pub fn count_children(&self, scope: ChildScope) -> Result<usize> {
        let sql = match scope {
            ChildScope::Active => "SELECT coalesce(sum(n), 0) FROM tally WHERE what = 'tier'",
            ChildScope::AtRisk => {
                "SELECT coalesce(sum(n), 0) FROM tally WHERE what = 'tier' AND key <= '3'"
            }
            ChildScope::Tier(tier) => return self.tally("tier", &tier_rank(tier).to_string()),
            ChildScope::Overdue => {
                "SELECT coalesce(sum(n), 0) FROM tally WHERE what = 'due' AND key < ?1"
            }
            ChildScope::DueToday => {
                "SELECT coalesce(sum(n), 0) FROM tally WHERE what = 'due' AND key = ?1"
            }
            ChildScope::NoVolunteer => {
                "SELECT coalesce(sum(n), 0) FROM tally WHERE what = 'no_volunteer'"
            }
            ChildScope::Check(why) => return self.count_to_check(why),
            ChildScope::Place(kind, child) => return self.count_of_place(kind, child),
            ChildScope::Closed => "SELECT count(*) FROM child_risk WHERE active = 0",
            ChildScope::All => {
                return Ok(self.count_children(ChildScope::Active)?
                    + self.count_children(ChildScope::Closed)?);
            }
        };
        let today = self.today();
        let by_day = matches!(scope, ChildScope::Overdue | ChildScope::DueToday);
        let params: &[&dyn ToSql] = if by_day { &[&today] } else { &[] };
        let count: i64 = self.conn.prepare_cached(sql)?.query_row(params, |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }
}
