//! 作废: a row that was entered wrongly counts no more. It stays in the history, with the reason where its table has a place
//! for one.

use super::entered::Entered;
use super::page::{Content, FormPage, said};
use super::words::words;
use crate::console::screen::{Effect, Screen, Ui};
use crate::console::widgets::form::{Form, FormField};
use crate::domain::records::Id;
use crate::domain::value::Value;
use crate::store::{Command, Kind, Queries, Receipt, Result};

/// Voids a visit, contact, attendance, mark or fact, with a reason.
pub fn open(kind: Kind, id: Id) -> Box<dyn Screen> {
    FormPage::boxed(VoidForm { kind, id, name: String::new(), about: Vec::new() })
}

struct VoidForm {
    kind: Kind,
    id: Id,
    name: String,
    about: Vec<String>,
}

impl Content for VoidForm {
    fn name(&self) -> &'static str {
        "void"
    }

    fn subject(&self) -> Id {
        self.id
    }

    fn title(&self) -> &'static str {
        "form-void"
    }

    fn about(&self) -> &[String] {
        &self.about
    }

    fn open(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<Option<Form>> {
        let Some(record) = queries.any(self.kind, self.id)? else { return Ok(None) };
        if record.value("voided_on").is_none_or(|voided| voided != Value::Null) {
            return Ok(None);
        }
        self.about = vec![ui.language.kind(self.kind.table())];
        for (column, value) in self.kind.columns().iter().zip(record.values()) {
            if value == Value::Null {
                continue;
            }
            let said = words(self.kind, column, &value, queries, ui)?;
            if *column == "child_id" {
                self.name.clone_from(&said);
            }
            let label = ui.language.field(self.kind.table(), column);
            self.about.push(format!("  {label}  {said}"));
        }
        // Attendance and marks keep no reason.
        if !self.kind.columns().contains(&"void_reason") {
            return Ok(Some(Form::new(Vec::new())));
        }
        let label = ui.language.field(self.kind.table(), "void_reason");
        Ok(Some(Form::new(vec![FormField::text("void_reason", label).required()])))
    }

    fn command(&mut self, entered: &mut Entered<'_>) -> Option<Command> {
        let reason = entered.written("void_reason").unwrap_or_default();
        Some(Command::Void { kind: self.kind, id: self.id, reason })
    }

    fn saved(&mut self, _: &Receipt, _: &Queries<'_>, ui: &Ui) -> Result<Vec<Effect>> {
        Ok(vec![said(ui, self.title(), &self.name)])
    }
}
