//! `father_away`, `mother_away` and `household_status` become dated facts (DOMAIN §1.4, last paragraph), and `-` takes them back.

use chrono::NaiveDate;

use super::plan::Change;
use crate::domain::codes::{FactCode, FactValue};
use crate::domain::records::{Fact, Id};
use crate::exchange::values::{Household, Input};
use crate::store::Step;

/// What a row says about the home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// This was found.
    Stated(Stated),
    /// `-`: nothing is known any more.
    Cleared(FactCode),
}

/// A fact that a row states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    /// What it is about.
    code: FactCode,
    /// What the row says.
    value: FactValue,
    /// On what it rests.
    source: Option<String>,
}

/// What the household's column says.
pub(super) fn household(household: &Input<Household>) -> Option<Said> {
    let household = match household {
        Input::Keep => return None,
        Input::Clear => return Some(Said::Cleared(FactCode::Hom3Poverty)),
        Input::Set(household) => *household,
    };
    Some(Said::Stated(Stated {
        code: FactCode::Hom3Poverty,
        value: if household == Household::None { FactValue::No } else { FactValue::Yes },
        // Which of the three it is stays readable: 低保, 特困, 低保边缘.
        source: household.word().map(str::to_owned),
    }))
}

impl Stated {
    /// Does a fact say the same? Which certificate a household has counts where the row names one.
    fn is_said_by(&self, fact: &Fact) -> bool {
        fact.value == self.value
            && self.source.as_deref().is_none_or(|word| certificate(fact) == Some(word))
    }
}

/// The certificate that a fact names.
fn certificate(fact: &Fact) -> Option<&str> {
    let words = Household::ALL.into_iter().filter_map(Household::word);
    let source = fact.source.as_deref()?;
    words.filter(|_| fact.code == FactCode::Hom3Poverty).find(|word| *word == source)
}

/// How a fact is shown as a field of the name list.
fn shown(code: FactCode, value: FactValue, certificate: Option<&str>) -> String {
    match (code, value) {
        (FactCode::Hom3Poverty, FactValue::No) => "none".to_owned(),
        _ => certificate.map_or_else(|| value.code().to_owned(), str::to_owned),
    }
}

/// The field of the name list in which a change is shown.
fn field(code: FactCode) -> &'static str {
    if code == FactCode::Hom3Poverty { "household_status" } else { code.code() }
}

/// What is known of a child's home when a row is planned.
pub(super) struct Home<'a> {
    /// The child.
    pub(super) child: Id,
    /// The day for which the row speaks, where it says so.
    pub(super) facts_on: Option<NaiveDate>,
    /// The program's day.
    pub(super) today: NaiveDate,
    /// The child's facts.
    pub(super) known: &'a [Fact],
}

