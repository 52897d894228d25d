//! What this terminal is and how wide it draws what the screens are made of.

use std::io::{IsTerminal as _, Write as _};

use serde_json::{Value as Json, json};

use super::Line;
use crate::cli::session::variable;

/// Characters whose width terminals don't agree on (TECH §7), with a 汉字 for comparison.
const SAMPLES: [&str; 5] = ["汉", "…", "│", "─", "■"];

/// Size, colours, widths.
pub(super) fn lines() -> Vec<Line> {
    let mut lines: Vec<Line> = vec![
        ("terminal", "term", json!(variable("TERM"))),
        ("terminal", "colours", json!(colours())),
    ];
    let on_screen = std::io::stdout().is_terminal() && std::io::stdin().is_terminal();
    let size = crossterm::terminal::size().ok().filter(|_| on_screen);
    lines.push((
        "terminal",
        "size",
        json!(size.map(|(columns, rows)| format!("{columns}x{rows}"))),
    ));
    let widths = if on_screen { widths() } else { None };
    lines.push(("terminal", "widths", json!(widths)));
    lines
}

/// How many colours the environment promises.
fn colours() -> &'static str {
    if variable("NO_COLOR").is_some() {
        return "none (NO_COLOR)";
    }
    match variable("COLORTERM").as_deref() {
        Some("truecolor" | "24bit") => "16777216",
        _ if variable("TERM").is_some_and(|term| term.contains("256")) => "256",
        _ if variable("TERM").is_none_or(|term| term == "dumb") => "none",
        _ => "16",
    }
}

/// Draws each sample and asks where the cursor went: `汉=2 …=1`.
fn widths() -> Option<Json> {
    crossterm::terminal::enable_raw_mode().ok()?;
    let measured: Vec<String> = SAMPLES
        .iter()
        .filter_map(|sample| {
            let mut out = std::io::stdout();
            write!(out, "\r{sample}").ok()?;
            out.flush().ok()?;
            let (column, _) = crossterm::cursor::position().ok()?;
            write!(out, "\r    \r").ok()?;
            out.flush().ok()?;
            Some(format!("{sample}={column}"))
        })
        .collect();
    let _ = crossterm::terminal::disable_raw_mode();
    Some(json!(measured.join(" ")))
}
