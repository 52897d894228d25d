//! A guardian or carer: added or changed.

use super::entered::{Entered, phone_error};
use super::fields::Make;
use super::kept::Kept;
use super::likely::Likely;
use super::page::{Content, FormPage, said};
use super::people;
use super::twin::Twin;
use crate::console::action::Route;
use crate::console::screen::{Effect, Screen, Ui};
use crate::console::widgets::form::Form;
use crate::domain::duplicates::Person;
use crate::domain::records::{Carer, Id};
use crate::store::{AnyRecord, Command, Kind, Queries, Receipt, Result};

/// Adds a carer.
pub fn new() -> Box<dyn Screen> {
    FormPage::boxed(CarerForm::default())
}

/// Changes a carer.
pub fn edit(carer: Id) -> Box<dyn Screen> {
    FormPage::boxed(CarerForm { kept: Kept::of(carer), ..CarerForm::default() })
}

#[derive(Default)]
struct CarerForm {
    kept: Kept<Carer>,
    name: String,
    likely: Likely,
}

impl Content for CarerForm {
    fn name(&self) -> &'static str {
        "carer"
    }

    fn subject(&self) -> Id {
        self.kept.id
    }

    fn title(&self) -> &'static str {
        if self.kept.is_new() { "form-carer" } else { "form-carer-edit" }
    }

    fn open(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<Option<Form>> {
        if !self.kept.read(queries)? {
            return Ok(None);
        }
        let carer = self.kept.shown();
        let make = Make::new(ui, "carer");
        let mut fields = vec![
            make.line("name", Some(&carer.name)).required(),
            make.line("phone", carer.phone.as_deref()),
            make.line("address", carer.address.as_deref()),
        ];
        if !self.kept.is_new() {
            fields.push(make.line("code", Some(&carer.code)).required());
        }
        fields.push(make.line("note", carer.note.as_deref()));
        Ok(Some(Form::new(fields)))
    }

    fn warnings(&mut self, form: &Form, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<String>> {
        let person = Person {
            name: form.typed("name"),
            phone: form.typed_opt("phone"),
            ..Person::default()
        };
        self.likely.look(Kind::Carer, person, self.kept.id, queries)?;
        let mut warnings: Vec<String> =
            people::phone_warning(&form.typed("phone"), ui).into_iter().collect();
        warnings.extend(self.likely.warnings(ui));
        Ok(warnings)
    }

    fn likely(&self) -> Option<Route> {
        self.likely.page(Kind::Carer)
    }

    fn unread(&self, key: &str, typed: &str, ui: &Ui) -> Option<String> {
        let is_new = self.kept.shown().phone.as_deref() != Some(typed);
        phone_error(typed, ui).filter(|_| key == "phone" && is_new)
    }

    fn twin(&self, ui: &Ui) -> Option<Twin> {
        self.likely.twin(Kind::Carer, ui).filter(|_| self.kept.is_new())
    }

    fn command(&mut self, entered: &mut Entered<'_>) -> Option<Command> {
        let mut carer = self.kept.begin();
        carer.name = entered.name("name", Some(&carer.name)).unwrap_or_default();
        carer.phone = entered.phone("phone", carer.phone.as_deref());
        carer.address = entered.written("address");
        carer.code = entered.written("code").unwrap_or(carer.code);
        carer.note = entered.written("note");
        self.name = entered.ui.language.person(&carer.name);
        self.kept.command(carer)
    }

    fn base(&self) -> Option<AnyRecord> {
        self.kept.any()
    }

    fn rebase(&mut self, base: AnyRecord, shown: AnyRecord) {
        self.kept.rebase(&base, &shown);
    }

    fn saved(&mut self, receipt: &Receipt, _: &Queries<'_>, ui: &Ui) -> Result<Vec<Effect>> {
        let mut effects = vec![said(ui, self.title(), &self.name)];
        if self.kept.is_new() {
            effects.insert(0, Effect::Go(Route::Carer(receipt.id)));
        }
        Ok(effects)
    }
}
