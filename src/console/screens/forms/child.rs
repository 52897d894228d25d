//! A child's file: opened with what one knows on the first day, changed with everything there is.

use chrono::NaiveDate;

use super::child_parts::{
    NEW_CARER, carer_offers, categories_field, categories_of, new_carer_name, same_carers,
};
use super::entered::{Entered, phone_error};
use super::fields::Make;
use super::kept::Kept;
use super::likely::Likely;
use super::page::{Content, FormPage, said};
use super::twin::Twin;
use super::{people, townships};
use crate::console::action::Route;
use crate::console::screen::{Effect, Screen, Ui};
use crate::console::widgets::form::{Form, FormField, Picked};
use crate::domain::birthday::BirthdayInput;
use crate::domain::calendar::school_year;
use crate::domain::codes::{CelebrateBy, Sex};
use crate::domain::dates::{Lean, parse_entry};
use crate::domain::duplicates::Person;
use crate::domain::grade::{kept_grade_on, parse_grade};
use crate::domain::lunar_text::parse_lunar;
use crate::domain::places::Townships;
use crate::domain::records::{Carer, Child, Id};
use crate::domain::resident_id::parse_resident_id;
use crate::domain::value::{Field, Value};
use crate::store::{AnyRecord, Command, Kind, Queries, Receipt, Result};

/// Opens a new file.
pub fn new() -> Box<dyn Screen> {
    FormPage::boxed(ChildForm::default())
}

/// Changes a file.
pub fn edit(child: Id) -> Box<dyn Screen> {
    FormPage::boxed(ChildForm { kept: Kept::of(child), ..ChildForm::default() })
}

/// In a new file these stand below what one knows on the first day (SCREENS "Forms"), and may be left for another.
const LATER: [&str; 7] =
    ["celebrate_by", "id_number", "address", "class", "class_teacher", "teacher_phone", "note"];

#[derive(Default)]
struct ChildForm {
    kept: Kept<Child>,
    name: String,
    townships: Townships,
    likely: Likely,
}

/// The grade a child is in on a day.
fn present_grade(child: &Child, ui: &Ui) -> Option<i64> {
    kept_grade_on(child.grade, child.grade_year, ui.today)
}

/// The date of birth that an ID number gives where none is stated (DOMAIN §2.5).
fn id_birth(number: Option<&str>, ui: &Ui) -> Option<NaiveDate> {
    let id = parse_resident_id(number?).ok()?;
    id.checked_birth().filter(|birth| *birth <= ui.today)
}

