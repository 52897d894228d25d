//! The keys by which an import recognises records: all of them at once, because a look-up a row would take minutes for a
//! province's list. Names and phones stand in them as they are kept now ([`names`], [`phones`]), whatever an older program
//! has left in the database.

use chrono::NaiveDate;
use rusqlite::Row;

use super::Queries;
use crate::domain::names;
use crate::domain::phones;
use crate::domain::records::{Id, Record};
use crate::domain::value::Value;
use crate::store::any::Kind;
use crate::store::error::Result;
use crate::store::rows;

/// By what a child is recognised.
#[derive(Debug, Clone, PartialEq)]
pub struct ChildKey {
    /// Its id.
    pub id: Id,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Stated date of birth.
    pub birth_date: Option<NaiveDate>,
    /// ID number.
    pub id_number: Option<String>,
    /// Its carer.
    pub carer_id: Option<Id>,
}

/// By what a volunteer or a carer is recognised.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonKey {
    /// Its id.
    pub id: Id,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its phone.
    pub phone: Option<String>,
}

/// A file that was merged into another: by what it was recognised.
#[derive(Debug, Clone, PartialEq)]
pub struct MergedKey {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// A child's birth date.
    pub birth_date: Option<NaiveDate>,
    /// A volunteer's or carer's phone.
    pub phone: Option<String>,
    /// The file that it is part of now.
    pub into: Id,
}

/// By what an event is recognised.
#[derive(Debug, Clone, PartialEq)]
pub struct EventKey {
    /// Its id.
    pub id: Id,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its first day.
    pub starts_on: NaiveDate,
}

impl Queries<'_> {
    fn keys<T>(&self, sql: &str, read: impl Fn(&Row<'_>) -> rusqlite::Result<T>) -> Result<Vec<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let found = statement.query_map([], |row| read(row))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// The keys of all children, closed ones too; not of files merged into others.
    ///
    /// # Errors
    /// What the database says.
    pub fn child_keys(&self) -> Result<Vec<ChildKey>> {
        self.keys(
            "SELECT id, code, name, birth_date, id_number, carer_id FROM child
             WHERE merged_into_id IS NULL ORDER BY id",
            |row| {
                Ok(ChildKey {
                    id: row.get(0)?,
                    code: row.get(1)?,
                    name: names::made_normal(row.get(2)?),
                    birth_date: row.get(3)?,
                    id_number: row.get(4)?,
                    carer_id: row.get(5)?,
                })
            },
        )
    }

    /// The children whose files are closed, and since when.
    ///
    /// # Errors
    /// What the database says.
    pub fn closed_children(&self) -> Result<Vec<(Id, Option<NaiveDate>)>> {
        self.keys(
            "SELECT id, closed_on FROM child WHERE status = 'closed' AND merged_into_id IS NULL",
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }

    fn person_keys(&self, sql: &str) -> Result<Vec<PersonKey>> {
        self.keys(sql, |row| {
            Ok(PersonKey {
                id: row.get(0)?,
                code: row.get(1)?,
                name: names::made_normal(row.get(2)?),
                phone: row.get::<_, Option<String>>(3)?.map(phones::made_normal),
            })
        })
    }

    /// The keys of all volunteers, those who left too.
    ///
    /// # Errors
    /// What the database says.
    pub fn volunteer_keys(&self) -> Result<Vec<PersonKey>> {
        self.person_keys(
            "SELECT id, code, name, phone FROM volunteer WHERE merged_into_id IS NULL ORDER BY id",
        )
    }

    /// The keys of all carers.
    ///
    /// # Errors
    /// What the database says.
    pub fn carer_keys(&self) -> Result<Vec<PersonKey>> {
        self.person_keys(
            "SELECT id, code, name, phone FROM carer WHERE merged_into_id IS NULL ORDER BY id",
        )
    }

    /// Where the children of carers without a phone live: the carer, and township, village and address of a child.
    ///
    /// # Errors
    /// What the database says.
    pub fn carer_homes(&self) -> Result<Vec<(Id, [String; 3])>> {
        self.keys(
            "SELECT DISTINCT carer_id, coalesce(township, ''), village, coalesce(child.address, '')
             FROM child JOIN carer ON carer.id = carer_id
             WHERE carer.phone IS NULL AND village IS NOT NULL AND child.merged_into_id IS NULL ORDER BY carer_id",
            |row| Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?])),
        )
    }

    /// The keys of the children, volunteers or carers that were merged into others.
    ///
    /// # Errors
    /// What the database says.
    pub fn merged_keys(&self, kind: Kind) -> Result<Vec<MergedKey>> {
        let (birth, phone) = match kind {
            Kind::Child => ("birth_date", "NULL"),
            _ => ("NULL", "phone"),
        };
        let sql = format!(
            "SELECT code, name, {birth}, {phone}, merged_into_id FROM {}
             WHERE merged_into_id IS NOT NULL ORDER BY id",
            kind.table()
        );
        self.keys(&sql, |row| {
            Ok(MergedKey {
                code: row.get(0)?,
                name: names::made_normal(row.get(1)?),
                birth_date: row.get(2)?,
                phone: row.get::<_, Option<String>>(3)?.map(phones::made_normal),
                into: row.get(4)?,
            })
        })
    }

    /// The keys of all events.
    ///
    /// # Errors
    /// What the database says.
    pub fn event_keys(&self) -> Result<Vec<EventKey>> {
        self.keys("SELECT id, code, title, starts_on FROM event ORDER BY id", |row| {
            Ok(EventKey {
                id: row.get(0)?,
                code: row.get(1)?,
                title: row.get(2)?,
                starts_on: row.get(3)?,
            })
        })
    }

    /// A child's records of one kind that are not voided, in the order of entry; only those of some days where the kind has
    /// a day and they are asked for.
    ///
    /// # Errors
    /// What the database says.
    pub fn of_child<R: Record>(
        &self,
        child: Id,
        days: Option<(NaiveDate, NaiveDate)>,
    ) -> Result<Vec<R>> {
        let mut rest = "WHERE child_id = ?1".to_owned();
        if R::COLUMNS.contains(&"voided_on") {
            rest.push_str(" AND voided_on IS NULL");
        }
        if let Some((from, to)) = days.filter(|_| R::COLUMNS.contains(&"day")) {
            rest.push_str(" AND day BETWEEN ?2 AND ?3 ORDER BY id");
            let days = [from, to].map(|day| Value::Text(day.to_string()));
            return rows::select(self.conn, &rest, &[&child, &days[0], &days[1]]);
        }
        rest.push_str(" ORDER BY id");
        rows::select(self.conn, &rest, &[&child])
    }
}
