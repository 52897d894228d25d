//! The guardian columns of a child's row: a carer is the same when name and phone are equal; blank cells leave what is there.

use foldhash::{HashMap, HashMapExt as _};

use super::plan::{Change, Plan};
use super::planner::Planner;
use crate::domain::records::{Carer, Id, Meta};
use crate::exchange::reason::Reason;
use crate::exchange::values::{Input, has_phone, is_odd_phone};
use crate::store::queries::{ChildKey, MergedKey, PersonKey};
use crate::store::{Step, StoreError};

/// The name of a carer of whom the list gives only a phone.
const NAMELESS: &str = "?";

/// All carers, those that this import adds too.
#[derive(Debug)]
pub struct Carers {
    people: HashMap<Id, Person>,
    by_key: HashMap<Person, Id>,
    /// How many children each has.
    children: HashMap<Id, u32>,
    /// The codes of those in the database.
    codes: HashMap<Id, String>,
    /// What the preview has to say about the row at hand.
    notes: Vec<Reason>,
}

/// What the guardian columns of a row ask for.
#[derive(Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Leave the carer as it is.
    Keep,
    /// No carer.
    Nobody,
    /// This one.
    Person(Id),
    /// One who isn't there yet.
    New(String, Option<String>),
    /// The present one, who has this child alone, with another name or phone.
    Change(Id, String, Option<String>),
}

impl Carers {
    /// From the database.
    pub fn new(carers: Vec<PersonKey>, children: &[ChildKey]) -> Self {
        let mut all = Self {
            people: HashMap::new(),
            by_key: HashMap::new(),
            children: HashMap::new(),
            codes: HashMap::new(),
            notes: Vec::new(),
        };
        for PersonKey { id, code, name, phone } in carers {
            all.codes.insert(id, code);
            all.by_key.entry((name.clone(), phone.clone())).or_insert(id);
            all.people.insert(id, (name, phone));
        }
        for carer in children.iter().filter_map(|child| child.carer_id) {
            *all.children.entry(carer).or_default() += 1;
        }
        all
    }

    /// Lets the name and phone of a carer who was merged into another mean that one.
    pub fn merged(&mut self, merged: Vec<MergedKey>) {
        for MergedKey { name, phone, into, .. } in merged {
            self.by_key.entry((name, phone)).or_insert(into);
        }
    }

    /// What the columns ask for, for a child whose carer is now `current`. `another` says that the row gives another relation
    /// to the child, so that another name is another person's.
    pub fn wanted(
        &self,
        current: Option<Id>,
        name: &Input<String>,
        phone: &Input<String>,
        another: bool,
    ) -> Wanted {
        if matches!((name, phone), (Input::Keep, Input::Keep)) {
            return Wanted::Keep;
        }
        if matches!(name, Input::Clear) {
            return Wanted::Nobody;
        }
        let now =
            current.and_then(|id| self.people.get(&id).map(|(name, phone)| (id, name, phone)));
        let new_name = match (name, now) {
            (Input::Set(name), _) | (_, Some((_, name, _))) => name.clone(),
            (_, None) if matches!(phone, Input::Set(_)) => NAMELESS.to_owned(),
            (_, None) => return Wanted::Keep,
        };
        let new_phone = match (phone, now) {
            // What is left of a damaged number takes no number's place.
            (Input::Set(new), Some((_, _, Some(kept))))
                if is_odd_phone(new) && !is_odd_phone(kept) =>
            {
                Some(kept.clone())
            }
            (Input::Set(phone), _) => Some(phone.clone()),
            (Input::Keep, Some((_, _, phone))) => phone.clone(),
            _ => None,
        };
        let key = (new_name, new_phone);
        // A damaged number is no key: half a county has 1.39E+10.
        let known = self.by_key.get(&key).filter(|_| !key.1.as_deref().is_some_and(is_odd_phone));
        let (new_name, new_phone) = &key;
        if let Some((id, name, phone)) = now {
            let has_it = |new: &String| has_phone(phone.as_deref(), new);
            let same_phone = phone == new_phone || new_phone.as_ref().is_some_and(has_it);
            if name == new_name && same_phone {
                return Wanted::Keep;
            }
            // A carer of several children is changed for none of them by the list of one: the other rows may still say
            // the old name or phone, and the same file must change nothing the second time.
            let alone = self.children.get(&id).is_none_or(|&children| children <= 1);
            if alone && known.is_none() {
                if name == new_name {
                    return Wanted::Change(id, new_name.clone(), new_phone.clone());
                }
                if same_phone && !another {
                    return Wanted::Change(id, new_name.clone(), phone.clone());
                }
            }
        }
        match known {
            Some(&id) => Wanted::Person(id),
            None => Wanted::New(key.0, key.1),
        }
    }

