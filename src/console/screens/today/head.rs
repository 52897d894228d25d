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

/// How the counts are said: the first of these that leaves room for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// In whole words, on a wide page.
    Wide,
    /// In short words, with a bar between the groups.
    Short,
    /// In short words.
    Unbarred,
    /// In a few letters.
    Close,
    /// In a letter each: all of them up to five digits at 80 columns.
    Tight,
}

const SAID: [Said; 5] = [Said::Wide, Said::Short, Said::Unbarred, Said::Close, Said::Tight];

/// One count: what stands before it, its words and their colour.
type Count = (&'static str, String, Role);

/// The counts as they fit into a line.
fn fitting(width: u16, view: &View, ui: &Ui) -> Vec<Count> {
    let mut counts = Vec::new();
    for said in SAID.into_iter().skip(usize::from(!ui.is_wide())) {
        counts = TILES.map(|tile| tile_words(tile, said, view, ui)).to_vec();
        let columns = |(mark, words, _): &Count| text::width(mark) + text::width(words) + 1;
        if counts.iter().map(columns).sum::<usize>() <= usize::from(width) {
            break;
        }
    }
    counts
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
    for (at, (mark, words, role)) in fitting(line.width, view, ui).into_iter().enumerate() {
        let wide = u16::try_from(text::width(mark) + text::width(&words)).unwrap_or(u16::MAX);
        if x.saturating_add(wide) > line.width {
            break;
        }
        x = paint::put(buffer, line, x, 0, mark, look, Role::Header);
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

fn tile_words(tile: Tile, said: Said, view: &View, ui: &Ui) -> Count {
    let mark = match (tile, said) {
        (Tile::Tier(Tier::Critical) | Tile::Overdue | Tile::Upcoming, Said::Wide | Said::Short) => {
            "| "
        }
        _ => "",
    };
    let count = tile.count(view);
    let role = match tile {
        _ if count == 0 => Role::Muted,
        Tile::Tier(tier) => words::role(tier),
        Tile::Queue => Role::Accent,
        Tile::Overdue => Role::High,
        Tile::DueToday | Tile::NoVolunteer => Role::Watch,
        Tile::Upcoming => Role::Text,
    };
    if let Tile::Tier(tier) = tile {
        let name = ui.language.code_as(
            match said {
                Said::Wide if !ui.language.is_zh() => "tier",
                Said::Tight => "tier-letter",
                _ => "tier-short",
            },
            tier,
        );
        if matches!(said, Said::Close | Said::Tight) {
            return (mark, format!("{name}{count}"), role);
        }
        let values = [("tier", name.into()), ("count", count.into())];
        return (mark, ui.with("today-tier-count", &values), role);
    }
    let [wide, short, close, tight] = match tile {
        Tile::Queue => ["today-queue", "today-queue", "today-queue-close", "today-queue-tight"],
        Tile::Overdue => {
            ["today-overdue-wide", "today-overdue", "today-overdue-close", "today-overdue-tight"]
        }
        Tile::DueToday => [
            "today-due-today-wide",
            "today-due-today",
            "today-due-today-close",
            "today-due-today-tight",
        ],
        Tile::NoVolunteer => [
            "today-no-volunteer-wide",
            "today-no-volunteer",
            "today-no-volunteer-close",
            "today-no-volunteer-tight",
        ],
        Tile::Upcoming | Tile::Tier(_) => [
            "today-upcoming-count",
            "today-upcoming-count",
            "today-upcoming-close",
            "today-upcoming-tight",
        ],
    };
    let id = match said {
        Said::Wide => wide,
        Said::Short | Said::Unbarred => short,
        Said::Close => close,
        Said::Tight => tight,
    };
    (mark, ui.with(id, &[("count", count.into()), ("days", view.horizon.into())]), role)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::widgets::Look;
    use crate::language::{Lang, Language};
    use crate::store::queries::Counts;

    fn ui(lang: Lang, width: u16) -> Ui {
        Ui {
            language: Language::new(lang),
            look: Look::default(),
            today: "2026-11-23".parse().unwrap(),
            operator: String::new(),
            office: String::new(),
            demo: false,
            keys: std::sync::Arc::default(),
            page: (width, 21),
            backups: None,
            backup_age: None,
            drafts_owed: false,
        }
    }

    #[test]
    fn ten_counts_of_five_digits_stand_side_by_side_at_80_columns() {
        let mut every = 1;
        for digits in 1..=5 {
            let counts = Counts {
                at_risk: every,
                critical: every,
                high: every,
                unknown: every,
                watch: every,
                stable: every,
                overdue_visits: every,
                due_today: every,
                no_volunteer: every,
                upcoming: every,
                also_due: every,
                triage: every,
            };
            let view = View { counts, horizon: 366, ..View::default() };
            for (lang, width) in Lang::ALL.into_iter().flat_map(|lang| [(lang, 80), (lang, 120)]) {
                let said = fitting(width, &view, &ui(lang, width));
                let used: usize = said
                    .iter()
                    .map(|(mark, words, _)| text::width(mark) + text::width(words))
                    .sum();
                // A column for the mark before them, and one between two.
                assert!(used + said.len() <= usize::from(width), "{digits} {said:?}");
                let whole = every.to_string();
                assert!(
                    said.len() == 10
                        && said.iter().all(|(_, words, _)| words.ends_with(&whole)
                            || words.contains(&format!("{whole}户")))
                );
            }
            every = every * 10 + 1;
        }
    }
}
