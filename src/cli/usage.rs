//! A command line that can't be understood, in one sentence of the user's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::{NotOneOf, NotWithin};
use crate::domain::dates::DateError;
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
        // What is given at most once was given twice.
        ErrorKind::ArgumentConflict if what == get(ContextKind::PriorArg) => {
            language.with("cli-usage-twice", &[("what", what.into())])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error);
            let mut values = vec![("what", what.into()), ("value", value.into())];
            if let Some(NotOneOf(allowed)) = why.and_then(|why| why.downcast_ref()) {
                values.push(("allowed", allowed.into()));
                return language.with("cli-usage-choice", &values);
            }
            if let Some(bounds) = why.and_then(|why| why.downcast_ref::<NotWithin>()) {
                values.push(("least", bounds.least.to_string().into()));
                values.push(("most", bounds.most.to_string().into()));
                let is_open = bounds.most == u64::MAX;
                let id = if is_open { "cli-usage-least" } else { "cli-usage-range" };
                return language.with(id, &values);
            }
            let is_day = why.is_some_and(<dyn std::error::Error>::is::<DateError>);
            language.with(if is_day { "cli-usage-day" } else { "cli-usage-value" }, &values)
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
