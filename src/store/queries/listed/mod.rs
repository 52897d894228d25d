//! Lists that are filtered and sorted by anything: which rows there are, in which order, as ids. The page then reads the rows
//! that it shows by their ids, so that a key in a filtered list costs no more than in one that an index orders.
//!
//! A list as it stands by itself needs none of this: it is read by the page from an index (`queries::lists`).

mod column;
mod coming;
mod filter;
mod named;
mod sql;

use std::collections::HashMap;

use chrono::Days;

use super::lists::{DEPTH, Ending, TaskScope};
use super::{ChildScope, Queries, ReportRow, ReportScope, RiskRow, Window};
use crate::domain::grade::grade_on;
use crate::domain::records::{Id, Record};
use crate::domain::value::Value;
use crate::language::names::reading_order;
use crate::store::error::{Result, StoreError};
use crate::store::rows;

use column::Key;
pub use column::{ListColumn, Sort};
pub use filter::{Ask, ComingKind, Filter, Met, Period, Room, Span, Whom};

/// Which volunteers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VolunteerScope {
    /// Those who haven't left.
    Open,
    /// Those who left as well.
    All,
    /// Those whose check or training has ended or ends soon: what Today counts.
    Ending(Ending),
}

/// A list in one of its views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Listed {
    /// Children, also those whose visit is due.
    Children(ChildScope),
    /// Volunteers.
    Volunteers(VolunteerScope),
    /// Carers: open files, or with `all` closed ones as well.
    Carers {
        /// Closed files as well.
        all: bool,
    },
    /// Standing visits, the newest.
    Visits,
    /// Standing contacts, the newest.
    Contacts,
    /// Tasks.
    Tasks(TaskScope),
    /// Mandatory reports, and children of whom one is yet to be made.
    Reports(ReportScope),
    /// Birthdays and events of the next days.
    Upcoming,
    /// Events: open ones, or with `all` closed ones as well.
    Events {
        /// Closed ones as well.
        all: bool,
    },
}

impl Listed {
    /// The parts of a filter that make sense for it, in the order in which they are asked for.
    pub fn asks(self) -> Vec<Ask> {
        let own: &[Ask] = match self {
            Self::Children(_) | Self::Carers { .. } => &[],
            Self::Volunteers(_) => &[Ask::State, Ask::Room, Ask::Township],
            Self::Visits => &[Ask::Period, Ask::Met, Ask::Concern],
            Self::Contacts => &[Ask::Period, Ask::ContactKind],
            Self::Tasks(_) | Self::Reports(_) => &[Ask::Period],
            Self::Events { .. } => &[Ask::Period, Ask::EventKind],
            Self::Upcoming => &[Ask::Coming, Ask::Period],
        };
        let of_child: &[Ask] = match self {
            Self::Volunteers(_) | Self::Events { .. } => &[],
            _ => &OF_CHILD,
        };
        [own, of_child, &[Ask::Text]].concat()
    }

    /// The spans of days that make sense for it.
    pub const fn spans(self) -> &'static [Span] {
        match self {
            Self::Upcoming => &[Span::Soon, Span::Month, Span::NextMonth, Span::Ahead, Span::Year],
            _ => {
                &[Span::Week, Span::Month, Span::LastMonth, Span::Quarter, Span::Year, Span::Ahead]
            }
        }
    }

    /// True where most days that one would type lie ahead.
    pub const fn looks_ahead(self) -> bool {
        matches!(self, Self::Tasks(_) | Self::Upcoming)
    }

    const fn table(self) -> &'static str {
        match self {
            Self::Children(_) => "child",
            Self::Volunteers(_) => "volunteer",
            Self::Carers { .. } => "carer",
            Self::Visits => "visit",
            Self::Contacts => "contact",
            Self::Tasks(_) => "task",
            Self::Events { .. } | Self::Upcoming => "event",
            Self::Reports(_) => "report",
        }
    }
}

/// What is asked of the child in every list whose rows are children or belong to one.
const OF_CHILD: [Ask; 5] = [Ask::Tier, Ask::Township, Ask::School, Ask::Volunteer, Ask::Category];

