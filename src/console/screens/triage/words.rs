//! A case in words: who and where, why it is here, what the score rests on, what was done and decided. Each is lines of spans.

use chrono::NaiveDate;

use super::fold::fold;
use super::view::{Evidence, Happening, View};
use crate::console::action::Action;
use crate::console::screen::Ui;
use crate::console::screens::lists::words as rows;
use crate::console::screens::message;
use crate::console::screens::words as records;
use crate::console::widgets::paint::Span;
use crate::console::widgets::{Role, text};
use crate::domain::codes::{Observation, Tier, TriageCause};
use crate::domain::records::{Decision, Task};
use crate::domain::risk::{Reason, ReasonValue, Source};
use crate::domain::triage::Cause;

/// One line.
pub type Line = Vec<Span>;

/// What was entered so few days ago is marked as new.
const NEW_DAYS: i64 = 7;

/// `[急] 杨思雨 女13岁 初二(3)班 瑞峰镇中学 QS-0017`.
pub fn who(view: &View, ui: &Ui) -> Line {
    let (language, child) = (ui.language, &view.row.child);
    let letter = language.code_as("tier-letter", view.row.tier);
    let age = child.birth_date.and_then(|born| ui.today.years_since(born));
    let sex_age = match (child.sex, age) {
        (Some(sex), Some(age)) => {
            ui.with("child-sex-age", &[("sex", language.code(sex).into()), ("age", age.into())])
        }
        (Some(sex), None) => language.code(sex),
        (None, Some(age)) => language.age(age),
        (None, None) => String::new(),
    };
    let mut parts = vec![
        sex_age,
        language.grade_class(child.grade.map(i64::from), child.class.as_deref()),
        child.school.as_deref().map(|school| language.school(school)).unwrap_or_default(),
        child.code.clone(),
    ];
    parts.retain(|part| !part.is_empty());
    let gap = if language.is_zh() { " " } else { ", " };
    vec![
        Span::new(format!("[{letter}] "), rows::role(view.row.tier)),
        Span::new(language.person(&child.name), Role::Accent),
        Span::from(format!("{gap}{}", parts.join(gap))),
    ]
}

/// `家在 瑞峰中坝村`.
pub fn place(view: &View, ui: &Ui) -> String {
    let place = rows::place(&view.row.child, ui);
    if place.is_empty() { place } else { ui.with("triage-lives", &[("place", place.into())]) }
}

/// Whom to ring: the carer and the class teacher, with their phones.
pub fn people(view: &View, ui: &Ui) -> Line {
    let carer = match &view.carer {
        Some(carer) => {
            let relation = view.child.carer_relation.as_deref().unwrap_or_default();
            let relation = ui.language.usual(relation);
            let words = ui.with(
                "child-carer",
                &[
                    ("relation", relation.into()),
                    ("name", ui.language.person(&carer.name).into()),
                    ("phone", carer.phone.as_deref().unwrap_or_default().into()),
                ],
            );
            Span::from(single_spaced(&words))
        }
        None => Span::new(ui.text("child-carer-none"), Role::Watch),
    };
    let mut line = vec![carer];
    let (teacher, phone) = (&view.child.class_teacher, &view.child.teacher_phone);
    if teacher.is_some() || phone.is_some() {
        let name = teacher.as_deref().map(|name| ui.language.teacher(name)).unwrap_or_default();
        let phone = phone.as_deref().unwrap_or_default();
        let words = ui.with("child-teacher", &[("name", name.into()), ("phone", phone.into())]);
        line.push(Span::from(format!("     {}", single_spaced(&words))));
    }
    line
}

/// Without the gaps that blank values leave.
fn single_spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Why the case is here, a cause each, with its day.
pub fn causes(view: &View, ui: &Ui) -> Vec<String> {
    let causes = view.case.as_ref().map(|case| case.causes.as_slice()).unwrap_or_default();
    causes.iter().map(|cause| cause_words(*cause, view, ui)).collect()
}

