//! A call, a message or a meeting: how, when, with whom, what was said. It resets no clock.

use super::entered::Entered;
use super::fields::Make;
use super::kept::Kept;
use super::page::{Content, FormPage, said};
use super::people;
use crate::console::screen::{Effect, Screen, Ui};
use crate::console::widgets::form::{Choice, Form, FormField};
use crate::domain::codes::ContactKind;
use crate::domain::dates::Lean;
use crate::domain::records::{Carer, Child, Contact, Id};
use crate::language::Language;
use crate::store::{AnyRecord, Command, Queries, Receipt, Result};

/// Logs a contact about a child.
pub fn open(child: Id) -> Box<dyn Screen> {
    FormPage::boxed(ContactForm { child_id: child, ..ContactForm::default() })
}

/// Corrects a contact: the old row is voided, a new one takes its place.
pub fn correct(contact: Id) -> Box<dyn Screen> {
    FormPage::boxed(ContactForm { kept: Kept::of(contact), ..ContactForm::default() })
}

#[derive(Default)]
struct ContactForm {
    child_id: Id,
    kept: Kept<Contact>,
    name: String,
    about: Vec<String>,
    /// Whom one usually speaks to, as the record will name them.
    usual: Vec<String>,
}

/// The carer and the class teacher, as far as they are known, as the record will name them.
fn usual(child: &Child, carer: Option<&Carer>) -> Vec<String> {
    let carer = carer.map(|carer| {
        let relation = child.carer_relation.as_deref().unwrap_or_default();
        format!("{relation} {}", carer.name).trim().to_owned()
    });
    carer.into_iter().chain(child.class_teacher.clone()).collect()
}

impl Content for ContactForm {
    fn name(&self) -> &'static str {
        if self.kept.is_new() { "contact" } else { "contact-correct" }
    }

    fn subject(&self) -> Id {
        if self.kept.is_new() { self.child_id } else { self.kept.id }
    }

    fn title(&self) -> &'static str {
        if self.kept.is_new() { "form-contact" } else { "form-contact-correct" }
    }

    fn about(&self) -> &[String] {
        &self.about
    }

    fn open(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<Option<Form>> {
        if !self.kept.read(queries)? {
            return Ok(None);
        }
        if let Some(base) = &self.kept.base {
            self.child_id = base.child_id;
        }
        let Some(child) = queries.record::<Child>(self.child_id)? else { return Ok(None) };
        self.about = people::about(queries, ui, &child)?;
        self.name = ui.language.person(&child.name);
        let carer = child.carer_id.map(|id| queries.record::<Carer>(id)).transpose()?.flatten();
        self.usual = usual(&child, carer.as_ref());
        let contact = self.kept.shown();
        let is_new = self.kept.is_new();
        let make = Make::new(ui, "contact");
        let day = if is_new { ui.today } else { contact.day };
        // Most contacts are calls, and the key that opened this is named after them.
        let kind = if is_new { ContactKind::Call } else { contact.kind };
        let mut fields = vec![
            make.code("kind", ContactKind::ALL, Some(kind)).required(),
            make.day("day", Some(day), Lean::Past).required(),
        ];
        let with = contact.with_whom.as_deref().map(|with| ui.language.spoken_with(with));
        let mut whom = make.line("with_whom", with.as_deref());
        if is_new && !self.usual.is_empty() {
            let codes = ["first", "second"];
            let mut answers: Vec<Choice> = ('1'..)
                .zip(codes.into_iter().zip(&self.usual))
                .map(|(key, (code, name))| Choice::new(key, code, ui.language.spoken_with(name)))
                .collect();
            let last = if answers.len() == 1 { '2' } else { '3' };
            answers.push(Choice::new(last, "other", ui.text("form-contact-other")));
            let label = ui.language.field("contact", "with_whom");
            fields.push(FormField::choice("whom", label, answers));
            whom = make.line("with_whom", None).when("whom", &["other"]);
        }
        fields.push(whom);
        fields.push(make.line("note", contact.note.as_deref()));
        Ok(Some(Form::new(fields)))
    }

    fn command(&mut self, entered: &mut Entered<'_>) -> Option<Command> {
        let mut contact = self.kept.begin();
        contact.child_id = self.child_id;
        contact.kind = entered.code("kind", ContactKind::from_code).unwrap_or(contact.kind);
        contact.day = entered.need_day("day", Lean::Past);
        contact.with_whom = match entered.form.choice("whom") {
            Some("first") => self.usual.first().cloned(),
            Some("second") => self.usual.get(1).cloned(),
            _ => entered.written("with_whom").map(|typed| {
                Language::kept_word(&typed, contact.with_whom.as_deref(), Language::spoken_with)
            }),
        };
        contact.note = entered.written("note");
        let says_nothing = |one: &Contact| one.with_whom.is_none() && one.note.is_none();
        // What was kept like that may stay so.
        if says_nothing(&contact) && !self.kept.base.as_ref().is_some_and(says_nothing) {
            let other = entered.form.field("with_whom").is_some_and(|field| field.visible);
            entered.wrong(if other { "with_whom" } else { "whom" }, "form-error-contact-empty");
        }
        self.kept.command(contact)
    }

    fn base(&self) -> Option<AnyRecord> {
        self.kept.any()
    }

    fn rebase(&mut self, base: AnyRecord, shown: AnyRecord) {
        self.kept.rebase(&base, &shown);
    }

    fn saved(&mut self, _: &Receipt, _: &Queries<'_>, ui: &Ui) -> Result<Vec<Effect>> {
        Ok(vec![said(ui, self.title(), &self.name)])
    }
}