/// The names of fewer rows than this are looked up one by one.
const FEW: usize = 2000;

/// So many rows are read between two looks at whether someone wants to stop.
const STRIDE: usize = 8192;

impl Queries<'_> {
    /// The ids of all rows of a list that a filter lets through, in the order of a column or the list's own.
    ///
    /// # Errors
    /// What the database says.
    pub fn listed(&self, listed: Listed, filter: &Filter, sort: Option<Sort>) -> Result<Vec<Id>> {
        self.listed_watched(listed, filter, sort, &mut |_| true)
    }

    /// Like [`Queries::listed`], of a list that only grows beyond [`super::DEPTH`] too; children without `sort` by code.
    ///
    /// # Errors
    /// What the database says.
    pub fn listed_whole(
        &self,
        listed: Listed,
        filter: &Filter,
        sort: Option<Sort>,
    ) -> Result<Vec<Id>> {
        let by_code = matches!(listed, Listed::Children(_)).then_some(Sort::by(ListColumn::Code));
        self.find_rows(listed, filter, (sort.or(by_code), usize::MAX), &mut |_| true)
    }

    /// Like [`Queries::listed`]; `progress` hears how many rows were read and stops the reading by `false`.
    ///
    /// # Errors
    /// What the database says, and [`StoreError::Stopped`].
    pub fn listed_watched(
        &self,
        listed: Listed,
        filter: &Filter,
        sort: Option<Sort>,
        progress: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Vec<Id>> {
        self.find_rows(listed, filter, (sort, DEPTH), progress)
    }

    fn find_rows(
        &self,
        listed: Listed,
        filter: &Filter,
        (sort, depth): (Option<Sort>, usize),
        progress: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Vec<Id>> {
        if listed == Listed::Upcoming {
            return self.coming_rows(filter, sort);
        }
        let key = sort.and_then(|sort| listed.key(sort.column));
        // Late is the other end of due.
        let descending =
            sort.is_some_and(|sort| sort.descending != (sort.column == ListColumn::Late));
        let conditions = self.conditions(listed, filter)?;
        let standing = sql::standing(listed);
        let order = match key {
            Some(Key::Value(value)) => {
                format!("{value} IS NULL, {value}{}, {standing}", direction(descending))
            }
            Some(Key::Least(value)) => format!("{value}{}, {standing}", direction(descending)),
            Some(Key::Greatest(value)) => {
                format!("{value} IS NULL, {value}{}, {standing}", direction(!descending))
            }
            Some(Key::Words(_) | Key::NameOf(..) | Key::Grade | Key::Change | Key::Own) | None => {
                standing
            }
        };
        let wanted = match key {
            Some(Key::Words(words)) => format!(", {words}"),
            Some(Key::NameOf(_, column)) => format!(", {column}"),
            Some(Key::Grade) => ", child.grade, child.grade_year".to_owned(),
            Some(Key::Change) => ", child_risk.score, child_risk.covered".to_owned(),
            _ => String::new(),
        };
        let mut all = conditions.all.clone();
        if depth == usize::MAX && matches!(listed, Listed::Visits | Listed::Contacts) {
            all.push("t.voided_on IS NULL".to_owned());
            all.extend(conditions.first.iter().cloned());
        }
        let mut which = all.join(" AND ");
        if !which.is_empty() {
            which.insert_str(0, " WHERE ");
        }
        let used = format!("{wanted} {which} {order}");
        let from = sql::from(listed, &conditions, depth, &used);
        let id = if matches!(listed, Listed::Children(_)) { "child_risk.child_id" } else { "t.id" };
        // The program's day is named so that it is a value of every statement.
        let sql = format!("SELECT {id}, ?1{wanted} FROM {from}{which} ORDER BY {order}");
        let _moment = self.snapshot()?;
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut found: Vec<(Id, Value, Value)> = Vec::new();
        let keyed = matches!(key, Some(Key::Words(_) | Key::NameOf(..) | Key::Grade | Key::Change));
        let paired = matches!(key, Some(Key::Grade | Key::Change));
        let mut rows = statement.query(rusqlite::params_from_iter(&conditions.values))?;
        while let Some(row) = rows.next()? {
            let first = if keyed { row.get(2)? } else { Value::Null };
            let second = if paired { row.get(3)? } else { Value::Null };
            found.push((row.get(0)?, first, second));
            if found.len().is_multiple_of(STRIDE) && !progress(found.len()) {
                return Err(StoreError::Stopped);
            }
        }
        Ok(match key {
            Some(Key::Words(_)) => by_words(found, descending),
            Some(Key::NameOf(table, _)) => {
                let places = self.places_by_name(table, &found)?;
                let place = |whom: &Value| places.get(&number(whom)?).copied();
                let keys = found.into_iter().map(|(id, whom, _)| (id, place(&whom)));
                by_number(keys.collect(), descending)
            }
            Some(Key::Grade) => {
                let grade = |first: &Value, second: &Value| {
                    let grade = u8::try_from(number(first)?).ok()?;
                    let year = number(second).and_then(|year| i32::try_from(year).ok());
                    Some(i64::from(year.map_or(grade, |year| grade_on(grade, year, self.today()))))
                };
                let keys = found.into_iter().map(|(id, one, other)| (id, grade(&one, &other)));
                by_number(keys.collect(), descending)
            }
            Some(Key::Change) => by_number(self.changes(found)?, !descending),
            _ => found.into_iter().map(|(id, ..)| id).collect(),
        })
    }

    /// The place of each child or volunteer that the rows name, in the order in which names are read. Namesakes share one.
    fn places_by_name(&self, table: &str, rows: &[(Id, Value, Value)]) -> Result<HashMap<Id, i64>> {
        // Many are found faster by going through the index of the names than one by one.
        let few: Vec<Id> = rows.iter().take(FEW).filter_map(|(_, whom, _)| number(whom)).collect();
        let (which, values) = if rows.len() < FEW {
            (" WHERE id IN (SELECT value FROM json_each(?1))", vec![json(&few)])
        } else {
            ("", Vec::new())
        };
        let mut statement = self
            .conn
            .prepare_cached(&format!("SELECT id, name FROM {table}{which} ORDER BY name"))?;
        let mut found = statement.query(rusqlite::params_from_iter(values))?;
        let mut of: Vec<(Id, usize)> = Vec::new();
        let mut names: Vec<String> = Vec::new();
        while let Some(row) = found.next()? {
            let name = row.get_ref(1)?.as_str().unwrap_or_default();
            if names.last().is_none_or(|last| last != name) {
                names.push(name.to_owned());
            }
            of.push((row.get(0)?, names.len() - 1));
        }
        let places = places_as_read(&names);
        Ok(of.into_iter().map(|(id, name)| (id, places[name])).collect())
    }

    /// The change of each child's score over 30 days, as [`Queries::change_over`] has it, from one reading of the history.
    fn changes(&self, rows: Vec<(Id, Value, Value)>) -> Result<Vec<(Id, Option<i64>)>> {
        let Some(then) = self.today().checked_sub_days(Days::new(30)) else {
            return Ok(rows.into_iter().map(|(id, ..)| (id, None)).collect());
        };
        // The newest row up to that day; what is ahead of the stored day is later than all that is stored.
        let mut statement = self.conn.prepare_cached(
            "SELECT child_id, score, covered, max(from_day) FROM score_history WHERE from_day <= ?1
             GROUP BY child_id
             UNION ALL
             SELECT * FROM (SELECT child_id, score, covered, max(from_day) FROM score_ahead
                 WHERE from_day <= ?1 GROUP BY child_id)",
        )?;
        let mut before: HashMap<Id, (i64, i64)> = HashMap::with_capacity(rows.len());
        let mut found = statement.query([then])?;
        while let Some(row) = found.next()? {
            before.insert(row.get(0)?, (row.get(1)?, row.get(2)?));
        }
        let change = |(id, score, covered): (Id, Value, Value)| {
            let then = before.get(&id).filter(|(_, known)| number(&covered) == Some(*known));
            (id, then.zip(number(&score)).map(|((then, _), now)| now - then))
        };
        Ok(rows.into_iter().map(change).collect())
    }

    /// The children of these ids, in their order; one that isn't there any more is left out.
    ///
    /// # Errors
    /// What the database says.
    pub fn children_by_id(&self, ids: &[Id]) -> Result<Vec<RiskRow>> {
        let wanted = json(ids);
        let rest = "WHERE child_risk.child_id IN (SELECT value FROM json_each(?1))";
        let found = self.risk_rows(rest, &[&wanted])?;
        Ok(in_order(ids, found, |row| row.child.id))
    }

    /// The reports of these ids, or the children of whom one is yet to be made, in their order.
    ///
    /// # Errors
    /// What the database says.
    pub fn reports_by_id(&self, scope: ReportScope, ids: &[Id]) -> Result<Vec<ReportRow>> {
        // They are few in every office.
        let found = self.reports(scope, Window::ALL)?;
        Ok(in_order(ids, found, |row| row.report.as_ref().map_or(row.child.id, |one| one.meta.id)))
    }

    /// The records of these ids, in their order; one that isn't there any more is left out.
    ///
    /// # Errors
    /// What the database says.
    pub fn by_id<R: Record>(&self, ids: &[Id]) -> Result<Vec<R>> {
        let wanted = json(ids);
        let found: Vec<R> =
            rows::select(self.conn, "WHERE id IN (SELECT value FROM json_each(?1))", &[&wanted])?;
        Ok(in_order(ids, found, |record| record.meta().id))
    }
}

const fn direction(descending: bool) -> &'static str {
    if descending { " DESC" } else { "" }
}