    /// What the preview has to say about the row that was arranged last.
    pub fn noted(&mut self) -> Vec<Reason> {
        std::mem::take(&mut self.notes)
    }

    /// Takes back what was said of carers left without a child to whom a later row gave one.
    pub fn forget_refound(&self, plan: &mut Plan) {
        let has_child = |code: &String| {
            let id = self.codes.iter().find_map(|(id, known)| (known == code).then_some(id));
            id.and_then(|id| self.children.get(id)).is_some_and(|&children| children > 0)
        };
        for row in &mut plan.warnings {
            row.findings.retain(|finding| match &finding.reason {
                Reason::CarerLeft { code, .. } => !has_child(code),
                _ => true,
            });
        }
        plan.warnings.retain(|row| !row.findings.is_empty());
    }

    /// Carries out what is wanted: adds the steps, tells the changes, and gives back the carer's id.
    pub fn arrange(
        &mut self,
        wanted: Wanted,
        current: Option<Id>,
        planner: &mut Planner<'_>,
        changes: &mut Vec<Change>,
    ) -> Result<Option<Id>, StoreError> {
        let id = match wanted {
            Wanted::Keep => {
                return Ok(current);
            }
            Wanted::Nobody => None,
            Wanted::Person(id) => Some(id),
            Wanted::Change(id, name, phone) => {
                self.change(id, name, phone, planner, changes)?;
                return Ok(Some(id));
            }
            Wanted::New(name, phone) => {
                let id = planner.placeholder();
                let meta = Meta { id, ..Meta::default() };
                let carer =
                    Carer { meta, name: name.clone(), phone: phone.clone(), ..Carer::default() };
                planner.steps.push(Step::Add(carer.into()));
                self.by_key.insert((name.clone(), phone.clone()), id);
                self.people.insert(id, (name, phone));
                Some(id)
            }
        };
        tell(self.person(current), self.person(id), changes);
        if let Some(left) = current.filter(|_| current != id)
            && let Some(children) = self.children.get_mut(&left)
        {
            *children = children.saturating_sub(1);
            if *children == 0
                && let (Some(code), Some((name, _))) =
                    (self.codes.get(&left), self.people.get(&left))
            {
                self.notes.push(Reason::CarerLeft { code: code.clone(), name: name.clone() });
            }
        }
        if let Some(id) = id.filter(|_| current != id) {
            *self.children.entry(id).or_default() += 1;
        }
        Ok(id)
    }

    fn change(
        &mut self,
        id: Id,
        name: String,
        phone: Option<String>,
        planner: &mut Planner<'_>,
        changes: &mut Vec<Change>,
    ) -> Result<(), StoreError> {
        let Some(before) = planner.queries.record::<Carer>(id)? else { return Ok(()) };
        let after = Carer { name: name.clone(), phone: phone.clone(), ..before.clone() };
        // Who had no name yet is given one; who had, may be somebody else now.
        if name != before.name && before.name != NAMELESS {
            self.notes.push(Reason::CarerRenamed { code: before.code.clone() });
        }
        let old = (before.name.clone(), before.phone.clone());
        let new = (name, phone);
        tell(old.clone(), new.clone(), changes);
        if self.by_key.get(&old) == Some(&id) {
            self.by_key.remove(&old);
        }
        self.by_key.insert(new.clone(), id);
        self.people.insert(id, new);
        planner.steps.push(Step::Edit { before: before.into(), after: after.into() });
        Ok(())
    }

    fn person(&self, id: Option<Id>) -> Person {
        id.and_then(|id| self.people.get(&id)).cloned().unwrap_or_default()
    }
}

/// Name and phone.
type Person = (String, Option<String>);

