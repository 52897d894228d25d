//! A child's assessment in full, with what is unknown and what has expired: for its own page.

use super::Queries;
use crate::domain::records::Id;
use crate::domain::risk::{Assessment, assess};
use crate::store::error::Result;
use crate::store::evidence::{Dossier, Filled};

impl Queries<'_> {
    /// Assesses a child for the program's day from its records as they stand.
    ///
    /// # Errors
    /// What the database says.
    pub fn assessment(&self, child: Id) -> Result<Option<Assessment>> {
        let filled = Filled::look(self.conn)?;
        let dossier = Dossier::load(self.conn, child, self.rules.visits_since, filled)?;
        Ok(dossier.map(|dossier| {
            assess(&dossier.now(), self.today(), &self.rules.calendar, &self.rules.settings)
        }))
    }
}
