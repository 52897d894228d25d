//! A save that has to wait because another console is writing: the form stays as it is, a card says who is at work, and the save
//! is tried again until it is through or the user won't wait.

use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use super::Shell;
use crate::console::screen::Effect;
use crate::console::screens::waiting::{Turn, Waiting as Card};
use crate::store::{Command, Receipt, Result, StoreError};

/// A key press waits so long for another's write before the card comes; most writes take a hundredth of it.
pub(super) const PATIENCE: Duration = Duration::from_millis(200);

/// What is to be written.
pub(super) enum Write {
    /// What the layer `at` wanted, and its further effects.
    Command { at: usize, command: Box<Command>, then: VecDeque<Effect> },
    /// This console's own latest entry taken back.
    Undo,
    /// What undo took, brought back.
    Redo,
}

/// A write that waits.
pub(super) struct Waiting {
    write: Write,
    /// The layer of its card.
    card: usize,
    turn: Rc<Turn>,
}

impl Shell {
    /// Waits with a write, under a card.
    pub(super) fn wait_with(&mut self, write: Write) {
        if self.waiting.is_some() {
            self.failed(&StoreError::Busy, None);
            return;
        }
        self.notice_work();
        let turn = Rc::new(Turn::default());
        turn.tell(self.others.clone());
        self.waiting = Some(Waiting { write, card: self.layers.len(), turn: Rc::clone(&turn) });
        self.layers.push(Box::new(Card::new(turn)));
        self.wants_draw = true;
    }

    /// Gives a write up that the user won't wait for. Whatever wanted it is as it was.
    pub(super) fn heed_given_up(&mut self) {
        if self.waiting.as_ref().is_some_and(|waiting| waiting.turn.is_given_up())
            && let Some(waiting) = self.waiting.take()
        {
            self.layers.remove(waiting.card);
            self.failed(&StoreError::Busy, None);
        }
    }

    /// Tries a waiting write again, without waiting for it.
    pub(super) fn try_again(&mut self) {
        let Some(waiting) = self.waiting.take() else { return };
        waiting.turn.tell(self.others.clone());
        self.wants_draw = true;
        let Waiting { write, card, turn } = waiting;
        match write {
            Write::Command { at, command, then } => match self.at_once(command.as_ref().clone()) {
                Err(StoreError::Busy) => {
                    let write = Write::Command { at, command, then };
                    self.waiting = Some(Waiting { write, card, turn });
                }
                done => {
                    self.layers.remove(card);
                    let wrote = done.is_ok();
                    let mut wanted = self.written(at, &command, done);
                    wanted.extend(then);
                    self.carry_out_after(at, wanted, wrote);
                }
            },
            write @ (Write::Undo | Write::Redo) => {
                if matches!(self.store.is_being_written(), Ok(true)) {
                    self.waiting = Some(Waiting { write, card, turn });
                    return;
                }
                self.layers.remove(card);
                if matches!(write, Write::Undo) { self.undo() } else { self.redo() }
            }
        }
    }

    fn at_once(&mut self, command: Command) -> Result<Receipt> {
        let patience = self.store.patience();
        self.store.set_patience(Duration::ZERO)?;
        let done = self.store.execute(command);
        self.store.set_patience(patience)?;
        done
    }

    /// Who else is writing for long, for the message line and the card.
    pub(super) fn notice_work(&mut self) {
        let others = self.store.at_work().unwrap_or_default();
        if others != self.others {
            self.others = others;
            self.wants_draw = true;
        }
    }
}
