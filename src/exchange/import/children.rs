//! The rows of the name list.

use chrono::NaiveDate;
use foldhash::{HashMap, HashMapExt as _};

use super::births;
use super::carers::{self, Carers, Wanted};
use super::cells::Cells;
use super::home_facts::{self, Home};
use super::identity::{ChildIndex, ChildKeys, Decision, Match};
use super::new_codes::NewCodes;
use super::places::{put_village, village_of_today};
use super::plan::{Change, Outcome, Plan, changes};
use super::planner::{PlanRow, Planned, Planner, Seen};
use crate::domain::calendar::school_year;
use crate::domain::codes::{CelebrateBy, Sex, Status};
use crate::domain::grade::kept_grade_on;
use crate::domain::lunar::LunarBirthday;
use crate::domain::places::Townships;
use crate::domain::records::{Child, Fact, Meta, Report};
use crate::exchange::reason::Reason;
use crate::exchange::values::{self, Household, Input};
use crate::store::{Kind, Queries, Step, StoreError};

/// The children known, and what the list needs besides.
pub(super) struct Children {
    index: ChildIndex,
    carers: Carers,
    codes: NewCodes,
    known: Townships,
    /// Townships as they were written, with what they mean: a list names few, many times.
    townships: HashMap<String, Option<String>>,
}

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct ChildRow {
    name: String,
    code: Option<String>,
    sex: Input<Sex>,
    birth_date: Input<NaiveDate>,
    lunar_birthday: Input<LunarBirthday>,
    celebrate_by: Input<CelebrateBy>,
    id_number: Input<String>,
    /// The date of birth in the ID number, where its check digit is right.
    id_birth: Option<NaiveDate>,
    township: Input<String>,
    village: Input<String>,
    /// The villagers' group that stands in the village's cell.
    group: Option<String>,
    address: Input<String>,
    school: Input<String>,
    grade: Input<i64>,
    class: Input<String>,
    class_teacher: Input<String>,
    teacher_phone: Input<String>,
    categories: Input<String>,
    guardian_name: Input<String>,
    guardian_relation: Input<String>,
    guardian_phone: Input<String>,
    father_away: Input<bool>,
    mother_away: Input<bool>,
    household: Input<Household>,
    facts_on: Input<NaiveDate>,
    admitted_on: Input<NaiveDate>,
    status: Input<Status>,
    note: Input<String>,
}

impl Children {
    /// Loads the keys.
    pub(super) fn new(queries: &Queries<'_>) -> Result<Self, StoreError> {
        let keys = queries.child_keys()?;
        let mut carers = Carers::new(queries.carer_keys()?, &keys, queries.carer_homes()?);
        carers.merged(queries.merged_keys(Kind::Carer)?);
        let mut index = ChildIndex::new(keys);
        index.merged(queries.merged_keys(Kind::Child)?);
        let codes = NewCodes::new('C', index.codes());
        let known = queries.all_townships()?;
        Ok(Self { index, carers, codes, known, townships: HashMap::new() })
    }

    /// What a row says, with what other rows and the places say about it. `None` when something is wrong with it.
    fn understood(&mut self, mut row: ChildRow, cells: &mut Cells<'_>) -> Option<ChildRow> {
        if let Some(code) = &row.code {
            self.codes.note(code);
        }
        row.township = self.township(cells, row.township);
        row.village = village_of_today(&self.known, &row.township, row.village);
        cells.is_good().then_some(row)
    }

    /// A township under its full name of today; one that neither the county nor the office has stays as written, with a warning.
    fn township(&mut self, cells: &mut Cells<'_>, township: Input<String>) -> Input<String> {
        let Input::Set(written) = &township else { return township };
        if !self.townships.contains_key(written) {
            let name = self.known.full_name(written).map(str::to_owned);
            self.townships.insert(written.clone(), name);
        }
        if let Some(Some(name)) = self.townships.get(written) {
            return Input::Set(name.clone());
        }
        if self.known.is_listed() {
            cells.warn("township", Reason::UnknownTownship);
        }
        township
    }

    /// Puts what the row says into a child.
    fn apply(&self, row: &ChildRow, child: &mut Child, today: NaiveDate, cells: &mut Cells<'_>) {
        row.apply(child, today, cells);
        put_village(&self.known, &row.village, child.township.as_deref(), &mut child.village);
    }

