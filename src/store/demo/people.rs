//! The county's people: children, their carers, volunteers, and who is matched with whom.

use chrono::{Datelike, NaiveDate};

use super::chance::Chance;
use super::county::{County, ROUND, VOLUNTEERS, before};
use super::stories::Born;
use crate::domain::calendar::{add_days, school_year};
use crate::domain::codes::{CelebrateBy, Sex, VolunteerStatus};
use crate::domain::lunar::{LunarBirthday, LunarDate};
use crate::domain::places;
use crate::domain::records::{Assignment, Carer, Child, Meta, Volunteer};
use crate::domain::resident_id::check_digit;
use crate::store::format_code;

const PEOPLE: u64 = 1;

/// A record's id and day of entry.
pub(super) fn meta(id: i64, entered: NaiveDate) -> Meta {
    Meta { id, version: 1, entered_on: Some(entered) }
}

/// The codes are numbered from 1.
fn code(letter: char, index: usize) -> String {
    format_code(letter, i64::try_from(index + 1).unwrap_or(i64::MAX))
}

/// A phone number that nobody has.
fn phone(chance: &mut Chance) -> String {
    format!("1390000{:04}", chance.between(1000, 9999))
}

impl County {
    /// The day on which a child's file was opened here.
    pub(super) fn entered(&self, child: usize) -> NaiveDate {
        match self.story(child).spec().since {
            Some(days) => self.ago(days),
            None => self.first_day(),
        }
    }

    /// A child, and the carer who comes with it unless a sibling brought them.
    pub(super) fn child(&self, index: usize) -> (Child, Option<Carer>) {
        let words = self.words;
        let mut chance = self.chance(PEOPLE, index);
        let cast = &self.cast[index % ROUND];
        let spec = cast.story.spec();
        let older = if County::is_sibling(index) { index - 1 } else { index };
        let mut family = self.chance(PEOPLE + 1, older);
        let surname = family.pick(&words.surnames).as_str();
        let is_cast = index < ROUND;
        let sex = if is_cast || chance.percent(50) { cast.sex } else { other(cast.sex) };
        let name = if is_cast {
            cast.name.to_owned()
        } else if chance.percent(6) && older == index {
            chance.pick(&words.yi_names).clone()
        } else {
            let given = if sex == Sex::Male { &words.given_boy } else { &words.given_girl };
            format!("{surname}{}{}", chance.pick(&words.given_first), chance.pick(given))
        };
        let townships =
            places::county("511425").map(|county| county.townships.as_slice()).unwrap_or_default();
        let township = if is_cast || townships.is_empty() {
            cast.township
        } else {
            family.pick(townships).name
        };
        let village = if is_cast { cast.village } else { family.pick(&words.villages) };
        let (grade, birth, lunar) = self.birth(cast.grade, spec.born, &mut chance);
        let kind = if grade >= 7 { &words.middle } else { &words.primary };
        let teacher = format!("{}{}", chance.pick(&words.surnames), words.teacher);
        let entered = self.entered(index);
        let is_leap_or_lunar = matches!(spec.born, Born::Lunar | Born::LeapMonth);
        let child = Child {
            meta: meta(self.child_id(index), entered),
            code: code('C', index),
            name,
            sex: Some(sex),
            birth_date: Some(birth),
            lunar_birthday: lunar,
            celebrate_by: match lunar {
                Some(_) if is_leap_or_lunar && chance.percent(50) => None,
                Some(_) => Some(CelebrateBy::Lunar),
                None => Some(CelebrateBy::Solar),
            },
            id_number: chance.percent(80).then(|| id_number(birth, sex, index)),
            township: Some(township.to_owned()),
            village: Some(village.to_owned()),
            address: chance.percent(60).then(|| format!("{}{}", chance.between(1, 9), words.group)),
            school: Some(format!("{township}{kind}")),
            grade: Some(grade),
            grade_year: Some(i64::from(school_year(self.today))),
            class: Some(chance.between(1, 4).to_string()),
            class_teacher: Some(teacher),
            teacher_phone: Some(phone(&mut chance)),
            categories: Some(chance.pick(&words.categories).clone()),
            carer_id: Some(self.carer_id(index)),
            carer_relation: Some(chance.pick(&words.relations).clone()),
            admitted_on: Some(match spec.since {
                Some(_) => entered,
                None => before(entered, chance.between(20, 700)),
            }),
            ..Child::default()
        };
        let carer = (older == index).then(|| Carer {
            meta: meta(self.carer_id(index), entered),
            code: format_code('G', i64::try_from(County::carer_number(index)).unwrap_or(i64::MAX)),
            name: format!("{}{}", family.pick(&words.surnames), family.pick(&words.elders)),
            phone: Some(phone(&mut family)),
            address: Some(format!("{township}{village}")),
            ..Carer::default()
        });
        (child, carer)
    }

