//! `peiban today`: what the day brings, for scripts and for those who don't open the console.

use anyhow::Result;
use serde_json::{Value as Json, json};

use super::args::{NotWithin, rows, within};
use super::json::{TodayJson, TodayRows};
use super::output::{Format, Output};
use super::session::Session;
use crate::language::Language;
use crate::language::dates::change;
use crate::store::Queries;
use crate::store::queries::Coming;

/// What `today` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// How many days "coming up" looks ahead.
    #[arg(allow_negative_numbers = true, long, value_name = "N", value_parser = days)]
    days: Option<u32>,
    /// At most so many rows of each list.
    #[arg(allow_negative_numbers = true, long, value_name = "N", value_parser = rows)]
    limit: Option<usize>,
    /// How to print.
    #[arg(long, value_enum, default_value_t, value_name = "text|json|csv")]
    format: Format,
}

/// How far one may look ahead.
fn days(text: &str) -> Result<u32, NotWithin> {
    within(text, 0, 3660)
}

/// Prints Today.
pub(super) fn run(args: &Args, session: &Session) -> Result<()> {
    let store = session.open()?;
    let queries = store.queries();
    let days = args.days.unwrap_or(queries.settings().horizon);
    let rows = TodayRows::read(queries, days, args.limit.unwrap_or(usize::MAX))?;
    let language = session.language;
    let mut out = Output::new();
    match args.format {
        Format::Json => out.json(&TodayJson::new(&rows, queries, language)?)?,
        Format::Csv => out.csv(&CSV_COLUMNS, csv_rows(&rows, language))?,
        Format::Text => text(&mut out, &rows, queries, language)?,
    }
    out.end()?;
    Ok(())
}

/// One table for all panels: which one, who or what, the day it is about, and why.
const CSV_COLUMNS: [&str; 10] =
    ["panel", "code", "name", "tier", "score", "date", "days", "volunteer_code", "phone", "text"];

fn csv_rows(rows: &TodayRows, language: Language) -> Vec<Vec<Json>> {
    let mut lines = Vec::new();
    for row in &rows.at_risk {
        let reasons: Vec<_> =
            row.reasons.iter().map(|reason| language.reason_open(reason, rows.date)).collect();
        let lead = row.lead.as_ref();
        lines.push(vec![
            json!("at_risk"),
            json!(row.child.code),
            json!(row.child.name),
            json!(row.tier),
            json!(row.score),
            json!(row.last_seen),
            Json::Null,
            json!(lead.map(|lead| &lead.code)),
            json!(lead.and_then(|lead| lead.phone.as_deref())),
            json!(reasons.join("; ")),
        ]);
    }
    for row in &rows.overdue {
        let lead = row.lead.as_ref();
        lines.push(vec![
            json!("overdue_visits"),
            json!(row.child.code),
            json!(row.child.name),
            json!(row.tier),
            json!(row.score),
            json!(row.visit_due),
            json!(row.days_overdue(rows.date)),
            json!(lead.map(|lead| &lead.code)),
            json!(lead.and_then(|lead| lead.phone.as_deref())),
            json!(row.child.village),
        ]);
    }
    for coming in &rows.upcoming {
        lines.push(vec![
            json!(coming.kind()),
            json!(coming.code),
            json!(coming.title),
            Json::Null,
            Json::Null,
            json!(coming.date),
            json!(coming.days),
            Json::Null,
            Json::Null,
            json!(coming.lunar.map(|lunar| language.lunar_named(lunar.birthday()))),
        ]);
    }
    lines
}