impl Home<'_> {
    fn until(&self) -> NaiveDate {
        self.facts_on.unwrap_or(self.today)
    }

    /// The facts of a code up to a day.
    fn of_code(&self, code: FactCode, until: NaiveDate) -> impl Iterator<Item = &Fact> {
        self.known.iter().filter(move |fact| fact.code == code && fact.day <= until)
    }

    /// The newest of them; of one day the one entered last.
    fn newest(&self, code: FactCode, until: NaiveDate) -> Option<&Fact> {
        self.of_code(code, until).max_by_key(|fact| (fact.day, fact.meta.id))
    }

    /// What the parents' columns say together: one blank counts as no, both blank give no fact. `-` in one of them takes this
    /// parent out of what is known, in both it leaves nothing.
    pub(super) fn parents(&self, father: &Input<bool>, mother: &Input<bool>) -> Option<Said> {
        use FactValue::{BothAway, FatherAway, MotherAway, Ok};
        let newest = || self.newest(FactCode::Hom1, self.until()).map(|fact| fact.value);
        let value = match (father, mother) {
            (Input::Keep, Input::Keep) => return None,
            (Input::Clear, Input::Clear) => return Some(Said::Cleared(FactCode::Hom1)),
            (Input::Clear, Input::Keep) => match newest()? {
                BothAway => MotherAway,
                FatherAway | Ok => return Some(Said::Cleared(FactCode::Hom1)),
                _ => return None,
            },
            (Input::Keep, Input::Clear) => match newest()? {
                BothAway => FatherAway,
                MotherAway | Ok => return Some(Said::Cleared(FactCode::Hom1)),
                _ => return None,
            },
            _ => match (father.get().unwrap_or(false), mother.get().unwrap_or(false)) {
                (true, true) => BothAway,
                (false, true) => MotherAway,
                (true, false) => FatherAway,
                (false, false) => Ok,
            },
        };
        Some(Said::Stated(Stated { code: FactCode::Hom1, value, source: None }))
    }

    /// Adds the steps that make what a row says known, and gives back the change to show; `None` when it is known already.
    pub(super) fn plan(&self, said: &Said, steps: &mut Vec<Step>) -> Option<Change> {
        match said {
            Said::Stated(stated) => self.state(stated, steps),
            Said::Cleared(code) => self.clear(*code, steps),
        }
    }

    /// On a given day a fact is added, or put in the place of what a list said for that day; else one is added today, where the
    /// newest says something else.
    fn state(&self, stated: &Stated, steps: &mut Vec<Step>) -> Option<Change> {
        let newest = self.newest(stated.code, self.today);
        let of_day = newest_on(self.of_code(stated.code, self.until()), self.facts_on);
        let compared = if self.facts_on.is_some() { of_day } else { newest };
        if compared.is_some_and(|fact| stated.is_said_by(fact)) {
            return None;
        }
        let before = of_day.or(newest);
        let change = Change {
            field: field(stated.code),
            before: before
                .map(|fact| shown(fact.code, fact.value, certificate(fact)))
                .unwrap_or_default(),
            after: shown(stated.code, stated.value, stated.source.as_deref()),
        };
        let fact = Fact {
            child_id: self.child,
            code: stated.code,
            value: stated.value,
            day: self.until(),
            source: stated.source.clone(),
            ..Fact::default()
        };
        // What somebody wrote with a source or a note of their own stays beside it.
        let from_list = |fact: &&Fact| {
            fact.note.is_none() && (fact.source.is_none() || certificate(fact).is_some())
        };
        steps.push(match of_day.filter(from_list) {
            Some(old) => {
                let after = Fact { meta: old.meta, ..fact };
                Step::Correct { before: old.clone().into(), after: after.into() }
            }
            None => Step::Add(fact.into()),
        });
        Some(change)
    }

    /// Voids what is known up to the day: if only the newest went, the one before it would be known again.
    fn clear(&self, code: FactCode, steps: &mut Vec<Step>) -> Option<Change> {
        let newest = self.newest(code, self.until())?;
        for fact in self.of_code(code, self.until()) {
            let after = Fact { voided_on: Some(self.today), ..fact.clone() };
            steps.push(Step::Edit { before: fact.clone().into(), after: after.into() });
        }
        let before = shown(code, newest.value, certificate(newest));
        Some(Change { field: field(code), before, after: String::new() })
    }
}

