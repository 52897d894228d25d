//! The lists that `list` prints and `export` writes: their columns and rows, the same for both.

use anyhow::Result;
use clap::ValueEnum;
use serde_json::{Map, Value as Json};

use super::json::{
    CASE_COLUMNS, ChildRow, ReasonJson, Risk, case_cells, sheet_rows, sheet_rows_of,
};
use super::narrow::Wanted;
use super::words;
use crate::exchange::columns::ImportKind;
use crate::language::{Lang, Language};
use crate::store::Queries;
use crate::store::queries::{Case, ChildOrder, ChildScope, RiskRow, Sheet, SheetScope, Window};

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum List {
    /// Children with their risk.
    Children,
    /// Volunteers.
    Volunteers,
    /// Visits.
    Visits,
    /// Calls, messages, meetings.
    Contacts,
    /// Tasks.
    Tasks,
    /// Events.
    Events,
    /// Who accompanies whom.
    Assignments,
    /// Attendance by day and by range.
    Attendance,
    /// Marks.
    Exams,
    /// Dated facts.
    Facts,
    /// The triage queue.
    Triage,
}

/// The columns of the list of children where each child is one line.
pub(super) const CHILD_COLUMNS: [&str; 21] = [
    "code",
    "name",
    "tier",
    "scored_tier",
    "score",
    "score_high",
    "coverage",
    "verify",
    "change_30",
    "reasons",
    "domains",
    "last_seen",
    "last_visit",
    "visit_due",
    "sex",
    "birth_date",
    "village",
    "school",
    "grade",
    "volunteer_code",
    "status",
];

/// The same in words, for a file that people read: the township too, before the village, and under the volunteer's heading all
/// of them by name.
fn child_worded() -> impl Iterator<Item = &'static str> {
    CHILD_COLUMNS.into_iter().flat_map(|column| match column {
        "village" => vec!["township", column],
        _ => vec![column],
    })
}

/// The columns of the list of children that fit a terminal.
pub(super) const CHILD_TEXT: [&str; 9] =
    ["code", "name", "tier", "score", "change_30", "grade", "village", "last_seen", "reasons"];

impl List {
    /// The rows of everything but children and cases.
    pub(super) fn sheet(self) -> Option<Sheet> {
        Some(match self {
            Self::Children | Self::Triage => return None,
            Self::Volunteers => Sheet::Volunteers,
            Self::Visits => Sheet::Visits,
            Self::Contacts => Sheet::Contacts,
            Self::Tasks => Sheet::Tasks,
            Self::Events => Sheet::Events,
            Self::Assignments => Sheet::Assignments,
            Self::Attendance => Sheet::Attendance,
            Self::Exams => Sheet::Exams,
            Self::Facts => Sheet::Facts,
        })
    }

    /// The headings of its columns.
    pub(super) fn headings(self) -> Vec<&'static str> {
        match self.sheet() {
            Some(sheet) => sheet.columns().iter().map(|column| column.heading).collect(),
            None if self == Self::Triage => CASE_COLUMNS.to_vec(),
            None => CHILD_COLUMNS.to_vec(),
        }
    }

    /// The headings of its columns in a file in words.
    pub(super) fn worded_headings(self) -> Vec<&'static str> {
        if self == Self::Children { child_worded().collect() } else { self.headings() }
    }

    /// The Chinese heading of a column, by which an import of the same kind knows it; of what no import takes, its words.
    pub(super) fn chinese(self, heading: &str) -> String {
        let kind = match self {
            Self::Children => Some(ImportKind::Children),
            Self::Volunteers => Some(ImportKind::Volunteers),
            Self::Visits => Some(ImportKind::Visits),
            Self::Events => Some(ImportKind::Events),
            Self::Assignments => Some(ImportKind::Assignments),
            Self::Attendance => Some(ImportKind::Attendance),
            Self::Exams => Some(ImportKind::Exams),
            Self::Facts => Some(ImportKind::Facts),
            // Nothing takes these in; a child's code is called as everywhere.
            Self::Contacts | Self::Tasks | Self::Triage => {
                (heading == "child_code").then_some(ImportKind::Facts)
            }
        };
        let column = kind.and_then(|kind| kind.position(heading).map(|at| &kind.columns()[at]));
        column.map_or_else(
            || Language::new(Lang::Zh).text(&format!("column-{heading}")),
            |column| column.chinese().to_owned(),
        )
    }

    /// Its rows as flat cells, read by the page.
    pub(super) fn rows(
        self,
        (queries, all, wanted): (Queries<'_>, bool, Option<Wanted>),
        limit: usize,
        language: Language,
    ) -> Rows<'_> {
        Rows {
            list: self,
            queries,
            all,
            wanted,
            language,
            is_worded: false,
            offset: 0,
            left: limit,
            page: Vec::new().into_iter(),
            failure: None,
        }
    }

    fn page(self, rows: &Rows<'_>, window: Window) -> Result<Vec<Vec<Json>>> {
        if self == Self::Triage {
            let language = rows.is_worded.then_some(rows.language);
            let cases = cases(rows.queries, false, window)?;
            return Ok(cases.iter().map(|case| case_cells(case, language)).collect());
        }
        let Some(sheet) = self.sheet() else {
            let today = rows.queries.today();
            let children = children(rows.queries, rows.all, rows.wanted.as_ref(), window)?;
            let language = rows.language;
            let words = rows.is_worded.then_some(language);
            let flat = children.iter().map(|row| {
                let object = flat(row, Risk::open(row, language, today), words)?;
                match words {
                    Some(language) => in_words(object, row, rows.queries, language),
                    None => Ok(cells(object, CHILD_COLUMNS)),
                }
            });
            return flat.collect();
        };
        if let Some(wanted) = &rows.wanted {
            return sheet_rows_of(rows.queries, sheet, (&wanted.ids, wanted.sorted), window);
        }
        let scope = if rows.all { SheetScope::All } else { SheetScope::Open };
        sheet_rows(rows.queries, sheet, scope, window)
    }
}

