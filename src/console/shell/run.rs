//! The loop: wait for an event, take everything that has come, draw once.

use std::cell::RefCell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crossterm::event::KeyCode;

use super::first::FirstStart;
use super::handle::Event;
use super::terminal::{self, Borrowed, Screen};
use super::{Options, Shell, clipboard};
use crate::console::screen::{Message, Progress, Screen as _, Ui};
use crate::console::screens::welcome::Answers;
use crate::console::screens::working::{Meter, Working};
use crate::console::widgets::card;
use crate::store::StoreError;

/// While idle, others' writing is looked for this often (TECH §5).
const QUIET: Duration = Duration::from_millis(250);
/// While a job is at work, its progress is drawn this often.
const WORKING: Duration = Duration::from_millis(100);
/// So long a sentence at the very end waits to be read.
const READ_WITHIN: Duration = Duration::from_secs(15);

/// Runs the console in this process's terminal until the user quits or the terminal goes away.
///
/// # Errors
/// When the terminal can't be set up. A terminal that goes away while the console runs is an ordinary end.
pub fn run(options: Options) -> io::Result<()> {
    let mouse = options.mouse;
    run_shell(Shell::new(options), mouse)
}

/// [`run`] for a shell that was made before: a first page other than Today, a form that is open already.
///
/// # Errors
/// Those of [`run`].
pub fn run_shell(mut shell: Shell, mouse: bool) -> io::Result<()> {
    let mut seat = Seat::take(mouse)?;
    seat.work(&mut shell);
    seat.close(&mut shell);
    Ok(())
}

/// The first start: asks ([`welcome`]), has `make` make what was answered, and opens the console on it, in one sitting at the
/// terminal. `make` tells how far it is by its second argument, which answers `false` when the user presses Esc; nothing is
/// asked of it when the user leaves before the last answer.
///
/// # Errors
/// When the terminal can't be set up; inside, what `make` says.
///
/// [`welcome`]: crate::console::screens::welcome
pub fn first_start<E>(
    first: FirstStart,
    make: impl FnOnce(&Answers, &dyn Progress) -> Result<Options, E>,
) -> io::Result<Result<(), E>> {
    let mouse = first.mouse;
    let (mut shell, slot) = Shell::first(first).map_err(io::Error::other)?;
    let mut seat = Seat::take(mouse)?;
    seat.work(&mut shell);
    let Some(answers) = slot.take() else { return Ok(Ok(())) };
    let waiting = Waiting {
        seat: RefCell::new(&mut seat),
        ui: shell.ui(),
        title: "welcome-making",
        needs_terminal: true,
    };
    let options = match make(&answers, &waiting) {
        Ok(options) => options,
        Err(error) => return Ok(Err(error)),
    };
    let mut shell = Shell::new(options);
    shell.begin(&answers);
    seat.work(&mut shell);
    seat.close(&mut shell);
    Ok(Ok(()))
}

/// The terminal with its events, kept from the first question to the end.
struct Seat {
    screen: Screen,
    events: Sender<Event>,
    receiver: Receiver<Event>,
    listening: bool,
    _borrowed: Borrowed,
}

impl Seat {
    fn take(mouse: bool) -> io::Result<Self> {
        let (events, receiver) = mpsc::channel();
        let (screen, borrowed) = terminal::borrow(mouse)?;
        terminal::heed_signals(events.clone())?;
        Ok(Self { screen, events, receiver, listening: false, _borrowed: borrowed })
    }

    /// Runs a shell until it is over.
    fn work(&mut self, shell: &mut Shell) {
        shell.events = Some(self.events.clone());
        if draw(shell, &mut self.screen).is_err() {
            return;
        }
        if !std::mem::replace(&mut self.listening, true) {
            // What was pressed before the question was drawn is no answer to it.
            if shell.depth() > 1 {
                terminal::drop_pressed();
            }
            terminal::listen(self.events.clone());
        }
        let turning = AssertUnwindSafe(|| turn(shell, &mut self.screen, &self.receiver));
        if let Err(panic) = catch_unwind(turning) {
            // The terminal is given back already; what was typed is kept before the panic goes on.
            shell.keep_drafts();
            resume_unwind(panic);
        }
    }

