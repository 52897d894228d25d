//! What a list is of: its views, its columns, its rows and where each row leads. [`super::list::List`] does the rest.

use super::act::Target;
use crate::console::action::Route;
use crate::console::screen::{Screen, Ui};
use crate::console::widgets::paint::Span;
use crate::console::widgets::table::{self, Align, Column};
use crate::domain::records::Id;
use crate::store::queries::{Filter, ListColumn, Listed, Sort, Window};
use crate::store::{Kind, Queries, Result};

/// So wide that no column of a list is cut, for writing it to a file.
pub const UNCUT: u16 = 2_000;

/// A column with its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// How wide it is, and at which side its text stands.
    pub column: Column,
    /// Its heading.
    pub title: String,
}

impl Head {
    /// A column of a fixed width with its text at the left.
    pub fn left(width: u16, title: String) -> Self {
        Self { column: Column::left(width), title }
    }

    /// A column of a fixed width with its text at the right.
    pub fn right(width: u16, title: String) -> Self {
        Self { column: Column::right(width), title }
    }

    /// The column that takes what is left.
    pub fn rest(title: String) -> Self {
        Self { column: Column::rest(), title }
    }

    /// True for numbers and days at the right of their column.
    pub fn is_right(&self) -> bool {
        self.column.align == Align::Right
    }
}

/// How much room there is for the cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    /// How wide the list is; [`UNCUT`] in a file.
    pub width: u16,
    /// How wide the column is that takes what is left.
    pub rest: usize,
}

impl Space {
    /// The room under some heads in a list so wide.
    pub fn under(heads: &[Head], width: u16) -> Self {
        let columns: Vec<Column> = heads.iter().map(|head| head.column).collect();
        let widths = table::widths(&columns, width.saturating_sub(1));
        let rest = columns.iter().zip(widths).find(|(column, _)| column.width == 0);
        Self { width, rest: rest.map_or(0, |(_, width)| width.into()) }
    }
}

/// One of the views of a list: open ones, one tier, closed ones …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// What it holds.
    pub label: String,
    /// How many rows.
    pub count: usize,
}

/// What a list is of.
pub trait Source: Clone + Send + Sync + 'static {
    /// A row as it was read.
    type Item;

    /// Which page this is now.
    fn route(&self) -> Route;
    /// What the page is called, without the count.
    fn title(&self, ui: &Ui) -> String;
    /// The views one can change to, with their counts; empty for a list with one view.
    ///
    /// # Errors
    /// What the database says.
    fn tabs(&self, queries: &Queries<'_>, ui: &Ui) -> Result<Vec<Tab>>;
    /// Which view is open.
    fn tab(&self) -> usize;
    /// The page on which a view stands that is a list of its own.
    fn elsewhere(&self, _tab: usize) -> Option<Route> {
        None
    }
    /// Opens another view.
    fn choose(&mut self, tab: usize);
    /// The list as the store filters and sorts it.
    fn listed(&self) -> Option<Listed>;
    /// The filter by which it is looked at from now on.
    fn looked_at(&mut self, _filter: &Filter) {}
    /// Under which name its columns and filters are kept.
    fn kept_as(&self) -> &'static str;
    /// The columns one can choose from.
    fn columns(&self) -> &'static [ListColumn];
    /// The columns that are shown unless others were chosen, for a page so many columns wide.
    fn shown(&self, width: u16) -> Vec<ListColumn>;
    /// What a column is called.
    fn label(&self, column: ListColumn, ui: &Ui) -> String {
        ui.language.code(column)
    }
    /// A column on a page so many columns wide.
    fn head(&self, column: ListColumn, ui: &Ui, width: u16) -> Head;
    /// What stands in a column of a row.
    fn cell(&self, item: &Self::Item, column: ListColumn, ui: &Ui, space: Space) -> Span;
    /// What a file has in a column where the screen has no room for all of it.
    ///
    /// # Errors
    /// What the database says.
    fn whole(
        &self,
        _queries: &Queries<'_>,
        _item: &Self::Item,
        _column: ListColumn,
        _ui: &Ui,
    ) -> Result<Option<String>> {
        Ok(None)
    }
    /// What the order is called in which the list stands by itself: a language key.
    fn standing(&self) -> &'static str {
        "list-order-standing"
    }
    /// True for an order that an index gives, so that [`Source::read`] reads it by the page.
    fn is_indexed(&self, _sort: Sort) -> bool {
        false
    }
    /// How many rows the view has, unfiltered.
    ///
    /// # Errors
    /// What the database says.
    fn count(&self, queries: &Queries<'_>) -> Result<usize>;
    /// A page of its rows, unfiltered, in its own order or one that is indexed.
    ///
    /// # Errors
    /// What the database says.
    fn read(
        &self,
        queries: &Queries<'_>,
        sort: Option<Sort>,
        window: Window,
    ) -> Result<Vec<Self::Item>>;
    /// The rows of some ids, in their order.
    ///
    /// # Errors
    /// What the database says.
    fn of(&self, queries: &Queries<'_>, ids: &[Id]) -> Result<Vec<Self::Item>>;
    /// The id under which the list knows the row that shows a record: what is marked, filtered and sorted.
    fn row_of(&self, record: (Kind, Id)) -> Id {
        record.1
    }
    /// What a row is about.
    fn target(&self, item: &Self::Item) -> Target;
    /// The page a row opens; `None` opens the form that changes it.
    fn page(&self, item: &Self::Item) -> Option<Route>;
    /// The form a row opens in place of a page or of what changes its record.
    fn form(&self, _item: &Self::Item) -> Option<Box<dyn Screen>> {
        None
    }
    /// What `o` adds; `None` when nothing can be added here.
    fn adds(&self) -> Option<Kind>;
    /// What `y` copies of a row: a message for a chat. `None` where nothing is copied.
    fn message(&self) -> Option<fn(&Self::Item, &Ui) -> String> {
        None
    }
    /// What stands beside the views about keys of this list only: a language key.
    fn keys(&self) -> Option<&'static str> {
        None
    }
    /// What an empty view says: a language key.
    fn empty(&self) -> &'static str;
    /// The same, where it depends on what the other views hold.
    fn empty_beside(&self, _tabs: &[Tab]) -> &'static str {
        self.empty()
    }
}
