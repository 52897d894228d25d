//! How a list is looked at: what it is filtered by and in which order it stands; in words, and as it is kept under a name.

use serde::{Deserialize, Serialize};

use crate::console::screen::Ui;
use crate::domain::codes::Coded;
use crate::domain::records::{Id, Volunteer};
use crate::store::queries::{Ask, Filter, ListColumn, Listed, Period, Sort, Whom};
use crate::store::{Queries, Result};

/// A filter and an order. By itself a list has neither: what Today counts is what the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    /// What is shown.
    pub filter: Filter,
    /// In which order; `None` = the list's own.
    pub sort: Option<Sort>,
}

/// A view as it is kept under a name, with the tab it was made for.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    filter: Filter,
    #[serde(skip_serializing_if = "Option::is_none")]
    sort: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    descending: bool,
    tab: usize,
}

impl View {
    /// As it is kept, with the tab it is for.
    pub fn kept(&self, tab: usize) -> String {
        let kept = Kept {
            filter: self.filter.clone(),
            sort: self.sort.map(|sort| sort.column.code().to_owned()),
            descending: self.sort.is_some_and(|sort| sort.descending),
            tab,
        };
        serde_json::to_string(&kept).unwrap_or_default()
    }

    /// What was kept, and the tab it is for; an empty view when it can't be read.
    pub fn read(body: &str) -> (Self, usize) {
        let kept: Kept = serde_json::from_str(body).unwrap_or_default();
        let column = kept.sort.as_deref().and_then(ListColumn::from_code);
        let sort = column.map(|column| Sort { column, descending: kept.descending });
        (Self { filter: kept.filter, sort }, kept.tab)
    }
}

/// The name of the volunteer that a filter asks for.
pub fn volunteer_name(filter: &Filter, queries: &Queries<'_>, ui: &Ui) -> Result<Option<String>> {
    let Some(Whom::One(id)) = filter.volunteer else { return Ok(None) };
    let found = queries.record::<Volunteer>(id)?;
    Ok(found.map(|volunteer| ui.language.person(&volunteer.name)))
}

/// A filter in words: `乡镇=青竹 等级=重点,紧急`; `volunteer` is the name of the one it asks for.
pub fn in_words(filter: &Filter, listed: Listed, volunteer: Option<&str>, ui: &Ui) -> Vec<String> {
    let part = |ask: Ask| {
        let value = value(ask, filter, volunteer, ui)?;
        let values = [("what", ui.language.code(ask).into()), ("value", value.into())];
        Some(ui.with("list-filter-part", &values))
    };
    listed.asks().into_iter().filter_map(part).collect()
}

fn value(ask: Ask, filter: &Filter, volunteer: Option<&str>, ui: &Ui) -> Option<String> {
    fn codes<C: Coded>(list: &[C], ui: &Ui) -> Option<String> {
        let words: Vec<String> = list.iter().map(|one| ui.language.code(*one)).collect();
        (!words.is_empty()).then(|| words.join("/"))
    }
    match ask {
        Ask::Tier => codes(&filter.tiers, ui),
        Ask::Township => filter.township.as_deref().map(|name| ui.language.township(name)),
        Ask::School => filter.school.as_deref().map(|name| ui.language.school(name)),
        Ask::Volunteer => filter.volunteer.map(|whom| match whom {
            Whom::Nobody => ui.text("list-filter-nobody"),
            Whom::One(_) => volunteer.map_or_else(|| "?".to_owned(), str::to_owned),
        }),
        Ask::Category => {
            let words: Vec<String> =
                filter.categories.iter().map(|one| super::words::category(one, ui)).collect();
            (!words.is_empty()).then(|| words.join("/"))
        }
        Ask::State => codes(&filter.states, ui),
        Ask::Room => filter.room.map(|room| ui.language.code(room)),
        Ask::Coming => codes(&filter.coming, ui),
        Ask::EventKind => codes(&filter.events, ui),
        Ask::ContactKind => codes(&filter.contacts, ui),
        Ask::Period => filter.period.map(|period| match period {
            Period::Span(span) => ui.language.code(span),
            Period::Between(from, to) => {
                let day = |day: Option<chrono::NaiveDate>| {
                    day.map(|day| ui.language.full(day)).unwrap_or_default()
                };
                format!("{}..{}", day(from), day(to))
            }
        }),
        Ask::Met => filter.met.map(|met| ui.language.code(met)),
        Ask::Concern => filter.concern.then(|| ui.text("form-yes")),
        Ask::Text => filter.text.clone(),
    }
}

/// What a screen above a list hands it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Look at it like this, in this tab.
    View(Box<View>, usize),
    /// Stand in this order.
    Sort(Option<Sort>),
    /// Show these columns; empty = those of the list itself.
    Columns(Vec<ListColumn>),
    /// Mark rows.
    Mark(Marking),
    /// What was to be done with the marked rows is done.
    Done,
    /// The rows that a job has found.
    Found(Vec<Id>),
}

/// Which rows to mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marking {
    /// All that the list holds now.
    All,
    /// None.
    None,
    /// Those that aren't, and not those that are.
    Others,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::Tier;

    #[test]
    fn a_view_is_read_as_it_was_kept() {
        let view = View {
            filter: Filter { tiers: vec![Tier::High], ..Filter::default() },
            sort: Some(Sort::by(ListColumn::Name).reversed()),
        };
        assert_eq!(View::read(&view.kept(3)), (view, 3));
        assert_eq!(View::read("not JSON"), (View::default(), 0));
    }
}
