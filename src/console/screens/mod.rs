//! The screens: pages, forms and overlays, one file or folder each. [`open`] is where a [`Route`] becomes a page.
//!
//! What is here for all of them: [`confirm`], [`pick`] (choose a record over a page), [`find()`], [`commands`] (help and palette).

use super::action::Route;
use super::screen::Screen;
use crate::store::queries::{Ending, TaskScope};

pub mod carer;
pub mod child;
pub mod commands;
pub mod confirm;
pub mod duplicates;
pub mod event;
pub mod export;
pub mod find;
pub mod forms;
pub mod history;
pub mod import;
pub mod lists;
pub mod looking;
pub mod looks;
pub mod message;
pub mod operator;
pub mod pick;
pub mod places;
pub mod print;
pub mod record;
pub mod rows;
pub mod settings;
pub mod sheet;
pub mod today;
pub mod triage;
pub mod volunteer;
pub mod waiting;
pub mod welcome;
pub mod words;
pub mod working;

/// The page of a route, not yet loaded.
pub fn open(route: Route) -> Box<dyn Screen> {
    match route {
        Route::Today => Box::new(today::Today::default()),
        Route::Triage => Box::new(triage::Triage::default()),
        Route::Children(scope) => lists::children(scope),
        Route::Volunteers => lists::volunteers(),
        Route::Carers => lists::carers(),
        Route::Events => lists::events(),
        Route::Upcoming => lists::upcoming(),
        Route::Visits(scope) => lists::visits(scope),
        Route::Contacts => lists::contacts(),
        Route::Tasks => lists::tasks(TaskScope::Open),
        Route::Reports(scope) => lists::reports(scope),
        Route::Checks => lists::ending(Ending::Check),
        Route::Trainings => lists::ending(Ending::Training),
        Route::Load => Box::new(looking::LoadPage::default()),
        Route::Month => Box::new(looking::MonthPage::default()),
        Route::Duplicates => Box::new(duplicates::Duplicates::default()),
        Route::Import => import::open(),
        Route::Settings | Route::Backups => Box::new(settings::Settings::new(route)),
        Route::Child(id) => Box::new(child::ChildPage::new(id)),
        Route::Volunteer(id) => Box::new(volunteer::VolunteerPage::new(id)),
        Route::Carer(id) => Box::new(carer::CarerPage::new(id)),
        Route::Event(id) => Box::new(event::EventPage::new(id)),
        Route::History(of) => Box::new(history::History::new(of)),
    }
}

/// The search, with what was typed already.
pub fn find(typed: &str) -> Box<dyn Screen> {
    Box::new(find::Find::new(typed))
}
