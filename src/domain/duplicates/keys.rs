//! Whom to compare: only people who share something that a slip of the pen leaves, found by hashing. A hundred thousand people
//! are looked through once; nobody compares all with all.

use std::hash::{Hash, Hasher};

use chrono::{Datelike, NaiveDate};

use super::weigh::{Person, phones};
use crate::domain::lunar::LunarBirthday;
use crate::domain::names::normal;
use crate::domain::records::Id;
use crate::domain::text::fold;

/// So many whose names sound the same are all compared, unless births, homes and guardians differ; of more of them a name alone
/// says nothing, and only those are compared who share one of these. Of anything else that more than so many share, nobody is
/// compared for it.
const SMALL_GROUP: usize = 64;

/// What of a person is looked at to find whom to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Key<'a> {
    /// Name.
    pub name: &'a str,
    /// How it sounds; equal for equal names.
    pub sound: &'a str,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// Lunar birthday.
    pub lunar_birthday: Option<LunarBirthday>,
    /// ID number.
    pub id_number: Option<&'a str>,
    /// Phone as written.
    pub phone: Option<&'a str>,
    /// Village.
    pub village: Option<&'a str>,
    /// The carer, where there is one.
    pub carer: Option<Id>,
}

impl<'a> From<&'a Person> for Key<'a> {
    fn from(person: &'a Person) -> Self {
        Self {
            name: &person.name,
            sound: &person.sound,
            birth_date: person.birth_date,
            lunar_birthday: person.lunar_birthday,
            id_number: person.id_number.as_deref(),
            phone: person.phone.as_deref(),
            village: person.village.as_deref(),
            carer: person.carer,
        }
    }
}

/// Something that people share, as a number: two that come to one number by chance are weighed in vain. With it the place of
/// one who has it.
type Mark = (u64, u32);

fn number(of: &impl Hash) -> u64 {
    let mut quick = Quick(0);
    of.hash(&mut quick);
    quick.finish()
}

/// A hash for many short texts: nobody gains by choosing names that come to one number.
struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let word = part.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte));
            self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

/// A birth date whose parts are compared many times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Born {
    year: i32,
    month: u32,
    day: u32,
    /// Days from the common era, to see which days are neighbours.
    days: i32,
}

impl From<NaiveDate> for Born {
    fn from(day: NaiveDate) -> Self {
        Self { year: day.year(), month: day.month(), day: day.day(), days: day.num_days_from_ce() }
    }
}

impl Born {
    /// Whether two births can be one with a slip of the pen: two of year, month and day the same, month and day exchanged,
    /// or days next to each other.
    fn is_near(self, other: Self) -> bool {
        let same = u8::from(self.year == other.year)
            + u8::from(self.month == other.month)
            + u8::from(self.day == other.day);
        let swapped = self.year == other.year && self.month == other.day && self.day == other.month;
        same >= 2 || swapped || (self.days - other.days).abs() == 1
    }

    /// The numbers of which near births share one: each two of the parts, month and day in rising order, and the turn of a
    /// month for the days on both sides of it.
    fn near(self) -> impl Iterator<Item = u64> {
        let Self { year, month, day, days } = self;
        let turn = if day == 1 { Some(days) } else { (day >= 28).then_some(days + 1) };
        [
            number(&(0, year, month)),
            number(&(1, year, day)),
            number(&(2, month, day)),
            number(&(3, year, month.min(day), month.max(day))),
        ]
        .into_iter()
        .chain(turn.map(|turn| number(&(4, turn))))
    }
}

/// What tells namesakes apart before they are weighed.
#[derive(Debug, Clone, Copy)]
struct Circumstances {
    born: Option<Born>,
    village: Option<u64>,
    carer: Option<Id>,
}

impl Circumstances {
    /// False where births are far apart and the villages differ and there isn't one carer: then the same name and all else in
    /// common don't come to [`super::POSSIBLE`].
    fn may_be(&self, other: &Self) -> bool {
        let unlike = |one: Option<u64>, other: Option<u64>| {
            one.zip(other).is_some_and(|(one, other)| one != other)
        };
        self.born.zip(other.born).is_none_or(|(one, other)| one.is_near(other))
            || !unlike(self.village, other.village)
            || self.carer.is_some() && self.carer == other.carer
    }
}

/// People among whom those worth comparing are looked for. Each has the place at which it was pushed.
#[derive(Debug, Default)]
pub struct Keys {
    people: Vec<Circumstances>,
    sounds: Vec<Mark>,
    others: Vec<Mark>,
}

