//! A case of the triage queue, as the README's table of commands promises it.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::domain::codes::{DecisionKind, Tier};
use crate::domain::triage::Cause;
use crate::language::Language;
use crate::store::queries::Case;

/// What was decided last.
#[derive(Debug, Serialize)]
struct LastDecision<'a> {
    kind: DecisionKind,
    date: NaiveDate,
    until: NaiveDate,
    note: Option<&'a str>,
    user: Option<&'a str>,
}

/// A row of `list triage`.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct CaseRow<'a> {
    child_code: &'a str,
    tier: Tier,
    causes: &'a [Cause],
    last_decision: Option<LastDecision<'a>>,
}

/// The columns of a case as one line.
pub(in crate::cli) const CASE_COLUMNS: [&str; 8] = [
    "child_code",
    "tier",
    "causes",
    "last_kind",
    "last_date",
    "last_until",
    "last_note",
    "last_user",
];

impl<'a> From<&'a Case> for CaseRow<'a> {
    fn from(case: &'a Case) -> Self {
        Self {
            child_code: &case.code,
            tier: case.tier,
            causes: &case.causes,
            last_decision: case.last_decision.as_ref().map(|decision| LastDecision {
                kind: decision.kind,
                date: decision.day,
                until: decision.until,
                note: decision.note.as_deref(),
                user: decision.decided_by.as_deref(),
            }),
        }
    }
}

/// A case as one line, its causes as codes or in the words of a language: `overdue 2026-11-11; task 2026-11-22`.
pub(in crate::cli) fn case_cells(case: &Case, words: Option<Language>) -> Vec<Json> {
    let causes = causes(case, words);
    let last = case.last_decision.as_ref();
    vec![
        json!(case.code),
        json!(case.tier),
        json!(causes),
        json!(last.map(|decision| decision.kind)),
        json!(last.map(|decision| decision.day)),
        json!(last.map(|decision| decision.until)),
        json!(last.and_then(|decision| decision.note.as_deref())),
        json!(last.and_then(|decision| decision.decided_by.as_deref())),
    ]
}

/// Why a case is in the queue, in one cell.
fn causes(case: &Case, words: Option<Language>) -> String {
    let cause = |cause: &Cause| match words {
        Some(language) => format!("{} {}", language.code(cause.code), cause.date),
        None => format!("{} {}", cause.code.code(), cause.date),
    };
    case.causes.iter().map(cause).collect::<Vec<_>>().join("; ")
}

/// The columns of a case in words.
pub(in crate::cli) const CASE_TEXT: [&str; 8] =
    ["child_code", "name", "tier", "last_kind", "last_date", "last_until", "last_note", "causes"];

/// A case in words, with the child's name.
pub(in crate::cli) fn case_words(case: &Case, name: &str, language: Language) -> Vec<String> {
    let last = case.last_decision.as_ref();
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    vec![
        case.code.clone(),
        language.person(name),
        language.code(case.tier),
        last.map(|decision| language.code(decision.kind)).unwrap_or_default(),
        day(last.map(|decision| decision.day)),
        day(last.map(|decision| decision.until)),
        last.and_then(|decision| decision.note.clone()).unwrap_or_default(),
        causes(case, Some(language)),
    ]
}
