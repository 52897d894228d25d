//! Doing something with many rows at once: what is needed for it, what will come of it for each row and who can't and why, a
//! question, then one command: one entry of the journal, one step of undo.

mod jobs;
mod rows;
mod work;

use std::cell::Cell;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::view::Change;
use crate::console::action::Action;
use crate::console::input::{Key, Mode, Pointer};
use crate::console::screen::{Effect, Input, JobError, JobResult, Message, Screen, Ui};
use crate::console::screens::forms::{Far, answer_at, draw_lines, stray};
use crate::console::widgets::form::{Form, FormEvent};
use crate::console::widgets::table::{self, Column, ListState, Row, Step};
use crate::console::widgets::{Role, card, paint, text};
use crate::domain::records::Id;
use crate::language::Lang;
use crate::store::{Kind, Queries, Receipt, Result, StoreError};
use jobs::{Look, Looked, Write};
use rows::Consequence;
use work::Filled;
pub use work::{Work, availability, footer};

/// So many rows are changed at once at most. It is one change, which nobody else can write beside and which undo takes back
/// whole: more would hold the other consoles up for longer than they wait for one another.
pub const MOST: usize = 20_000;

/// From so many rows on, looking through them is a job that shows how far it is; fewer are looked through at each key.
pub const MANY: usize = 500;

/// The card.
pub struct Bulk {
    work: Work,
    kind: Kind,
    ids: Vec<Id>,
    form: Form,
    /// The language it was built in; `None` until then.
    lang: Option<Lang>,
    rows: Vec<Consequence>,
    /// For what the rows were looked through, where that is a job.
    looked_for: Option<Filled>,
    /// What speaks against it without forbidding it.
    warnings: Vec<String>,
    /// So many marked rows stand for nobody it could be done for.
    beside: usize,
    state: ListState,
    /// Everything is filled in: the question stands.
    asked: bool,
    /// Whether a date so far ahead is meant: a question in the form's place, before the other one.
    far: Option<Far>,
    /// Where that question stands.
    far_at: Cell<Rect>,
    /// The field and date far ahead that is meant.
    meant: Option<(&'static str, NaiveDate)>,
}

impl Bulk {
    /// What is to be done with the records of some ids.
    pub fn new(work: Work, kind: Kind, ids: Vec<Id>) -> Self {
        Self {
            work: work.on(kind),
            kind,
            ids,
            form: Form::default(),
            lang: None,
            rows: Vec::new(),
            looked_for: None,
            warnings: Vec::new(),
            beside: 0,
            state: ListState::default(),
            asked: false,
            far: None,
            far_at: Cell::default(),
            meant: None,
        }
    }

    /// Besides so many marked rows, which stand for nobody it could be done for.
    #[must_use]
    pub const fn beside(mut self, rows: usize) -> Self {
        self.beside = rows;
        self
    }

    fn able(&self) -> Vec<Id> {
        self.rows.iter().filter(|row| row.able).map(|row| row.id).collect()
    }

    const fn is_too_much(&self) -> bool {
        self.ids.len() > MOST
    }

    const fn is_many(&self) -> bool {
        self.ids.len() >= MANY
    }

    /// True when nothing has to be filled in for it, so that the rows can be looked through at once.
    pub fn is_asked_at_once(work: Work, kind: Kind) -> bool {
        matches!(work.on(kind), Work::Finish | Work::Drop | Work::Leave)
            || (work.on(kind) == Work::Close && kind != Kind::Child)
    }

    /// Says beside each field what is wrong with it.
    fn check(&mut self, ui: &Ui) {
        self.form.clear_errors();
        for key in self.form.missing() {
            self.form.set_error(key, ui.text("refused-required"));
        }
        let able = self.able();
        let _ = work::command(self.work, self.kind, &able, &mut self.form, ui);
    }

