//! `father_away`, `mother_away` and `household_status` become dated facts (DOMAIN §1.4, last paragraph).

use chrono::NaiveDate;

use super::plan::Change;
use crate::domain::codes::{FactCode, FactValue};
use crate::domain::records::{Fact, Id};
use crate::exchange::values::Household;

/// What the parents' columns say together: one blank counts as no, both blank give no fact.
pub(super) fn parents(father_away: Option<bool>, mother_away: Option<bool>) -> Option<FactValue> {
    if father_away.is_none() && mother_away.is_none() {
        return None;
    }
    Some(match (father_away.unwrap_or(false), mother_away.unwrap_or(false)) {
        (true, true) => FactValue::BothAway,
        (false, true) => FactValue::MotherAway,
        (true, false) => FactValue::FatherAway,
        (false, false) => FactValue::Ok,
    })
}

/// A fact that a row states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    /// What it is about.
    pub(super) code: FactCode,
    /// What the row says.
    pub(super) value: FactValue,
    /// On what it rests.
    pub(super) source: Option<String>,
}

/// The facts that a row states.
pub(super) fn stated(parents: Option<FactValue>, household: Option<Household>) -> Vec<Stated> {
    let parents = parents.map(|value| Stated { code: FactCode::Hom1, value, source: None });
    let poverty = household.map(|household| Stated {
        code: FactCode::Hom3Poverty,
        value: if household == Household::None { FactValue::No } else { FactValue::Yes },
        // Which of the three it is stays readable: 低保, 特困, 低保边缘.
        source: household.word().map(str::to_owned),
    });
    parents.into_iter().chain(poverty).collect()
}

/// The fact to add, if any: on a given day unless it is there; else today, where the newest value is another.
pub(super) fn to_add(
    stated: &Stated,
    child: Id,
    facts_on: Option<NaiveDate>,
    today: NaiveDate,
    known: &[Fact],
) -> Option<(Fact, Change)> {
    let of_code = || known.iter().filter(|fact| fact.code == stated.code);
    let newest =
        of_code().filter(|fact| fact.day <= today).max_by_key(|fact| (fact.day, fact.meta.id));
    let there = match facts_on {
        Some(day) => of_code().any(|fact| fact.day == day && fact.value == stated.value),
        None => newest.is_some_and(|fact| fact.value == stated.value),
    };
    if there {
        return None;
    }
    let change = Change {
        field: stated.code.code(),
        before: newest.map(|fact| fact.value.code().to_owned()).unwrap_or_default(),
        after: stated.value.code().to_owned(),
    };
    let fact = Fact {
        child_id: child,
        code: stated.code,
        value: stated.value,
        day: facts_on.unwrap_or(today),
        source: stated.source.clone(),
        ..Fact::default()
    };
    Some((fact, change))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::records::Meta;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn fact(id: Id, on: &str, value: FactValue) -> Fact {
        let meta = Meta { id, ..Meta::default() };
        Fact { meta, child_id: 1, code: FactCode::Hom1, value, day: day(on), ..Fact::default() }
    }

    #[test]
    fn both_columns_make_one_fact() {
        assert_eq!(parents(None, None), None);
        assert_eq!(parents(Some(true), None), Some(FactValue::FatherAway));
        assert_eq!(parents(None, Some(true)), Some(FactValue::MotherAway));
        assert_eq!(parents(Some(true), Some(true)), Some(FactValue::BothAway));
        assert_eq!(parents(Some(false), None), Some(FactValue::Ok));
    }

    #[test]
    fn without_a_day_only_a_new_value_is_added() {
        let stated = Stated { code: FactCode::Hom1, value: FactValue::BothAway, source: None };
        let today = day("2026-11-23");
        let known =
            [fact(2, "2026-09-01", FactValue::BothAway), fact(3, "2026-03-01", FactValue::Ok)];
        assert_eq!(to_add(&stated, 1, None, today, &known), None);
        let (added, change) = to_add(&stated, 1, None, today, &known[1..]).unwrap();
        assert_eq!(
            (added.day, change.before.as_str(), change.after.as_str()),
            (today, "ok", "both_away")
        );
        // Entered later on one day counts.
        let same_day =
            [fact(5, "2026-09-01", FactValue::Ok), fact(4, "2026-09-01", FactValue::BothAway)];
        assert!(to_add(&stated, 1, None, today, &same_day).is_some());
    }

    #[test]
    fn with_a_day_it_is_added_unless_it_is_there() {
        let stated = Stated { code: FactCode::Hom1, value: FactValue::Ok, source: None };
        let today = day("2026-11-23");
        let known = [fact(2, "2026-09-01", FactValue::Ok)];
        assert_eq!(to_add(&stated, 1, Some(day("2026-09-01")), today, &known), None);
        assert_eq!(
            to_add(&stated, 1, Some(day("2026-10-01")), today, &known).unwrap().0.day,
            day("2026-10-01")
        );
    }

    #[test]
    fn poverty_keeps_its_kind() {
        let poor = stated(None, Some(Household::Hardship));
        assert_eq!((poor[0].value, poor[0].source.as_deref()), (FactValue::Yes, Some("特困")));
        let not = stated(None, Some(Household::None));
        assert_eq!((not[0].value, not[0].source.as_deref()), (FactValue::No, None));
    }
}
