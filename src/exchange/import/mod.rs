//! What a file would bring: first a plan as plain data, made from reads alone, then one command carried out by the store.
//!
//! The plan knows every row's outcome (created, changed field by field, unchanged, rejected, with warnings). The command
//! line prints it, the console previews it, and the same steps are written as one entry in the journal.

mod assignments;
mod attendance;
mod births;
mod carers;
mod cells;
mod children;
mod events;
mod exams;
mod facts;
mod home_facts;
mod identity;
mod likely;
mod new_codes;
mod pairs;
mod people;
mod places;
mod plan;
mod planner;
mod records;
mod report;
mod visits;
mod volunteers;

pub use identity::{Decision, Decisions};
pub use plan::{Change, Outcome, Plan, PlannedRow, RowFindings};
pub use planner::{PlanError, plan};
pub use report::Report;
