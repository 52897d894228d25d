//! A volunteer: added or changed.

use super::entered::{Entered, phone_error};
use super::fields::Make;
use super::kept::Kept;
use super::likely::Likely;
use super::page::{Content, FormPage, said};
use super::twin::Twin;
use super::{people, townships};
use crate::console::action::Route;
use crate::console::screen::{Effect, Screen, Ui};
use crate::console::widgets::form::{Form, Picked};
use crate::domain::codes::{Sex, VolunteerStatus};
use crate::domain::dates::Lean;
use crate::domain::duplicates::Person;
use crate::domain::places::Townships;
use crate::domain::records::{Id, Volunteer};
use crate::store::{AnyRecord, Command, Kind, Queries, Receipt, Result};

/// Adds a volunteer.
pub fn new() -> Box<dyn Screen> {
    FormPage::boxed(VolunteerForm::default())
}

/// Changes a volunteer.
pub fn edit(volunteer: Id) -> Box<dyn Screen> {
    FormPage::boxed(VolunteerForm { kept: Kept::of(volunteer), ..VolunteerForm::default() })
}

#[derive(Default)]
struct VolunteerForm {
    kept: Kept<Volunteer>,
    name: String,
    townships: Townships,
    likely: Likely,
}

impl Content for VolunteerForm {
    fn name(&self) -> &'static str {
        "volunteer"
    }

    fn subject(&self) -> Id {
        self.kept.id
    }

    fn title(&self) -> &'static str {
        if self.kept.is_new() { "form-volunteer" } else { "form-volunteer-edit" }
    }

    fn open(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<Option<Form>> {
        if !self.kept.read(queries)? {
            return Ok(None);
        }
        self.townships = queries.townships()?;
        let mut volunteer = self.kept.shown();
        if self.kept.is_new() {
            volunteer.joined_on = Some(ui.today);
        }
        let make = Make::new(ui, "volunteer");
        let capacity = volunteer.capacity.map(|capacity| capacity.to_string());
        let mut fields = vec![
            make.line("name", Some(&volunteer.name)).required(),
            make.adult_sex(volunteer.sex),
            make.line("phone", volunteer.phone.as_deref()),
            townships::field(make, &self.townships, volunteer.township.as_deref()),
            make.line("village", volunteer.village.as_deref()),
            make.code("status", VolunteerStatus::ALL, Some(volunteer.status)).required(),
            make.day("joined_on", volunteer.joined_on, Lean::Past),
            make.day("check_valid_until", volunteer.check_valid_until, Lean::Future)
                .hint(ui.text("form-hint-date-until")),
            make.day("training_valid_until", volunteer.training_valid_until, Lean::Future)
                .hint(ui.text("form-hint-date-until")),
            make.number("capacity", capacity.as_deref()),
        ];
        if !self.kept.is_new() {
            fields.push(make.line("code", Some(&volunteer.code)).required());
        }
        fields.push(make.line("note", volunteer.note.as_deref()));
        Ok(Some(Form::new(fields)))
    }

    fn find(&self, _: &Queries<'_>, ui: &Ui, _: &str, typed: &str) -> Result<Vec<Picked>> {
        Ok(townships::find(&self.townships, typed, ui))
    }

    fn lean(&self, key: &str) -> Lean {
        if key == "joined_on" { Lean::Past } else { Lean::Future }
    }

    fn left(&self, form: &mut Form, key: &str) {
        townships::complete(form, key, &self.townships, self.kept.shown().village.as_deref());
    }

    fn warnings(&mut self, form: &Form, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<String>> {
        let person = Person {
            name: form.typed("name"),
            sex: form.choice("sex").and_then(Sex::from_code),
            phone: form.typed_opt("phone"),
            township: townships::named(form, &self.townships),
            village: form.typed_opt("village"),
            ..Person::default()
        };
        self.likely.look(Kind::Volunteer, person, self.kept.id, queries)?;
        let mut warnings: Vec<String> =
            people::phone_warning(&form.typed("phone"), ui).into_iter().collect();
        warnings.extend(townships::warning(form, &self.townships, ui));
        warnings.extend(self.likely.warnings(ui));
        Ok(warnings)
    }

    fn likely(&self) -> Option<Route> {
        self.likely.page(Kind::Volunteer)
    }

    fn unread(&self, key: &str, typed: &str, ui: &Ui) -> Option<String> {
        let is_new = self.kept.shown().phone.as_deref() != Some(typed);
        phone_error(typed, ui).filter(|_| key == "phone" && is_new)
    }

    fn twin(&self, ui: &Ui) -> Option<Twin> {
        self.likely.twin(Kind::Volunteer, ui).filter(|_| self.kept.is_new())
    }

    fn command(&mut self, entered: &mut Entered<'_>) -> Option<Command> {
        let mut volunteer = self.kept.begin();
        volunteer.name = entered.name("name", Some(&volunteer.name)).unwrap_or_default();
        volunteer.sex = entered.code("sex", Sex::from_code);
        volunteer.phone = entered.phone("phone", volunteer.phone.as_deref());
        volunteer.township = townships::entered(entered, &self.townships);
        volunteer.village =
            townships::village(entered.form, &self.townships, volunteer.village.as_deref());
        volunteer.status =
            entered.code("status", VolunteerStatus::from_code).unwrap_or(volunteer.status);
        volunteer.joined_on = entered.day("joined_on", Lean::Past);
        volunteer.check_valid_until = entered.day("check_valid_until", Lean::Future);
        volunteer.training_valid_until = entered.day("training_valid_until", Lean::Future);
        volunteer.capacity = entered.number("capacity");
        volunteer.code = entered.written("code").unwrap_or(volunteer.code);
        volunteer.note = entered.written("note");
        self.name = entered.ui.language.person(&volunteer.name);
        self.kept.command(volunteer)
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
            effects.insert(0, Effect::Go(Route::Volunteer(receipt.id)));
        }
        Ok(effects)
    }
}
