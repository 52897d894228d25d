//! Failures in words: one plain sentence that says what to do, and nothing of a child in the log.

use super::screen::Message;
use crate::domain::checks::Refusal;
use crate::store::StoreError;

/// The sentence for what the store said.
pub fn message(error: &StoreError) -> Message {
    let path = |path: &std::path::Path| path.display().to_string();
    match error {
        StoreError::Missing(at) => Message::new("error-missing").arg("path", path(at)),
        StoreError::Exists(at) => Message::new("error-exists").arg("path", path(at)),
        StoreError::Foreign(at) => Message::new("error-foreign").arg("path", path(at)),
        StoreError::Corrupt(detail) => Message::new("error-corrupt").arg("detail", detail.clone()),
        StoreError::Newer { found, known } => {
            Message::new("error-newer").arg("found", *found).arg("known", *known)
        }
        StoreError::ReadOnly => Message::new("error-read-only"),
        StoreError::Busy => Message::new("error-busy"),
        StoreError::DiskFull => Message::new("error-disk-full"),
        StoreError::NetworkShare(at) => Message::new("error-network-share").arg("path", path(at)),
        StoreError::NotFound { kind, key } => {
            Message::new("error-not-found").arg("kind", *kind).arg("key", key.clone())
        }
        StoreError::Refused(refusals) => refusals.first().map_or_else(
            || Message::new("error-refused"),
            refusal,
        ),
        StoreError::Conflict(_) => Message::new("error-conflict"),
        StoreError::ChangedSince { code, .. } => {
            Message::new("error-changed-since").arg("code", code.clone())
        }
        StoreError::NothingToUndo => Message::new("error-nothing-to-undo"),
        StoreError::AlreadyUndone(entry) => {
            Message::new("error-already-undone").arg("entry", *entry)
        }
        StoreError::Stopped => Message::new("error-stopped"),
        other => Message::new("error-other").arg("detail", other.to_string()),
    }
}

/// The sentence for one refused field.
pub fn refusal(refusal: &Refusal) -> Message {
    Message::new(refusal.reason.message_id()).arg("value", refusal.reason.value().to_owned())
}

/// Notes a failure once, without the names or values of anybody.
pub fn log(error: &StoreError) {
    match error {
        StoreError::Refused(refusals) => {
            let fields: Vec<_> = refusals.iter().map(|refusal| refusal.field).collect();
            tracing::info!(?fields, "refused");
        }
        StoreError::Conflict(conflicts) => {
            let fields: Vec<_> = conflicts.iter().map(|conflict| conflict.field).collect();
            tracing::info!(?fields, "conflict");
        }
        StoreError::ChangedSince { table, .. } => tracing::info!(table, "changed since"),
        StoreError::BadValue(bad) => tracing::error!(expected = bad.expected, "bad value"),
        StoreError::NotFound { kind, .. } => tracing::warn!(kind, "not found"),
        StoreError::NothingToUndo => {}
        other => tracing::error!("{other}"),
    }
}
