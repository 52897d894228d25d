//! Who may be the same person twice: the groups of possible duplicates, and whom someone being entered may be.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row};

use super::Queries;
use crate::domain::code_order::by_code;
use crate::domain::duplicates::{Key, Person, Weighing, groups, pairs, weigh};
use crate::domain::records::{Id, NotSame};
use crate::domain::value::Field;
use crate::language::pinyin::{fold_query, sound};
use crate::store::any::{AnyRecord, Kind};
use crate::store::error::{Result, StoreError};
use crate::store::merge::{self, MergePlan};
use crate::store::rows;

/// The kinds of files that can be merged, in the order in which they are listed.
pub const MERGED: [Kind; 3] = [Kind::Child, Kind::Volunteer, Kind::Carer];

/// So many records are looked at for each thing that someone being entered shares with them.
const LOOKED_AT: i64 = 60;

/// Someone who may be someone else.
#[derive(Debug, Clone, PartialEq)]
pub struct Suspect {
    /// The record's id.
    pub id: Id,
    /// Its code.
    pub code: String,
    /// What tells them apart.
    pub person: Person,
    /// False for closed files and volunteers who left.
    pub is_open: bool,
}

/// Files that may be about one person, all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct DuplicateGroup {
    /// Children, volunteers or carers.
    pub kind: Kind,
    /// The files, by code.
    pub members: Vec<Suspect>,
    /// The pairs that may be the same, by their places among the members, the likeliest first.
    pub pairs: Vec<(usize, usize, Weighing)>,
}

impl DuplicateGroup {
    /// The points of its likeliest pair.
    pub fn points(&self) -> i32 {
        self.pairs.first().map_or(0, |pair| pair.2.points)
    }
}

/// What of a kind's files is read: what tells people apart, in the order of [`read_suspect`].
fn details(kind: Kind) -> &'static str {
    match kind {
        Kind::Child => {
            "SELECT f.id, f.code, f.name, f.sex, f.birth_date, f.lunar_birthday, f.id_number, NULL, carer.name,
                    carer.phone, f.township, f.village, f.school, f.status = 'active'
             FROM child AS f LEFT JOIN carer ON carer.id = f.carer_id"
        }
        Kind::Volunteer => {
            "SELECT f.id, f.code, f.name, f.sex, NULL, NULL, NULL, f.phone, NULL, NULL, f.township, f.village, NULL,
                    f.status <> 'left'
             FROM volunteer AS f"
        }
        // A carer lives where the children are.
        _ => {
            "SELECT f.id, f.code, f.name, NULL, NULL, NULL, NULL, f.phone, NULL, NULL,
                    (SELECT township FROM child WHERE carer_id = f.id AND merged_into_id IS NULL ORDER BY code_key(code) LIMIT 1),
                    (SELECT village FROM child WHERE carer_id = f.id AND merged_into_id IS NULL ORDER BY code_key(code) LIMIT 1),
                    NULL, f.status = 'active'
             FROM carer AS f"
        }
    }
}

fn read_suspect(row: &Row<'_>) -> Result<Suspect> {
    fn coded<T: Field>(row: &Row<'_>, at: usize) -> Result<Option<T>> {
        Ok(<Option<T>>::from_value(row.get(at)?)?)
    }
    let name: String = row.get(2)?;
    Ok(Suspect {
        id: row.get(0)?,
        code: row.get(1)?,
        person: Person {
            sound: sound(&name),
            name,
            sex: coded(row, 3)?,
            birth_date: row.get(4)?,
            lunar_birthday: coded(row, 5)?,
            id_number: row.get(6)?,
            phone: row.get(7)?,
            guardian: row.get(8)?,
            guardian_phone: row.get(9)?,
            township: row.get(10)?,
            village: row.get(11)?,
            school: row.get(12)?,
        },
        is_open: row.get(13)?,
    })
}

/// Two ids, the smaller first.
fn pair(one: Id, other: Id) -> (Id, Id) {
    (one.min(other), one.max(other))
}

/// Someone on file with a name that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Namesake {
    /// Who.
    pub id: Id,
    /// A child's birth.
    pub birth_date: Option<NaiveDate>,
    /// A child's guardian.
    pub carer_id: Option<Id>,
}

