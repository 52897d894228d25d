//! Find: by 汉字 anywhere in the name, pinyin, initials, phone digits, code.

use rusqlite::OptionalExtension;

use super::Queries;
use crate::domain::code_order::by_code;
use crate::domain::records::Id;
use crate::language::pinyin::fold_query;
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

/// How many terms are looked at to find the best: enough for a page, few enough for a keystroke.
const TERMS_READ: usize = 400;

impl Queries<'_> {
    /// Records whose terms begin with the text, best first: whole terms before beginnings, names from their start before
    /// parts of names, then children, volunteers, carers, events, then code.
    ///
    /// # Errors
    /// What the database says.
    pub fn find(&self, text: &str, closed: bool, limit: usize) -> Result<Vec<Hit>> {
        let wanted = fold_query(text);
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let _moment = self.snapshot()?;
        let read = limit.saturating_mul(8).max(TERMS_READ);
        let mut statement = self.conn.prepare_cached(
            "SELECT term <> ?1, rank / 4, rank % 4, record_id FROM search_term
             WHERE term >= ?1 AND term < ?2 ORDER BY term, rank LIMIT ?3",
        )?;
        let end = format!("{wanted}\u{10FFFF}");
        let read = i64::try_from(read).unwrap_or(-1);
        let mut rows = statement.query(rusqlite::params![wanted, end, read])?;
        let mut best: Vec<(bool, i64, usize, Id)> = Vec::new();
        while let Some(row) = rows.next()? {
            let kind: i64 = row.get(2)?;
            best.push((row.get(0)?, row.get(1)?, usize::try_from(kind).unwrap_or(0), row.get(3)?));
        }
        best.sort_unstable();
        let mut found: Vec<((bool, i64, usize), Hit)> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for (partial, rank, kind, id) in best {
            if !seen.insert((kind, id)) {
                continue;
            }
            if let Some(hit) = self.hit(kind, id)?
                && (closed || hit.is_open)
            {
                found.push(((partial, rank, kind), hit));
            }
            if found.len() >= limit {
                break;
            }
        }
        found.sort_by(|one, other| {
            one.0.cmp(&other.0).then_with(|| by_code(&one.1.code, &other.1.code))
        });
        Ok(found.into_iter().map(|(_, hit)| hit).collect())
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
