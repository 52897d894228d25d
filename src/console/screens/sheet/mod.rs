//! A page of lines: headings, text, pictures and rows that can be selected, scrolled together. Records' pages are made of it.
//!
//! A page says its lines anew for every drawing and every key; [`Sheet`] only remembers which selectable line is chosen and how
//! far it has scrolled. A selectable line carries a target, what it stands for; the text around it scrolls along: choosing the
//! first target shows what stands above it, the last what stands below it.

mod line;

use std::cell::{Cell, RefCell};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::rows::Target;
use crate::console::widgets::table::Step;
use crate::console::widgets::{Look, paint, panel};
use line::draw_line;
pub use line::{Content, Line, flowing, led_by, tall, wrapped};

/// The lines of a page in one pane, or in two side by side.
#[derive(Debug, Clone)]
pub struct Body<T> {
    /// The panes from left to right; the selection goes through them in this order.
    pub panes: Vec<Vec<Line<T>>>,
}

impl<T: Copy> Body<T> {
    /// One pane.
    pub fn one(lines: Vec<Line<T>>) -> Self {
        Self { panes: vec![lines] }
    }

    fn targets(&self) -> impl Iterator<Item = T> {
        self.panes.iter().flatten().filter_map(|line| line.target)
    }

    /// Where each target stands: its pane and line.
    fn places(&self) -> Vec<(usize, usize)> {
        let mut places = Vec::new();
        for (pane, lines) in self.panes.iter().enumerate() {
            for (at, line) in lines.iter().enumerate() {
                if line.target.is_some() {
                    places.push((pane, at));
                }
            }
        }
        places
    }
}

/// The selection and the scroll position of a page. The selection stays with what it stands for when lines come or go.
pub struct Sheet<T = Target> {
    selected: Cell<usize>,
    /// What was selected when it was looked at last.
    stands_for: Cell<Option<T>>,
    // Drawing learns how high the page is and what is where; `draw` has the sheet by shared reference.
    offsets: [Cell<usize>; 2],
    height: Cell<usize>,
    drawn: RefCell<Vec<(Rect, usize)>>,
}

impl<T> Default for Sheet<T> {
    fn default() -> Self {
        Self {
            selected: Cell::default(),
            stands_for: Cell::new(None),
            offsets: <[Cell<usize>; 2]>::default(),
            height: Cell::default(),
            drawn: RefCell::default(),
        }
    }
}

impl<T: Copy + PartialEq> Sheet<T> {
    /// What is selected.
    pub fn selected(&self, body: &Body<T>) -> Option<T> {
        let at = self.find_again(body)?;
        body.targets().nth(at)
    }

    /// Selects the first target for which this holds; stays where it was when there is none.
    pub fn select(&mut self, body: &Body<T>, wanted: impl Fn(T) -> bool) {
        if let Some(at) = body.targets().position(wanted) {
            self.choose(at, body);
        }
    }

    fn choose(&self, at: usize, body: &Body<T>) {
        self.selected.set(at);
        self.stands_for.set(body.targets().nth(at));
    }

    /// Where the selection is now: with what it stood for, else in its old place.
    fn find_again(&self, body: &Body<T>) -> Option<usize> {
        let targets: Vec<T> = body.targets().collect();
        let old = self.selected.get().min(targets.len().checked_sub(1)?);
        let at = match self.stands_for.get() {
            Some(wanted) if targets[old] != wanted => {
                let same = (0..targets.len()).filter(|at| targets[*at] == wanted);
                same.min_by_key(|at| at.abs_diff(old)).unwrap_or(old)
            }
            _ => old,
        };
        self.selected.set(at);
        self.stands_for.set(Some(targets[at]));
        Some(at)
    }