impl Queries<'_> {
    /// All groups of files that may be about one person, the likeliest first, then by code. What was said not to be the same
    /// isn't offered; files already merged aren't looked at.
    ///
    /// # Errors
    /// What the database says.
    pub fn duplicates(&self, kind: Kind) -> Result<Vec<DuplicateGroup>> {
        self.duplicates_watched(kind, &mut |_, _| true)
    }

    /// The same; `progress` hears how many of how many pairs are weighed and stops it by `false`.
    ///
    /// # Errors
    /// What the database says; [`StoreError::Stopped`].
    pub fn duplicates_watched(
        &self,
        kind: Kind,
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Vec<DuplicateGroup>> {
        let _moment = self.snapshot()?;
        let (ids, keys) = self.duplicate_keys(kind)?;
        let denied = self.said_not_same(kind)?;
        let mut people: HashMap<usize, Suspect> = HashMap::new();
        let mut alike: HashMap<(usize, usize), Weighing> = HashMap::new();
        let worth = pairs(&keys);
        for (done, (one, other)) in worth.iter().copied().enumerate() {
            if done % 500 == 0 && !progress(done, worth.len()) {
                return Err(StoreError::Stopped);
            }
            if denied.contains(&pair(ids[one], ids[other])) {
                continue;
            }
            for at in [one, other] {
                if !people.contains_key(&at)
                    && let Some(suspect) = self.suspect(kind, ids[at])?
                {
                    people.insert(at, suspect);
                }
            }
            let (Some(first), Some(second)) = (people.get(&one), people.get(&other)) else {
                continue;
            };
            let weighing = weigh(&first.person, &second.person);
            if weighing.is_possible() {
                alike.insert((one, other), weighing);
            }
        }
        let found: Vec<(usize, usize)> = alike.keys().copied().collect();
        let mut groups: Vec<DuplicateGroup> = groups(&found)
            .into_iter()
            .map(|places| group(kind, &places, &mut people, &mut alike))
            .collect();
        groups.sort_by(|one, other| {
            let code = |group: &DuplicateGroup| {
                group.members.first().map_or_else(String::new, |one| one.code.clone())
            };
            other.points().cmp(&one.points()).then_with(|| by_code(&code(one), &code(other)))
        });
        Ok(groups)
    }

    /// Takes out of groups found before whoever was merged since, and what was said not to be the same since.
    ///
    /// # Errors
    /// What the database says.
    pub fn still_duplicates(&self, kind: Kind, groups: &mut Vec<DuplicateGroup>) -> Result<()> {
        let sql = format!("SELECT id FROM {} WHERE merged_into_id IS NOT NULL", kind.table());
        let mut statement = self.conn.prepare_cached(&sql)?;
        let merged: HashSet<Id> =
            statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let denied = self.said_not_same(kind)?;
        for group in groups.iter_mut() {
            let id = |at: usize| group.members[at].id;
            let is_gone = |at: usize| merged.contains(&id(at));
            let holds = |(one, other, _): &(usize, usize, Weighing)| {
                !is_gone(*one) && !is_gone(*other) && !denied.contains(&pair(id(*one), id(*other)))
            };
            if group.pairs.iter().all(holds) {
                continue;
            }
            let pairs: Vec<_> = group.pairs.iter().filter(|pair| holds(pair)).cloned().collect();
            let stays = |at: &usize| pairs.iter().any(|pair| pair.0 == *at || pair.1 == *at);
            let places: Vec<usize> = (0..group.members.len()).filter(stays).collect();
            let now = |at: usize| places.iter().position(|place| *place == at).unwrap_or(0);
            let pairs = pairs.into_iter().map(|(one, other, why)| (now(one), now(other), why));
            let pairs = pairs.collect();
            let members = places.iter().map(|at| group.members[*at].clone()).collect();
            *group = DuplicateGroup { kind, members, pairs };
        }
        groups.retain(|group| !group.pairs.is_empty());
        Ok(())
    }

    /// Files of people and whom of them may be whom: the pairs among just these, whatever was said about them.
    ///
    /// # Errors
    /// What the database says.
    pub fn duplicate_group(&self, kind: Kind, ids: &[Id]) -> Result<DuplicateGroup> {
        let mut members = Vec::new();
        for id in ids {
            members.extend(self.suspect(kind, *id)?);
        }
        let mut pairs = Vec::new();
        for one in 0..members.len() {
            for other in one + 1..members.len() {
                let weighing = weigh(&members[one].person, &members[other].person);
                pairs.push((one, other, weighing));
            }
        }
        pairs.sort_by_key(|(one, other, weighing)| (-weighing.points, *one, *other));
        Ok(DuplicateGroup { kind, members, pairs })
    }

    /// Whom someone being entered or changed may be, the likeliest first; `own` is the record being changed, 0 for a new one.
    ///
    /// # Errors
    /// What the database says.
    pub fn likely_same(
        &self,
        kind: Kind,
        person: &Person,
        own: Id,
    ) -> Result<Vec<(Suspect, Weighing)>> {
        let mut ids = self.same_terms(kind, person)?;
        if kind == Kind::Child
            && let Some(number) = &person.id_number
        {
            let mut statement =
                self.conn.prepare_cached("SELECT id FROM child WHERE id_number = ?1 LIMIT ?2")?;
            let rows =
                statement.query_map(rusqlite::params![number, LOOKED_AT], |row| row.get(0))?;
            ids.extend(rows.collect::<rusqlite::Result<Vec<Id>>>()?);
        }
        ids.sort_unstable();
        ids.dedup();
        let denied = if own == 0 { HashSet::new() } else { self.said_not_same(kind)? };
        let mut found = Vec::new();
        for id in ids {
            if id == own || denied.contains(&pair(id, own)) {
                continue;
            }
            if let Some(suspect) = self.suspect(kind, id)? {
                let weighing = weigh(person, &suspect.person);
                if weighing.is_possible() {
                    found.push((suspect, weighing));
                }
            }
        }
        found.sort_by(|one, other| {
            other.1.points.cmp(&one.1.points).then_with(|| by_code(&one.0.code, &other.0.code))
        });
        Ok(found)
    }

    /// What merging would do with the rows of the files merged away.
    ///
    /// # Errors
    /// What the database says.
    pub fn merge_plan(&self, keep: &AnyRecord, away: &[AnyRecord]) -> Result<MergePlan> {
        merge::plan(self.conn, keep, away, self.today())
    }

    /// How many rows of each kind refer to a file.
    ///
    /// # Errors
    /// What the database says.
    pub fn linked_counts(&self, kind: Kind, id: Id) -> Result<Vec<(Kind, usize)>> {
        let mut found = Vec::new();
        for (of, columns) in merge::links(kind) {
            let own = *of == kind;
            let places: Vec<String> =
                columns.iter().map(|column| format!("{column} = ?1")).collect();
            let sql = format!("SELECT count(*) FROM {} WHERE {}", of.table(), places.join(" OR "));
            let count = self.count_sql(&sql, &[&id])?;
            if count > 0 && !own {
                found.push((*of, count));
            }
        }
        Ok(found)
    }

    /// The file into which this one was merged: its id, code and name; `None` for one that stands for itself.
    ///
    /// # Errors
    /// What the database says.
    pub fn merged_into(&self, kind: Kind, id: Id) -> Result<Option<(Id, String, String)>> {
        let table = kind.table();
        let sql = format!(
            "SELECT into_file.id, into_file.code, into_file.name FROM {table} AS away
             JOIN {table} AS into_file ON into_file.id = away.merged_into_id WHERE away.id = ?1"
        );
        Ok(self
            .conn
            .prepare_cached(&sql)?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?)
    }

    /// Files of the same name, of one that sounds the same, of the same given name, or with the same phone.
    fn same_terms(&self, kind: Kind, person: &Person) -> Result<Vec<Id>> {
        let name = fold_query(&person.name);
        if name.is_empty() {
            return Ok(Vec::new());
        }
        let characters = name.chars().count();
        let given: String = name.chars().skip(1).collect();
        let mut terms = vec![name.clone(), sound(&person.name)];
        if characters > 2 {
            terms.push(given);
            // A name with one character less: 王小明, 王明.
            for out in 1..characters {
                let without = name.chars().enumerate().filter(|(at, _)| *at != out);
                terms.push(without.map(|(_, character)| character).collect());
            }
        }
        if let Some(phone) = &person.phone {
            terms.extend(
                crate::language::pinyin::phone_terms(phone).into_iter().map(|term| term.text),
            );
        }
        let place =
            MERGED.iter().position(|one| *one == kind).and_then(|at| i64::try_from(at).ok());
        let mut statement = self.conn.prepare_cached(
            "SELECT record_id FROM search_term WHERE term = ?1 AND rank % 4 = ?2 ORDER BY rank LIMIT ?3",
        )?;
        let mut found = Vec::new();
        for term in terms.iter().filter(|term| !term.is_empty()) {
            let rows =
                statement.query_map(rusqlite::params![term, place, LOOKED_AT], |row| row.get(0))?;
            found.extend(rows.collect::<rusqlite::Result<Vec<Id>>>()?);
        }
        Ok(found)
    }

    /// The id of a code of one kind of files.
    ///
    /// # Errors
    /// What the database says.
    pub fn id_of(&self, kind: Kind, code: &str) -> Result<Option<Id>> {
        rows::id_of_code(self.conn, kind.table(), code)
    }

    /// Whether there is any file of a kind.
    ///
    /// # Errors
    /// What the database says.
    pub fn has_any(&self, kind: Kind) -> Result<bool> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {})", kind.table());
        Ok(self.conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    }

    /// Files of exactly this name, with a child's birth date; those merged away aren't among them.
    ///
    /// # Errors
    /// What the database says.
    pub fn namesakes(&self, kind: Kind, name: &str, limit: usize) -> Result<Vec<Namesake>> {
        let own = if kind == Kind::Child { "birth_date, carer_id" } else { "NULL, NULL" };
        let sql = format!(
            "SELECT id, {own} FROM {} WHERE name = ?1 AND merged_into_id IS NULL LIMIT ?2",
            kind.table()
        );
        let limit = i64::try_from(limit).unwrap_or(-1);
        let mut statement = self.conn.prepare_cached(&sql)?;
        let found = statement.query_map(rusqlite::params![name, limit], |row| {
            Ok(Namesake { id: row.get(0)?, birth_date: row.get(1)?, carer_id: row.get(2)? })
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// What tells one person apart; `None` when there is no such file, or it was merged away.
    ///
    /// # Errors
    /// What the database says.
    pub fn suspect(&self, kind: Kind, id: Id) -> Result<Option<Suspect>> {
        let sql = format!("{} WHERE f.id = ?1 AND f.merged_into_id IS NULL", details(kind));
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        rows.next()?.map(read_suspect).transpose()
    }

    /// What of all files of a kind is needed to find whom to compare.
    fn duplicate_keys(&self, kind: Kind) -> Result<(Vec<Id>, Vec<Key>)> {
        let sql = match kind {
            Kind::Child => {
                "SELECT id, name, birth_date, id_number, NULL, village, carer_id FROM child
                 WHERE merged_into_id IS NULL ORDER BY id"
            }
            Kind::Volunteer => {
                "SELECT id, name, NULL, NULL, phone, village, NULL FROM volunteer
                 WHERE merged_into_id IS NULL ORDER BY id"
            }
            _ => {
                "SELECT id, name, NULL, NULL, phone, NULL, NULL FROM carer
                 WHERE merged_into_id IS NULL ORDER BY id"
            }
        };
        let mut sounds: HashMap<String, String> = HashMap::new();
        let (mut ids, mut keys) = (Vec::new(), Vec::new());
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let name: String = row.get(1)?;
            let heard = match sounds.get(&name) {
                Some(heard) => heard.clone(),
                None => sounds.entry(name.clone()).or_insert_with_key(|name| sound(name)).clone(),
            };
            ids.push(row.get(0)?);
            keys.push(Key {
                sound: heard,
                name,
                birth_date: row.get(2)?,
                id_number: row.get(3)?,
                phone: row.get(4)?,
                village: row.get(5)?,
                carer: row.get(6)?,
            });
        }
        Ok((ids, keys))
    }

    fn said_not_same(&self, kind: Kind) -> Result<HashSet<(Id, Id)>> {
        let said: Vec<NotSame> = rows::select(self.conn, "WHERE kind = ?1", &[&kind.table()])?;
        Ok(said.into_iter().map(|row| pair(row.one_id, row.other_id)).collect())
    }
}

/// The people at some places as a group, by code, with the pairs among them.
fn group(
    kind: Kind,
    places: &[usize],
    people: &mut HashMap<usize, Suspect>,
    alike: &mut HashMap<(usize, usize), Weighing>,
) -> DuplicateGroup {
    let mut members: Vec<(usize, Suspect)> =
        places.iter().filter_map(|at| Some((*at, people.remove(at)?))).collect();
    members.sort_by(|one, other| by_code(&one.1.code, &other.1.code));
    let mut pairs = Vec::new();
    for (one, (first, _)) in members.iter().enumerate() {
        for (other, (second, _)) in members.iter().enumerate().skip(one + 1) {
            let key = (*first.min(second), *first.max(second));
            pairs.extend(alike.remove(&key).map(|weighing| (one, other, weighing)));
        }
    }
    pairs.sort_by_key(|(one, other, weighing)| (-weighing.points, *one, *other));
    DuplicateGroup { kind, members: members.into_iter().map(|(_, one)| one).collect(), pairs }
}
