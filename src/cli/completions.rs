//! `peiban completions SHELL`: what a shell needs to complete this command line, on standard output.

use anyhow::Result;
use clap_complete::Shell;

use super::args;
use super::output::Output;
use super::session::Session;

/// What to print.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Which shell.
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

/// Prints it.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(
        args.shell,
        &mut args::command(session.language),
        "peiban",
        &mut script,
    );
    let mut out = Output::new();
    out.raw(&String::from_utf8_lossy(&script))?;
    Ok(out.end()?)
}
