//! `peiban man [COMMAND]`: the manual page of the program or of one of its commands, on standard output as `man` reads it.

use anyhow::Result;
use clap_mangen::Man;

use super::args;
use super::failure::Said;
use super::output::Output;
use super::session::Session;

/// Which page.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The page of this command; else of the program.
    #[arg(value_name = "COMMAND")]
    pub page: Option<String>,
}

/// Prints it.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    let mut whole = args::command(session.language);
    // Gives the commands the names and options that they share with the program.
    whole.build();
    let command = match &args.page {
        None => whole,
        Some(name) => whole
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| Said::usage("cli-usage-command", &[("command", name.clone())]))?,
    };
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    let mut out = Output::new();
    out.raw(&String::from_utf8_lossy(&page))?;
    Ok(out.end()?)
}