    /// A birth date that fits the grade, the grade it fits (another only where a rare day asks for it), and the lunar
    /// birthday where that one is kept.
    fn birth(
        &self,
        grade: i64,
        born: Born,
        chance: &mut Chance,
    ) -> (i64, NaiveDate, Option<LunarBirthday>) {
        let lunar = |day| LunarDate::of(day).map(LunarDate::birthday);
        let some_day = before(last_of_grade(self.today, grade), chance.between(0, 364));
        let within = |grade| {
            let last = last_of_grade(self.today, grade);
            (0..365).map(move |days| before(last, days))
        };
        let first_fitting = |fits: &dyn Fn(NaiveDate) -> bool| {
            let grades = std::iter::once(grade).chain(1..=9);
            let mut days = grades.flat_map(|grade| within(grade).map(move |day| (grade, day)));
            days.find(|(_, day)| fits(*day)).unwrap_or((grade, some_day))
        };
        match born {
            Born::Any => (grade, some_day, None),
            Born::In(days) => {
                let wanted = add_days(self.today, days.unsigned_abs().try_into().unwrap_or(0));
                let is_same =
                    |day: NaiveDate| (day.month(), day.day()) == (wanted.month(), wanted.day());
                let (grade, day) = first_fitting(&is_same);
                (grade, day, None)
            }
            Born::LunarIn(days) => {
                let wanted =
                    lunar(add_days(self.today, days.unsigned_abs().try_into().unwrap_or(0)));
                let is_same = |day: NaiveDate| {
                    lunar(day).zip(wanted).is_some_and(|(one, other)| {
                        (one.month, one.day, one.leap) == (other.month, other.day, false)
                    })
                };
                let (grade, day) = first_fitting(&is_same);
                (grade, day, lunar(day))
            }
            Born::Lunar => (grade, some_day, lunar(some_day)),
            Born::LeapMonth => {
                let (grade, day) = first_fitting(&|day| lunar(day).is_some_and(|lunar| lunar.leap));
                (grade, day, lunar(day))
            }
            Born::Feb29 => {
                let (grade, day) = first_fitting(&|day| day.month() == 2 && day.day() == 29);
                (grade, day, None)
            }
        }
    }

    /// A volunteer.
    pub(super) fn volunteer(&self, index: usize) -> Volunteer {
        let words = self.words;
        let mut chance = self.chance(PEOPLE + 2, index);
        let known = words.volunteers();
        let (name, sex, number) = if let Some((name, sex, number)) = known.get(index) {
            ((*name).to_owned(), *sex, (*number).to_owned())
        } else {
            let sex = *chance.pick(&[Sex::Female, Sex::Male]);
            let given = if sex == Sex::Male { &words.given_boy } else { &words.given_girl };
            let surname = chance.pick(&words.surnames);
            let name =
                format!("{surname}{}{}", chance.pick(&words.given_first), chance.pick(given));
            (name, sex, phone(&mut chance))
        };
        let place = index % VOLUNTEERS;
        let soon = |ago: i64| {
            if ago < 0 {
                add_days(self.today, ago.unsigned_abs().try_into().unwrap_or(0))
            } else {
                self.ago(ago)
            }
        };
        let check = match place {
            0 => soon(-15),
            9 => self.ago(6),
            _ => soon(-chance.between(75, 350)),
        };
        let training = match place {
            5 => soon(-22),
            12 => self.ago(10),
            _ => soon(-chance.between(75, 600)),
        };
        let village = chance.pick(&self.cast);
        Volunteer {
            meta: meta(self.volunteer_id(index), self.first_day()),
            code: code('V', index),
            name,
            sex: Some(sex),
            phone: Some(number),
            township: Some(village.township.to_owned()),
            village: Some(village.village.to_owned()),
            status: match place {
                25 => VolunteerStatus::Paused,
                26 => VolunteerStatus::Applied,
                _ => VolunteerStatus::Active,
            },
            joined_on: Some(before(self.first_day(), chance.between(10, 900))),
            check_valid_until: (place != 26).then_some(check),
            training_valid_until: (place != 26).then_some(training),
            capacity: Some(if place < 4 { 3 } else { chance.between(2, 4) }),
            ..Volunteer::default()
        }
    }

    /// The volunteer of a round who left within the year, if the round is that large.
    pub(super) fn left(&self, round: usize) -> Option<usize> {
        let index = round * VOLUNTEERS + VOLUNTEERS - 1;
        (index < self.volunteers).then_some(index)
    }

    /// The matches of a child: the open ones and, for some, one that ended when the volunteer left.
    pub(super) fn assignments(&self, child: usize) -> Vec<Assignment> {
        let Some((lead, second)) = self.pair(child) else { return Vec::new() };
        let mut chance = self.chance(PEOPLE + 3, child);
        let since = before(self.first_day(), chance.between(0, 300));
        let of = |volunteer, from| Assignment {
            meta: meta(0, self.entered(child).max(from)),
            child_id: self.child_id(child),
            volunteer_id: self.volunteer_id(volunteer),
            from_day: Some(from),
            ..Assignment::default()
        };
        let change = self.ago(160);
        let before_lead = self.left(child / ROUND).filter(|_| child % ROUND == 14);
        let mut matches = Vec::new();
        if let Some(left) = before_lead {
            matches.push(Assignment { to_day: Some(before(change, 1)), ..of(left, since) });
            matches.push(of(lead, change));
        } else {
            matches.push(of(lead, since));
        }
        if let Some(second) = second {
            matches.push(of(second, add_days(since.max(self.ago(340)), 14)));
        }
        matches
    }
}

fn other(sex: Sex) -> Sex {
    if sex == Sex::Male { Sex::Female } else { Sex::Male }
}

/// The last birth date with which a child is in its grade at the usual age: grade + 5 on 31 August.
fn last_of_grade(today: NaiveDate, grade: i64) -> NaiveDate {
    let year = school_year(today) - i32::try_from(grade).unwrap_or(0) - 5;
    NaiveDate::from_ymd_opt(year, 8, 31).unwrap_or(today)
}

/// An ID number with its check digit, of an area that doesn't exist: nobody can have it. No two children of an ordinary
/// county have the same.
fn id_number(birth: NaiveDate, sex: Sex, index: usize) -> String {
    const PEOPLE_A_DAY: usize = 499;
    let odd = usize::from(sex == Sex::Male);
    let area = 519_000 + index / PEOPLE_A_DAY % 1000;
    let number = format!("{area}{}{:03}", birth.format("%Y%m%d"), index % PEOPLE_A_DAY * 2 + odd);
    let check = check_digit(&number);
    format!("{number}{check}")
}
