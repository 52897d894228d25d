//! A robot that presses keys and reads the screen, on a store in memory and a fixed day.
//!
//! ```text
//! let mut robot = Robot::new(store);
//! robot.sees("超期1").keys("g v").sees("王小明").keys("1 Enter Enter 1 11111 ctrl-s").sees("已记录走访").keys("ctrl-z").sees("王小明");
//! ```
#![allow(dead_code, reason = "every test file uses its own part of the robot")]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use crossterm::event::{
    Event as TerminalEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use peiban::console::action::Route;
use peiban::console::input::Key;
use peiban::console::widgets::{Look, text};
use peiban::console::{Event as ShellEvent, Options, Shell};
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::records::{Carer, Child, Event, Volunteer};
use peiban::language::Lang;
use peiban::store::demo::{DemoPlan, build};
use peiban::store::{Context, Office, Store};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

/// The day of the drawings in the design.
pub const TODAY: &str = "2026-11-23";

/// A day.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An empty office in memory on [`TODAY`], the day pinned.
pub fn empty_store() -> Store {
    store_on(true)
}

/// An empty office in memory on [`TODAY`], which midnight may change.
pub fn unpinned_store() -> Store {
    store_on(false)
}

fn store_on(pinned: bool) -> Store {
    let office = Office {
        county: "511425".into(),
        desk: 1,
        visits_since: day("2026-09-01"),
        is_demo: false,
    };
    let context = Context { today: day(TODAY), pinned, user: "李晓".into() };
    Store::in_memory(&office, context, SchoolCalendar::embedded()).unwrap()
}

/// The made-up county of forty children on [`TODAY`], in a file that lives as long as this does.
pub struct Demo {
    folder: tempfile::TempDir,
}

impl Demo {
    /// Builds it.
    pub fn build() -> Self {
        let demo = Self { folder: tempfile::tempdir().unwrap() };
        let plan = DemoPlan::new(40, 1, Self::context());
        build(&demo.path(), &plan, SchoolCalendar::embedded(), &mut |_, _| true).unwrap();
        demo
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("demo.db")
    }

    fn context() -> Context {
        Context { today: day(TODAY), pinned: true, user: "李晓".into() }
    }

    /// Opens it; every store opened sees what the others wrote.
    pub fn store(&self) -> Store {
        Store::open(&self.path(), Self::context(), SchoolCalendar::embedded()).unwrap()
    }

    /// The same, as someone else opens it.
    pub fn store_of(&self, user: &str) -> Store {
        let context = Context { user: user.into(), ..Self::context() };
        Store::open(&self.path(), context, SchoolCalendar::embedded()).unwrap()
    }

    /// A page of every kind, of records that are there.
    pub fn routes(&self) -> Vec<Route> {
        let store = self.store();
        let queries = store.queries();
        let child = queries.by_code::<Child>("C0001").unwrap().unwrap().meta.id;
        let volunteer = queries.by_code::<Volunteer>("V0001").unwrap().unwrap().meta.id;
        let carer = queries.by_code::<Carer>("G0001").unwrap().unwrap().meta.id;
        let event = queries.by_code::<Event>("E0001").unwrap().unwrap().meta.id;
        let real = |route| match route {
            Route::Volunteer(_) => Route::Volunteer(volunteer),
            Route::Carer(_) => Route::Carer(carer),
            Route::Event(_) => Route::Event(event),
            route => route,
        };
        Route::all(child).into_iter().map(real).collect()
    }
}

/// A console without a terminal, and someone in front of it.
pub struct Robot {
    shell: Shell,
    terminal: Terminal<TestBackend>,
    /// What was drawn last; the backend itself keeps stale halves of wide characters.
    seen: Buffer,
    pressed: usize,
}

impl Robot {
    /// In Chinese, 80×24, the operator known.
    pub fn new(store: Store) -> Self {
        Self::with(store, Lang::Zh, 80, 24)
    }

    /// In a language and a size.
    pub fn with(store: Store, lang: Lang, width: u16, height: u16) -> Self {
        Self::with_options(store, lang, width, height, |_| {})
    }

    /// With other options.
    pub fn with_options(
        store: Store,
        lang: Lang,
        width: u16,
        height: u16,
        change: impl FnOnce(&mut Options),
    ) -> Self {
        let mut options = Options {
            store,
            lang,
            look: Look::default(),
            ask_operator: false,
            clock: Box::new(|| day(TODAY)),
            opened_at: 0,
            cover_after: Duration::from_mins(5),
            mouse: true,
            keys: std::sync::Arc::default(),
            backups: None,
            clipboard: peiban::console::Clipboard::Terminal,
        };
        change(&mut options);
        Self::of(Shell::new(options), width, height)
    }

    /// In front of a shell that is there.
    pub fn of(shell: Shell, width: u16, height: u16) -> Self {
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let mut robot = Self { shell, terminal, seen: Buffer::default(), pressed: 0 };
        robot.draw();
        robot
    }

    /// The console itself.
    pub fn shell(&mut self) -> &mut Shell {
        &mut self.shell
    }

    /// Draws what there is now.
    pub fn draw(&mut self) {
        let shell = &mut self.shell;
        self.seen = self.terminal.draw(|frame| shell.draw(frame)).unwrap().buffer.clone();
    }

