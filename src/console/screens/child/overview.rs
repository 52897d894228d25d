//! The first tab: when a visit is due and who visits, the score explained, school, home, what is to be done, what happened.

use super::view::View;
use super::{family, happened, risk, school, tasks};
use crate::console::action::Route;
use crate::console::screen::Ui;
use crate::console::screens::duplicates;
use crate::console::screens::rows::Target;
use crate::console::screens::sheet::{Body, Line, flowing, has_two, pane_widths};
use crate::console::screens::words::{self, volunteer_role};
use crate::console::widgets::Role;
use crate::console::widgets::paint::Span;
use crate::domain::codes::VolunteerStatus;
use crate::store::Kind;

/// Visits, contacts and events shown here; the tab of visits has them all.
const RECENT: usize = 8;
/// So many in one pane, where they stand before what changes less, so that the newest is seen without scrolling.
const NEWEST: usize = 3;

/// The tab: two panes where there is room.
pub(super) fn body(view: &View, ui: &Ui) -> Body<Target> {
    let two = has_two(ui.page.0);
    let (left, right) = pane_widths(ui.page.0, two);
    let merged = duplicates::merged_line(Kind::Child, view.merged.as_ref(), ui);
    // All that was known of a child merged away is known of the other file: nothing is said of it from what is left here.
    let mut first: Vec<_> = merged.into_iter().collect();
    if first.is_empty() {
        first = standing(view, ui, left);
        first.push(Line::rule(risk::titles(view, ui, left)));
        first.extend(risk::lines(view, ui, left));
    }
    let mut second = vec![Line::rule([ui.text("child-school")])];
    second.extend(school::rates(view, ui, right, 2));
    second.extend(school::sittings(view, ui, 2));
    if let Some(teacher) = family::teacher(view, ui) {
        second.push(teacher);
    }
    second.push(Line::rule([ui.text("child-home")]));
    second.extend(family::home(view, ui, right));
    let open = tasks::open(view, ui, right);
    if !open.is_empty() {
        second.push(Line::rule([ui.text("child-tasks")]));
        second.extend(open);
    }
    let mut recent = vec![Line::rule([ui.text("child-recent")])];
    recent.extend(happened::lines(view, ui, right, if two { RECENT } else { NEWEST }));
    if recent.len() == 1 {
        let none = if view.merged.is_some() { "pages-no-visits" } else { "child-visits-none" };
        recent.push(Line::text(ui.text(none), Role::Muted));
    }
    if two {
        second.extend(recent);
        return Body { panes: vec![first, second] };
    }
    first.extend(recent);
    first.extend(second);
    Body::one(first)
}

/// The visit clock, the contact clock, and who visits.
fn standing(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    let mut clocks = Vec::new();
    clocks.extend(due(view, ui));
    let found = &view.assessment;
    let clock = |id: &str, never: &str, day: Option<chrono::NaiveDate>| {
        day.map_or_else(
            || ui.text(never),
            |day| {
                let days = (ui.today - day).num_days();
                let date = ui.language.near(day, ui.today);
                ui.with(id, &[("date", date.into()), ("days", days.into())])
            },
        )
    };
    let long_ago = found.last_seen.is_none_or(|day| (ui.today - day).num_days() > 60);
    let seen = clock("child-last-seen", "child-last-seen-never", found.last_seen);
    clocks.push(Span::new(seen, if long_ago { Role::Watch } else { Role::Text }));
    if found.last_visit != found.last_seen {
        let visit = clock("child-last-visit", "child-last-visit-never", found.last_visit);
        clocks.push(Span::from(visit));
    }
    if let Some(contact) = view.last_contact() {
        let args = [
            ("date", ui.language.near(contact.day, ui.today).into()),
            ("kind", words::contact_kind(contact.kind, ui).into()),
            (
                "with",
                ui.language.spoken_with(contact.with_whom.as_deref().unwrap_or_default()).into(),
            ),
        ];
        clocks.push(Span::from(ui.with("child-last-contact", &args).trim_end().to_owned()));
    }
    let mut lines = flowing(clocks, columns);
    lines.extend(companions(view, ui, columns));
    lines
}

fn due(view: &View, ui: &Ui) -> Option<Span> {
    let due = view.risk.as_ref()?.visit_due?;
    let date = ui.language.near(due, ui.today);
    let days = (ui.today - due).num_days();
    Some(match days {
        1.. => Span::new(
            ui.with("child-visit-overdue", &[("days", days.into()), ("date", date.into())]),
            Role::Critical,
        ),
        0 => Span::new(ui.text("child-visit-today"), Role::Watch),
        _ => Span::new(ui.with("child-visit-due", &[("date", date.into())]), Role::Text),
    })
}

/// The volunteers, a line each; that one is missing, or the second adult.
fn companions(view: &View, ui: &Ui, columns: u16) -> Vec<Line<Target>> {
    let companions = view.companions();
    if companions.is_empty() {
        let words = format!("{} {}", ui.text("child-no-volunteer"), ui.text("pages-match-hint"));
        return vec![Line::text(words, Role::Watch)];
    }
    let alone = companions.len() == 1;
    let mut lines = Vec::new();
    for (one, volunteer) in companions {
        let name = ui.language.person(&volunteer.name);
        let phone = volunteer.phone.as_deref().unwrap_or_default();
        let words = ui.with("child-volunteer", &[("name", name.into()), ("phone", phone.into())]);
        let mut spans = vec![Span::from(words.trim_end().to_owned())];
        if let Some(from) = one.from_day {
            let since =
                ui.with("child-volunteer-since", &[("date", ui.language.full(from).into())]);
            spans.push(Span::new(format!("({since})"), Role::Muted));
        }
        if volunteer.status != VolunteerStatus::Active {
            spans.push(Span::new(
                ui.language.code(volunteer.status),
                volunteer_role(volunteer.status),
            ));
        }
        if let Some((load, Some(capacity))) = view.loads.get(&volunteer.id)
            && i64::try_from(*load).is_ok_and(|load| load >= *capacity)
        {
            let args = [("count", (*load).into()), ("capacity", (*capacity).into())];
            spans.push(Span::new(ui.with("volunteer-capacity", &args), Role::Watch));
        }
        if alone {
            spans.push(Span::new(ui.text("child-second-adult"), Role::Watch));
        }
        let target =
            Target::Match { id: one.meta.id, other: Route::Volunteer(volunteer.id), open: true };
        let mut spread = flowing(spans, columns).into_iter();
        lines.extend(spread.next().map(|line| line.to(target)));
        lines.extend(spread);
    }
    lines
}
