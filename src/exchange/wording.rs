//! From codes to words: which message says what is wrong with a file or a cell.

use super::error::FileError;
use super::reason::{Finding, Reason};
use crate::language::{Arg, Language};

fn say(language: Language, id: &str, values: Vec<(&'static str, String)>) -> String {
    let values: Vec<_> = values.into_iter().map(|(name, value)| (name, Arg::from(value))).collect();
    language.with(id, &values)
}

/// Why a cell or row was refused, or what is worth a look.
pub fn reason(language: Language, reason: &Reason) -> String {
    say(language, &format!("import-{}", reason.code()), reason.values())
}

/// Several findings of one row in a line: `出生日期 2014年3月: 缺少日`.
pub fn findings(language: Language, findings: &[Finding]) -> String {
    let each = findings.iter().map(|finding| {
        let why = reason(language, &finding.reason);
        if finding.column.is_empty() { why } else { format!("{}: {why}", finding.column) }
    });
    each.collect::<Vec<_>>().join("; ")
}

/// What is wrong with a file, in one sentence that says what to do.
pub fn file_error(language: Language, error: &FileError) -> String {
    say(language, &error.code().replace('_', "-"), error.values())
}

/// The heading of the column of reasons in a file of rejected rows.
pub fn reason_heading(language: Language) -> String {
    language.text("import-reason-column")
}
