//! New people of a file who may be on file already, or in the file twice under two births a slip apart: a warning, never a
//! guess. Only people of one name are compared, and of those only whose births are near: a hundred thousand rows cost a look
//! each.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use super::plan::{Outcome, Plan, RowFindings};
use crate::domain::duplicates::{Person, SMALL_GROUP, Weighing, weigh};
use crate::domain::records::{Carer, Child, Id, Volunteer};
use crate::exchange::columns::ImportKind;
use crate::exchange::reason::{Finding, Reason};
use crate::exchange::source::Source;
use crate::language::pinyin::sound;
use crate::store::queries::Namesake;
use crate::store::{AnyRecord, Kind, Queries, Step, StoreError};

/// Names that more than this many of a file share aren't compared within it.
const MOST: usize = 2_000;

/// Someone the file brings.
#[derive(Clone, Copy)]
enum New<'a> {
    Child(&'a Child),
    Volunteer(&'a Volunteer),
}

impl<'a> New<'a> {
    fn name(self) -> &'a str {
        match self {
            Self::Child(child) => &child.name,
            Self::Volunteer(volunteer) => &volunteer.name,
        }
    }

    fn birth(self) -> Option<NaiveDate> {
        match self {
            Self::Child(child) => child.birth_date,
            Self::Volunteer(_) => None,
        }
    }

    fn carer(self) -> Option<Id> {
        match self {
            Self::Child(child) => child.carer_id,
            Self::Volunteer(_) => None,
        }
    }

    fn person(self, carers: &HashMap<Id, &Carer>) -> Person {
        let name = self.name().to_owned();
        match self {
            Self::Child(child) => {
                let carer = child.carer_id.and_then(|id| carers.get(&id));
                Person {
                    sound: sound(&name),
                    name,
                    sex: child.sex,
                    birth_date: child.birth_date,
                    lunar_birthday: child.lunar_birthday,
                    id_number: child.id_number.clone(),
                    guardian: carer.map(|carer| carer.name.clone()),
                    guardian_phone: carer.and_then(|carer| carer.phone.clone()),
                    township: child.township.clone(),
                    village: child.village.clone(),
                    school: child.school.clone(),
                    ..Person::default()
                }
            }
            Self::Volunteer(volunteer) => Person {
                sound: sound(&name),
                name,
                sex: volunteer.sex,
                phone: volunteer.phone.clone(),
                township: volunteer.township.clone(),
                village: volunteer.village.clone(),
                ..Person::default()
            },
        }
    }
}

/// A birth that is quickly compared.
#[derive(Clone, Copy)]
struct Born(i32, u32, u32, i32);

impl Born {
    fn of(day: NaiveDate) -> Self {
        Self(day.year(), day.month(), day.day(), day.num_days_from_ce())
    }

    /// Whether two births can be one with a slip of the pen: anything else speaks so much against one person that a name
    /// alone doesn't make up for it.
    fn is_near(self, other: Self) -> bool {
        let same =
            u8::from(self.0 == other.0) + u8::from(self.1 == other.1) + u8::from(self.2 == other.2);
        let swapped = self.0 == other.0 && self.1 == other.2 && self.2 == other.1;
        same >= 2 || swapped || (self.3 - other.3).abs() == 1
    }
}

/// Near, or unknown of one of them.
fn may_be(one: Option<Born>, other: Option<Born>) -> bool {
    one.zip(other).is_none_or(|(one, other)| one.is_near(other))
}

/// One guardian, known of both: then even births that are far apart may be one child's.
fn is_same(one: Option<Id>, other: Option<Id>) -> bool {
    one.is_some() && one == other
}

