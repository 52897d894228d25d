//! The first start: whose office this is, who works, and where to begin. Plain questions, one a line, so that an input
//! method works as anywhere else.

use std::io::{BufRead as _, Write as _};

use anyhow::Result;

use super::session::Session;
use crate::domain::dates::{Lean, parse_entry};
use crate::domain::places;
use crate::store::{Office, StoreError};

/// Where to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// With the office's own name list.
    Import,
    /// With the made-up county.
    Demo,
    /// With nothing.
    Empty,
}

/// What was answered.
pub(super) struct Answers {
    /// Whose office.
    pub office: Office,
    /// Who works.
    pub operator: String,
    /// Where to begin.
    pub choice: Choice,
}

/// Asks; `None` when the input ends before the last answer, and then nothing has been made.
pub(super) fn ask(session: &Session) -> Result<Option<Answers>> {
    let language = session.language;
    session.say(&language.text("start-welcome"));
    let Some(county) =
        until(&language.text("start-county"), session, |typed| county(typed, session))?
    else {
        return Ok(None);
    };
    let Some(desk) = until(&language.text("start-desk"), session, desk)? else { return Ok(None) };
    let since = format!("{} [{}]", language.text("start-visits-since"), session.context.today);
    let today = session.context.today;
    let Some(visits_since) = until(&since, session, |typed| {
        if typed.is_empty() {
            Ok(today)
        } else {
            parse_entry(typed, today, Lean::Past).map_err(|error| language.date_error(error))
        }
    })?
    else {
        return Ok(None);
    };
    let user = &session.context.user;
    let who = format!("{} [{user}]", language.text("start-operator"));
    let Some(operator) = until(&who, session, |typed| {
        Ok(if typed.is_empty() { user.clone() } else { typed.to_owned() })
    })?
    else {
        return Ok(None);
    };
    let choose = format!(
        "{} [1] {} [2] {} [3] {}",
        language.text("start-choose"),
        language.text("start-import"),
        language.text("start-demo"),
        language.text("start-empty")
    );
    let Some(choice) = until(&choose, session, choice)? else { return Ok(None) };
    let office = Office { county, desk, visits_since, is_demo: false };
    Ok(Some(Answers { office, operator, choice }))
}

/// Asks until the answer will do; an answer that won't is told why.
fn until<T>(
    question: &str,
    session: &Session,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<Option<T>> {
    loop {
        let mut err = std::io::stderr();
        let _ = write!(err, "{question}: ");
        let _ = err.flush();
        let mut line = String::new();
        let length = std::io::stdin().lock().read_line(&mut line).map_err(StoreError::from)?;
        if length == 0 {
            return Ok(None);
        }
        match read(line.trim()) {
            Ok(answer) => return Ok(Some(answer)),
            Err(why) if why.is_empty() => {}
            Err(why) => session.say(&why),
        }
    }
}

/// A county by its name, the beginning of it, or its code. A code the program doesn't know is taken as it is.
fn county(typed: &str, session: &Session) -> Result<String, String> {
    if typed.is_empty() {
        return Err(String::new());
    }
    let found = places::find_counties(typed);
    match found.as_slice() {
        [one] => Ok(one.code.to_owned()),
        [] if typed.len() == 6 && typed.bytes().all(|byte| byte.is_ascii_digit()) => {
            Ok(typed.to_owned())
        }
        [] => Err(session.language.text("start-county-unknown")),
        several => {
            let names: Vec<_> =
                several.iter().map(|county| format!("{} {}", county.name, county.code)).collect();
            Err(names.join("  "))
        }
    }
}

fn desk(typed: &str) -> Result<i64, String> {
    match typed {
        "" => Ok(1),
        typed => typed.parse().ok().filter(|desk| (1..=99).contains(desk)).ok_or_else(String::new),
    }
}

fn choice(typed: &str) -> Result<Choice, String> {
    match typed {
        "1" | "１" => Ok(Choice::Import),
        "2" | "２" => Ok(Choice::Demo),
        "3" | "３" => Ok(Choice::Empty),
        _ => Err(String::new()),
    }
}
