//! Columns that name a child or volunteer by code.

use std::collections::HashMap;

use super::cells::Cells;
use crate::domain::records::Id;
use crate::exchange::reason::Reason;
use crate::exchange::values::{self, Input};
use crate::store::{Kind, Queries, StoreError};

/// The ids of all codes of one kind of people.
pub(super) struct Codes {
    ids: HashMap<String, Id>,
    /// The codes of children by name, for files that name them so; closed files don't count.
    names: HashMap<String, Vec<String>>,
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
        let mut names: HashMap<String, Vec<String>> = HashMap::new();
        let mut ids: HashMap<String, Id> = merged(queries, Kind::Child)?.collect();
        for key in queries.child_keys()? {
            names.entry(key.name).or_default().push(key.code.clone());
            ids.insert(key.code, key.id);
        }
        Ok(Self { ids, names })
    }

    /// Those of the volunteers.
    pub(super) fn volunteers(queries: &Queries<'_>) -> Result<Self, StoreError> {
        let keys = queries.volunteer_keys()?.into_iter().map(|key| (key.code, key.id));
        let ids = keys.chain(merged(queries, Kind::Volunteer)?).collect();
        Ok(Self { ids, names: HashMap::new() })
    }

    fn id(&self, cells: &mut Cells<'_>, heading: &str, code: &str) -> Option<Id> {
        let found = self.ids.get(code).copied();
        if found.is_none() {
            cells.error(heading, Reason::UnknownCode);
        }
        found
    }

    /// Reads the next column as a code that may be blank.
    pub(super) fn read(&self, cells: &mut Cells<'_>, heading: &str) -> Input<Id> {
        match cells.read(heading, values::code) {
            Input::Keep => Input::Keep,
            Input::Clear => Input::Clear,
            Input::Set(code) => self.id(cells, heading, &code).map_or(Input::Keep, Input::Set),
        }
    }

    /// Reads the next column as a code that must be filled; gives the code and the id.
    pub(super) fn required(&self, cells: &mut Cells<'_>, heading: &str) -> Option<(String, Id)> {
        if cells.is_by_name() {
            return self.named(cells, heading);
        }
        let code = cells.required(heading, values::code)?;
        let id = self.id(cells, heading, &code)?;
        Some((code, id))
    }

    /// Reads the next column as a name that one child alone has; gives the code and the id.
    fn named(&self, cells: &mut Cells<'_>, heading: &str) -> Option<(String, Id)> {
        let name = cells.required(heading, values::name)?;
        match self.names.get(&name).map(Vec::as_slice) {
            Some([code]) => Some((code.clone(), *self.ids.get(code)?)),
            Some(codes) => {
                let codes = codes.join(", ");
                cells.error(heading, Reason::Ambiguous { codes });
                None
            }
            None => {
                cells.error(heading, Reason::UnknownName);
                None
            }
        }
    }
}
