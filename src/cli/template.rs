//! `peiban template KIND --to FILE`: an empty form with the headings and allowed values of an import, or the school calendar
//! that comes with the program, for the office to make its own of.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use super::failure::{Said, say};
use super::session::Session;
use crate::domain::calendar::SchoolCalendar;
use crate::exchange::columns::ImportKind;
use crate::exchange::private::NewFile;
use crate::exchange::template;

/// What `template` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What the form is for.
    #[arg(value_name = "KIND", value_parser = forms())]
    form: Form,
    /// The new file.
    #[arg(long, value_name = "FILE.xlsx|FILE.toml")]
    to: PathBuf,
}

/// What can be written.
#[derive(Debug, Clone, Copy)]
enum Form {
    Import(ImportKind),
    Calendar,
}

/// How the school calendar is called on the command line.
const CALENDAR: &str = "calendar";

/// The kinds that can be brought in, by their codes.
pub(super) fn kinds() -> impl clap::builder::TypedValueParser<Value = ImportKind> {
    let codes = ImportKind::ALL.iter().map(|kind| kind.code());
    PossibleValuesParser::new(codes).try_map(|code| ImportKind::from_code(&code).ok_or(code))
}

fn forms() -> impl clap::builder::TypedValueParser<Value = Form> {
    let codes = ImportKind::ALL.iter().map(|kind| kind.code()).chain([CALENDAR]);
    PossibleValuesParser::new(codes).try_map(|code| match ImportKind::from_code(&code) {
        Some(kind) => Ok(Form::Import(kind)),
        None if code == CALENDAR => Ok(Form::Calendar),
        None => Err(code),
    })
}

/// Writes the form.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    match args.form {
        Form::Import(kind) => {
            template::write(&args.to, kind, session.language)?;
            let path = args.to.display().to_string();
            say(&session.language.with("cli-written", &[("path", path.into())]));
            Ok(())
        }
        Form::Calendar => calendar(&args.to, session),
    }
}

/// Writes the calendar that comes with the program, and says how the configuration names it.
fn calendar(to: &Path, session: &Session) -> Result<()> {
    if !to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) {
        return Err(Said::usage("cli-calendar-ending", &[]));
    }
    let mut file = NewFile::create(to)?;
    let written = file.write_all(SchoolCalendar::EMBEDDED.as_bytes());
    written.map_err(|error| file.failed(&error))?;
    file.finish(false)?;
    // The configuration takes a short path from its own folder, not from here.
    let path = std::path::absolute(to).unwrap_or_else(|_| to.to_owned());
    let values = [
        ("path", path.display().to_string().into()),
        ("config", session.config_path.display().to_string().into()),
    ];
    say(&session.language.with("cli-calendar-written", &values));
    Ok(())
}