    /// Moves the selection; without anything to select, the page scrolls.
    pub fn step(&mut self, step: Step, body: &Body<T>) {
        let places = body.places();
        let height = self.height.get().max(2);
        let Some(last) = places.len().checked_sub(1) else {
            let lines = body.panes.first().map_or(0, Vec::len);
            self.scroll(step, lines, height);
            return;
        };
        let at = self.find_again(body).unwrap_or(last);
        let by = |lines: usize, down: bool| {
            let (pane, line) = places[at];
            let (found, neighbour) = if down {
                let within = |place: &(usize, usize)| place.0 == pane && place.1 <= line + lines;
                (places.iter().rposition(within), (at + 1).min(last))
            } else {
                let first = line.saturating_sub(lines);
                let within = |place: &(usize, usize)| place.0 == pane && place.1 >= first;
                (places.iter().position(within), at.saturating_sub(1))
            };
            // Where a screenful holds nothing else to select, the next one beyond it is meant.
            found.filter(|found| *found != at).unwrap_or(neighbour)
        };
        let wanted = match step {
            Step::Up => at.saturating_sub(1),
            Step::Down => (at + 1).min(last),
            Step::PageDown => by(height - 1, true),
            Step::PageUp => by(height - 1, false),
            Step::HalfDown => by(height / 2, true),
            Step::HalfUp => by(height / 2, false),
            Step::Top => 0,
            Step::Bottom => last,
        };
        self.choose(wanted, body);
    }

    fn scroll(&self, step: Step, lines: usize, height: usize) {
        let most = lines.saturating_sub(height);
        let offset = self.offsets[0].get();
        let wanted = match step {
            Step::Up => offset.saturating_sub(1),
            Step::Down => offset + 1,
            Step::PageDown => offset + height - 1,
            Step::PageUp => offset.saturating_sub(height - 1),
            Step::HalfDown => offset + height / 2,
            Step::HalfUp => offset.saturating_sub(height / 2),
            Step::Top => 0,
            Step::Bottom => most,
        };
        self.offsets[0].set(wanted.min(most));
    }

    /// Selects what was drawn at a place of the terminal; true when something was.
    pub fn press(&mut self, column: u16, line: u16) -> bool {
        let place = Position::new(column, line);
        let hit = self.drawn.borrow().iter().find(|(area, _)| area.contains(place)).copied();
        if let Some((_, at)) = hit {
            self.selected.set(at);
            self.stands_for.set(None);
        }
        hit.is_some()
    }

    /// Draws the panes, side by side when there are two, with the selection in view.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, body: &Body<T>, look: Look) {
        self.height.set(area.height.into());
        self.drawn.borrow_mut().clear();
        let places = body.places();
        let chosen = self.find_again(body).map(|at| places[at]);
        let areas = match body.panes.len() {
            0 | 1 => [area, Rect { width: 0, ..area }],
            _ => {
                let (left, right) = panel::beside(buffer, area, left_width(area.width), look);
                [left, right]
            }
        };
        let mut target = 0;
        for (pane, (lines, area)) in body.panes.iter().zip(areas).enumerate() {
            let selected = chosen.filter(|place| place.0 == pane).map(|place| place.1);
            self.follow(pane, lines, selected, area.height.into());
            let offset = self.offsets[pane].get();
            for (at, line) in lines.iter().enumerate() {
                let y = at.checked_sub(offset).and_then(|y| u16::try_from(y).ok());
                if let Some(y) = y.filter(|y| *y < area.height) {
                    draw_line(buffer, area, y, line, selected == Some(at), look);
                    if line.target.is_some() {
                        self.drawn.borrow_mut().push((paint::line(area, y), target));
                    }
                }
                target += usize::from(line.target.is_some());
            }
        }
    }

    /// Scrolls a pane as little as brings the selected line into view, with the text that belongs to it.
    fn follow(&self, pane: usize, lines: &[Line<T>], selected: Option<usize>, height: usize) {
        let most = lines.len().saturating_sub(height);
        let mut offset = self.offsets[pane].get().min(most);
        if let Some(at) = selected {
            let is_target = |line: &Line<T>| line.target.is_some();
            let from = lines[..at].iter().rposition(is_target).map_or(0, |before| before + 1);
            let to = lines[at + 1..]
                .iter()
                .position(is_target)
                .map_or(lines.len(), |next| at + 1 + next);
            // Headings above and text below come along as far as there is room; the line itself always.
            let from = from.max((at + 1).saturating_sub(height));
            let to = to.min(at + height);
            if to > offset + height {
                offset = to - height;
            }
            // Where both don't fit, the first target keeps what is above it, the last what is below.
            let is_last = to == lines.len();
            if from < offset && (!is_last || to - from <= height) {
                offset = from;
            }
            offset = offset.min(at).max((at + 1).saturating_sub(height)).min(most);
        }
        self.offsets[pane].set(offset);
    }
}

