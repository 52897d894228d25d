//! New people of a file who may be on file already, or in the file twice: a warning, never a guess. Whom to compare and what
//! makes two people likely one is the same as in the forms and in the list of possible duplicates.

use std::collections::{HashMap, HashSet};

use super::plan::{Outcome, Plan, RowFindings};
use crate::domain::duplicates::{Key, Person, Weighing, weigh};
use crate::domain::records::{Carer, Child, Id, Volunteer};
use crate::exchange::columns::ImportKind;
use crate::exchange::reason::{Finding, Reason};
use crate::exchange::source::Source;
use crate::language::pinyin::sound;
use crate::store::queries::Suspect;
use crate::store::{AnyRecord, Kind, Queries, Step, StoreError};

/// In a file of more rows than this, names one character apart of people born on one day aren't looked for; the list of
/// possible duplicates finds those.
const LARGE: usize = 20_000;

/// The guardians of those who are weighed: of whom the file brings, and of whom is on file.
struct Guardians<'a> {
    planned: HashMap<Id, &'a Carer>,
    filed: HashMap<Id, Suspect>,
}

impl<'a> Guardians<'a> {
    fn of(
        wanted: &HashSet<Id>,
        steps: &'a [Step],
        queries: &Queries<'_>,
    ) -> Result<Self, StoreError> {
        let carer = |step: &'a Step| match step {
            Step::Add(AnyRecord::Carer(carer))
            | Step::Edit { after: AnyRecord::Carer(carer), .. } => Some(&**carer),
            _ => None,
        };
        let planned = steps.iter().filter_map(carer);
        let planned = planned.filter(|carer| wanted.contains(&carer.meta.id));
        let filed: Vec<Id> = wanted.iter().copied().filter(|id| *id > 0).collect();
        Ok(Self {
            planned: planned.map(|carer| (carer.meta.id, carer)).collect(),
            filed: queries.suspects(Kind::Carer, &filed)?,
        })
    }

    /// Name and phone, as they will be.
    fn get(&self, id: Id) -> Option<(&String, Option<&String>)> {
        if let Some(carer) = self.planned.get(&id) {
            return Some((&carer.name, carer.phone.as_ref()));
        }
        let person = &self.filed.get(&id)?.person;
        Some((&person.name, person.phone.as_ref()))
    }
}

