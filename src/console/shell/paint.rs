//! One frame: the top line, the visible layers, the message line, the footer.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Press, Shell, written};
use crate::console::action::Action;
use crate::console::input::{Key, Mode};
use crate::console::screen::Availability;
use crate::console::screens::waiting;
use crate::console::widgets::hints::{self, Hint};
use crate::console::widgets::paint::Span;
use crate::console::widgets::{Role, card, paint, text};

/// Smaller than this, only a card is drawn.
const SMALLEST: (u16, u16) = (60, 15);

impl Shell {
    /// Reads what is stale and draws everything. Nothing else is done here.
    pub fn draw(&mut self, frame: &mut Frame) {
        let area = frame.area();
        self.wants_draw = false;
        self.too_small = area.width < SMALLEST.0 || area.height < SMALLEST.1;
        if self.too_small {
            self.draw_too_small(frame);
            return;
        }
        if self.cover.on {
            self.draw_cover(frame);
            return;
        }
        let page = Rect { y: area.y + 1, height: area.height - 3, ..area };
        self.ui.page = (page.width, page.height);
        self.pressable.borrow_mut().clear();
        self.load_visible();
        self.heed_wants();
        self.draw_top(frame, paint::line(area, 0));
        // Where nothing is typed the cursor is parked on the message line, so that an input method's window may stand there.
        self.draw_message(frame, paint::line(area, area.height - 2));
        let first = self.layers.first_visible();
        for layer in self.layers.all().skip(first) {
            layer.screen.draw(frame, layer.screen.place(page), &self.ui);
        }
        self.draw_footer(frame, paint::line(area, area.height - 1));
        self.note_written(frame.buffer_mut(), area, page);
    }

    /// Notes where keys are named, for the mouse: on the first line, on what lies on top, on the message line.
    fn note_written(&self, buffer: &Buffer, area: Rect, page: Rect) {
        let top = self.layers.top();
        let words = ["Space", "Backspace"].map(|key| {
            let id = format!("key-{}", key.to_lowercase());
            (self.ui.text(&id), Key::parse(key))
        });
        let words: Vec<(String, Key)> =
            words.into_iter().filter_map(|(word, key)| Some((word, key?))).collect();
        let mut areas = vec![paint::line(area, 0), paint::line(area, area.height - 2)];
        if top.names_own_keys() {
            areas.push(top.place(page));
        }
        let keys = areas.into_iter().flat_map(|area| written::keys(buffer, area, &words));
        let keys = keys.map(|(place, key)| (place, Press::Key(key)));
        self.pressable.borrow_mut().extend(keys);
    }

    fn draw_too_small(&self, frame: &mut Frame) {
        let area = frame.area();
        let size = [("columns", area.width.into()), ("rows", area.height.into())];
        let text = self.ui.with("screen-too-small", &size);
        self.pressable.borrow_mut().clear();
        paint::put_wrapped(frame.buffer_mut(), area, 0, &text, self.ui.look, Role::Text);
    }

    fn draw_cover(&self, frame: &mut Frame) {
        self.pressable.borrow_mut().clear();
        let lines = [self.ui.text("screen-covered")];
        let area = frame.area();
        card::message(frame.buffer_mut(), area, &self.ui.text("shell-name"), &lines, self.ui.look);
    }

