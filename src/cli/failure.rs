//! One funnel for whatever ends a command early: noted once in the log without anybody's data, said in one sentence on
//! standard error, turned into the exit status.

use std::io::Write as _;
use std::process::ExitCode;

use super::config::ConfigError;
use crate::console::action::Action;
use crate::console::failure::sentence;
use crate::console::input::bindings::{Holder, KeyError};
use crate::domain::calendar::{CalendarError, Fault};
use crate::exchange::error::FileError;
use crate::exchange::wording::file_error;
use crate::language::{Arg, Language};
use crate::store::StoreError;

/// Exit status of wrong usage.
pub(super) const WRONG_USAGE: u8 = 2;

/// A failure that is known by its message and values alone.
#[derive(Debug, thiserror::Error)]
#[error("{id}")]
pub(super) struct Said {
    /// The message.
    pub id: &'static str,
    /// Its values.
    pub values: Vec<(&'static str, String)>,
    /// The exit status.
    pub status: u8,
}

impl Said {
    /// A failure with exit status 1.
    pub(super) fn failure(id: &'static str, values: &[(&'static str, String)]) -> anyhow::Error {
        Self { id, values: values.to_vec(), status: 1 }.into()
    }

    /// Wrong usage.
    pub(super) fn usage(id: &'static str, values: &[(&'static str, String)]) -> anyhow::Error {
        Self { id, values: values.to_vec(), status: WRONG_USAGE }.into()
    }
}

