//! The score explained: each reason with its points, evidence, date and last good day; what was asked and isn't so, what has
//! expired, what is unknown and what it could change; the score over time.

use chrono::NaiveDate;

use super::view::View;
use crate::console::screen::Ui;
use crate::console::screens::rows::Target;
use crate::console::screens::sheet::{Line, led_by, tall, wrapped};
use crate::console::screens::words::tier_role;
use crate::console::widgets::paint::Span;
use crate::console::widgets::table::{Column, Row};
use crate::console::widgets::{Role, text};
use crate::domain::codes::FactValue;
use crate::domain::risk::{Finding, FindingState, Reason, ReasonValue, Source};
use crate::language::dates::number;
use crate::store::Kind;

/// The rule's titles: tier and score with what it may reach, what to mind, completeness, the score before; those that fit.
pub(super) fn titles(view: &View, ui: &Ui, columns: u16) -> Vec<String> {
    let found = &view.assessment;
    let tier = ui.language.code(found.tier);
    let score = [("tier", tier.into()), ("score", found.score.into())];
    let mut first = format!("{} {}", ui.text("child-risk"), ui.with("child-score", &score));
    if found.score_high > found.score {
        let high = ui.with("child-score-high", &[("high", found.score_high.into())]);
        first = ui.with("pages-score-range", &[("score", first.into()), ("high", high.into())]);
    }
    let mut titles = vec![first];
    if found.by_rule() {
        titles.push(ui.text("child-by-rule"));
    }
    if found.verify {
        titles.push(ui.text("child-verify"));
    }
    titles.push(ui.with("child-coverage", &[("percent", found.coverage().into())]));
    let before: Vec<String> =
        view.earlier.iter().map(|(days, score)| ago(*days, *score, ui)).collect();
    if !before.is_empty() {
        titles.push(before.join("  "));
    }
    // Each title takes four columns more than its text: two of the rule, two spaces.
    let mut used = 2;
    titles.retain(|title| {
        used += text::width(title) + 4;
        used <= usize::from(columns)
    });
    titles
}

fn ago(days: u64, score: Option<i64>, ui: &Ui) -> String {
    match score {
        Some(score) => {
            ui.with("child-score-ago", &[("days", days.into()), ("score", score.into())])
        }
        None => ui.with("child-score-ago-none", &[("days", days.into())]),
    }
}

/// Everything below the rule.
pub(super) fn lines(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    let mut lines = Vec::new();
    let table = Table::new(columns, ui);
    for reason in &view.assessment.reasons {
        lines.extend(reason_lines(view, reason, &table, ui));
    }
    for finding in view.assessment.findings.iter().filter(|one| is_good_news(one)) {
        let words = match finding.value {
            Some(ReasonValue::Fact(value)) => ui.language.code_as("reason-home", value),
            _ => ui.language.finding(finding, ui.today),
        };
        let cells = Cells {
            points: Span::new("0", Role::Muted),
            words,
            role: Role::Text,
            evidence: evidence(view, finding.source, finding.date, ui),
            until: until(finding, ui),
        };
        lines.extend(table.lines(cells, target(finding.source)));
    }
    lines.extend(asked_and_none(view, ui, columns));
    for finding in of_state(view, FindingState::Expired) {
        let age = finding.date.map(|day| ui.language.seen_ago(Some(day), ui.today));
        let ended = finding.expires.map_or_else(String::new, |day| {
            ui.with("pages-expired-on", &[("date", ui.language.near(day, ui.today).into())])
        });
        // In the words of what it was while it counted.
        let plain = Finding { state: FindingState::Known, ..finding.clone() };
        let cells = Cells {
            points: Span::new("-", Role::Muted),
            words: ui.language.finding(&plain, ui.today),
            role: Role::Muted,
            evidence: age.unwrap_or_default(),
            until: Span::new(ended, Role::Muted),
        };
        lines.extend(table.lines(cells, Some(Target::Unknown(finding.domain))));
    }
    lines.extend(unknown(view, ui, &table, columns));
    lines.extend(capped(view, ui, columns));
    lines.extend(super::trend::lines(view, ui, columns));
    lines
}

/// The columns of the reasons: points, what, evidence, last good day.
struct Table {
    columns: [Column; 4],
    page: u16,
}