fn cause_words(cause: Cause, view: &View, ui: &Ui) -> String {
    let date = ui.language.near(cause.date, ui.today);
    let due = view.row.visit_due;
    match cause.code {
        TriageCause::TierRise => {
            let to = ui.language.code(view.row.tier);
            let from = view.rose_from.filter(|from| *from > view.row.tier);
            let rose = match from {
                // Nobody's risk rose: what is known ran out.
                Some(from) if view.row.tier == Tier::Unknown => {
                    let from = ui.language.code(from).into();
                    ui.with("triage-cause-unknown", &[("date", date.into()), ("from", from)])
                }
                Some(from) => {
                    let from = ui.language.code(from).into();
                    let values = [("date", date.into()), ("from", from), ("to", to.into())];
                    ui.with("triage-cause-rose", &values)
                }
                None => {
                    ui.with("triage-cause-rose-to", &[("date", date.into()), ("to", to.into())])
                }
            };
            let days = due.map(|due| (due - ui.today).num_days());
            match days.zip(due) {
                Some((0, _)) => format!("{rose}, {}", ui.text("triage-visit-today")),
                Some((1.., due)) => {
                    let due = ui.language.near(due, ui.today);
                    format!("{rose}, {}", ui.with("triage-visit-by", &[("date", due.into())]))
                }
                _ => rose,
            }
        }
        TriageCause::Overdue => {
            let days = view.row.days_overdue(ui.today).max(1);
            let due = due.unwrap_or(cause.date);
            let due = ui.language.near(due, ui.today);
            ui.with("triage-cause-late", &[("days", days.into()), ("date", due.into())])
        }
        TriageCause::Task => {
            let task = view.tasks.iter().find(|task| task.due == cause.date);
            let title = task.map(|task| task.title.as_str()).unwrap_or_default();
            ui.with("triage-cause-due", &[("date", date.into()), ("title", title.into())])
        }
        TriageCause::Critical => {
            let tier = ui.language.code(Tier::Critical);
            ui.with("triage-cause-unseen", &[("date", date.into()), ("tier", tier.into())])
        }
        TriageCause::LookAgain => ui.with("triage-cause-again", &[("date", date.into())]),
        TriageCause::Concern => concern_words(cause, view, ui),
        TriageCause::LostVolunteer => ui.with("triage-cause-alone", &[("date", date.into())]),
    }
}

/// What a visit reported, by the day of the visit: the case came in with its entry, which stands behind where it was later.
fn concern_words(cause: Cause, view: &View, ui: &Ui) -> String {
    // Danger is no school trouble: it asks for a report, and says by which key.
    if let Some(seen) = view.report_wanted {
        let key = ui.keys.words(Action::Report);
        let date = ui.language.near(seen, ui.today);
        return ui.with("triage-cause-urgent", &[("date", date.into()), ("key", key.into())]);
    }
    let visit = view.reported(cause.date);
    let seen = visit.map_or(cause.date, |visit| visit.day);
    let urgent = visit.is_some_and(|visit| visit.safety == Some(Observation::Urgent));
    let id = if urgent { "triage-cause-urgent-told" } else { "triage-cause-reported" };
    let words = ui.with(id, &[("date", ui.language.near(seen, ui.today).into())]);
    if seen == cause.date {
        return words;
    }
    let entered = ui.language.near(cause.date, ui.today);
    format!("{words}{}", ui.with("triage-entered", &[("date", entered.into())]))
}

/// `紧急 78(至86)  30天前58  资料完整度90% 还不知道: 心理,健康`.
pub fn standing(view: &View, ui: &Ui, columns: u16) -> Vec<Line> {
    let row = &view.row;
    let tier = ui.language.code(row.tier);
    let mut score = ui.with("child-score", &[("tier", tier.into()), ("score", row.score.into())]);
    if row.score_high > row.score {
        let high = ui.with("child-score-high", &[("high", row.score_high.into())]);
        let gap = if ui.language.is_zh() { "" } else { " " };
        score = format!("{score}{gap}({high})");
    }
    if row.by_rule() {
        score = format!("{score} {}", ui.text("child-by-rule"));
    }
    let mut rest = Vec::new();
    for (days, change) in [(30, row.change_30), (90, view.change_90)] {
        if let Some(change) = change {
            let then = i64::from(row.score) - change;
            rest.push(ui.with("child-score-ago", &[("days", days.into()), ("score", then.into())]));
        }
    }
    rest.push(ui.with("child-coverage-short", &[("percent", row.coverage.into())]));
    let lacking: Vec<_> =
        row.lacking().into_iter().map(|domain| ui.language.domain_short(domain)).collect();
    if !lacking.is_empty() {
        let lacking = ui.language.list(&lacking);
        rest.push(ui.with("child-unknown", &[("domains", lacking.into())]));
    }
    let mut line = vec![Span::new(format!(" {score} "), rows::role(row.tier))];
    line.extend(rest.into_iter().map(|part| Span::new(format!("  {part}"), Role::Muted)));
    fold(line, columns, 3)
}

/// The reasons: points, words, where it is known from, whether it is new. Where they fit they stand in columns, a line each.
pub fn reasons(view: &View, ui: &Ui, columns: u16) -> Vec<Vec<Line>> {
    view.row.reasons.iter().map(|reason| reason_lines(reason, view, ui, columns)).collect()
}

