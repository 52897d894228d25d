//! Marking rows, to act on all of them at once.

use std::collections::BTreeSet;

use super::list::List;
use super::source::Source;
use super::view::{Marking, View};
use crate::console::screen::{Effect, Message};
use crate::console::widgets::table::Step;
use crate::domain::records::Id;
use crate::store::queries::{Listed, ReportScope};
use crate::store::{Kind, Queries, Result};

impl<S: Source> List<S> {
    /// What kind of records its rows are, as far as it matters for what can be done with marked ones. Of mandatory reports each
    /// is thought about by itself, and what is coming up is of several kinds: their rows are good for tasks and for a file.
    pub(super) fn kind(&self) -> Option<Kind> {
        self.source.listed().map(|listed| match listed {
            Listed::Children(_) => Kind::Child,
            Listed::Volunteers(_) => Kind::Volunteer,
            Listed::Carers { .. } => Kind::Carer,
            Listed::Visits => Kind::Visit,
            Listed::Contacts => Kind::Contact,
            Listed::Tasks(_) => Kind::Task,
            Listed::Events { .. } => Kind::Event,
            Listed::Upcoming | Listed::Reports(_) => Kind::Report,
        })
    }

    /// The records that the marked rows stand for. An event that is coming up stands for nobody.
    pub(super) fn of_marked(&self) -> Option<(Kind, Vec<Id>)> {
        let marked = self.marked.iter().copied();
        Some(match self.source.listed()? {
            Listed::Upcoming => (Kind::Child, marked.filter(|id| *id > 0).collect()),
            Listed::Reports(ReportScope::Wanted) => (Kind::Child, marked.collect()),
            _ => (self.kind()?, marked.collect()),
        })
    }

    /// Space: marks the row, or takes its mark away, and goes on. On the last row there is no going on, so it says what it did.
    pub(super) fn mark(&mut self) -> Vec<Effect> {
        let Some(target) = self.target().filter(|_| self.kind().is_some()) else {
            return Vec::new();
        };
        let id = self.source.row_of(target.record);
        let marks = !self.marked.remove(&id);
        if marks {
            self.marked.insert(id);
        }
        if self.state.step(Step::Down) {
            return self.moved();
        }
        let said = if marks { "list-marked-last" } else { "list-unmarked-last" };
        vec![Effect::Say(Message::new(said))]
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

    /// Marks what was asked for, and forgets marks of rows that are gone. `written`: something may have been since the last
    /// reading.
    pub(super) fn remark(&mut self, queries: &Queries<'_>, written: bool) -> Result<()> {
        let Some(marking) = self.marking.take() else {
            if written && !self.marked.is_empty() {
                let there: BTreeSet<Id> = self.all_ids(queries)?.into_iter().collect();
                let before = self.marked.len();
                self.marked.retain(|id| there.contains(id));
                self.unmarked += before - self.marked.len();
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