/// Standard output can't be written.
#[derive(Debug, thiserror::Error)]
#[error("standard output: {0}")]
pub(super) struct OutputError(#[from] pub std::io::Error);

/// Says what went wrong and gives the exit status.
pub(super) fn report(error: &anyhow::Error, language: Language) -> ExitCode {
    if let Some(OutputError(error)) = error.downcast_ref()
        && error.kind() == std::io::ErrorKind::BrokenPipe
    {
        // `peiban list children | head`: the reader has seen enough.
        return ExitCode::SUCCESS;
    }
    log(error);
    say(&words(error, language));
    let status = match (error.downcast_ref::<Said>(), error.downcast_ref::<FileError>()) {
        (Some(said), _) => said.status,
        // The name that was given for a new file says of no kind that there is.
        (_, Some(FileError::Ending { .. } | FileError::PrintEnding { .. })) => WRONG_USAGE,
        _ => 1,
    };
    ExitCode::from(status)
}

/// One line on standard error; there is nothing to be done when even that is closed.
pub(super) fn say(sentence: &str) {
    let sentence = crate::console::widgets::text::clean(sentence);
    let _ = writeln!(std::io::stderr(), "{sentence}");
}

fn words(error: &anyhow::Error, language: Language) -> String {
    if let Some(said) = error.downcast_ref::<Said>() {
        let values: Vec<_> =
            said.values.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
        language.with(said.id, &values)
    } else if let Some(error) = error.downcast_ref::<StoreError>() {
        store(error, language)
    } else if let Some(error) = error.downcast_ref::<FileError>() {
        file_error(language, error)
    } else if let Some(error) = error.downcast_ref::<ConfigError>() {
        config(error, language)
    } else if let Some(error) = error.downcast_ref::<OutputError>() {
        io(&error.0, language)
    } else {
        language.with("error-other", &[("detail", error.to_string().into())])
    }
}

/// What the store says, in words: as the console says it, where a command line has nothing to add.
pub(super) fn store(error: &StoreError, language: Language) -> String {
    match error {
        StoreError::Refused(refusals) => {
            let reason = refusals.first().map(|refusal| language.refusal(&refusal.reason));
            language.with("cli-refused", &[("reason", reason.unwrap_or_default().into())])
        }
        StoreError::BadValue(bad) => {
            language.with("cli-bad-value", &[("detail", bad.expected.into())])
        }
        StoreError::Io(error) => io(error, language),
        other => sentence(other, None, language),
    }
}

fn io(error: &std::io::Error, language: Language) -> String {
    language.with("cli-io", &[("detail", language.file_trouble(&error.to_string()).into())])
}

fn config(error: &ConfigError, language: Language) -> String {
    let shown = |path: &std::path::Path| Arg::from(path.display().to_string());
    match error {
        ConfigError::Unreadable { path, source } => {
            let values = [
                ("path", shown(path)),
                ("detail", language.file_trouble(&source.to_string()).into()),
            ];
            language.with("cli-unreadable", &values)
        }
        ConfigError::Syntax { path, line, key } => language.with(
            "error-config-syntax",
            &[("path", shown(path)), ("line", (*line).into()), ("key", key.into())],
        ),
        ConfigError::UnknownKey { path, line, key } => language.with(
            "error-config-unknown-key",
            &[("path", shown(path)), ("line", (*line).into()), ("key", key.into())],
        ),
        ConfigError::Value { path, line, key, allowed } => language.with(
            "error-config-value",
            &[
                ("path", shown(path)),
                ("line", (*line).into()),
                ("key", key.into()),
                ("allowed", (*allowed).into()),
            ],
        ),
        ConfigError::NoKey { path, line, action } => language.with(
            "error-config-no-key",
            &[("path", shown(path)), ("line", (*line).into()), ("action", action.into())],
        ),
        ConfigError::UnknownAction { path, line, action } => language.with(
            "error-config-unknown-action",
            &[("path", shown(path)), ("line", (*line).into()), ("action", action.into())],
        ),
        ConfigError::Keys { path, error } => keys(error, shown(path), language),
    }
}

/// Why keys of one's own can't be used; a clash names both places.
fn keys(error: &KeyError, path: Arg<'_>, language: Language) -> String {
    let label = |action: &Action| Arg::from(language.text(action.message_id()));
    match error {
        KeyError::Unreadable { key, line } => language.with(
            "error-config-bad-key",
            &[("path", path), ("line", (*line).into()), ("key", key.into())],
        ),
        KeyError::NotWhileTyping { action, line } => language.with(
            "error-config-not-typing",
            &[("path", path), ("line", (*line).into()), ("action", label(action))],
        ),
        KeyError::Clash { key, line, action, holder } => {
            let mut values = vec![
                ("path", path),
                ("line", (*line).into()),
                ("key", key.into()),
                ("action", label(action)),
            ];
            let id = match holder {
                Holder::Own(other, line) => {
                    values.extend([("other", label(other)), ("other_line", (*line).into())]);
                    "error-config-key-own"
                }
                Holder::BuiltIn(other) => {
                    values.extend([("other", label(other)), ("other_name", other.name().into())]);
                    "error-config-key-built-in"
                }
                Holder::Page => "error-config-key-page",
            };
            language.with(id, &values)
        }
    }
}

/// What is wrong with an office's calendar file, as the detail of a sentence.
pub(super) fn calendar(error: &CalendarError, language: Language) -> String {
    let (id, day) = match error {
        CalendarError::Form { line, key, fault } => {
            let id = match fault {
                Fault::Syntax => "cli-calendar-syntax",
                Fault::UnknownKey => "cli-calendar-unknown",
                Fault::MissingKey => "cli-calendar-lacks",
                Fault::Value => "cli-calendar-value",
            };
            return language.with(id, &[("line", (*line).into()), ("key", key.into())]);
        }
        CalendarError::TermBackwards(day) => ("cli-calendar-backwards", day),
        CalendarError::TermsOverlap(day) => ("cli-calendar-overlap", day),
        CalendarError::BothOffAndWorked(day) => ("cli-calendar-both", day),
    };
    language.with(id, &[("day", day.to_string().into())])
}

/// Notes the failure in the log: its kind, never a value, a name or a path.
fn log(error: &anyhow::Error) {
    if let Some(said) = error.downcast_ref::<Said>() {
        tracing::info!(message_id = said.id, "ended");
    } else if let Some(error) = error.downcast_ref::<StoreError>() {
        crate::console::failure::log(error);
    } else if let Some(error) = error.downcast_ref::<FileError>() {
        tracing::info!(message_id = error.code(), "file");
    } else {
        tracing::warn!("ended by a failure outside the database");
    }
}
