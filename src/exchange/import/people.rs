//! Columns that name a child or volunteer, by code or by name.

use std::collections::HashMap;

use super::cells::Cells;
use crate::domain::records::Id;
use crate::exchange::reason::Reason;
use crate::exchange::table::Cell;
use crate::exchange::values::{self, Input};
use crate::store::{Kind, Queries, StoreError};

/// The ids of one kind of people by their codes, and their codes by their names.
pub(super) struct Codes {
    ids: HashMap<String, Id>,
    names: HashMap<String, Vec<String>>,
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
        let keys = queries.child_keys()?.into_iter().map(|key| (key.id, key.code, key.name));
        Ok(Self::new(keys, merged(queries, Kind::Child)?, Reason::UnknownName))
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
        for (id, code, name) in keys {
            let name = values::name(&Cell::text(&name)).unwrap_or(name);
            names.entry(name).or_default().push(code.clone());
            ids.insert(code, id);
        }
        Self { ids, names, unknown_name }
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
            Input::Keep => Input::Keep,
            Input::Clear => Input::Clear,
            Input::Set((_, id)) => Input::Set(id),
        }
    }

    /// Reads the next column as somebody who must be named; gives the code and the id.
    pub(super) fn required(&self, cells: &mut Cells<'_>, heading: &str) -> Option<(String, Id)> {
        cells.required(heading, |cell| self.find(cell))
    }
}
