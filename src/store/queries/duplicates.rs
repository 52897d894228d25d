//! Who may be the same person twice: the groups of possible duplicates, and whom someone being entered may be.

use std::collections::{HashMap, HashSet};

use rusqlite::{OptionalExtension, Row, ToSql};

use super::Queries;
use super::listed::json;
use crate::domain::code_order::by_code;
use crate::domain::duplicates::{Key, Keys, Person, Weighing, groups, weigh};
use crate::domain::records::{Id, NotSame};
use crate::domain::value::Field;
use crate::language::pinyin::{fold_query, phone_terms, rank, sound};
use crate::store::any::{AnyRecord, Kind};
use crate::store::error::{Result, StoreError};
use crate::store::merge::{self, MergePlan};
use crate::store::rows;

/// The kinds of files that can be merged, in the order in which they are listed.
pub const MERGED: [Kind; 3] = [Kind::Child, Kind::Volunteer, Kind::Carer];

/// So many pairs are weighed between two words about how far it is.
const AT_ONCE: usize = 500;

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
                    carer.phone, f.township, f.village, f.school, f.status = 'active', f.carer_id
             FROM child AS f LEFT JOIN carer ON carer.id = f.carer_id"
        }
        Kind::Volunteer => {
            "SELECT f.id, f.code, f.name, f.sex, NULL, NULL, NULL, f.phone, NULL, NULL, f.township, f.village, NULL,
                    f.status <> 'left', NULL
             FROM volunteer AS f"
        }
        // A carer lives where the children are.
        _ => {
            "SELECT f.id, f.code, f.name, NULL, NULL, NULL, NULL, f.phone, NULL, NULL,
                    (SELECT township FROM child WHERE carer_id = f.id AND merged_into_id IS NULL ORDER BY code_key(code) LIMIT 1),
                    (SELECT village FROM child WHERE carer_id = f.id AND merged_into_id IS NULL ORDER BY code_key(code) LIMIT 1),
                    NULL, f.status = 'active', NULL
             FROM carer AS f"
        }
    }
}

fn coded<T: Field>(row: &Row<'_>, at: usize) -> Result<Option<T>> {
    Ok(<Option<T>>::from_value(row.get(at)?)?)
}

/// A text where it lies, or that there is none.
fn text<'row>(row: &'row Row<'_>, at: usize) -> Result<Option<&'row str>> {
    Ok(row.get_ref(at)?.as_str_or_null().map_err(rusqlite::Error::from)?)
}

