//! SQLite: the only place that knows rusqlite.
//!
//! Records are written by [`Command`]s, one transaction and one journal entry each ([`Store::execute`]); everything
//! derived from them (scores, due days, tallies, search terms) is kept in the same transaction by `derive`, so that
//! reading costs the same whether the office supports forty children or a hundred thousand. [`Queries`] reads.
//!
//! The stored scores stand for one day (`derived.scored_for`). Opening on a later day moves them on; a pinned day is
//! answered from temporary tables that shadow the stored ones (`derive::shadow`), and stores nothing. They go by one school
//! calendar (`derived.calendar`): opened with another, everything is scored anew, once.

mod any;
mod backup;
mod backup_look;
mod backups;
mod bulk;
mod command;
mod connection;
mod day;
pub mod demo;
mod derive;
mod drafts;
mod error;
mod evidence;
mod execute;
mod ids;
mod journal;
mod long;
mod merge;
mod merge_fields;
mod migrate;
mod numbers;
mod open;
mod places;
pub mod queries;
mod reports;
mod rows;
mod seen;
mod sessions;
mod settings;
mod share;
mod there;
mod transaction;
mod undo;
mod version;
mod views;

pub use any::{AnyRecord, Kind};
pub use backup::{keep_aside, prepare_restore, restore};
pub use backup_look::{BackupLook, Present, look_before_restore};
pub use backups::{BackupFile, Backups, Owner};
pub use command::{Command, Receipt, Step};
pub use derive::doctor::Findings;
pub use derive::trial::{Moved, Trial};
pub use drafts::Draft;
pub use error::{FieldConflict, Later, Result, StoreError};
pub use ids::{format_code, office_base, running_number};
pub use long::AtWork;
pub use merge::{Fate, MergePlan, links};
pub use merge_fields::{MergeField, Pick, fields, has_ended, merged};
pub use open::{CalendarState, Context, Office, Store};
pub use queries::Queries;
pub use seen::{Overtaken, Seen};
pub use sessions::LastSession;
pub use version::{Versions, versions};
pub use views::KeptView;
