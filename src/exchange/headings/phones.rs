//! Whose phone a heading means in a sheet of children, where more than one does: the guardian's or the class teacher's.

use super::{Layout, normal};
use crate::exchange::loose;
use crate::exchange::map::ImportMap;

/// Headings that don't say whose phone it is, as they are compared.
const BARE: [&str; 11] = [
    "电话",
    "联系电话",
    "电话号码",
    "手机",
    "手机号",
    "手机号码",
    "联系方式",
    "phone",
    "mobile",
    "telephone",
    "contactphone",
];

/// The headings of phones, by their places in the file.
#[derive(Default)]
pub(super) struct Phones {
    /// All that can be the guardian's.
    guardians: Vec<usize>,
    /// Those that don't say whose.
    bare: Vec<usize>,
}

impl Phones {
    /// Notes the heading that was read last: what was found for it, and its two rows.
    pub(super) fn note(&mut self, layout: &Layout, found: Option<usize>, above: &str, below: &str) {
        let at = layout.headings.len() - 1;
        let is_guardians = found.is_some() && found == layout.kind.position("guardian_phone");
        if is_guardians {
            self.guardians.push(at);
        }
        let is_whole = is_guardians && layout.headings[at] == below;
        let is_bare = BARE.contains(&normal(below).as_str());
        if is_bare && (is_whole || found.is_none() && loose::is_school(above)) {
            self.bare.push(at);
        }
    }

    /// One that doesn't say whose is the class teacher's right behind that one's name. Of those that are left the guardian's is
    /// the one that says so, else the one right behind the guardian, else the first.
    pub(super) fn settle(mut self, layout: &mut Layout, map: &ImportMap) {
        let place = |heading| layout.kind.position(heading);
        let (Some(guardian), Some(teacher)) = (place("guardian_phone"), place("teacher_phone"))
        else {
            return;
        };
        if map.names(guardian) || map.names(teacher) {
            return;
        }
        let is_behind = |layout: &Layout, at: usize, whom: &[&str]| {
            at.checked_sub(1).is_some_and(|before| {
                whom.iter()
                    .filter_map(|heading| layout.kind.position(heading))
                    .any(|column| layout.columns[column] == Some(before))
            })
        };
        if layout.columns[teacher].is_none() {
            let behind = |at: &usize| is_behind(layout, *at, &["class_teacher"]);
            layout.columns[teacher] = self.bare.iter().copied().find(behind);
        }
        let teachers = layout.columns[teacher];
        self.guardians.retain(|at| Some(*at) != teachers);
        let rank = |at: &usize| {
            let is_bare = self.bare.contains(at);
            (is_bare, !is_behind(layout, *at, &["guardian_name", "guardian_relation"]))
        };
        let best = self.guardians.iter().copied().min_by_key(rank);
        layout.columns[guardian] = best;
        layout.twice.retain(|at| Some(*at) != teachers && !self.guardians.contains(at));
        layout.twice.extend(self.guardians.into_iter().filter(|at| Some(*at) != best));
        layout.twice.sort_unstable();
    }
}