/// The fact of a day that was entered last.
fn newest_on<'a>(
    facts: impl Iterator<Item = &'a Fact>,
    day: Option<NaiveDate>,
) -> Option<&'a Fact> {
    facts.filter(|fact| Some(fact.day) == day).max_by_key(|fact| fact.meta.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::records::Meta;
    use crate::store::AnyRecord;
    use Input::{Clear, Keep, Set};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn fact(id: Id, on: &str, value: FactValue) -> Fact {
        let meta = Meta { id, ..Meta::default() };
        Fact { meta, child_id: 1, code: FactCode::Hom1, value, day: day(on), ..Fact::default() }
    }

    fn poor(id: Id, on: &str, source: &str) -> Fact {
        let source = Some(source.to_owned()).filter(|word| !word.is_empty());
        Fact { code: FactCode::Hom3Poverty, source, ..fact(id, on, FactValue::Yes) }
    }

    fn home<'a>(facts_on: &str, known: &'a [Fact]) -> Home<'a> {
        let facts_on = Some(facts_on).filter(|on| !on.is_empty()).map(day);
        Home { child: 1, facts_on, today: day("2026-11-23"), known }
    }

    /// What a row comes to: each step as `add|correct|void day value source`, then the change.
    fn comes_to(home: &Home<'_>, said: Option<Said>) -> Vec<String> {
        let mut steps = Vec::new();
        let change = said.and_then(|said| home.plan(&said, &mut steps));
        let fact = |record: &AnyRecord| match record {
            AnyRecord::Fact(fact) => {
                format!(
                    "{} {} {}",
                    fact.day,
                    fact.value.code(),
                    fact.source.as_deref().unwrap_or("")
                )
            }
            _ => unreachable!(),
        };
        let shown = steps.iter().map(|step| match step {
            Step::Add(record) => format!("add {}", fact(record)),
            Step::Correct { after, .. } => format!("correct {}", fact(after)),
            Step::Edit { before, .. } => format!("void {}", fact(before)),
        });
        let change =
            change.map(|change| format!("{} {}>{}", change.field, change.before, change.after));
        shown.chain(change).map(|line| line.trim_end().to_owned()).collect()
    }

    fn parents(home: &Home<'_>, father: &Input<bool>, mother: &Input<bool>) -> Vec<String> {
        comes_to(home, home.parents(father, mother))
    }

    fn household_of(home: &Home<'_>, word: Household) -> Vec<String> {
        comes_to(home, household(&Set(word)))
    }

    #[test]
    fn both_columns_make_one_fact() {
        let home = home("", &[]);
        let added = |value: &str| vec![format!("add 2026-11-23 {value}"), format!("HOM1 >{value}")];
        assert!(parents(&home, &Keep, &Keep).is_empty());
        assert_eq!(parents(&home, &Set(true), &Keep), added("father_away"));
        assert_eq!(parents(&home, &Clear, &Set(true)), added("mother_away"));
        assert_eq!(parents(&home, &Set(true), &Set(true)), added("both_away"));
        assert_eq!(parents(&home, &Set(false), &Keep), added("ok"));
    }

    #[test]
    fn without_a_day_only_a_new_value_is_added() {
        let known =
            [fact(2, "2026-09-01", FactValue::BothAway), fact(3, "2026-03-01", FactValue::Ok)];
        assert!(parents(&home("", &known), &Set(true), &Set(true)).is_empty());
        assert_eq!(
            parents(&home("", &known[1..]), &Set(true), &Set(true)),
            ["add 2026-11-23 both_away", "HOM1 ok>both_away"]
        );
        // Entered later on one day counts.
        let same_day =
            [fact(5, "2026-09-01", FactValue::Ok), fact(4, "2026-09-01", FactValue::BothAway)];
        assert!(!parents(&home("", &same_day), &Set(true), &Set(true)).is_empty());
    }

    #[test]
    fn with_a_day_it_is_added_or_put_right_unless_it_is_there() {
        let known = [fact(2, "2026-09-01", FactValue::Ok)];
        assert!(parents(&home("2026-09-01", &known), &Set(false), &Keep).is_empty());
        assert_eq!(
            parents(&home("2026-10-01", &known), &Set(false), &Keep),
            ["add 2026-10-01 ok", "HOM1 ok>ok"]
        );
        assert_eq!(
            parents(&home("2026-09-01", &known), &Set(true), &Keep),
            ["correct 2026-09-01 father_away", "HOM1 ok>father_away"]
        );
        // What a teacher said that day is not replaced.
        let said = [Fact { source: Some("班主任".into()), ..known[0].clone() }];
        assert_eq!(
            parents(&home("2026-09-01", &said), &Set(true), &Keep),
            ["add 2026-09-01 father_away", "HOM1 ok>father_away"]
        );
    }

    #[test]
    fn another_certificate_is_another_fact() {
        let known = [poor(2, "2026-09-01", "低保")];
        let now = home("", &known);
        assert!(household_of(&now, Household::Allowance).is_empty());
        assert!(household_of(&now, Household::Certified).is_empty(), "a mere yes says no other");
        assert_eq!(
            household_of(&now, Household::Hardship),
            ["add 2026-11-23 yes 特困", "household_status 低保>特困"]
        );
        assert_eq!(
            household_of(&home("2026-09-01", &known), Household::Borderline),
            ["correct 2026-09-01 yes 低保边缘", "household_status 低保>低保边缘"]
        );
        assert_eq!(
            household_of(&home("2026-09-01", &known), Household::None),
            ["correct 2026-09-01 no", "household_status 低保>none"]
        );
        // What somebody else said is no certificate, and stays.
        let heard = [poor(3, "2026-09-01", "村干部")];
        assert_eq!(
            household_of(&home("2026-09-01", &heard), Household::Hardship),
            ["add 2026-09-01 yes 特困", "household_status yes>特困"]
        );
    }

    #[test]
    fn a_dash_leaves_nothing_known() {
        let known = [
            fact(2, "2026-03-01", FactValue::Ok),
            fact(3, "2026-09-01", FactValue::BothAway),
            poor(4, "2026-09-01", "低保"),
        ];
        let now = home("", &known);
        assert_eq!(
            parents(&now, &Clear, &Clear),
            ["void 2026-03-01 ok", "void 2026-09-01 both_away", "HOM1 both_away>"]
        );
        assert_eq!(
            parents(&now, &Clear, &Keep),
            ["add 2026-11-23 mother_away", "HOM1 both_away>mother_away"]
        );
        assert_eq!(
            comes_to(&now, household(&Clear)),
            ["void 2026-09-01 yes 低保", "household_status 低保>"]
        );
        assert!(comes_to(&home("", &[]), household(&Clear)).is_empty());
        assert!(parents(&home("2026-01-01", &known), &Clear, &Clear).is_empty(), "later ones stay");
    }
}