struct Cells {
    points: Span,
    words: String,
    role: Role,
    evidence: String,
    until: Span,
}

impl Table {
    fn new(page: u16, ui: &Ui) -> Self {
        let zh = ui.language.is_zh();
        let until = if zh { 15 } else { 19 };
        let evidence: u16 = match page {
            86.. => 24,
            76..86 if zh => 20,
            76..86 => 21,
            _ => 14,
        };
        let columns =
            [Column::right(4), Column::rest(), Column::left(evidence), Column::left(until)];
        Self { columns, page }
    }

    /// One reason: its words go on below where they don't fit.
    fn lines(&self, cells: Cells, target: Option<Target>) -> Vec<Line<Target>> {
        let row = Row::default()
            .cell(cells.points.text, cells.points.role)
            .cell(cells.words, cells.role)
            .cell(cells.evidence, Role::Muted)
            .cell(cells.until.text, cells.until.role);
        led_by(tall(&self.columns, row, 1, self.page), target)
    }
}

fn reason_lines(view: &View, reason: &Reason, table: &Table, ui: &Ui) -> Vec<Line<Target>> {
    let role = tier_role(view.assessment.tier);
    let points = if reason.points > 0 {
        Span::new(reason.points.to_string(), Role::Text)
    } else {
        // Decided by a rule, whatever the points.
        Span::new("!", role)
    };
    let is_new = reason.date.is_some_and(|day| (ui.today - day).num_days() <= NEW);
    let mut evidence = match reason.value {
        ReasonValue::Seen(_) => String::new(),
        _ => evidence(view, reason.source, reason.date, ui),
    };
    if is_new && reason.source.is_some() {
        evidence = format!("{evidence} {}", ui.text("child-new"));
    }
    let until = reason.expires.map_or_else(Span::default, |day| good_to(day, ui));
    let role = if reason.points > 0 { Role::Text } else { role };
    let words = ui.language.reason(reason, ui.today);
    let cells = Cells { points, words, role, evidence, until };
    table.lines(cells, target(reason.source))
}

/// A reason whose record is this young is marked as new.
const NEW: i64 = 7;

/// A value that ends within so many days is shown as ending.
const ENDING: i64 = 14;

fn good_to(day: NaiveDate, ui: &Ui) -> Span {
    let words = ui.with("child-expires", &[("date", ui.language.near(day, ui.today).into())]);
    let ending = (day - ui.today).num_days() <= ENDING;
    Span::new(words, if ending { Role::Watch } else { Role::Muted })
}

fn until(finding: &Finding, ui: &Ui) -> Span {
    finding.expires.map_or_else(Span::default, |day| good_to(day, ui))
}

/// Where it is known from: until which day, which exam, who said so and when.
fn evidence(
    view: &View,
    source: Option<(Source, i64)>,
    date: Option<NaiveDate>,
    ui: &Ui,
) -> String {
    let Some(date) = date else { return String::new() };
    let day = ui.language.near(date, ui.today);
    match source {
        Some((Source::AttendanceDay | Source::AttendanceRange, _)) => {
            ui.with("child-as-of", &[("date", day.into())])
        }
        Some(source @ (Source::Exam, _)) => {
            match view.exam(source).and_then(|exam| exam.exam_type) {
                Some(kind) => format!("{day} {}", ui.language.code(kind)),
                None => day,
            }
        }
        Some((Source::Fact, id)) => match view.fact_source(id) {
            Some(source) => format!("{day} {}", ui.language.usual(source)),
            None => day,
        },
        None => day,
    }
}

/// The row behind a value: Enter corrects it.
fn target(source: Option<(Source, i64)>) -> Option<Target> {
    let (source, id) = source?;
    let kind = match source {
        Source::AttendanceDay => Kind::AttendanceDay,
        Source::AttendanceRange => Kind::AttendanceRange,
        Source::Exam => Kind::Exam,
        Source::Fact => Kind::Fact,
    };
    Some(Target::Row(kind, id))
}

fn of_state(view: &View, state: FindingState) -> impl Iterator<Item = &Finding> {
    view.assessment.findings.iter().filter(move |one| one.state == state)
}

