//! The townships and villages of the office: those of its county, those it added, and those that only its records name.

use std::collections::BTreeMap;

use super::Queries;
use crate::domain::places::{self, FormerNames, Townships, Villages};
use crate::domain::records::{Place, Setting};
use crate::domain::settings::FORMER_NAME;
use crate::store::error::Result;
use crate::store::rows;

/// A township or village.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlaceRow {
    /// The township; blank for villages without one.
    pub township: String,
    /// The village; `None` = the township itself.
    pub village: Option<String>,
    /// How many children's files name it, open and closed; a township counts those of its villages.
    pub children: usize,
    /// How many volunteers' files do.
    pub volunteers: usize,
    /// One of the county's townships.
    pub is_official: bool,
    /// The office's own record of it.
    pub own: Option<Place>,
    /// What it was called before.
    pub former: Vec<String>,
}

impl PlaceRow {
    /// True when it is no longer offered.
    pub fn is_hidden(&self) -> bool {
        self.own.as_ref().is_some_and(|own| own.hidden)
    }

    /// A township that neither the county nor the office knows: it came with a file, or was written by hand.
    pub fn is_unknown(&self) -> bool {
        self.village.is_none() && !self.is_official && self.own.is_none()
    }

    /// Its own name.
    pub fn name(&self) -> &str {
        self.village.as_deref().unwrap_or(&self.township)
    }

    /// True when something would change by giving it another name.
    pub fn can_be_renamed(&self) -> bool {
        self.children + self.volunteers > 0 || self.own.is_some()
    }
}

/// A township with its place among the county's, so that they stand in the county's order and others after.
type Key = (usize, String, Option<String>);

impl Queries<'_> {
    /// Every place, each township followed by its villages.
    ///
    /// # Errors
    /// What the database says.
    pub fn office_places(&self) -> Result<Vec<PlaceRow>> {
        let county = places::county(&self.office()?.county);
        let official = county.map(|county| county.townships.as_slice()).unwrap_or_default();
        let order = |township: &str| {
            official.iter().position(|one| one.name == township).unwrap_or(official.len())
        };
        let key = |township: &str, village: Option<&str>| -> Key {
            (order(township), township.to_owned(), village.map(str::to_owned))
        };
        let mut found: BTreeMap<Key, PlaceRow> = BTreeMap::new();
        for one in official {
            found.entry(key(one.name, None)).or_default().is_official = true;
        }
        for own in self.own_places()? {
            let key = key(&own.township, own.village.as_deref());
            found.entry(key).or_default().own = Some(own);
        }
        // Open files lie in an index by place; the closed are few.
        for (table, volunteers) in [
            ("child WHERE status = 'active'", false),
            ("child WHERE status = 'closed'", false),
            ("volunteer WHERE true", true),
        ] {
            for (township, village, count) in self.named_in(table)? {
                let mut add = |key: Key| {
                    let row = found.entry(key).or_default();
                    *(if volunteers { &mut row.volunteers } else { &mut row.children }) += count;
                };
                add(key(&township, None));
                if village.is_some() {
                    add(key(&township, village.as_deref()));
                }
            }
        }
        // Villages of a township that stands nowhere by itself still stand below it.
        let townships: Vec<String> = found.keys().map(|key| key.1.clone()).collect();
        for township in townships {
            found.entry(key(&township, None)).or_default();
        }
        let names = self.former_names()?;
        Ok(found
            .into_iter()
            .map(|((_, township, village), row)| {
                let former = names.of_place(&township, village.as_deref());
                let former = former.into_iter().map(str::to_owned).collect();
                PlaceRow { township, village, former, ..row }
            })
            .collect())
    }

    /// The names that places had before.
    fn former_names(&self) -> Result<FormerNames> {
        let records: Vec<Setting> =
            rows::select(self.conn, "WHERE code = ?1 ORDER BY from_day, id", &[&FORMER_NAME])?;
        Ok(FormerNames::of(&records))
    }

    /// The names of townships: which are known, and which are offered; with the villages of the open files and those that the
    /// office added, which are found at once.
    ///
    /// # Errors
    /// What the database says.
    pub fn townships(&self) -> Result<Townships> {
        self.townships_with(&self.open_villages()?)
    }

    /// The same with every village that is named anywhere: for that all the closed files and volunteers are read.
    ///
    /// # Errors
    /// What the database says.
    pub fn all_townships(&self) -> Result<Townships> {
        let mut villages = self.open_villages()?;
        for table in ["child WHERE status = 'closed'", "volunteer WHERE true"] {
            for (township, village, _) in self.named_in(table)? {
                villages.extend(village.map(|village| (township, village)));
            }
        }
        self.townships_with(&villages)
    }

    fn townships_with(&self, named: &[(String, String)]) -> Result<Townships> {
        let mut villages = Villages::default();
        for (township, village) in named {
            villages.add(township, village);
        }
        let (mut hidden, mut own) = (Vec::new(), Vec::new());
        for place in self.own_places()? {
            match place.village {
                Some(village) => villages.add(&place.township, &village),
                None if place.hidden => hidden.push(place.township),
                None => own.push(place.township),
            }
        }
        let former = self.former_names()?;
        for (township, name, now) in former.villages() {
            villages.add_former(township, name, now);
        }
        let county = places::county(&self.office()?.county);
        let known = Townships::new(county, own, hidden).with_former(former);
        Ok(known.with_villages(villages))
    }

    fn own_places(&self) -> Result<Vec<Place>> {
        rows::select(self.conn, "ORDER BY township, village", &[])
    }

    /// How often each place is named in some of a table's rows.
    fn named_in(&self, table: &str) -> Result<Vec<(String, Option<String>, usize)>> {
        let sql = format!(
            "SELECT township, village, count(*) FROM {table}
             AND (township IS NOT NULL OR village IS NOT NULL) GROUP BY township, village"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let found = statement.query_map([], |row| {
            let count: i64 = row.get(2)?;
            let township: Option<String> = row.get(0)?;
            Ok((township.unwrap_or_default(), row.get(1)?, usize::try_from(count).unwrap_or(0)))
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}
