//! The console in a real terminal: what it draws, and that the terminal is given back as it was, also after a panic and when
//! the terminal goes away.
//!
//! The program under test is this test itself, started again in a pseudo-terminal with a word that says what to run.
#![cfg(unix)]

mod robot;

use std::env;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use peiban::console::action::Action;
use peiban::console::screen::{
    Availability, Effect, FormDraft, Input, Job, JobError, JobResult, Message, Progress, Screen, Ui,
};
use peiban::console::widgets::{Look, Role, paint};
use peiban::console::{Options, Shell, run_shell};
use peiban::domain::calendar::SchoolCalendar;
use peiban::domain::records::Child;
use peiban::language::Lang;
use peiban::store::{Context, Office, Queries, Store};
use portable_pty::{Child as Process, CommandBuilder, MasterPty, PtySize, native_pty_system};
use ratatui::Frame;
use ratatui::layout::Rect;

const PART: &str = "PEIBAN_TEST_CONSOLE";

/// A job that takes half a minute unless it is stopped.
struct Slow;

impl Job for Slow {
    fn title(&self) -> Message {
        Message::new("action-export")
    }
    fn run(self: Box<Self>, store: &mut Store, progress: &dyn Progress) -> JobResult {
        let children = store.queries().count::<Child>(true).map_err(JobError::Store)?;
        for done in 0..600 {
            if !progress.report(done, 600) {
                return Err(JobError::Stopped);
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(Box::new(children))
    }
}

/// A screen that panics on a key, and whose draft is always unsaved.
struct Touchy;

impl Screen for Touchy {
    fn title(&self, _ui: &Ui) -> String {
        "touchy".to_owned()
    }
    fn load(&mut self, _queries: &Queries<'_>, _ui: &Ui) -> peiban::store::Result<()> {
        Ok(())
    }
    fn update(&mut self, input: Input, _ui: &Ui) -> Vec<Effect> {
        if matches!(input, Input::Act(Action::Export)) {
            return vec![Effect::Job(Box::new(Slow))];
        }
        assert!(!matches!(input, Input::Key(_)), "a key was pressed on the touchy screen");
        Vec::new()
    }
    fn finished(&mut self, result: JobResult, _ui: &Ui) -> Result<Vec<Effect>, JobError> {
        let counted = result?.downcast::<usize>().unwrap();
        Ok(vec![Effect::Copy(format!("{counted}"))])
    }
    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        paint::put(frame.buffer_mut(), area, 0, 0, "别碰", ui.look, Role::Text);
    }
    fn actions(&self, action: Action) -> Availability {
        if action == Action::Export { Availability::Available } else { Availability::Hidden }
    }
    fn draft(&self) -> Option<FormDraft> {
        Some(FormDraft { form: "touchy", subject: 0, body: "{\"note\":\"写了一半\"}".into() })
    }
}

fn context() -> Context {
    Context { today: robot::day(robot::TODAY), pinned: true, user: "李晓".into() }
}

/// What runs in the pseudo-terminal; does nothing when it isn't asked for.
#[test]
fn the_console_itself() {
    let Some(path) = env::var_os(PART).map(PathBuf::from) else { return };
    let store = Store::open(&path, context(), SchoolCalendar::embedded()).unwrap();
    let mut shell = Shell::new(Options {
        store,
        lang: Lang::Zh,
        look: Look::default(),
        ask_operator: false,
        clock: Box::new(|| robot::day(robot::TODAY)),
        opened_at: 0,
        cover_after: Duration::from_mins(5),
        mouse: true,
        keys: std::sync::Arc::default(),
        backups: None,
        clipboard: peiban::console::Clipboard::Terminal,
    });
    shell.push(Touchy);
    run_shell(shell, true).unwrap();
}

/// The console in its terminal.
struct Console {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Process + Send + Sync>,
    output: Arc<Mutex<Vec<u8>>>,
    _folder: tempfile::TempDir,
    path: PathBuf,
}

impl Console {
    fn start() -> Self {
        Self::open(true)
    }

    /// `heard`: what it writes is read. Reading keeps the terminal open.
    fn open(heard: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("office.db");
        let since = robot::day("2026-09-01");
        let office =
            Office { county: "511425".into(), desk: 1, visits_since: since, is_demo: false };
        drop(Store::create(&path, &office, context(), SchoolCalendar::embedded()).unwrap());
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env::current_exe().unwrap());
        command.args(["--exact", "the_console_itself", "--nocapture", "--test-threads=1"]);
        command.env(PART, &path);
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let output = Arc::new(Mutex::new(Vec::new()));
        if heard {
            let mut reader = pair.master.try_clone_reader().unwrap();
            let into = Arc::clone(&output);
            thread::spawn(move || {
                let mut part = [0; 4096];
                while let Ok(read @ 1..) = reader.read(&mut part) {
                    into.lock().unwrap().extend_from_slice(&part[..read]);
                }
            });
        }
        let keys = pair.master.take_writer().unwrap();
        Self { master: pair.master, keys, child, output, _folder: folder, path }
    }

    fn output(&self) -> Vec<u8> {
        self.output.lock().unwrap().clone()
    }

