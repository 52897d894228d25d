//! Whom a child may be matched with.

use super::Queries;
use super::by_code::BY_CODE;
use crate::domain::records::{Child, Id, Volunteer};
use crate::store::error::Result;

/// A volunteer who may accompany a child.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The volunteer.
    pub volunteer: Volunteer,
    /// How many children they accompany today.
    pub load: usize,
    /// Accompanies this child today already.
    pub has_child: bool,
    /// Lives in the same village.
    pub same_village: bool,
    /// Lives in the same township.
    pub same_township: bool,
}

impl Candidate {
    /// True when they accompany as many children as they can. Without a stated capacity nobody is full.
    pub fn is_full(&self) -> bool {
        let capacity = self.volunteer.capacity.and_then(|most| usize::try_from(most).ok());
        capacity.is_some_and(|most| self.load >= most)
    }
}

/// The load of a volunteer on the day ?1.
const LOAD: &str =
    "(SELECT count(DISTINCT child_id) FROM assignment JOIN child ON child.id = child_id
     WHERE volunteer_id = volunteer.id AND child.status = 'active'
       AND (from_day IS NULL OR from_day <= ?1) AND (to_day IS NULL OR to_day >= ?1))";

impl Queries<'_> {
    /// Active volunteers for a child, the best first: those who don't accompany the child yet and aren't full, of the same village, then of
    /// the same township, whose record check is valid, who accompany fewer children, by code.
    ///
    /// # Errors
    /// What the database says.
    pub fn candidates(&self, child: &Child, limit: usize) -> Result<Vec<Candidate>> {
        let today = self.today();
        let limit = i64::try_from(limit).unwrap_or(-1);
        let sql = format!(
            "SELECT id FROM volunteer WHERE status = 'active'
             ORDER BY id IN (SELECT volunteer_id FROM assignment WHERE child_id = ?4
                     AND (from_day IS NULL OR from_day <= ?1) AND (to_day IS NULL OR to_day >= ?1)),
                 capacity IS NOT NULL AND {LOAD} >= capacity,
                 NOT (village IS ?3 AND township IS ?2 AND village IS NOT NULL), NOT (township IS ?2 AND township IS NOT NULL),
                 check_valid_until IS NULL OR check_valid_until < ?1, {LOAD}, {BY_CODE}
             LIMIT ?5"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let params = rusqlite::params![today, child.township, child.village, child.meta.id, limit];
        let ids: Vec<Id> =
            statement.query_map(params, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            found.extend(self.candidate(child, id)?);
        }
        Ok(found)
    }

    /// One volunteer as a candidate for a child.
    ///
    /// # Errors
    /// What the database says.
    pub fn candidate(&self, child: &Child, volunteer: Id) -> Result<Option<Candidate>> {
        let Some(volunteer) = self.record::<Volunteer>(volunteer)? else { return Ok(None) };
        let same_township = volunteer.township.is_some() && volunteer.township == child.township;
        let same_village =
            same_township && volunteer.village.is_some() && volunteer.village == child.village;
        let today = self.today();
        let has_child = self.assignments_of(volunteer.meta.id)?.iter().any(|assignment| {
            assignment.child_id == child.meta.id
                && assignment.from_day.is_none_or(|from| from <= today)
                && assignment.to_day.is_none_or(|to| to >= today)
        });
        let load = self.load_of(volunteer.meta.id)?;
        Ok(Some(Candidate { volunteer, load, has_child, same_village, same_township }))
    }
}
