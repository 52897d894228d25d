//! Columns that name a child or volunteer by code.

use std::collections::HashMap;

use super::cells::Cells;
use crate::domain::records::Id;
use crate::exchange::reason::Reason;
use crate::exchange::values::{self, Input};
use crate::store::{Kind, Queries, StoreError};

/// The ids of all codes of one kind of people.
pub(super) struct Codes(HashMap<String, Id>);

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
        let keys = queries.child_keys()?.into_iter().map(|key| (key.code, key.id));
        Ok(Self(keys.chain(merged(queries, Kind::Child)?).collect()))
    }

    /// Those of the volunteers.
    pub(super) fn volunteers(queries: &Queries<'_>) -> Result<Self, StoreError> {
        let keys = queries.volunteer_keys()?.into_iter().map(|key| (key.code, key.id));
        Ok(Self(keys.chain(merged(queries, Kind::Volunteer)?).collect()))
    }

    fn id(&self, cells: &mut Cells<'_>, heading: &str, code: &str) -> Option<Id> {
        let found = self.0.get(code).copied();
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
        let code = cells.required(heading, values::code)?;
        let id = self.id(cells, heading, &code)?;
        Some((code, id))
    }
}
