//! `peiban backup FILE`: copies the database while others work; an existing file is never written over.

use std::path::PathBuf;

use anyhow::Result;

use super::failure::say;
use super::session::Session;

/// What `backup` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The new file.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Copies.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    session.open()?.backup(&args.file)?;
    let path = args.file.display().to_string();
    say(&session.language.with("cli-backed-up", &[("path", path.into())]));
    Ok(())
}
