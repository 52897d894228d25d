//! The panes that only a wide page has: the selected child with its reasons and what is known of it, and the month.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::view::{Selected, View};
use crate::console::screen::Ui;
use crate::console::screens::lists::words;
use crate::console::widgets::bars;
use crate::console::widgets::month::{self, Month};
use crate::console::widgets::paint::Span;
use crate::console::widgets::{Role, paint, panel, text};
use crate::domain::codes::{Observation, Tier};
use crate::domain::records::Visit;
use crate::domain::risk::Reason;
use crate::language::reasons::is_restricted;
use crate::store::queries::MonthVisits;

/// What was entered so few days ago is marked as new.
const NEW_DAYS: i64 = 7;

/// Columns of the labels before the lines below the reasons.
const LABEL: usize = 7;

/// Draws the month's visits against those that were due: a title and a line.
pub fn visits(buffer: &mut Buffer, area: Rect, visits: &MonthVisits, ui: &Ui) {
    let titles = [ui.text("month-line-title"), ui.text("month-line-key")];
    let rows = panel::draw(buffer, area, &titles, false, ui.look);
    let values = [
        ("due", visits.due.into()),
        ("done", visits.done.into()),
        ("missed", visits.missed.into()),
        ("contacts", visits.contacts.into()),
    ];
    let (on, off) = bars::bar(small(visits.done), small(visits.due), 12, ui.look.glyphs);
    let words = ui.with("month-line", &values);
    let spans =
        [Span::new(on, Role::Ok), Span::new(off, Role::Muted), Span::from(format!(" {words}"))];
    paint::put_spans(buffer, rows, 1, 0, &spans, ui.look);
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Draws the selected child; without one an empty pane that says how to get it. Returns the lines it took.
pub fn draw(buffer: &mut Buffer, area: Rect, view: &View, ui: &Ui) -> u16 {
    let look = ui.look;
    let Some(selected) = &view.selected else {
        let titles = [ui.text("today-panel-selected")];
        let rows = panel::draw(buffer, area, &titles, false, look);
        paint::put(buffer, rows, 1, 0, &ui.text("today-empty-selected"), look, Role::Muted);
        return area.height.min(2);
    };
    let title = [format!("{}: {}", ui.text("today-panel-selected"), who(selected, ui))];
    let rows = panel::draw(buffer, area, &title, false, look);
    let below = below(selected, ui);
    // What follows the reasons has its place; the reasons take the rest, in order of points.
    let room = usize::from(rows.height).saturating_sub(1 + below.len()).max(1);
    let mut y = 0;
    put(
        buffer,
        rows,
        &mut y,
        &[Span::new(standing(selected, ui), words::role(selected.row.tier))],
        ui,
    );
    for reason in selected.row.reasons.iter().take(room) {
        put(buffer, rows, &mut y, &reason_spans(reason, rows.width, ui), ui);
    }
    for (label, words) in below {
        let label = text::left(&label, LABEL, look.glyphs);
        put(buffer, rows, &mut y, &[Span::new(label, Role::Header), Span::from(words)], ui);
    }
    (y + 1).min(area.height)
}

fn put(buffer: &mut Buffer, rows: Rect, y: &mut u16, spans: &[Span], ui: &Ui) {
    paint::put_spans(buffer, rows, 1, *y, spans, ui.look);
    *y += 1;
}

/// `杨思雨 女13岁 初二(3)班 瑞峰镇中学 QS-0017`.
fn who(selected: &Selected, ui: &Ui) -> String {
    let (language, child) = (ui.language, &selected.row.child);
    let mut parts = vec![language.person(&child.name)];
    let age = child.birth_date.and_then(|born| ui.today.years_since(born));
    let sex = child.sex.map(|sex| language.code(sex)).unwrap_or_default();
    let age = age.map_or_else(String::new, |age| language.age(age));
    parts.push(if language.is_zh() { format!("{sex}{age}") } else { format!("{sex} {age}") });
    parts.push(language.grade_class(child.grade.map(i64::from), child.class.as_deref()));
    parts.push(child.school.as_deref().map(|name| ui.language.school(name)).unwrap_or_default());
    parts.push(child.code.clone());
    parts.retain(|part| !part.trim().is_empty());
    parts.join(if language.is_zh() { " " } else { ", " })
}

/// `紧急 78 (至86)  资料完整度90%, 还不知道: 心理,健康  30天前58  90天前46`.
fn standing(selected: &Selected, ui: &Ui) -> String {
    let row = &selected.row;
    let mut parts = vec![format!("{} {}", ui.language.code(row.tier), row.score)];
    if row.score_high > row.score {
        parts[0].push_str(&ui.with("today-up-to", &[("high", row.score_high.into())]));
    }
    parts.push(ui.with("today-coverage", &[("percent", row.coverage.into())]));
    let lacking: Vec<_> =
        row.lacking().into_iter().map(|domain| ui.language.domain_short(domain)).collect();
    if !lacking.is_empty() {
        let lacking = ui.language.list(&lacking);
        parts.push(ui.with("today-lacking", &[("domains", lacking.into())]));
    }
    for (days, change) in [(30, row.change_30), (90, selected.change_90)] {
        if let Some(change) = change {
            let then = i64::from(row.score) - change;
            parts.push(
                ui.with("today-score-then", &[("days", days.into()), ("score", then.into())]),
            );
        }
    }
    if row.verify && row.tier != Tier::Unknown {
        parts.push(ui.text("today-verify"));
    }
    parts.join("  ")
}

/// `  +20 说下学期想去打工  11-20  新`.
fn reason_spans(reason: &Reason, width: u16, ui: &Ui) -> Vec<Span> {
    let points = if reason.points == 0 { "!".to_owned() } else { reason.points.to_string() };
    let glyphs = ui.look.glyphs;
    let words = ui.language.reason_open(reason, ui.today);
    let mut spans = vec![
        Span::new(text::right(&points, 4, glyphs), Role::Accent),
        Span::from(format!(
            " {}",
            text::left(&words, usize::from(width.saturating_sub(24)).min(56), glyphs)
        )),
    ];
    if let Some(date) = reason.date {
        spans.push(Span::new(format!(" {}", ui.language.near(date, ui.today)), Role::Muted));
        if (0..NEW_DAYS).contains(&(ui.today - date).num_days()) {
            spans.push(Span::new(format!(" {}", ui.text("today-new")), Role::Watch));
        }
    }
    spans
}

/// The lines below the reasons: the last contacts, what is to be done, who goes there, who cares.
fn below(selected: &Selected, ui: &Ui) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    let mut label = ui.text("today-label-last");
    for (_, words) in latest(selected, ui).into_iter().take(3) {
        lines.push((std::mem::take(&mut label), words));
    }
    let mut label = ui.text("today-label-task");
    for task in &selected.tasks {
        let day = ui.language.near(task.due, ui.today);
        let owner = task.owner.as_deref().map(|name| ui.language.person(name));
        let words = [Some(day), Some(task.title.clone()), owner];
        let words: Vec<_> = words.into_iter().flatten().collect();
        lines.push((std::mem::take(&mut label), words.join(" ")));
    }
    let volunteers: Vec<_> = selected
        .volunteers
        .iter()
        .map(|(volunteer, load, most)| {
            let name = ui.language.person(&volunteer.name);
            let phone = volunteer.phone.clone().unwrap_or_default();
            let load = most.map_or_else(|| load.to_string(), |most| format!("{load}/{most}"));
            format!("{name} {phone} ({load})").replace("  ", " ")
        })
        .collect();
    let words = if volunteers.is_empty() {
        ui.text("today-without-volunteer")
    } else {
        volunteers.join("  ")
    };
    lines.push((ui.text("today-label-volunteers"), words));
    if let Some(carer) = &selected.carer {
        let relation = selected.child.carer_relation.as_deref();
        let relation = relation.map(|word| ui.language.usual(word));
        let name = ui.language.person(&carer.name);
        let words = [relation, Some(name), carer.phone.clone()];
        let words: Vec<_> = words.into_iter().flatten().collect();
        lines.push((ui.text("today-label-carer"), words.join(" ")));
    }
    lines
}

