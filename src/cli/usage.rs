//! A command line that can't be understood, in one sentence of the user's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::language::Language;

/// The sentence.
pub(super) fn sentence(error: &clap::Error, language: Language) -> String {
    let get = |kind| error.get(kind).map(text).unwrap_or_default();
    let what = get(ContextKind::InvalidArg);
    let value = get(ContextKind::InvalidValue);
    let allowed = get(ContextKind::ValidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let command = get(ContextKind::InvalidSubcommand);
            language.with("cli-usage-command", &[("command", command.into())])
        }
        ErrorKind::UnknownArgument => language.with("cli-usage-unknown", &[("what", what.into())]),
        ErrorKind::MissingRequiredArgument => {
            language.with("cli-usage-missing", &[("what", what.into())])
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            language.with("cli-usage-no-value", &[("what", what.into())])
        }
        ErrorKind::InvalidValue if !allowed.is_empty() => language.with(
            "cli-usage-choice",
            &[("what", what.into()), ("value", value.into()), ("allowed", allowed.into())],
        ),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            language.with("cli-usage-value", &[("what", what.into()), ("value", value.into())])
        }
        _ => language.text("cli-usage-other"),
    }
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(list) => list.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
