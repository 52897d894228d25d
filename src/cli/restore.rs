//! `peiban restore FILE`: says what a copy holds and what would be lost, and puts it in the place of the database; the replaced one
//! is kept beside it. Another office's is refused unless that is asked for.

use std::path::PathBuf;

use anyhow::Result;

use super::failure::{Said, say};
use super::output::Output;
use super::session::Session;
use crate::console::backup_words;
use crate::store::{self, BackupLook};

/// What `restore` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The copy.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Also when it is of another office, or a made-up county.
    #[arg(long)]
    other_office: bool,
    /// Only looks.
    #[arg(long)]
    dry_run: bool,
}

/// Restores.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    let look = store::look_before_restore(&args.file, &session.database)?;
    let told = told(&look, args, session);
    if args.dry_run {
        let mut out = Output::new();
        for line in told {
            out.line(&line)?;
        }
        return Ok(out.end()?);
    }
    if !args.other_office {
        refuse_another(&look, args, session)?;
    }
    for line in told {
        say(&line);
    }
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

/// One office's children must not come where another's are because of a wrong file name.
fn refuse_another(look: &BackupLook, args: &Args, session: &Session) -> Result<()> {
    let Some(present) = look.present.as_ref().filter(|_| look.is_of_another()) else {
        return Ok(());
    };
    Err(Said::failure(
        "cli-restore-other",
        &[
            ("file", args.file.display().to_string()),
            ("whose", backup_words::owner(&look.owner, session.language)),
            ("path", session.database.display().to_string()),
            ("now", backup_words::owner(&present.owner, session.language)),
        ],
    ))
}

/// What the console's look shows, a line each.
fn told(look: &BackupLook, args: &Args, session: &Session) -> Vec<String> {
    let language = session.language;
    let about = backup_words::about(look, &args.file, language, session.context.today);
    let mut told: Vec<String> = about.into_iter().map(|(line, _)| line).collect();
    for (at, (id, there)) in backup_words::COUNTED.iter().zip(look.counts).enumerate() {
        let mut values = vec![("what", language.text(id).into()), ("there", there.into())];
        told.push(match &look.present {
            Some(present) => {
                values.push(("now", present.counts[at].into()));
                language.with("cli-look-count", &values)
            }
            None => language.with("cli-look-count-alone", &values),
        });
    }
    match &look.present {
        Some(present) => {
            told.extend(backup_words::lost(present, language).into_iter().map(|(line, _)| line));
        }
        None if session.database.exists() => told.push(language.text("cli-look-unreadable")),
        None => {}
    }
    told
}
