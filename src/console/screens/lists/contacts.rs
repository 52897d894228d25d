//! Calls, messages and meetings, newest first.

use super::act::Target;
use super::list::{Head, Source, Tab};
use super::words;
use crate::console::action::Route;
use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::console::widgets::table::Row;
use crate::domain::records::Contact;
use crate::store::queries::Window;
use crate::store::{Kind, Queries, Result};

/// Contacts.
#[derive(Clone)]
pub struct Contacts;

impl Source for Contacts {
    /// The contact and the child's name.
    type Item = (Contact, String);

    fn route(&self) -> Route {
        Route::Contacts
    }

    fn title(&self, ui: &Ui) -> String {
        ui.text("page-contacts")
    }

    fn tabs(&self, _queries: &Queries<'_>, _ui: &Ui) -> Result<Vec<Tab>> {
        Ok(Vec::new())
    }

    fn tab(&self) -> usize {
        0
    }

    fn choose(&mut self, _tab: usize) {}

    fn count(&self, queries: &Queries<'_>) -> Result<usize> {
        queries.count_newest::<Contact>()
    }

    fn read(&self, queries: &Queries<'_>, window: Window) -> Result<Vec<Self::Item>> {
        let contacts = queries.newest_contacts(window)?;
        let mut items = Vec::with_capacity(contacts.len());
        for contact in contacts {
            let child = queries.child_brief_of(contact.child_id)?.map(|child| child.name);
            items.push((contact, child.unwrap_or_default()));
        }
        Ok(items)
    }

    fn heads(&self, ui: &Ui, _width: u16) -> Vec<Head> {
        let zh = ui.language.is_zh();
        vec![
            Head::left(if zh { 10 } else { 11 }, ui.text("list-col-day")),
            Head::left(words::name_width(ui), ui.text("today-column-name")),
            Head::left(if zh { 4 } else { 7 }, ui.text("list-col-way")),
            Head::left(14, ui.text("list-col-with")),
            Head::rest(ui.text("list-col-note")),
        ]
    }

    fn cells(&self, (contact, child): &Self::Item, ui: &Ui, width: u16) -> Row {
        Row::default()
            .cell(words::day(contact.day, ui, width), Role::Text)
            .cell(ui.language.person(child), Role::Text)
            .cell(ui.language.code(contact.kind), Role::Text)
            .cell(contact.with_whom.clone().unwrap_or_default(), Role::Text)
            .cell(contact.note.clone().unwrap_or_default(), Role::Muted)
    }

    fn target(&self, (contact, _): &Self::Item) -> Target {
        Target::of(Kind::Contact, contact.meta.id).about(Some(contact.child_id))
    }

    fn page(&self, (contact, _): &Self::Item) -> Option<Route> {
        Some(Route::Child(contact.child_id))
    }

    fn adds(&self) -> Option<Kind> {
        None
    }

    fn empty(&self) -> &'static str {
        "list-empty-contacts"
    }
}
