//! Volunteers, and those whose yearly check or training ends.

use chrono::NaiveDate;

use super::act::Target;
use super::source::{Head, Source, Space, Tab};
use super::words;
use crate::console::action::Route;
use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::console::widgets::paint::Span;
use crate::domain::codes::VolunteerStatus;
use crate::domain::records::{Id, Volunteer};
use crate::store::queries::{Ending, ListColumn, Listed, Sort, VolunteerScope as Scope, Window};
use crate::store::{Kind, Queries, Result};

/// From this width on there is room for the state and the note.
const WIDE: u16 = 100;

const COLUMNS: &[ListColumn] = &[
    ListColumn::Code,
    ListColumn::Name,
    ListColumn::Phone,
    ListColumn::Load,
    ListColumn::Check,
    ListColumn::Training,
    ListColumn::State,
    ListColumn::Place,
    ListColumn::Township,
    ListColumn::Joined,
    ListColumn::Note,
];

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

fn with_load(queries: &Queries<'_>, volunteers: Vec<Volunteer>) -> Result<Vec<(Volunteer, usize)>> {
    let mut items = Vec::with_capacity(volunteers.len());
    for volunteer in volunteers {
        let load = queries.load_of(volunteer.meta.id)?;
        items.push((volunteer, load));
    }
    Ok(items)
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

    fn listed(&self) -> Option<Listed> {
        Some(Listed::Volunteers(self.scope))
    }

    fn kept_as(&self) -> &'static str {
        "volunteers"
    }

    fn columns(&self) -> &'static [ListColumn] {
        COLUMNS
    }

    fn shown(&self, width: u16) -> Vec<ListColumn> {
        use ListColumn as C;
        let mut shown = vec![C::Code, C::Name, C::Phone, C::Load, C::Check, C::Training];
        if width >= WIDE {
            shown.extend([C::State, C::Place, C::Note]);
        } else {
            shown.push(C::Place);
        }
        shown
    }

    fn head(&self, column: ListColumn, ui: &Ui, width: u16) -> Head {
        let zh = ui.language.is_zh();
        let title = self.label(column, ui);
        match column {
            ListColumn::Code => Head::left(6, title),
            ListColumn::Phone => Head::left(11, title),
            ListColumn::Load => Head::right(5, title),
            ListColumn::Check | ListColumn::Training | ListColumn::Joined => {
                Head::left(words::date_width(ui), title)
            }
            ListColumn::State => Head::left(if zh { 6 } else { 7 }, title),
            ListColumn::Township => Head::left(if zh { 4 } else { 8 }, title),
            ListColumn::Place if width >= WIDE => Head::left(if zh { 14 } else { 20 }, title),
            ListColumn::Place | ListColumn::Note => Head::rest(title),
            _ => Head::left(words::name_width(ui), title),
        }
    }

    fn cell(
        &self,
        (volunteer, load): &Self::Item,
        column: ListColumn,
        ui: &Ui,
        space: Space,
    ) -> Span {
        let left = volunteer.status == VolunteerStatus::Left;
        let active = volunteer.status == VolunteerStatus::Active;
        let day = |day: Option<NaiveDate>| {
            let (words, role) = until(day, ui);
            Span::new(words, role)
        };
        match column {
            ListColumn::Code => Span::new(volunteer.code.as_str(), Role::Muted),
            ListColumn::Name => Span::new(
                ui.language.person(&volunteer.name),
                if left { Role::Muted } else { Role::Text },
            ),
            ListColumn::Phone => Span::new(words::phone(volunteer.phone.as_deref()), Role::Text),
            ListColumn::Load => {
                let most = volunteer.capacity;
                let over =
                    most.is_some_and(|most| i64::try_from(*load).is_ok_and(|load| load > most));
                let most = most.map_or_else(String::new, |most| format!("/{most}"));
                Span::new(format!("{load}{most}"), if over { Role::High } else { Role::Text })
            }
            ListColumn::Check => day(volunteer.check_valid_until),
            ListColumn::Training => day(volunteer.training_valid_until),
            ListColumn::Joined => {
                let joined = volunteer.joined_on.map(|day| ui.language.full(day));
                Span::new(joined.unwrap_or_default(), Role::Text)
            }
            ListColumn::State => Span::new(
                ui.language.code(volunteer.status),
                if active { Role::Ok } else { Role::Muted },
            ),
            ListColumn::Township => {
                let township = volunteer.township.as_deref().map(|name| ui.language.township(name));
                Span::new(township.unwrap_or_default(), Role::Text)
            }
            ListColumn::Place => {
                let place =
                    ui.language.place(volunteer.township.as_deref(), volunteer.village.as_deref());
                // Where there is no column for it, a state other than active stands before the place.
                if active || space.width >= WIDE {
                    return Span::new(place, Role::Text);
                }
                let state = ui.language.code(volunteer.status);
                Span::new(format!("({state}) {place}"), Role::Muted)
            }
            _ => Span::new(volunteer.note.clone().unwrap_or_default(), Role::Muted),
        }
    }

    fn standing(&self) -> &'static str {
        match self.scope {
            Scope::Open | Scope::All => "list-order-code",
            Scope::Ending(_) => "list-order-ending",
        }
    }

    fn is_indexed(&self, sort: Sort) -> bool {
        matches!(self.scope, Scope::Open | Scope::All) && sort == Sort::by(ListColumn::Code)
    }

    fn count(&self, queries: &Queries<'_>) -> Result<usize> {
        count(self.scope, queries)
    }

    fn read(
        &self,
        queries: &Queries<'_>,
        _sort: Option<Sort>,
        window: Window,
    ) -> Result<Vec<Self::Item>> {
        let volunteers = match self.scope {
            Scope::Open => queries.volunteers(false, window)?,
            Scope::All => queries.volunteers(true, window)?,
            Scope::Ending(ending) => queries.volunteers_ending(ending, window)?,
        };
        with_load(queries, volunteers)
    }

    fn of(&self, queries: &Queries<'_>, ids: &[Id]) -> Result<Vec<Self::Item>> {
        with_load(queries, queries.by_id(ids)?)
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
