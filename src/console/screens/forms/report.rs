//! 强制报告: mark that a mandatory report was made, or that it is closed. A fact with its day (DOMAIN §1.4 `OVR_REPORT`); nothing is
//! written before Enter or Ctrl-S.

use super::entered::Entered;
use super::fields::Make;
use super::page::{Content, FormPage};
use super::people;
use crate::console::screen::{Effect, Message, Screen, Ui};
use crate::console::widgets::form::Form;
use crate::domain::codes::{FactCode, FactValue, ReasonCode};
use crate::domain::dates::Lean;
use crate::domain::records::{Child, Fact, Id};
use crate::store::{Command, Queries, Receipt, Result};

/// Marks a report about a child; where one is open, its end.
pub fn open(child: Id) -> Box<dyn Screen> {
    FormPage::boxed(ReportForm { child_id: child, ..ReportForm::default() })
}

#[derive(Default)]
struct ReportForm {
    child_id: Id,
    name: String,
    about: Vec<String>,
    /// A report is open: what is entered closes it.
    stands: bool,
}

impl Content for ReportForm {
    fn name(&self) -> &'static str {
        "report"
    }

    fn subject(&self) -> Id {
        self.child_id
    }

    fn title(&self) -> &'static str {
        if self.stands { "triage-form-report-close" } else { "triage-form-report" }
    }

    fn about(&self) -> &[String] {
        &self.about
    }

    fn open(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<Option<Form>> {
        let Some(child) = queries.record::<Child>(self.child_id)? else { return Ok(None) };
        let Some(risk) = queries.risk_of(self.child_id)? else { return Ok(None) };
        let report = risk.reasons.iter().find(|why| why.code == ReasonCode::OvrReport);
        self.stands = report.is_some();
        self.name = ui.language.person(&child.name);
        self.about = people::about(queries, ui, &child)?;
        self.about.push(match report.and_then(|report| report.date) {
            Some(date) => {
                let date = ui.language.near(date, ui.today);
                ui.with("triage-report-stands", &[("date", date.into())])
            }
            None => ui.text("triage-report-what"),
        });
        let make = Make::new(ui, "fact");
        let mut source = make.line("source", None);
        let label = if self.stands { "triage-report-result" } else { "triage-report-to" };
        source.label = ui.text(label);
        Ok(Some(Form::new(vec![make.day("day", Some(ui.today), Lean::Past).required(), source])))
    }

    fn command(&mut self, entered: &mut Entered<'_>) -> Option<Command> {
        Some(Command::add(Fact {
            child_id: self.child_id,
            code: FactCode::OvrReport,
            value: if self.stands { FactValue::No } else { FactValue::Yes },
            day: entered.need_day("day", Lean::Past),
            source: entered.written("source"),
            ..Fact::default()
        }))
    }

    fn saved(
        &mut self,
        _receipt: &Receipt,
        _queries: &Queries<'_>,
        _ui: &Ui,
    ) -> Result<Vec<Effect>> {
        let id = if self.stands { "triage-saved-report-close" } else { "triage-saved-report" };
        Ok(vec![Effect::Say(Message::new(id).arg("name", self.name.clone()))])
    }
}
