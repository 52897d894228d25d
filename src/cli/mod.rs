//! The command line: one file a command, over what the other layers offer.
//!
//! Answers go to standard output, as text, JSON or CSV; sentences to people go to standard error. Exit status: 0 all well,
//! 3 when rows of a file were rejected, 2 wrong usage, 1 anything else, nothing written.

mod args;
mod backup;
mod completions;
mod config;
mod config_keys;
mod console;
mod demo;
mod doctor;
mod duplicates;
mod export;
mod failure;
mod find;
mod help;
mod history;
mod import;
mod init;
mod json;
mod list;
mod lists;
mod log;
mod man;
mod merge;
mod narrow;
mod output;
mod places;
mod print;
mod restore;
mod session;
mod settings;
mod show;
mod template;
mod today;
mod undo;
mod usage;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use clap::error::ErrorKind;

use args::{Arguments, Task};
use config::Config;
use places::Places;
use session::Session;

/// Runs the program as it was called, and gives its exit status.
pub fn main() -> ExitCode {
    outlive_size_limits();
    let words: Vec<OsString> = std::env::args_os().collect();
    let early = session::language(args::early_language(&words), None);
    let arguments = match args::parse(words, early) {
        Ok(arguments) => arguments,
        Err(error) => return not_understood(&error, early),
    };
    let mut language = early;
    let done = begin(arguments, &mut language).and_then(|(task, session)| {
        log::start(&session.places.log());
        tracing::info!(version = env!("CARGO_PKG_VERSION"), "start");
        run(task, &session)
    });
    done.unwrap_or_else(|error| failure::report(&error, language))
}

/// A file that may not grow any more refuses a write; without this the system would end the program instead.
fn outlive_size_limits() {
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
}

/// `--help` and `--version` answer; everything else that isn't understood is wrong usage.
fn not_understood(error: &clap::Error, language: crate::language::Language) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let words = format!("[{}]", language.text("cli-value-options"));
        let mut out = output::Output::new();
        // Nobody reads on where the pipe is closed.
        let _ = out
            .raw(&error.render().to_string().replace("[OPTIONS]", &words))
            .and_then(|()| out.end());
        return ExitCode::SUCCESS;
    }
    failure::say(&usage::sentence(error, language));
    ExitCode::from(failure::WRONG_USAGE)
}

/// Reads the settings and resolves the options. The language is set as soon as it is known.
fn begin(
    arguments: Arguments,
    language: &mut crate::language::Language,
) -> Result<(Option<Task>, Session)> {
    let Arguments { global, command } = arguments;
    let places = Places::find()?;
    let (path, named) = match &global.config {
        Some(path) => (path.clone(), true),
        None => (places.config(), false),
    };
    let config = Config::load(&path, named)?;
    *language = session::language(global.lang, config.language);
    Ok((command, Session::begin(global, places, config, *language)?))
}

fn run(task: Option<Task>, session: &Session) -> Result<ExitCode> {
    let Some(task) = task else {
        console::run(session)?;
        return Ok(ExitCode::SUCCESS);
    };
    tracing::info!(command = task.name(), "run");
    match &task {
        Task::Init(args) => init::run(args, session)?,
        Task::Demo(args) => demo::run(args, session)?,
        Task::Today(args) => today::run(args, session)?,
        Task::List(args) => list::run(args, session)?,
        Task::Show(args) => show::run(args, session)?,
        Task::Find(args) => find::run(args, session)?,
        Task::History(args) => history::run(args, session)?,
        Task::Duplicates(args) => duplicates::run(args, session)?,
        Task::Merge(args) => merge::run(args, session)?,
        Task::Undo(args) => undo::run(args, session)?,
        Task::Import(args) => return import::run(args, session),
        Task::Template(args) => template::run(args, session)?,
        Task::Export(args) => export::run(args, session)?,
        Task::Print(args) => print::run(args, session)?,
        Task::Settings(args) => settings::run(args, session)?,
        Task::Backup(args) => backup::run(args, session)?,
        Task::Restore(args) => restore::run(args, session)?,
        Task::Doctor(args) => doctor::run(args, session)?,
        Task::Completions(args) => completions::run(args, session)?,
        Task::Man(args) => man::run(args, session)?,
    }
    Ok(ExitCode::SUCCESS)
}
