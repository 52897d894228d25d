//! Volunteers, and those whose yearly check or training ends.

use chrono::NaiveDate;

use super::act::Target;
use super::list::{Head, Source, Tab};
use super::words;
use crate::console::action::Route;
use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::console::widgets::table::Row;
use crate::domain::codes::VolunteerStatus;
use crate::domain::records::Volunteer;
use crate::store::queries::{Ending, Window};
use crate::store::{Kind, Queries, Result};

/// From this width on there is room for the state and the note.
const WIDE: u16 = 100;

/// Which volunteers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Those who haven't left.
    Open,
    /// Those who left as well.
    All,
    /// Those whose check or training has ended or ends soon: what Today counts.
    Ending(Ending),
}

/// Volunteers.
#[derive(Clone)]
pub struct Volunteers {
    scope: Scope,
}

impl Volunteers {
    /// The volunteers of a view.
    pub const fn new(scope: Scope) -> Self {
        Self { scope }
    }
}

const SCOPES: [Scope; 4] =
    [Scope::Open, Scope::All, Scope::Ending(Ending::Check), Scope::Ending(Ending::Training)];

fn count(scope: Scope, queries: &Queries<'_>) -> Result<usize> {
    match scope {
        Scope::Open => queries.count::<Volunteer>(false),
        Scope::All => queries.count::<Volunteer>(true),
        Scope::Ending(ending) => queries.count_ending(ending),
    }
}

/// A last valid day with its colour: past, within sixty days, later.
fn until(day: Option<NaiveDate>, ui: &Ui) -> (String, Role) {
    let Some(day) = day else { return (ui.text("list-none"), Role::Muted) };
    let role = match (day - ui.today).num_days() {
        ..0 => Role::Critical,
        0..=60 => Role::Watch,
        _ => Role::Text,
    };
    (ui.language.full(day), role)
}

impl Source for Volunteers {
    /// The volunteer and how many children they accompany.
    type Item = (Volunteer, usize);

    fn route(&self) -> Route {
        match self.scope {
            Scope::Open | Scope::All => Route::Volunteers,
            Scope::Ending(Ending::Check) => Route::Checks,
            Scope::Ending(Ending::Training) => Route::Trainings,
        }
    }

    fn title(&self, ui: &Ui) -> String {
        ui.text(match self.scope {
            Scope::Open | Scope::All => "page-volunteers",
            Scope::Ending(Ending::Check) => "page-checks",
            Scope::Ending(Ending::Training) => "page-trainings",
        })
    }

    fn tabs(&self, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Tab>> {
        SCOPES
            .iter()
            .map(|scope| {
                let label = ui.text(match scope {
                    Scope::Open => "list-tab-volunteers",
                    Scope::All => "list-tab-all",
                    Scope::Ending(Ending::Check) => "list-tab-checks",
                    Scope::Ending(Ending::Training) => "list-tab-trainings",
                });
                Ok(Tab { label, count: count(*scope, queries)? })
            })
            .collect()
    }

    fn tab(&self) -> usize {
        SCOPES.iter().position(|scope| *scope == self.scope).unwrap_or(0)
    }

    fn choose(&mut self, tab: usize) {
        if let Some(scope) = SCOPES.get(tab) {
            self.scope = *scope;
        }
    }

    fn count(&self, queries: &Queries<'_>) -> Result<usize> {
        count(self.scope, queries)
    }

    fn read(&self, queries: &Queries<'_>, window: Window) -> Result<Vec<Self::Item>> {
        let volunteers = match self.scope {
            Scope::Open => queries.volunteers(false, window)?,
            Scope::All => queries.volunteers(true, window)?,
            Scope::Ending(ending) => queries.volunteers_ending(ending, window)?,
        };
        let mut items = Vec::with_capacity(volunteers.len());
        for volunteer in volunteers {
            let load = queries.load_of(volunteer.meta.id)?;
            items.push((volunteer, load));
        }
        Ok(items)
    }

    fn heads(&self, ui: &Ui, width: u16) -> Vec<Head> {
        let zh = ui.language.is_zh();
        let date = if zh { 10 } else { 11 };
        let mut heads = vec![
            Head::left(6, ui.text("list-col-code")),
            Head::left(words::name_width(ui), ui.text("today-column-name")),
            Head::left(11, ui.text("list-col-phone")),
            Head::right(5, ui.text("list-col-load")),
            Head::left(date, ui.text("list-col-check")),
            Head::left(date, ui.text("list-col-training")),
        ];
        if width >= WIDE {
            heads.push(Head::left(if zh { 6 } else { 7 }, ui.text("list-col-state")));
            heads.push(Head::left(if zh { 14 } else { 20 }, ui.text("list-col-place")));
            heads.push(Head::rest(ui.text("list-col-note")));
        } else {
            heads.push(Head::rest(ui.text("list-col-place")));
        }
        heads
    }

    fn cells(&self, (volunteer, load): &Self::Item, ui: &Ui, width: u16) -> Row {
        let left = volunteer.status == VolunteerStatus::Left;
        let name = if left { Role::Muted } else { Role::Text };
        let capacity = volunteer.capacity.map_or_else(String::new, |most| format!("/{most}"));
        let over = volunteer
            .capacity
            .is_some_and(|most| i64::try_from(*load).is_ok_and(|load| load > most));
        let (check, check_role) = until(volunteer.check_valid_until, ui);
        let (training, training_role) = until(volunteer.training_valid_until, ui);
        let place = ui.language.place(volunteer.township.as_deref(), volunteer.village.as_deref());
        let state = ui.language.code(volunteer.status);
        let active = volunteer.status == VolunteerStatus::Active;
        let row = Row::default()
            .cell(volunteer.code.as_str(), Role::Muted)
            .cell(ui.language.person(&volunteer.name), name)
            .cell(volunteer.phone.clone().unwrap_or_default(), Role::Text)
            .cell(format!("{load}{capacity}"), if over { Role::High } else { Role::Text })
            .cell(check, check_role)
            .cell(training, training_role);
        if width >= WIDE {
            row.cell(state, if active { Role::Ok } else { Role::Muted })
                .cell(place, Role::Text)
                .cell(volunteer.note.clone().unwrap_or_default(), Role::Muted)
        } else if active {
            row.cell(place, Role::Text)
        } else {
            row.cell(format!("({state}) {place}"), Role::Muted)
        }
    }

    fn target(&self, (volunteer, _): &Self::Item) -> Target {
        Target::of(Kind::Volunteer, volunteer.meta.id)
            .opened(volunteer.status != VolunteerStatus::Left)
    }

    fn page(&self, (volunteer, _): &Self::Item) -> Option<Route> {
        Some(Route::Volunteer(volunteer.meta.id))
    }

    fn adds(&self) -> Option<Kind> {
        Some(Kind::Volunteer)
    }

    fn empty(&self) -> &'static str {
        match self.scope {
            Scope::Open | Scope::All => "list-empty-volunteers",
            Scope::Ending(_) => "list-empty-ending",
        }
    }
}
