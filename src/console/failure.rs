//! Failures in words: one plain sentence that says what to do, and nothing of a child in the log.

use std::path::Path;

use crate::domain::checks::Refusal;
use crate::language::dates::local;
use crate::language::{Arg, Language};
use crate::store::{Command, Later, Overtaken, StoreError};

/// The sentence for what the store said. `table`: what was to be written, for the names of its fields.
pub fn sentence(error: &StoreError, table: Option<&str>, language: Language) -> String {
    let at =
        |id: &str, path: &Path| language.with(id, &[("path", path.display().to_string().into())]);
    let detail = |id: &str, detail: String| language.with(id, &[("detail", detail.into())]);
    let kind = |table: &str| language.text(&format!("kind-{table}"));
    match error {
        StoreError::Missing(path) => at("error-missing", path),
        StoreError::Exists(path) => at("error-exists", path),
        StoreError::Foreign(path) => at("error-foreign", path),
        StoreError::NotADemo(path) => at("error-not-a-demo", path),
        StoreError::NetworkShare(path) => at("error-network-share", path),
        StoreError::NoBackup(path) => at("error-no-backup", path),
        StoreError::BadBackup(path, _) => at("error-bad-backup", path),
        StoreError::Corrupt(_) => language.text("error-corrupt"),
        StoreError::Newer { found, known } => {
            language.with("error-newer", &[("found", (*found).into()), ("known", (*known).into())])
        }
        StoreError::ReadOnly => language.text("error-read-only"),
        StoreError::Busy => language.text("error-busy"),
        StoreError::OpenElsewhere => language.text("error-open-elsewhere"),
        StoreError::DiskFull => language.text("error-disk-full"),
        StoreError::DiskFailed(_) => language.text("error-disk-failed"),
        StoreError::NotFound { kind: table, key } => {
            language.with("error-not-found", &[("kind", kind(table).into()), ("key", key.into())])
        }
        StoreError::Refused(refusals) => {
            let Some(first) = refusals.first() else { return language.text("error-stopped") };
            let field = table.map_or_else(
                || first.field.to_owned(),
                |table| field(table, first.field, language),
            );
            let reason = refusal(first, language);
            language.with("error-refused", &[("field", field.into()), ("reason", reason.into())])
        }
        StoreError::Conflict(conflicts) => {
            let names = conflicts.iter().map(|conflict| {
                table.map_or_else(
                    || conflict.field.to_owned(),
                    |table| field(table, conflict.field, language),
                )
            });
            let fields = language.list(&names.collect::<Vec<_>>());
            language.with("error-conflict", &[("fields", fields.into())])
        }
        StoreError::Overtaken(Overtaken::Closed) => language.text("error-overtaken-closed"),
        StoreError::Overtaken(Overtaken::Decided) => language.text("error-overtaken-decided"),
        StoreError::ChangedSince { code, by: None, .. } => {
            language.with("error-changed-since", &[("code", code.into())])
        }
        StoreError::ChangedSince { code, by: Some(by), .. } => {
            let mut values = later(by, language);
            values.push(("code", code.into()));
            language.with("error-changed-since-by", &values)
        }
        StoreError::StillNeeded(by) => language.with("error-still-needed", &later(by, language)),
        StoreError::NothingToUndo => language.text("error-nothing-to-undo"),
        StoreError::AlreadyUndone(entry) => {
            language.with("error-already-undone", &[("entry", (*entry).into())])
        }
        StoreError::Stopped => language.text("error-stopped"),
        StoreError::BadValue(bad) => detail("error-database", bad.to_string()),
        StoreError::Io(error) => detail("error-other", language.file_trouble(&error.to_string())),
        StoreError::CannotOpen => language.text("error-cannot-open"),
        StoreError::Sqlite(error) => detail("error-database", error.to_string()),
    }
}

/// What stands in the way of an undo and may go out of it again; `None` for failures of another kind. `history`: the keys of the
/// page where any other entry can be chosen.
pub fn in_the_way(error: &StoreError, history: &str, language: Language) -> Option<String> {
    let first = |id: &str, by: &Later, code: &str| {
        let mut values = later(by, language);
        values.extend([("code", code.into()), ("history", history.into())]);
        language.with(id, &values)
    };
    match error {
        StoreError::ChangedSince { code, by: Some(by), .. } => {
            Some(first("undo-changed-since", by, code))
        }
        StoreError::StillNeeded(by) => Some(first("undo-still-needed", by, "")),
        StoreError::Refused(refusals) => {
            // Without the field, of which only the column's own name is known here.
            let said = refusal(refusals.first()?, language);
            let values = [("said", said.into()), ("history", history.into())];
            Some(language.with("undo-refused", &values))
        }
        _ => None,
    }
}

/// The entry that is to be undone first.
fn later(by: &Later, language: Language) -> Vec<(&'static str, Arg<'_>)> {
    vec![
        ("entry", by.entry.into()),
        ("what", language.command(&by.command).into()),
        ("user", language.person(&by.user).into()),
        ("when", moment(by.at).into()),
    ]
}

/// A moment by this machine's clock: `11-23 14:01`.
fn moment(at: i64) -> String {
    local(at).map(|at| at.format("%m-%d %H:%M").to_string()).unwrap_or_default()
}

/// Why one field is refused, for the line under it.
pub fn refusal(refusal: &Refusal, language: Language) -> String {
    language.with(refusal.reason.message_id(), &[("value", refusal.reason.value().into())])
}

