//! `peiban import KIND FILE`: first the plan, then one change that one undo takes back.

mod ask;
mod print;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;

use super::demo::Progress;
use super::init;
use super::output::Format;
use super::session::Session;
use super::template::kinds;
use crate::exchange::columns::ImportKind;
use crate::exchange::import::{Decisions, Plan, PlanError, Report, plan};
use crate::exchange::map::ImportMap;
use crate::exchange::source::Source;
use crate::exchange::{rejected, wording};
use crate::store::{Office, Store, StoreError};

/// What `import` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What the file holds.
    #[arg(value_name = "KIND", value_parser = kinds())]
    kind: ImportKind,
    /// The file, CSV or XLSX.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Only the plan.
    #[arg(long)]
    dry_run: bool,
    /// ID numbers in full.
    #[arg(long)]
    full: bool,
    /// Names headings, maps values, sets constants.
    #[arg(long, value_name = "FILE.toml")]
    map: Option<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t, value_name = "text|json|csv")]
    format: Format,
}

/// Exit status when rows were rejected; the others are in.
const SOME_REJECTED: u8 = 3;

/// Plans, then brings in what can be brought in.
pub(super) fn run(args: &Args, session: &Session) -> Result<ExitCode> {
    // What is wrong with the file is known before a database is opened or made for it.
    let map = match &args.map {
        Some(path) => ImportMap::read(path, args.kind)?,
        None => ImportMap::default(),
    };
    let source = Source::open(&args.file, args.kind, map)?;
    let mut store = open(args.dry_run, session)?;
    let mut decisions = Decisions::new();
    let mut planned = planned(&source, &store, &decisions, session)?;
    if ask::can_ask() && args.format == Format::Text {
        if !args.dry_run && store.queries().office()?.is_demo && !ask::demo_is_meant(session)? {
            return Err(StoreError::Stopped.into());
        }
        decisions = ask::decide(&planned, session)?;
        if !decisions.is_empty() {
            planned = self::planned(&source, &store, &decisions, session)?;
        }
    }
    let mut about = Vec::new();
    let file = if args.dry_run {
        let kind = source.layout.kind;
        about.extend(source.rows().map(|row| wording::about(session.language, kind, &row)));
        None
    } else {
        bring_in(&mut planned, &args.file, source, &mut store, session)?
    };
    let report = Report::new(&planned, file.as_deref(), session.language, args.full);
    tracing::info!(
        read = report.read,
        created = report.created,
        updated = report.updated,
        rejected = report.rejected.len(),
        dry_run = args.dry_run,
        "import"
    );
    let shown = print::Shown { dry_run: args.dry_run, about, full: args.full };
    print::print(args.format, &planned, &report, &shown, session)?;
    let is_clean = report.rejected.is_empty();
    Ok(if is_clean { ExitCode::SUCCESS } else { ExitCode::from(SOME_REJECTED) })
}

/// The database; where there is none yet, the one that `PEIBAN_OFFICE` asks for, which a dry run keeps in memory.
fn open(dry_run: bool, session: &Session) -> Result<Store> {
    if session.database.exists() {
        return session.open();
    }
    let Some((county, desk)) = init::named_office()? else {
        return Err(StoreError::Missing(session.database.clone()).into());
    };
    let visits_since = session.context.today;
    let office = Office { county, desk, visits_since, is_demo: false };
    if dry_run {
        let (context, calendar) = (session.context.clone(), session.calendar.clone());
        return Ok(Store::in_memory(&office, context, calendar)?);
    }
    let store = session.create(&office)?;
    init::say_ready(session, &office);
    Ok(store)
}

fn planned(
    source: &Source,
    store: &Store,
    decisions: &Decisions,
    session: &Session,
) -> Result<Plan> {
    let mut shown = Progress::new();
    let planned = plan(source, &store.queries(), decisions, &mut |done, total| {
        shown.show(done, total, |done, total| {
            let values = [("done", done.into()), ("total", total.into())];
            session.language.with("import-checking", &values)
        });
        true
    });
    shown.clear();
    planned.map_err(|error| match error {
        PlanError::Store(error) => error.into(),
        PlanError::Stopped => StoreError::Stopped.into(),
    })
}

/// Writes the rejected rows beside the file, then everything else in one change. When that fails nothing is left behind.
fn bring_in(
    planned: &mut Plan,
    input: &Path,
    source: Source,
    store: &mut Store,
    session: &Session,
) -> Result<Option<PathBuf>> {
    if let Some(hindrance) = store.hindrance().filter(|_| !planned.steps.is_empty()) {
        return Err(hindrance.into());
    }
    let language = session.language;
    let rows = planned.rejected_rows(language);
    let elsewhere = rejected::folder_of(store.path());
    let heading = wording::reason_heading(language);
    let file = rejected::write(input, elsewhere.as_deref(), &source, rows, &heading)?;
    // What is written needs the memory that the file takes; freeing it takes a while.
    std::thread::spawn(move || drop(source));
    if let Some(command) = planned.take_command() {
        let total = planned.read();
        let mut shown = Progress::new();
        let done = store.execute_watched(command, &mut |done| {
            shown.show(done.min(total), total, |done, total| {
                let values = [("done", done.into()), ("total", total.into())];
                language.with("import-writing", &values)
            });
            true
        });
        shown.clear();
        if let Err(error) = done {
            if let Some(file) = file {
                let _ = std::fs::remove_file(file);
            }
            return Err(error.into());
        }
    }
    Ok(file)
}