    fn has_code(&self, row: &ChildRow) -> bool {
        row.code.as_deref().is_some_and(|code| self.index.by_code(code).is_some())
    }

    fn resolve(
        &self,
        cells: &mut Cells<'_>,
        row: &ChildRow,
        planner: &Planner<'_>,
    ) -> Option<Match> {
        let resolved = match planner.decisions.get(&cells.number()) {
            // A row with the code of a file can't be a new one.
            Some(Decision::New) if !self.has_code(row) => Ok(Match::New),
            Some(Decision::Same(code)) => {
                self.index.by_code(code).map(Match::Known).ok_or(("code", Reason::UnknownCode))
            }
            _ => self.index.resolve(row.keys()),
        };
        match resolved {
            Ok(found) => Some(found),
            Err((column, reason)) => {
                cells.error(column, reason);
                None
            }
        }
    }

    /// The facts that the row states and that aren't there yet, with the steps that add them.
    fn facts(
        row: &ChildRow,
        child: i64,
        planner: &mut Planner<'_>,
        changes: &mut Vec<Change>,
    ) -> Result<(), StoreError> {
        if row.father_away == Input::Keep
            && row.mother_away == Input::Keep
            && row.household == Input::Keep
        {
            return Ok(());
        }
        let known: Vec<Fact> =
            if child > 0 { planner.queries.of_child(child, None)? } else { Vec::new() };
        let home =
            Home { child, facts_on: row.facts_on.get(), today: planner.today, known: &known };
        let parents = home.parents(&row.father_away, &row.mother_away);
        let household = home_facts::household(&row.household);
        for said in parents.into_iter().chain(household) {
            if let Some(change) = home.plan(&said, &mut planner.steps) {
                changes.push(change);
            }
        }
        Ok(())
    }

    fn create(
        &mut self,
        row: &ChildRow,
        mut child: Child,
        number: u32,
        planner: &mut Planner<'_>,
    ) -> Planned {
        let id = planner.placeholder();
        child.meta = Meta { id, ..Meta::default() };
        let birth_date = child.birth_date;
        let mut told = Vec::new();
        let home = carers::home(&child);
        let at = (None, home.as_ref());
        let wanted = self.carers.wanted(at, &row.guardian_name, &row.guardian_phone, false);
        child.carer_id = self.carers.arrange(wanted, at, planner, &mut told)?;
        planner.steps.push(Step::Add(child.into()));
        Self::facts(row, id, planner, &mut told)?;
        let at = self.index.plan(id, ChildKeys { birth_date, ..row.keys() });
        planner.remember(&at, number, row);
        Ok(Some((row.code.clone().unwrap_or_default(), Outcome::Created)))
    }

    fn update(
        &mut self,
        row: &ChildRow,
        before: Child,
        mut after: Child,
        planner: &mut Planner<'_>,
    ) -> Planned {
        let mut told = Vec::new();
        // A grandmother in the father's place is somebody else; a father of another name is a name put right.
        let relation = before.carer_relation.as_ref();
        let another =
            relation.zip(row.guardian_relation.as_set()).is_some_and(|(old, new)| old != new);
        let home = carers::home(&after);
        let at = (before.carer_id, home.as_ref());
        let wanted = self.carers.wanted(at, &row.guardian_name, &row.guardian_phone, another);
        if wanted == Wanted::Nobody && matches!(row.guardian_relation, Input::Keep) {
            after.carer_relation = None;
        }
        after.carer_id = self.carers.arrange(wanted, at, planner, &mut told)?;
        let mut fields = changed(&before, &after, planner.today);
        fields.retain(|change| change.field != "carer_id");
        fields.append(&mut told);
        let code = before.code.clone();
        let id = before.meta.id;
        if after != before {
            planner.steps.push(Step::Edit { before: before.into(), after: after.into() });
        }
        Self::facts(row, id, planner, &mut fields)?;
        let outcome = if fields.is_empty() { Outcome::Unchanged } else { Outcome::Updated(fields) };
        Ok(Some((code, outcome)))
    }
}

impl PlanRow for Children {
    type Said = ChildRow;

