//! The console in a real pseudo-terminal: from process start to the painted dashboard, from a key to the painted screen,
//! memory and processor at rest.

use std::io::{Read as _, Write as _};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::county;
use crate::measure::{Table, Times, memory, shown};

const ROWS: u16 = 50;
const COLUMNS: u16 = 140;
/// No further byte for so long: the screen is painted.
const QUIET: Duration = Duration::from_millis(4);
/// Longer than anything may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// A console in its terminal, and the screen as it stands.
struct Console {
    _master: Box<dyn MasterPty + Send>,
    keys: Box<dyn std::io::Write + Send>,
    program: Box<dyn Child + Send + Sync>,
    output: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
    begun: Instant,
}

impl Console {
    fn start(database: &Path) -> anyhow::Result<Self> {
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_peiban"));
        command.arg("--db");
        command.arg(database);
        command.args(["--user", "李晓", "--lang", "zh", "--today"]);
        command.arg(county::today().to_string());
        command.env("TERM", "xterm-256color");
        let mut reader = pair.master.try_clone_reader()?;
        let keys = pair.master.take_writer()?;
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut part = vec![0; 65_536];
            while let Ok(read @ 1..) = reader.read(&mut part) {
                if sender.send((Instant::now(), part[..read].to_vec())).is_err() {
                    break;
                }
            }
        });
        let begun = Instant::now();
        let program = pair.slave.spawn_command(command)?;
        drop(pair.slave);
        let cells = |count: u16| NonZero::new(count).unwrap_or(NonZero::<u16>::MIN);
        let screen = vt100::Parser::new(cells(ROWS), cells(COLUMNS), 0);
        Ok(Self { _master: pair.master, keys, program, output, screen, begun })
    }

    /// Reads until the screen is as wanted and quiet; returns when its last byte came.
    fn until(&mut self, wanted: impl Fn(&vt100::Screen) -> bool) -> anyhow::Result<Instant> {
        let begun = Instant::now();
        let mut last = begun;
        let mut is_as_wanted = false;
        loop {
            let patience = if is_as_wanted { QUIET } else { PATIENCE };
            match self.output.recv_timeout(patience) {
                Ok((at, bytes)) => {
                    self.screen.process(&bytes);
                    last = at;
                    is_as_wanted = wanted(self.screen.screen());
                }
                Err(RecvTimeoutError::Timeout) if is_as_wanted => return Ok(last),
                Err(_) => anyhow::bail!("not as wanted:\n{}", self.screen.screen().contents()),
            }
        }
    }

    /// Presses a key and returns how long it took until the changed screen was painted.
    fn press(&mut self, key: &str) -> anyhow::Result<Duration> {
        let before = self.screen.screen().contents_formatted();
        let start = Instant::now();
        self.keys.write_all(key.as_bytes())?;
        self.keys.flush()?;
        let painted = self.until(|screen| screen.contents_formatted() != before)?;
        Ok(painted - start)
    }

    fn process(&self) -> String {
        self.program.process_id().map_or_else(String::new, |id| id.to_string())
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// All of Today is there: counts at the top, the keys at the foot.
fn is_painted(screen: &vt100::Screen) -> bool {
    let text = screen.contents();
    text.contains("平稳") && text.contains("F1")
}

/// First paint at each size; memory and processor at rest.
pub fn measure_start(table: &mut Table) -> anyhow::Result<()> {
    for children in county::sizes() {
        drop(county::open(children, table)?);
        let mut times = Vec::new();
        for _ in 0..30 {
            let mut console = Console::start(&county::path(children))?;
            let painted = console.until(is_painted)?;
            times.push(painted - console.begun);
        }
        let times = Times::from(times);
        let measured = format!("{} p99 {}", shown(times.p50()), shown(times.p99()));
        let bar = if children > 100_000 { "p50 30 ms" } else { "p50 20 ms" };
        let what = format!("process start to painted dashboard, {children} children");
        table.row(&what, &measured, bar, "30 starts, pty 140×50, to the last byte of the frame");
    }
    let mut console = Console::start(&county::path(100_000))?;
    console.until(is_painted)?;
    thread::sleep(Duration::from_secs(1));
    let process = console.process();
    let at_rest = memory("VmRSS", &process).unwrap_or_default();
    table.row(
        "memory of the console at rest, 100,000 children",
        &format!("{at_rest:.1} MB"),
        "24 MB",
        "VmRSS",
    );
    let before = processor(&process);
    thread::sleep(Duration::from_secs(10));
    let ticks = processor(&process).saturating_sub(before);
    let how = "utime + stime over 10 s without a key, in ticks of 10 ms";
    table.row("processor when idle", &format!("{ticks} ticks"), "0", how);
    Ok(())
}

/// Processor time used so far, in ticks.
fn processor(process: &str) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
    fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum()
}

/// From a key to the painted screen, on several pages.
pub fn measure_keys(table: &mut Table) -> anyhow::Result<()> {
    for children in county::sizes() {
        drop(county::open(children, table)?);
        let mut console = Console::start(&county::path(children))?;
        console.until(is_painted)?;
        for (what, keys, times) in [
            ("j and k on Today", &["j", "k"] as &[&str], 100),
            (
                "/ and letters in the search",
                &["/", "w", "a", "n", "g", "\x7f", "\x7f", "\x7f", "\x7f", "\x1b"],
                20,
            ),
            ("Enter on a child, Esc back", &["\r", "\x1b"], 150),
            ("g c, G, g g in the list of children, Esc", &["g", "c", "G", "g", "g", "\x1b"], 50),
        ] {
            let mut measured = Vec::new();
            let mut of_key = vec![Vec::new(); keys.len()];
            let mut unchanged = 0;
            for (place, key) in keys.iter().enumerate().cycle().take(keys.len() * times) {
                match console.press(key) {
                    Ok(time) => {
                        measured.push(time);
                        of_key[place].push(time);
                    }
                    // Some keys change nothing where they are pressed.
                    Err(_) => unchanged += 1,
                }
            }
            let count = measured.len();
            let all = Times::from(measured);
            let cell = format!("{} p99 {}", shown(all.p50()), shown(all.p99()));
            let how =
                format!("{count} keys ({unchanged} changed nothing), pty 140×50, to the last byte");
            table.row(
                &format!("key to painted, {children} children: {what}"),
                &cell,
                "p99 5 ms",
                &how,
            );
            if std::env::var_os("PEIBAN_BENCH_PARTS").is_some() {
                for (key, times) in keys.iter().zip(of_key) {
                    let times = Times::from(times);
                    let cell = format!("{} p99 {}", shown(times.p50()), shown(times.p99()));
                    table.row(&format!("    {key:?}"), &cell, "", "this key");
                }
            }
        }
    }
    Ok(())
}