/// Visits and contacts together, the newest first.
///
/// Where a reason is restricted, what was said stays on the child's own page.
fn latest(selected: &Selected, ui: &Ui) -> Vec<(NaiveDate, String)> {
    let mut found = Vec::new();
    let restricted = selected.row.reasons.iter().any(|reason| is_restricted(reason.code));
    let quoted = |note: Option<&str>| {
        let note = note.filter(|_| !restricted);
        note.map_or_else(String::new, |note| format!("\"{note}\""))
    };
    for (visit, names) in &selected.visits {
        let names: Vec<_> = names.iter().map(|name| ui.language.person(name)).collect();
        let words = [
            ui.language.near(visit.day, ui.today),
            ui.language.kind("visit"),
            names.join("+"),
            if restricted { String::new() } else { observed(visit, ui) },
            quoted(visit.note.as_deref()),
        ];
        found.push((visit.day, joined(&words)));
    }
    for contact in &selected.contacts {
        let words = [
            ui.language.near(contact.day, ui.today),
            ui.language.code(contact.kind),
            contact
                .with_whom
                .as_deref()
                .map_or_else(String::new, |who| ui.language.spoken_with(who)),
            quoted(contact.note.as_deref()),
        ];
        found.push((contact.day, joined(&words)));
    }
    found.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    found
}

