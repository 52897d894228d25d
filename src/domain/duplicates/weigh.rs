//! Two people side by side: each fact that agrees counts for their being one, each that differs counts against it.

use chrono::{Datelike, NaiveDate};

use super::likeness::Likeness;
use crate::domain::codes::Sex;
use crate::domain::lunar::LunarBirthday;
use crate::domain::names::normal;
use crate::domain::records::Id;
use crate::domain::text::{fold, folded};

/// What is known about someone, as far as it tells people apart. A child has a guardian and no phone of its own; what isn't
/// known counts neither way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// How the name sounds: its pinyin without tones.
    pub sound: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// Lunar birthday.
    pub lunar_birthday: Option<LunarBirthday>,
    /// ID number.
    pub id_number: Option<String>,
    /// Own phone.
    pub phone: Option<String>,
    /// The guardian's file: not weighed, by it children of one guardian find each other.
    pub carer: Option<Id>,
    /// The guardian's name.
    pub guardian: Option<String>,
    /// The guardian's phone.
    pub guardian_phone: Option<String>,
    /// Township.
    pub township: Option<String>,
    /// Village.
    pub village: Option<String>,
    /// School.
    pub school: Option<String>,
}

/// What speaks for and against two files' being one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighing {
    /// The sum.
    pub points: i32,
    /// What agrees: name, number, birth, phone, home, school, sex.
    pub alike: Vec<Likeness>,
    /// What differs, the weightiest first.
    pub differing: Vec<Likeness>,
}

impl Weighing {
    /// True when the two should be offered as possibly the same.
    pub const fn is_possible(&self) -> bool {
        self.points >= super::POSSIBLE
    }

    /// True when the two very likely are the same.
    pub const fn is_likely(&self) -> bool {
        self.points >= super::LIKELY
    }
}

/// Weighs two people.
pub fn weigh(one: &Person, other: &Person) -> Weighing {
    let name = name(one, other);
    let id = both(one.id_number.as_ref(), other.id_number.as_ref())
        .map(|(one, other)| id_number(one, other));
    // A family shares its home, school and phone: they speak for one person only where the name or the number does.
    let alone = !matches!(name, Likeness::NameSame | Likeness::NameSound)
        && id.is_none_or(|id| id != Likeness::IdSame);
    let found = [
        Some(name),
        id,
        birth(one, other),
        both(one.phone.as_ref(), other.phone.as_ref()).map(|(one, other)| {
            either(phones_meet(one, other), Likeness::PhoneSame, Likeness::PhoneOther)
        }),
        guardian(one, other),
        place(one, other),
        both(one.township.as_ref(), other.township.as_ref()).map(|(one, other)| {
            either(same(one, other), Likeness::TownshipSame, Likeness::TownshipOther)
        }),
        both(one.school.as_ref(), other.school.as_ref()).map(|(one, other)| {
            either(same(one, other), Likeness::SchoolSame, Likeness::SchoolOther)
        }),
        one.sex
            .zip(other.sex)
            .map(|(one, other)| either(one == other, Likeness::SexSame, Likeness::SexOther)),
    ];
    let counted = found.into_iter().flatten().filter(|found| !(alone && found.is_of_the_family()));
    let (mut alike, mut differing): (Vec<_>, Vec<_>) =
        counted.partition(|found| found.points() > 0);
    alike.sort_unstable();
    differing.sort_by_key(|found| found.points());
    let points = alike.iter().chain(&differing).map(|found| found.points()).sum();
    Weighing { points, alike, differing }
}

const fn either(same: bool, yes: Likeness, no: Likeness) -> Likeness {
    if same { yes } else { no }
}

fn both<'a>(one: Option<&'a String>, other: Option<&'a String>) -> Option<(&'a str, &'a str)> {
    let filled =
        |text: Option<&'a String>| text.map(String::as_str).filter(|text| !text.trim().is_empty());
    filled(one).zip(filled(other))
}

fn same(one: &str, other: &str) -> bool {
    one == other || folded(one).eq(folded(other))
}

/// Names are compared as they are kept now, whatever an older program has left.
fn same_name(one: &str, other: &str) -> bool {
    one == other || same(&normal(one), &normal(other))
}