/// Asked, and there is none of it.
fn is_none(finding: &Finding) -> bool {
    match &finding.value {
        Some(ReasonValue::Fact(value)) => {
            matches!(value, FactValue::No | FactValue::None)
        }
        Some(ReasonValue::Incidents(incidents)) => incidents.count == 0,
        Some(ReasonValue::Years(years)) => *years <= 0,
        Some(ReasonValue::Drops(drops)) => drops.is_empty(),
        _ => false,
    }
}

/// Known, without points, and worth its own line: attendance, marks, parents at home or only the father away.
fn is_good_news(finding: &Finding) -> bool {
    let worth_saying = match &finding.value {
        Some(ReasonValue::Percent(_)) => true,
        Some(ReasonValue::Subjects(subjects)) => !subjects.is_empty(),
        Some(ReasonValue::Fact(value)) => {
            matches!(value, FactValue::Ok | FactValue::FatherAway)
        }
        _ => false,
    };
    finding.state == FindingState::Known && finding.points == 0 && worth_saying
}

/// "0 asked, none: …" in one paragraph.
fn asked_and_none(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    let names: Vec<String> = of_state(view, FindingState::Known)
        .filter(|one| one.points == 0 && is_none(one))
        .map(|one| ui.language.code(one.code))
        .collect();
    if names.is_empty() {
        return Vec::new();
    }
    let words = ui.with("pages-asked-none", &[("what", ui.language.list(&names).into())]);
    paragraph("0", &words, columns)
}

/// A paragraph beside the points' column.
fn paragraph(points: &str, words: &str, columns: u16) -> Vec<Line<Target>> {
    let mut lines: Vec<Line<Target>> = wrapped(words, columns, 5, Role::Muted);
    if let Some(first) = lines.first_mut() {
        let piece = text::wrap(words, usize::from(columns.saturating_sub(6)).max(8));
        let piece = piece.into_iter().next().unwrap_or_default();
        *first = Line::text(format!("{points:>4} {piece}"), Role::Muted);
    }
    lines
}

/// What isn't known: a row a domain without any value, with what it could add; then what else was never asked.
fn unknown(view: &View, ui: &Ui, table: &Table, columns: u16) -> Vec<Line<Target>> {
    let found = &view.assessment;
    let mut lines = Vec::new();
    for part in found.domains.iter().filter(|part| !part.covered) {
        let names: Vec<String> = of_state(view, FindingState::Missing)
            .filter(|one| one.domain == part.domain)
            .map(|one| ui.language.code(one.code))
            .collect();
        let domain = ui.language.code(part.domain);
        let words = if names.is_empty() {
            ui.with("pages-unknown-domain", &[("domain", domain.into())])
        } else {
            let what = ui.language.list(&names);
            ui.with("pages-unknown-what", &[("domain", domain.into()), ("what", what.into())])
        };
        let could = number(f64::from(part.cap) / 2.0);
        let cells = Cells {
            points: Span::new("?", Role::Unknown),
            words,
            role: Role::Text,
            evidence: ui.with("child-unknown-could", &[("points", could.into())]),
            until: Span::new(ui.text("pages-enter-to-fill"), Role::Muted),
        };
        lines.extend(table.lines(cells, Some(Target::Unknown(part.domain))));
    }
    let covered =
        |one: &&Finding| found.domains.iter().any(|part| part.domain == one.domain && part.covered);
    let names: Vec<String> = of_state(view, FindingState::Missing)
        .filter(covered)
        .map(|one| ui.language.code(one.code))
        .collect();
    if !names.is_empty() {
        let words = ui.with("pages-never-asked", &[("what", ui.language.list(&names).into())]);
        lines.extend(paragraph("", &words, columns));
    }
    lines
}

/// Why the points don't add up, where a domain's cap or the hundred cuts them.
fn capped(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    let found = &view.assessment;
    let mut cut = Vec::new();
    for part in &found.domains {
        let points: u32 = found
            .reasons
            .iter()
            .filter(|reason| reason.code.domain() == Some(part.domain))
            .map(|reason| reason.points)
            .sum();
        if points > part.points {
            cut.push(ui.with(
                "pages-capped",
                &[
                    ("domain", ui.language.code(part.domain).into()),
                    ("points", points.into()),
                    ("cap", part.points.into()),
                ],
            ));
        }
    }
    if cut.is_empty() { Vec::new() } else { paragraph("", &ui.language.list(&cut), columns) }
}
