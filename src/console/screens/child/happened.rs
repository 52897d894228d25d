//! Visits, contacts and events of a child in time order, each with its note.

use super::view::{Happening, View};
use crate::console::action::Route;
use crate::console::screen::Ui;
use crate::console::screens::rows::Target;
use crate::console::screens::sheet::{Line, wrapped};
use crate::console::screens::words;
use crate::console::widgets::paint::Span;
use crate::console::widgets::{Role, text};
use crate::domain::records::{Id, Record, Visit};
use crate::store::Kind;

/// The lines of what happened, newest first; at most `most` of them, notes included when `notes`.
pub(super) fn lines(view: &View, ui: &Ui, columns: u16, most: usize) -> Vec<Line<Target>> {
    let mut lines = Vec::new();
    let happened = view.happenings(ui.today);
    for one in happened.iter().take(most) {
        one_lines(view, *one, ui, columns, &mut lines);
    }
    if happened.len() > most {
        let more = ui.with("pages-more-visits", &[("count", (happened.len() - most).into())]);
        lines.push(Line::text(more, Role::Muted));
    }
    lines
}

fn one_lines(
    view: &View,
    one: Happening<'_>,
    ui: &Ui,
    columns: u16,
    lines: &mut Vec<Line<Target>>,
) {
    let day = ui.language.near(one.day(), ui.today);
    let wide = if ui.language.is_zh() { 6 } else { 7 };
    let wide = wide.max(text::width(&day) + 1);
    let date = Span::new(text::left(&day, wide, ui.look.glyphs), Role::Muted);
    let (target, first, rest, note) = match one {
        Happening::Visit(visit) => {
            let kind = ui.language.kind(Visit::TABLE);
            let mut first = vec![Span::from(format!("{kind} "))];
            let who = who_went(view, visit, ui);
            if !who.is_empty() {
                first.push(Span::from(format!("{who} ")));
            }
            first.push(words::outcome(visit, ui));
            let mut rest = words::observations(visit, ui);
            rest.extend(extras(visit, ui));
            (Target::Row(Kind::Visit, visit.meta.id), first, rest, visit.note.as_deref())
        }
        Happening::Contact(contact) => {
            let first = vec![Span::from(words::contact(contact, ui))];
            let target = Target::Row(Kind::Contact, contact.meta.id);
            (target, first, Vec::new(), contact.note.as_deref())
        }
        Happening::Event(event, part) => {
            let (id, role) = match part.present {
                Some(true) => ("child-at-event", Role::Text),
                _ => ("pages-not-at-event", Role::Muted),
            };
            let words = ui.with(id, &[("title", (&event.title).into())]);
            let target = Target::Page(Route::Event(event.meta.id));
            (target, vec![Span::new(words, role)], Vec::new(), None)
        }
    };
    let mut spans = vec![date];
    spans.extend(first);
    let mut room = Room { left: usize::from(columns.saturating_sub(1)), indent: wide, spans };
    let mut first_line = Some(target);
    for part in rest {
        room.put(part, columns, &mut first_line, lines);
    }
    let note = note.map(str::trim).filter(|note| !note.is_empty());
    let short = note.map(|note| ui.with("pages-quote", &[("text", note.into())]));
    match short {
        // A note that fits behind the rest stands there, a longer one below.
        Some(note) if room.used() + 1 + text::width(&text::clean(&note)) <= room.left => {
            room.spans.push(Span::from(format!(" {note}")));
            room.end(&mut first_line, lines);
        }
        Some(note) => {
            room.end(&mut first_line, lines);
            let indent = u16::try_from(wide).unwrap_or(0);
            lines.extend(wrapped(&note, columns, indent, Role::Text));
        }
        None => room.end(&mut first_line, lines),
    }
}

/// A line being filled with parts that are cut between each other only.
struct Room {
    left: usize,
    indent: usize,
    spans: Vec<Span>,
}

impl Room {
    fn used(&self) -> usize {
        self.spans.iter().map(|span| text::width(&span.text)).sum()
    }

    fn put(
        &mut self,
        part: Span,
        columns: u16,
        target: &mut Option<Target>,
        lines: &mut Vec<Line<Target>>,
    ) {
        if self.used() + 1 + text::width(&part.text) > usize::from(columns.saturating_sub(1)) {
            self.end(target, lines);
            self.spans = vec![Span::from(" ".repeat(self.indent))];
        } else {
            self.spans.push(Span::from(" "));
        }
        self.spans.push(part);
    }

    fn end(&mut self, target: &mut Option<Target>, lines: &mut Vec<Line<Target>>) {
        let line = Line::spans(std::mem::take(&mut self.spans));
        lines.push(match target.take() {
            Some(target) => line.to(target),
            None => line,
        });
    }
}

/// The volunteers of a visit: `张敏+李秀英`.
fn who_went(view: &View, visit: &Visit, ui: &Ui) -> String {
    let name = |id: Option<Id>| {
        let volunteer = view.volunteers.get(&id?)?;
        Some(ui.language.person(&volunteer.name))
    };
    let names: Vec<String> =
        [name(visit.volunteer_id), name(visit.second_volunteer_id)].into_iter().flatten().collect();
    names.join("+")
}

/// What was asked beyond the five: seen alone, parents' contact, the next date.
fn extras(visit: &Visit, ui: &Ui) -> Vec<Span> {
    let mut found = Vec::new();
    if visit.seen_alone == Some(true) {
        found.push(Span::new(ui.text("pages-seen-alone"), Role::Text));
    }
    if visit.parent_contact == Some(false) {
        found.push(Span::new(ui.text("pages-no-parent-contact"), Role::Watch));
    }
    if let Some(next) = visit.next_date {
        let date = ui.language.near(next, ui.today);
        found.push(Span::new(ui.with("pages-next-date", &[("date", date.into())]), Role::Muted));
    }
    found
}

/// The tab of visits: all of it, or what to do when there is nothing.
pub(super) fn tab(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    let lines = lines(view, ui, columns, usize::MAX);
    if lines.is_empty() {
        return vec![Line::text(ui.text("child-visits-none"), Role::Muted)];
    }
    lines
}