fn name(one: &Person, other: &Person) -> Likeness {
    if same_name(&one.name, &other.name) {
        return Likeness::NameSame;
    }
    if !one.sound.is_empty() && one.sound == other.sound {
        return Likeness::NameSound;
    }
    let (first, second): (Vec<char>, Vec<char>) =
        (folded(&normal(&one.name)).collect(), folded(&normal(&other.name)).collect());
    if is_longer(&first, &second) || is_longer(&second, &first) {
        return Likeness::NameLonger;
    }
    if first.len() != second.len() || first.len() < 2 {
        return Likeness::NameOther;
    }
    if first.len() > 2 && first[1..] == second[1..] {
        return Likeness::NameSurname;
    }
    let others = first.iter().zip(&second).filter(|(one, other)| one != other).count();
    either(first[0] == second[0] && others == 1, Likeness::NameOneOther, Likeness::NameOther)
}

/// Whether a name is the other with one character put in.
fn is_longer(long: &[char], short: &[char]) -> bool {
    short.len() > 1
        && long.len() == short.len() + 1
        && (0..long.len()).any(|out| long[..out] == short[..out] && long[out + 1..] == short[out..])
}

fn id_number(one: &str, other: &str) -> Likeness {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.eq_ignore_ascii_case(other) {
        return Likeness::IdSame;
    }
    if one.len() != other.len() {
        return Likeness::IdOther;
    }
    let differs = |at: &usize| !one[*at].eq_ignore_ascii_case(&other[*at]);
    let mut at = (0..one.len()).filter(differs);
    let near = match (at.next(), at.next(), at.next()) {
        (Some(_), None, _) => true,
        (Some(a), Some(b), None) => {
            let crosswise = [(a, b), (b, a)];
            b == a + 1 && crosswise.iter().all(|(a, b)| one[*a].eq_ignore_ascii_case(&other[*b]))
        }
        _ => false,
    };
    either(near, Likeness::IdNear, Likeness::IdOther)
}

fn birth(one: &Person, other: &Person) -> Option<Likeness> {
    let Some((first, second)) = one.birth_date.zip(other.birth_date) else {
        let (first, second) = one.lunar_birthday.zip(other.lunar_birthday)?;
        return (first == second).then_some(Likeness::LunarSame);
    };
    if first == second {
        return Some(Likeness::BirthSame);
    }
    if (first - second).num_days().abs() == 1 {
        return Some(Likeness::BirthNextDay);
    }
    let swapped = NaiveDate::from_ymd_opt(first.year(), first.day(), first.month());
    if swapped == Some(second) {
        return Some(Likeness::BirthSwapped);
    }
    let parts = [
        first.year() != second.year(),
        first.month() != second.month(),
        first.day() != second.day(),
    ];
    let others = parts.into_iter().filter(|other| *other).count();
    Some(either(others == 1, Likeness::BirthPart, Likeness::BirthOther))
}

