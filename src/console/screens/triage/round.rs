//! The day's round through the queue: which cases are today's portion, at which one stands, where one goes next. It begins with
//! what the records say: those decided today, and those still in the queue, in the panel's order. It keeps that order while cases
//! leave and come, so that "3 of 7" holds still.

use crate::domain::records::Id;

/// A case of the round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// The child.
    pub id: Id,
    /// Still in the queue.
    pub open: bool,
}

/// The round.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Round {
    stops: Vec<Stop>,
    /// The case that is shown; `None` when there is nothing left to do.
    at: Option<usize>,
    /// Cases in the queue that aren't in the round.
    waiting: usize,
    /// Portions taken after the first.
    extra: usize,
    /// Something was opened that may take the shown case out of the queue.
    leaving: bool,
    /// It was saved: when the case has left by it, the next one comes by itself.
    moves: bool,
    begun: bool,
    /// Of whom something was taken back, without being in the round.
    wanted: Option<Id>,
}

impl Round {
    /// Begins a day's round with its cases. So many portions beyond the first are taken already.
    pub fn begin(stops: Vec<Stop>, extra: usize) -> Self {
        Self { stops, extra, begun: true, ..Self::default() }
    }

    /// True once it has begun.
    pub const fn is_begun(&self) -> bool {
        self.begun
    }

    /// The cases in their order.
    pub fn stops(&self) -> &[Stop] {
        &self.stops
    }

    /// The number of the shown case among [`Self::stops`].
    pub const fn at(&self) -> Option<usize> {
        self.at
    }

    /// The shown case.
    pub fn current(&self) -> Option<Stop> {
        self.stops.get(self.at?).copied()
    }

    /// "3 of 7": the shown case's number in the day, and how many the day has.
    pub fn position(&self) -> (usize, usize) {
        let all = self.stops.len();
        (self.at.map_or(all, |at| at + 1), all)
    }

    /// How many cases wait beyond the portion.
    pub const fn waiting(&self) -> usize {
        self.waiting
    }

    /// How many cases are open in the round.
    pub fn open(&self) -> usize {
        self.stops.iter().filter(|stop| stop.open).count()
    }

    /// How many more cases a portion of this size has room for.
    pub fn room(&self, portion: usize) -> usize {
        portion.saturating_mul(1 + self.extra).saturating_sub(self.stops.len())
    }

    /// Says of every case whether it is still in the queue.
    ///
    /// # Errors
    /// What `is_open` says.
    pub fn refresh<E>(&mut self, mut is_open: impl FnMut(Id) -> Result<bool, E>) -> Result<(), E> {
        for stop in &mut self.stops {
            stop.open = is_open(stop.id)?;
        }
        Ok(())
    }

    /// Takes cases of the queue into the round, at most as many as there is room for, and goes where the round goes on: to the
    /// next case when the shown one has left by what was saved here. One that another console decides stays in view.
    pub fn take(&mut self, queue: &[Id], in_queue: usize, portion: usize) {
        for id in queue {
            if self.room(portion) == 0 {
                break;
            }
            if !self.stops.iter().any(|stop| stop.id == *id) {
                self.stops.push(Stop { id: *id, open: true });
            }
        }
        self.waiting = in_queue.saturating_sub(self.open());
        let has_left = self.current().is_none_or(|stop| !stop.open);
        if self.at.is_none() || (std::mem::take(&mut self.moves) && has_left) {
            self.leaving = false;
            self.next();
        }
    }

    /// What may take the shown case out of the queue has been opened.
    pub const fn expect_leaving(&mut self) {
        self.leaving = true;
    }

    /// What was opened over the case has been saved.
    pub const fn saved(&mut self) {
        self.moves = self.leaving;
    }

    /// Nothing is open over the case.
    pub const fn stay(&mut self) {
        self.leaving = false;
    }

    /// The page is left: one comes back to the first open case, and the day's count stands.
    pub const fn leave(&mut self) {
        (self.at, self.leaving, self.moves) = (None, false, false);
    }

    /// Goes to a case, decided or not; one that isn't in the round is wanted there.
    pub fn go_to(&mut self, id: Id) {
        match self.stops.iter().position(|stop| stop.id == id) {
            Some(at) => (self.at, self.leaving) = (Some(at), false),
            None => self.wanted = Some(id),
        }
    }

    /// The case that is wanted in the round, once.
    pub const fn wanted(&mut self) -> Option<Id> {
        self.wanted.take()
    }

    /// Takes an open case into the round, beyond the portion too, and goes there: before the first case that stands behind it
    /// in `order`.
    pub fn put(&mut self, id: Id, order: &[Id]) {
        let place = |id: Id| order.iter().position(|one| *one == id);
        let behind = |stop: &Stop| place(stop.id) > place(id);
        let at = self.stops.iter().position(behind).unwrap_or(self.stops.len());
        self.stops.insert(at, Stop { id, open: true });
        (self.at, self.leaving) = (Some(at), false);
    }

