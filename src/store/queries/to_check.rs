//! Children whose file is worth a look, and children of one place: lists without an index of their own, for pages that are
//! opened now and then.

use chrono::NaiveDate;

use super::Queries;
use super::by_code::BY_CODE;
use super::risk::{RiskRow, Window};
use crate::domain::calendar::school_year;
use crate::domain::grade::grade_on;
use crate::domain::records::Id;
use crate::domain::resident_id::{IdWarning, parse_resident_id};
use crate::domain::risk::over_age;
use crate::store::error::Result;

/// From so many years off the usual age of the grade, a birth date or a grade is more likely written wrong.
const YEARS_OFF: i32 = 2;

/// Why a file is worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ToCheck {
    /// Another open file has the same name.
    SameName,
    /// Two years or more off the usual age of the grade.
    AgeAndGrade,
    /// The ID number's check digit, province or birth date doesn't fit.
    IdNumber,
}

/// What of a child's place others share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlaceKind {
    /// The township.
    Township,
    /// The village, of the same township.
    Village,
    /// The school.
    School,
}

/// What a place where children live or go to school is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceName {
    /// What it is.
    pub kind: PlaceKind,
    /// Its name.
    pub name: String,
    /// The township of a village.
    pub township: Option<String>,
}

/// A place where children live or go to school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What it is, and its name.
    pub name: PlaceName,
    /// How many children.
    pub children: usize,
    /// One of them: the list of its children is that of this child's place.
    pub child: Id,
}

impl PlaceKind {
    pub(super) const fn same(self) -> &'static str {
        match self {
            Self::Township => "township = (SELECT township FROM child WHERE id = ?1)",
            Self::Village => {
                "township IS (SELECT township FROM child WHERE id = ?1)
                 AND village = (SELECT village FROM child WHERE id = ?1)"
            }
            Self::School => "school = (SELECT school FROM child WHERE id = ?1)",
        }
    }
}

/// No township, and each of these.
fn with_none(townships: &[String]) -> impl Iterator<Item = Option<&str>> {
    std::iter::once(None).chain(townships.iter().map(|name| Some(name.as_str())))
}

