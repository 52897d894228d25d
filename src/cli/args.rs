//! What can be written on the command line.

use std::ffi::OsString;
use std::num::IntErrorKind;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use super::{
    backup, completions, demo, doctor, duplicates, export, find, help, history, import, init, list,
    man, merge, print, restore, settings, show, template, today, undo,
};
use crate::domain::codes::Coded;
use crate::domain::dates::{DateError, parse_date};
use crate::language::{Lang, Language};

/// The whole command line. Its words for `--help` come from the language layer ([`help`]).
#[derive(Debug, Parser)]
#[command(name = "peiban", version, disable_help_subcommand = true, disable_help_flag = true)]
#[command(disable_version_flag = true, infer_subcommands = false)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Task>,
}

/// Options that every command takes.
#[derive(Debug, Clone, Args)]
pub(super) struct Global {
    /// The database, instead of the office's own.
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// The language, instead of the locale's.
    #[arg(long, global = true, value_name = "zh|en", value_parser = lang)]
    pub lang: Option<Lang>,
    /// The program's day, instead of today's date; also `PEIBAN_TODAY`.
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    pub today: Option<NaiveDate>,
    /// Who works, instead of the login name; also `PEIBAN_USER`.
    #[arg(long, global = true, value_name = "NAME")]
    pub user: Option<String>,
    /// The configuration file, instead of the platform's.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// What to do; nothing opens the console.
#[derive(Debug, Subcommand)]
pub(super) enum Task {
    /// Makes the office's database.
    Init(init::Args),
    /// Builds a made-up county and opens it.
    Demo(demo::Args),
    /// What the day brings.
    Today(today::Args),
    /// Everything of one kind.
    List(list::Args),
    /// One record with all that belongs to it.
    Show(show::Args),
    /// Finds people and events.
    Find(find::Args),
    /// What was changed, when, by whom.
    History(history::Args),
    /// Files that may be about one person.
    Duplicates(duplicates::Args),
    /// Makes one file of several.
    Merge(merge::Args),
    /// Takes a change back.
    Undo(undo::Args),
    /// Brings a file in.
    Import(import::Args),
    /// Writes an empty form to fill in.
    Template(template::Args),
    /// Writes a list into a file.
    Export(export::Args),
    /// Prints a list or a sheet.
    Print(print::Args),
    /// What the office has set, and setting it.
    Settings(settings::Args),
    /// Copies the database.
    Backup(backup::Args),
    /// Puts a copy back.
    Restore(restore::Args),
    /// Examines the database and this terminal.
    Doctor(doctor::Args),
    /// What a shell needs to complete this command line.
    Completions(completions::Args),
    /// The manual page.
    Man(man::Args),
}

impl Task {
    /// Its name, for the log.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Init(_) => "init",
            Self::Demo(_) => "demo",
            Self::Today(_) => "today",
            Self::List(_) => "list",
            Self::Show(_) => "show",
            Self::Find(_) => "find",
            Self::History(_) => "history",
            Self::Duplicates(_) => "duplicates",
            Self::Merge(_) => "merge",
            Self::Undo(_) => "undo",
            Self::Import(_) => "import",
            Self::Template(_) => "template",
            Self::Export(_) => "export",
            Self::Print(_) => "print",
            Self::Settings(_) => "settings",
            Self::Backup(_) => "backup",
            Self::Restore(_) => "restore",
            Self::Doctor(_) => "doctor",
            Self::Completions(_) => "completions",
            Self::Man(_) => "man",
        }
    }
}

/// The command line with its words.
pub(super) fn command(language: Language) -> clap::Command {
    help::in_words(Arguments::command(), language)
}

/// Reads the command line.
pub(super) fn parse(words: Vec<OsString>, language: Language) -> Result<Arguments, clap::Error> {
    // What is understood needs no words, and putting them into every command takes a tenth of a start.
    if let Ok(arguments) = Arguments::try_parse_from(&words) {
        return Ok(arguments);
    }
    let mut command = command(language);
    let matches = command.try_get_matches_from_mut(words)?;
    Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// The language in which to speak before the command line is understood: what follows `--lang`.
pub(super) fn early_language(words: &[OsString]) -> Option<Lang> {
    let mut words = words.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        if let Some(value) = word.strip_prefix("--lang=") {
            return Lang::from_code(value);
        }
        if word == "--lang" {
            return words.next().and_then(Lang::from_code);
        }
    }
    None
}

fn lang(text: &str) -> Result<Lang, NotOneOf> {
    Lang::from_code(text).ok_or_else(|| NotOneOf("zh, en".to_owned()))
}

/// A word of the command line that is no whole number within bounds; it says which they are.
#[derive(Debug, thiserror::Error)]
#[error("{least}..={most}")]
pub(super) struct NotWithin {
    /// The least that is taken.
    pub(super) least: u64,
    /// The most; [`u64::MAX`] where nothing is too much.
    pub(super) most: u64,
}

/// A whole number within bounds.
pub(super) fn within<N: TryFrom<u64>>(text: &str, least: u64, most: u64) -> Result<N, NotWithin> {
    let read = match text.trim().parse::<u64>() {
        // More than can be counted is as many as there are.
        Err(error) if *error.kind() == IntErrorKind::PosOverflow => Some(u64::MAX),
        read => read.ok(),
    };
    let number = read.filter(|number| (least..=most).contains(number));
    number.and_then(|number| N::try_from(number).ok()).ok_or(NotWithin { least, most })
}

/// How many rows at most.
pub(super) fn rows(text: &str) -> Result<usize, NotWithin> {
    within(text, 0, u64::MAX)
}

/// A word of the command line that is none of a closed list; it says which are.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct NotOneOf(pub(super) String);

/// Reads a code of a closed list.
pub(super) fn one_of<C: Coded>(text: &str, all: &[C]) -> Result<C, NotOneOf> {
    let found = all.iter().find(|code| code.as_code() == text.trim()).copied();
    found.ok_or_else(|| NotOneOf(codes(all)))
}

/// The codes of a closed list, for a sentence.
pub(super) fn codes<C: Coded>(all: &[C]) -> String {
    all.iter().map(|one| one.as_code()).collect::<Vec<_>>().join(", ")
}

/// A day on the command line, in any of the ways an import reads them.
pub(super) fn day(text: &str) -> Result<NaiveDate, DateError> {
    parse_date(text.trim())
}
