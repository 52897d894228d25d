//! The log file: what was run and how it ended. It never holds a name, a number or a note of anybody.

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::sync::Mutex;

/// A log longer than this is put aside once, so that it never fills an old disk.
const LONGEST: u64 = 1_000_000;

/// Sends what is traced to the log. Without a place to write, nothing is logged and everything else works.
pub(super) fn start(path: &Path) {
    let Some(file) = open(path) else { return };
    let subscriber = tracing_subscriber::fmt()
        .with_writer(Mutex::new(file))
        .with_ansi(false)
        .with_target(false)
        // A full disk must not write over what stands in the terminal.
        .log_internal_errors(false)
        .with_max_level(tracing::Level::INFO)
        .finish();
    let _ = tracing::subscriber::set_global_default(subscriber);
}

fn open(path: &Path) -> Option<File> {
    std::fs::create_dir_all(path.parent()?).ok()?;
    if std::fs::metadata(path).is_ok_and(|meta| meta.len() > LONGEST) {
        let _ = std::fs::rename(path, path.with_extension("log.1"));
    }
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path).ok()
}
