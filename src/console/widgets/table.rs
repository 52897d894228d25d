//! A list that draws only its visible rows, however many there are (a table given 100,000 rows takes 200 ms, TECH §3).
//!
//! [`ListState`] holds the selection and the scroll position and moves by [`Step`]; [`draw`] asks a closure for each visible
//! row. A screen that reads its rows from the store reads `state.window(extra)` and hands rows out of what it read.

use std::cell::Cell;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{self, Span};
use super::text;
use super::theme::{Look, Role};

/// How the selection moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One up.
    Up,
    /// One down.
    Down,
    /// A screenful up.
    PageUp,
    /// A screenful down.
    PageDown,
    /// Half a screenful up.
    HalfUp,
    /// Half a screenful down.
    HalfDown,
    /// To the first row.
    Top,
    /// To the last row.
    Bottom,
}

/// Which row is selected, and which rows stand on the screen.
#[derive(Debug, Clone, Default)]
pub struct ListState {
    selected: usize,
    total: usize,
    // Drawing learns how high the list is; `draw` has the state by shared reference.
    offset: Cell<usize>,
    area: Cell<Rect>,
}

impl ListState {
    /// A list of so many rows, the first selected.
    pub fn new(total: usize) -> Self {
        Self { total, ..Self::default() }
    }

    /// The selected row, counted from 0; `None` in an empty list.
    pub fn selected(&self) -> Option<usize> {
        (self.total > 0).then_some(self.selected)
    }

    /// How many rows there are.
    pub fn total(&self) -> usize {
        self.total
    }

    /// Tells the list how many rows there are now; the selection stays where it was, or on the last row.
    pub fn set_total(&mut self, total: usize) {
        self.total = total;
        self.selected = self.selected.min(total.saturating_sub(1));
    }

    /// Selects a row.
    pub fn select(&mut self, row: usize) {
        self.selected = row.min(self.total.saturating_sub(1));
    }

    /// How many rows were visible when it was last drawn; 20 before the first drawing.
    pub fn height(&self) -> usize {
        match self.area.get().height {
            0 => 20,
            height => height.into(),
        }
    }

    /// Moves the selection; true when it moved.
    pub fn step(&mut self, step: Step) -> bool {
        let before = self.selected;
        let page = self.height().saturating_sub(1).max(1);
        let half = (self.height() / 2).max(1);
        let wanted = match step {
            Step::Up => self.selected.saturating_sub(1),
            Step::Down => self.selected + 1,
            Step::PageUp => self.selected.saturating_sub(page),
            Step::PageDown => self.selected + page,
            Step::HalfUp => self.selected.saturating_sub(half),
            Step::HalfDown => self.selected + half,
            Step::Top => 0,
            Step::Bottom => usize::MAX,
        };
        self.select(wanted);
        self.selected != before
    }

    /// The row drawn at a place of the terminal, for the mouse.
    pub fn row_at(&self, column: u16, line: u16) -> Option<usize> {
        let area = self.area.get();
        let inside = area.contains(ratatui::layout::Position::new(column, line));
        let row = self.offset() + usize::from(line.checked_sub(area.y)?);
        (inside && row < self.total).then_some(row)
    }

    /// Selects the row drawn at a place of the terminal, when there is one.
    pub fn press(&mut self, column: u16, line: u16) {
        if let Some(row) = self.row_at(column, line) {
            self.select(row);
        }
    }

    /// The rows to read: those that will be visible, and `extra` before and after.
    pub fn window(&self, extra: usize) -> Range<usize> {
        let offset = self.offset_for(self.height());
        offset.saturating_sub(extra)..(offset + self.height() + extra).min(self.total)
    }

    /// The first visible row.
    pub fn offset(&self) -> usize {
        self.offset.get()
    }

    /// The first row of a screenful of `height` rows that holds the selection and moves as little as possible.
    fn offset_for(&self, height: usize) -> usize {
        let offset = self.offset.get().min(self.selected);
        offset
            .max((self.selected + 1).saturating_sub(height))
            .min(self.total.saturating_sub(height))
    }

    fn drawn(&self, area: Rect) -> usize {
        let offset = self.offset_for(usize::from(area.height).max(1));
        self.offset.set(offset);
        self.area.set(area);
        offset
    }
}

/// At which side of its column a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// At the right, for numbers and days.
    Right,
}

/// A column: its width in terminal columns and its side. One space stands between columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// How wide; 0 = whatever is left (for one column of a table).
    pub width: u16,
    /// Left or right.
    pub align: Align,
}

impl Column {
    /// A column of a fixed width with its text at the left.
    pub const fn left(width: u16) -> Self {
        Self { width, align: Align::Left }
    }

    /// A column of a fixed width with its text at the right.
    pub const fn right(width: u16) -> Self {
        Self { width, align: Align::Right }
    }

    /// The column that takes what is left.
    pub const fn rest() -> Self {
        Self { width: 0, align: Align::Left }
    }
}

/// A row: one cell a column; cells beyond the columns are not drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Span>,
}

impl Row {
    /// A row of cells.
    pub fn new(cells: impl IntoIterator<Item = impl Into<Span>>) -> Self {
        Self { cells: cells.into_iter().map(Into::into).collect() }
    }

    /// Adds a cell.
    #[must_use]
    pub fn cell(mut self, text: impl Into<String>, role: Role) -> Self {
        self.cells.push(Span::new(text, role));
        self
    }
}

