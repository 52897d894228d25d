//! `peiban backup [FILE]`: copies the database while others work; an existing file is never written over. Without a file it makes
//! the backup of the day or renews it, as the console does when it is closed.

use std::path::PathBuf;

use anyhow::Result;

use super::failure::say;
use super::session::Session;
use crate::exchange::private::unwritable;
use crate::store::{Backups, StoreError};

/// What `backup` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The new file; without one the day's backup, in the folder of the backups.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

/// Copies.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    let store = session.open()?;
    let path = if let Some(file) = &args.file {
        store.backup(file).map_err(|error| match error {
            // The sentence names the file.
            StoreError::Io(error) => unwritable(file, &error).into(),
            other => anyhow::Error::from(other),
        })?;
        file.clone()
    } else {
        let folder = session.config.backups.clone();
        let folder = folder.unwrap_or_else(|| session.database.with_file_name("backups"));
        let keep = store.queries().settings().backup_keep;
        store.back_up_day(&Backups::in_folder(folder), keep, &mut |_, _| true)?
    };
    let path = path.display().to_string();
    say(&session.language.with("cli-backed-up", &[("path", path.into())]));
    Ok(())
}
