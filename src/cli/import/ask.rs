//! What only a person can decide, asked at the terminal. Without one, doubtful rows are rejected.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use anyhow::Result;

use crate::cli::session::Session;
use crate::exchange::import::{Decision, Decisions, Plan};
use crate::exchange::wording;
use crate::store::StoreError;

/// True when someone sits at the terminal.
pub(super) fn can_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Real children must not be typed into the made-up county by mistake.
pub(super) fn demo_is_meant(session: &Session) -> Result<bool> {
    let language = session.language;
    let answer = ask(&format!("{} [y/N]", language.text("import-demo-sure")))?;
    Ok(matches!(answer.as_str(), "y" | "Y" | "yes" | "是"))
}

/// For each doubtful row: the code of the record it is about, a new one, or left out.
pub(super) fn decide(plan: &Plan, session: &Session) -> Result<Decisions> {
    let language = session.language;
    let mut decisions = Decisions::new();
    for row in plan.doubtful() {
        let reason = wording::findings(language, &row.findings);
        let is_named = row.findings.iter().any(|finding| finding.reason.names_a_record());
        let id = if is_named { "cli-decide-named" } else { "cli-decide" };
        let question = language.with(id, &[("row", row.row.into()), ("reason", reason.into())]);
        match ask(&question)?.as_str() {
            "" => {}
            "n" | "N" if !is_named => {
                decisions.insert(row.row, Decision::New);
            }
            code => {
                decisions.insert(row.row, Decision::Same(code.to_uppercase()));
            }
        }
    }
    Ok(decisions)
}

fn ask(question: &str) -> Result<String> {
    let mut err = std::io::stderr();
    let question = crate::console::widgets::text::clean(question);
    let _ = write!(err, "{question} ");
    let _ = err.flush();
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(StoreError::from)?;
    Ok(line.trim().to_owned())
}
