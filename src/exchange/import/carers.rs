//! The guardian columns of a child's row: a carer is the same when name and phone are equal, without a phone only where children
//! live in one place; blank cells leave what is there.

use foldhash::{HashMap, HashMapExt as _};

use super::plan::{Change, Plan};
use super::planner::Planner;
use crate::domain::records::{Carer, Child, Id, Meta};
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
    /// Those without a phone: half a county's grandmothers are called 黄秀英, but not those of one household.
    by_home: HashMap<(String, Home), Id>,
    /// How many children each has.
    children: HashMap<Id, u32>,
    /// The codes of those in the database.
    codes: HashMap<Id, String>,
    /// What the preview has to say about the row at hand.
    notes: Vec<Reason>,
}

/// Where a child lives: township, village, address.
pub type Home = [String; 3];

/// Where a child lives, as far as to tell households apart; `None` where no village is known.
pub fn home(child: &Child) -> Option<Home> {
    let of = |text: &Option<String>| text.clone().unwrap_or_default();
    child.village.as_ref()?;
    Some([&child.township, &child.village, &child.address].map(of))
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
    /// From the database. `homes`: where the children of those without a phone live.
    pub fn new(carers: Vec<PersonKey>, children: &[ChildKey], homes: Vec<(Id, Home)>) -> Self {
        let mut all = Self {
            people: HashMap::new(),
            by_key: HashMap::new(),
            by_home: HashMap::new(),
            children: HashMap::new(),
            codes: HashMap::new(),
            notes: Vec::new(),
        };
        for PersonKey { id, code, name, phone } in carers {
            all.codes.insert(id, code);
            if phone.is_some() {
                all.by_key.entry((name.clone(), phone.clone())).or_insert(id);
            }
            all.people.insert(id, (name, phone));
        }
        for (id, home) in homes {
            if let Some((name, None)) = all.people.get(&id) {
                all.by_home.entry((name.clone(), home)).or_insert(id);
            }
        }
        for carer in children.iter().filter_map(|child| child.carer_id) {
            *all.children.entry(carer).or_default() += 1;
        }
        all
    }

    /// Lets the name and phone of a carer who was merged into another mean that one.
    pub fn merged(&mut self, merged: Vec<MergedKey>) {
        for MergedKey { name, phone, into, .. } in merged {
            if phone.is_some() {
                self.by_key.entry((name, phone)).or_insert(into);
            }
        }
    }

    /// What the columns ask for, for a child who lives at `home` and whose carer is now `current`. `another` says that the row
    /// gives another relation to the child, so that another name is another person's.
    pub fn wanted(
        &self,
        (current, home): (Option<Id>, Option<&Home>),
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
        let known = match key.1.as_deref() {
            // Who has got another name since isn't the one who is meant.
            None => home
                .and_then(|home| self.by_home.get(&(key.0.clone(), home.clone())))
                .filter(|id| self.people.get(id).is_some_and(|(name, _)| *name == key.0)),
            // A damaged number is no key: half a county has 1.39E+10.
            Some(phone) if is_odd_phone(phone) => None,
            Some(_) => self.by_key.get(&key),
        };
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
        (current, home): (Option<Id>, Option<&Home>),
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
                self.change((id, home), (name, phone), planner, changes)?;
                return Ok(Some(id));
            }
            Wanted::New(name, phone) => {
                let id = planner.placeholder();
                let meta = Meta { id, ..Meta::default() };
                let carer =
                    Carer { meta, name: name.clone(), phone: phone.clone(), ..Carer::default() };
                planner.steps.push(Step::Add(carer.into()));
                self.take_up(id, (name, phone), home);
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

    /// Lets a name and phone, or without a phone a name at a home, mean a carer.
    fn take_up(&mut self, id: Id, person: Person, home: Option<&Home>) {
        match (&person, home) {
            ((_, Some(_)), _) => {
                self.by_key.insert(person.clone(), id);
            }
            ((name, None), Some(home)) => {
                self.by_home.insert((name.clone(), home.clone()), id);
            }
            ((_, None), None) => {}
        }
        self.people.insert(id, person);
    }

    fn change(
        &mut self,
        (id, home): (Id, Option<&Home>),
        new: Person,
        planner: &mut Planner<'_>,
        changes: &mut Vec<Change>,
    ) -> Result<(), StoreError> {
        let Some(before) = planner.queries.record::<Carer>(id)? else { return Ok(()) };
        let after = Carer { name: new.0.clone(), phone: new.1.clone(), ..before.clone() };
        let old = self.person(Some(id));
        // Who had no name yet is given one; who had, may be somebody else now.
        if new.0 != old.0 && old.0 != NAMELESS {
            self.notes.push(Reason::CarerRenamed { code: before.code.clone() });
        }
        tell(old.clone(), new.clone(), changes);
        if self.by_key.get(&old) == Some(&id) {
            self.by_key.remove(&old);
        }
        self.take_up(id, new, home);
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
        Carers::new(people, &[child(10, 1), child(11, 2), child(12, 2)], vec![(2, at("河坝村"))])
    }

    #[test]
    fn blank_leaves_and_equal_changes_nothing() {
        let carers = carers();
        assert_eq!(carers.wanted((Some(1), None), &Input::Keep, &Input::Keep, false), Wanted::Keep);
        assert_eq!(carers.wanted((Some(1), None), &set("王强"), &Input::Keep, false), Wanted::Keep);
        assert_eq!(
            carers.wanted((Some(1), None), &set("王强"), &set("13800000138"), false),
            Wanted::Keep
        );
        assert_eq!(carers.wanted((None, None), &Input::Keep, &Input::Clear, false), Wanted::Keep);
    }

    #[test]
    fn name_and_phone_make_the_person() {
        let carers = carers();
        assert_eq!(
            carers.wanted((None, None), &set("王强"), &set("13900000139"), false),
            Wanted::Person(3)
        );
        assert_eq!(
            carers.wanted((Some(1), None), &set("王强"), &set("13900000139"), false),
            Wanted::Person(3)
        );
        assert_eq!(
            carers.wanted((None, None), &set("王强"), &Input::Keep, false),
            Wanted::New("王强".to_owned(), None)
        );
        assert_eq!(
            carers.wanted((Some(1), None), &set("赵六"), &Input::Keep, false),
            Wanted::Change(1, "赵六".to_owned(), Some("13800000138".to_owned())),
            "the only child's guardian gets another name"
        );
        assert_eq!(
            carers.wanted((Some(1), None), &set("赵六"), &Input::Keep, true),
            Wanted::New("赵六".to_owned(), Some("13800000138".to_owned())),
            "another relation is another person"
        );
        assert_eq!(
            carers.wanted((Some(1), None), &set("赵六"), &set("13500000135"), false),
            Wanted::New("赵六".to_owned(), Some("13500000135".to_owned()))
        );
        assert_eq!(
            carers.wanted((Some(2), None), &set("李芳芳"), &Input::Keep, false),
            Wanted::New("李芳芳".to_owned(), None),
            "a carer of two keeps the name"
        );
        assert_eq!(
            carers.wanted((None, None), &Input::Keep, &set("13700000137"), false),
            Wanted::New(NAMELESS.to_owned(), Some("13700000137".to_owned()))
        );
        assert_eq!(
            carers.wanted((Some(1), None), &Input::Clear, &Input::Keep, false),
            Wanted::Nobody
        );
    }

    fn at(village: &str) -> Home {
        ["汉阳镇".to_owned(), village.to_owned(), String::new()]
    }

    #[test]
    fn without_a_phone_only_the_same_home_makes_the_person() {
        let mut carers = carers();
        let new = Wanted::New("李芳".to_owned(), None);
        let wanted = |carers: &Carers, home: Option<&Home>| {
            carers.wanted((None, home), &set("李芳"), &Input::Keep, false)
        };
        assert_eq!(wanted(&carers, Some(&at("河坝村"))), Wanted::Person(2));
        assert_eq!(wanted(&carers, Some(&at("新桥村"))), new);
        assert_eq!(wanted(&carers, None), new, "no village is known");
        let [township, village, _] = at("河坝村");
        let other = [township, village, "三组".to_owned()];
        assert_eq!(wanted(&carers, Some(&other)), new, "another house");
        carers.take_up(2, ("李芳芳".to_owned(), None), None);
        assert_eq!(wanted(&carers, Some(&at("河坝村"))), new, "she is called otherwise now");
    }

    #[test]
    fn a_phone_is_changed_only_for_a_carer_of_one_child() {
        let carers = carers();
        assert_eq!(
            carers.wanted((Some(1), None), &set("王强"), &set("13600000136"), false),
            Wanted::Change(1, "王强".to_owned(), Some("13600000136".to_owned()))
        );
        assert_eq!(
            carers.wanted((Some(1), None), &Input::Keep, &Input::Clear, false),
            Wanted::Change(1, "王强".to_owned(), None)
        );
        assert_eq!(
            carers.wanted((Some(2), None), &set("李芳"), &set("13600000136"), false),
            Wanted::New("李芳".to_owned(), Some("13600000136".to_owned()))
        );
    }

    #[test]
    fn a_damaged_number_takes_no_place_and_finds_nobody() {
        let mut carers = carers();
        carers.by_key.insert(("王强".to_owned(), Some("1.39E+10".to_owned())), 9);
        let damaged = set("1.39E+10");
        assert_eq!(carers.wanted((Some(1), None), &set("王强"), &damaged, false), Wanted::Keep);
        assert_eq!(
            carers.wanted((None, None), &set("王强"), &damaged, false),
            Wanted::New("王强".to_owned(), Some("1.39E+10".to_owned()))
        );
    }
}
