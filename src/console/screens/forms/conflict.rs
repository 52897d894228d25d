//! Two people have changed the same record: told field by field, with nothing that was typed lost. What only one of them
//! changed is merged by itself; for the rest one chooses.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::words::words;
use crate::console::input::Key;
use crate::console::screen::Ui;
use crate::console::widgets::form::{Choice, Form, FormEvent, FormField};
use crate::console::widgets::{Role, paint};
use crate::domain::value::Value;
use crate::store::{AnyRecord, Queries, Result};

const MINE: &str = "mine";
const THEIRS: &str = "theirs";

/// The question which version of each field shall stand.
pub(super) struct Conflict {
    form: Form,
    /// What the other one changed and this one didn't: taken without a question, but said.
    taken: Vec<String>,
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
        let (mut fields, mut taken, mut merged) = (Vec::new(), Vec::new(), Vec::new());
        let sides = before.values().into_iter().zip(mine.values()).zip(now.values());
        for (column, ((base, yours), theirs)) in kind.columns().iter().zip(sides) {
            let label = ui.language.field(kind.table(), column);
            let say = |value: &Value| words(kind, column, value, queries, ui);
            if base == yours && base != theirs {
                let value = say(&theirs)?;
                taken.push(
                    ui.with("conflict-taken", &[("field", label.into()), ("value", value.into())]),
                );
                merged.push(theirs);
            } else {
                if base != theirs && yours != theirs {
                    let keep = ui.with("conflict-yours", &[("value", say(&yours)?.into())]);
                    let take = ui.with("conflict-theirs", &[("value", say(&theirs)?.into())]);
                    let answers =
                        vec![Choice::new('1', MINE, keep), Choice::new('2', THEIRS, take)];
                    fields.push(FormField::choice(column, label, answers).with_code(MINE));
                }
                merged.push(yours);
            }
        }
        Ok(Self { form: Form::new(fields), taken, now, mine: mine.clone(), merged })
    }

    pub(super) fn key(&mut self, key: Key) -> FormEvent {
        self.form.key(key.event())
    }

    /// What stands there now, and what shall stand there.
    pub(super) fn settled(mut self) -> (AnyRecord, AnyRecord) {
        let now = self.now.values();
        for ((column, value), theirs) in
            self.mine.kind().columns().iter().zip(&mut self.merged).zip(now)
        {
            if self.form.choice(column) == Some(THEIRS) {
                *value = theirs;
            }
        }
        let merged = self.now.with_values(self.merged).unwrap_or_else(|_| self.now.clone());
        (self.now, merged)
    }

    pub(super) fn height(&self, width: u16) -> u16 {
        let told = u16::try_from(self.taken.len()).unwrap_or(0);
        self.form.height(width) + told + 3
    }

    pub(super) fn draw(&self, frame: &mut Frame, area: Rect, ui: &Ui) {
        let title = ui.text("conflict-title");
        let mut y = paint::put_wrapped(frame.buffer_mut(), area, 0, &title, ui.look, Role::Watch);
        for line in &self.taken {
            paint::put(frame.buffer_mut(), area, 0, y, line, ui.look, Role::Muted);
            y += 1;
        }
        self.form.draw(frame, paint::below(area, y + 1), ui.look);
    }
}
