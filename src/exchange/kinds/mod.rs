//! The eight import kinds: their columns with the headings that offices, schools and village committees write.

pub mod assignments;
pub mod attendance;
pub mod children;
pub mod events;
pub mod exams;
pub mod facts;
pub mod visits;
pub mod volunteers;