    /// The form is filled in: ask.
    fn ask(&mut self, ui: &Ui) -> Vec<Effect> {
        if self.is_too_much() {
            return Vec::new();
        }
        let able = self.able();
        self.check(ui);
        self.far = work::far(self.work, &self.form, ui)
            .filter(|far| !self.form.has_errors() && self.meant != Some(far.what()));
        if self.far.is_some() {
            return Vec::new();
        }
        let filled = work::chosen(self.work, &self.form, ui);
        if self.is_many() && !self.form.has_errors() && self.looked_for != Some(filled) {
            let (work, kind, ids) = (self.work, self.kind, self.ids.clone());
            return vec![Effect::Job(Box::new(Look { work, kind, ids, filled, ui: ui.clone() }))];
        }
        self.asked = !self.form.has_errors() && !able.is_empty();
        vec![Effect::Reload]
    }

    fn carry_out(&mut self, ui: &Ui) -> Vec<Effect> {
        let able = self.able();
        if let Some(command) = work::command(self.work, self.kind, &able, &mut self.form, ui) {
            if !self.is_many() {
                return vec![Effect::run(command)];
            }
            let title = Message::new(self.work.title()).arg("count", able.len());
            return vec![Effect::Job(Box::new(Write { title, command, of: able.len() }))];
        }
        self.asked = false;
        Vec::new()
    }

    fn key(&mut self, key: Key, ui: &Ui) -> Vec<Effect> {
        if let Some(far) = &self.far {
            let what = far.what();
            let Some(is_meant) = Far::answer(key) else { return Vec::new() };
            self.far = None;
            if is_meant {
                self.meant = Some(what);
                return self.ask(ui);
            }
            self.form.focus(what.0);
            return Vec::new();
        }
        let written = key.folded().to_string();
        match written.as_str() {
            "PageUp" | "ctrl-b" => {
                self.state.step(Step::PageUp);
                return Vec::new();
            }
            "PageDown" | "ctrl-f" => {
                self.state.step(Step::PageDown);
                return Vec::new();
            }
            _ => {}
        }
        let fields = !self.form.fields().is_empty();
        // Stopped while it was looked through: Enter looks again.
        if !fields && self.is_many() && self.looked_for.is_none() && written == "Enter" {
            return self.ask(ui);
        }
        if self.asked || !fields || self.is_too_much() {
            return match written.as_str() {
                "Enter" | "1" | "y" if self.asked => self.carry_out(ui),
                "Esc" | "2" | "n" | "Backspace" if self.asked && fields => {
                    self.asked = false;
                    Vec::new()
                }
                "Esc" | "2" | "n" | "Enter" => vec![Effect::Back],
                "Up" | "k" => {
                    self.state.step(Step::Up);
                    Vec::new()
                }
                "Down" | "j" => {
                    self.state.step(Step::Down);
                    Vec::new()
                }
                _ => Vec::new(),
            };
        }
        let event = stray::press(&mut self.form, key, work::lean, ui);
        self.after(event, ui)
    }

    fn pointer(&mut self, pointer: Pointer, ui: &Ui) -> Vec<Effect> {
        if let Some(far) = &self.far {
            let key = answer_at(far.lines(), self.far_at.get(), pointer);
            return key.map_or_else(Vec::new, |key| self.key(key, ui));
        }
        let (Pointer::Press(x, y)
        | Pointer::Again(x, y)
        | Pointer::WheelUp(x, y)
        | Pointer::WheelDown(x, y)) = pointer;
        if !self.asked && !self.is_too_much() && self.form.field_at(x, y).is_some() {
            let event = stray::point(&mut self.form, pointer, work::lean, ui);
            return self.after(event, ui);
        }
        match Input::Pointer(pointer).step() {
            Some(step) => {
                self.state.step(step);
            }
            None => self.state.press(x, y),
        }
        Vec::new()
    }

    fn after(&mut self, event: FormEvent, ui: &Ui) -> Vec<Effect> {
        match event {
            FormEvent::Save => self.ask(ui),
            FormEvent::Leave => vec![Effect::Back],
            FormEvent::Ignored => Vec::new(),
            FormEvent::Moved | FormEvent::Changed | FormEvent::Search => vec![Effect::Reload],
        }
    }

    /// It is done: back to the list, which forgets its marks.
    fn after_all(&self) -> Vec<Effect> {
        let said = Message::new(self.work.done()).arg("count", self.able().len());
        vec![Effect::Back, Effect::tell(Change::Done), Effect::Say(said)]
    }

