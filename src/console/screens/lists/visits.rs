//! Visits that were logged, newest first.

use super::act::Target;
use super::list::{Head, Source, Tab};
use super::words;
use crate::console::action::{Route, VisitScope};
use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::console::widgets::table::Row;
use crate::domain::codes::Observation;
use crate::domain::records::Visit;
use crate::store::queries::Window;
use crate::store::{Kind, Queries, Result};

/// Visits logged.
#[derive(Clone)]
pub struct Visits;

/// A visit with the names that stand in its row.
pub struct Item {
    visit: Visit,
    child: String,
    volunteers: Vec<String>,
}

impl Item {
    /// Whom one met, in a word.
    fn seen(&self, ui: &Ui) -> (String, Role) {
        match (self.visit.child_seen, self.visit.guardian_seen) {
            (Some(true), _) => (ui.text("form-visit-seen"), Role::Text),
            (_, Some(true)) => (ui.text("form-visit-adult"), Role::Watch),
            _ => (ui.text("form-visit-nobody"), Role::Watch),
        }
    }

    /// What was not in order: `学习=有问题 安全=紧急`.
    fn concerns(&self, ui: &Ui) -> (String, Role) {
        let visit = &self.visit;
        let all = [
            ("field-visit-school", visit.school),
            ("field-visit-health", visit.health),
            ("field-visit-home", visit.home),
            ("field-visit-mood", visit.mood),
            ("field-visit-safety", visit.safety),
        ];
        let mut words = Vec::new();
        let mut role = Role::Watch;
        for (field, observed) in all {
            let Some(observed @ (Observation::Concern | Observation::Urgent)) = observed else {
                continue;
            };
            if observed == Observation::Urgent {
                role = Role::Critical;
            }
            words.push(format!("{}={}", ui.text(field), ui.language.code(observed)));
        }
        (words.join(" "), role)
    }
}

impl Source for Visits {
    type Item = Item;

    fn route(&self) -> Route {
        Route::Visits(VisitScope::Logged)
    }

    fn title(&self, ui: &Ui) -> String {
        ui.text("page-visits-logged")
    }

    fn tabs(&self, _queries: &Queries<'_>, _ui: &Ui) -> Result<Vec<Tab>> {
        Ok(Vec::new())
    }

    fn tab(&self) -> usize {
        0
    }

    fn choose(&mut self, _tab: usize) {}

    fn count(&self, queries: &Queries<'_>) -> Result<usize> {
        queries.count_newest::<Visit>()
    }

    fn read(&self, queries: &Queries<'_>, window: Window) -> Result<Vec<Item>> {
        let visits = queries.newest_visits(window)?;
        let mut items = Vec::with_capacity(visits.len());
        for visit in visits {
            let child = queries.child_brief_of(visit.child_id)?.map(|child| child.name);
            let mut volunteers = Vec::new();
            for id in [visit.volunteer_id, visit.second_volunteer_id].into_iter().flatten() {
                volunteers.extend(queries.volunteer_brief(id)?.map(|volunteer| volunteer.name));
            }
            items.push(Item { visit, child: child.unwrap_or_default(), volunteers });
        }
        Ok(items)
    }

    fn heads(&self, ui: &Ui, width: u16) -> Vec<Head> {
        let zh = ui.language.is_zh();
        let mut heads = vec![
            Head::left(if zh { 10 } else { 11 }, ui.text("list-col-day")),
            Head::left(words::name_width(ui), ui.text("today-column-name")),
            Head::left(if zh { 15 } else { 18 }, ui.text("list-col-who-went")),
            Head::left(if zh { 12 } else { 10 }, ui.text("list-col-met")),
        ];
        if width >= 110 {
            heads.push(Head::left(30, ui.text("list-col-concerns")));
        }
        heads.push(Head::rest(ui.text("list-col-note")));
        heads
    }

    fn cells(&self, item: &Item, ui: &Ui, width: u16) -> Row {
        let (seen, seen_role) = item.seen(ui);
        let (concerns, role) = item.concerns(ui);
        let names: Vec<_> = item.volunteers.iter().map(|name| ui.language.person(name)).collect();
        let note = item.visit.note.clone().unwrap_or_default();
        let row = Row::default()
            .cell(words::day(item.visit.day, ui, width), Role::Text)
            .cell(ui.language.person(&item.child), Role::Text)
            .cell(names.join("+"), Role::Text)
            .cell(seen, seen_role);
        if width >= 110 {
            row.cell(concerns, role).cell(note, Role::Muted)
        } else if concerns.is_empty() {
            row.cell(note, Role::Muted)
        } else {
            row.cell(concerns, role)
        }
    }

    fn target(&self, item: &Item) -> Target {
        Target::of(Kind::Visit, item.visit.meta.id).about(Some(item.visit.child_id))
    }

    fn page(&self, item: &Item) -> Option<Route> {
        Some(Route::Child(item.visit.child_id))
    }

    fn adds(&self) -> Option<Kind> {
        None
    }

    fn empty(&self) -> &'static str {
        "list-empty-visits"
    }
}
