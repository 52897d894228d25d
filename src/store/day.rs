//! The day a store answers for: what is derived is brought to today, shadowed on a pinned day, taken back to an earlier one,
//! examined and computed anew.

use chrono::NaiveDate;
use rusqlite::{Connection, TransactionBehavior};

use super::connection::{CACHE, SWEEPING};
use super::derive::Rules;
use super::derive::doctor::Findings;
use super::error::{Result, StoreError};
use super::open::CalendarState;
use super::{Store, derive, rows};

impl CalendarState {
    /// Within a change: where the stored scores go by another calendar they are marked to be computed anew by it.
    pub(super) fn settled(self, conn: &Connection, rules: &Rules) -> Result<Self> {
        if self != Self::Other {
            return Ok(self);
        }
        if derive::state(conn)?.goes_by(rules) {
            return Ok(Self::Same);
        }
        tracing::info!("scored anew by another school calendar or other rules");
        derive::mark_all(conn)?;
        Ok(Self::Settled)
    }
}

impl Store {
    /// Moves to another day, when midnight has passed.
    ///
    /// # Errors
    /// What the database says.
    pub fn set_today(&mut self, today: NaiveDate) -> Result<()> {
        self.context.today = today;
        self.refresh()
    }

    /// Makes the scores stand for today: stored on an ordinary day, shadowed on a pinned one. To be called when the day
    /// or another's writing changed things.
    ///
    /// # Errors
    /// What the database says.
    pub fn refresh(&mut self) -> Result<()> {
        self.refresh_watched(&mut |_, _| true)
    }

    /// Like [`Store::refresh`]; `progress` hears how many of how many children are scored when all of them are, and stops that by
    /// `false`.
    pub(super) fn refresh_watched(
        &mut self,
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<()> {
        self.lift_shadow()?;
        self.rules.read_settings(&self.conn, self.context.today)?;
        self.look_ahead(self.horizon);
        let state = derive::state(&self.conn)?;
        if self.calendar_state == CalendarState::Other && state.goes_by(&self.rules) {
            self.calendar_state = CalendarState::Same;
        }
        let is_of_calendar = self.calendar_state != CalendarState::Other;
        if state.is_fresh(self.context.today) && is_of_calendar {
            return Ok(());
        }
        if self.is_read_only() || self.context.pinned {
            return self.shadow();
        }
        match self.bring_to_today(progress) {
            // Another console is writing for long, or nothing can be written any more: look at today by shadow meanwhile.
            Err(StoreError::Busy | StoreError::ReadOnly) => self.shadow(),
            Err(error) if error.is_of_disk() => self.shadow(),
            done => done,
        }
    }

    fn bring_to_today(&mut self, progress: &mut dyn FnMut(usize, usize) -> bool) -> Result<()> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another console may have set something while this one waited for its turn.
        self.rules.read_settings(&tx, self.context.today)?;
        let calendar_state = self.calendar_state.settled(&tx, &self.rules)?;
        let mut total = None;
        derive::bring_to(&tx, &self.rules, self.context.today, &mut |done| {
            let total = *total.get_or_insert_with(|| rows::count(&tx, "child").unwrap_or(0));
            progress(done, total)
        })?;
        tx.commit()?;
        self.calendar_state = calendar_state;
        Ok(())
    }

    /// Drops the shadow, so that a command writes the stored tables.
    pub(super) fn lift_shadow(&mut self) -> Result<()> {
        if self.shadowed {
            derive::shadow::drop(&self.conn)?;
            self.shadowed = false;
        }
        Ok(())
    }

    fn shadow(&mut self) -> Result<()> {
        let anew = self.calendar_state == CalendarState::Other;
        derive::shadow::lay(&self.conn, &self.rules, self.context.today, anew)?;
        self.shadowed = true;
        Ok(())
    }

    /// Answers from now on as on an earlier day, from what had been entered by then.
    ///
    /// # Errors
    /// What the database says.
    pub fn look_back(&mut self, day: NaiveDate) -> Result<()> {
        self.lift_shadow()?;
        self.sweep(true)?;
        let laid = derive::as_of::lay(&self.conn, &mut self.rules, day);
        self.sweep(false)?;
        laid?;
        self.look_ahead(self.horizon);
        // Whatever is asked of this store later, that day never becomes the one the stored scores stand for.
        (self.context.today, self.context.pinned) = (day, true);
        self.shadowed = true;
        Ok(())
    }

    /// Takes room for sweeping through whole tables, or gives it back.
    fn sweep(&self, begins: bool) -> Result<()> {
        self.conn.pragma_update(None, "cache_size", if begins { SWEEPING } else { CACHE })?;
        Ok(())
    }

    /// Recomputes everything derived and compares it with what is kept.
    ///
    /// # Errors
    /// What the database says.
    pub fn examine(&mut self) -> Result<Findings> {
        self.lift_shadow()?;
        self.sweep(true)?;
        let findings = self.compare();
        self.sweep(false)?;
        self.refresh()?;
        findings
    }

    fn compare(&mut self) -> Result<Findings> {
        // One moment from the first row to the last: what others write meanwhile is no finding.
        let moment = self.conn.unchecked_transaction()?;
        let day = derive::state(&moment)?.scored_for.unwrap_or(self.context.today);
        self.rules.read_settings(&moment, day)?;
        derive::doctor::examine(&moment, &self.rules, self.path.as_deref())
    }

    /// Computes everything derived anew. `since` walks the history of scores again from that day.
    ///
    /// # Errors
    /// What the database says.
    pub fn rebuild(
        &mut self,
        since: Option<NaiveDate>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<()> {
        self.lift_shadow()?;
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let day = derive::state(&tx)?.scored_for.unwrap_or(self.context.today);
        self.rules.read_settings(&tx, day)?;
        derive::rebuild(&tx, &self.rules, day, since, &mut |done, total| {
            progress(done, total);
            true
        })?;
        tx.commit()?;
        self.calendar_state = CalendarState::Same;
        self.refresh()
    }
}