/// The reasons in so few words that several stand on a line: `8 母亲离家`.
pub fn reasons_short(view: &View, ui: &Ui) -> Vec<String> {
    let short = |reason: &Reason| {
        format!("{} {}", points(reason, ui).0, ui.language.reason(reason, ui.today))
    };
    view.row.reasons.iter().map(short).collect()
}

/// The points as they are shown, and whether the reason is new.
fn points(reason: &Reason, ui: &Ui) -> (String, bool) {
    // Attendance is always of these days; a mark or someone's word is new when it was entered.
    let entered = matches!(reason.source, Some((Source::Exam | Source::Fact, _)));
    let age = reason.date.map(|day| (ui.today - day).num_days());
    let is_new = entered && age.is_some_and(|days| (0..NEW_DAYS).contains(&days));
    let points = match reason.points {
        // Decided by a rule, whatever the points.
        0 => "!".to_owned(),
        points if is_new => format!("+{points}"),
        points => points.to_string(),
    };
    (points, is_new)
}

fn reason_lines(reason: &Reason, view: &View, ui: &Ui, columns: u16) -> Vec<Line> {
    let glyphs = ui.look.glyphs;
    let (points, is_new) = points(reason, ui);
    let words = ui.language.reason(reason, ui.today);
    let role = if reason.points == 0 { rows::role(view.row.tier) } else { Role::Text };
    let mut known = Vec::new();
    if !matches!(reason.value, ReasonValue::Seen(_)) {
        known.push(Span::new(format!("  {}", evidence(reason, view, ui)), Role::Muted));
        if is_new {
            known.push(Span::new(format!(" {}", ui.text("child-new")), Role::Watch));
        }
    }
    let points = Span::new(format!("{} ", text::right(&points, 4, glyphs)), Role::Accent);
    let beside: usize = if columns >= 70 { 28 } else { 22 };
    let room = usize::from(columns).saturating_sub(5 + beside);
    let in_columns = text::width(&words) <= room && wide_of(&known) <= beside;
    let words = if in_columns { text::left(&words, room, glyphs) } else { words };
    let mut line = vec![points, Span::new(words, role)];
    line.append(&mut known);
    fold(line, columns, 5)
}

fn evidence(reason: &Reason, view: &View, ui: &Ui) -> String {
    let Some(date) = reason.date else { return String::new() };
    let day = ui.language.near(date, ui.today);
    let Some(source) = reason.source else { return day };
    match (source.0, view.evidence.get(&source)) {
        (Source::AttendanceDay | Source::AttendanceRange, _) => {
            ui.with("child-as-of", &[("date", day.into())])
        }
        (_, Some(Evidence::Exam(kind))) => format!("{day} {}", ui.language.code(*kind)),
        (_, Some(Evidence::Word(word))) => format!("{day} {}", ui.language.usual(word)),
        (_, None) => day,
    }
}

/// Visits, contacts and events, newest first: what was found, then who went, then the note.
pub fn happened(view: &View, ui: &Ui, columns: u16) -> Vec<Vec<Line>> {
    view.happened.iter().map(|one| happening(one, ui, columns)).collect()
}

fn happening(one: &Happening, ui: &Ui, columns: u16) -> Vec<Line> {
    let day = ui.language.near(one.day(), ui.today);
    let wide = text::width(&day).max(if ui.language.is_zh() { 5 } else { 6 });
    let mut line =
        vec![Span::new(format!(" {} ", text::right(&day, wide, ui.look.glyphs)), Role::Muted)];
    let note = match one {
        Happening::Visit(visit, names) => {
            let names: Vec<_> = names.iter().map(|name| ui.language.person(name)).collect();
            let names = names.join("+");
            line.push(Span::from(format!("{} ", ui.language.kind("visit"))));
            line.push(records::outcome(visit, ui));
            // Where all five don't fit, what was in order goes without saying.
            let all = records::observations(visit, ui);
            let room =
                usize::from(columns).saturating_sub(wide_of(&line) + text::width(&names) + 1);
            let fits = all.iter().map(|one| text::width(&one.text) + 1).sum::<usize>() <= room;
            for found in if fits { all } else { records::noticed(visit, ui) } {
                line.push(Span::new(format!(" {}", found.text), found.role));
            }
            if !names.is_empty() {
                line.push(Span::from(format!(" {names}")));
            }
            visit.note.as_deref()
        }
        Happening::Contact(contact) => {
            line.push(Span::from(records::contact(contact, ui)));
            contact.note.as_deref()
        }
        Happening::Event(event) => {
            let title = event.title.as_str().into();
            line.push(Span::from(ui.with("child-at-event", &[("title", title)])));
            None
        }
    };
    if let Some(note) = note.map(str::trim).filter(|note| !note.is_empty()) {
        line.push(Span::from(format!(" \"{}\"", single_spaced(&text::clean(note)))));
    }
    fold(line, columns, wide + 2)
}