    /// What was looked through is no longer sure.
    fn forget(&mut self) {
        self.asked = false;
        self.looked_for = None;
    }

    /// How many can and how many can't.
    fn summary(&self, ui: &Ui) -> String {
        let able = self.rows.iter().filter(|row| row.able).count();
        let unable = self.rows.len() - able;
        let values = [("able", able.into()), ("unable", unable.into())];
        ui.with(if unable == 0 { "list-bulk-all" } else { "list-bulk-some" }, &values)
    }
}

impl Screen for Bulk {
    fn title(&self, ui: &Ui) -> String {
        ui.with(self.work.title(), &[("count", self.ids.len().into())])
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        let lang = Some(ui.language.lang());
        if self.lang != lang {
            let so_far = self.lang.map(|_| (self.form.draft(), self.form.focused().to_owned()));
            let wrong = self.form.wrong();
            self.form = work::form(self.work, self.kind, queries, ui)?;
            match so_far {
                Some((draft, focused)) => {
                    self.form.restore(&draft);
                    work::reword(&mut self.form, queries, ui)?;
                    if self.far.is_some() {
                        self.far = work::far(self.work, &self.form, ui);
                    }
                    if !wrong.is_empty() {
                        self.check(ui);
                        self.form.keep_errors_of(&wrong);
                    }
                    self.form.focus(&focused);
                    // What a job looked through stands in the other language's words: Enter looks anew.
                    if self.is_many() {
                        self.forget();
                    }
                }
                // Nothing has to be filled in: the question stands at once.
                None => self.asked = self.form.fields().is_empty() && !self.is_many(),
            }
            self.lang = lang;
        }
        let mut wrong = None;
        self.form.search(|_, typed| {
            work::volunteers(typed, queries, ui).unwrap_or_else(|error| {
                wrong = Some(error);
                Vec::new()
            })
        });
        stray::echo_dates(&mut self.form, work::lean, ui);
        self.warnings.clear();
        if self.beside > 0 {
            let words = ui.with("list-bulk-events", &[("count", self.beside.into())]);
            self.warnings.push(words);
        }
        let chosen = work::chosen(self.work, &self.form, ui);
        if self.is_many() {
            // What was looked through for something else is looked through anew. What others write meanwhile the command finds.
            if self.looked_for != Some(chosen) {
                self.rows.clear();
            }
        } else {
            let what = (self.work, self.kind);
            let mut all = |_| true;
            self.rows = rows::consequences(what, &self.ids, &chosen, (queries, ui), &mut all)?;
        }
        if !self.rows.is_empty() {
            let able = self.rows.iter().filter(|row| row.able).count();
            self.warnings.extend(rows::warnings(&chosen, able, queries, ui)?);
            self.warnings.extend(rows::left_alone(&self.rows, ui));
            self.asked &= able > 0;
        }
        self.state.set_total(self.rows.len());
        wrong.map_or(Ok(()), Err)
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        match input {
            Input::Act(_) | Input::Paste(_) if self.far.is_some() => Vec::new(),
            Input::Act(Action::Save) if self.asked => self.carry_out(ui),
            Input::Act(Action::Save) => self.ask(ui),
            Input::Key(key) => self.key(key, ui),
            Input::Pointer(pointer) => self.pointer(pointer, ui),
            Input::Paste(pasted) if !self.asked => {
                let event = self.form.paste(&pasted);
                self.after(event, ui)
            }
            input => {
                if let Some(step) = input.step() {
                    self.state.step(step);
                }
                Vec::new()
            }
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let look = ui.look;
        let inside = card::draw(frame.buffer_mut(), area, &self.title(ui), look);
        if self.is_too_much() {
            let values = [("most", MOST.into()), ("count", self.ids.len().into())];
            let words = ui.with("list-bulk-too-many", &values);
            paint::put_wrapped(frame.buffer_mut(), inside, 0, &words, look, Role::Watch);
            return;
        }
        if let Some(far) = &self.far {
            let body = Rect { height: inside.height.saturating_sub(1), ..inside };
            self.far_at.set(body);
            draw_lines(far.lines(), frame, body, ui);
            let last = paint::below(inside, body.height);
            let keys = ui.text("form-twin-keys");
            paint::put(frame.buffer_mut(), last, 0, 0, &keys, look, Role::Muted);
            return;
        }
        let wrap = |line: &String| text::wrap(line, usize::from(inside.width).max(1));
        let warnings: Vec<String> = self.warnings.iter().flat_map(wrap).collect();
        let warned = u16::try_from(warnings.len()).unwrap_or(0).min(3);
        let foot = warned + 1;
        // The rows keep at least a few lines, the form the rest.
        let least = u16::try_from(self.rows.len()).unwrap_or(u16::MAX).min(3) + 1;
        let form = self.form.height(inside.width).min(inside.height.saturating_sub(foot + least));
        if !self.form.fields().is_empty() {
            self.form.draw(frame, Rect { height: form, ..inside }, look);
        }
        let below = paint::below(inside, form);
        let buffer = frame.buffer_mut();
        let summary = if self.is_many() && self.rows.is_empty() {
            ui.with("list-bulk-many", &[("count", self.ids.len().into())])
        } else {
            self.summary(ui)
        };
        paint::put(buffer, below, 0, 0, &summary, look, Role::Header);
        let rows = paint::below(below, 1);
        let rows = Rect { height: rows.height.saturating_sub(foot), ..rows };
        let columns = [Column::left(2), Column::left(super::words::name_width(ui)), Column::rest()];
        table::draw(buffer, rows, &columns, &self.state, false, look, |at| {
            let row = &self.rows[at];
            let (mark, role) = if row.able { ("+", Role::Ok) } else { ("-", Role::High) };
            let words = if row.able { Role::Muted } else { Role::High };
            Row::default()
                .cell(mark, role)
                .cell(row.name.as_str(), if row.able { Role::Text } else { Role::Muted })
                .cell(row.words.as_str(), words)
        });
        let end = paint::below(below, rows.height + 1);
        for (y, line) in (0..warned).zip(&warnings) {
            paint::put(buffer, end, 0, y, line, look, Role::Watch);
        }
        let (hint, role) = if self.asked {
            (work::question(self.work, self.able().len(), &self.form, ui), Role::Accent)
        } else if self.form.fields().is_empty() && !self.rows.is_empty() {
            (ui.text("list-bulk-nobody"), Role::Watch)
        } else {
            (ui.text("list-bulk-keys"), Role::Muted)
        };
        paint::put(buffer, end, 0, warned, &hint, look, role);
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn place(&self, page: Rect) -> Rect {
        let width = card::form_width(page.width);
        let form = self.form.height(width.saturating_sub(4));
        let rows = u16::try_from(self.rows.len()).unwrap_or(u16::MAX).clamp(3, 12);
        card::centred(page, width, form.saturating_add(rows).saturating_add(7))
    }

    fn done(
        &mut self,
        _receipt: &Receipt,
        _queries: &Queries<'_>,
        _ui: &Ui,
    ) -> Result<Vec<Effect>> {
        Ok(self.after_all())
    }

    fn finished(
        &mut self,
        result: JobResult,
        _ui: &Ui,
    ) -> std::result::Result<Vec<Effect>, JobError> {
        let found = result.inspect_err(|_| self.forget())?;
        let found = match found.downcast::<Looked>() {
            Ok(looked) => {
                self.rows = looked.rows;
                self.looked_for = Some(looked.filled);
                self.state.select(0);
                self.asked = self.rows.iter().any(|row| row.able);
                return Ok(vec![Effect::Reload]);
            }
            Err(found) => found,
        };
        let Ok(receipt) = found.downcast::<Receipt>() else { return Ok(Vec::new()) };
        let mut effects = vec![Effect::Wrote(*receipt)];
        effects.extend(self.after_all());
        Ok(effects)
    }

    fn refused(&mut self, _error: &StoreError, _ui: &Ui) -> bool {
        // Someone else was faster: what stands there now is read anew, and asked about anew.
        self.forget();
        false
    }
}
