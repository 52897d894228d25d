//! Who gets how many lines: a short panel lends its rows to a full one, and nothing is read that isn't shown.

/// What the panels have to show, in lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wants {
    /// Children at risk.
    pub risk: usize,
    /// Overdue visits, on a wide page with a line for each volunteer.
    pub overdue: usize,
    /// Visits due today; on a narrow page the count at the top says it.
    pub due_today: usize,
    /// Birthdays and events.
    pub upcoming: usize,
    /// Kinds of what else is due.
    pub also: usize,
    /// Lines of the banner: 0 or 1.
    pub banner: usize,
}

/// The lines each panel gets, without its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Plan {
    /// Panes side by side.
    pub wide: bool,
    /// Columns of the left pane; all of them on a narrow page.
    pub left: u16,
    /// Children at risk, on a wide page without the line of column titles.
    pub risk: usize,
    /// Overdue visits.
    pub overdue: usize,
    /// Visits due today; 0 = no such panel.
    pub due_today: usize,
    /// Birthdays and events.
    pub upcoming: usize,
    /// What else is due; 0 = one line without a title.
    pub also: usize,
    /// The selected child with its title; 0 = no such pane.
    pub selected: usize,
    /// The month with its title; 0 = no such pane.
    pub month: usize,
}

/// From this width on panes stand side by side.
const WIDE: u16 = 100;
/// The month: its title and seven weeks at most, and what the marks mean.
const MONTH: usize = 10;
/// The most that is told of the selected child.
const SELECTED: usize = 16;

/// Lines that stand above the panels: the counts and what changed.
pub const HEAD: usize = 2;

impl Plan {
    /// The plan of a page of so many columns and lines.
    pub fn of((columns, lines): (u16, u16), wants: &Wants) -> Self {
        let body = usize::from(lines).saturating_sub(HEAD + wants.banner);
        if columns >= WIDE {
            Self::wide(columns, body, wants)
        } else {
            Self::narrow(columns, body, wants)
        }
    }

    fn narrow(columns: u16, body: usize, wants: &Wants) -> Self {
        // Three titles, and the line of what else is due.
        let room = body.saturating_sub(4);
        let rows = allot(room, &[(wants.risk, 6), (wants.overdue, 5), (wants.upcoming, 4)]);
        Self {
            left: columns,
            risk: rows[0],
            overdue: rows[1],
            upcoming: rows[2],
            ..Self::default()
        }
    }

    fn wide(columns: u16, body: usize, wants: &Wants) -> Self {
        let selected = if body < 18 { 0 } else { (body * 2 / 5).min(SELECTED) };
        // A title and the line of column titles.
        let room = body.saturating_sub(2);
        let most = room.saturating_sub(selected).max(wants.risk.max(1).min(room / 2));
        let risk = wants.risk.max(1).min(most);
        let selected = if selected == 0 { 0 } else { room - risk };

        let today = usize::from(wants.due_today > 0);
        let also = wants.also.max(1);
        let titles = 3 + today;
        let room = body.saturating_sub(titles + also);
        let rows =
            allot(room, &[(wants.overdue, 10), (wants.due_today, 2 * today), (wants.upcoming, 6)]);
        let left_over = room.saturating_sub(rows.iter().sum());
        Self {
            wide: true,
            left: columns * 61 / 100,
            risk,
            overdue: rows[0],
            due_today: rows[1],
            upcoming: rows[2],
            also,
            selected: selected.min(SELECTED + 4),
            month: if left_over >= MONTH { MONTH } else { 0 },
        }
    }
}

/// Shares out lines: each panel at first what it wants of its share, at least one line; what is left goes one by one to those
/// that want more, the first first. A panel with a share of 0 gets nothing.
fn allot(room: usize, panels: &[(usize, usize)]) -> Vec<usize> {
    let shares: usize = panels.iter().map(|(_, share)| share).sum();
    let mut rows: Vec<usize> = panels
        .iter()
        .map(|(want, share)| {
            let due = room * share / shares.max(1);
            if *share == 0 { 0 } else { (*want).max(1).min(due.max(1)) }
        })
        .collect();
    let mut left = room.saturating_sub(rows.iter().sum());
    while left > 0 {
        let before = left;
        for (given, (want, share)) in rows.iter_mut().zip(panels) {
            if left > 0 && *share > 0 && *given < *want {
                *given += 1;
                left -= 1;
            }
        }
        if left == before {
            break;
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_drawing_of_80_by_24() {
        // 21 lines: counts, since, three titles, also, and 6 + 5 + 4 rows.
        let wants = Wants { risk: 14, overdue: 5, upcoming: 6, also: 3, ..Wants::default() };
        let plan = Plan::of((80, 21), &wants);
        assert_eq!((plan.risk, plan.overdue, plan.upcoming), (6, 5, 4));
    }

    #[test]
    fn a_short_panel_lends_its_rows() {
        let wants = Wants { risk: 14, overdue: 1, upcoming: 0, ..Wants::default() };
        let plan = Plan::of((80, 21), &wants);
        assert_eq!((plan.risk, plan.overdue, plan.upcoming), (13, 1, 1));
        let wants = Wants { risk: 2, overdue: 40, upcoming: 40, banner: 1, ..Wants::default() };
        let plan = Plan::of((80, 21), &wants);
        assert_eq!((plan.risk, plan.overdue, plan.upcoming), (2, 7, 5));
    }

    proptest! {
        #[test]
        fn nothing_is_planned_beyond_the_page(
            lines in 12u16..80, columns in 60u16..220,
            risk in 0usize..200, overdue in 0usize..200, due_today in 0usize..9,
            upcoming in 0usize..90, also in 0usize..4, banner in 0usize..2,
        ) {
            let wants = Wants { risk, overdue, due_today, upcoming, also, banner };
            let plan = Plan::of((columns, lines), &wants);
            let body = usize::from(lines) - HEAD - banner;
            if plan.wide {
                prop_assert!(2 + plan.risk + plan.selected <= body, "{plan:?}");
                let titles = 3 + usize::from(plan.due_today > 0);
                let right = titles + plan.overdue + plan.due_today + plan.upcoming + plan.also;
                prop_assert!(right + plan.month <= body.max(titles + 6), "{plan:?}");
            } else {
                prop_assert!(plan.risk + plan.overdue + plan.upcoming + 4 <= body.max(7), "{plan:?}");
            }
            prop_assert!(plan.risk <= risk.max(1) && plan.overdue <= overdue.max(1));
        }
    }
}