/// The columns of a line.
fn wide_of(line: &Line) -> usize {
    line.iter().map(|span| text::width(&span.text)).sum()
}

/// What is decided already: so many tasks, the volunteers, so many of the last decisions.
pub fn decided(
    view: &View,
    ui: &Ui,
    (tasks, decisions): (usize, usize),
    columns: u16,
) -> Vec<Line> {
    let mut lines: Vec<Line> =
        view.tasks.iter().take(tasks).map(|task| task_line(task, ui)).collect();
    if let Some(first) = lines.first_mut() {
        first.push(Span::new(format!("  {}", ui.text("triage-task-key")), Role::Muted));
    }
    if view.tasks.len() > tasks
        && let Some(last) = lines.last_mut()
    {
        let more = ui.with("triage-more", &[("count", (view.tasks.len() - tasks).into())]);
        last.push(Span::new(format!("  {more}"), Role::Muted));
    }
    lines.push(volunteers(view, ui));
    let mut past = view.decisions.iter().take(decisions).peekable();
    if past.peek().is_none() {
        lines.push(vec![Span::new(format!(" {}", ui.text("triage-never-decided")), Role::Muted)]);
    }
    for (at, decision) in past.enumerate() {
        let id = if at == 0 { "triage-last" } else { "triage-before" };
        let mut line = vec![Span::new(format!(" {} ", ui.text(id)), Role::Muted)];
        line.extend(decision_line(decision, ui, at == 0));
        lines.push(line);
    }
    lines.into_iter().flat_map(|line| fold(line, columns, 3)).collect()
}

fn task_line(task: &Task, ui: &Ui) -> Line {
    let late = (ui.today - task.due).num_days();
    let role = match late {
        1.. => Role::Critical,
        0 => Role::Watch,
        _ => Role::Text,
    };
    let day = ui.language.near(task.due, ui.today);
    let mut line = vec![
        Span::new(format!(" {} ", ui.text("child-tasks")), Role::Muted),
        Span::new(day, role),
        Span::from(format!(" {}", task.title)),
    ];
    if late > 0 {
        let words = ui.with("triage-task-late", &[("days", late.into())]);
        line.push(Span::new(format!(" {words}"), role));
    }
    if let Some(owner) = &task.owner {
        line.push(Span::new(format!(" ({})", ui.language.person(owner)), Role::Muted));
    }
    line
}

fn volunteers(view: &View, ui: &Ui) -> Line {
    if view.volunteers.is_empty() {
        return vec![Span::new(format!(" {}", ui.text("triage-no-volunteer")), Role::Watch)];
    }
    let mut line = vec![Span::new(format!(" {} ", ui.text("triage-volunteers")), Role::Muted)];
    for (at, (volunteer, load, most)) in view.volunteers.iter().enumerate() {
        let gap = if at == 0 { "" } else { "  " };
        let name = ui.language.person(&volunteer.name);
        let phone = volunteer.phone.as_deref().unwrap_or_default();
        let load = most.map_or_else(|| load.to_string(), |most| format!("{load}/{most}"));
        let load = ui.with("form-assign-load", &[("load", load.into())]);
        line.push(Span::from(format!("{gap}{}", single_spaced(&format!("{name} {phone} {load}")))));
    }
    line
}

/// A decision on one line: `11-16 已处理 "等期中成绩" 李晓  再看 11-23 到了`.
pub fn decision_line(decision: &Decision, ui: &Ui, last: bool) -> Line {
    let mut parts = records::decision(decision, ui, last);
    let again = parts.pop();
    let mut line = Vec::new();
    for part in parts {
        line.push(part);
        line.push(Span::from(" "));
    }
    line.push(Span::from(" "));
    line.extend(again);
    line
}

/// What the decision keys will do, for the last line of the page.
pub fn consequence(view: &View, ui: &Ui) -> String {
    let back = |date: NaiveDate| ui.language.near(date, ui.today);
    if view.row.tier == Tier::Critical {
        ui.text("triage-hint-critical")
    } else {
        ui.with("triage-hint-handled", &[("date", back(view.look_again).into())])
    }
}

/// The message about the case that is copied: the one of the child's page. What tasks are called stays in the office.
pub fn summary(view: &View, ui: &Ui) -> String {
    let who = view.volunteers.first().map(|(volunteer, ..)| volunteer.name.as_str());
    message::visit_to(who, &view.child, view.carer.as_ref(), view.row.visit_due, ui)
}