/// Whether a field holds one number as it is mostly written: nothing but the digits of a mobile phone.
fn is_plain(text: &str) -> bool {
    text.len() == 11 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The numbers in a field that may hold several, without signs between their digits and without the country's.
pub(super) fn phones(text: &str) -> Vec<String> {
    if is_plain(text) {
        return vec![text.to_owned()];
    }
    let between = |c: char| matches!(c, '、' | ',' | '，' | ';' | '；' | '/' | '／');
    text.split(between).flat_map(numbers).collect()
}

/// The numbers with nothing but spaces and signs between them.
fn numbers(text: &str) -> Vec<String> {
    let folded: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let mut found: Vec<String> = vec![String::new()];
    for c in fold_keeping_spaces(&folded).chars() {
        match found.last_mut() {
            Some(last) if c.is_ascii_digit() => last.push(c),
            _ => found.push(String::new()),
        }
    }
    // Parts of one number written with spaces between them.
    if found.iter().all(|part| part.len() < 7) {
        found = vec![found.concat()];
    }
    found.retain(|number| number.len() >= 7);
    for number in &mut found {
        if number.len() == 13 && number.starts_with("86") {
            number.drain(..2);
        }
    }
    found
}

fn fold_keeping_spaces(text: &str) -> String {
    text.split(' ').map(fold).collect::<Vec<_>>().join(" ")
}

fn phones_meet(one: &str, other: &str) -> bool {
    if is_plain(one) && is_plain(other) {
        return one == other;
    }
    let second = phones(other);
    phones(one).iter().any(|number| second.contains(number))
}

fn guardian(one: &Person, other: &Person) -> Option<Likeness> {
    // A guardian of whom only a phone is known is called `?`.
    let names = both(one.guardian.as_ref(), other.guardian.as_ref())
        .filter(|(one, other)| [one, other].iter().all(|name| name.contains(char::is_alphabetic)))
        .map(|(one, other)| same_name(one, other));
    let phones = both(one.guardian_phone.as_ref(), other.guardian_phone.as_ref())
        .map(|(one, other)| phones_meet(one, other));
    if names == Some(true) || phones == Some(true) {
        return Some(Likeness::GuardianSame);
    }
    names.map(|_| Likeness::GuardianOther)
}

/// Villages are compared within a township: every second township has a 新桥村.
fn place(one: &Person, other: &Person) -> Option<Likeness> {
    let townships = both(one.township.as_ref(), other.township.as_ref());
    if townships.is_some_and(|(one, other)| !same(one, other)) {
        return None;
    }
    let (first, second) = both(one.village.as_ref(), other.village.as_ref())?;
    Some(either(same(first, second), Likeness::VillageSame, Likeness::VillageOther))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// name/sound, sex, birth, id, guardian, place, school; `-` for nothing.
    fn person(text: &str) -> Person {
        let mut words = text.split(' ').map(|word| Some(word).filter(|word| *word != "-"));
        let mut next = || words.next().flatten();
        let (name, sound) = next().and_then(|name| name.split_once('/')).unwrap();
        let (sex, birth, id_number) = (next(), next(), next().map(str::to_owned));
        let (guardian, place, school) = (next(), next(), next().map(str::to_owned));
        let place = place.and_then(|place| place.split_once('/'));
        Person {
            name: name.replace('_', "\u{3000}"),
            sound: sound.into(),
            sex: sex.and_then(Sex::from_code),
            birth_date: birth.map(|birth| birth.parse().unwrap()),
            id_number,
            guardian: guardian.map(str::to_owned),
            township: place.map(|place| place.0.to_owned()),
            village: place.map(|place| place.1.to_owned()),
            school,
            ..Person::default()
        }
    }

    /// Two people, the points counted by hand, whether they are offered.
    #[test]
    fn what_agrees_counts_for_and_what_differs_against() {
        let cases = [
            // 40 + 30 + 4: nothing else known.
            ("王小明/wangxiaoming m 2014-03-05", "王小明/wangxiaoming m 2014-03-05", 74, true),
            // A wide space is no difference: 40 + 30.
            ("王_明/wangming - 2014-03-05", "王明/wangming - 2014-03-05", 70, true),
            // The same name, another birth date, another village: 40 − 35 + 5 − 8.
            (
                "王小明/w - 2014-03-05 - - 高台镇/黄莺岭村",
                "王小明/w - 2012-11-20 - - 高台镇/新桥村",
                2,
                false,
            ),
            // 40 + 10 + 10 + 5 − 25: a day apart, same village, other sex.
            (
                "王小明/w m 2014-03-05 - - 高台镇/黄莺岭村",
                "王小明/w f 2014-03-06 - - 高台镇/黄莺岭村",
                40,
                true,
            ),
            // Month and day exchanged: 40 + 10 + 4.
            ("罗俊豪/luo m 2013-04-09", "罗俊豪/luo m 2013-09-04", 54, true),
            // Sounds the same, same birth: 28 + 30 + 4.
            ("张丽/zhangli f 2015-06-01", "张莉/zhangli f 2015-06-01", 62, true),
            // … in another township and school, other guardian: 28 + 30 + 4 − 15 − 5 − 8.
            (
                "张丽/zhangli f 2015-06-01 - 张强 汉阳镇/上游村 汉阳小学",
                "张莉/zhangli f 2015-06-01 - 张兵 西龙镇/新桥村 西龙小学",
                34,
                false,
            ),
            // Twins: one character other, everything a family shares says nothing: 5 + 30 + 4.
            (
                "王小明/a m 2014-03-05 - 王强 高台镇/黄莺岭村 高台小学",
                "王小亮/b m 2014-03-05 - 王强 高台镇/黄莺岭村 高台小学",
                39,
                false,
            ),
            // One character more: 15 + 30 + 4. Another surname: the same.
            ("王小明/a m 2014-03-05", "王明/b m 2014-03-05", 49, true),
            ("王小明/a m 2014-03-05", "李小明/b m 2014-03-05", 49, true),
            // The same ID number under another name: 60 − 30 + 30 + 4.
            ("王小明/a m 2014-03-05 A1", "赵云/b m 2014-03-05 A1", 64, true),
            // Everything the same but the ID number: 40 + 30 + 4 + 10 + 5 − 60.
            (
                "王小明/w m 2014-03-05 511425201403050011 - 高台镇/黄莺岭村",
                "王小明/w m 2014-03-05 511425201403057731 - 高台镇/黄莺岭村",
                29,
                false,
            ),
            // One slip in the number: 40 + 30 + 4 + 10.
            (
                "王小明/w m 2014-03-05 511425201403050011",
                "王小明/w m 2014-03-05 511425201403050101",
                84,
                true,
            ),
            // Two names alone: nothing speaks against it.
            ("王小明/w", "王小明/w", 40, true),
            ("王小明/w", "赵云/z", -30, false),
            // The same home under another birth date, other sex: 40 − 35 + 18 + 10 + 5 + 8 − 25.
            (
                "王小明/w m 2014-03-05 - 王强 高台镇/黄莺岭村 高台小学",
                "王小明/w f 2010-11-20 - 王强 高台镇/黄莺岭村 高台小学",
                21,
                false,
            ),
        ];
        for (one, other, points, possible) in cases {
            let (one, other) = (person(one), person(other));
            let weighing = weigh(&one, &other);
            assert_eq!(weighing.points, points, "{} {}: {weighing:?}", one.name, other.name);
            assert_eq!(weighing.is_possible(), possible);
            assert_eq!(weighing, weigh(&other, &one), "either way round");
        }
    }

    #[test]
    fn phones_and_guardians_are_known_by_any_number() {
        let with = |name: &str, phone: &str, guardian: &str| Person {
            name: name.into(),
            phone: Some(phone.into()).filter(|phone: &String| !phone.is_empty()),
            guardian_phone: Some(guardian.into()).filter(|phone: &String| !phone.is_empty()),
            ..Person::default()
        };
        // 40 + 45
        let weighing = weigh(
            &with("周桂芳", "138 0000 0001", ""),
            &with("周桂芳", "13900000002、１３８０００００００１", ""),
        );
        assert_eq!(weighing.points, 85);
        assert!(weighing.is_likely());
        // 40 − 8
        let weighing =
            weigh(&with("周桂芳", "13800000001", ""), &with("周桂芳", "13900000002", ""));
        assert_eq!((weighing.points, weighing.differing), (32, vec![Likeness::PhoneOther]));
        // 45 − 30: a phone that a household shares.
        let weighing = weigh(&with("周桂芳", "13800000001", ""), &with("李强", "13800000001", ""));
        assert_eq!(weighing.points, 15);
        // 40 + 18
        let weighing = weigh(&with("王明", "", "13800000001"), &with("王明", "", "13800000001"));
        assert_eq!(weighing.points, 58);
    }

    #[test]
    fn what_agrees_is_said_in_order_and_the_weightiest_difference_first() {
        let weighing = weigh(
            &person("王小明/w m 2014-03-05 - - 高台镇/黄莺岭村 高台小学"),
            &person("王小明/w f 2014-03-06 - - 高台镇/黄莺岭村 汉阳小学"),
        );
        assert_eq!(
            weighing.alike,
            [
                Likeness::NameSame,
                Likeness::BirthNextDay,
                Likeness::VillageSame,
                Likeness::TownshipSame
            ]
        );
        assert_eq!(weighing.differing, [Likeness::SexOther, Likeness::SchoolOther]);
    }

    #[test]
    fn a_lunar_birthday_tells_where_the_solar_date_is_missing() {
        let with = |month| Person {
            name: "王明".into(),
            lunar_birthday: crate::domain::lunar_text::parse_lunar(month).ok(),
            ..Person::default()
        };
        assert_eq!(weigh(&with("八月十五"), &with("八月十五")).points, 70);
        assert_eq!(weigh(&with("八月十五"), &with("腊月初八")).points, 40);
    }
}
