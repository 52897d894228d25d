//! What a visit's record says beyond its columns.

use super::Visit;
use crate::domain::codes::Observation;

impl Visit {
    /// The five things looked at (DOMAIN §3, visit record), each with the column that keeps it.
    pub const fn observations(&self) -> [(&'static str, Option<Observation>); 5] {
        [
            ("school", self.school),
            ("health", self.health),
            ("home", self.home),
            ("mood", self.mood),
            ("safety", self.safety),
        ]
    }
}
