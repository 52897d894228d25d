//! Today's panels, one under another on a narrow page, side by side on a wide one.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::cursor::{self, Cursor, Panel};
use super::plan::{HEAD, Plan};
use super::view::{OverdueLine, View};
use super::{cells, head, selected};
use crate::console::screen::Ui;
use crate::console::screens::lists::words;
use crate::console::widgets::table::{self, Column, Row};
use crate::console::widgets::{Role, paint, panel, text};

/// What an office without children reads: how to begin, a language key a line.
pub const GUIDE: [&str; 4] =
    ["today-empty-children", "today-begin-import", "today-begin-demo", "today-begin-new"];

/// Where a place of the page leads, for the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    area: Rect,
    cursor: Cursor,
}

impl Spot {
    /// The cursor of the place, if it is this one.
    pub fn hit(self, x: u16, y: u16) -> Option<Cursor> {
        self.area.contains(Position::new(x, y)).then_some(self.cursor)
    }
}

/// Draws one page.
pub struct Page<'a> {
    view: &'a View,
    plan: Plan,
    cursor: Cursor,
    ui: &'a Ui,
    /// Where rows and titles were drawn.
    pub spots: Vec<Spot>,
}

impl<'a> Page<'a> {
    /// A page of what was read.
    pub fn new(view: &'a View, cursor: Cursor, ui: &'a Ui) -> Self {
        Self { view, plan: view.plan(ui), cursor, ui, spots: Vec::new() }
    }

    /// Draws into the area.
    pub fn draw(&mut self, frame: &mut Frame, area: Rect) {
        let mut body = area;
        if !self.view.reports.is_none() {
            let line = paint::line(body, 0);
            head::banner(frame, line, self.view, self.cursor, self.ui);
            self.spots
                .push(Spot { area: line, cursor: Cursor { panel: Panel::Banner, row: Some(0) } });
            body = paint::below(body, 1);
        }
        let counts = head::counts(frame, paint::line(body, 0), self.view, self.cursor, self.ui);
        self.spots.extend(counts.into_iter().map(|(area, cursor)| Spot { area, cursor }));
        head::since(frame, paint::line(body, 1), self.view, self.ui);
        body = paint::below(body, u16::try_from(HEAD).unwrap_or(2));
        let buffer = frame.buffer_mut();
        if self.plan.wide { self.wide(buffer, body) } else { self.narrow(buffer, body) }
    }

    fn narrow(&mut self, buffer: &mut Buffer, body: Rect) {
        let body = self.risk(buffer, body);
        let body = self.overdue(buffer, body);
        let body = self.upcoming(buffer, body);
        self.also_line(buffer, body);
    }

    fn wide(&mut self, buffer: &mut Buffer, body: Rect) {
        let (left, right) = panel::beside(buffer, body, self.plan.left, self.ui.look);
        let below = self.risk(buffer, left);
        if self.plan.selected > 1 {
            let mut height = u16::try_from(self.plan.selected).unwrap_or(0).min(below.height);
            let month = self.view.visits.as_ref().filter(|_| below.height >= 10);
            if month.is_some() {
                height = height.min(below.height - 2);
            }
            let used = selected::draw(buffer, Rect { height, ..below }, self.view, self.ui);
            if let Some(visits) = month {
                selected::visits(buffer, paint::below(below, used), visits, self.ui);
            }
        }
        let right = self.overdue_groups(buffer, right);
        let right = if self.plan.due_today > 0 { self.due_today(buffer, right) } else { right };
        let right = self.upcoming(buffer, right);
        let right = self.also_rows(buffer, right);
        if self.plan.month > 0 {
            selected::month(buffer, right, self.view, self.ui);
        }
    }

    fn is_title(&self, panel: Panel) -> bool {
        self.cursor == Cursor { panel, row: None }
    }

