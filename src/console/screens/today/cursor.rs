//! Where the keys are on Today: in which panel, on its title or on which row.

use super::plan::Plan;
use super::view::{self, OverdueLine, View};
use crate::console::action::{ChildScope, Route, VisitScope};
use crate::console::screens::lists::{act::Target, upcoming};
use crate::domain::codes::Tier;
use crate::store::queries::ReportScope;

/// A panel, from top to bottom and left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// The banner: mandatory reports.
    Banner,
    /// The counts.
    Counts,
    /// Children at risk.
    Risk,
    /// Overdue visits.
    Overdue,
    /// Visits due today.
    DueToday,
    /// Birthdays and events.
    Upcoming,
    /// What else is due.
    Also,
}

/// All panels in the order of Tab.
pub const PANELS: [Panel; 7] = [
    Panel::Banner,
    Panel::Counts,
    Panel::Risk,
    Panel::Overdue,
    Panel::DueToday,
    Panel::Upcoming,
    Panel::Also,
];

/// A panel and its row; `None` is the panel's title, whose Enter opens the full list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The panel that has the keys.
    pub panel: Panel,
    /// The row; `None` = the title.
    pub row: Option<usize>,
}

impl Default for Cursor {
    fn default() -> Self {
        Self { panel: Panel::Risk, row: Some(0) }
    }
}

/// What a count at the top opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tile {
    /// The triage queue.
    Queue,
    /// Children of a shown tier.
    Tier(Tier),
    /// Visits due before today.
    Overdue,
    /// Visits due today.
    DueToday,
    /// Children without a volunteer.
    NoVolunteer,
    /// Birthdays and events.
    Upcoming,
}

/// The counts in their order.
pub const TILES: [Tile; 10] = [
    Tile::Queue,
    Tile::Tier(Tier::Critical),
    Tile::Tier(Tier::High),
    Tile::Tier(Tier::Unknown),
    Tile::Tier(Tier::Watch),
    Tile::Tier(Tier::Stable),
    Tile::Overdue,
    Tile::DueToday,
    Tile::NoVolunteer,
    Tile::Upcoming,
];

impl Tile {
    /// The list with exactly as many rows as the count says.
    pub const fn route(self) -> Route {
        match self {
            Self::Queue => Route::Triage,
            Self::Tier(tier) => Route::Children(ChildScope::Tier(tier)),
            Self::Overdue => Route::Visits(VisitScope::Overdue),
            Self::DueToday => Route::Visits(VisitScope::DueToday),
            Self::NoVolunteer => Route::Visits(VisitScope::NoVolunteer),
            Self::Upcoming => Route::Upcoming,
        }
    }

    /// The count.
    pub const fn count(self, view: &View) -> usize {
        let counts = &view.counts;
        match self {
            Self::Queue => counts.triage,
            Self::Tier(Tier::Critical) => counts.critical,
            Self::Tier(Tier::High) => counts.high,
            Self::Tier(Tier::Unknown) => counts.unknown,
            Self::Tier(Tier::Watch) => counts.watch,
            Self::Tier(Tier::Stable) => counts.stable,
            Self::Overdue => counts.overdue_visits,
            Self::DueToday => counts.due_today,
            Self::NoVolunteer => counts.no_volunteer,
            Self::Upcoming => counts.upcoming,
        }
    }
}

/// How many rows of a panel one can go to.
pub fn rows(view: &View, plan: &Plan, panel: Panel) -> usize {
    match panel {
        Panel::Banner => 1,
        Panel::Counts => TILES.len(),
        Panel::Risk => view.risk.len().min(shown(plan.risk, view.counts.at_risk, plan.wide)),
        Panel::Overdue if plan.wide => {
            let lines = view.overdue_lines();
            let shown = overdue_shown(view, plan);
            lines.iter().take(shown).filter(|line| matches!(line, OverdueLine::Child(_))).count()
        }
        Panel::Overdue => view.overdue.len().min(plan.overdue),
        Panel::DueToday => {
            view.due_today.len().min(shown(plan.due_today, view.counts.due_today, plan.wide))
        }
        Panel::Upcoming => {
            view.upcoming.len().min(shown(plan.upcoming, view.counts.upcoming, plan.wide))
        }
        Panel::Also => view.also.len(),
    }
}

/// How many rows stand on so many lines: on a wide page the last line says how many more there are.
pub const fn shown(lines: usize, count: usize, wide: bool) -> usize {
    if wide && count > lines && lines > 1 { lines - 1 } else { lines }
}

/// The lines of the overdue panel before the one that says how many more there are.
pub fn overdue_shown(view: &View, plan: &Plan) -> usize {
    let more = view.overdue.len() < view.counts.overdue_visits
        || view.overdue_lines().len() > plan.overdue;
    if more { plan.overdue.saturating_sub(1) } else { plan.overdue }
}

/// True when a panel can be gone to.
fn is_there(plan: &Plan, view: &View, panel: Panel) -> bool {
    match panel {
        Panel::Banner => !view.reports.is_none(),
        Panel::DueToday => plan.due_today > 0,
        Panel::Also => !view.also.is_empty(),
        _ => true,
    }
}

