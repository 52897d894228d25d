//! Carrying out what screens want: the only way to the store's writing side.

use std::collections::VecDeque;

use super::Shell;
use super::jobs::{TakeBack, Wanted};
use super::undo::Entry;
use super::waiting::Write;
use crate::console::action::Action;
use crate::console::failure;
use crate::console::input::Mode;
use crate::console::screen::Effect;
use crate::console::screens;
use crate::console::screens::history::called;
use crate::console::widgets::{Role, text};
use crate::domain::checks::RefusalReason;
use crate::domain::records::Id;
use crate::language::{Lang, Language};
use crate::store::queries::Whose;
use crate::store::{Command, Receipt, Result, StoreError};

/// So many columns of a task's title are said.
const TITLE: usize = 30;

impl Shell {
    /// Carries out the effects that the layer `at` wants, in their order.
    pub(super) fn carry_out(&mut self, at: usize, effects: Vec<Effect>) {
        self.carry_out_after(at, effects, false);
    }

    /// The same; `wrote` when something was written just before that can be taken back.
    pub(super) fn carry_out_after(&mut self, at: usize, effects: Vec<Effect>, wrote: bool) {
        let mut at = at;
        let mut wrote = wrote;
        let mut waiting: VecDeque<Effect> = effects.into();
        while let Some(effect) = waiting.pop_front() {
            match effect {
                Effect::Run(command) if self.is_long(&command) => {
                    if let Command::Undo { entry: Some(number) } = *command {
                        let entry = Entry { number, command: command.code() };
                        let job = TakeBack { entry, id: "undo-working" };
                        self.start(Wanted::Entry(at, number), Box::new(job));
                    }
                }
                Effect::Run(command) => {
                    let done = self.store.execute(command.as_ref().clone());
                    if matches!(done, Err(StoreError::Busy)) {
                        let then = std::mem::take(&mut waiting);
                        self.wait_with(Write::Command { at, command, then });
                        continue;
                    }
                    wrote |= done.is_ok();
                    for then in self.written(at, &command, done).into_iter().rev() {
                        waiting.push_front(then);
                    }
                }
                Effect::Push(screen) => self.layers.push(screen),
                Effect::Go(route) => self.layers.go(route),
                Effect::Back => {
                    // The layer itself goes, also when it has put another on top before; what follows is done by the one below.
                    self.layers.remove(at);
                    at = at.saturating_sub(1);
                }
                Effect::Reload => {
                    if let Some(layer) = self.layers.get(at) {
                        layer.stale = true;
                    }
                }
                Effect::Tell(what) => {
                    if let Some(layer) = self.layers.get(at) {
                        for then in layer.screen.told(what, &self.ui).into_iter().rev() {
                            waiting.push_front(then);
                        }
                    }
                }
                Effect::Act(action) => self.act(action),
                Effect::Say(message) => self.say(self.ui.say(&message), Role::Ok),
                Effect::Warn(message) => self.say(self.ui.say(&message), Role::Error),
                Effect::Job(job) => self.start_job(at, job),
                Effect::Wrote(receipt) => {
                    match receipt.undoes {
                        Some(undone) => self.undone_in_history(undone, receipt.entry),
                        None => self.history.wrote(receipt.entry, &receipt.command),
                    }
                    self.layers.wrote(None);
                    wrote = true;
                }
                Effect::Replace(fresh) => self.replace_database(&fresh),
                Effect::Copy(text) => self.copy(text),
                Effect::KeepDraft(draft) => self.keep_draft(&draft),
                Effect::SayKept => self.say_kept(),
                Effect::DropDraft(form, subject) => self.drop_draft(form, subject),
                Effect::KeepView(list, name, body) => {
                    if let Err(error) = self.store.keep_view(list, &name, &body) {
                        self.failed(&error, None);
                    }
                }
                Effect::DropView(list, name) => {
                    if let Err(error) = self.store.drop_view(list, &name) {
                        self.failed(&error, None);
                    }
                }
                Effect::SetOperator(name) => self.set_operator(name),
                Effect::SetLook(look) => {
                    self.ui.look = look;
                    self.wants_draw = true;
                }
                Effect::SetLanguage(lang) => self.set_language(lang),
                Effect::Quit => self.leave(),
            }
        }
        self.drop_left_drafts();
        if wrote && let Some(said) = &mut self.said {
            let ends = said.text.ends_with(['.', '。', '!', '！', '?', '？']);
            let id = if ends { "form-undo-hint" } else { "form-undo-hint-after" };
            // Where a letter is text, another key takes it back.
            let typing = self.layers.top().mode() == Mode::Typing;
            let keys = self.ui.keys.of_typing(Action::Undo);
            let undo = match keys.first().filter(|_| typing) {
                Some(key) => (*key).to_owned(),
                None => self.ui.keys.words(Action::Undo),
            };
            let values = [("said", (&said.text).into()), ("undo", undo.into())];
            said.text = self.ui.with(id, &values);
        }
    }

