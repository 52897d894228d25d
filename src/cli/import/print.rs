//! What an import did, or would do.

use anyhow::Result;
use serde_json::{Value as Json, json};

use crate::cli::output::{Format, Output};
use crate::cli::session::Session;
use crate::domain::resident_id::masked;
use crate::exchange::columns::ImportKind;
use crate::exchange::import::{Change, Outcome, Plan, Report};
use crate::exchange::wording;
use crate::language::Language;

/// What is told of an import beside its report.
pub(super) struct Shown {
    /// Nothing was written, so what becomes of each row is told too.
    pub(super) dry_run: bool,
    /// What each row is about beside whom, in the order of the plan's rows.
    pub(super) about: Vec<String>,
    /// ID numbers in full.
    pub(super) full: bool,
}

/// Prints the report; a dry run in words also says what becomes of each row, field by field.
pub(super) fn print(
    format: Format,
    plan: &Plan,
    report: &Report,
    shown: &Shown,
    session: &Session,
) -> Result<()> {
    let mut out = Output::new();
    match format {
        Format::Json => out.json(report)?,
        Format::Csv => out.csv(&["outcome", "row", "column", "value", "reason"], lines(report))?,
        Format::Text => text(&mut out, plan, report, shown, session.language)?,
    }
    out.end()?;
    Ok(())
}

/// One line for each rejected cell and each warning.
fn lines(report: &Report) -> Vec<Vec<Json>> {
    let parts = [("rejected", &report.rejected), ("warning", &report.warnings)];
    let mut lines = Vec::new();
    for (outcome, rows) in parts {
        for row in rows {
            for cell in &row.errors {
                lines.push(vec![
                    json!(outcome),
                    json!(row.row),
                    json!(cell.column),
                    json!(cell.value),
                    json!(cell.reason),
                ]);
            }
        }
    }
    lines
}

fn text(
    out: &mut Output,
    plan: &Plan,
    report: &Report,
    about: &Shown,
    language: Language,
) -> Result<()> {
    if about.dry_run {
        for (row, said) in plan.rows.iter().zip(&about.about) {
            let what = match &row.outcome {
                Outcome::Created => language.text("cli-import-created"),
                Outcome::Updated(changes) => changed(changes, plan.kind, about.full, language),
                Outcome::Unchanged | Outcome::Rejected => continue,
            };
            let number = language.with("import-row", &[("row", row.number.into())]);
            let said = if said.is_empty() { String::new() } else { format!("  {said}") };
            out.line(&format!("{number}  {}{said}  {what}", row.code))?;
        }
    }
    for (title, rows, shown) in [
        ("import-rejected", &report.rejected, usize::MAX),
        ("import-warnings", &report.warnings, WARNED),
    ] {
        if rows.is_empty() {
            continue;
        }
        out.line(&language.with(title, &[("count", rows.len().into())]))?;
        let mut before = String::new();
        for row in rows.iter().take(shown) {
            for cell in &row.errors {
                let line = language.with(
                    "import-row-line",
                    &[
                        ("row", row.row.into()),
                        ("column", (&cell.column).into()),
                        ("value", shortened(&cell.value).into()),
                        ("reason", (&cell.reason).into()),
                    ],
                );
                // A wide sheet's row is many, and what is wrong with its child is wrong with all of them.
                if line != before {
                    out.line(&format!("  {line}"))?;
                }
                before = line;
            }
        }
        if rows.len() > shown {
            let more = [("count", (rows.len() - shown).into())];
            out.line(&format!("  {}", language.with("cli-import-more", &more)))?;
        }
    }
    if let Some(remarks) = wording::remarks(language, &plan.remarks) {
        out.line(&remarks)?;
    }
    // Last, where it is seen whatever came before.
    let summary = language.with(
        "import-summary",
        &[
            ("read", report.read.into()),
            ("created", report.created.into()),
            ("updated", report.updated.into()),
            ("unchanged", report.unchanged.into()),
            ("rejected", report.rejected.len().into()),
        ],
    );
    out.line(&summary)?;
    if let Some(path) = &report.rejected_file {
        out.line(&language.with("import-rejected-file", &[("path", path.into())]))?;
    }
    if about.dry_run {
        out.line(&language.text("import-plan-only"))?;
    }
    Ok(())
}

/// Of so many rows the warnings are shown; scripts get all.
const WARNED: usize = 20;

/// So much of a cell is shown in a line.
const LONGEST: usize = 60;

/// A cell's text, of a very long one its beginning.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// `电话: 13800000001 改为 13800000002`, each changed field, ID numbers masked unless asked for in `full`.
fn changed(changes: &[Change], kind: ImportKind, full: bool, language: Language) -> String {
    let each = changes.iter().map(|change| {
        let id = format!("column-{}", change.field);
        let label = if language.has(&id) {
            language.text(&id)
        } else {
            wording::field(language, kind, change.field)
        };
        let [before, after] = wording::sides(language, kind, change);
        let side = |text: String| match change.field {
            _ if text.is_empty() => language.text("history-empty"),
            "id_number" if !full => masked(&text),
            _ => text,
        };
        language.with(
            "history-change",
            &[
                ("field", label.into()),
                ("before", side(before).into()),
                ("after", side(after).into()),
            ],
        )
    });
    each.collect::<Vec<_>>().join("  ")
}