impl Keys {
    /// Takes up one more, to be found by how the name sounds, by ID number and by phone: not by a name one character apart.
    ///
    /// # Panics
    /// At four thousand million people.
    pub fn push_by_sound(&mut self, key: Key<'_>) {
        let at = u32::try_from(self.people.len()).expect("fewer people than the world has");
        self.people.push(Circumstances {
            born: key.birth_date.map(Born::from),
            village: key.village.filter(|name| !name.is_empty()).map(|name| number(&fold(name))),
            carer: key.carer,
        });
        self.sounds.push((number(&key.sound), at));
        let others = &mut self.others;
        if let Some(id_number) = key.id_number {
            others.push((number(&(0, id_number.to_ascii_uppercase())), at));
        }
        for phone in key.phone.map_or_else(Vec::new, phones) {
            others.push((number(&(1, phone)), at));
        }
    }

    /// Takes up one more, to be found by all that is looked at.
    ///
    /// # Panics
    /// At four thousand million people.
    pub fn push(&mut self, key: Key<'_>) {
        self.push_by_sound(key);
        let at = self.sounds.last().map_or(0, |(_, at)| *at);
        let others = &mut self.others;
        // Names one character apart, of people with one birthday, share what is left without a character.
        let solar = key.birth_date.map(|birth| number(&(2, birth)));
        let lunar = key.lunar_birthday.map(|birthday| number(&(3, birthday)));
        if solar.is_some() || lunar.is_some() {
            let name = fold(&normal(key.name));
            let mut rest = String::with_capacity(name.len());
            let mut share = |name: &str| {
                let birthdays = [solar, lunar].into_iter().flatten();
                others.extend(birthdays.map(|birthday| (number(&(birthday, name)), at)));
            };
            share(&name);
            for (out, character) in name.char_indices() {
                rest.clear();
                rest.push_str(&name[..out]);
                rest.push_str(&name[out + character.len_utf8()..]);
                share(&rest);
            }
        }
    }

    /// Pairs of places worth weighing of which the later is at `from` or after it: with 0 all of them, else whom those who came
    /// from there on may be, of each other too. The smaller place first, in order, none twice.
    pub fn pairs(mut self, from: usize) -> Vec<(usize, usize)> {
        let mut found = Found { from, pairs: Vec::new() };
        for group in shared(&mut self.sounds) {
            if group.len() <= SMALL_GROUP {
                found.all(group, |one, other| self.people[one].may_be(&self.people[other]));
                continue;
            }
            let mut marks = Vec::new();
            for &(_, at) in group {
                let Circumstances { born, village, carer } = self.people[at as usize];
                marks.extend(born.into_iter().flat_map(Born::near).map(|near| (near, at)));
                marks.extend(village.map(|village| (number(&(5, village)), at)));
                marks.extend(carer.map(|carer| (number(&(6, carer)), at)));
            }
            found.of_few(&mut marks);
        }
        found.of_few(&mut self.others);
        found.pairs.sort_unstable();
        found.pairs.dedup();
        found.pairs
    }
}

/// Those who share a mark, in the order of their places, where they are more than one.
fn shared(marks: &mut Vec<Mark>) -> impl Iterator<Item = &[Mark]> {
    marks.sort_unstable();
    marks.dedup();
    marks.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() > 1)
}

/// The pairs found.
struct Found {
    from: usize,
    pairs: Vec<(usize, usize)>,
}

impl Found {
    fn of_few(&mut self, marks: &mut Vec<Mark>) {
        for group in shared(marks).filter(|group| group.len() <= SMALL_GROUP) {
            self.all(group, |_, _| true);
        }
    }

