//! Whom to compare: only people who share something that a slip of the pen leaves, found by hashing. A hundred thousand people
//! are looked through once; nobody compares all with all.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use chrono::{Datelike, NaiveDate};

use crate::domain::records::Id;
use crate::domain::text::fold;

/// So many who share a name's sound are all compared with each other; of a larger group only those who share something more.
pub const SMALL_GROUP: usize = 64;

/// What of a person is looked at to find whom to compare.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Key {
    /// Name.
    pub name: String,
    /// How it sounds; equal for equal names.
    pub sound: String,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// ID number.
    pub id_number: Option<String>,
    /// Phone as written.
    pub phone: Option<String>,
    /// Village.
    pub village: Option<String>,
    /// The carer, where there is one.
    pub carer: Option<Id>,
}

/// The marks by which birth dates one slip apart find each other: each two of year, month and day, and month and day in
/// rising order. Days next to each other across the end of a month share none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NearBirths {
    /// Year and month.
    YearMonth(i32, u32),
    /// Year and day.
    YearDay(i32, u32),
    /// Month and day.
    MonthDay(u32, u32),
    /// The year with month and day in rising order.
    Sorted(i32, u32, u32),
}

impl NearBirths {
    /// The marks of a birth date.
    pub fn of(birth: NaiveDate) -> [Self; 4] {
        let (year, month, day) = (birth.year(), birth.month(), birth.day());
        [
            Self::YearMonth(year, month),
            Self::YearDay(year, day),
            Self::MonthDay(month, day),
            Self::Sorted(year, month.min(day), month.max(day)),
        ]
    }
}

/// The places of those who share a mark.
type Shared<K> = HashMap<K, Vec<usize>>;

fn share<K: Hash + Eq>(shared: &mut Shared<K>, key: K, at: usize) {
    shared.entry(key).or_default().push(at);
}

/// Pairs of places worth weighing, the smaller place first, in order, none twice.
pub fn pairs(people: &[Key]) -> Vec<(usize, usize)> {
    let mut found = HashSet::new();
    let mut sounds: Shared<&str> = HashMap::new();
    let mut numbers: Shared<&str> = HashMap::new();
    let mut phones: Shared<String> = HashMap::new();
    let mut names: Shared<(NaiveDate, String)> = HashMap::new();
    for (at, person) in people.iter().enumerate() {
        share(&mut sounds, &person.sound, at);
        if let Some(number) = &person.id_number {
            share(&mut numbers, number, at);
        }
        if let Some(phone) = &person.phone {
            share(&mut phones, fold(phone), at);
        }
        // Names one character apart, of people born on one day, share what is left without a character.
        if let Some(birth) = person.birth_date {
            let name = fold(&person.name);
            for (out, character) in name.char_indices() {
                let rest = [&name[..out], &name[out + character.len_utf8()..]].concat();
                share(&mut names, (birth, rest), at);
            }
            share(&mut names, (birth, name), at);
        }
    }
    for group in sounds.values().filter(|group| group.len() > 1) {
        among_namesakes(people, group, &mut found);
    }
    let few = |group: &&Vec<usize>| group.len() > 1 && group.len() <= SMALL_GROUP;
    for group in numbers.values().filter(few) {
        all(group, &mut found);
    }
    for group in phones.values().filter(few) {
        all(group, &mut found);
    }
    for group in names.values().filter(few) {
        all(group, &mut found);
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_unstable();
    found
}

fn all(group: &[usize], found: &mut HashSet<(usize, usize)>) {
    for (nth, one) in group.iter().enumerate() {
        for other in &group[nth + 1..] {
            if one != other {
                found.insert((*one.min(other), *one.max(other)));
            }
        }
    }
}

/// Those whose names sound the same. Where they are many, those who share the birth date or nearly, the village or the carer.
fn among_namesakes(people: &[Key], group: &[usize], found: &mut HashSet<(usize, usize)>) {
    if group.len() <= SMALL_GROUP {
        return all(group, found);
    }
    let mut births: Shared<NearBirths> = HashMap::new();
    let mut villages: Shared<&str> = HashMap::new();
    let mut carers: Shared<Id> = HashMap::new();
    for &at in group {
        let person = &people[at];
        for mark in person.birth_date.into_iter().flat_map(NearBirths::of) {
            share(&mut births, mark, at);
        }
        if let Some(village) = &person.village {
            share(&mut villages, village, at);
        }
        if let Some(carer) = person.carer {
            share(&mut carers, carer, at);
        }
    }
    let few = |shared: &Vec<usize>| shared.len() <= SMALL_GROUP;
    births.values().filter(|shared| few(shared)).for_each(|shared| all(shared, found));
    villages.values().filter(|shared| few(shared)).for_each(|shared| all(shared, found));
    carers.values().filter(|shared| few(shared)).for_each(|shared| all(shared, found));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str, sound: &str, birth: &str) -> Key {
        let birth_date = (!birth.is_empty()).then(|| birth.parse().unwrap());
        Key { name: name.into(), sound: sound.into(), birth_date, ..Key::default() }
    }

    #[test]
    fn those_who_share_something_are_compared() {
        let mut people = vec![
            key("张丽", "zhangli", ""),
            key("张莉", "zhangli", "2015-06-01"),
            key("王小明", "wangxiaoming", "2014-03-05"),
            key("王明", "wangming", "2014-03-05"),
            key("李小明", "lixiaoming", "2014-03-05"),
            key("赵云", "zhaoyun", "2014-03-05"),
        ];
        assert_eq!(pairs(&people), [(0, 1), (2, 3), (2, 4)]);
        people[5].id_number = Some("A".into());
        people[0].id_number = Some("A".into());
        assert_eq!(pairs(&people), [(0, 1), (0, 5), (2, 3), (2, 4)]);
    }

    #[test]
    fn of_many_namesakes_those_with_something_more_in_common() {
        // Three hundred of one name, born 100 days apart: no two within one slip of each other, but for the last.
        let first: NaiveDate = "1990-01-01".parse().unwrap();
        let mut people: Vec<Key> = (0..300)
            .map(|at| key("张伟", "zhangwei", &(first + chrono::Days::new(at * 100)).to_string()))
            .collect();
        let apart = pairs(&people).len();
        assert!(apart < 300 * 299 / 2 / 10, "{apart} pairs of {}", 300 * 299 / 2);
        people.push(key("张伟", "zhangwei", "1990-01-02"));
        assert!(pairs(&people).contains(&(0, 300)), "a day from the first one's");
    }
}
