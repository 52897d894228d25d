//! Rows that may be about a record that is there: what can be answered, and what was.

use std::collections::{HashMap, HashSet};

use super::super::parts;
use crate::console::screen::Ui;
use crate::domain::records::{Child, Event, Volunteer};
use crate::exchange::columns::ImportKind;
use crate::exchange::import::{Decision, Decisions, Plan};
use crate::exchange::reason::Reason;
use crate::exchange::source::Source;
use crate::exchange::wording;
use crate::language::Language;
use crate::store::{Queries, Result};

/// So many doubts are looked up in the database; nobody answers more in one go.
const LOOKED_UP: usize = 500;

/// One doubtful row.
#[derive(Debug, Clone)]
pub struct Doubt {
    /// As the spreadsheet numbers it.
    pub row: u32,
    /// What is doubtful.
    pub reason: Reason,
    /// The row's filled cells under their headings.
    pub says: String,
    /// What can be answered besides leaving it out.
    pub options: Vec<Answer>,
    /// What was answered.
    pub answer: Option<Answer>,
}

/// An answer to a doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The record of this code, described.
    Same(String, String),
    /// Another one, which is new.
    Another,
    /// Not brought in for now.
    LeaveOut,
}

impl Answer {
    /// In words.
    pub fn words(&self, ui: &Ui) -> String {
        match self {
            Self::Same(code, about) => {
                let values = [("code", code.into()), ("about", about.into())];
                ui.with("import-answer-same", &values)
            }
            Self::Another => ui.text("import-answer-another"),
            Self::LeaveOut => ui.text("import-answer-leave"),
        }
    }
}

/// The doubts of a plan. `left_out`: rows that were answered so before.
pub fn of(plan: &Plan, source: &Source, left_out: &HashSet<u32>) -> Vec<Doubt> {
    let rows = plan.rejected.iter().zip(&plan.rejected_raw);
    let doubtful = rows.filter(|(row, _)| {
        !row.findings.is_empty() && row.findings.iter().all(|finding| finding.reason.is_doubt())
    });
    doubtful
        .map(|(row, raw)| {
            let headings = source.layout.headings.iter().zip(&raw.cells);
            let filled = headings.filter(|(_, cell)| !cell.is_empty());
            let says: Vec<String> =
                filled.map(|(heading, cell)| format!("{heading} {}", cell.shown())).collect();
            Doubt {
                row: row.row,
                reason: row.findings[0].reason.clone(),
                says: says.join("  "),
                options: Vec::new(),
                answer: left_out.contains(&row.row).then_some(Answer::LeaveOut),
            }
        })
        .collect()
}

/// Looks up the records that the rows may be about.
///
/// # Errors
/// What the database says.
pub fn look_up(
    doubts: &mut [Doubt],
    kind: ImportKind,
    queries: &Queries<'_>,
    language: Language,
) -> Result<()> {
    let mut known: HashMap<String, Option<String>> = HashMap::new();
    for doubt in doubts.iter_mut().take(LOOKED_UP) {
        doubt.options.clear();
        for code in codes(&doubt.reason) {
            if !known.contains_key(&code) {
                known.insert(code.clone(), about(kind, &code, queries, language)?);
            }
            let about = known.get(&code).cloned().flatten();
            if let Some(about) = about {
                doubt.options.push(Answer::Same(code, about));
            }
        }
        if !doubt.reason.names_a_record() {
            doubt.options.push(Answer::Another);
        }
    }
    Ok(())
}

/// The codes that a reason names.
fn codes(reason: &Reason) -> Vec<String> {
    match reason {
        Reason::KeysDisagree { code, other, .. } => vec![code.clone(), other.clone()],
        Reason::CodeOfAnother { code, .. } => vec![code.clone()],
        Reason::MaybeSame { codes } | Reason::Ambiguous { codes } => {
            codes.split(", ").map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}

/// What tells a record from others of its name; `None` when there is none of that code.
fn about(
    kind: ImportKind,
    code: &str,
    queries: &Queries<'_>,
    language: Language,
) -> Result<Option<String>> {
    let parts: Option<Vec<String>> = match kind {
        ImportKind::Children => queries.by_code::<Child>(code)?.map(|child| {
            vec![
                language.person(&child.name),
                child.birth_date.map(|day| day.to_string()).unwrap_or_default(),
                language.place(child.township.as_deref(), child.village.as_deref()),
                child.school.unwrap_or_default(),
            ]
        }),
        ImportKind::Volunteers => queries.by_code::<Volunteer>(code)?.map(|volunteer| {
            vec![
                language.person(&volunteer.name),
                volunteer.phone.unwrap_or_default(),
                language.place(volunteer.township.as_deref(), volunteer.village.as_deref()),
            ]
        }),
        ImportKind::Events => queries
            .by_code::<Event>(code)?
            .map(|event| vec![event.title, event.starts_on.to_string()]),
        _ => None,
    };
    let filled = |parts: Vec<String>| {
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    Ok(parts.map(filled))
}

/// Puts the answers into the decisions and the set of rows that are left out; true when any was given.
pub fn settle(doubts: &[Doubt], decisions: &mut Decisions, left_out: &mut HashSet<u32>) -> bool {
    let before = decisions.len();
    for doubt in doubts {
        match &doubt.answer {
            Some(Answer::Same(code, _)) => {
                decisions.insert(doubt.row, Decision::Same(code.clone()));
            }
            Some(Answer::Another) => {
                decisions.insert(doubt.row, Decision::New);
            }
            Some(Answer::LeaveOut) => {
                left_out.insert(doubt.row);
            }
            None => {}
        }
    }
    decisions.len() > before
}

/// The label of a field that a row changes: the import heading's, else the record's own.
pub fn field_label(field: &str, kind: ImportKind, language: Language) -> String {
    if let Some(at) = kind.position(field) {
        return parts::column_name(&kind.columns()[at], language).to_owned();
    }
    wording::field(language, kind, field)
}
