//! The guardian columns of a child's row: a carer is the same when name and phone are equal; blank cells leave what is there.

use std::collections::HashMap;

use super::plan::Change;
use super::planner::Planner;
use crate::domain::records::{Carer, Id, Meta};
use crate::exchange::values::Input;
use crate::store::queries::{ChildKey, MergedKey, PersonKey};
use crate::store::{Step, StoreError};

/// The name of a carer of whom the list gives only a phone.
const NAMELESS: &str = "?";

/// All carers, those that this import adds too.
#[derive(Debug)]
pub struct Carers {
    people: HashMap<Id, (String, Option<String>)>,
    by_key: HashMap<(String, Option<String>), Id>,
    /// How many children each has.
    children: HashMap<Id, u32>,
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
    /// The present one, who has this child alone, with another phone.
    Phone(Id, Option<String>),
}

impl Carers {
    /// From the database.
    pub fn new(carers: Vec<PersonKey>, children: &[ChildKey]) -> Self {
        let mut all =
            Self { people: HashMap::new(), by_key: HashMap::new(), children: HashMap::new() };
        for PersonKey { id, name, phone, .. } in carers {
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

    /// What the columns ask for, for a child whose carer is now `current`.
    pub fn wanted(
        &self,
        current: Option<Id>,
        name: &Input<String>,
        phone: &Input<String>,
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
            (Input::Set(phone), _) => Some(phone.clone()),
            (Input::Keep, Some((_, _, phone))) => phone.clone(),
            _ => None,
        };
        if let Some((id, name, phone)) = now
            && *name == new_name
        {
            let has_it = |new: &String| crate::exchange::values::has_phone(phone.as_deref(), new);
            if *phone == new_phone || new_phone.as_ref().is_some_and(has_it) {
                return Wanted::Keep;
            }
            // A carer of several children is changed for none of them by the list of one: the other rows may still say
            // the old phone, and the same file must change nothing the second time.
            let alone = self.children.get(&id).is_none_or(|&children| children <= 1);
            if alone && !self.by_key.contains_key(&(new_name.clone(), new_phone.clone())) {
                return Wanted::Phone(id, new_phone);
            }
        }
        match self.by_key.get(&(new_name.clone(), new_phone.clone())) {
            Some(&id) => Wanted::Person(id),
            None => Wanted::New(new_name, new_phone),
        }
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
            Wanted::Phone(id, phone) => {
                self.set_phone(id, phone, planner, changes)?;
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
        self.tell(current, id, changes);
        if let Some(left) = current.and_then(|id| self.children.get_mut(&id)) {
            *left = left.saturating_sub(1);
        }
        if let Some(id) = id {
            *self.children.entry(id).or_default() += 1;
        }
        Ok(id)
    }

    fn set_phone(
        &mut self,
        id: Id,
        phone: Option<String>,
        planner: &mut Planner<'_>,
        changes: &mut Vec<Change>,
    ) -> Result<(), StoreError> {
        let Some(before) = planner.queries.record::<Carer>(id)? else { return Ok(()) };
        let after = Carer { phone: phone.clone(), ..before.clone() };
        changes.push(Change {
            field: "guardian_phone",
            before: before.phone.clone().unwrap_or_default(),
            after: phone.clone().unwrap_or_default(),
        });
        if self.by_key.get(&(before.name.clone(), before.phone.clone())) == Some(&id) {
            self.by_key.remove(&(before.name.clone(), before.phone.clone()));
        }
        self.by_key.insert((before.name.clone(), phone.clone()), id);
        self.people.insert(id, (before.name.clone(), phone));
        planner.steps.push(Step::Edit { before: before.into(), after: after.into() });
        Ok(())
    }

    fn tell(&self, before: Option<Id>, after: Option<Id>, changes: &mut Vec<Change>) {
        let person =
            |id: Option<Id>| id.and_then(|id| self.people.get(&id)).cloned().unwrap_or_default();
        let ((name, phone), (new_name, new_phone)) = (person(before), person(after));
        for (field, before, after) in [
            ("guardian_name", name, new_name),
            ("guardian_phone", phone.unwrap_or_default(), new_phone.unwrap_or_default()),
        ] {
            if before != after {
                changes.push(Change { field, before, after });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> Input<String> {
        Input::Set(text.to_owned())
    }

    /// 1: 王强 138 with one child, 2: 李芳 without phone with two, 3: 王强 139 with none.
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
            person(1, "王强", Some("138")),
            person(2, "李芳", None),
            person(3, "王强", Some("139")),
        ];
        Carers::new(people, &[child(10, 1), child(11, 2), child(12, 2)])
    }

    #[test]
    fn blank_leaves_and_equal_changes_nothing() {
        let carers = carers();
        assert_eq!(carers.wanted(Some(1), &Input::Keep, &Input::Keep), Wanted::Keep);
        assert_eq!(carers.wanted(Some(1), &set("王强"), &Input::Keep), Wanted::Keep);
        assert_eq!(carers.wanted(Some(1), &set("王强"), &set("138")), Wanted::Keep);
        assert_eq!(carers.wanted(None, &Input::Keep, &Input::Clear), Wanted::Keep);
    }

    #[test]
    fn name_and_phone_make_the_person() {
        let carers = carers();
        assert_eq!(carers.wanted(None, &set("王强"), &set("139")), Wanted::Person(3));
        assert_eq!(carers.wanted(Some(1), &set("王强"), &set("139")), Wanted::Person(3));
        assert_eq!(
            carers.wanted(None, &set("王强"), &Input::Keep),
            Wanted::New("王强".to_owned(), None)
        );
        assert_eq!(
            carers.wanted(Some(1), &set("赵六"), &Input::Keep),
            Wanted::New("赵六".to_owned(), Some("138".to_owned()))
        );
        assert_eq!(
            carers.wanted(None, &Input::Keep, &set("137")),
            Wanted::New(NAMELESS.to_owned(), Some("137".to_owned()))
        );
        assert_eq!(carers.wanted(Some(1), &Input::Clear, &Input::Keep), Wanted::Nobody);
    }

    #[test]
    fn a_phone_is_changed_only_for_a_carer_of_one_child() {
        let carers = carers();
        assert_eq!(
            carers.wanted(Some(1), &set("王强"), &set("136")),
            Wanted::Phone(1, Some("136".to_owned()))
        );
        assert_eq!(carers.wanted(Some(1), &Input::Keep, &Input::Clear), Wanted::Phone(1, None));
        assert_eq!(
            carers.wanted(Some(2), &set("李芳"), &set("136")),
            Wanted::New("李芳".to_owned(), Some("136".to_owned()))
        );
    }
}
