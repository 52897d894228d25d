//! A form on the screen: labels at the left, values beside them, errors and what was found under the field.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::field::Picker;
use super::press::Part;
use super::{Choice, Form, FormField, Kind};
use crate::console::widgets::{Look, Role, paint, text};

/// At most so many found records stand under a picker.
const OFFERED: usize = 9;

impl Form {
    /// Draws the form into the area, scrolled so that the focused field and its error are seen, and sets the real cursor.
    pub fn draw(&self, frame: &mut Frame, area: Rect, look: Look) {
        self.drawn.borrow_mut().clear();
        if area.is_empty() {
            return;
        }
        let labels = self.label_width(area.width);
        let body = self.body(area);
        let (heights, scroll) = self.laid_out(body);
        let mut y = 0;
        let mut skipped = scroll;
        for (at, field) in self.fields.iter().enumerate() {
            let height = heights[at];
            if height <= skipped {
                skipped -= height;
                continue;
            }
            if y >= body.height {
                break;
            }
            if field.visible {
                let place = paint::below(body, y);
                let place = Rect { height: place.height.min(height), ..place };
                self.note(place, at, Part::Line);
                self.draw_field(frame, place, at, labels, look);
            }
            y += height - std::mem::take(&mut skipped);
        }
        if let Some(error) = &self.error {
            let below = paint::below(area, y.min(body.height));
            paint::put_wrapped(frame.buffer_mut(), below, 0, error, look, Role::Error);
        }
    }

    /// Where the fields stand: the form's error keeps its lines below them, however many fields there are.
    fn body(&self, area: Rect) -> Rect {
        let told = self.error_lines(area.width).min(area.height.saturating_sub(1));
        Rect { height: area.height - told, ..area }
    }

    fn error_lines(&self, width: u16) -> u16 {
        self.error.as_deref().map_or(0, |error| lines(error, width))
    }

    /// The lines of each field, and how many of them stand above the area so that the focused field is whole.
    fn laid_out(&self, area: Rect) -> (Vec<u16>, u16) {
        let labels = self.label_width(area.width);
        let mut heights = Vec::with_capacity(self.fields.len());
        for (at, field) in self.fields.iter().enumerate() {
            heights.push(if field.visible { self.lines_of(at, area.width, labels) } else { 0 });
        }
        let above: u16 = heights[..self.focus.min(heights.len())].iter().sum();
        let focused = heights.get(self.focus).copied().unwrap_or(1);
        let scroll = (above + focused).saturating_sub(area.height).min(above);
        (heights, scroll)
    }

    /// How many fields begin above the area and how many end below it.
    pub fn beyond(&self, area: Rect) -> (usize, usize) {
        let area = self.body(area);
        let (heights, scroll) = self.laid_out(area);
        let (mut above, mut under, mut y) = (0, 0, 0);
        for height in heights.into_iter().filter(|height| *height > 0) {
            above += usize::from(y < scroll);
            y += height;
            under += usize::from(y > scroll.saturating_add(area.height));
        }
        (above, under)
    }

    /// How many lines all visible fields and the form's error take at a width.
    pub fn height(&self, width: u16) -> u16 {
        let labels = self.label_width(width);
        let lines: u16 = (0..self.fields.len())
            .filter(|at| self.shown(*at))
            .map(|at| self.lines_of(at, width, labels))
            .sum();
        lines + self.error_lines(width)
    }

    fn label_width(&self, width: u16) -> u16 {
        let widest = self
            .fields
            .iter()
            .filter(|field| field.visible)
            .map(|field| text::width(&field.label) + 2)
            .max()
            .unwrap_or(0);
        u16::try_from(widest).unwrap_or(width).min(width / 3)
    }

    fn lines_of(&self, at: usize, width: u16, labels: u16) -> u16 {
        let field = &self.fields[at];
        let mut lines = 1;
        if let Kind::Choice { options, .. } | Kind::Multi { options, .. } = &field.kind {
            lines = option_lines(options, width.saturating_sub(labels + 1)).len().max(1);
        }
        if at == self.focus
            && let Kind::Picker(picker) = &field.kind
        {
            lines += picker.offers().len().min(OFFERED);
        }
        let told = field
            .error
            .as_deref()
            .map_or(0, |error| self::lines(error, width.saturating_sub(labels + 1)));
        u16::try_from(lines).unwrap_or(1) + told
    }

    fn draw_field(&self, frame: &mut Frame, area: Rect, at: usize, labels: u16, look: Look) {
        let field = &self.fields[at];
        let focused = at == self.focus;
        let label_area = Rect { width: labels, ..area };
        let mark = if focused { ">" } else { " " };
        let role = if focused { Role::Accent } else { Role::Muted };
        let star = if field.required && field.is_blank() { "*" } else { "" };
        let label = format!("{mark}{}{star}", field.label);
        paint::put(frame.buffer_mut(), label_area, 0, 0, &label, look, role);
        let value = paint::inset(area, labels + 1);
        let after = match &field.kind {
            Kind::Text(line) | Kind::Date(line) | Kind::Number(line) => {
                let echo = beside(field, focused, value.width);
                let room = value_width(value.width, &field.kind, &echo);
                line.draw(
                    frame,
                    Rect { width: room, height: value.height.min(1), ..value },
                    focused,
                    look,
                );
                paint::put(
                    frame.buffer_mut(),
                    value,
                    room.saturating_add(1),
                    0,
                    &echo,
                    look,
                    Role::Muted,
                );
                1
            }
            Kind::Picker(_) => draw_picker(frame, value, field, focused, look),
            Kind::Choice { options, chosen } => {
                let on = |one: usize| *chosen == Some(one);
                let drawn = draw_options(frame, value, options, on, None, focused, look);
                self.note_answers(at, drawn)
            }
            Kind::Multi { options, ticked, marked } => {
                let on = |one: usize| ticked.get(one) == Some(&true);
                let drawn = draw_options(frame, value, options, on, Some(*marked), focused, look);
                self.note_answers(at, drawn)
            }
        };
        let mut seen = after;
        if let Some(error) = &field.error {
            // What is wrong is seen, if need be in the place of the last of what a picker offers.
            let last = value.height.saturating_sub(lines(error, value.width)).max(1);
            seen = if focused { after.min(last) } else { after };
            paint::clear(frame.buffer_mut(), paint::below(value, seen));
            paint::put_wrapped(frame.buffer_mut(), value, seen, error, look, Role::Error);
        }
        if let Kind::Picker(picker) = &field.kind {
            for (row, y) in (first_offered(picker)..).zip(1..seen.min(value.height)) {
                self.note(paint::line(value, y), at, Part::Offer(row));
            }
        }
    }