    fn read(cells: &mut Cells<'_>) -> ChildRow {
        let name = cells.required("name", values::person);
        let code = cells.read("code", values::code);
        cells.not_cleared("code", &code);
        let sex = cells.read("sex", values::sex);
        let birth_date = cells.read("birth_date", values::date);
        let lunar_birthday = cells.read("lunar_birthday", values::lunar);
        let celebrate_by = cells.read("celebrate_by", values::calendar);
        let (id_number, id_birth) = births::id_number(cells, &birth_date);
        let (mut group, mut behind) = (None, None);
        let mut row = ChildRow {
            name: name.unwrap_or_default(),
            code: code.value(),
            sex,
            birth_date,
            lunar_birthday,
            celebrate_by,
            id_number,
            id_birth,
            township: cells.written("township", values::text),
            village: cells.written("village", |cell| {
                let text = values::text(cell)?;
                let (village, said) = values::village(&text);
                group = said.map(str::to_owned);
                Ok(village.to_owned())
            }),
            group,
            address: cells.written("address", values::text),
            school: cells.written("school", values::text),
            grade: cells.read("grade", |cell| {
                behind = values::parse_class(&cell.shown());
                values::grade(cell)
            }),
            class: cells.written("class", values::text),
            class_teacher: cells.somebody("class_teacher"),
            teacher_phone: cells.phone("teacher_phone"),
            categories: cells.written("categories", values::categories),
            guardian_name: cells.somebody("guardian_name"),
            guardian_relation: cells.written("guardian_relation", values::text),
            guardian_phone: cells.phone("guardian_phone"),
            father_away: cells.read("father_away", values::away),
            mother_away: cells.read("mother_away", values::away),
            household: cells.read("household_status", values::household),
            facts_on: cells.read("facts_on", values::date),
            admitted_on: cells.read("admitted_on", values::date),
            status: cells.read("status", values::status),
            note: cells.written("note", values::text),
        };
        if row.class == Input::Keep
            && let Some(class) = behind
        {
            row.class = Input::Set(class);
        }
        for word in
            row.categories.as_set().map_or(Vec::new(), |kept| values::unknown_categories(kept))
        {
            cells.warn("categories", Reason::UnknownCategory { word });
        }
        cells.not_cleared("facts_on", &row.facts_on);
        cells.not_cleared("status", &row.status);
        row
    }

    fn row(&mut self, said: ChildRow, cells: &mut Cells<'_>, planner: &mut Planner<'_>) -> Planned {
        let Some(row) = self.understood(said, cells) else { return Ok(None) };
        if row.facts_on.get().is_some_and(|day| day > planner.today) {
            cells.error("facts_on", Reason::FutureDate);
        }
        let Some(found) = self.resolve(cells, &row, planner) else { return Ok(None) };
        let Match::Known(at) = found else {
            let mut child =
                Child { code: row.code.clone().unwrap_or_default(), ..Child::default() };
            self.apply(&row, &mut child, planner.today, cells);
            cells.check(&child, planner.today, heading);
            if !cells.is_good() {
                return Ok(None);
            }
            return self.create(&row, child, cells.number(), planner);
        };
        match planner.seen(&at, &row) {
            Seen::Same => {
                return Ok(Some((self.index.get(at).code.clone(), Outcome::Unchanged)));
            }
            Seen::Other(first) => {
                cells.error("name", Reason::SecondRow { row: first });
                return Ok(None);
            }
            Seen::First => {}
        }
        let Some(before) = planner.queries.record::<Child>(self.index.get(at).id)? else {
            cells.error("code", Reason::UnknownCode);
            return Ok(None);
        };
        let mut after = before.clone();
        self.apply(&row, &mut after, planner.today, cells);
        cells.check(&after, planner.today, heading);
        if (before.status, after.status) == (Status::Active, Status::Closed)
            && planner.queries.reports_of(before.meta.id)?.iter().any(Report::is_open)
        {
            cells.error("status", Reason::OpenReport);
        }
        if !cells.is_good() {
            return Ok(None);
        }
        if after.status == Status::Closed && row.status == Input::Keep {
            let (code, on) = (before.code.clone(), before.closed_on);
            cells.warn("name", Reason::FileClosed { code, on });
        }
        planner.remember(&at, cells.number(), &row);
        self.index.learn(at, ChildKeys { birth_date: after.birth_date, ..row.keys() });
        let planned = self.update(&row, before, after, planner);
        for reason in self.carers.noted() {
            cells.warn("guardian_name", reason);
        }
        planned
    }

