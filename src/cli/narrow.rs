//! Which rows of a list are wanted and how they are put in order: the options that `list` and `export` have in common with the
//! filter of the console.

use anyhow::Result;
use chrono::NaiveDate;

use super::args::{NotOneOf, codes, day, one_of};
use super::failure::Said;
use super::lists::List;
use crate::console::screens::lists::words::CATEGORIES;
use crate::domain::codes::{ContactKind, EventKind, Tier, VolunteerStatus};
use crate::domain::records::{Id, Volunteer};
use crate::store::Queries;
use crate::store::queries::{
    Ask, ChildScope, Filter, ListColumn, Listed, Period, Sort, TaskScope, VolunteerScope, Whom,
};

/// What narrows a list. Each list has some of these.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Narrow {
    /// Children, or what is about children, of one of these tiers.
    #[arg(long, value_name = "TIER,…", value_delimiter = ',', value_parser = tier)]
    tier: Vec<Tier>,
    /// The township: its name or part of it, its pinyin or initials.
    #[arg(long, value_name = "TEXT")]
    township: Option<String>,
    /// The school, in the same way.
    #[arg(long, value_name = "TEXT")]
    school: Option<String>,
    /// The volunteer of this code accompanies the child or went; `none` = nobody.
    #[arg(long, value_name = "CODE|none")]
    volunteer: Option<String>,
    /// Children of one of these categories.
    #[arg(long, value_name = "TEXT,…", value_delimiter = ',')]
    category: Vec<String>,
    /// Volunteers of one of these states.
    #[arg(long, value_name = "STATUS,…", value_delimiter = ',', value_parser = state)]
    status: Vec<VolunteerStatus>,
    /// Events or contacts of one of these kinds.
    #[arg(id = "of_kind", long = "kind", value_name = "KIND,…", value_delimiter = ',')]
    kind: Vec<String>,
    /// From this day on.
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<NaiveDate>,
    /// Up to this day.
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<NaiveDate>,
    /// A name as in the search, or part of what else stands in the row.
    #[arg(id = "words", long = "text", value_name = "TEXT")]
    text: Option<String>,
    /// By which column.
    #[arg(long, value_name = "COLUMN")]
    sort: Option<String>,
    /// The other way round.
    #[arg(long, requires = "sort")]
    reverse: bool,
}

fn tier(code: &str) -> Result<Tier, NotOneOf> {
    one_of(code, Tier::ALL)
}

fn state(code: &str) -> Result<VolunteerStatus, NotOneOf> {
    one_of(code, VolunteerStatus::ALL)
}

/// So many of the places on file are named to someone who asked for one that isn't.
const NAMED: usize = 12;

/// The rows that are wanted.
pub(super) struct Wanted {
    /// Their ids, in the order of `--sort` where there is one.
    pub(super) ids: Vec<Id>,
    /// They are to stand in the order of the ids, not in the list's own.
    pub(super) sorted: bool,
}

impl Narrow {
    fn is_empty(&self) -> bool {
        self.asked().is_empty() && self.sort.is_none()
    }

    /// The options that were given, with what of a filter they ask for.
    fn asked(&self) -> Vec<(&'static str, &'static [Ask])> {
        let all: [(bool, &'static str, &'static [Ask]); 9] = [
            (!self.tier.is_empty(), "--tier", &[Ask::Tier]),
            (self.township.is_some(), "--township", &[Ask::Township]),
            (self.school.is_some(), "--school", &[Ask::School]),
            (self.volunteer.is_some(), "--volunteer", &[Ask::Volunteer]),
            (!self.category.is_empty(), "--category", &[Ask::Category]),
            (!self.status.is_empty(), "--status", &[Ask::State]),
            (!self.kind.is_empty(), "--kind", &[Ask::EventKind, Ask::ContactKind]),
            (self.since.is_some() || self.until.is_some(), "--since/--until", &[Ask::Period]),
            (self.text.is_some(), "--text", &[Ask::Text]),
        ];
        all.into_iter().filter(|(given, ..)| *given).map(|(_, name, asks)| (name, asks)).collect()
    }

