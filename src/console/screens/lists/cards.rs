//! The cards that a list opens: its filter, its orders, its columns, what to mark; and the list as it is written to a file.

use std::sync::Arc;

use super::choose_columns::Columns;
use super::list::{List, MANY};
use super::menu::{Choice, Menu};
use super::panel::{About, Panel};
use super::source::{Source, Space, Tab, UNCUT};
use super::view::{Change, Marking};
use crate::console::screen::{Effect, Ui};
use crate::console::screens::export::{self, Holds};
use crate::domain::records::Id;
use crate::exchange::table::Cell;
use crate::language::dates::change;
use crate::store::queries::{ListColumn, Sort};

impl<S: Source> List<S> {
    /// The columns as they stand on a page so many columns wide.
    pub(super) fn shown(&self, width: u16) -> Vec<ListColumn> {
        if self.columns.is_empty() { self.source.shown(width) } else { self.columns.clone() }
    }

    pub(super) fn filter_panel(&self) -> Vec<Effect> {
        let Some(open) = self.source.listed() else { return Vec::new() };
        let mut listed = Vec::new();
        let own = own_tabs(&self.source, &self.tabs);
        for tab in own.iter().copied() {
            let mut source = self.source.clone();
            source.choose(tab);
            listed.extend(source.listed());
        }
        if listed.is_empty() {
            listed.push(open);
        }
        let source = self.source.clone();
        let about = About {
            listed,
            tabs: Box::new(move |queries, ui| {
                let mut tabs = source.tabs(queries, ui)?;
                let own = own_tabs(&source, &tabs).into_iter();
                Ok(own.map(|tab| std::mem::take(&mut tabs[tab].label)).collect())
            }),
            kept_as: self.source.kept_as(),
            many: own.iter().any(|tab| self.tabs[*tab].count >= MANY) || self.state.total() >= MANY,
        };
        vec![Effect::push(Panel::new(about, self.view.clone(), self.source.tab()))]
    }

    /// The columns that are shown, then the others, then the list's own order; the same column again is the other direction.
    pub(super) fn sort_menu(&self, ui: &Ui) -> Vec<Effect> {
        let Some(listed) = self.source.listed() else { return Vec::new() };
        let mut columns = self.shown(ui.page.0);
        let others = self.source.columns().iter().filter(|column| !columns.contains(column));
        columns.extend(others.copied().collect::<Vec<_>>());
        columns.retain(|column| listed.has(*column));
        let now = self.view.sort;
        let (source, named) = (self.source.clone(), columns.clone());
        let choices = move |ui: &Ui| {
            let of_column = |column: &ListColumn| {
                let detail = match now {
                    Some(sort) if sort.column == *column && sort.descending => {
                        ui.text("list-sort-now-back")
                    }
                    Some(sort) if sort.column == *column => ui.text("list-sort-now"),
                    _ => String::new(),
                };
                Choice { label: source.label(*column, ui), detail }
            };
            let mut choices: Vec<Choice> = named.iter().map(of_column).collect();
            choices.push(Choice {
                label: ui.text("list-sort-standing"),
                detail: ui.text(source.standing()),
            });
            choices
        };
        let at = now.and_then(|sort| columns.iter().position(|column| *column == sort.column));
        let take = move |row: usize| {
            let sort = columns.get(row).map(|column| match now {
                Some(sort) if sort.column == *column => sort.reversed(),
                _ => Sort::by(*column),
            });
            vec![Effect::tell(Change::Sort(sort))]
        };
        let words = ("list-sort-title", "list-sort-hint");
        vec![Effect::push(Menu::new(words, choices, at.unwrap_or(0), true, take))]
    }

    pub(super) fn column_card(&self, ui: &Ui) -> Vec<Effect> {
        let source = self.source.clone();
        let named =
            move |column, ui: &Ui| (source.label(column, ui), source.head(column, ui, ui.page.0));
        let (shown, all) = (self.shown(ui.page.0), self.source.columns());
        vec![Effect::push(Columns::new(&shown, all, named))]
    }