fn read_suspect(row: &Row<'_>) -> Result<Suspect> {
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
            carer: row.get(14)?,
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
        let mut worth = keys.pairs(0);
        worth.retain(|(one, other)| !denied.contains(&pair(ids[*one], ids[*other])));
        let mut people: HashMap<usize, Suspect> = HashMap::new();
        let mut alike: HashMap<(usize, usize), Weighing> = HashMap::new();
        for (done, some) in worth.chunks(AT_ONCE).enumerate() {
            if !progress(done * AT_ONCE, worth.len()) {
                return Err(StoreError::Stopped);
            }
            let mut new: Vec<usize> = some.iter().flat_map(|(one, other)| [*one, *other]).collect();
            new.retain(|at| !people.contains_key(at));
            let wanted: Vec<Id> = new.iter().map(|at| ids[*at]).collect();
            let mut found = self.suspects(kind, &wanted)?;
            people.extend(new.iter().filter_map(|at| Some((*at, found.remove(&ids[*at])?))));
            for &(one, other) in some {
                let (Some(first), Some(second)) = (people.get(&one), people.get(&other)) else {
                    continue;
                };
                let weighing = weigh(&first.person, &second.person);
                if weighing.is_possible() {
                    alike.insert((one, other), weighing);
                }
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
        let ids = self.who_may_share(kind, person)?;
        let (ids, mut keys) = self.keys_among(
            kind,
            "AND id IN (SELECT value FROM json_each(?1)) AND id <> ?2",
            rusqlite::params![json(&ids), own],
        )?;
        keys.push(person.into());
        let denied = if own == 0 { HashSet::new() } else { self.said_not_same(kind)? };
        let mut found = Vec::new();
        for (at, _) in keys.pairs(ids.len()) {
            let id = ids[at];
            if denied.contains(&pair(id, own)) {
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

    /// Files that share with someone what [`Keys`] compares by, and others: all of them whose names sound the same, those with
    /// one of the phones or the ID number, and those of one birthday whose names begin or end in the same way.
    fn who_may_share(&self, kind: Kind, person: &Person) -> Result<Vec<Id>> {
        let name = fold_query(&person.name);
        if name.is_empty() {
            return Ok(Vec::new());
        }
        let place =
            MERGED.iter().position(|one| *one == kind).and_then(|at| i64::try_from(at).ok());
        let whole = (i64::from(rank::PINYIN) + 1) * 4;
        let mut found: Vec<Id> = Vec::new();
        let mut add = |sql: &str, params: &[&dyn ToSql]| -> Result<()> {
            let mut statement = self.conn.prepare_cached(sql)?;
            for id in statement.query_map(params, |row| row.get(0))? {
                found.push(id?);
            }
            Ok(())
        };
        let phones = person.phone.as_deref().map_or_else(Vec::new, phone_terms);
        let phones = phones.into_iter().filter(|term| term.rank == rank::PINYIN);
        for term in std::iter::once(sound(&person.name)).chain(phones.map(|term| term.text)) {
            add(
                "SELECT record_id FROM search_term WHERE term = ?1 AND rank % 4 = ?2 AND rank < ?3",
                &[&term, &place, &whole],
            )?;
        }
        if kind != Kind::Child {
            return Ok(found);
        }
        if let Some(number) = &person.id_number {
            add("SELECT id FROM child WHERE id_number = ?1", &[number])?;
        }
        if person.birth_date.is_some() || person.lunar_birthday.is_some() {
            let ends: Vec<&str> = name.char_indices().skip(1).map(|(at, _)| &name[at..]).collect();
            let begins = &name[..name.char_indices().next_back().map_or(0, |(at, _)| at)];
            let begins = if begins.is_empty() { name.as_str() } else { begins };
            let sql = |which: &str| {
                format!(
                    "SELECT record_id FROM search_term JOIN child ON child.id = record_id
                     WHERE {which} AND rank % 4 = 0 AND (birth_date = ?2 OR lunar_birthday = ?3)"
                )
            };
            let lunar = person.lunar_birthday.map(|birthday| birthday.to_value());
            for end in ends {
                add(&sql("term = ?1"), &[&end, &person.birth_date, &lunar])?;
            }
            let begin = "term >= ?1 AND term < ?1 || char(1114111) AND rank < 4";
            add(&sql(begin), &[&begins, &person.birth_date, &lunar])?;
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

    /// What tells people apart, of those of the files that stand for themselves.
    ///
    /// # Errors
    /// What the database says.
    pub fn suspects(&self, kind: Kind, ids: &[Id]) -> Result<HashMap<Id, Suspect>> {
        let among = "f.id IN (SELECT value FROM json_each(?1)) AND f.merged_into_id IS NULL";
        let sql = format!("{} WHERE {among}", details(kind));
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([json(ids)])?;
        let mut found = HashMap::with_capacity(ids.len());
        while let Some(row) = rows.next()? {
            let suspect = read_suspect(row)?;
            found.insert(suspect.id, suspect);
        }
        Ok(found)
    }

    /// All files of a kind, in the order of their ids, and what is needed to find whom to compare; those merged away aren't
    /// among them.
    ///
    /// # Errors
    /// What the database says.
    pub fn duplicate_keys(&self, kind: Kind) -> Result<(Vec<Id>, Keys)> {
        self.keys_among(kind, "", &[])
    }

    fn keys_among(
        &self,
        kind: Kind,
        among: &str,
        params: &[&dyn ToSql],
    ) -> Result<(Vec<Id>, Keys)> {
        let columns = match kind {
            Kind::Child => "name, birth_date, lunar_birthday, id_number, NULL, village, carer_id",
            Kind::Volunteer => "name, NULL, NULL, NULL, phone, village, NULL",
            _ => "name, NULL, NULL, NULL, phone, NULL, NULL",
        };
        let sql = format!(
            "SELECT id, {columns} FROM {} WHERE merged_into_id IS NULL {among} ORDER BY id",
            kind.table()
        );
        let mut sounds: HashMap<String, String> = HashMap::new();
        let (mut ids, mut keys) = (Vec::new(), Keys::default());
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            let name = text(row, 1)?.unwrap_or_default();
            if !sounds.contains_key(name) {
                sounds.insert(name.to_owned(), sound(name));
            }
            ids.push(row.get(0)?);
            keys.push(Key {
                name,
                sound: sounds.get(name).map_or("", String::as_str),
                birth_date: row.get(2)?,
                lunar_birthday: coded(row, 3)?,
                id_number: text(row, 4)?,
                phone: text(row, 5)?,
                village: text(row, 6)?,
                carer: row.get(7)?,
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