/// Someone the file brings.
#[derive(Clone, Copy)]
enum New<'a> {
    Child(&'a Child),
    Volunteer(&'a Volunteer),
}

impl<'a> New<'a> {
    fn of(step: &'a Step) -> Option<Self> {
        match step {
            Step::Add(AnyRecord::Child(child)) => Some(Self::Child(child)),
            Step::Add(AnyRecord::Volunteer(volunteer)) => Some(Self::Volunteer(volunteer)),
            _ => None,
        }
    }

    fn name(self) -> &'a str {
        match self {
            Self::Child(child) => &child.name,
            Self::Volunteer(volunteer) => &volunteer.name,
        }
    }

    fn carer(self) -> Option<Id> {
        match self {
            Self::Child(child) => child.carer_id,
            Self::Volunteer(_) => None,
        }
    }

    fn key<'k>(self, sound: &'k str) -> Key<'k>
    where
        'a: 'k,
    {
        match self {
            Self::Child(child) => Key {
                name: &child.name,
                sound,
                birth_date: child.birth_date,
                lunar_birthday: child.lunar_birthday,
                id_number: child.id_number.as_deref(),
                village: child.village.as_deref(),
                carer: child.carer_id,
                ..Key::default()
            },
            Self::Volunteer(volunteer) => Key {
                name: &volunteer.name,
                sound,
                phone: volunteer.phone.as_deref(),
                village: volunteer.village.as_deref(),
                ..Key::default()
            },
        }
    }

    fn person(self, sound: &str, guardians: &Guardians<'_>) -> Person {
        let name = self.name().to_owned();
        match self {
            Self::Child(child) => {
                let guardian = child.carer_id.and_then(|id| guardians.get(id));
                Person {
                    sound: sound.to_owned(),
                    name,
                    sex: child.sex,
                    birth_date: child.birth_date,
                    lunar_birthday: child.lunar_birthday,
                    id_number: child.id_number.clone(),
                    carer: child.carer_id,
                    guardian: guardian.map(|(name, _)| name.clone()),
                    guardian_phone: guardian.and_then(|(_, phone)| phone.cloned()),
                    township: child.township.clone(),
                    village: child.village.clone(),
                    school: child.school.clone(),
                    ..Person::default()
                }
            }
            Self::Volunteer(volunteer) => Person {
                sound: sound.to_owned(),
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

/// What comes of each that something comes of, in their order; the second half of them is left to a second thread.
fn by_halves<T: Sync, R: Send>(all: &[T], of: impl Fn(&T) -> Option<R> + Sync) -> Vec<R> {
    let (first, second) = all.split_at(all.len() / 2);
    std::thread::scope(|scope| {
        let second = scope.spawn(|| second.iter().filter_map(&of).collect::<Vec<R>>());
        let mut found: Vec<R> = first.iter().filter_map(&of).collect();
        found.extend(second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        found
    })
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
    let new: Vec<New<'_>> = plan.steps.iter().filter_map(New::of).collect();
    // Each created row has added one of them, in the same order.
    let rows: Vec<usize> =
        (0..plan.rows.len()).filter(|at| plan.rows[*at].outcome == Outcome::Created).collect();
    if rows.len() != new.len() || new.is_empty() {
        return Ok(());
    }
    let sounds = by_halves(&new, |one| Some(sound(one.name())));
    // Those on file have the places before them.
    let (ids, mut keys) = queries.duplicate_keys(kind)?;
    for (one, sound) in new.iter().zip(&sounds) {
        let key = one.key(sound);
        if new.len() > LARGE { keys.push_by_sound(key) } else { keys.push(key) }
    }
    let pairs = keys.pairs(ids.len());
    let mut met: Vec<usize> = pairs.iter().flat_map(|(one, other)| [*one, *other]).collect();
    met.sort_unstable();
    met.dedup();
    let (filed, fresh) = met.split_at(met.partition_point(|at| *at < ids.len()));
    let filed: Vec<Id> = filed.iter().map(|at| ids[*at]).collect();
    let filed = queries.suspects(kind, &filed)?;
    let carers: HashSet<Id> = fresh.iter().filter_map(|at| new[at - ids.len()].carer()).collect();
    let guardians = Guardians::of(&carers, &plan.steps, queries)?;
    let person = |at: usize| new[at].person(&sounds[at], &guardians);
    let fresh: HashMap<usize, Person> =
        fresh.iter().map(|at| (*at, person(*at - ids.len()))).collect();
    // Of several the likeliest, of equally likely ones the first.
    let mut found: HashMap<usize, (usize, Weighing)> = HashMap::new();
    let possible = by_halves(&pairs, |&(one, other)| {
        let first = fresh.get(&one).or_else(|| Some(&filed.get(ids.get(one)?)?.person))?;
        let weighing = weigh(first, fresh.get(&other)?);
        weighing.is_possible().then_some((one, other, weighing))
    });
    for (one, other, weighing) in possible {
        let best = found.get(&other).map_or(0, |(_, best)| best.points);
        if weighing.points > best {
            found.insert(other, (one, weighing));
        }
    }
    let heading = source.layout.kind.position("name").map(|column| source.layout.heading(column));
    let findings: Vec<(u32, Finding)> = found
        .into_iter()
        .map(|(at, (one, weighing))| {
            let at = at - ids.len();
            let code = match ids.get(one).and_then(|id| filed.get(id)) {
                Some(suspect) => suspect.code.clone(),
                None => plan.rows[rows[one - ids.len()]].code.clone(),
            };
            let finding = Finding {
                column: heading.unwrap_or_default().to_owned(),
                value: new[at].name().to_owned(),
                reason: Reason::LikelySame { code, weighing },
            };
            (plan.rows[rows[at]].number, finding)
        })
        .collect();
    add(&mut plan.warnings, findings);
    Ok(())
}

/// Puts warnings to those that rows have already, in the order of the rows.
pub(super) fn add(warnings: &mut Vec<RowFindings>, found: Vec<(u32, Finding)>) {
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
