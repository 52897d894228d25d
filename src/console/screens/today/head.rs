//! The top of Today: the banner without names, the counts, and what changed since the last session.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::cursor::{Cursor, Panel, TILES, Tile};
use super::view::{View, name_of};
use crate::console::screen::Ui;
use crate::console::screens::lists::words;
use crate::console::widgets::{Role, paint, text};
use crate::domain::codes::Tier;
use crate::store::queries::{LOOKED_AT, OpenReports, ROWS_COUNTED, Since};

/// Draws the banner across a line: that something must be sent, and nobody's name.
pub fn banner(frame: &mut Frame, line: Rect, view: &View, cursor: Cursor, ui: &Ui) {
    let OpenReports { open, unsent, .. } = view.reports;
    let due = view.reports.to_make();
    let id = match (due, open - unsent) {
        (0, _) => "today-banner-report-sent",
        (_, 0) => "today-banner-report",
        _ => "today-banner-reports",
    };
    let values = [("count", open.into()), ("unsent", due.into()), ("sent", (open - unsent).into())];
    let role = if due > 0 { Role::Banner } else { Role::Watch };
    let buffer = frame.buffer_mut();
    paint::put(buffer, line, 1, 0, &ui.with(id, &values), ui.look, role);
    if cursor.panel == Panel::Banner {
        paint::put(buffer, line, 0, 0, ">", ui.look, Role::Accent);
        paint::bar(buffer, line, ui.look.style(Role::Selection));
    } else if due > 0 {
        paint::bar(buffer, line, ui.look.style(Role::Banner));
    }
}

/// Draws the counts; the one that has the keys as a bar. Returns where each stands.
pub fn counts(
    frame: &mut Frame,
    line: Rect,
    view: &View,
    cursor: Cursor,
    ui: &Ui,
) -> Vec<(Rect, Cursor)> {
    let mut places = Vec::new();
    let look = ui.look;
    let buffer = frame.buffer_mut();
    let mut x: u16 = 1;
    for (at, tile) in TILES.iter().enumerate() {
        let (words, role) = tile_words(*tile, view, ui);
        let mark = match tile {
            Tile::Tier(Tier::Critical) | Tile::Overdue | Tile::Upcoming => "| ",
            _ => "",
        };
        let wide = u16::try_from(text::width(mark) + text::width(&words)).unwrap_or(u16::MAX);
        if x.saturating_add(wide) > line.width {
            break;
        }
        x = paint::put(buffer, line, x, 0, mark, look, Role::Header);
        let role = if tile.count(view) == 0 { Role::Muted } else { role };
        let from = x;
        x = paint::put(buffer, line, x, 0, &words, look, role);
        let place = Rect { width: x - from, ..paint::inset(line, from) };
        let here = Cursor { panel: Panel::Counts, row: Some(at) };
        if cursor == here {
            paint::put(buffer, line, 0, 0, ">", look, Role::Accent);
            paint::bar(buffer, place, look.style(Role::Selection));
        }
        places.push((place, here));
        x += 1;
    }
    places
}

fn tile_words(tile: Tile, view: &View, ui: &Ui) -> (String, Role) {
    let count = tile.count(view);
    let wide = ui.is_wide();
    if let Tile::Tier(tier) = tile {
        let prefix = if wide && !ui.language.is_zh() { "tier" } else { "tier-short" };
        let name = ui.language.code_as(prefix, tier);
        let values = [("tier", name.into()), ("count", count.into())];
        return (ui.with("today-tier-count", &values), words::role(tier));
    }
    let (id, role) = match (tile, wide) {
        (Tile::Queue, _) => ("today-queue", Role::Accent),
        (Tile::Overdue, true) => ("today-overdue-wide", Role::High),
        (Tile::Overdue, false) => ("today-overdue", Role::High),
        (Tile::DueToday, true) => ("today-due-today-wide", Role::Watch),
        (Tile::DueToday, false) => ("today-due-today", Role::Watch),
        (Tile::NoVolunteer, true) => ("today-no-volunteer-wide", Role::Watch),
        (Tile::NoVolunteer, false) => ("today-no-volunteer", Role::Watch),
        (Tile::Upcoming | Tile::Tier(_), _) => ("today-upcoming-count", Role::Text),
    };
    (ui.with(id, &[("count", count.into()), ("days", view.horizon.into())]), role)
}

/// Draws what changed since the operator's last session, cut between two changes.
pub fn since(frame: &mut Frame, line: Rect, view: &View, ui: &Ui) {
    let Some((ended, since)) = &view.since else {
        let first = ui.text("today-since-first");
        paint::put(frame.buffer_mut(), line, 1, 0, &first, ui.look, Role::Muted);
        return;
    };
    let moment = ui.language.moment(*ended, ui.today);
    let head = ui.with("today-since", &[("moment", moment.into())]);
    let mut rises = Vec::new();
    for rise in &since.rises {
        let tier = |tier| ui.language.code_as("tier-short", tier);
        rises.push(ui.with(
            "today-since-rise",
            &[
                ("name", name_of(&rise.child, ui).into()),
                ("from", tier(rise.from).into()),
                ("to", tier(rise.to).into()),
            ],
        ));
    }
    // What the others did first: it is what one can't know.
    let mut done = Vec::new();
    if since.changes > 0 {
        let names: Vec<_> = since.users.iter().map(|name| ui.language.person(name)).collect();
        let names = ui.language.list(&names);
        done.push(ui.with(
            "today-since-changes",
            &[("names", names.into()), ("count", since.changes.into())],
        ));
    }
    if since.visits > 0 {
        done.push(ui.with("today-since-visits", &[("count", counted(since.visits, since).into())]));
    }
    if since.new_children > 0 {
        done.push(
            ui.with(
                "today-since-children",
                &[("count", counted(since.new_children, since).into())],
            ),
        );
    }
    if since.unknown > 0 {
        let count = at_least(since.unknown);
        done.insert(0, ui.with("today-since-unknown", &[("count", count.into())]));
    }
    if rises.is_empty() && done.is_empty() {
        done.push(ui.text("today-since-nothing"));
    }
    let look = ui.look;
    let x = paint::put(frame.buffer_mut(), line, 1, 0, &format!("{head}: "), look, Role::Muted);
    let room = usize::from(line.width.saturating_sub(x));
    let words = as_fits(&rises, since.risen, &done, room, ui);
    paint::put(frame.buffer_mut(), line, x, 0, &words, look, Role::Text);
}

/// A count of rows, which after a long import is no more than a least.
fn counted(rows: usize, since: &Since) -> String {
    let is_all = since.visits + since.new_children < ROWS_COUNTED as usize;
    format!("{rows}{}", if is_all { "" } else { "+" })
}

/// A count of children, of whom no more than so many are looked at.
fn at_least(children: usize) -> String {
    let most = LOOKED_AT as usize;
    format!("{}{}", children.min(most), if children < most { "" } else { "+" })
}

/// The children who rose, as many by name as leave room for what was done; the others are counted.
fn as_fits(rises: &[String], risen: usize, done: &[String], room: usize, ui: &Ui) -> String {
    let mut most = rises.len();
    loop {
        let mut parts = rises[..most].to_vec();
        if risen > most {
            parts.push(ui.with("today-since-more", &[("count", at_least(risen).into())]));
        }
        parts.extend_from_slice(done);
        let (words, held) = text::join(&parts, "; ", room, ui.look.glyphs);
        if held == parts.len() || most <= 1 {
            return words;
        }
        most -= 1;
    }
}
