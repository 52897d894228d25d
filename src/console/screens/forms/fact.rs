//! A dated fact about a child (DOMAIN §1.4 "Facts"): by two digits, first what it is about, then which fact; its meaning
//! stands beside it in words. An incident is the fact BEH2, entered by a form of its own.

use super::entered::Entered;
use super::fields::{Make, answers};
use super::kept::Kept;
use super::page::{Content, FormPage, said};
use super::people;
use crate::console::screen::{Effect, Screen, Ui};
use crate::console::widgets::form::{Choice, Form, FormField};
use crate::domain::codes::{Domain, FactCode, FactValue};
use crate::domain::dates::Lean;
use crate::domain::records::{Child, Fact, Id};
use crate::store::{AnyRecord, Command, Queries, Receipt, Result};

/// Enters a fact about a child.
pub fn open(child: Id) -> Box<dyn Screen> {
    FormPage::boxed(FactForm { child_id: child, ..FactForm::default() })
}

/// Corrects a fact: the old row is voided, a new one takes its place.
pub fn correct(fact: Id) -> Box<dyn Screen> {
    FormPage::boxed(FactForm { kept: Kept::of(fact), ..FactForm::default() })
}

/// Enters an incident about a child.
pub(super) fn incident(child: Id) -> Box<dyn Screen> {
    let only = Some(FactCode::Beh2);
    FormPage::boxed(FactForm { child_id: child, only, ..FactForm::default() })
}

#[derive(Default)]
struct FactForm {
    child_id: Id,
    kept: Kept<Fact>,
    only: Option<FactCode>,
    about: Vec<String>,
    name: String,
    code: Option<FactCode>,
}

/// What facts are about, each with the field in which one is chosen.
const GROUPS: [(&str, &str, Option<Domain>); 5] = [
    ("behaviour", "code-behaviour", Some(Domain::Behaviour)),
    ("home", "code-home", Some(Domain::Home)),
    ("health", "code-health", Some(Domain::Health)),
    ("access", "code-access", Some(Domain::Access)),
    ("danger", "code-danger", None),
];

/// A mandatory report isn't among them: it has a form of its own, since one must say to whom it went.
fn codes_of(domain: Option<Domain>) -> Vec<FactCode> {
    let of = |code: &FactCode| code.reason().domain() == domain && *code != FactCode::OvrReport;
    FactCode::ALL.iter().copied().filter(of).collect()
}

/// The field in which the value of a code is chosen.
const fn value_field(code: FactCode) -> &'static str {
    match code {
        FactCode::Beh2 => "value-incident",
        FactCode::Hom1 => "value-parents",
        _ => "value-yes",
    }
}

impl FactForm {
    fn chosen(&self, form: &Form) -> Option<FactCode> {
        self.only.or_else(|| {
            let group = form.choice("group")?;
            let (_, field, _) = GROUPS.iter().find(|(code, ..)| *code == group)?;
            form.choice(field).and_then(FactCode::from_code)
        })
    }

    fn code_fields(&self, fact: &Fact, ui: &Ui) -> Vec<FormField> {
        if self.only.is_some() {
            return Vec::new();
        }
        let old = self.kept.base.is_some().then_some(fact.code);
        let group =
            old.and_then(|code| GROUPS.iter().find(|group| group.2 == code.reason().domain()));
        let label = ui.language.field("fact", "code");
        let choices = ('1'..).zip(GROUPS).map(|(key, (code, _, domain))| {
            let words = domain
                .map_or_else(|| ui.text("form-fact-danger"), |domain| ui.language.code(domain));
            Choice::new(key, code, words)
        });
        let group_field = FormField::choice("group", ui.text("form-fact-group"), choices.collect())
            .with_code(group.map_or("", |group| group.0))
            .required();
        let mut fields = vec![group_field];
        for (_, field, domain) in GROUPS {
            let choice = FormField::choice(field, label.clone(), answers(&codes_of(domain), ui))
                .with_code(old.map_or("", FactCode::code));
            fields.push(
                match field {
                    "code-behaviour" => choice.when("group", &["behaviour"]),
                    "code-home" => choice.when("group", &["home"]),
                    "code-health" => choice.when("group", &["health"]),
                    "code-access" => choice.when("group", &["access"]),
                    _ => choice.when("group", &["danger"]),
                }
                .required(),
            );
        }
        fields
    }
}