/// Children of a page, by code: those of open files, or with `all` everyone; those that are wanted where not all are.
pub(super) fn children(
    queries: Queries<'_>,
    all: bool,
    wanted: Option<&Wanted>,
    window: Window,
) -> Result<Vec<RiskRow>> {
    if let Some(wanted) = wanted {
        let first = window.offset.min(wanted.ids.len());
        let last = window.offset.saturating_add(window.limit).min(wanted.ids.len());
        return Ok(queries.children_by_id(&wanted.ids[first..last])?);
    }
    let scope = if all { ChildScope::All } else { ChildScope::Active };
    Ok(queries.children(scope, ChildOrder::Code, window)?)
}

/// So many rows are read at once: a province's visits fit in no memory.
pub(super) const PAGE: usize = 20_000;

/// The rows of a list, one by one. What goes wrong on the way ends them and is said by [`Rows::end`].
pub(super) struct Rows<'a> {
    list: List,
    queries: Queries<'a>,
    all: bool,
    wanted: Option<Wanted>,
    language: Language,
    is_worded: bool,
    offset: usize,
    left: usize,
    page: std::vec::IntoIter<Vec<Json>>,
    failure: Option<anyhow::Error>,
}

impl Rows<'_> {
    /// The same rows in words instead of codes.
    pub(super) fn in_words(mut self) -> Self {
        self.is_worded = true;
        self
    }

    /// What went wrong, if anything.
    pub(super) fn end(self) -> Result<()> {
        self.failure.map_or(Ok(()), Err)
    }
}

impl Iterator for Rows<'_> {
    type Item = Vec<Json>;

    fn next(&mut self) -> Option<Vec<Json>> {
        if let Some(row) = self.page.next() {
            return Some(row);
        }
        let window = Window { offset: self.offset, limit: self.left.min(PAGE) };
        if window.limit == 0 || self.failure.is_some() {
            return None;
        }
        match self.list.page(self, window) {
            Ok(page) => {
                self.offset += page.len();
                // A page that isn't full is the last.
                self.left = if page.len() < window.limit { 0 } else { self.left - page.len() };
                self.page = if self.is_worded {
                    let (list, language) = (self.list, self.language);
                    let words = page.into_iter().map(|row| words::worded(list, row, language));
                    words.collect::<Vec<_>>().into_iter()
                } else {
                    page.into_iter()
                };
            }
            Err(error) => self.failure = Some(error),
        }
        self.page.next()
    }
}

/// The cases of the triage queue in its order, beyond the day's portion too; with `decided` those that were decided today.
pub(super) fn cases(queries: Queries<'_>, decided: bool, window: Window) -> Result<Vec<Case>> {
    Ok(if decided { queries.decided_cases(window)? } else { queries.triage(window)? })
}

/// A child as one line: reasons and domains each in one cell, the domains as codes or in the words of a language.
fn flat(row: &RiskRow, risk: Risk<'_>, words: Option<Language>) -> Result<Map<String, Json>> {
    let reasons: Vec<&str> = risk.reasons.iter().map(ReasonJson::words).collect();
    let reasons = reasons.join("; ");
    let domains: Vec<String> = row
        .domains
        .iter()
        .filter(|part| part.covered)
        .map(|part| {
            let domain = words.map(|language| language.code(part.domain));
            let domain = domain.as_deref().unwrap_or(part.domain.code());
            format!("{domain} {}/{}", part.points, part.cap)
        })
        .collect();
    let mut object = match serde_json::to_value(ChildRow::new(row, risk))? {
        Json::Object(object) => object,
        _ => Map::new(),
    };
    object.insert("reasons".to_owned(), Json::from(reasons));
    object.insert("domains".to_owned(), Json::from(domains.join("; ")));
    Ok(object)
}

/// A child's line with the township, and with the names of all who accompany it.
fn in_words(
    mut object: Map<String, Json>,
    row: &RiskRow,
    queries: Queries<'_>,
    language: Language,
) -> Result<Vec<Json>> {
    object.insert("township".to_owned(), Json::from(row.child.township.as_deref()));
    let with = row.lead.is_some();
    let all = with.then(|| queries.volunteers_of(row.child.id)).transpose()?.unwrap_or_default();
    let names: Vec<String> = all.iter().map(|one| language.person(&one.name)).collect();
    let names = with.then(|| language.list(&names));
    object.insert("volunteer_code".to_owned(), Json::from(names));
    Ok(cells(object, child_worded()))
}

fn cells(
    mut object: Map<String, Json>,
    columns: impl IntoIterator<Item = &'static str>,
) -> Vec<Json> {
    columns.into_iter().map(|name| object.remove(name).unwrap_or_default()).collect()
}
