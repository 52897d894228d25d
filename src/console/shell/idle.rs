//! What happens while nobody presses a key: others' writing is noticed, midnight passes, the screen is covered.

use std::time::{Duration, Instant};

use super::Shell;
use crate::console::screens::operator::Operator;

/// Whether the screen is covered, and since when nobody pressed a key.
#[derive(Debug)]
pub(super) struct Cover {
    pub(super) on: bool,
    /// It came by itself, so somebody else may come back.
    by_itself: bool,
    after: Duration,
    ask: bool,
    last: Instant,
}

impl Cover {
    /// Covered after so long; `ask` who works when it is lifted after that.
    pub(super) fn new(after: Duration, ask: bool) -> Self {
        Self { on: false, by_itself: false, after, ask, last: Instant::now() }
    }

    /// When a key was pressed last.
    pub(super) const fn last_key(&self) -> Instant {
        self.last
    }
}

impl Shell {
    /// Someone is there.
    pub(super) fn awake(&mut self) {
        self.cover.last = Instant::now();
    }

    /// Covers the screen.
    pub(super) fn cover(&mut self, by_itself: bool) {
        self.keep_drafts();
        self.cover.on = true;
        self.cover.by_itself = by_itself;
        self.wants_draw = true;
    }

    /// Lifts the cover. After idling it asks who works now.
    pub(super) fn uncover(&mut self) {
        self.cover.on = false;
        self.wants_draw = true;
        if self.cover.by_itself && self.cover.ask {
            self.layers.push(Box::new(Operator::new(&self.ui.operator)));
        }
    }

    /// A quiet moment: at `now` nobody has pressed a key for a while.
    pub fn idle(&mut self, now: Instant) {
        if self.job.is_some() {
            self.wants_draw = true;
            return;
        }
        self.notice_others();
        self.try_again();
        let quiet = self.quiet_since(now);
        self.keep_drafts_in_a_pause(quiet);
        if !self.cover.on && quiet >= self.cover.after {
            self.cover(true);
        }
    }

    /// Another console has written: what is seen must be read again.
    pub(super) fn notice_others(&mut self) {
        // The day first: where another console has gone on to it, yesterday would be scored anew for nothing.
        self.notice_midnight();
        self.notice_work();
        match self.store.data_version() {
            Ok(version) if version != self.data_version => {
                self.data_version = version;
                if let Err(error) = self.store.refresh() {
                    self.failed(&error, None);
                }
                self.layers.all_stale();
                self.wants_draw = true;
            }
            Ok(_) => {}
            Err(error) => self.failed(&error, None),
        }
    }

    /// The day changes by itself, unless it was pinned.
    fn notice_midnight(&mut self) {
        if self.store.context().pinned {
            return;
        }
        let today = (self.clock)();
        if today == self.ui.today {
            return;
        }
        self.ui.today = today;
        if let Err(error) = self.store.set_today(today) {
            self.failed(&error, None);
        }
        self.look_at_backups();
        self.layers.all_stale();
        self.wants_draw = true;
    }
}
