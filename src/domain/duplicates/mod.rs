//! Whether two files may be about one person: what speaks for it and what against, weighed together.
//!
//! [`weigh()`] is the one place that decides, [`Keys`] the one that finds whom to compare without comparing everyone with
//! everyone: forms, imports, the list of possible duplicates and scripts all ask both. [`groups()`] puts together who hangs
//! together.

mod groups;
mod keys;
mod likeness;
mod weigh;

pub use groups::groups;
pub use keys::{Key, Keys};
pub use likeness::Likeness;
pub use weigh::{Person, Weighing, weigh};

/// From so many points on two files are offered as possibly the same person: the points of the same name with nothing that
/// speaks against it.
pub const POSSIBLE: i32 = 40;

/// From so many points on they very likely are: the points of the same name and the same birth date.
pub const LIKELY: i32 = 70;
