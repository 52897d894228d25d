//! The question before a merge: who goes into whose file, what becomes of the rows, which fields change.

use super::fields::said;
use crate::console::screen::{Message, Ui};
use crate::domain::value::Value;
use crate::store::{AnyRecord, Fate, Kind, MergeField, MergePlan, Queries, Result};

/// What is to be merged, as it stood when one asked for it.
pub(super) struct Asked {
    /// The file that stays, with its code.
    pub(super) keep: (String, AnyRecord),
    /// The same as it will be.
    pub(super) after: AnyRecord,
    /// Those that go into it.
    pub(super) away: Vec<(String, AnyRecord)>,
    /// The fields in which some file says something.
    pub(super) rows: Vec<MergeField>,
    /// ID numbers are shown whole.
    pub(super) in_full: bool,
}

impl Asked {
    /// The question and its consequence, a line each.
    pub(super) fn words(&self, queries: &Queries<'_>, ui: &Ui) -> Result<(Message, Vec<String>)> {
        let (code, keep) = &self.keep;
        let away = self.away.iter().map(|(code, file)| called(code, file, ui));
        let question = Message::new("merge-ask")
            .arg("away", away.collect::<Vec<_>>().join(", "))
            .arg("keep", called(code, keep, ui));
        let codes: Vec<String> = self.away.iter().map(|(code, _)| code.clone()).collect();
        let codes = [("away", ui.language.list(&codes).into()), ("keep", code.as_str().into())];
        let mut lines = vec![ui.with("merge-consequence-code", &codes)];
        // Read anew each time: another console may have entered something since.
        let away: Vec<AnyRecord> = self.away.iter().map(|(_, file)| file.clone()).collect();
        lines.extend(fates(&queries.merge_plan(keep, &away)?, ui));
        for field in &self.rows {
            if field.columns.iter().all(|column| keep.value(column) == self.after.value(column)) {
                continue;
            }
            let side = |file: &AnyRecord| -> Result<String> {
                let said = said(*field, file, self.in_full, queries, ui)?;
                Ok(said.unwrap_or_else(|| ui.text("history-empty")))
            };
            let label = ui.language.field(keep.kind().table(), field.columns[0]);
            let values = [
                ("field", label.into()),
                ("before", side(keep)?.into()),
                ("after", side(&self.after)?.into()),
            ];
            lines.push(ui.with("history-change", &values));
        }
        lines.push(ui.text("merge-consequence-undo"));
        Ok((question, lines))
    }
}

/// Code and name of a file, as it is called here.
pub(super) fn called(code: &str, file: &AnyRecord, ui: &Ui) -> String {
    let name = match file.value("name") {
        Some(Value::Text(name)) => ui.language.person(&name),
        _ => String::new(),
    };
    format!("{code} {name}")
}

/// `走访3`.
pub(super) fn counted(kind: Kind, count: usize, ui: &Ui) -> String {
    let kind = ui.language.kind(kind.table());
    ui.with("merge-count", &[("kind", kind.into()), ("count", count.into())])
}

/// What becomes of the rows, a line a fate.
fn fates(plan: &MergePlan, ui: &Ui) -> Vec<String> {
    let fates = [
        (Fate::Moved, "merge-consequence-moved"),
        (Fate::Joined, "merge-consequence-joined"),
        (Fate::Replaced, "merge-consequence-replaced"),
    ];
    let mut lines = Vec::new();
    for (fate, id) in fates {
        let counts = plan.counts.iter().filter(|count| count.1 == fate);
        let what: Vec<String> = counts.map(|count| counted(count.0, count.2, ui)).collect();
        if !what.is_empty() {
            lines.push(ui.with(id, &[("what", ui.language.list(&what).into())]));
        }
    }
    if lines.is_empty() {
        lines.push(ui.text("merge-nothing-moved"));
    }
    lines
}
