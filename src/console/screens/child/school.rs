//! School: attendance as a heat strip with its absences and ranges, and every exam's marks.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::view::{MonthRate, View, absent};
use crate::console::screen::Ui;
use crate::console::screens::rows::Target;
use crate::console::screens::sheet::{Line, flowing};
use crate::console::screens::words;
use crate::console::widgets::heat::{Day, Strip};
use crate::console::widgets::paint::Span;
use crate::console::widgets::table::{Column, Row};
use crate::console::widgets::{Role, text};
use crate::domain::codes::{AttendanceStatus, ExamType, ReasonCode};
use crate::domain::records::Exam;
use crate::domain::risk::ReasonValue;
use crate::language::dates::number;
use crate::store::Kind;

/// One exam: its day and type.
type Sitting = (NaiveDate, Option<ExamType>);

/// Months shown as strips.
const STRIPS: usize = 6;

/// How a day at school is marked; a legend says what the letters mean.
pub(super) const fn mark(status: AttendanceStatus) -> Day {
    match status {
        AttendanceStatus::Present => Day { mark: '.', role: Role::Ok },
        AttendanceStatus::Late => Day { mark: 'l', role: Role::Watch },
        AttendanceStatus::Excused => Day { mark: 'e', role: Role::Watch },
        AttendanceStatus::Unexcused => Day { mark: 'X', role: Role::Critical },
    }
}

/// The rate by month, the newest last, and the one that is scored with the day until which it runs.
pub(super) fn rates(view: &View, ui: &Ui, columns: u16, months: usize) -> Vec<Line<Target>> {
    let rates = view.months();
    let newest = newest_rate(view, ui);
    if rates.is_empty() && newest.is_none() {
        let none = ui.text("child-attendance-none");
        return vec![Line::text(none, Role::Muted)];
    }
    let mut spans = vec![Span::new(ui.text("child-attendance"), Role::Muted)];
    for rate in rates.iter().take(months).rev() {
        let words = ui.with(
            "child-attendance-month",
            &[("month", ui.language.month(rate.first).into()), ("percent", rate.percent().into())],
        );
        spans.push(Span::new(words, rate_role(rate.percent())));
    }
    if let Some(newest) = newest {
        spans.push(Span::new(newest, Role::Muted));
    }
    flowing(spans, columns)
}

fn rate_role(percent: u32) -> Role {
    match percent {
        95.. => Role::Text,
        80..95 => Role::Watch,
        _ => Role::Critical,
    }
}

/// The rate that is scored, and until which day it runs.
fn newest_rate(view: &View, ui: &Ui) -> Option<String> {
    let finding = view.assessment.findings.iter().find(|one| one.code == ReasonCode::Att1)?;
    let (Some(ReasonValue::Percent(_)), Some(date)) = (&finding.value, finding.date) else {
        return None;
    };
    let as_of = ui.with("child-as-of", &[("date", ui.language.near(date, ui.today).into())]);
    Some(format!("{} ({as_of})", ui.language.finding(finding, ui.today)))
}

/// The two newest sittings, a line each: `期中 11-06 语文51 数学68`.
pub(super) fn sittings(view: &View, ui: &Ui, most: usize) -> Vec<Line<Target>> {
    let mut found: Vec<(Sitting, Vec<&Exam>)> = Vec::new();
    for exam in &view.records.exams {
        let key = (exam.day, exam.exam_type);
        let again = found.last().is_some_and(|(last, _)| *last == key);
        if !again && found.len() == most {
            break;
        }
        if !again {
            found.push((key, Vec::new()));
        }
        if let Some((_, marks)) = found.last_mut() {
            marks.push(exam);
        }
    }
    if found.is_empty() {
        return vec![Line::text(ui.text("child-exams-none"), Role::Muted)];
    }
    found
        .into_iter()
        .map(|((day, _), mut marks)| {
            marks.sort_by_key(|exam| subject_order(exam));
            let kind = marks.first().and_then(|exam| exam.exam_type);
            let kind = kind.map_or_else(|| ui.language.kind("exam"), |kind| ui.language.code(kind));
            let day = ui.language.near(day, ui.today);
            let mut spans = vec![Span::new(format!("{kind} {day} "), Role::Muted)];
            for exam in marks {
                let words = format!(
                    " {}{}",
                    ui.language.subject(&exam.subject),
                    spaced(&words::mark(exam), ui)
                );
                spans.push(Span::new(
                    words,
                    if words::failed(exam) { Role::High } else { Role::Text },
                ));
            }
            Line::spans(spans)
        })
        .collect()
}

/// A number behind a word: with a space between where the word is in letters.
fn spaced(mark: &str, ui: &Ui) -> String {
    if ui.language.is_zh() { mark.to_owned() } else { format!(" {mark}") }
}

/// Core subjects first, in their usual order.
fn subject_order(exam: &Exam) -> (u8, String) {
    use crate::domain::codes::CoreSubject;
    let at = CoreSubject::from_name(&exam.subject).map_or(u8::MAX, |subject| subject as u8);
    (at, exam.subject.clone())
}