/// People of one name each, compared among themselves: the later, the earlier, what speaks for one person.
fn within(
    names: &[&[usize]],
    new: &[(New<'_>, Option<Born>)],
    carers: &HashMap<Id, &Carer>,
) -> Vec<(usize, usize, Weighing)> {
    let mut pairs = Vec::new();
    for places in names {
        for (nth, &later) in places.iter().enumerate() {
            let is_worth_it = |at: &&usize| {
                let (one, birth) = new[**at];
                may_be(birth, new[later].1) || is_same(one.carer(), new[later].0.carer())
            };
            for &earlier in places[..nth].iter().filter(is_worth_it) {
                let weighing = weigh(&new[earlier].0.person(carers), &new[later].0.person(carers));
                if weighing.is_possible() {
                    pairs.push((later, earlier, weighing));
                }
            }
        }
    }
    pairs
}

/// Adds a warning to each row that brings someone who may be there already.
pub(super) fn warn(
    plan: &mut Plan,
    source: &Source,
    queries: &Queries<'_>,
) -> Result<(), StoreError> {
    let kind = match plan.kind {
        ImportKind::Children => Kind::Child,
        ImportKind::Volunteers => Kind::Volunteer,
        _ => return Ok(()),
    };
    let mut carers: HashMap<Id, &Carer> = HashMap::new();
    let mut new: Vec<(New<'_>, Option<Born>)> = Vec::new();
    for step in &plan.steps {
        let one = match step {
            Step::Add(AnyRecord::Child(child)) => New::Child(child),
            Step::Add(AnyRecord::Volunteer(volunteer)) => New::Volunteer(volunteer),
            Step::Add(AnyRecord::Carer(carer)) => {
                carers.insert(carer.meta.id, carer);
                continue;
            }
            _ => continue,
        };
        new.push((one, one.birth().map(Born::of)));
    }
    // Each created row has added one of them, in the same order.
    let rows: Vec<usize> =
        (0..plan.rows.len()).filter(|at| plan.rows[*at].outcome == Outcome::Created).collect();
    if rows.len() != new.len() || new.is_empty() {
        return Ok(());
    }
    let mut names: HashMap<&str, Vec<usize>> = HashMap::with_capacity(new.len());
    for (at, (one, _)) in new.iter().enumerate() {
        names.entry(one.name()).or_default().push(at);
    }
    let has_any = queries.has_any(kind)?;
    let mut found: HashMap<usize, (String, Weighing)> = HashMap::new();
    let mut note = |at: usize, code: &str, weighing: Weighing| {
        let better = found.get(&at).is_none_or(|known| known.1.points < weighing.points);
        if weighing.is_possible() && better {
            found.insert(at, (code.to_owned(), weighing));
        }
    };
    for (name, places) in &names {
        if has_any {
            for Namesake { id, birth_date, carer_id } in
                queries.namesakes(kind, name, SMALL_GROUP)?
            {
                let birth = birth_date.map(Born::of);
                let is_worth_it = |at: &&usize| {
                    may_be(new[**at].1, birth) || is_same(new[**at].0.carer(), carer_id)
                };
                for &at in places.iter().filter(is_worth_it) {
                    if let Some(known) = queries.suspect(kind, id)? {
                        let mut person = new[at].0.person(&carers);
                        // A guardian on file already isn't among those the file brings.
                        if is_same(new[at].0.carer(), carer_id) {
                            person.guardian.clone_from(&known.person.guardian);
                            person.guardian_phone.clone_from(&known.person.guardian_phone);
                        }
                        note(at, &known.code, weigh(&person, &known.person));
                    }
                }
            }
        }
    }
    let shared: Vec<&[usize]> =
        names.values().map(Vec::as_slice).filter(|at| (2..=MOST).contains(&at.len())).collect();
    let (some, others) = shared.split_at(shared.len() / 2);
    let pairs = std::thread::scope(|scope| {
        let others = scope.spawn(|| within(others, &new, &carers));
        let mut pairs = within(some, &new, &carers);
        pairs.extend(others.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        pairs
    });
    for (later, earlier, weighing) in pairs {
        note(later, &plan.rows[rows[earlier]].code, weighing);
    }
    let heading = source.layout.kind.position("name").map(|column| source.layout.heading(column));
    let findings: Vec<(u32, Finding)> = found
        .into_iter()
        .map(|(at, (code, weighing))| {
            let finding = Finding {
                column: heading.unwrap_or_default().to_owned(),
                value: new[at].0.name().to_owned(),
                reason: Reason::LikelySame { code, weighing },
            };
            (plan.rows[rows[at]].number, finding)
        })
        .collect();
    add(&mut plan.warnings, findings);
    Ok(())
}

/// Puts warnings to those that rows have already, in the order of the rows.
fn add(warnings: &mut Vec<RowFindings>, found: Vec<(u32, Finding)>) {
    if found.is_empty() {
        return;
    }
    let mut places: HashMap<u32, usize> =
        warnings.iter().enumerate().map(|(at, row)| (row.row, at)).collect();
    for (row, finding) in found {
        let at = *places.entry(row).or_insert(warnings.len());
        if at == warnings.len() {
            warnings.push(RowFindings { row, findings: Vec::new() });
        }
        warnings[at].findings.push(finding);
    }
    warnings.sort_by_key(|row| row.row);
}
