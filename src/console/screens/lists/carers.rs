//! Carers, by code.

use super::act::Target;
use super::list::{Head, Source, Tab};
use super::words;
use crate::console::action::Route;
use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::console::widgets::table::Row;
use crate::domain::codes::Status;
use crate::domain::records::Carer;
use crate::store::queries::Window;
use crate::store::{Kind, Queries, Result};

/// Carers: open files, or with `all` closed ones as well.
#[derive(Clone, Default)]
pub struct Carers {
    all: bool,
}

impl Source for Carers {
    /// The carer and the names of the children.
    type Item = (Carer, Vec<String>);

    fn route(&self) -> Route {
        Route::Carers
    }

    fn title(&self, ui: &Ui) -> String {
        ui.text("page-carers")
    }

    fn tabs(&self, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Tab>> {
        Ok(vec![
            Tab { label: ui.text("list-tab-open"), count: queries.count::<Carer>(false)? },
            Tab { label: ui.text("list-tab-all"), count: queries.count::<Carer>(true)? },
        ])
    }

    fn tab(&self) -> usize {
        usize::from(self.all)
    }

    fn choose(&mut self, tab: usize) {
        self.all = tab == 1;
    }

    fn count(&self, queries: &Queries<'_>) -> Result<usize> {
        queries.count::<Carer>(self.all)
    }

    fn read(&self, queries: &Queries<'_>, window: Window) -> Result<Vec<Self::Item>> {
        let carers = queries.carers(self.all, window)?;
        let mut items = Vec::with_capacity(carers.len());
        for carer in carers {
            let children = queries.children_of_carer(carer.meta.id)?;
            items.push((carer, children.into_iter().map(|child| child.name).collect()));
        }
        Ok(items)
    }

    fn heads(&self, ui: &Ui, width: u16) -> Vec<Head> {
        let mut heads = vec![
            Head::left(6, ui.text("list-col-code")),
            Head::left(words::name_width(ui), ui.text("today-column-name")),
            Head::left(11, ui.text("list-col-phone")),
            Head::left(24, ui.text("list-col-children")),
            Head::rest(ui.text("list-col-address")),
        ];
        if width >= 110 {
            heads.push(Head::left(30, ui.text("list-col-note")));
        }
        heads
    }

    fn cells(&self, (carer, children): &Self::Item, ui: &Ui, _width: u16) -> Row {
        let closed = carer.status == Status::Closed;
        let names: Vec<_> = children.iter().map(|name| ui.language.person(name)).collect();
        Row::default()
            .cell(carer.code.as_str(), Role::Muted)
            .cell(ui.language.person(&carer.name), if closed { Role::Muted } else { Role::Text })
            .cell(carer.phone.clone().unwrap_or_default(), Role::Text)
            .cell(ui.language.list(&names), Role::Text)
            .cell(carer.address.clone().unwrap_or_default(), Role::Text)
            .cell(carer.note.clone().unwrap_or_default(), Role::Muted)
    }

    fn target(&self, (carer, _): &Self::Item) -> Target {
        Target::of(Kind::Carer, carer.meta.id).opened(carer.status == Status::Active)
    }

    fn page(&self, (carer, _): &Self::Item) -> Option<Route> {
        Some(Route::Carer(carer.meta.id))
    }

    fn adds(&self) -> Option<Kind> {
        Some(Kind::Carer)
    }

    fn empty(&self) -> &'static str {
        "list-empty-carers"
    }
}
