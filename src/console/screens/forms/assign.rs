//! 结对: a volunteer for a child, or a child for a volunteer, the best first, with what speaks against each. Nothing but the
//! same match twice is refused: an expired check only warns.

use super::entered::Entered;
use super::fields::Make;
use super::page::{Content, FormPage, said};
use super::people;
use super::visit::check_warning;
use crate::console::screen::{Effect, Screen, Ui};
use crate::console::widgets::form::{Form, Picked};
use crate::domain::dates::Lean;
use crate::domain::records::{Assignment, Child, Id, Volunteer};
use crate::store::queries::{Candidate, RiskRow, Window};
use crate::store::{Command, Kind, Queries, Receipt, Result};

/// So many are offered, a digit each.
const OFFERED: usize = 9;
/// So many children without a volunteer are looked at to find the nearest.
const LOOK_AT: usize = 200;

/// Chooses a volunteer for a child, the best first.
pub fn for_child(child: Id) -> Box<dyn Screen> {
    FormPage::boxed(AssignForm { child: Some(child), ..AssignForm::default() })
}

/// Chooses a child for a volunteer, those without one and nearest first.
pub fn for_volunteer(volunteer: Id) -> Box<dyn Screen> {
    FormPage::boxed(AssignForm { volunteer: Some(volunteer), ..AssignForm::default() })
}

#[derive(Default)]
struct AssignForm {
    child: Option<Id>,
    volunteer: Option<Id>,
    about: Vec<String>,
    names: (String, String),
}

impl AssignForm {
    fn volunteers(child: &Child, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Picked>> {
        let found = queries.candidates(child, OFFERED)?;
        Ok(found.iter().map(|one| candidate(one, ui)).collect())
    }

    fn children(volunteer: &Volunteer, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Picked>> {
        let mut found = queries.without_volunteer(Window::first(LOOK_AT))?;
        // Sorting is stable: among equally near ones the visit that is due first stays first.
        found.sort_by_key(|row| {
            let near = volunteer.township.is_some() && row.child.township == volunteer.township;
            let nearer = near && row.child.village == volunteer.village;
            (!nearer, !near)
        });
        Ok(found.iter().take(OFFERED).map(|row| waiting(row, ui)).collect())
    }

    /// What speaks against a match.
    fn against(one: &Candidate, child: &str, ui: &Ui) -> Vec<String> {
        let name = ui.language.person(&one.volunteer.name);
        let mut against = Vec::new();
        if one.has_child {
            let args = [("name", (&name).into()), ("child", child.into())];
            against.push(ui.with("form-assign-already", &args));
        } else if one.is_full() {
            let most = one.volunteer.capacity.unwrap_or_default();
            let args = [("name", (&name).into()), ("load", one.load.into()), ("most", most.into())];
            against.push(ui.with("form-assign-full", &args));
        }
        against.extend(check_warning(&one.volunteer, ui.today, ui));
        against
    }
}

/// A volunteer with what a match depends on: place, load, check.
fn candidate(one: &Candidate, ui: &Ui) -> Picked {
    let volunteer = &one.volunteer;
    let place = match (one.same_village, one.same_township) {
        (true, _) => ui.text("form-assign-same-village"),
        (_, true) => ui.text("form-assign-same-township"),
        _ => ui.language.place(volunteer.township.as_deref(), volunteer.village.as_deref()),
    };
    let load = match volunteer.capacity {
        Some(most) => format!("{}/{most}", one.load),
        None => one.load.to_string(),
    };
    let load = ui.with("form-assign-load", &[("load", load.into())]);
    let mut parts = vec![place, load];
    if one.has_child {
        parts.push(ui.text("form-assign-has-child"));
    } else if one.is_full() {
        parts.push(ui.text("form-assign-no-room"));
    }
    match volunteer.check_valid_until {
        None => parts.push(ui.text("form-assign-no-check")),
        Some(until) if until < ui.today => parts.push(ui.text("form-assign-check-over")),
        Some(_) => {}
    }
    parts.retain(|part| !part.is_empty());
    Picked::new(volunteer.meta.id, ui.language.person(&volunteer.name), parts.join("  "))
}

/// A child that waits for a volunteer.
fn waiting(row: &RiskRow, ui: &Ui) -> Picked {
    let child = &row.child;
    let place = ui.language.place(child.township.as_deref(), child.village.as_deref());
    let detail =
        format!("{place}  {}  {}", ui.language.code_as("tier-short", row.tier), child.code);
    Picked::new(child.id, ui.language.person(&child.name), detail)
}

impl Content for AssignForm {
    fn name(&self) -> &'static str {
        "assignment"
    }

    fn subject(&self) -> Id {
        self.child.or(self.volunteer).unwrap_or(0)
    }

    fn title(&self) -> &'static str {
        "form-assignment"
    }

