//! A child's visits, contacts and events as calendars, a month each.

use chrono::{Datelike, Months, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::view::View;
use crate::console::screen::Ui;
use crate::console::widgets::month::{self, Month};
use crate::console::widgets::{Role, paint};

/// The months in which visits lie, the newest at the top.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, view: &View, ui: &Ui) {
    let mut rest = area;
    let mut of = ui.today;
    let legend = paint::line(area, area.height.saturating_sub(1));
    paint::put(buffer, legend, 0, 0, &ui.text("pages-marks"), ui.look, Role::Muted);
    while rest.height >= 10 {
        let marks = marks(view, of);
        let weekdays = [1, 2, 3, 4, 5, 6, 7].map(|day| ui.text(&format!("pages-weekday-{day}")));
        let title = format!("{} {}", of.year(), ui.language.month(of));
        let month = Month { of, title, weekdays, marks, today: ui.today };
        let used = month::draw(buffer, rest, &month, ui.look);
        rest = paint::below(rest, used + 1);
        let Some(before) = of.checked_sub_months(Months::new(1)) else { break };
        of = before;
    }
}

/// What stands on the days of a month: `v` a visit on which the child was seen, `-` one on which not, `c` a contact, `e` an event.
fn marks(view: &View, of: NaiveDate) -> std::collections::BTreeMap<u32, (char, Role)> {
    let within = |day: NaiveDate| (day.year(), day.month()) == (of.year(), of.month());
    let mut marks = std::collections::BTreeMap::new();
    for contact in view.records.contacts.iter().filter(|one| within(one.day)) {
        marks.insert(contact.day.day(), ('c', Role::Muted));
    }
    for (event, part) in &view.records.events {
        if part.present == Some(true) && within(event.starts_on) {
            marks.insert(event.starts_on.day(), ('e', Role::Accent));
        }
    }
    for visit in view.records.visits.iter().filter(|one| within(one.day)) {
        let seen = visit.child_seen == Some(true);
        marks.insert(visit.day.day(), if seen { ('v', Role::Ok) } else { ('-', Role::Watch) });
    }
    marks
}