    pub(super) fn mark_menu(&self) -> Vec<Effect> {
        let (total, marked) = (self.state.total(), self.marked.len());
        let choices = move |ui: &Ui| {
            let choice = |id: &str, count: usize| Choice {
                label: ui.text(id),
                detail: ui.with("list-rows", &[("count", count.into())]),
            };
            vec![
                choice("list-mark-all", total),
                choice("list-mark-none", 0),
                choice("list-mark-others", total.saturating_sub(marked)),
            ]
        };
        let take = |row: usize| {
            let marking = match row {
                0 => Marking::All,
                1 => Marking::None,
                _ => Marking::Others,
            };
            vec![Effect::tell(Change::Mark(marking))]
        };
        vec![Effect::push(Menu::new(
            ("list-mark-title", "list-mark-hint"),
            choices,
            0,
            false,
            take,
        ))]
    }

    /// The list as it is written to a file: its columns, wide enough that nothing is cut, and its rows as they stand; or, where
    /// rows are marked, only those.
    pub(super) fn table(&self, ui: &Ui) -> export::Table {
        let columns = self.shown(UNCUT);
        let heads: Vec<_> =
            columns.iter().map(|column| self.source.head(*column, ui, UNCUT)).collect();
        let space = Space::under(&heads, UNCUT);
        let numbers: Vec<bool> = heads.iter().map(super::source::Head::is_right).collect();
        let headings = columns.iter().zip(heads).map(|(column, head)| {
            if head.title.is_empty() { self.source.label(*column, ui) } else { head.title }
        });
        let holds = columns.iter().map(|column| holds(*column)).collect();
        let source = self.source.clone();
        let words = ui.clone();
        let view = self.view.clone();
        let is_plain = self.ids.is_none() && self.marked.is_empty();
        let marked = self.marked.clone();
        let known: Option<Vec<Id>> = self.ids.clone();
        let name = self.source.title(ui);
        export::Table {
            name: if self.marked.is_empty() {
                name
            } else {
                let values = [("list", name.into()), ("count", marked.len().into())];
                ui.with("list-export-marked", &values)
            },
            headings: headings.collect(),
            holds,
            language: ui.language,
            count: if self.marked.is_empty() { self.state.total() } else { self.marked.len() },
            rows: Arc::new(move |queries, window| {
                let items = if is_plain {
                    source.read(queries, view.sort, window)?
                } else {
                    // The marked rows in the order in which they stand.
                    let ids = match (&known, source.listed()) {
                        (Some(ids), _) => ids.clone(),
                        (None, Some(listed)) => queries.listed(listed, &view.filter, view.sort)?,
                        (None, None) => Vec::new(),
                    };
                    let wanted = ids.iter().filter(|id| marked.is_empty() || marked.contains(id));
                    let page: Vec<Id> =
                        wanted.skip(window.offset).take(window.limit).copied().collect();
                    source.of(queries, &page)?
                };
                let rows = items.iter().map(|item| {
                    let cells = columns.iter().zip(&numbers);
                    let cells = cells.map(|(column, number)| {
                        let whole = source.whole(queries, item, *column, &words)?;
                        let shown = || source.cell(item, *column, &words, space).text;
                        Ok(written(&whole.unwrap_or_else(shown), *number))
                    });
                    cells.collect()
                });
                rows.collect()
            }),
        }
    }
}

/// The views that are no list of their own: such a one has a filter of its own.
fn own_tabs<S: Source>(source: &S, tabs: &[Tab]) -> Vec<usize> {
    (0..tabs.len()).filter(|tab| source.elsewhere(*tab).is_none()).collect()
}

/// What stands in a column, for a workbook.
const fn holds(column: ListColumn) -> Holds {
    match column {
        ListColumn::Birth
        | ListColumn::Due
        | ListColumn::LastVisit
        | ListColumn::Seen
        | ListColumn::Entered
        | ListColumn::Check
        | ListColumn::Training
        | ListColumn::Joined
        | ListColumn::Day => Holds::Day,
        ListColumn::Score | ListColumn::Late => Holds::Number,
        _ => Holds::Text,
    }
}

/// A cell of the written list; what stands at the right of its column and is a number is written as one, also the sign of an
/// unchanged score.
fn written(text: &str, number: bool) -> Cell {
    let unchanged = number && text == change(Some(0));
    let text = if unchanged { "0" } else { text };
    match text.trim().parse::<i32>() {
        Ok(value) if number => Cell::Number(value.into()),
        _ => Cell::text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_written_as_a_number_whichever_way_it_went() {
        for (points, number) in [(0, 0.0), (5, 5.0), (-3, -3.0)] {
            assert_eq!(written(&change(Some(points)), true), Cell::Number(number));
        }
        assert_eq!(written(&change(None), true), Cell::Empty);
        // What someone wrote stays text.
        assert_eq!(written("=", false), Cell::text("="));
    }
}