/// The label of a record's field.
pub fn field(table: &str, column: &str, language: Language) -> String {
    language.text(&format!("field-{table}-{column}"))
}

/// The table a command writes first, for the names of refused fields.
pub fn table_of(command: &Command) -> Option<&'static str> {
    Some(match command {
        Command::AddChild { .. } => "child",
        Command::Add(record) => record.kind().table(),
        Command::AddAll(records) => records.first()?.kind().table(),
        Command::Edit { after, .. }
        | Command::Correct { after, .. }
        | Command::Merge { after, .. } => after.kind().table(),
        Command::Void { kind, .. }
        | Command::VoidAll { kind, .. }
        | Command::Close { kind, .. }
        | Command::CloseAll { kind, .. }
        | Command::Reopen { kind, .. } => kind.table(),
        Command::SettleTask { .. } | Command::SettleTasks { .. } => "task",
        Command::EndAssignment { .. } => "assignment",
        Command::SetParticipation { .. } => "participation",
        Command::RenamePlace { .. } => "place",
        Command::Seeing { command, .. } | Command::Apart { command, .. } => {
            return table_of(command);
        }
        Command::Import { .. } | Command::Undo { .. } => return None,
    })
}

/// Notes a failure once, without the names or values of anybody. Of a path only the file's own name is noted: its folders may
/// hold a login name.
pub fn log(error: &StoreError) {
    let file = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    match error {
        StoreError::Refused(refusals) => {
            let fields: Vec<_> = refusals.iter().map(|refusal| refusal.field).collect();
            tracing::info!(?fields, "refused");
        }
        StoreError::Conflict(conflicts) => {
            let fields: Vec<_> = conflicts.iter().map(|conflict| conflict.field).collect();
            tracing::info!(?fields, "conflict");
        }
        StoreError::Overtaken(by) => tracing::info!(?by, "overtaken"),
        StoreError::ChangedSince { table, .. } => tracing::info!(table, "changed since"),
        StoreError::StillNeeded(by) => tracing::info!(entry = by.entry, "refused: still needed"),
        StoreError::BadValue(bad) => tracing::error!(expected = bad.expected, "bad value"),
        StoreError::NotFound { kind, .. } => tracing::warn!(kind, "not found"),
        StoreError::NothingToUndo | StoreError::Stopped => {}
        StoreError::Missing(path) => tracing::warn!(file = file(path), "no database"),
        StoreError::Exists(path) => tracing::warn!(file = file(path), "exists already"),
        StoreError::Foreign(path) => tracing::warn!(file = file(path), "no Peiban database"),
        StoreError::NotADemo(path) => tracing::warn!(file = file(path), "an office's database"),
        StoreError::NetworkShare(path) => tracing::warn!(file = file(path), "network share"),
        StoreError::NoBackup(path) => tracing::warn!(file = file(path), "no backup"),
        StoreError::BadBackup(path, why) => {
            tracing::warn!(file = file(path), "can't be read as a backup");
            log(why);
        }
        StoreError::Corrupt(detail) => tracing::error!(detail, "damaged"),
        StoreError::Newer { found, known } => tracing::warn!(found, known, "newer database"),
        StoreError::ReadOnly => tracing::warn!("read only"),
        StoreError::CannotOpen => tracing::warn!("can't be opened"),
        StoreError::Busy => tracing::warn!("busy"),
        StoreError::OpenElsewhere => tracing::warn!("open elsewhere"),
        StoreError::DiskFull => tracing::error!("disk full"),
        StoreError::DiskFailed(detail) => tracing::error!(detail, "disk failed"),
        StoreError::AlreadyUndone(entry) => tracing::info!(entry, "undone already"),
        StoreError::Io(error) => tracing::error!(kind = ?error.kind(), "file system"),
        StoreError::Sqlite(error) => {
            tracing::error!(code = ?error.sqlite_error_code(), "database");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::widgets::text::width;
    use crate::domain::checks::RefusalReason;
    use crate::language::Lang;

    /// The message line has one line, on the smallest screen 80 columns.
    #[test]
    fn what_stands_in_the_way_of_an_undo_is_read_whole() {
        let commands = include_str!("../language/zh/history.ftl")
            .lines()
            .filter_map(|line| line.strip_prefix("command-")?.split_once(" ="))
            .map(|(command, _)| command.to_owned());
        let commands: Vec<String> = commands.collect();
        assert!(commands.len() > 40);
        for (lang, user) in [(Lang::Zh, "吉克阿依莫"), (Lang::En, "李晓")] {
            let language = Language::new(lang);
            let fits = |said: &str| assert!(width(said) <= 80, "{} {said}", width(said));
            for command in &commands {
                let (command, user) = (command.clone(), user.to_owned());
                let by = Box::new(Later { entry: 12_345, command, user, at: 1_795_000_000 });
                let changed = StoreError::ChangedSince {
                    table: "child".into(),
                    code: "C0001".into(),
                    by: Some(by.clone()),
                };
                for error in [changed, StoreError::StillNeeded(by)] {
                    fits(&in_the_way(&error, "g h", language).unwrap());
                }
            }
            let merged = RefusalReason::Merged("C0001".into());
            for reason in [RefusalReason::OpenReport, RefusalReason::Closed, merged] {
                let error = StoreError::Refused(vec![Refusal::new("status", reason)]);
                fits(&in_the_way(&error, "g h", language).unwrap());
            }
        }
    }
}
