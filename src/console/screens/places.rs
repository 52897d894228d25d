//! Townships, villages and schools as one looks for them: by characters, pinyin, initials.

use crate::language::pinyin::{fold_query, search_terms};
use crate::store::queries::{Place, PlaceName};
use crate::store::{Queries, Result};

/// The names of the office's places with what each is found by; read when something is typed.
#[derive(Default)]
pub struct Places(Option<Vec<(PlaceName, Vec<String>)>>);

impl Places {
    /// The places whose name, pinyin or initials begin with what was typed, `limit` at most.
    ///
    /// # Errors
    /// What the database says.
    pub fn find(&mut self, typed: &str, queries: &Queries<'_>, limit: usize) -> Result<Vec<Place>> {
        let typed = fold_query(typed);
        if typed.is_empty() {
            return Ok(Vec::new());
        }
        if self.0.is_none() {
            let terms = |place: &PlaceName| {
                search_terms(&place.name).into_iter().map(|term| term.text).collect()
            };
            let names = queries.place_names()?.into_iter();
            self.0 = Some(names.map(|name| (name.clone(), terms(&name))).collect());
        }
        let mut found = Vec::new();
        for (name, terms) in self.0.iter().flatten() {
            if found.len() < limit && terms.iter().any(|term| term.starts_with(&typed)) {
                found.extend(queries.place(name)?);
            }
        }
        Ok(found)
    }
}