    /// A panel's rule with its titles; at its right how many rows there are that aren't shown.
    fn title(
        &mut self,
        buffer: &mut Buffer,
        area: Rect,
        panel: Panel,
        titles: &[String],
        hidden: usize,
    ) -> Rect {
        let look = self.ui.look;
        let below = panel::draw(buffer, area, titles, self.cursor.panel == panel, look);
        let line = paint::line(area, 0);
        let right = if self.is_title(panel) {
            Some((self.ui.text("today-open-all"), Role::Accent))
        } else if hidden > 0 {
            let more = self.ui.with("today-more", &[("count", hidden.into())]);
            Some((more, Role::Muted))
        } else {
            None
        };
        if let Some((words, role)) = right {
            let used: usize = titles.iter().map(|title| text::width(title) + 4).sum();
            let words = format!(" {words} ");
            if used + text::width(&words) + 2 <= usize::from(line.width) {
                let inner = Rect { width: line.width.saturating_sub(2), ..line };
                paint::put_right(buffer, inner, 0, &words, look, role);
            }
        }
        if self.is_title(panel) {
            paint::put(buffer, line, 0, 0, ">", look, Role::Accent);
            paint::bar(buffer, line, look.style(Role::Selection));
        }
        self.spots.push(Spot { area: line, cursor: Cursor { panel, row: None } });
        below
    }

    fn row(
        &mut self,
        buffer: &mut Buffer,
        area: Rect,
        y: usize,
        columns: &[Column],
        row: &Row,
        cursor: Cursor,
    ) {
        let Ok(y) = u16::try_from(y) else { return };
        if y >= area.height {
            return;
        }
        let selected = (self.cursor == cursor).then_some(true);
        table::draw_row(buffer, area, y, columns, row, selected, self.ui.look);
        self.spots.push(Spot { area: paint::line(area, y), cursor });
    }

    /// The line that says how many more there are; Enter on it is Enter on the title.
    fn more(&mut self, buffer: &mut Buffer, area: Rect, y: usize, panel: Panel, hidden: usize) {
        let Ok(y) = u16::try_from(y) else { return };
        let words = self.ui.with("today-more-rows", &[("count", hidden.into())]);
        paint::put(buffer, paint::inset(area, 2), 0, y, &words, self.ui.look, Role::Muted);
        if y < area.height {
            let cursor = Cursor { panel, row: None };
            self.spots.push(Spot { area: paint::line(area, y), cursor });
        }
    }

    fn says(&self, buffer: &mut Buffer, area: Rect, id: &str) {
        let words = self.ui.with(id, &[("days", self.view.horizon.into())]);
        paint::put(buffer, area, 1, 0, &words, self.ui.look, Role::Muted);
    }

    fn counted(&self, id: &str, count: usize) -> String {
        let title = self.ui.with(id, &[("days", self.view.horizon.into())]);
        format!("{title} {count}")
    }

    fn risk(&mut self, buffer: &mut Buffer, area: Rect) -> Rect {
        let (view, ui, wide) = (self.view, self.ui, self.plan.wide);
        let count = view.counts.at_risk;
        let shown = cursor::rows(view, &self.plan, Panel::Risk);
        let mut titles = vec![self.counted("today-panel-risk", count)];
        if !wide {
            titles.push(ui.text("today-column-score-change"));
            titles.push(ui.text("today-column-why"));
        }
        let mut rows = self.title(buffer, area, Panel::Risk, &titles, count - shown.min(count));
        let (columns, heads) = cells::risk_columns(ui, rows.width);
        if wide {
            table::draw_row(buffer, rows, 0, &columns, &heads, None, ui.look);
            rows = paint::below(rows, 1);
        }
        if view.is_empty() {
            for (y, id) in (0..rows.height).zip(GUIDE) {
                let role = if y == 0 { Role::Text } else { Role::Accent };
                let id = if y == 0 && view.all_closed { "today-all-closed" } else { id };
                paint::put(buffer, rows, 1, y, &ui.text(id), ui.look, role);
            }
        } else if count == 0 {
            self.says(buffer, rows, "today-empty-risk");
        }
        for (y, item) in view.risk.iter().take(shown).enumerate() {
            let row = cells::risk(item, &columns, ui, rows.width);
            let cursor = Cursor { panel: Panel::Risk, row: Some(y) };
            self.row(buffer, rows, y, &columns, &row, cursor);
        }
        if shown < count && shown < self.plan.risk {
            self.more(buffer, rows, shown, Panel::Risk, count - shown);
        }
        paint::below(rows, u16::try_from(self.plan.risk).unwrap_or(0))
    }

