//! Find: by 汉字 anywhere in the name, pinyin, initials, phone digits, code.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, ToSql};

use super::Queries;
use crate::domain::code_order::by_code;
use crate::domain::records::Id;
use crate::language::pinyin::{fold_query, rank};
use crate::language::seldom::Usual;
use crate::store::any::Kind;
use crate::store::error::Result;

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Child, volunteer, carer or event.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// Its code.
    pub code: String,
    /// Its name or title.
    pub name: String,
    /// Where: a child's or volunteer's township and village, an event's day.
    pub detail: Option<String>,
    /// False for closed files and volunteers who left.
    pub is_open: bool,
}

/// The kinds in the order of the number that `search_term.rank` ends in.
const KINDS: [Kind; 4] = [Kind::Child, Kind::Volunteer, Kind::Carer, Kind::Event];
/// How many they are, as the rank counts.
const KIND_COUNT: i64 = 4;

/// How many terms are looked at to find the best: enough for a page, few enough for a keystroke.
const TERMS_READ: usize = 400;
/// Among so many terms the names are looked for that begin with what was typed: what many given names hold, few may begin with.
const TERMS_PASSED: usize = 4_000;

/// How good a find is, the least best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// Letters or characters inside a name, not at its start.
    inside: bool,
    /// Letters that the name answers to only in an unusual reading. The terms don't tell: it is known once the name is.
    unusual: bool,
    /// Not the whole term.
    partial: bool,
    /// The term's rank.
    rank: i64,
    /// The kind, as a place in [`KINDS`].
    kind: usize,
}

