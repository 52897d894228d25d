//! The screen around every form: it loads, restores a draft, saves, tells what was refused beside its field, and keeps what
//! was typed when it is left. What a form is about is its [`Content`].

mod answering;
mod pointing;
mod telling;

use std::any::Any;
use std::cell::Cell;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use serde_json::Value as Json;

use self::telling::Refused;
use super::asked::Asked;
use super::based::{keep_base, keep_place, kept_base, kept_place, retyped};
pub(super) use super::content::Content;
use super::overtaken::{Decided, Next, Watch};
pub(super) use super::said::{said, short};
use super::sent::{Sent, sent};
use super::stray;
use crate::console::action::{Action, Route};
use crate::console::input::{Key, Mode};
use crate::console::screen::{Effect, FormDraft, Input, Message, Screen, Ui};
use crate::console::widgets::form::{Form, FormEvent};
use crate::console::widgets::{Role, card, paint, text};
use crate::domain::records::Id;
use crate::language::Lang;
use crate::store::{Queries, Receipt, Result, StoreError};

/// So many lines the fields keep, where there are more of them, of a card that is too low for all that stands on it.
const LEAST: u16 = 4;
/// At most so many lines of warnings stand under the fields.
const WARNED: u16 = 4;

/// A form on a card over the page it was opened from.
pub(super) struct FormPage<C> {
    content: C,
    form: Form,
    lang: Option<Lang>,
    rebuild: bool,
    gone: bool,
    restored: bool,
    pristine: Json,
    warnings: Vec<String>,
    /// What someone on file has in common with the one being entered, who is another all the same.
    doubted: Option<String>,
    /// The field and date far ahead that is meant.
    meant: Option<(&'static str, NaiveDate)>,
    refused: Refused,
    sent: Option<Sent>,
    asked: Asked,
    watch: Watch,
    /// The file for which the draft is kept, where the form's own was merged away.
    goes_to: Option<Id>,
    tallest: Cell<u16>,
    /// Where a question stands in the place of the fields.
    asked_at: Cell<Rect>,
}

impl<C: Content + 'static> FormPage<C> {
    pub(super) fn boxed(content: C) -> Box<dyn Screen> {
        Box::new(Self {
            content,
            form: Form::default(),
            lang: None,
            rebuild: false,
            gone: false,
            restored: false,
            pristine: Json::Null,
            warnings: Vec::new(),
            doubted: None,
            meant: None,
            refused: Refused::default(),
            sent: None,
            asked: Asked::Nothing,
            watch: Watch::default(),
            goes_to: None,
            tallest: Cell::new(0),
            asked_at: Cell::default(),
        })
    }
}

impl<C: Content> FormPage<C> {
    /// Makes the fields: the first time with the draft, in another language with what was typed, after a conflict anew.
    fn build(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        let first = self.lang.is_none();
        let kept = (!first && !self.rebuild && !self.gone)
            .then(|| (self.form.draft(), self.form.focused().to_owned()));
        let before = std::mem::take(&mut self.pristine);
        let Some(form) = self.content.open(queries, ui)? else {
            self.gone = true;
            self.lang = Some(ui.language.lang());
            return Ok(());
        };
        self.form = form;
        self.content.changed(&mut self.form, ui);
        self.pristine = self.form.draft();
        // Only now it is known what the form is about: a report that is open is gone on with.
        let draft =
            if first { queries.draft(self.content.name(), self.content.subject())? } else { None };
        if first {
            self.watch = Watch::begin(&self.content, queries)?;
        }
        if let Some((typed, focused)) = kept {
            // What nobody has touched stands in the other language's words.
            let typed = retyped(&typed, &before, &self.pristine);
            self.restore(&typed, &focused, ui);
            self.asked = match (std::mem::take(&mut self.asked), &self.sent) {
                (Asked::Twin(_) | Asked::Far(_), _) => Asked::Nothing,
                (Asked::Versions(conflict), Some(sent)) => {
                    Asked::Versions(conflict.reworded(&sent.before, queries, ui)?)
                }
                (asked, _) => asked,
            };
        } else if let Some(body) =
            draft.and_then(|draft| serde_json::from_str::<Json>(&draft.body).ok())
        {
            if let Some(then) = kept_base(&body, self.content.base()) {
                self.content.rebase(then.clone(), then);
            }
            // One goes on where one was.
            let first = self.form.focused().to_owned();
            self.restore(&body, kept_place(&body).unwrap_or(&first), ui);
            self.restored = true;
        }
        self.lang = Some(ui.language.lang());
        self.rebuild = false;
        let refused = self.refused.by_rules.clone();
        self.tell(&refused, ui);
        Ok(())
    }