/// The attendance half of the tab.
pub(super) fn attendance(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    let mut lines = vec![Line::rule([ui.text("pages-attendance")])];
    lines.extend(rates(view, ui, columns, STRIPS));
    let strips = strips(view, ui);
    if !strips.is_empty() {
        lines.extend(strips.into_iter().map(Line::strip));
        lines.push(legend(ui));
    }
    let date = |day| ui.language.near(day, ui.today);
    let table = [Column::left(if columns < 60 { 19 } else { 26 }), Column::rest()];
    for range in &view.records.attendance_ranges {
        let days = words::days(range.from_day, range.to_day, ui);
        let words = ui.with(
            "pages-range",
            &[
                ("recorded", number(range.days_recorded).into()),
                ("excused", number(range.absent_excused.unwrap_or(0.0)).into()),
                ("unexcused", number(range.absent_unexcused.unwrap_or(0.0)).into()),
            ],
        );
        let rate =
            MonthRate { first: range.to_day, recorded: range.days_recorded, absent: absent(range) };
        let (percent, role) = if rate.recorded > 0.0 {
            (format!("{}%  ", rate.percent()), rate_role(rate.percent()))
        } else {
            (String::new(), Role::Text)
        };
        let row = Row::new([days]).cell(format!("{percent}{words}"), role);
        let target = Target::Row(Kind::AttendanceRange, range.meta.id);
        lines.push(Line::cells(&table, row).to(target));
    }
    let missed =
        view.records.attendance_days.iter().filter(|day| day.status != AttendanceStatus::Present);
    for day in missed {
        let words = ui.language.short_weekday(day.day);
        let words = if (ui.today - day.day).num_days() > 180 { date(day.day) } else { words };
        let row = Row::new([words]).cell(ui.language.code(day.status), mark(day.status).role);
        let target = Target::Row(Kind::AttendanceDay, day.meta.id);
        lines.push(Line::cells(&table, row).to(target));
    }
    lines
}

/// A strip a month, the newest first.
fn strips(view: &View, ui: &Ui) -> Vec<Strip> {
    let mut months: BTreeMap<(i32, u32), BTreeMap<u32, AttendanceStatus>> = BTreeMap::new();
    for day in &view.records.attendance_days {
        let month = months.entry((day.day.year(), day.day.month())).or_default();
        month.insert(day.day.day(), day.status);
    }
    let rates = view.months();
    months
        .into_iter()
        .rev()
        .take(STRIPS)
        .filter_map(|((year, month), days)| {
            let first = NaiveDate::from_ymd_opt(year, month, 1)?;
            let rate = rates.iter().find(|rate| rate.first == first)?;
            let last = days.keys().next_back().copied().unwrap_or(0);
            let days = (1..=31)
                .map(|day| {
                    let known = days.get(&day).map(|status| mark(*status));
                    known.or_else(|| blank(view, first, day, last))
                })
                .collect();
            let label = text::left(&ui.language.month(first), 5, ui.look.glyphs);
            let tail = ui.with(
                "pages-month-rate",
                &[("percent", rate.percent().into()), ("days", number(rate.recorded).into())],
            );
            Some(Strip { label, days, tail })
        })
        .collect()
}

/// A school day of which nothing is recorded, up to the last recorded one: a gap that should be seen.
fn blank(view: &View, first: NaiveDate, day: u32, last: u32) -> Option<Day> {
    let date = first.with_day(day)?;
    (day < last && view.school_days.contains(&date)).then_some(Day { mark: '_', role: Role::Muted })
}

fn legend(ui: &Ui) -> Line<Target> {
    let mut spans = vec![Span::from("      ")];
    for status in AttendanceStatus::ALL {
        let day = mark(*status);
        spans.push(Span::new(format!("{} ", day.mark), day.role));
        spans.push(Span::new(format!("{}  ", ui.language.code(*status)), Role::Muted));
    }
    spans.push(Span::new(format!("_ {}", ui.text("pages-not-recorded")), Role::Muted));
    Line::spans(spans)
}

/// The exams' half of the tab.
pub(super) fn exams(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    let mut lines = vec![Line::rule([ui.text("pages-exams")])];
    let exams = &view.records.exams;
    if exams.is_empty() {
        lines.push(Line::text(ui.text("child-exams-none"), Role::Muted));
    }
    let day = if ui.language.is_zh() { 11 } else { 12 };
    let subject = if columns < 50 { 8 } else { 14 };
    let table = [
        Column::left(day),
        Column::left(9),
        Column::left(subject),
        Column::right(7),
        Column::right(5),
        Column::rest(),
    ];
    let mut shown: Option<Sitting> = None;
    let mut sorted: Vec<&Exam> = exams.iter().collect();
    sorted.sort_by_key(|exam| (std::cmp::Reverse(exam.day), exam.exam_type, subject_order(exam)));
    for exam in sorted {
        let key = (exam.day, exam.exam_type);
        let again = shown == Some(key);
        shown = Some(key);
        let first = |words: String| if again { String::new() } else { words };
        let kind = exam.exam_type.map(|kind| ui.language.code(kind)).unwrap_or_default();
        let role = if words::failed(exam) { Role::High } else { Role::Text };
        let change = before(exams, exam).map(|points| crate::language::dates::change(Some(points)));
        let failed = if words::failed(exam) { ui.text("pages-failed") } else { String::new() };
        let row = Row::new([first(ui.language.near(exam.day, ui.today)), first(kind)])
            .cell(ui.language.subject(&exam.subject), Role::Text)
            .cell(words::mark(exam), role)
            .cell(change.unwrap_or_default(), Role::Muted)
            .cell(failed, role);
        lines.push(Line::cells(&table, row).to(Target::Row(Kind::Exam, exam.meta.id)));
    }
    lines
}

/// The change in percentage points against the exam of the same subject and type before (DOMAIN §1.4, CRS2).
#[expect(clippy::cast_possible_truncation, reason = "percentage points are small")]
fn before(exams: &[Exam], exam: &Exam) -> Option<i64> {
    let percent = |exam: &Exam| exam.score * 100.0 / exam.full_marks.unwrap_or(100.0);
    let earlier = exams
        .iter()
        .filter(|other| {
            other.day < exam.day
                && other.exam_type == exam.exam_type
                && other.subject == exam.subject
        })
        .max_by_key(|other| other.day)?;
    Some((percent(exam) - percent(earlier)).round() as i64)
}
