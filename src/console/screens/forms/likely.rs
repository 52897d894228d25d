//! Whom someone being entered may be already: said while typing, with a way to look, and asked before saving.

use super::twin::Twin;
use crate::console::action::Route;
use crate::console::screen::Ui;
use crate::console::screens::duplicates::{described, page};
use crate::domain::duplicates::{Likeness, Person, Weighing};
use crate::domain::records::Id;
use crate::language::pinyin::sound;
use crate::store::queries::Suspect;
use crate::store::{Kind, Queries, Result};

/// So many are named.
const NAMED: usize = 2;

/// Those on file who may be the one being entered, the likeliest first.
#[derive(Default)]
pub(super) struct Likely {
    found: Vec<(Suspect, Weighing)>,
}

impl Likely {
    /// Looks them up. `own`: the record being changed, 0 for a new one.
    pub(super) fn look(
        &mut self,
        kind: Kind,
        mut person: Person,
        own: Id,
        queries: &Queries<'_>,
    ) -> Result<()> {
        person.sound = sound(&person.name);
        self.found = queries.likely_same(kind, &person, own)?;
        Ok(())
    }

    /// Who they are and why, a line each.
    fn who(&self, ui: &Ui) -> Vec<String> {
        let line = |(one, weighing): &(Suspect, Weighing)| {
            let why = ui.language.weighing(weighing);
            let who = described(one, ui);
            ui.with("form-likely-same", &[("who", who.into()), ("why", why.into())])
        };
        self.found.iter().take(NAMED).map(line).collect()
    }

    /// The same, and below the first how to open it.
    pub(super) fn warnings(&self, ui: &Ui) -> Vec<String> {
        let mut lines = self.who(ui);
        if let Some((first, _)) = self.found.first() {
            lines.insert(1, ui.with("form-likely-open", &[("who", named(first, ui).into())]));
        }
        lines
    }

    /// The page of the likeliest.
    pub(super) fn page(&self, kind: Kind) -> Option<Route> {
        Some(page(kind, self.found.first()?.0.id))
    }

    /// The question before a new file is opened for someone who very likely has one.
    pub(super) fn twin(&self, kind: Kind, ui: &Ui) -> Option<Twin> {
        let (twin, weighing) = self
            .found
            .iter()
            .find(|(_, weighing)| weighing.is_likely() || has_same_birth(weighing))?;
        let id = match (twin.is_open, has_same_birth(weighing)) {
            (true, true) => "form-child-twin",
            (false, true) => "form-child-twin-closed",
            (true, false) => "form-likely-twin",
            (false, false) => "form-likely-twin-closed",
        };
        let doubt = ui.with(id, &[("code", (&twin.code).into())]);
        let file = (named(twin, ui), page(kind, twin.id));
        let mut others: Vec<Id> = self.found.iter().take(NAMED).map(|(one, _)| one.id).collect();
        if !others.contains(&twin.id) {
            others.push(twin.id);
        }
        Some(Twin::new(doubt, self.who(ui), (kind, others), (&file.0, file.1), ui))
    }
}

/// A file: its code and name.
fn named(one: &Suspect, ui: &Ui) -> String {
    format!("{} {}", one.code, ui.language.person(&one.person.name))
}

/// The same name and the same birthday: what is said of it names both.
fn has_same_birth(weighing: &Weighing) -> bool {
    let has = |likeness| weighing.alike.contains(&likeness);
    has(Likeness::NameSame) && (has(Likeness::BirthSame) || has(Likeness::LunarSame))
}