    fn restore(&mut self, draft: &Json, focused: &str, ui: &Ui) {
        self.form.restore(draft);
        self.content.changed(&mut self.form, ui);
        self.form.focus(focused);
    }

    fn echo_dates(&mut self, ui: &Ui) {
        let content = &self.content;
        stray::echo_dates(&mut self.form, |key| content.lean(key), ui);
    }

    fn save(&mut self, ui: &Ui) -> Vec<Effect> {
        self.forget();
        let mut command = self.check(ui);
        if self.form.has_errors() {
            self.form.focus_error();
            return Vec::new();
        }
        if let Some(twin) = self.content.twin(ui).filter(|_| command.is_some()) {
            if self.doubted.as_deref() != Some(twin.doubt()) {
                self.asked = Asked::Twin(twin);
                return Vec::new();
            }
            command = command.map(|command| twin.denied(command));
        }
        if command.is_some()
            && let Some(far) = self.far(ui)
        {
            self.asked = Asked::Far(far);
            return Vec::new();
        }
        match command {
            Some(command) => {
                self.sent = sent(&command);
                vec![Effect::run(self.watch.guard(command))]
            }
            None => self.leave(Message::new("form-unchanged")),
        }
    }

    /// Goes away; nothing of it needs to be kept.
    fn leave(&self, message: Message) -> Vec<Effect> {
        let (name, subject) = (self.content.name(), self.content.subject());
        vec![Effect::DropDraft(name, subject), Effect::Back, Effect::Say(message)]
    }

    /// The file with which what was typed about one merged away is gone on with; `None` where something typed waits there.
    fn heir(&self, queries: &Queries<'_>) -> Result<Option<Id>> {
        let subject = self.content.subject();
        let Some((_, into)) = self.watch.survivor().filter(|(away, _)| *away == subject) else {
            return Ok(None);
        };
        let is_free = queries.draft(self.content.name(), into)?.is_none();
        Ok((self.content.base().is_none() && is_free).then_some(into))
    }

    fn escape(&self) -> Vec<Effect> {
        match self.draft() {
            Some(draft) => {
                let old = self.goes_to.map(|_| Effect::DropDraft(draft.form, draft.subject));
                let subject = self.goes_to.unwrap_or(draft.subject);
                let keep = Effect::KeepDraft(FormDraft { subject, ..draft });
                old.into_iter().chain([keep, Effect::Back, Effect::SayKept]).collect()
            }
            None if self.restored => self.leave(Message::new("form-draft-dropped")),
            None => vec![Effect::Back],
        }
    }

    /// What was refused before is no longer told.
    fn forget(&mut self) {
        self.refused = Refused::default();
        self.watch.forget();
    }

    fn discard(&mut self, ui: &Ui) -> Vec<Effect> {
        let pristine = self.pristine.clone();
        self.forget();
        self.form.clear_errors();
        let first = self.form.fields().first().map_or("", |field| field.key);
        self.restore(&pristine, first, ui);
        self.restored = false;
        // What someone else changed meanwhile counts from now on.
        self.rebuild = self.content.base().is_some();
        let drop = Effect::DropDraft(self.content.name(), self.content.subject());
        vec![drop, Effect::Reload, Effect::Say(Message::new("form-draft-dropped"))]
    }

    fn key(&mut self, key: Key, ui: &Ui) -> Vec<Effect> {
        if self.gone {
            return vec![Effect::Back];
        }
        if self.asked.is_open() {
            return self.answer(key, ui);
        }
        if matches!(key.to_string().as_str(), "F7" | "ctrl-x") {
            return self.discard(ui);
        }
        if let Some(page) = self.content.likely().filter(|_| key.to_string() == "F6") {
            return self.go_to(page);
        }
        let (from, next) = (self.form.at(), self.next(self.form.at()));
        let content = &self.content;
        let event = stray::press(&mut self.form, key, |key| content.lean(key), ui);
        self.after(event, (from, next), ui)
    }

    /// To the page of whom the one being entered may be; the draft stays.
    fn go_to(&self, page: Route) -> Vec<Effect> {
        self.escape().into_iter().chain([Effect::Go(page)]).collect()
    }

