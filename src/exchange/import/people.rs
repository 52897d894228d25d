//! Columns that name a child or volunteer, by code or by name.

use std::cell::RefCell;

use chrono::NaiveDate;
use foldhash::{HashMap, HashMapExt as _};

use super::cells::Cells;
use crate::domain::records::Id;
use crate::exchange::reason::Reason;
use crate::exchange::source::is_ditto;
use crate::exchange::table::Cell;
use crate::exchange::values::{self, Input};
use crate::language::{Lang, Language};
use crate::store::{Kind, Queries, StoreError};

/// The ids of one kind of people by their codes, and their codes by their names.
pub(super) struct Codes {
    ids: HashMap<String, Id>,
    names: HashMap<String, Vec<String>>,
    called: HashMap<Id, String>,
    births: HashMap<Id, NaiveDate>,
    /// Closed files of children and since when, until it was said: once a file is enough.
    closed: RefCell<HashMap<Id, Option<NaiveDate>>>,
    /// Where names stand beside a column of codes, once it was looked for: all rows have the same headings.
    beside: RefCell<HashMap<String, Option<usize>>>,
    /// What is said of a name that nobody has.
    unknown_name: Reason,
}

/// The codes of files merged into others mean those.
fn merged(
    queries: &Queries<'_>,
    kind: Kind,
) -> Result<impl Iterator<Item = (String, Id)>, StoreError> {
    Ok(queries.merged_keys(kind)?.into_iter().map(|key| (key.code, key.into)))
}

impl Codes {
    /// Those of the children.
    pub(super) fn children(queries: &Queries<'_>) -> Result<Self, StoreError> {
        let keys = queries.child_keys()?;
        let births = keys.iter().filter_map(|key| Some((key.id, key.birth_date?))).collect();
        let keys = keys.into_iter().map(|key| (key.id, key.code, key.name));
        let codes = Self::new(keys, merged(queries, Kind::Child)?, Reason::UnknownName);
        let closed = RefCell::new(queries.closed_children()?.into_iter().collect());
        Ok(Self { births, closed, ..codes })
    }

    /// Those of the volunteers.
    pub(super) fn volunteers(queries: &Queries<'_>) -> Result<Self, StoreError> {
        let keys = queries.volunteer_keys()?.into_iter().map(|key| (key.id, key.code, key.name));
        Ok(Self::new(keys, merged(queries, Kind::Volunteer)?, Reason::UnknownVolunteer))
    }

    fn new(
        keys: impl Iterator<Item = (Id, String, String)>,
        merged: impl Iterator<Item = (String, Id)>,
        unknown_name: Reason,
    ) -> Self {
        let mut ids: HashMap<String, Id> = merged.collect();
        let mut names: HashMap<String, Vec<String>> = HashMap::new();
        let mut called = HashMap::new();
        for (id, code, name) in keys {
            names.entry(name.clone()).or_default().push(code.clone());
            called.insert(id, name);
            ids.insert(code, id);
        }
        Self {
            ids,
            names,
            called,
            births: HashMap::new(),
            closed: RefCell::default(),
            beside: RefCell::default(),
            unknown_name,
        }
    }

    /// Whom a cell means: the one with this code, else the only one with this name.
    fn find(&self, cell: &Cell) -> Result<(String, Id), Reason> {
        let code = values::code(cell);
        if let Ok(code) = &code
            && let Some(&id) = self.ids.get(code)
        {
            return Ok((code.clone(), id));
        }
        let name = values::name(cell)?;
        match self.names.get(&name).map(Vec::as_slice) {
            Some([code]) => {
                let id = self.ids.get(code).copied().ok_or(Reason::UnknownCode)?;
                Ok((code.clone(), id))
            }
            Some(codes) => Err(Reason::SameName { codes: codes.join(", ") }),
            // Codes have digits, names none.
            None if name.contains(|c: char| c.is_ascii_digit()) => {
                Err(code.err().unwrap_or(Reason::UnknownCode))
            }
            None => Err(self.unknown_name.clone()),
        }
    }

    /// Reads the next column as somebody who may be left blank.
    pub(super) fn read(&self, cells: &mut Cells<'_>, heading: &str) -> Input<Id> {
        match cells.read(heading, |cell| self.find(cell)) {
            Input::Clear => Input::Clear,
            Input::Set((code, id)) if self.is_named_so(cells, heading, (&code, id)) => {
                Input::Set(id)
            }
            Input::Keep | Input::Set(_) => Input::Keep,
        }
    }

    /// Reads the next column as somebody who must be named; gives the code and the id.
    pub(super) fn required(&self, cells: &mut Cells<'_>, heading: &str) -> Option<(String, Id)> {
        let (code, id) = cells.required(heading, |cell| self.find(cell))?;
        if !self.is_named_so(cells, heading, (&code, id)) {
            return None;
        }
        if let Some(on) = self.closed.borrow_mut().remove(&id) {
            cells.warn(heading, Reason::FileClosed { code: code.clone(), on });
        }
        Some((code, id))
    }

    /// When a child was born, where that is known.
    pub(super) fn born(&self, child: Id) -> Option<NaiveDate> {
        self.births.get(&child).copied()
    }

    /// Does the name that stands beside the code, where one does, belong to whoever has the code? Notes it when not: what is
    /// written about one person must never land in the file of another.
    fn is_named_so(&self, cells: &mut Cells<'_>, heading: &str, (code, id): (&str, Id)) -> bool {
        let known = self.beside.borrow().get(heading).copied();
        let beside = known.unwrap_or_else(|| {
            let found = cells.beside(heading);
            self.beside.borrow_mut().insert(heading.to_owned(), found);
            found
        });
        let Some((at, name)) = beside.zip(self.called.get(&id)) else { return true };
        if is_name_of(cells.raw(at), name) {
            return true;
        }
        cells.raw_error(at, Reason::NameDiffers { code: code.to_owned(), name: name.clone() });
        false
    }
}

/// Can what stands in a cell be meant for this person? A blank, 同上 and a name with something in brackets can, and the name in
/// Latin letters as the program's own English lists write it.
fn is_name_of(cell: &Cell, name: &str) -> bool {
    let Ok(written) = values::name(cell) else { return true };
    if written.is_empty() || is_ditto(&written) || matches!(written.as_str(), "-" | "－") {
        return true;
    }
    let same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    same(&written, name)
        || written
            .strip_prefix(name)
            .is_some_and(|rest| rest.starts_with(['(', '（', '[', '【', '/']))
        || written.is_ascii() && same(&written, &Language::new(Lang::En).person(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_compared_as_people_write_it() {
        let is = |text: &str, name: &str| is_name_of(&Cell::text(text), name);
        assert!(is("王小明", "王小明") && is("王 小　明", "王小明") && is("", "王小明"));
        assert!(is("王小明（三年级）", "王小明") && is("同上", "王小明"));
        assert!(is("Wang Xiaoming", "王小明") && is("anna li", "Anna Li"));
        assert!(!is("王小", "王小明") && !is("李红", "王小明") && !is("王小明明", "王小明"));
        assert!(!is("Li Hong", "王小明"));
    }
}
