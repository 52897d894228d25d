//! `peiban restore FILE`: puts a copy in the place of the database; the replaced one is kept beside it.

use std::path::PathBuf;

use anyhow::Result;

use super::failure::say;
use super::session::Session;
use crate::exchange::error::FileError;
use crate::store;

/// What `restore` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The copy.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Restores.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    // The store would say that the office has no database.
    std::fs::metadata(&args.file)
        .map_err(|source| FileError::Unreadable { path: args.file.clone(), source })?;
    if let Some(folder) = session.database.parent() {
        std::fs::create_dir_all(folder).map_err(store::StoreError::from)?;
    }
    let kept = store::restore(&args.file, &session.database)?;
    let path = session.database.display().to_string();
    let sentence = match kept {
        Some(kept) => session.language.with(
            "cli-restored-kept",
            &[("path", path.into()), ("kept", kept.display().to_string().into())],
        ),
        None => session.language.with("cli-restored", &[("path", path.into())]),
    };
    say(&sentence);
    Ok(())
}