    fn overdue(&mut self, buffer: &mut Buffer, area: Rect) -> Rect {
        let (view, ui) = (self.view, self.ui);
        let count = view.counts.overdue_visits;
        let shown = cursor::rows(view, &self.plan, Panel::Overdue);
        let titles = [
            self.overdue_title(),
            ui.text("today-column-volunteer-phone"),
            ui.text("today-column-overdue"),
            ui.text("today-column-last-seen"),
        ];
        let rows = self.title(buffer, area, Panel::Overdue, &titles, count - shown.min(count));
        if count == 0 {
            self.says(buffer, rows, "today-empty-overdue");
        }
        let columns = cells::overdue_columns(ui, cells::phone_width(&view.groups));
        for (y, item) in view.overdue.iter().take(shown).enumerate() {
            let row = cells::overdue(item, &view.groups[item.group], ui);
            let cursor = Cursor { panel: Panel::Overdue, row: Some(y) };
            self.row(buffer, rows, y, &columns, &row, cursor);
        }
        paint::below(rows, u16::try_from(self.plan.overdue).unwrap_or(0))
    }

    fn overdue_title(&self) -> String {
        let households =
            self.ui.with("today-households", &[("count", self.view.counts.overdue_visits.into())]);
        format!("{} {households}", self.ui.text("today-panel-overdue"))
    }

    fn overdue_groups(&mut self, buffer: &mut Buffer, area: Rect) -> Rect {
        let (view, ui) = (self.view, self.ui);
        let count = view.counts.overdue_visits;
        let shown = cursor::rows(view, &self.plan, Panel::Overdue);
        let mut titles = vec![self.overdue_title()];
        if area.width >= 50 {
            titles.push(ui.text("today-overdue-keys"));
        }
        let rows = self.title(buffer, area, Panel::Overdue, &titles, 0);
        if count == 0 {
            self.says(buffer, rows, "today-empty-overdue");
        }
        let columns = cells::due_columns(ui, rows.width);
        let lines = view.overdue_lines();
        let most = cursor::overdue_shown(view, &self.plan);
        for (y, line) in lines.iter().take(most).enumerate() {
            match *line {
                OverdueLine::Group(group) => self.group_line(buffer, rows, y, group),
                OverdueLine::Child(at) => {
                    let row = cells::due(Row::default(), &view.overdue[at].row, ui);
                    let cursor = Cursor { panel: Panel::Overdue, row: Some(at) };
                    let inner = paint::inset(rows, 2);
                    self.row(buffer, inner, y, &columns, &row, cursor);
                }
            }
        }
        if shown < count {
            self.more(buffer, rows, most.min(lines.len()), Panel::Overdue, count - shown);
        }
        paint::below(rows, u16::try_from(self.plan.overdue).unwrap_or(0))
    }

    /// A volunteer with the phone: one call covers all the children below.
    fn group_line(&self, buffer: &mut Buffer, rows: Rect, y: usize, group: usize) {
        let (view, look) = (self.view, self.ui.look);
        let Some(group) = view.groups.get(group) else { return };
        let Ok(y) = u16::try_from(y) else { return };
        let nobody = group.names.is_empty();
        let role = if nobody { Role::Watch } else { Role::Accent };
        let x = paint::put(buffer, rows, 1, y, &cells::names(group, self.ui), look, role);
        let x = match &group.phone {
            Some(phone) => {
                let phone = words::phone(Some(phone));
                paint::put(buffer, rows, x + 1, y, &phone, look, Role::Text)
            }
            None => x,
        };
        if group.count > 1 && !nobody {
            let words = self.ui.with("today-volunteer-overdue", &[("count", group.count.into())]);
            paint::put(buffer, rows, x + 2, y, &words, look, Role::Muted);
        } else if nobody {
            let words = self.ui.text("today-match-key");
            paint::put_right(buffer, rows, y, &words, look, Role::Muted);
        }
    }

