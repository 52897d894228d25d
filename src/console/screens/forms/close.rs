//! 结案: closing a child's, carer's or event's file, or a volunteer's leaving, with the reason. The records stay.

use super::entered::Entered;
use super::page::{Content, FormPage, said};
use crate::console::screen::{Effect, Screen, Ui};
use crate::console::widgets::form::{Form, FormField};
use crate::domain::codes::{ReasonCode, TaskStatus};
use crate::domain::records::Id;
use crate::domain::value::Value;
use crate::store::{Command, Kind, Queries, Receipt, Result};

/// Closes a child's, carer's or event's file, with a reason; a volunteer leaves.
pub fn open(kind: Kind, id: Id) -> Box<dyn Screen> {
    FormPage::boxed(CloseForm { kind, id, name: String::new(), about: Vec::new(), reported: false })
}

struct CloseForm {
    kind: Kind,
    id: Id,
    name: String,
    about: Vec<String>,
    reported: bool,
}

impl CloseForm {
    /// What stays open when the file is closed.
    fn consequence(&self, queries: &Queries<'_>, ui: &Ui) -> Result<Option<String>> {
        let (tasks, matches) = match self.kind {
            Kind::Child => {
                let records = queries.child_records(self.id, 200)?;
                let open = |status| status == TaskStatus::Open;
                let tasks = records.tasks.iter().filter(|task| open(task.status)).count();
                (tasks, queries.volunteers_of(self.id)?.len())
            }
            Kind::Volunteer => (0, queries.load_of(self.id)?),
            Kind::Carer => (0, queries.children_of_carer(self.id)?.len()),
            _ => return Ok(None),
        };
        if tasks == 0 && matches == 0 {
            return Ok(None);
        }
        let id = match self.kind {
            Kind::Child => "form-close-child",
            Kind::Volunteer => "form-close-volunteer",
            _ => "form-close-carer",
        };
        let mut words = Vec::new();
        if matches > 0 {
            words.push(ui.with(id, &[("count", matches.into())]));
        }
        if tasks > 0 {
            words.push(ui.with("form-close-tasks", &[("count", tasks.into())]));
        }
        Ok(Some(ui.language.list(&words)))
    }
}

impl Content for CloseForm {
    fn name(&self) -> &'static str {
        "close"
    }

    fn subject(&self) -> Id {
        self.id
    }

    fn title(&self) -> &'static str {
        if self.kind == Kind::Volunteer { "form-leave" } else { "form-close" }
    }

    fn about(&self) -> &[String] {
        &self.about
    }

    fn open(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<Option<Form>> {
        let Some(record) = queries.any(self.kind, self.id)? else { return Ok(None) };
        let text = |column: &str| match record.value(column) {
            Some(Value::Text(text)) => text,
            _ => String::new(),
        };
        self.name = match self.kind {
            Kind::Event => text("title"),
            _ => ui.language.person(&text("name")),
        };
        self.about = vec![
            format!("{}  {}", self.name, text("code")),
            ui.with("confirm-close", &[("name", (&self.name).into())]),
        ];
        self.about.extend(self.consequence(queries, ui)?);
        self.reported = self.kind == Kind::Child
            && queries.risk_of(self.id)?.is_some_and(|risk| {
                risk.reasons.iter().any(|why| why.code == ReasonCode::OvrReport)
            });
        let label = ui.language.field("child", "closed_reason");
        // Only a child's file has a place for the reason.
        let reason = FormField::text("closed_reason", label).hint(ui.text("form-optional"));
        Ok(Some(Form::new(if self.kind == Kind::Child { vec![reason] } else { Vec::new() })))
    }

    fn warnings(&mut self, _form: &Form, _queries: &Queries<'_>, ui: &Ui) -> Result<Vec<String>> {
        Ok(self.reported.then(|| ui.text("form-close-reported")).into_iter().collect())
    }

    fn command(&mut self, entered: &mut Entered<'_>) -> Option<Command> {
        if self.reported {
            entered.wrong("closed_reason", "form-close-reported");
            return None;
        }
        let reason = entered.written("closed_reason");
        Some(Command::Close { kind: self.kind, id: self.id, reason })
    }

    fn saved(&mut self, _: &Receipt, _: &Queries<'_>, ui: &Ui) -> Result<Vec<Effect>> {
        Ok(vec![said(ui, self.title(), &self.name)])
    }
}
