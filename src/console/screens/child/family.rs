//! Home: the carer and their other children, parents, categories; on its own tab the whole file, every dated fact, everyone who
//! visited, and the events.

use super::view::View;
use crate::console::action::Route;
use crate::console::screen::Ui;
use crate::console::screens::rows::Target;
use crate::console::screens::sheet::{
    Body, Line, flowing, has_two, led_by, pane_widths, tall, wrapped,
};
use crate::console::screens::words;
use crate::console::widgets::Role;
use crate::console::widgets::paint::Span;
use crate::console::widgets::table::{Column, Row};
use crate::domain::birthday::BirthdayInput;
use crate::domain::codes::{FactCode, Status};
use crate::domain::records::{Child, Record};
use crate::domain::resident_id::masked;
use crate::store::Kind;

/// The class teacher and their phone.
pub(super) fn teacher(view: &View, ui: &Ui) -> Option<Line<Target>> {
    let child = &view.child;
    if child.class_teacher.is_none() && child.teacher_phone.is_none() {
        return None;
    }
    let name = child.class_teacher.as_deref().unwrap_or_default();
    let name = ui.language.teacher(name);
    let phone = child.teacher_phone.as_deref().unwrap_or_default();
    let words = ui.with("child-teacher", &[("name", name.into()), ("phone", phone.into())]);
    Some(Line::text(words.trim_end().to_owned(), Role::Text))
}

/// Who looks after the child, where, with whom, in which categories, and what the file lacks.
pub(super) fn home(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    let child = &view.child;
    let mut lines = vec![carer(view, ui)];
    for sibling in &view.siblings {
        let name = ui.language.person(&sibling.name);
        let mut words =
            ui.with("pages-same-carer", &[("name", name.into()), ("code", (&sibling.code).into())]);
        if sibling.status == Status::Closed {
            words = format!("{words} {}", ui.language.code(sibling.status));
        }
        lines.push(Line::text(words, Role::Text).to(Target::Page(Route::Child(sibling.meta.id))));
    }
    let mut parts = Vec::new();
    let birthday = BirthdayInput {
        birth_date: child.birth_date,
        lunar: child.lunar_birthday,
        celebrate_by: child.celebrate_by,
    };
    if let Some(next) = birthday.next(ui.today) {
        let day = ui.language.near(next.date, ui.today);
        let words = ui.language.birthday(&day, &next);
        parts.push(Span::from(format!("{} {words}", ui.text("upcoming-birthday"))));
    }
    let place = ui.language.place(child.township.as_deref(), child.village.as_deref());
    let address = ui.language.address(child.address.as_deref().unwrap_or_default());
    let place = format!("{place} {address}").trim().to_owned();
    if !place.is_empty() {
        parts.push(Span::from(ui.with("pages-lives", &[("place", place.into())])));
    }
    if let Some(parents) = newest(view, FactCode::Hom1) {
        parts.push(Span::from(ui.language.code_as("reason-home", parents.value)));
    }
    if let Some(categories) = child.categories.as_deref().filter(|list| !list.is_empty()) {
        let list: Vec<String> =
            categories.split(';').map(|one| ui.language.usual(one.trim())).collect();
        let words = ui.language.list(&list);
        parts.push(Span::from(ui.with("child-categories", &[("categories", words.into())])));
    }
    lines.extend(flowing(parts, columns));
    if let Some(note) = child.note.as_deref().filter(|note| !note.trim().is_empty()) {
        lines.extend(wrapped(note, columns, 0, Role::Muted));
    }
    let missing = missing(child, ui);
    if !missing.is_empty() {
        let words =
            ui.with("child-missing-fields", &[("fields", ui.language.list(&missing).into())]);
        let mut spread = wrapped(&words, columns, 0, Role::Watch).into_iter();
        lines.extend(spread.next().map(|line| line.to(Target::Own)));
        lines.extend(spread);
    }
    lines
}

fn carer(view: &View, ui: &Ui) -> Line<Target> {
    let Some(carer) = &view.carer else {
        return Line::text(ui.text("child-carer-none"), Role::Watch).to(Target::Own);
    };
    let relation = view.child.carer_relation.as_deref().unwrap_or_default();
    let args = [
        ("relation", ui.language.usual(relation).into()),
        ("name", ui.language.person(&carer.name).into()),
        ("phone", carer.phone.as_deref().unwrap_or_default().into()),
    ];
    let words = ui.with("child-carer", &args).split_whitespace().collect::<Vec<_>>().join(" ");
    Line::text(words, Role::Text).to(Target::Page(Route::Carer(carer.meta.id)))
}

fn newest(view: &View, code: FactCode) -> Option<&crate::domain::records::Fact> {
    view.records.facts.iter().find(|fact| fact.code == code)
}

/// What a file should say and doesn't.
fn missing(child: &Child, ui: &Ui) -> Vec<String> {
    let blank = [
        ("sex", child.sex.is_none()),
        ("birth_date", child.birth_date.is_none() && child.lunar_birthday.is_none()),
        ("township", child.township.is_none()),
        ("village", child.village.is_none()),
        ("school", child.school.is_none()),
        ("grade", child.grade.is_none()),
        ("admitted_on", child.admitted_on.is_none()),
    ];
    blank
        .into_iter()
        .filter(|(_, blank)| *blank)
        .map(|(column, _)| ui.language.field(Child::TABLE, column))
        .collect()
}