fn joined(words: &[String]) -> String {
    let words: Vec<_> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Whom one met and what was not in order.
fn observed(visit: &Visit, ui: &Ui) -> String {
    let met = match (visit.child_seen, visit.guardian_seen) {
        (Some(true), _) => ui.text("form-visit-seen"),
        (_, Some(true)) => ui.text("form-visit-adult"),
        _ => ui.text("form-visit-nobody"),
    };
    let mut words = vec![met];
    for (column, observed) in visit.observations() {
        if let Some(observed @ (Observation::Concern | Observation::Urgent)) = observed {
            let field = ui.language.field("visit", column);
            words.push(format!("{field}={}", ui.language.code(observed)));
        }
    }
    words.join(" ")
}

/// Draws the month with its events and birthdays.
pub fn month(buffer: &mut Buffer, area: Rect, view: &View, ui: &Ui) {
    let look = ui.look;
    let rows = panel::draw(buffer, area, &[ui.text("today-panel-month")], false, look);
    let mut marks = BTreeMap::new();
    for coming in &view.month {
        let here = coming.date.month() == ui.today.month() && coming.date.year() == ui.today.year();
        if !here {
            continue;
        }
        let mark = if coming.event.is_some() { ('*', Role::Accent) } else { ('+', Role::Watch) };
        // An event stands before a birthday of the same day.
        let old = marks.entry(coming.date.day()).or_insert(mark);
        if coming.event.is_some() {
            *old = mark;
        }
    }
    let first = ui.today.with_day(1).unwrap_or(ui.today);
    let monday = first.week(chrono::Weekday::Mon).first_day();
    let mut weekdays = monday.iter_days().map(|day| {
        let name = ui.language.weekday(day);
        // `周三` and `Wed` in two columns.
        if ui.language.is_zh() {
            name.chars().skip(1).collect()
        } else {
            name.chars().take(2).collect()
        }
    });
    let calendar = Month {
        of: ui.today,
        title: ui.language.month(ui.today),
        weekdays: std::array::from_fn(|_| weekdays.next().unwrap_or_default()),
        marks,
        today: ui.today,
    };
    let inner = paint::inset(rows, 1);
    month::draw(buffer, inner, &calendar, look);
    let beside = paint::inset(inner, month::WIDTH + 2);
    for (y, id) in [(1, "today-month-event"), (2, "today-month-birthday")] {
        paint::put(buffer, beside, 0, y, &ui.text(id), look, Role::Muted);
    }
}