fn number(value: &Value) -> Option<i64> {
    if let Value::Int(number) = value { Some(*number) } else { None }
}

/// Sorts by how the words are read, then by the words; rows without words stay at the end, equal ones in their order. Each
/// word is read once, however many rows have it: reading is what takes the time.
fn by_words(rows: Vec<(Id, Value, Value)>, descending: bool) -> Vec<Id> {
    let mut known: HashMap<String, usize> = HashMap::new();
    let rows: Vec<(Id, Option<usize>)> = rows
        .into_iter()
        .map(|(id, value, _)| match value {
            Value::Text(words) if !words.trim().is_empty() => {
                let next = known.len();
                (id, Some(*known.entry(words).or_insert(next)))
            }
            _ => (id, None),
        })
        .collect();
    let mut words = vec![String::new(); known.len()];
    for (word, at) in known {
        words[at] = word;
    }
    let places = places_as_read(&words);
    by_number(rows.into_iter().map(|(id, at)| (id, at.map(|at| places[at]))).collect(), descending)
}

/// The place of each of some different words in the order in which they are read.
fn places_as_read(words: &[String]) -> Vec<i64> {
    let mut read: Vec<(String, &str, usize)> = words
        .iter()
        .enumerate()
        .map(|(at, word)| (reading_order(word), word.as_str(), at))
        .collect();
    read.sort_unstable();
    let mut places = vec![0; read.len()];
    for (place, (.., at)) in (0..).zip(&read) {
        places[*at] = place;
    }
    places
}

/// Sorts by a number; rows without one stay at the end, equal ones in their order.
fn by_number(mut rows: Vec<(Id, Option<i64>)>, descending: bool) -> Vec<Id> {
    rows.sort_by(|(_, one), (_, other)| {
        one.is_none()
            .cmp(&other.is_none())
            .then_with(|| if descending { other.cmp(one) } else { one.cmp(other) })
    });
    rows.into_iter().map(|(id, _)| id).collect()
}

/// Ids as the database takes a list of them: in one value, so that the statement is the same for each page.
pub(super) fn json(ids: &[Id]) -> String {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    format!("[{}]", ids.join(","))
}

fn in_order<T>(ids: &[Id], found: Vec<T>, id: impl Fn(&T) -> Id) -> Vec<T> {
    let mut by_id: HashMap<Id, T> = found.into_iter().map(|row| (id(&row), row)).collect();
    ids.iter().filter_map(|id| by_id.remove(id)).collect()
}
