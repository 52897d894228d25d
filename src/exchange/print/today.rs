//! Today on paper: for the office the panels of the screen, for outside the homes that are due, a sheet a volunteer
//! and one of those without.

use super::document::{Document, Part, Sheet, Table};
use super::home::Home;
use super::volunteer::sheet;
use super::words::{Words, beside};
use crate::domain::birthday::Birthday;
use crate::domain::codes::Tier;
use crate::domain::records::{Child, Id, Volunteer};
use crate::store::queries::{ChildScope, Coming, Ending, RiskRow, TaskScope, Window};
use crate::store::{Queries, Result};

/// No panel prints more rows than this; how many more there are is said.
const MOST: usize = 200;

/// Every panel of Today.
pub(super) fn office(queries: &Queries<'_>, words: &Words) -> Result<Document> {
    let horizon = queries.settings().horizon;
    let head = queries.head(horizon)?;
    let counts = head.counts;
    let language = words.language;
    let week = queries.calendar().teaching_week(words.today);
    let mut parts = vec![Part::Text(words.with(
        "print-today-counts",
        &[
            ("queue", counts.triage.into()),
            ("critical", counts.critical.into()),
            ("high", counts.high.into()),
            ("unknown", counts.unknown.into()),
            ("watch", counts.watch.into()),
            ("stable", counts.stable.into()),
            ("overdue", counts.overdue_visits.into()),
            ("today", counts.due_today.into()),
            ("none", counts.no_volunteer.into()),
        ],
    ))];
    heading(&mut parts, &words.text("today-panel-risk"), counts.at_risk);
    let risk = queries.by_risk(Tier::Watch, Window::first(MOST))?;
    panel(&mut parts, at_risk(&risk, words), words.text("today-empty-risk"), counts.at_risk, words);
    heading(&mut parts, &words.text("today-panel-overdue"), counts.overdue_visits);
    let mut table = overdue_table(words);
    for group in queries.overdue_by_volunteer(MOST)? {
        let mut phone = group.volunteer.and_then(|lead| lead.phone).unwrap_or_default();
        let mut above = String::new();
        for row in &group.children {
            let who = who_goes(row, queries, words)?;
            // Those who go to several homes in a row are named once.
            let named = if who == above { String::new() } else { who.clone() };
            table.row(due_row(row, named, std::mem::take(&mut phone), words));
            above = who;
        }
    }
    panel(&mut parts, table, words.text("today-empty-overdue"), counts.overdue_visits, words);
    if counts.due_today > 0 {
        heading(&mut parts, &words.text("today-panel-due-today"), counts.due_today);
        let mut table = overdue_table(words);
        for row in queries.due_today(Window::first(MOST))? {
            let phone = row.lead.as_ref().and_then(|lead| lead.phone.clone()).unwrap_or_default();
            table.row(due_row(&row, who_goes(&row, queries, words)?, phone, words));
        }
        panel(&mut parts, table, words.text("today-empty-overdue"), counts.due_today, words);
    }
    let coming = words.with("print-coming", &[("days", horizon.into())]);
    heading(&mut parts, &coming, counts.upcoming);
    let table = upcoming(&queries.coming(&head.ahead, Window::first(MOST))?, words);
    let none = words.with("today-empty-upcoming", &[("days", horizon.into())]);
    panel(&mut parts, table, none, counts.upcoming, words);
    heading(&mut parts, &words.text("today-panel-also"), counts.also_due);
    let none = words.text("today-empty-also");
    panel(&mut parts, also_due(queries, words)?, none, counts.also_due, words);
    let sheet = Sheet {
        title: language.header(words.today, week),
        lines: vec![beside(&[&words.imprint(), &language.person(queries.user())])],
        parts,
    };
    Ok(words.inside(vec![sheet]))
}

fn heading(parts: &mut Vec<Part>, title: &str, count: usize) {
    parts.push(Part::Heading(format!("{title} {count}")));
}

/// A panel's rows, how many more there are, or that there are none.
fn panel(parts: &mut Vec<Part>, table: Table, none: String, count: usize, words: &Words) {
    let shown = table.rows.len();
    if shown == 0 {
        parts.push(Part::Text(none));
        return;
    }
    parts.push(Part::Table(table));
    if shown < count {
        parts.push(Part::Text(words.with("print-more", &[("count", (count - shown).into())])));
    }
}

fn at_risk(rows: &[RiskRow], words: &Words) -> Table {
    let language = words.language;
    let mut table = Table::new([
        words.text("print-col-tier"),
        format!("#{}", words.text("print-col-score")),
        words.text("print-col-name"),
        words.text("print-col-place"),
        words.text("print-why"),
        words.text("print-col-seen"),
    ]);
    for row in rows {
        let score = if row.tier == Tier::Unknown {
            format!("{}-{}", row.score, row.score_high)
        } else {
            row.score.to_string()
        };
        table.row([
            language.code_as("tier-short", row.tier),
            score,
            language.person(&row.child.name),
            language.place(row.child.township.as_deref(), row.child.village.as_deref()),
            why(row, words),
            language.seen_ago(row.last_seen, words.today),
        ]);
    }
    table
}

/// Why, in short; what is restricted is only said to be there.
fn why(row: &RiskRow, words: &Words) -> String {
    let mut parts = Vec::new();
    if row.tier == Tier::Unknown && !row.lacking().is_empty() {
        parts.push(words.language.lacking_wide(&row.lacking()));
    }
    for reason in &row.reasons {
        let reason = words.language.reason_short(reason, words.today);
        if !parts.contains(&reason) {
            parts.push(reason);
        }
    }
    parts.join("; ")
}