fn text(
    out: &mut Output,
    rows: &TodayRows,
    queries: Queries<'_>,
    language: Language,
) -> Result<()> {
    let today = rows.date;
    let counts = rows.counts;
    let week = queries.calendar().teaching_week(today);
    out.line(&language.header(today, week))?;
    let summary = [
        language.with("today-queue", &[("count", counts.triage.into())]),
        language.with("today-at-risk-count", &[("count", counts.at_risk.into())]),
        language.with("today-overdue-wide", &[("count", counts.overdue_visits.into())]),
        language.with("today-due-today-wide", &[("count", counts.due_today.into())]),
        language.with("today-no-volunteer-wide", &[("count", counts.no_volunteer.into())]),
        language.with(
            "today-upcoming-count",
            &[("days", rows.days.into()), ("count", counts.upcoming.into())],
        ),
    ];
    out.line(&summary.join("  "))?;

    section(out, &language.text("today-panel-risk"))?;
    let risk: Vec<Vec<String>> = rows
        .at_risk
        .iter()
        .map(|row| {
            let reasons: Vec<_> =
                row.reasons.iter().map(|reason| language.reason_short(reason, today)).collect();
            vec![
                row.child.code.clone(),
                language.person(&row.child.name),
                language.code(row.tier),
                row.score.to_string(),
                change(row.change_30),
                language.since(row.last_seen, today),
                reasons.join("; "),
            ]
        })
        .collect();
    let labels = ["column-code", "column-name", "column-tier", "column-score"];
    let mut headings: Vec<String> = labels.iter().map(|id| language.text(id)).collect();
    headings.push(language.text("today-column-change"));
    headings.push(language.text("today-column-seen"));
    headings.push(language.text("today-column-why"));
    table(out, &headings, &risk, &language.text("today-empty-risk"))?;

    section(out, &language.text("today-panel-overdue"))?;
    let overdue: Vec<Vec<String>> = rows
        .overdue
        .iter()
        .map(|row| {
            let lead = row.lead.as_ref().map_or_else(
                || language.text("today-without-volunteer"),
                |lead| {
                    format!(
                        "{} {}",
                        language.person(&lead.name),
                        lead.phone.as_deref().unwrap_or_default()
                    )
                },
            );
            vec![
                row.child.code.clone(),
                language.person(&row.child.name),
                row.visit_due.map(|due| due.to_string()).unwrap_or_default(),
                row.days_overdue(today).to_string(),
                row.child.village.as_deref().map(|name| language.village(name)).unwrap_or_default(),
                lead,
            ]
        })
        .collect();
    let headings = [
        language.text("column-code"),
        language.text("column-name"),
        language.text("column-visit_due"),
        language.text("today-column-overdue"),
        language.text("column-village"),
        language.text("today-column-volunteer-phone"),
    ];
    table(out, &headings, &overdue, &language.text("today-empty-overdue"))?;

    section(out, &language.with("today-panel-upcoming", &[("days", rows.days.into())]))?;
    for coming in &rows.upcoming {
        out.line(&format!("{}  {}", language.short_weekday(coming.date), title(coming, language)))?;
    }
    if rows.upcoming.is_empty() {
        out.line(&language.with("today-empty-upcoming", &[("days", rows.days.into())]))?;
    }

    section(out, &language.text("today-panel-also"))?;
    for due in &rows.also_due {
        let id = format!("today-also-{}", due.kind);
        let values = [("count", due.count.into()), ("days", due.within.into())];
        out.line(&language.with(&id, &values))?;
    }
    if rows.also_due.is_empty() {
        out.line(&language.text("today-empty-also"))?;
    }
    Ok(())
}

fn section(out: &mut Output, title: &str) -> Result<()> {
    out.line("")?;
    out.line(title)?;
    Ok(())
}

fn table(out: &mut Output, headings: &[String], rows: &[Vec<String>], empty: &str) -> Result<()> {
    if rows.is_empty() {
        out.line(empty)?;
    } else {
        out.table(headings, rows)?;
    }
    Ok(())
}

/// What is coming, in words.
fn title(coming: &Coming, language: Language) -> String {
    let Some(kind) = coming.event else {
        let name = language.person(&coming.title);
        let lunar = coming.lunar.map(|lunar| language.lunar(lunar.birthday()));
        return match (coming.age, lunar) {
            (Some(age), Some(lunar)) => language.with(
                "upcoming-turns-lunar",
                &[("name", name.into()), ("age", age.into()), ("lunar", lunar.into())],
            ),
            (Some(age), None) => {
                language.with("upcoming-turns-solar", &[("name", name.into()), ("age", age.into())])
            }
            (None, Some(lunar)) => language
                .with("upcoming-no-age-lunar", &[("name", name.into()), ("lunar", lunar.into())]),
            (None, None) => language.with("upcoming-no-age", &[("name", name.into())]),
        };
    };
    format!("{}  {}", language.code(kind), coming.title)
}
