//! The screens: pages, forms and overlays, one file or folder each. [`open`] is where a [`Route`] becomes a page.
//!
//! What is here for all of them: [`confirm`], [`pick`] (choose a record over a page), [`find()`], [`commands`] (help and palette).

use super::action::Route;
use super::screen::Screen;

pub mod blank;
pub mod commands;
pub mod confirm;
pub mod find;
pub mod forms;
pub mod operator;
pub mod pick;
pub mod welcome;
pub mod working;

/// The page of a route, not yet loaded.
pub fn open(route: Route) -> Box<dyn Screen> {
    Box::new(blank::Blank::new(route))
}

/// The search, with what was typed already.
pub fn find(typed: &str) -> Box<dyn Screen> {
    Box::new(find::Find::new(typed))
}