    /// A write is done or refused: the layer that wanted it hears of it. Returns what it wants next.
    pub(super) fn written(
        &mut self,
        at: usize,
        command: &Command,
        done: Result<Receipt>,
    ) -> Vec<Effect> {
        let table = failure::table_of(command);
        match done {
            Ok(receipt) => {
                self.history.wrote(receipt.entry, &receipt.command);
                let whose = receipt.undoes.and_then(|_| self.whose(&receipt));
                self.layers.wrote(whose.map(|whose| whose.id));
                match command {
                    Command::SettleTask { id, .. } => self.say_settled(*id, &receipt.command),
                    _ => self.say_done("form-saved", &receipt.command, 1),
                }
                let Some(layer) = self.layers.get(at) else { return Vec::new() };
                match layer.screen.done(&receipt, &self.store.queries(), &self.ui) {
                    Ok(effects) => effects,
                    Err(error) => {
                        self.failed(&error, None);
                        Vec::new()
                    }
                }
            }
            Err(error) => {
                let before = self.done_before(command, &error);
                let shown = self.layers.get(at).is_some_and(|layer| {
                    // What was refused may be told from what stands there now.
                    layer.stale = true;
                    layer.screen.refused(&error, &self.ui)
                });
                if let Some(before) = before {
                    failure::log(&error);
                    self.say(before, Role::Error);
                } else if shown {
                    failure::log(&error);
                } else {
                    self.failed(&error, table);
                }
                Vec::new()
            }
        }
    }

    /// Keeps in mind what the history page took back or brought back, for undo and redo to go on from there.
    fn undone_in_history(&mut self, undone: i64, by: i64) {
        let queries = self.store.queries();
        // An undo that is taken back brings back what it took.
        let about = queries.undoes(undone).ok().flatten();
        let command = queries.history_entry(about.unwrap_or(undone), 0).ok().flatten();
        let command = command.map(|entry| entry.command).unwrap_or_default();
        if about.is_some() {
            self.history.brought_back(undone, command, by);
        } else {
            self.history.took_back(undone, command, by);
        }
    }

    /// Takes back this console's own latest entry.
    pub(super) fn undo(&mut self) {
        let Some(entry) = self.history.next_undo() else { return };
        if self.is_long(&Command::Undo { entry: Some(entry.number) }) {
            let job = TakeBack { entry, id: "undo-working" };
            self.start(Wanted::Undo, Box::new(job));
            return;
        }
        let done = self.store.execute(Command::Undo { entry: Some(entry.number) });
        self.undone(&entry, done);
    }

    /// This console's latest entry was taken back, or could not be.
    pub(super) fn undone(&mut self, entry: &Entry, done: Result<Receipt>) {
        match done {
            Ok(receipt) => {
                self.history.undid(receipt.entry);
                self.taken_back_of("undo-done", entry, &receipt);
            }
            Err(StoreError::Busy) => self.wait_with(Write::Undo),
            Err(error) => {
                if gone(&error) {
                    self.history.give_up_undo();
                }
                self.not_taken_back(&error);
            }
        }
    }

    /// Brings back what undo took.
    pub(super) fn redo(&mut self) {
        let Some(entry) = self.history.next_redo() else { return };
        if self.is_long(&Command::Undo { entry: Some(entry.number) }) {
            let job = TakeBack { entry, id: "redo-working" };
            self.start(Wanted::Redo, Box::new(job));
            return;
        }
        let done = self.store.execute(Command::Undo { entry: Some(entry.number) });
        self.redone(&entry, done);
    }

    /// What was taken back is there again, or could not be brought back.
    pub(super) fn redone(&mut self, entry: &Entry, done: Result<Receipt>) {
        match done {
            Ok(receipt) => {
                self.history.redid(receipt.entry);
                self.taken_back_of("redo-done", entry, &receipt);
            }
            Err(StoreError::Busy) => self.wait_with(Write::Redo),
            Err(error) => {
                if gone(&error) {
                    self.history.give_up_redo();
                }
                self.not_taken_back(&error);
            }
        }
    }

    /// Says why an entry can't be taken back. Where another is to be undone first, or something else stands in the way, the entry
    /// stays the next one, so that the same key tries it again; whoever doesn't want to wait finds any other in the history.
    fn not_taken_back(&mut self, error: &StoreError) {
        let history = self.ui.keys.words(Action::GoHistory);
        match failure::in_the_way(error, &history, self.ui.language) {
            Some(sentence) if !gone(error) => {
                failure::log(error);
                self.say(sentence, Role::Error);
                self.wants_draw = true;
            }
            _ => self.failed(error, None),
        }
    }