impl Queries<'_> {
    /// The names of the townships, villages and schools of the open files. Leaps from name to name through the indexes, so a
    /// name costs the same however many children bear it.
    ///
    /// # Errors
    /// What the database says.
    pub fn place_names(&self) -> Result<Vec<PlaceName>> {
        let named = |kind, township: Option<&str>| {
            let township = township.map(str::to_owned);
            move |name: String| PlaceName { kind, name, township: township.clone() }
        };
        let townships = self.open_townships()?;
        let schools = self.leap("child_school", "school", "true", None)?;
        let mut found: Vec<PlaceName> =
            townships.iter().cloned().map(named(PlaceKind::Township, None)).collect();
        for township in with_none(&townships) {
            let villages = self.villages_of(township)?;
            found.extend(villages.into_iter().map(named(PlaceKind::Village, township)));
        }
        found.extend(schools.into_iter().map(named(PlaceKind::School, None)));
        Ok(found)
    }

    /// The villages of the open files, each behind its township, which is blank where there is none.
    pub(super) fn open_villages(&self) -> Result<Vec<(String, String)>> {
        let mut found = Vec::new();
        for township in with_none(&self.open_townships()?) {
            let of = township.unwrap_or_default();
            let villages = self.villages_of(township)?.into_iter();
            found.extend(villages.map(|village| (of.to_owned(), village)));
        }
        Ok(found)
    }

    fn open_townships(&self) -> Result<Vec<String>> {
        self.leap("child_place", "township", "true", None)
    }

    fn villages_of(&self, township: Option<&str>) -> Result<Vec<String>> {
        self.leap("child_place", "village", "township IS ?2", township)
    }

    /// The different values of an indexed column of the open files, ascending.
    fn leap(
        &self,
        index: &str,
        column: &str,
        within: &str,
        township: Option<&str>,
    ) -> Result<Vec<String>> {
        let sql = format!(
            "SELECT min({column}) FROM child INDEXED BY {index}
             WHERE status = 'active' AND {within} AND {column} > ?1"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut found: Vec<String> = Vec::new();
        loop {
            let last = found.last().map_or("", String::as_str);
            statement.raw_bind_parameter(1, last)?;
            if statement.parameter_count() > 1 {
                statement.raw_bind_parameter(2, township)?;
            }
            let next: Option<String> = match statement.raw_query().next()? {
                Some(row) => row.get(0)?,
                None => None,
            };
            match next {
                Some(next) => found.push(next),
                None => return Ok(found),
            }
        }
    }

    /// A place with how many children of the open files bear its name; `None` when none does any more.
    ///
    /// # Errors
    /// What the database says.
    pub fn place(&self, place: &PlaceName) -> Result<Option<Place>> {
        // The indexes must be named: another looks better and costs ten times as much.
        let sql = match place.kind {
            PlaceKind::Township => {
                "SELECT count(*), min(id) FROM child INDEXED BY child_place
                 WHERE status = 'active' AND township = ?1 AND ?2 IS NULL"
            }
            PlaceKind::Village => {
                "SELECT count(*), min(id) FROM child INDEXED BY child_place
                 WHERE status = 'active' AND village = ?1 AND township IS ?2"
            }
            PlaceKind::School => {
                "SELECT count(*), min(id) FROM child INDEXED BY child_school
                 WHERE status = 'active' AND school = ?1 AND ?2 IS NULL"
            }
        };
        let (children, child): (i64, Option<Id>) = self
            .conn
            .prepare_cached(sql)?
            .query_row(rusqlite::params![place.name, place.township], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        let children = usize::try_from(children).unwrap_or(0);
        Ok(child.map(|child| Place { name: place.clone(), children, child }))
    }

    /// The name of a child's place; blank when it has none.
    ///
    /// # Errors
    /// What the database says.
    pub fn place_name(&self, kind: PlaceKind, child: Id) -> Result<String> {
        let child = self.child_brief_of(child)?;
        let name = child.and_then(|child| match kind {
            PlaceKind::Township => child.township,
            PlaceKind::Village => child.village,
            PlaceKind::School => child.school,
        });
        Ok(name.unwrap_or_default())
    }

    /// A page of the children of a child's place, by code.
    pub(super) fn of_place(
        &self,
        kind: PlaceKind,
        child: Id,
        window: Window,
    ) -> Result<Vec<RiskRow>> {
        let rest = format!(
            "WHERE child_risk.child_id IN (SELECT id FROM child WHERE status = 'active' AND {}
               ORDER BY {BY_CODE}{}) ORDER BY child_risk.code, child.code",
            kind.same(),
            window.sql()
        );
        self.risk_rows(&rest, &[&child])
    }

    pub(super) fn count_of_place(&self, kind: PlaceKind, child: Id) -> Result<usize> {
        let sql = format!("SELECT count(*) FROM child WHERE status = 'active' AND {}", kind.same());
        self.count_sql(&sql, &[&child])
    }

    /// A page of the children whose file is worth a look: those of one name beside each other, else by code.
    pub(super) fn children_to_check(&self, why: ToCheck, window: Window) -> Result<Vec<RiskRow>> {
        let ids = self.ids_to_check(why)?;
        let mut found = Vec::new();
        for id in ids.into_iter().skip(window.offset).take(window.limit) {
            found.extend(self.risk_of(id)?);
        }
        Ok(found)
    }

    /// How many children's files are worth a look.
    ///
    /// # Errors
    /// What the database says.
    pub fn count_to_check(&self, why: ToCheck) -> Result<usize> {
        Ok(self.ids_to_check(why)?.len())
    }

    pub(super) fn ids_to_check(&self, why: ToCheck) -> Result<Vec<Id>> {
        match why {
            ToCheck::SameName => {
                let mut statement = self.conn.prepare_cached(
                    "SELECT id FROM child WHERE status = 'active' AND name IN
                       (SELECT name FROM child WHERE status = 'active'
                        GROUP BY name HAVING count(*) > 1)
                     ORDER BY name, code_key(code), code",
                )?;
                let ids = statement.query_map([], |row| row.get(0))?;
                Ok(ids.collect::<rusqlite::Result<_>>()?)
            }
            ToCheck::AgeAndGrade => self.off_age(),
            ToCheck::IdNumber => self.odd_id_numbers(),
        }
    }

    fn off_age(&self) -> Result<Vec<Id>> {
        let today = self.today();
        let mut statement = self.conn.prepare_cached(
            "SELECT id, birth_date, grade, grade_year FROM child
             WHERE status = 'active' AND birth_date IS NOT NULL AND grade IS NOT NULL
             ORDER BY code_key(code), code",
        )?;
        let rows = statement.query_map([], |row| {
            Ok((row.get(0)?, row.get::<_, NaiveDate>(1)?, row.get(2)?, row.get(3)?))
        })?;
        let year = school_year(today);
        let mut off = Vec::new();
        for row in rows {
            let (id, birth, grade, of_year): (Id, NaiveDate, u8, Option<i32>) = row?;
            let grade = grade_on(grade, of_year.unwrap_or(year), today);
            if over_age(birth, grade, year).abs() >= YEARS_OFF {
                off.push(id);
            }
        }
        Ok(off)
    }

    fn odd_id_numbers(&self) -> Result<Vec<Id>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id, id_number, birth_date FROM child
             WHERE status = 'active' AND id_number IS NOT NULL ORDER BY code_key(code), code",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let mut odd = Vec::new();
        for row in rows {
            let (id, number, birth): (Id, String, Option<NaiveDate>) = row?;
            let is_odd = parse_resident_id(&number).map_or(true, |read| {
                birth.is_some_and(|birth| birth != read.birth)
                    || read.warnings.iter().any(|warning| *warning != IdWarning::Expanded)
            });
            if is_odd {
                odd.push(id);
            }
        }
        Ok(odd)
    }
}
