//! The terminal is borrowed: set up here, and given back as it was in every case, also after a panic and on a signal.

use std::io::{self, BufWriter, Stdout, Write};
use std::sync::mpsc::Sender;
use std::sync::{Once, atomic::AtomicBool, atomic::Ordering};
use std::thread;
use std::time::Duration;

use crossterm::cursor::Show;
use crossterm::event::{
    self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::style::force_color_output;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::handle::Event;
use crate::console::input::burst;

/// The terminal that is drawn on. A frame is written in one piece, so that a slow line shows no half frames.
pub(super) type Screen = Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// True while the terminal is ours.
static BORROWED: AtomicBool = AtomicBool::new(false);

/// Gives the terminal back when it goes out of scope.
pub(super) struct Borrowed;

impl Drop for Borrowed {
    fn drop(&mut self) {
        give_back();
    }
}

/// Takes the terminal: raw keys, the other screen, pastes in one piece, the mouse if wanted.
pub(super) fn borrow(mouse: bool) -> io::Result<(Screen, Borrowed)> {
    give_back_on_panic();
    enable_raw_mode()?;
    BORROWED.store(true, Ordering::SeqCst);
    let borrowed = Borrowed;
    // With NO_COLOR set, crossterm drops colour resets, after which a reversed selection vanishes (DESIGN §9.2); the mono
    // theme is what honours NO_COLOR.
    force_color_output(true);
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout());
    execute!(out, EnterAlternateScreen, EnableBracketedPaste)?;
    if mouse {
        execute!(out, EnableMouseCapture)?;
    }
    // Not `Terminal::clear`, which asks the terminal where its cursor is: an answer that takes a round trip, or never comes.
    execute!(out, Clear(ClearType::All))?;
    let screen = Terminal::new(CrosstermBackend::new(out))?;
    Ok((screen, borrowed))
}

/// Gives the terminal back as it was. Errors are passed over: it may be gone, and every step must be tried.
fn give_back() {
    if !BORROWED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = execute!(out, DisableMouseCapture);
    let _ = execute!(out, DisableBracketedPaste);
    let _ = execute!(out, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// A panic of the console's own thread gives the terminal back before it is reported; one of a worker is caught there.
fn give_back_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let own = thread::current().id();
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if thread::current().id() == own {
                give_back();
                report(panic);
            } else if BORROWED.load(Ordering::SeqCst) {
                // What a panic says may quote a name; where it happened says enough.
                let place = panic.location().map(|place| (place.file(), place.line()));
                tracing::error!(?place, "panic");
            } else {
                report(panic);
            }
        }));
    });
}

/// Forgets what was pressed so far; called before anybody listens.
pub(super) fn drop_pressed() {
    while matches!(event::poll(Duration::ZERO), Ok(true)) {
        if event::read().is_err() {
            return;
        }
    }
}

/// Reads the terminal's events in a thread of its own until the terminal or the console goes away. This thread waits for
/// nothing else, so letters that it finds together have arrived together, however busy the screen is.
pub(super) fn listen(events: Sender<Event>) {
    thread::spawn(move || {
        let mut ahead: Option<event::Event> = None;
        loop {
            let next = ahead.take().map_or_else(event::read, Ok);
            let event = match next {
                Ok(event::Event::Key(key)) if burst::letter(&key).is_some() => {
                    let mut keys = vec![key];
                    while ahead.is_none() && event::poll(Duration::ZERO).unwrap_or(false) {
                        match event::read() {
                            Ok(event::Event::Key(key)) if burst::letter(&key).is_some() => {
                                keys.push(key);
                            }
                            Ok(other) => ahead = Some(other),
                            Err(_) => break,
                        }
                    }
                    if keys.len() == 1 { Event::Key(key) } else { Event::Together(keys) }
                }
                Ok(event::Event::Key(key)) => Event::Key(key),
                Ok(event::Event::Paste(text)) => Event::Paste(text),
                Ok(event::Event::Mouse(mouse)) => Event::Mouse(mouse),
                Ok(event::Event::Resize(..)) => Event::Resize,
                Ok(event::Event::FocusGained | event::Event::FocusLost) => continue,
                Err(_) => Event::Terminate,
            };
            let last = matches!(event, Event::Terminate);
            if events.send(event).is_err() || last {
                return;
            }
        }
    });
}

/// The system's wish that the program ends, and the terminal's going away, become an event: drafts are kept first.
#[cfg(unix)]
pub(super) fn heed_signals(events: Sender<Event>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    thread::spawn(move || {
        for _ in signals.forever() {
            if events.send(Event::Terminate).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// Elsewhere the console's window sends no signals that could be heeded.
#[cfg(not(unix))]
pub(super) fn heed_signals(_events: Sender<Event>) -> io::Result<()> {
    Ok(())
}