    /// The field after another, by its place.
    fn next(&self, at: usize) -> &'static str {
        let after = self.form.fields().iter().skip(at + 1);
        after.filter(|field| field.visible).map(|field| field.key).next().unwrap_or_default()
    }

    fn after(&mut self, event: FormEvent, (from, next): (usize, &str), ui: &Ui) -> Vec<Effect> {
        match event {
            FormEvent::Save => return self.save(ui),
            FormEvent::Leave => return self.escape(),
            FormEvent::Ignored => return Vec::new(),
            FormEvent::Moved | FormEvent::Changed | FormEvent::Search => {}
        }
        self.content.changed(&mut self.form, ui);
        if event == FormEvent::Moved {
            self.look_at_left(from, ui);
        }
        self.echo_dates(ui);
        // A step on goes to what has only now been asked for, where that stands before the field that would have been next.
        if self.form.focused() == next {
            let to = self.form.at();
            let between = self.form.fields().iter().take(to).skip(from + 1);
            if let Some(key) = between.filter(|field| field.visible).map(|one| one.key).next() {
                self.form.focus(key);
            }
        }
        vec![Effect::Reload]
    }

    /// How many fields stand above and below what is seen, in words.
    fn beyond(&self, body: Rect, ui: &Ui) -> String {
        let (above, under) = self.form.beyond(body);
        let words = [("form-more-above", above), ("form-more-below", under)]
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(id, count)| ui.with(id, &[("count", count.into())]));
        words.collect::<Vec<_>>().join("  ")
    }

    fn lines_above(&self) -> u16 {
        u16::try_from(self.content.about().len()).unwrap_or(0)
            + u16::from(self.restored)
            + u16::from(!self.content.about().is_empty())
    }
}

impl<C: Content> Screen for FormPage<C> {
    fn title(&self, ui: &Ui) -> String {
        ui.text(self.content.title())
    }

    fn load(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        let told = self.told_before(ui);
        if self.lang != Some(ui.language.lang()) || self.rebuild {
            self.build(queries, ui)?;
        }
        let content = &self.content;
        let mut wrong = None;
        self.form.search(|key, typed| {
            content.find(queries, ui, key, typed).unwrap_or_else(|error| {
                wrong = Some(error);
                Vec::new()
            })
        });
        if matches!(self.asked, Asked::Told) {
            self.look_at_conflict(queries, ui)?;
        }
        if let Some(merged) = self.watch.merged(queries, ui)? {
            self.form.error = Some(merged);
            self.goes_to = self.heir(queries)?;
        }
        self.watch.look(queries, ui)?;
        self.warnings = self.content.warnings(&self.form, queries, ui)?;
        if let Some(told) = told {
            self.tell_again(&told, queries, ui)?;
        }
        self.echo_dates(ui);
        stray::echo_unknown(&mut self.form, ui);
        wrong.map_or(Ok(()), Err)
    }

