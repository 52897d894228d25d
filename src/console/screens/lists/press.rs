//! The mouse above and below the rows of a list: its views, its headings, what it is filtered and sorted by.

use ratatui::layout::Position;

use super::list::List;
use super::source::Source;
use crate::console::action::Action;
use crate::console::screen::{Effect, Ui};
use crate::store::queries::{ListColumn, Sort};

/// What a place beside the rows does when the mouse presses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Press {
    /// The list stands in the order of this column, or the other way round.
    Sort(ListColumn),
    /// What the key of this action does.
    Act(Action),
}

impl<S: Source> List<S> {
    /// Does what was pressed beside the rows.
    pub(super) fn pressed(&mut self, x: u16, y: u16, ui: &Ui) -> Vec<Effect> {
        if let Some(tab) = self.drawn_tabs.at(x, y) {
            return self.open_tab(tab);
        }
        let place = Position::new(x, y);
        let hit = self.drawn.borrow().iter().find(|(area, _)| area.contains(place)).copied();
        match hit.map(|(_, press)| press) {
            Some(Press::Sort(column)) => {
                let now = self.view.sort.filter(|sort| sort.column == column);
                self.view.sort = Some(now.map_or(Sort::by(column), Sort::reversed));
                self.look()
            }
            Some(Press::Act(action)) => self.act(action, ui),
            None => Vec::new(),
        }
    }
}
