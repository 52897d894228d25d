//! Calls, messages and meetings, newest first.

use super::act::Target;
use super::source::{Head, Source, Space, Tab};
use super::words;
use crate::console::action::Route;
use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::console::widgets::paint::Span;
use crate::domain::records::{Contact, Id};
use crate::store::queries::{ListColumn, Listed, Sort, Window};
use crate::store::{Kind, Queries, Result};

const COLUMNS: &[ListColumn] =
    &[ListColumn::Day, ListColumn::Name, ListColumn::Way, ListColumn::With, ListColumn::Note];

/// Contacts.
#[derive(Clone)]
pub struct Contacts;

fn with_child(queries: &Queries<'_>, contacts: Vec<Contact>) -> Result<Vec<(Contact, String)>> {
    let mut items = Vec::with_capacity(contacts.len());
    for contact in contacts {
        let child = queries.child_brief_of(contact.child_id)?.map(|child| child.name);
        items.push((contact, child.unwrap_or_default()));
    }
    Ok(items)
}

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

    fn listed(&self) -> Option<Listed> {
        Some(Listed::Contacts)
    }

    fn kept_as(&self) -> &'static str {
        "contacts"
    }

    fn columns(&self) -> &'static [ListColumn] {
        COLUMNS
    }

    fn shown(&self, _width: u16) -> Vec<ListColumn> {
        COLUMNS.to_vec()
    }

    fn head(&self, column: ListColumn, ui: &Ui, _width: u16) -> Head {
        let title = self.label(column, ui);
        match column {
            ListColumn::Day => Head::left(words::date_width(ui), title),
            ListColumn::Way => Head::left(if ui.language.is_zh() { 4 } else { 7 }, title),
            ListColumn::With => Head::left(14, title),
            ListColumn::Note => Head::rest(title),
            _ => Head::left(words::name_width(ui), title),
        }
    }

    fn cell(
        &self,
        (contact, child): &Self::Item,
        column: ListColumn,
        ui: &Ui,
        space: Space,
    ) -> Span {
        match column {
            ListColumn::Day => Span::new(words::day(contact.day, ui, space.width), Role::Text),
            ListColumn::Name => Span::new(ui.language.person(child), Role::Text),
            ListColumn::Way => Span::new(ui.language.code(contact.kind), Role::Text),
            ListColumn::With => Span::new(
                contact
                    .with_whom
                    .as_deref()
                    .map_or_else(String::new, |who| ui.language.spoken_with(who)),
                Role::Text,
            ),
            _ => Span::new(contact.note.clone().unwrap_or_default(), Role::Muted),
        }
    }

    fn standing(&self) -> &'static str {
        "list-order-newest"
    }

    fn is_indexed(&self, sort: Sort) -> bool {
        sort == Sort::by(ListColumn::Day)
    }

    fn count(&self, queries: &Queries<'_>) -> Result<usize> {
        queries.count_newest::<Contact>()
    }

    fn read(
        &self,
        queries: &Queries<'_>,
        _sort: Option<Sort>,
        window: Window,
    ) -> Result<Vec<Self::Item>> {
        with_child(queries, queries.newest_contacts(window)?)
    }

    fn of(&self, queries: &Queries<'_>, ids: &[Id]) -> Result<Vec<Self::Item>> {
        with_child(queries, queries.by_id(ids)?)
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
