//! Two people have changed the same record: told field by field, by whom and when, with nothing that was typed lost. What only
//! one of them changed is merged by itself; for the rest one chooses, and nothing is chosen beforehand.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::stray;
use super::words::words;
use crate::console::input::{Key, Pointer};
use crate::console::screen::Ui;
use crate::console::screens::words::changed_by;
use crate::console::widgets::form::{Choice, Form, FormEvent, FormField};
use crate::console::widgets::{Role, paint, text};
use crate::domain::dates::Lean;
use crate::domain::value::Value;
use crate::store::{AnyRecord, Queries, Result};

const MINE: &str = "mine";
const THEIRS: &str = "theirs";
/// So many lines of the question are seen in any case.
const LEAST: u16 = 4;
/// Of a note both can stand.
const BOTH: &str = "both";

/// The question which version of each field shall stand.
pub(super) struct Conflict {
    form: Form,
    /// Who has changed it meanwhile.
    title: String,
    /// What the other one changed and this one didn't: taken without a question, but said.
    taken: Vec<String>,
    /// The fields of which both can stand.
    both: Vec<&'static str>,
    now: AnyRecord,
    mine: AnyRecord,
    merged: Vec<Value>,
}

impl Conflict {
    /// Compares what one began with, what one wants, and what stands there now.
    pub(super) fn new(
        before: &AnyRecord,
        mine: &AnyRecord,
        now: AnyRecord,
        queries: &Queries<'_>,
        ui: &Ui,
    ) -> Result<Self> {
        let kind = mine.kind();
        let mut names: Vec<String> = Vec::new();
        let (mut fields, mut taken, mut both, mut merged) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let sides = before.values().into_iter().zip(mine.values()).zip(now.values());
        for (column, ((base, yours), theirs)) in kind.columns().iter().zip(sides) {
            let label = ui.language.field(kind.table(), column);
            let say = |value: &Value| words(kind, column, value, queries, ui);
            if base == theirs || yours == theirs {
                merged.push(yours);
                continue;
            }
            let by = changed_by(&now, column, queries, ui)?;
            if !names.contains(&by) {
                names.push(by.clone());
            }
            let value = say(&theirs)?.into();
            if base == yours {
                let values = [("field", label.into()), ("by", by.into()), ("value", value)];
                taken.push(ui.with("conflict-taken", &values));
                merged.push(theirs);
                continue;
            }
            let keep = ui.with("conflict-yours", &[("value", say(&yours)?.into())]);
            let take = ui.with("conflict-theirs", &[("by", by.into()), ("value", value)]);
            let mut answers = vec![Choice::new('1', MINE, keep), Choice::new('2', THEIRS, take)];
            if *column == "note" && !yours.is_null() && !theirs.is_null() {
                both.push(*column);
                answers.push(Choice::new('3', BOTH, ui.text("conflict-both")));
            }
            fields.push(FormField::choice(column, label, answers).required());
            merged.push(yours);
        }
        let id = if fields.is_empty() { "conflict-title-taken" } else { "conflict-title" };
        let title = ui.with(id, &[("by", ui.language.list(&names).into())]);
        Ok(Self { form: Form::new(fields), title, taken, both, now, mine: mine.clone(), merged })
    }

    /// The same question in the words of another language, with what was chosen.
    pub(super) fn reworded(
        self,
        before: &AnyRecord,
        queries: &Queries<'_>,
        ui: &Ui,
    ) -> Result<Self> {
        let mut reworded = Self::new(before, &self.mine, self.now, queries, ui)?;
        reworded.form.restore(&self.form.draft());
        reworded.form.focus(self.form.focused());
        Ok(reworded)
    }

    pub(super) fn key(&mut self, key: Key, ui: &Ui) -> FormEvent {
        match self.form.key(key.event()) {
            FormEvent::Save if !self.is_answered(ui) => FormEvent::Changed,
            event => event,
        }
    }

    pub(super) fn point(&mut self, pointer: Pointer, ui: &Ui) {
        stray::point(&mut self.form, pointer, |_| Lean::Past, ui);
    }

    /// True when each is answered; else it stands beside those that aren't.
    pub(super) fn is_answered(&mut self, ui: &Ui) -> bool {
        let missing = self.form.missing();
        for key in &missing {
            let has_both = self.both.contains(key);
            let id = if has_both { "conflict-unanswered-both" } else { "conflict-unanswered" };
            self.form.set_error(key, ui.text(id));
        }
        self.form.focus_error();
        missing.is_empty()
    }

    /// What stands there now, and what shall stand there.
    pub(super) fn settled(mut self) -> (AnyRecord, AnyRecord) {
        let now = self.now.values();
        for ((column, value), theirs) in
            self.mine.kind().columns().iter().zip(&mut self.merged).zip(now)
        {
            match (self.form.choice(column), &*value, theirs) {
                (Some(THEIRS), _, theirs) => *value = theirs,
                (Some(BOTH), Value::Text(mine), Value::Text(theirs)) => {
                    *value = Value::Text(format!("{theirs}; {mine}"));
                }
                _ => {}
            }
        }
        let merged = self.now.with_values(self.merged).unwrap_or_else(|_| self.now.clone());
        (self.now, merged)
    }

    pub(super) fn height(&self, width: u16) -> u16 {
        let told = u16::try_from(self.taken.len()).unwrap_or(0);
        let title = u16::try_from(text::wrap(&self.title, width.max(1).into()).len()).unwrap_or(1);
        self.form.height(width) + told + title + 1
    }

    pub(super) fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let title = &self.title;
        let mut y = paint::put_wrapped(frame.buffer_mut(), area, 0, title, ui.look, Role::Watch);
        // What is asked comes before what is only said.
        let asked = self.form.height(area.width).min(LEAST);
        let room = area.height.saturating_sub(y + 1 + asked);
        for line in self.taken.iter().take(room.into()) {
            paint::put(frame.buffer_mut(), area, 0, y, line, ui.look, Role::Muted);
            y += 1;
        }
        self.form.draw(frame, paint::below(area, y + 1), ui.look);
    }
}
