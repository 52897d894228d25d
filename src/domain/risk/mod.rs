//! How likely a child is to leave school, and why: the score, its reasons and its tier (DOMAIN §1.4).
//!
//! One pure function, [`assess()`], over what is known about one child on one day. It words nothing and keeps nothing.

mod age;
mod assess;
mod assessment;
mod attendance;
mod courses;
mod evidence;
mod facts;
mod look;
mod seen;

pub use age::over_age;
pub use assess::assess;
pub use assessment::{
    Assessment, DomainScore, Finding, FindingState, Incidents, Reason, ReasonValue, Source,
    SubjectDrop, SubjectPercent, coverage_percent,
};
pub use evidence::{DayMark, Evidence, FactMark, Mark, RangeMark, VisitMark};