    /// Notes where the answers of a field stand; returns how many lines they take.
    fn note_answers(&self, field: usize, (lines, places): (u16, Vec<Rect>)) -> u16 {
        for (at, place) in places.into_iter().enumerate() {
            self.note(place, field, Part::Answer(at));
        }
        lines
    }
}

/// The first of the offered records that is seen.
fn first_offered(picker: &Picker) -> usize {
    picker.marked.saturating_sub(OFFERED - 1)
}

/// How many lines a sentence takes at a width.
fn lines(sentence: &str, width: u16) -> u16 {
    u16::try_from(text::wrap(sentence, width.max(1).into()).len()).unwrap_or(1)
}

/// How a field's text was understood; else the hint while it has the keys, as long as a line of text leaves it room.
fn beside(field: &FormField, focused: bool, width: u16) -> String {
    let has_room = match &field.kind {
        Kind::Text(line) => {
            text::width(line.value()) + text::width(&field.hint) + 2 < width.into()
                || line.is_blank()
        }
        _ => true,
    };
    if focused && field.echo.is_empty() && has_room {
        field.hint.clone()
    } else {
        field.echo.clone()
    }
}

/// Dates and numbers get a short field, free text the whole line but for what stands beside it.
fn value_width(width: u16, kind: &Kind, echo: &str) -> u16 {
    let beside = u16::try_from(text::width(echo)).unwrap_or(width);
    match kind {
        Kind::Date(_) | Kind::Number(_) => width.min(16),
        _ if beside == 0 => width,
        _ => width.saturating_sub(beside + 1).max(width / 4),
    }
}

fn draw_picker(frame: &mut Frame, area: Rect, field: &FormField, focused: bool, look: Look) -> u16 {
    let Kind::Picker(picker) = &field.kind else { return 1 };
    let room = area.width.min(24);
    picker.field.draw(
        frame,
        Rect { width: room, height: area.height.min(1), ..area },
        focused,
        look,
    );
    let detail = picker
        .taken()
        .map_or_else(|| beside(field, focused, area.width), |picked| picked.detail.clone());
    paint::put(frame.buffer_mut(), area, room.saturating_add(1), 0, &detail, look, Role::Muted);
    if !focused {
        return 1;
    }
    let digits = picker.is_numbered();
    let first = first_offered(picker);
    let marked = (!picker.is_unmarked(field.is_by_hand())).then_some(picker.marked);
    let mut y = 1;
    for (at, picked) in picker.offers().iter().enumerate().skip(first).take(OFFERED) {
        let mark = if marked == Some(at) { ">" } else { " " };
        let digit = if digits && at < 9 { format!("{} ", at + 1) } else { String::new() };
        let name = format!("{mark}{digit}{}", picked.label);
        let role = if marked == Some(at) { Role::Accent } else { Role::Text };
        let x = paint::put(frame.buffer_mut(), area, 0, y, &name, look, role);
        paint::put(frame.buffer_mut(), area, x + 1, y, &picked.detail, look, Role::Muted);
        y += 1;
    }
    y
}

/// How the answers of a choice are spread over lines: the range of answers of each.
fn option_lines(options: &[Choice], width: u16) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (at, option) in options.iter().enumerate() {
        let wide = text::width(&option.label) + 5;
        if used + wide > usize::from(width) && at > start {
            lines.push(start..at);
            (start, used) = (at, 0);
        }
        used += wide;
    }
    lines.push(start..options.len());
    lines
}

/// Draws the answers; returns how many lines they take, and where each stands.
fn draw_options(
    frame: &mut Frame,
    area: Rect,
    options: &[Choice],
    on: impl Fn(usize) -> bool,
    marked: Option<usize>,
    focused: bool,
    look: Look,
) -> (u16, Vec<Rect>) {
    let lines = option_lines(options, area.width);
    let mut places = Vec::with_capacity(options.len());
    for (y, line) in (0..).zip(&lines) {
        let mut x = 0;
        for at in line.clone() {
            let option = &options[at];
            let (open, close) = if on(at) { ("[", "]") } else { (" ", " ") };
            let role = match (on(at), focused) {
                (true, _) => Role::Accent,
                (false, true) => Role::Text,
                (false, false) => Role::Muted,
            };
            let shown = format!("{open}{} {}{close}", option.key, option.label);
            let begin = x;
            x = paint::put(frame.buffer_mut(), area, x, y, &shown, look, role) + 1;
            let place = Rect { width: x - begin - 1, ..paint::inset(paint::line(area, y), begin) };
            places.push(place);
            if focused && marked.is_some_and(|marked| marked == at) {
                paint::bar(frame.buffer_mut(), place, look.style(Role::Selection));
            }
        }
    }
    if focused && !area.is_empty() {
        frame.set_cursor_position((area.x, area.y));
    }
    (u16::try_from(lines.len()).unwrap_or(1), places)
}