/// The columns' widths in an area: `rest` columns share what the fixed ones leave.
pub fn widths(columns: &[Column], available: u16) -> Vec<u16> {
    let gaps = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let fixed = columns.iter().fold(gaps, |sum, column| sum.saturating_add(column.width));
    let open =
        u16::try_from(columns.iter().filter(|column| column.width == 0).count()).unwrap_or(1);
    let share = available.saturating_sub(fixed) / open.max(1);
    columns.iter().map(|column| if column.width == 0 { share } else { column.width }).collect()
}

/// Where [`draw_row`] puts each cell of a row at line `y` of the area.
pub fn cells(area: Rect, y: u16, columns: &[Column]) -> Vec<Rect> {
    let line = paint::inset(paint::line(area, y), 1);
    let mut x = 0_u16;
    let place = |width: u16| {
        let rest = paint::inset(line, x);
        x = x.saturating_add(width).saturating_add(1);
        Rect { width: width.min(rest.width), ..rest }
    };
    widths(columns, line.width).into_iter().map(place).collect()
}

/// Draws one row at line `y` of the area, the first column of the area being left to the selection mark.
pub fn draw_row(
    buffer: &mut Buffer,
    area: Rect,
    y: u16,
    columns: &[Column],
    row: &Row,
    selected: Option<bool>,
    look: Look,
) {
    let inner = paint::inset(area, 1);
    let mut x = 0_u16;
    for ((cell, column), width) in row.cells.iter().zip(columns).zip(widths(columns, inner.width)) {
        let shown = text::cut(&cell.text, width.into(), look.glyphs);
        let before = match column.align {
            Align::Left => 0,
            Align::Right => width - u16::try_from(text::width(&shown)).unwrap_or(width).min(width),
        };
        paint::put(buffer, inner, x.saturating_add(before), y, &shown, look, cell.role);
        x = x.saturating_add(width).saturating_add(1);
    }
    if let Some(active) = selected {
        paint::put(buffer, area, 0, y, ">", look, Role::Accent);
        if active {
            paint::bar(buffer, paint::line(area, y), look.style(Role::Selection));
        }
    }
}

/// Draws the visible rows; `active` says whether this list has the keys (only then the selection is a bar, else just `>`).
pub fn draw(
    buffer: &mut Buffer,
    area: Rect,
    columns: &[Column],
    state: &ListState,
    active: bool,
    look: Look,
    mut row: impl FnMut(usize) -> Row,
) {
    let area = area.intersection(buffer.area);
    let offset = state.drawn(area);
    for y in 0..area.height {
        let index = offset + usize::from(y);
        if index >= state.total {
            break;
        }
        let selected = (index == state.selected).then_some(active);
        draw_row(buffer, area, y, columns, &row(index), selected, look);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(state: &ListState, height: u16) -> Vec<String> {
        let area = Rect::new(0, 0, 12, height);
        let mut buffer = Buffer::empty(area);
        let columns = [Column::left(6), Column::right(4)];
        draw(&mut buffer, area, &columns, state, true, Look::default(), |at| {
            Row::new(["吉克阿依莫"]).cell(at.to_string(), Role::Muted)
        });
        (0..height)
            .map(|y| {
                let mut line = String::new();
                let mut x = 0;
                while x < 12 {
                    let symbol = buffer[(x, y)].symbol();
                    line.push_str(symbol);
                    x += u16::try_from(text::width(symbol)).unwrap().max(1);
                }
                line
            })
            .collect()
    }

    #[test]
    fn columns_line_up_whatever_the_script() {
        let state = ListState::new(2);
        assert_eq!(shown(&state, 3), [">吉克…     0", " 吉克…     1", "            "]);
    }

    #[test]
    fn the_selection_is_always_on_the_screen() {
        let mut state = ListState::new(100);
        shown(&state, 10);
        state.step(Step::Bottom);
        shown(&state, 10);
        assert_eq!((state.selected(), state.offset()), (Some(99), 90));
        state.step(Step::PageUp);
        shown(&state, 10);
        assert_eq!((state.selected(), state.offset()), (Some(90), 90));
        state.step(Step::Up);
        shown(&state, 10);
        assert_eq!((state.selected(), state.offset()), (Some(89), 89));
        state.set_total(5);
        shown(&state, 10);
        assert_eq!((state.selected(), state.offset()), (Some(4), 0));
    }

    #[test]
    fn the_window_to_read_is_what_will_be_drawn() {
        let mut state = ListState::new(100_000);
        shown(&state, 10);
        state.step(Step::Bottom);
        let window = state.window(5);
        shown(&state, 10);
        assert!(window.contains(&state.offset()) && window.contains(&99_999), "{window:?}");
        state.select(50_000);
        let window = state.window(0);
        shown(&state, 10);
        assert_eq!(window.start, state.offset());
    }

    #[test]
    fn an_empty_list_selects_nothing() {
        let mut state = ListState::new(0);
        assert!(!state.step(Step::Bottom));
        assert_eq!(state.selected(), None);
        assert_eq!(shown(&state, 1), ["            "]);
    }

    #[test]
    fn a_click_finds_its_row() {
        let mut state = ListState::new(100);
        state.select(50);
        shown(&state, 10);
        assert_eq!(state.row_at(3, 9), Some(50));
        assert_eq!(state.row_at(40, 2), None);
    }
}
