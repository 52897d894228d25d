//! `peiban template KIND --to FILE.xlsx`: an empty form with the headings and allowed values of an import.

use std::path::PathBuf;

use anyhow::Result;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use super::failure::say;
use super::session::Session;
use crate::exchange::columns::ImportKind;
use crate::exchange::template;

/// What `template` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What the form is for.
    #[arg(value_name = "KIND", value_parser = kinds())]
    kind: ImportKind,
    /// The new file.
    #[arg(long, value_name = "FILE.xlsx")]
    to: PathBuf,
}

/// The kinds that can be brought in, by their codes.
pub(super) fn kinds() -> impl clap::builder::TypedValueParser<Value = ImportKind> {
    let codes = ImportKind::ALL.iter().map(|kind| kind.code());
    PossibleValuesParser::new(codes).try_map(|code| ImportKind::from_code(&code).ok_or(code))
}

/// Writes the form.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    template::write(&args.to, args.kind, session.language)?;
    let path = args.to.display().to_string();
    say(&session.language.with("cli-written", &[("path", path.into())]));
    Ok(())
}
