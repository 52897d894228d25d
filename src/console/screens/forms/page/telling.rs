//! What a form tells: what is wrong beside each field, what was refused; and the same in the other language when that is switched.

use super::super::asked::Asked;
use super::super::entered::Entered;
use super::super::sent::refusals;
use super::{Content, FormPage};
use crate::console::failure;
use crate::console::screen::Ui;
use crate::domain::checks::Refusal;
use crate::store::{Command, Queries, Result};

/// What the store refused of what was saved last.
#[derive(Default)]
pub(super) struct Refused {
    /// What the rules say.
    pub(super) by_rules: Vec<Refusal>,
    /// Someone else voided the row that was to be saved.
    pub(super) voided: bool,
}

/// What stood in a form in the language before.
pub(super) struct Told {
    /// Where the cursor was.
    focused: String,
    /// The fields that said what is wrong.
    fields: Vec<&'static str>,
    /// Something stood under the form.
    under: bool,
    /// What was asked in the form's place.
    twin: bool,
    far: bool,
}

impl<C: Content> FormPage<C> {
    /// Says beside each field what is wrong with it; returns what would be written.
    pub(super) fn check(&mut self, ui: &Ui) -> Option<Command> {
        self.form.clear_errors();
        for key in self.form.missing() {
            if self.form.unresolved(key).is_none() {
                self.form.set_error(key, ui.text("refused-required"));
            }
        }
        let command = self.content.command(&mut Entered { form: &mut self.form, ui });
        if self.form.has_errors() {
            // What the rules would refuse is said at once, not only when the rest is right.
            for refusal in command.iter().flat_map(|command| refusals(command, ui.today)) {
                let key = self.content.place_of(refusal.field);
                if self.form.field(key).is_some_and(|field| field.error.is_none()) {
                    self.form.set_error(key, failure::refusal(&refusal, ui.language));
                }
            }
        }
        command
    }

    /// Puts refusals under their fields.
    pub(super) fn tell(&mut self, refusals: &[Refusal], ui: &Ui) {
        for refusal in refusals {
            let key = self.content.place_of(refusal.field);
            self.form.set_error(key, failure::refusal(refusal, ui.language));
        }
    }

    /// Says beside a line that is left what can't be read in it, or writes it as it is known.
    pub(super) fn look_at_left(&mut self, from: usize, ui: &Ui) {
        let content = &self.content;
        let Some(key) = self.form.fields().get(from).map(|field| field.key) else { return };
        content.left(&mut self.form, key);
        self.say_unread(key, ui);
    }

    fn say_unread(&mut self, key: &'static str, ui: &Ui) {
        let content = &self.content;
        let wrong = self.form.typed_opt(key).and_then(|typed| content.unread(key, &typed, ui));
        if let (Some(wrong), Some(field)) = (wrong, self.form.field_mut(key)) {
            field.error = Some(wrong);
        }
    }

    /// What is told and asked, where the language is about to change.
    pub(super) fn told_before(&self, ui: &Ui) -> Option<Told> {
        let switched = self.lang.is_some_and(|lang| lang != ui.language.lang());
        (switched && !self.gone && !self.rebuild).then(|| Told {
            focused: self.form.focused().to_owned(),
            fields: self.form.wrong(),
            under: self.form.error.is_some(),
            twin: matches!(self.asked, Asked::Twin(_)),
            far: matches!(self.asked, Asked::Far(_)),
        })
    }

    /// Says and asks the same in the language that is on now.
    pub(super) fn tell_again(&mut self, told: &Told, queries: &Queries<'_>, ui: &Ui) -> Result<()> {
        if told.twin {
            self.asked = self.content.twin(ui).map_or(Asked::Nothing, Asked::Twin);
        } else if told.far {
            self.asked = self.far(ui).map_or(Asked::Nothing, Asked::Far);
        }
        // What became of the file is said already.
        let of_file = self.form.error.take().filter(|_| self.watch.is_merged());
        if told.under || !told.fields.is_empty() {
            let _ = self.check(ui);
            for key in &told.fields {
                self.say_unread(key, ui);
            }
            let refused = self.refused.by_rules.clone();
            self.tell(&refused, ui);
            self.form.keep_errors_of(&told.fields);
            if !told.under {
                self.form.error = None;
            }
        }
        if self.refused.voided {
            self.say_voided(queries, ui)?;
        }
        self.form.error = of_file.or(self.form.error.take());
        self.form.focus(&told.focused);
        Ok(())
    }
}