/// True where two panes of a record's page both have room for their rows; a narrower page has them below one another.
pub const fn has_two(page: u16) -> bool {
    page >= 140
}

/// The columns of the left one of two panes.
pub fn left_width(page: u16) -> u16 {
    page / 2 + page / 20
}

/// The columns that the text of each pane has on a page of this width: left, right; the same when there is one pane.
pub fn pane_widths(page: u16, two: bool) -> (u16, u16) {
    if two {
        let left = left_width(page);
        (left, page.saturating_sub(left + 3))
    } else {
        (page, page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::widgets::Role;

    fn body(marks: &str) -> Body<usize> {
        let lines = marks.chars().enumerate().map(|(at, mark)| {
            let line = Line::text(at.to_string(), Role::Text);
            if mark == 'x' { line.to(at) } else { line }
        });
        Body::one(lines.collect())
    }

    fn shown(sheet: &Sheet<usize>, body: &Body<usize>, height: u16) -> Vec<String> {
        let area = Rect::new(0, 0, 4, height);
        let mut buffer = Buffer::empty(area);
        sheet.draw(&mut buffer, area, body, Look::default());
        let row = |y| (0..4).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        (0..height).map(|y| row(y).trim_end().to_owned()).collect()
    }

    #[test]
    fn the_first_target_shows_what_is_above_and_the_last_what_is_below() {
        let body = body("..x.x...");
        let mut sheet = Sheet::default();
        assert_eq!(shown(&sheet, &body, 4), [" 0", " 1", ">2", " 3"]);
        sheet.step(Step::Bottom, &body);
        assert_eq!(shown(&sheet, &body, 4), [">4", " 5", " 6", " 7"]);
        assert_eq!(sheet.selected(&body), Some(4));
        sheet.step(Step::Up, &body);
        assert_eq!(shown(&sheet, &body, 4)[0], " 0");
    }

    #[test]
    fn text_without_targets_scrolls() {
        let body = body("........");
        let mut sheet = Sheet::default();
        shown(&sheet, &body, 3);
        sheet.step(Step::Down, &body);
        assert_eq!(shown(&sheet, &body, 3), [" 1", " 2", " 3"]);
        sheet.step(Step::Bottom, &body);
        assert_eq!(shown(&sheet, &body, 3), [" 5", " 6", " 7"]);
        assert_eq!(sheet.selected(&body), None);
    }

    #[test]
    fn pages_go_by_the_screen_and_always_on() {
        let body = body("xxxx......x");
        let mut sheet = Sheet::default();
        shown(&sheet, &body, 4);
        sheet.step(Step::PageDown, &body);
        assert_eq!(sheet.selected(&body), Some(3));
        sheet.step(Step::PageDown, &body);
        assert_eq!(sheet.selected(&body), Some(10));
        sheet.step(Step::PageUp, &body);
        assert_eq!(sheet.selected(&body), Some(3));
    }

    #[test]
    fn a_press_selects_what_was_drawn_there() {
        let body = body("x..x");
        let mut sheet = Sheet::default();
        shown(&sheet, &body, 4);
        assert!(sheet.press(2, 3));
        assert_eq!(sheet.selected(&body), Some(3));
        assert!(!sheet.press(2, 1));
    }

    #[test]
    fn the_selection_stays_with_what_it_stands_for() {
        let mut sheet = Sheet::default();
        sheet.step(Step::Down, &body("x.x.x"));
        assert_eq!(sheet.selected(&body("x.x.x")), Some(2));
        // A row comes in above; it goes again; then the selected one goes.
        assert_eq!(sheet.selected(&body("xxx.x")), Some(2));
        assert_eq!(shown(&sheet, &body("xxx.x"), 5)[2], ">2");
        assert_eq!(sheet.selected(&body("..x.x")), Some(2));
        assert_eq!(sheet.selected(&body("....x")), Some(4));
    }

    #[test]
    fn fewer_rows_than_before_still_select_one() {
        let mut sheet = Sheet::default();
        sheet.step(Step::Bottom, &body("xxxx"));
        assert_eq!(sheet.selected(&body("xx")), Some(1));
        assert_eq!(shown(&sheet, &body("xx"), 2), [" 0", ">1"]);
        assert_eq!(sheet.selected(&body("..")), None);
    }
}