    /// The page's title at the left; who, where and the cover's key at the right.
    fn draw_top(&self, frame: &mut Frame, line: Rect) {
        let key = self.ui.keys.first(Action::Cover);
        let label = self.ui.text(Action::Cover.message_id());
        // A letter beside a Latin word would run into it.
        let runs = |one: char| one.is_ascii_alphabetic();
        let gap = if key.ends_with(runs) && label.starts_with(runs) { " " } else { "" };
        let cover = format!("{key}{gap}{label}");
        let person = self.ui.language.person(&self.ui.operator);
        let operator = match person.as_str() {
            "" => String::new(),
            name => self.ui.with("today-operator", &[("name", name.into())]),
        };
        let beside = |parts: &[&str]| {
            let parts: Vec<&str> = parts.iter().copied().filter(|one| !one.is_empty()).collect();
            parts.join("  ")
        };
        let all = beside(&[&operator, &self.ui.office, &cover]);
        let who_and_where = beside(&[&person, &self.ui.office]);
        let title = self
            .layers
            .all()
            .nth(self.layers.first_visible())
            .map(|layer| layer.screen.title(&self.ui));
        let mut title = title.unwrap_or_default();
        let demo =
            if self.ui.demo { format!("{} ", self.ui.text("today-demo")) } else { String::new() };
        let look = self.ui.look;
        let room = usize::from(line.width);
        let fits = |title: &str, right: &str| {
            text::width(&demo) + text::width(title) + 1 + text::width(right) <= room
        };
        // Who works where is kept before the last words of a title that has several parts.
        let mut right = [&all, &who_and_where].into_iter().find(|right| fits(&title, right));
        let mut short = title.as_str();
        while right.is_none()
            && let Some((before, _)) = short.rsplit_once("  ")
        {
            short = before;
            right = Some(&who_and_where).filter(|right| fits(short, right));
        }
        if right.is_some() {
            title.truncate(short.len());
        }
        let right = right.or_else(|| Some(&person).filter(|right| fits(&title, right)));
        let spans = [Span::new(demo.as_str(), Role::Watch), Span::new(title, Role::Accent)];
        let buffer = frame.buffer_mut();
        paint::put_spans(buffer, line, 0, 0, &spans, look);
        if let Some(right) = right {
            paint::put_right(buffer, line, 0, right, look, Role::Muted);
        }
    }

    fn draw_message(&self, frame: &mut Frame, line: Rect) {
        let look = self.ui.look;
        let end = if self.pending.is_empty() {
            let said = self.said.as_ref().map(|said| (said.text.clone(), said.role));
            let note = || {
                let others = self.others.as_ref().map(|work| waiting::words(work, &self.ui));
                let note = others.or_else(|| self.layers.top().note(&self.ui));
                note.map(|text| (text, Role::Watch))
            };
            said.or_else(note).map_or(0, |(text, role)| {
                paint::put(frame.buffer_mut(), line, 0, 0, &text, look, role)
            })
        } else {
            let mut following: Vec<String> = Vec::new();
            let mut x = 0;
            for (key, action) in &self.pending {
                let words = format!("{key} {}", self.ui.text(action.message_id()));
                let width = u16::try_from(text::width(&words)).unwrap_or(line.width);
                let place = Rect { width, ..paint::inset(line, x) }.intersection(line);
                self.pressable.borrow_mut().push((place, Press::Key(*key)));
                x = x.saturating_add(width + 2);
                following.push(words);
            }
            let (text, _) = text::join(&following, "  ", line.width.into(), look.glyphs);
            paint::put(frame.buffer_mut(), line, 0, 0, &text, look, Role::Accent)
        };
        if self.layers.top().mode() == Mode::Browse && !line.is_empty() {
            frame.set_cursor_position((line.x + end.min(line.width - 1), line.y));
        }
    }

    fn draw_footer(&self, frame: &mut Frame, line: Rect) {
        let mut shown = Vec::new();
        let mut actions = Vec::new();
        for action in self.layers.top().footer() {
            let availability = self.availability(*action);
            if availability == Availability::Hidden || self.layers.top().mode() == Mode::Typing {
                continue;
            }
            let (key, letter) = self.ui.keys.of_footer(*action);
            let label = self.ui.text(self.layers.top().label(*action));
            let available = availability == Availability::Available;
            // A letter beside a Latin word would run into it; a digit or a letter beside 汉字 doesn't.
            let latin = label.starts_with(|one: char| one.is_ascii());
            let letters = key.ends_with(|one: char| one.is_ascii_alphabetic());
            let before = if key.len() > 1 || (latin && letters) { " " } else { "" };
            let after = if latin && !letter.is_empty() { " " } else { "" };
            let label = format!("{before}{label}{after}{letter}");
            let key = match key {
                "Left" => self.ui.text("key-left"),
                "Right" => self.ui.text("key-right"),
                key => key.to_owned(),
            };
            shown.push(Hint { key, label, available });
            actions.push(*action);
        }
        let places = hints::draw(frame.buffer_mut(), line, &shown, self.ui.look);
        let presses = actions.into_iter().map(Press::Act);
        self.pressable.borrow_mut().extend(places.into_iter().zip(presses));
    }
}
