//! Townships, villages and schools as one looks for them: by characters, pinyin, initials.

use crate::language::pinyin::{fold_query, search_terms};
use crate::store::queries::Place;
use crate::store::{Queries, Result};

/// The office's places with what each is found by; read when something is typed.
#[derive(Default)]
pub struct Places(Option<Vec<(Place, Vec<String>)>>);

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
            let terms = |place: &Place| search_terms(&place.name).into_iter().map(|term| term.text);
            let places = queries.places()?.into_iter();
            self.0 = Some(places.map(|place| (place.clone(), terms(&place).collect())).collect());
        }
        let known = self.0.iter().flatten();
        let fits = |terms: &[String]| terms.iter().any(|term| term.starts_with(&typed));
        let fitting = known.filter(|(_, terms)| fits(terms)).map(|(place, _)| place.clone());
        Ok(fitting.take(limit).collect())
    }
}