impl Content for FactForm {
    fn name(&self) -> &'static str {
        match (self.kept.is_new(), self.only) {
            (true, None) => "fact",
            (true, Some(_)) => "incident",
            (false, _) => "fact-correct",
        }
    }

    fn subject(&self) -> Id {
        if self.kept.is_new() { self.child_id } else { self.kept.id }
    }

    fn title(&self) -> &'static str {
        match (self.kept.is_new(), self.only) {
            (true, None) => "form-fact",
            (true, Some(_)) => "form-incident",
            (false, _) => "form-fact-correct",
        }
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
        let mut fact = self.kept.shown();
        let old = self.kept.base.is_some().then_some(fact.value);
        if self.kept.is_new() {
            fact.day = ui.today;
        }
        let make = Make::new(ui, "fact");
        let mut fields = self.code_fields(&fact, ui);
        let label = ui.language.field("fact", "value");
        for code in [FactCode::Beh1, FactCode::Beh2, FactCode::Hom1] {
            let values = answers(code.values(), ui);
            let field = FormField::choice(value_field(code), label.clone(), values)
                .with_code(old.map_or("", FactValue::code));
            fields.push(field.required().hidden());
        }
        fields.push(make.day("day", Some(fact.day), Lean::Past).required());
        fields.push(make.usual("source", fact.source.as_deref()).hint(ui.text("form-fact-source")));
        let about = if self.only.is_some() { "form-incident-note" } else { "form-fact-note" };
        fields.push(make.line("note", fact.note.as_deref()).hint(ui.text(about)));
        let mut form = Form::new(fields);
        if let Some(code) = self.only {
            form.show(value_field(code), true);
            form.focus(value_field(code));
        }
        Ok(Some(form))
    }

    fn changed(&mut self, form: &mut Form, _ui: &Ui) {
        self.code = self.chosen(form);
        let shown = self.code.map(value_field);
        for field in ["value-yes", "value-incident", "value-parents"] {
            form.show(field, shown == Some(field));
        }
    }

    fn warnings(&mut self, _form: &Form, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<String>> {
        let Some(code) = self.code else { return Ok(Vec::new()) };
        let facts = queries.child_records(self.child_id, 200)?.facts;
        let known = facts.iter().find(|fact| fact.code == code && fact.meta.id != self.kept.id);
        Ok(known
            .map(|fact| {
                let value = ui.language.code(fact.value);
                let day = ui.language.full(fact.day);
                let what = ui.language.code(code);
                ui.with(
                    "form-fact-known",
                    &[("what", what.into()), ("value", value.into()), ("date", day.into())],
                )
            })
            .into_iter()
            .collect())
    }

    fn command(&mut self, entered: &mut Entered<'_>) -> Option<Command> {
        let code = self.chosen(entered.form)?;
        let mut fact = self.kept.begin();
        fact.child_id = self.child_id;
        fact.code = code;
        fact.value = entered.code(value_field(code), FactValue::from_code).unwrap_or(fact.value);
        fact.day = entered.need_day("day", Lean::Past);
        fact.source = entered.usual("source", fact.source.as_deref());
        fact.note = entered.written("note");
        self.kept.command(fact)
    }

    fn place_of<'a>(&self, column: &'a str) -> &'a str {
        match (column, self.code) {
            ("value", Some(code)) => value_field(code),
            ("code", _) => "group",
            (column, _) => column,
        }
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