impl ChildForm {
    fn fields(&self, child: &Child, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<FormField>> {
        let make = Make::new(ui, "child");
        let is_new = self.kept.is_new();
        let grade = present_grade(child, ui).map(|grade| grade.to_string());
        let lunar = child.lunar_birthday.map(|lunar| match lunar.to_value() {
            Value::Text(kept) if !ui.language.is_zh() => kept,
            _ => ui.language.lunar_full(lunar),
        });
        let carer = match child.carer_id {
            Some(id) => queries.record::<Carer>(id)?.map(|carer| people::carer(&carer, ui)),
            None => None,
        };
        let carer_phone = ui.language.field("carer", "phone");
        let mut fields = vec![
            make.line("name", Some(&child.name)).required(),
            make.code("sex", Sex::ALL, child.sex),
            make.day("birth_date", child.birth_date, Lean::Whole),
            make.line("lunar_birthday", lunar.as_deref()).hint(ui.text("form-hint-lunar")),
            make.code("celebrate_by", CelebrateBy::ALL, child.celebrate_by),
            make.line("id_number", child.id_number.as_deref()),
            townships::field(make, &self.townships, child.township.as_deref()),
            make.line("village", child.village.as_deref()),
            make.line("address", child.address.as_deref()),
            make.line("school", child.school.as_deref()),
            make.line("grade", grade.as_deref()).hint(ui.text("form-hint-grade")),
            make.line("class", child.class.as_deref()),
            make.line("class_teacher", child.class_teacher.as_deref()),
            make.line("teacher_phone", child.teacher_phone.as_deref()),
            make.picker("carer_id").with_picked(carer),
            make.usual("carer_relation", child.carer_relation.as_deref()),
            FormField::text("carer_phone", carer_phone).hidden(),
            categories_field(make, child.categories.as_deref(), ui),
            make.day("admitted_on", child.admitted_on, Lean::Past),
            make.line("code", Some(&child.code)).required(),
            make.line("note", child.note.as_deref()),
        ];
        if is_new {
            fields.retain(|field| field.key != "code");
            fields.sort_by_key(|field| LATER.iter().position(|key| *key == field.key));
        } else {
            fields.retain(|field| field.key != "carer_phone");
        }
        Ok(fields)
    }

    /// What stands in the form so far, as far as it tells people apart.
    fn person(&self, form: &Form, queries: &Queries<'_>, ui: &Ui) -> Result<Person> {
        let carer = match form.picked("carer_id") {
            Some(new) if new.id == NEW_CARER => Carer {
                name: new.label.clone(),
                phone: form.typed_opt("carer_phone"),
                ..Carer::default()
            },
            Some(known) => queries.record::<Carer>(known.id)?.unwrap_or_default(),
            None => Carer::default(),
        };
        let born = form.day("birth_date", |typed| parse_entry(typed, ui.today, Lean::Whole).ok());
        Ok(Person {
            name: form.typed("name"),
            sex: form.choice("sex").and_then(Sex::from_code),
            birth_date: born.ok().flatten(),
            lunar_birthday: parse_lunar(&form.typed("lunar_birthday")).ok(),
            id_number: parse_resident_id(&form.typed("id_number")).ok().map(|id| id.number),
            carer: Some(carer.meta.id).filter(|id| *id != 0),
            guardian: Some(carer.name).filter(|name| !name.is_empty()),
            guardian_phone: carer.phone,
            township: townships::named(form, &self.townships),
            village: form.typed_opt("village"),
            school: form.typed_opt("school"),
            ..Person::default()
        })
    }

    /// Grade and the school year it is of; both stay while the grade that it has risen to isn't changed.
    fn grade(child: &mut Child, entered: &mut Entered<'_>) {
        let Some(typed) = entered.written("grade") else {
            (child.grade, child.grade_year) = (None, None);
            return;
        };
        let Some(grade) = parse_grade(&typed) else {
            entered.wrong("grade", "form-error-grade");
            return;
        };
        let grade = i64::from(grade);
        if present_grade(child, entered.ui) != Some(grade) {
            child.grade = Some(grade);
            child.grade_year = Some(i64::from(school_year(entered.ui.today)));
        }
    }

    fn birth(child: &mut Child, entered: &mut Entered<'_>) {
        child.birth_date = entered.day("birth_date", Lean::Whole);
        child.lunar_birthday = None;
        if let Some(typed) = entered.written("lunar_birthday") {
            match parse_lunar(&typed) {
                Ok(lunar) => child.lunar_birthday = Some(lunar),
                Err(error) => {
                    let why = entered.ui.language.lunar_error(error);
                    entered.form.set_error("lunar_birthday", why);
                }
            }
        }
    }

    /// What may be left for another day.
    fn rest(child: &mut Child, entered: &mut Entered<'_>) {
        child.celebrate_by = entered.code("celebrate_by", CelebrateBy::from_code);
        child.address = entered.written("address");
        child.class = entered.written("class");
        child.class_teacher = entered.name("class_teacher", child.class_teacher.as_deref());
        child.teacher_phone = entered.phone("teacher_phone", child.teacher_phone.as_deref());
        child.code = entered.written("code").unwrap_or_default();
        child.note = entered.written("note");
        let typed = entered.written("id_number");
        if typed != child.id_number {
            child.id_number = match typed.as_deref().map(parse_resident_id) {
                Some(Err(error)) => {
                    let why = entered.ui.language.id_error(error);
                    entered.form.set_error("id_number", why);
                    None
                }
                Some(Ok(id)) => Some(id.number),
                None => None,
            };
        }
    }
}

impl Content for ChildForm {
    fn name(&self) -> &'static str {
        "child"
    }

    fn subject(&self) -> Id {
        self.kept.id
    }

