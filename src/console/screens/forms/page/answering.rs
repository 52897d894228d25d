//! The questions that stand in a form's place: whether it is somebody on file, whether a date far ahead is meant, whose version
//! of a field shall stand.

use super::super::asked::Asked;
use super::super::conflict::Conflict;
use super::super::far::Far;
use super::super::sent;
use super::super::twin::{Answer, Twin};
use super::{Content, FormPage};
use crate::console::input::Key;
use crate::console::screen::{Effect, Message, Ui};
use crate::console::screens::words::changed_by;
use crate::console::widgets::form::FormEvent;
use crate::domain::dates::parse_entry;
use crate::store::{Queries, Result};

impl<C: Content> FormPage<C> {
    /// The first date so far ahead that it is to be asked about.
    pub(super) fn far(&self, ui: &Ui) -> Option<Far> {
        let far = |key: &&'static str| {
            let read = |typed: &str| parse_entry(typed, ui.today, self.content.lean(key)).ok();
            let day = self.form.day(key, read).ok().flatten()?;
            Far::new(key, &self.form.field(key)?.label, day, ui)
        };
        self.content.waits_until().iter().find_map(far).filter(|far| self.meant != Some(far.what()))
    }

    /// A key while a question stands in the form's place.
    pub(super) fn answer(&mut self, key: Key, ui: &Ui) -> Vec<Effect> {
        match &mut self.asked {
            Asked::Nothing | Asked::Told => {}
            Asked::Versions(conflict) => match conflict.key(key, ui) {
                FormEvent::Save => return self.settle(ui),
                FormEvent::Leave => self.asked = Asked::Nothing,
                _ => {}
            },
            Asked::Twin(twin) => {
                let (doubt, page) = (twin.doubt().to_owned(), twin.page());
                let Some(answer) = Twin::answer(key) else { return Vec::new() };
                self.asked = Asked::Nothing;
                match answer {
                    Answer::Same => return self.go_to(page),
                    Answer::Two => {
                        self.doubted = Some(doubt);
                        return self.save(ui);
                    }
                    Answer::Neither => {}
                }
            }
            Asked::Far(far) => {
                let what = far.what();
                let Some(is_meant) = Far::answer(key) else { return Vec::new() };
                self.asked = Asked::Nothing;
                if is_meant {
                    self.meant = Some(what);
                    return self.save(ui);
                }
                self.form.focus(what.0);
            }
        }
        Vec::new()
    }

    /// Saves what was chosen field by field after a conflict.
    pub(super) fn settle(&mut self, ui: &Ui) -> Vec<Effect> {
        let Asked::Versions(conflict) = &mut self.asked else { return Vec::new() };
        if !conflict.is_answered(ui) {
            return Vec::new();
        }
        let asked = std::mem::take(&mut self.asked);
        let (Asked::Versions(conflict), Some(before)) = (asked, self.sent.take()) else {
            return Vec::new();
        };
        let (now, merged) = conflict.settled();
        self.content.rebase(now.clone(), merged.clone());
        self.rebuild = true;
        if now.values() == merged.values() {
            return self.leave(Message::new("form-unchanged"));
        }
        let command = before.again(now, merged);
        self.sent = sent::sent(&command);
        // The file may have been closed since it was first saved.
        vec![Effect::run(self.watch.guard(command))]
    }

    /// Finds out what stands there now, after someone else has changed it.
    pub(super) fn look_at_conflict(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        self.asked = Asked::Nothing;
        let Some(sent) = &self.sent else { return Ok(()) };
        let (kind, id) = (sent.before.kind(), sent.before.meta().id);
        if let Some(now) = queries.standing(kind, id)? {
            let conflict = Conflict::new(&sent.before, &sent.after, now, queries, ui)?;
            self.asked = Asked::Versions(conflict);
            return Ok(());
        }
        self.refused.voided = true;
        self.say_voided(queries, ui)
    }

    /// Says who voided the row that was to be saved.
    pub(super) fn say_voided(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        let Some(sent) = &self.sent else { return Ok(()) };
        let by = match queries.any(sent.before.kind(), sent.before.meta().id)? {
            Some(row) => changed_by(&row, "voided_on", queries, ui)?,
            None => ui.text("conflict-by-nobody"),
        };
        self.form.error = Some(ui.with("conflict-gone", &[("by", by.into())]));
        Ok(())
    }
}