    /// Which rows of a list are wanted; `None` for all of them in the list's own order.
    ///
    /// # Errors
    /// Wrong usage, and what the database says.
    pub(super) fn wanted(
        &self,
        list: List,
        all: bool,
        queries: Queries<'_>,
    ) -> Result<Option<Wanted>> {
        if self.is_empty() {
            return Ok(None);
        }
        let Some(listed) = listed(list, all) else {
            let option = self.asked().first().map_or("--sort", |(name, _)| *name);
            return Err(Said::usage("cli-no-filter", &[("option", option.to_owned())]));
        };
        for (option, asks) in self.asked() {
            if !listed.asks().iter().any(|ask| asks.contains(ask)) {
                return Err(Said::usage("cli-no-filter", &[("option", option.to_owned())]));
            }
        }
        let sort = self.sort.as_deref().map(|code| self.sort(code, listed)).transpose()?;
        let filter = self.filter(listed, queries)?;
        let ids = queries.listed_whole(listed, &filter, sort)?;
        Ok(Some(Wanted { ids, sorted: sort.is_some() }))
    }

    fn sort(&self, code: &str, listed: Listed) -> Result<Sort> {
        let columns: Vec<ListColumn> =
            ListColumn::ALL.iter().copied().filter(|column| listed.has(*column)).collect();
        let column = one_of(code, &columns).map_err(|NotOneOf(columns)| {
            let values = [("column", code.to_owned()), ("columns", columns)];
            Said::usage("cli-no-column", &values)
        })?;
        Ok(Sort { column, descending: self.reverse })
    }

    fn filter(&self, listed: Listed, queries: Queries<'_>) -> Result<Filter> {
        let volunteer = match self.volunteer.as_deref().map(str::trim) {
            None => None,
            Some("none") => Some(Whom::Nobody),
            Some(code) => {
                let code = code.to_uppercase();
                let found = queries.by_code::<Volunteer>(&code)?;
                let Some(found) = found else {
                    return Err(Said::failure("cli-no-volunteer", &[("code", code)]));
                };
                Some(Whom::One(found.meta.id))
            }
        };
        for (ask, typed) in [(Ask::Township, &self.township), (Ask::School, &self.school)] {
            let Some(typed) = typed.as_deref().filter(|typed| !typed.trim().is_empty()) else {
                continue;
            };
            if queries.names_like(listed, ask, typed)?.is_empty() {
                let known = queries.names_on_file(listed, ask)?;
                let known: Vec<String> =
                    known.into_iter().take(NAMED).map(|(name, _)| name).collect();
                let id = match (ask, known.is_empty()) {
                    (Ask::School, false) => "cli-no-school",
                    (Ask::School, true) => "cli-no-school-at-all",
                    (_, false) => "cli-no-township",
                    (_, true) => "cli-no-township-at-all",
                };
                let values = [("name", typed.to_owned()), ("names", known.join(", "))];
                return Err(Said::failure(id, &values));
            }
        }
        for category in &self.category {
            let known = CATEGORIES.iter().any(|(code, _)| *code == category.trim());
            if !known && !queries.has_category(category.trim())? {
                let names: Vec<&str> = CATEGORIES.iter().map(|(code, _)| *code).collect();
                let values = [("name", category.clone()), ("names", names.join(", "))];
                return Err(Said::failure("cli-no-category", &values));
            }
        }
        let mut filter = Filter {
            tiers: self.tier.clone(),
            township: self.township.clone(),
            school: self.school.clone(),
            volunteer,
            categories: self.category.clone(),
            states: self.status.clone(),
            text: self.text.clone(),
            ..Filter::default()
        };
        if self.since.is_some() || self.until.is_some() {
            filter.period = Some(Period::Between(self.since, self.until));
        }
        for kind in &self.kind {
            let known = match listed {
                Listed::Contacts => {
                    ContactKind::from_code(kind).map(|kind| filter.contacts.push(kind))
                }
                _ => EventKind::from_code(kind).map(|kind| filter.events.push(kind)),
            };
            if known.is_none() {
                let codes = match listed {
                    Listed::Contacts => codes(ContactKind::ALL),
                    _ => codes(EventKind::ALL),
                };
                let values = [("kind", kind.clone()), ("kinds", codes)];
                return Err(Said::usage("cli-no-kind", &values));
            }
        }
        Ok(filter)
    }
}

/// The list as the store filters it.
fn listed(list: List, all: bool) -> Option<Listed> {
    Some(match list {
        List::Children if all => Listed::Children(ChildScope::All),
        List::Children => Listed::Children(ChildScope::Active),
        List::Volunteers if all => Listed::Volunteers(VolunteerScope::All),
        List::Volunteers => Listed::Volunteers(VolunteerScope::Open),
        List::Visits => Listed::Visits,
        List::Contacts => Listed::Contacts,
        List::Tasks if all => Listed::Tasks(TaskScope::All),
        List::Tasks => Listed::Tasks(TaskScope::Open),
        List::Events => Listed::Events { all },
        _ => return None,
    })
}
