//! Carers, by code.

use super::act::Target;
use super::source::{Head, Source, Space, Tab};
use super::words;
use crate::console::action::Route;
use crate::console::screen::Ui;
use crate::console::widgets::Role;
use crate::console::widgets::paint::Span;
use crate::domain::codes::Status;
use crate::domain::records::{Carer, Id};
use crate::store::queries::{ListColumn, Listed, Sort, Window};
use crate::store::{Kind, Queries, Result};

const COLUMNS: &[ListColumn] = &[
    ListColumn::Code,
    ListColumn::Name,
    ListColumn::Phone,
    ListColumn::Children,
    ListColumn::Address,
    ListColumn::Note,
];

/// Carers: open files, or with `all` closed ones as well.
#[derive(Clone, Default)]
pub struct Carers {
    all: bool,
}

fn with_children(queries: &Queries<'_>, carers: Vec<Carer>) -> Result<Vec<(Carer, Vec<String>)>> {
    let mut items = Vec::with_capacity(carers.len());
    for carer in carers {
        let children = queries.children_of_carer(carer.meta.id)?;
        items.push((carer, children.into_iter().map(|child| child.name).collect()));
    }
    Ok(items)
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

    fn listed(&self) -> Option<Listed> {
        Some(Listed::Carers { all: self.all })
    }

    fn kept_as(&self) -> &'static str {
        "carers"
    }

    fn columns(&self) -> &'static [ListColumn] {
        COLUMNS
    }

    fn shown(&self, width: u16) -> Vec<ListColumn> {
        COLUMNS[..if width >= 110 { 6 } else { 5 }].to_vec()
    }

    fn head(&self, column: ListColumn, ui: &Ui, _width: u16) -> Head {
        let title = self.label(column, ui);
        match column {
            ListColumn::Code => Head::left(6, title),
            ListColumn::Phone => Head::left(11, title),
            ListColumn::Children => Head::left(24, title),
            ListColumn::Note => Head::left(30, title),
            ListColumn::Address => Head::rest(title),
            _ => Head::left(words::name_width(ui), title),
        }
    }

    fn cell(
        &self,
        (carer, children): &Self::Item,
        column: ListColumn,
        ui: &Ui,
        _space: Space,
    ) -> Span {
        let closed = carer.status == Status::Closed;
        match column {
            ListColumn::Code => Span::new(carer.code.as_str(), Role::Muted),
            ListColumn::Name => Span::new(
                ui.language.person(&carer.name),
                if closed { Role::Muted } else { Role::Text },
            ),
            ListColumn::Phone => Span::new(words::phone(carer.phone.as_deref()), Role::Text),
            ListColumn::Children => {
                let names: Vec<_> = children.iter().map(|name| ui.language.person(name)).collect();
                Span::new(ui.language.list(&names), Role::Text)
            }
            ListColumn::Address => Span::new(
                carer.address.as_deref().map(|text| ui.language.address(text)).unwrap_or_default(),
                Role::Text,
            ),
            _ => Span::new(carer.note.clone().unwrap_or_default(), Role::Muted),
        }
    }

    fn standing(&self) -> &'static str {
        "list-order-code"
    }

    fn is_indexed(&self, sort: Sort) -> bool {
        sort == Sort::by(ListColumn::Code)
    }

    fn count(&self, queries: &Queries<'_>) -> Result<usize> {
        queries.count::<Carer>(self.all)
    }

    fn read(
        &self,
        queries: &Queries<'_>,
        _sort: Option<Sort>,
        window: Window,
    ) -> Result<Vec<Self::Item>> {
        with_children(queries, queries.carers(self.all, window)?)
    }

    fn of(&self, queries: &Queries<'_>, ids: &[Id]) -> Result<Vec<Self::Item>> {
        with_children(queries, queries.by_id(ids)?)
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
