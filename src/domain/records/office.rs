//! Records about the office's own work: what it sets, its places, who is not the same person.

use chrono::NaiveDate;

use super::{Id, Meta, NO_DAY, Record};
use crate::domain::value::{BadValue, Field, Value};

record! {
    /// A township or village that the office added to those of its county, or no longer wants to be offered.
    Place, "place" {
        /// The township.
        township: String = String::new(),
        /// The village; blank = the township itself.
        village: Option<String> = None,
        /// No longer offered; records keep it.
        hidden: bool = false,
    }
}

record! {
    /// A number of the rules that the office has set for itself, from a day on.
    Setting, "setting" {
        /// Which.
        code: String = String::new(),
        /// From when.
        from_day: NaiveDate = NO_DAY,
        /// What.
        value: String = String::new(),
        /// Why.
        reason: Option<String> = None,
    }
}

record! {
    /// That two files, possible duplicates, are not about the same person; they are not offered again.
    NotSame, "not_same" {
        /// `child`, `volunteer` or `carer`.
        kind: String = String::new(),
        /// One of them …
        one_id: Id = 0,
        /// … and the other.
        other_id: Id = 0,
    }
}
