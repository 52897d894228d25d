//! The shell: the stack of layers, what keys do to it, and how effects are carried out. It runs without a terminal, so that
//! tests can press keys and read the screen; [`run()`] gives it one.
//!
//! ```text
//! event ─ handle.rs ─▶ top layer's update ─▶ effects.rs ─▶ store, stack, job, message
//!                                       before each drawing: load_visible, then paint.rs
//! ```
//!
//! Nothing is drawn without an event; while idle the database's `data_version` is asked each 250 ms (TECH §5).

mod backups;
mod clipboard;
mod drafts;
mod effects;
mod first;
mod handle;
mod idle;
mod jobs;
mod layers;
mod paint;
mod run;
mod terminal;
mod undo;
mod waiting;
mod written;

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::action::{Action, Group, Route};
use super::input::mouse::Mouse;
use super::input::{Key, Keymap, Keys};
use super::screen::{Availability, Message, Screen, Ui};
use super::screens;
use super::screens::operator::Operator;
use super::widgets::{Look, Role};
use crate::language::{Lang, Language};
use crate::store::{AtWork, Command, Store};
pub use clipboard::Clipboard;
pub use first::FirstStart;
pub use handle::Event;
use layers::Layers;
pub use run::{first_start, run, run_shell};

/// What the console is started with. The clock comes in here and nowhere else.
pub struct Options {
    /// The office's database, open, with the program's day and the likely operator in its context.
    pub store: Store,
    /// The words to begin with.
    pub lang: Lang,
    /// Colours and glyphs.
    pub look: Look,
    /// Ask who works: nobody said so on the command line.
    pub ask_operator: bool,
    /// The calendar day now; asked while idle, unless the program's day is pinned.
    pub clock: Box<dyn Fn() -> NaiveDate>,
    /// When the session began (Unix seconds).
    pub opened_at: i64,
    /// Idle for so long, the screen is covered; [`Duration::MAX`] = never.
    pub cover_after: Duration,
    /// Report mouse events; off leaves selecting text to the terminal.
    pub mouse: bool,
    /// The keys in force.
    pub keys: Arc<Keys>,
    /// Where backups go; `None` = into the folder `backups` beside the database.
    pub backups: Option<PathBuf>,
    /// Where copied text goes.
    pub clipboard: Clipboard,
}

/// What stands on the message line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Said {
    text: String,
    role: Role,
}

/// What a place of the screen does when the mouse presses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Press {
    /// An action of the footer.
    Act(Action),
    /// A key that is named there.
    Key(Key),
}

/// The console without its terminal.
#[expect(
    clippy::struct_excessive_bools,
    reason = "what has to be drawn, what was drawn and the end are independent"
)]
pub struct Shell {
    store: Store,
    ui: Ui,
    layers: Layers,
    keymap: Keymap,
    mouse: Mouse,
    said: Option<Said>,
    /// What may follow the keys pressed so far.
    pending: Vec<(Key, Action)>,
    history: undo::Own,
    job: Option<jobs::Running>,
    /// A write that waits for another console's.
    waiting: Option<waiting::Waiting>,
    /// Who else is writing for long.
    others: Option<AtWork>,
    events: Option<Sender<Event>>,
    cover: idle::Cover,
    kept: drafts::Kept,
    clock: Box<dyn Fn() -> NaiveDate>,
    opened_at: i64,
    data_version: i64,
    copied: Option<String>,
    to_copy: Option<String>,
    clipboard: Clipboard,
    wants_draw: bool,
    wants_redraw: bool,
    quit: bool,
    /// The key that came last does nothing on its page.
    did_nothing: bool,
    /// When a letter came that did nothing on its page, or one that was typed on after it.
    slipped: Option<Instant>,
    /// The screen was too small for anything but a card when it was drawn last.
    too_small: bool,
    /// What was drawn last where, for the mouse: the footer's actions, keys that are named.
    pressable: RefCell<Vec<(Rect, Press)>>,
}

