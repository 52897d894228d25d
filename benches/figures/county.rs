//! The made-up counties that are measured: built once, used again.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use chrono::NaiveDate;
use peiban::domain::calendar::SchoolCalendar;
use peiban::store::{Context, Store};

use crate::measure::{Table, shown};

/// The day on which everything is measured.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

/// Who measures.
pub fn context() -> Context {
    Context { today: today(), pinned: false, user: "李晓".into() }
}

/// The sizes that are measured.
pub fn sizes() -> Vec<usize> {
    let mut sizes = vec![40, 5000, 100_000];
    if std::env::var_os("PEIBAN_BENCH_FULL").is_some() {
        sizes.push(1_000_000);
    }
    sizes
}

/// Where a county lies.
pub fn path(children: usize) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("county-{children}.db"))
}

/// Opens a county, and builds it the first time: in a process of its own, since what a large process starts starts late.
pub fn open(children: usize, table: &mut Table) -> anyhow::Result<Store> {
    let (path, is_new) = (path(children), !path(children).exists());
    let start = Instant::now();
    let built = Command::new(env!("CARGO_BIN_EXE_peiban"))
        .arg("--db")
        .arg(&path)
        .args(["--lang", "zh", "--user", &context().user, "--today", &today().to_string()])
        .args(["demo", "--build-only", "--children", &children.to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    anyhow::ensure!(built.success(), "a made-up county of {children} could not be built");
    if is_new {
        let size = std::fs::metadata(&path)?.len() / 1_000_000;
        let what = format!("build a made-up county of {children}");
        table.row(
            &what,
            &shown(start.elapsed()),
            "",
            &format!("once; {size} MB; 100,000 in at most 3 min wanted"),
        );
    }
    // What is measured through a terminal leaves hundreds of sessions of one day, which nobody has.
    rusqlite::Connection::open(&path)?
        .execute("DELETE FROM session WHERE last_day = ?1", [today().to_string()])?;
    Ok(Store::open(&path, context(), SchoolCalendar::embedded())?)
}

/// A copy of a county that may be written to; thrown away with the guard.
pub struct Copy {
    path: PathBuf,
}

impl Copy {
    /// Copies a county.
    pub fn of(children: usize, name: &str, table: &mut Table) -> anyhow::Result<Self> {
        drop(open(children, table)?);
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.db"));
        let copy = Self { path };
        copy.clear();
        std::fs::copy(self::path(children), &copy.path)?;
        // Else the first durable write pays for the copy.
        std::fs::File::open(&copy.path)?.sync_all()?;
        Ok(copy)
    }

    /// Its file.
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }

    fn clear(&self) {
        for suffix in ["", "-wal", "-shm"] {
            let mut name = self.path.as_os_str().to_owned();
            name.push(suffix);
            let _ = std::fs::remove_file(PathBuf::from(name));
        }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        self.clear();
    }
}