impl Queries<'_> {
    /// Records whose terms begin with the text, best first: of letters and characters names that begin with them before names
    /// that have them inside; of letters names that are usually read so (陈 as `chen`) before those that seldom are (沈); then
    /// whole terms before beginnings, then children, volunteers, carers, events, then code. Behind a carer found by the phone
    /// stand the children.
    ///
    /// # Errors
    /// What the database says.
    pub fn find(&self, text: &str, closed: bool, limit: usize) -> Result<Vec<Hit>> {
        let wanted = fold_query(text);
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let _moment = self.snapshot()?;
        // Digits are mostly a code without its zeros or the end of a phone: the whole one is meant before longer ones.
        let digits = wanted.starts_with(|c: char| c.is_ascii_digit());
        let read = limit.saturating_mul(8).max(TERMS_READ);
        let mut best = self.terms(&wanted, read, digits)?;
        best.sort_unstable();
        let mut found = self.best_of(best, &wanted, closed, limit, read)?;
        found.sort_by(|one, other| {
            one.0.cmp(&other.0).then_with(|| by_code(&one.1.code, &other.1.code))
        });
        let mut hits: Vec<Hit> = Vec::with_capacity(found.len());
        let mut children: HashSet<Id> = found
            .iter()
            .filter(|(_, hit)| hit.kind == Kind::Child)
            .map(|(_, hit)| hit.id)
            .collect();
        for (_, hit) in found {
            let carer = (digits && hit.kind == Kind::Carer).then_some(hit.id);
            hits.push(hit);
            for child in carer.map_or_else(|| Ok(Vec::new()), |carer| self.ids_of_carer(carer))? {
                let is_new = children.insert(child);
                if let Some(hit) =
                    self.hit(0, child)?.filter(|hit| is_new && (closed || hit.is_open))
                {
                    hits.push(hit);
                }
            }
        }
        hits.truncate(limit);
        Ok(hits)
    }

    /// The records of the best terms, as many as are wanted and those that may have to give way to them: in an unusual reading
    /// one stands behind the others that have the text in the same part of their name, so that these are looked for further
    /// on, though not beyond `most` records.
    fn best_of(
        &self,
        best: Vec<(Place, Id)>,
        wanted: &str,
        closed: bool,
        limit: usize,
        most: usize,
    ) -> Result<Vec<(Place, Hit)>> {
        let usual = Usual::new(wanted);
        let mut found: Vec<(Place, Hit)> = Vec::new();
        let mut seen = HashSet::new();
        // Those that nothing can stand before any more, and whether they are looked for inside names.
        let (mut settled, mut inside) = (0, false);
        for (mut place, id) in best {
            if place.inside && !inside {
                (settled, inside) = (found.len(), true);
            }
            if settled >= limit || (found.len() >= limit && seen.len() >= most) {
                break;
            }
            if !seen.insert((place.kind, id)) {
                continue;
            }
            let Some(hit) = self.hit(place.kind, id)?.filter(|hit| closed || hit.is_open) else {
                continue;
            };
            let by_sound = ![i64::from(rank::NAME), i64::from(rank::PART)].contains(&place.rank);
            place.unusual = by_sound && !usual.reads(&hit.name, place.inside);
            settled += usize::from(!place.unusual);
            found.push((place, hit));
        }
        Ok(found)
    }

    /// The terms that begin with the text, as far as they are looked at: first the whole ones, then names from their start, then
    /// anything.
    fn terms(&self, wanted: &str, read: usize, digits: bool) -> Result<Vec<(Place, Id)>> {
        let end = format!("{wanted}\u{10FFFF}");
        let most = |count: usize| i64::try_from(count).unwrap_or(-1);
        let (read, passed) = (most(read), most(read.max(TERMS_PASSED)));
        let below = i64::from(rank::PART) * KIND_COUNT;
        let whole =
            "SELECT rank, record_id FROM search_term WHERE term = ?1 ORDER BY rank LIMIT ?2";
        let longer = "SELECT rank, record_id FROM search_term WHERE term > ?1 AND term < ?2
             ORDER BY term, rank LIMIT ?3";
        let from_start = "SELECT rank, record_id FROM
             (SELECT rank, record_id FROM search_term WHERE term > ?1 AND term < ?2
              ORDER BY term, rank LIMIT ?4) WHERE rank < ?5 LIMIT ?3";
        let mut best: Vec<(Place, Id)> = Vec::new();
        let mut add = |partial: bool, sql: &str, values: &[&dyn ToSql]| -> Result<()> {
            let mut statement = self.conn.prepare_cached(sql)?;
            let mut rows = statement.query(values)?;
            while let Some(row) = rows.next()? {
                let both: i64 = row.get(0)?;
                let kind = usize::try_from(both % KIND_COUNT).unwrap_or(0);
                let inside = !digits && both >= below;
                let rank = both / KIND_COUNT;
                let place = Place { inside, unusual: false, partial, rank, kind };
                best.push((place, row.get(1)?));
            }
            Ok(())
        };
        add(false, whole, &[&wanted, &read])?;
        add(true, longer, &[&wanted, &end, &read])?;
        if !digits {
            add(true, from_start, &[&wanted, &end, &read, &passed, &below])?;
        }
        Ok(best)
    }

    /// The ids of a carer's children, by code.
    fn ids_of_carer(&self, carer: Id) -> Result<Vec<Id>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id FROM child WHERE carer_id = ?1 AND merged_into_id IS NULL
             ORDER BY code_key(code), code",
        )?;
        let found = statement.query_map([carer], |row| row.get(0))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    fn hit(&self, kind: usize, id: Id) -> Result<Option<Hit>> {
        let Some(kind) = KINDS.get(kind).copied() else { return Ok(None) };
        let columns = match kind {
            Kind::Child => "code, name, concat_ws(' ', township, village), status = 'active'",
            Kind::Volunteer => "code, name, concat_ws(' ', phone, township), status <> 'left'",
            Kind::Carer => "code, name, phone, status = 'active'",
            _ => "code, title, starts_on, status = 'active'",
        };
        let sql = format!("SELECT {columns} FROM {} WHERE id = ?1", kind.table());
        Ok(self
            .conn
            .prepare_cached(&sql)?
            .query_row([id], |row| {
                let detail: Option<String> = row.get(2)?;
                Ok(Hit {
                    kind,
                    id,
                    code: row.get(0)?,
                    name: row.get(1)?,
                    detail: detail.filter(|text| !text.is_empty()),
                    is_open: row.get(3)?,
                })
            })
            .optional()?)
    }
}
