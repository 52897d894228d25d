//! `--help` in the user's language: the words of every command and option, put in place of clap's own.

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command};

use crate::language::Language;

/// More than the options of any command.
const SHARED: usize = 100;

/// The command with everything worded.
pub(super) fn in_words(command: Command, language: Language) -> Command {
    let command = worded(command.about(language.text("cli-about")), language, None)
        .subcommand_help_heading(language.text("cli-heading-commands"))
        .subcommand_value_name(language.text("cli-value-command"))
        .override_usage(language.text("cli-usage-whole"))
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .display_order(2 * SHARED)
                .help(language.text("cli-help-version"))
                .help_heading(language.text("cli-heading-options")),
        );
    let names: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(&name, |sub| {
            let about = language.text(&format!("cli-about-{name}"));
            let after = format!("cli-after-{name}");
            let sub =
                if language.has(&after) { sub.after_help(language.text(&after)) } else { sub };
            nested(worded(sub.about(about), language, Some(&name)), language, &name)
        })
    })
}

/// The commands of a command: `peiban settings set`.
fn nested(command: Command, language: Language, of: &str) -> Command {
    let names: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    if names.is_empty() {
        return command;
    }
    let command = command
        .subcommand_help_heading(language.text("cli-heading-commands"))
        .subcommand_value_name(language.text("cli-value-command"));
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(&name, |sub| {
            let own = format!("{of}-{name}");
            let about = language.text(&format!("cli-about-{own}"));
            worded(sub.about(about), language, Some(&own))
        })
    })
}

fn worded(command: Command, language: Language, sub: Option<&str>) -> Command {
    let options = language.text("cli-heading-options");
    let usage = language.text("cli-heading-usage");
    let mut order = 0;
    command
        .help_template(StyledStr::from(format!(
            "{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}\n{{after-help}}"
        )))
        .mut_args(|arg| {
            let own = sub.map(|sub| format!("cli-help-{sub}-{}", arg.get_id()));
            let id = own
                .filter(|id| language.has(id))
                .unwrap_or_else(|| format!("cli-help-{}", arg.get_id()));
            let heading = if arg.is_positional() {
                language.text("cli-heading-arguments")
            } else {
                options.clone()
            };
            let takes_values = arg.get_action().takes_values();
            // As they are written here; what every command takes stands behind its own.
            order += 1;
            let order = if sub.is_none() { order + SHARED } else { order };
            arg.display_order(order)
                .help(language.text(&id))
                .help_heading(heading)
                .hide_possible_values(takes_values)
                .hide_default_value(takes_values)
        })
        .arg(
            Arg::new("help")
                .long("help")
                .short('h')
                .action(ArgAction::Help)
                .display_order(2 * SHARED)
                .help(language.text("cli-help-help"))
                .help_heading(options.clone()),
        )
}