/// Says how the guardian of a child differs.
fn tell((name, phone): Person, (new_name, new_phone): Person, changes: &mut Vec<Change>) {
    for (field, before, after) in [
        ("guardian_name", name, new_name),
        ("guardian_phone", phone.unwrap_or_default(), new_phone.unwrap_or_default()),
    ] {
        if before != after {
            changes.push(Change { field, before, after });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> Input<String> {
        Input::Set(text.to_owned())
    }

    /// 1: 王强 13800000138 with one child, 2: 李芳 without phone with two, 3: 王强 13900000139 with none.
    fn carers() -> Carers {
        let person = |id, name: &str, phone: Option<&str>| PersonKey {
            id,
            code: format!("G{id:04}"),
            name: name.to_owned(),
            phone: phone.map(str::to_owned),
        };
        let child = |id, carer| ChildKey {
            id,
            code: String::new(),
            name: String::new(),
            birth_date: None,
            id_number: None,
            carer_id: Some(carer),
        };
        let people = vec![
            person(1, "王强", Some("13800000138")),
            person(2, "李芳", None),
            person(3, "王强", Some("13900000139")),
        ];
        Carers::new(people, &[child(10, 1), child(11, 2), child(12, 2)])
    }

    #[test]
    fn blank_leaves_and_equal_changes_nothing() {
        let carers = carers();
        assert_eq!(carers.wanted(Some(1), &Input::Keep, &Input::Keep, false), Wanted::Keep);
        assert_eq!(carers.wanted(Some(1), &set("王强"), &Input::Keep, false), Wanted::Keep);
        assert_eq!(carers.wanted(Some(1), &set("王强"), &set("13800000138"), false), Wanted::Keep);
        assert_eq!(carers.wanted(None, &Input::Keep, &Input::Clear, false), Wanted::Keep);
    }

    #[test]
    fn name_and_phone_make_the_person() {
        let carers = carers();
        assert_eq!(
            carers.wanted(None, &set("王强"), &set("13900000139"), false),
            Wanted::Person(3)
        );
        assert_eq!(
            carers.wanted(Some(1), &set("王强"), &set("13900000139"), false),
            Wanted::Person(3)
        );
        assert_eq!(
            carers.wanted(None, &set("王强"), &Input::Keep, false),
            Wanted::New("王强".to_owned(), None)
        );
        assert_eq!(
            carers.wanted(Some(1), &set("赵六"), &Input::Keep, false),
            Wanted::Change(1, "赵六".to_owned(), Some("13800000138".to_owned())),
            "the only child's guardian gets another name"
        );
        assert_eq!(
            carers.wanted(Some(1), &set("赵六"), &Input::Keep, true),
            Wanted::New("赵六".to_owned(), Some("13800000138".to_owned())),
            "another relation is another person"
        );
        assert_eq!(
            carers.wanted(Some(1), &set("赵六"), &set("13500000135"), false),
            Wanted::New("赵六".to_owned(), Some("13500000135".to_owned()))
        );
        assert_eq!(
            carers.wanted(Some(2), &set("李芳芳"), &Input::Keep, false),
            Wanted::New("李芳芳".to_owned(), None),
            "a carer of two keeps the name"
        );
        assert_eq!(
            carers.wanted(None, &Input::Keep, &set("13700000137"), false),
            Wanted::New(NAMELESS.to_owned(), Some("13700000137".to_owned()))
        );
        assert_eq!(carers.wanted(Some(1), &Input::Clear, &Input::Keep, false), Wanted::Nobody);
    }

    #[test]
    fn a_phone_is_changed_only_for_a_carer_of_one_child() {
        let carers = carers();
        assert_eq!(
            carers.wanted(Some(1), &set("王强"), &set("13600000136"), false),
            Wanted::Change(1, "王强".to_owned(), Some("13600000136".to_owned()))
        );
        assert_eq!(
            carers.wanted(Some(1), &Input::Keep, &Input::Clear, false),
            Wanted::Change(1, "王强".to_owned(), None)
        );
        assert_eq!(
            carers.wanted(Some(2), &set("李芳"), &set("13600000136"), false),
            Wanted::New("李芳".to_owned(), Some("13600000136".to_owned()))
        );
    }

    #[test]
    fn a_damaged_number_takes_no_place_and_finds_nobody() {
        let mut carers = carers();
        carers.by_key.insert(("王强".to_owned(), Some("1.39E+10".to_owned())), 9);
        let damaged = set("1.39E+10");
        assert_eq!(carers.wanted(Some(1), &set("王强"), &damaged, false), Wanted::Keep);
        assert_eq!(
            carers.wanted(None, &set("王强"), &damaged, false),
            Wanted::New("王强".to_owned(), Some("1.39E+10".to_owned()))
        );
    }
}
