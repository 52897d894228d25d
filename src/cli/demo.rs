//! `peiban demo`: a made-up county up to today, in a file of its own.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use anyhow::Result;

use super::args::{NotWithin, within};
use super::console;
use super::failure::say;
use super::session::Session;
use crate::domain::records::{Child, Volunteer};
use crate::store::StoreError;
use crate::store::demo::{DemoPlan, Prepared, prepare};

/// What `demo` takes.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Args {
    /// How many children.
    #[arg(allow_negative_numbers = true, long, value_name = "N", default_value_t = 40)]
    #[arg(value_parser = children)]
    children: usize,
    /// Another seed makes another county.
    #[arg(allow_negative_numbers = true, long, value_name = "S", default_value_t = 1, value_parser = seed)]
    seed: u64,
    /// Builds it without opening it.
    #[arg(long)]
    build_only: bool,
}

fn children(text: &str) -> Result<usize, NotWithin> {
    within(text, 1, 1_000_000)
}

fn seed(text: &str) -> Result<u64, NotWithin> {
    within(text, 0, u64::MAX)
}

impl Args {
    /// The county that is looked at from the first start.
    pub(super) const fn usual() -> Self {
        Self { children: 40, seed: 1, build_only: false }
    }
}

/// Builds the county, or finds it built, and opens the console on it.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    let path = session.named_database.clone().unwrap_or_else(|| session.places.demo());
    let language = session.language;
    let mut shown = Progress::new();
    let found = prepared(args, &path, session, &mut |done, total| {
        shown.show(done, total, |done, total| {
            language.with("demo-building", &[("done", done.into()), ("total", total.into())])
        });
        true
    });
    shown.clear();
    let Prepared { store, kept, .. } = found?;
    if let Some(kept) = &kept {
        say_kept(kept, session);
    }
    let queries = store.queries();
    say(&language.with(
        "demo-built",
        &[
            ("children", queries.count::<Child>(true)?.into()),
            ("volunteers", queries.count::<Volunteer>(true)?.into()),
            ("path", path.display().to_string().into()),
        ],
    ));
    if args.build_only { Ok(()) } else { console::open(store, session) }
}

/// The county of a file, built when it isn't there or is of another day, seed or size.
pub(super) fn prepared(
    args: &Args,
    path: &Path,
    session: &Session,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Prepared> {
    let context = session.context.clone();
    let plan = DemoPlan {
        english: !session.language.is_zh(),
        ..DemoPlan::new(args.children, args.seed, context)
    };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(StoreError::from)?;
    }
    Ok(prepare(path, &plan, session.calendar.clone(), progress)?)
}

fn say_kept(kept: &Path, session: &Session) {
    let path = kept.display().to_string();
    say(&session.language.with("demo-kept-aside", &[("path", path.into())]));
}

/// One line of progress on a terminal; nothing where standard error is a file.
pub(super) struct Progress {
    is_shown: bool,
    /// The hundredth shown last.
    last: Option<usize>,
}

impl Progress {
    /// Nothing shown yet.
    pub(super) fn new() -> Self {
        Self { is_shown: std::io::stderr().is_terminal(), last: None }
    }

    /// Shows how far the work is, whenever another hundredth of it is done.
    pub(super) fn show(
        &mut self,
        done: usize,
        total: usize,
        words: impl FnOnce(usize, usize) -> String,
    ) {
        let part = done.saturating_mul(100).checked_div(total).unwrap_or(0);
        if self.is_shown && self.last != Some(part) {
            self.last = Some(part);
            let mut err = std::io::stderr();
            let _ = write!(err, "\r\u{1b}[K{}", words(done, total));
            let _ = err.flush();
        }
    }

    /// Takes the line away.
    pub(super) fn clear(&mut self) {
        if self.last.take().is_some() {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }
}
