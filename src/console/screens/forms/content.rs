//! What a form is about: its fields, what they mean, what is written. The screen around it is the same for all.

use super::entered::Entered;
use super::twin::Twin;
use crate::console::action::Route;
use crate::console::screen::{Effect, Ui};
use crate::console::widgets::form::{Form, Picked};
use crate::domain::dates::Lean;
use crate::domain::records::Id;
use crate::store::{AnyRecord, Command, Queries, Receipt, Result};

/// What a form is about.
pub(super) trait Content {
    /// Names the form in drafts: `visit`, `child` …
    fn name(&self) -> &'static str;

    /// The record it is about; 0 for a new one.
    fn subject(&self) -> Id {
        0
    }

    /// The language key of what stands on the card's edge.
    fn title(&self) -> &'static str;

    /// Whom it is about, a line or two.
    fn about(&self) -> &[String] {
        &[]
    }

    /// Reads what the form needs and makes its fields; `None` when the record isn't there. Called again for another language
    /// and after a conflict.
    fn open(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<Option<Form>>;

    /// What a picker offers for what was typed; for an empty text what one would suggest.
    fn find(
        &self,
        _queries: &Queries<'_>,
        _ui: &Ui,
        _key: &str,
        _typed: &str,
    ) -> Result<Vec<Picked>> {
        Ok(Vec::new())
    }

    /// On which side of today a short date lies.
    fn lean(&self, _key: &str) -> Lean {
        Lean::Past
    }

    /// Shows, hides and echoes fields after something changed.
    fn changed(&mut self, _form: &mut Form, _ui: &Ui) {}

    /// Puts right what was typed in a field that is left, where it can mean only one thing.
    fn left(&self, _form: &mut Form, _key: &str) {}

    /// Warnings that need a look at the database: nothing here keeps the form from being saved.
    fn warnings(&mut self, _form: &Form, _queries: &Queries<'_>, _ui: &Ui) -> Result<Vec<String>> {
        Ok(Vec::new())
    }

    /// The page of whom the one being entered may be already; F6 opens it.
    fn likely(&self) -> Option<Route> {
        None
    }

    /// What is asked before saving: whether it is somebody on file.
    fn twin(&self, _ui: &Ui) -> Option<Twin> {
        None
    }

    /// The dates until which something waits or is out of sight: one more than a year ahead is asked about before it is saved.
    fn waits_until(&self) -> &'static [&'static str] {
        &[]
    }

    /// What is wrong with a line of text that is left; a date and a number are looked at by the form itself.
    fn unread(&self, _key: &str, _typed: &str, _ui: &Ui) -> Option<String> {
        None
    }

    /// What shall be written; `None` with errors set, or when nothing differs from what is kept.
    fn command(&mut self, entered: &mut Entered<'_>) -> Option<Command>;

    /// The field under which the refusal of a column stands.
    fn place_of<'a>(&self, column: &'a str) -> &'a str {
        column
    }

    /// What the form began with, for the draft of a changed record.
    fn base(&self) -> Option<AnyRecord> {
        None
    }

    /// Begins anew from what stands there now, showing `shown`.
    fn rebase(&mut self, _base: AnyRecord, _shown: AnyRecord) {}

    /// What is said and done after saving, once the form has gone.
    fn saved(&mut self, receipt: &Receipt, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Effect>>;
}