fn overdue_table(words: &Words) -> Table {
    Table::new([
        words.text("print-col-volunteer"),
        words.text("print-col-phone"),
        words.text("print-col-name"),
        words.text("print-col-tier"),
        words.text("print-col-place"),
        words.text("print-fact-due"),
        format!("#{}", words.text("print-col-overdue")),
        words.text("print-col-last-visit"),
    ])
}

/// Who goes to a home, as Today names them: the lead and the one who goes along.
fn who_goes(row: &RiskRow, queries: &Queries<'_>, words: &Words) -> Result<String> {
    let Some(lead) = &row.lead else { return Ok(words.text("today-without-volunteer")) };
    let mut pair = queries.volunteers_of(row.child.id)?;
    if pair.first().map(|first| first.id) != Some(lead.id) {
        pair = vec![lead.clone()];
    }
    let names = pair.iter().take(2).map(|one| words.language.person(&one.name));
    Ok(names.collect::<Vec<_>>().join("+"))
}

fn due_row(row: &RiskRow, lead: String, phone: String, words: &Words) -> [String; 8] {
    let language = words.language;
    let late = row.days_overdue(words.today);
    [
        lead,
        phone,
        language.person(&row.child.name),
        language.code_as("tier-short", row.tier),
        language.place(row.child.township.as_deref(), row.child.village.as_deref()),
        row.visit_due.map(|due| language.short(due)).unwrap_or_default(),
        if late > 0 { language.days(late) } else { String::new() },
        row.last_visit
            .map_or_else(|| words.text("span-never"), |day| language.near(day, words.today)),
    ]
}

fn upcoming(rows: &[Coming], words: &Words) -> Table {
    let language = words.language;
    let mut table = Table::new([
        words.text("print-blank-day"),
        words.text("print-kind"),
        words.text("print-what"),
    ]);
    for row in rows {
        let kind =
            row.event.map_or_else(|| words.text("upcoming-birthday"), |kind| language.code(kind));
        let what = if row.event.is_none() {
            let birthday = Birthday { date: row.date, lunar: row.lunar, age: row.age };
            language.birthday(&language.person(&row.title), &birthday)
        } else {
            row.title.clone()
        };
        table.row([language.full_weekday(row.date), kind, what]);
    }
    table
}

/// Tasks that are due, then checks and trainings that end: what the screen counts, by name.
fn also_due(queries: &Queries<'_>, words: &Words) -> Result<Table> {
    let language = words.language;
    let mut table = Table::new([
        words.text("print-col-until"),
        words.text("print-kind"),
        words.text("print-col-name"),
        words.text("print-what"),
        language.field("task", "owner"),
    ]);
    for task in queries.tasks_of(TaskScope::Due, Window::first(MOST))? {
        let child = match task.child_id {
            Some(id) => queries.record::<Child>(id)?,
            None => None,
        };
        table.row([
            language.near(task.due, words.today),
            language.kind("task"),
            child.map(|child| language.person(&child.name)).unwrap_or_default(),
            task.title,
            task.owner.map(|owner| language.person(&owner)).unwrap_or_default(),
        ]);
    }
    for (ending, kind) in
        [(Ending::Check, "print-also-check"), (Ending::Training, "print-also-training")]
    {
        let room = MOST.saturating_sub(table.rows.len());
        for volunteer in queries.volunteers_ending(ending, Window::first(room))? {
            let until = match ending {
                Ending::Check => volunteer.check_valid_until,
                Ending::Training => volunteer.training_valid_until,
            };
            table.row([
                until.map(|day| language.near(day, words.today)).unwrap_or_default(),
                words.text(kind),
                language.person(&volunteer.name),
                volunteer.phone.unwrap_or_default(),
                String::new(),
            ]);
        }
    }
    Ok(table)
}

/// The homes that are due or overdue, a sheet for each volunteer with theirs, and one of the children who have none: somebody is still
/// to be sent there. How many more there are than are printed is said.
pub(super) fn rounds(queries: &Queries<'_>, words: &Words) -> Result<Document> {
    let mut due = queries.overdue(Window::first(MOST))?;
    due.extend(queries.due_today(Window::first(MOST))?);
    let all = queries.count_children(ChildScope::Overdue)?
        + queries.count_children(ChildScope::DueToday)?;
    let left_out = all.saturating_sub(due.len());
    let mut rounds: Vec<(Option<Id>, Vec<Home>)> = Vec::new();
    for row in due {
        let lead = row.lead.as_ref().map(|lead| lead.id);
        let Some(home) = Home::read(queries, row)? else { continue };
        match rounds.iter_mut().find(|(id, _)| *id == lead) {
            Some((_, homes)) => homes.push(home),
            None => rounds.push((lead, vec![home])),
        }
    }
    // Whoever has nobody comes last, after those that are handed out as they are.
    rounds.sort_by_key(|(lead, _)| lead.is_none());
    let mut sheets = Vec::new();
    for (lead, mut homes) in rounds {
        let volunteer = lead.map(|lead| queries.record::<Volunteer>(lead)).transpose()?.flatten();
        Home::sort(&mut homes);
        sheets.push(sheet(volunteer.as_ref(), &homes, words));
    }
    if let Some(last) = sheets.last_mut().filter(|_| left_out > 0) {
        last.parts.push(Part::Text(words.with("print-more-homes", &[("count", left_out.into())])));
    }
    if sheets.is_empty() {
        sheets.push(Sheet {
            title: words.text("print-title-round"),
            lines: vec![words.imprint()],
            parts: vec![Part::Text(words.text("print-nothing-due"))],
        });
    }
    Ok(words.outside(sheets))
}