    fn update(&mut self, input: Input, ui: &Ui) -> Vec<Effect> {
        match input {
            Input::Act(Action::Save) if self.gone => Vec::new(),
            Input::Act(Action::Save) if self.asked.is_open() => self.settle(ui),
            Input::Act(Action::Save) => self.save(ui),
            Input::Key(key) => self.key(key, ui),
            Input::Pointer(pointer) => self.pointer(pointer, ui),
            Input::Paste(pasted) if !self.asked.is_open() && !self.gone => {
                let at = (self.form.at(), self.next(self.form.at()));
                let event = self.form.paste(&pasted);
                self.after(event, at, ui)
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let look = ui.look;
        let inside = card::draw(frame.buffer_mut(), area, &ui.text(self.content.title()), look);
        if self.gone {
            let gone = ui.text("form-gone");
            paint::put_wrapped(frame.buffer_mut(), inside, 0, &gone, look, Role::Error);
            return;
        }
        // Nothing stands beside a question.
        let asked = self.asked.is_open();
        let restored = self.restored && !asked;
        let warnings = if asked { &[] } else { &self.warnings[..] };
        let wrap = |line: &String| text::wrap(line, usize::from(inside.width).max(1));
        let wrapped: Vec<String> = warnings.iter().flat_map(wrap).collect();
        let warned = u16::try_from(wrapped.len()).unwrap_or(WARNED).min(WARNED);
        // On a low card the question, or some of the fields with what was refused, comes first, then whom it is about.
        let fields = self.form.height(inside.width).min(LEAST);
        let body = if asked { self.asked.height(inside.width) } else { fields };
        let room = inside.height.saturating_sub(body + 1 + u16::from(restored));
        let about = room.saturating_sub(warned).max(1);
        let mut y = 0;
        for line in self.content.about().iter().take(about.into()) {
            paint::put(frame.buffer_mut(), inside, 0, y, line, look, Role::Header);
            y += 1;
        }
        let foot = 1 + warned.min(room.saturating_sub(y));
        if restored {
            let back = ui.draft_back();
            paint::put(frame.buffer_mut(), inside, 0, y, &back, look, Role::Watch);
            y += 1;
        }
        if y > 0 && y + 1 + self.form.height(inside.width) + foot <= inside.height {
            y += 1;
        }
        let rest = paint::below(inside, y);
        let body = Rect { height: rest.height.saturating_sub(foot), ..rest };
        self.asked_at.set(body);
        if !self.asked.draw(frame, body, ui) {
            self.form.draw(frame, body, look);
        }
        let below = paint::below(rest, body.height);
        for (at, line) in (0..foot.saturating_sub(1)).zip(&wrapped) {
            paint::put(frame.buffer_mut(), below, 0, at, line, look, Role::Watch);
        }
        let line = paint::line(below, foot - 1);
        let words = if self.asked.is_open() { String::new() } else { self.beyond(body, ui) };
        paint::put_right(frame.buffer_mut(), line, 0, &words, look, Role::Watch);
        let beside = u16::try_from(text::width(&words)).unwrap_or(line.width);
        let line = Rect { width: line.width.saturating_sub(beside + 1), ..line };
        paint::put(frame.buffer_mut(), line, 0, 0, &self.asked.hint(ui), look, Role::Muted);
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn place(&self, page: Rect) -> Rect {
        let width = card::form_width(page.width);
        let inner = width.saturating_sub(4);
        let body = self.asked.height(inner).max(self.form.height(inner));
        let warned = u16::try_from(self.warnings.len()).unwrap_or(0);
        let wanted = (body + self.lines_above() + warned + 4).max(self.tallest.get());
        // The card grows with what is asked, and doesn't shrink under one's hands.
        self.tallest.set(wanted);
        card::centred(page, width, wanted)
    }

    fn wants(&mut self) -> Vec<Effect> {
        self.watch.ask()
    }

    fn told(&mut self, what: Box<dyn Any>, ui: &Ui) -> Vec<Effect> {
        match self.watch.answered(what.as_ref()) {
            Some(Next::Save) => self.save(ui),
            Some(Next::Run(command)) => vec![Effect::run(command)],
            Some(Next::Leave(message)) => {
                self.leave(message).into_iter().chain([Effect::tell(Decided)]).collect()
            }
            None => Vec::new(),
        }
    }

    fn done(&mut self, receipt: &Receipt, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Effect>> {
        if self.watch.has_reopened() {
            return Ok(self.save(ui));
        }
        let drop = Effect::DropDraft(self.content.name(), self.content.subject());
        let saved = self.content.saved(receipt, queries, ui)?;
        Ok([drop, Effect::Back].into_iter().chain(saved).collect())
    }

    fn refused(&mut self, error: &StoreError, ui: &Ui) -> bool {
        match error {
            StoreError::Overtaken(by) => {
                self.watch.overtaken(*by);
                true
            }
            // The file itself was to be opened again, and couldn't be.
            _ if self.watch.has_reopened() => false,
            StoreError::Refused(refusals) if self.watch.heeds(refusals) => true,
            StoreError::Refused(refusals) => {
                self.tell(refusals, ui);
                self.refused.by_rules.clone_from(refusals);
                true
            }
            StoreError::Conflict(_) => {
                self.asked = Asked::Told;
                true
            }
            _ => false,
        }
    }

    fn draft(&self) -> Option<FormDraft> {
        let mut body = self.form.draft();
        if self.gone || self.lang.is_none() || body == self.pristine {
            return None;
        }
        keep_base(&mut body, self.content.base());
        keep_place(&mut body, self.form.focused());
        let (form, subject) = (self.content.name(), self.content.subject());
        Some(FormDraft { form, subject, body: body.to_string() })
    }
}