    fn title(&self) -> &'static str {
        if self.kept.is_new() { "form-child" } else { "form-child-edit" }
    }

    fn open(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<Option<Form>> {
        if !self.kept.read(queries)? {
            return Ok(None);
        }
        self.townships = queries.townships()?;
        let mut child = self.kept.shown();
        if self.kept.is_new() {
            child.admitted_on = Some(ui.today);
        }
        Ok(Some(Form::new(self.fields(&child, queries, ui)?)))
    }

    fn find(&self, queries: &Queries<'_>, ui: &Ui, key: &str, typed: &str) -> Result<Vec<Picked>> {
        match key {
            "township" => Ok(townships::find(&self.townships, typed, ui)),
            _ => carer_offers(queries, ui, typed, self.kept.is_new()),
        }
    }

    fn lean(&self, key: &str) -> Lean {
        if key == "birth_date" { Lean::Whole } else { Lean::Past }
    }

    fn changed(&mut self, form: &mut Form, ui: &Ui) {
        let new_carer = form.picked("carer_id").is_some_and(|carer| carer.id == NEW_CARER);
        form.show("carer_phone", new_carer);
        let grade = parse_grade(&form.typed("grade")).map(|grade| ui.language.grade_long(grade));
        let lunar = parse_lunar(&form.typed("lunar_birthday")).ok();
        let lunar = lunar.map(|lunar| ui.language.lunar_full(lunar));
        for (key, echo) in [("grade", grade), ("lunar_birthday", lunar)] {
            if let Some(field) = form.field_mut(key) {
                field.echo = echo.unwrap_or_default();
            }
        }
    }

    fn left(&self, form: &mut Form, key: &str) {
        townships::complete(form, key, &self.townships, self.kept.shown().village.as_deref());
    }

    fn warnings(&mut self, form: &Form, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<String>> {
        let mut warnings = Vec::new();
        let person = self.person(form, queries, ui)?;
        self.likely.look(Kind::Child, person, self.kept.id, queries)?;
        warnings.extend(townships::warning(form, &self.townships, ui));
        for key in ["carer_phone", "teacher_phone"] {
            warnings.extend(people::phone_warning(&form.typed(key), ui));
        }
        if form.picked("carer_id").is_some_and(|carer| carer.id == NEW_CARER) {
            warnings.extend(same_carers(form, queries, ui)?);
        }
        let born = form.day("birth_date", |typed| parse_entry(typed, ui.today, Lean::Whole).ok());
        let by_id = || id_birth(Some(&form.typed("id_number")), ui);
        let both = BirthdayInput {
            birth_date: born.as_ref().ok().and_then(|born| born.or_else(by_id)),
            lunar: parse_lunar(&form.typed("lunar_birthday")).ok(),
            celebrate_by: None,
        };
        if let Some(missing) = both.missing_leap() {
            let what = ui.language.missing_leap(missing).into();
            warnings.push(ui.with("form-child-lunar-leap", &[("what", what)]));
        }
        if let Some(day) = both.other_birth() {
            let date = ui.language.full(day).into();
            warnings.push(ui.with("form-child-lunar-born", &[("date", date)]));
        }
        if let Ok(id) = parse_resident_id(&form.typed("id_number")) {
            if let Ok(Some(born)) = born
                && born != id.birth
            {
                let date = ui.language.full(id.birth).into();
                warnings.push(ui.with("form-child-id-birth", &[("date", date)]));
            }
            if let (Ok(None), Some(birth)) = (born, id_birth(Some(&id.number), ui)) {
                let date = ui.language.full(birth).into();
                warnings.push(ui.with("form-child-id-born", &[("date", date)]));
            }
            if id.is_misread() {
                warnings.push(ui.text("form-child-id-check"));
            }
        }
        // Last, because it is asked about once more before saving, and has the most lines.
        warnings.extend(self.likely.warnings(ui));
        Ok(warnings)
    }

    fn likely(&self) -> Option<Route> {
        self.likely.page(Kind::Child)
    }

    fn unread(&self, key: &str, typed: &str, ui: &Ui) -> Option<String> {
        match key {
            "lunar_birthday" => Some(ui.language.lunar_error(parse_lunar(typed).err()?)),
            "carer_phone" => phone_error(typed, ui),
            "teacher_phone" if self.kept.shown().teacher_phone.as_deref() != Some(typed) => {
                phone_error(typed, ui)
            }
            "grade" if parse_grade(typed).is_none() => Some(ui.text("form-error-grade")),
            "id_number" if self.kept.shown().id_number.as_deref() != Some(typed) => {
                Some(ui.language.id_error(parse_resident_id(typed).err()?))
            }
            _ => None,
        }
    }

    fn twin(&self, ui: &Ui) -> Option<Twin> {
        self.likely.twin(Kind::Child, ui).filter(|_| self.kept.is_new())
    }

    fn command(&mut self, entered: &mut Entered<'_>) -> Option<Command> {
        let mut child = self.kept.begin();
        child.name = entered.name("name", Some(&child.name)).unwrap_or_default();
        child.sex = entered.code("sex", Sex::from_code);
        Self::birth(&mut child, entered);
        child.township = townships::entered(entered, &self.townships);
        child.village = townships::village(entered.form, &self.townships, child.village.as_deref());
        child.school = entered.written("school");
        Self::grade(&mut child, entered);
        child.carer_relation = entered.usual("carer_relation", child.carer_relation.as_deref());
        child.categories = categories_of(entered.form, child.categories.as_deref());
        child.admitted_on = entered.day("admitted_on", Lean::Past);
        let carer = entered.picked("carer_id");
        child.carer_id = carer.filter(|id| *id != NEW_CARER);
        self.name = entered.ui.language.person(&child.name);
        Self::rest(&mut child, entered);
        let by_id = || id_birth(child.id_number.as_deref(), entered.ui);
        child.birth_date = child.birth_date.or_else(by_id);
        if !self.kept.is_new() {
            return self.kept.command(child);
        }
        let new_carer = carer.filter(|id| *id == NEW_CARER).map(|_| Carer {
            name: new_carer_name(entered.form),
            phone: entered.phone("carer_phone", None),
            ..Carer::default()
        });
        Some(Command::AddChild { child: Box::new(child), new_carer: new_carer.map(Box::new) })
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
            effects.insert(0, Effect::Go(Route::Child(receipt.id)));
        }
        Ok(effects)
    }
}