    /// The next open case, after the last one the first that was skipped; nowhere when none is open. False when it is the same
    /// as before.
    pub fn next(&mut self) -> bool {
        let from = self.at.map_or(0, |at| at + 1);
        let open = |at: &usize| self.stops[*at].open;
        let next = (from..self.stops.len())
            .find(open)
            .or_else(|| (0..from.min(self.stops.len())).find(open));
        std::mem::replace(&mut self.at, next) != next
    }

    /// The case before, decided or not. False at the first.
    pub fn previous(&mut self) -> bool {
        let before = self.at.unwrap_or(self.stops.len()).checked_sub(1);
        if let Some(at) = before {
            self.at = Some(at);
        }
        before.is_some()
    }

    /// One portion more.
    pub const fn take_more(&mut self) {
        self.extra += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(ids: &[Id]) -> Round {
        let mut round = Round::begin(Vec::new(), 0);
        round.take(ids, ids.len(), 30);
        round
    }

    /// The queue now holds these.
    fn now(round: &mut Round, queue: &[Id]) {
        round.refresh(|id| Ok::<_, ()>(queue.contains(&id))).unwrap();
        round.take(queue, queue.len(), 30);
    }

    fn shown(round: &Round) -> Option<Id> {
        round.current().map(|stop| stop.id)
    }

    #[test]
    fn a_decided_case_makes_way_and_comes_back_when_undone() {
        let mut round = round(&[11, 12, 13]);
        assert_eq!((shown(&round), round.position()), (Some(11), (1, 3)));
        round.expect_leaving();
        round.saved();
        now(&mut round, &[12, 13]);
        assert_eq!((shown(&round), round.position()), (Some(12), (2, 3)));
        round.go_to(11);
        now(&mut round, &[11, 12, 13]);
        assert_eq!((shown(&round), round.position()), (Some(11), (1, 3)));
        // Somebody whose case isn't in the round.
        round.go_to(99);
        assert_eq!((shown(&round), round.wanted(), round.wanted()), (Some(11), Some(99), None));
    }

    #[test]
    fn a_case_that_another_decides_stays_in_view() {
        let mut round = round(&[11, 12]);
        // While a form is open over it, too.
        round.expect_leaving();
        now(&mut round, &[12]);
        assert_eq!(round.current(), Some(Stop { id: 11, open: false }));
        assert!(round.next());
        assert_eq!(shown(&round), Some(12));
    }

    #[test]
    fn skipped_cases_come_again_after_the_last_one() {
        let mut round = round(&[11, 12, 13]);
        assert!(round.next());
        round.expect_leaving();
        round.saved();
        now(&mut round, &[11, 13]);
        assert_eq!(shown(&round), Some(13));
        assert!(round.next());
        assert_eq!(shown(&round), Some(11));
        assert!(
            round.next()
                && !{
                    now(&mut round, &[13]);
                    round.next()
                }
        );
        assert_eq!(shown(&round), Some(13));
    }

    #[test]
    fn back_goes_to_the_case_before_decided_or_not_and_stays() {
        let mut round = round(&[11, 12]);
        round.expect_leaving();
        round.saved();
        now(&mut round, &[12]);
        assert!(round.previous());
        assert_eq!(round.current(), Some(Stop { id: 11, open: false }));
        now(&mut round, &[12]);
        assert_eq!(shown(&round), Some(11));
        assert!(!round.previous());
    }

    #[test]
    fn an_emptied_queue_shows_nothing_until_something_comes() {
        let mut round = round(&[11]);
        round.expect_leaving();
        round.saved();
        now(&mut round, &[]);
        assert_eq!((shown(&round), round.position()), (None, (1, 1)));
        assert!(round.previous());
        assert_eq!(shown(&round), Some(11));
        round.next();
        now(&mut round, &[12]);
        assert_eq!((shown(&round), round.position()), (Some(12), (2, 2)));
    }

    #[test]
    fn a_portion_holds_so_many_and_the_rest_waits() {
        let ids: Vec<Id> = (1..=9).collect();
        let gone = [21, 22].map(|id| Stop { id, open: false });
        let mut round = Round::begin(gone.to_vec(), 0);
        round.take(&ids, 9, 5);
        assert_eq!((round.position(), round.waiting()), ((3, 5), 6));
        for left in 1..=3 {
            round.expect_leaving();
            round.saved();
            round.refresh(|id| Ok::<_, ()>((left + 1..20).contains(&id))).unwrap();
            round.take(&ids[usize::try_from(left).unwrap()..], 9 - 1, 5);
        }
        assert_eq!(shown(&round), None);
        round.take_more();
        assert_eq!(round.room(5), 5);
        round.take(&ids[3..], 6, 5);
        assert_eq!((shown(&round), round.position(), round.waiting()), (Some(4), (6, 10), 1));
    }

    #[test]
    fn one_who_comes_back_stands_where_the_panel_has_them() {
        let mut round = round(&[11, 13]);
        round.put(12, &[10, 11, 12, 13]);
        assert_eq!((shown(&round), round.position()), (Some(12), (2, 3)));
        round.put(14, &[11, 12, 13, 14]);
        assert_eq!((shown(&round), round.position()), (Some(14), (4, 4)));
        round.put(10, &[10, 11, 12, 13, 14]);
        assert_eq!((shown(&round), round.position()), (Some(10), (1, 5)));
    }
}