impl Shell {
    /// The console, Today at the bottom of the stack; nothing is read until it is first drawn.
    pub fn new(mut options: Options) -> Self {
        // Somebody sits before it: a save that takes longer waits under a card.
        let patient = options.store.set_patience(waiting::PATIENCE);
        let context = options.store.context();
        let ui = Ui {
            language: Language::new(options.lang),
            look: options.look,
            today: context.today,
            operator: context.user.clone(),
            office: String::new(),
            demo: options.store.queries().office().is_ok_and(|office| office.is_demo),
            keys: Arc::clone(&options.keys),
            page: (80, 21),
            backups: backups::place(&options.store, options.backups),
            backup_age: None,
            drafts_owed: false,
        };
        let mut layers = Layers::new(screens::open(Route::Today));
        if options.ask_operator {
            // Who worked here last is a better guess than the login name.
            let last = options.store.last_operator().ok().flatten();
            layers.push(Box::new(Operator::new(last.as_deref().unwrap_or(&ui.operator))));
        }
        let mut shell = Self {
            data_version: options.store.data_version().unwrap_or_default(),
            store: options.store,
            ui,
            layers,
            keymap: Keymap::new(options.keys),
            mouse: Mouse::default(),
            said: None,
            pending: Vec::new(),
            history: undo::Own::default(),
            job: None,
            waiting: None,
            others: None,
            events: None,
            cover: idle::Cover::new(options.cover_after, options.ask_operator),
            kept: drafts::Kept::default(),
            clock: options.clock,
            opened_at: options.opened_at,
            copied: None,
            to_copy: None,
            clipboard: options.clipboard,
            wants_draw: true,
            wants_redraw: false,
            quit: false,
            did_nothing: false,
            slipped: None,
            too_small: false,
            pressable: RefCell::default(),
        };
        if let Err(error) = patient {
            shell.failed(&error, None);
        }
        // Nobody's drafts are told before it is known who works.
        if !options.ask_operator {
            shell.announce_drafts();
        }
        shell.look_at_backups();
        if shell.store.is_disk_full() {
            let said = shell.ui.text("shell-disk-full");
            shell.say(said, Role::Error);
        }
        shell
    }

    /// The database, for looking at what was written.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// What every screen knows.
    pub const fn ui(&self) -> &Ui {
        &self.ui
    }

    /// True once it shall end.
    pub const fn is_over(&self) -> bool {
        self.quit
    }

    /// What was copied last.
    pub fn copied(&self) -> Option<&str> {
        self.copied.as_deref()
    }

    /// How many layers lie on the stack.
    pub fn depth(&self) -> usize {
        self.layers.len()
    }

    /// Goes to a page, as a key would.
    pub fn go(&mut self, route: Route) {
        self.layers.go(route);
        self.wants_draw = true;
    }

    /// Puts a screen on top, as [`Effect::Push`](super::screen::Effect::Push) would.
    pub fn push(&mut self, screen: impl Screen + 'static) {
        self.open(Box::new(screen));
    }

    /// The same for a screen that some function made.
    pub fn open(&mut self, screen: Box<dyn Screen>) {
        self.layers.push(screen);
        self.wants_draw = true;
    }

    /// Writes as another console would, and reads anew what is seen.
    pub fn execute(&mut self, command: Command) {
        if let Err(error) = self.store.execute(command) {
            self.failed(&error, None);
        }
        self.layers.all_stale();
    }

    /// What can be done now: what the shell does itself, else what the top layer says.
    fn availability(&self, action: Action) -> Availability {
        let while_working = [Action::Help, Action::Cover, Action::Language, Action::Redraw];
        let at_work = self.job.is_some() || self.waiting.is_some();
        if at_work && !while_working.contains(&action) {
            return Availability::Unavailable(Message::new("shell-working-already"));
        }
        let own = match action {
            Action::Undo if self.layers.top().actions(action) == Availability::Available => None,
            Action::Undo => Some(self.history.can_undo(|| self.ui.keys.words(Action::GoHistory))),
            Action::Redo => Some(self.history.can_redo()),
            Action::Help
            | Action::Palette
            | Action::Find
            | Action::Cover
            | Action::Language
            | Action::Look
            | Action::Redraw
            | Action::Quit
            | Action::Back => Some(Availability::Available),
            action if action.group() == Group::Go || action == Action::Import => {
                Some(Availability::Available)
            }
            _ => None,
        };
        let availability = own.unwrap_or_else(|| self.layers.top().actions(action));
        if availability == Availability::Available { self.writable(action) } else { availability }
    }

    /// Whether what an action leads to could be written.
    fn writable(&self, action: Action) -> Availability {
        // On a full disk a form may be filled in: there may be room by the time it is saved, and what was typed is kept.
        let never = self.store.is_read_only() && !self.store.is_disk_full();
        if never && action.writes() {
            return Availability::Unavailable(Message::new("unavailable-read-only"));
        }
        Availability::Available
    }

    fn say(&mut self, text: String, role: Role) {
        self.said = Some(Said { text, role });
    }
}