/// True for a panel whose items stand beside each other.
pub const fn is_inline(plan: &Plan, panel: Panel) -> bool {
    matches!(panel, Panel::Banner | Panel::Counts) || (matches!(panel, Panel::Also) && !plan.wide)
}

impl Cursor {
    /// The next panel, or the one before: its first row, or its title when it has none.
    #[must_use]
    pub fn panel_by(self, view: &View, plan: &Plan, forward: bool) -> Self {
        let there: Vec<_> =
            PANELS.into_iter().filter(|panel| is_there(plan, view, *panel)).collect();
        let at = there.iter().position(|panel| *panel == self.panel).unwrap_or(0);
        let by = if forward { 1 } else { there.len() - 1 };
        Self::at_start(view, plan, there[(at + by) % there.len()])
    }

    /// The first row of a panel.
    pub fn at_start(view: &View, plan: &Plan, panel: Panel) -> Self {
        Self { panel, row: (rows(view, plan, panel) > 0).then_some(0) }
    }

    fn at_end(view: &View, plan: &Plan, panel: Panel) -> Self {
        let row = match rows(view, plan, panel) {
            0 => None,
            _ if is_inline(plan, panel) => Some(0),
            rows => Some(rows - 1),
        };
        Self { panel, row }
    }

    /// One down: the next row, after the last one the next panel's title.
    #[must_use]
    pub fn down(self, view: &View, plan: &Plan) -> Self {
        let rows = rows(view, plan, self.panel);
        let next = self.row.map_or(0, |row| row + 1);
        if next < rows && !is_inline(plan, self.panel) {
            return Self { row: Some(next), ..self };
        }
        let place = PANELS.iter().position(|panel| *panel == self.panel).unwrap_or(0);
        let below = PANELS[place + 1..].iter().copied().find(|panel| is_there(plan, view, *panel));
        match below {
            None => self,
            Some(panel) if is_inline(plan, panel) => Self::at_start(view, plan, panel),
            Some(panel) => Self { panel, row: None },
        }
    }

    /// One up: the row before, before the first one the title, before that the panel above.
    #[must_use]
    pub fn up(self, view: &View, plan: &Plan) -> Self {
        match self.row {
            Some(0) if !is_inline(plan, self.panel) => return Self { row: None, ..self },
            Some(row) if !is_inline(plan, self.panel) => {
                return Self { row: Some(row - 1), ..self };
            }
            _ => {}
        }
        let place = PANELS.iter().position(|panel| *panel == self.panel).unwrap_or(0);
        let above =
            PANELS[..place].iter().rev().copied().find(|panel| is_there(plan, view, *panel));
        above.map_or(self, |panel| Self::at_end(view, plan, panel))
    }

    /// Beside: the item before or after of an inline panel, else the panel before or after.
    #[must_use]
    pub fn beside(self, view: &View, plan: &Plan, forward: bool) -> Self {
        let items = rows(view, plan, self.panel);
        if !is_inline(plan, self.panel) || items == 0 {
            return self.panel_by(view, plan, forward);
        }
        let row = self.row.unwrap_or(0);
        let row = if forward { (row + 1) % items } else { (row + items - 1) % items };
        Self { row: Some(row), ..self }
    }

    /// The same place where it is still there, else the nearest.
    #[must_use]
    pub fn within(self, view: &View, plan: &Plan) -> Self {
        if !is_there(plan, view, self.panel) {
            return Self::at_start(view, plan, Panel::Risk);
        }
        let rows = rows(view, plan, self.panel);
        Self { row: self.row.and_then(|row| rows.checked_sub(1).map(|last| row.min(last))), ..self }
    }

    /// What the selected row is about.
    pub fn target(self, view: &View) -> Option<Target> {
        let row = self.row?;
        let child = |row: Option<&crate::store::queries::RiskRow>| {
            row.map(|row| Target::child(row.child.id))
        };
        match self.panel {
            Panel::Risk => child(view.risk.get(row)),
            Panel::Overdue => child(view.overdue.get(row).map(|overdue| &overdue.row)),
            Panel::DueToday => child(view.due_today.get(row)),
            Panel::Upcoming => view.upcoming.get(row).map(upcoming::target),
            Panel::Banner | Panel::Counts | Panel::Also => None,
        }
    }

    /// The page that Enter opens.
    pub fn route(self, view: &View) -> Option<Route> {
        let Some(row) = self.row else {
            return Some(match self.panel {
                Panel::Banner | Panel::Counts | Panel::Also => return None,
                Panel::Risk => Route::Children(ChildScope::AtRisk),
                Panel::Overdue => Route::Visits(VisitScope::Overdue),
                Panel::DueToday => Route::Visits(VisitScope::DueToday),
                Panel::Upcoming => Route::Upcoming,
            });
        };
        match self.panel {
            Panel::Banner => Some(Route::Reports(ReportScope::Open)),
            Panel::Counts => TILES.get(row).map(|tile| tile.route()),
            Panel::Upcoming => view.upcoming.get(row).map(upcoming::page),
            Panel::Also => view.also.get(row).and_then(|also| match also.kind {
                "check_expiry" => Some(Route::Checks),
                "training_expiry" => Some(Route::Trainings),
                view::BACKUP => Some(Route::Backups),
                _ => None,
            }),
            _ => self.target(view).map(|target| Route::Child(target.record.1)),
        }
    }
}
