//! What is decided on a case of the queue: it is handled, or it waits (DOMAIN §1.6). What is to be typed comes
//! first: of a handled case the note, since its date stands there; of one that waits the date.

use chrono::NaiveDate;

use super::entered::Entered;
use super::fields::Make;
use super::page::{Content, FormPage};
use super::people;
use crate::console::screen::{Effect, Message, Screen, Ui};
use crate::console::widgets::form::Form;
use crate::domain::calendar::add_days;
use crate::domain::codes::{DecisionKind, Tier};
use crate::domain::dates::{Lean, parse_entry};
use crate::domain::records::{Child, Decision, Id};
use crate::domain::triage::look_again_after;
use crate::store::{Command, Queries, Receipt, Result};

/// A day without its year is the nearest such day: one that is past is refused as the whole date is, and isn't a year away.
const NEAREST: Lean = Lean::Near;

/// A case is handled: what was done, and when it is looked at again.
pub fn handled(child: Id) -> Box<dyn Screen> {
    open(DecisionKind::Handled, child)
}

/// A case waits: until when, and why.
pub fn snoozed(child: Id) -> Box<dyn Screen> {
    open(DecisionKind::Snoozed, child)
}

fn open(kind: DecisionKind, child_id: Id) -> Box<dyn Screen> {
    FormPage::boxed(DecideForm {
        kind,
        child_id,
        name: String::new(),
        about: Vec::new(),
        tier: Tier::Unknown,
        visit_due: None,
    })
}

struct DecideForm {
    kind: DecisionKind,
    child_id: Id,
    name: String,
    about: Vec<String>,
    tier: Tier,
    visit_due: Option<NaiveDate>,
}

impl DecideForm {
    /// The one day on which a critical case comes back (DOMAIN §1.6: after one day at most); `None` where one is free to choose.
    fn latest(&self, today: NaiveDate) -> Option<NaiveDate> {
        (self.tier == Tier::Critical).then(|| add_days(today, 1))
    }

    /// What becomes of the visit: one that is overdue waits with the case, one that falls due brings it back by itself.
    fn of_visit(&self, form: &Form, ui: &Ui) -> Option<String> {
        let due = self.visit_due?;
        let until = form.day("until", |typed| parse_entry(typed, ui.today, NEAREST).ok());
        let until = until.ok().flatten()?;
        let id = if due < ui.today { "triage-visit-overdue" } else { "triage-visit-before" };
        let values = [
            ("due", ui.language.near(due, ui.today).into()),
            ("until", ui.language.near(until, ui.today).into()),
        ];
        (due < until).then(|| ui.with(id, &values))
    }
}

impl Content for DecideForm {
    fn name(&self) -> &'static str {
        self.kind.code()
    }

    fn subject(&self) -> Id {
        self.child_id
    }

    fn title(&self) -> &'static str {
        match self.kind {
            DecisionKind::Handled => "triage-form-handled",
            DecisionKind::Snoozed => "triage-form-snoozed",
        }
    }

    fn about(&self) -> &[String] {
        &self.about
    }

    fn open(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<Option<Form>> {
        let Some(child) = queries.record::<Child>(self.child_id)? else { return Ok(None) };
        let Some(risk) = queries.risk_of(self.child_id)? else { return Ok(None) };
        self.about = people::about(queries, ui, &child)?;
        self.name = ui.language.person(&child.name);
        self.tier = risk.tier;
        self.visit_due = risk.visit_due;
        let after = look_again_after(risk.tier, queries.settings());
        let handled = self.kind == DecisionKind::Handled;
        let until = match self.latest(ui.today) {
            None => handled.then(|| add_days(ui.today, after)),
            latest => latest,
        };
        let make = Make::new(ui, "decision");
        let mut note = make.line("note", None).required();
        note.label = ui.text(if handled { "triage-note-handled" } else { "triage-note-snoozed" });
        let until = make.day("until", until, NEAREST).required();
        Ok(Some(Form::new(if handled { vec![note, until] } else { vec![until, note] })))
    }

    fn waits_until(&self) -> &'static [&'static str] {
        &["until"]
    }

    fn lean(&self, _key: &str) -> Lean {
        NEAREST
    }

    fn warnings(&mut self, form: &Form, _queries: &Queries<'_>, ui: &Ui) -> Result<Vec<String>> {
        if let Some(latest) = self.latest(ui.today) {
            let date = ui.language.near(latest, ui.today).into();
            return Ok(vec![ui.with("triage-critical-tomorrow", &[("date", date)])]);
        }
        Ok(self.of_visit(form, ui).into_iter().collect())
    }

    fn command(&mut self, entered: &mut Entered<'_>) -> Option<Command> {
        let until = entered.need_day("until", NEAREST);
        let today = entered.ui.today;
        if until <= today && entered.form.typed_opt("until").is_some() && !entered.form.has_errors()
        {
            entered.wrong("until", "triage-error-until");
        }
        if let Some(latest) = self.latest(today).filter(|latest| until > *latest) {
            let date = entered.ui.language.near(latest, today).into();
            let wrong = entered.ui.with("triage-error-critical", &[("date", date)]);
            entered.form.set_error("until", wrong);
        }
        Some(Command::add(Decision {
            child_id: self.child_id,
            day: today,
            kind: self.kind,
            until,
            note: entered.written("note"),
            ..Decision::default()
        }))
    }

    fn place_of<'a>(&self, column: &'a str) -> &'a str {
        // That an open report can't wait is said where one would say for how long.
        if column == "kind" { "until" } else { column }
    }

    fn saved(&mut self, receipt: &Receipt, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Effect>> {
        let Some(decision) = queries.record::<Decision>(receipt.id)? else {
            return Ok(Vec::new());
        };
        let id = match self.kind {
            DecisionKind::Handled => "triage-saved-handled",
            DecisionKind::Snoozed => "triage-saved-snoozed",
        };
        let message = Message::new(id)
            .arg("name", self.name.clone())
            .arg("date", ui.language.near(decision.until, ui.today));
        Ok(vec![Effect::Say(message)])
    }
}