    fn finish(&mut self, plan: &mut Plan) {
        self.carers.forget_refound(plan);
        let new = plan.steps.iter_mut().filter_map(|step| match step {
            Step::Add(crate::store::AnyRecord::Child(child)) if child.code.is_empty() => {
                Some(&mut child.code)
            }
            _ => None,
        });
        let rows = plan
            .rows
            .iter_mut()
            .filter(|row| row.outcome == Outcome::Created && row.code.is_empty());
        for (code, row) in new.zip(rows) {
            *code = self.codes.next();
            row.code.clone_from(code);
        }
    }
}

impl ChildRow {
    fn keys(&self) -> ChildKeys<'_> {
        ChildKeys {
            code: self.code.as_deref(),
            id_number: self.id_number.as_set().map(String::as_str),
            name: &self.name,
            birth_date: self.birth_date.get(),
        }
    }

    /// Puts what the row says into a child.
    fn apply(&self, child: &mut Child, today: NaiveDate, cells: &mut Cells<'_>) {
        let births = (child.birth_date, child.lunar_birthday);
        child.name.clone_from(&self.name);
        self.sex.put(&mut child.sex);
        self.birth_date.put(&mut child.birth_date);
        // DOMAIN §2.5: the ID number speaks where no date of birth is stated, and none was taken away.
        let speaks = child.birth_date.is_none() && self.birth_date == Input::Keep;
        if let Some(id_birth) = self.id_birth.filter(|birth| speaks && *birth <= today) {
            child.birth_date = Some(id_birth);
            cells.warn("id_number", Reason::BirthFromId { id_birth });
        }
        self.lunar_birthday.put(&mut child.lunar_birthday);
        let stated = (self.birth_date.as_set(), self.lunar_birthday.as_set());
        births::compare(stated, births, (child.birth_date, child.lunar_birthday), cells);
        self.celebrate_by.put(&mut child.celebrate_by);
        self.id_number.put(&mut child.id_number);
        self.township.put(&mut child.township);
        self.village.put(&mut child.village);
        self.address.put(&mut child.address);
        if let Some(group) = self.group.as_ref().filter(|_| self.address != Input::Clear) {
            let address = child.address.get_or_insert_default();
            if !address.contains(group.as_str()) {
                address.insert_str(0, group);
            }
        }
        self.school.put(&mut child.school);
        self.class.put(&mut child.class);
        self.class_teacher.put(&mut child.class_teacher);
        values::put_phone(&self.teacher_phone, &mut child.teacher_phone);
        self.categories.put(&mut child.categories);
        self.guardian_relation.put(&mut child.carer_relation);
        self.admitted_on.put(&mut child.admitted_on);
        self.note.put(&mut child.note);
        self.apply_grade(child, today);
        if let Input::Set(status) = self.status
            && status != child.status
        {
            child.status = status;
            child.closed_on = (status == Status::Closed).then_some(today);
            child.closed_reason = None;
        }
    }

    /// A grade belongs to the school year of the program's day; one that has risen to what the row says is no change.
    fn apply_grade(&self, child: &mut Child, today: NaiveDate) {
        match self.grade {
            Input::Keep => {}
            Input::Clear => (child.grade, child.grade_year) = (None, None),
            Input::Set(grade) => {
                if kept_grade_on(child.grade, child.grade_year, today) != Some(grade) {
                    child.grade = Some(grade);
                    child.grade_year = Some(i64::from(school_year(today)));
                }
            }
        }
    }
}

/// The fields in which two versions of a child differ. A grade rises by itself, so that it is told as both have it today.
fn changed(before: &Child, after: &Child, today: NaiveDate) -> Vec<Change> {
    let kept = |child: &Child| (child.grade, child.grade_year);
    if kept(before) == kept(after) {
        return changes(before, after, heading);
    }
    let risen = |child: &Child| {
        let grade = kept_grade_on(child.grade, child.grade_year, today);
        Child { grade, grade_year: None, ..child.clone() }
    };
    changes(&risen(before), &risen(after), heading)
}

/// The import heading of a child's column.
fn heading(column: &'static str) -> &'static str {
    match column {
        "carer_relation" => "guardian_relation",
        "grade_year" => "grade",
        column => column,
    }
}
