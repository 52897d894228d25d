//! Marking rows, to act on all of them at once.

use std::collections::BTreeSet;

use super::list::List;
use super::source::Source;
use super::view::{Marking, View};
use crate::console::screen::Effect;
use crate::console::widgets::table::Step;
use crate::domain::records::Id;
use crate::store::{Queries, Result};

impl<S: Source> List<S> {
    /// Space: marks the row, or takes its mark away, and goes on.
    pub(super) fn mark(&mut self) -> Vec<Effect> {
        let Some(target) = self.target().filter(|_| self.kind().is_some()) else {
            return Vec::new();
        };
        let (_, id) = target.record;
        if !self.marked.remove(&id) {
            self.marked.insert(id);
        }
        self.state.step(Step::Down);
        self.moved()
    }

    /// Backspace: takes the marks away, else the filter and the order.
    pub(super) fn clear(&mut self) -> Vec<Effect> {
        if !self.marked.is_empty() {
            self.marked.clear();
            return Vec::new();
        }
        if self.view == View::default() {
            return Vec::new();
        }
        self.view = View::default();
        self.look()
    }

    /// Marks what was asked for, and forgets marks of rows that are gone.
    pub(super) fn remark(&mut self, queries: &Queries<'_>) -> Result<()> {
        let Some(marking) = self.marking.take() else {
            if let Some(ids) = &self.ids
                && !self.marked.is_empty()
            {
                let there: BTreeSet<Id> = ids.iter().copied().collect();
                self.marked.retain(|id| there.contains(id));
            }
            return Ok(());
        };
        let before = std::mem::take(&mut self.marked);
        if marking == Marking::None {
            return Ok(());
        }
        let keep = |id: &Id| marking == Marking::All || !before.contains(id);
        self.marked = self.all_ids(queries)?.into_iter().filter(keep).collect();
        Ok(())
    }
}