    fn due_today(&mut self, buffer: &mut Buffer, area: Rect) -> Rect {
        let (view, ui) = (self.view, self.ui);
        let count = view.counts.due_today;
        let shown = cursor::rows(view, &self.plan, Panel::DueToday);
        let titles = [self.counted("today-panel-due-today", count)];
        let rows = self.title(buffer, area, Panel::DueToday, &titles, 0);
        let columns = cells::due_columns(ui, rows.width);
        for (y, item) in view.due_today.iter().take(shown).enumerate() {
            let row = cells::due(Row::default(), item, ui);
            let cursor = Cursor { panel: Panel::DueToday, row: Some(y) };
            self.row(buffer, paint::inset(rows, 2), y, &columns, &row, cursor);
        }
        if shown < count && shown < self.plan.due_today {
            self.more(buffer, rows, shown, Panel::DueToday, count - shown);
        }
        paint::below(rows, u16::try_from(self.plan.due_today).unwrap_or(0))
    }

    fn upcoming(&mut self, buffer: &mut Buffer, area: Rect) -> Rect {
        let (view, ui) = (self.view, self.ui);
        let count = view.counts.upcoming;
        let shown = cursor::rows(view, &self.plan, Panel::Upcoming);
        let titles = [self.counted("today-panel-upcoming", count)];
        let hidden = if self.plan.wide { 0 } else { count - shown.min(count) };
        let rows = self.title(buffer, area, Panel::Upcoming, &titles, hidden);
        if count == 0 {
            self.says(buffer, rows, "today-empty-upcoming");
        }
        let columns = cells::upcoming_columns(ui, rows.width);
        for (y, item) in view.upcoming.iter().take(shown).enumerate() {
            let cursor = Cursor { panel: Panel::Upcoming, row: Some(y) };
            self.row(buffer, rows, y, &columns, &cells::coming(item, ui, rows.width), cursor);
        }
        if shown < count && shown < self.plan.upcoming {
            self.more(buffer, rows, shown, Panel::Upcoming, count - shown);
        }
        paint::below(rows, u16::try_from(self.plan.upcoming).unwrap_or(0))
    }

    fn also_rows(&mut self, buffer: &mut Buffer, area: Rect) -> Rect {
        let view = self.view;
        let titles = [self.counted("today-panel-also", view.counts.also_due)];
        let rows =
            panel::draw(buffer, area, &titles, self.cursor.panel == Panel::Also, self.ui.look);
        if view.also.is_empty() {
            paint::put(buffer, rows, 1, 0, &self.nothing_else(), self.ui.look, Role::Muted);
        }
        for (y, item) in view.also.iter().enumerate() {
            let (words, role) = cells::also(item, self.ui);
            let cursor = Cursor { panel: Panel::Also, row: Some(y) };
            let row = Row::default().cell(words, role);
            self.row(buffer, rows, y, &[Column::rest()], &row, cursor);
        }
        paint::below(rows, u16::try_from(self.plan.also).unwrap_or(0))
    }

    /// That nothing else is due, and which task comes next.
    fn nothing_else(&self) -> String {
        let Some(task) = &self.view.next else { return self.ui.text("today-empty-also") };
        let date = self.ui.language.near(task.due, self.ui.today);
        self.ui.with("today-next", &[("date", date.into()), ("title", (&task.title).into())])
    }

    /// What else is due, beside each other on one line.
    fn also_line(&mut self, buffer: &mut Buffer, area: Rect) {
        let (view, ui, look) = (self.view, self.ui, self.ui.look);
        let line = paint::line(area, 0);
        if line.is_empty() {
            return;
        }
        let head = format!("{}: ", ui.text("today-also-head"));
        let mut x = paint::put(buffer, line, 1, 0, &head, look, Role::Header);
        if view.also.is_empty() {
            paint::put(buffer, line, x, 0, &self.nothing_else(), look, Role::Muted);
        }
        for (at, item) in view.also.iter().enumerate() {
            let (words, role) = cells::also(item, ui);
            let from = x;
            x = paint::put(buffer, line, x, 0, &words, look, role);
            let place = Rect { width: x - from, ..paint::inset(line, from) };
            let cursor = Cursor { panel: Panel::Also, row: Some(at) };
            if self.cursor == cursor {
                paint::put(buffer, line, 0, 0, ">", look, Role::Accent);
                paint::bar(buffer, place, look.style(Role::Selection));
            }
            self.spots.push(Spot { area: place, cursor });
            x = x.saturating_add(2);
        }
    }
}