    /// Presses keys: names and sequences of keys separated by spaces (`g v Enter ctrl-s F8`), anything else is typed character by
    /// character (`11111`, `王小明`).
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            match Key::parse(word) {
                Some(key) => self.press(key),
                None => {
                    for one in word.chars() {
                        self.press(Key::parse(&one.to_string()).unwrap());
                    }
                }
            }
        }
        self
    }

    /// Presses keys faster than the screen is drawn.
    pub fn unseen(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            match Key::parse(word) {
                Some(key) => self.shell.handle(ShellEvent::Key(key.event())),
                None => {
                    for one in word.chars() {
                        self.shell
                            .handle(ShellEvent::Key(Key::parse(&one.to_string()).unwrap().event()));
                    }
                }
            }
        }
        self
    }

    fn press(&mut self, key: Key) {
        self.pressed += 1;
        self.shell.handle(ShellEvent::Key(key.event()));
        self.draw();
    }

    /// How many keys were pressed since the last time this was asked.
    pub fn presses(&mut self) -> usize {
        std::mem::take(&mut self.pressed)
    }

    /// Pastes text.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.shell.handle(ShellEvent::Paste(text.to_owned()));
        self.draw();
        self
    }

    /// Presses the left button on the first place where the text stands.
    pub fn click(&mut self, wanted: &str) -> &mut Self {
        let (column, row) = self.place_of(wanted);
        let event = MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column,
            row,
            modifiers: KeyModifiers::NONE,
        };
        self.shell.handle(ShellEvent::Mouse(event));
        self.draw();
        self
    }

    /// The mouse at a place: 0 and 1 press, 2 and 3 turn the wheel, anything else moves.
    pub fn mouse(&mut self, kind: usize, column: u16, row: u16) -> &mut Self {
        let kind = match kind {
            0 | 1 => MouseEventKind::Down(MouseButton::Left),
            2 => MouseEventKind::ScrollUp,
            3 => MouseEventKind::ScrollDown,
            _ => MouseEventKind::Moved,
        };
        let event = MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE };
        self.shell.handle(ShellEvent::Mouse(event));
        self.draw();
        self
    }

    /// The terminal has another size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.terminal.backend_mut().resize(width, height);
        self.shell.handle(ShellEvent::Resize);
        self.draw();
        self
    }

    /// Where the terminal's own cursor stands: column and line.
    pub fn cursor(&mut self) -> (u16, u16) {
        let place = self.terminal.get_cursor_position().unwrap();
        (place.x, place.y)
    }

    /// Lets time pass without a key.
    pub fn waits(&mut self, time: Duration) -> &mut Self {
        self.shell.idle(Instant::now() + time);
        self.draw();
        self
    }

    /// What is on the screen, cell by cell.
    pub fn buffer(&self) -> &Buffer {
        self.terminal.backend().buffer()
    }

    /// The screen's lines without spaces at their ends.
    pub fn screen(&self) -> String {
        let buffer = &self.seen;
        let mut screen = String::new();
        for y in 0..buffer.area.height {
            let mut line = String::new();
            let mut x = 0;
            while x < buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                line.push_str(symbol);
                x += u16::try_from(text::width(symbol)).unwrap().max(1);
            }
            screen.push_str(line.trim_end());
            screen.push('\n');
        }
        screen
    }

    /// The first line that holds the text.
    #[track_caller]
    pub fn line_of(&self, wanted: &str) -> String {
        let screen = self.screen();
        let line = screen.lines().find(|line| line.contains(wanted));
        line.unwrap_or_else(|| panic!("{wanted:?} isn't on the screen:\n{screen}")).to_owned()
    }

    /// The line of the selection, from its mark on.
    pub fn marked(&self) -> String {
        let screen = self.screen();
        let line = screen.lines().find_map(|line| line.find('>').map(|at| &line[at..]));
        line.unwrap_or_default().to_owned()
    }

    /// Where a text first stands: column and line.
    pub fn place_of(&self, wanted: &str) -> (u16, u16) {
        for (y, line) in self.screen().lines().enumerate() {
            if let Some(at) = line.find(wanted) {
                let column = text::width(&line[..at]);
                return (column.try_into().unwrap(), y.try_into().unwrap());
            }
        }
        panic!("{wanted:?} isn't on the screen:\n{}", self.screen());
    }

    /// The text stands on the screen.
    #[track_caller]
    pub fn sees(&mut self, wanted: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(wanted), "{wanted:?} isn't on the screen:\n{screen}");
        self
    }

    /// The text doesn't stand on the screen.
    #[track_caller]
    pub fn lacks(&mut self, unwanted: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(unwanted), "{unwanted:?} is on the screen:\n{screen}");
        self
    }

    /// An event of the terminal, as it comes.
    pub fn event(&mut self, event: TerminalEvent) -> &mut Self {
        match event {
            TerminalEvent::Key(key) => self.shell.handle(ShellEvent::Key(key)),
            TerminalEvent::Paste(text) => self.shell.handle(ShellEvent::Paste(text)),
            TerminalEvent::Mouse(mouse) => self.shell.handle(ShellEvent::Mouse(mouse)),
            _ => self.shell.handle(ShellEvent::Resize),
        }
        self.draw();
        self
    }
}
