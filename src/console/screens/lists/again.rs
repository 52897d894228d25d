//! Finding the selected record again, wherever others' writing has moved it.

use super::list::List;
use super::source::Source;
use crate::domain::records::Id;
use crate::store::queries::Window;
use crate::store::{Kind, Queries, Result};

/// Rows read at once, and beyond where a record may stand, when it is looked for after others have written.
const AROUND: usize = 200;
/// Rows read at most to find it again.
const FARTHEST: usize = 20_000;

impl<S: Source> List<S> {
    /// Its place among the rows that were read.
    pub(super) fn place_of(&self, wanted: (Kind, Id), items: &[S::Item]) -> Option<usize> {
        items.iter().position(|item| self.source.target(item).record == wanted)
    }

    /// Where the selected record stands now that others' writing has taken it out of the rows that were read: it stood at `old`
    /// of `before` rows, and at most all that came or went stood above it.
    pub(super) fn seek(
        &self,
        queries: &Queries<'_>,
        wanted: (Kind, Id),
        old: usize,
        before: usize,
    ) -> Result<Option<usize>> {
        if let Some(ids) = &self.ids {
            let row = self.source.row_of(wanted);
            return Ok(ids.iter().position(|id| *id == row));
        }
        let shifted = (old + self.state.total()).saturating_sub(before);
        let end = (old.max(shifted) + AROUND).min(self.state.total());
        let mut offset = old.min(shifted).saturating_sub(AROUND).max(end.saturating_sub(FARTHEST));
        while offset < end {
            let window = Window { offset, limit: AROUND.min(end - offset) };
            let page = self.source.read(queries, self.view.sort, window)?;
            if let Some(at) = self.place_of(wanted, &page) {
                return Ok(Some(offset + at));
            }
            offset += AROUND;
        }
        Ok(None)
    }
}
