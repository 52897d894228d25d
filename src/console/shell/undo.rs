//! What this console itself has written, so that undo takes back its own latest entry and never another's.

use crate::console::screen::{Availability, Message};

/// One entry of the journal and the command that made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) number: i64,
    pub(super) command: String,
}

/// The entries of this console, newest last.
#[derive(Debug, Default)]
pub(super) struct Own {
    done: Vec<Entry>,
    /// The undo entries that redo takes back, under the command that was undone.
    undone: Vec<Entry>,
}

impl Own {
    /// A new entry: what was undone before can't be brought back by redo any more, only from the history.
    pub(super) fn wrote(&mut self, number: i64, command: &str) {
        self.done.push(Entry { number, command: command.to_owned() });
        self.undone.clear();
    }

    /// `history`: the keys of the page where what was written before this console was opened is taken back.
    pub(super) fn can_undo(&self, history: impl FnOnce() -> String) -> Availability {
        if !self.done.is_empty() {
            return Availability::Available;
        }
        let why = Message::new("unavailable-nothing-to-undo").arg("history", history());
        Availability::Unavailable(why)
    }

    pub(super) fn can_redo(&self) -> Availability {
        Availability::when(!self.undone.is_empty(), "unavailable-nothing-to-redo")
    }

    /// The entry to take back next.
    pub(super) fn next_undo(&self) -> Option<Entry> {
        self.done.last().cloned()
    }

    /// The undo to take back next.
    pub(super) fn next_redo(&self) -> Option<Entry> {
        self.undone.last().cloned()
    }

    /// The newest entry was taken back by this one.
    pub(super) fn undid(&mut self, by: i64) {
        if let Some(entry) = self.done.pop() {
            self.undone.push(Entry { number: by, ..entry });
        }
    }

    /// The newest undo was taken back by this one.
    pub(super) fn redid(&mut self, by: i64) {
        if let Some(entry) = self.undone.pop() {
            self.done.push(Entry { number: by, ..entry });
        }
    }

    /// An entry of whomever was taken back from the history by this one, so that redo brings it back; undo leaves it alone.
    pub(super) fn took_back(&mut self, number: i64, command: String, by: i64) {
        self.done.retain(|entry| entry.number != number);
        self.undone.push(Entry { number: by, command });
    }

    /// An undo was taken back from the history by this one: what it took stands again, and undo takes it once more.
    pub(super) fn brought_back(&mut self, number: i64, command: String, by: i64) {
        self.undone.retain(|entry| entry.number != number);
        self.done.push(Entry { number: by, command });
    }

    /// The newest entry can never be taken back: someone took it back from the history already, or nobody knows what changed it.
    pub(super) fn give_up_undo(&mut self) {
        self.done.pop();
    }

    /// The newest undo can never be taken back.
    pub(super) fn give_up_redo(&mut self) {
        self.undone.pop();
    }

    /// Another person works now: what the one before wrote is theirs.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redo_brings_back_what_undo_took_until_something_new_is_written() {
        let mut own = Own::default();
        own.wrote(1, "add_visit");
        own.wrote(2, "add_task");
        own.undid(3);
        own.undid(4);
        let numbers = |own: &Own| {
            (own.next_undo().map(|one| one.number), own.next_redo().map(|one| one.number))
        };
        assert_eq!(numbers(&own), (None, Some(4)));
        assert_eq!(own.next_redo().unwrap().command, "add_visit");
        own.redid(5);
        assert_eq!(numbers(&own), (Some(5), Some(3)));
        own.wrote(6, "add_child");
        assert_eq!(numbers(&own), (Some(6), None));
    }

    #[test]
    fn what_was_taken_back_from_the_history_is_not_brought_back_by_undo() {
        let mut own = Own::default();
        own.wrote(1, "add_visit");
        own.wrote(2, "add_task");
        own.took_back(1, "add_visit".into(), 3);
        assert_eq!(own.next_undo().unwrap().number, 2);
        assert_eq!(own.next_redo().unwrap().number, 3);
        own.brought_back(3, "add_visit".into(), 4);
        assert_eq!(own.next_undo().unwrap().number, 4);
        assert_eq!(own.next_redo(), None);
    }
}