    /// The end: the session is noted, and the day's backup is made while a card says how far it is. Esc does without.
    fn close(&mut self, shell: &mut Shell) {
        shell.close();
        let ui = shell.ui().clone();
        let waiting = Waiting {
            seat: RefCell::new(self),
            ui: &ui,
            title: "settings-backup-working",
            needs_terminal: false,
        };
        let made = shell.back_up_on_closing(&mut |done, of| waiting.report(done, of));
        let Err(error) = made else { return };
        crate::console::failure::log(&error);
        if !matches!(error, StoreError::Stopped) {
            self.tell(&ui, &crate::console::failure::sentence(&error, None, ui.language));
        }
    }

    /// Says that something went wrong at the very end, until a key is pressed.
    fn tell(&mut self, ui: &Ui, sentence: &str) {
        let lines = [sentence.to_owned(), ui.text("settings-backup-failed-key")];
        let title = ui.text("settings-backup-failed");
        let drawn = self.screen.draw(|frame| {
            let area = frame.area();
            card::message(frame.buffer_mut(), area, &title, &lines, ui.look);
        });
        let until = Instant::now() + READ_WITHIN;
        while drawn.is_ok() && Instant::now() < until {
            match self.receiver.recv_timeout(QUIET) {
                Ok(Event::Key(_) | Event::Together(_) | Event::Terminate)
                | Err(RecvTimeoutError::Disconnected) => break,
                _ => {}
            }
        }
    }
}

/// What stands on the screen while something is made that needs no shell yet.
struct Waiting<'a> {
    seat: RefCell<&'a mut Seat>,
    ui: &'a Ui,
    /// What is being done: a language key.
    title: &'static str,
    /// Stopped when the terminal goes away; else it is done without anybody looking.
    needs_terminal: bool,
}

impl Progress for Waiting<'_> {
    fn report(&self, done: usize, of: usize) -> bool {
        let mut seat = self.seat.borrow_mut();
        let stop = seat.receiver.try_iter().any(|event| match event {
            Event::Key(key) => key.code == KeyCode::Esc,
            Event::Terminate => self.needs_terminal,
            _ => false,
        });
        let meter = Arc::new(Meter::default());
        meter.report(done, of);
        let card = Working::new(Message::new(self.title), meter);
        let drawn = seat.screen.draw(|frame| {
            let area = card.place(frame.area());
            card.draw(frame, area, self.ui);
        });
        !stop && (drawn.is_ok() || !self.needs_terminal)
    }
}

fn turn(shell: &mut Shell, screen: &mut Screen, receiver: &Receiver<Event>) {
    let mut looked = Instant::now();
    while !shell.is_over() {
        let at_work = shell.job.is_some() || shell.waiting.is_some();
        let wait = if at_work { WORKING } else { QUIET };
        match receiver.recv_timeout(wait) {
            Ok(first) => {
                let came: Vec<Event> = std::iter::once(first).chain(receiver.try_iter()).collect();
                for event in came {
                    if !shell.is_over() {
                        shell.handle_at(event, Instant::now());
                    }
                }
                // A key held down must not keep others' writing from being seen.
                if looked.elapsed() >= QUIET && shell.job.is_none() {
                    shell.notice_others();
                    looked = Instant::now();
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                shell.idle(Instant::now());
                looked = Instant::now();
            }
            Err(RecvTimeoutError::Disconnected) => shell.end(),
        }
        if !shell.is_over() && shell.wants_draw && draw(shell, screen).is_err() {
            // The terminal is gone.
            shell.end();
        }
    }
}

fn draw(shell: &mut Shell, screen: &mut Screen) -> io::Result<()> {
    if std::mem::take(&mut shell.wants_redraw) {
        let size = screen.size()?;
        screen.resize(size.into())?;
    }
    screen.draw(|frame| shell.draw(frame))?;
    if let Some(text) = shell.to_copy.take() {
        clipboard::copy(screen.backend_mut(), &text)?;
    }
    Ok(())
}

impl Shell {
    /// The end of the session: what changes from now on is news at the next one.
    fn close(&mut self) {
        // Nobody looks at the screen any more: now it may wait.
        let patient = self.store.set_patience(super::drafts::LAST_PATIENCE);
        if let Err(error) = patient {
            crate::console::failure::log(&error);
        }
        if let Err(error) = self.store.close_session(self.opened_at) {
            crate::console::failure::log(&error);
        }
    }
}