    /// Says what was taken back or brought back, and whose, and lets a page go there.
    fn taken_back_of(&mut self, id: &str, entry: &Entry, receipt: &Receipt) {
        let whose = self.whose(receipt);
        self.layers.wrote(whose.as_ref().map(|whose| whose.id));
        let rows = self.rows_of(entry);
        self.say_done(id, &entry.command, rows);
        if let (Some(whose), Some(said)) = (whose, &mut self.said) {
            said.text.push(' ');
            said.text.push_str(&called(&whose, self.ui.language));
        }
    }

    /// Whom an entry is about, when it is about one.
    fn whose(&self, receipt: &Receipt) -> Option<Whose> {
        self.store.queries().whose(receipt.entry).unwrap_or_default()
    }

    /// How many records an entry was about; 1 where that can't be told.
    fn rows_of(&self, entry: &Entry) -> usize {
        self.store.queries().records_of_entry(entry.number, &entry.command).unwrap_or(1)
    }

    /// Says what was done, by the command's name, and to how many records where they are several.
    fn say_done(&mut self, id: &str, command: &str, rows: usize) {
        let mut what = self.ui.language.command(command);
        if rows > 1 {
            what = self.ui.with("done-rows", &[("what", what.into()), ("count", rows.into())]);
        }
        let text = self.ui.with(id, &[("what", what.into())]);
        self.say(text, Role::Ok);
    }

    /// Says which task was settled, and whose: `办完待办 送冬衣 (陈可欣)`.
    fn say_settled(&mut self, id: Id, command: &str) {
        let what = self.ui.language.command(command);
        let task = screens::words::task(id, &self.store.queries(), &self.ui);
        let Some((task, child)) = task.unwrap_or_default() else {
            return self.say_done("form-saved", command, 1);
        };
        // The key that takes it back stands behind it.
        let title = text::cut(&task.title, TITLE, self.ui.look.glyphs);
        let mut values = vec![("what", what.into()), ("task", title.into())];
        let id = if child.is_some() { "task-settled-of" } else { "task-settled" };
        values.extend(child.map(|child| ("name", child.into())));
        let text = self.ui.with(id, &values);
        self.say(text, Role::Ok);
    }

    /// Who did before what this was to do, and when; `None` where something else was refused.
    fn done_before(&self, command: &Command, error: &StoreError) -> Option<String> {
        let StoreError::Refused(refused) = error else { return None };
        if let Command::SettleTasks { ids, .. } = command
            && ids.len() > 1
            && refused.iter().any(|one| one.reason == RefusalReason::AlreadyThere)
        {
            return Some(self.ui.with("tasks-settled-before", &[("count", ids.len().into())]));
        }
        let of_one = match command {
            Command::SettleTasks { ids, status } => {
                ids.first().map(|id| Command::SettleTask { id: *id, status: *status })
            }
            _ => None,
        };
        let command = of_one.as_ref().unwrap_or(command);
        screens::words::done_before(command, refused, &self.store.queries(), &self.ui).ok()?
    }

    /// The one funnel of failures: logged once, one sentence on the message line.
    pub(super) fn failed(&mut self, error: &StoreError, table: Option<&str>) {
        failure::log(error);
        // What stands in the way of an undo is said so shortly that the line holds it.
        let history = self.ui.keys.words(Action::GoHistory);
        let in_the_way = failure::in_the_way(error, &history, self.ui.language);
        let sentence = in_the_way
            .filter(|_| !matches!(error, StoreError::Refused(_)))
            .unwrap_or_else(|| failure::sentence(error, table, self.ui.language));
        self.say(sentence, Role::Error);
        self.wants_draw = true;
    }

    fn set_operator(&mut self, name: String) {
        if name != self.ui.operator {
            self.history.forget();
            self.layers.forget_left();
        }
        self.store.set_user(&name);
        self.ui.operator = name;
        self.announce_drafts();
        self.layers.all_stale();
    }

    pub(super) fn set_language(&mut self, lang: Lang) {
        self.ui.language = Language::new(lang);
        self.layers.all_stale();
    }

    /// Loads the visible layers that are stale.
    pub(super) fn load_visible(&mut self) {
        self.name_office();
        for at in self.layers.first_visible()..self.layers.len() {
            let Some(layer) = self.layers.get(at).filter(|layer| layer.stale) else { continue };
            layer.stale = false;
            let queries = self.store.queries();
            // Everything on a screen is of one moment, whoever writes meanwhile.
            let loaded =
                queries.snapshot().and_then(|_moment| layer.screen.load(&queries, &self.ui));
            let wanted = layer.screen.begin();
            if let Err(error) = loaded {
                self.failed(&error, None);
            }
            self.carry_out(at, wanted);
        }
    }
}

/// True when trying again can't help: the entry was taken back already, it is no longer there, or its rows were changed and no
/// entry tells by what.
fn gone(error: &StoreError) -> bool {
    matches!(
        error,
        StoreError::AlreadyUndone(_)
            | StoreError::ChangedSince { by: None, .. }
            | StoreError::NotFound { .. }
            | StoreError::NothingToUndo
    )
}