    fn about(&self) -> &[String] {
        &self.about
    }

    fn open(&mut self, queries: &Queries<'_>, ui: &Ui) -> Result<Option<Form>> {
        let make = Make::new(ui, "assignment");
        let whom = if let Some(id) = self.child {
            let Some(child) = queries.record::<Child>(id)? else { return Ok(None) };
            self.about = people::about(queries, ui, &child)?;
            let with: Vec<String> = queries
                .volunteers_of(id)?
                .iter()
                .map(|volunteer| ui.language.person(&volunteer.name))
                .collect();
            if !with.is_empty() {
                let names = ui.language.list(&with);
                self.about.push(ui.with("form-assign-now", &[("names", names.into())]));
            }
            self.names.0 = ui.language.person(&child.name);
            make.picker("volunteer_id").suggest(Self::volunteers(&child, queries, ui)?)
        } else {
            let id = self.volunteer.unwrap_or(0);
            let Some(volunteer) = queries.record::<Volunteer>(id)? else { return Ok(None) };
            self.names.1 = ui.language.person(&volunteer.name);
            let place =
                ui.language.place(volunteer.township.as_deref(), volunteer.village.as_deref());
            let load = match volunteer.capacity {
                Some(most) => format!("{}/{most}", queries.load_of(id)?),
                None => queries.load_of(id)?.to_string(),
            };
            let load = ui.with("form-assign-load", &[("load", load.into())]);
            self.about = vec![format!("{}  {place}  {}  {load}", self.names.1, volunteer.code)];
            make.picker("child_id").suggest(Self::children(&volunteer, queries, ui)?)
        };
        let fields =
            vec![whom.required(), make.day("from_day", Some(ui.today), Lean::Past).required()];
        Ok(Some(Form::new(fields)))
    }

    fn find(&self, queries: &Queries<'_>, ui: &Ui, key: &str, typed: &str) -> Result<Vec<Picked>> {
        let Some(id) = self.child.filter(|_| key == "volunteer_id") else {
            return people::find(queries, ui, Kind::Child, typed);
        };
        let Some(child) = queries.record::<Child>(id)? else { return Ok(Vec::new()) };
        let mut found = people::find(queries, ui, Kind::Volunteer, typed)?;
        for picked in &mut found {
            if let Some(one) = queries.candidate(&child, picked.id)? {
                *picked = candidate(&one, ui);
            }
        }
        Ok(found)
    }

    fn warnings(&mut self, form: &Form, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<String>> {
        let picked = |key: &str| form.picked(key).map(|picked| picked.id);
        let pair = (self.child.or(picked("child_id")), self.volunteer.or(picked("volunteer_id")));
        let (Some(child), Some(volunteer)) = pair else { return Ok(Vec::new()) };
        let Some(child) = queries.record::<Child>(child)? else { return Ok(Vec::new()) };
        let Some(one) = queries.candidate(&child, volunteer)? else { return Ok(Vec::new()) };
        self.names = (ui.language.person(&child.name), ui.language.person(&one.volunteer.name));
        Ok(Self::against(&one, &self.names.0, ui))
    }

    fn command(&mut self, entered: &mut Entered<'_>) -> Option<Command> {
        let child_id = self.child.or_else(|| entered.picked("child_id")).unwrap_or_default();
        let volunteer_id =
            self.volunteer.or_else(|| entered.picked("volunteer_id")).unwrap_or_default();
        let from_day = entered.day("from_day", Lean::Past);
        Some(Command::add(Assignment {
            child_id,
            volunteer_id,
            from_day,
            to_day: None,
            ..Assignment::default()
        }))
    }

    fn place_of<'a>(&self, column: &'a str) -> &'a str {
        match column {
            "volunteer_id" if self.volunteer.is_some() => "child_id",
            column => column,
        }
    }

    fn saved(&mut self, _: &Receipt, _: &Queries<'_>, ui: &Ui) -> Result<Vec<Effect>> {
        Ok(vec![said(ui, self.title(), &format!("{} + {}", self.names.0, self.names.1))])
    }
}
