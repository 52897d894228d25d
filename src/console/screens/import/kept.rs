//! What was matched by hand, kept for each kind: the same spreadsheet comes again every month. It is proposed for the same
//! headings, never for others, and can be matched anew.

use std::collections::BTreeMap;

use super::jobs::{at_row, missing, unrecognised};
use crate::console::screen::Effect;
use crate::exchange::columns::ImportKind;
use crate::exchange::headings::{self, Layout};
use crate::exchange::map::ImportMap;
use crate::exchange::table::{HEAD_ROWS, RawTable};
use crate::store::{Queries, Result};

/// The name under which it is kept, beside how lists are looked at.
const KEPT_AS: &str = "import-headings";

/// Headings as the file writes them, each with the kind's column by its English heading, or none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept(BTreeMap<String, Option<String>>);

impl Kept {
    /// What this operator has matched in files of a kind.
    ///
    /// # Errors
    /// What the database says.
    pub fn read(queries: &Queries<'_>, kind: ImportKind) -> Result<Self> {
        let body = queries.view(KEPT_AS, kind.code())?;
        Ok(Self(body.and_then(|body| serde_json::from_str(&body).ok()).unwrap_or_default()))
    }

    /// Keeps it for the next file.
    pub fn keep(&self, kind: ImportKind) -> Option<Effect> {
        let body = serde_json::to_string(&self.0).ok()?;
        Some(Effect::KeepView(KEPT_AS, kind.code().to_owned(), body))
    }

    /// Notes to which column one of the headings goes. Of two headings alike it can't be told which is meant.
    pub fn note(&mut self, layout: &Layout, at: usize, column: Option<usize>) {
        let heading = layout.headings.get(at).map_or("", |heading| heading.trim());
        let alike = layout.headings.iter().filter(|other| other.trim() == heading).count();
        if !heading.is_empty() && alike == 1 {
            let column = column.map(|column| layout.kind.columns()[column].heading.to_owned());
            self.0.insert(heading.to_owned(), column);
        }
    }

    /// The headings of a sheet, and which of them go where they went before. The row of headings is looked for with what is kept
    /// where it isn't found without.
    pub fn layout(&self, head: &RawTable, kind: ImportKind) -> (Layout, Vec<usize>) {
        let mut best = headings::find(head, kind, &ImportMap::default())
            .unwrap_or_else(|| unrecognised(head, kind));
        let mut as_before = self.apply(&mut best);
        if !self.0.is_empty() && !missing(&best).is_empty() {
            for at in 0..head.rows.len().min(HEAD_ROWS) {
                let mut other = at_row(head, kind, at);
                let applied = self.apply(&mut other);
                if !applied.is_empty() && other.found() > best.found() {
                    (best, as_before) = (other, applied);
                }
            }
        }
        (best, as_before)
    }

    /// Lets headings go where they went before, unless another one is recognised for that column; says which.
    pub fn apply(&self, layout: &mut Layout) -> Vec<usize> {
        let known: Vec<(usize, Option<usize>)> = (layout.headings.iter().enumerate())
            .filter_map(|(at, heading)| {
                let column = self.0.get(heading.trim())?.as_deref();
                match column.map(|column| layout.kind.position(column)) {
                    None => Some((at, None)),
                    Some(found) => found.map(|column| (at, Some(column))),
                }
            })
            .collect();
        let mut applied = Vec::new();
        for (at, wanted) in &known {
            let now = layout.columns.iter().position(|column| *column == Some(*at));
            if let Some(now) = now.filter(|now| Some(*now) != *wanted) {
                layout.columns[now] = None;
                applied.push(*at);
            }
        }
        for (at, wanted) in known {
            if let Some(column) = wanted
                && layout.columns[column].is_none()
            {
                layout.columns[column] = Some(at);
                layout.twice.retain(|twice| *twice != at);
                if !applied.contains(&at) {
                    applied.push(at);
                }
            }
        }
        applied
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::table::Opened;

    fn head(text: &str) -> RawTable {
        Opened::from_bytes(text.as_bytes().to_vec()).unwrap().head(None).unwrap()
    }

    fn kept(pairs: &[(&str, Option<&str>)]) -> Kept {
        let own = pairs
            .iter()
            .map(|(heading, column)| ((*heading).to_owned(), column.map(str::to_owned)));
        Kept(own.collect())
    }

    /// The heading that goes to a column.
    fn at<'l>(layout: &'l Layout, column: &str) -> Option<&'l str> {
        let at = layout.columns[layout.kind.position(column).unwrap()]?;
        Some(&layout.headings[at])
    }

    #[test]
    fn the_same_headings_go_where_they_went_and_no_others() {
        let kept = kept(&[("娃娃", Some("name")), ("备注", None), ("哪个社", Some("village"))]);
        // Below a title, where nothing else tells which row has the headings.
        let table = head("某某表,,\n\n娃娃,哪个社,备注\n王明,河坝,x\n");
        let (layout, as_before) = kept.layout(&table, ImportKind::Children);
        assert_eq!((at(&layout, "name"), at(&layout, "village")), (Some("娃娃"), Some("哪个社")));
        assert_eq!((at(&layout, "note"), layout.first, as_before.len()), (None, 2, 3));
        // What the file names by itself stands.
        let table = head("姓名,娃娃,哪个社(组)\n王明,x,河坝\n");
        let (layout, as_before) = kept.layout(&table, ImportKind::Children);
        assert_eq!((at(&layout, "name"), as_before), (Some("姓名"), vec![]));
    }

    #[test]
    fn of_two_headings_alike_nothing_is_kept() {
        let (layout, _) =
            Kept::default().layout(&head("姓名,其他,其他\n王明,1,2\n"), ImportKind::Children);
        let mut kept = Kept::default();
        kept.note(&layout, 1, ImportKind::Children.position("note"));
        assert_eq!(kept, Kept::default());
    }
}
