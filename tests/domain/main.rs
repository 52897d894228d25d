//! The rules of the work against hand-calculated tables (DOMAIN §1.4, §1.5, §2.4).

mod case;

mod any_text;
mod attendance;
mod calendar;
mod courses;
mod facts;
mod settings;
mod tiers;
mod time;
mod visits;