    fn all(&mut self, group: &[Mark], is_worth_it: impl Fn(usize, usize) -> bool) {
        let old = group.partition_point(|(_, at)| (*at as usize) < self.from);
        for (nth, (_, later)) in group.iter().enumerate().skip(old) {
            let pairs =
                group[..nth].iter().map(|(_, earlier)| (*earlier as usize, *later as usize));
            self.pairs.extend(pairs.filter(|(earlier, later)| is_worth_it(*earlier, *later)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::weigh;
    use super::*;
    use proptest::prelude::*;

    fn person(name: &str, sound: &str, birth: &str) -> Person {
        let birth_date = (!birth.is_empty()).then(|| birth.parse().unwrap());
        Person { name: name.into(), sound: sound.into(), birth_date, ..Person::default() }
    }

    fn pairs(people: &[Person], from: usize) -> Vec<(usize, usize)> {
        let mut keys = Keys::default();
        for person in people {
            keys.push(person.into());
        }
        keys.pairs(from)
    }

    #[test]
    fn those_who_share_something_are_compared() {
        let mut people = vec![
            person("张丽", "zhangli", ""),
            person("张莉", "zhangli", "2015-06-01"),
            person("王小明", "wangxiaoming", "2014-03-05"),
            person("王明", "wangming", "2014-03-05"),
            person("李小明", "lixiaoming", "2014-03-05"),
            person("赵云", "zhaoyun", "2014-03-05"),
        ];
        assert_eq!(pairs(&people, 0), [(0, 1), (2, 3), (2, 4)]);
        people[5].id_number = Some("A".into());
        people[0].id_number = Some("A".into());
        people[1].phone = Some("13800000001".into());
        people[2].phone = Some("13900000002、+86 138 0000 0001".into());
        assert_eq!(pairs(&people, 0), [(0, 1), (0, 5), (1, 2), (2, 3), (2, 4)]);
        assert_eq!(pairs(&people, 4), [(0, 5), (2, 4)], "of the last two");
        assert_eq!(pairs(&people, 6), []);
    }

    #[test]
    fn of_many_namesakes_those_with_something_more_in_common() {
        // Three hundred of one name, born 100 days apart: few of them within one slip of each other, but for the last.
        let first: NaiveDate = "1990-01-01".parse().unwrap();
        let mut people: Vec<Person> = (0..300)
            .map(|at| {
                person("张伟", "zhangwei", &(first + chrono::Days::new(at * 100)).to_string())
            })
            .collect();
        let apart = pairs(&people, 0).len();
        assert!(apart < 300 * 299 / 2 / 10, "{apart} pairs of {}", 300 * 299 / 2);
        people.push(person("张伟", "zhangwei", "1989-12-31"));
        people.push(person("张伟", "zhangwei", ""));
        assert!(pairs(&people, 0).contains(&(0, 300)), "a day before the first one's");
        assert!(pairs(&people, 301).is_empty(), "a name alone");
        for at in [7, 301] {
            people[at].carer = Some(3);
        }
        assert_eq!(pairs(&people, 301), [(7, 301)]);
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (0..2u32, 1..=12u32, 1..=31u32).prop_filter_map("a day", |(year, month, day)| {
            NaiveDate::from_ymd_opt(2013 + i32::try_from(year).ok()?, month, day)
        })
    }

    /// Children of few names, homes and guardians, so that many are alike. The guardian of a carer's number is that carer.
    fn any_child() -> impl Strategy<Value = Person> {
        let names = prop::sample::select(vec![
            ("王小明", "wangxiaoming"),
            ("王晓明", "wangxiaoming"),
            ("王　小明", "wangxiaoming"),
            ("王明", "wangming"),
            ("王小亮", "wangxiaoliang"),
            ("李小明", "lixiaoming"),
            ("赵云", "zhaoyun"),
        ]);
        let homes = prop::sample::select(vec![None, Some("新桥村"), Some("黄莺岭村")]);
        let numbers =
            prop::sample::select(vec![None, None, Some("A1"), Some("B222"), Some("b222")]);
        (
            (names, prop::option::of(any_day()), prop::option::of(1..4u8)),
            (homes, prop::option::of(0..3u8), numbers, any::<bool>(), any::<bool>()),
        )
            .prop_map(
                |((name, birth_date, moon), (home, carer, id_number, far, school))| {
                    let text = |text: &str| Some(text.to_owned());
                    Person {
                        birth_date,
                        lunar_birthday: moon.map(|day| LunarBirthday {
                            year: None,
                            month: 8,
                            leap: false,
                            day,
                        }),
                        id_number: id_number.and_then(text),
                        carer: carer.map(Id::from),
                        guardian: carer
                            .map(|at| ["王强", "王强", "李芳"][usize::from(at)].to_owned()),
                        township: text(if far { "汉阳镇" } else { "高台镇" }),
                        village: home.and_then(text),
                        school: school.then(|| "高台小学".to_owned()),
                        ..person(name.0, name.1, "")
                    }
                },
            )
    }

    proptest! {
        #[test]
        fn whoever_may_be_the_same_is_compared(people in prop::collection::vec(any_child(), 2..30), from in 0..30usize) {
            let compared = pairs(&people, from);
            for later in from..people.len() {
                for earlier in 0..later {
                    let weighing = weigh(&people[earlier], &people[later]);
                    prop_assert!(
                        !weighing.is_possible() || compared.contains(&(earlier, later)),
                        "{:?} {:?} {:?}", people[earlier], people[later], weighing
                    );
                }
            }
            prop_assert!(compared.iter().all(|(earlier, later)| earlier < later && *later >= from));
        }

        #[test]
        fn near_births_share_a_number(one in any_day(), other in any_day()) {
            let (one, other) = (Born::from(one), Born::from(other));
            let meet = one.near().any(|mark| other.near().any(|other| mark == other));
            // What they share may be less than near: the end of February has no 30th.
            prop_assert!(meet || !one.is_near(other), "{one:?} {other:?}");
        }
    }
}
