//! The lines of a sheet: what stands on one, how long texts become several, how one is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::console::widgets::bars::{self, Bar};
use crate::console::widgets::heat::{self, Strip};
use crate::console::widgets::paint::{self, Span};
use crate::console::widgets::table::{self, Column, Row};
use crate::console::widgets::{Look, Role, panel, text};

/// What stands on a line.
#[derive(Debug, Clone)]
pub enum Content {
    /// A panel's rule with its titles.
    Rule(Vec<String>),
    /// Pieces of text one after another.
    Text(Vec<Span>),
    /// Cells in columns.
    Cells(Vec<Column>, Row),
    /// One line of a heat strip.
    Strip(Strip),
    /// A bar against what it can hold.
    Bar(Bar),
}

/// A line, and what it stands for when it can be selected.
#[derive(Debug, Clone)]
pub struct Line<T> {
    /// What is shown.
    pub content: Content,
    /// What is meant when it is selected.
    pub target: Option<T>,
}

impl<T> Line<T> {
    /// An empty line.
    pub const fn blank() -> Self {
        Self { content: Content::Text(Vec::new()), target: None }
    }

    /// A panel's rule.
    pub fn rule(titles: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let titles = titles.into_iter().map(Into::into).collect();
        Self { content: Content::Rule(titles), target: None }
    }

    /// Pieces of text.
    pub fn spans(spans: Vec<Span>) -> Self {
        Self { content: Content::Text(spans), target: None }
    }

    /// One piece of text.
    pub fn text(text: impl Into<String>, role: Role) -> Self {
        Self::spans(vec![Span::new(text, role)])
    }

    /// Cells in columns.
    pub fn cells(columns: &[Column], row: Row) -> Self {
        Self { content: Content::Cells(columns.to_vec(), row), target: None }
    }

    /// A line of a heat strip.
    pub const fn strip(strip: Strip) -> Self {
        Self { content: Content::Strip(strip), target: None }
    }

    /// A bar.
    pub const fn bar(bar: Bar) -> Self {
        Self { content: Content::Bar(bar), target: None }
    }

    /// The same line, selectable.
    #[must_use]
    pub fn to(mut self, target: T) -> Self {
        self.target = Some(target);
        self
    }
}

/// A row of which the cell at `tall` goes on below where it doesn't fit; `page`: the columns of the pane.
pub fn tall<T>(columns: &[Column], row: Row, tall: usize, page: u16) -> Vec<Line<T>> {
    let widths = table::widths(columns, page.saturating_sub(1));
    let room = usize::from(widths.get(tall).copied().unwrap_or(0)).max(8);
    let Some(cell) = row.cells.get(tall).cloned() else { return vec![Line::cells(columns, row)] };
    let mut pieces = text::wrap(&cell.text, room).into_iter();
    let mut first = row;
    first.cells[tall].text = pieces.next().unwrap_or_default();
    let mut lines = vec![Line::cells(columns, first)];
    lines.extend(pieces.map(|piece| {
        let mut cells = vec![Span::default(); tall];
        cells.push(Span::new(piece, cell.role));
        Line::cells(columns, Row { cells })
    }));
    lines
}

/// The same lines, the first of them selectable.
pub fn led_by<T>(mut lines: Vec<Line<T>>, target: Option<T>) -> Vec<Line<T>> {
    if let Some(first) = lines.first_mut() {
        first.target = target;
    }
    lines
}

/// Text wrapped into as many lines as it needs, indented.
pub fn wrapped<T>(content: &str, columns: u16, indent: u16, role: Role) -> Vec<Line<T>> {
    let room = columns.saturating_sub(indent).saturating_sub(1);
    let lines = text::wrap(content, room.max(8).into());
    let space = " ".repeat(indent.into());
    lines.into_iter().map(|line| Line::text(format!("{space}{line}"), role)).collect()
}

/// Parts with two spaces between them, a new line where one wouldn't fit.
pub fn flowing<T>(parts: Vec<Span>, columns: u16) -> Vec<Line<T>> {
    let room = usize::from(columns.saturating_sub(1));
    let mut lines: Vec<Vec<Span>> = vec![Vec::new()];
    let mut used = 0;
    for part in parts.into_iter().filter(|part| !part.text.is_empty()) {
        let wide = text::width(&part.text);
        if used > 0 && used + 2 + wide > room {
            lines.push(Vec::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(Span::from("  "));
                used += 2;
            }
            used += wide;
            line.push(part);
        }
    }
    lines.into_iter().filter(|line| !line.is_empty()).map(Line::spans).collect()
}

/// Draws a line.
pub(super) fn draw_line<T>(
    buffer: &mut Buffer,
    area: Rect,
    y: u16,
    line: &Line<T>,
    selected: bool,
    look: Look,
) {
    let inner = paint::inset(area, 1);
    match &line.content {
        Content::Rule(titles) => {
            panel::draw(buffer, paint::line(area, y), titles, selected, look);
        }
        Content::Text(spans) => {
            paint::put_spans(buffer, inner, 0, y, spans, look);
        }
        Content::Cells(columns, row) => {
            table::draw_row(buffer, area, y, columns, row, selected.then_some(true), look);
            return;
        }
        Content::Strip(strip) => {
            heat::draw(buffer, paint::line(inner, y), 0, std::slice::from_ref(strip), look);
        }
        Content::Bar(bar) => {
            bars::draw(buffer, paint::line(inner, y), 0, std::slice::from_ref(bar), look);
        }
    }
    if selected {
        paint::put(buffer, area, 0, y, ">", look, Role::Accent);
        paint::bar(buffer, paint::line(area, y), look.style(Role::Selection));
    }
}
