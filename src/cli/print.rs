//! `peiban print WHAT [CODE] --to FILE`: today's list, a child's sheets, a volunteer's list, a month's visits, the load, an
//! event's sign-in sheet as HTML or plain text.

use std::path::PathBuf;

use anyhow::Result;
use chrono::{Datelike as _, NaiveDate};
use clap::ValueEnum;

use super::failure::{Said, say};
use super::session::Session;
use super::show::by_code;
use crate::domain::records::{Child, Event, Volunteer};
use crate::exchange::print::{self, Form, Reader, Subject};
use crate::store::StoreError;

/// What can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Today's list.
    Today,
    /// A child.
    Child,
    /// A volunteer.
    Volunteer,
    /// A month's visits.
    Month,
    /// The volunteers' load.
    Load,
    /// An event's sign-in sheet.
    Event,
}

/// For whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum For {
    /// The office.
    Office,
    /// Whoever takes it along.
    Outside,
}

/// What `print` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What to print.
    #[arg(value_enum, value_name = "today|child|volunteer|month|load|event")]
    subject: What,
    /// The record's code; the month as YYYY-MM.
    #[arg(value_name = "CODE|YYYY-MM")]
    code: Option<String>,
    /// The new file; its ending says which kind it is.
    #[arg(long, value_name = "FILE.html|FILE.txt")]
    to: PathBuf,
    /// Who reads it: today's list is for the office, the others for outside.
    #[arg(long = "for", value_enum, value_name = "office|outside")]
    reader: Option<For>,
    /// Write over a file that is there.
    #[arg(long)]
    force: bool,
}

fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// Writes the file.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    Form::of(&args.to)?;
    let store = session.open()?;
    let queries = store.queries();
    let subject = match (args.subject, &args.code) {
        (What::Today, None) => Subject::Today,
        (What::Load, None) => Subject::Load,
        (What::Month, None) => Subject::Month(month_of(queries.today())),
        (What::Month, Some(code)) => {
            let first = NaiveDate::parse_from_str(&format!("{code}-01"), "%Y-%m-%d").ok();
            match first.filter(|first| *first <= queries.today()) {
                Some(first) => Subject::Month(first),
                None => return Err(Said::usage("cli-print-month", &[("month", code.clone())])),
            }
        }
        (What::Today | What::Load, Some(_)) => {
            return Err(Said::usage("cli-print-no-code", &[]));
        }
        (What::Child, Some(code)) => Subject::Child(by_code::<Child>(queries, code)?.meta.id),
        (What::Volunteer, Some(code)) => {
            Subject::Volunteer(by_code::<Volunteer>(queries, code)?.meta.id)
        }
        (What::Event, Some(code)) => Subject::Event(by_code::<Event>(queries, code)?.meta.id),
        (what, None) => {
            let what = match what {
                What::Child => "child",
                What::Event => "event",
                _ => "volunteer",
            };
            return Err(Said::usage("cli-print-code", &[("what", what.to_owned())]));
        }
    };
    let reader = match args.reader {
        None => subject.usual_reader(),
        Some(For::Office) => Reader::Office,
        Some(For::Outside) => Reader::Outside,
    };
    if !subject.readers().contains(&reader) {
        let id = match subject {
            Subject::Event(_) => "cli-print-outside-only",
            _ => "cli-print-office-only",
        };
        return Err(Said::usage(id, &[]));
    }
    let document = print::document(&queries, session.language, subject, reader)?;
    let code = args.code.clone().unwrap_or_default();
    let document = document.ok_or(StoreError::NotFound { kind: "child", key: code })?;
    print::write(&args.to, &document, session.language, args.force)?;
    tracing::info!(reader = reader.code(), "printed");
    let path = args.to.display().to_string();
    say(&session.language.with("print-done", &[("path", path.into())]));
    Ok(())
}