    /// The screen as a terminal shows it.
    fn screen(&self) -> String {
        let mut terminal = vt100::Parser::new(
            const { NonZero::new(24).unwrap() },
            const { NonZero::new(80).unwrap() },
            0,
        );
        terminal.process(&self.output());
        terminal.screen().contents()
    }

    /// Waits until the screen holds the text.
    #[track_caller]
    fn sees(&self, wanted: &str) {
        let begun = Instant::now();
        while !self.screen().contains(wanted) {
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "no {wanted:?} on\n{}",
                self.screen()
            );
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn types(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    /// Waits for the end and returns whether it was a good one.
    #[track_caller]
    fn ends(&mut self) -> bool {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                // What was written last is still on its way.
                thread::sleep(Duration::from_millis(100));
                return status.success();
            }
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "it doesn't end:\n{}",
                self.screen()
            );
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Raw mode is off, the other screen left, the mouse and pastes as they were, the cursor shown.
    #[track_caller]
    fn was_given_back(&self) {
        let output = self.output();
        let text = String::from_utf8_lossy(&output);
        let last =
            |sequence: &str| text.rfind(sequence).unwrap_or_else(|| panic!("no {sequence:?}"));
        for (on, off) in [
            ("\x1b[?1049h", "\x1b[?1049l"),
            ("\x1b[?2004h", "\x1b[?2004l"),
            ("\x1b[?1000h", "\x1b[?1000l"),
            ("\x1b[?1003h", "\x1b[?1003l"),
        ] {
            assert!(last(on) < last(off), "{off:?} comes before {on:?}");
        }
        assert!(last("\x1b[?25h") > last("\x1b[?1049h"), "the cursor stays hidden");
        let mode = format!("{:?}", self.master.get_termios().unwrap().local_flags);
        assert!(mode.contains("ICANON") && mode.contains("ECHO"), "{mode}");
    }
}

fn draft(path: &Path) -> Option<String> {
    let store = Store::open(path, context(), SchoolCalendar::embedded()).unwrap();
    store.draft("touchy", 0).unwrap().map(|draft| draft.body)
}

#[test]
fn a_press_is_shown_though_the_button_is_let_go_in_the_same_moment() {
    let mut console = Console::start();
    console.sees("F9遮屏");
    console.types("\x1b[<0;78;1M\x1b[<0;78;1m\x1b[<35;70;1M");
    console.sees("按任意键");
    console.signal("-TERM");
    console.ends();
}

#[test]
fn an_ordinary_end_gives_the_terminal_back() {
    let mut console = Console::start();
    console.sees("别碰");
    console.sees("青神县");
    console.types("q");
    console.sees("退出");
    console.types("\r");
    assert!(console.ends());
    console.was_given_back();
    assert!(draft(&console.path).unwrap().contains("写了一半"));
}

#[test]
fn a_panic_gives_the_terminal_back_and_is_seen() {
    let mut console = Console::start();
    console.sees("别碰");
    console.types(" ");
    assert!(!console.ends());
    console.was_given_back();
    let output = console.output();
    let text = String::from_utf8_lossy(&output);
    let message = text.rfind("a key was pressed on the touchy screen").unwrap();
    assert!(message > text.rfind("\x1b[?1049l").unwrap(), "the message went to the other screen");
    assert!(draft(&console.path).unwrap().contains("写了一半"));
}

#[test]
fn signals_keep_the_draft_and_give_the_terminal_back() {
    for signal in ["-HUP", "-TERM"] {
        let mut console = Console::start();
        console.sees("别碰");
        assert_eq!(draft(&console.path), None);
        console.signal(signal);
        assert!(console.ends(), "{signal}");
        console.was_given_back();
        assert!(draft(&console.path).unwrap().contains("写了一半"), "{signal}");
    }
}

#[test]
fn a_terminal_that_is_closed_ends_the_console_with_its_draft_kept() {
    let console = Console::open(false);
    // Nobody reads what it draws, so all that can be done is to give it time.
    thread::sleep(Duration::from_secs(2));
    let Console { master, keys, mut child, path, _folder, .. } = console;
    drop(keys);
    drop(master);
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < Duration::from_secs(20), "it goes on without a terminal");
        thread::sleep(Duration::from_millis(20));
    }
    assert!(draft(&path).unwrap().contains("写了一半"));
}

#[test]
fn three_letters_at_once_are_a_search() {
    let mut console = Console::start();
    console.sees("别碰");
    console.types("\x1b");
    thread::sleep(Duration::from_millis(300));
    console.types("wangxiaoming");
    console.sees("wangxiaoming");
    console.types("\x03");
    console.sees("退出");
    console.types("\r");
    assert!(console.ends());
}

#[test]
fn a_long_job_shows_its_progress_and_can_be_stopped() {
    let mut console = Console::start();
    console.sees("别碰");
    console.types("p");
    console.sees("/ 600");
    // Going elsewhere waits; the job is stopped by Esc.
    console.sees("Esc 停下");
    console.types("\x1b");
    console.sees("已停下");
    console.types("\x03");
    console.sees("退出");
    console.types("\r");
    assert!(console.ends());
    console.was_given_back();
}
