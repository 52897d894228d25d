//! What a list looks like: its tabs, its heads, its rows, what it is filtered and sorted by.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::list::List;
use super::panel::sorted_by;
use super::press::Press;
use super::source::{Source, Space, Tab};
use super::view;
use crate::console::action::Action;
use crate::console::screen::Ui;
use crate::console::widgets::paint::Span;
use crate::console::widgets::table::{self, Column, Row};
use crate::console::widgets::{Role, paint, text};
use crate::store::queries::DEPTH;

/// A count, with a sign that there are more in a list that is shown and counted only so far.
pub(super) fn count_words(count: usize, grows: bool) -> String {
    if grows && count >= DEPTH { format!("{DEPTH}+") } else { count.to_string() }
}

fn columns_of(words: &str) -> u16 {
    u16::try_from(text::width(words)).unwrap_or(u16::MAX)
}

impl<S: Source> List<S> {
    /// The views, the open one in brackets, and what else there is to know at the right.
    fn draw_tabs(&self, frame: &mut Frame, line: Rect, ui: &Ui) {
        let buffer = frame.buffer_mut();
        let label = |(at, tab): (usize, &Tab)| {
            // A list of its own is counted where it is opened.
            if self.source.elsewhere(at).is_some() {
                return tab.label.clone();
            }
            let count = count_words(tab.count, self.grows());
            ui.with("list-tab", &[("label", (&tab.label).into()), ("count", count.into())])
        };
        let labels: Vec<String> = self.tabs.iter().enumerate().map(label).collect();
        let open = self.source.tab();
        let used = self.drawn_tabs.draw(buffer, line, (&labels, open), 0, ui.look);
        let words = match self.source.keys() {
            Some(id) => ui.hint(id),
            None if self.view.sort.is_some() => return,
            None => {
                let order = ui.text(self.source.standing());
                ui.with("list-order", &[("order", order.into())])
            }
        };
        if usize::from(used) + 1 + text::width(&words) <= usize::from(line.width) {
            paint::put_right(buffer, line, 0, &words, ui.look, Role::Muted);
            if self.source.keys().is_none() {
                let place = paint::inset(line, line.width.saturating_sub(columns_of(&words)));
                self.drawn.borrow_mut().push((place, Press::Act(Action::Sort)));
            }
        }
    }

    /// What is not as the list stands by itself: the filter, the order, the marks, each with the action that
    /// changes it; and the key that takes it away.
    fn status(&self, ui: &Ui) -> Option<(Vec<(Span, Action)>, String)> {
        let mut spans: Vec<(Span, Action)> = Vec::new();
        if let Some(listed) = self.source.listed() {
            let volunteer = self.volunteer.as_deref();
            let filter = view::in_words(&self.view.filter, listed, volunteer, ui);
            if !filter.is_empty() {
                let values =
                    [("filter", filter.join(" ").into()), ("count", self.state.total().into())];
                let words = Span::new(ui.with("list-filtered", &values), Role::Watch);
                spans.push((words, Action::Filter));
            }
        }
        if let Some(sort) = self.view.sort {
            let words = sorted_by(sort, &self.source.label(sort.column, ui), ui);
            spans.push((Span::new(words, Role::Accent), Action::Sort));
        }
        if !self.marked.is_empty() {
            let words = ui.with("list-marked", &[("count", self.marked.len().into())]);
            spans.push((Span::new(words, Role::High), Action::Mark));
        }
        if spans.is_empty() {
            return None;
        }
        let clear = if self.marked.is_empty() { "list-clear-filter" } else { "list-clear-marks" };
        Some((spans, ui.text(clear)))
    }

    fn draw_status(&self, frame: &mut Frame, line: Rect, ui: &Ui) -> bool {
        let Some((spans, clear)) = self.status(ui) else { return false };
        let buffer = frame.buffer_mut();
        let room = line.width.saturating_sub(columns_of(&clear) + 1);
        let mut x = 0;
        for (span, action) in spans {
            let left = paint::inset(Rect { width: room, ..line }, x);
            let words = text::cut(&span.text, left.width.into(), ui.look.glyphs);
            let width = paint::put(buffer, left, 0, 0, &words, ui.look, span.role);
            let place = Rect { width: width.min(left.width), ..left };
            self.drawn.borrow_mut().push((place, Press::Act(action)));
            x += width + 2;
        }
        paint::put_right(buffer, line, 0, &clear, ui.look, Role::Muted);
        true
    }

    pub(super) fn paint(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let mut rows = area;
        self.drawn.borrow_mut().clear();
        if self.tabs.len() > 1 {
            self.draw_tabs(frame, paint::line(rows, 0), ui);
            rows = paint::below(rows, 1);
        }
        // Below the rows: the heads stay where they are when one of them is pressed.
        if self.draw_status(frame, paint::below(rows, rows.height.saturating_sub(1)), ui) {
            rows.height = rows.height.saturating_sub(1);
        }
        let shown = self.shown(area.width);
        let mut heads: Vec<_> =
            shown.iter().map(|column| self.source.head(*column, ui, area.width)).collect();
        self.widen(&mut heads, &shown, area.width);
        let space = Space::under(&heads, area.width);
        let columns: Vec<Column> = heads.iter().map(|head| head.column).collect();
        let titles = Row {
            cells: heads.into_iter().map(|head| Span::new(head.title, Role::Header)).collect(),
        };
        table::draw_row(frame.buffer_mut(), rows, 0, &columns, &titles, None, ui.look);
        if let Some(listed) = self.source.listed() {
            let places = table::cells(rows, 0, &columns).into_iter().zip(&shown);
            let sorted = places.filter(|(_, column)| listed.has(**column));
            let heads = sorted.map(|(place, column)| (place, Press::Sort(*column)));
            self.drawn.borrow_mut().extend(heads);
        }
        rows = paint::below(rows, 1);
        if self.state.total() == 0 {
            let id = if self.view.filter.is_empty() {
                self.source.empty_beside(&self.tabs)
            } else {
                "list-empty-filter"
            };
            let rows = paint::inset(rows, 1);
            paint::put_wrapped(frame.buffer_mut(), rows, 0, &ui.hint(id), ui.look, Role::Muted);
        }
        table::draw(frame.buffer_mut(), rows, &columns, &self.state, true, ui.look, |row| {
            let item = self.item(row);
            item.map_or_else(Row::default, |item| Row {
                cells: shown
                    .iter()
                    .map(|column| self.source.cell(item, *column, ui, space))
                    .collect(),
            })
        });
        if self.marked.is_empty() {
            return;
        }
        for y in 0..rows.height {
            let item = self.item(self.state.offset() + usize::from(y));
            let id = item.map(|item| self.source.row_of(self.source.target(item).record));
            if id.is_some_and(|id| self.marked.contains(&id)) {
                if self.state.selected() != Some(self.state.offset() + usize::from(y)) {
                    let line = paint::line(rows, y);
                    paint::bar(frame.buffer_mut(), line, ui.look.style(Role::High));
                }
                paint::put(frame.buffer_mut(), rows, 0, y, "*", ui.look, Role::High);
            }
        }
    }
}