/// The tab: the file and home at the left, facts, matches and events at the right.
pub(super) fn body(view: &View, ui: &Ui) -> Body<Target> {
    let two = has_two(ui.page.0);
    let (left, right) = pane_widths(ui.page.0, two);
    let mut first = vec![Line::rule([ui.text("child-home")])];
    first.extend(home(view, ui, left));
    first.push(Line::rule([ui.text("pages-file")]));
    first.extend(file(view, ui, left));
    let mut second = vec![Line::rule([ui.text("pages-facts")])];
    second.extend(facts(view, ui, right));
    second.push(Line::rule([ui.text("pages-matches")]));
    second.extend(matches(view, ui));
    second.push(Line::rule([ui.text("page-events")]));
    second.extend(events(view, ui));
    if two {
        return Body { panes: vec![first, second] };
    }
    first.extend(second);
    Body::one(first)
}

/// The file, field by field; what is blank is left out, the ID number shows only its ends.
fn file(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    let child = &view.child;
    let full = |day: Option<chrono::NaiveDate>| day.map(|day| ui.language.full(day));
    let fields = [
        ("code", Some(child.code.clone())),
        ("sex", child.sex.map(|sex| ui.language.code(sex))),
        ("birth_date", full(child.birth_date)),
        ("lunar_birthday", child.lunar_birthday.map(|day| ui.language.lunar_full(day))),
        ("celebrate_by", child.celebrate_by.map(|calendar| ui.language.code(calendar))),
        ("id_number", child.id_number.as_deref().map(masked)),
        (
            "township",
            child.township.as_deref().map(|name| {
                if ui.language.is_zh() { name.to_owned() } else { ui.language.township(name) }
            }),
        ),
        ("village", child.village.as_deref().map(|name| ui.language.village(name))),
        ("address", child.address.as_deref().map(|text| ui.language.address(text))),
        ("school", child.school.as_deref().map(|name| ui.language.school(name))),
        ("class_teacher", child.class_teacher.as_deref().map(|name| ui.language.teacher(name))),
        ("teacher_phone", child.teacher_phone.clone()),
        ("admitted_on", full(child.admitted_on)),
        ("status", Some(ui.language.code(child.status))),
        ("closed_on", full(child.closed_on)),
        ("closed_reason", child.closed_reason.clone()),
    ];
    let label = if ui.language.is_zh() { 16 } else { 22 };
    let table = [Column::left(label), Column::rest()];
    let mut lines = Vec::new();
    for (column, value) in fields {
        let Some(value) = value.filter(|value| !value.is_empty()) else { continue };
        let row = Row::default()
            .cell(ui.language.field(Child::TABLE, column), Role::Muted)
            .cell(value, Role::Text);
        lines.extend(led_by(tall(&table, row, 1, columns), Some(Target::Own)));
    }
    lines
}

/// Every dated fact, newest first.
fn facts(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    if view.records.facts.is_empty() {
        return vec![Line::text(ui.text("child-facts-none"), Role::Muted)];
    }
    let zh = ui.language.is_zh();
    let table = [
        Column::left(if zh { 11 } else { 12 }),
        Column::rest(),
        Column::left(if zh { 14 } else { 16 }),
        Column::left(if columns < 72 { 10 } else { 14 }),
    ];
    let facts = view.records.facts.iter();
    facts
        .flat_map(|fact| {
            let row = Row::new([ui.language.near(fact.day, ui.today)])
                .cell(ui.language.code(fact.code), Role::Text)
                .cell(ui.language.code(fact.value), Role::Text)
                .cell(
                    fact.source.as_deref().map_or_else(String::new, |said| ui.language.usual(said)),
                    Role::Muted,
                );
            let target = Target::Row(Kind::Fact, fact.meta.id);
            let mut lines = led_by(tall(&table, row, 1, columns), Some(target));
            if let Some(note) = fact.note.as_deref().filter(|note| !note.trim().is_empty()) {
                lines.extend(wrapped(note, columns, 12, Role::Muted));
            }
            lines
        })
        .collect()
}

/// Everyone who visits or visited.
fn matches(view: &View, ui: &Ui) -> Vec<Line<Target>> {
    let assignments = &view.records.assignments;
    if assignments.is_empty() {
        let words = format!("{} {}", ui.text("child-no-volunteer"), ui.text("pages-match-hint"));
        return vec![Line::text(words, Role::Watch)];
    }
    let table = [Column::left(14), Column::left(12), Column::rest()];
    let mut lines = Vec::new();
    for one in assignments {
        let Some(volunteer) = view.volunteers.get(&one.volunteer_id) else { continue };
        let open = View::holds(one, ui.today);
        let role = if open { Role::Text } else { Role::Muted };
        let row = Row::default()
            .cell(ui.language.person(&volunteer.name), role)
            .cell(volunteer.phone.clone().unwrap_or_default(), role)
            .cell(words::period(one, ui), Role::Muted);
        let other = Route::Volunteer(volunteer.id);
        let target = Target::Match { id: one.meta.id, other, open };
        lines.push(Line::cells(&table, row).to(target));
    }
    lines
}

fn events(view: &View, ui: &Ui) -> Vec<Line<Target>> {
    if view.records.events.is_empty() {
        return vec![Line::text(ui.text("child-events-none"), Role::Muted)];
    }
    let table = [Column::left(12), Column::rest(), Column::left(12)];
    let events = view.records.events.iter();
    events
        .map(|(event, part)| {
            let (id, role) = words::presence(part.present);
            let row = Row::new([ui.language.near(event.starts_on, ui.today)])
                .cell(event.title.clone(), Role::Text)
                .cell(ui.text(id), role);
            Line::cells(&table, row).to(Target::Page(Route::Event(event.meta.id)))
        })
        .collect()
}
